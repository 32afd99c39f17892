#include "test.h"

#include "data/yaml.h"

#include <string.h>

static struct str mistakes_as_text(struct arena *arena, const struct mistakes *mistakes)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < mistakes->list.n; i++) {
		const struct mistake *m = &mistakes->list.p[i];
		all = arena_format(arena, "%.*s%u:%u: %.*s\n", STR_ARG(all), m->line, m->column,
				   STR_ARG(m->message));
	}
	return all;
}

TEST(yaml_values_know_their_places)
{
	struct mistakes mistakes = {.arena = test->arena};
	const struct yaml *root =
		yaml_read(test->arena, STR("x.yml"),
			  STR("条款: no\nlist:\n- {a: 'b', 名称: \"c\"}\n- 7\n"), &mistakes);
	const struct yaml *list = yaml_get(root, "list");

	CHECK(root && root->kind == YAML_MAP && root->n == 2);
	CHECK_STR(root->keys[0]->text, "条款");
	CHECK_STR(root->items[0]->text, "no");
	CHECK(!root->items[0]->quoted);
	CHECK_UINT(root->items[0]->column, 5); /* in characters, not bytes */
	CHECK(list && list->kind == YAML_LIST && list->n == 2);
	CHECK_STR(yaml_get(list->items[0], "a")->text, "b");
	CHECK(yaml_get(list->items[0], "a")->quoted);
	CHECK_UINT(yaml_get(list->items[0], "名称")->line, 3);
	CHECK_UINT(yaml_get(list->items[0], "名称")->column, 16);
	CHECK(yaml_get(list->items[0], "b") == NULL && yaml_get(list, "a") == NULL);
	CHECK_UINT(mistakes.list.n, 0);
}

TEST(yaml_an_empty_document_is_an_empty_map)
{
	struct mistakes mistakes = {.arena = test->arena};
	const struct yaml *root = yaml_read(test->arena, STR("x"), STR("# only this\n"), &mistakes);

	CHECK(root && root->kind == YAML_MAP && root->n == 0);
}

TEST(yaml_refuses_with_places)
{
	static const struct {
		struct str text;
		const char *mistakes;
	} cases[] = {
		{STR_INIT("a: 1\nb: 2\na: 3\n"),
		 "3:1: the key \"a\" stands here again; it is also on line 1\n"},
		{STR_INIT("a: &x 1\n"), "1:4: anchors (&name) are not accepted\n"},
		{STR_INIT("甲: *x\n"), "1:4: aliases (*name) are not accepted\n"},
		{STR_INIT("a: !!int 1\n"), "1:4: tags (!name) are not accepted\n"},
		{STR_INIT("a: 1\n---\nb: 2\n"), "2:1: a file holds one document only\n"},
		{STR_INIT("%YAML 1.1\n---\na: 1\n"), "1:1: directives (%) are not accepted\n"},
		{STR_INIT("[a]: 1\n"), "1:1: a key must be a word, not a list or a map\n"},
		{STR_INIT("a: [1\nb: 2\n"),
		 "2:2: not YAML: while parsing a flow sequence: did not find expected ',' or ']'\n"},
		{STR_INIT("a: 甲\n乙: \xFF\n"), "2:4: not YAML: invalid leading UTF-8 octet\n"},
		{STR_INIT("a: \x01\n"), "1:4: not YAML: control characters are not allowed\n"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct mistakes mistakes = {.arena = test->arena};
		CHECK(!yaml_read(test->arena, STR("x.yml"), cases[i].text, &mistakes));
		CHECK_STR(mistakes_as_text(test->arena, &mistakes), cases[i].mistakes);
	}
}

TEST(yaml_is_bounded_in_depth)
{
	struct mistakes mistakes = {.arena = test->arena};
	char deep[20000];

	memset(deep, '[', sizeof deep);
	CHECK(!yaml_read(test->arena, STR("x"), (struct str){deep, sizeof deep}, &mistakes));
	CHECK_UINT(mistakes.list.n, 1);
	CHECK_STR(mistakes.list.p[0].message, "nested too deeply");
	CHECK_UINT(mistakes.list.p[0].column, YAML_DEPTH + 1);
}
