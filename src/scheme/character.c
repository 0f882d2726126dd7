#include "scheme/character.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/normal.h"

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_ascii_word(uint32_t c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_unspaced(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} scripts[] = {
		{0x0E00, 0x0EFF},   /* Thai, Lao */
		{0x1000, 0x109F},   /* Burmese */
		{0x1780, 0x17FF},   /* Khmer */
		{0x3005, 0x3007},   /* 々 〆 〇 */
		{0x3040, 0x30FF},   /* kana */
		{0x31F0, 0x31FF},   /* kana for Ainu */
		{0x1B000, 0x1B16F}, /* old kana */
	};
	if (c < 0x0E00)
		return false;
	if (is_han(c))
		return true;
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (c >= scripts[i].first && c <= scripts[i].last)
			return true;
	return false;
}

bool is_other_word_character(uint32_t c)
{
	if (c < 0x80)
		return is_ascii_word(c);
	if (is_unspaced(c))
		return false;
	uint32_t mask = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
	return (U_GET_GC_MASK((UChar32)c) & mask) != 0;
}

bool is_hyphen(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2013) || c == 0x2212;
}

bool is_other_separator(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r') || c == '-';
	return is_hyphen(c) || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0x3000;
}

bool is_gap(const uint32_t *characters, size_t count, size_t at)
{
	uint32_t c = characters[at];
	if (c == ',' && at > 0 && at + 1 < count)
		return is_digit(characters[at - 1]) && is_digit(characters[at + 1]);
	return !shadow_divides(c);
}
