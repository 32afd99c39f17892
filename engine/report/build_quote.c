/* The quote of a finding, what stands around it, and what its pattern captured there. */
#include "report/builder.h"

#include "base/utf8.h"
#include "text/width.h"

enum {
	QUOTE_MAX = 600, /* bytes of a quote */
	WHOLE_MAX = 480, /* a sentence up to this many bytes is shown whole, the quote in it, too */
	AROUND_MAX = 180 /* of a longer one this much on either side of the quote */
};

static struct str sentence_whole(struct builder *b, struct span src)
{
	if (!b->sentence.p || b->sentence_src.begin != src.begin ||
	    b->sentence_src.end != src.end) {
		b->sentence = arena_str(b->arena, str_at(b->in->subject->source->text, src));
		b->sentence_src = src;
	}
	return b->sentence;
}

/* A quote that is not too long as it is. */
static void put_quote(struct text *text, struct str quote)
{
	text_str(text, str_cut(quote, 0, cut_before(quote, QUOTE_MAX)));
	if (quote.n > QUOTE_MAX)
		text_str(text, STR("…"));
}

static void show_around(struct builder *b, struct span sentence, struct span quote,
			struct shown_finding *shown)
{
	struct str source = b->in->subject->source->text;
	size_t begin = sentence.begin, end = sentence.end;
	struct text *text = &b->line;

	if (quote.begin - begin > AROUND_MAX)
		begin = cut_after(source, quote.begin - AROUND_MAX);
	if (end - quote.end > AROUND_MAX)
		end = cut_before(source, quote.end + AROUND_MAX);
	if (begin > sentence.begin)
		text_str(text, STR("…"));
	text_str(text, str_cut(source, begin, quote.begin));
	shown->quote_in_sentence.begin = (uint32_t)text->n;
	put_quote(text, str_at(source, quote));
	shown->quote_in_sentence.end = (uint32_t)text->n;
	text_str(text, str_cut(source, quote.end, end));
	if (end < sentence.end)
		text_str(text, STR("…"));
	shown->sentence = builder_take(b, text);
}

/* From one finding to the next in a line only what is between them is looked at. */
static uint32_t display_column(struct builder *b, uint32_t line, uint32_t offset)
{
	enum { TAB = 8 };
	struct str text = b->in->subject->source->text;
	size_t begin = offset;

	if (b->display_line != line || b->display_at > offset) {
		while (begin > 0 && text.p[begin - 1] != '\n' && text.p[begin - 1] != '\r')
			begin--;
		b->display_line = line;
		b->display_at = begin;
		b->display = 0;
	}
	while (b->display_at < offset) {
		uint32_t cp = utf8_next(text, &b->display_at);
		b->display += cp == '\t' ? TAB - b->display % TAB : cp_width(cp);
	}
	return b->display + 1;
}

void build_quote(struct builder *b, const struct finding *finding, struct shown_finding *shown)
{
	const struct subject *subject = b->in->subject;
	struct span quote = norm_to_source(subject->norm, finding->at), sentence = quote;
	struct place_span places = source_places(subject->source, quote);

	shown->begin = places.begin;
	shown->end = places.end;
	if (b->in->needs & NEEDS_DISPLAY)
		shown->display = display_column(b, shown->begin.line, quote.begin);
	if (quote.begin == quote.end || b->in->redact)
		return;
	if (finding->sentence != UINT32_MAX)
		sentence = norm_to_source(subject->norm,
					  subject->outline->sentences[finding->sentence].at);
	if (sentence.begin > quote.begin)
		sentence.begin = quote.begin;
	if (sentence.end < quote.end)
		sentence.end = quote.end;
	if (span_size(sentence) > WHOLE_MAX) {
		show_around(b, sentence, quote, shown);
	} else {
		shown->sentence = sentence_whole(b, sentence);
		shown->quote_in_sentence =
			(struct span){quote.begin - sentence.begin, quote.end - sentence.begin};
	}
}

/* Where a source offset stands in the sentence as it is shown, around the quote that is known. */
static int64_t shown_at(const struct shown_finding *shown, struct span quote, uint32_t offset)
{
	struct span in = shown->quote_in_sentence;

	if (offset >= quote.end)
		return (int64_t)in.end + (offset - quote.end);
	if (offset > quote.begin && offset - quote.begin > span_size(in))
		return in.end;
	return (int64_t)in.begin + ((int64_t)offset - quote.begin);
}

static struct span in_sentence(const struct shown_finding *shown, struct span quote,
			       struct span src)
{
	int64_t begin = shown_at(shown, quote, src.begin), end = shown_at(shown, quote, src.end);

	if (begin < 0 || begin > end || end > (int64_t)shown->sentence.n)
		return (struct span){0, 0};
	return (struct span){(uint32_t)begin, (uint32_t)end};
}

void build_captures(struct builder *b, const struct finding *finding, struct shown_finding *shown)
{
	const struct norm *norm = b->in->subject->norm;
	struct shown_capture *captures;
	struct span quote;

	if (!finding->capture_count || b->in->redact)
		return;
	captures = ARENA_ARRAY(b->arena, struct shown_capture, finding->capture_count);
	quote = norm_to_source(norm, finding->at);
	for (uint32_t i = 0; i < finding->capture_count; i++) {
		const struct capture *capture = &finding->captures[i];
		struct span src = norm_to_source(norm, capture->at);
		captures[i] = (struct shown_capture){
			.name = arena_str(b->arena, capture->name),
			.text = builder_quote_source(b, src, CAPTURE_MAX),
			.in_sentence = in_sentence(shown, quote, src),
		};
	}
	shown->captures = captures;
	shown->capture_count = finding->capture_count;
}
