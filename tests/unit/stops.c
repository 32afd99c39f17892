#include "clause/lead.h"

#include "test.h"

TEST(stops_stand_where_they_are)
{
	struct stops stops = {{0}};
	struct str text = STR("合同，第3条é𠀀。");

	stops_add_all(&stops, STR("第。"));
	stops_add(&stops, '0', '9');
	CHECK_UINT(stops_next(&stops, text, 0), 9);
	CHECK_UINT(stops_next(&stops, text, 12), 12);
	CHECK_UINT(stops_next(&stops, text, 13), 22);
	CHECK_UINT(stops_next(&stops, text, 25), text.n);
	CHECK_UINT(stops_next(&stops, STR(""), 0), 0);
}

TEST(stops_are_what_labels_begin_with)
{
	struct stops stops = {{0}};

	lead_stops(&stops);
	for (uint32_t cp = 1; cp < 0xD800; cp++) {
		char bytes[8];
		struct str text = {bytes, utf8_put(bytes, cp)};
		bool stop = stops_has(&stops, cp);
		CHECK(!stop || lead_of(cp) != LEAD_NONE);
		CHECK_UINT(stops_next(&stops, text, 0), stop ? 0 : text.n);
	}
	CHECK(stops_has(&stops, 0x7B2C) && !stops_has(&stops, 'A') && lead_of('A') == LEAD_LATIN);
}
