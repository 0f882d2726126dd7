#include "view/width.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "base/utf8.h"
#include "view/mark.h"

unsigned width_of_code_point(uint32_t code_point)
{
	if (code_point >= 0x20 && code_point < 0x7F)
		return 1;
	if (code_point < 0xA0 || code_point == MARK_START_CODE || code_point == MARK_END_CODE)
		return 0;
	if (code_point == 0xAD) /* a soft hyphen is format, but terminals draw it */
		return 1;
	if (code_point >= 0x1160 && code_point <= 0x11FF) /* Hangul vowels and finals join */
		return 0;
	UChar32 c = (UChar32)code_point;
	int8_t type = u_charType(c);
	if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
		return 0;
	int32_t east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
	return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

unsigned width_of(struct slice text)
{
	unsigned width = 0;
	for (size_t i = 0, bytes; i < text.length; i += bytes)
		width += width_of_code_point(utf8_read(text, i, &bytes));
	return width;
}

/* Bytes of the longest start that fits; the characters that join its last one come along. */
static size_t fitting_start(struct slice text, unsigned columns)
{
	unsigned width = 0;
	size_t i = 0, bytes;
	for (; i < text.length; i += bytes) {
		unsigned more = width_of_code_point(utf8_read(text, i, &bytes));
		if (width + more > columns)
			break;
		width += more;
	}
	return i;
}

void width_append_cut(struct buffer *out, struct slice text, unsigned columns)
{
	if (fitting_start(text, columns) == text.length) {
		buffer_append(out, text);
	} else if (columns > 0) {
		buffer_append(out, (struct slice){text.at, fitting_start(text, columns - 1)});
		buffer_append_string(out, "…");
	}
}

void width_append_spaces(struct buffer *out, unsigned columns)
{
	for (unsigned i = 0; i < columns; i++)
		buffer_append_byte(out, ' ');
}

void width_append_padded(struct buffer *out, struct slice text, unsigned columns, bool right)
{
	unsigned width = width_of(text);
	unsigned gap = width < columns ? columns - width : 0;
	if (right)
		width_append_spaces(out, gap);
	buffer_append(out, text);
	if (!right)
		width_append_spaces(out, gap);
}

/* Lines under construction. The open line is text[start, end); spaces after end are pending. */
struct liner {
	struct arena *scratch;
	struct slice text;
	unsigned columns;
	size_t start, end;
	unsigned width; /* of text[start..], pending spaces included */
	bool open;	/* something stands in the line, or a line end must still close it */
	struct slice *lines;
	size_t count, capacity;
};

static void line_close(struct liner *liner)
{
	if (liner->count == liner->capacity) {
		size_t capacity = liner->capacity * 2;
		struct slice *grown = arena_array(liner->scratch, struct slice, capacity);
		for (size_t i = 0; i < liner->count; i++)
			grown[i] = liner->lines[i];
		liner->lines = grown;
		liner->capacity = capacity;
	}
	liner->lines[liner->count++] =
		(struct slice){liner->text.at + liner->start, liner->end - liner->start};
	liner->open = false;
	liner->width = 0;
}

static void line_begin(struct liner *liner, size_t start)
{
	liner->start = start;
	liner->end = start;
	liner->width = 0;
}

/* A word that no line can hold is laid down character by character. */
static void add_long_word(struct liner *liner, size_t start, size_t end)
{
	for (size_t i = start, bytes; i < end; i += bytes) {
		unsigned width = width_of_code_point(utf8_read(liner->text, i, &bytes));
		if (liner->open && liner->width + width > liner->columns) {
			line_close(liner);
			line_begin(liner, i);
		}
		liner->width += width;
		liner->end = i + bytes;
		liner->open = true;
	}
}

/* One stretch between two break opportunities; hard: a line end stands in its tail. */
static void add_stretch(struct liner *liner, size_t start, size_t end, bool hard)
{
	struct slice stretch = {liner->text.at + start, end - start};
	struct slice tail_less = slice_trim(stretch);
	/* Only the tail goes: white space at the front is kept, as in an indented list. */
	size_t core_end = tail_less.length == 0
				  ? start
				  : (size_t)(tail_less.at - liner->text.at) + tail_less.length;
	struct slice core = {stretch.at, core_end - start};
	unsigned width = width_of(core);
	if (liner->open && liner->width + width > liner->columns && core.length > 0) {
		line_close(liner);
		line_begin(liner, start);
	}
	if (width > liner->columns) {
		add_long_word(liner, start, core_end);
	} else if (core.length > 0) {
		liner->width += width;
		liner->end = core_end;
		liner->open = true;
	}
	liner->width += width_of((struct slice){core.at + core.length, end - core_end});
	if (hard) {
		line_close(liner);
		line_begin(liner, end);
	}
}

static void add_all(struct liner *liner)
{
	UErrorCode failure = U_ZERO_ERROR;
	UText *source = utext_openUTF8(NULL, liner->text.at, (int64_t)liner->text.length, &failure);
	UBreakIterator *breaks = ubrk_open(UBRK_LINE, "en", NULL, 0, &failure);
	if (U_SUCCESS(failure))
		ubrk_setUText(breaks, source, &failure);
	if (U_FAILURE(failure)) { /* ICU without its data: break anywhere, lose nothing */
		add_long_word(liner, 0, liner->text.length);
	} else {
		int32_t from = ubrk_first(breaks);
		for (int32_t to = ubrk_next(breaks); to != UBRK_DONE; to = ubrk_next(breaks)) {
			add_stretch(liner, (size_t)from, (size_t)to,
				    ubrk_getRuleStatus(breaks) >= UBRK_LINE_HARD &&
					    (liner->text.at[to - 1] == '\n' ||
					     liner->text.at[to - 1] == '\r'));
			from = to;
		}
	}
	ubrk_close(breaks);
	utext_close(source);
}

struct slice *width_lines(struct arena *scratch, struct slice text, unsigned columns,
			  size_t *line_count)
{
	struct liner liner = {.scratch = scratch,
			      .text = text,
			      .columns = columns == 0 ? 1 : columns,
			      .lines = arena_array(scratch, struct slice, 8),
			      .capacity = 8};
	if (text.length > 0)
		add_all(&liner);
	if (liner.open || liner.count == 0)
		line_close(&liner);
	*line_count = liner.count;
	return liner.lines;
}

void width_append_wrapped(struct buffer *out, struct slice text, unsigned columns, unsigned indent)
{
	struct arena scratch;
	arena_init(&scratch);
	size_t count;
	struct slice *lines = width_lines(&scratch, text, columns, &count);
	for (size_t i = 0; i < count; i++) {
		if (i > 0) {
			buffer_append_byte(out, '\n');
			if (lines[i].length > 0)
				width_append_spaces(out, indent);
		}
		buffer_append(out, lines[i]);
	}
	arena_release(&scratch);
}
