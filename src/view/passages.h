/*
 * Rows with long text (SHOW_PASSAGE) as blocks: a number and a line of where the passage stands,
 * then the text, wrapped, hits drawn. Several passage columns in a row (two sides of reused text)
 * follow each other under their headings. start and end are drawn as one range.
 */
#ifndef QIPAN_VIEW_PASSAGES_H
#define QIPAN_VIEW_PASSAGES_H

#include "base/buffer.h"
#include "corpus/answer.h"
#include "view/render.h"

bool passages_wanted(const struct answer *answer);
void passages_append(struct buffer *out, const struct answer *answer,
		     const struct render_style *style);

#endif
