/* Bytes → a report in every format, through the public interface, as a program that links the
 * library would; each is parsed back. make fuzz SECONDS=600; replay: build/asan/replay/check
 * fuzz/seeds */
#include "fuzz.h"
#include "parse.h"
#include "base/out.h"
#include "clauselint.h"

static const char *const languages[] = {NULL, "zh-Hans", "zh-Hant", "en"};
static const char *const sides[] = {NULL, "customer", "provider", "甲方", "乙方", "neutral"};
#define PICK(list, byte) (list)[(byte) % (sizeof(list) / sizeof(list)[0])]

static void render(struct arena *arena, const clint_pack *pack, const clint_report *report,
		   const struct clint_options *options, const char *format)
{
	struct text out = {.arena = arena};
	clint_writer *writer = clint_writer_new(pack, format, options, text_write, &out, NULL);

	clint_writer_add(writer, report, NULL);
	clint_writer_skip(writer, "a\n::b<c>", "cannot be \"read\"", NULL);
	fuzz_law(clint_writer_finish(writer, NULL) && parses_as(format, text_done(&out)));
	clint_writer_free(writer);
}

static void run(void *context)
{
	static clint_pack *pack; /* loaded once: a fuzzer calls this a million times */
	static const uint8_t none[FUZZ_HEAD];
	struct fuzz_input *input = context;
	const uint8_t *head = input->head ? input->head : none;
	struct clint_options options = {.language = PICK(languages, head[2]),
					.side = PICK(sides, head[3]),
					.draft = head[4] & 1,
					.redact = head[4] & 2,
					.identify = head[4] & 4,
					.color = head[4] & 8,
					.inline_mode = (enum clint_inline)(head[5] % 3),
					.min_severity = (enum clint_severity)(head[6] % 4),
					.keep = ~0u};
	struct clint_format format;
	clint_report *report;

	if (!pack)
		pack = clint_pack_load(NULL, 0, NULL, NULL);
	report = clint_check(pack, "<b>|`fuzz`\n::c\x1b[1m.txt", input->bytes.p, input->bytes.n,
			     &options, NULL);
	options.color = false;
	for (size_t i = 0; report && clint_format(i, &format); i++)
		if (!input->head || head[1] % 12 == i || head[1] % 12 == 11)
			render(input->arena, pack, report, &options, format.name);
	clint_report_free(report);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
