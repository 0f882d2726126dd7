/*
 * Lines that a margin cut, put together again. Inside the room reader only.
 *
 * Chinese and Japanese are written without spaces, so nothing stands where a line ended between two
 * of their characters or marks, or between one of them and a Latin letter or digit. Elsewhere a
 * line end was a space.
 */
#ifndef QIPAN_READER_JOIN_H
#define QIPAN_READER_JOIN_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/slice.h"

/* Han, kana, and the marks and full-width letters that only go with them: not “ and —, which Latin
 * text has too. */
bool is_ideographic(uint32_t code_point);
/* True when a line that ends in `last` and goes on with `first` had a space between. */
bool join_needs_space(uint32_t last, uint32_t first);
/* Appends a further line to what out holds from `start` on; neither may end or begin in white
 * space. */
void join_append(struct buffer *out, size_t start, struct slice line);

#endif
