#include "test.h"

#include "data/xml.h"

static struct out *begin(struct test_run *test, struct text *text, struct xml *xml)
{
	struct out *out = ARENA_NEW(test->arena, struct out);

	*text = (struct text){.arena = test->arena};
	out_begin(out, text_write, text);
	xml_begin(xml, out);
	return out;
}

TEST(xml_indents_elements_and_leaves_text_alone)
{
	struct text text;
	struct xml xml;
	struct out *out = begin(test, &text, &xml);

	xml_open(&xml, "a");
	xml_attribute(&xml, "name", STR("x"));
	xml_attribute_uint(&xml, "n", 12);
	xml_open(&xml, "b");
	xml_close(&xml);
	xml_open(&xml, "c");
	xml_text(&xml, STR(" two"));
	xml_text(&xml, STR(" pieces\n"));
	xml_close(&xml);
	xml_close(&xml);
	CHECK(out_finish(out));
	CHECK_STR(text_done(&text),
		  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		  "<a name=\"x\" n=\"12\">\n  <b/>\n  <c> two pieces\n</c>\n</a>\n");
}

/* The same text as an attribute and inside. */
static struct str written(struct test_run *test, struct str value)
{
	struct text text;
	struct xml xml;
	struct out *out = begin(test, &text, &xml);

	text.n = 0;
	xml_open(&xml, "a");
	xml_attribute(&xml, "b", value);
	xml_text(&xml, value);
	xml_close(&xml);
	out_finish(out);
	return str_cut(text_done(&text), sizeof "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
		       text.n);
}

TEST(xml_escapes_what_must_be)
{
	CHECK_STR(written(test, STR("<b>&\"']]>")),
		  "<a b=\"&lt;b&gt;&amp;&quot;']]&gt;\">&lt;b&gt;&amp;&quot;']]&gt;</a>\n");
	CHECK_STR(written(test, STR("\t\r\n")), "<a b=\"&#9;&#13;&#10;\">\t&#13;\n</a>\n");
	CHECK_STR(written(test, STR("𠮷—\x7F")), "<a b=\"𠮷—\x7F\">𠮷—\x7F</a>\n");
}

TEST(xml_replaces_what_it_cannot_write)
{
#define BAD "\xEF\xBF\xBD"
	CHECK_STR(written(test, STR("\x1B\x01")), "<a b=\"" BAD BAD "\">" BAD BAD "</a>\n");
	CHECK_STR(written(test, (struct str){"a\0b", 3}), "<a b=\"a" BAD "b\">a" BAD "b</a>\n");
	CHECK_STR(written(test, STR("\xEF\xBF\xBE\xEF\xBF\xBF")),
		  "<a b=\"" BAD BAD "\">" BAD BAD "</a>\n");
	CHECK_STR(written(test, STR("\xED\xA0\x80")),
		  "<a b=\"" BAD BAD BAD "\">" BAD BAD BAD "</a>\n");
#undef BAD
}

TEST(xml_calls_that_make_no_sense_fail_the_output)
{
	struct text text;
	struct xml xml;
	struct out *out = begin(test, &text, &xml);

	xml_close(&xml);
	CHECK(!out_finish(out));
	out = begin(test, &text, &xml);
	for (int i = 0; i < 17; i++)
		xml_open(&xml, "a");
	CHECK(!out_finish(out));
}
