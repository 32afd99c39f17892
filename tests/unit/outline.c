#include "clause/outline.h"

#include <string.h>
#include "render.h"
#include "test.h"

#define CHECK_TREE(text, want) CHECK_STR(render_tree(test->arena, (text)), (want))

TEST(outline_one_line_with_glued_headings)
{
	CHECK_TREE(
		"甲方：海风公司乙方：青松公司第一条合作内容1.1乙方负责清洗外墙。1.2每季度一次。"
		"第二条费用2.1甲方应分两次付款：2.1.1首付三成；2.1.2验收后付清。第三条保密条款3.1双方保密。",
		"H:* 第一条<合作内容>(1.1 1.2) 第二条<费用>(2.1(2.1.1 2.1.2)) 第三条<保密条款>(3.1)");
}

TEST(outline_one_line_of_headings_only)
{
	CHECK_TREE("1.项目概况1.1双方1.2编号1.3地点2.服务范围2.1内容2.2时间",
		   "1<项目概况>(1.1 1.2 1.3) 2<服务范围>(2.1 2.2)");
}

TEST(outline_levels_of_a_usual_contract)
{
	CHECK_TREE(
		"供货合同\n一、标的\n（一）设备\n1、主机\n（1）外壳；\n（2）电源。\n2、备件\n（二）资料\n"
		"二、价款\n（一）总价\n",
		"H:* 一、<标的>(（一）<设备>(1、<主机>(（1） （2）) 2、) （二）) 二、<价款>(（一）)");
}

TEST(outline_articles_below_chapters)
{
	CHECK_TREE(
		"第一章总则\n第一条目的\n为了合作。\n第二条定义\n略。\n第二章费用\n第三条价款\n第四条发票\n",
		"第一章<总则>(第一条<目的> 第二条<定义>) 第二章<费用>(第三条<价款> 第四条<发票>)");
}

TEST(outline_chapters_among_articles_of_one_sequence)
{
	CHECK_TREE(
		"第一条目的\n第二条费用\n2.1按月付。\n第三条附则\n第二章费用\n2.1按季付。\n第三条人员\n第四章保密\n第五条其他\n",
		"第一条<目的> 第二条<费用>(2.1) 第三条<附则> 第二章<费用>(2.1#2) 第三条#2<人员> "
		"第四章<保密> 第五条<其他>");
}

TEST(outline_references_are_not_clauses)
{
	CHECK_TREE(
		"第一条付款\n甲方按照第二条约定付款，逾期的依据第三条处理。根据本合同第1.2款执行。\n"
		"第二条验收\n依《民法典》第五百条办理；第三条的规定除外。\n第三条违约\n见第一条。\n",
		"第一条<付款> 第二条<验收> 第三条<违约>");
}

TEST(outline_decimals_dates_and_times_are_not_clauses)
{
	CHECK_TREE(
		"1.价格\n按1.5倍计，可用性99.5%，单价9.00元。2024.5.1起，每日9:00至18:00，7x24小时。\n"
		"2.期限\n共3个月。电话400-820-1234。\n",
		"1<价格> 2<期限>");
}

TEST(outline_digits_glued_to_text)
{
	CHECK_TREE("双方义务\n1乙方保证质量。\n2乙方按时交货。\n3甲方按时付款。\n", "H:* 1 2 3");
}

TEST(outline_hyphens_and_trailing_dots)
{
	CHECK_TREE(
		"第一条定义\n1-1货物是指茶叶。\n1-2买方是指甲方。\n第二条交货\n2.1.地点。\n2.2.时间。\n",
		"第一条<定义>(1-1 1-2) 第二条<交货>(2.1 2.2)");
}

TEST(outline_missing_duplicate_and_backward_numbers)
{
	CHECK_TREE(
		"第一条甲\n略。\n第二条乙\n略。\n第四条丁\n略。\n第三条丙\n略。\n第四条戊\n略。\n第五条己\n",
		"第一条<甲> 第二条<乙> 第四条<丁> 第三条<丙> 第四条#2<戊> 第五条<己>");
}

TEST(outline_lists_that_begin_again_are_no_repeats)
{
	CHECK_TREE("一、甲方义务\n1、付款；\n2、验收。\n二、乙方义务\n1、供货；\n2、保修。\n",
		   "一、<甲方义务>(1、 2、) 二、<乙方义务>(1、 2、)");
}

TEST(outline_list_behind_a_colon_in_the_same_style)
{
	CHECK_TREE("1.用户义务\n2.用户不得：\n1.发布广告；\n2.冒用账号；\n3.平台有权处理。\n",
		   "1 2(1 2 3)");
	CHECK_TREE("一、义务\n1.守法。\n2.不得有下列行为：\n1.广告；\n2.冒用；\n二、其他\n",
		   "一、<义务>(1 2(1 2)) 二、<其他>");
}

TEST(outline_missing_middle_level)
{
	CHECK_TREE("第三条权利\n（一）甲方\n3.1.1监督。\n3.1.2验收。\n（二）乙方\n3.2.1收费。\n",
		   "第三条<权利>(（一）<甲方>(3.1.1 3.1.2) （二）<乙方>(3.2.1))");
}

TEST(outline_several_contracts_in_one_file)
{
	CHECK_TREE("一、标的\n茶叶。\n二、价款\n面议。\n一、标的\n茶具。\n二、价款\n另议。\n",
		   "一、<标的> 二、<价款> 一、#2<标的> 二、#2<价款>");
}

TEST(outline_annexes_begin_numbers_again)
{
	CHECK_TREE(
		"第一条标的\n见附件一。\n第二条价款\n面议。\n附件一：设备清单\n1.主机两台。\n2.备件一套。\n附件二\n一、培训\n",
		"第一条<标的> 第二条<价款> A:附件一<设备清单>(A:1 A:2) A:附件二(A:一、<培训>)");
}

TEST(outline_list_of_annexes_is_no_annex)
{
	CHECK_TREE(
		"第一条标的\n茶叶。\n第二条附件\n本合同附件：\n附件一：清单\n附件二：报价\n第三条生效\n签字生效。\n",
		"第一条<标的> 第二条<附件> 第三条<生效>");
}

TEST(outline_markdown_headings)
{
	CHECK_TREE(
		"# 服务协议\n## 范围\n提供云主机。\n## 费用\n### 计费\n按量。\n### 退款\n不退。\n## 其他\n略。\n",
		"H:* <范围> <费用>(<计费> <退款>) <其他>");
	CHECK_TREE("# 协议\n## 第一条 范围\n- 1.云主机\n- 2.存储\n## 第二条 费用\n按量。\n",
		   "H:* 第一条<范围>(1 2) 第二条<费用>");
}

TEST(outline_bullets_below_numbers)
{
	CHECK_TREE("1.范围\n•安装\n•培训\n2.费用\n---\n按次。\n", "1<范围>(* *) 2<费用>");
}

TEST(outline_headings_without_numbers)
{
	CHECK_TREE(
		"软件委托合同\n甲方：\n乙方：\n委托事项\n甲方委托乙方开发仓储软件，乙方同意接受委托。\n"
		"乙方的义务\n乙方应当按时交付软件，并提供一年维护。\n费用\n1.总价面议。\n2.分期支付。\n"
		"争议的解决\n双方协商解决，协商不成的向法院起诉。\n",
		"H:* <委托事项> <乙方的义务> <费用>(1 2) <争议的解决>");
}

TEST(outline_text_without_any_structure)
{
	CHECK_TREE("双方同意合作，费用另议。\n其余不论。", "");
	CHECK_TREE("", "");
}

TEST(outline_titles)
{
	CHECK_TREE(
		"第一条（服务期限）自签署之日起一年。\n第二条：费用\n每月付。\n第三条甲方应在三日内付款。\n"
		"第四条【保密】双方保密。\n第五条期限为____年\n其余略。\n第六条验收：\n乙方通知甲方验收。\n",
		"第一条<服务期限> 第二条<费用> 第三条 第四条<保密> 第五条 第六条<验收>");
}

TEST(outline_lead_in_is_not_a_title)
{
	CHECK_TREE(
		"5.服务\n5.1乙方应达到以下标准：\n5.1.1接通率九成；\n5.1.2当日回复。\n5.2考核：\n5.2.1按月。\n",
		"5<服务>(5.1(5.1.1 5.1.2) 5.2<考核>(5.2.1))");
}

TEST(outline_letters_and_romans_follow_their_list)
{
	CHECK_TREE("1.方式\nA.现场；\nB.远程；\nC.电话。\n2.时间\n（i）白天；\n（ii）夜间。\n",
		   "1<方式>(A B C) 2<时间>(（i） （ii）)");
}

TEST(outline_letters_that_are_romans_too)
{
	CHECK_TREE(
		"1.方式\n（i）甲；\n（ii）乙；\n（iii）丙；\n（iv）丁；\n（v）戊；\n（vi）己。\n",
		"1<方式>(（i） （ii） （iii） （iv） （v） （vi）)");
	CHECK_TREE(
		"1.方式\na.甲；\nb.乙；\nc.丙；\nd.丁；\ne.戊；\nf.己；\ng.庚；\nh.辛；\ni.壬；\nj.癸。\n",
		"1<方式>(a b c d e f g h i j)");
}

TEST(outline_sections)
{
	struct str text =
		STR("第六条费用6.1按月付：6.1.1首月；6.1.2次月。第六章费用6.1按季付：6.1.1首季。");
	struct norm norm = {.text = text};
	const struct outline *outline = segment(test->arena, &norm);
	uint32_t last = outline->clause_count - 1;

	CHECK_UINT(outline->clauses[last].occurrence, 2);
	CHECK_UINT(outline_section(outline, last),
		   outline->clauses[outline->clauses[last].parent].parent);
	CHECK_UINT(outline_section(outline, 0), 0);
}

/* Laws that hold for any text: preorder, spans within parents, sentences in order within clauses.
 */
static bool lawful(const struct outline *outline, uint32_t size)
{
	for (uint32_t i = 0; i < outline->clause_count; i++) {
		const struct clause *clause = &outline->clauses[i],
				    *up = &outline->clauses[clause->parent];
		if (clause->at.begin > clause->at.end || clause->at.end > size ||
		    clause->after <= i || clause->after > outline->clause_count ||
		    (i && (clause->parent >= i || !span_holds(up->at, clause->at) ||
			   clause->depth != up->depth + 1)) ||
		    !span_holds(clause->at, clause->body) ||
		    !span_holds(clause->at, clause->title) ||
		    (i && !span_holds(clause->at, clause->label)))
			return false;
	}
	for (uint32_t i = 0; i < outline->sentence_count; i++) {
		const struct sentence *sentence = &outline->sentences[i];
		if (sentence->at.begin >= sentence->at.end ||
		    !span_holds(outline->clauses[sentence->clause].at, sentence->at) ||
		    (i && sentence[-1].at.end > sentence->at.begin) ||
		    outline_sentence_at(outline, sentence->at.begin) != i ||
		    outline_clause_at(outline, sentence->at.begin) != sentence->clause)
			return false;
	}
	return true;
}

static bool survives(struct arena *arena, const char *unit, size_t bytes)
{
	size_t n = strlen(unit), count = bytes / n;
	char *text = arena_alloc(arena, n * count + 1);
	struct norm norm = {.text = {text, n * count}};

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * n, unit, n);
	return lawful(segment(arena, &norm), (uint32_t)norm.text.n);
}

TEST(outline_hostile_texts_keep_the_laws)
{
	static const char *const units[] = {"第一条",
					    "1",
					    "一",
					    "1、",
					    "1、\n",
					    "1.1",
					    ".1",
					    "（",
					    "“甲",
					    "1.：\n",
					    "附件1\n",
					    "附件1 ",
					    "目录\n1.甲\n2.乙\n3.丙\n",
					    "1.甲\n甲方（盖章）：\n日期：\n",
					    " ",
					    "\n",
					    "；",
					    "（a）（b）",
					    "①②③",
					    "# 甲\n## 乙\n",
					    "87654321、甲\n",
					    "\xE7\xAC",
					    "下载本文档\n",
					    "第一条（一）1.1甲。",
					    "-",
					    "•\n",
					    "费用\n甲方应当付款，乙方应当交货。\n",
					    "1.1.1.1.1.1.1.1.1.1\n",
					    "（以下无正文）\n",
					    "第一章\n第一条\n"};

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		bool good = survives(test->arena, units[i], 100000);
		if (!good)
			fprintf(stderr, "unit %s\n", units[i]);
		CHECK(good);
	}
}
