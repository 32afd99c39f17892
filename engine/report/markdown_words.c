/* The words of a Markdown report: those of report/phrases.h in the language of the document. */
#include "report/markdown.h"

#include "text/hant.h"

void md_labelled(struct markdown *md, enum text_id label, struct str text)
{
	cmark_node *paragraph;

	if (!text.n)
		return;
	paragraph = md_paragraph(md, NULL, STR(""));
	md_strong(md, paragraph, md_say(md, label));
	md_text(md, paragraph, STR(" "));
	md_text(md, paragraph, text);
}

struct str md_say(struct markdown *md, enum text_id id)
{
	return phrase(&md->phrases, id);
}

struct str md_words(struct markdown *md, const struct words *words)
{
	if (words->in[md->phrases.lang].n)
		return words->in[md->phrases.lang];
	if (md->phrases.lang == LANG_HANT)
		return to_traditional(md->arena, words->in[LANG_HANS]);
	return words->in[md->phrases.lang == LANG_EN ? LANG_HANS : LANG_EN];
}

struct str md_fill(struct markdown *md, struct str pattern, const struct phrase_value *values,
		   uint32_t n)
{
	return phrase_fill(&md->phrases, pattern, values, n);
}

struct str md_number(struct markdown *md, uint64_t value)
{
	return phrase_number(&md->phrases, value);
}

struct str md_level(struct markdown *md, enum severity severity)
{
	return phrase_level(&md->phrases, severity);
}

struct str md_join(struct markdown *md, const struct str *texts, uint32_t n)
{
	return phrase_join(&md->phrases, texts, n);
}

struct str md_clause(struct markdown *md, const struct report *report, struct str path, bool absent)
{
	return phrase_clause(&md->phrases, report, path, absent);
}

struct str md_law(struct markdown *md, const struct shown_law *laws, uint32_t n)
{
	return phrase_laws(&md->phrases, laws, n);
}
