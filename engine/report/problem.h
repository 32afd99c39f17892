/* Why a file was not checked, in the language of the report.
 *
 * For the formats that people read. Problems are said in English, by the program and whoever uses
 * the library; those of our own are known by their English words in report/texts.def. */
#ifndef CLAUSELINT_REPORT_PROBLEM_H
#define CLAUSELINT_REPORT_PROBLEM_H

#include "report/phrases.h"

/* problem itself when nobody has translated it. */
struct str phrase_problem(struct phrases *phrases, struct str problem);

#endif
