#include "test.h"

#include "base/glob.h"

static const struct {
	const char *glob, *path;
	bool match;
} cases[] = {
	{"", "", true},
	{"", "a", false},
	{"*", "", true},
	{"*.txt", "a.txt", true},
	{"*.txt", "a/b.txt", false},
	{"*.txt", ".txt", true},
	{"*a*b", "xaxbxb", true},
	{"*a*b", "xaxbxbx", false},
	{"a?c", "abc", true},
	{"a?c", "a/c", false},
	{"合同?.txt", "合同一.txt", true},
	{"合同??.txt", "合同一.txt", false},
	{"?", "\xF0\xA0\x80\x80", true},
	{"??", "\xFF\xFE", true},
	{"[一-十]", "二", true},
	{"[一-丁]", "二", false},
	{"[!一]", "二", true},
	{"[!a]", "/", false},
	{"[a-c]x", "bx", true},
	{"[c-a]", "b", false},
	{"[]]", "]", true},
	{"[^]]", "]", false},
	{"[a-]", "-", true},
	{"[\\]]", "]", true},
	{"[[:digit:][:upper:]]", "7", true},
	{"[[:digit:][:upper:]]", "Q", true},
	{"[[:digit:]]", "q", false},
	{"[[:none:]]", "q", false},
	{"[[:digit]", ":", true},
	{"[a", "a", false},
	{"[a", "[a", false},
	{"a\\*", "a*", true},
	{"a\\*", "ab", false},
	{"a\\", "a\\", false},
	{"**", "a/b/c", true},
	{"**/c", "c", true},
	{"**/c", "a/b/c", true},
	{"**/c", "a/bc", false},
	{"a/**", "a/b/c", true},
	{"a/**", "a", false},
	{"a/**/c", "a/c", true},
	{"a/**/c", "a/b/b/c", true},
	{"a/**/c", "a/b/b/cc", false},
	{"a/***/c", "a/b/b/c", true},
	{"**/a/*/b", "a/x/a/y/b", true},
	{"**/a/**/b", "a/x/y/a/b", true},
	{"**/*a*/b", "xax/c/bab/b", true},
	{"a**c", "abbc", true},
	{"a**c", "a/c", false},
	{"*/*", "a", false},
	{"A", "a", false},
	{"*\\?b", "x?b", true},
	{"*\\*", "**", true},
	{"*[b]", "ab", true},
	{"*[b]c", "acc", false},
	{"**/a", "ba", false},
	{"ab*b", "ab", false},
};

TEST(globs_match_as_gitignore_says)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (glob_match(str_from(cases[i].glob), str_from(cases[i].path)) !=
		    cases[i].match) {
			fprintf(stderr, "glob '%s' and '%s'\n", cases[i].glob, cases[i].path);
			CHECK(!"glob");
		}
}

TEST(globs_that_match_nothing_have_a_problem)
{
	static const char *const bad[] = {"[",		"a[b",	   "[!]",  "[]", "a\\",
					  "[[:alpha:]", "[[:x:]]", "[a\\", "[a-"};
	static const char *const good[] = {"", "a]", "[]]", "\\[", "\\\\", "[[:alpha:]]", "[\\]]"};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		CHECK(glob_problem(str_from(bad[i])));
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		CHECK(!glob_problem(str_from(good[i])));
}

/* What other matchers take 2^n steps for; without an end in a lifetime if it were so here. */
TEST(globs_of_many_stars_end)
{
	char glob[4000], path[4000];

	/* A star stands at the ends, which are looked at first. */
	for (size_t i = 0; i < 1000; i++) {
		memcpy(glob + 2 * i, "*a", 2);
		path[i] = 'a';
	}
	memcpy(glob + 1999, "b*", 2);
	CHECK(!glob_match((struct str){glob, 2001}, (struct str){path, 1000}));
	for (size_t i = 0; i < 500; i++)
		memcpy(glob + 5 * i, "**/a/", 5);
	memcpy(glob + 2498, "b*", 2);
	for (size_t i = 0; i < 1000; i++)
		memcpy(path + 2 * i, "a/", 2);
	CHECK(!glob_match((struct str){glob, 2500}, (struct str){path, 1999}));
}
