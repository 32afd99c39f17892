/* A pack with some values of its rules changed, behind the public interface. */
#include "public.h"

#include "detect/detect.h"

#include <string.h>

struct changing {
	clint_pack *pack;
	const struct pack *base;
	const struct clint_change *changes;
	size_t count, at;
	enum clint_change_part part; /* of the one that is wrong */
	struct error error;
};

static struct rule *rule_called(struct rule *rules, uint32_t n, struct str id)
{
	for (uint32_t i = 0; i < n; i++)
		if (str_equal(rules[i].id, id) || str_equal(rules[i].name, id))
			return &rules[i];
	return NULL;
}

static bool unknown_option(struct changing *c, const struct rule *rule, struct str key)
{
	struct str near, *known = ARENA_ARRAY(c->pack->arena, struct str, rule->options.n + 1);

	c->part = CLINT_CHANGE_KEY;
	known[0] = STR("severity");
	for (uint32_t i = 0; i < rule->options.n; i++)
		known[i + 1] = rule->options.p[i].name;
	near = nearest_word(key, known, rule->options.n + 1);
	error_set(&c->error, STATUS_USAGE, "rule %.*s has no option '%.*s'%s%.*s%s",
		  STR_ARG(rule->id), STR_ARG(key), near.n ? " (did you mean '" : "", STR_ARG(near),
		  near.n ? "'?)" : "");
	return false;
}

/* A number stays a number; whole, so that no text in it is passed over. */
static bool set_option(struct changing *c, struct rule *rule, struct str key, const char *value)
{
	struct rule_option *options =
		ARENA_ARRAY(c->pack->arena, struct rule_option, rule->options.n);
	struct rule_option *option = NULL;

	for (uint32_t i = 0; i < rule->options.n; i++) {
		options[i] = rule->options.p[i];
		if (str_equal(options[i].name, key))
			option = &options[i];
	}
	if (!option)
		return unknown_option(c, rule, key);
	if (!rule_option_set(option, arena_str(c->pack->arena, str_from(value)))) {
		c->part = CLINT_CHANGE_VALUE;
		error_set(&c->error, STATUS_USAGE, "'%s' is no number, as '%.*s' of %.*s is", value,
			  STR_ARG(key), STR_ARG(rule->id));
		return false;
	}
	rule->options.p = options;
	return true;
}

static bool unknown_rule(struct changing *c, struct str id)
{
	struct str near, *known = ARENA_ARRAY(c->pack->arena, struct str, c->base->rule_count);

	c->part = CLINT_CHANGE_RULE;
	for (uint32_t i = 0; i < c->base->rule_count; i++)
		known[i] = c->base->rules[i].id;
	near = nearest_word(id, known, c->base->rule_count);
	error_set(&c->error, STATUS_USAGE, "there is no rule '%.*s'%s%.*s%s", STR_ARG(id),
		  near.n ? " (did you mean '" : "", STR_ARG(near), near.n ? "'?)" : "");
	return false;
}

static bool change_rule(struct changing *c, struct rule *rules, const struct clint_change *change)
{
	struct str key = str_from(change->key);
	struct rule *rule = rule_called(rules, c->base->rule_count, str_from(change->rule));

	if (!rule)
		return unknown_rule(c, str_from(change->rule));
	rule->changed = true;
	if (!str_equal(key, STR("severity")))
		return set_option(c, rule, key, change->value);
	if (severity_from_name(str_from(change->value), &rule->severity))
		return true;
	c->part = CLINT_CHANGE_VALUE;
	error_set(&c->error, STATUS_USAGE, "'%s' is no severity; it is high, medium, low or info",
		  change->value);
	return false;
}

static void change_all(void *context)
{
	struct changing *c = context;
	struct pack *pack = ARENA_NEW(c->pack->arena, struct pack);
	struct rule *rules = ARENA_ARRAY(c->pack->arena, struct rule, c->base->rule_count);

	memcpy(rules, c->base->rules, c->base->rule_count * sizeof *rules);
	*pack = *c->base;
	pack->rules = rules;
	while (c->at < c->count && change_rule(c, rules, &c->changes[c->at]))
		c->at++;
	if (c->at == c->count)
		c->pack->pack = plan_share(c->pack->arena, pack);
}

clint_pack *clint_pack_with(const clint_pack *base, const struct clint_change *changes,
			    size_t count, struct clint_wrong *wrong, struct clint_error *error)
{
	struct changing c = {.changes = changes, .count = count};

	if (!base || !base->pack) {
		error_set(&c.error, STATUS_USAGE, "the rule pack was not loaded");
		public_error(error, &c.error);
		return NULL;
	}
	c.base = base->pack;
	c.pack = base->from.resize(base->from.context, NULL, sizeof *c.pack);
	if (c.pack)
		*c.pack = (clint_pack){.from = base->from, .arena = arena_new(base->from, 0)};
	if (!c.pack || !c.pack->arena || !arena_protect(c.pack->arena, change_all, &c)) {
		clint_pack_free(c.pack);
		public_no_memory(error);
		return NULL;
	}
	public_error(error, c.error.status ? &c.error : NULL);
	if (wrong)
		*wrong = (struct clint_wrong){c.at, c.part};
	if (!c.error.status)
		return c.pack;
	clint_pack_free(c.pack);
	return NULL;
}

bool clint_pack_knows(const clint_pack *pack, const char *name, struct clint_error *error)
{
	struct options_names names = {.select = &name, .select_count = 1};
	struct error inner = {0};
	bool known = false;

	if (!pack || !pack->pack)
		error_set(&inner, STATUS_USAGE, "the rule pack was not loaded");
	else
		known = public_names(pack->pack, &names, NULL, &inner);
	public_error(error, known ? NULL : &inner);
	return known;
}
