#include "text/heading.h"

#include "base/utf8.h"
#include "text/line.h"

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* 〇零一二三四五六七八九 and 十百 as values; 0xFF if it is no numeral. */
static uint32_t han_digit(uint32_t c)
{
	static const uint32_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
					  0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
	for (uint32_t i = 0; i < 10; i++)
		if (digits[i] == c)
			return i;
	return c == 0x96F6 ? 0 : c == 0x5341 ? 10 : c == 0x767E ? 100 : 0xFF;
}

/* Reads up to six Han numerals or digits; returns the bytes, 0 if there are none. */
static size_t read_han_number(struct slice line, size_t offset, uint32_t *value)
{
	size_t place = offset, bytes;
	uint32_t sum = 0, digit = 0;
	for (int i = 0; i < 6 && place < line.length; i++, place += bytes) {
		uint32_t v = han_digit(utf8_read(line, place, &bytes));
		if (v == 0xFF)
			break;
		if (v >= 10) {
			sum += (digit == 0 ? 1 : digit) * v;
			digit = 0;
		} else {
			digit = v;
		}
	}
	*value = sum + digit;
	return place - offset;
}

static size_t read_digits(struct slice line, size_t offset, uint32_t *value)
{
	size_t place = offset;
	*value = 0;
	while (place < line.length && place - offset < 4 && is_digit((unsigned char)line.at[place]))
		*value = *value * 10 + (uint32_t)(line.at[place++] - '0');
	return place - offset;
}

static uint32_t character(struct slice line, size_t offset, size_t *bytes)
{
	*bytes = 0;
	return offset < line.length ? utf8_read(line, offset, bytes) : 0;
}

static struct numbering numbered(struct slice line, enum numbering_style style, size_t length,
				 uint32_t value, uint32_t depth)
{
	size_t bytes;
	while (length < line.length && is_space(utf8_read(line, length, &bytes)))
		length += bytes;
	return (struct numbering){style, (uint32_t)length, value, depth};
}

static const struct numbering none;

/* 第一章, 第2节, 第一部分 */
static struct numbering read_di(struct slice line)
{
	static const struct {
		const char *unit;
		enum numbering_style style;
	} units[] = {
		{"编", NUMBERING_PART},	   {"篇", NUMBERING_PART},    {"部分", NUMBERING_PART},
		{"章", NUMBERING_CHAPTER}, {"节", NUMBERING_SECTION}, {"条", NUMBERING_ARTICLE},
	};
	uint32_t value;
	size_t start = sizeof "第" - 1, length = read_han_number(line, start, &value);
	if (length == 0)
		length = read_digits(line, start, &value);
	if (length == 0)
		return none;
	struct slice rest = {line.at + start + length, line.length - start - length};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct slice unit = slice_from(units[i].unit);
		if (slice_starts(rest, unit))
			return numbered(line, units[i].style, start + length + unit.length, value,
					0);
	}
	return none;
}

/* （一） (1) （a） */
static struct numbering read_bracket(struct slice line, size_t open)
{
	uint32_t value = 0;
	size_t bytes, length = read_han_number(line, open, &value);
	enum numbering_style style = NUMBERING_HAN_BRACKET;
	if (length == 0) {
		style = NUMBERING_BRACKET;
		length = read_digits(line, open, &value);
	}
	if (length == 0 && open < line.length && line.at[open] >= 'a' && line.at[open] <= 'z') {
		value = (uint32_t)(line.at[open] - 'a' + 1);
		length = 1;
	}
	uint32_t c = length == 0 ? 0 : character(line, open + length, &bytes);
	if (c != 0xFF09 && c != ')')
		return none;
	return numbered(line, style, open + length + bytes, value, 0);
}

/* 1. 1、 1） 1．2.3 */
static struct numbering read_arabic(struct slice line)
{
	uint32_t value, next_value, depth = 1;
	size_t bytes, length = read_digits(line, 0, &value);
	for (;;) {
		uint32_t c = character(line, length, &bytes);
		size_t digits = c == '.' ? read_digits(line, length + 1, &next_value) : 0;
		if (digits == 0 || digits > 2 || depth == 6)
			break;
		length += 1 + digits;
		depth++;
	}
	uint32_t c = character(line, length, &bytes);
	if (depth > 1) {
		size_t after = length + (c == '.' ? 1 : 0);
		c = character(line, after, &bytes);
		/* 1.2 Title, 1.2标题, but not "1.5 million" or "2.5" */
		return is_space(c) || is_han(c)
			       ? numbered(line, NUMBERING_DECIMAL, after, value, depth)
			       : none;
	}
	if (c == 0xFF09 || c == ')')
		return numbered(line, NUMBERING_BRACKET, length + bytes, value, 0);
	if (c == '.' || c == 0xFF0E || c == 0x3001)
		return numbered(line, NUMBERING_ARABIC, length + bytes, value, 0);
	return none;
}

static struct numbering read_hash(struct slice line)
{
	uint32_t depth = 0;
	while (depth < line.length && depth < 6 && line.at[depth] == '#')
		depth++;
	if (depth == line.length || line.at[depth] == '#')
		return none;
	return numbered(line, NUMBERING_HASH, depth, 0, depth);
}

static struct numbering read_english_word(struct slice line)
{
	static const struct {
		const char *word;
		enum numbering_style style;
	} words[] = {
		{"part ", NUMBERING_PART},	 {"chapter ", NUMBERING_CHAPTER},
		{"section ", NUMBERING_SECTION}, {"article ", NUMBERING_ARTICLE},
		{"kapitel ", NUMBERING_CHAPTER},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct slice word = slice_from(words[i].word);
		if (line.length <= word.length ||
		    !slice_equal_ignoring_case((struct slice){line.at, word.length}, word))
			continue;
		uint32_t value;
		size_t bytes, length = read_digits(line, word.length, &value);
		while (length == 0 && word.length + length < line.length &&
		       slice_find(SLICE("IVXL"), (struct slice){line.at + word.length + length, 1},
				  0) != SIZE_MAX)
			length++;
		uint32_t c = character(line, word.length + length, &bytes);
		if (length > 0 && (c == 0 || c == ':' || c == '.' || is_space(c)))
			return numbered(line, words[i].style,
					word.length + length + (c == ':' || c == '.'), value, 0);
	}
	return none;
}

/* IV. Title; A. Title */
static struct numbering read_roman_or_letter(struct slice line)
{
	size_t length = 0;
	while (length < line.length && length < 6 &&
	       slice_find(SLICE("IVX"), (struct slice){line.at + length, 1}, 0) != SIZE_MAX)
		length++;
	enum numbering_style style = length > 0 ? NUMBERING_ROMAN : NUMBERING_LETTER;
	if (length == 0 && line.at[0] >= 'A' && line.at[0] <= 'H')
		length = 1;
	if (length == 0 || length + 1 >= line.length || line.at[length] != '.')
		return none;
	size_t bytes;
	return is_space(utf8_read(line, length + 1, &bytes))
		       ? numbered(line, style, length + 1, 0, 0)
		       : none;
}

static bool is_bullet(uint32_t c)
{
	return c == '-' || c == '*' || c == 0x2022 || c == 0x25CF || c == 0x25A0 || c == 0xB7 ||
	       c == 0x2013 || c == 0x27A2 || c == 0x25CB || c == 0x25AA || c == 0xF0B7;
}

struct numbering numbering_read(struct slice line)
{
	if (line.length == 0)
		return none;
	size_t bytes;
	uint32_t value, c = utf8_read(line, 0, &bytes);
	if (c == 0x7B2C) /* 第 */
		return read_di(line);
	if (c == 0xFF08 || c == '(')
		return read_bracket(line, bytes);
	if (is_digit(c))
		return read_arabic(line);
	if (c >= 0x2460 && c <= 0x2473)
		return numbered(line, NUMBERING_CIRCLE, bytes, c - 0x2460 + 1, 0);
	if (c == '#')
		return read_hash(line);
	if (is_bullet(c)) {
		size_t space;
		uint32_t next = character(line, bytes, &space);
		return is_space(next) || c > 0x2013 ? numbered(line, NUMBERING_BULLET, bytes, 0, 0)
						    : none;
	}
	if (han_digit(c) != 0xFF) {
		size_t length = read_han_number(line, 0, &value);
		uint32_t mark = character(line, length, &bytes);
		return mark == 0x3001 ? numbered(line, NUMBERING_HAN, length + bytes, value, 0)
				      : none;
	}
	if (c < 0x80) {
		struct numbering word = read_english_word(line);
		return word.style != NUMBERING_NONE ? word : read_roman_or_letter(line);
	}
	return none;
}

struct slice heading_lead(struct slice line)
{
	enum { LEAD_CHARACTERS = 40 };
	struct numbering n = numbering_read(line);
	if (n.style == NUMBERING_NONE)
		return (struct slice){"", 0};
	size_t place = n.length, bytes;
	for (int i = 0; i <= LEAD_CHARACTERS && place < line.length; i++, place += bytes) {
		uint32_t c = utf8_read(line, place, &bytes);
		if (c == 0x3002 || c == 0xFF1A || c == ':' || c == '\n')
			return (struct slice){line.at, place};
	}
	return place == line.length ? line : (struct slice){"", 0};
}

/* --- levels --- */

static unsigned rank_of(enum numbering_style style)
{
	switch (style) {
	case NUMBERING_PART:
		return 1;
	case NUMBERING_CHAPTER:
		return 2;
	case NUMBERING_SECTION:
		return 3;
	case NUMBERING_HAN:
	case NUMBERING_ROMAN:
		return 4;
	case NUMBERING_HAN_BRACKET:
	case NUMBERING_LETTER:
		return 5;
	case NUMBERING_ARABIC:
	case NUMBERING_BRACKET:
	case NUMBERING_ARTICLE:
		return 6;
	case NUMBERING_CIRCLE:
	case NUMBERING_NONE:
	case NUMBERING_DECIMAL:
	case NUMBERING_HASH:
	case NUMBERING_BULLET:
	case NUMBERING_STYLE_COUNT:
		return 7;
	}
	return 7;
}

/* level[rank]: what that rank is in this text, given which of the upper ranks it uses. */
static void levels_of(const bool used[static 8], uint8_t level[static 8])
{
	uint8_t next = 1;
	for (unsigned rank = 1; rank < 4; rank++)
		level[rank] = used[rank] ? next++ : next;
	for (unsigned rank = 4; rank < 8; rank++, next++)
		level[rank] = next > 6 ? 6 : next;
}

static bool all_capitals(struct slice line)
{
	size_t upper = 0;
	for (size_t i = 0; i < line.length; i++) {
		if (line.at[i] >= 'a' && line.at[i] <= 'z')
			return false;
		upper += line.at[i] >= 'A' && line.at[i] <= 'Z';
	}
	return upper >= 4;
}

static bool chinese(const struct text_line *line)
{
	return line->han * 2 > line->letters;
}

/* A numbered line is a heading when it is short and holds no more than one sentence. */
static bool numbered_heading(const struct text_line *line, enum numbering_style style)
{
	if (line->last == 0xFF1B || line->last == ';' || line->last == ',' || line->last == 0xFF0C)
		return false;
	uint32_t limit = chinese(line) ? 60 : 120;
	switch (style) {
	case NUMBERING_PART:
	case NUMBERING_CHAPTER:
	case NUMBERING_SECTION:
	case NUMBERING_HASH:
		return line->characters <= 2 * limit;
	case NUMBERING_HAN:
	case NUMBERING_HAN_BRACKET:
		return line->characters <= limit && line->ends <= 1;
	case NUMBERING_ARABIC:
	case NUMBERING_DECIMAL:
	case NUMBERING_ROMAN:
	case NUMBERING_LETTER:
		return line->characters <= limit && line->ends <= (line->letters > line->han) &&
		       !line->ends_sentence;
	case NUMBERING_NONE:
	case NUMBERING_ARTICLE:
	case NUMBERING_BRACKET:
	case NUMBERING_CIRCLE:
	case NUMBERING_BULLET:
	case NUMBERING_STYLE_COUNT:
		return false;
	}
	return false;
}

static bool is_item(enum numbering_style style)
{
	return style == NUMBERING_ARABIC || style == NUMBERING_BRACKET ||
	       style == NUMBERING_CIRCLE || style == NUMBERING_BULLET ||
	       style == NUMBERING_LETTER || style == NUMBERING_ARTICLE;
}

/* A short line without number and without end mark that stands before prose. */
static bool plain_heading(const struct text_lines *lines, size_t i, bool hard_wrapped)
{
	const struct text_line *line = &lines->at[i];
	if (!line_is_short(line) || line->characters < 2 || line->han + line->letters < 2 ||
	    i + 1 >= lines->count)
		return false;
	if (line->last == 0xFF0C || line->last == ',' || line->last == 0xFF1B ||
	    line->last == ';' || line->last == 0xFF1A || line->last == ':' || line->last == 0x3001)
		return false;
	const struct text_line *next = &lines->at[i + 1];
	if (next->kind == BLOCK_FURNITURE)
		return false;
	if (hard_wrapped || !chinese(line)) {
		bool capital = line->first < 'a' || line->first > 'z';
		return capital && line->blank_before && line->letters + line->han >= 4 &&
		       (next->blank_before || !hard_wrapped) &&
		       (line_is_prose(next) || all_capitals(line_text(lines, i)));
	}
	bool before_number = numbering_read(line_text(lines, i + 1)).style != NUMBERING_NONE;
	return line->han >= 2 && (line_is_prose(next) || before_number);
}

/* “十四五”时期工作回顾, 2026年重点工作: a heading that names a period is of the first level. */
static bool names_period(struct slice line)
{
	static const char *const tasks[] = {"回顾",	"成就",	    "目标", "任务",
					    "重点工作", "工作安排", "总结"};
	if (slice_find(line, SLICE("五”"), 0) == SIZE_MAX &&
	    slice_find(line, SLICE("年"), 0) == SIZE_MAX)
		return false;
	for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
		if (slice_find(line, slice_from(tasks[i]), 0) != SIZE_MAX)
			return true;
	return false;
}

static uint8_t plain_level(const struct text_lines *lines, size_t i, bool upper_numbers)
{
	struct slice line = line_text(lines, i);
	if (names_period(line) || all_capitals(line))
		return 1;
	return upper_numbers ? 3 : lines->at[i].han > 0 ? 1 : 2;
}

void headings_mark(struct text_lines *lines, bool hard_wrapped)
{
	bool used[8] = {false};
	for (size_t i = 0; i < lines->count; i++) {
		struct text_line *line = &lines->at[i];
		enum numbering_style style = numbering_read(line_text(lines, i)).style;
		if (line->kind != BLOCK_FURNITURE && numbered_heading(line, style))
			used[rank_of(style)] = true;
	}
	uint8_t level[8] = {0};
	levels_of(used, level);
	bool upper_numbers = used[1] || used[2] || used[3] || used[4];
	for (size_t i = 0; i < lines->count; i++) {
		struct text_line *line = &lines->at[i];
		if (line->kind == BLOCK_FURNITURE)
			continue;
		struct numbering n = numbering_read(line_text(lines, i));
		if (numbered_heading(line, n.style)) {
			line->kind = BLOCK_HEADING;
			line->level = n.depth > 0 ? (uint8_t)n.depth : level[rank_of(n.style)];
		} else if (is_item(n.style)) {
			line->kind = BLOCK_LIST_ITEM;
		} else if (n.style == NUMBERING_NONE && plain_heading(lines, i, hard_wrapped)) {
			line->kind = BLOCK_HEADING;
			line->level = plain_level(lines, i, upper_numbers);
		}
	}
}
