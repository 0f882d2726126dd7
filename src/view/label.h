/*
 * Words that people see in place of the answer's names: "region_count" is headed "region count" in
 * English, "地区数" in Chinese. Only text renderings use them; data formats keep the names.
 * To translate one more word, add a row to label.c.
 */
#ifndef QIPAN_VIEW_LABEL_H
#define QIPAN_VIEW_LABEL_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/slice.h"

/* The heading of a column name; a name without a row is shown with spaces for underscores. */
void label_append(struct buffer *out, struct slice name, bool chinese);
/* A cell's text; words of closed lists (tier, state, orientation...) are translated in columns of
 * such words, every other text stays as it is. */
struct slice label_value(const char *column, struct slice text, bool chinese);

#endif
