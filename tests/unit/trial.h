/* A small pack and a contract of a test's own, checked.
 *
 *	struct trial trial = {.test = test};
 *	trial_rule(&trial, "TST001", "test", "{within: sentence, phrases: [自动续约]}");
 *	trial_check(&trial, "本合同到期自动续约。");
 *	CHECK_STR(trial_quotes(&trial, "TST001"), "自动续约");
 */
#ifndef CLAUSELINT_TRIAL_H
#define CLAUSELINT_TRIAL_H

#include "test.h"

#include "base/out.h"
#include "detect/detect.h"

struct trial {
	struct test_run *test;
	struct text rules, services, checklist;
	const char *type;      /* of the contract, when the test says it */
	const char *more;      /* more lines of pack.yml */
	const struct pack *pack;
	struct subject subject;
	const struct findings *findings;
};

/* detect: YAML in flow style. */
void trial_rule(struct trial *trial, const char *id, const char *category, const char *detect);
/* The same with the ids that the rule supersedes, and options in flow style. */
void trial_rule_with(struct trial *trial, const char *id, const char *category, const char *detect,
		     const char *supersedes, const char *options);
void trial_services(struct trial *trial, const char *yaml);
void trial_checklist(struct trial *trial, const char *yaml);
void trial_check(struct trial *trial, const char *contract);
void trial_check_str(struct trial *trial, struct str contract);
/* What the findings of a rule cover, in the words of the contract, with | between them. */
struct str trial_quotes(const struct trial *trial, const char *id);
unsigned trial_count(const struct trial *trial, const char *id);
/* An empty finding when there is none. */
const struct finding *trial_first(const struct trial *trial, const char *id);
/* “metric state value” of every service level, with | between them. */
struct str trial_levels(const struct trial *trial);

#endif
