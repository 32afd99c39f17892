#include "detect/libraries.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include "text/codepage.h"

void library_versions(char *text, size_t size)
{
	char pcre[64] = "";

	if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) <= (int)sizeof pcre)
		pcre2_config(PCRE2_CONFIG_VERSION, pcre);
	snprintf(text, size, "PCRE2 %s, ICU %s", pcre, codepage_icu);
}
