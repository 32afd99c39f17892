#include <cmark.h>
#include <expat.h>
#include <jansson.h>
#include "parse.h"
#include "base/utf8.h"

static bool is_json(struct str text)
{
	json_t *root = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);

	json_decref(root);
	return root != NULL;
}

static bool is_json_lines(struct str text)
{
	for (size_t at = 0, end; at < text.n; at = end + 1) {
		end = str_find(text, STR("\n"), at);
		if (end >= text.n || !is_json(str_cut(text, at, end)))
			return false;
	}
	return true;
}

static bool is_xml(struct str text)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	bool fine = XML_Parse(parser, text.p, (int)text.n, XML_TRUE) == XML_STATUS_OK;

	XML_ParserFree(parser);
	return fine;
}

/* Markdown without raw HTML, links, pictures and code blocks: we write none, and no contract may.
 */
static bool is_tame_markdown(struct str text)
{
	cmark_node *tree = cmark_parse_document(text.p, text.n, CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(tree);
	bool tame = true;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
		tame &= type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE &&
			type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE &&
			type != CMARK_NODE_CODE_BLOCK;
	}
	cmark_iter_free(iter);
	cmark_node_free(tree);
	return tame;
}

/* A page with one script, which is ours, none of the elements that load or run something, and no
 * attribute that runs or leads away. */
static bool is_tame_html(struct str text)
{
	static const struct str never[] = {
		STR_INIT("<img"),      STR_INIT("<svg"),     STR_INIT("<iframe"),
		STR_INIT("<object"),   STR_INIT("<embed"),   STR_INIT("<base"),
		STR_INIT("<link"),     STR_INIT("<form"),    STR_INIT("<input"),
		STR_INIT(" onclick="), STR_INIT(" onload="), STR_INIT("href=\"j"),
		STR_INIT("href=\"h"),  STR_INIT(" onerror=")};
	size_t style = str_find(text, STR("</style>"), 0),
	       script = str_find(text, STR("<script"), 0);
	struct str page = str_cut(text, style, script), rest = str_cut(text, script + 1, text.n);

	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
		for (size_t at = 0; (at = str_find(page, never[i], at)) < page.n; at++) {
			size_t open = at, close = at;
			if (never[i].p[0] == '<')
				return false;
			/* As an attribute it stands in a tag; in text no tag is open. */
			while (open && page.p[open - 1] != '<' && page.p[open - 1] != '>')
				open--;
			if (open && page.p[open - 1] == '<' && close)
				return false;
		}
	return !str_contains(rest, STR("<script")) && style < text.n;
}

/* Nothing that a terminal obeys. */
static bool is_tame_text(struct str text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);
		if ((cp < 0x20 && cp != '\n') || (cp >= 0x7F && cp < 0xA0) ||
		    (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
			return false;
	}
	return true;
}

static const struct {
	const char *format;
	bool (*parse)(struct str text);
} parsers[] = {
	{"markdown", is_tame_markdown},
	{"json", is_json},
	{"jsonl", is_json_lines},
	{"text", is_tame_text},
	{"gcc", is_tame_text},
	{"github", is_tame_text},
	{"sarif", is_json},
	{"gitlab", is_json},
	{"junit", is_xml},
	{"html", is_tame_html},
	{"outline", is_tame_text},
};

bool parses_as(const char *format, struct str report)
{
	if (utf8_valid_prefix(report) != report.n)
		return false;
	for (size_t i = 0; i < sizeof parsers / sizeof parsers[0]; i++)
		if (str_equal(str_from(format), str_from(parsers[i].format)))
			return parsers[i].parse(report);
	return true;
}
