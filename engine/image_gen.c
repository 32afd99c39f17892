/* Loads the packs under rules/ and prints them as they lie in memory: C tables for builtin.h.
 *
 * This has an arena of its own (instead of base/arena.c), which knows its blocks. Everything is
 * loaded twice: a word that is the address of a block in the one and of the block of the same
 * number in the other is a pointer, and all other words must be equal. So no struct is described a
 * second time here, and a pack that would not be the same in every build stops this one. Only
 * padding may differ, since a compiler may leave in it what it likes: it is printed as zero. */
#include "builtin.h"

#include "detect/detect.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(void *) == sizeof(uint64_t), "the tables are written in words of 64 bits");

enum { WORD = sizeof(uint64_t), BLOCK_ALIGN = 16, WORDS_A_LINE = 8 };

struct block {
	char *p;
	size_t words;
	uint32_t number; /* in the order of allocation */
	bool reached, has_pointers;
	size_t at; /* its first word in its table */
};

struct deferred {
	struct deferred *before;
	void (*undo)(void *object);
	void *object;
};

struct arena {
	VEC(struct block) blocks;
	uint32_t *by_address;
	struct deferred *deferred;
};

static _Noreturn void fail(const char *what)
{
	fprintf(stderr, "image_gen: %s\n", what);
	exit(EXIT_FAILURE);
}

/* --- the arena --- */

static void *must_resize(void *p, size_t size)
{
	p = realloc(p, size);
	if (!p)
		fail("there is not enough memory");
	return p;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	/* One byte more, so that the end of a block lies in it. */
	size_t room = (size / BLOCK_ALIGN + 1) * BLOCK_ALIGN;
	struct block block = {.words = room / WORD, .number = arena->blocks.n};

	if (arena->blocks.n == arena->blocks.room) {
		arena->blocks.room = arena->blocks.room * 2 + 1024;
		arena->blocks.p = must_resize(arena->blocks.p,
					      arena->blocks.room * sizeof arena->blocks.p[0]);
	}
	block.p = memset(must_resize(NULL, room), 0, room);
	arena->blocks.p[arena->blocks.n++] = block;
	return block.p;
}

void *arena_bytes(struct arena *arena, size_t size)
{
	return arena_alloc(arena, size);
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	void *p = arena_alloc(arena, new_size);

	return old ? memcpy(p, old, old_size) : p;
}

void arena_drop(struct arena *arena, void *block, size_t size)
{
	(void)arena;
	(void)block;
	(void)size;
}

void arena_defer(struct arena *arena, void (*undo)(void *object), void *object)
{
	struct deferred *deferred = must_resize(NULL, sizeof *deferred);

	*deferred = (struct deferred){arena->deferred, undo, object};
	arena->deferred = deferred;
}

static void empty(struct arena *arena)
{
	for (struct deferred *d = arena->deferred, *before; d; d = before) {
		before = d->before;
		d->undo(d->object);
		free(d);
	}
	for (uint32_t i = 0; i < arena->blocks.n; i++)
		free(arena->blocks.p[i].p);
	free(arena->blocks.p);
	free(arena->by_address);
}

void arena_empty(struct arena *arena)
{
	empty(arena);
	*arena = (struct arena){0};
}

static void free_sub(void *sub)
{
	empty(sub);
	free(sub);
}

struct arena *arena_sub(struct arena *parent)
{
	struct arena *sub = memset(must_resize(NULL, sizeof *sub), 0, sizeof *sub);

	arena_defer(parent, free_sub, sub);
	return sub;
}

void arena_fail(struct arena *arena)
{
	(void)arena;
	fail("a library has no memory");
}

struct str arena_str(struct arena *arena, struct str s)
{
	char *copy = arena_alloc(arena, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	return (struct str){copy, s.n};
}

struct str arena_format(struct arena *arena, const char *format, ...)
{
	char text[4096];
	va_list args;
	int size;

	va_start(args, format);
	size = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (size < 0 || (size_t)size >= sizeof text)
		fail("a text is too long");
	return arena_str(arena, (struct str){text, (size_t)size});
}

/* --- loading --- */

static void say_mistakes(const struct mistakes *mistakes)
{
	for (uint32_t i = 0; i < mistakes->list.n; i++) {
		const struct mistake *m = &mistakes->list.p[i];
		fprintf(stderr, "rules/%.*s:%u:%u: %s: %.*s\n", STR_ARG(m->file), m->line,
			m->column, m->warning ? "warning" : "error", STR_ARG(m->message));
	}
}

static const struct str *store_patterns(struct arena *arena, const struct pack *pack)
{
	struct str *stored = ARENA_ARRAY(arena, struct str, pack->pattern_count);

	for (uint32_t i = 0; i < pack->pattern_count; i++)
		stored[i] = pattern_store(arena, pack->patterns[i]);
	return stored;
}

static const struct builtin *load(struct arena *arena, const struct pack_folder *folders,
				  uint32_t count, bool loud)
{
	struct builtin *builtin = ARENA_NEW(arena, struct builtin);
	struct mistakes mistakes = {.arena = arena};
	const struct pack *pack = pack_load(arena, folders, count, &mistakes);
	struct pack *image;

	if (loud)
		say_mistakes(&mistakes);
	if (!pack)
		return NULL;
	image = ARENA_NEW(arena, struct pack);
	*image = *pack;
	image->codes = NULL;
	image->stored = store_patterns(arena, pack);
	*builtin = (struct builtin){plan_into_pack(arena, image), mistakes.list.p, mistakes.list.n};
	return builtin;
}

/* --- what is a pointer --- */

static struct arena *sorting;

static int by_address(const void *a, const void *b)
{
	const char *x = sorting->blocks.p[*(const uint32_t *)a].p;
	const char *y = sorting->blocks.p[*(const uint32_t *)b].p;

	return (x > y) - (x < y);
}

static void sort_blocks(struct arena *arena)
{
	arena->by_address = must_resize(NULL, (arena->blocks.n + 1) * sizeof(uint32_t));
	for (uint32_t i = 0; i < arena->blocks.n; i++)
		arena->by_address[i] = i;
	sorting = arena;
	qsort(arena->by_address, arena->blocks.n, sizeof(uint32_t), by_address);
}

static struct block *block_at(const struct arena *arena, uint64_t address)
{
	uint32_t low = 0, high = arena->blocks.n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct block *block = &arena->blocks.p[arena->by_address[middle]];
		uint64_t begin = (uint64_t)(uintptr_t)block->p;
		if (address < begin)
			high = middle;
		else if (address - begin < block->words * WORD)
			return block;
		else
			low = middle + 1;
	}
	return NULL;
}

static uint64_t word_at(const struct block *block, size_t i)
{
	uint64_t word;

	memcpy(&word, block->p + i * WORD, sizeof word);
	return word;
}

/* Word i of a block, in two arenas that were filled alike, and the block that it points into; NULL
 * when it is no pointer. */
static struct block *read_word(const struct arena *arena, const struct arena *other,
			       const struct block *block, size_t i, uint64_t *word)
{
	extern const char __executable_start[], _end[];
	const struct block *twin = &other->blocks.p[block->number];
	uint64_t a = word_at(block, i), b = word_at(twin, i);
	struct block *to = block_at(arena, a), *twin_to = block_at(other, b);

	*word = a;
	if (a == b && a >= (uintptr_t)__executable_start && a < (uintptr_t)_end)
		fail("a pack points at something outside its arena: the loader should copy it");
	if (a == b)
		return NULL;
	if (to && twin_to && to->number == twin_to->number &&
	    a - (uintptr_t)to->p == b - (uintptr_t)twin_to->p)
		return to;
	/* Padding is behind a member of at most half a word; an address differs there. */
	if (memcmp(block->p + i * WORD, twin->p + i * WORD, WORD / 2) != 0)
		fail("a pack is not the same when it is loaded again");
	memset((char *)word + WORD / 2, 0, WORD / 2);
	return NULL;
}

/* --- what is printed --- */

/* Words without pointers and words with some are tables apart, since those with must be written to
 * when the program starts. */
struct image {
	struct arena *arena, *twin;
	uint32_t *reached;
	uint32_t reached_count;
	size_t words[2]; /* by has_pointers */
};

static const char *const tables[] = {"plain", "linked"};

static void reach(struct image *image, struct block *block)
{
	if (block->reached)
		return;
	block->reached = true;
	image->reached[image->reached_count++] = block->number;
}

/* All blocks that can be reached from root, in the order in which they are met. */
static void collect(struct image *image, const void *root)
{
	struct arena *arena = image->arena;

	if (arena->blocks.n != image->twin->blocks.n)
		fail("a pack does not take the same memory when it is loaded again");
	sort_blocks(arena);
	sort_blocks(image->twin);
	image->reached = must_resize(NULL, (arena->blocks.n + 1) * sizeof(uint32_t));
	reach(image, block_at(arena, (uint64_t)(uintptr_t)root));
	for (uint32_t k = 0; k < image->reached_count; k++) {
		struct block *block = &arena->blocks.p[image->reached[k]];
		for (size_t i = 0; i < block->words; i++) {
			uint64_t word;
			struct block *to = read_word(arena, image->twin, block, i, &word);
			if (!to)
				continue;
			block->has_pointers = true;
			reach(image, to);
		}
		block->at = image->words[block->has_pointers];
		image->words[block->has_pointers] += block->words;
	}
}

static void print_word(const struct image *image, uint32_t number, const struct block *block,
		       size_t i)
{
	uint64_t word;
	const struct block *to = read_word(image->arena, image->twin, block, i, &word);

	if (to)
		printf("(const char *)%s_%u + %zu", tables[to->has_pointers], number,
		       to->at * WORD + (size_t)(word - (uintptr_t)to->p));
	else
		printf(block->has_pointers && word ? "(const void *)0x%llx" : "0x%llx",
		       (unsigned long long)word);
}

static void print_table(const struct image *image, uint32_t number, bool with_pointers)
{
	size_t at = 0;

	printf("static const %s %s_%u[] __attribute__((aligned(%d))) = {",
	       with_pointers ? "void *const" : "uint64_t", tables[with_pointers], number,
	       BLOCK_ALIGN);
	for (uint32_t k = 0; k < image->reached_count; k++) {
		const struct block *block = &image->arena->blocks.p[image->reached[k]];
		for (size_t i = 0; block->has_pointers == with_pointers && i < block->words; i++) {
			printf("%s", at++ % WORDS_A_LINE ? " " : "\n");
			print_word(image, number, block, i);
			putchar(',');
		}
	}
	printf("\n0};\n");
}

static void print_tables(uint32_t number, struct image *image, const struct builtin *root)
{
	collect(image, root);
	printf("\nstatic const void *const linked_%u[%zu];\n", number, image->words[true] + 1);
	print_table(image, number, false);
	print_table(image, number, true);
	free(image->reached);
}

static bool print_image(uint32_t number, const struct pack_folder *folders, uint32_t count,
			bool loud)
{
	struct arena arena = {0}, twin = {0};
	struct image image = {.arena = &arena, .twin = &twin};
	const struct builtin *root = load(&arena, folders, count, loud);

	if (root) {
		load(&twin, folders, count, false);
		print_tables(number, &image, root);
	}
	empty(&arena);
	empty(&twin);
	return root;
}

int main(void)
{
	uint32_t n = 0;

	printf("/* Made from rules/ by engine/image_gen.c. */\n"
	       "#include \"builtin.h\"\n");
	/* A pack that extends another cannot be loaded alone. */
	for (uint32_t i = 0; i < pack_builtin_count && pack_builtin_count > 1; i++)
		n += print_image(n, &pack_builtins[i], 1, false);
	if (!print_image(n, pack_builtins, pack_builtin_count, true))
		return EXIT_FAILURE;
	printf("\nconst struct builtin *const builtin_images[] = {\n");
	for (uint32_t i = 0; i <= n; i++)
		printf("\t(const struct builtin *)(const void *)linked_%u,\n", i);
	printf("};\nconst uint32_t builtin_image_count = %u;\n", n + 1);
	return fflush(stdout) || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
