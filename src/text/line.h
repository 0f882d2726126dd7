/*
 * The lines of a text and their shape: what block.c, furniture.c and heading.c look at before they
 * look at words. Inside the room text only.
 *
 * A line runs to \n, \r or a form feed; its span is without white space at the ends; empty lines
 * are not stored but leave blank_before. Form feeds count pages.
 */
#ifndef QIPAN_TEXT_LINE_H
#define QIPAN_TEXT_LINE_H

#include "base/arena.h"
#include "corpus/document.h"

struct text_line {
	struct span span;
	uint32_t page;	     /* 1-based when the text has form feeds, else 0 */
	uint32_t characters; /* code points that are not white space */
	uint32_t han, letters, digits;
	uint32_t first, last; /* first and last code point */
	uint32_t columns;     /* width as printed: Han and full width 2, others 1 */
	uint32_t tabs, bars;  /* tabs inside; | inside */
	uint32_t ends; /* sentence ends inside or at the end: 。！？ and ". " of Latin text */
	bool blank_before;  /* an empty line or page end stands before it */
	bool indented;	    /* begins with white space of two columns or more */
	bool ends_sentence; /* last character ends a sentence, closing quotes and brackets aside */
	bool flows; /* a printer's margin cut the sentence before or after it: wrapped prose */
	/* decided by furniture.c and heading.c */
	uint8_t kind, level, furniture;
	const char *rule; /* name of the furniture rule, NULL for body */
};

struct text_lines {
	struct text_line *at;
	size_t count;
	struct slice text;
	uint64_t characters; /* sum over all lines */
};

/* O(text). */
void lines_read(struct arena *scratch, struct slice text, struct text_lines *lines);

struct slice line_text(const struct text_lines *lines, size_t index);

/* Prose: what a body is made of: enough characters (Chinese 30, other scripts 100) and a sentence
 * end or a colon at the end, or a line of wrapped prose. */
bool line_is_prose(const struct text_line *line);

/* Short enough for a heading, menu entry or label, without a sentence end. Chinese 30, others 80
 * characters. */
bool line_is_short(const struct text_line *line);

/* The line as rules compare it: ASCII lower case, full-width ASCII folded, white space between Han
 * removed and otherwise single, brackets and ornaments at both ends removed (【】[]<>|·>-—…). Lines
 * of more than LINE_KEY_BYTES give an empty key: no rule that compares whole lines can match. */
enum { LINE_KEY_BYTES = 600 };
struct slice line_key(struct slice line, char room[static LINE_KEY_BYTES + 8]);

#endif
