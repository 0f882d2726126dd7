/*
 * Numbers as office programs print them before list items and headings, where the file only says
 * "the next number of this list". Inside the room reader only.
 */
#ifndef QIPAN_READER_NUMERAL_H
#define QIPAN_READER_NUMERAL_H

#include "base/buffer.h"
#include "base/slice.h"

enum numeral_style {
	NUMERAL_NONE,	 /* nothing is printed */
	NUMERAL_BULLET,	 /* a mark without meaning: nothing is printed, it is a list item */
	NUMERAL_DECIMAL, /* 1 2 3; what is not known is printed so */
	NUMERAL_ROMAN,	 /* I II III */
	NUMERAL_ROMAN_SMALL,
	NUMERAL_LETTER, /* A B ... Z AA */
	NUMERAL_LETTER_SMALL,
	NUMERAL_HAN,	    /* 一 二 ... 十一 ... 一百零五 */
	NUMERAL_HAN_DIGITS, /* 一 二 ... 一〇 一一 */
	NUMERAL_CIRCLE,	    /* ① ... ⑳, then decimal */
};

/* By the name that OOXML gives it (w:numFmt): "decimal", "chineseCounting", ... */
enum numeral_style numeral_of_ooxml(struct slice name);
/* By OpenDocument's sample (style:num-format): "1", "a", "I", "一, 二, 三, ...", "". */
enum numeral_style numeral_of_sample(struct slice sample);
/* value >= 0; 0 and values above 9,999 are printed in decimal, letters and Roman above 3,999 too.
 */
void numeral_append(struct buffer *out, enum numeral_style style, unsigned value);

#endif
