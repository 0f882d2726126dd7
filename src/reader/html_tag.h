/* The elements of HTML that matter for what is a line and what is furniture. */
#ifndef QIPAN_READER_HTML_TAG_H
#define QIPAN_READER_HTML_TAG_H

#include "base/slice.h"

enum html_tag {
	TAG_INLINE, /* all that is not below */
	TAG_BLOCK,
	TAG_HEADING, /* h1 to h6 */
	TAG_ITEM,
	TAG_TABLE,
	TAG_ROW,
	TAG_CELL,
	TAG_LINK,
	TAG_BREAK,
	TAG_PRE,
	TAG_TITLE,
	TAG_META,
	TAG_HTML,
	TAG_DROP,      /* scripts, styles, form fields: no text of the page */
	TAG_CAPTION,   /* under a picture */
	TAG_FURNITURE, /* nav, footer, aside: a block that is never content */
	TAG_MAIN,      /* article, main: a block that says it is the content */
};

/* Name in lower case. O(1). */
enum html_tag html_tag_of(const char *name);
/* What class and id say: whole words of them, parted at - _ and at capitals. */
unsigned html_hint_of(struct slice names);

#endif
