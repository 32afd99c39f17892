#include "fact/reference_part.h"

#include "base/utf8.h"
#include "fact/lexicon.h"
#include "fact/words.h"

enum { TITLE_MAX_CP = 30 };

static const struct str WORDS[] = {STR_INIT("附件"), STR_INIT("附录"), STR_INIT("附表")};

bool annex_label_read(struct str text, size_t at, struct label *label)
{
	struct str rest = str_cut(text, at, text.n);
	size_t size = 0;
	uint32_t value, cp, after;

	*label = (struct label){.style = LABEL_ANNEX};
	for (size_t i = 0; !label->size && i < sizeof WORDS / sizeof WORDS[0]; i++)
		if (str_starts(rest, WORDS[i]))
			label->size = (uint32_t)WORDS[i].n;
	if (!label->size)
		return false;
	rest = str_cut(rest, label->size, rest.n);
	cp = utf8_peek(rest, 0);
	after = cp_is_letter(cp) ? utf8_peek(rest, 1) : 0;
	if (ordinal_read(rest, &value, &size)) {
		label->ordinals[label->count++] =
			value < LABEL_ORDINAL_MAX ? value : LABEL_ORDINAL_MAX;
	} else if (cp_is_letter(cp) && !cp_is_letter(after)) {
		label->ordinals[label->count++] = (cp | 0x20) - 'a' + 1;
		size = 1;
	}
	label->size += (uint32_t)size;
	return true;
}

static bool has_han(struct str s)
{
	for (size_t at = 0; at < s.n;)
		if (cp_is_han(utf8_next(s, &at)))
			return true;
	return false;
}

/* 《title》 or ：title behind an annex's number. */
static struct str title_read(struct str text, size_t at)
{
	uint32_t cp = utf8_next(text, &at);
	bool quoted = cp == 0x300A;
	size_t begin = at;

	if (cp == 0xFF1A && utf8_peek(text, at) == 0x300A) {
		quoted = true;
		utf8_next(text, &at);
		begin = at;
	}
	if (!quoted && cp != 0xFF1A)
		return STR_NONE;
	for (unsigned n = 0; n <= TITLE_MAX_CP; n++) {
		size_t here = at;
		cp = utf8_next(text, &at);
		if (quoted ? cp == 0x300B
			   : cp == '\n' || cp == 0x3002 || cp == 0xFF1B || cp == 0xFF0C ||
				     cp == 0xFF09 || cp == 0x3001 || cp == UTF8_NONE)
			return has_han(str_cut(text, begin, here)) ? str_cut(text, begin, here)
								   : STR_NONE;
		if (cp == '\n' || cp == UTF8_NONE)
			break;
	}
	return STR_NONE;
}

struct annex_finder {
	struct arena *arena;
	struct str text;
	struct targets *targets;
	struct lexicon *known; /* by ordinal: 附件1 and 附件一 are one */
	VEC(struct annex) list;
};

void annex_seen(struct annex_finder *finder, uint32_t at, const struct label *label)
{
	struct str title = title_read(finder->text, at + label->size);
	struct str key = arena_format(finder->arena, "%u", label->count ? label->ordinals[0] : 0);
	uint32_t index, target;
	struct annex *annex;

	/* 附件 without number or title is one only where it is pointed at. */
	if (!label->count && !title.n && !word_before(finder->text, at, "见 按 如 依"))
		return;
	index = lexicon_add(finder->known, key, finder->list.n);
	if (index == finder->list.n) {
		target = targets_find(finder->targets, label);
		*VEC_PUSH(finder->arena, &finder->list) = (struct annex){
			.number = str_cut(finder->text, at, at + label->size),
			.first = {at, at + label->size},
			.present = target != UINT32_MAX,
			.clause = target != UINT32_MAX ? target : 0,
		};
	}
	annex = finder->list.p + index;
	if (!annex->title.n)
		annex->title = title;
}

/* The first annex heading, for 附件 without a number. */
static uint32_t any_annex(const struct outline *outline)
{
	for (uint32_t i = 1; i < outline->clause_count; i++)
		if (outline->clauses[i].style == LABEL_ANNEX)
			return i;
	return UINT32_MAX;
}

struct annex_finder *annexes_new(struct arena *arena, struct str text, struct targets *targets)
{
	struct annex_finder *finder = ARENA_NEW(arena, struct annex_finder);

	*finder = (struct annex_finder){arena, text, targets, lexicon_new(arena), {0}};
	return finder;
}

void annexes_done(const struct annex_finder *finder, const struct outline *outline,
		  struct references *references)
{
	uint32_t any = any_annex(outline);

	for (uint32_t i = 0; any != UINT32_MAX && i < finder->list.n; i++) {
		struct annex *annex = finder->list.p + i;

		if (span_size(annex->first) == WORDS[0].n && !annex->present) {
			annex->present = true;
			annex->clause = any;
		}
	}
	references->annexes = finder->list.p;
	references->annex_count = finder->list.n;
}
