/* The program: which command, and what to do when memory runs out. */
#include "cli/cli.h"

#include <signal.h>

const struct command commands[] = {
	{"check", "FILE|DIR...", "look for risks in contracts", NULL, ON_CHECK, 1, 0, run_check},
	{"explain", "RULE", "what a rule looks for, why, and what to write instead", "", ON_EXPLAIN,
	 1, 1, run_explain},
	{"diff", "OLD NEW", "what changed between two drafts: clauses, values, findings", NULL,
	 ON_DIFF, 2, 2, run_diff},
	{"rules", "list|check|test|docs [PACK], new ID",
	 "list the rules; validate a pack; run its examples; write a page a rule (to -o DIR, or\n"
	 "all to standard output); print a rule to start from",
	 "list check test docs new", ON_RULES, 1, 2, run_rules},
	{"outline", "FILE|DIR...", "show the clauses, parties, quantities and blanks that are seen",
	 NULL, ON_OUTLINE, 1, 0, run_outline},
	{"baseline", "create|prune|show [FILE|DIR]...",
	 "write down what there is, so that later only what is new or changed is reported; take out\n"
	 "what is there no more; list it",
	 "create prune show", ON_BASELINE, 1, 0, run_baseline},
	{"accept", "FILE FINGERPRINT", "accept one finding, with a reason", NULL, ON_ACCEPT, 2, 2,
	 run_accept},
	{"config", "show [FILE]|init",
	 "what holds for a contract, and where it is said; a configuration to start from",
	 "show init", ON_CONFIG, 1, 2, run_config},
	{"completion", "bash|zsh|fish", "print a completion script for a shell", "bash zsh fish",
	 ON_COMPLETION, 1, 1, run_completion},
};
const unsigned command_count = sizeof commands / sizeof commands[0];
_Static_assert(sizeof commands / sizeof commands[0] <= 16, "lists of commands have room for all");

clint_pack *load_packs(struct cli *cli)
{
	struct clint_error error;
	clint_pack *pack = clint_pack_load(cli->packs.p, cli->packs.n, NULL, &error);

	return packs_said(pack, &error);
}

clint_pack *packs_said(clint_pack *pack, const struct clint_error *error)
{
	struct clint_text mistake;

	if (!pack) {
		say("%s", error->message);
		return NULL;
	}
	for (size_t i = 0; clint_pack_mistake(pack, i, &mistake); i++)
		say_place("%.*s", CLINT_ARG(mistake));
	if (error->status == CLINT_OK)
		return pack;
	clint_pack_free(pack);
	return NULL;
}

static void print_version(struct out *out)
{
	char libraries[128];
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, NULL);
	struct clint_pack_info info;

	clint_libraries(libraries, sizeof libraries);
	out_format(out, "clauselint %s (%s)\n", clint_version(), libraries);
	for (size_t i = 0; clint_pack_info(pack, i, &info); i++)
		out_format(out, "pack %.*s %.*s, %u rules\n", CLINT_ARG(info.name),
			   CLINT_ARG(info.version), (unsigned)info.rules);
	clint_pack_free(pack);
}

static int print_about(struct cli *cli)
{
	struct out out;
	struct target target;

	target_open(&target, cli->arena, NULL);
	out_begin(&out, target_write, &target);
	if (cli->help)
		print_help(&out, cli->command_named ? cli->command : NULL);
	else
		print_version(&out);
	return target_close(&target, out_finish(&out)) ? EXIT_CLEAN : EXIT_TROUBLE;
}

struct run {
	struct cli cli;
	int argc;
	char **argv;
	int status;
};

static void run(void *context)
{
	struct run *run = context;
	struct cli *cli = &run->cli;

	cli->fail_on = CLINT_MEDIUM;
	if (!read_arguments(cli, run->argc, run->argv) || !read_environment(cli))
		return;
	run->status = cli->help || cli->version ? print_about(cli) : cli->command->run(cli);
}

int main(int argc, char **argv)
{
	struct run all = {.argc = argc, .argv = argv, .status = EXIT_TROUBLE};

	signal(SIGPIPE, SIG_IGN);
	all.cli.arena = arena_new(allocator_libc, 0);
	if (!all.cli.arena || !arena_protect(all.cli.arena, run, &all)) {
		say("there is not enough memory");
		all.status = EXIT_TROUBLE;
	}
	arena_free(all.cli.arena);
	return all.status;
}
