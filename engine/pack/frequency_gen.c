/* Prints gen/pack/frequency.c: how often the characters of the contracts under corpora/ stand
 * there, and how often two of them side by side (see frequency.h). Runs in the root of the
 * repository; prints the same whatever order the file system lists names in. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pack/frequency.h"

/* What is rarer says nothing. Both are about characters of the BMP; control characters are none. */
enum { COUNT_MIN = 2, BMP = 0x10000, PATH_ROOM = 400, TEXT_ROOM = 1 << 20, NUMBERS_A_LINE = 8 };

static const char *const folders[] = {"corpora/clean", "corpora/faulty", "corpora/scraped"};

/* By the first character and the second; the single ones have 0 for that. */
static uint32_t *counts[BMP];
static uint32_t total;

static _Noreturn void fail(const char *what, const char *path)
{
	fprintf(stderr, "frequency_gen: %s: %s\n", path, what);
	exit(EXIT_FAILURE);
}

static void count(uint32_t first, uint32_t second)
{
	if (!counts[first])
		counts[first] = calloc(BMP, sizeof **counts);
	if (!counts[first])
		fail("out of memory", "counts");
	counts[first][second]++;
}

static bool is_counted(uint32_t cp)
{
	return cp >= 0x20 && cp < BMP;
}

static void count_text(struct str text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at), next = utf8_peek(text, at);

		if (!is_counted(cp))
			continue;
		total++;
		count(cp, 0);
		if (is_counted(next))
			count(cp, next);
	}
}

static void count_file(const char *path)
{
	static char bytes[TEXT_ROOM];
	FILE *file = fopen(path, "rb");
	size_t n;

	if (!file)
		fail("cannot be read", path);
	n = fread(bytes, 1, sizeof bytes, file);
	if (n == sizeof bytes)
		fail("too large", path);
	fclose(file);
	count_text((struct str){bytes, n});
}

static void count_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[PATH_ROOM];

	if (!dir)
		fail("cannot be listed", folder);
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= PATH_ROOM)
			fail("the name is too long", folder);
		count_file(path);
	}
	closedir(dir);
}

static uint32_t print_counts(void)
{
	uint32_t n = 0;

	for (uint32_t first = 0; first < BMP; first++)
		for (uint32_t second = 0; counts[first] && second < BMP; second++) {
			uint32_t number = counts[first][second];

			if (number < COUNT_MIN)
				continue;
			printf("%s{%u,%u,%u},", n++ % NUMBERS_A_LINE ? "" : "\n\t", first, second,
			       number < UINT16_MAX ? number : UINT16_MAX);
		}
	return n;
}

int main(void)
{
	uint32_t n;

	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
		count_folder(folders[i]);
	printf("/* Made from corpora/ by engine/pack/frequency_gen.c. */\n"
	       "#include \"pack/frequency.h\"\n\n"
	       "const struct frequency frequencies[] = {");
	n = print_counts();
	printf("\n};\nconst uint32_t frequency_count = %u;\nconst uint32_t frequency_total = %u;\n",
	       n, total);
	return ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
