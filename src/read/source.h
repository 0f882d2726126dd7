/*
 * What the user names on the command line becomes a list of documents to read: files, folders, and
 * the rows of table files (csv, tsv, jsonl, json) that hold a text column or a `file` column naming
 * text files. Listing reads table files but not documents; document_read then reads one, in any
 * thread.
 *
 * Field conventions are readtext's (Benoit, Obeng et al.): one text field, one id field, every
 * other column is metadata. Without options, fields are found by header in English and Chinese
 * (read/fields.c has the table). A document's own value wins over an option, and the rule says
 * where it came from: "column region", "file name: region", "option".
 *
 * Formats are rows of read/readers.c: recognise by bytes and name, read. Some formats are not read
 * yet, and addresses are not read here: both become problems that say so and what to do instead.
 *
 * A folder that holds a table with a `file` column (a manifest, often metadata.tsv) is described by
 * it: other files in that folder and below, such as a README, are passed over with one warning.
 * Without one, every file is a document; files of unknown kind are read as text if they are text.
 * A file is listed once, however often it is named. Hidden files, links that leave the folder, and
 * links to folders are passed over (read/folder.h).
 *
 * Ids name documents. Given ids must differ: a second row with one is an error and passed over.
 * Made ids are the file's path below the folder that was named, without extension ("2026/guizhou"),
 * or the table's and the row's number ("plans#7", as spreadsheets count); where two would be the
 * same, the later one is made different ("plans/2026/guizhou.md", then "guizhou (2)").
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
	/* Metadata in file names, for files that no table names: 贵州_2026.txt with name_fields
	 * "region,year". The separator is "_" when empty. A name with another number of parts gives
	 * a warning and no metadata. */
	struct slice name_fields, name_separator;
	/* Spreadsheets: "rows" are documents, the sheet is one "document"; empty: rows where a
	 * header names texts or files, else one document. */
	struct slice sheet_as;
	bool ocr; /* scans are recognised (read/recognise.h) */
};

struct source_item {
	struct document_metadata metadata; /* from columns and options; rules say which */
	struct slice path; /* file to read, NUL-terminated; empty when text is inline */
	struct slice
		inline_text; /* already decoded; borrowed from the table where that is possible */
	uint32_t row;	     /* line of the table file it came from, 0 if none */
	uint64_t bytes;	     /* size, for progress */
	/* What a web server said of the file's encoding, or empty: a hint that is believed when the
	 * bytes are no UTF-8 and it explains them as well as the detected one. */
	struct slice charset;
	bool inline_row;
	bool inside_archive; /* its bytes are inside_bytes, its path is only a name */
	struct slice inside_bytes;
	bool id_made; /* the id was made from path or row, not given */
};

struct source {
	struct source_item *items; /* in the order given; folders in byte order of their paths */
	size_t item_count, item_capacity;
	struct problem *problems; /* rows and files that were passed over */
	size_t problem_count, problem_capacity;
	uint64_t total_bytes;
	size_t duplicate_count; /* files named twice, and rows whose id another document has */
};

/* Fails only when a path is missing or unreadable as a whole (IO), an option names a field that no
 * table has (USAGE, with the columns that exist), a date or encoding option is none (USAGE), or the
 * job is cancelled. Everything else is listed in problems: place, line, what to do. Memory: the
 * study arena, which also holds the bytes of table files. O(files + bytes of tables). */
enum status source_list(struct job *job, struct arena *study, const char *const *paths,
			size_t path_count, const struct source_options *options,
			struct source *source, struct error *error) QIPAN_CHECKED;

struct document_request {
	const struct source_item *item;
	const struct source_options *options;
	struct job *job;	   /* may be NULL; cancelling ends a reader process */
	struct slice known_sha256; /* bytes with this hash need no reading; empty: read */
};

/* Reads one item: bytes, sha256 (of the file, or of the row's own text), decoding, canonical text,
 * metadata; blocks where the format marks them (html, docx, ...; plain text has none). Plain text
 * is decoded here, other formats are read by a process of their own (read/reader_process.h), which
 * gives title, date, source and language where the item has none. When the bytes have known_sha256,
 * only the hash is filled and the text stays empty. Thread-safe. Errors: IO (file missing), FORMAT
 * (empty, binary, a format without a reader yet), LIMIT, CHILD (its process died), CANCELLED; each
 * names the file and, for a row, its line. What could not be kept is said in *warning (empty if
 * nothing). The text may be the item's own inline text. */
enum status document_read(struct arena *document_arena, const struct document_request *request,
			  struct document *document, struct slice *warning,
			  struct error *error) QIPAN_CHECKED;

#endif
