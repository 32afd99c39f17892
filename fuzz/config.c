/* A configuration file: read, or refused with places; never anything else.
 * make fuzz SECONDS=600; replay: build/asan/replay/config fuzz/seeds */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include "fuzz.h"
#include "cli/config.h"

static void run(void *context)
{
	static int fd = -1; /* a file in memory, which is read by its name as any other */
	struct fuzz_input *input = context;
	struct mistakes mistakes = {.arena = input->arena};
	struct cli cli = {.arena = input->arena, .command = &commands[0]};
	char path[64];
	const struct config *config;

	if (fd < 0)
		fd = memfd_create("configuration", MFD_CLOEXEC);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	fuzz_law(ftruncate(fd, 0) == 0);
	fuzz_law(pwrite(fd, input->bytes.p, input->bytes.n, 0) == (ssize_t)input->bytes.n);
	config = config_read(&cli, str_from(path), &mistakes);
	fuzz_law(config->broken == mistakes_fatal(&mistakes));
	for (uint32_t i = 0; i < mistakes.list.n; i++)
		fuzz_law(mistakes.list.p[i].message.n > 0);
	ignore_judge_all(&config->exclude.list, STR("a/b.txt"), false);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
