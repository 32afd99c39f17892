#include "detect/words.h"

bool starts_with_any(struct str text, const struct str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(text, words[i]))
			return true;
	return false;
}

bool ends_with_any(struct str text, const struct str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_ends(text, words[i]))
			return true;
	return false;
}

bool contains_any(struct str text, const struct str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_contains(text, words[i]))
			return true;
	return false;
}
