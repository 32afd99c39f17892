#include "render.h"
#include "test.h"

#define CHECK_TREE(text, want) CHECK_STR(render_tree(test->arena, (text)), (want))

TEST(zone_page_around_a_scraped_contract)
{
	CHECK_TREE(
		"清洗合同.docx\n本文档由用户上传，可付费下载\n1.本站所有资源仅供学习\n查看更多\n清洗合同\n"
		"甲方：\n第一条标的\n清洗外墙。\n第二条价款\n面议。\n"
		"温馨提示\n1.本站所有资源如有疑问请联系\n2.下载文件中如有侵权请告知\n评论\n0/150\n提交评论\n",
		"F:* H:* 第一条<标的> 第二条<价款> F:*");
}

TEST(zone_recommendations_go_their_own_way)
{
	CHECK_TREE(
		"第一条标的\n甲方购买茶叶。\n第二条价款\n甲方付款。\n相关文档\n买卖合同三篇\n茶叶怎么选\n怎样开店\n"
		"开店要多少钱\n网店装修的要点\n如何选址\n",
		"第一条<标的> 第二条<价款> F:*");
}

TEST(zone_terms_of_service_are_a_contract)
{
	CHECK_TREE("网站服务条款\n一、下载\n用户可从本站下载资料，本站不保证资料的准确性。\n"
		   "二、评论\n用户发表评论应当守法，本站有权删除。\n三、会员\n会员费不退。\n",
		   "H:* 一、<下载> 二、<评论> 三、<会员>");
}

TEST(zone_page_words_inside_the_contract_are_terms)
{
	CHECK_TREE(
		"第一条平台\n乙方为甲方运营网站。\n第二条功能\n页面应当包括：\n评论\n收藏\n免费下载\n甲方可以要求修改。\n"
		"第三条费用\n面议。\n",
		"第一条<平台> 第二条<功能> 第三条<费用>");
}

TEST(zone_contents_by_repeated_numbers)
{
	CHECK_TREE(
		"采购合同\n目录\n一、标的\n二、价款\n三、期限\n一、标的\n茶叶十箱。\n二、价款\n面议。\n三、期限\n一年。\n",
		"H:* C:* 一、<标的> 二、<价款> 三、<期限>");
}

TEST(zone_contents_by_page_numbers)
{
	CHECK_TREE(
		"第一条标的␣1\n第二条价款␣2\n第三条期限......3\n采购合同\n甲方：\n第一条标的\n茶叶。\n第二条价款\n面议。\n第三条期限\n",
		"C:* H:* 第一条<标的> 第二条<价款> 第三条<期限>");
}

TEST(zone_contents_on_one_line)
{
	CHECK_TREE(
		"茶叶合同目录一览1.标的1.1品名1.2数量2.价款2.1单价第一部分：合同如下：1.标的1.1品名绿茶，一级。"
		"1.2数量十箱。2.价款2.1单价面议。",
		"H:* C:* 第一部分(1<标的>(1.1 1.2) 2<价款>(2.1))");
}

TEST(zone_signature_block)
{
	CHECK_TREE(
		"第一条标的\n茶叶。\n第二条生效\n双方签字盖章后生效。\n甲方（盖章）：\n代表人签字：\n日期：\n乙方（盖章）：\n日期：\n",
		"第一条<标的> 第二条<生效> S:*");
	CHECK_TREE("第一条标的\n茶叶。\n（以下无正文）\n甲方：\n乙方：\n", "第一条<标的> S:*");
}

TEST(zone_signature_before_an_annex)
{
	CHECK_TREE(
		"1.标的\n茶叶。\n2.生效\n签字生效。\n甲方：海风公司\n签字：____\n日期：____\n附件一：清单\n1.绿茶。\n2.红茶。\n",
		"1<标的> 2<生效> S:* A:附件一<清单>(A:1 A:2)");
}

TEST(zone_party_fields_amid_the_terms_are_no_signature)
{
	CHECK_TREE(
		"1.当事人\n甲方（盖章）：\n法定代表人签字：\n日期：\n2.标的\n茶叶。\n3.价款\n面议。\n",
		"1<当事人> 2<标的> 3<价款>");
}
