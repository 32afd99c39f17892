#include "base/file.h"
#include "pack/load.h"

#include <string.h>

enum { PACK_FILE_MAX = 16 * 1024 * 1024 };

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
	VEC(struct pack_file) files;
};

static bool read_one(struct folder_reader *reader, struct str path)
{
	struct str whole =
		arena_format(reader->arena, "%.*s/%.*s", STR_ARG(reader->folder), STR_ARG(path));
	struct pack_file file = {.path = path};
	struct error error = {0};

	if (!file_read(reader->arena, whole.p, PACK_FILE_MAX, &file.text, &error)) {
		mistake_add(reader->mistakes, whole, 0, 0, "%s", error.message);
		return false;
	}
	*VEC_PUSH(reader->arena, &reader->files) = file;
	return true;
}

/* Reads each file a key of pack.yml names; what is not a name is the loader's to complain about. */
static bool read_named(struct folder_reader *reader, const struct yaml *list)
{
	uint32_t n = !list ? 0 : list->kind == YAML_LIST ? list->n : 1;
	bool all = true;

	for (uint32_t i = 0; i < n; i++) {
		const struct yaml *name = list->kind == YAML_LIST ? list->items[i] : list;
		if (name->kind != YAML_SCALAR)
			continue;
		if (stays_inside(name->text)) {
			all = read_one(reader, name->text) && all;
			continue;
		}
		mistake_add(reader->mistakes,
			    arena_format(reader->arena, "%.*s/pack.yml", STR_ARG(reader->folder)),
			    name->line, name->column, "a file of a pack is inside its folder");
		all = false;
	}
	return all;
}

bool pack_read_folder(struct arena *arena, const char *path, struct pack_folder *folder,
		      struct mistakes *mistakes)
{
	static const char *const keys[] = {"files", "services", "checklists"};
	struct folder_reader reader = {arena, mistakes, arena_str(arena, str_from(path)), {0}};
	struct mistakes unheard = {.arena = arena};
	const struct yaml *root;
	bool all = true;

	while (reader.folder.n > 1 && str_ends(reader.folder, STR("/")))
		reader.folder.n--;
	if (!read_one(&reader, STR("pack.yml")))
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
