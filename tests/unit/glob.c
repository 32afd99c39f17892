/* Names of files with wildcards. */
#include "test.h"

#include "base/glob.h"

static const struct {
	const char *pattern, *path;
	bool match;
} cases[] = {
	{"a.txt", "a.txt", true},
	{"a.txt", "b.txt", false},
	{"a.txt", "x/a.txt", false},
	{"*.txt", "合同.txt", true},
	{"*.txt", "x/a.txt", false},
	{"vendors/*.txt", "vendors/a.txt", true},
	{"vendors/*.txt", "vendors/acme/a.txt", false},
	{"vendors/**", "vendors/acme/a.txt", true},
	{"vendors/**", "vendors", false},
	{"**/*.txt", "a.txt", true},
	{"**/*.txt", "x/y/a.txt", true},
	{"**/*.txt", "x/y/a.md", false},
	{"a/**/b", "a/b", true},
	{"a/**/b", "a/x/y/b", true},
	{"a/**/b", "ab", false},
	{"**/acme/**/*.txt", "v/acme/x/y.txt", true},
	{"**/acme/**/*.txt", "v/acme.txt", false},
	{"**", "x/y", true},
	{"x**y", "xaay", true},
	{"x**y", "xa/ay", false},
	{"?", "合", true},
	{"?", "/", false},
	{"a?c", "a/c", false},
	{"[甲乙].txt", "乙.txt", true},
	{"[!甲乙].txt", "乙.txt", false},
	{"[a-c]1", "b1", true},
	{"[a-c]1", "d1", false},
	{"[]]", "]", true},
	{"[a", "[a", false},
	{"[!x]", "/", false},
	{"\\*.txt", "*.txt", true},
	{"\\*.txt", "a.txt", false},
	{"", "", true},
	{"", "a", false},
	{"*", "", true},
	{"*a*a*b", "aaaaaaaaaaaaaaaab", true},
	{"*a*b*", "xxaxxbxx", true},
};

TEST(glob_follows_gitignore)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		bool match = glob_match(str_from(cases[i].pattern), str_from(cases[i].path));

		CHECK(match == cases[i].match);
		if (match != cases[i].match)
			fprintf(stderr, "  in: %s against %s\n", cases[i].pattern, cases[i].path);
	}
}

TEST(glob_ends_in_time)
{
	char pattern[2048], path[4096];

	for (size_t i = 0; i < sizeof pattern; i++)
		pattern[i] = "*a*/"[i % 4];
	memset(path, 'a', sizeof path);
	CHECK(!glob_match((struct str){pattern, sizeof pattern}, (struct str){path, sizeof path}));
	for (size_t i = 0; i < sizeof pattern; i++)
		pattern[i] = "**/a"[i % 4];
	for (size_t i = 0; i < sizeof path; i++)
		path[i] = "a/"[i % 2];
	CHECK(!glob_match((struct str){pattern, sizeof pattern}, (struct str){path, sizeof path}));
}

TEST(glob_knows_a_path_from_a_pattern)
{
	CHECK(!glob_is_pattern(STR("vendors/合同.txt")));
	CHECK(glob_is_pattern(STR("*.txt")) && glob_is_pattern(STR("a?")) &&
	      glob_is_pattern(STR("[a]")) && glob_is_pattern(STR("a\\*")));
}
