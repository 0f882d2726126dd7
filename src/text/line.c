#include "text/line.h"

#include <string.h>

#include "base/utf8.h"

static bool is_line_end(uint32_t c)
{
	return c == '\n' || c == '\r' || c == '\f' || c == 0x2028 || c == 0x2029 || c == 0x85;
}

static bool is_wide(uint32_t c)
{
	return is_han(c) || (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) ||
	       (c >= 0x3041 && c <= 0x33FF) || (c >= 0xAC00 && c <= 0xD7A3) ||
	       (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF60);
}

static bool is_ascii_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool closes(uint32_t c)
{
	return c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0xFF09 ||
	       c == 0x3011 || c == '"' || c == '\'' || c == ')' || c == ']';
}

static bool is_strong_end(uint32_t c)
{
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61 || c == 0x0964 ||
	       c == 0x06D4 || c == 0x061F || c == '!' || c == '?';
}

static void line_add(struct text_line *line, uint32_t c, uint32_t previous)
{
	line->columns += is_wide(c) ? 2 : 1;
	if (is_space(c)) {
		line->tabs += c == '\t';
		line->ends += previous == '.' && line->letters > 0;
		return;
	}
	line->characters++;
	line->bars += c == '|';
	if (is_han(c))
		line->han++;
	else if (is_ascii_letter(c) || (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7))
		line->letters++;
	else if (c >= '0' && c <= '9')
		line->digits++;
	if (is_strong_end(c)) {
		line->ends++;
		line->ends_sentence = true;
	} else if (c == '.' || c == 0xFF0E) {
		line->ends_sentence = !(previous >= '0' && previous <= '9') || line->letters > 3;
	} else if (!closes(c)) {
		line->ends_sentence = false;
	}
	if (line->first == 0)
		line->first = c;
	line->last = c;
}

/* Reads the line that begins at *offset, which moves past its end. Returns the code point that
 * ended it, 0 at the end of the text. An empty line has no characters. */
static uint32_t line_read(struct slice text, size_t *offset, struct text_line *line)
{
	uint32_t previous = 0, lead = 0;
	size_t bytes;
	while (*offset < text.length) {
		uint32_t c = utf8_read(text, *offset, &bytes);
		*offset += bytes;
		if (is_line_end(c)) {
			line->indented = lead >= 2 && line->characters > 0;
			return c;
		}
		if (line->characters == 0 && is_space(c)) {
			lead += c == '\t' ? 8 : is_wide(c) ? 2 : 1;
			continue;
		}
		line_add(line, c, previous);
		if (!is_space(c)) {
			if (line->span.start == UINT32_MAX)
				line->span.start = (uint32_t)(*offset - bytes);
			line->span.end = (uint32_t)*offset;
		}
		previous = c;
	}
	line->indented = lead >= 2 && line->characters > 0;
	return 0;
}

static size_t count_lines(struct slice text)
{
	struct text_line line = {.span = {UINT32_MAX, 0}};
	size_t count = 0, offset = 0;
	while (offset < text.length) {
		line.characters = 0;
		line_read(text, &offset, &line);
		count += line.characters > 0;
	}
	return count;
}

void lines_read(struct arena *scratch, struct slice text, struct text_lines *lines)
{
	bool paged = text.length > 0 && memchr(text.at, '\f', text.length) != NULL;
	*lines = (struct text_lines){.text = text};
	lines->at = arena_array(scratch, struct text_line, count_lines(text));
	uint32_t page = paged ? 1 : 0;
	bool blank = true;
	for (size_t offset = 0; offset < text.length;) {
		struct text_line line = {
			.span = {UINT32_MAX, 0}, .page = page, .kind = BLOCK_PARAGRAPH};
		uint32_t end = line_read(text, &offset, &line);
		if (line.characters > 0) {
			line.ends += line.last == '.' && line.ends_sentence;
			line.blank_before = blank;
			lines->characters += line.characters;
			lines->at[lines->count++] = line;
			blank = false;
		} else if (end != '\r') { /* \r\n is one line end, not an empty line */
			blank = true;
		}
		if (end == '\f') {
			page++;
			blank = true;
		} else if (end == '\r' && offset < text.length && text.at[offset] == '\n') {
			offset++;
		}
	}
}

struct slice line_text(const struct text_lines *lines, size_t index)
{
	return slice_span(lines->text, lines->at[index].span);
}

bool line_is_prose(const struct text_line *line)
{
	bool chinese = line->han * 2 > line->letters;
	bool told = line->ends > 0 || line->last == ':' || line->last == 0xFF1A;
	return line->flows || (told && line->characters >= (chinese ? 30u : 100u));
}

bool line_is_short(const struct text_line *line)
{
	bool chinese = line->han * 2 > line->letters;
	return line->ends == 0 && !line->ends_sentence && line->characters <= (chinese ? 30u : 80u);
}

static bool is_ornament(uint32_t c)
{
	switch (c) {
	case '[':
	case ']':
	case '(':
	case ')':
	case '<':
	case '>':
	case '|':
	case '*':
	case '#':
	case '-':
	case '_':
	case '=':
	case '~':
	case '+':
	case '/':
	case '\\':
	case ',':
	case ':':
	case ';':
	case '.':
	case 0xB7:   /* · */
	case 0xAB:   /* « */
	case 0xBB:   /* » */
	case 0x2013: /* – */
	case 0x2014: /* — */
	case 0x2015: /* ― */
	case 0x2022: /* • */
	case 0x2026: /* … */
	case 0x2039:
	case 0x203A: /* › */
	case 0x2190:
	case 0x2191:
	case 0x2192:
	case 0x2193:
	case 0x25A0: /* ■ */
	case 0x25B2:
	case 0x25B6:
	case 0x25BC:
	case 0x25C6: /* ◆ */
	case 0x25CF: /* ● */
	case 0x3001: /* 、 */
	case 0x3010: /* 【 */
	case 0x3011: /* 】 */
	case 0x300A: /* 《 */
	case 0x300B: /* 》 */
	case 0xD7:   /* × */
		return true;
	default:
		return is_space(c);
	}
}

static uint32_t fold(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c >= 'A' && c <= 'Z')
		c += 32;
	return is_space(c) ? ' ' : c;
}

static struct slice strip_ornaments(struct slice key)
{
	size_t bytes, start = 0, end = key.length;
	while (start < end && is_ornament(utf8_read(key, start, &bytes)))
		start += bytes;
	while (end > start) {
		size_t previous = utf8_previous(key, end);
		if (!is_ornament(utf8_read(key, previous, &bytes)))
			break;
		end = previous;
	}
	return (struct slice){key.at + start, end - start};
}

struct slice line_key(struct slice line, char room[static LINE_KEY_BYTES + 8])
{
	if (line.length > LINE_KEY_BYTES)
		return (struct slice){"", 0};
	size_t length = 0, bytes;
	uint32_t previous = ' ';
	for (size_t i = 0; i < line.length; i += bytes) {
		uint32_t c = fold(utf8_read(line, i, &bytes));
		if (c == ' ') {
			if (previous == ' ' || is_han(previous))
				continue;
		} else if (is_han(c) && previous == ' ' && length > 0) {
			length--;
		}
		length += utf8_write(c, room + length);
		previous = c;
	}
	return strip_ornaments((struct slice){room, length});
}
