/* Bytes → source in each encoding: what is accepted is UTF-8 by ICU's judgement too, and places
 * only grow. make fuzz SECONDS=600; replay: build/asan/replay/decode fuzz/seeds */
#include <unicode/ustring.h>
#include "fuzz.h"
#include "text/source.h"

static bool icu_takes(struct str text)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t size;

	u_strFromUTF8(NULL, 0, &size, text.p, (int32_t)text.n, &status);
	return U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR;
}

static void run(void *context)
{
	struct fuzz_input *input = context;

	for (int encoding = ENC_AUTO; encoding <= ENC_UTF16; encoding++) {
		struct error error = {.status = STATUS_OK};
		const struct source *source = source_read(input->arena, STR("fuzz"), input->bytes,
							  (enum encoding)encoding, &error);
		struct place last = {0, 1, 0, 0};

		fuzz_law(source || (error.status == STATUS_REFUSED && error.message[0]));
		if (!source)
			continue;
		fuzz_law(icu_takes(source->text) && source->encoding != ENC_AUTO &&
			 source->encoding != ENC_UTF16);
		for (uint32_t at = 0; at <= source->text.n;
		     at += 1 + (uint32_t)source->text.n / 64) {
			struct place place = source_place(source, at);
			fuzz_law(place.byte == at + source->lead && place.line >= last.line);
			fuzz_law(place.line > last.line || place.column >= last.column);
			fuzz_law(place.utf16 >= place.column);
			last = place;
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
