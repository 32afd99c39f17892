/* explain, and rules list, check and test. */
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
	done = clint_explain(pack, cli->operands.p[0], cli->check.language, target_write, &target,
			     &error);
	if (!done && error.status != CLINT_IO)
		say_usage("%s", error.message);
	clint_pack_free(pack);
	return target_close(&target, done) && done ? EXIT_CLEAN : EXIT_TROUBLE;
}

static void list_rules(struct out *out, const clint_pack *pack, const char *language)
{
	struct clint_rule rule;

	for (size_t i = 0; clint_pack_rule(pack, i, language, &rule); i++) {
		out_format(out, "%-8.*s %-6s  %-14.*s ", CLINT_ARG(rule.id),
			   clint_severity_name(rule.severity), CLINT_ARG(rule.category));
		out_str(out, (struct str){rule.message.bytes, rule.message.size});
		out_char(out, '\n');
	}
}

static int rules_list(struct cli *cli, const clint_pack *pack, struct out *out)
{
	list_rules(out, pack, cli->check.language);
	return EXIT_CLEAN;
}

static int rules_check(struct cli *cli, const clint_pack *pack, struct out *out)
{
	struct clint_pack_info info;

	(void)cli;
	for (size_t i = 0; clint_pack_info(pack, i, &info); i++)
		out_format(out, "%.*s %.*s: %u rules, no mistakes\n", CLINT_ARG(info.name),
			   CLINT_ARG(info.version), (unsigned)info.rules);
	return EXIT_CLEAN;
}

static void print_failure(struct out *out, const struct clint_test_failure *failure)
{
	out_format(out, "%.*s:%u: %s: %.*s (%s): ", CLINT_ARG(failure->file),
		   (unsigned)failure->line, failure->kind, CLINT_ARG(failure->rule),
		   failure->variant);
	out_str(out, (struct str){failure->text.bytes, failure->text.size});
	out_char(out, '\n');
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

static const struct {
	const char *name;
	int (*run)(struct cli *cli, const clint_pack *pack, struct out *out);
} verbs[] = {{"list", rules_list}, {"check", rules_check}, {"test", rules_test}};

int run_rules(struct cli *cli)
{
	clint_pack *pack;
	struct target target;
	struct out out;
	size_t verb = 0;
	int status;

	while (verb < sizeof verbs / sizeof verbs[0] &&
	       strcmp(verbs[verb].name, cli->operands.p[0]) != 0)
		verb++;
	if (verb == sizeof verbs / sizeof verbs[0])
		return say_usage("'rules' does list, check or test, not '%s'", cli->operands.p[0]);
	if (cli->operands.n > 1)
		*VEC_PUSH(cli->arena, &cli->packs) = cli->operands.p[1];
	pack = load_packs(cli);
	if (!pack)
		return EXIT_TROUBLE;
	target_open(&target, cli->arena, NULL);
	out_begin(&out, target_write, &target);
	status = verbs[verb].run(cli, pack, &out);
	if (!target_close(&target, out_finish(&out)))
		status = EXIT_TROUBLE;
	clint_pack_free(pack);
	return status;
}
