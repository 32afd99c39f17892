/* The formats that are read line by line, on a report made by hand: what is settled already, what
 * is left out, and colours. */
#include "test.h"

#include "report/format.h"

static const struct str both[] = {STR_INIT("甲方"), STR_INIT("乙方")};

static struct shown_finding finding(struct test_run *test, const char *name, enum severity severity,
				    enum finding_state state, bool accepted)
{
	static const struct shown_clause whole;
	static const struct shown_words words = {.message = STR_INIT("没有填写"),
						 .suggestion = STR_INIT("填写")};
	struct shown_rule *rule = ARENA_NEW(test->arena, struct shown_rule);
	struct judgement *judgement = ARENA_NEW(test->arena, struct judgement);

	*rule = (struct shown_rule){.id = str_from(name),
				    .name = STR("name"),
				    .category = STR("blank"),
				    .confidence = CONFIDENCE_HIGH};
	*judgement = (struct judgement){
		.state = state, .was = STR("5元"), .accepted = accepted, .reason = STR("会议")};
	return (struct shown_finding){
		.rule = rule,
		.clause = &whole,
		.judgement = judgement,
		.severity = severity,
		.harms = both,
		.harm_count = 2,
		.words = &words,
		.begin = {0, 1, 1, 1},
		.end = {12, 1, 5, 5},
		.display = 1,
		.sentence = STR("____元"),
		.quote_in_sentence = {0, 4},
		.fingerprint = STR("c1:0"),
	};
}

/* Renders a report of so many findings in one format. */
static struct str render(struct test_run *test, const char *format, bool color,
			 const struct shown_finding *findings, uint32_t n)
{
	struct text text = {.arena = test->arena};
	struct out out;
	struct pack pack = {0};
	struct report report = {.arena = test->arena,
				.path = STR("a.txt"),
				.encoding = ENC_UTF8,
				.findings = findings,
				.finding_count = n,
				.clauses = 3};
	struct rendering r = {.out = &out,
			      .arena = test->arena,
			      .scratch = test->arena,
			      .pack = &pack,
			      .color = color,
			      .files = 1,
			      .checked = 1,
			      .clauses = 3};

	for (uint32_t i = 0; i < n; i++) {
		bool open = finding_is_open(&findings[i]);
		r.found[findings[i].severity] += open;
		r.listed += open;
		r.accepted += findings[i].judgement->accepted;
		r.baselined += !open && !findings[i].judgement->accepted;
	}
	out_begin(&out, text_write, &text);
	for (uint32_t i = 0; i < format_count; i++)
		if (str_equal(str_from(formats[i].name), str_from(format))) {
			formats[i].begin(&r);
			formats[i].add(&r, &report);
			formats[i].end(&r);
		}
	CHECK(out_finish(&out));
	return text_done(&text);
}

static unsigned count(struct str text, struct str word)
{
	unsigned n = 0;

	for (size_t at = 0; (at = str_find(text, word, at)) != SIZE_MAX; at += word.n)
		n++;
	return n;
}

TEST(line_formats_list_what_is_open_and_count_the_rest)
{
	const struct shown_finding findings[] = {
		finding(test, "NEW001", SEVERITY_HIGH, STATE_NEW, false),
		finding(test, "CHG001", SEVERITY_HIGH, STATE_CHANGED, false),
		finding(test, "CTX001", SEVERITY_HIGH, STATE_CONTEXT, false),
		finding(test, "OLD001", SEVERITY_HIGH, STATE_UNCHANGED, false),
		finding(test, "ACC001", SEVERITY_HIGH, STATE_NEW, true),
	};
	static const struct {
		const char *format, *says;
	} rows[] = {
		{"text",
		 "未列出：低于所选级别 0 处，已接受 1 处，基线 2 处。\n"
		 "1 个文件，3 个条款：高 2，中 0，低 0，提示 0；已接受 1；基线 2；跳过 0\n"},
		{"text", "原文字：5元"},
		{"gcc", "clauselint: note: 未列出：低于所选级别 0 处，已接受 1 处，基线 2 处。\n"},
		{"github",
		 "::notice title=clauselint::未列出：低于所选级别 0 处，已接受 1 处，基线 2 处。\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str got = render(test, rows[i].format, false, findings, 5);
		CHECK(str_contains(got, STR("NEW001")) && str_contains(got, STR("CHG001")));
		CHECK(!str_contains(got, STR("CTX001")) && !str_contains(got, STR("OLD001")));
		CHECK(!str_contains(got, STR("ACC001")));
		CHECK(str_contains(got, str_from(rows[i].says)));
	}
	CHECK_UINT(count(render(test, "jsonl", false, findings, 5), STR("\"rule\":")), 5);
	CHECK_UINT(count(render(test, "jsonl", false, findings, 5), STR("\"accepted\":{")), 1);
}

TEST(line_formats_github_keeps_the_worst)
{
	struct shown_finding findings[60];
	struct str got;

	for (unsigned i = 0; i < 60; i++) {
		struct shown_rule *rule = ARENA_NEW(test->arena, struct shown_rule);
		*rule = (struct shown_rule){.id = arena_format(test->arena, "R%03u", i),
					    .confidence =
						    i < 30 ? CONFIDENCE_LOW : CONFIDENCE_HIGH};
		findings[i] =
			finding(test, "", i % 3 ? SEVERITY_HIGH : SEVERITY_LOW, STATE_NEW, false);
		findings[i].rule = rule;
	}
	got = render(test, "github", false, findings, 60);
	CHECK_UINT(count(got, STR("::error ")), 10);
	CHECK_UINT(count(got, STR("::notice ")), 10);
	CHECK(str_starts(
		got, STR("::error file=a.txt,line=1,endLine=1,col=1,endColumn=5,title=R031::")));
	CHECK(str_contains(got, STR("title=R044::")) && !str_contains(got, STR("title=R046::")));
	CHECK(str_contains(got, STR("高 30，中 0，低与提示 11，其他 0")));
}

static struct str without_colors(struct arena *arena, struct str text)
{
	struct text plain = {.arena = arena};

	for (size_t at = 0; at < text.n;) {
		size_t escape = str_find(text, STR("\x1B["), at);
		text_str(&plain, str_cut(text, at, escape));
		at = escape == SIZE_MAX ? text.n : str_find(text, STR("m"), escape) + 1;
	}
	return text_done(&plain);
}

TEST(line_formats_have_colours_only_when_asked)
{
	const struct shown_finding one = finding(test, "NEW001", SEVERITY_HIGH, STATE_NEW, false);
	static const char *const names[] = {"text", "gcc", "github", "jsonl", "outline"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct str plain = render(test, names[i], false, &one, 1);
		struct str colored = render(test, names[i], true, &one, 1);
		CHECK(!str_contains(plain, STR("\x1B")));
		CHECK_UINT(count(colored, STR("\x1B[1;31m")), i == 0 ? 2 : 0);
		CHECK(str_equal(without_colors(test->arena, colored), plain));
	}
}
