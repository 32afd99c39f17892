/* The options, one table, and what each does to the run. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#define LEVELS "high medium low info"

/* --- values ---------------------------------------------------------------------------------- */

static bool add_names(struct cli *cli, names *list, const char *value)
{
	struct str rest = str_from(value);

	while (rest.n) {
		size_t comma = str_find(rest, STR(","), 0);
		struct str name = str_trim(str_cut(rest, 0, comma));
		if (!name.n)
			return false;
		*VEC_PUSH(cli->arena, list) = arena_str(cli->arena, name).p;
		rest = comma == SIZE_MAX ? STR_NONE : str_cut(rest, comma + 1, rest.n);
	}
	return *value != 0;
}

static bool add_name(struct cli *cli, names *list, const char *value)
{
	*VEC_PUSH(cli->arena, list) = value;
	return *value != 0;
}

static bool take_text(const char **into, const char *value)
{
	*into = value;
	return *value != 0;
}

/* The place of value in words that have spaces between them; -1 when it is none of them. */
static int place_among(const char *words, const char *value)
{
	size_t n = strlen(value);

	for (int i = 0; *words; i++) {
		size_t size = strcspn(words, " ");
		if (size == n && memcmp(words, value, n) == 0)
			return i;
		words += size;
		words += *words == ' ';
	}
	return -1;
}

static bool take_when(enum when *into, const char *value)
{
	int place = place_among("auto always never", value);

	*into = place < 0 ? WHEN_AUTO : (enum when)place;
	return place >= 0;
}

#define SETTER(option) static bool set_##option(struct cli *cli, const char *value)
#define TEXT_SETTER(option, field)                                                                 \
	SETTER(option)                                                                             \
	{                                                                                          \
		return take_text(&cli->field, value);                                              \
	}
#define FLAG_SETTER(option, field)                                                                 \
	SETTER(option)                                                                             \
	{                                                                                          \
		(void)value;                                                                       \
		cli->field = true;                                                                 \
		return true;                                                                       \
	}

TEXT_SETTER(side, check.side)
TEXT_SETTER(type, check.type)
TEXT_SETTER(encoding, check.encoding)
TEXT_SETTER(lang, check.language)
TEXT_SETTER(files_from, files_from)
TEXT_SETTER(stdin_filename, stdin_filename)
TEXT_SETTER(baseline, baseline)
TEXT_SETTER(reason, reason)
TEXT_SETTER(by, by)
TEXT_SETTER(until, until)
TEXT_SETTER(config, config)
FLAG_SETTER(force_exclude, force_exclude)
FLAG_SETTER(no_ignore, no_ignore)
FLAG_SETTER(list_files, list_files)
FLAG_SETTER(allow_empty, allow_empty)
FLAG_SETTER(redact, check.redact)
FLAG_SETTER(quiet, quiet)
FLAG_SETTER(verbose, verbose)
FLAG_SETTER(statistics, statistics)
FLAG_SETTER(no_baseline, no_baseline)
FLAG_SETTER(new_only, new_only)
FLAG_SETTER(strict_baseline, strict_baseline)
FLAG_SETTER(isolated, isolated)
FLAG_SETTER(help, help)
FLAG_SETTER(version, version)

SETTER(pack)
{
	return add_name(cli, &cli->packs, value);
}

SETTER(select)
{
	return add_names(cli, &cli->select, value);
}

SETTER(ignore)
{
	return add_names(cli, &cli->ignore, value);
}

SETTER(include)
{
	return add_name(cli, &cli->include, value);
}

SETTER(exclude)
{
	return add_name(cli, &cli->exclude, value);
}

SETTER(stage)
{
	int place = place_among("sign draft", value);

	cli->check.draft = place == 1;
	return place >= 0;
}

SETTER(min_severity)
{
	return clint_severity_from_name(value, &cli->check.min_severity);
}

SETTER(fail_on)
{
	enum clint_severity severity = CLINT_HIGH;

	if (strcmp(value, "never") == 0) {
		cli->fail_on = CLINT_HIGH + 1;
		return true;
	}
	if (!clint_severity_from_name(value, &severity))
		return false;
	cli->fail_on = (int)severity;
	return true;
}

SETTER(format)
{
	const char *equals = strchr(value, '=');
	struct str format =
		str_cut(str_from(value), 0, equals ? (size_t)(equals - value) : SIZE_MAX);

	if (!format.n || (equals && !equals[1]))
		return false;
	*VEC_PUSH(cli->arena, &cli->outputs) =
		(struct output_wish){arena_str(cli->arena, format).p, equals ? equals + 1 : NULL};
	return true;
}

SETTER(output)
{
	*VEC_PUSH(cli->arena, &cli->outputs) = (struct output_wish){NULL, value};
	return *value != 0;
}

SETTER(color)
{
	return take_when(&cli->color, value);
}

SETTER(progress)
{
	return take_when(&cli->progress, value);
}

SETTER(inline)
{
	cli->inline_mode = value;
	return place_among("report ignore allow", value) >= 0;
}

SETTER(jobs)
{
	char *end;
	unsigned long jobs = strtoul(value, &end, 10);

	cli->jobs = (unsigned)jobs;
	return *value >= '0' && *value <= '9' && !*end && jobs >= 1 && jobs <= 256;
}

SETTER(max_bytes)
{
	static const char units[] = "KMG";
	char *end;
	unsigned long long size = strtoull(value, &end, 10);
	const char *unit = *end ? strchr(units, *end) : NULL;
	unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;

	if (*value < '0' || *value > '9' || (*end && (!unit || end[1])) || size == 0 ||
	    size > (SIZE_MAX >> 1) >> shift)
		return false;
	cli->check.max_bytes = (size_t)size << shift;
	return true;
}

/* --- the table ------------------------------------------------------------------------------- */

enum {
	/* What judges a contract; what goes over many of them. */
	JUDGING = ON_CHECK | ON_DIFF | ON_BASELINE | ON_ACCEPT | ON_CONFIG,
	WALKING = ON_CHECK | ON_BASELINE | ON_CONFIG | ON_OUTLINE,
	READING = JUDGING | ON_OUTLINE,
	PACKS = JUDGING | ON_EXPLAIN | ON_RULES | ON_OUTLINE
};

const struct option_row option_rows[] = {
	{"Selection", 0, "pack", "NAME|DIR", VALUE_FOLDER, NULL, NULL,
	 "use this rule pack instead of the built-in ones; repeatable", PACKS, true, set_pack},
	{NULL, 0, "only", "RULE,...", VALUE_OTHER, NULL, NULL, "report these rules and no others",
	 JUDGING, false, set_select},
	{NULL, 0, "select", "CATEGORY|RULE,...", VALUE_OTHER, NULL, NULL,
	 "the same for whole categories too", JUDGING, true, set_select},
	{NULL, 0, "ignore", "CATEGORY|RULE,...", VALUE_OTHER, NULL, NULL, "do not report these",
	 JUDGING, true, set_ignore},
	{NULL, 0, "side", "customer|provider|PARTY|neutral", VALUE_WORDS,
	 "customer provider neutral 甲方 乙方", "neutral",
	 "for one side (甲方 or any name of it): what hurts only it counts one\n"
	 "level more, what hurts only others two less, but is never left out",
	 JUDGING, true, set_side},
	{NULL, 0, "stage", "draft|sign", VALUE_WORDS, "draft sign", "sign",
	 "in a draft, blanks are information", JUDGING, true, set_stage},
	{NULL, 0, "type", "TYPE", VALUE_OTHER, NULL, "auto",
	 "contract type, decides the completeness checklist", JUDGING, true, set_type},
	{NULL, 0, "min-severity", "LEVEL", VALUE_WORDS, LEVELS, "info",
	 "list findings from this level on", JUDGING, true, set_min_severity},
	{NULL, 0, "fail-on", "LEVEL|never", VALUE_WORDS, LEVELS " never", "medium",
	 "exit with 1 from this level on", ON_CHECK | ON_DIFF | ON_CONFIG, true, set_fail_on},

	{"Files", 0, "include", "GLOB", VALUE_OTHER, NULL, NULL,
	 "in folders, check these and not *.txt, *.md and the like; repeatable", WALKING, false,
	 set_include},
	{NULL, 0, "exclude", "GLOB", VALUE_OTHER, NULL, NULL, "do not check these; repeatable",
	 WALKING, false, set_exclude},
	{NULL, 0, "force-exclude", NULL, VALUE_NONE, NULL, NULL,
	 "let ignore files and the configuration speak of named files too", WALKING, false,
	 set_force_exclude},
	{NULL, 0, "no-ignore", NULL, VALUE_NONE, NULL, NULL,
	 "pay no attention to .gitignore and .clauselintignore", WALKING, false, set_no_ignore},
	{NULL, 0, "files-from", "FILE|-", VALUE_FILE, NULL, NULL,
	 "check the files named there, one a line or separated by NUL", WALKING, false,
	 set_files_from},
	{NULL, 0, "list-files", NULL, VALUE_NONE, NULL, NULL,
	 "print what would be checked, and exit", ON_CHECK, false, set_list_files},
	{NULL, 0, "allow-empty", NULL, VALUE_NONE, NULL, NULL,
	 "finding no contract at all is no failure", WALKING, false, set_allow_empty},
	{NULL, 0, "stdin-filename", "PATH", VALUE_FILE, NULL, NULL,
	 "what \"-\" is called, and whose configuration it has", READING, false,
	 set_stdin_filename},
	{NULL, 0, "encoding", "NAME", VALUE_WORDS,
	 "auto utf-8 gb18030 big5 utf-16 utf-16le utf-16be", "auto",
	 "auto, utf-8, gb18030, big5, utf-16, utf-16le, utf-16be", READING, true, set_encoding},
	{NULL, 0, "max-bytes", "N[K|M|G]", VALUE_OTHER, NULL, "64M", "refuse larger contracts",
	 READING, true, set_max_bytes},

	{"Output", 'f', "format", "FMT[=FILE]", VALUE_FORMAT, NULL, NULL,
	 "one of the formats below, to FILE when one is given; repeatable", ON_CHECK | ON_DIFF,
	 false, set_format},
	{NULL, 'o', "output", "FILE", VALUE_FILE, NULL, NULL,
	 "write there; the format is that of -f, or follows from the\nextension (rules docs: into this folder)",
	 ON_CHECK | ON_OUTLINE | ON_RULES | ON_DIFF | ON_BASELINE, false, set_output},
	{NULL, 0, "lang", "LANG", VALUE_WORDS, "auto zh-Hans zh-Hant en", "auto",
	 "of the report: auto, zh-Hans, zh-Hant, en",
	 ON_CHECK | ON_OUTLINE | ON_EXPLAIN | ON_RULES | ON_DIFF | ON_CONFIG, true, set_lang},
	{NULL, 0, "color", "auto|always|never", VALUE_WORDS, "auto always never", "auto",
	 "in the format text; auto: when a terminal shows it", ON_CHECK | ON_DIFF, false,
	 set_color},
	{NULL, 0, "redact", NULL, VALUE_NONE, NULL, NULL,
	 "no words of the contract in the output, only places", ON_CHECK, true, set_redact},
	{NULL, 'q', "quiet", NULL, VALUE_NONE, NULL, NULL, "no summary on standard error", ON_ALL,
	 false, set_quiet},
	{NULL, 'v', "verbose", NULL, VALUE_NONE, NULL, NULL,
	 "name every file, and what was left out and why", WALKING, false, set_verbose},
	{NULL, 0, "statistics", NULL, VALUE_NONE, NULL, NULL,
	 "how often each rule fired, at the end", ON_CHECK, false, set_statistics},

	{"Baseline and trust", 0, "baseline", "FILE", VALUE_FILE, NULL, NULL,
	 "findings that were there before (.clauselint-baseline.jsonl)",
	 ON_CHECK | ON_BASELINE | ON_CONFIG, true, set_baseline},
	{NULL, 0, "no-baseline", NULL, VALUE_NONE, NULL, NULL,
	 "use none, whatever the configuration says", ON_CHECK | ON_CONFIG, false, set_no_baseline},
	{NULL, 0, "new-only", NULL, VALUE_NONE, NULL, NULL,
	 "leave out of every format what was accepted or is in the baseline", ON_CHECK, false,
	 set_new_only},
	{NULL, 0, "strict-baseline", NULL, VALUE_NONE, NULL, NULL,
	 "exit with 1 when entries of baseline or acceptances match nothing", ON_CHECK, false,
	 set_strict_baseline},
	{NULL, 0, "inline", "report|ignore|allow", VALUE_WORDS, "report ignore allow", "report",
	 "acceptances written inside a contract: report them,\n"
	 "ignore them, or obey them (drafts of one's own)",
	 ON_CHECK | ON_BASELINE | ON_CONFIG, true, set_inline},
	{NULL, 0, "reason", "TEXT", VALUE_OTHER, NULL, NULL, "why the finding is accepted",
	 ON_ACCEPT, false, set_reason},
	{NULL, 0, "by", "NAME", VALUE_OTHER, NULL, NULL, "who accepts it", ON_ACCEPT, false,
	 set_by},
	{NULL, 0, "until", "YYYY-MM-DD", VALUE_OTHER, NULL, NULL,
	 "after this day the finding is back", ON_ACCEPT, false, set_until},

	{"Run", 'c', "config", "FILE", VALUE_FILE, NULL, NULL,
	 "this configuration instead of the nearest .clauselint.yml",
	 READING | ON_EXPLAIN | ON_RULES, false, set_config},
	{NULL, 0, "isolated", NULL, VALUE_NONE, NULL, NULL,
	 "no configuration, acceptances or baseline of any folder", READING | ON_EXPLAIN | ON_RULES,
	 false, set_isolated},
	{NULL, 'j', "jobs", "N", VALUE_OTHER, NULL, NULL,
	 "check so many files at once (all processors)", ON_CHECK | ON_BASELINE, false, set_jobs},
	{NULL, 0, "progress", "auto|always|never", VALUE_WORDS, "auto always never", "auto",
	 "on standard error; auto: when a terminal watches", ON_CHECK | ON_BASELINE, false,
	 set_progress},

	{"Other", 'h', "help", NULL, VALUE_NONE, NULL, NULL, "show this and exit", ON_ALL, false,
	 set_help},
	{NULL, 'V', "version", NULL, VALUE_NONE, NULL, NULL, "show the versions and exit", ON_ALL,
	 false, set_version},
};
const unsigned option_count = sizeof option_rows / sizeof option_rows[0];
_Static_assert(sizeof option_rows / sizeof option_rows[0] < (size_t)OPTIONS_MAX,
	       "the tables have room for every option");

bool option_set(struct cli *cli, unsigned index, const char *value, enum origin origin)
{
	if (!option_rows[index].set(cli, value))
		return false;
	cli->origin[index] = origin;
	*VEC_PUSH(cli->arena, &cli->given[index]) = value;
	return true;
}

bool option_set_word(struct cli *cli, unsigned index, struct str value, enum origin origin)
{
	static const struct str off[] = {STR_INIT(""), STR_INIT("0"), STR_INIT("false")};
	static const struct str on[] = {STR_INIT("1"), STR_INIT("true")};

	if (option_rows[index].argument)
		return option_set(cli, index, arena_str(cli->arena, value).p, origin);
	for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
		if (str_equal(value, off[i]))
			return true;
	for (size_t i = 0; i < sizeof on / sizeof on[0]; i++)
		if (str_equal(value, on[i]))
			return option_set(cli, index, NULL, origin);
	return false;
}

unsigned option_find(struct str name)
{
	unsigned i = 0;

	while (i < option_count && !str_equal(name, str_from(option_rows[i].name)))
		i++;
	return i;
}

struct str option_nearest(struct str name)
{
	struct str known[OPTIONS_MAX];

	for (unsigned i = 0; i < option_count; i++)
		known[i] = str_from(option_rows[i].name);
	return nearest_word(name, known, option_count);
}
