/* What was settled before a run: the files it stands in, and what the run had to do with it. */
#include "base/file.h"
#include "base/glob.h"
#include "cli/ledger.h"

#include <string.h>

enum { LEDGER_MAX = 512 * 1024 * 1024 };

/* An acceptance over all contracts of the run. */
struct acceptance_seen {
	bool considered; /* it is for one of them */
	enum clint_use_kind kind;
};

/* --- paths ----------------------------------------------------------------------------------- */

static const char *join(struct arena *arena, const char *folder, const char *name)
{
	if (strcmp(folder, ".") == 0 || *name == '/')
		return name;
	return arena_format(arena, "%s/%s", folder, name).p;
}

/* What stands in front of the names of a folder's files, as it is from root, both without symbolic
 * links. */
static struct str prefix_from(struct arena *arena, const char *root, const char *real)
{
	struct text up = {.arena = arena};
	size_t same = 0, slash = 0;

	for (; root[same] && root[same] == real[same]; same++)
		if (root[same] == '/')
			slash = same;
	if ((!root[same] || root[same] == '/') && (!real[same] || real[same] == '/'))
		slash = same;
	for (const char *p = root + slash; *p; p++)
		if (p[0] == '/' && p[1])
			text_str(&up, STR("../"));
	text_str(&up, str_from(real[slash] ? real + slash + 1 : real + slash));
	if (real[slash] && real[slash + 1])
		text_str(&up, STR("/"));
	return arena_str(arena, text_done(&up));
}

/* The file itself has the name that people gave it, even if it is a link. */
const char *settled_path(struct settled *settled, const char *path)
{
	struct str whole = str_from(path), folder = file_folder(whole);
	const char *real;

	if (!settled->real || strcmp(path, "-") == 0)
		return path;
	if (!settled->folder.p || !str_equal(folder, settled->folder)) {
		settled->folder = arena_str(settled->arena, folder);
		real = file_real(settled->arena, folder.n ? settled->folder.p : ".");
		settled->prefix =
			real ? prefix_from(settled->arena, settled->real, real) : settled->folder;
	}
	if (str_equal(settled->prefix, folder))
		return path;
	return arena_format(settled->arena, "%.*s%.*s", STR_ARG(settled->prefix),
			    STR_ARG(str_cut(whole, folder.n, whole.n)))
		.p;
}

/* --- loading --------------------------------------------------------------------------------- */

typedef bool read_fn(struct arena *arena, const char *path, size_t max, struct str *bytes,
		     struct error *error);
typedef bool add_fn(clint_ledger *ledger, const char *name, const void *bytes, size_t size,
		    struct clint_error *error);

/* read: file_read for what the user named, file_read_found for the rest. */
static bool add_file(struct settled *settled, const char *path, add_fn *add, read_fn *read)
{
	struct str bytes;
	struct error error;
	struct clint_error problem;

	if (!read(settled->arena, path, LEDGER_MAX, &bytes, &error)) {
		say("%s: %s", path, error.message);
		return false;
	}
	if (add(settled->ledger, path, bytes.p, bytes.n, &problem))
		return true;
	if (problem.status == CLINT_NO_MEMORY)
		say("%s: %s", path, problem.message);
	return false;
}

static void say_mistakes(const struct settled *settled)
{
	struct clint_text mistake;

	for (size_t i = 0; clint_ledger_mistake(settled->ledger, i, &mistake); i++)
		say_place("%.*s", CLINT_ARG(mistake));
}

/* Notes which contracts of the baseline are there no more, and makes room to note what is used.
 * Whether the ledger has anything. */
static bool prepare(struct settled *settled)
{
	struct arena *arena = settled->arena;
	struct clint_acceptance acceptance;
	struct clint_text file;
	size_t acceptances = 0, n, findings;

	while (clint_ledger_acceptance(settled->ledger, acceptances, &acceptance))
		acceptances++;
	settled->seen = ARENA_ARRAY(arena, struct acceptance_seen, acceptances);
	for (n = 0; clint_ledger_file(settled->ledger, n, &file, &findings); n++) {
		struct str name = {file.bytes, file.size};
		if (!file_is_there(join(arena, settled->root, arena_str(arena, name).p)))
			clint_ledger_file_missing(settled->ledger, n);
	}
	settled->known_checked = ARENA_ARRAY(arena, bool, n);
	return acceptances + n > 0;
}

static enum clint_inline inline_mode(const char *name)
{
	if (name && strcmp(name, "allow") == 0)
		return CLINT_INLINE_ALLOW;
	return name && strcmp(name, "ignore") == 0 ? CLINT_INLINE_IGNORE : CLINT_INLINE_REPORT;
}

bool settled_load(struct settled *settled, const struct cli *cli, const char *root)
{
	struct arena *arena = cli->arena;
	bool wanted = cli->baseline && !cli->may_lack_baseline, good = true;

	*settled = (struct settled){.arena = arena, .root = root, .real = file_real(arena, root)};
	settled->accept = join(arena, root, ".clauselint-accept.yml");
	settled->baseline =
		cli->baseline ? cli->baseline : join(arena, root, ".clauselint-baseline.jsonl");
	settled->today = today(arena);
	settled->ledger = clint_ledger_new(NULL, NULL);
	if (!settled->ledger)
		arena_fail(arena);
	if (!cli->isolated && file_is_there(settled->accept))
		good &= add_file(settled, settled->accept, clint_ledger_add_acceptances,
				 file_read_found);
	if (!cli->no_baseline &&
	    (wanted || ((!cli->isolated || cli->baseline) && file_is_there(settled->baseline))))
		good &= add_file(settled, settled->baseline, clint_ledger_add_baseline,
				 cli->baseline ? file_read : file_read_found);
	say_mistakes(settled);
	if (!good || !settled->today)
		return false;
	/* Without entries no finding needs to be compared with any. */
	settled->filled = prepare(settled);
	return true;
}

void settled_apply(const struct settled *settled, struct cli *cli)
{
	cli->check.ledger = settled->filled ? settled->ledger : NULL;
	cli->check.today = settled->today;
	cli->check.new_only = cli->new_only;
	cli->check.inline_mode = inline_mode(cli->inline_mode);
}

void settled_free(struct settled *settled)
{
	clint_ledger_free(settled->ledger);
	settled->ledger = NULL;
}

/* --- during the run -------------------------------------------------------------------------- */

static void note_uses(struct settled *settled, const clint_report *report, struct clint_text path)
{
	struct clint_acceptance acceptance;
	struct clint_use use;

	for (size_t i = 0; clint_report_used(report, i, &use); i++) {
		struct acceptance_seen *seen = &settled->seen[use.acceptance];
		bool known = seen->considered && seen->kind == use.kind;

		if (!seen->considered || seen->kind == CLINT_USE_STALE)
			seen->kind = use.kind;
		seen->considered = true;
		clint_ledger_acceptance(settled->ledger, use.acceptance, &acceptance);
		if (use.kind == CLINT_USE_LOOSE && !known)
			say_place(
				"%.*s:%u: note: any figure may stand between these words; to be told "
				"when it changes, add: fingerprint: %.*s",
				CLINT_ARG(acceptance.from), acceptance.line,
				CLINT_ARG(use.fingerprint));
		if (use.kind == CLINT_USE_CHANGED)
			say_place(
				"%.*s:%u: warning: the accepted words have changed in %.*s (%.*s, now "
				"%.*s)",
				CLINT_ARG(acceptance.from), acceptance.line, CLINT_ARG(path),
				CLINT_ARG(acceptance.rule), CLINT_ARG(use.fingerprint));
		if (use.kind == CLINT_USE_EXPIRED)
			say_place(
				"%.*s:%u: warning: the acceptance of %.*s has expired: %.*s is past",
				CLINT_ARG(acceptance.from), acceptance.line,
				CLINT_ARG(acceptance.rule), CLINT_ARG(acceptance.until));
	}
}

/* Contracts that have been moved count under the name that the baseline has for them. */
static void note_file(struct settled *settled, struct str name)
{
	size_t index;

	if (clint_ledger_find(settled->ledger, name.p, name.n, &index))
		settled->known_checked[index] = true;
}

static bool file_checked(const struct settled *settled, struct str name)
{
	size_t index;

	return clint_ledger_find(settled->ledger, name.p, name.n, &index) &&
	       settled->known_checked[index];
}

void settled_note(struct settled *settled, const clint_report *report, const char *ledger_path)
{
	struct clint_summary summary;
	struct clint_finding finding;
	struct clint_mark mark;

	clint_report_summary(report, &summary);
	if (summary.refused)
		return;
	settled->accepted += summary.accepted;
	settled->baselined += summary.baselined;
	settled->context += summary.context;
	settled->gone += summary.gone;
	for (size_t i = 0; clint_report_finding(report, i, &finding); i++)
		settled->changed += finding.state == CLINT_CHANGED;
	note_uses(settled, report, summary.path);
	note_file(settled, summary.moved.size
				   ? (struct str){summary.moved.bytes, summary.moved.size}
				   : str_from(ledger_path));
	if (summary.moved.size)
		say("%.*s: the baseline has this contract as %.*s, which is there no more",
		    CLINT_ARG(summary.path), CLINT_ARG(summary.moved));
	for (size_t i = 0; clint_report_mark(report, i, &mark); i++)
		if (!mark.used)
			say_place("%.*s:%u:%u: warning: the acceptance of '%.*s' matches nothing",
				  CLINT_ARG(summary.path), mark.place.line, mark.place.column,
				  CLINT_ARG(mark.rule));
}

/* --- at the end ------------------------------------------------------------------------------ */

static bool rule_known(const clint_pack *pack, struct clint_text name)
{
	struct str wanted = {name.bytes, name.size};
	struct clint_rule rule;

	for (size_t i = 0; clint_pack_rule(pack, i, NULL, &rule); i++)
		if (str_equal((struct str){rule.id.bytes, rule.id.size}, wanted) ||
		    str_equal((struct str){rule.name.bytes, rule.name.size}, wanted))
			return true;
	return false;
}

/* Why an acceptance can be deleted; NULL when it cannot, or when that is not known: a glob that is
 * for none of this run's contracts may be for others. */
static const char *why_stale(const struct settled *settled, const clint_pack *pack, size_t index,
			     const struct clint_acceptance *acceptance)
{
	struct arena *arena = settled->arena;
	struct str file = {acceptance->file.bytes, acceptance->file.size};
	const struct acceptance_seen *seen = &settled->seen[index];

	if (!rule_known(pack, acceptance->rule))
		return "there is no such rule in the packs";
	if (seen->considered)
		return seen->kind == CLINT_USE_STALE ? "it matches nothing any more" : NULL;
	if (!glob_is_pattern(file) &&
	    !file_is_there(join(arena, settled->root, arena_str(arena, file).p)))
		return "there is no such file any more";
	return NULL;
}

static size_t say_stale(const struct settled *settled, const clint_pack *pack)
{
	struct clint_acceptance acceptance;
	size_t stale = 0;

	for (size_t i = 0; clint_ledger_acceptance(settled->ledger, i, &acceptance); i++) {
		const char *why = why_stale(settled, pack, i, &acceptance);
		if (!why)
			continue;
		stale++;
		say_place("%.*s:%u: warning: the acceptance of %.*s in %.*s is stale: %s",
			  CLINT_ARG(acceptance.from), acceptance.line, CLINT_ARG(acceptance.rule),
			  CLINT_ARG(acceptance.file), why);
	}
	return stale;
}

bool settled_file_gone(const struct settled *settled, struct str name)
{
	struct arena *arena = settled->arena;

	return !file_checked(settled, name) &&
	       !file_is_there(join(arena, settled->root, arena_str(arena, name).p));
}

/* What the baseline has of contracts that are there no more, and were not found under another name.
 */
static size_t gone_with_files(const struct settled *settled)
{
	struct clint_text file;
	size_t findings, gone = 0;

	for (size_t i = 0; clint_ledger_file(settled->ledger, i, &file, &findings); i++)
		if (settled_file_gone(settled, (struct str){file.bytes, file.size}))
			gone += findings;
	return gone;
}

int settled_finish(struct settled *settled, const struct cli *cli, const clint_pack *pack)
{
	size_t stale;

	stale = say_stale(settled, pack);
	settled->gone += gone_with_files(settled);
	if (cli->quiet)
		;
	else if (settled->accepted + settled->baselined + settled->gone + settled->changed)
		say("settled before: %zu accepted, %zu in the baseline (%zu with other words around "
		    "them), %zu changed, %zu gone",
		    settled->accepted, settled->baselined, settled->context, settled->changed,
		    settled->gone);
	return cli->strict_baseline && stale + settled->gone ? EXIT_FINDINGS : EXIT_CLEAN;
}
