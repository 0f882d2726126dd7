#include "reader/numeral.h"

static const struct {
	const char *ooxml;
	enum numeral_style style;
} names[] = {
	{"bullet", NUMERAL_BULLET},
	{"none", NUMERAL_NONE},
	{"upperRoman", NUMERAL_ROMAN},
	{"lowerRoman", NUMERAL_ROMAN_SMALL},
	{"upperLetter", NUMERAL_LETTER},
	{"lowerLetter", NUMERAL_LETTER_SMALL},
	{"chineseCounting", NUMERAL_HAN},
	{"chineseCountingThousand", NUMERAL_HAN},
	{"japaneseCounting", NUMERAL_HAN},
	{"taiwaneseCounting", NUMERAL_HAN},
	{"taiwaneseCountingThousand", NUMERAL_HAN},
	{"ideographDigital", NUMERAL_HAN_DIGITS},
	{"japaneseDigitalTenThousand", NUMERAL_HAN_DIGITS},
	{"decimalEnclosedCircle", NUMERAL_CIRCLE},
	{"decimalEnclosedCircleChinese", NUMERAL_CIRCLE},
};

static const struct {
	const char *sample;
	enum numeral_style style;
} samples[] = {
	{"一", NUMERAL_HAN},	     {"①", NUMERAL_CIRCLE}, {"A", NUMERAL_LETTER},
	{"a", NUMERAL_LETTER_SMALL}, {"I", NUMERAL_ROMAN},  {"i", NUMERAL_ROMAN_SMALL},
};

enum numeral_style numeral_of_ooxml(struct slice name)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_is(name, names[i].ooxml))
			return names[i].style;
	return NUMERAL_DECIMAL;
}

enum numeral_style numeral_of_sample(struct slice sample)
{
	if (sample.length == 0)
		return NUMERAL_NONE;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		if (slice_starts(sample, slice_from(samples[i].sample)))
			return samples[i].style;
	return NUMERAL_DECIMAL;
}

static void append_han(struct buffer *out, unsigned value)
{
	static const char *const digits[] = {"零", "一", "二", "三", "四",
					     "五", "六", "七", "八", "九"};
	static const char *const places[] = {"", "十", "百", "千"};
	bool gap = false, begun = false;
	unsigned place = 3;
	for (unsigned unit = 1000; unit > 0; unit /= 10, place--) {
		unsigned digit = value / unit % 10;
		if (digit == 0) {
			gap = begun;
			continue;
		}
		if (gap)
			buffer_append_string(out, digits[0]);
		/* 十二, not 一十二 */
		if (digit != 1 || place != 1 || begun)
			buffer_append_string(out, digits[digit]);
		buffer_append_string(out, places[place]);
		begun = true;
		gap = false;
	}
}

static void append_han_digits(struct buffer *out, unsigned value)
{
	static const char *const digits[] = {"〇", "一", "二", "三", "四",
					     "五", "六", "七", "八", "九"};
	unsigned unit = 1000;
	while (unit > 1 && value < unit)
		unit /= 10;
	for (; unit > 0; unit /= 10)
		buffer_append_string(out, digits[value / unit % 10]);
}

static void append_roman(struct buffer *out, unsigned value, bool small)
{
	static const struct {
		unsigned value;
		const char *large, *small;
	} parts[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
		     {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
		     {10, "X", "x"},   {9, "IX", "ix"},	  {5, "V", "v"},   {4, "IV", "iv"},
		     {1, "I", "i"}};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; value >= parts[i].value; value -= parts[i].value)
			buffer_append_string(out, small ? parts[i].small : parts[i].large);
}

/* A .. Z, AA, BB, ... as Word counts. */
static void append_letters(struct buffer *out, unsigned value, char first)
{
	for (unsigned i = 0; i <= (value - 1) / 26; i++)
		buffer_append_byte(out, (char)(first + (char)((value - 1) % 26)));
}

void numeral_append(struct buffer *out, enum numeral_style style, unsigned value)
{
	enum { VALUE_MOST = 9999, ROMAN_MOST = 3999, LETTER_MOST = 26 * 20 };
	bool odd = value == 0 || value > VALUE_MOST;
	switch (style) {
	case NUMERAL_NONE:
	case NUMERAL_BULLET:
		return;
	case NUMERAL_ROMAN:
	case NUMERAL_ROMAN_SMALL:
		if (odd || value > ROMAN_MOST)
			break;
		append_roman(out, value, style == NUMERAL_ROMAN_SMALL);
		return;
	case NUMERAL_LETTER:
	case NUMERAL_LETTER_SMALL:
		if (odd || value > LETTER_MOST)
			break;
		append_letters(out, value, style == NUMERAL_LETTER ? 'A' : 'a');
		return;
	case NUMERAL_HAN:
		if (odd)
			break;
		append_han(out, value);
		return;
	case NUMERAL_HAN_DIGITS:
		if (odd)
			break;
		append_han_digits(out, value);
		return;
	case NUMERAL_CIRCLE:
		if (value == 0 || value > 20)
			break;
		buffer_append_code_point(out, 0x2460 + value - 1);
		return;
	case NUMERAL_DECIMAL:
		break;
	}
	buffer_printf(out, "%u", value);
}
