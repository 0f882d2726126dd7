#include "view/visible.h"

#include "base/utf8.h"

static bool is_line_end(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_direction_override(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* What stands for a character; 0: nothing. */
static uint32_t visible_form(uint32_t c, enum visible_lines lines)
{
	if (is_line_end(c))
		return lines == VISIBLE_KEEP_LINES ? '\n' : ' ';
	if (c == '\t')
		return ' ';
	if (c < 0x20)
		return 0x2400 + c;
	if (c == 0x7F)
		return 0x2421;
	if ((c >= 0x80 && c < 0xA0) || (c >= 0xFDD0 && c <= 0xFDEF))
		return 0xFFFD;
	return is_direction_override(c) ? 0 : c;
}

void visible_append(struct buffer *out, struct slice text, enum visible_lines lines)
{
	size_t clean = 0; /* start of the bytes that can be copied as they are */
	for (size_t i = 0, bytes; i < text.length; i += bytes) {
		uint32_t c = utf8_read(text, i, &bytes);
		/* A return before its newline is one line end, not two. */
		bool pair = c == '\r' && i + 1 < text.length && text.at[i + 1] == '\n';
		uint32_t form = pair ? 0 : visible_form(c, lines);
		if (form == c && !(c == 0xFFFD && bytes == 1))
			continue;
		buffer_append(out, (struct slice){text.at + clean, i - clean});
		if (form != 0)
			buffer_append_code_point(out, form);
		clean = i + bytes;
	}
	buffer_append(out, (struct slice){text.at + clean, text.length - clean});
}
