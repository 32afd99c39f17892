#include "trial.h"


void trial_rule_with(struct trial *trial, const char *id, const char *category, const char *detect,
		     const char *supersedes, const char *options)
{
	trial->rules.arena = trial->test->arena;
	text_format(&trial->rules,
		    "- id: %s\n"
		    "  name: rule-%u\n"
		    "  category: %s\n"
		    "  severity: high\n"
		    "  confidence: high\n"
		    "  harms: both\n"
		    "  message: {zh-Hans: 测试, en: test}\n"
		    "  why: {zh-Hans: 测试, en: test}\n"
		    "  suggest: {zh-Hans: 测试, en: test}\n"
		    "  options: {%s}\n"
		    "  detect: %s\n"
		    "  supersedes: [%s]\n"
		    "  examples: {match: [测试], no-match: [测试]}\n",
		    id, (unsigned)trial->rules.n, category, options, detect, supersedes);
}

void trial_rule(struct trial *trial, const char *id, const char *category, const char *detect)
{
	trial_rule_with(trial, id, category, detect, "", "");
}

void trial_services(struct trial *trial, const char *yaml)
{
	trial->services.arena = trial->test->arena;
	text_str(&trial->services, str_from(yaml));
}

void trial_checklist(struct trial *trial, const char *yaml)
{
	trial->checklist.arena = trial->test->arena;
	text_str(&trial->checklist, str_from(yaml));
}

static const struct pack *load(struct trial *trial)
{
	struct arena *arena = trial->test->arena;
	struct mistakes mistakes = {.arena = arena};
	struct pack_file files[4] = {
		{STR("pack.yml"), STR_NONE},
		{STR("rules.yml"), text_done(&trial->rules)},
		{STR("services.yml"), text_done(&trial->services)},
		{STR("checklists/test.yml"), text_done(&trial->checklist)},
	};
	struct pack_folder folder = {STR("test"), files, 4};
	const struct pack *pack;

	files[0].text =
		arena_format(arena,
			     "clauselint: 1\npack: test\nversion: 0.1.0\n"
			     "title: {zh-Hans: 测试, en: test}\nfiles: [%s]\n%s%s%s",
			     trial->rules.n ? "rules.yml" : "",
			     trial->services.n ? "services: services.yml\n" : "",
			     trial->checklist.n ? "checklists: [checklists/test.yml]\n" : "",
			     trial->more ? trial->more : "");
	pack = pack_load(arena, &folder, 1, &mistakes);
	for (uint32_t i = 0; !pack && i < mistakes.list.n; i++)
		fprintf(stderr, "%s: %.*s:%u:%u: %.*s\n", trial->test->name,
			STR_ARG(mistakes.list.p[i].file), mistakes.list.p[i].line,
			mistakes.list.p[i].column, STR_ARG(mistakes.list.p[i].message));
	return pack;
}

void trial_check_str(struct trial *trial, struct str contract)
{
	struct arena *arena = trial->test->arena;
	struct subject *s = &trial->subject;
	struct error error;
	static const struct findings none;

	trial->findings = &none;
	if (!trial->pack)
		trial->pack = load(trial);
	s->source = source_read(arena, STR("test.txt"), contract, ENC_UTF8, &error);
	if (!trial->pack || !s->source) {
		trial->test->failures++;
		return;
	}
	s->norm = normalise(arena, s->source);
	s->outline = segment(arena, s->norm);
	s->facts = survey(arena, s->norm, s->outline);
	trial->findings = detect(arena, trial->pack, s, str_from(trial->type));
}

void trial_check(struct trial *trial, const char *contract)
{
	trial_check_str(trial, str_from(contract));
}

struct str trial_quotes(const struct trial *trial, const char *id)
{
	struct text quotes = {.arena = trial->test->arena};

	for (uint32_t i = 0; i < trial->findings->n; i++) {
		const struct finding *finding = &trial->findings->p[i];

		if (!str_equal(finding->rule->id, str_from(id)))
			continue;
		text_str(&quotes, quotes.n ? STR("|") : STR_NONE);
		text_str(&quotes, str_at(trial->subject.source->text,
					 norm_to_source(trial->subject.norm, finding->at)));
	}
	return text_done(&quotes);
}

const struct finding *trial_first(const struct trial *trial, const char *id)
{
	static const struct finding none;

	for (uint32_t i = 0; i < trial->findings->n; i++)
		if (str_equal(trial->findings->p[i].rule->id, str_from(id)))
			return &trial->findings->p[i];
	return &none;
}

unsigned trial_count(const struct trial *trial, const char *id)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < trial->findings->n; i++)
		n += str_equal(trial->findings->p[i].rule->id, str_from(id));
	return n;
}

struct str trial_levels(const struct trial *trial)
{
	static const char *const states[] = {"present", "blank",     "placeholder",
					     "vague",	"elsewhere", "missing"};
	struct text levels = {.arena = trial->test->arena};

	for (uint32_t i = 0; i < trial->findings->service_count; i++) {
		const struct service_level *level = &trial->findings->services[i];
		struct str value = str_at(trial->subject.norm->text, level->value);

		text_format(&levels, "%s%.*s %s", i ? "|" : "", STR_ARG(level->metric->id),
			    states[level->state]);
		if (value.n)
			text_format(&levels, " %.*s", STR_ARG(value));
	}
	return text_done(&levels);
}
