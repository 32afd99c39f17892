/* Prints the packs under rules/ as C, so that the program needs no installed files. Runs in the
 * root of the repository; prints the same whatever order the file system lists names in. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATHS_MAX = 1000, PATH_ROOM = 400, DEPTH_MAX = 3 };

struct paths {
	char p[PATHS_MAX][PATH_ROOM];
	size_t n;
};

static int by_bytes(const void *a, const void *b)
{
	return strcmp(a, b);
}

static _Noreturn void fail(const char *what, const char *path)
{
	fprintf(stderr, "builtin_gen: %s: %s\n", path, what);
	exit(EXIT_FAILURE);
}

static bool is_yaml(const char *path)
{
	size_t n = strlen(path);

	return n > 4 && strcmp(path + n - 4, ".yml") == 0;
}

/* Folders are listed one level at a time, so paths grows while it is walked. */
static void list_folder(struct paths *paths, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		if (paths->n == PATHS_MAX)
			fail("too many files", folder);
		if (snprintf(paths->p[paths->n], PATH_ROOM, "%s/%s", folder, entry->d_name) >=
		    PATH_ROOM)
			fail("the name is too long", folder);
		paths->n++;
	}
	if (dir)
		closedir(dir);
}

static void find_all(struct paths *paths)
{
	size_t walked = 0, keep = 0;

	list_folder(paths, "rules");
	for (int depth = 1; depth < DEPTH_MAX; depth++)
		for (size_t end = paths->n; walked < end; walked++) {
			struct stat about;
			if (stat(paths->p[walked], &about) == 0 && S_ISDIR(about.st_mode))
				list_folder(paths, paths->p[walked]);
		}
	for (size_t i = 0; i < paths->n; i++)
		if (is_yaml(paths->p[i]) && strchr(paths->p[i] + strlen("rules/"), '/'))
			memmove(paths->p[keep++], paths->p[i], PATH_ROOM);
	paths->n = keep;
	qsort(paths->p, paths->n, sizeof paths->p[0], by_bytes);
}

/* An array of bytes: a string literal of this length would be longer than C promises to take. */
static void print_text(const char *path, size_t number)
{
	FILE *file = fopen(path, "rb");
	size_t count = 0;
	int c;

	if (!file)
		fail("cannot be read", path);
	printf("/* %s */\nstatic const unsigned char text_%zu[] = {", path, number);
	for (; (c = getc(file)) != EOF; count++)
		printf("%s%d,", count % 24 ? "" : "\n", c);
	/* Never empty, since C has no empty arrays; the size below does not count this. */
	printf("\n0};\n");
	fclose(file);
}

/* The length of "rules/NAME". */
static size_t folder_size(const char *path)
{
	return (size_t)(strchr(path + strlen("rules/"), '/') - path);
}

static bool same_folder(const char *a, const char *b)
{
	return folder_size(a) == folder_size(b) && memcmp(a, b, folder_size(a)) == 0;
}

static void print_folders(const struct paths *paths)
{
	size_t folders = 0;

	printf("\nconst struct pack_folder pack_builtins[] = {\n");
	for (size_t i = 0, end; i < paths->n; i = end) {
		const char *path = paths->p[i];
		int name_size = (int)(folder_size(path) - strlen("rules/"));
		for (end = i; end < paths->n && same_folder(paths->p[end], path);)
			end++;
		printf("\t{STR_INIT(\"%.*s\"), files + %zu, %zu},\n", name_size,
		       path + strlen("rules/"), i, end - i);
		folders++;
	}
	printf("\t{STR_INIT(\"\"), 0, 0},\n};\n");
	printf("const uint32_t pack_builtin_count = %zu;\n", folders);
}

int main(void)
{
	static struct paths paths;

	find_all(&paths);
	printf("/* Made from rules/ by engine/pack/builtin_gen.c. */\n"
	       "#include \"pack/pack.h\"\n\n");
	for (size_t i = 0; i < paths.n; i++)
		print_text(paths.p[i], i);
	printf("\nstatic const struct pack_file files[] = {\n");
	for (size_t i = 0; i < paths.n; i++)
		printf("\t{STR_INIT(\"%s\"), {(const char *)text_%zu, sizeof text_%zu - 1}},\n",
		       paths.p[i] + folder_size(paths.p[i]) + 1, i, i);
	printf("\t{STR_INIT(\"\"), STR_INIT(\"\")},\n};\n");
	print_folders(&paths);
	return ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
