/* What kind of value a blank lacks: from the unit behind it, else from the words in front. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "fact/unit.h"
#include "fact/vocabulary.h"
#include "fact/word_list.h"
#include "fact/words.h"

static const enum blank_need field_needs[] = {
#define FIELD(need, words) need,
#include "fact/blank_field.def"
#undef FIELD
};

static const struct {
	const char *units;
	enum blank_need need;
} unit_needs[] = {
	{"公司 有限公司 集团", NEED_PARTY},
	{"省 市 区 县 镇 路 街", NEED_PLACE},
	{"种 项 方式", NEED_CHOICE},
	{"银行 支行", NEED_ACCOUNT},
	{"号", NEED_NUMBER},
	{"人民法院 法院 仲裁委员会", NEED_NAME},
};

static enum blank_need need_of_kind(const struct unit *unit)
{
	static const enum blank_need needs[QUANTITY_KINDS] = {
		[QUANTITY_MONEY] = NEED_MONEY,	     [QUANTITY_RATIO] = NEED_RATIO,
		[QUANTITY_DURATION] = NEED_DURATION, [QUANTITY_DATE] = NEED_DATE,
		[QUANTITY_COUNT] = NEED_COUNT,
	};

	return needs[unit->kind];
}

/* Without what may stand behind a field's name: （盖章）, ：, 为. */
static struct str bare_name(struct str words)
{
	for (;;) {
		size_t size = list_before(words, words.n, &FIELD_TAILS);

		if (size && utf8_before(words, words.n) == 0xFF09) {
			size_t open = words.n;

			while (open && utf8_prev(words, &open) != 0xFF08)
				;
			if (open == 0)
				return words;
			words.n = open;
		} else if (size && size < words.n) {
			words.n -= size;
		} else {
			return str_trim(words);
		}
	}
}

/* What the field wants whose name these words end in, and the bytes of that name. */
static enum blank_need need_of_words(struct str words, uint32_t *longest)
{
	uint32_t row = trie_longest_before(&FIELD_TRIE, words, words.n, longest);

	return row == LEXICON_NONE ? NEED_UNKNOWN : field_needs[row];
}

enum blank_need blank_need_of(struct str field, struct str unit)
{
	uint32_t longest;
	enum blank_need need = need_of_words(bare_name(field), &longest);
	const struct unit *known = unit_at(unit, 0);

	if (need == NEED_SIGNATURE || !unit.n)
		return need;
	for (size_t i = 0; i < sizeof unit_needs / sizeof unit_needs[0]; i++)
		if (word_is(unit, unit_needs[i].units))
			return unit_needs[i].need;
	return known && known->name.n == unit.n ? need_of_kind(known) : need;
}

enum blank_need field_need(struct str words)
{
	struct str name = bare_name(words);
	uint32_t longest;
	enum blank_need need = need_of_words(name, &longest);

	if (need == NEED_UNKNOWN && name.n == words.n)
		return NEED_UNKNOWN;
	if (name.n < words.n && list_within(str_cut(words, name.n, words.n), &SIGNING))
		return NEED_SIGNATURE;
	if (list_within(name, &LIST_SIGNS))
		return NEED_UNKNOWN;
	/* 敬告甲方 is no field. */
	if (need == NEED_PARTY && longest < name.n && !word_before(name, name.n, "名称 全称") &&
	    !word_before(name, name.n - longest, "书 合同 协议 条款 》"))
		return NEED_UNKNOWN;
	return need;
}

bool is_exact_field(struct str words)
{
	struct str name = bare_name(words);
	uint32_t longest;

	if (need_of_words(name, &longest) == NEED_UNKNOWN)
		return false;
	return longest == name.n || list_has(&QUALIFIERS, str_cut(name, 0, name.n - longest));
}

bool is_formality(struct str field)
{
	struct str name = bare_name(field);

	return list_within(field, &FORMALITIES) || word_is(name, "编号 字第");
}
