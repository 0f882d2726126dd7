/*
 * What stands outside of the sheets of an xlsx: shared strings, number formats, sheet names. Inside
 * the room reader only; xlsx.c uses it.
 */
#ifndef QIPAN_READER_XLSX_H
#define QIPAN_READER_XLSX_H

#include "base/arena.h"
#include "base/buffer.h"
#include "reader/package.h"

enum cell_format { FORMAT_PLAIN, FORMAT_DATE, FORMAT_PERCENT };

struct xlsx_sheet {
	struct slice name, part; /* part: its name in the package */
};

struct xlsx_book {
	struct buffer strings; /* shared strings, one after the other */
	size_t *string_ends;
	size_t string_count, string_capacity;
	uint8_t *formats; /* of cell styles: enum cell_format */
	size_t format_count, format_capacity;
	struct xlsx_sheet *sheets;
	size_t sheet_count, sheet_capacity;
	bool dates_1904; /* day 0 is 1 January 1904, as old Macintosh files count */
};

void xlsx_book_init(struct xlsx_book *book);
/* Errors: FORMAT (no workbook), LIMIT. Damaged parts give what could be read. */
enum status xlsx_book_read(struct xlsx_book *book, struct arena *arena,
			   const struct package *package, struct error *error) QIPAN_CHECKED;
void xlsx_book_release(struct xlsx_book *book);

/* Empty for an index that is none. */
struct slice xlsx_string(const struct xlsx_book *book, size_t index);
/* A number as its cell shows it: dates as ISO 8601, percentages with %, others as General does. */
void xlsx_number(const struct xlsx_book *book, struct slice value, size_t style,
		 struct buffer *out);
/* The part of the sheet, or NULL. */
const struct package_part *xlsx_sheet_part(const struct xlsx_sheet *sheet,
					   const struct package *package);

#endif
