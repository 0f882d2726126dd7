#include "text/normal.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "base/utf8.h"

enum {
	SEGMENT_CHARACTERS = 64,
	SEGMENT_UNITS = 2 * SEGMENT_CHARACTERS,
	/* NFKC grows a character to 18 units at most (U+FDFA). */
	RESULT_UNITS = 18 * SEGMENT_CHARACTERS,
};

struct writer {
	struct arena *arena;
	struct shadow_text *shadow;
	size_t capacity;
	const UNormalizer2 *casefold;
};

/* Both arrays from one piece of memory, so that a reset arena can hold them again. */
static void allocate(struct writer *writer, size_t capacity)
{
	writer->shadow->characters = arena_array(writer->arena, uint32_t, 2 * capacity);
	writer->shadow->from = writer->shadow->characters + capacity;
	writer->capacity = capacity;
}

/* More room, which only text that grows under NFKC needs; the old arrays stay in the arena. */
static void grow(struct writer *writer)
{
	struct shadow_text old = *writer->shadow;
	allocate(writer, 2 * writer->capacity);
	memcpy(writer->shadow->characters, old.characters, old.count * sizeof *old.characters);
	memcpy(writer->shadow->from, old.from, old.count * sizeof *old.from);
}

/* Leaves room for the closing offset. */
static inline void put(struct writer *writer, uint32_t character, size_t from)
{
	if (writer->shadow->count + 2 > writer->capacity)
		grow(writer);
	writer->shadow->characters[writer->shadow->count] = character;
	writer->shadow->from[writer->shadow->count++] = (uint32_t)from;
}

/* What NFKC_Casefold makes of a character by itself, for the characters that fill plan documents;
 * 0 for all others. None of them combines with the character before it. */
static inline uint32_t fold_common(uint32_t c)
{
	if (c - 0x4E00 < 0x5200)
		return c;
	if (c < 0x80)
		return c - 'A' < 26 ? c + 32 : c;
	if (c - 0x3001 < 0x1F) /* 、 to U+301F */
		return c;
	if (c - 0xFF01 < 0x5E) /* full-width ASCII */
		return c - 0xFF21 < 26 ? c - 0xFF21 + 'a' : c - 0xFF01 + '!';
	switch (c) {
	case 0x3000:
		return ' ';
	case 0x00B7: /* middle dot */
	case 0x2013: /* dashes */
	case 0x2014:
	case 0x2018: /* quotes */
	case 0x2019:
	case 0x201C:
	case 0x201D:
		return c;
	default:
		return 0;
	}
}

static bool is_removed(uint32_t c)
{
	return u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static void put_normalised(struct writer *writer, const UChar *units, int32_t length, size_t from)
{
	UErrorCode failure = U_ZERO_ERROR;
	UChar result[RESULT_UNITS];
	int32_t result_length =
		unorm2_normalize(writer->casefold, units, length, result, RESULT_UNITS, &failure);
	if (U_FAILURE(failure))
		result_length = 0;
	for (int32_t i = 0; i < result_length; i++) {
		uint32_t c = result[i];
		if (U16_IS_LEAD(c) && i + 1 < result_length)
			c = 0x10000 + ((c - 0xD800) << 10) + (result[++i] - 0xDC00U);
		put(writer, c, from);
	}
}

static void put_unchanged(struct writer *writer, struct slice text, size_t start, size_t end)
{
	for (size_t at = start, bytes; at < end; at += bytes) {
		uint32_t c = utf8_read(text, at, &bytes);
		if (!is_removed(c))
			put(writer, c, at);
	}
}

/* Normalises from start to the next character that nothing before it can change; returns where that
 * stands. */
static size_t put_segment(struct writer *writer, struct slice text, size_t start)
{
	UChar units[SEGMENT_UNITS];
	int32_t length = 0;
	size_t characters = 0, at = start;
	while (at < text.length) {
		size_t bytes;
		uint32_t c = utf8_read(text, at, &bytes);
		bool removed = is_removed(c);
		if (at > start && !removed &&
		    (fold_common(c) != 0 || unorm2_hasBoundaryBefore(writer->casefold, (UChar32)c)))
			break;
		if (!removed && ++characters <= SEGMENT_CHARACTERS)
			U16_APPEND_UNSAFE(units, length, c);
		at += bytes;
	}
	if (characters > SEGMENT_CHARACTERS)
		put_unchanged(writer, text, start, at);
	else if (length > 0)
		put_normalised(writer, units, length, start);
	return at;
}

/* A character outside the short cut stands at `at`: where does its segment begin? The character
 * before was put by the short cut or ended a segment; the latter has taken all that belongs to it.
 */
static size_t segment_start(struct writer *writer, struct slice text, size_t at, size_t common_end)
{
	size_t bytes;
	uint32_t c = utf8_read(text, at, &bytes);
	if (common_end != at || writer->shadow->count == 0)
		return at;
	if (!is_removed(c) && unorm2_hasBoundaryBefore(writer->casefold, (UChar32)c))
		return at;
	return writer->shadow->from[--writer->shadow->count];
}

/* Decodes the valid character at `at`; Han and ASCII without a call. */
static inline uint32_t read_common(struct slice text, size_t at, size_t *bytes)
{
	const unsigned char *s = (const unsigned char *)text.at + at;
	if (s[0] < 0x80) {
		*bytes = 1;
		return s[0];
	}
	if ((s[0] & 0xF0) == 0xE0 && text.length - at >= 3) {
		*bytes = 3;
		return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 |
		       (uint32_t)(s[2] & 0x3F);
	}
	return utf8_read(text, at, bytes);
}

/* Characters in valid UTF-8, a byte compare a byte, which compilers vectorise. */
static size_t count_starts(struct slice text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += (signed char)text.at[i] > -65;
	return count;
}

void text_normalise(struct arena *document, struct slice text, struct shadow_text *shadow)
{
	UErrorCode failure = U_ZERO_ERROR;
	struct writer writer = {.arena = document,
				.shadow = shadow,
				.casefold = unorm2_getNFKCCasefoldInstance(&failure)};
	shadow->count = 0;
	allocate(&writer, count_starts(text) + 2);
	size_t common_end = SIZE_MAX; /* where the last short-cut character ended */
	for (size_t at = 0, bytes; at < text.length;) {
		uint32_t folded = fold_common(read_common(text, at, &bytes));
		if (folded != 0) {
			put(&writer, folded, at);
			at += bytes;
			common_end = at;
		} else {
			at = put_segment(&writer, text,
					 segment_start(&writer, text, at, common_end));
			common_end = SIZE_MAX;
		}
	}
	shadow->from[shadow->count] = (uint32_t)text.length;
	/* Removed characters at the very start belong to the first one. */
	uint32_t first = shadow->from[0];
	for (size_t i = 0; i < shadow->count && shadow->from[i] == first; i++)
		shadow->from[i] = 0;
}

struct span shadow_span(const struct shadow_text *shadow, size_t start, size_t end)
{
	struct span span = {shadow->from[start], shadow->from[end]};
	if (start == end)
		return span;
	/* Characters that came from one place together are not cut. */
	for (size_t i = end; i < shadow->count && shadow->from[i] == shadow->from[end - 1]; i++)
		span.end = shadow->from[i + 1];
	return span;
}

size_t shadow_index(const struct shadow_text *shadow, uint32_t offset)
{
	size_t low = 0, high = shadow->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (shadow->from[middle] < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void shadow_append(const struct shadow_text *shadow, size_t start, size_t end, struct buffer *out)
{
	for (size_t i = start; i < end; i++)
		buffer_append_code_point(out, shadow->characters[i]);
}

bool shadow_divides(uint32_t c)
{
	if (c < 0x80)
		return c != 0 && strchr("\n\r\v\f,;:!?()[]{}<>\"~|", (int)c) != NULL;
	if (c < 0x2010)
		return c == 0x85 || c == 0xA1 || c == 0xAB || c == 0xBB || c == 0xBF;
	if (c < 0x2030)
		return (c >= 0x2013 && c <= 0x2015) || (c >= 0x201C && c <= 0x201F) ||
		       c == 0x2018 || c == 0x2022 || c == 0x2026 || c == 0x2028 || c == 0x2029;
	return c == 0x2039 || c == 0x203A || (c >= 0x3001 && c <= 0x3003) ||
	       (c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301F) || c == 0xFF61;
}
