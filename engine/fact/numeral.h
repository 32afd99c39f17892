/* Numbers as contracts write them: 1,000.50, 10万, 三十, 一百零五, 二〇二六, 壹拾万伍仟.
 *
 * For the fact layer. Reads norm text (digits are half width, characters Simplified). */
#ifndef CLAUSELINT_FACT_NUMERAL_H
#define CLAUSELINT_FACT_NUMERAL_H

#include "fact/words.h"

struct numeral {
	size_t end;    /* offset behind it */
	double value;
	bool han;      /* in Chinese numerals */
	bool financial; /* with 壹贰叁…, which bank forms use */
	uint8_t digits; /* how many digit signs, capped; tells 二〇二六 from 二十六 */
	bool places;   /* has 十百千万亿 */
};

/* Reads the number that begins at offset at; false when there is none. A number of more than
 * NUMERAL_DIGITS digits is read to its end, with the value only as near as a double comes. */
bool numeral_read(struct str text, size_t at, struct numeral *numeral);
enum { NUMERAL_DIGITS = 64 };

/* Behind the number that begins at at, and the start of the one that ends there; at for none. */
size_t number_end(struct str text, size_t at);
size_t number_before(struct str text, size_t at);
/* Whether cp is a Chinese digit or place (一 壹 十 拾 万 两 半 …). */
bool cp_is_numeral(uint32_t cp);

#endif
