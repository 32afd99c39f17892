#include "clause/lead.h"
#include "clause/stops.h"

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
	for (uint32_t cp = 1; cp < 0xD800; cp++) {
		char bytes[8];
		struct str text = {bytes, utf8_put(bytes, cp)};
		bool stop = stops_has(&CANDIDATE_STOPS, cp);
		CHECK(stop || !lead_is_inside(lead_of(cp)));
		CHECK_UINT(stops_next(&CANDIDATE_STOPS, text, 0), stop ? 0 : text.n);
	}
	CHECK(stops_has(&CANDIDATE_STOPS, 0x7B2C) && !stops_has(&CANDIDATE_STOPS, 'A'));
	CHECK_UINT(lead_of('A'), LEAD_LATIN);
	CHECK_UINT(lead_of(0x4E00), LEAD_HAN);
	CHECK_UINT(lead_of(0x1F600), LEAD_NONE);
}
