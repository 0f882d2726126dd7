/*
 * base/utf8: on any bytes the steps forward cover the text without gap and end at its end; each
 * character that is read is written back as the same bytes, unless it is bad; what
 * utf8_find_invalid calls valid reads without U+FFFD from a bad byte; and on valid text the steps
 * back are the steps forward reversed.
 */
#include <string.h>

#include "base/utf8.h"

#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = fuzz_text(bytes, length);
	size_t invalid = utf8_find_invalid(text), first_bad = SIZE_MAX, count = 0;
	MUST(invalid == SIZE_MAX || invalid < text.length);
	for (size_t at = 0, step; at < text.length; at += step, count++) {
		uint32_t code_point = utf8_read(text, at, &step);
		MUST(step >= 1 && step <= 4 && step <= text.length - at);
		MUST(code_point <= 0x10FFFF && !(code_point >= 0xD800 && code_point <= 0xDFFF));
		char written[4];
		size_t written_bytes = utf8_write(code_point, written);
		if (written_bytes == step && memcmp(written, text.at + at, step) == 0) {
			MUST(invalid == SIZE_MAX || at + step <= invalid || at > invalid);
		} else {
			MUST(code_point == 0xFFFD && step == 1);
			if (first_bad == SIZE_MAX)
				first_bad = at;
		}
	}
	MUST(first_bad == invalid);
	MUST(count == utf8_count(text));

	size_t end = text.length, back = 0;
	while (end > 0) {
		size_t start = utf8_previous(text, end);
		MUST(start < end && end - start <= 4);
		end = start;
		back++;
	}
	if (invalid == SIZE_MAX)
		MUST(back == count);
	return 0;
}
