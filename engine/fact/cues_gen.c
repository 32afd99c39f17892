/* Prints gen/fact/cues.c: what each character, with the one behind it, may be the beginning of for
 * the finders of facts (see cues.h); and for the blank finder which characters have a scanner, and
 * which stand in front of a unit that lost its number. They
 * are made of the words of the finders, so no contract's check makes them anew. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/words.h"
#include "fact/blank_scan.h"
#include "fact/cues.h"
#include "fact/define_word.h"
#include "fact/numeral.h"
#include "fact/party_word.c"

enum { NUMBERS_A_LINE = 16, BMP = 0x10000 };

static const char *const trigger_rows[] = {
#define SCANNER(beginnings, scan) beginnings,
#include "fact/blank_scan.def"
#undef SCANNER
};
enum { TRIGGER_ROWS = sizeof trigger_rows / sizeof trigger_rows[0] };

static uint8_t kinds[PAIRS_ROWS][64];

static void add_character(enum cue kind, uint32_t first)
{
	for (uint32_t second = 0; second < 64; second++)
		kinds[first % PAIRS_ROWS][second] |= (uint8_t)kind;
}

static void add_words(enum cue kind, const char *words)
{
	while (*words) {
		struct str word = word_next(&words);
		size_t at = 0;
		uint32_t first = utf8_next(word, &at);

		if (at == word.n)
			add_character(kind, first);
		else
			kinds[first % PAIRS_ROWS][utf8_peek(word, at) % 64] |= (uint8_t)kind;
	}
}

static void add_all(void)
{
	for (uint32_t i = 0; i < ANCHORS; i++)
		add_words(CUE_DEFINITION, ANCHOR_WORDS[i]);
	for (uint32_t i = 0; i < PARTY_ROW_COUNT; i++)
		add_words(CUE_PARTY, PARTY_ROWS[i].words);
	add_words(CUE_PARTY, PARTY_DECOYS);
	for (uint32_t i = 0; i < PARTY_DEED_COUNT; i++)
		add_words(CUE_DEED, PARTY_DEEDS[i].verbs);
	for (uint32_t i = 0; i < TRIGGER_ROWS; i++)
		add_words(CUE_BLANK, trigger_rows[i]);
	for (uint32_t cp = 0; cp < BMP; cp++)
		if (cp_is_digit(cp) || cp_is_numeral(cp))
			add_character(CUE_NUMBER, cp);
	add_words(CUE_NUMBER, "半");
	add_words(CUE_REFERENCE, "第 附");
	for (char digit = '0'; digit <= '9'; digit++)
		add_words(CUE_REFERENCE, (char[]){'.', digit, '\0'});
	add_words(CUE_INSTRUCTION, BLANK_INSTRUCTIONS);
	add_words(CUE_STOP, "： ， 。 ； \n");
}

static void print_kinds(void)
{
	printf("const struct cue_table CUE_TABLE = {{");
	for (size_t row = 0; row < PAIRS_ROWS; row++) {
		printf("\n\t{");
		for (size_t i = 0; i < 64; i++)
			printf("%u,%s", kinds[row][i],
			       i % NUMBERS_A_LINE == NUMBERS_A_LINE - 1 ? "\n\t" : " ");
		printf("},");
	}
	printf("\n}};\n");
}

static void print_triggers(void)
{
	struct blank_trigger slots[BLANK_TRIGGERS] = {{0}};

	for (uint32_t i = 0; i < TRIGGER_ROWS; i++) {
		for (const char *rest = trigger_rows[i]; *rest;) {
			struct str word = word_next(&rest);
			uint32_t cp = utf8_peek(word, 0), slot = cp % BLANK_TRIGGERS;

			while (slots[slot].cp && slots[slot].cp != cp)
				slot = (slot + 1) % BLANK_TRIGGERS;
			slots[slot] = (struct blank_trigger){cp, i};
		}
	}
	printf("\nconst struct blank_trigger BLANK_TRIGGER_TABLE[BLANK_TRIGGERS] = {\n");
	for (uint32_t i = 0; i < BLANK_TRIGGERS; i++)
		if (slots[i].cp)
			printf("\t[%u] = {%u, %u},\n", i, slots[i].cp, slots[i].scanner);
	printf("};\n");
}

static void print_gap_sides(void)
{
	static const char *const before_units[] = {
#define GAP(units, before, behind) before,
#include "fact/blank_gap.def"
#undef GAP
	};
	struct stops sides = {{0}};

	for (size_t i = 0; i < sizeof before_units / sizeof before_units[0]; i++) {
		for (const char *words = before_units[i]; *words;) {
			struct str word = word_next(&words);
			uint32_t last = utf8_before(word, word.n);

			stops_add(&sides, last, last);
		}
	}
	printf("\nconst struct stops BLANK_GAP_SIDES = {{");
	for (size_t i = 0; i < sizeof sides.rows / sizeof sides.rows[0]; i++)
		printf("%s0x%" PRIx64 "u,", i % (NUMBERS_A_LINE / 4) ? " " : "\n\t", sides.rows[i]);
	printf("\n}};\n");
}

int main(void)
{
	printf("/* Made by cues_gen.c. */\n#include \"fact/blank_scan.h\"\n"
	       "#include \"fact/cues.h\"\n\n");
	add_all();
	print_kinds();
	print_triggers();
	print_gap_sides();
	return EXIT_SUCCESS;
}
