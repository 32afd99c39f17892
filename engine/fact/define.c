#include "fact/define.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "fact/cues.h"
#include "fact/define_word.h"
#include "fact/word_list.h"
#include "fact/words.h"

static const char CLOSING[] = "” ’ 》 】 \"";
/* What ends a name that stands without quotation marks. */
static const char STOPS[] = "\n （ ） ， 。 ； ： 、 “ ” ‘ ’ 《 》 【 】 _ / , ( ) " NORM_GAP;

enum { NAME_MAX_CP = 20, NAMES_MAX = 4 };

struct anchor_hit {
	struct span at;
	enum anchor anchor;
};

struct finder {
	struct arena *arena;
	struct str text;
	VEC(struct definition) list;
};

uint32_t line_start(struct str text, uint32_t at, uint32_t back)
{
	uint32_t floor = at > back ? at - back : 0;
	uint32_t begin = at;

	while (begin > floor && text.p[begin - 1] != '\n')
		begin--;
	while (begin < at && utf8_splits(text, begin))
		begin++;
	return begin;
}

/* A name at *at, quoted or up to the next stop, and *at behind it; false when it is empty or long.
 */
static bool name_read(struct str text, size_t *at, struct span *name)
{
	size_t quote = list_after(text, *at, &OPENING);
	const char *ends = quote ? CLOSING : STOPS;
	size_t begin = *at + quote, end = begin;

	for (unsigned n = 0; end < text.n && !word_after(text, end, ends); n++) {
		if (n == NAME_MAX_CP || text.p[end] == '\n')
			return false;
		utf8_next(text, &end);
	}
	*name = (struct span){(uint32_t)begin, (uint32_t)end};
	*at = end + (quote ? word_after(text, end, CLOSING) : 0);
	return end > begin;
}

/* 以下简称“甲方”或“委托方”: the names behind an anchor; only quoted ones can be several. */
static void names_after(struct finder *finder, uint32_t head, size_t at, uint32_t sentence)
{
	struct str text = finder->text;

	at += word_after(text, at, "之 为 作 ： 之为 为：");
	for (unsigned i = 0; i < NAMES_MAX; i++) {
		bool quoted = list_after(text, at, &OPENING) > 0;
		struct span name;

		if (!name_read(text, &at, &name))
			return;
		*VEC_PUSH(finder->arena, &finder->list) =
			(struct definition){name, head, (uint32_t)at, true, sentence};
		at += word_after(text, at, "或者 或 、 及 和 / ， 亦称");
		if (!quoted || !list_after(text, at, &OPENING))
			return;
	}
}

/* （“货代”）, （“我们”或“本公司”）: the names in the bracket at offset head, which holds nothing
 * else. */
static void bracketed(struct finder *finder, size_t head, uint32_t sentence)
{
	struct str text = finder->text;
	size_t at = head + word_after(text, head, "（");
	struct span names[NAMES_MAX];
	uint32_t ends[NAMES_MAX], n = 0;

	while (n < NAMES_MAX && list_after(text, at, &OPENING) && name_read(text, &at, names + n)) {
		ends[n++] = (uint32_t)at;
		at += word_after(text, at, "或者 或 、 及 和 /");
	}
	for (uint32_t i = 0; i < n && word_after(text, at, "）"); i++)
		*VEC_PUSH(finder->arena, &finder->list) =
			(struct definition){names[i], (uint32_t)head, ends[i], true, sentence};
}

static void shorthand(struct finder *finder, const struct anchor_hit *hit, uint32_t sentence)
{
	struct str text = finder->text;
	size_t head = hit->at.begin;

	head -= word_before(text, head, "以下 在 即");
	head -= word_before(text, head, "（ 【 （即 ， ：");
	if (hit->anchor == ANCHOR_BRACKET && head == hit->at.begin &&
	    !list_after(text, hit->at.end, &OPENING))
		return;
	names_after(finder, (uint32_t)head, hit->at.end, sentence);
}

/* The name that ends before offset end: quoted, or all that stands between it and start. */
static struct span name_before(struct str text, size_t start, size_t end)
{
	const struct span none = {0, 0};
	size_t quote, begin;

	end -= word_before(text, end, "： ，");
	quote = word_before(text, end, CLOSING);
	begin = end -= quote;
	for (unsigned n = 0; quote ? !list_before(text, begin, &OPENING) : begin > start; n++) {
		if (n == NAME_MAX_CP || begin <= start ||
		    (!quote && word_before(text, begin, STOPS)))
			return none;
		utf8_prev(text, &begin);
	}
	for (size_t at = begin; !quote && at < end; utf8_next(text, &at))
		if (list_after(text, at, &LEAD_IN))
			begin = at + list_after(text, at, &LEAD_IN);
	return begin < end ? (struct span){(uint32_t)begin, (uint32_t)end} : none;
}

static void meaning(struct finder *finder, const struct anchor_hit *hit, uint32_t sentence,
		    uint32_t start)
{
	size_t end = hit->at.begin + word_after(finder->text, hit->at.begin, "”");
	struct span name = name_before(finder->text, start, end);

	if (name.end)
		*VEC_PUSH(finder->arena, &finder->list) =
			(struct definition){name, name.begin, hit->at.end, false, sentence};
}

/* The longest anchor at offset at of text. */
static bool anchor_read(struct str text, size_t at, struct anchor_hit *hit)
{
	size_t longest = 0;

	for (uint32_t i = 0; i < ANCHORS; i++) {
		size_t size = word_after(text, at, ANCHOR_WORDS[i]);

		if (size <= longest)
			continue;
		longest = size;
		hit->anchor = i;
	}
	hit->at = (struct span){(uint32_t)at, (uint32_t)(at + longest)};
	return longest > 0;
}

static void read_sentence(struct finder *finder, const struct cues *cues, uint32_t sentence,
			  struct span at)
{
	struct str text = str_cut(finder->text, 0, at.end);
	size_t from = at.begin;

	while ((from = cues_next(cues, CUE_DEFINITION, from, at.end)) < at.end) {
		struct anchor_hit hit;

		if (!anchor_read(text, from++, &hit))
			continue;
		from = hit.at.end;
		if (hit.anchor == ANCHOR_QUOTED)
			bracketed(finder, hit.at.begin, sentence);
		else if (hit.anchor != ANCHOR_MEANS)
			shorthand(finder, &hit, sentence);
		else if (!list_after(finder->text, hit.at.end, &NO_MEANING))
			meaning(finder, &hit, sentence, at.begin);
	}
}

struct definitions definitions_find(struct arena *arena, const struct norm *norm,
				    const struct outline *outline, const struct cues *cues)
{
	struct finder finder = {.arena = arena, .text = norm->text};

	for (uint32_t s = 0; s < outline->sentence_count; s++)
		read_sentence(&finder, cues, s, outline->sentences[s].at);
	return (struct definitions){finder.list.p, finder.list.n};
}
