/* Rules explained and listed, and what has grown old in them, behind the public interface. */
#include "public.h"

#include "base/visible.h"
#include "judge/accept.h"
#include "report/format.h"

#include <string.h>

/* What is written: one rule's page; the index with links that end in page; it in plain lines; or
 * what is outdated today. */
struct docs {
	struct rendering rendering;
	struct out out;
	const struct rule *rule;
	struct str page, today;
	bool plain;
};

static void write_outdated(struct rendering *rendering, struct str today)
{
	struct mistakes mistakes = {.arena = rendering->arena, .most = PACK_MISTAKES_MAX};

	pack_check_dates(rendering->pack, today, &mistakes);
	for (uint32_t i = 0; i < mistakes.list.n; i++) {
		out_visible(rendering->out, public_mistake(rendering->arena, &mistakes.list.p[i]));
		out_char(rendering->out, '\n');
	}
}

static void write_docs(void *context)
{
	struct docs *docs = context;

	if (docs->rule)
		markdown_explain(&docs->rendering, docs->rule);
	else if (docs->today.n)
		write_outdated(&docs->rendering, docs->today);
	else if (docs->plain)
		plain_index(&docs->rendering);
	else
		markdown_index(&docs->rendering, docs->page);
}

static bool run(const clint_pack *pack, struct docs *docs, clint_write_fn *write, void *context,
		struct clint_error *error)
{
	struct error inner = {0};
	bool done;

	docs->rendering.scratch = arena_new(pack->from, 0);
	docs->rendering.arena = docs->rendering.scratch;
	docs->rendering.out = &docs->out;
	docs->rendering.pack = pack->pack;
	out_begin(&docs->out, write, context);
	done = docs->rendering.scratch && arena_protect(docs->rendering.scratch, write_docs, docs);
	arena_free(docs->rendering.scratch);
	if (!done) {
		public_no_memory(error);
		return false;
	}
	if (!out_finish(&docs->out))
		error_set(&inner, STATUS_IO, "the text could not be written");
	public_error(error, inner.status ? &inner : NULL);
	return !inner.status;
}

/* Whether there is something to write about, in a language there is. */
static bool make_sense(const clint_pack *pack, const char *language, struct docs *docs,
		       struct error *error)
{
	bool automatic;

	memset(docs, 0, sizeof *docs);
	if (pack && pack->pack && public_lang(language, &docs->rendering.lang, &automatic))
		return true;
	error_set(error, STATUS_USAGE, "a loaded pack and a known language are needed");
	return false;
}

static const struct rule *rule_called(const struct pack *pack, struct str name)
{
	for (uint32_t i = 0; i < pack->rule_count; i++)
		if (str_equal(pack->rules[i].id, name) || str_equal(pack->rules[i].name, name))
			return &pack->rules[i];
	return NULL;
}

static bool find_rule(const clint_pack *pack, const char *name, struct docs *docs,
		      struct error *error)
{
	struct options_names names = {.select = &name, .select_count = 1};

	docs->rule = name ? rule_called(pack->pack, str_from(name)) : NULL;
	if (docs->rule)
		return true;
	if (!name)
		error_set(error, STATUS_USAGE, "a rule is needed");
	else if (public_names(pack->pack, &names, NULL, error))
		error_set(error, STATUS_USAGE, "'%s' is a category, not a rule", name);
	return false;
}

bool clint_explain(const clint_pack *pack, const char *rule, const char *language,
		   clint_write_fn *write, void *context, struct clint_error *error)
{
	struct error inner = {0};
	struct docs docs;

	if (make_sense(pack, language, &docs, &inner) && find_rule(pack, rule, &docs, &inner))
		return run(pack, &docs, write, context, error);
	public_error(error, &inner);
	return false;
}

bool clint_rules_index(const clint_pack *pack, const char *language, const char *page,
		       clint_write_fn *write, void *context, struct clint_error *error)
{
	struct error inner = {0};
	struct docs docs;

	if (make_sense(pack, language, &docs, &inner)) {
		docs.page = str_from(page);
		return run(pack, &docs, write, context, error);
	}
	public_error(error, &inner);
	return false;
}

bool clint_rules_list(const clint_pack *pack, const char *language, clint_write_fn *write,
		      void *context, struct clint_error *error)
{
	struct error inner = {0};
	struct docs docs;

	if (make_sense(pack, language, &docs, &inner)) {
		docs.plain = true;
		return run(pack, &docs, write, context, error);
	}
	public_error(error, &inner);
	return false;
}

bool clint_pack_outdated(const clint_pack *pack, const char *today, clint_write_fn *write,
			 void *context, struct clint_error *error)
{
	struct error inner = {0};
	struct docs docs;

	if (make_sense(pack, NULL, &docs, &inner)) {
		docs.today = str_from(today);
		if (is_day(docs.today))
			return run(pack, &docs, write, context, error);
		error_set(&inner, STATUS_USAGE, "'%s' is no day as YYYY-MM-DD", today ? today : "");
	}
	public_error(error, &inner);
	return false;
}
