/*
 * An answer as a table that fits a width. Columns are as wide as their content; where that is too
 * much, bars go first, then text is wrapped (widest column first). When even that does not fit, the
 * columns go into bands, tables one below the other, each with the first one or two columns if
 * these tell the rows apart; else each row becomes a record with a line for every value. X_low and
 * X_high stand as one interval behind X. Hidden and passage columns are left to others.
 */
#ifndef QIPAN_VIEW_TABLE_H
#define QIPAN_VIEW_TABLE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "corpus/answer.h"
#include "view/render.h"

/* note gets the scale of the bars, one line without its end; nothing if none were drawn. */
void table_append(struct buffer *out, struct buffer *note, const struct answer *answer,
		  const struct render_style *style);

/* A table in sections: grid.row_group names a column, grid.row none. Rows with the same value there
 * stand under it as a heading, and a SHOW_PASSAGE cell stands below its row. */
bool table_has_sections(const struct answer *answer);

#endif
