/* Packs and rules behind the public interface. */
#include "public.h"

#include "base/vec.h"
#include "builtin.h"
#include "detect/detect.h"

#include <string.h>

struct load {
	clint_pack *pack;
	const char *const *names;
	size_t count;
};

static bool is_path(const char *name)
{
	return strchr(name, '/') || strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool find_folder(clint_pack *pack, const char *name, struct pack_folder *folder)
{
	const struct pack_folder *builtin = is_path(name) ? NULL : pack_builtin(str_from(name));
	struct str known[16];
	size_t n = 0;
	struct str near;

	if (builtin) {
		*folder = *builtin;
		return true;
	}
	if (is_path(name))
		return pack_read_folder(pack->arena, name, folder, &pack->mistakes);
	for (uint32_t i = 0; i < pack_builtin_count && n < 16; i++)
		known[n++] = pack_builtins[i].name;
	near = nearest_word(str_from(name), known, n);
	if (near.n)
		mistake_add(&pack->mistakes, str_from(name), 0, 0,
			    "there is no pack of this name (did you mean '%.*s'?)", STR_ARG(near));
	else
		mistake_add(&pack->mistakes, str_from(name), 0, 0,
			    "there is no pack of this name; for a folder, write ./%s", name);
	return false;
}

static void list_mistakes(clint_pack *pack)
{
	uint32_t n = pack->mistakes.list.n;
	struct str *lines = ARENA_ARRAY(pack->arena, struct str, n);

	for (uint32_t i = 0; i < n; i++)
		lines[i] = public_mistake(pack->arena, &pack->mistakes.list.p[i]);
	pack->mistake_lines = lines;
}

struct folders {
	struct pack_folder *p;
	uint32_t n, room;
};

static bool is_among(const struct folders *folders, struct str name)
{
	for (uint32_t i = 0; i < folders->n; i++)
		if (str_equal(folders->p[i].name, name))
			return true;
	return false;
}

/* A pack that names another need not be named together with it, when that one is built in. */
static void add_extended(clint_pack *pack, struct folders *folders)
{
	for (uint32_t i = 0; i < folders->n; i++) {
		uint32_t count;
		const struct str *names = pack_extends(pack->arena, &folders->p[i], &count);

		for (uint32_t k = 0; k < count; k++) {
			const struct pack_folder *builtin = pack_builtin(names[k]);

			if (builtin && !is_among(folders, names[k]))
				*VEC_PUSH(pack->arena, folders) = *builtin;
		}
	}
}

static void open_image(clint_pack *pack, const struct image *image)
{
	const struct builtin *builtin = builtin_open(pack->arena, image);

	pack->pack = builtin->pack;
	for (uint32_t i = 0; i < builtin->warning_count; i++)
		*VEC_PUSH(pack->arena, &pack->mistakes.list) = builtin->warnings[i];
}

static void load_folders(clint_pack *pack, const char *const *names, size_t count)
{
	struct folders folders = {0};
	const struct pack *loaded = NULL;
	bool found = true;

	for (size_t i = 0; i < count; i++)
		found &= find_folder(pack, names[i], VEC_PUSH(pack->arena, &folders));
	if (!found)
		return;
	add_extended(pack, &folders);
	loaded = pack_load(pack->arena, folders.p, folders.n, &pack->mistakes);
	if (loaded)
		pack->pack = plan_into_pack(pack->arena, loaded);
}

static void load(void *context)
{
	struct load *load = context;
	clint_pack *pack = load->pack;
	/* Behind the images of single packs is that of all of them, which is the standard. */
	const struct image *image = load->count ? builtin_find(load->names, load->count)
						: &builtin_images[builtin_image_count - 1];

	pack->mistakes = (struct mistakes){.arena = pack->arena, .most = PACK_MISTAKES_MAX};
	if (image)
		open_image(pack, image);
	else
		load_folders(pack, load->names, load->count);
	list_mistakes(pack);
}

static void report_mistakes(const clint_pack *pack, struct clint_error *error)
{
	struct error inner;
	uint32_t i = 0;

	if (pack->pack) {
		public_error(error, NULL);
		return;
	}
	while (i < pack->mistakes.list.n && pack->mistakes.list.p[i].warning)
		i++;
	error_set(&inner, STATUS_PACK, "%.*s",
		  STR_ARG(i < pack->mistakes.list.n ? pack->mistake_lines[i]
						    : STR("the pack cannot be used")));
	public_error(error, &inner);
}

clint_pack *clint_pack_load(const char *const *names, size_t count,
			    const struct clint_allocator *memory, struct clint_error *error)
{
	struct allocator from = public_allocator(memory);
	clint_pack *pack = from.resize(from.context, NULL, sizeof *pack);
	struct load call = {pack, names, count};

	if (pack)
		*pack = (clint_pack){.from = from, .arena = arena_new(from, 0)};
	if (!pack || !pack->arena || !arena_protect(pack->arena, load, &call)) {
		clint_pack_free(pack);
		public_no_memory(error);
		return NULL;
	}
	report_mistakes(pack, error);
	return pack;
}

void clint_pack_free(clint_pack *pack)
{
	if (pack)
		public_free(pack, pack->arena, pack->from);
}

bool clint_pack_mistake(const clint_pack *pack, size_t index, struct clint_text *text)
{
	if (!pack || index >= pack->mistakes.list.n)
		return false;
	*text = public_text(pack->mistake_lines[index]);
	return true;
}

bool clint_pack_info(const clint_pack *pack, size_t index, struct clint_pack_info *info)
{
	const struct pack_info *inner;

	if (!pack || !pack->pack || index >= pack->pack->info_count)
		return false;
	inner = &pack->pack->infos[index];
	*info = (struct clint_pack_info){public_text(inner->name), public_text(inner->version),
					 public_text(inner->title.in[LANG_HANS]), inner->rules};
	return true;
}

/* The pack's own words, without the Traditional that would have to be made: nothing is allocated.
 */
static struct str given_words(const struct words *words, enum lang lang)
{
	if (words->in[lang].n)
		return words->in[lang];
	return words->in[LANG_HANS].n ? words->in[LANG_HANS] : words->in[LANG_EN];
}

bool clint_pack_rule(const clint_pack *pack, size_t index, const char *language,
		     struct clint_rule *rule)
{
	const struct rule *inner;
	enum lang lang = LANG_HANS;
	bool automatic;

	if (!pack || !pack->pack || index >= pack->pack->rule_count ||
	    !public_lang(language, &lang, &automatic))
		return false;
	inner = &pack->pack->rules[index];
	*rule = (struct clint_rule){
		.id = public_text(inner->id),
		.name = public_text(inner->name),
		.category = public_text(inner->category),
		.message = public_text(given_words(&inner->message, lang)),
		.severity = (enum clint_severity)inner->severity,
		.confidence = (enum clint_confidence)inner->confidence,
		.file = public_text(inner->file),
		.line = inner->line,
	};
	return true;
}
