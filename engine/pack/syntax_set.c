/* What is in a set. */
#include "pack/syntax_part.h"
#include "base/utf8.h"

#include <string.h>

/* One member of a class: a character that is written out, or something else. */
struct member {
	bool other, range; /* range: a hyphen follows that makes this the lower end */
	uint32_t cp, at;   /* cp of another: the letter of its escape */
};

static bool next_member(struct str s, size_t *at, size_t end, struct member *member)
{
	uint32_t cp;

	if (*at >= end)
		return false;
	*member = (struct member){.at = (uint32_t)*at};
	if (behind_posix(s, *at) > *at) {
		member->other = true;
		*at = behind_posix(s, *at);
		return true;
	}
	cp = utf8_next(s, at);
	if (cp == '\\') {
		struct token token = {0};
		bool backspace = byte_at(s, *at) == 'b';
		read_escape(s, at, &token);
		member->other = token.kind != TOKEN_LITERAL && !backspace;
		cp = backspace ? '\b' : token.cp;
	}
	member->cp = cp;
	member->range = !member->other && *at + 1 < end && s.p[*at] == '-';
	if (member->range)
		++*at;
	return true;
}

static struct str class_inside(struct str pattern, struct token set, size_t *at)
{
	struct str whole = str_cut(pattern, 0, set.at.end - 1);

	*at = set.at.begin + 1;
	return whole;
}

static bool is_class(struct str pattern, struct token set)
{
	return set.kind == TOKEN_SET && pattern.p[set.at.begin] == '[' &&
	       set.at.end - set.at.begin >= 3;
}

/* The ranges of \d, \s or \w, which PCRE2 takes for ASCII. */
static uint32_t add_escape(uint32_t letter, struct character_range *ranges, uint32_t room)
{
	static const struct {
		uint32_t letter, n;
		struct character_range ranges[4];
	} escapes[] = {
		{'d', 1, {{'0', '9'}}},
		{'s', 2, {{'\t', '\r'}, {' ', ' '}}},
		{'w', 4, {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
	};

	for (uint32_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
		if (escapes[i].letter != letter || escapes[i].n > room)
			continue;
		memcpy(ranges, escapes[i].ranges, escapes[i].n * sizeof *ranges);
		return escapes[i].n;
	}
	return 0;
}

/* with_escapes: \d, \s and \w are members too. */
static uint32_t class_ranges(struct str s, size_t at, bool with_escapes,
			     struct character_range *ranges, uint32_t room)
{
	struct member member;
	uint32_t n = 0;

	while (next_member(s, &at, s.n, &member)) {
		struct member upper = member;

		if (member.other) {
			uint32_t more =
				with_escapes ? add_escape(member.cp, ranges + n, room - n) : 0;
			if (!more)
				return 0;
			n += more;
			continue;
		}
		if (member.range && (!next_member(s, &at, s.n, &upper) || upper.other))
			return 0;
		if (upper.cp < member.cp || n == room)
			return 0;
		ranges[n++] = (struct character_range){member.cp, upper.cp};
	}
	return n;
}

uint32_t syntax_set_members(struct str pattern, struct token set, uint32_t *cps, uint32_t room)
{
	struct character_range ranges[RANGES_MAX];
	uint32_t count, n = 0;
	size_t at;
	struct str s;

	if (!is_class(pattern, set))
		return 0;
	s = class_inside(pattern, set, &at);
	if (s.p[at] == '^')
		return 0;
	count = class_ranges(s, at, false, ranges, room < RANGES_MAX ? room : RANGES_MAX);
	for (uint32_t i = 0; i < count; i++) {
		if (ranges[i].last - ranges[i].first >= room - n)
			return 0;
		for (uint32_t cp = ranges[i].first; cp <= ranges[i].last; cp++)
			cps[n++] = cp;
	}
	return n;
}

uint32_t syntax_set_ranges(struct str pattern, struct token set, bool *negative,
			   struct character_range ranges[RANGES_MAX])
{
	struct str sign = str_at(pattern, set.at);
	size_t at;
	struct str s;

	*negative = false;
	if (str_equal(sign, STR("."))) {
		*negative = true;
		ranges[0] = (struct character_range){'\n', '\n'};
		return 1;
	}
	if (sign.n == 2) {
		*negative = sign.p[1] < 'a';
		return add_escape((uint32_t)sign.p[1] | 0x20, ranges, RANGES_MAX);
	}
	if (!is_class(pattern, set))
		return 0;
	s = class_inside(pattern, set, &at);
	*negative = s.p[at] == '^';
	return class_ranges(s, at + *negative, true, ranges, RANGES_MAX);
}

void syntax_set_written(struct str pattern, struct token set,
			void (*seen)(void *context, uint32_t cp, uint32_t at), void *context)
{
	struct member member;
	size_t at;
	struct str s;

	if (!is_class(pattern, set))
		return;
	s = class_inside(pattern, set, &at);
	if (s.p[at] == '^')
		at++;
	while (next_member(s, &at, s.n, &member))
		if (!member.other)
			seen(context, member.cp, member.at);
}
