#include "text/amount.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "text/amount_rows.h"

static const char *const comparator_names[COMPARE_COUNT] = {
	[COMPARE_EQUAL] = "=", [COMPARE_ABOUT] = "~",	 [COMPARE_AT_LEAST] = ">=",
	[COMPARE_MORE] = ">",  [COMPARE_AT_MOST] = "<=", [COMPARE_LESS] = "<",
};

const char *comparator_name(enum comparator comparator)
{
	return comparator < COMPARE_COUNT ? comparator_names[comparator] : "unknown";
}

void amount_tables_init(struct amount_tables *tables)
{
	cue_table_init(&tables->before, amount_before, amount_before_count);
	cue_table_init(&tables->after, amount_after, amount_after_count);
	cue_table_init(&tables->not_counted, amount_not_counted, amount_not_counted_count);
}

/* ---- numbers ---- */

/* A character that belongs to a number, and its value. */
enum part { PART_NONE, PART_DIGIT, PART_POINT, PART_COMMA, PART_HAN_DIGIT, PART_FACTOR };
struct part_row {
	uint32_t character;
	enum part part;
	double value;
};

static struct part_row part_at(struct slice text, size_t at, size_t *bytes)
{
	static const struct part_row rows[] = {
		{0x4E00, PART_HAN_DIGIT, 1}, {0x4E8C, PART_HAN_DIGIT, 2},
		{0x4E24, PART_HAN_DIGIT, 2}, {0x4E09, PART_HAN_DIGIT, 3},
		{0x56DB, PART_HAN_DIGIT, 4}, {0x4E94, PART_HAN_DIGIT, 5},
		{0x516D, PART_HAN_DIGIT, 6}, {0x4E03, PART_HAN_DIGIT, 7},
		{0x516B, PART_HAN_DIGIT, 8}, {0x4E5D, PART_HAN_DIGIT, 9},
		{0x96F6, PART_HAN_DIGIT, 0}, {0x3007, PART_HAN_DIGIT, 0},
		{0x5341, PART_FACTOR, 1e1},  {0x767E, PART_FACTOR, 1e2},
		{0x5343, PART_FACTOR, 1e3},  {0x4E07, PART_FACTOR, 1e4},
		{0x4EBF, PART_FACTOR, 1e8},
	};
	uint32_t c = utf8_read(text, at, bytes);
	if (c >= '0' && c <= '9')
		return (struct part_row){c, PART_DIGIT, c - '0'};
	if (c >= 0xFF10 && c <= 0xFF19)
		return (struct part_row){c, PART_DIGIT, c - 0xFF10};
	if (c == '.' || c == 0xFF0E)
		return (struct part_row){c, PART_POINT, 0};
	if (c == ',')
		return (struct part_row){c, PART_COMMA, 0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].character == c)
			return rows[i];
	return (struct part_row){c, PART_NONE, 0};
}

struct number {
	double value;
	size_t end;
	bool chinese; /* written in Chinese numerals */
	bool there;
};

enum { DIGITS_MOST = 15 }; /* what a double holds exactly; longer ones are no amounts */

static size_t digit_run(struct slice text, size_t at)
{
	size_t count = 0, bytes;
	while (count <= DIGITS_MOST && at < text.length &&
	       part_at(text, at, &bytes).part == PART_DIGIT) {
		at += bytes;
		count++;
	}
	return count;
}

/* Digits, commas between groups of three, a point. */
static struct number read_digits(struct slice text, size_t at)
{
	struct number number = {.end = at};
	char digits[DIGITS_MOST + 2];
	size_t length = 0, bytes;
	bool point = false;
	while (at < text.length) {
		struct part_row part = part_at(text, at, &bytes);
		bool more = at + bytes < text.length && digit_run(text, at + bytes) > 0;
		if (part.part == PART_DIGIT)
			digits[length++] = (char)('0' + (int)part.value);
		else if (part.part == PART_POINT && !point && more)
			digits[length++] = '.';
		else if (!(part.part == PART_COMMA && !point && digit_run(text, at + bytes) == 3))
			break;
		point = point || part.part == PART_POINT;
		at += bytes;
		if (length > DIGITS_MOST)
			return (struct number){.end = at};
	}
	number.end = at;
	number.there =
		length > 0 && number_read_real((struct slice){digits, length}, &number.value);
	return number;
}

/* 三百二十, 两千, 十五: sections below 万; 万 and 亿 are left to the factors behind. */
static struct number read_chinese(struct slice text, size_t at)
{
	double sum = 0, digit = 0;
	bool any = false, pending = false;
	size_t bytes, count = 0;
	for (; at < text.length && count < DIGITS_MOST; at += bytes, count++) {
		struct part_row part = part_at(text, at, &bytes);
		if (part.part == PART_HAN_DIGIT) {
			digit = pending ? digit * 10 + part.value : part.value;
			pending = any = true;
		} else if (part.part == PART_FACTOR && part.value < 1e4 &&
			   (pending || part.character == 0x5341)) {
			sum += (pending ? digit : 1) * part.value;
			digit = 0;
			pending = false;
			any = true;
		} else {
			break;
		}
	}
	return (struct number){.value = sum + digit, .end = at, .chinese = true, .there = any};
}

static double read_word_factor(struct slice text, size_t *at)
{
	static const struct {
		const char *word;
		double factor;
	} rows[] = {{"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}};
	size_t start = *at;
	while (start < text.length && text.at[start] == ' ')
		start++;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct slice rest = {text.at + start, text.length - start};
		if (!slice_starts(rest, slice_from(rows[i].word)))
			continue;
		*at = start + strlen(rows[i].word);
		return rows[i].factor;
	}
	return 1;
}

/* ---- units ---- */

static bool is_letter(char c)
{
	return cue_is_word_byte(c) && !(c >= '0' && c <= '9');
}

static size_t unit_length(const struct unit *unit, struct slice text, size_t at)
{
	struct slice word = slice_from(unit->word);
	if (text.length - at < word.length)
		return 0;
	struct slice here = {text.at + at, word.length};
	bool same = slice_equal(here, word) ||
		    (word.length > 3 && slice_equal_ignoring_case(here, word));
	bool runs_on = is_letter(word.at[word.length - 1]) && at + word.length < text.length &&
		       cue_is_word_byte(text.at[at + word.length]);
	return same && !runs_on ? word.length : 0;
}

static const struct unit *unit_at(struct slice text, size_t at, size_t *bytes)
{
	const struct unit *best = NULL;
	*bytes = 0;
	for (size_t i = 0; i < amount_unit_count; i++) {
		size_t length = unit_length(&amount_units[i], text, at);
		if (length > *bytes) {
			*bytes = length;
			best = &amount_units[i];
		}
	}
	return best;
}

static size_t skip_spaces(struct slice text, size_t at)
{
	while (at < text.length && text.at[at] == ' ')
		at++;
	return at;
}

/* Factors and the unit behind a number; a unit is tried first, because 千瓦 begins like a factor.
 * *factor gets what the number is to be multiplied with. */
static const struct unit *read_unit(struct slice text, size_t *at, double *factor)
{
	size_t bytes, here = *at;
	*factor = read_word_factor(text, &here);
	for (size_t count = 0; here < text.length && count < DIGITS_MOST; count++) {
		size_t place = skip_spaces(text, here);
		const struct unit *unit = unit_at(text, place, &bytes);
		if (unit != NULL) {
			*at = place + bytes;
			return unit;
		}
		if (here >= text.length)
			return NULL;
		struct part_row part = part_at(text, here, &bytes);
		if (part.part != PART_FACTOR)
			return NULL;
		*factor *= part.value;
		here += bytes;
	}
	return NULL;
}

/* ---- what is no amount ---- */

/* G60, 第21届, 415X: a number that names something. */
static bool is_name(struct slice text, size_t start)
{
	static const char *const before[] = {"第", "+", "-", "—", "＋", "·", "/", "《", "〔", "["};
	struct slice head = {text.at, start};
	if (start > 0 && (cue_is_word_byte(text.at[start - 1]) || text.at[start - 1] == '.'))
		return true;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (slice_ends(head, slice_from(before[i])))
			return true;
	return false;
}

static bool only_numbers_a_list(const struct amount_tables *tables, struct slice text,
				const struct number *number, const struct unit *unit, size_t end)
{
	size_t bytes;
	if (unit->class != UNIT_COUNT)
		return false;
	const struct cue *cue = cue_at(&tables->not_counted, text, end, &bytes);
	return (number->chinese && number->value < 100) || (cue != NULL && cue->sign == 0);
}

/* ---- amounts ---- */

/* "4.5%—5%", "4.5—5%", "30至40万吨": the second number of a range, whose unit then counts. */
static bool read_range(struct slice text, size_t *at, struct number *second, double *factor,
		       const struct unit **unit)
{
	static const char *const joins[] = {"—", "–", "-", "~", "～", "至", " to "};
	for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
		struct slice rest = {text.at + *at, text.length - *at};
		if (!slice_starts(rest, slice_from(joins[i])))
			continue;
		*second = read_digits(text, *at + strlen(joins[i]));
		size_t end = second->end;
		const struct unit *found = second->there ? read_unit(text, &end, factor) : NULL;
		if (found == NULL)
			return false;
		*unit = found;
		*at = end;
		return true;
	}
	return false;
}

/* 分别提高15、22个百分点, 分别惠及3500万、2300万人次: behind 分别 a number of a row without a unit
 * has that of the next with one, and its factor unless it has its own. */
static const struct unit *unit_of_row(struct slice text, size_t start, size_t *end, double *factor)
{
	enum { ROW_MOST = 8, REACH_BYTES = 3 * 40 };
	size_t from = start > REACH_BYTES ? start - REACH_BYTES : 0, bytes;
	struct slice head = {text.at + from, start - from};
	if (slice_find(head, SLICE("分别"), 0) == SIZE_MAX)
		return NULL;
	double own = 1, next_factor;
	for (; *end < text.length; *end += bytes) {
		struct part_row part = part_at(text, *end, &bytes);
		if (part.part != PART_FACTOR)
			break;
		own *= part.value;
	}
	size_t at = *end;
	for (int count = 0; count < ROW_MOST; count++) {
		struct slice rest = {text.at + at, text.length - at};
		if (!slice_starts(rest, SLICE("、")) && !slice_starts(rest, SLICE("和")))
			return NULL;
		struct number number = read_digits(text, at + strlen("、"));
		size_t behind = number.end;
		if (!number.there)
			return NULL;
		const struct unit *unit = read_unit(text, &behind, &next_factor);
		if (unit != NULL) {
			*factor = own > 1 ? own : next_factor;
			return unit;
		}
		for (at = number.end; at < text.length; at += bytes)
			if (part_at(text, at, &bytes).part != PART_FACTOR)
				break;
	}
	return NULL;
}

static size_t read_before(const struct amount_tables *tables, struct slice text, size_t start,
			  size_t from, struct amount *amount)
{
	for (int words = 0; words < 3; words++) {
		size_t bytes, end = start;
		while (end > from && text.at[end - 1] == ' ')
			end--;
		const struct cue *cue = cue_before(&tables->before, text, end, &bytes);
		if (cue == NULL || bytes > end - from)
			break;
		if (amount->comparator == COMPARE_EQUAL)
			amount->comparator = (enum comparator)cue->sign;
		start = end - bytes;
	}
	return start;
}

static size_t read_after(const struct amount_tables *tables, struct slice text, size_t end,
			 struct amount *amount)
{
	size_t bytes, place = skip_spaces(text, end);
	const struct cue *cue = cue_at(&tables->after, text, place, &bytes);
	if (cue == NULL)
		return end;
	if (amount->comparator == COMPARE_EQUAL)
		amount->comparator = (enum comparator)cue->sign;
	return place + bytes;
}

static bool read_amount(const struct amount_tables *tables, struct slice text, size_t from,
			size_t start, const struct number *number, struct amount *amount)
{
	size_t end = number->end;
	double factor, second_factor;
	struct number second;
	const struct unit *unit = read_unit(text, &end, &factor), *second_unit = unit;
	size_t range = unit == NULL ? number->end : end;
	bool ranges = read_range(text, &range, &second, &second_factor, &second_unit);
	if (ranges && unit == NULL) {
		unit = second_unit;
		factor = second_factor;
	}
	ranges = ranges && second_unit == unit;
	end = ranges ? range : end;
	if (unit == NULL || strcmp(unit->word, "个") == 0) {
		/* 12.7个、12个百分点: both are points */
		size_t row_end = end;
		double row_factor = factor;
		const struct unit *of_row = unit_of_row(text, start, &row_end, &row_factor);
		if (of_row != NULL && (unit == NULL || of_row->class == UNIT_POINT)) {
			unit = of_row;
			end = row_end;
			factor = row_factor;
		}
	}
	if (unit == NULL || is_name(text, start) ||
	    only_numbers_a_list(tables, text, number, unit, end))
		return false;
	*amount = (struct amount){.unit = unit, .value = number->value * factor * unit->factor};
	amount->high = ranges ? second.value * second_factor * unit->factor : amount->value;
	size_t word = strlen(unit->word) < end - start ? strlen(unit->word) : end - start;
	amount->unit_span = (struct span){(uint32_t)(end - word), (uint32_t)end};
	size_t first = read_before(tables, text, start, from, amount);
	size_t last = read_after(tables, text, end, amount);
	struct slice rest = {text.at + last, text.length - last};
	if (slice_starts(rest, SLICE("级")) && unit->class != UNIT_PERCENT)
		return false; /* a class: 百万千瓦级 */
	if (unit->class == UNIT_AGE && first == start)
		return false; /* a group of people: 65岁以上老年人 */
	amount->span = (struct span){(uint32_t)first, (uint32_t)last};
	return true;
}

/* 百分之三十 */
static bool read_hundredths(const struct amount_tables *tables, struct slice text, size_t from,
			    size_t start, struct amount *amount)
{
	static const struct unit percent = {"百分之", "%", 1, UNIT_PERCENT};
	struct number number = read_chinese(text, start + strlen("百分之"));
	if (!number.there)
		return false;
	*amount = (struct amount){.unit = &percent, .value = number.value, .high = number.value};
	amount->unit_span = (struct span){(uint32_t)start, (uint32_t)(start + strlen("百分之"))};
	size_t first = read_before(tables, text, start, from, amount);
	amount->span = (struct span){(uint32_t)first,
				     (uint32_t)read_after(tables, text, number.end, amount)};
	return true;
}

bool amount_next(const struct amount_tables *tables, struct slice text, size_t from,
		 struct amount *amount)
{
	size_t bytes;
	for (size_t at = from; at < text.length; at += bytes) {
		struct slice rest = {text.at + at, text.length - at};
		struct part_row part = part_at(text, at, &bytes);
		if (slice_starts(rest, SLICE("百分之")) &&
		    read_hundredths(tables, text, from, at, amount))
			return true;
		struct number number = {.end = at};
		if (part.part == PART_DIGIT)
			number = read_digits(text, at);
		else if (part.part == PART_HAN_DIGIT || part.character == 0x5341)
			number = read_chinese(text, at);
		if (number.there && read_amount(tables, text, from, at, &number, amount))
			return true;
		if (number.end > at)
			bytes = number.end - at;
	}
	return false;
}

uint32_t amount_year(struct slice text, size_t offset)
{
	uint32_t year = 0;
	size_t end = offset;
	if (offset > 0 && cue_is_word_byte(text.at[offset - 1]))
		return 0;
	while (end < text.length && end - offset < 5 && text.at[end] >= '0' && text.at[end] <= '9')
		year = year * 10 + (uint32_t)(text.at[end++] - '0');
	return end - offset == 4 && year >= 1949 && year <= 2100 ? year : 0;
}
