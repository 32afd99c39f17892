/* Headings without a number.
 *
 * For segment(). Word processors number clauses by themselves, and the numbers are lost when the text
 * is taken out; what is left of them are short lines above paragraphs. */
#ifndef CLAUSELINT_CLAUSE_HEADING_H
#define CLAUSELINT_CLAUSE_HEADING_H

#include "clause/candidate.h"

/* The level of such a heading, below those of Markdown. */
enum { HEADING_PLAIN = 7 };

/* candidates with the headings of text among them, when text is divided by headings and not by
 * numbers; else candidates as they are. */
struct candidates headings_add(struct arena *arena, struct str text, struct candidates candidates);

#endif
