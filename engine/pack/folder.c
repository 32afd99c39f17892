#include "base/file.h"
#include "pack/load.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PACK_FILES_MAX = 1000, PACK_BYTES_MAX = 16 * 1024 * 1024 };

/* A path that stays inside the folder: relative, and without "..". */
static bool stays_inside(struct str path)
{
	return path.n && path.p[0] != '/' && !memchr(path.p, 0, path.n) &&
	       !str_contains(path, STR(".."));
}

struct folder_reader {
	struct arena *arena;
	struct mistakes *mistakes;
	struct str folder;
	size_t bytes; /* of all files so far */
	VEC(struct pack_file) files;
};

/* at is where pack.yml names the file; NULL for pack.yml itself. */
static bool refuse(struct folder_reader *reader, const struct yaml *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static bool refuse(struct folder_reader *reader, const struct yaml *at, const char *format, ...)
{
	char message[300];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	mistake_add(reader->mistakes,
		    arena_format(reader->arena, "%.*s/pack.yml", STR_ARG(reader->folder)),
		    at ? at->line : 0, at ? at->column : 0, "%s", message);
	return false;
}

/* The file that path leads to, links followed, which must lie in the folder and be a plain one:
 * opening a pipe would wait for somebody to write to it. */
static bool find_real(struct folder_reader *reader, struct str path, const struct yaml *at,
		      char real[PATH_MAX], size_t *size)
{
	char folder[PATH_MAX];
	struct str whole =
		arena_format(reader->arena, "%.*s/%.*s", STR_ARG(reader->folder), STR_ARG(path));
	struct stat about;
	size_t n;

	if (!realpath(reader->folder.p, folder) || !realpath(whole.p, real) ||
	    stat(real, &about) != 0)
		return refuse(reader, at, "\"%.*s\" cannot be opened: %s", STR_ARG(path),
			      strerror(errno));
	n = strcmp(folder, "/") == 0 ? 0 : strlen(folder);
	if (strncmp(real, folder, n) != 0 || (real[n] && real[n] != '/'))
		return refuse(reader, at, "\"%.*s\" is a link that leads out of the pack's folder",
			      STR_ARG(path));
	if (!S_ISREG(about.st_mode))
		return refuse(reader, at, "\"%.*s\" is not a file", STR_ARG(path));
	*size = (size_t)about.st_size;
	return true;
}

static bool read_one(struct folder_reader *reader, struct str path, const struct yaml *at)
{
	struct pack_file file = {.path = path};
	struct error error = {0};
	char real[PATH_MAX];
	size_t size = 0;

	if (!find_real(reader, path, at, real, &size))
		return false;
	if (reader->files.n == PACK_FILES_MAX)
		return refuse(reader, at, "more than %d files", PACK_FILES_MAX);
	if (reader->bytes + size > PACK_BYTES_MAX)
		return refuse(reader, at, "with \"%.*s\" the pack has more than %d MiB",
			      STR_ARG(path), PACK_BYTES_MAX >> 20);
	if (!file_read_found(reader->arena, real, size + 1, &file.text, &error))
		return refuse(reader, at, "\"%.*s\" %s", STR_ARG(path), error.message);
	reader->bytes += file.text.n;
	*VEC_PUSH(reader->arena, &reader->files) = file;
	return true;
}

/* Reads each file a key of pack.yml names; what is not a name is the loader's to complain about. */
static bool read_named(struct folder_reader *reader, const struct yaml *list)
{
	uint32_t n = !list ? 0 : list->kind == YAML_LIST ? list->n : 1;
	bool all = true;

	for (uint32_t i = 0; i < n && !mistakes_full(reader->mistakes); i++) {
		const struct yaml *name = list->kind == YAML_LIST ? list->items[i] : list;
		if (name->kind != YAML_SCALAR)
			continue;
		if (stays_inside(name->text))
			all = read_one(reader, name->text, name) && all;
		else
			all = refuse(reader, name, "a file of a pack is inside its folder");
	}
	return all;
}

bool pack_read_folder(struct arena *arena, const char *path, struct pack_folder *folder,
		      struct mistakes *mistakes)
{
	static const char *const keys[] = {"files", "services", "checklists"};
	struct folder_reader reader = {arena, mistakes, arena_str(arena, str_from(path)), 0, {0}};
	struct mistakes unheard = {.arena = arena};
	const struct yaml *root;
	bool all = true;

	while (reader.folder.n > 1 && str_ends(reader.folder, STR("/")))
		reader.folder.n--;
	if (!read_one(&reader, STR("pack.yml"), NULL))
		return false;
	/* Mistakes in pack.yml are listed when it is loaded. */
	root = yaml_read(arena, reader.folder, reader.files.p[0].text, &unheard);
	for (size_t i = 0; root && i < sizeof keys / sizeof keys[0]; i++)
		all = read_named(&reader, yaml_get(root, keys[i])) && all;
	*folder = (struct pack_folder){reader.folder, reader.files.p, reader.files.n};
	return all;
}

const struct str *pack_extends(struct arena *arena, const struct pack_folder *folder, uint32_t *n)
{
	struct mistakes unheard = {.arena = arena};
	const struct yaml *root = NULL, *list;
	struct str *names;

	*n = 0;
	for (uint32_t i = 0; i < folder->file_count; i++)
		if (str_equal(folder->files[i].path, STR("pack.yml")))
			root = yaml_read(arena, folder->name, folder->files[i].text, &unheard);
	list = root ? yaml_get(root, "extends") : NULL;
	if (!list || list->kind != YAML_LIST)
		return NULL;
	names = ARENA_ARRAY(arena, struct str, list->n);
	for (uint32_t i = 0; i < list->n; i++)
		if (list->items[i]->kind == YAML_SCALAR)
			names[(*n)++] = list->items[i]->text;
	return names;
}
