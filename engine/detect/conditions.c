#include "detect/run.h"

enum { EXCERPT_BYTES = 600 };

bool is_excerpt(const struct run *run)
{
	return run->norm.n < EXCERPT_BYTES;
}

bool type_is_among(const struct run *run, const struct str *types, uint32_t n)
{
	if (n == 0)
		return true;
	if (run->type.n == 0)
		return is_excerpt(run);
	for (uint32_t i = 0; i < n; i++)
		if (str_equal(types[i], run->type))
			return true;
	return false;
}

static uint32_t count_present(struct run *run, uint32_t first, uint32_t n)
{
	uint32_t count = 0;

	for (uint32_t i = first; i < first + n; i++)
		count += watch_present(run, i);
	return count;
}

enum jurisdiction jurisdiction_of(struct run *run)
{
	enum jurisdiction found = JURISDICTION_CN;
	uint32_t most = 0;

	for (uint32_t i = 0; i < JURISDICTIONS; i++) {
		uint32_t count =
			count_present(run, run->plan->laws[i], run->pack->recognise.law[i].n);

		if (count > most) {
			most = count;
			found = (enum jurisdiction)i;
		}
	}
	return found;
}

static bool applies_here(const struct run *run, const struct conditions *only)
{
	return (only->jurisdictions == 0 || only->jurisdictions >> run->jurisdiction & 1) &&
	       type_is_among(run, only->types, only->type_count);
}

/* Not before the text has been read: only then are its type and its law known. */
void drop_inapplicable(struct run *run, const struct rule *applies)
{
	uint32_t keep = 0;

	for (uint32_t i = 0; i < run->findings.n; i++) {
		const struct rule *rule = run->findings.p[i].rule;

		if (rule == applies || applies_here(run, &rule->only))
			run->findings.p[keep++] = run->findings.p[i];
	}
	run->findings.n = keep;
}
