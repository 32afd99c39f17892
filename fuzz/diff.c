/* Two drafts, split at the first line of ----, → compared and written in every format, through the
 * public interface. The second is the first again where there is no such line: then nothing
 * differs. make fuzz SECONDS=600; replay: build/asan/replay/diff fuzz/seeds */
#include "fuzz.h"
#include "clauselint.h"

static int swallow(void *total, const char *bytes, size_t size)
{
	(void)bytes;
	*(size_t *)total += size;
	return 0;
}

static void check(const clint_pack *pack, const clint_diff *diff, bool same)
{
	struct clint_diff_summary summary;
	struct clint_format format;
	size_t total = 0;

	clint_diff_summary(diff, &summary);
	if (same && (summary.values || summary.reworded || summary.added || summary.removed))
		abort();
	for (size_t i = 0; clint_diff_format(i, &format); i++)
		if (!clint_diff_write(diff, pack, format.name, swallow, &total, NULL))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static clint_pack *pack; /* loaded once: a fuzzer calls this a million times */
	struct str text = {(const char *)bytes, size};
	const uint8_t *head = fuzz_head(&text);
	size_t mark = str_find(text, STR("\n----\n"), 0);
	struct str old = str_cut(text, 0, mark),
		   new = mark == SIZE_MAX ? text : str_cut(text, mark + 6, text.n);
	struct clint_draft old_draft = {"old", old.p, old.n}, new_draft = {"new", new.p, new.n};
	const struct clint_options options = {.language = head && head[1] & 1 ? "en" : NULL};
	clint_diff *diff;

	if (!pack)
		pack = clint_pack_load(NULL, 0, NULL, NULL);
	diff = clint_compare(pack, &old_draft, &new_draft, &options, NULL);
	if (diff)
		check(pack, diff, mark == SIZE_MAX);
	clint_diff_free(diff);
	return 0;
}
