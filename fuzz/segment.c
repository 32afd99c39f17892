/* Norm text → outline → facts: the tree is a tree, sentences and facts are in order and inside.
 * make fuzz SECONDS=600; replay: build/asan/replay/segment fuzz/seeds */
#include "fuzz.h"
#include "fact/facts.h"

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
		fuzz_law(i == 0 || outline->sentences[i - 1].at.end <= outline->sentences[i].at.begin);
	}
}

static void run(void *context)
{
	struct fuzz_input *input = context;
	const struct source *source =
		source_read(input->arena, STR("fuzz"), input->bytes, ENC_AUTO, NULL);
	const struct norm *norm;
	const struct outline *outline;
	const struct facts *facts;

	if (!source)
		return;
	norm = normalise(input->arena, source);
	outline = segment(input->arena, norm);
	check_tree(outline, (uint32_t)norm->text.n);
	facts = survey(input->arena, norm, outline);
	fuzz_law(facts->mentions.marked.n == norm->text.n);
	for (uint32_t i = 1; i < facts->blanks.n; i++)
		fuzz_law(facts->blanks.p[i - 1].at.end <= facts->blanks.p[i].at.begin);
	for (uint32_t i = 1; i < facts->quantities.n; i++)
		fuzz_law(facts->quantities.p[i - 1].at.end <= facts->quantities.p[i].at.begin);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
