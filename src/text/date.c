#include "text/date.h"

#include <string.h>

#include "base/utf8.h"

struct date {
	unsigned year, month, day;
	unsigned parts; /* 1: year, 2: and month, 3: and day */
};

struct reader {
	struct slice text;
	size_t at;
};

static uint32_t peek(const struct reader *reader, size_t *bytes)
{
	*bytes = 0;
	return reader->at < reader->text.length ? utf8_read(reader->text, reader->at, bytes) : 0;
}

static void skip_space(struct reader *reader)
{
	size_t bytes;
	for (uint32_t c;
	     (c = peek(reader, &bytes)) == ' ' || c == '\t' || c == 0xA0 || c == 0x3000;)
		reader->at += bytes;
}

static bool take(struct reader *reader, const char *word)
{
	struct slice rest = {reader->text.at + reader->at, reader->text.length - reader->at};
	if (!slice_starts(rest, slice_from(word)))
		return false;
	reader->at += strlen(word);
	return true;
}

/* Value of an ASCII or full-width digit, or 10. */
static unsigned digit(uint32_t c)
{
	if (c - '0' < 10)
		return c - '0';
	return c - 0xFF10 < 10 ? c - 0xFF10 : 10;
}

/* Value of 〇一..九, or 10. */
static unsigned han_digit(uint32_t c)
{
	static const uint32_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
					  0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
	if (c == 0x96F6 || c == 0x25CB || c == 0x25EF) /* 零 ○ ◯ */
		return 0;
	for (unsigned i = 0; i < 10; i++)
		if (digits[i] == c)
			return i;
	return 10;
}

/* Up to `most` digits by the given reading; returns how many there were. */
static unsigned take_digits(struct reader *reader, unsigned (*value_of)(uint32_t), unsigned most,
			    unsigned *value)
{
	unsigned count = 0;
	*value = 0;
	for (size_t bytes; count < most; count++) {
		unsigned next = value_of(peek(reader, &bytes));
		if (next > 9)
			break;
		*value = *value * 10 + next;
		reader->at += bytes;
	}
	return count;
}

/* 一 to 三十九, or one or two digits. */
static bool take_small_number(struct reader *reader, unsigned *value)
{
	skip_space(reader);
	if (take_digits(reader, digit, 2, value) > 0)
		return true;
	unsigned tens, units;
	bool has_tens = take_digits(reader, han_digit, 1, &tens) == 1;
	if (!take(reader, "十")) {
		*value = tens;
		return has_tens;
	}
	take_digits(reader, han_digit, 1, &units);
	*value = (has_tens ? tens : 1) * 10 + units;
	return true;
}

static bool take_mark(struct reader *reader, const char *mark)
{
	struct reader ahead = *reader;
	skip_space(&ahead);
	if (!take(&ahead, mark))
		return false;
	*reader = ahead;
	return true;
}

static const char *const month_names[] = {"january",   "february", "march",    "april",
					  "may",       "june",	   "july",     "august",
					  "september", "october",  "november", "december"};

static bool is_letter(uint32_t c)
{
	return (c | 32) - 'a' < 26;
}

/* A month's English name, or its first three letters (Sept too), with or without a full stop. */
static bool take_month_name(struct reader *reader, unsigned *month)
{
	size_t length = 0, rest = reader->text.length - reader->at;
	struct slice word = {reader->text.at + reader->at, 0};
	while (length < rest && is_letter((unsigned char)word.at[length]))
		length++;
	word.length = length;
	for (unsigned i = 0; i < 12; i++) {
		struct slice name = slice_from(month_names[i]);
		if (length < 3 || length > name.length || (length > 4 && length < name.length) ||
		    (length == 4 && length < name.length && i != 8))
			continue;
		name.length = length;
		if (!slice_equal_ignoring_case(word, name))
			continue;
		reader->at += length;
		take(reader, ".");
		*month = i + 1;
		return true;
	}
	return false;
}

/* 年1月27日, 年1月 or 年 behind a year. */
static bool take_chinese_rest(struct reader *reader, struct date *date)
{
	if (!take_mark(reader, "年"))
		return false;
	date->parts = 1;
	struct reader ahead = *reader;
	date->month = 1;
	if (!take_mark(&ahead, "元月") &&
	    !(take_small_number(&ahead, &date->month) && take_mark(&ahead, "月")))
		return true;
	date->parts = 2;
	*reader = ahead;
	if (take_small_number(&ahead, &date->day) &&
	    (take_mark(&ahead, "日") || take_mark(&ahead, "号"))) {
		date->parts = 3;
		*reader = ahead;
	}
	return true;
}

/* -01-27, /1/27, .1.27 or -01 behind a year; 2026/1 and 2026.5 may be anything. */
static bool take_numeric_rest(struct reader *reader, struct date *date)
{
	static const char *const separators[] = {"-", "/", "."};
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
		struct reader ahead = *reader;
		size_t bytes;
		if (!take(&ahead, separators[i]) ||
		    take_digits(&ahead, digit, 2, &date->month) == 0)
			continue;
		struct reader after_month = ahead;
		bool day = take(&ahead, separators[i]) &&
			   take_digits(&ahead, digit, 2, &date->day) > 0 &&
			   digit(peek(&ahead, &bytes)) > 9;
		bool month = i == 0 && after_month.at - reader->at == 3 &&
			     digit(peek(&after_month, &bytes)) > 9;
		if (!day && !month)
			return false;
		date->parts = day ? 3 : 2;
		*reader = day ? ahead : after_month;
		return true;
	}
	return false;
}

/* Before a measure word a number is an amount. */
static bool is_measure(uint32_t c)
{
	static const char measures[] = "万亿千百元个家人名公米吨亩户项条件台辆套所座次多余平倍度例";
	for (size_t i = 0, bytes; i + 1 < sizeof measures; i += bytes)
		if (utf8_read(SLICE(measures), i, &bytes) == c)
			return true;
	return false;
}

static bool is_bare_year(struct reader after, unsigned year)
{
	size_t bytes;
	uint32_t c = peek(&after, &bytes);
	if (year < 1900 || year > 2099 || is_letter(c) || digit(c) < 10 || c == '%' || c == '_')
		return false;
	if (c == '.' || c == ',' || c == '/') {
		after.at += bytes;
		return digit(peek(&after, &bytes)) > 9;
	}
	skip_space(&after);
	return !is_measure(peek(&after, &bytes)) && peek(&after, &bytes) != 0xFF05;
}

static bool take_year_first(struct reader *reader, struct date *date)
{
	size_t bytes;
	unsigned digits = take_digits(reader, digit, 4, &date->year);
	bool han = digits == 0;
	if (han)
		digits = take_digits(reader, han_digit, 4, &date->year);
	if (digits != 4 || (!han && digit(peek(reader, &bytes)) < 10))
		return false;
	if (take_chinese_rest(reader, date) || (!han && take_numeric_rest(reader, date)))
		return true;
	date->parts = 1;
	return !han && is_bare_year(*reader, date->year);
}

/* A day's number and its ending: 1st, 2nd, 27. */
static bool take_day(struct reader *reader, unsigned *day)
{
	struct reader ahead = *reader;
	size_t bytes;
	if (take_digits(&ahead, digit, 2, day) == 0 || digit(peek(&ahead, &bytes)) < 10)
		return false;
	if (!take(&ahead, "st") && !take(&ahead, "nd") && !take(&ahead, "rd"))
		take(&ahead, "th");
	*reader = ahead;
	return true;
}

/* 27 January 2026, January 27, 2026, January 2026. */
static bool take_english(struct reader *reader, struct date *date)
{
	size_t bytes;
	bool day = take_day(reader, &date->day);
	if (day)
		take_mark(reader, "of ");
	skip_space(reader);
	if (!take_month_name(reader, &date->month))
		return false;
	skip_space(reader);
	if (!day)
		day = take_day(reader, &date->day);
	take_mark(reader, ",");
	skip_space(reader);
	date->parts = day ? 3 : 2;
	return take_digits(reader, digit, 4, &date->year) == 4 && digit(peek(reader, &bytes)) > 9;
}

static bool is_possible(const struct date *date)
{
	static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (date->year < 1000 || date->year > 2999)
		return false;
	if (date->parts == 1)
		return true;
	if (date->month < 1 || date->month > 12)
		return false;
	bool leap = (date->year % 4 == 0 && date->year % 100 != 0) || date->year % 400 == 0;
	unsigned last = date->month == 2 && leap ? 29 : days[date->month - 1];
	return date->parts == 2 || (date->day >= 1 && date->day <= last);
}

/* A date that begins at start: its end, or 0. */
static size_t read_date(struct slice text, size_t start, struct date *date)
{
	struct reader reader = {text, start};
	if (take_year_first(&reader, date))
		return reader.at;
	reader.at = start;
	return take_english(&reader, date) ? reader.at : 0;
}

static struct slice print_date(struct arena *arena, const struct date *date)
{
	if (date->parts == 1)
		return slice_from(arena_printf(arena, "%04u", date->year));
	if (date->parts == 2)
		return slice_from(arena_printf(arena, "%04u-%02u", date->year, date->month));
	return slice_from(
		arena_printf(arena, "%04u-%02u-%02u", date->year, date->month, date->day));
}

/* 到2035年, 至2030年, by 2035, until 2030: a year that something is to happen by. A whole date
 * behind 至 may end a period, but is no date of the document either. */
static bool is_aim(struct slice text, size_t at)
{
	static const char *const words[] = {"到",      "至",	  "力争",    "by ",
					    "By ",     "until ",  "till ",   "Until ",
					    "before ", "toward ", "towards "};
	struct slice head = {text.at, at};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_ends(head, slice_from(words[i])))
			return true;
	return false;
}

bool date_find(struct arena *arena, struct slice text, struct slice *iso, struct span *where)
{
	uint32_t before = ' ';
	for (size_t at = 0, bytes; at < text.length; at += bytes) {
		uint32_t c = utf8_read(text, at, &bytes);
		bool starts = !is_letter(before) && digit(before) > 9 && before != '.' &&
			      (digit(c) < 10 || is_letter(c) || han_digit(c) < 10);
		before = c;
		struct date date;
		size_t end = starts ? read_date(text, at, &date) : 0;
		if (end == 0)
			continue;
		if (is_possible(&date) && !is_aim(text, at)) {
			*iso = print_date(arena, &date);
			*where = (struct span){(uint32_t)at, (uint32_t)end};
			return true;
		}
		/* Passed over whole: the 2 of 2026-02-31 begins nothing. */
		bytes = end - at;
		before = '0';
	}
	return false;
}

bool date_valid(struct slice iso)
{
	struct date date = {.parts = 0};
	struct reader reader = {iso, 0};
	if (iso.length != 4 && iso.length != 7 && iso.length != 10)
		return false;
	for (size_t i = 0; i < iso.length; i++)
		if (i == 4 || i == 7 ? iso.at[i] != '-' : digit((unsigned char)iso.at[i]) > 9)
			return false;
	take_digits(&reader, digit, 4, &date.year);
	date.parts = 1;
	if (iso.length > 4 && take(&reader, "-"))
		date.parts += take_digits(&reader, digit, 2, &date.month) > 0;
	if (iso.length > 7 && take(&reader, "-"))
		date.parts += take_digits(&reader, digit, 2, &date.day) > 0;
	return is_possible(&date);
}
