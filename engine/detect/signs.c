/* Patterns that speak of a party or a blank have nothing to find in a sentence without one. Looking
 * that up is far cheaper than matching. */
#include "base/sorted.h"
#include "detect/run.h"

static const struct {
	struct str term;
	uint32_t signs;
} terms[] = {
	{STR_INIT("{{customer}}"), SIGN_CUSTOMER | SIGN_PARTY},
	{STR_INIT("{{provider}}"), SIGN_PROVIDER | SIGN_PARTY},
	{STR_INIT("{{party}}"), SIGN_PARTY},
	{STR_INIT("{{blank}}"), SIGN_BLANK},
};

/* Behind a class that opens at offset at. */
static size_t skip_class(struct str source, size_t at)
{
	size_t begin = at + 1;

	while (++at < source.n && (source.p[at] != ']' || at == begin))
		if (source.p[at] == '\\')
			at++;
	return at + 1;
}

/* The signs of a term at offset at, and how long it is; 0 and one byte when none begins there. */
static uint32_t term_at(struct str source, size_t at, size_t *size)
{
	struct str rest = str_cut(source, at, source.n);

	for (size_t i = 0; rest.n && rest.p[0] == '{' && i < sizeof terms / sizeof terms[0]; i++) {
		*size = terms[i].term.n;
		if (str_starts(rest, terms[i].term))
			return terms[i].signs;
	}
	*size = 1;
	return 0;
}

/* The same for a group that is nothing but a term: (?<party>{{provider}}). */
static uint32_t group_at(struct str source, size_t at, size_t *size)
{
	size_t begin = at;
	uint32_t signs;

	if (str_starts(str_cut(source, at, source.n), STR("(?<")))
		begin = str_find(source, STR(">"), at);
	if (begin != at && begin != SIZE_MAX) {
		signs = term_at(source, begin + 1, size);
		*size += begin + 1 - at;
		if (signs && at + *size < source.n && source.p[at + *size] == ')') {
			++*size;
			return signs;
		}
	}
	return term_at(source, at, size);
}

/* The terms that every match of a pattern needs: those that stand outside all groups, where no
 * alternative or repetition can leave them out. In doubt none. */
static uint32_t signs_of(struct str source)
{
	uint32_t signs = 0, depth = 0;
	size_t size;

	for (size_t at = 0; at < source.n; at += size) {
		uint32_t sign = group_at(source, at, &size);
		char c = source.p[at], next = at + size < source.n ? source.p[at + size] : 0;

		if (sign) {
			if (depth == 0 && next != '?' && next != '*' && next != '{')
				signs |= sign;
		} else if (c == '\\') {
			size = 2;
		} else if (c == '[') {
			size = skip_class(source, at) - at;
		} else if (c == '(') {
			depth++;
		} else if (c == ')' && depth) {
			depth--;
		} else if (c == '|' && depth == 0) {
			return 0;
		}
	}
	return signs;
}

const uint8_t *signs_of_patterns(struct arena *arena, const struct pack *pack)
{
	uint8_t *signs = ARENA_ARRAY(arena, uint8_t, pack->pattern_count);

	for (uint32_t i = 0; i < pack->pattern_count; i++)
		if (pack->patterns[i]->on_marked)
			signs[pack->patterns[i]->index] =
				(uint8_t)signs_of(pack->patterns[i]->source);
	return signs;
}

/* What the parties and blanks in a unit give. */
static uint32_t signs_in(const struct run *run, struct span unit)
{
	struct mentions mentions = run->facts->mentions;
	struct blanks blanks = run->facts->blanks;
	uint32_t signs = 0;
	uint32_t blank = blank_from(blanks, unit.begin);

	for (uint32_t i = SORTED_FROM(mentions.p, mentions.n, at.begin, unit.begin);
	     i < mentions.n && mentions.p[i].at.begin < unit.end; i++) {
		enum role role = run->facts->parties.p[mentions.p[i].party].role;

		signs |= role == ROLE_CUSTOMER	 ? SIGN_CUSTOMER | SIGN_PARTY
			 : role == ROLE_PROVIDER ? SIGN_PROVIDER | SIGN_PARTY
						 : SIGN_PARTY;
	}
	if (blank < blanks.n && blanks.p[blank].at.begin < unit.end)
		signs |= SIGN_BLANK;
	return signs;
}

bool signs_allow(struct run *run, const struct pattern *pattern, struct span unit)
{
	uint32_t wanted = run->plan->signs[pattern->index];

	if (!wanted || span_size(unit) > UNIT_MAX)
		return true;
	if (run->signs_unit.begin != unit.begin || run->signs_unit.end != unit.end) {
		run->signs_unit = unit;
		run->signs = signs_in(run, unit);
	}
	return (run->signs & wanted) == wanted;
}
