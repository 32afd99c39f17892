/* The day on which the program runs. */
#include "cli/cli.h"

#include <stdlib.h>
#include <time.h>

const char *today(struct arena *arena)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	bool given = epoch && *epoch;
	char *end, text[16];
	time_t now = given ? (time_t)strtoll(epoch, &end, 10) : time(NULL);
	struct tm day;

	if (!given)
		localtime_r(&now, &day);
	else if (*end || now < 0 || !gmtime_r(&now, &day) || day.tm_year > 9999 - 1900) {
		say("SOURCE_DATE_EPOCH is no number of seconds since 1970");
		return NULL;
	}
	strftime(text, sizeof text, "%Y-%m-%d", &day);
	return arena_str(arena, str_from(text)).p;
}
