/* What a GitHub workflow gets besides the annotations on standard output: the summary of its step.
 */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static bool is_wished(const struct cli *cli, const char *format)
{
	for (uint32_t i = 0; i < cli->outputs.n; i++)
		if (cli->outputs.p[i].format && strcmp(cli->outputs.p[i].format, format) == 0)
			return true;
	return false;
}

void wish_step_summary(struct cli *cli)
{
	const char *file = getenv("GITHUB_STEP_SUMMARY");

	if (!file || !*file || !is_wished(cli, "github"))
		return;
	*VEC_PUSH(cli->arena, &cli->outputs) =
		(struct output_wish){.format = "markdown", .file = file};
	cli->step_summary = file;
}
