/* A line of an ignore file, and a path on the next: plain globs match what fnmatch(3) matches.
 * make fuzz SECONDS=600; replay: build/asan/replay/glob fuzz/seeds */
#include <fnmatch.h>
#include "fuzz.h"
#include "base/glob.h"
#include "cli/ignore.h"

/* Of ASCII, and nothing in it that the two read differently. */
static bool is_plain(struct str text, const char *without)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < ' ' || text.p[i] > '~' || strchr(without, text.p[i]))
			return false;
	return !str_contains(text, STR("**"));
}

static void run(void *context)
{
	struct fuzz_input *input = context;
	size_t cut = str_find(input->bytes, STR("\n"), 0);
	struct str glob = arena_str(input->arena, str_cut(input->bytes, 0, cut));
	struct str path = arena_str(
		input->arena, str_cut(input->bytes, cut + (cut < input->bytes.n), input->bytes.n));
	struct ignore_list list = {0};
	bool matches = glob_match(glob, path);

	if (is_plain(glob, "[]\\") && is_plain(path, ""))
		fuzz_law(matches == (fnmatch(glob.p, path.p, FNM_PATHNAME) == 0));
	fuzz_law(!matches || !glob_problem(glob));
	ignore_line(input->arena, &list, glob);
	ignore_judge(&list, path, true);
	ignore_judge_all(&list, path, false);
	ignore_glob(input->arena, &list, glob);
	ignore_judge_all(&list, path, true);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
