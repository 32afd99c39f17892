/* An outline as one line of text, for expectations that can be read.
 *
 * 第四条<服务期限>(4.1 4.2(（1） （2）)): a number, its heading, the clauses below it. #2 stands behind a
 * number that is the second, "F:", "C:", "H:", "S:", "A:" in front of clauses in the zones furniture,
 * contents, header, signature and annex; * is a clause without number and heading. */
#ifndef CLAUSELINT_TEST_RENDER_H
#define CLAUSELINT_TEST_RENDER_H

#include "clause/outline.h"

/* text must be in the form of norm text. */
const struct norm *norm_of(struct arena *arena, const char *text);
struct str render_tree(struct arena *arena, const char *text);
/* Sentences in bars, with the number of their clause: 4.1|甲方付款。|. */
struct str render_sentences(struct arena *arena, const char *text);

#endif
