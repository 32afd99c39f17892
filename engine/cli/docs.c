/* rules docs: a page for every rule and one that lists them all, in a folder or as one document. */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

struct docs {
	struct cli *cli;
	const clint_pack *pack;
	const char *folder; /* NULL: all goes to standard output */
};

/* One page: a rule's, or without one the index. */
static bool write_page(const struct docs *docs, const char *rule, struct target *target)
{
	const char *language = language_outside(docs->cli);
	struct clint_error error;
	bool done = rule ? clint_explain(docs->pack, rule, language, target_write, target, &error)
			 : clint_rules_index(docs->pack, language, docs->folder ? ".md" : NULL,
					     target_write, target, &error);

	if (!done && error.status != CLINT_IO)
		say("%s", error.message);
	return done;
}

static bool write_file(const struct docs *docs, const char *rule)
{
	struct arena *arena = docs->cli->arena;
	const char *name = rule ? rule : "index";
	struct target target;
	bool done;

	if (!target_open(&target, arena, arena_format(arena, "%s/%s.md", docs->folder, name).p))
		return false;
	done = write_page(docs, rule, &target);
	return target_close(&target, done) && done;
}

/* The first page that cannot be written ends it: the others would fail alike. */
static bool write_all(const struct docs *docs, struct target *target)
{
	struct clint_rule rule;
	bool done = target ? write_page(docs, NULL, target) : write_file(docs, NULL);

	for (size_t i = 0; done && clint_pack_rule(docs->pack, i, NULL, &rule); i++) {
		struct str id = {rule.id.bytes, rule.id.size};
		const char *name = arena_str(docs->cli->arena, id).p;
		if (target)
			done = target_write(target, "\n", 1) == 0 && write_page(docs, name, target);
		else
			done = write_file(docs, name);
	}
	return done;
}

static bool make_folder(const char *folder)
{
	if (mkdir(folder, 0777) == 0 || errno == EEXIST)
		return true;
	say("%s: cannot be made: %s", folder, strerror(errno));
	return false;
}

int write_docs(struct cli *cli, const clint_pack *pack)
{
	struct docs docs = {cli, pack, cli->outputs.n ? cli->outputs.p[0].file : NULL};
	struct target target;
	bool done;

	if (docs.folder)
		return make_folder(docs.folder) && write_all(&docs, NULL) ? EXIT_CLEAN
									  : EXIT_TROUBLE;
	target_open(&target, cli->arena, NULL);
	done = write_all(&docs, &target);
	return target_close(&target, done) && done ? EXIT_CLEAN : EXIT_TROUBLE;
}
