/* Two drafts through the public interface: what it sums up, what it refuses, memory that runs out.
 */
#include "test.h"
#include "scarce.h"

#include "base/out.h"
#include "clauselint.h"

#include <stdlib.h>
#include <string.h>

static const char old_text[] = "客服外包合同\n"
			       "甲方（委托方）：晨光电子商务有限公司\n"
			       "乙方（受托方）：远山服务外包有限公司\n"
			       "第一条 期限\n"
			       "1.1 服务期为一年，期满不自动续约。\n"
			       "第二条 责任\n"
			       "2.1 任何一方违约的，支付合同总价5%的违约金。\n";
static const char new_text[] = "客服外包合同\n"
			       "甲方（委託方）：晨光電子商務有限公司\n"
			       "乙方（受託方）：遠山服務外包有限公司\n"
			       "一、責任\n"
			       "1、任何一方違約的，支付合同總價50%的違約金。\n"
			       "二、期限\n"
			       "1、服務期為一年，期滿不自動續約。\n"
			       "2、甲方晚付一期費用的，乙方有權立即停止服務，直至費用付清。\n";

static const struct clint_draft old_draft = {"old.txt", old_text, sizeof old_text - 1};
static const struct clint_draft new_draft = {"new.txt", new_text, sizeof new_text - 1};

TEST(compare_sums_up)
{
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, NULL);
	struct clint_error error;
	clint_diff *diff = clint_compare(pack, &old_draft, &new_draft, NULL, &error);
	struct clint_diff_summary summary;

	CHECK_UINT(error.status, CLINT_OK);
	clint_diff_summary(diff, &summary);
	CHECK_UINT(summary.reworded, 1);
	CHECK_UINT(summary.added, 1);
	CHECK_UINT(summary.removed + summary.split + summary.merged, 0);
	CHECK_UINT(summary.renumbered, 4);
	CHECK_UINT(summary.values, 1);
	CHECK(summary.found_new[CLINT_HIGH] >= 1 && summary.moved >= 1 && summary.unchanged >= 3);
	CHECK(!summary.coarse && !summary.incomplete);
	clint_diff_free(diff);
	clint_pack_free(pack);
}

TEST(compare_writes_every_format_there_is)
{
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, NULL);
	clint_diff *diff = clint_compare(pack, &old_draft, &new_draft, NULL, NULL);
	struct clint_format format;
	struct clint_error error;
	size_t n = 0;

	for (; clint_diff_format(n, &format); n++) {
		struct text text = {.arena = test->arena};
		CHECK(clint_diff_write(diff, pack, format.name, text_write, &text, &error));
		CHECK(str_contains(text_done(&text), STR("old.txt")));
		CHECK(str_contains(text_done(&text), STR("50%")));
	}
	CHECK_UINT(n, 3);
	CHECK(!clint_diff_write(diff, pack, "html", text_write, NULL, &error));
	CHECK_UINT(error.status, CLINT_USAGE);
	clint_diff_free(diff);
	clint_pack_free(pack);
}

TEST(compare_names_the_draft_that_it_refuses)
{
	static const struct clint_draft empty = {"empty.txt", "", 0};
	static const struct clint_options side = {.side = "丙方"}, small = {.max_bytes = 10},
					  language = {.language = "fr"};
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, NULL);
	struct clint_error error;

	CHECK(!clint_compare(pack, &empty, &new_draft, NULL, &error));
	CHECK(error.status == CLINT_REFUSED && strncmp(error.message, "empty.txt: ", 11) == 0);
	CHECK(!clint_compare(pack, &old_draft, &empty, NULL, &error));
	CHECK(error.status == CLINT_REFUSED && strncmp(error.message, "empty.txt: ", 11) == 0);
	CHECK(!clint_compare(pack, &old_draft, &new_draft, &side, &error));
	CHECK(error.status == CLINT_REFUSED && strncmp(error.message, "new.txt: ", 9) == 0);
	CHECK(!clint_compare(pack, &old_draft, &new_draft, &small, &error));
	CHECK(error.status == CLINT_REFUSED && strncmp(error.message, "old.txt: ", 9) == 0);
	CHECK(!clint_compare(pack, &old_draft, &new_draft, &language, &error));
	CHECK_UINT(error.status, CLINT_USAGE);
	clint_pack_free(pack);
}

/* --- memory ---------------------------------------------------------------------------------- */

static int count(void *context, const char *bytes, size_t size)
{
	(void)bytes;
	*(size_t *)context += size;
	return 0;
}

static bool whole_run(const clint_pack *pack, struct scarce *scarce, const char *format)
{
	struct clint_allocator memory = {scarce_resize, scarce};
	struct clint_options options = {.memory = &memory};
	struct clint_error error;
	size_t written = 0;
	clint_diff *diff = clint_compare(pack, &old_draft, &new_draft, &options, &error);
	bool done = diff && clint_diff_write(diff, pack, format, count, &written, &error);

	clint_diff_free(diff);
	return (done && written) || error.status != CLINT_NO_MEMORY;
}

TEST(compare_survives_every_allocation_failing_once)
{
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, NULL);
	struct clint_format format;

	for (size_t f = 0; clint_diff_format(f, &format); f++) {
		bool done = false;
		size_t n;
		for (n = 0; n < 5000 && !done; n++) {
			struct scarce scarce = {.left = n};
			done = whole_run(pack, &scarce, format.name);
			CHECK_UINT(scarce.live, 0);
		}
		CHECK(done && n > 5);
	}
	clint_pack_free(pack);
}
