/* A rule pack from a stranger: loaded, or refused with places. What loads is run over a small
 * contract and shown in every format, each parsed back; its pages are too. The input is taken for
 * each kind of file that a pack has. make fuzz SECONDS=600; replay: build/asan/replay/pack
 * fuzz/seeds */
#include "fuzz.h"
#include "parse.h"
#include "detect/detect.h"
#include "pipeline.h"
#include "report/format.h"

static const char head[] =
	"clauselint: 1\npack: fuzz\nversion: 0.1.0\ntitle: {zh-Hans: 包, en: pack}\n"
	"files: [rules.yml]\nservices: services.yml\nchecklists: [list.yml]\n"
	"terms: {renew: [续约, 续期], days: ['\\d+日', '{{blank}}日']}\n";
static const char rules[] =
	"- {id: T1, name: t, category: c, severity: high, harms: both, message: {zh-Hans: 测, en: t},\n"
	"  why: {zh-Hans: 测, en: t}, suggest: {zh-Hans: 测, en: t},\n"
	"  detect: {within: clause, any: ['{{party}}[^。]{0,9}(?:暂停|停止)', '第[一二三]条']},\n"
	"  examples: {match: [第一条], no-match: [好]}}\n";
static const char services[] =
	"metrics: [{id: m, title: {zh-Hans: 回复, en: r}, named-by: [回复], value: [duration]}]\n"
	"vague: [及时]\nelsewhere: [另行约定]\n";
static const char list[] = "type: service\ntitle: {zh-Hans: 服务, en: Service}\n"
			   "recognise: {heading: [服务合同], words: [客服]}\n"
			   "items: [{id: i, title: {zh-Hans: 保密, en: c},\n"
			   "  suggest: {zh-Hans: 保密, en: c}, shown-by: [保密]}]\n";

/* One of everything that rules can ask for: parties, blanks, amounts, dates, references, annexes,
 * levels of clauses, marks, hidden characters, and the words of fuzz/contract.dict. */
static const char contract[] =
	"客服服务合同\n合同编号：____\n甲方（委托方）：____公司\n"
	"乙方（受托方）：云杉服务有限公司（以下简称“乙方”）\n"
	"第一条 服务 1.1乙方应在收到来访后____秒内回复。1.2满意率不低于Y%，并及时（jí shí）处理。\n"
	"1.2 乙方提供客服外包，服务标准另行约定，详见附件二。\n"
	"第二条 期限 自2026年1月1日起至2025年2月30日止，期满自动续约一年，提前30日通知的除外。\n"
	"第三条 费用 人民币壹拾万元整（￥110,000.00），甲方应在收到发票后90日内付款。\n"
	"（一）甲方逾期付款的，乙方有权暂停服务；（三）按照第九条办理，违约金为每日5%。\n"
	"第五条 责任 乙方对一切间接损失概不负责，最终解释权归乙方，乙方可以单方变更价格。\n"
	"双方对“保密信息”保密三年。\xE2\x80\x8B争议由北京仲裁委員會仲裁。【】 [ ] XX\n"
	"甲方（盖章）：____ 乙方（盖章）：____\n2026年__月__日\n";

/* What was written, whole and in its format. */
struct shown {
	struct rendering rendering;
	struct out out;
	struct text text;
};

static struct rendering *show(struct shown *shown, struct arena *arena, const struct pack *pack)
{
	shown->text = (struct text){.arena = arena};
	shown->rendering = (struct rendering){
		.out = &shown->out, .arena = arena, .scratch = arena_sub(arena), .pack = pack};
	out_begin(&shown->out, text_write, &shown->text);
	return &shown->rendering;
}

static void parse(struct shown *shown, const char *format)
{
	fuzz_law(out_finish(&shown->out));
	fuzz_law(parses_as(format, text_done(&shown->text)));
	arena_empty(shown->rendering.scratch);
}

static void render(struct fuzz_input *input, const struct pack *pack, const struct report *report)
{
	struct shown *shown = ARENA_NEW(input->arena, struct shown);

	for (uint32_t i = 0; i < format_count; i++) {
		struct rendering *rendering;

		if (input->head && input->head[1] % 12 != i && input->head[1] % 12 != 11)
			continue;
		rendering = show(shown, input->arena, pack);
		formats[i].begin(rendering);
		rendering->files = rendering->checked = 1;
		formats[i].add(rendering, report);
		formats[i].end(rendering);
		parse(shown, formats[i].name);
	}
	for (uint32_t i = 0; i < pack->rule_count && i < 3; i++) {
		markdown_explain(show(shown, input->arena, pack), &pack->rules[i]);
		parse(shown, "markdown");
	}
	plain_index(show(shown, input->arena, pack));
	parse(shown, "text");
}

static void run_pack(struct fuzz_input *input, const struct pack *pack)
{
	struct report report = {.arena = input->arena,
				.lang = input->head ? (enum lang)(input->head[2] % LANGS)
						    : LANG_HANS};
	struct check check = {.arena = input->arena,
			      .pack = plan_into_pack(input->arena, pack),
			      .name = STR("contract.txt"),
			      .bytes = STR(contract),
			      .needs = ~0u,
			      .identify = true,
			      .report = &report};

	check_contract(&check);
	fuzz_law(!report.refused);
	for (uint32_t i = 0; i < check.findings->n; i++) {
		const struct finding *finding = &check.findings->p[i];

		fuzz_law(finding->at.begin <= finding->at.end &&
			 finding->at.end <= check.norm->text.n);
		fuzz_law(!i || finding[-1].at.begin <= finding->at.begin);
	}
	render(input, check.pack, &report);
}

static void run(void *context)
{
	struct fuzz_input *input = context;
	struct pack_file files[] = {{STR("pack.yml"), STR(head)},
				    {STR("rules.yml"), STR(rules)},
				    {STR("services.yml"), STR(services)},
				    {STR("list.yml"), STR(list)}};
	struct pack_folder folder = {STR("fuzz"), files, 4};

	for (uint32_t i = 0; i < folder.file_count; i++) {
		struct mistakes mistakes = {.arena = input->arena, .most = PACK_MISTAKES_MAX};
		struct str own = files[i].text;
		const struct pack *pack;

		files[i].text = input->bytes;
		pack = pack_load(input->arena, &folder, 1, &mistakes);
		fuzz_law(pack || mistakes_fatal(&mistakes));
		if (pack)
			run_pack(input, pack);
		files[i].text = own;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
