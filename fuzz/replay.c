/* Runs a fuzz target over saved inputs without a fuzzer: every file under the paths given.
 *
 *	build/asan/replay/check fuzz/seeds tests/regress */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int replay_file(const char *path, size_t size)
{
	FILE *file = fopen(path, "rb");
	/* Exactly as large as the input, so that a read beyond it is seen. */
	uint8_t *bytes = malloc(size ? size : 1);
	size_t got = file && bytes ? fread(bytes, 1, size, file) : 0;

	if (!file || !bytes || got != size) {
		fprintf(stderr, "%s: cannot be read\n", path);
		exit(EXIT_FAILURE);
	}
	fclose(file);
	LLVMFuzzerTestOneInput(bytes, size);
	free(bytes);
	return 1;
}

static int replay(const char *path)
{
	struct stat about;
	struct dirent *entry;
	DIR *folder;
	int count = 0;

	if (stat(path, &about) != 0)
		return 0;
	if (!S_ISDIR(about.st_mode))
		return replay_file(path, (size_t)about.st_size);
	folder = opendir(path);
	while (folder && (entry = readdir(folder))) {
		char child[4096];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(child, sizeof child, "%s/%s", path, entry->d_name);
		count += replay(child);
	}
	if (folder)
		closedir(folder);
	return count;
}

int main(int argc, char **argv)
{
	int count = 0;

	for (int i = 1; i < argc; i++)
		count += replay(argv[i]);
	printf("%d inputs\n", count);
	return count ? EXIT_SUCCESS : EXIT_FAILURE;
}
