/*
 * text/decode and text/normal. The first byte chooses the encoding that is asked for, the rest is
 * the document. Whatever comes out is valid UTF-8 and within the limit; its shadow keeps the
 * invariants of text/normal.h, maps back to character boundaries, and normalising it again changes
 * nothing.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/decode.h"
#include "text/normal.h"

#include "check.h"

static bool is_boundary(struct slice text, size_t offset)
{
	return offset == text.length || (text.at[offset] & 0xC0) != 0x80;
}

static void check_shadow(struct slice text, const struct shadow_text *shadow)
{
	if (shadow->count == 0)
		return;
	MUST(shadow->from[0] == 0);
	MUST(shadow->from[shadow->count] == text.length);
	for (size_t i = 0; i < shadow->count; i++) {
		MUST(shadow->from[i] <= shadow->from[i + 1]);
		MUST(is_boundary(text, shadow->from[i]));
		struct span span = shadow_span(shadow, i, i + 1);
		MUST(span.start == shadow->from[i] && span.start <= span.end);
		MUST(span.end <= text.length && is_boundary(text, span.end));
		MUST(shadow->from[shadow_index(shadow, span.start)] == span.start);
	}
	struct span all = shadow_span(shadow, 0, shadow->count);
	MUST(all.start == 0 && all.end == text.length);
}

static void check_again(struct arena *arena, const struct shadow_text *shadow)
{
	struct buffer once, twice;
	buffer_init(&once);
	buffer_init(&twice);
	shadow_append(shadow, 0, shadow->count, &once);
	MUST(utf8_find_invalid(buffer_slice(&once)) == SIZE_MAX);
	struct shadow_text again;
	text_normalise(arena, buffer_slice(&once), &again);
	shadow_append(&again, 0, again.count, &twice);
	MUST(slice_equal(buffer_slice(&once), buffer_slice(&twice)));
	buffer_release(&once);
	buffer_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const encodings[] = {"",	  "",	      "utf-8",	    "gb18030",
						"big5",	  "utf-16le", "utf-16be",   "windows-1252",
						"euc-jp", "utf-32",   "no-such-one"};
	if (length == 0)
		return 0;
	struct arena arena;
	arena_init(&arena);
	struct slice wanted =
		slice_from(encodings[bytes[0] % (sizeof encodings / sizeof *encodings)]);
	struct decoded decoded;
	struct error error;
	enum status status =
		text_decode(&arena, fuzz_text(bytes + 1, length - 1), wanted, &decoded, &error);
	if (status == STATUS_OK) {
		MUST(utf8_find_invalid(decoded.text) == SIZE_MAX);
		MUST(decoded.text.length <= LIMIT_DOCUMENT_BYTES);
		MUST(decoded.encoding.length > 0 && decoded.how.length > 0);
		struct shadow_text shadow;
		text_normalise(&arena, decoded.text, &shadow);
		check_shadow(decoded.text, &shadow);
		check_again(&arena, &shadow);
	} else {
		MUST(error.status == status && error.text[0] != '\0');
	}
	arena_release(&arena);
	return 0;
}
