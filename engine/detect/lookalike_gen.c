/* Prints gen/detect/lookalike.c, which detect/lookalike.h declares, by asking ICU, which has
 * Unicode's list of confusable characters. */
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uspoof.h>
#include "base/utf8.h"
#include "detect/lookalike.h"

enum { NUMBERS_A_LINE = 16 };

/* The one ASCII character that cp is mistaken for, 0 for none. */
static int ask(const USpoofChecker *checker, uint32_t cp)
{
	UErrorCode status = U_ZERO_ERROR;
	char bytes[4], skeleton[32];
	int32_t n = uspoof_getSkeletonUTF8(checker, 0, bytes, (int32_t)utf8_put(bytes, cp),
					   skeleton, sizeof skeleton, &status);

	return U_SUCCESS(status) && n == 1 && (unsigned char)skeleton[0] < 0x80 ? skeleton[0] : 0;
}

int main(void)
{
	UErrorCode status = U_ZERO_ERROR;
	USpoofChecker *checker = uspoof_open(&status);

	if (U_FAILURE(status)) {
		fprintf(stderr, "lookalike_gen: ICU has no list of confusable characters\n");
		return EXIT_FAILURE;
	}
	printf("/* Made from ICU by engine/detect/lookalike_gen.c. */\n"
	       "#include \"detect/lookalike.h\"\n\nconst char lookalikes[] = {");
	for (uint32_t cp = LOOKALIKE_FIRST; cp <= LOOKALIKE_LAST; cp++)
		printf("%s%d,", (cp - LOOKALIKE_FIRST) % NUMBERS_A_LINE ? " " : "\n\t",
		       ask(checker, cp));
	printf("\n};\n");
	uspoof_close(checker);
	return fflush(stdout) || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
