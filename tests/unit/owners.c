#include "owners.h"

struct owner_scan {
	const struct literals *literals;
	owner_fn *found;
	void *context;
};

static void tell_owners(void *context, uint32_t number, uint32_t offset)
{
	const struct owner_scan *scan = context;
	uint32_t n;
	const uint32_t *owners = literals_owners(scan->literals, number, &n);

	for (uint32_t i = 0; i < n; i++)
		scan->found(scan->context, owners[i], offset);
}

void literals_scan(const struct literals *literals, struct str text, owner_fn *found, void *context)
{
	struct owner_scan scan = {literals, found, context};

	literals_find(literals, text, tell_owners, &scan);
}
