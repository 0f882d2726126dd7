/*
 * text/normal: on any valid UTF-8 the offset map covers the text in order on character boundaries,
 * and normalising the shadow again changes nothing.
 */
#include "base/utf8.h"
#include "text/normal.h"

#include "check.h"

static bool is_boundary(struct slice text, size_t at)
{
	return at == text.length || ((unsigned char)text.at[at] & 0xC0) != 0x80;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = fuzz_text(bytes, length);
	if (utf8_find_invalid(text) != SIZE_MAX)
		return 0;
	struct arena arena;
	struct shadow_text shadow, again;
	struct buffer written, rewritten;
	arena_init(&arena);
	buffer_init(&written);
	buffer_init(&rewritten);
	text_normalise(&arena, text, &shadow);
	MUST(shadow.from[shadow.count] == text.length);
	MUST(shadow.count == 0 || shadow.from[0] == 0);
	for (size_t i = 0; i < shadow.count; i++) {
		struct span span = shadow_span(&shadow, i, i + 1);
		MUST(shadow.from[i] <= shadow.from[i + 1]);
		MUST(span.start < span.end && span.end <= text.length);
		MUST(is_boundary(text, span.start) && is_boundary(text, span.end));
		MUST(shadow_index(&shadow, span.start) <= i);
		MUST(shadow.characters[i] <= 0x10FFFF);
	}
	shadow_append(&shadow, 0, shadow.count, &written);
	text_normalise(&arena, buffer_slice(&written), &again);
	shadow_append(&again, 0, again.count, &rewritten);
	MUST(slice_equal(buffer_slice(&written), buffer_slice(&rewritten)));
	buffer_release(&rewritten);
	buffer_release(&written);
	arena_release(&arena);
	return 0;
}
