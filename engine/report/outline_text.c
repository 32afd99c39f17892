/* The outline: the clauses and the facts that the engine sees, as plain text for a terminal. */
#include "report/format.h"

#include "report/plain.h"

enum { PLACE_COLUMN = 48 };

void outline_begin(struct rendering *rendering)
{
	(void)rendering;
}

void outline_end(struct rendering *rendering)
{
	(void)rendering;
}

static void put_clause(struct out *out, const struct shown_outline *clause)
{
	bool named = clause->number.n || clause->title.n;
	struct str words = named ? clause->title : clause->begins;
	size_t used = 2u * clause->depth + plain_width(clause->number) + plain_width(words);

	out_repeat(out, ' ', 2u * clause->depth);
	plain_put(out, clause->number);
	if (clause->occurrence > 1 && clause->number.n)
		out_format(out, "#%u", (unsigned)clause->occurrence);
	if (clause->number.n && clause->title.n)
		out_char(out, ' ');
	plain_put(out, words);
	out_repeat(out, ' ', used < PLACE_COLUMN ? PLACE_COLUMN - used : 2);
	out_format(out, "%u:%u  %s\n", (unsigned)clause->at.line, (unsigned)clause->at.column,
		   clause->zone);
}

static void put_party(struct out *out, const struct shown_party *party)
{
	out_str(out, STR("  "));
	plain_put(out, party->name);
	out_format(out, "  %s", party->role);
	for (uint32_t i = 0; i < party->alias_count; i++) {
		out_str(out, i ? STR(", ") : STR("  also "));
		plain_put(out, party->aliases[i]);
	}
	out_char(out, '\n');
}

static void put_quantity(struct out *out, const struct shown_quantity *quantity, bool redacted)
{
	out_format(out, "  %u:%u  ", (unsigned)quantity->at.line, (unsigned)quantity->at.column);
	plain_put(out, quantity->text);
	out_format(out, "  %s ", quantity->kind);
	if (!redacted && str_equal(str_from(quantity->state), STR("value")))
		out_format(out, "%.10g", quantity->value);
	else
		out_str(out, str_from(quantity->state));
	out_char(out, '\n');
}

static void put_blank(struct out *out, const struct shown_blank *blank)
{
	out_format(out, "  %u:%u  ", (unsigned)blank->begin.line, (unsigned)blank->begin.column);
	plain_put(out, blank->field);
	out_str(out, STR(" "));
	plain_put(out, blank->mark);
	out_str(out, STR("  "));
	plain_put(out, blank->need);
	out_str(out, blank->formality ? STR("  (formality)\n") : STR("\n"));
}

void outline_add(struct rendering *rendering, const struct report *report)
{
	struct out *out = rendering->out;

	if (rendering->files > 1)
		out_char(out, '\n');
	plain_put(out, report->path);
	if (report->refused) {
		out_str(out, STR(": "));
		plain_put(out, report->problem);
		out_char(out, '\n');
		return;
	}
	out_format(out, "  (%s, %s)\n", encoding_name(report->encoding),
		   script_name(report->script));
	for (uint32_t i = 1; i < report->outline_count; i++)
		put_clause(out, &report->outline[i]);
	out_str(out, STR("\nparties\n"));
	for (uint32_t i = 0; i < report->party_count; i++)
		put_party(out, &report->parties[i]);
	out_str(out, STR("\nquantities\n"));
	for (uint32_t i = 0; i < report->quantity_count; i++)
		put_quantity(out, &report->quantities[i], report->redacted);
	out_str(out, STR("\nblanks\n"));
	for (uint32_t i = 0; i < report->blank_count; i++)
		put_blank(out, &report->blanks[i]);
}
