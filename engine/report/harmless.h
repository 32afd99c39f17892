/* Text that no viewer takes for more than text.
 *
 * For formats whose messages some viewers read as Markdown, links or terminal commands, each to its own
 * degree. */
#ifndef CLAUSELINT_REPORT_HARMLESS_H
#define CLAUSELINT_REPORT_HARMLESS_H

#include "base/arena.h"

/* text with what commands a terminal or reorders text as U+FFFD, and line feeds as spaces. */
struct str visible_line(struct arena *arena, struct str text);
/* text with what commands a terminal as U+FFFD, and brackets and braces as full-width ones: [a](b) is a
 * link in many messages, {0} an argument in those of SARIF. Line feeds stay. */
struct str plain_text(struct arena *arena, struct str text);

#endif
