/* The example of clauselint.h, complete: says what is to be settled in the contract FILE. */
#include "clauselint.h"

#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *path, size_t *size)
{
	enum { MOST = 1 << 20 };
	FILE *file = fopen(path, "rb");
	char *bytes = file ? malloc(MOST) : NULL;

	*size = bytes ? fread(bytes, 1, MOST, file) : 0;
	if (file)
		fclose(file);
	return bytes;
}

int main(int argc, char **argv)
{
	struct clint_error error;
	struct clint_finding finding;
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, &error);
	clint_report *report = NULL;
	size_t size = 0;
	char *bytes = argc == 2 ? read_file(argv[1], &size) : NULL;

	if (error.status == CLINT_OK && bytes)
		report = clint_check(pack, argv[1], bytes, size, NULL, &error);
	if (error.status != CLINT_OK || !bytes)
		fprintf(stderr, "example: %s\n", bytes ? error.message : "give one FILE");
	for (size_t i = 0; clint_report_finding(report, i, &finding); i++)
		printf("%u:%u: %s: %.*s [%.*s]\n", (unsigned)finding.begin.line,
		       (unsigned)finding.begin.column, clint_severity_name(finding.severity),
		       CLINT_ARG(finding.message), CLINT_ARG(finding.rule));
	clint_report_free(report);
	clint_pack_free(pack);
	free(bytes);
	return report && error.status == CLINT_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
