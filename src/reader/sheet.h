/*
 * Rows of a spreadsheet, turned into one of two things. Inside the room reader only; xlsx.c and
 * ods.c use it.
 *
 *   document - each sheet a heading (if there are several), each row a line of table cells; cells
 *              with sentences of their own stay cells.
 *   tables   - each sheet a nested csv file of that name (RFC 4180), so that the table reader makes
 *              documents of its rows. Its header is the first row of two cells or more; rows above
 *              it (a title) are left out. Rows are as wide as the header at least.
 *
 * Empty rows and columns cost nothing: a file may say that a row is repeated a million times.
 * Sheets that are hidden are read like others; empty ones are left out.
 */
#ifndef QIPAN_READER_SHEET_H
#define QIPAN_READER_SHEET_H

#include "base/buffer.h"
#include "reader/sink.h"

struct sheet_writer {
	struct sink *sink;
	bool tables;
	struct slice name;
	size_t sheets;	   /* begun, empty ones included */
	struct buffer csv; /* of the sheet at hand */
	size_t row_start;  /* in csv */
	uint32_t cells;	   /* of the row at hand */
	uint32_t column;   /* of its last cell, 0: none yet */
	uint32_t width;	   /* of the header, 0: none yet */
	size_t sheet_count;
	bool headed;
};

/* sheet_count: how many sheets the file has; more than one get a heading each. */
void sheet_init(struct sheet_writer *writer, struct sink *sink, bool tables, size_t sheet_count);
void sheet_release(struct sheet_writer *writer);
void sheet_start(struct sheet_writer *writer, struct slice name);
/* A cell in its column (from 1), columns ascending in a row; empty text is passed over. Errors:
 * LIMIT (TABLE_COLUMNS in a table, FIELD_BYTES). */
enum status sheet_cell(struct sheet_writer *writer, uint32_t column, struct slice text,
		       struct error *error) QIPAN_CHECKED;
void sheet_row_end(struct sheet_writer *writer);
enum status sheet_end(struct sheet_writer *writer, struct error *error) QIPAN_CHECKED;

#endif
