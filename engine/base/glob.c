#include "base/glob.h"

#include "base/utf8.h"

/* One of a set, [a-z]; *at is behind the [ and moves behind the ]. A [ without its ] is a
 * character. */
static bool set_match(struct str pattern, size_t *at, uint32_t cp, bool *closed)
{
	size_t i = *at;
	bool not = i < pattern.n && (pattern.p[i] == '!' || pattern.p[i] == '^'), hit = false;
	size_t first = i += not ;

	*closed = false;
	while (i < pattern.n) {
		uint32_t low = utf8_next(pattern, &i), high = low;
		if (low == ']' && i - 1 > first) {
			*closed = true;
			*at = i;
			return hit != not ;
		}
		if (low == '\\' && i < pattern.n)
			low = high = utf8_next(pattern, &i);
		if (i + 1 < pattern.n && pattern.p[i] == '-' && pattern.p[i + 1] != ']') {
			i++;
			high = utf8_next(pattern, &i);
		}
		hit |= cp >= low && cp <= high;
	}
	return false;
}

/* Whether the one character of path at *p is of the pattern's next element, which is no *. Both
 * move past them. */
static bool one_match(struct str pattern, size_t *g, struct str path, size_t *p)
{
	size_t at = *g;
	uint32_t cp = utf8_next(path, p), wanted = utf8_next(pattern, &at);
	bool hit = cp == wanted, closed;

	if (wanted == '?') {
		hit = cp != '/';
	} else if (wanted == '[') {
		size_t behind = at;
		bool in = set_match(pattern, &behind, cp, &closed) && cp != '/';
		if (closed) {
			hit = in;
			at = behind;
		}
	} else if (wanted == '\\' && at < pattern.n) {
		hit = cp == utf8_next(pattern, &at);
	}
	*g = at;
	return hit;
}

/* The size of a ** with its slash where it stands for folders: at the beginning of a part, and
 * either at the end of the pattern or before a slash. 0 when there is none. */
static size_t folders_at(struct str pattern, size_t at)
{
	struct str rest = str_cut(pattern, at, pattern.n);

	if (!str_starts(rest, STR("**")) || (at > 0 && pattern.p[at - 1] != '/'))
		return 0;
	if (rest.n == 2)
		return 2;
	return rest.p[2] == '/' ? 3 : 0;
}

/* Where matching goes on when what came behind a wildcard did not fit: one more character, or one
 * more folder, for the wildcard. */
struct retry {
	bool on;
	size_t pattern, path; /* behind the wildcard; behind what it holds so far */
};

/* Lets the wildcard hold more. false when it cannot. */
static bool take_character(struct retry *star, struct str path)
{
	if (!star->on || star->path >= path.n || path.p[star->path] == '/')
		return false;
	utf8_next(path, &star->path);
	return true;
}

static bool take_folder(struct retry *folders, struct str path)
{
	size_t slash;

	if (!folders->on)
		return false;
	slash = str_find(path, STR("/"), folders->path);
	if (slash == SIZE_MAX)
		return false;
	folders->path = slash + 1;
	return true;
}

bool glob_match(struct str pattern, struct str path)
{
	struct retry star = {0}, folders = {0};
	size_t g = 0, p = 0;

	while (p < path.n || g < pattern.n) {
		size_t size = folders_at(pattern, g);

		if (size && g + size == pattern.n && p < path.n)
			return true;
		if (size == 3) {
			star.on = false;
			folders = (struct retry){true, g += size, p};
			continue;
		}
		if (g < pattern.n && pattern.p[g] == '*') {
			while (g < pattern.n && pattern.p[g] == '*')
				g++;
			star = (struct retry){true, g, p};
			continue;
		}
		if (g < pattern.n && p < path.n && one_match(pattern, &g, path, &p))
			continue;
		if (take_character(&star, path)) {
			g = star.pattern;
			p = star.path;
			continue;
		}
		star.on = false;
		if (!take_folder(&folders, path))
			return false;
		g = folders.pattern;
		p = folders.path;
	}
	return true;
}

bool glob_is_pattern(struct str pattern)
{
	for (size_t i = 0; i < pattern.n; i++)
		if (pattern.p[i] == '*' || pattern.p[i] == '?' || pattern.p[i] == '[' ||
		    pattern.p[i] == '\\')
			return true;
	return false;
}
