/* Two drafts, split at the first line of ----, → compared and written in every format, through the public
 * interface. The second is the first again where there is no such line: then nothing differs.
 * make fuzz SECONDS=600; replay: build/asan/replay/diff fuzz/seeds */
#include <stdlib.h>
#include <string.h>
#include "clauselint.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

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
	const uint8_t *mark = memmem(bytes, size, "\n----\n", 6);
	struct clint_draft old_draft = {"old", bytes, mark ? (size_t)(mark - bytes) : size};
	struct clint_draft new_draft = old_draft;
	clint_diff *diff;

	if (mark)
		new_draft = (struct clint_draft){"new", mark + 6, size - old_draft.size - 6};
	if (!pack)
		pack = clint_pack_load(NULL, 0, NULL, NULL);
	diff = clint_compare(pack, &old_draft, &new_draft, NULL, NULL);
	if (diff)
		check(pack, diff, !mark);
	clint_diff_free(diff);
	return 0;
}
