/* Prints gen/clause/stops.c: the sets of characters at which the walks of the clause layer stop,
 * and the classes of those that labels begin with. They are the same for every contract. */
#include <inttypes.h>
#include <stdio.h>

#include "clause/lead.h"
#include "clause/stops.h"
#include "text/norm.h"

/* What edges are made of in the middle of a line, and brackets. */
static const char edges_and_brackets[] = "\n。；！？" NORM_GAP "：（《“）》”";
static const char ends_heading[] = "\n" NORM_GAP;
/* Signs that a heading does not have: sentence punctuation, and whatever is to be filled in. */
static const char foreign_to_heading[] = "。，；！？_%□{$×￥¥";

static const struct lead_run {
	uint32_t first, last;
	enum lead lead;
} leads[] = {
#define LEAD(first, last, lead) {first, last, lead},
#include "clause/lead.def"
#undef LEAD
};
enum { RUNS = sizeof leads / sizeof leads[0], NUMBERS_A_LINE = 4 };

static void print_stops(const char *name, const struct stops *stops)
{
	printf("\nconst struct stops %s = {{", name);
	for (size_t i = 0; i < sizeof stops->rows / sizeof stops->rows[0]; i++)
		printf("%s0x%" PRIx64 "u,", i % NUMBERS_A_LINE ? " " : "\n\t", stops->rows[i]);
	printf("\n}};\n");
}

static enum lead class_of(uint32_t cp)
{
	for (size_t i = 0; i < RUNS; i++)
		if (leads[i].first <= cp && cp <= leads[i].last)
			return leads[i].lead;
	return LEAD_NONE;
}

static bool has_leads(uint32_t page)
{
	for (uint32_t i = 0; i < LEAD_PAGE; i++)
		if (class_of(page * LEAD_PAGE + i) != LEAD_NONE)
			return true;
	return false;
}

/* Page 0 of the classes is that of all pages without any. */
static void print_leads(void)
{
	uint32_t used = 0;

	printf("\nconst uint8_t lead_pages[LEAD_PAGES] = {\n");
	for (uint32_t page = 0; page < LEAD_PAGES; page++)
		if (has_leads(page))
			printf("\t[%u] = %u,\n", page, ++used);
	printf("};\nconst uint8_t lead_classes[][LEAD_PAGE] = {\n\t{0},\n");
	for (uint32_t page = 0; page < LEAD_PAGES; page++) {
		if (!has_leads(page))
			continue;
		printf("\t{");
		for (uint32_t i = 0; i < LEAD_PAGE; i++)
			printf("%d, ", class_of(page * LEAD_PAGE + i));
		printf("},\n");
	}
	printf("};\n");
}

int main(void)
{
	struct stops inside = {{0}}, title = {{0}};

	printf("/* Made by stops_gen.c. */\n#include \"clause/stops.h\"\n\n#include \"clause/lead.h\"\n");
	for (size_t i = 0; i < RUNS; i++)
		if (lead_is_inside(leads[i].lead))
			stops_add(&inside, leads[i].first, leads[i].last);
	stops_add_all(&inside, STR(edges_and_brackets));
	print_stops("CANDIDATE_STOPS", &inside);
	stops_add_all(&title, STR(ends_heading));
	stops_add_all(&title, STR(foreign_to_heading));
	print_stops("TITLE_STOPS", &title);
	print_leads();
	return 0;
}
