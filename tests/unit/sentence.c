#include <string.h>
#include "render.h"
#include "test.h"

#define CHECK_SENTENCES(text, want) CHECK_STR(render_sentences(test->arena, (text)), (want))

TEST(sentence_marks_and_lines)
{
	CHECK_SENTENCES("甲方付款。乙方交货；逾期的，赔偿！可否？\n另议",
			"|甲方付款。|乙方交货；|逾期的，赔偿！|可否？|另议|");
}

TEST(sentence_without_its_number)
{
	CHECK_SENTENCES("1.1甲方付款。乙方交货。\n1.2甲方验收。",
			"1.1|甲方付款。|乙方交货。| 1.2|甲方验收。|");
}

TEST(sentence_quotes_and_brackets_stay_whole)
{
	CHECK_SENTENCES(
		"“合同；协议。”是指本文件。乙方（含员工；顾问。）负责。甲方说：“同意。”乙方交货。",
		"|“合同；协议。”是指本文件。|乙方（含员工；顾问。）负责。|甲方说：“同意。”乙方交货。|");
	CHECK_SENTENCES("甲方付款。）乙方交货。", "|甲方付款。）|乙方交货。|");
}

TEST(sentence_bracket_never_closed)
{
	CHECK_SENTENCES("乙方（含员工。负责清洁；不得转包。",
			"|乙方（含员工。|负责清洁；|不得转包。|");
}

TEST(sentence_bracket_closed_by_another)
{
	struct str text = STR("乙方“含（员工”负责。");
	char *p = arena_alloc(test->arena, text.n * 40);
	struct norm norm = {.text = {p, text.n * 40}};

	for (size_t i = 0; i < 40; i++)
		memcpy(p + i * text.n, text.p, text.n);
	/* A quote that is lost holds up sentences for a while, not for good. */
	CHECK(segment(test->arena, &norm)->sentence_count > 2);
}

TEST(sentence_lead_in_of_a_list)
{
	CHECK_SENTENCES("3.1乙方提供以下服务：3.1.1清洗；3.1.2安装。",
			"3.1|乙方提供以下服务：| 3.1.1|清洗；| 3.1.2|安装。|");
}

TEST(sentence_titles_are_sentences)
{
	CHECK_SENTENCES("第一条费用\n按月支付。\n第二条期限\n一年。",
			"第一条|费用|按月支付。| 第二条|期限|一年。|");
}

TEST(sentence_none_in_contents)
{
	CHECK_SENTENCES(
		"目录\n1.标的\n2.价款\n3.期限\n1.标的\n茶叶。\n2.价款\n面议。\n3.期限\n一年。\n",
		"1|标的|茶叶。| 2|价款|面议。| 3|期限|一年。|");
}

TEST(sentence_lookup_between_sentences)
{
	struct norm norm = {.text = STR("1.1甲方付款。\n1.2乙方交货。\n")};
	const struct outline *outline = segment(test->arena, &norm);

	CHECK_UINT(outline->sentence_count, 2);
	CHECK_UINT(outline_sentence_at(outline, 0), 0);
	CHECK_UINT(outline_sentence_at(outline, outline->sentences[0].at.end), 1);
	CHECK_UINT(outline_sentence_at(outline, (uint32_t)norm.text.n), 2);
}
