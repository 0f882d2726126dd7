/*
 * What a character is to the matcher. All characters are those of a shadow text: after NFKC and
 * case folding, so that ， is a comma and Ａ an a.
 *
 * word:      letter, mark or digit of a script that writes spaces between words. Such a character
 *            at the edge of a pattern needs a neighbour in the text that is not one: AI in 赋能AI+
 *            but not in AIR. Han, kana, Thai, Lao, Khmer and Burmese are written without spaces and
 *            are no word characters.
 * separator: white space or a hyphen: what may stand between the words of a phrase.
 * gap:       what a wildcard of a Chinese pattern may pass: everything that does not divide clauses
 *            (shadow_divides in text/normal.h), and the comma inside a number (达到1,200亿元).
 */
#ifndef QIPAN_SCHEME_CHARACTER_H
#define QIPAN_SCHEME_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True for scripts that are written without spaces. */
bool is_unspaced(uint32_t character);
bool is_hyphen(uint32_t character);
/* The two that are asked at every step of a scan answer for most Han characters at once. */
bool is_other_word_character(uint32_t character);
bool is_other_separator(uint32_t character);

static inline bool is_word_character(uint32_t character)
{
	bool han = character - 0x4E00u < 0x5000u;
	return !han && is_other_word_character(character);
}

static inline bool is_separator(uint32_t character)
{
	return character <= 0x3000 && is_other_separator(character);
}

/* True if a wildcard may pass characters[at]; at < count. */
bool is_gap(const uint32_t *characters, size_t count, size_t at);

#endif
