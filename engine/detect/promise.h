/* Whether a sentence that names a service metric promises anything about it.
 *
 * For service levels. A metric is also named where it is only counted, where the law of disputes has
 * its periods, where a delay is measured, or where every promise is refused. */
#ifndef CLAUSELINT_DETECT_PROMISE_H
#define CLAUSELINT_DETECT_PROMISE_H

#include "base/words.h"
#include "detect/run.h"

/* Bytes looked at on each side of a metric: some fifty characters. */
enum { NAMING_REACH = 150 };

/* The stretch of its sentence around a metric. */
struct vicinity {
	struct span at;
	struct str before, name, behind; /* the words in it */
	struct str words;                /* all of them */
	struct characters has;
};
struct vicinity naming_around(const struct run *run, const struct naming *naming);
/* 月报内容包括接通率、满意度: what is only counted is not promised. */
bool naming_is_reported(const struct vicinity *near);
/* 延期交付超过30天, 争议发生后30日内解决, 错误率 = …: about something else than a level of service. */
bool naming_is_aside(const struct vicinity *near);
/* Nouns that name something measured (响应时间, 满意度), not a duty to act (响应, 修复). */
bool naming_is_measure(const struct vicinity *near);
/* A measure that the sentence binds somebody to. */
bool naming_is_promised(const struct vicinity *near);

#endif
