/* A rule pack from a stranger: loaded, or refused with places; never anything else.
 * make fuzz SECONDS=600; replay: build/asan/replay/pack fuzz/seeds */
#include "fuzz.h"
#include "pack/pack.h"

static const char head[] =
	"clauselint: 1\npack: fuzz\nversion: 0.1.0\ntitle: {zh-Hans: 包, en: pack}\n"
	"files: [rules.yml]\n";

static void run(void *context)
{
	struct fuzz_input *input = context;
	struct mistakes mistakes = {.arena = input->arena};
	struct pack_file as_rules[] = {{STR("pack.yml"), STR(head)},
				       {STR("rules.yml"), input->bytes}};
	struct pack_file as_pack[] = {{STR("pack.yml"), input->bytes}};
	struct pack_folder folder = {STR("fuzz"), as_rules, 2};

	fuzz_law(pack_load(input->arena, &folder, 1, &mistakes) || mistakes_fatal(&mistakes));
	folder = (struct pack_folder){STR("fuzz"), as_pack, 1};
	mistakes = (struct mistakes){.arena = input->arena};
	fuzz_law(pack_load(input->arena, &folder, 1, &mistakes) || mistakes_fatal(&mistakes));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
