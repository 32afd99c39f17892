#include "test.h"

#include "base/error.h"
#include "base/map.h"
#include "base/out.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

TEST(str_find_sees_every_place)
{
	struct str s = STR("甲方和乙方");

	CHECK_UINT(str_find(s, STR("方"), 0), 3);
	CHECK_UINT(str_find(s, STR("方"), 4), 12);
	CHECK_UINT(str_find(s, STR("丙"), 0), SIZE_MAX);
	CHECK_UINT(str_find(s, STR(""), 15), 15);
	CHECK(str_starts(s, STR("甲")) && str_ends(s, STR("乙方")) && !str_ends(STR("方"), s));
}

TEST(str_compare_sorts_a_prefix_first)
{
	CHECK(str_compare(STR("ab"), STR("abc")) < 0);
	CHECK(str_compare(STR("b"), STR("abc")) > 0);
	CHECK(str_compare(STR_NONE, STR("")) == 0);
}

TEST(utf8_walks_both_ways_over_bad_bytes)
{
	struct str s = STR("a\xFF約\xF0\xA0\x80\x80\xE4\xB8");
	uint32_t want[] = {'a', UTF8_BAD, 0x7D04, 0x20000, UTF8_BAD, UTF8_BAD};
	size_t at = 0, n = sizeof want / sizeof want[0];

	for (size_t i = 0; i < n; i++)
		CHECK_UINT(utf8_next(s, &at), want[i]);
	CHECK_UINT(utf8_next(s, &at), UTF8_NONE);
	for (size_t i = n; i-- > 0;)
		CHECK_UINT(utf8_prev(s, &at), want[i]);
	CHECK_UINT(utf8_prev(s, &at), UTF8_NONE);
}

TEST(utf8_refuses_what_the_standard_refuses)
{
	CHECK_UINT(utf8_valid_prefix(STR("合同\xED\xA0\x80")), 6);  /* surrogate */
	CHECK_UINT(utf8_valid_prefix(STR("x\xC0\x80")), 1);	    /* overlong */
	CHECK_UINT(utf8_valid_prefix(STR("x\xF4\x90\x80\x80")), 1); /* beyond U+10FFFF */
	CHECK_UINT(utf8_valid_prefix(STR("𠀀ok")), 6);
	CHECK_UINT(utf8_pairs(STR("𠀀约a")), 1);
}

TEST(utf8_put_and_next_agree)
{
	static const uint32_t cps[] = {0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0x10000, 0x10FFFF};
	char bytes[4];

	for (size_t i = 0; i < sizeof cps / sizeof cps[0]; i++) {
		size_t at = 0, size = utf8_put(bytes, cps[i]);
		CHECK_UINT(utf8_next((struct str){bytes, size}, &at), cps[i]);
		CHECK_UINT(at, size);
	}
}

TEST(arena_grows_a_block_in_place_or_moves_it)
{
	char *a = arena_alloc(test->arena, 100), *b;

	memset(a, 7, 100);
	a = arena_grow(test->arena, a, 100, 10000000);
	a[9999999] = 7;
	CHECK(a[99] == 7 && a[9999999] == 7);
	b = arena_alloc(test->arena, 8);
	CHECK(arena_grow(test->arena, b, 8, 16) == b);
	b[0] = 3;
	arena_alloc(test->arena, 1);
	CHECK(((char *)arena_grow(test->arena, b, 16, 4000))[0] == 3);
}

TEST(arena_grows_large_blocks_each_by_itself_and_takes_them_back)
{
	size_t before = arena_size(test->arena);
	char *a = arena_alloc(test->arena, 1000000), *b = arena_alloc(test->arena, 1000000);

	a[999999] = b[999999] = 7;
	arena_alloc(test->arena, 8);
	a = arena_grow(test->arena, a, 1000000, 3000000);
	b = arena_grow(test->arena, b, 1000000, 2000000);
	a[2999999] = b[1999999] = 7;
	CHECK(a[999999] == 7 && b[999999] == 7);
	arena_drop(test->arena, a, 3000000);
	b = arena_grow(test->arena, b, 2000000, 2500000);
	CHECK(b[999999] == 7);
	arena_drop(test->arena, b, 2500000);
	CHECK(arena_size(test->arena) - before < 1000000);
	arena_drop(test->arena, NULL, 0);
}

static void ask_for_too_much(void *arena)
{
	arena_alloc(arena, 1000);
	arena_alloc(arena, 100000000);
}

static void count_one(void *counter)
{
	++*(int *)counter;
}

static void defer_often(void *context)
{
	void **both = context;

	for (int i = 0; i < 10000; i++)
		arena_defer(both[0], count_one, both[1]);
}

TEST(arena_leaves_by_the_protected_call)
{
	struct arena *small = arena_new(allocator_libc, 200000);
	int undone = 0;
	void *both[] = {small, &undone};

	CHECK(!arena_protect(small, ask_for_too_much, small));
	CHECK(!arena_protect(small, defer_often, both));
	arena_free(small);
	CHECK(undone > 1000);
}

TEST(vec_keeps_what_was_pushed)
{
	VEC(uint32_t) numbers = {0};

	for (uint32_t i = 0; i < 100000; i++)
		*VEC_PUSH(test->arena, &numbers) = i;
	CHECK_UINT(numbers.n, 100000);
	for (uint32_t i = 0; i < numbers.n; i += 997)
		CHECK_UINT(numbers.p[i], i);
}

static int refuse(void *context, const char *bytes, size_t size)
{
	(void)bytes;
	return (*(size_t *)context += size) > 20000;
}

TEST(map_keeps_what_belongs_to_each_name)
{
	struct map map = {0};
	static int values[1000], other;

	CHECK(!map_get(&map, STR("0")));
	for (size_t i = 0; i < 1000; i++)
		map_put(test->arena, &map, arena_format(test->arena, "%zu", i), &values[i]);
	for (size_t i = 0; i < 1000; i++)
		CHECK(map_get(&map, arena_format(test->arena, "%zu", i)) == &values[i]);
	CHECK(!map_get(&map, STR("1000")) && !map_get(&map, STR("")));
	map_put(test->arena, &map, STR("7"), &other);
	CHECK(map_get(&map, STR("7")) == &other && map_get(&map, STR("8")) == &values[8]);
	CHECK_UINT(map.n, 1000);
}

TEST(out_remembers_the_first_failed_write)
{
	static struct out out;
	size_t taken = 0;

	out_begin(&out, refuse, &taken);
	out_repeat(&out, 'x', 30000);
	out_uint(&out, 18446744073709551615u);
	CHECK(!out_finish(&out));
	CHECK_UINT(out.total, 30020);
}

TEST(text_collects_pieces)
{
	struct text text = {.arena = test->arena};

	text_str(&text, STR("第"));
	for (int i = 0; i < 200; i++)
		text_format(&text, "%d", i % 10);
	text_str(&text, STR("条"));
	CHECK_UINT(text_done(&text).n, 206);
	CHECK(str_ends(text_done(&text), STR("89条")));
}

TEST(error_messages_are_cut_between_characters)
{
	struct error error;
	char word[900];

	for (size_t i = 0; i < sizeof word - 3; i += 3)
		memcpy(word + i, "约", 3);
	word[897] = 0;
	error_set(&error, STATUS_REFUSED, "x%s", word);
	CHECK_UINT(utf8_valid_prefix(str_from(error.message)), strlen(error.message));
	CHECK(strlen(error.message) > 470);
}

TEST(nearest_word_is_near)
{
	static const struct str words[] = {STR_INIT("severity"), STR_INIT("category"),
					   STR_INIT("message")};

	CHECK_STR(nearest_word(STR("sverity"), words, 3), "severity");
	CHECK_STR(nearest_word(STR("mesage"), words, 3), "message");
	CHECK_STR(nearest_word(STR("zzz"), words, 3), "");
}
