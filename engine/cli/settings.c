#include "cli/settings.h"

#include <string.h>

/* Whether some report shows what is only kept when it is asked for. */
static bool need_outline(const struct cli *cli)
{
	struct clint_format format;

	for (size_t i = 0; clint_format(i, &format); i++)
		for (uint32_t j = 0; j < cli->outputs.n && format.outline; j++)
			if (cli->outputs.p[j].format &&
			    strcmp(cli->outputs.p[j].format, format.name) == 0)
				return true;
	return false;
}

bool settings_begin(struct settings_source *source, struct cli *cli)
{
	struct settings *common = &source->common;
	struct clint_error error;

	*source = (struct settings_source){.cli = cli};
	cli->check.outline = need_outline(cli);
	cli->check.select = cli->select.p;
	cli->check.select_count = cli->select.n;
	cli->check.ignore = cli->ignore.p;
	cli->check.ignore_count = cli->ignore.n;
	common->options = cli->check;
	common->fail_on = cli->fail_on;
	common->pack = load_packs(cli);
	if (!common->pack)
		return false;
	if (clint_options_valid(common->pack, &common->options, &error))
		return true;
	say_usage("%s", error.message);
	return false;
}

void settings_end(struct settings_source *source)
{
	clint_pack_free(source->common.pack);
}

const struct settings *settings_for(struct settings_source *source, const char *real)
{
	(void)real;
	return &source->common;
}
