/* The clauses of a contract as nested lists of links into its text. */
#include "report/html.h"

/* Browsers bound how deep elements nest, and readers sooner. */
enum { DEPTH_MAX = 4 };

struct tree {
	struct html *html;
	const struct shown_outline *outline;
	uint32_t n;
	bool *shown;
	uint32_t *counts; /* by clause: findings in it and in what is not shown below it */
	enum severity *worst;
	uint8_t depths[DEPTH_MAX];
	uint32_t level; /* how many lists are open */
};

static struct str words_of(struct tree *tree, const struct shown_outline *clause)
{
	struct phrases *phrases = &tree->html->phrases;
	struct str zone = str_from(clause->zone);

	if (clause->number.n || clause->title.n)
		return clause->title;
	if (str_equal(zone, STR("header")))
		return phrase(phrases, TEXT_OPENING);
	if (str_equal(zone, STR("signature")))
		return phrase(phrases, TEXT_SIGNATURE_BLOCK);
	return clause->begins;
}

static bool has_words(struct tree *tree, uint32_t i)
{
	const struct shown_outline *clause = &tree->outline[i];

	return clause->depth <= DEPTH_MAX && !str_equal(str_from(clause->zone), STR("furniture")) &&
	       (clause->number.n || words_of(tree, clause).n);
}

/* The deepest level at which all clauses find room. */
static uint8_t depth_that_fits(struct tree *tree)
{
	uint32_t counts[DEPTH_MAX + 1] = {0}, sum = 0;
	uint8_t depth = 1;

	for (uint32_t i = 1; i < tree->n; i++)
		if (has_words(tree, i))
			counts[tree->outline[i].depth]++;
	for (unsigned d = 1; d <= DEPTH_MAX; d++) {
		sum += counts[d];
		if (sum <= HTML_CLAUSES_MAX)
			depth = (uint8_t)d;
	}
	return depth;
}

/* How many clauses are left out. */
static uint32_t choose(struct tree *tree)
{
	uint8_t depth = depth_that_fits(tree);
	uint32_t shown = 0, left = 0;

	for (uint32_t i = 1; i < tree->n; i++) {
		if (!has_words(tree, i))
			continue;
		if (tree->outline[i].depth > depth || shown == HTML_CLAUSES_MAX) {
			left++;
			continue;
		}
		tree->shown[i] = true;
		shown++;
	}
	return left;
}

/* Findings and clauses are both in the order of the text. */
static void count_findings(struct tree *tree)
{
	const struct report *report = tree->html->report;
	uint32_t clause = 0;

	for (uint32_t f = 0, next = 1; f < report->finding_count; f++) {
		const struct shown_finding *finding = &report->findings[f];
		for (; next < tree->n && tree->outline[next].at.byte <= finding->begin.byte; next++)
			if (tree->shown[next])
				clause = next;
		if (!tree->html->findings[f] || !finding_is_open(finding) ||
		    finding_is_absence(finding))
			continue;
		tree->counts[clause]++;
		if (finding->severity > tree->worst[clause])
			tree->worst[clause] = finding->severity;
	}
}

static void begin_item(struct tree *tree, uint8_t depth)
{
	while (tree->level && tree->depths[tree->level - 1] > depth) {
		PUT(tree->html, "</li>\n</ol>");
		tree->level--;
	}
	if (tree->level && tree->depths[tree->level - 1] == depth) {
		PUT(tree->html, "</li>\n");
	} else {
		PUT(tree->html, "<ol>\n");
		tree->depths[tree->level++] = depth;
	}
}

static void write_clause(struct tree *tree, uint32_t i)
{
	const struct shown_outline *clause = &tree->outline[i];
	struct html *html = tree->html;
	struct str words = words_of(tree, clause);

	begin_item(tree, clause->depth);
	PUT(html, "<li><a");
	html_link(html, 's', i);
	PUT(html, ">");
	html_text(html, clause->number);
	if (clause->number.n && clause->occurrence > 1)
		out_format(html->out, "#%u", (unsigned)clause->occurrence);
	if (clause->number.n && words.n)
		PUT(html, " ");
	html_text(html, words);
	PUT(html, "</a>");
	if (!tree->counts[i])
		return;
	out_format(html->out, "<span class=\"n %s\" aria-hidden=\"true\">%u</span>",
		   severity_name(tree->worst[i]), (unsigned)tree->counts[i]);
	PUT(html, "<span class=\"vh\">");
	html_text(html, PHRASE_FILL(&html->phrases, TEXT_HTML_TREE_COUNT,
				    {"n", phrase_number(&html->phrases, tree->counts[i])}));
	PUT(html, "</span>");
}

static void write_tree(struct tree *tree, uint32_t left)
{
	struct html *html = tree->html;

	out_format(html->out, "<nav class=\"tree\" aria-labelledby=\"c%u-tree\">\n", html->number);
	out_format(html->out, "<details open>\n<summary><h2 id=\"c%u-tree\">", html->number);
	html_say(html, TEXT_HTML_TREE);
	PUT(html, "</h2></summary>\n");
	for (uint32_t i = 1; i < tree->n; i++)
		if (tree->shown[i])
			write_clause(tree, i);
	for (; tree->level; tree->level--)
		PUT(html, "</li>\n</ol>\n");
	if (left) {
		PUT(html, "<p class=\"more\">");
		html_text(html, PHRASE_FILL(&html->phrases, TEXT_HTML_MORE,
					    {"n", phrase_number(&html->phrases, left)}));
		PUT(html, "</p>\n");
	}
	PUT(html, "</details>\n</nav>\n");
}

/* The text that the links lead to is not in a redacted report, and so the tree is not either. */
void html_tree(struct html *html)
{
	const struct report *report = html->report;
	struct tree tree = {
		.html = html,
		.outline = report->outline,
		.n = report->outline_count,
		.shown = ARENA_ARRAY(html->arena, bool, report->outline_count),
		.counts = ARENA_ARRAY(html->arena, uint32_t, report->outline_count + 1),
		.worst = ARENA_ARRAY(html->arena, enum severity, report->outline_count + 1),
	};
	uint32_t left;

	html->clauses = tree.shown;
	if (!report->text.n || report->outline_count < 2)
		return;
	left = choose(&tree);
	count_findings(&tree);
	write_tree(&tree, left);
}
