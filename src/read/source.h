/*
 * What the user names on the command line becomes a list of documents to read: files, folders, and
 * the rows of table files (csv, tsv, jsonl) that hold a text column or a `file` column naming text
 * files. Listing reads table files but not documents; document_read then reads one, in any thread.
 *
 * Field conventions are readtext's: one text field, one id field, every other column is metadata.
 * Without options, fields are found by header in English and Chinese (read/fields.c has the table).
 * Formats are rows of read/readers.c: recognise by bytes and name, read. pdf, docx, xlsx, html and
 * addresses have no row yet: they are listed as problems that say so.
 */
#ifndef QIPAN_READ_SOURCE_H
#define QIPAN_READ_SOURCE_H

#include "base/arena.h"
#include "base/job.h"
#include "base/slice.h"
#include "base/status.h"
#include "corpus/answer.h"
#include "corpus/document.h"

/* Empty slices: not given. */
struct source_options {
	struct slice encoding;
	struct slice text_field, id_field, file_field, region_field, date_field, title_field,
		level_field, kind_field, language_field, tier_field, series_field, source_field;
	/* values for every document that has none of its own */
	struct slice region, date, kind, level, series, language;
};

struct source_item {
	struct document_metadata metadata; /* from columns and options; rules say which */
	struct slice path;		   /* file to read; empty when text is inline */
	struct slice inline_text;	   /* already decoded */
	uint32_t row;			   /* line of the table file it came from, 0 if none */
	uint64_t bytes;			   /* size, for progress */
	bool inline_row;
};

struct source {
	struct source_item *items; /* in the order given; folders in byte order of their paths */
	size_t item_count, item_capacity;
	struct problem *problems; /* rows and files that were passed over */
	size_t problem_count, problem_capacity;
	uint64_t total_bytes;
	size_t duplicate_count;
};

/* Fails only when a path is missing or unreadable as a whole (STATUS_IO) or an option names a field
 * that no table has (STATUS_USAGE). Everything else is listed in problems. Memory: the study arena.
 */
enum status source_list(struct job *job, struct arena *study, const char *const *paths,
			size_t path_count, const struct source_options *options,
			struct source *source, struct error *error) QIPAN_CHECKED;

/* Reads one item: bytes, sha256, decoding, canonical text, metadata. Thread-safe. Errors: IO (file
 * missing), FORMAT (empty, binary, a format without a reader yet), LIMIT; each names the file and,
 * for a row, its line. `replaced` characters are reported in *warning (empty if none). */
enum status document_read(struct arena *document_arena, const struct source_item *item,
			  const struct source_options *options, struct document *document,
			  struct slice *warning, struct error *error) QIPAN_CHECKED;

#endif
