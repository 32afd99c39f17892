/* Bytes → source → norm: refused or decoded, and the laws of the offset map.
 * make fuzz SECONDS=600; replay: build/asan/replay/normalise fuzz/seeds */
#include "fuzz.h"
#include "base/utf8.h"
#include "text/norm.h"

static void run(void *context)
{
	struct fuzz_input *input = context;
	enum encoding as =
		input->head ? (enum encoding)(input->head[1] % (ENC_UTF16 + 1)) : ENC_AUTO;
	const struct source *source;
	const struct norm *norm;

	source = source_read(input->arena, STR("fuzz"), input->bytes, as, NULL);
	if (!source)
		return;
	norm = normalise(input->arena, source);
	fuzz_law(utf8_valid_prefix(norm->text) == norm->text.n);
	for (uint32_t i = 1; i < norm->run_count; i++) {
		fuzz_law(norm->runs[i - 1].norm <= norm->runs[i].norm);
		fuzz_law(norm->runs[i - 1].src <= norm->runs[i].src);
	}
	for (uint32_t at = 0; at + 3 <= norm->text.n; at += 1 + (uint32_t)norm->text.n / 64) {
		struct span src = norm_to_source(norm, (struct span){at, at + 3});
		fuzz_law(src.begin <= src.end && src.end <= source->text.n);
		source_place(source, src.begin);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
