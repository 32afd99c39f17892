/* Outline → facts: blanks and quantities are in order and inside the text, marks fit the text.
 * make fuzz SECONDS=600; replay: build/asan/replay/facts fuzz/seeds */
#include "fuzz.h"
#include "fact/facts.h"

static void run(void *context)
{
	struct fuzz_input *input = context;
	const struct source *source =
		source_read(input->arena, STR("fuzz"), input->bytes, ENC_AUTO, NULL);
	const struct norm *norm;
	const struct facts *facts;

	if (!source)
		return;
	norm = normalise(input->arena, source);
	facts = survey(input->arena, norm, segment(input->arena, norm));
	for (uint32_t i = 0; i < facts->blanks.n; i++) {
		fuzz_law(facts->blanks.p[i].at.end <= norm->text.n);
		fuzz_law(!i || facts->blanks.p[i - 1].at.end <= facts->blanks.p[i].at.begin);
	}
	for (uint32_t i = 0; i < facts->quantities.n; i++) {
		fuzz_law(facts->quantities.p[i].at.end <= norm->text.n);
		fuzz_law(!i ||
			 facts->quantities.p[i - 1].at.end <= facts->quantities.p[i].at.begin);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
