#include "detect/libraries.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <unicode/uversion.h>

void library_versions(char *text, size_t size)
{
	char pcre[64] = "", icu[U_MAX_VERSION_STRING_LENGTH] = "";
	UVersionInfo version;

	if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) <= (int)sizeof pcre)
		pcre2_config(PCRE2_CONFIG_VERSION, pcre);
	u_getVersion(version);
	u_versionToString(version, icu);
	snprintf(text, size, "PCRE2 %s, ICU %s", pcre, icu);
}
