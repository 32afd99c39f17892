/* What is in a set. */
#include "pack/syntax_part.h"
#include "base/utf8.h"

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

/* Whether cp is a member of \d, \s or \w, which PCRE2 takes for ASCII. */
static bool is_of_escape(uint32_t letter, uint32_t cp)
{
	if (letter == 's')
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return cp < 128 && (letter == 'd' ? cp_is_digit(cp) : is_word((int)cp));
}

static uint32_t add_escape(uint32_t letter, uint32_t *cps, uint32_t room)
{
	uint32_t n = 0;

	if (room < 128 || (letter != 'd' && letter != 's' && letter != 'w'))
		return 0;
	for (uint32_t cp = 0; cp < 128; cp++)
		if (is_of_escape(letter, cp))
			cps[n++] = cp;
	return n;
}

/* with_escapes: \d, \s and \w are members too. */
static uint32_t class_members(struct str s, size_t at, bool with_escapes, uint32_t *cps,
			      uint32_t room)
{
	struct member member;
	uint32_t n = 0;

	while (next_member(s, &at, s.n, &member)) {
		uint32_t last = member.cp;
		if (member.other) {
			uint32_t more = with_escapes ? add_escape(member.cp, cps + n, room - n) : 0;
			if (!more)
				return 0;
			n += more;
			continue;
		}
		if (member.range) {
			struct member upper;
			if (!next_member(s, &at, s.n, &upper) || upper.other)
				return 0;
			last = upper.cp;
		}
		if (last < member.cp || last - member.cp >= room - n)
			return 0;
		for (uint32_t cp = member.cp; cp <= last; cp++)
			cps[n++] = cp;
	}
	return n;
}

uint32_t syntax_set_members(struct str pattern, struct token set, uint32_t *cps, uint32_t room)
{
	size_t at;
	struct str s;

	if (!is_class(pattern, set))
		return 0;
	s = class_inside(pattern, set, &at);
	return s.p[at] == '^' ? 0 : class_members(s, at, false, cps, room);
}

uint32_t syntax_set_all(struct str pattern, struct token set, bool *negative, uint32_t *cps,
			uint32_t room)
{
	struct str sign = str_at(pattern, set.at);
	size_t at;
	struct str s;

	*negative = false;
	if (str_equal(sign, STR("."))) {
		*negative = true;
		cps[0] = '\n';
		return 1;
	}
	if (sign.n == 2) {
		*negative = sign.p[1] < 'a';
		return add_escape((uint32_t)sign.p[1] | 0x20, cps, room);
	}
	if (!is_class(pattern, set))
		return 0;
	s = class_inside(pattern, set, &at);
	*negative = s.p[at] == '^';
	return class_members(s, at + *negative, true, cps, room);
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
