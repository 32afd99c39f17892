#include "clause/stops.h"

#include "clause/label.h"
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

TEST(stops_are_all_that_labels_begin_with)
{
	struct stops stops = {{0}};

	label_leads(&stops);
	for (uint32_t cp = 1; cp <= 0xFFFF; cp++) {
		char bytes[8] = "    ";
		size_t n = utf8_put(bytes, cp);
		bool stop = stops_next(&stops, (struct str){bytes, n + 4}, 0) == 0;
		if (stop != label_begins(cp, true))
			fprintf(stderr, "U+%04X\n", cp);
		CHECK(stop == label_begins(cp, true) || (cp >= 0xD800 && cp <= 0xDFFF));
	}
}
