#include "test.h"

#include "fact/facts.h"

struct seen {
	const struct norm *norm;
	const struct outline *outline;
	struct references r;
};

static struct seen see(struct arena *arena, const char *text)
{
	struct error error = {0};
	const struct source *source =
		source_read(arena, STR("t"), str_from(text), ENC_UTF8, &error);
	struct seen seen = {.norm = normalise(arena, source)};

	seen.outline = segment(arena, seen.norm);
	seen.r = survey(arena, seen.norm, seen.outline)->references;
	return seen;
}

/* The reference that is written so; NULL when it is not listed. */
static const struct reference *written(const struct seen *s, const char *text)
{
	for (uint32_t i = 0; i < s->r.reference_count; i++)
		if (str_equal(str_at(s->norm->text, s->r.references[i].at), str_from(text)))
			return s->r.references + i;
	return NULL;
}

static const struct term *term(const struct seen *s, const char *name)
{
	for (uint32_t i = 0; i < s->r.term_count; i++)
		if (str_equal(s->r.terms[i].name, str_from(name)))
			return s->r.terms + i;
	return NULL;
}

TEST(reference_points_at_a_clause)
{
	struct seen s =
		see(test->arena,
		    "第一条 范围\n1.1 甲方按照第二条约定付款。\n1.2 见第九条。\n"
		    "第二条 价款\n2.1 总价一万元。\n2.2 依本合同第2.1款支付，另见1.7条。\n");
	const struct reference *r = written(&s, "第二条");

	CHECK(r && r->resolved);
	CHECK(r && str_equal(clause_number(s.outline, &s.outline->clauses[r->target]),
			     STR("第二条")));
	r = written(&s, "第2.1款");
	CHECK(r && r->resolved);
	r = written(&s, "第九条");
	CHECK(r && !r->resolved);
	r = written(&s, "1.7条");
	CHECK(r && !r->resolved);
}

TEST(reference_to_a_statute_is_not_listed)
{
	struct seen s =
		see(test->arena,
		    "第一条 依《民法典》第五百八十五条及第五百八十六条处理。\n"
		    "第二条 适用政府采购法第二十二条。\n第三条 依据合同法第三条、第四条约定。\n");

	CHECK_UINT(s.r.reference_count, 0);
}

TEST(annexes_are_listed_once)
{
	struct seen s =
		see(test->arena,
		    "第一条 服务标准见附件一《服务清单》。\n第二条 报价见附件2：价目表。\n"
		    "第三条 附件一为本合同组成部分。\n\n附件一\n服务清单\n1. 接听。\n2. 回访。\n");

	CHECK_UINT(s.r.annex_count, 2);
	CHECK_STR(s.r.annexes[0].title, "服务清单");
	CHECK(s.r.annexes[0].present);
	CHECK_STR(s.r.annexes[1].number, "附件2");
	CHECK_STR(s.r.annexes[1].title, "价目表");
	CHECK(!s.r.annexes[1].present);
}

TEST(terms_are_found_with_their_uses)
{
	struct seen s = see(test->arena,
			    "第一条 定义\n“服务标准”是指附件所列的要求。\n工作日：指法定工作日。\n"
			    "青竹系统（以下简称“系统”）由乙方开发。\n“里程碑”指阶段目标。\n"
			    "第二条 服务标准每年更新，服务标准由双方确认，系统每工作日备份。\n");

	CHECK(term(&s, "服务标准") && term(&s, "服务标准")->uses == 2);
	CHECK(term(&s, "工作日") && term(&s, "工作日")->uses == 1);
	CHECK(term(&s, "系统") && term(&s, "系统")->uses == 1);
	CHECK(term(&s, "里程碑") && term(&s, "里程碑")->uses == 0);
}
