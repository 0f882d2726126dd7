/*
 * Which lines of a page are furniture. Inside the room text only; block.h is the door.
 *
 * Three kinds of evidence, each a row of furniture_rules (furniture_rules.c):
 *   words   - the line is, begins or ends with words that pages put around texts;
 *   shape   - the line is only a date, a page number, a person with an office, ...;
 *   regions - a line opens a stretch that reaches to the end of the page: appendix, glossary, foot.
 * A rule says where it may look. The head is what stands before the first prose or salutation; the
 * tail is what stands after the last prose. In between only the rules marked ANYWHERE count, so a
 * wrong word list can cost edges but never the middle of a text.
 *
 * A region is only taken when most of the text stands before it: an annex that is longer than what
 * it is annexed to is the document (a notice that publishes a plan).
 */
#ifndef QIPAN_TEXT_FURNITURE_H
#define QIPAN_TEXT_FURNITURE_H

#include "corpus/document.h"
#include "text/line.h"

enum furniture_place {
	FURNITURE_ANYWHERE,
	FURNITURE_HEAD, /* before the first prose line or salutation */
	FURNITURE_TAIL, /* after the last prose line */
	FURNITURE_EDGE, /* head or tail */
};

enum furniture_test {
	FURNITURE_WHOLE,    /* the line is one of the words */
	FURNITURE_LABEL,    /* the word alone, or the word, a colon and a value */
	FURNITURE_STARTS,   /* the line starts with one of the words */
	FURNITURE_ENDS,	    /* ... ends with one of them */
	FURNITURE_CONTAINS, /* ... contains one of them */
	FURNITURE_MENU,	 /* several entries with | > · or spaces between; one at least is a word */
	FURNITURE_SHAPE, /* shape(lines, index) */
	FURNITURE_OPENS, /* as LABEL: a region begins here */
};

struct furniture_rule {
	const char *name;
	uint8_t kind; /* enum furniture_kind */
	enum furniture_place place;
	enum furniture_test test;
	const char *const *words; /* ends with NULL; compared with line_key, so lower case */
	bool (*shape)(const struct text_lines *lines, size_t index);
	uint32_t longest; /* characters; a longer line is passed over */
	bool value_below; /* a bare label takes the next short line with it */
	const char *reason;
};

extern const struct furniture_rule furniture_rules[];
extern const size_t furniture_rule_count;

/* Sets kind, furniture and rule of the lines that are furniture. metadata.title helps to recognise
 * the title block. O(lines x rules at the edges, lines elsewhere). */
void furniture_mark(struct arena *scratch, struct text_lines *lines,
		    const struct document_metadata *metadata);

/* The line of the title block that is the title, or SIZE_MAX. */
size_t furniture_title(const struct text_lines *lines);

/* Fills metadata.title and its rule, when it is empty, from lines that furniture and headings were
 * marked in: the title of the title block, else a heading among the first three lines. */
void title_fill(struct document *document, const struct text_lines *lines);

#endif
