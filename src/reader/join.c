#include "reader/join.h"

#include "base/utf8.h"

bool is_ideographic(uint32_t c)
{
	return is_han(c) || (c >= 0x3000 && c <= 0x30FF) || (c >= 0xFF00 && c <= 0xFFEF) ||
	       (c >= 0x2460 && c <= 0x24FF);
}

bool join_needs_space(uint32_t last, uint32_t first)
{
	return !is_ideographic(last) && !is_ideographic(first);
}

void join_append(struct buffer *out, size_t start, struct slice line)
{
	struct slice before = {out->at + start, out->length - start};
	size_t bytes;
	if (before.length > 0 && line.length > 0) {
		uint32_t last = utf8_read(before, utf8_previous(before, before.length), &bytes);
		if (join_needs_space(last, utf8_read(line, 0, &bytes)))
			buffer_append_byte(out, ' ');
	}
	buffer_append(out, line);
}
