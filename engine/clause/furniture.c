#include "clause/line.h"
#include "clause/word_list.h"
#include "clause/zone.h"

/* How far from either end of a file the page is looked for, how many lines that show no sign of it
 * may lie between two that do, and how long they may be. */
enum { PAGE_BYTES = 65536, PLAIN_LINES = 5, PLAIN_BYTES = 240 };

enum { SHORT_BYTES = 60 };

/* What stands in front of an item of a page's menu. */
static const struct str list_signs[] = {STR_INIT("- "), STR_INIT("-"),	STR_INIT("• "),
					STR_INIT("•"),	STR_INIT("· "), STR_INIT("·"),
					STR_INIT("* ")};

static bool is_page(struct str line)
{
	bool looks;

	for (size_t i = 0; i < sizeof list_signs / sizeof list_signs[0]; i++)
		if (str_starts(line, list_signs[i]))
			line = str_trim(str_cut(line, list_signs[i].n, line.n));
	looks = list_has(&PAGE_LINES, line) || list_after(line, 0, &PAGE_STARTS) ||
		list_before(line, line.n, &PAGE_ENDS) ||
		(line.n <= SHORT_BYTES && list_within(line, &PAGE_SHORT_WORDS) &&
		 !list_within(line, &PROSE_SIGNS));
	/* A contract on one line with the page glued to it is still a contract. */
	if (line.n > PLAIN_BYTES && list_within(line, &CONTRACT_WORDS))
		return looks && !list_within(line, &PAGE_WORDS);
	return looks || list_within(line, &PAGE_WORDS);
}

static uint32_t page_head(struct str text)
{
	uint32_t at = 0, end = 0;
	unsigned plain = 0;

	while (at < text.n && at < PAGE_BYTES && plain <= PLAIN_LINES) {
		struct str line = str_trim(str_at(text, line_next(text, &at)));
		if (line.n == 0)
			continue;
		if (is_page(line)) {
			end = at;
			plain = 0;
			continue;
		}
		if (line.n > PLAIN_BYTES || list_within(line, &CONTRACT_WORDS) ||
		    list_after(line, 0, &FIRST_NUMBERS))
			break;
		plain++;
	}
	return end;
}

static uint32_t page_tail(struct str text, uint32_t head)
{
	uint32_t at = (uint32_t)text.n, begin = at, opener = at;
	unsigned plain = 0;

	while (at > head && text.n - at < PAGE_BYTES) {
		struct str line = str_trim(str_at(text, line_before(text, &at)));
		bool page = is_page(line);
		if (line.n == 0)
			continue;
		if (!page && list_within(line, &CONTRACT_WORDS))
			break;
		if (list_has(&PAGE_OPENERS, line))
			opener = at;
		if (page && plain <= PLAIN_LINES) {
			begin = at;
			plain = 0;
		} else if (!page) {
			plain += line.n > PLAIN_BYTES ? PLAIN_LINES + 1 : 1;
		}
	}
	return opener < begin ? opener : begin;
}

/* Where the page begins in a text whose last line holds the contract's end and the page behind it:
 * at the first word that only a page says, with no word of a contract behind it. */
static uint32_t page_in_line(struct str text, uint32_t tail)
{
	uint32_t at = tail, begin = line_before(text, &at).begin;
	struct str line = str_cut(text, begin, tail);
	uint32_t found = tail;

	if (line.n > PAGE_BYTES) {
		begin = tail - PAGE_BYTES;
		line = str_cut(text, begin, tail);
	}
	for (const char *words = PAGE_STARTS.words.p; *words;) {
		size_t hit = str_find(line, word_next(&words), 0);
		if (hit == SIZE_MAX || begin + hit >= found ||
		    list_within(str_cut(line, hit, line.n), &CONTRACT_WORDS))
			continue;
		found = begin + (uint32_t)hit;
	}
	return found;
}

struct span furniture_trim(struct str text)
{
	uint32_t head = page_head(text), tail = page_in_line(text, page_tail(text, head));

	/* A file that is all page is shown as it is: somebody asked to have it checked. */
	if (tail <= head)
		return (struct span){0, (uint32_t)text.n};
	return (struct span){head, tail};
}
