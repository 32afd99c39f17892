#include "test.h"

#include "pack/pack.h"

#include <string.h>

static void show(const struct mistakes *mistakes)
{
	for (uint32_t i = 0; i < mistakes->list.n; i++) {
		const struct mistake *m = &mistakes->list.p[i];
		fprintf(stderr, "%.*s:%u:%u: %s%.*s\n", STR_ARG(m->file), m->line, m->column,
			m->warning ? "warning: " : "", STR_ARG(m->message));
	}
}

TEST(pack_builtins_load)
{
	struct mistakes mistakes = {.arena = test->arena};
	const struct pack *pack =
		pack_load(test->arena, pack_builtins, pack_builtin_count, &mistakes);

	CHECK(pack != NULL);
	CHECK_UINT(mistakes.list.n, 0);
	show(&mistakes);
}
