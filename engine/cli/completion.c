/* Completion scripts for shells, written from the tables of commands, options and formats. */
#include "cli/cli.h"

#include <string.h>

/* The words that can stand behind an option's "="; formats are the library's. */
static void put_words(struct out *out, const struct option_row *row)
{
	struct clint_format format;

	if (row->kind == VALUE_WORDS)
		out_str(out, str_from(row->words));
	for (size_t i = 0; row->kind == VALUE_FORMAT && clint_format(i, &format); i++)
		out_format(out, "%s%s", i ? " " : "", format.name);
}

static bool has_words(const struct option_row *row)
{
	return row->kind == VALUE_WORDS || row->kind == VALUE_FORMAT;
}

static void put_commands(struct out *out, const char *between)
{
	for (unsigned i = 0; i < command_count; i++)
		out_format(out, "%s%s", i ? between : "", commands[i].name);
}

/* The first line of a text, in single quotes of a shell. */
static void put_about(struct out *out, const char *about)
{
	for (; *about && *about != '\n'; about++)
		out_str(out, *about == '\'' ? STR("'\\''") : (struct str){about, 1});
}

/* --- bash ------------------------------------------------------------------------------------ */

static void bash_values(struct out *out)
{
	for (unsigned i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];
		if (!row->argument)
			continue;
		out_format(out, "\t--%s", row->name);
		if (row->letter)
			out_format(out, "|-%c", row->letter);
		if (has_words(row)) {
			out_str(out, STR(") words='"));
			put_words(out, row);
			out_str(out, STR("' ;;\n"));
		} else {
			out_format(out, ") action=%s ;;\n",
				   row->kind == VALUE_FILE     ? "file"
				   : row->kind == VALUE_FOLDER ? "directory"
							       : "none");
		}
	}
}

static void bash_options(struct out *out)
{
	for (unsigned c = 0; c < command_count; c++) {
		out_format(out, "\t%s) words='", commands[c].name);
		for (unsigned i = 0; i < option_count; i++)
			if (option_rows[i].commands & commands[c].bit)
				out_format(out, "--%s%s ", option_rows[i].name,
					   option_rows[i].argument ? "=" : "");
		out_str(out, STR("' ;;\n"));
	}
}

static void bash_operands(struct out *out)
{
	for (unsigned c = 0; c < command_count; c++)
		if (commands[c].words && *commands[c].words)
			out_format(out, "\t%s) words='%s' ;;\n", commands[c].name,
				   commands[c].words);
		else if (commands[c].words)
			out_format(out,
				   "\t%s) words=$(clauselint rules list 2>/dev/null | "
				   "sed -n 's/^\\([A-Z][A-Z]*[0-9][0-9]*\\) .*/\\1/p') ;;\n",
				   commands[c].name);
}

/* Bash takes "=" for a word of its own; behind it only the value is completed. */
static void write_bash(struct out *out)
{
	out_str(out, STR("# bash completion for clauselint; written by clauselint completion bash\n"
			 "_clauselint_value() {\n"
			 "\tcase $1 in\n"));
	bash_values(out);
	out_str(out, STR("\tesac\n"
			 "}\n"
			 "_clauselint_options() {\n"
			 "\tcase $1 in\n"));
	bash_options(out);
	out_str(out, STR("\tesac\n"
			 "}\n"
			 "_clauselint_operands() {\n"
			 "\tcase $1 in\n"));
	bash_operands(out);
	out_str(out,
		STR("\t*) action=file ;;\n"
		    "\tesac\n"
		    "}\n"
		    "_clauselint() {\n"
		    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
		    "\tlocal command= words= action= i\n"
		    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		    "\t\tcase ${COMP_WORDS[i]} in\n"
		    "\t\t"));
	put_commands(out, "|");
	out_str(out, STR(") command=${COMP_WORDS[i]}; break ;;\n"
			 "\t\t-*) ;;\n"
			 "\t\tesac\n"
			 "\tdone\n"
			 "\tif [[ $cur == \"=\" ]]; then\n"
			 "\t\tcur=; _clauselint_value \"$before\"\n"
			 "\telif [[ $before == \"=\" ]]; then\n"
			 "\t\t_clauselint_value \"${COMP_WORDS[COMP_CWORD-2]}\"\n"
			 "\telif [[ $before == -? ]]; then\n"
			 "\t\t_clauselint_value \"$before\"\n"
			 "\telif [[ $cur == -* ]]; then\n"
			 "\t\t_clauselint_options \"${command:-check}\"\n"
			 "\telif [[ $command ]]; then\n"
			 "\t\t_clauselint_operands \"$command\"\n"
			 "\telse\n"
			 "\t\twords='"));
	put_commands(out, " ");
	out_str(out, STR("' action=file\n"
			 "\tfi\n"
			 "\t[[ $words || $action ]] || _clauselint_operands \"${command:-check}\"\n"
			 "\tCOMPREPLY=()\n"
			 "\tif [[ $words ]]; then\n"
			 "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
			 "\t\t[[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace 2>/dev/null\n"
			 "\tfi\n"
			 "\tif [[ $action == file || $action == directory ]]; then\n"
			 "\t\tcompopt -o filenames 2>/dev/null\n"
			 "\t\tmapfile -t -O ${#COMPREPLY[@]} COMPREPLY < "
			 "<(compgen -A \"$action\" -- \"$cur\")\n"
			 "\tfi\n"
			 "}\n"
			 "complete -F _clauselint clauselint\n"));
}

/* --- zsh ------------------------------------------------------------------------------------- */

/* Text inside a specification of _arguments, in single quotes. */
static void put_zsh(struct out *out, const char *text)
{
	for (; *text && *text != '\n'; text++) {
		if (strchr(":[]\\", *text))
			out_char(out, '\\');
		out_str(out, *text == '\'' ? STR("'\\''") : (struct str){text, 1});
	}
}

static void zsh_option(struct out *out, const struct option_row *row)
{
	out_str(out, STR("\t\t"));
	if (row->letter)
		out_format(out, "{-%c%s,--%s%s}", row->letter, row->argument ? "+" : "", row->name,
			   row->argument ? "=" : "");
	else
		out_format(out, "--%s%s", row->name, row->argument ? "=" : "");
	out_str(out, STR("'["));
	put_zsh(out, row->about);
	out_char(out, ']');
	if (row->argument) {
		out_char(out, ':');
		put_zsh(out, row->argument);
		out_char(out, ':');
		if (has_words(row)) {
			out_char(out, '(');
			put_words(out, row);
			out_char(out, ')');
		} else if (row->kind == VALUE_FILE || row->kind == VALUE_FOLDER) {
			out_str(out, row->kind == VALUE_FILE ? STR("_files") : STR("_files -/"));
		}
	}
	out_str(out, STR("'\n"));
}

static void zsh_operands(struct out *out, const struct command *command)
{
	if (!command->words)
		out_str(out, STR("\t\t'*:file:_files'\n"));
	else if (*command->words)
		out_format(out, "\t\t'1:what:(%s)' '*:file:_files'\n", command->words);
	else
		out_str(out, STR("\t\t\"1:rule:(${(f)$(clauselint rules list 2>/dev/null | "
				 "sed -n 's/^\\([A-Z][A-Z]*[0-9][0-9]*\\) .*/\\1/p')})\"\n"));
}

static void write_zsh(struct out *out)
{
	out_str(out, STR("#compdef clauselint\n"
			 "# zsh completion for clauselint; written by clauselint completion zsh\n"
			 "_clauselint() {\n"
			 "\tlocal command=check word\n"
			 "\tlocal -a options\n"
			 "\tfor word in ${words[2,CURRENT-1]}; do\n"
			 "\t\tcase $word in\n"
			 "\t\t("));
	put_commands(out, "|");
	out_str(out, STR(") command=$word; break ;;\n"
			 "\t\tesac\n"
			 "\tdone\n"
			 "\tcase $command in\n"));
	for (unsigned c = 0; c < command_count; c++) {
		out_format(out, "\t(%s) options=(\n", commands[c].name);
		for (unsigned i = 0; i < option_count; i++)
			if (option_rows[i].commands & commands[c].bit)
				zsh_option(out, &option_rows[i]);
		zsh_operands(out, &commands[c]);
		out_str(out, STR("\t\t) ;;\n"));
	}
	out_str(out, STR("\tesac\n"
			 "\tif (( ${words[(I)$command]} )); then\n"
			 "\t\tshift words; (( CURRENT-- ))\n"
			 "\telif [[ $words[CURRENT] != -* ]]; then\n"
			 "\t\tcompadd "));
	put_commands(out, " ");
	out_str(out, STR("\n"
			 "\tfi\n"
			 "\t_arguments -S $options\n"
			 "}\n"
			 "if [[ $funcstack[1] == _clauselint ]]; then _clauselint; "
			 "else compdef _clauselint clauselint; fi\n"));
}

/* --- fish ------------------------------------------------------------------------------------ */

static void fish_condition(struct out *out, unsigned bits)
{
	const char *before = "__fish_seen_subcommand_from";

	if (bits == ON_ALL)
		return;
	out_str(out, STR(" -n '"));
	/* Without a command it is check. */
	if (bits & ON_CHECK) {
		out_str(out, STR("not __fish_seen_subcommand_from "));
		for (unsigned c = 0; c < command_count; c++)
			if (!(commands[c].bit & bits))
				out_format(out, "%s ", commands[c].name);
	} else {
		out_str(out, str_from(before));
		for (unsigned c = 0; c < command_count; c++)
			if (commands[c].bit & bits)
				out_format(out, " %s", commands[c].name);
	}
	out_char(out, '\'');
}

static void fish_option(struct out *out, const struct option_row *row)
{
	out_str(out, STR("complete -c clauselint"));
	fish_condition(out, row->commands);
	if (row->letter)
		out_format(out, " -s %c", row->letter);
	out_format(out, " -l %s", row->name);
	if (row->argument)
		out_str(out, row->kind == VALUE_FILE || row->kind == VALUE_FOLDER ? STR(" -r -F")
										  : STR(" -x"));
	if (has_words(row)) {
		out_str(out, STR(" -a '"));
		put_words(out, row);
		out_char(out, '\'');
	}
	out_str(out, STR(" -d '"));
	put_about(out, row->about);
	out_str(out, STR("'\n"));
}

static void write_fish(struct out *out)
{
	out_str(out, STR("# fish completion for clauselint; written by clauselint completion "
			 "fish\n"));
	for (unsigned c = 0; c < command_count; c++) {
		out_format(out, "complete -c clauselint -n __fish_use_subcommand -a %s -d '",
			   commands[c].name);
		put_about(out, commands[c].about);
		out_str(out, STR("'\n"));
		if (!commands[c].words)
			continue;
		out_format(out,
			   "complete -c clauselint -f -n '__fish_seen_subcommand_from %s' -a '",
			   commands[c].name);
		if (*commands[c].words)
			out_str(out, str_from(commands[c].words));
		else
			out_str(out, STR("(clauselint rules list 2>/dev/null | "
					 "string match -rg \"^([A-Z]+[0-9]+) \")"));
		out_str(out, STR("'\n"));
	}
	for (unsigned i = 0; i < option_count; i++)
		fish_option(out, &option_rows[i]);
}

/* --- the command ----------------------------------------------------------------------------- */

static const struct {
	const char *shell;
	void (*write)(struct out *out);
} shells[] = {{"bash", write_bash}, {"zsh", write_zsh}, {"fish", write_fish}};

int run_completion(struct cli *cli)
{
	const char *wanted = cli->operands.p[0];
	struct target target;
	struct out out;

	for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
		if (strcmp(wanted, shells[i].shell) != 0)
			continue;
		target_open(&target, cli->arena, NULL);
		out_begin(&out, target_write, &target);
		shells[i].write(&out);
		return target_close(&target, out_finish(&out)) ? EXIT_CLEAN : EXIT_TROUBLE;
	}
	return say_usage("there is no completion for '%s'; it is bash, zsh or fish", wanted);
}
