#include "base/str.h"

#include "base/utf8.h"

int str_compare(struct str a, struct str b)
{
	size_t common = a.n < b.n ? a.n : b.n;
	int order = common ? memcmp(a.p, b.p, common) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

size_t str_find(struct str s, struct str needle, size_t from)
{
	size_t key;

	if (needle.n == 0)
		return from <= s.n ? from : SIZE_MAX;
	key = str_key(needle) < needle.n ? str_key(needle) : 0;
	while (from < s.n && s.n - from >= needle.n) {
		const char *hit =
			memchr(s.p + from + key, needle.p[key], s.n - from - needle.n + 1);
		if (!hit)
			break;
		hit -= key;
		if (memcmp(hit, needle.p, needle.n) == 0)
			return (size_t)(hit - s.p);
		from = (size_t)(hit - s.p) + 1;
	}
	return SIZE_MAX;
}

bool str_contains(struct str s, struct str needle)
{
	return str_find(s, needle, 0) != SIZE_MAX;
}

struct str str_trim(struct str s)
{
	while (s.n && cp_is_space((unsigned char)s.p[0]))
		s = str_cut(s, 1, s.n);
	while (s.n && cp_is_space((unsigned char)s.p[s.n - 1]))
		s.n--;
	return s;
}

uint64_t str_hash(struct str s)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return hash;
}
