#include "test.h"

#include <string.h>
#include "base/utf8.h"
#include "fact/marked.h"

struct seen {
	const struct norm *norm;
	struct parties parties;
	struct mentions mentions;
	const struct facts *facts;
	struct str marked; /* all of it */
};

static struct seen see(struct arena *arena, struct str text)
{
	struct error error = {0};
	const struct source *source = source_read(arena, STR("t"), text, ENC_UTF8, &error);
	struct seen seen = {.norm = normalise(arena, source)};
	const struct facts *facts = survey(arena, seen.norm, segment(arena, seen.norm));

	seen.parties = facts->parties;
	seen.mentions = facts->mentions;
	seen.facts = facts;
	seen.marked = marked_at(marked_new(arena, seen.norm->text, facts),
				(struct span){0, (uint32_t)seen.norm->text.n});
	return seen;
}

static struct seen see_text(struct arena *arena, const char *text)
{
	return see(arena, str_from(text));
}

static struct str repeat(struct arena *arena, const char *piece, size_t times)
{
	size_t n = strlen(piece);
	char *p = arena_alloc(arena, n * times);

	for (size_t i = 0; i < times; i++)
		memcpy(p + i * n, piece, n);
	return (struct str){p, n * times};
}

/* The party that goes by a name; NULL when none does. */
static const struct party *called(struct parties parties, const char *name)
{
	for (uint32_t i = 0; i < parties.n; i++) {
		const struct party *party = parties.p + i;

		if (str_equal(party->name, str_from(name)))
			return party;
		for (uint32_t j = 0; j < party->alias_count; j++)
			if (str_equal(party->aliases[j], str_from(name)))
				return party;
	}
	return NULL;
}

static bool has_role(struct parties parties, const char *name, enum role role)
{
	const struct party *party = called(parties, name);

	return party && party->role == role;
}

TEST(party_roles_come_from_the_words_beside_the_sides)
{
	struct seen s =
		see_text(test->arena,
			 "仓库租赁合同\n甲方（出租方）：青禾仓储有限公司\n乙方（承租方）：____\n"
			 "一、甲方将仓库交给乙方使用。\n二、承租方应保持仓库清洁。\n");

	CHECK_UINT(s.parties.n, 2);
	CHECK(has_role(s.parties, "甲方", ROLE_PROVIDER));
	CHECK(has_role(s.parties, "承租方", ROLE_CUSTOMER));
	CHECK(!called(s.parties, "甲方")->guessed);
	CHECK(called(s.parties, "承租方") == called(s.parties, "乙方"));
	CHECK_STR(called(s.parties, "甲方")->full, "青禾仓储有限公司");
	CHECK_UINT(called(s.parties, "乙方")->full.n, 0);
}

TEST(party_sides_are_bound_by_shorthand)
{
	struct seen s =
		see_text(test->arena, "设备买卖合同\n卖方：北川机械厂（以下简称“甲方”）\n"
				      "买方：林某（以下简称“乙方”）\n一、甲方交付，乙方验收。\n");

	CHECK(has_role(s.parties, "甲方", ROLE_PROVIDER));
	CHECK(has_role(s.parties, "买方", ROLE_CUSTOMER));
	CHECK(called(s.parties, "卖方") == called(s.parties, "甲方"));
}

TEST(party_roles_come_from_deeds_when_no_word_tells)
{
	struct seen s =
		see_text(test->arena, "协议\n甲方：\n乙方：\n1. 甲方将店铺出租给乙方经营。\n"
				      "2. 乙方每月向甲方支付租金。\n3. 乙方应缴纳水电费用。\n");

	CHECK(has_role(s.parties, "甲方", ROLE_PROVIDER));
	CHECK(has_role(s.parties, "乙方", ROLE_CUSTOMER));
	CHECK(!called(s.parties, "甲方")->guessed);
}

TEST(party_roles_are_guessed_when_nothing_tells)
{
	struct seen s =
		see_text(test->arena, "合作备忘录\n甲方：\n乙方：\n一、甲方与乙方应当互相尊重。\n"
				      "二、甲方、乙方各执一份。\n");

	CHECK(has_role(s.parties, "甲方", ROLE_CUSTOMER) && called(s.parties, "甲方")->guessed);
	CHECK(has_role(s.parties, "乙方", ROLE_PROVIDER));
}

TEST(party_third_side_is_neither_customer_nor_provider)
{
	struct seen s = see_text(
		test->arena,
		"租房合同\n甲方（出租人）：____\n乙方（承租人）：____\n丙方（居间方）：____\n"
		"一、丙方为甲方、乙方提供居间服务。\n二、丙方应如实告知。\n");

	CHECK(has_role(s.parties, "丙方", ROLE_OTHER));
	CHECK(called(s.parties, "居间方") == called(s.parties, "丙方"));
}

TEST(party_words_without_stems)
{
	struct seen s = see_text(
		test->arena,
		"委托合同\n委托人：____\n受托人：____\n"
		"第一条 委托人委托受托人办理登记。\n第二条 受托人应当亲自办理，委托人预付费用。\n"
		"第三条 委托人可以解除，受托人不得拒绝。\n");

	CHECK_UINT(s.parties.n, 2);
	CHECK(has_role(s.parties, "委托人", ROLE_CUSTOMER));
	CHECK(has_role(s.parties, "受托人", ROLE_PROVIDER));
}

TEST(party_terms_of_use_speak_by_a_brand)
{
	struct seen s = see_text(
		test->arena, "使用条款\n欢迎您使用云杉笔记。您应遵守本条款，您使用即表示同意。\n"
			     "1. 云杉笔记有权删除内容。\n2. 云杉笔记不承担由此产生的责任。\n"
			     "3. 如有变更，云杉笔记保留解释的权利。\n4. 云杉笔记可以随时停止。\n"
			     "5. 用户违反的，本公司不负责任。\n");

	CHECK(has_role(s.parties, "您", ROLE_CUSTOMER));
	CHECK(called(s.parties, "用户") == called(s.parties, "您"));
	CHECK(has_role(s.parties, "云杉笔记", ROLE_PROVIDER));
	CHECK(called(s.parties, "云杉笔记") == called(s.parties, "本公司"));
}

TEST(party_brand_ends_before_the_word_for_a_right)
{
	struct seen s = see_text(
		test->arena,
		"订阅协议\n服务商：云杉科技有限公司（下称“云杉”或“我方”）\n客户：青禾商贸有限公司（下称“客户”）\n"
		"1. 客户逾期的，云杉可将账号停用。\n2. 云杉可将协议转让。\n3. 云杉可通过公告修订。\n"
		"4. 云杉可将数据删除。\n5. 云杉可以停止服务。\n");

	CHECK(has_role(s.parties, "云杉", ROLE_PROVIDER));
	CHECK(!called(s.parties, "云杉可"));
}

TEST(party_terms_name_their_author_in_a_definition)
{
	struct seen s = see_text(
		test->arena, "服務條款\n歡迎使用「小樹商城」（以下稱本公司）提供之服務。\n"
			     "1. 消費者訂購即視為同意，本公司得隨時變更，消費者不得異議。\n"
			     "2. 會員應自行備份，小樹商城概不負責。\n3. 使用者不得轉讓帳號。\n");

	CHECK(has_role(s.parties, "小树商城", ROLE_PROVIDER));
	CHECK(called(s.parties, "小树商城") == called(s.parties, "本公司"));
	CHECK(has_role(s.parties, "消费者", ROLE_CUSTOMER));
	CHECK(called(s.parties, "会员") == called(s.parties, "使用者"));
}

TEST(party_author_goes_by_the_short_name_of_a_company)
{
	struct seen s = see_text(
		test->arena, "用户服务协议\n本协议由您（以下称“用户”）与青禾软件有限公司（以下称“禾云”）订立。\n"
			     "1. 禾云按照本协议提供记账服务。\n2. 用户应当按时付费，用户的数据归用户所有。\n"
			     "3. 禾云应在故障后四小时内恢复。\n4. 用户和禾云均应保密。\n");

	CHECK(has_role(s.parties, "禾云", ROLE_PROVIDER));
	CHECK(has_role(s.parties, "用户", ROLE_CUSTOMER));
}

TEST(party_that_commissions_the_other_side_pays)
{
	struct seen s =
		see_text(test->arena, "广告合同\n甲方：\n乙方：\n1. 乙方委托甲方发布广告。\n"
				      "2. 甲方购买素材。\n3. 甲方为乙方提供发布服务。\n");

	CHECK(has_role(s.parties, "甲方", ROLE_PROVIDER));
	CHECK(has_role(s.parties, "乙方", ROLE_CUSTOMER));
}

TEST(party_short_names_from_its_own_line)
{
	struct seen s = see_text(
		test->arena, "推广协议\n甲方（委托方）：远山公司（以下简称“远山”）\n乙方：____\n"
			     "甲方的店铺（以下简称店铺）由乙方推广，远山按月付款。\n");

	CHECK(called(s.parties, "远山") == called(s.parties, "甲方") && called(s.parties, "远山"));
	CHECK(!called(s.parties, "店铺"));
	CHECK_STR(called(s.parties, "甲方")->full, "远山公司");
}

TEST(party_names_beside_each_other)
{
	struct seen s = see_text(
		test->arena,
		"创作者协议\n欢迎使用飞羽视频（以下简称“飞羽”或“平台”）。您应遵守本协议。\n"
		"平台有权关闭您的账号，飞羽有权修改本协议。\n");

	CHECK(called(s.parties, "飞羽") && called(s.parties, "飞羽") == called(s.parties, "平台"));
	s = see_text(test->arena, "使用条款\n本公司提供云笺软件（以下简称“软件”或“本软件”）。\n"
				  "您可以使用本软件，本公司不承担责任。\n");
	CHECK(!called(s.parties, "软件"));
}

TEST(party_names_in_a_bracket_of_their_own)
{
	struct seen s = see_text(
		test->arena,
		"貨運協議\n甲方：環宇物流有限公司（「運方」）\n乙方：大同公司（「貨主」）\n"
		"運方為貨主安排海運（「服務」），貨主向運方支付運費（包括「附加費」等）。\n");

	CHECK(called(s.parties, "运方") && called(s.parties, "运方") == called(s.parties, "甲方"));
	CHECK(called(s.parties, "货主") == called(s.parties, "乙方"));
	CHECK(has_role(s.parties, "货主", ROLE_CUSTOMER));
	CHECK(!called(s.parties, "服务") && !called(s.parties, "附加费"));
}

TEST(party_employer_and_staff)
{
	struct seen s =
		see_text(test->arena, "劳动约定\n第一条 员工应遵守公司制度，公司按月支付工资。\n"
				      "第二条 公司有权调整员工岗位，子公司的员工同样适用。\n");

	CHECK(has_role(s.parties, "公司", ROLE_CUSTOMER));
	CHECK(has_role(s.parties, "员工", ROLE_PROVIDER));
	CHECK(str_contains(s.marked, STR("子公司")));
}

TEST(party_brand_defined_behind_a_role_word)
{
	struct seen s = see_text(test->arena,
				 "使用条款\n服务提供者云杉公司（以下简称“云杉笔记”）有权变更。\n"
				 "云杉笔记有权删除内容。云杉笔记不承担责任。云杉笔记有权停止。\n"
				 "您应遵守。云杉笔记可以通知您。您同意。\n");

	CHECK(has_role(s.parties, "云杉笔记", ROLE_PROVIDER));
	CHECK(has_role(s.parties, "您", ROLE_CUSTOMER));
}

TEST(party_end_customers_are_no_party_beside_the_sides)
{
	struct seen s =
		see_text(test->arena, "外包合同\n甲方（委托方）：____\n乙方（受托方）：____\n"
				      "一、乙方接听甲方客户来电，客户满意后结束，用户可以评价。\n"
				      "二、双方及任何一方不得泄露，对方有权追究。\n");

	CHECK(!called(s.parties, "客户") && !called(s.parties, "用户"));
	CHECK(!called(s.parties, "双方") && !called(s.parties, "对方"));
}

TEST(party_text_without_party_words_has_none)
{
	CHECK_UINT(see_text(test->arena, "今天天气很好。\n明天可能下雨。\n").parties.n, 0);
}

TEST(mention_marks_keep_every_byte)
{
	struct seen s =
		see_text(test->arena, "协议\n甲方（委托方）：\n乙方（服务方）：\n甲方有权通知乙方，"
				      "服务方式另定。\xEE\x80\x80\xEE\x80\x8F\n委托方付款。\n");
	struct str marked = s.marked, text = s.norm->text;

	CHECK_UINT(marked.n, text.n);
	CHECK_UINT(utf8_valid_prefix(marked), marked.n);
	CHECK(!str_contains(marked, STR("甲方")) && !str_contains(marked, STR("委托方")));
	CHECK(str_contains(marked, STR("服务方式"))); /* no mention of 服务方 */
	CHECK(str_contains(marked,
			   STR("\xEE\x80\x80\xEE\x80\x8F有权通知\xEE\x80\x81\xEE\x80\x8F，")));
	CHECK(str_contains(marked, STR("\xEF\xBF\xBD\xEF\xBF\xBD")));
	for (uint32_t i = 0, m = 0; i < text.n; i++) {
		while (m < s.mentions.n && s.mentions.p[m].at.end <= i)
			m++;
		if ((m == s.mentions.n || i < s.mentions.p[m].at.begin) && marked.p[i] != text.p[i])
			CHECK((unsigned char)marked.p[i] >= 0x80);
	}
}

TEST(mention_marks_are_the_same_piece_by_piece)
{
	static const char *const contract =
		"协议\n甲方（委托方）：________\n乙方（服务方）：【  】\n甲方有权在____年__月__日通知乙方，"
		"乙方应支付XX元。\xEE\x80\x81委托方付款{{amount}}元。\n";
	static const uint32_t sizes[] = {1, 2, 7, 300, 5000, 9000, 40000};
	struct seen s = see(test->arena, repeat(test->arena, contract, 1500));
	struct marked *marked = marked_new(test->arena, s.norm->text, s.facts);
	uint32_t n = (uint32_t)s.norm->text.n, random = 1;

	CHECK(n > 200000 && s.facts->blanks.n > 1500);
	for (uint32_t i = 0; i < 4000; i++) {
		struct span at;

		random = random * 1103515245 + 12345;
		at.begin = i % 3 ? (random >> 8) % n : i * 50;
		at.end = at.begin + sizes[i % 7];
		if (at.end > n)
			at.end = n;
		CHECK(str_equal(marked_at(marked, at), str_at(s.marked, at)));
	}
}

TEST(mention_of_a_site_that_is_used_is_none)
{
	struct seen s =
		see_text(test->arena, "条款\n您使用本网站即表示同意。本网站有权变更。您应守法。\n"
				      "本网站不承担责任。\n");

	CHECK(str_contains(s.marked, STR("使用本网站")));
	CHECK(!str_contains(s.marked, STR("本网站有权")));
}

TEST(mention_at_knows_who_is_spoken_of)
{
	struct seen s = see_text(test->arena, "甲方：\n乙方：\n甲方通知乙方，乙方回复甲方。\n");
	size_t reply = str_find(s.norm->text, STR("回复甲方"), 0);

	CHECK_UINT(mention_at(s.mentions, (uint32_t)reply), UINT32_MAX);
	CHECK_UINT(mention_at(s.mentions, (uint32_t)reply - 6), 1);
	CHECK_UINT(mention_at(s.mentions, (uint32_t)reply + 6), 0);
	CHECK_UINT(mention_at(s.mentions, (uint32_t)s.norm->text.n), UINT32_MAX);
}

TEST(party_search_is_bounded_on_hostile_text)
{
	static const char *const pieces[] = {"甲方",
					     "甲方（",
					     "以下简称“",
					     "您有权",
					     "（以下简称甲方）",
					     "乙方：\n",
					     "本平台平台平台有权",
					     "\xEE\x80\x80"};

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct seen s = see(test->arena, repeat(test->arena, pieces[i], 50000));

		CHECK_UINT(s.marked.n, s.norm->text.n);
		CHECK(s.parties.n <= PARTIES_MAX);
	}
}

TEST(party_words_of_a_single_sentence_are_parties)
{
	struct seen s = see_text(test->arena, "甲方可以随时解除本合同。");

	CHECK(has_role(s.parties, "甲方", ROLE_CUSTOMER));
	CHECK_UINT(s.mentions.n, 1);
	s = see_text(test->arena, "本公司得隨時停止會員之帳號。");
	CHECK(has_role(s.parties, "本公司", ROLE_PROVIDER));
	CHECK(has_role(s.parties, "会员", ROLE_CUSTOMER));
	s = see_text(test->arena, "由受託人所在地法院管轄。");
	CHECK(has_role(s.parties, "受托人", ROLE_PROVIDER));
	s = see_text(test->arena, "服务费每月结算一次。");
	CHECK_UINT(s.parties.n, 0);
}

TEST(party_names_of_the_header_are_parties_whatever_the_word)
{
	struct seen s = see_text(test->arena, "保密协议\n資料方：____\n閱覽方：青禾有限公司\n"
					      "一、資料方應提供目錄，資料方得隨時收回。\n"
					      "二、閱覽方不得外傳，閱覽方應妥善保管。\n");

	CHECK_UINT(s.parties.n, 2);
	CHECK(has_role(s.parties, "资料方", ROLE_OTHER));
	CHECK(has_role(s.parties, "阅览方", ROLE_OTHER));
	s = see_text(test->arena, "委託人：____（以下簡稱「貨主」）\n"
				  "受託人：遠岸股份有限公司（以下簡稱「棧房」）\n"
				  "一、棧房應清點貨物，棧房得酌收費用。\n"
				  "二、貨主應按時提貨，貨主不得存放危險物品。\n");
	CHECK(has_role(s.parties, "货主", ROLE_CUSTOMER));
	CHECK(has_role(s.parties, "栈房", ROLE_PROVIDER));
	s = see_text(test->arena, "货物：棉布\n包装：纸箱\n"
				  "货物应当合格，货物不得受潮。包装应牢固，包装应完整。\n");
	CHECK_UINT(s.parties.n, 0);
}
