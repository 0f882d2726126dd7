/*
 * A web page as two lists, elements and lines, before anybody judges them. Inside the room reader
 * only.
 *
 * libxml2's HTML parser gives events, not a tree: a tree of it ends silently where elements nest
 * more than 255 deep. A page whose elements nest deeper than HTML_DEPTH is not parsed any further:
 * html_strip then takes its tags off without looking at what they mean.
 */
#ifndef QIPAN_READER_HTML_PAGE_H
#define QIPAN_READER_HTML_PAGE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "corpus/document.h"

/* What class, id or tag of an element say about what is in it. */
enum html_hint { HTML_PLAIN, HTML_CONTENT, HTML_FURNITURE };

struct html_element {
	uint32_t parent; /* an element before it; the root is its own */
	uint8_t tag;	 /* enum html_tag (html_tag.h) */
	uint8_t hint;	 /* enum html_hint */
	uint32_t weight; /* characters of prose in it and below; set by html_choose */
};

/* What a browser would show as one line or paragraph, or a cell of a table. */
struct html_line {
	uint32_t start, end; /* of page->text */
	uint32_t element;    /* the innermost that is no inline element */
	uint8_t kind, level; /* enum block_kind; of a heading, or the column of a cell */
	bool same_row;
	uint8_t furniture;	     /* enum furniture_kind; set by html_choose */
	uint32_t characters, linked; /* without white space; of them inside links */
	uint32_t marks;		     /* sentence marks */
};

/* <meta name content>, in order. */
struct html_meta {
	struct slice name, value;
};

struct html_page {
	struct arena *arena;
	struct buffer text, title; /* the lines; <title> */
	struct slice language;	   /* <html lang> */
	struct html_element *elements;
	struct html_line *lines;
	struct html_meta *metas;
	size_t element_count, element_capacity, line_count, line_capacity, meta_count,
		meta_capacity;
	bool too_deep; /* nests deeper than HTML_DEPTH: what is here is not all */
};

void html_page_init(struct html_page *page, struct arena *arena);
void html_page_release(struct html_page *page);
/* text: UTF-8 that ends in a NUL. O(text). */
void html_parse(struct html_page *page, struct slice text);
/* The lines that are left when every tag, script and comment is taken off: paragraphs without a
 * judgement. O(text). */
void html_strip(struct html_page *page, struct slice text);

/* Makes paragraphs of the cells of tables that only lay the page out: with a table inside, with one
 * column, or with a long text in a cell. Tables that describe a document (索引号, 发文机关) become
 * furniture. O(lines + elements). */
void html_settle_tables(struct html_page *page);

/* Says of each line what it is: main content or which furniture. O(lines + elements). */
void html_choose(struct html_page *page);

#endif
