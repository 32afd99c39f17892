/* Norm text → outline: the tree is a tree, its sentences are in order and inside their clauses.
 * make fuzz SECONDS=600; replay: build/asan/replay/segment fuzz/seeds */
#include "fuzz.h"
#include "clause/outline.h"

static void check_tree(const struct outline *outline, uint32_t size)
{
	for (uint32_t i = 1; i < outline->clause_count; i++) {
		const struct clause *clause = &outline->clauses[i];
		const struct clause *parent = &outline->clauses[clause->parent];
		fuzz_law(clause->parent < i && i < clause->after && clause->after <= parent->after);
		fuzz_law(span_holds(parent->at, clause->at) && clause->at.end <= size);
	}
	for (uint32_t i = 0; i < outline->sentence_count; i++) {
		fuzz_law(outline->sentences[i].clause < outline->clause_count);
		fuzz_law(i == 0 ||
			 outline->sentences[i - 1].at.end <= outline->sentences[i].at.begin);
	}
}

static void run(void *context)
{
	struct fuzz_input *input = context;
	const struct source *source =
		source_read(input->arena, STR("fuzz"), input->bytes, ENC_AUTO, NULL);
	const struct norm *norm;

	if (!source)
		return;
	norm = normalise(input->arena, source);
	check_tree(segment(input->arena, norm), (uint32_t)norm->text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
