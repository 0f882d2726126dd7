/*
 * Columns that text takes on a terminal: Han and full-width characters two, combining none (UAX 11,
 * by ICU's East Asian Width; ambiguous characters one).
 */
#ifndef QIPAN_VIEW_WIDTH_H
#define QIPAN_VIEW_WIDTH_H

#include "base/buffer.h"
#include "base/slice.h"

unsigned width_of(struct slice text);
/* The longest start of text of at most columns columns; what was cut ends with "…" (one column). */
void width_append_cut(struct buffer *out, struct slice text, unsigned columns);
/* Text, then spaces up to columns. right: spaces first. */
void width_append_padded(struct buffer *out, struct slice text, unsigned columns, bool right);
/* Breaks text into lines of at most columns: between Han characters, at spaces; not before closing
 * punctuation. Each line but the first begins with indent spaces. */
void width_append_wrapped(struct buffer *out, struct slice text, unsigned columns, unsigned indent);

#endif
