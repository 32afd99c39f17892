/* What was settled before: every state of a finding, and what becomes of the ledger's entries. */
#include "trial.h"

#include "judge/ledger.h"

#include <string.h>

static struct trial begin(struct test_run *test)
{
	struct trial t = {.test = test};

	trial_rule(&t, "BLK", "blank", "{within: sentence, blank: {marks: [line, gap, cross]}}");
	trial_rule(&t, "PEN", "test", "{within: sentence, any: ['违约金[^。]{0,20}\\d+%']}");
	trial_rule(&t, "MIS", "test", "{within: document, any: [验收], missing: {}}");
	return t;
}

/* --- contracts against the baseline of what they were ---------------------------------------- */

static void remember(struct trial *t, struct ledger *ledger, const char *file, const char *contract)
{
	struct arena *arena = t->test->arena;
	const struct identity *all;

	trial_check(t, contract);
	all = identities(arena, &t->subject, t->findings);
	for (uint32_t i = 0; i < t->findings->n; i++)
		*VEC_PUSH(arena, &ledger->baseline.list) = (struct baseline_entry){
			.file = str_from(file),
			.rule = t->findings->p[i].rule->id,
			.clause = all[i].heading,
			.text = all[i].words,
			.fingerprint = all[i].fingerprint,
			.context = all[i].context,
			.line = i + 1,
		};
	ledger_finish(arena, ledger);
}

static const struct settlement *settle(struct trial *t, const struct ledger *ledger,
				       const char *contract, const char *today)
{
	struct arena *arena = t->test->arena;

	trial_check(t, contract);
	return ledger_settle(arena,
			     &(struct settle_input){
				     .ledger = ledger,
				     .path = STR("a.txt"),
				     .today = str_from(today),
				     .pack = t->pack,
				     .subject = &t->subject,
				     .findings = t->findings,
				     .identities = identities(arena, &t->subject, t->findings),
			     });
}

/* “BLK new|PEN changed(违约金为5%。)|gone 1” */
static struct str states(struct trial *t, const struct settlement *settlement)
{
	static const char *const names[] = {"new", "changed", "context", "unchanged"};
	struct text text = {.arena = t->test->arena};

	for (uint32_t i = 0; i < t->findings->n; i++) {
		const struct judgement *judgement = &settlement->judgements[i];
		text_format(&text, "%s%.*s %s", i ? "|" : "", STR_ARG(t->findings->p[i].rule->id),
			    names[judgement->state]);
		if (judgement->was.n)
			text_format(&text, "(%.*s)", STR_ARG(judgement->was));
		if (judgement->accepted)
			text_format(&text, "+%.*s", STR_ARG(judgement->reason));
	}
	if (settlement->gone_count)
		text_format(&text, "|gone %u", settlement->gone_count);
	return text_done(&text);
}

static const struct {
	const char *what, *before, *after, *states;
} cases[] = {
	{"nothing has changed", "第一条 付款\n甲方付____元。\n", "第一条 付款\n甲方付____元。\n",
	 "MIS unchanged|BLK unchanged"},
	{"moved, renumbered, wider, Traditional", "第一条 付款\n甲方付____元。\n",
	 "第一條 目的\n雙方合作。\n第二條 付款\n甲方付________元。\n",
	 "MIS unchanged|BLK unchanged"},
	{"other words of the clause", "第一条 付款\n甲方付____元。按月支付。\n",
	 "第一条 付款\n甲方付____元。按年支付。\n", "MIS unchanged|BLK context"},
	{"another figure", "第一条 责任\n违约金为总价的5%。\n",
	 "第一条 责任\n违约金为总价的50%。\n", "MIS unchanged|PEN changed(违约金为总价的5%。)"},
	{"some other words", "第一条 责任\n乙方违约的，违约金为总价的5%。\n",
	 "第一条 责任\n乙方严重违约的，违约金为总价的5%。\n",
	 "MIS unchanged|PEN changed(乙方违约的，违约金为总价的5%。)"},
	{"the same words under another heading", "第一条 责任\n违约金为总价的5%。\n",
	 "第一条 甲方责任\n违约金为总价的5%。\n",
	 "MIS unchanged|PEN changed(责任 › 违约金为总价的5%。)"},
	{"one blank filled, another added", "第一条 付款\n甲方应于____日内付款。\n",
	 "第一条 付款\n甲方应于30日内付款。\n乙方交付设备____台。\n",
	 "MIS unchanged|BLK new|gone 1"},
	{"the same blank once more", "第一条 付款\n甲方付____元。\n",
	 "第一条 付款\n甲方付____元。\n第二条 付款\n甲方付____元。\n",
	 "MIS unchanged|BLK unchanged|BLK new"},
	{"one of two of the same", "第一条 付款\n甲方付____元。\n第二条 付款\n甲方付____元。\n",
	 "第一条 付款\n甲方付____元。\n", "MIS unchanged|BLK unchanged|gone 1"},
	{"two figures, each its own",
	 "第一条 责任\n甲方的违约金为总价的5%。\n乙方的违约金为总价的8%。\n",
	 "第一条 责任\n甲方的违约金为总价的6%。\n乙方的违约金为总价的9%。\n",
	 "MIS unchanged|PEN changed(甲方的违约金为总价的5%。)|PEN changed(乙方的违约金为总价的8%。)"},
	{"what is missing is there", "第一条 付款\n甲方付____元。\n",
	 "第一条 付款\n甲方验收后付100元。\n", "|gone 2"},
	{"nothing was there", "第一条 付款\n甲方验收后付100元。\n", "第一条 付款\n甲方付____元。\n",
	 "MIS new|BLK new"},
};

TEST(ledger_states_against_the_baseline)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct trial t = begin(test);
		struct ledger ledger = {0};
		unsigned failures = test->failures;

		remember(&t, &ledger, "a.txt", cases[i].before);
		CHECK_STR(states(&t, settle(&t, &ledger, cases[i].after, NULL)), cases[i].states);
		if (test->failures > failures)
			fprintf(stderr, "  in: %s\n", cases[i].what);
	}
}

TEST(ledger_finds_a_renamed_contract)
{
	static const char contract[] = "第一条 付款\n甲方付____元。\n";
	struct trial t = begin(test);
	struct ledger ledger = {0};
	const struct settlement *settlement;

	remember(&t, &ledger, "old.txt", contract);
	settlement = settle(&t, &ledger, contract, NULL);
	CHECK_STR(states(&t, settlement), "MIS new|BLK new");
	ledger.files[0].missing = true;
	settlement = settle(&t, &ledger, contract, NULL);
	CHECK_STR(states(&t, settlement), "MIS unchanged|BLK unchanged");
	CHECK_STR(settlement->moved, "old.txt");
	settlement = settle(&t, &ledger, "第一条 其他\n乙方交货____台，验收。\n", NULL);
	CHECK_STR(states(&t, settlement), "BLK new");
}

/* Contracts of one form share most of their words; the one that shares the most is it. */
TEST(ledger_knows_which_of_the_missing_contracts_was_moved)
{
	struct trial t = begin(test);
	struct ledger ledger = {0};

	remember(&t, &ledger, "1.txt", "第一条 付款\n甲方付____元。\n第二条 责任\n违约金为5%。\n");
	remember(&t, &ledger, "2.txt", "第一条 付款\n甲方付____元。\n第二条 责任\n违约金为8%。\n");
	remember(&t, &ledger, "3.txt", "第一条 付款\n甲方付____元。\n第二条 责任\n违约金为9%。\n");
	for (uint32_t i = 0; i < 3; i++)
		ledger.files[i].missing = true;
	CHECK_STR(settle(&t, &ledger, "第一条 付款\n甲方付____元。\n第二条 责任\n违约金为8%。\n",
			 NULL)
			  ->moved,
		  "2.txt");
	ledger.files[1].missing = false;
	CHECK_STR(settle(&t, &ledger, "第一条 付款\n甲方付____元。\n第二条 责任\n违约金为8%。\n",
			 NULL)
			  ->moved,
		  "1.txt");
	CHECK_STR(settle(&t, &ledger, "第一条 其他\n双方合作，验收。\n", NULL)->moved, "");
}

/* Rules that were not looked for are not gone. */
TEST(ledger_is_silent_on_rules_that_are_off)
{
	struct trial t = begin(test);
	struct ledger ledger = {0};
	const struct settlement *settlement;
	const bool off[] = {true, false, false};

	remember(&t, &ledger, "a.txt", "第一条 付款\n甲方付____元。\n");
	trial_check(&t, "第一条 付款\n甲方验收后付100元。\n");
	settlement = ledger_settle(
		test->arena, &(struct settle_input){
				     .ledger = &ledger,
				     .path = STR("a.txt"),
				     .pack = t.pack,
				     .off = off,
				     .subject = &t.subject,
				     .findings = t.findings,
				     .identities = identities(test->arena, &t.subject, t.findings),
			     });
	CHECK_UINT(settlement->gone_count, 1);
	CHECK_STR(ledger.baseline.list.p[settlement->gone[0]].rule, "MIS");
}

/* --- acceptances ----------------------------------------------------------------------------- */

static const char five[] = "第一条 违约责任\n违约金为合同总金额的5%。\n";
static const char fifty[] = "第一条 违约责任\n违约金为合同总金额的50%。\n";
static const char twice[] =
	"第一条 违约责任\n违约金为合同总金额的5%。\n第二条 其他\n违约金为合同总金额的5%。\n";

static const struct {
	const char *what, *entry, *contract, *today, *states;
	int use; /* of the entry; -1: it is not for this contract */
} acceptances[] = {
	{"by its words, with any figure", "file: a.txt, text: '违约金为合同总金额的,%'", five, NULL,
	 "MIS new|PEN new+好", USE_LOOSE},
	{"by all of its words", "file: '*.txt', text: '违约金为合同总金额的5%'", five, NULL,
	 "MIS new|PEN new+好", USE_ACCEPTED},
	{"full width, Traditional and spaced", "file: '**', text: '違約金 為合同總金額的５％'",
	 five, NULL, "MIS new|PEN new+好", USE_ACCEPTED},
	{"in a clause", "file: a.txt, clause: 违约责任, text: '违约金'", twice, NULL,
	 "MIS new|PEN new+好|PEN new", USE_ACCEPTED},
	{"in no such clause", "file: a.txt, clause: 付款, text: '违约金'", five, NULL,
	 "MIS new|PEN new", USE_STALE},
	{"another contract", "file: b.txt, text: '违约金'", five, NULL, "MIS new|PEN new", -1},
	{"other words", "file: a.txt, text: '滞纳金,%'", five, NULL, "MIS new|PEN new", USE_STALE},
	{"parts in another order", "file: a.txt, text: '%,违约金'", five, NULL, "MIS new|PEN new",
	 USE_STALE},
	{"without words, for something that is there", "file: a.txt", five, NULL, "MIS new|PEN new",
	 USE_STALE},
	{"on its last day", "file: a.txt, text: '违约金', until: 2026-12-31", five, "2026-12-31",
	 "MIS new|PEN new+好", USE_ACCEPTED},
	{"after its last day", "file: a.txt, text: '违约金', until: 2026-12-31", five, "2027-01-01",
	 "MIS new|PEN new", USE_EXPIRED},
	{"changed, by its parts", "file: a.txt, text: '违约金为合同总金额的,%', fingerprint: FIVE",
	 fifty, NULL, "MIS new|PEN changed(违约金为合同总金额的…%)", USE_CHANGED},
	{"changed, by all of its words",
	 "file: a.txt, text: '违约金为合同总金额的5%。', fingerprint: FIVE", fifty, NULL,
	 "MIS new|PEN changed(违约金为合同总金额的5%。)", USE_CHANGED},
	{"by its fingerprint", "file: a.txt, text: '违约金', fingerprint: FIVE", twice, NULL,
	 "MIS new|PEN new+好|PEN new", USE_ACCEPTED},
	{"gone", "file: a.txt, text: '违约金为合同总金额的,%', fingerprint: FIVE",
	 "第一条 付款\n甲方付____元。\n", NULL, "MIS new|BLK new", USE_STALE},
};

/* An entry for PEN; FIVE stands for the fingerprint of its finding in five. */
static struct str entry_text(struct trial *t, const char *keys)
{
	struct arena *arena = t->test->arena;
	const char *print = strstr(keys, "FIVE");

	if (!print)
		return arena_format(arena, "- {rule: PEN, reason: 好, %s}\n", keys);
	trial_check(t, five);
	return arena_format(arena, "- {rule: PEN, reason: 好, %.*s%.*s}\n", (int)(print - keys),
			    keys,
			    STR_ARG(identities(arena, &t->subject, t->findings)[1].fingerprint));
}

TEST(ledger_accepts_what_an_entry_says)
{
	for (size_t i = 0; i < sizeof acceptances / sizeof acceptances[0]; i++) {
		struct trial t = begin(test);
		struct ledger ledger = {0};
		struct mistakes mistakes = {.arena = test->arena};
		const struct settlement *settlement;
		unsigned failures = test->failures;

		accept_read(&ledger.acceptances, STR("accept.yml"),
			    entry_text(&t, acceptances[i].entry), &mistakes);
		CHECK_UINT(mistakes.list.n, 0);
		settlement = settle(&t, &ledger, acceptances[i].contract, acceptances[i].today);
		CHECK_STR(states(&t, settlement), acceptances[i].states);
		CHECK_UINT(settlement->use_count, acceptances[i].use >= 0);
		if (acceptances[i].use >= 0 && settlement->use_count)
			CHECK_UINT(settlement->uses[0].kind, (unsigned)acceptances[i].use);
		if (test->failures > failures)
			fprintf(stderr, "  in: %s\n", acceptances[i].what);
	}
}

/* An absence has no words; its entry has none either. */
TEST(ledger_accepts_an_absence)
{
	struct trial t = begin(test);
	struct ledger ledger = {0};
	struct mistakes mistakes = {.arena = test->arena};

	accept_read(&ledger.acceptances, STR("accept.yml"),
		    STR("- {rule: MIS, file: a.txt, reason: 口头验收}\n"), &mistakes);
	CHECK_STR(states(&t, settle(&t, &ledger, five, NULL)), "MIS new+口头验收|PEN new");
}

/* --- reading the files ----------------------------------------------------------------------- */

static struct str first_mistake(const struct mistakes *mistakes)
{
	const struct mistake *m = mistakes->list.p;

	return mistakes->list.n ? arena_format(mistakes->arena, "%u:%u %.*s", m->line, m->column,
					       STR_ARG(m->message))
				: STR("none");
}

static const struct {
	const char *text, *mistake;
} bad_acceptances[] = {
	{"# nothing\n", "none"},
	{"", "none"},
	{"- rule: A1\n  file: a\n  reason: b\n", "none"},
	{"- rule: A1\n  file: a\n", "1:3 the key 'reason' is missing"},
	{"- rule: A1\n  file: a\n  reason: ' '\n", "3:11 'reason' is empty"},
	{"- rule: A1\n  file: a\n  raeson: b\n",
	 "3:3 unknown key 'raeson' (did you mean 'reason'?)"},
	{"- rule: A1\n  file: a\n  reason: b\n  until: 2026-02-30\n",
	 "4:10 'until' must be a day as YYYY-MM-DD"},
	{"- rule: A1\n  file: a\n  reason: b\n  fingerprint: c1:12\n",
	 "4:16 'fingerprint' must be a fingerprint, c1: and 32 hexadecimal digits"},
	{"- rule: [A1]\n  file: a\n  reason: b\n", "1:9 the value of 'rule' must be a text"},
	{"- rule: A1\n  file: ./a\n  reason: b\n",
	 "2:9 write the path relative to this file, without ./ in front"},
	{"- rule: A1\n  file: a\n  reason: b\n  text: ','\n", "4:9 the text has no words"},
	{"rule: A1\n", "1:1 this file must be a list of entries, each after a '- '"},
	{"- A1\n", "1:3 an entry must be a map: rule, file, text, reason"},
};

TEST(accept_file_mistakes_have_a_place)
{
	for (size_t i = 0; i < sizeof bad_acceptances / sizeof bad_acceptances[0]; i++) {
		struct acceptances list = {0};
		struct mistakes mistakes = {.arena = test->arena};

		accept_read(&list, STR("accept.yml"), str_from(bad_acceptances[i].text), &mistakes);
		CHECK_STR(first_mistake(&mistakes), bad_acceptances[i].mistake);
	}
}

#define KNOWN                                                                                      \
	"{\"file\":\"a\",\"rule\":\"A1\",\"clause\":\"\",\"text\":\"\",\"fp\":\"c1:00\",\"ctx\":\"\"}"

static const struct {
	const char *text, *mistake;
} bad_baselines[] = {
	{KNOWN "\n", "none"},
	{"\xEF\xBB\xBF" KNOWN "\r\n\r\n" KNOWN, "none"},
	{KNOWN "\n<<<<<<< ours\n",
	 "2:1 a merge was not finished here: keep the lines of both sides, without this mark"},
	{"=======\n",
	 "1:1 a merge was not finished here: keep the lines of both sides, without this mark"},
	{"[]\n", "1:1 a line must be an object"},
	{"{}\n", "1:1 the key 'file' is missing"},
	{"{\"file\":\"a\",\"flie\":\"b\"}\n", "1:13 unknown key 'flie' (did you mean 'file'?)"},
	{"{\"file\":1}\n", "1:2 the value of 'file' must be a text"},
	{"{\"file\":\"a\"\n", "1:11 not JSON: '}' expected near end of file"},
	{"{\"file\":\"a\",\"rule\":\"A1\",\"clause\":\"\",\"text\":\"\",\"fp\":\"v2:0\",\"ctx\":\"\"}",
	 "1:1 the fingerprint 'v2:0' is of no kind that is known here; it begins with c1:"},
};

TEST(baseline_file_mistakes_have_a_place)
{
	for (size_t i = 0; i < sizeof bad_baselines / sizeof bad_baselines[0]; i++) {
		struct baseline baseline = {0};
		struct mistakes mistakes = {.arena = test->arena};

		baseline_read(&baseline, STR("b.jsonl"), str_from(bad_baselines[i].text),
			      &mistakes);
		CHECK_STR(first_mistake(&mistakes), bad_baselines[i].mistake);
	}
}

TEST(baseline_lines_that_a_merge_doubled_are_one)
{
	struct baseline baseline = {0};
	struct mistakes mistakes = {.arena = test->arena};

	baseline_read(&baseline, STR("b.jsonl"), STR(KNOWN "\n" KNOWN "\n"), &mistakes);
	baseline_sort(&baseline);
	CHECK_UINT(baseline.list.n, 1);
	CHECK_STR(baseline.list.p[0].fingerprint, "c1:00");
}

/* A file that is no such list at all does not drown its reader. */
TEST(baseline_mistakes_are_bounded)
{
	struct baseline baseline = {0};
	struct mistakes mistakes = {.arena = test->arena};
	struct text text = {.arena = test->arena};

	for (int i = 0; i < 1000; i++)
		text_str(&text, STR("第一条 付款\n"));
	baseline_read(&baseline, STR("b.jsonl"), text_done(&text), &mistakes);
	CHECK_UINT(mistakes.list.n, 20);
}

TEST(days_are_days)
{
	CHECK(is_day(STR("2024-02-29")) && is_day(STR("2026-12-31")) && is_day(STR("2000-02-29")));
	CHECK(!is_day(STR("2026-02-29")) && !is_day(STR("1900-02-29")) &&
	      !is_day(STR("2026-13-01")));
	CHECK(!is_day(STR("2026-00-10")) && !is_day(STR("2026-04-31")) && !is_day(STR("2026-4-3")));
	CHECK(!is_day(STR("2026/04/03")) && !is_day(STR("")));
}
