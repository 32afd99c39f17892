/* Loads the packs under rules/ and prints them as they lie in memory: the tables of builtin.h.
 *
 * Its arena knows its blocks (image_arena.h). Everything is loaded twice: a word that is the
 * address of a block in the one and of the block of the same number in the other is a pointer, and
 * all other words must be equal. So no struct is described a second time here, and a pack that
 * would not be the same in every build stops this one. Only padding may differ, since a compiler
 * may leave in it what it likes: it is printed as zero. */
#include "builtin.h"

#include "detect/detect.h"
#include "image_arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BITS = 64, WORDS_A_LINE = 8 };

/* --- loading --- */

static void say_mistakes(const struct mistakes *mistakes)
{
	for (uint32_t i = 0; i < mistakes->list.n; i++) {
		const struct mistake *m = &mistakes->list.p[i];
		fprintf(stderr, "rules/%.*s:%u:%u: %s: %.*s\n", STR_ARG(m->file), m->line,
			m->column, m->warning ? "warning" : "error", STR_ARG(m->message));
	}
}

/* Patterns' literals are for making the plan, which an image has. */
static void drop_literals(const struct pack *pack)
{
	for (uint32_t i = 0; i < pack->pattern_count; i++)
		((struct pattern *)pack->patterns[i])->literals = NULL;
}

/* Here, since whoever has the image need not make them. */
static void make_programs(struct arena *arena, const struct pack *pack)
{
	struct arena *scratch = arena_sub(arena);

	for (uint32_t i = 0; i < pack->pattern_count; i++) {
		struct pattern *pattern = (struct pattern *)pack->patterns[i];
		struct program made = program_make(scratch, pattern->expanded);
		uint32_t *code = arena_bytes(arena, made.size * sizeof *code);

		memcpy(code, made.code, made.size * sizeof *code);
		pattern->program = (struct program){code, made.size};
		arena_empty(scratch);
	}
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
	make_programs(arena, pack);
	image->stored = codes_store(arena, pack->patterns, pack->pattern_count);
	*builtin = (struct builtin){(struct pack *)plan_into_pack(arena, image), mistakes.list.p,
				    mistakes.list.n};
	drop_literals(pack);
	return builtin;
}

/* --- what is a pointer --- */

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
	struct block *to = arena_block(arena, a), *twin_to = arena_block(other, b);

	*word = a;
	if (a == b && a >= (uintptr_t)__executable_start && a < (uintptr_t)_end)
		image_fail(
			"a pack points at something outside its arena: the loader should copy it");
	if (a == b)
		return NULL;
	if (to && twin_to && to->number == twin_to->number &&
	    a - (uintptr_t)to->p == b - (uintptr_t)twin_to->p)
		return to;
	/* Padding is behind a member of at most half a word; an address differs there. */
	if (memcmp(block->p + i * WORD, twin->p + i * WORD, WORD / 2) != 0)
		image_fail("a pack is not the same when it is loaded again");
	memset((char *)word + WORD / 2, 0, WORD / 2);
	return NULL;
}

/* --- words without pointers --- */

struct kept {
	size_t at, n;
	uint32_t before; /* of the same hash; as in first */
};

enum { HASHES = 1 << 16 };

/* Blocks without pointers, each content once: images of overlapping packs share most of theirs. */
struct plain {
	struct arena arena;
	VEC(uint64_t) words;
	VEC(struct kept) kept;
	uint32_t first[HASHES]; /* by hash: the number of the last one kept and one more; 0: none */
};

static size_t keep(struct plain *plain, const uint64_t *words, size_t n)
{
	struct str bytes = {(const char *)words, n * WORD};
	uint32_t *first = &plain->first[str_hash(bytes) % HASHES];
	size_t at = plain->words.n;

	for (uint32_t k = *first; k; k = plain->kept.p[k - 1].before)
		if (plain->kept.p[k - 1].n == n &&
		    memcmp(plain->words.p + plain->kept.p[k - 1].at, words, bytes.n) == 0)
			return plain->kept.p[k - 1].at;
	*VEC_PUSH(&plain->arena, &plain->kept) = (struct kept){at, n, *first};
	*first = plain->kept.n;
	for (size_t i = 0; i < n; i++)
		*VEC_PUSH(&plain->arena, &plain->words) = words[i];
	return at;
}

/* --- an image --- */

struct link {
	uint32_t word; /* this is a pointer into … */
	const struct block *to;
};

struct making {
	struct arena *arena, *twin, scratch;
	struct plain *plain;
	VEC(uint32_t) reached; /* blocks, by number */
	VEC(uint64_t) words;   /* of those with pointers */
	VEC(struct link) links;
};

static void reach(struct making *making, struct block *block)
{
	if (block->reached)
		return;
	block->reached = true;
	*VEC_PUSH(&making->scratch, &making->reached) = block->number;
}

/* Gives block its place, and notes what it points at. */
static void place(struct making *making, struct block *block)
{
	uint32_t links = making->links.n;

	block->at = making->words.n;
	for (size_t i = 0; i < block->words; i++) {
		uint64_t word;
		struct block *to = read_word(making->arena, making->twin, block, i, &word);
		if (to) {
			*VEC_PUSH(&making->scratch, &making->links) =
				(struct link){making->words.n, to};
			reach(making, to);
		}
		*VEC_PUSH(&making->scratch, &making->words) = word;
	}
	block->has_pointers = making->links.n > links;
	if (!block->has_pointers) {
		making->words.n = (uint32_t)block->at;
		block->at = keep(making->plain, making->words.p + block->at, block->words);
	}
}

/* All blocks that can be reached from root, in the order in which they are met. */
static void collect(struct making *making, const void *root)
{
	struct arena *arena = making->arena;

	if (arena->blocks.n != making->twin->blocks.n)
		image_fail("a pack does not take the same memory when it is loaded again");
	arena_sort(arena);
	arena_sort(making->twin);
	reach(making, arena_block(arena, (uint64_t)(uintptr_t)root));
	for (uint32_t k = 0; k < making->reached.n; k++)
		place(making, &arena->blocks.p[making->reached.p[k]]);
}

/* --- what is printed --- */

static void print_words(const uint64_t *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		printf("%s0x%llx,", i % WORDS_A_LINE ? "" : "\n", (unsigned long long)words[i]);
	printf("\n};\n");
}

/* Where a pointer to address, which is in block, points: as builtin.h has it. */
static uint64_t target(const struct making *making, const struct block *block, uint64_t address)
{
	size_t first = block->has_pointers ? block->at : making->words.n + block->at;

	return first * WORD + (address - (uintptr_t)block->p);
}

static void print_image(struct making *making, uint32_t number)
{
	size_t n = making->words.n / BITS + 1;
	uint64_t *pointers = arena_alloc(&making->scratch, n * WORD);

	for (uint32_t i = 0; i < making->links.n; i++) {
		const struct link *link = &making->links.p[i];
		uint64_t *word = &making->words.p[link->word];
		*word = target(making, link->to, *word);
		pointers[link->word / BITS] |= (uint64_t)1 << link->word % BITS;
	}
	printf("static const uint64_t words_%u[] = {", number);
	print_words(making->words.p, making->words.n);
	printf("static const uint64_t pointers_%u[] = {", number);
	print_words(pointers, n);
}

static void print_names(const struct pack *pack, uint32_t number)
{
	printf("static const struct str names_%u[] = {\n", number);
	for (uint32_t i = 0; i < pack->info_count; i++)
		printf("\tSTR_INIT(\"%.*s\"),\n", STR_ARG(pack->infos[i].name));
	printf("};\n");
}

static bool make_image(uint32_t number, struct plain *plain, const struct pack_folder *folders,
		       uint32_t count, bool loud)
{
	struct arena arena = {0}, twin = {0};
	struct making making = {.arena = &arena, .twin = &twin, .plain = plain};
	const struct builtin *root = load(&arena, folders, count, loud);

	if (root) {
		load(&twin, folders, count, false);
		collect(&making, root);
		print_image(&making, number);
		print_names(root->pack, number);
	}
	arena_empty(&making.scratch);
	arena_empty(&arena);
	arena_empty(&twin);
	return root;
}

static void print_images(uint32_t n)
{
	printf("const struct image builtin_images[] = {\n");
	for (uint32_t i = 0; i < n; i++)
		printf("\t{names_%u, sizeof names_%u / sizeof names_%u[0],\n"
		       "\t sizeof words_%u / sizeof words_%u[0], words_%u, pointers_%u},\n",
		       i, i, i, i, i, i, i);
	printf("};\nconst uint32_t builtin_image_count = %u;\n", n);
}

int main(void)
{
	static struct plain plain;
	uint32_t n = 0;

	printf("/* Made from rules/ by engine/image_gen.c. */\n"
	       "#include \"builtin.h\"\n\n");
	/* A pack that extends another cannot be loaded alone. */
	for (uint32_t i = 0; i < pack_builtin_count && pack_builtin_count > 1; i++)
		n += make_image(n, &plain, &pack_builtins[i], 1, false);
	if (!make_image(n, &plain, pack_builtins, pack_builtin_count, true))
		return EXIT_FAILURE;
	print_images(n + 1);
	printf("const uint64_t builtin_plain[] = {");
	print_words(plain.words.p, plain.words.n);
	arena_empty(&plain.arena);
	return fflush(stdout) || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
