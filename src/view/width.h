/*
 * Columns that text takes on a terminal: Han and full-width characters two, combining and format
 * characters none (UAX 11, by ICU's East Asian Width; ambiguous characters one, as terminals with a
 * Chinese locale do today), control characters none: make text visible first (visible.h).
 * The marks of mark.h take no column.
 *
 * Everything here is linear in the text, also for one line of many megabytes.
 */
#ifndef QIPAN_VIEW_WIDTH_H
#define QIPAN_VIEW_WIDTH_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/slice.h"

unsigned width_of_code_point(uint32_t code_point);
unsigned width_of(struct slice text);
/* The longest start of text of at most columns columns; what was cut ends with "…" (one column). */
void width_append_cut(struct buffer *out, struct slice text, unsigned columns);
/* Text, then spaces up to columns. right: spaces first. Text that is wider stays whole. */
void width_append_padded(struct buffer *out, struct slice text, unsigned columns, bool right);
void width_append_spaces(struct buffer *out, unsigned columns);

/* The lines of text, each at most columns wide (a single character that is wider stands alone):
 * broken where UAX 14 allows (ICU's line breaks: between Han characters, at spaces, not before
 * closing punctuation), inside a word only when the word alone is wider than a line. Line ends in
 * the text are kept; spaces at a break belong to no line. At least one line, which may be empty.
 * The slices lie in text; the array belongs to scratch. columns 0 counts as 1. */
struct slice *width_lines(struct arena *scratch, struct slice text, unsigned columns,
			  size_t *line_count);
/* The same lines with line ends between them, none after the last. The text of every line is at
 * most columns wide; each line but the first begins with indent more columns of spaces. */
void width_append_wrapped(struct buffer *out, struct slice text, unsigned columns, unsigned indent);

#endif
