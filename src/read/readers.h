/*
 * What qipan can read: one row for each format (readers.c), recognised by its first bytes, else by
 * the end of the file's name. A row has a function when the format can be read, and otherwise says
 * what the user can do instead; a new format is one row and one file with its function.
 */
#ifndef QIPAN_READ_READERS_H
#define QIPAN_READ_READERS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"
#include "text/decode.h"

/* One document from bytes; wanted: encoding, or empty. */
typedef enum status document_reader(struct arena *document, struct slice bytes, struct slice wanted,
				    struct decoded *decoded, struct error *error);

struct reader {
	const char *name;	/* as messages say it: "PDF", "csv table" */
	const char *extensions; /* " .txt .text ", lower case, each with a space on both sides */
	bool (*recognise)(struct slice bytes); /* by content; NULL: by name only */
	document_reader *read; /* NULL for tables, and for formats that cannot be read yet */
	bool is_table;	       /* its rows are documents: read/table.h */
	const char *instead;   /* what to do about a format that cannot be read yet, else NULL */
	/* Formats that a process of their own reads (read/reader_process.h): the handler's name,
	 * and the converter that first makes what the handler reads, or NULL. */
	const char *format, *converter;
};

/* The reader for a file: content goes before name (an xlsx renamed to .csv is still an xlsx). Never
 * NULL: bytes that nothing claims go to the plain text reader, whose decoder refuses what is no
 * text. bytes may be the whole file or its beginning; empty: by name only. */
const struct reader *reader_find(struct slice bytes, struct slice name);
/* STATUS_FORMAT with "cannot read PDF yet: ..." when nothing reads it. */
enum status reader_refusal(const struct reader *reader, struct error *error) QIPAN_CHECKED;
/* STATUS_FORMAT for a file that was named as a table and is of a format that has no rows. */
enum status reader_refusal_as_table(const struct reader *reader, struct error *error) QIPAN_CHECKED;
/* The handler that gives a spreadsheet's sheets as csv files: "xlsx-rows"; NULL for other formats.
 */
const char *reader_rows_format(const struct reader *reader);
/* True for https://... and the like, which no reader opens. */
bool is_address(struct slice path);
/* What to say about one. */
extern const char address_refusal[];

/* Name without the extension that a reader knows; others stay ("plan.v2" is a name). */
struct slice name_stem(struct slice name);

#endif
