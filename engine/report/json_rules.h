/* What a finding in JSON says of its rule, escaped once and copied from then on.
 *
 * For the formats that are JSON. Most of a document are the same few texts of rules, again and
 * again. The pieces belong to one document, at one depth of it; they may come from any pack. */
#ifndef CLAUSELINT_REPORT_JSON_RULES_H
#define CLAUSELINT_REPORT_JSON_RULES_H

#include "data/json.h"
#include "report/model.h"

/* The pieces, each of one or more whole members. */
enum json_piece {
	PIECE_NAMES, /* rule, name, category */
	PIECE_CONFIDENCE,
	PIECE_MESSAGE,
	PIECE_WHY,
	PIECE_SUGGESTION,
	PIECE_LEGAL,
	JSON_PIECES
};

struct json_rules;

struct json_rules *json_rules_new(struct arena *arena);
/* The rules of the last report may be gone. */
void json_rules_next_report(struct json_rules *rules);
/* The pieces of a rule as they stand where json is now, by enum json_piece. */
const struct str *json_rules_pieces(struct json_rules *rules, const struct json *json,
				    const struct shown_rule *rule);

/* Writes a piece: copies it, or makes it when pieces is NULL. */
void json_write_piece(struct json *json, const struct str *pieces, enum json_piece piece,
		      const struct shown_rule *rule);

#endif
