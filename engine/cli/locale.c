/* The language of what is said outside any contract, as the environment of POSIX has it. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

/* The first that fits; what fits none is Simplified Chinese, like most contracts. */
static const struct {
	struct str locale;
	const char *language;
} languages[] = {
	{STR_INIT("zh_TW"), "zh-Hant"}, {STR_INIT("zh_HK"), "zh-Hant"},
	{STR_INIT("zh_MO"), "zh-Hant"}, {STR_INIT("zh_Hant"), "zh-Hant"},
	{STR_INIT("en"), "en"},
};

/* zh_TW.UTF-8 and zh_TW@stroke are zh_TW; english is not en. */
static bool is_in(struct str locale, struct str wanted)
{
	return str_starts(locale, wanted) &&
	       (locale.n == wanted.n || strchr("_.@", locale.p[wanted.n]));
}

const char *language_outside(const struct cli *cli)
{
	static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *value = NULL;

	if (cli->check.language && strcmp(cli->check.language, "auto") != 0)
		return cli->check.language;
	for (size_t i = 0; i < sizeof variables / sizeof variables[0] && !(value && *value); i++)
		value = getenv(variables[i]);
	for (size_t i = 0; value && i < sizeof languages / sizeof languages[0]; i++)
		if (is_in(str_from(value), languages[i].locale))
			return languages[i].language;
	return "zh-Hans";
}
