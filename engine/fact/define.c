#include "fact/define.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "fact/lexicon.h"

enum anchor {
	ANCHOR_SHORT,	/* whatever follows is a name */
	ANCHOR_BRACKET, /* the same, but only behind a bracket or comma, or before a quotation mark
			 */
	ANCHOR_MEANS	/* what stands before it is a name */
};

static const struct {
	struct str word;
	enum anchor anchor;
} ANCHORS[] = {
	{STR_INIT("以下简称"), ANCHOR_SHORT},	  {STR_INIT("以下称"), ANCHOR_SHORT},
	{STR_INIT("以下统称"), ANCHOR_SHORT},	  {STR_INIT("以下合称"), ANCHOR_SHORT},
	{STR_INIT("以下均称"), ANCHOR_SHORT},	  {STR_INIT("以下并称"), ANCHOR_SHORT},
	{STR_INIT("以下或称"), ANCHOR_SHORT},	  {STR_INIT("以下又称"), ANCHOR_SHORT},
	{STR_INIT("以下亦称"), ANCHOR_SHORT},	  {STR_INIT("以下分别称"), ANCHOR_SHORT},
	{STR_INIT("以下分别简称"), ANCHOR_SHORT}, {STR_INIT("以下均简称"), ANCHOR_SHORT},
	{STR_INIT("以下统一简称"), ANCHOR_SHORT}, {STR_INIT("以下统一称"), ANCHOR_SHORT},
	{STR_INIT("以下共同称"), ANCHOR_SHORT},	  {STR_INIT("以下单独称"), ANCHOR_SHORT},
	{STR_INIT("下文简称"), ANCHOR_SHORT},	  {STR_INIT("下文称"), ANCHOR_SHORT},
	{STR_INIT("下称"), ANCHOR_BRACKET},	  {STR_INIT("下简称"), ANCHOR_BRACKET},
	{STR_INIT("后称"), ANCHOR_BRACKET},	  {STR_INIT("简称"), ANCHOR_BRACKET},
	{STR_INIT("统称"), ANCHOR_BRACKET},	  {STR_INIT("合称"), ANCHOR_BRACKET},
	{STR_INIT("下同"), ANCHOR_BRACKET},	  {STR_INIT("是指"), ANCHOR_MEANS},
	{STR_INIT("系指"), ANCHOR_MEANS},	  {STR_INIT("意指"), ANCHOR_MEANS},
	{STR_INIT("乃指"), ANCHOR_MEANS},	  {STR_INIT("均指"), ANCHOR_MEANS},
	{STR_INIT("特指"), ANCHOR_MEANS},	  {STR_INIT("专指"), ANCHOR_MEANS},
	{STR_INIT("即指"), ANCHOR_MEANS},	  {STR_INIT("：指"), ANCHOR_MEANS},
	{STR_INIT("：系"), ANCHOR_MEANS},	  {STR_INIT("”指"), ANCHOR_MEANS},
	{STR_INIT("，指"), ANCHOR_MEANS},
};

enum { NAME_MAX_CP = 20 };

struct finder {
	struct arena *arena;
	struct str text;
	VEC(struct definition) list;
};

static bool is_opening(uint32_t cp)
{
	return cp == 0x201C || cp == 0x2018 || cp == 0x300A || cp == 0x3010 || cp == '"';
}

static bool is_closing(uint32_t cp)
{
	return cp == 0x201D || cp == 0x2019 || cp == 0x300B || cp == 0x3011 || cp == '"';
}

/* What ends a name that stands without quotation marks. */
static bool is_stop(uint32_t cp)
{
	static const uint32_t stops[] = {UTF8_NONE, '\n',   0xFF08, 0xFF09, 0xFF0C, 0x3002, 0xFF1B,
					 0xFF1A,    0x3001, 0x201C, 0x201D, 0x300A, 0x300B, 0x3010,
					 0x3011,    '_',    '/',    ',',    ')',    '(',    0x2423};

	for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
		if (cp == stops[i])
			return true;
	return false;
}

uint32_t line_start(struct str text, uint32_t at, uint32_t back)
{
	uint32_t floor = at > back ? at - back : 0;
	uint32_t begin = at;

	while (begin > floor && text.p[begin - 1] != '\n')
		begin--;
	while (begin < at && ((unsigned char)text.p[begin] & 0xC0) == 0x80)
		begin++;
	return begin;
}

static void skip(struct str text, size_t *at, const char *const *words)
{
	for (; *words; words++) {
		struct str word = str_from(*words);

		if (str_starts(str_cut(text, *at, text.n), word))
			*at += word.n;
	}
}

/* A name at *at, quoted or up to the next stop; false when it is empty or too long. */
static bool name_read(struct str text, size_t *at, bool *quoted, struct span *name)
{
	size_t begin = *at, before;
	uint32_t cp;

	*quoted = is_opening(utf8_peek(text, begin));
	if (*quoted)
		utf8_next(text, &begin);
	*at = before = begin;
	for (unsigned n = 0; n <= NAME_MAX_CP; n++) {
		before = *at;
		cp = utf8_next(text, at);
		if (*quoted ? is_closing(cp) || cp == '\n' || cp == UTF8_NONE : is_stop(cp)) {
			*name = (struct span){(uint32_t)begin, (uint32_t)before};
			if (!*quoted)
				*at = before;
			return before > begin;
		}
	}
	return false;
}

static void names_after(struct finder *finder, uint32_t head, uint32_t from, uint32_t sentence)
{
	static const char *const lead[] = {"之", "为", "作", "：", " ", NULL};
	static const char *const link[] = {"或者", "或", "、", "及", "和", "/", "，", "亦称", NULL};
	size_t at = from;

	skip(finder->text, &at, lead);
	for (unsigned i = 0; i < 4; i++) {
		struct span name;
		bool quoted;

		if (!name_read(finder->text, &at, &quoted, &name))
			return;
		*VEC_PUSH(finder->arena, &finder->list) =
			(struct definition){name, head, (uint32_t)at, true, sentence};
		if (!quoted)
			return;
		skip(finder->text, &at, link);
		if (!is_opening(utf8_peek(finder->text, at)))
			return;
	}
}

/* 以下 of an anchor may stand before it (以下均简称), and a bracket before that: the head's end. */
static uint32_t head_end(struct str text, uint32_t at)
{
	static const char *const before[] = {"以下", "在", "（", "【", "，", "：", "即"};
	struct str left = str_cut(text, 0, at);

	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
		if (str_ends(left, str_from(before[i])))
			left.n -= str_from(before[i]).n;
	return (uint32_t)left.n;
}

static void shorthand(struct finder *finder, const struct lexicon_hit *hit, enum anchor anchor,
		      uint32_t sentence)
{
	uint32_t head = head_end(finder->text, hit->at.begin);
	uint32_t next = utf8_peek(finder->text, hit->at.end);

	if (anchor == ANCHOR_BRACKET && head == hit->at.begin && !is_opening(next))
		return;
	names_after(finder, head, hit->at.end, sentence);
}

/* The name before 是指: in quotation marks, or from the start of the sentence on. */
static void meaning(struct finder *finder, const struct lexicon_hit *hit, uint32_t sentence,
		    uint32_t start)
{
	static const char *const prefixes[] = {"所称的", "所称之", "所称", "所谓的",
					       "所谓",	 "中的",   "中"};
	struct str text = finder->text;
	size_t at = hit->at.begin, begin, end;
	bool quoted;

	if (utf8_peek(text, at) == 0x201D)
		utf8_next(text, &at);
	while (is_stop(utf8_before(text, at)) && !is_closing(utf8_before(text, at)) &&
	       utf8_before(text, at) != '\n' && at > start)
		utf8_prev(text, &at);
	quoted = is_closing(utf8_before(text, at));
	if (quoted)
		utf8_prev(text, &at);
	begin = end = at;
	for (unsigned n = 0; n <= NAME_MAX_CP; n++) {
		uint32_t cp = utf8_before(text, begin);

		if (quoted ? is_opening(cp) : begin <= start || cp == '\n') {
			struct str name = str_cut(text, begin, end);

			for (size_t i = 0; !quoted && i < sizeof prefixes / sizeof prefixes[0];
			     i++) {
				size_t hit_at = str_find(name, str_from(prefixes[i]), 0);

				if (hit_at != SIZE_MAX)
					name = str_cut(name, hit_at + str_from(prefixes[i]).n,
						       name.n);
			}
			if (name.n)
				*VEC_PUSH(finder->arena, &finder->list) = (struct definition){
					{(uint32_t)(end - name.n), (uint32_t)end},
					(uint32_t)begin,
					hit->at.end,
					false,
					sentence};
			return;
		}
		if (cp == UTF8_NONE || (!quoted && is_stop(cp)))
			return;
		utf8_prev(text, &begin);
	}
}

struct definitions definitions_find(struct arena *arena, const struct norm *norm,
				    const struct outline *outline)
{
	struct finder finder = {.arena = arena, .text = norm->text};
	struct lexicon *anchors = lexicon_new(arena);

	for (uint32_t i = 0; i < sizeof ANCHORS / sizeof ANCHORS[0]; i++)
		lexicon_add(anchors, ANCHORS[i].word, i);
	for (uint32_t s = 0; s < outline->sentence_count; s++) {
		struct span at = outline->sentences[s].at;
		uint32_t from = at.begin;
		struct lexicon_hit hit;

		while (lexicon_next(anchors, norm->text, &from, at.end, &hit)) {
			enum anchor anchor = ANCHORS[hit.value].anchor;

			if (anchor == ANCHOR_MEANS)
				meaning(&finder, &hit, s, at.begin);
			else
				shorthand(&finder, &hit, anchor, s);
		}
	}
	return (struct definitions){finder.list.p, finder.list.n};
}
