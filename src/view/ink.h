/*
 * Colours of a text rendering by what they say (ECMA-48 "select graphic rendition"). They are
 * chosen to read on dark and on light backgrounds; without colour nothing is written. Heat of a
 * grid: shade.h.
 */
#ifndef QIPAN_VIEW_INK_H
#define QIPAN_VIEW_INK_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/slice.h"

enum ink {
	INK_PLAIN,
	INK_STRONG, /* titles, names */
	INK_DIM,    /* footnotes, what is unknown */
	INK_HIT,    /* hits in a passage */
	INK_BAR,
	INK_WARNING,
	INK_ERROR,
	INK_COUNT
};

void ink_start(struct buffer *out, bool colour, enum ink ink);
void ink_end(struct buffer *out, bool colour, enum ink ink);
void ink_append(struct buffer *out, bool colour, enum ink ink, struct slice text);

#endif
