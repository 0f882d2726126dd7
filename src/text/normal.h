/*
 * The shadow text: what is matched and searched instead of the canonical text. NFKC, width folded,
 * case folded, soft hyphens and zero-width characters removed; typographic quotes stay distinct.
 * With each shadow character stands the canonical byte range it came from, so that every match is
 * reported as a span of the canonical text.
 *
 * Invariants: from[i] <= from[i+1]; from[count] == canonical length; from[i] is a character
 * boundary; shadow_span of [0, count) is the whole text; normalising the shadow again changes
 * nothing.
 */
#ifndef QIPAN_TEXT_NORMAL_H
#define QIPAN_TEXT_NORMAL_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/slice.h"

struct shadow_text {
	uint32_t *characters; /* code points, count of them */
	uint32_t *from; /* canonical byte offset where the character's source starts; count + 1 */
	size_t count;
};

/* text: valid UTF-8 of at most LIMIT_DOCUMENT_BYTES. O(text), one pass; the common characters (Han,
 * ASCII) take a short cut around ICU. */
void text_normalise(struct arena *document, struct slice text, struct shadow_text *shadow);

/* Canonical span of shadow characters [start, end): from the start of the first one's source to the
 * end of the last one's source. */
struct span shadow_span(const struct shadow_text *shadow, size_t start, size_t end);

/* First shadow index whose source starts at or after the canonical offset. O(log count). */
size_t shadow_index(const struct shadow_text *shadow, uint32_t offset);

/* Appends shadow characters [start, end) as UTF-8. */
void shadow_append(const struct shadow_text *shadow, size_t start, size_t end, struct buffer *out);

#endif
