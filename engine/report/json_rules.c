#include "report/json_rules.h"

#include "base/vec.h"

enum { RECENT = 256, BUCKETS = 512 };

struct known_rule {
	struct shown_rule rule; /* a copy, to know it again by */
	struct str pieces[JSON_PIECES];
	struct known_rule *next; /* in its bucket */
};

/* A rule of the report at hand, by its address. */
struct recent {
	const struct shown_rule *rule;
	const struct str *pieces;
};

struct json_rules {
	struct arena *arena;
	struct out out;
	struct text text;
	struct recent recent[RECENT];
	struct known_rule *buckets[BUCKETS]; /* by the hash of the id */
};

struct json_rules *json_rules_new(struct arena *arena)
{
	struct json_rules *rules = ARENA_NEW(arena, struct json_rules);

	rules->arena = rules->text.arena = arena;
	return rules;
}

void json_rules_next_report(struct json_rules *rules)
{
	memset(rules->recent, 0, sizeof rules->recent);
}

/* --- the pieces ------------------------------------------------------------------------------ */

static void write_names(struct json *json, const struct shown_rule *rule)
{
	json_member(json, "rule", rule->id);
	json_member(json, "name", rule->name);
	json_member(json, "category", rule->category);
}

static void write_confidence(struct json *json, const struct shown_rule *rule)
{
	json_member(json, "confidence", str_from(confidence_name(rule->confidence)));
}

static void write_message(struct json *json, const struct shown_rule *rule)
{
	json_member(json, "message", rule->words.message);
}

static void write_why(struct json *json, const struct shown_rule *rule)
{
	json_member(json, "why", rule->words.why);
}

static void write_suggestion(struct json *json, const struct shown_rule *rule)
{
	json_member(json, "suggestion", rule->words.suggestion);
}

static void write_legal(struct json *json, const struct shown_rule *rule)
{
	json_member_array(json, "legal");
	for (uint32_t i = 0; i < rule->legal_count; i++) {
		json_object(json);
		json_member(json, "law", rule->legal[i].law);
		json_member(json, "article", rule->legal[i].article);
		json_object_end(json);
	}
	json_array_end(json);
}

static void (*const writers[JSON_PIECES])(struct json *json, const struct shown_rule *rule) = {
	[PIECE_NAMES] = write_names,	       [PIECE_CONFIDENCE] = write_confidence,
	[PIECE_MESSAGE] = write_message,       [PIECE_WHY] = write_why,
	[PIECE_SUGGESTION] = write_suggestion, [PIECE_LEGAL] = write_legal,
};

void json_write_piece(struct json *json, const struct str *pieces, enum json_piece piece,
		      const struct shown_rule *rule)
{
	if (pieces)
		json_copy(json, pieces[piece]);
	else
		writers[piece](json, rule);
}

/* --- keeping them ---------------------------------------------------------------------------- */

static bool same_legal(const struct shown_rule *a, const struct shown_rule *b)
{
	if (a->legal_count != b->legal_count)
		return false;
	for (uint32_t i = 0; i < a->legal_count; i++)
		if (!str_equal(a->legal[i].law, b->legal[i].law) ||
		    !str_equal(a->legal[i].article, b->legal[i].article))
			return false;
	return true;
}

/* As far as the pieces go. */
static bool same_rule(const struct shown_rule *a, const struct shown_rule *b)
{
	return str_equal(a->id, b->id) && str_equal(a->name, b->name) &&
	       str_equal(a->category, b->category) && a->confidence == b->confidence &&
	       str_equal(a->words.message, b->words.message) &&
	       str_equal(a->words.why, b->words.why) &&
	       str_equal(a->words.suggestion, b->words.suggestion) && same_legal(a, b);
}

static struct shown_rule copy_rule(struct arena *arena, const struct shown_rule *rule)
{
	struct shown_rule copy = *rule;
	struct shown_law *legal = ARENA_ARRAY(arena, struct shown_law, rule->legal_count);

	copy.id = arena_str(arena, rule->id);
	copy.name = arena_str(arena, rule->name);
	copy.category = arena_str(arena, rule->category);
	copy.words.message = arena_str(arena, rule->words.message);
	copy.words.why = arena_str(arena, rule->words.why);
	copy.words.suggestion = arena_str(arena, rule->words.suggestion);
	for (uint32_t i = 0; i < rule->legal_count; i++)
		legal[i] = (struct shown_law){arena_str(arena, rule->legal[i].law),
					      arena_str(arena, rule->legal[i].article)};
	copy.legal = legal;
	return copy;
}

static struct str make_piece(struct json_rules *rules, const struct json *json,
			     enum json_piece piece, const struct shown_rule *rule)
{
	struct json copied = json_piece(json, &rules->out);

	out_begin(&rules->out, text_write, &rules->text);
	rules->text.n = 0;
	writers[piece](&copied, rule);
	out_finish(&rules->out);
	return arena_str(rules->arena, text_done(&rules->text));
}

static struct known_rule *find_rule(struct json_rules *rules, const struct json *json,
				    const struct shown_rule *rule)
{
	struct known_rule **bucket = &rules->buckets[str_hash(rule->id) % BUCKETS];
	struct known_rule *known = *bucket;

	while (known && !same_rule(&known->rule, rule))
		known = known->next;
	if (known)
		return known;
	known = ARENA_NEW(rules->arena, struct known_rule);
	known->rule = copy_rule(rules->arena, rule);
	for (enum json_piece i = 0; i < JSON_PIECES; i++)
		known->pieces[i] = make_piece(rules, json, i, rule);
	known->next = *bucket;
	*bucket = known;
	return known;
}

const struct str *json_rules_pieces(struct json_rules *rules, const struct json *json,
				    const struct shown_rule *rule)
{
	struct recent *recent = &rules->recent[(uintptr_t)rule / sizeof *rule % RECENT];

	if (recent->rule != rule) {
		recent->pieces = find_rule(rules, json, rule)->pieces;
		recent->rule = rule;
	}
	return recent->pieces;
}
