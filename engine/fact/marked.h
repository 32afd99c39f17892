/* Text for patterns that speak of parties and blanks.
 *
 * For the fact layer, and for detectors through {{customer}}, {{provider}}, {{party}} and {{blank}} in
 * patterns (pack/expand.c). Patterns are compiled once, but what a contract calls its parties differs
 * (甲方, 委托方, a brand's name), and so does what stands for a blank. So such patterns run on marked
 * text: a copy of the norm text, byte for byte as long, in which every mention of a party and every
 * mark of a blank is one sign and filler up to the length of what it replaces. Signs that the contract
 * itself has at the start become U+FFFD.
 *
 * Such a copy would take as much memory as the text, so only what is looked at is there. */
#ifndef CLAUSELINT_FACT_MARKED_H
#define CLAUSELINT_FACT_MARKED_H

#include "fact/facts.h"

#define MARKED_CUSTOMER_CP 0xE000u
#define MARKED_PROVIDER_CP 0xE001u
#define MARKED_OTHER_CP    0xE002u
#define MARKED_BLANK_CP    0xE003u
#define MARKED_FILLER_CP   0xE00Fu
/* For pieces too short for a three-byte sign, and for the bytes that are left over. */
#define MARKED_FILLER_BYTE 1
#define MARKED_BLANK_BYTE  2

/* The bytes of a sign: no shorter name of a party can be marked. */
enum { MARKED_SIGN = 3 };

/* The marked copy of a norm text. Signs of blanks stand for the missing value; labels with nothing behind
 * them, choices and words keep their text. facts may have to be looked at until it is dropped. */
struct marked;
struct marked *marked_new(struct arena *arena, struct str text, const struct facts *facts);
/* What is at a place of it; good until the next call. Soonest for places that follow each other. */
struct str marked_at(struct marked *marked, struct span at);

#endif
