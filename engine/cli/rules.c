/* explain, and what can be done with rules. */
#include "base/visible.h"
#include "cli/cli.h"

#include <string.h>

int run_explain(struct cli *cli)
{
	clint_pack *pack = load_packs(cli);
	struct clint_error error;
	struct target target;
	bool done;

	if (!pack)
		return EXIT_TROUBLE;
	target_open(&target, cli->arena, NULL);
	done = clint_explain(pack, cli->operands.p[0], language_outside(cli), target_write, &target,
			     &error);
	if (!done && error.status != CLINT_IO)
		say_usage("%s", error.message);
	clint_pack_free(pack);
	return target_close(&target, done) && done ? EXIT_CLEAN : EXIT_TROUBLE;
}

/* A pack may come from a stranger, and this is for a terminal. */
static void print_text(struct out *out, struct clint_text text, const char *behind)
{
	out_visible(out, (struct str){text.bytes, text.size});
	out_str(out, str_from(behind));
}

static int list_rules(struct cli *cli, const clint_pack *pack)
{
	struct clint_error error;
	struct target target;
	bool done;

	target_open(&target, cli->arena, NULL);
	done = clint_rules_list(pack, language_outside(cli), target_write, &target, &error);
	if (!done && error.status != CLINT_IO)
		say("%s", error.message);
	return target_close(&target, done) && done ? EXIT_CLEAN : EXIT_TROUBLE;
}

static void print_pack(struct out *out, const struct clint_pack_info *info)
{
	print_text(out, info->name, " ");
	print_text(out, info->version, "");
	out_format(out, ": %u rules, no mistakes\n", (unsigned)info->rules);
}

/* False when today is not known, which was said. */
static bool warn_of_age(struct cli *cli, const clint_pack *pack)
{
	struct text warnings = {.arena = cli->arena};
	const char *day = today(cli->arena);
	struct clint_error error;
	struct str all;

	if (!day)
		return false;
	if (!clint_pack_outdated(pack, day, text_write, &warnings, &error)) {
		say("%s", error.message);
		return false;
	}
	all = text_done(&warnings);
	for (size_t at = 0, end; at < all.n; at = end + 1) {
		end = str_find(all, STR("\n"), at);
		say_place("%.*s", STR_ARG(str_cut(all, at, end)));
	}
	return true;
}

static int rules_check(struct cli *cli, const clint_pack *pack, struct out *out)
{
	struct clint_pack_info info;

	if (!warn_of_age(cli, pack))
		return EXIT_TROUBLE;
	for (size_t i = 0; clint_pack_info(pack, i, &info); i++)
		print_pack(out, &info);
	return EXIT_CLEAN;
}

static void print_failure(struct out *out, const struct clint_test_failure *failure)
{
	print_text(out, failure->file, "");
	out_format(out, ":%u: %s: %.*s (%s): ", (unsigned)failure->line, failure->kind,
		   CLINT_ARG(failure->rule), failure->variant);
	print_text(out, failure->text, "\n");
}

static int rules_test(struct cli *cli, const clint_pack *pack, struct out *out)
{
	struct clint_error error;
	clint_tests *tests = clint_pack_test(pack, &error);
	struct clint_test_failure failure;
	int status;

	(void)cli;
	if (!tests) {
		say("%s", error.message);
		return EXIT_TROUBLE;
	}
	for (size_t i = 0; clint_tests_failure(tests, i, &failure); i++)
		print_failure(out, &failure);
	out_format(out, "%zu passed, %zu failed\n", clint_tests_passed(tests),
		   clint_tests_failed(tests));
	status = clint_tests_failed(tests) ? EXIT_FINDINGS : EXIT_CLEAN;
	clint_tests_free(tests);
	return status;
}

/* One that prints gets out; the others look after their output themselves. */
static const struct verb {
	const char *name;
	int (*print)(struct cli *cli, const clint_pack *pack, struct out *out);
	int (*run)(struct cli *cli, const clint_pack *pack);
	bool takes_output; /* -o */
} verbs[] = {
	{"list", NULL, list_rules, false},
	{"check", rules_check, NULL, false},
	{"test", rules_test, NULL, false},
	{"docs", NULL, write_docs, true},
};

static const struct verb *find_verb(const char *name)
{
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

static int print_verb(struct cli *cli, const clint_pack *pack, const struct verb *verb)
{
	struct target target;
	struct out out;
	int status;

	target_open(&target, cli->arena, NULL);
	out_begin(&out, target_write, &target);
	status = verb->print(cli, pack, &out);
	return target_close(&target, out_finish(&out)) ? status : EXIT_TROUBLE;
}

static int run_verb(struct cli *cli, const struct verb *verb)
{
	clint_pack *pack;
	int status;

	if (cli->operands.n > 1)
		*VEC_PUSH(cli->arena, &cli->packs) = cli->operands.p[1];
	pack = load_packs(cli);
	if (!pack)
		return EXIT_TROUBLE;
	status = verb->print ? print_verb(cli, pack, verb) : verb->run(cli, pack);
	clint_pack_free(pack);
	return status;
}

int run_rules(struct cli *cli)
{
	const char *name = cli->operands.p[0];
	const struct verb *verb = find_verb(name);

	if (cli->outputs.n > (verb && verb->takes_output))
		return say_usage("'rules %s' has no option -o", name);
	if (strcmp(name, "new") == 0)
		return cli->operands.n == 2 ? write_skeleton(cli, cli->operands.p[1])
					    : say_usage("'rules new' needs an ID");
	if (!verb)
		return say_usage("'rules' does list, check, test, docs or new, not '%s'", name);
	return run_verb(cli, verb);
}
