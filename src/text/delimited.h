/*
 * Records of csv and tsv text (RFC 4180), one at a time, without copying.
 *
 * A record ends at LF, CRLF or a lone CR. A field that begins with a quote ends at the next quote
 * that is not doubled and may hold separators and line ends; "" inside it stands for one quote.
 * A quote elsewhere in a field is an ordinary character. Lines with nothing on them are passed
 * over. A byte order mark at the start is skipped.
 *
 * With a tab as separator quotes are a habit, not a rule (Excel writes them, most programs do not):
 * there, a field whose first quote is not closed right before a tab or a line end is taken as it
 * stands. With any other separator that is an error.
 */
#ifndef QIPAN_TEXT_DELIMITED_H
#define QIPAN_TEXT_DELIMITED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

struct delimited {
	struct slice input; /* borrowed */
	char separator;
	size_t at;	      /* offset of what comes next */
	uint32_t next;	      /* its line, 1-based */
	uint32_t line;	      /* where the last record began */
	struct slice *fields; /* the last record: slices of input, or of the arena where "" was
				 undoubled; the array is reused by the next call */
	size_t field_count, field_capacity;
};

/* input must outlive the reader. End with delimited_release. */
void delimited_open(struct delimited *delimited, struct slice input, char separator);
void delimited_release(struct delimited *delimited);

/* Reads the next record into fields, field_count and line; *found is false at the end. Errors, with
 * the line in error->line: FORMAT (quote never closed; text after a closing quote), LIMIT
 * (TABLE_COLUMNS, FIELD_BYTES). After an error the next call goes on at the line after the one that
 * is named, so that all mistakes of a file can be listed. O(record), amortised O(input). */
enum status delimited_next_record(struct delimited *delimited, struct arena *arena, bool *found,
				  struct error *error) QIPAN_CHECKED;

/* The separator that the first record suggests: tab if there is one outside quotes, else the more
 * frequent of comma and semicolon, else comma. */
char delimited_guess_separator(struct slice input);

/* Index of the field equal to name, ignoring ASCII case and white space around it, or SIZE_MAX. */
size_t delimited_find_field(const struct delimited *delimited, struct slice name);

#endif
