/* The HTML report: one file that a browser opens, with nothing from elsewhere.
 *
 * For report/html*.c only. A document is a head with style sheet and script (report/html.css and
 * html.js, made into gen/report/html.c), one article a contract, and an index of the contracts at
 * the end, where they are known; the script moves it to the top. Without the script everything is
 * there and every link works.
 *
 * Safety: whatever is not a literal of these files passes through html_text or html_attribute. Both
 * escape what HTML obeys; controls, and what would reorder or hide text, are shown by their
 * numbers. The page's policy allows the one style sheet and the one script, by their hashes, and
 * nothing else.
 *
 * Ids, in contract K: cK; cKfN the finding N, cKmN its place in the text; cKbN the blank N, cKkN
 * its place; cKsN the clause N. Findings count from 1 in the order of their places. */
#ifndef CLAUSELINT_REPORT_HTML_H
#define CLAUSELINT_REPORT_HTML_H

#include "report/format.h"
#include "report/phrases.h"

enum {
	/* A browser can show more, but nobody reads it; what is left out is counted. */
	HTML_FINDINGS_MAX = 2000,
	HTML_BLANKS_MAX = 2000,
	HTML_ROWS_MAX = 500,
	HTML_CLAUSES_MAX = 2000,
	/* Longer texts, and lists of more findings, are laid out as they are scrolled to. */
	HTML_LAZY_BYTES = 128 * 1024,
	HTML_LAZY_FINDINGS = 200,
};

/* The style sheet and the script, and the policy that names their hashes. */
extern const struct str html_style, html_script, html_policy;

struct html_names {
	const struct str *p;
	uint32_t n;
};

struct html {
	struct out *out;
	struct arena *arena; /* scratch */
	struct phrases phrases;
	unsigned number; /* of the contract in the document, from 1 */
	const struct report *report;
	/* By finding and by clause: whether it is shown. */
	const bool *findings, *clauses;
	/* Whom the findings hurt and what they are about, each once; findings name them by index.
	 */
	struct html_names sides, categories;
};

/* --- writing ---------------------------------------------------------------------------------- */

/* Literals only. */
#define PUT(html, literal) out_str((html)->out, STR(literal))
/* text in the flow of the document, and as the value of an attribute (in double quotes). */
void html_text(struct html *html, struct str text);
void html_attribute(struct html *html, struct str text);
void html_say(struct html *html, enum text_id id);
/* " id=…" for the thing of a kind in this contract; " href=…" for a link to it. */
void html_id(struct html *html, char kind, uint32_t number);
void html_link(struct html *html, char kind, uint32_t number);
/* An element with text from a contract in it: in a direction of its own. */
void html_isolated(struct html *html, struct str text);
/* Begins a section of a contract under a heading, whose id is cK-name. */
void html_section(struct html *html, const char *name, struct str heading);

/* Lists sides and categories; the index of one of them. */
void html_list_names(struct html *html);
uint32_t html_name_index(struct html_names names, struct str name);

/* --- the parts of a contract ------------------------------------------------------------------ */

void html_tree(struct html *html);
/* The contract's text, marked. */
void html_words(struct html *html);
void html_findings(struct html *html);
/* The filters over them, for a reader with the script. settled: how many were settled before. */
void html_filters(struct html *html, uint32_t settled);
/* What was settled before. */
void html_settled(struct html *html);
void html_lists(struct html *html);
void html_notes(struct html *html);

#endif
