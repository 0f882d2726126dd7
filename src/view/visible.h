/*
 * Text from strangers made safe for a terminal. A document, a file name or a message may hold
 * escape sequences that move the cursor, change colours or hide what stands before them; nothing of
 * that reaches the screen.
 *
 *   line ends and tabs         a space, or kept (line ends) where lines are wanted
 *   other control characters   their picture: ESC becomes ␛ (U+241B); U+0080..U+009F become U+FFFD
 *   noncharacters              U+FFFD (U+FDD0..U+FDEF; mark.h takes its marks out first)
 *   direction overrides        left out (U+202A..U+202E, U+2066..U+2069)
 *   bytes that are no UTF-8    U+FFFD, one for each byte
 */
#ifndef QIPAN_VIEW_VISIBLE_H
#define QIPAN_VIEW_VISIBLE_H

#include "base/buffer.h"
#include "base/slice.h"

enum visible_lines { VISIBLE_ONE_LINE, VISIBLE_KEEP_LINES };
void visible_append(struct buffer *out, struct slice text, enum visible_lines lines);

#endif
