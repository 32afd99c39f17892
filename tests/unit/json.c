#include "test.h"

#include "data/json.h"


TEST(json_writes_compact_and_pretty)
{
	static const char *const want[] = {
		"{\"file\":\"a\",\"list\":[1,true,null,{}],\"empty\":[]}",
		"{\n  \"file\": \"a\",\n  \"list\": [\n    1,\n    true,\n    null,\n    {}\n  ],\n"
		"  \"empty\": []\n}",
	};

	for (int pretty = 0; pretty < 2; pretty++) {
		struct text text = {.arena = test->arena};
		struct out *out = ARENA_NEW(test->arena, struct out);
		struct json json;
		out_begin(out, text_write, &text);
		json_begin(&json, out, pretty);
		json_object(&json);
		json_key(&json, "file");
		json_str(&json, STR("a"));
		json_key(&json, "list");
		json_array(&json);
		json_uint(&json, 1);
		json_bool(&json, true);
		json_null(&json);
		json_object(&json);
		json_object_end(&json);
		json_array_end(&json);
		json_key(&json, "empty");
		json_array(&json);
		json_array_end(&json);
		json_object_end(&json);
		CHECK(out_finish(out));
		CHECK_STR(text_done(&text), want[pretty]);
	}
}

static struct str written(struct test_run *test, struct str value)
{
	struct text text = {.arena = test->arena};
	struct out *out = ARENA_NEW(test->arena, struct out);
	struct json json;

	out_begin(out, text_write, &text);
	json_begin(&json, out, false);
	json_str(&json, value);
	out_finish(out);
	return text_done(&text);
}

TEST(json_escapes_what_must_be)
{
	CHECK_STR(written(test, STR("甲\"方\\\n\t\x01\x7F")),
		  "\"甲\\\"方\\\\\\n\\t\\u0001\\u007f\"");
	CHECK_STR(written(test, STR("a\xE2\x80\xA8"
				    "b\xE2\x80\xA9")),
		  "\"a\\u2028b\\u2029\"");
	CHECK_STR(written(test, STR("\xFF"
				    "a\xE4\xB8")),
		  "\"\xEF\xBF\xBD"
		  "a\xEF\xBF\xBD\xEF\xBF\xBD\"");
	CHECK_STR(written(test, STR("𠀀—“条”")), "\"𠀀—“条”\"");
	CHECK_STR(written(test, (struct str){"a\0b", 3}), "\"a\\u0000b\"");
}
