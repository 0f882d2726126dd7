/*
 * Hits inside a passage's text. They travel from the verb that knows their offsets to the rendering
 * that draws them as MARK_START and MARK_END (corpus/answer.h) in the cell of a SHOW_PASSAGE
 * column.
 *
 * A text rendering draws a hit bold and red, or as 【hit】 without colour. Data formats leave the
 * marks out of SHOW_PASSAGE columns: their text is the document's own. A mark without its partner
 * lasts to the end of the cell; marks do not nest.
 */
#ifndef QIPAN_VIEW_MARK_H
#define QIPAN_VIEW_MARK_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/slice.h"
#include "corpus/answer.h"

enum { MARK_START_CODE = 0xFDD0, MARK_END_CODE = 0xFDD1 };

/* text with marks around the hits. text begins at offset text_start of the document in which the
 * hits are spans, ascending by start. Hits that overlap or touch become one; what lies outside text
 * is cut off. */
void mark_append(struct buffer *out, struct slice text, uint32_t text_start,
		 const struct span *hits, size_t hit_count);
/* text without marks. */
void mark_append_stripped(struct buffer *out, struct slice text);
/* For a terminal: text, made visible, in lines of at most columns, hits drawn; each line but the
 * first begins with indent spaces. No final line end. */
void mark_append_wrapped(struct buffer *out, struct slice text, unsigned columns, unsigned indent,
			 bool colour);

#endif
