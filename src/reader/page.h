/*
 * Printed pages as lines with places, from the TSV that both pdftotext (-tsv) and tesseract (tsv)
 * write: level, page, ..., left, top, width, height, confidence, text. Inside the room reader only.
 *
 * A line is what stands on one base line without a wide gap. Lines are in reading order: down the
 * page; where a page is set in two columns, down the left one, then the right one, between lines
 * that run across both.
 */
#ifndef QIPAN_READER_PAGE_H
#define QIPAN_READER_PAGE_H

#include "base/buffer.h"
#include "base/slice.h"
#include "base/status.h"

struct page_line {
	double left, right, top, bottom;
	double first_width; /* of what would have to fit on the line before: its first word */
	uint32_t page;	    /* index in pages */
	uint32_t band;	    /* lines side by side have the same */
	uint8_t column;	    /* 0: across the page; 1, 2 */
	bool furniture;
	size_t start, end; /* in text */
};

struct page {
	double width, height;
	size_t first, count;	  /* in lines */
	double left[3], right[3]; /* margins of each column's body */
};

struct pages {
	struct buffer text;
	struct page_line *lines;
	size_t line_count, line_capacity;
	struct page *at;
	size_t count, capacity;
};

/* End with pages_release. Rows that are none are passed over. Errors: LIMIT (PAGES). O(n log n). */
enum status pages_read(struct pages *pages, struct slice tsv, struct error *error) QIPAN_CHECKED;
void pages_release(struct pages *pages);
struct slice page_line_text(const struct pages *pages, const struct page_line *line);

/* Marks running heads and feet: lines in the top or bottom eighth of the page that say the same,
 * numbers aside, on three pages (or on both of two), and numbers there that count with the pages.
 */
void pages_mark_furniture(struct pages *pages);
/* Margins of the body of each page; after the furniture is marked. */
void pages_measure(struct pages *pages);

#endif
