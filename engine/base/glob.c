#include "base/glob.h"

#include "base/utf8.h"

/* --- sets: [...] ----------------------------------------------------------------------------- */

static bool is_lower(uint32_t c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(uint32_t c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_alnum(uint32_t c)
{
	return cp_is_letter(c) || cp_is_digit(c);
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t';
}

static bool is_cntrl(uint32_t c)
{
	return c < 0x20 || c == 0x7F;
}

static bool is_graph(uint32_t c)
{
	return c > 0x20 && c < 0x7F;
}

static bool is_print(uint32_t c)
{
	return c >= 0x20 && c < 0x7F;
}

static bool is_punct(uint32_t c)
{
	return is_graph(c) && !is_alnum(c);
}

static bool is_xdigit(uint32_t c)
{
	return cp_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* The classes of POSIX, for ASCII: the locale has no say in what is checked. */
static const struct {
	struct str name;
	bool (*has)(uint32_t c);
} classes[] = {
	{STR_INIT("alnum"), is_alnum},	  {STR_INIT("alpha"), cp_is_letter},
	{STR_INIT("blank"), is_blank},	  {STR_INIT("cntrl"), is_cntrl},
	{STR_INIT("digit"), cp_is_digit}, {STR_INIT("graph"), is_graph},
	{STR_INIT("lower"), is_lower},	  {STR_INIT("print"), is_print},
	{STR_INIT("punct"), is_punct},	  {STR_INIT("space"), cp_is_space},
	{STR_INIT("upper"), is_upper},	  {STR_INIT("xdigit"), is_xdigit},
};

struct set {
	struct str pattern;
	size_t at;	     /* behind the opening bracket, then behind what was read */
	const char *problem; /* NULL so far */
};

/* One character of a set, a backslash taking the meaning from it. */
static uint32_t set_char(struct set *set)
{
	uint32_t c = utf8_next(set->pattern, &set->at);

	if (c == '\\')
		c = utf8_next(set->pattern, &set->at);
	if (c == UTF8_NONE)
		set->problem = "a [ is not closed";
	return c;
}

/* [:name:], when it stands at set->at. */
static bool set_class(struct set *set, uint32_t c, bool *found)
{
	size_t begin = set->at + 2, end;
	struct str name;

	if (!str_starts(str_cut(set->pattern, set->at, SIZE_MAX), STR("[:")))
		return false;
	end = str_find(set->pattern, STR("]"), begin);
	if (end == SIZE_MAX) {
		set->problem = "a [ is not closed";
		return true;
	}
	/* Without its colon at the end it is no class but the characters [ and :. */
	if (end == begin || set->pattern.p[end - 1] != ':')
		return false;
	name = str_cut(set->pattern, begin, end - 1);
	set->at = end + 1;
	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
		if (str_equal(classes[i].name, name)) {
			*found |= classes[i].has(c);
			return true;
		}
	set->problem = "there is no such class in [: :]";
	return true;
}

static void set_range(struct set *set, uint32_t c, bool *found)
{
	uint32_t first = set_char(set), last = first;
	struct str rest = str_cut(set->pattern, set->at, SIZE_MAX);

	if (rest.n > 1 && rest.p[0] == '-' && rest.p[1] != ']') {
		set->at++;
		last = set_char(set);
	}
	*found |= c >= first && c <= last;
}

/* Whether c is in the set whose bracket opens at *at, which moves behind it; a slash is in none. */
static bool set_has(struct str pattern, size_t *at, uint32_t c, const char **problem)
{
	struct set set = {pattern, *at + 1, NULL};
	bool negated = false, found = false;
	size_t begin;

	if (set.at < pattern.n && (pattern.p[set.at] == '!' || pattern.p[set.at] == '^')) {
		negated = true;
		set.at++;
	}
	begin = set.at;
	while (!set.problem) {
		if (set.at < pattern.n && pattern.p[set.at] == ']' && set.at > begin)
			break;
		if (!set_class(&set, c, &found))
			set_range(&set, c, &found);
	}
	*at = set.at + 1;
	*problem = set.problem;
	return !set.problem && found != negated && c != '/';
}

/* --- patterns -------------------------------------------------------------------------------- */

static size_t star_run(struct str pattern, size_t at)
{
	size_t end = at;

	while (end < pattern.n && pattern.p[end] == '*')
		end++;
	return end - at;
}

/* Whether a whole segment of two or more stars begins at at; *end is behind it and its slash. */
static bool is_deep(struct str pattern, size_t at, size_t *end)
{
	size_t run = star_run(pattern, at);

	*end = at + run + 1;
	return run >= 2 && (at == 0 || pattern.p[at - 1] == '/') &&
	       (at + run == pattern.n || pattern.p[at + run] == '/');
}

/* Matches what is no star: one character of both. */
static bool match_one(struct str pattern, size_t *p, struct str path, size_t *t, bool *broken)
{
	const char *problem = NULL;
	uint32_t c;

	if (*p >= pattern.n || *t >= path.n)
		return false;
	switch (pattern.p[*p]) {
	case '?': (*p)++; return utf8_next(path, t) != '/';
	case '[':
		c = utf8_next(path, t);
		c = set_has(pattern, p, c, &problem);
		*broken = problem != NULL;
		return c;
	case '\\':
		if (++*p == pattern.n)
			return false;
	}
	return pattern.p[(*p)++] == path.p[(*t)++];
}

/* Where to go on after a mismatch: p in the pattern, with the star in front of it reaching to t. */
struct retry {
	bool set;
	size_t p, t;
};

/* A star reaches one character further, within its segment. */
static bool extend_star(struct retry *star, struct str path)
{
	if (star->set && star->t < path.n && utf8_next(path, &star->t) != '/')
		return true;
	star->set = false;
	return false;
}

/* A ** reaches one segment further. */
static bool extend_deep(struct retry *deep, struct str path)
{
	size_t slash = deep->set ? str_find(path, STR("/"), deep->t) : SIZE_MAX;

	deep->t = slash + 1;
	return slash != SIZE_MAX;
}

/* Whether what stands behind the last star or set of pattern is not how path ends. A long list of
 * patterns is asked about every file, and nearly all of them are done with here. */
static bool ends_otherwise(struct str pattern, struct str path)
{
	while (pattern.n && path.n) {
		char last = pattern.p[--pattern.n];
		switch (last) {
		case '*':
		case '?':
		case ']':
		case '\\': return false;
		}
		if (last != path.p[--path.n])
			return true;
	}
	return false;
}

/* Only the last star of the segment and the last ** are ever reconsidered: an earlier one that
 * would reach further cannot make a match that the later one does not make. So nothing is
 * exponential. */
bool glob_match(struct str pattern, struct str path)
{
	struct retry star = {0}, deep = {0};
	size_t p = 0, t = 0, end;
	bool broken = false;

	if (ends_otherwise(pattern, path))
		return false;
	while (p < pattern.n || t < path.n) {
		size_t run = star_run(pattern, p);
		if (run && is_deep(pattern, p, &end)) {
			if (end > pattern.n)
				return t < path.n;
			p = end;
			deep = (struct retry){true, p, t};
			star.set = false;
		} else if (run) {
			p += run;
			star = (struct retry){true, p, t};
		} else if (match_one(pattern, &p, path, &t, &broken)) {
			/* The star before a slash can reach no further than it does. */
			star.set &= path.p[t - 1] != '/';
		} else if (!broken && extend_star(&star, path)) {
			p = star.p;
			t = star.t;
		} else if (!broken && extend_deep(&deep, path)) {
			p = deep.p;
			t = deep.t;
		} else {
			return false;
		}
	}
	return true;
}

const char *glob_problem(struct str pattern)
{
	const char *problem = NULL;

	for (size_t at = 0; at < pattern.n && !problem;) {
		if (pattern.p[at] == '[')
			set_has(pattern, &at, 0, &problem);
		else if (pattern.p[at] == '\\' && at + 1 == pattern.n)
			problem = "it ends in a backslash";
		else
			at += pattern.p[at] == '\\' ? 2 : 1;
	}
	return problem;
}

bool glob_is_pattern(struct str pattern)
{
	for (size_t i = 0; i < pattern.n; i++)
		if (memchr("*?[\\", pattern.p[i], 4))
			return true;
	return false;
}
