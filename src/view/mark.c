#include "view/mark.h"

#include <string.h>

#include "base/arena.h"
#include "view/ink.h"
#include "view/visible.h"
#include "view/width.h"

enum { MARK_BYTES = 3 };

void mark_append(struct buffer *out, struct slice text, uint32_t text_start,
		 const struct span *hits, size_t hit_count)
{
	size_t written = 0;
	bool open = false;
	for (size_t i = 0; i < hit_count; i++) {
		size_t start = hits[i].start > text_start ? hits[i].start - text_start : 0;
		size_t end = hits[i].end > text_start ? hits[i].end - text_start : 0;
		if (end > text.length)
			end = text.length;
		if (start < written)
			start = written;
		if (start >= end)
			continue;
		if (open && start > written) {
			buffer_append_string(out, MARK_END);
			open = false;
		}
		buffer_append(out, (struct slice){text.at + written, start - written});
		if (!open)
			buffer_append_string(out, MARK_START);
		open = true;
		buffer_append(out, (struct slice){text.at + start, end - start});
		written = end;
	}
	if (open)
		buffer_append_string(out, MARK_END);
	buffer_append(out, (struct slice){text.at + written, text.length - written});
}

/* Offset of the next mark at or after from, or the text's length. */
static size_t find_mark(struct slice text, size_t from)
{
	while (from < text.length) {
		const char *lead = memchr(text.at + from, MARK_START[0], text.length - from);
		if (lead == NULL)
			return text.length;
		from = (size_t)(lead - text.at);
		struct slice rest = {lead, text.length - from};
		if (slice_starts(rest, SLICE(MARK_START)) || slice_starts(rest, SLICE(MARK_END)))
			return from;
		from++;
	}
	return text.length;
}

void mark_append_stripped(struct buffer *out, struct slice text)
{
	size_t from = 0, mark;
	while ((mark = find_mark(text, from)) < text.length) {
		buffer_append(out, (struct slice){text.at + from, mark - from});
		from = mark + MARK_BYTES;
	}
	buffer_append(out, (struct slice){text.at + from, text.length - from});
}

/* The visible text, and the offsets in it at which hits start and end by turns. Without colour the
 * brackets are part of the text, so that line breaking knows them. */
static void split(struct slice text, bool colour, struct buffer *plain, struct arena *scratch,
		  size_t **turns, size_t *turn_count)
{
	size_t capacity = 0;
	*turns = NULL;
	*turn_count = 0;
	for (size_t from = 0;;) {
		size_t mark = find_mark(text, from);
		visible_append(plain, (struct slice){text.at + from, mark - from},
			       VISIBLE_KEEP_LINES);
		if (mark == text.length)
			return;
		from = mark + MARK_BYTES;
		bool starts = text.at[mark + 2] == MARK_START[2];
		if (starts != (*turn_count % 2 == 0))
			continue;
		if (!colour)
			buffer_append_string(plain, starts ? "【" : "】");
		if (*turn_count == capacity) {
			capacity = capacity == 0 ? 16 : capacity * 2;
			size_t *grown = arena_array(scratch, size_t, capacity);
			if (*turn_count > 0)
				memcpy(grown, *turns, *turn_count * sizeof *grown);
			*turns = grown;
		}
		(*turns)[(*turn_count)++] = plain->length;
	}
}

/* One line with its hits in colour; *turn counts the turns passed. A line starts and ends plain, so
 * that pagers and indents stay uncoloured. */
static void append_line(struct buffer *out, struct slice line, size_t offset, const size_t *turns,
			size_t turn_count, size_t *turn)
{
	size_t end = offset + line.length;
	while (*turn < turn_count && turns[*turn] <= offset)
		++*turn;
	while (offset < end) {
		size_t next = *turn < turn_count && turns[*turn] < end ? turns[*turn] : end;
		enum ink ink = *turn % 2 == 1 && next > offset ? INK_HIT : INK_PLAIN;
		ink_append(out, true, ink,
			   (struct slice){line.at + (line.length - (end - offset)), next - offset});
		offset = next;
		if (offset < end)
			++*turn;
	}
}

void mark_append_wrapped(struct buffer *out, struct slice text, unsigned columns, unsigned indent,
			 bool colour)
{
	struct arena scratch;
	arena_init(&scratch);
	struct buffer plain;
	buffer_init(&plain);
	size_t *turns, turn_count, turn = 0;
	split(text, colour, &plain, &scratch, &turns, &turn_count);
	if (!colour && turn_count % 2 == 1)
		buffer_append_string(&plain, "】");
	size_t count;
	struct slice *lines = width_lines(&scratch, buffer_slice(&plain), columns, &count);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_append_byte(out, '\n');
		if (i > 0 && lines[i].length > 0)
			width_append_spaces(out, indent);
		if (colour)
			append_line(out, lines[i], (size_t)(lines[i].at - plain.at), turns,
				    turn_count, &turn);
		else
			buffer_append(out, lines[i]);
	}
	buffer_release(&plain);
	arena_release(&scratch);
}
