#include "base/utf8.h"

#include <string.h>

static const uint32_t replacement = 0xFFFD;

static bool is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* Bytes of the valid character at s (n > 0 bytes there), or 0. */
static size_t valid_length(const unsigned char *s, size_t n)
{
	unsigned char c = s[0];
	if (c < 0x80)
		return 1;
	if (c < 0xC2 || c > 0xF4)
		return 0;
	if (c < 0xE0)
		return n > 1 && is_tail(s[1]) ? 2 : 0;
	if (c < 0xF0) {
		if (n < 3 || !is_tail(s[1]) || !is_tail(s[2]))
			return 0;
		return (c == 0xE0 && s[1] < 0xA0) || (c == 0xED && s[1] > 0x9F) ? 0 : 3;
	}
	if (n < 4 || !is_tail(s[1]) || !is_tail(s[2]) || !is_tail(s[3]))
		return 0;
	return (c == 0xF0 && s[1] < 0x90) || (c == 0xF4 && s[1] > 0x8F) ? 0 : 4;
}

uint32_t utf8_read(struct slice text, size_t offset, size_t *bytes)
{
	const unsigned char *s = (const unsigned char *)text.at + offset;
	size_t length = valid_length(s, text.length - offset);
	*bytes = length == 0 ? 1 : length;
	switch (length) {
	case 1:
		return s[0];
	case 2:
		return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
	case 3:
		return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
	case 4:
		return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 |
		       (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
	default:
		return replacement;
	}
}

size_t utf8_write(uint32_t code_point, char bytes[4])
{
	if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
		code_point = replacement;
	if (code_point < 0x80) {
		bytes[0] = (char)code_point;
		return 1;
	}
	if (code_point < 0x800) {
		bytes[0] = (char)(0xC0 | code_point >> 6);
		bytes[1] = (char)(0x80 | (code_point & 0x3F));
		return 2;
	}
	if (code_point < 0x10000) {
		bytes[0] = (char)(0xE0 | code_point >> 12);
		bytes[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
		bytes[2] = (char)(0x80 | (code_point & 0x3F));
		return 3;
	}
	bytes[0] = (char)(0xF0 | code_point >> 18);
	bytes[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
	bytes[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
	bytes[3] = (char)(0x80 | (code_point & 0x3F));
	return 4;
}

/* How many bytes from offset on are ASCII (eight at a time; stops early, never late). */
static size_t skip_ascii(const unsigned char *s, size_t from, size_t length)
{
	size_t i = from;
	for (uint64_t word; i + sizeof word <= length; i += sizeof word) {
		memcpy(&word, s + i, sizeof word);
		if ((word & 0x8080808080808080U) != 0)
			break;
	}
	return i;
}

/* How far three-byte characters of the Han blocks and of Chinese punctuation (lead E3..E9) go. */
static size_t skip_han(const unsigned char *s, size_t from, size_t length)
{
	size_t i = from;
	while (i + 3 <= length && s[i] - 0xE3U < 7 &&
	       ((s[i + 1] ^ 0x80U) | (s[i + 2] ^ 0x80U)) < 0x40)
		i += 3;
	return i;
}

size_t utf8_find_invalid(struct slice text)
{
	const unsigned char *s = (const unsigned char *)text.at;
	for (size_t i = 0; i < text.length;) {
		size_t skipped =
			s[i] < 0x80 ? skip_ascii(s, i, text.length) : skip_han(s, i, text.length);
		if (skipped > i) {
			i = skipped;
			continue;
		}
		size_t length = valid_length(s + i, text.length - i);
		if (length == 0)
			return i;
		i += length;
	}
	return SIZE_MAX;
}

size_t utf8_count(struct slice text)
{
	size_t count = 0;
	for (size_t i = 0, bytes; i < text.length; i += bytes, count++)
		utf8_read(text, i, &bytes);
	return count;
}

size_t utf8_previous(struct slice text, size_t offset)
{
	size_t start = offset - 1;
	while (start > 0 && offset - start < 4 && is_tail((unsigned char)text.at[start]))
		start--;
	size_t bytes;
	utf8_read(text, start, &bytes);
	return start + bytes == offset ? start : offset - 1;
}

bool is_han(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
	       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

bool is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	return c == 0xA0 || c == 0x85 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x1680 ||
	       c == 0xFEFF;
}
