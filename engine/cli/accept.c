/* accept: one finding, with a reason, into .clauselint-accept.yml. */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/config.h"
#include "cli/ledger.h"
#include "data/json.h"

#include <string.h>
#include <sys/stat.h>

/* Words up to so many characters are written whole; of longer ones so many at both ends. */
enum { WHOLE = 60, ENDS = 20, FILE_MAX = 64 * 1024 * 1024 };

/* A finding whose fingerprint begins as was asked for. */
struct candidate {
	struct str file, rule, clause, text, fingerprint, message, reason;
	bool accepted;
};

struct accept_run {
	struct cli *cli;
	struct settled *settled;
	struct str wanted;
	VEC(struct candidate) candidates;
};

/* --- finding it ------------------------------------------------------------------------------ */

static struct str copy(struct accept_run *run, struct clint_text text)
{
	return arena_str(run->cli->arena, (struct str){text.bytes, text.size});
}

static void look(void *context, const clint_report *report, struct settled *settled,
		 const char *path)
{
	struct accept_run *run = context;
	struct clint_finding finding;
	struct clint_identity identity;

	(void)settled; /* the one contract of this run has but one */
	for (size_t i = 0; clint_report_identity(report, i, &identity); i++) {
		struct str print = copy(run, identity.fingerprint);
		if (!str_starts(print, run->wanted))
			continue;
		clint_report_finding(report, i, &finding);
		*VEC_PUSH(run->cli->arena, &run->candidates) = (struct candidate){
			.file = arena_str(run->cli->arena, str_from(path)),
			.rule = copy(run, identity.rule),
			.clause = copy(run, identity.clause),
			.text = copy(run, identity.text),
			.fingerprint = print,
			.message = copy(run, finding.message),
			.reason = copy(run, finding.reason),
			.accepted = finding.accepted,
		};
	}
}

static bool is_prefix(struct str text)
{
	for (size_t i = 3; i < text.n; i++)
		if (!cp_is_digit((unsigned char)text.p[i]) &&
		    !(text.p[i] >= 'a' && text.p[i] <= 'f'))
			return false;
	return text.n > 3 && text.n <= 35;
}

/* The one candidate; NULL when there is none or more than one, which was said. */
static const struct candidate *only_one(const struct accept_run *run)
{
	if (run->candidates.n == 1)
		return &run->candidates.p[0];
	if (!run->candidates.n)
		say("%s: no finding has the fingerprint %.*s", run->cli->operands.p[0],
		    STR_ARG(run->wanted));
	else
		say("%s: the fingerprint %.*s is that of %u findings; write more of it:",
		    run->cli->operands.p[0], STR_ARG(run->wanted), run->candidates.n);
	for (uint32_t i = 0; i < run->candidates.n; i++)
		say("%.*s %.*s %.*s", STR_ARG(run->candidates.p[i].fingerprint),
		    STR_ARG(run->candidates.p[i].rule), STR_ARG(run->candidates.p[i].message));
	return NULL;
}

/* --- the entry ------------------------------------------------------------------------------- */

/* The offset behind the first n characters of s, or behind all of them; from the end when n is
 * negative. */
static size_t characters(struct str s, int n)
{
	size_t at = n < 0 ? s.n : 0;

	for (; n < 0; n++)
		utf8_prev(s, &at);
	for (; n > 0; n--)
		utf8_next(s, &at);
	return at;
}

static bool digit_at(struct str s, size_t at)
{
	return at < s.n && cp_is_digit((unsigned char)s.p[at]);
}

/* Blanks as people write them. */
static void put_words(struct text *text, struct str words)
{
	static const struct str gap = STR_INIT("\xE2\x90\xA3");

	for (size_t at = 0; at < words.n;) {
		size_t end = str_find(words, gap, at);
		text_str(text, str_cut(words, at, end));
		if (end == SIZE_MAX)
			break;
		text_str(text, STR("____"));
		at = end + gap.n;
	}
}

/* "start,end" of long words. A comma between two digits would be read as part of a number. */
static struct str shown_words(struct arena *arena, struct str words)
{
	struct text text = {.arena = arena};
	size_t begin, end;

	if (str_contains(words, STR("…sha256:")))
		return STR_NONE;
	if (utf8_count(words) <= WHOLE) {
		put_words(&text, words);
		return text_done(&text);
	}
	begin = characters(words, ENDS);
	end = characters(words, -ENDS);
	while (digit_at(words, begin - 1) && digit_at(words, end))
		end++;
	put_words(&text, str_cut(words, 0, begin));
	text_str(&text, STR(","));
	put_words(&text, str_cut(words, end, words.n));
	return text_done(&text);
}

/* The path as a glob that is for no other one. */
static struct str as_glob(struct arena *arena, struct str path)
{
	struct text text = {.arena = arena};

	for (size_t i = 0; i < path.n; i++) {
		if (strchr("*?[\\", path.p[i]))
			text_str(&text, STR("\\"));
		text_str(&text, str_cut(path, i, i + 1));
	}
	return text_done(&text);
}

/* How an entry is laid out in the file that it is added to. */
struct layout {
	struct str indent, end; /* of lines */
};

/* A text in double quotes is YAML as it is JSON. */
static void put_key(struct out *out, const struct layout *layout, const char *key, struct str value)
{
	struct json json;

	if (!value.n)
		return;
	out_str(out, layout->indent);
	out_format(out, "%s%s: ", strcmp(key, "rule") == 0 ? "- " : "  ", key);
	json_begin(&json, out, false);
	json_str(&json, value);
	out_str(out, layout->end);
}

static struct str make_entry(struct accept_run *run, const struct candidate *candidate,
			     const struct layout *layout)
{
	const struct cli *cli = run->cli;
	struct text text = {.arena = cli->arena};
	struct out out;

	out_begin(&out, text_write, &text);
	put_key(&out, layout, "rule", candidate->rule);
	put_key(&out, layout, "file", as_glob(cli->arena, candidate->file));
	put_key(&out, layout, "clause", candidate->clause);
	put_key(&out, layout, "text", shown_words(cli->arena, candidate->text));
	put_key(&out, layout, "fingerprint", candidate->fingerprint);
	put_key(&out, layout, "reason", str_from(cli->reason));
	put_key(&out, layout, "by", str_from(cli->by));
	put_key(&out, layout, "until", str_from(cli->until));
	out_finish(&out);
	return text_done(&text);
}

/* --- the file -------------------------------------------------------------------------------- */

/* As the first entry of the file has it. */
static struct layout layout_of(struct str file)
{
	struct layout layout = {STR_NONE, STR("\n")};

	if (str_contains(file, STR("\r\n")))
		layout.end = STR("\r\n");
	for (size_t at = 0; at < file.n;) {
		size_t end = str_find(file, STR("\n"), at), first = at;
		while (first < file.n && file.p[first] == ' ')
			first++;
		if (str_starts(str_cut(file, first, file.n), STR("- "))) {
			layout.indent = str_cut(file, at, first);
			break;
		}
		at = end == SIZE_MAX ? file.n : end + 1;
	}
	return layout;
}

/* What the file will say must be readable, and one entry longer. */
static bool is_sound(const struct accept_run *run, struct str text)
{
	clint_ledger *ledger = clint_ledger_new(NULL, NULL);
	struct clint_acceptance acceptance;
	struct clint_text mistake;
	size_t before = 0, now = 0;
	bool sound;

	if (!ledger)
		arena_fail(run->cli->arena);
	sound = clint_ledger_add_acceptances(ledger, run->settled->accept, text.p, text.n, NULL);
	while (clint_ledger_acceptance(run->settled->ledger, before, &acceptance))
		before++;
	while (clint_ledger_acceptance(ledger, now, &acceptance))
		now++;
	for (size_t i = 0; clint_ledger_mistake(ledger, i, &mistake); i++)
		say_place("%.*s", CLINT_ARG(mistake));
	if (!sound || now != before + 1)
		say("%s: the entry cannot be added at the end; the file was left as it is",
		    run->settled->accept);
	clint_ledger_free(ledger);
	return sound && now == before + 1;
}

static int append(struct accept_run *run, const struct candidate *candidate)
{
	struct arena *arena = run->cli->arena;
	struct text text = {.arena = arena};
	struct str old = STR_NONE, entry;
	struct stat about;
	struct error error;
	struct layout layout;
	struct target target;
	bool written;

	if (stat(run->settled->accept, &about) == 0 &&
	    !file_read_found(arena, run->settled->accept, FILE_MAX, &old, &error)) {
		say("%s: %s", run->settled->accept, error.message);
		return EXIT_TROUBLE;
	}
	layout = layout_of(old);
	entry = make_entry(run, candidate, &layout);
	text_str(&text, old);
	if (old.n && !str_ends(old, STR("\n")))
		text_str(&text, layout.end);
	text_str(&text, entry);
	if (!is_sound(run, text_done(&text)) || !target_open(&target, arena, run->settled->accept))
		return EXIT_TROUBLE;
	written = target_write(&target, text_done(&text).p, text.n) == 0;
	if (!target_close(&target, written))
		return EXIT_TROUBLE;
	say("%s: accepted %.*s in %.*s: %.*s", run->settled->accept, STR_ARG(candidate->rule),
	    STR_ARG(candidate->file), STR_ARG(candidate->message));
	return EXIT_CLEAN;
}

/* --- the command ----------------------------------------------------------------------------- */

static int accept_found(struct accept_run *run)
{
	const struct candidate *candidate = only_one(run);

	if (!candidate)
		return EXIT_TROUBLE;
	if (!candidate->accepted)
		return append(run, candidate);
	say("%.*s in %.*s is accepted already: %.*s", STR_ARG(candidate->fingerprint),
	    STR_ARG(candidate->file), STR_ARG(candidate->reason));
	return EXIT_CLEAN;
}

static int accept_one(struct accept_run *run)
{
	struct cli *cli = run->cli;
	const struct profile *profile;
	int status = EXIT_TROUBLE;

	cli->operands.n = 1;
	cli->watch = look;
	cli->watch_context = run;
	cli->quiet = cli->may_lack_baseline = cli->check.identify = true;
	cli->configs = configs_new(cli);
	profile = configs_for(cli->configs, cli->operands.p[0]);
	if (profile) {
		run->settled = profile->settled;
		if (run_check(cli) != EXIT_TROUBLE)
			status = accept_found(run);
	}
	configs_free(cli->configs);
	return status;
}

int run_accept(struct cli *cli)
{
	struct accept_run run = {.cli = cli, .wanted = str_from(cli->operands.p[1])};

	if (!cli->reason || !str_trim(str_from(cli->reason)).n)
		return say_usage("'accept' needs --reason=TEXT: why the finding is accepted");
	if (!str_starts(run.wanted, STR("c1:")))
		run.wanted = arena_format(cli->arena, "c1:%.*s", STR_ARG(run.wanted));
	if (!is_prefix(run.wanted))
		return say_usage("'%s' is no fingerprint: c1: and up to 32 hexadecimal digits",
				 cli->operands.p[1]);
	return accept_one(&run);
}
