#include "test.h"

#include <stdlib.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include "base/utf8.h"
#include "text/fold.h"
#include "text/hant.h"
#include "text/norm.h"
#include "text/pass.h"

#define FOLD_CHAR(from, to) {from, to},
#define FOLD_WORD(from, to)
#define HANT_CHAR(from, to)
#define HANT_WORD(from, to)
static const struct {
	const char *from, *to;
} fold_chars[] = {
#include "text/patches.def"
};
#undef FOLD_CHAR
#undef FOLD_WORD
#define FOLD_CHAR(from, to)
#define FOLD_WORD(from, to) {from, to},
static const struct {
	const char *from, *to;
} fold_words_patched[] = {
#include "text/patches.def"
};
#undef FOLD_WORD
#undef HANT_WORD
#define FOLD_WORD(from, to)
#define HANT_WORD(from, to) {from, to},
static const struct {
	const char *from, *to;
} hant_words_patched[] = {
#include "text/patches.def"
};

TEST(fold_patches_hold)
{
	for (size_t i = 0; i < sizeof fold_chars / sizeof fold_chars[0]; i++)
		CHECK_STR(fold_phrase(test->arena, str_from(fold_chars[i].from)), fold_chars[i].to);
	for (size_t i = 0; i < sizeof fold_words_patched / sizeof fold_words_patched[0]; i++)
		CHECK_STR(fold_phrase(test->arena, str_from(fold_words_patched[i].from)),
			  fold_words_patched[i].to);
}

TEST(hant_patches_hold)
{
	for (size_t i = 0; i < sizeof hant_words_patched / sizeof hant_words_patched[0]; i++)
		CHECK_STR(to_traditional(test->arena, str_from(hant_words_patched[i].from)),
			  hant_words_patched[i].to);
}

TEST(fold_of_folded_text_changes_nothing)
{
	for (uint32_t cp = 0x2E80; cp < FOLD_END; cp++)
		CHECK_UINT(fold_cp(fold_cp(cp)), fold_cp(cp));
}

TEST(fold_never_outgrows_the_room_that_the_survey_asks_for)
{
	char from[4], to[4];

	for (uint32_t cp = 1; cp < FOLD_END; cp++) {
		struct str one = {from, utf8_put(from, cp)};
		CHECK(utf8_put(to, fold_cp(cp)) <= one.n + survey_lines(one).growth);
	}
}

static bool is_patched(uint32_t cp)
{
	for (size_t i = 0; i < sizeof fold_chars / sizeof fold_chars[0]; i++)
		if (utf8_peek(str_from(fold_chars[i].from), 0) == cp)
			return true;
	return false;
}

static void close_transliterator(void *trans)
{
	utrans_close(trans);
}

static UTransliterator *open_transliterator(struct arena *arena)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar name[32];
	UTransliterator *trans;

	u_uastrcpy(name, "Traditional-Simplified");
	trans = utrans_openU(name, -1, UTRANS_FORWARD, NULL, -1, NULL, &status);
	arena_defer(arena, close_transliterator, trans);
	return trans;
}

static struct str by_icu(struct arena *arena, UTransliterator *trans, struct str text)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar units[512];
	char *utf8 = arena_alloc(arena, sizeof units * 3);
	int32_t n = 0, limit, size = 0;

	u_strFromUTF8(units, 256, &n, text.p, (int32_t)text.n, &status);
	limit = n;
	utrans_transUChars(trans, units, &n, 512, 0, &limit, &status);
	u_strToUTF8(utf8, (int32_t)sizeof units * 3, &size, units, n, &status);
	return U_SUCCESS(status) ? (struct str){utf8, (size_t)size} : STR_NONE;
}

TEST(fold_agrees_with_icu_on_every_code_point)
{
	UTransliterator *trans = open_transliterator(test->arena);
	char bytes[4];

	for (uint32_t cp = 0x3400; cp < 0x2A6E0; cp++) {
		struct str one = {bytes, utf8_put(bytes, cp)};
		if (!cp_is_han(cp) || (cp >= 0xF900 && cp <= 0xFAFF) || is_patched(cp))
			continue;
		CHECK_UINT(fold_cp(cp), utf8_peek(by_icu(test->arena, trans, one), 0));
	}
}

TEST(fold_agrees_with_icu_on_running_text)
{
	static const char *const texts[] = {
		"委託方與受託方就客戶服務外包事宜，經友好協商，達成如下協議。",
		"乙方違反保密義務者，應賠償甲方因此所受之損害，並給付懲罰性違約金。",
		"本契約期滿前一個月，任一方未以書面表示不續約者，視為自動延展一年，其後亦同。",
		"甲方得隨時終止契約，乙方不得異議；計畫變更時應於五日內以書面通知。",
		"供應商須確保系統可用率，沈默不視為同意，扭轉乾坤，憑證與發票應載明總額。",
		"单方解除合同的，应当提前三十日书面通知对方；造成损失的，承担赔偿责任。",
	};
	UTransliterator *trans = open_transliterator(test->arena);

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		CHECK_STR(fold_phrase(test->arena, str_from(texts[i])),
			  arena_str(test->arena, by_icu(test->arena, trans, str_from(texts[i]))).p);
}

TEST(hant_phrases_come_before_characters)
{
	static const struct {
		const char *hans, *hant;
	} cases[] = {
		{"合同范本签订之后，乙方应当复核", "合同範本簽訂之後，乙方應當覆核"},
		{"服务范围与系统之间的联系", "服務範圍與系統之間的聯繫"},
		{"里程碑完成后五日内开具发票", "里程碑完成後五日內開具發票"},
		{"不得干扰，只有制定制度、制造产品者须经准许",
		 "不得干擾，只有制定制度、製造產品者須經准許"},
		{"征收余额，平台出席，价款冲突", "徵收餘額，平台出席，價款衝突"},
		{"技术折旧与注册，委托方答复", "技術折舊與註冊，委託方答覆"},
		{"松动的条款发生重复，占用账户", "鬆動的條款發生重複，佔用帳戶"},
		{"咨询佣金，雇佣关系，合伙人", "諮詢佣金，僱傭關係，合夥人"},
		{"一方如有任何之一发送通知", "一方如有任何之一發送通知"},
		{"运维系统与海关系统，上游客户", "運維系統與海關系統，上游客戶"},
		{"合同里约定每周一划款，行程按公里计", "合同裡約定每週一劃款，行程按公里計"},
		{"并非一并计算，尽快核实", "並非一併計算，儘快核實"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		CHECK_STR(to_traditional(test->arena, str_from(cases[i].hans)), cases[i].hant);
}
