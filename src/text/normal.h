/*
 * The shadow text: what is matched and searched instead of the canonical text. It is the canonical
 * text under NFKC_Casefold (Unicode Standard Annex 44 and D146 of the core specification): width
 * and compatibility forms folded, case folded, soft hyphens, zero-width characters, variation
 * selectors and bidi controls removed. Typographic quotes, 、 and 。 stay as they are; ， ； ： （
 * ） ！ ？ become their ASCII forms, the ideographic space a space. Patterns of a codebook are
 * normalised by the same function, so that “AI＋” and “ai+” meet.
 *
 * With each shadow character stands the canonical byte range it came from, so that every match is
 * reported as a span of the canonical text. Characters that change together (a letter and its
 * accents, a ligature) share one range, which is never cut. The bytes of a removed character belong
 * to the character before it, or to the first one.
 *
 * Invariants: from[i] <= from[i+1]; from[0] == 0 unless count is 0; from[count] == canonical
 * length; from[i] is a character boundary; shadow_span of [0, count) is the whole text (count > 0);
 * normalising the shadow again changes nothing.
 *
 * A letter with more than 64 combining marks is no writing but an attack on the run time: such a
 * run is taken over unchanged (Stream-Safe Text Format, UAX 15, allows 30).
 */
#ifndef QIPAN_TEXT_NORMAL_H
#define QIPAN_TEXT_NORMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/slice.h"

struct shadow_text {
	uint32_t *characters; /* code points, count of them */
	uint32_t *from; /* canonical byte offset where the character's source starts; count + 1 */
	size_t count;
};

/* text: valid UTF-8 of at most LIMIT_DOCUMENT_BYTES. O(text), one pass; the common characters (Han,
 * Chinese punctuation, ASCII) take a short cut around ICU. */
void text_normalise(struct arena *document, struct slice text, struct shadow_text *shadow);

/* Canonical span of shadow characters [start, end): from the start of the first one's source to the
 * end of the last one's source. Empty at from[start] when start == end. O(1). */
struct span shadow_span(const struct shadow_text *shadow, size_t start, size_t end);

/* First shadow index whose source starts at or after the canonical offset. O(log count). */
size_t shadow_index(const struct shadow_text *shadow, uint32_t offset);

/* Appends shadow characters [start, end) as UTF-8. */
void shadow_append(const struct shadow_text *shadow, size_t start, size_t end, struct buffer *out);

/* True for shadow characters that a wildcard does not cross: line ends and the marks that divide or
 * enclose a clause, ASCII and Chinese alike: , ; : ! ? ( ) [ ] " 、 。 《 》 “ ” … — and their
 * like. Not: % + - / ' & . and ·, which stand inside expressions (3.5%, AI+, 人机-协同). */
bool shadow_divides(uint32_t character);

#endif
