#include "test.h"

#include <string.h>
#include "base/utf8.h"
#include "text/norm.h"

static const struct norm *norm_of(struct test_run *test, const char *text)
{
	struct error error;

	return normalise(test->arena,
			 source_read(test->arena, STR("x"), str_from(text), ENC_UTF8, &error));
}

/* {as written, as rules see it}. */
struct pair {
	const char *text, *want;
};

static void check_pairs(struct test_run *test, const struct pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		CHECK_STR(norm_of(test, pairs[i].text)->text, pairs[i].want);
}

#define CHECK_PAIRS(...)                                                                           \
	do {                                                                                       \
		static const struct pair pairs_[] = {__VA_ARGS__};                                 \
		check_pairs(test, pairs_, sizeof pairs_ / sizeof pairs_[0]);                       \
	} while (0)

TEST(norm_is_simplified_by_words_before_characters)
{
	CHECK_PAIRS({"雙方應於30日內簽訂補充協議", "双方应于30日内签订补充协议"},
		    {"計畫與規劃，計劃", "计划与规划，计划"}, {"乾坤未乾", "乾坤未干"},
		    {"著作權人朝著目標，成效顯著", "著作权人朝着目标，成效显著"},
		    {"客⼾與⼈民", "客户与人民"}, {"更\xEF\xA4\x81", "更更"},
		    {"⻔市⻓期", "门市长期"});
}

TEST(norm_has_half_width_letters_digits_and_signs)
{
	CHECK_PAIRS({"ＳＬＡ达到９９．９％", "SLA达到99.9%"},
		    {"ａ／ｂ－ｃ＋ｄ＝ｅ＃ｆ＆ｇ＠ｈ＊ｉ～ｊ＿ｋ", "a/b-c+d=e#f&g@h*i~j_k"},
		    {"①㈠⑴Ⅳ㎡¹", "①㈠⑴Ⅳ㎡¹"}, {"${x}<a>|b|", "${x}<a>|b|"});
}

TEST(norm_has_chinese_punctuation)
{
	CHECK_PAIRS({"甲方(\"供方\"),乙方;丙方:丁方?是!", "甲方（“供方”），乙方；丙方：丁方？是！"},
		    {"1,000元,9:00至18:00", "1,000元，9:00至18:00"},
		    {"见https://a.cn/x", "见https://a.cn/x"},
		    {"服务期满.双方另议.\n甲方.", "服务期满。双方另议。\n甲方。"},
		    {"一.服务\n第二.付款\n3.5元", "一.服务\n第二.付款\n3.5元"},
		    {"[甲]〔乙〕［丙］【丁】", "【甲】【乙】【丙】【丁】"},
		    {"「甲」『乙』｢丙｣", "“甲”‘乙’“丙”"}, {"甲、乙､丙｡", "甲、乙、丙。"});
}

TEST(norm_straight_quotes_alternate_within_a_line)
{
	CHECK_PAIRS({"\"甲\"和\"乙\"", "“甲”和“乙”"}, {"\"甲\n\"乙\"", "“甲\n“乙”"});
}

TEST(norm_keeps_blanks_one_for_one)
{
	CHECK_PAIRS({"＿＿﹍‗_", "_____"}, {"___年__月", "___年__月"}, {"\\_\\_日", "__日"});
}

TEST(norm_shows_gaps)
{
	CHECK_PAIRS({"甲方：   乙方：", "甲方：␣乙方："}, {"在      日内", "在␣日内"},
		    {"地址：\t\n电话：", "地址：␣\n电话："}, {"甲方　　乙方", "甲方␣乙方"},
		    {"甲　乙", "甲乙"}, {"    年    月    日", "年␣月␣日"},
		    {"签订日期：    年   月   日", "签订日期：␣年␣月␣日"});
}

TEST(norm_drops_space_that_only_spreads)
{
	CHECK_PAIRS({"合 同 书", "合同书"}, {"合    同    书", "合同书"},
		    {"名    称：某公司", "名称：某公司"}, {"甲 方 ： 某", "甲方：某"},
		    {"24 小时", "24小时"}, {"5 %，￥ 100", "5%，￥100"}, {"____ ____", "____ ____"},
		    {"Service  Level", "Service Level"}, {"1. 合同", "1.合同"},
		    {"\t甲方\xC2\xA0应当", "甲方应当"});
}

TEST(norm_lines_end_in_one_lf)
{
	CHECK_PAIRS({"甲\r\n乙\r丙\n\n\n丁\n", "甲\n乙\n丙\n丁\n"}, {"\n\n甲", "甲"},
		    {"甲\n　　乙", "甲\n乙"}, {"甲\f乙\n \n", "甲\n乙\n"},
		    {"甲\xE2\x80\xA8乙", "甲\n乙"});
}

TEST(norm_drops_lines_that_are_page_numbers)
{
	CHECK_PAIRS({"甲\n第 3 页 共 10 页\n乙", "甲\n乙"}, {"甲\n- 3 -\n乙", "甲\n乙"},
		    {"甲\n3/10\n", "甲\n"}, {"甲\n第３頁／共９頁\n乙", "甲\n乙"},
		    {"Page 2 of 7\n甲", "甲"}, {"甲\n0/150\n3\n", "甲\n0/150\n3\n"},
		    {"甲\n第 页 共 页\n", "甲\n第页共页\n"});
}

TEST(norm_drops_pinyin)
{
	CHECK_PAIRS({"服務(wù)質（zhì）量", "服务质量"}, {"人民幣_(tái)___元", "人民币____元"},
		    {"務(wù)的(de)", "务的"}, {"的(de)", "的（de）"},
		    {"務(wù)以下(a)項(xi)", "务以下（a）项（xi）"},
		    {"甲方(SLA)務(wù)", "甲方（SLA）务"}, {"務(wu\xCC\x80)", "务"},
		    {"等级(lv)級(jí)", "等级级"});
}

TEST(norm_drops_what_cannot_be_seen)
{
	CHECK_PAIRS({"甲\xE2\x80\x8B方\xEF\xBB\xBF有\xC2\xAD权", "甲方有权"},
		    {"甲\xE2\x80\xAE方\xE2\x80\xAC", "甲方"}, {"葛\xF3\xA0\x84\x80城", "葛城"});
}

TEST(norm_drops_markdown_of_emphasis_and_escapes)
{
	CHECK_PAIRS({"**甲方**应", "甲方应"}, {"**甲方：****乙方**", "甲方：乙方"},
		    {"138****1234", "138****1234"}, {"张**", "张**"}, {"***元", "***元"},
		    {"1\\. 甲\\*\\*乙\\\\", "1.甲**乙\\"}, {"a\\b", "a\\b"});
}

static const char wrapped[] = "本合同由甲方委托乙方提供客户服务外包，乙方应按照约定的服务\n"
			      "标准为甲方的用户提供咨询、投诉处理和回访等服务，并应当保证\n"
			      "服务人员具备相应的能力；甲方应按照约定的时间和金额向乙方支\n"
			      "\n- 1 -\n\n"
			      "付服务费用，逾期支付的，应当就逾期部分按日支付违约金给乙方。\n"
			      "甲方（盖章）：____________________________________________\n"
			      "乙方（盖章）：____________________________________________\n"
			      "第二条 任何一方违反本合同的约定给对方造成损失的，应承担赔偿\n"
			      "责任。The service level of this agreement is measured every\n"
			      "month. 30 days.\n";

TEST(norm_joins_hard_wraps_and_nothing_else)
{
	const struct norm *norm = norm_of(test, wrapped);

	CHECK_STR(norm->text, "本合同由甲方委托乙方提供客户服务外包，乙方应按照约定的服务"
			      "标准为甲方的用户提供咨询、投诉处理和回访等服务，并应当保证"
			      "服务人员具备相应的能力；甲方应按照约定的时间和金额向乙方支"
			      "付服务费用，逾期支付的，应当就逾期部分按日支付违约金给乙方。\n"
			      "甲方（盖章）：____________________________________________\n"
			      "乙方（盖章）：____________________________________________\n"
			      "第二条任何一方违反本合同的约定给对方造成损失的，应承担赔偿"
			      "责任。The service level of this agreement is measured every "
			      "month. 30 days.\n");
	CHECK_UINT(norm->fold_totals[FOLD_HARD_WRAP], 5);
	CHECK_UINT(norm->fold_totals[FOLD_PAGE_NUMBER], 1);
}

TEST(norm_keeps_short_lines_apart)
{
	CHECK_PAIRS({"甲方：____\n乙方：____\n", "甲方：____\n乙方：____\n"},
		    {"合同名称\n合同编号\n签订地点", "合同名称\n合同编号\n签订地点"});
}

TEST(norm_folds_are_counted_and_placed)
{
	const struct norm *norm = norm_of(test, "服務(wù)\xE2\x80\x8B\xE2\x80\x8B\n客⼾\n- 1 -\n");

	CHECK_UINT(norm->fold_count, 4);
	CHECK_UINT(norm->folds[0].kind, FOLD_PINYIN);
	CHECK_UINT(norm->folds[0].src.begin, 6);
	CHECK_UINT(norm->folds[0].src.end, 11);
	CHECK_UINT(norm->folds[1].kind, FOLD_ZERO_WIDTH);
	CHECK_UINT(span_size(norm->folds[1].src), 6);
	CHECK_UINT(norm->folds[2].kind, FOLD_KANGXI);
	CHECK_UINT(norm->folds[3].kind, FOLD_PAGE_NUMBER);
}

TEST(norm_of_clean_text_is_one_run)
{
	const struct norm *norm = norm_of(test, "第一条 服务\n");

	CHECK_UINT(norm_of(test, "第一条服务期限为____年，自2026年1月1日起。\n雙方同意。\n")
			   ->run_count,
		   2);
	/* What is dropped is a run without text. */
	CHECK_UINT(norm->run_count, 4);
	CHECK_UINT(norm->runs[3].norm, norm->text.n);
}

static const char *const samples[] = {
	"第三條\t服務期限(qī)限為____年，自生效之日起計算。\r\n\r\n甲 方：　　　乙方：\n— 2 —\n客⼾\xE2\x80\x8B服务",
	"第三条 服务期限为＿＿年,自合同生效之日起计算.\n**甲方**(以下简称\"委托方\")  应按 SLA 付款；人民币１，０００元",
	"著作權歸甲方所有，乙方應於帳戶內覆核參拾萬元整；計畫   日",
	wrapped,
	"\n\n  一行\n",
	"無",
};

static void check_map(struct test_run *test, const char *text)
{
	const struct norm *norm = norm_of(test, text);
	const struct norm_run *runs = norm->runs;
	uint32_t size = (uint32_t)strlen(text), last = 0;

	CHECK(runs[0].norm == 0 && runs[0].src == 0);
	CHECK_UINT(runs[norm->run_count - 1].norm, norm->text.n);
	CHECK_UINT(runs[norm->run_count - 1].src, size);
	CHECK_UINT(utf8_valid_prefix(norm->text), norm->text.n);
	for (uint32_t j = 1; j < norm->run_count; j++)
		CHECK(runs[j].norm >= runs[j - 1].norm && runs[j].src >= runs[j - 1].src);
	for (uint32_t at = 0; at <= size; at++) {
		uint32_t to = source_to_norm(norm, at);
		CHECK(to >= last && to <= norm->text.n);
		last = to;
	}
	CHECK_UINT(last, norm->text.n);
	last = 0;
	for (uint32_t at = 0; at < norm->text.n; at++) {
		struct span src = norm_to_source(norm, (struct span){at, at + 1});
		CHECK(src.begin < src.end && src.end <= size && src.begin >= last);
		last = src.begin;
	}
}

TEST(norm_map_is_monotone_and_total)
{
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		check_map(test, samples[i]);
}

/* The pieces in any order, the same on every run. */
TEST(norm_map_is_monotone_and_total_on_random_text)
{
	static const char *const pieces[] = {"甲",
					     "務",
					     "(wù)",
					     "（de）",
					     "**",
					     "\\",
					     "_",
					     " ",
					     "    ",
					     "　",
					     "\t",
					     "\n",
					     "\r\n",
					     "\n\n",
					     ",",
					     ".",
					     "1",
					     "a",
					     ":",
					     "\"",
					     "［",
					     "Ａ",
					     "\xE2\x80\x8B",
					     "⼾",
					     "覆核",
					     "𠀀",
					     "- 1 -\n",
					     "\xE2\x80\xA8",
					     "第1页\n",
					     "\xEF\xA9\xAC"};
	uint32_t seed = 1;

	for (int round = 0; round < 400; round++) {
		char text[1024] = "甲";
		for (size_t n = strlen(text); n < 200 + (seed >> 24);) {
			const char *piece;
			seed = seed * 1664525 + 1013904223;
			piece = pieces[(seed >> 8) % (sizeof pieces / sizeof pieces[0])];
			strcpy(text + n, piece);
			n += strlen(piece);
		}
		check_map(test, text);
	}
}

static bool is_boundary(struct str s, size_t at)
{
	return at == s.n || ((unsigned char)s.p[at] & 0xC0) != 0x80;
}

/* Spans whose ends are neither space nor something that its neighbours decide about. */
static bool is_solid(struct str s, struct span at)
{
	static const char odd[] = "\n ␣“”：，。._-*、；（）著作复核叁拾万计划";
	size_t end = at.end;
	char first[5] = {0}, last[5] = {0};

	utf8_put(first, utf8_peek(s, at.begin));
	utf8_put(last, utf8_prev(s, &end));
	return !strstr(odd, first) && !strstr(odd, last);
}

TEST(norm_source_of_a_span_folds_to_the_span)
{
	unsigned checked = 0;

	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		const struct norm *norm = norm_of(test, samples[i]);
		struct str source = str_from(samples[i]);
		for (uint32_t begin = 0; begin < norm->text.n; begin++) {
			for (uint32_t end = begin + 1; end <= norm->text.n && end < begin + 90;
			     end++) {
				struct span at = {begin, end}, src;
				struct str piece;
				if (!is_boundary(norm->text, begin) ||
				    !is_boundary(norm->text, end) || !is_solid(norm->text, at))
					continue;
				src = norm_to_source(norm, at);
				CHECK(src.begin < src.end && src.end <= source.n);
				CHECK_UINT(source_to_norm(norm, src.begin), begin);
				piece = str_cut(source, src.begin, src.end);
				/* Wraps and pairs need what is around them. */
				if (samples[i] == wrapped ? str_contains(piece, STR("\n"))
							  : str_contains(piece, STR("**")) ||
								    str_contains(piece, STR("\"")))
					continue;
				CHECK_STR(norm_of(test, arena_str(test->arena, piece).p)->text,
					  arena_str(test->arena, str_at(norm->text, at)).p);
				checked++;
			}
		}
	}
	CHECK(checked > 1000);
}

TEST(norm_to_source_leaves_dropped_text_outside)
{
	const struct norm *norm = norm_of(test, "服務(wù) 費(fèi)用");
	struct span src = norm_to_source(norm, (struct span){3, 6});

	CHECK_UINT(src.begin, 3);
	CHECK_UINT(src.end, 6);
	src = norm_to_source(norm, (struct span){6, 9});
	CHECK_UINT(src.begin, 12);
	CHECK_UINT(src.end, 15);
	CHECK_UINT(span_size(norm_to_source(norm, (struct span){6, 6})), 0);
	src = norm_to_source(norm, (struct span){6, 99});
	CHECK_UINT(src.end, 24);
}

TEST(norm_of_hostile_text_is_bounded)
{
	static const char *const pieces[] = {"*",  "**a",  "(",	 "務(wù", " ",	 "\xE2\x80\x8B",
					     "\\", "，",   ",",	 "\t",	  "\n",	 "\r",
					     ". ", "____", "\"", "合 ",	  "[\t", "\xEF\xA9\xAC"};

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		size_t n = strlen(pieces[i]);
		char *text = arena_alloc(test->arena, 100000 * n + 4);
		const struct norm *norm;
		for (size_t j = 0; j < 100000; j++)
			memcpy(text + j * n, pieces[i], n);
		memcpy(text + 100000 * n, "甲", 4);
		norm = norm_of(test, text);
		CHECK(str_ends(norm->text, STR("甲")));
	}
}

TEST(fold_phrase_folds_like_the_text)
{
	CHECK_STR(fold_phrase(test->arena, STR("自動續約")), "自动续约");
	CHECK_STR(fold_phrase(test->arena, STR("覆核(甲)")), "复核（甲）");
	CHECK_STR(fold_phrase(test->arena, STR("第 3 页")), "第3页");
	CHECK_STR(fold_phrase(test->arena, STR("")), "");
}
