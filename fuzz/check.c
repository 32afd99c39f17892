/* Bytes → every report format, through the public interface, as a program that links the library would.
 * make fuzz SECONDS=600; replay: build/asan/replay/check fuzz/seeds */
#include <stdlib.h>
#include "clauselint.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int swallow(void *context, const char *bytes, size_t size)
{
	(void)context;
	(void)bytes;
	(void)size;
	return 0;
}

static void render(const clint_pack *pack, const clint_report *report, const char *format)
{
	clint_writer *writer = clint_writer_new(pack, format, NULL, swallow, NULL, NULL);

	clint_writer_add(writer, report, NULL);
	if (!clint_writer_finish(writer, NULL))
		abort();
	clint_writer_free(writer);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static clint_pack *pack; /* loaded once: a fuzzer calls this a million times */
	const struct clint_options options = {.keep = ~0u};
	struct clint_format format;
	clint_report *report;

	if (!pack)
		pack = clint_pack_load(NULL, 0, NULL, NULL);
	report = clint_check(pack, "fuzz.txt", bytes, size, &options, NULL);
	for (size_t i = 0; report && clint_format(i, &format); i++)
		render(pack, report, format.name);
	clint_report_free(report);
	return 0;
}
