/*
 * The documents of one table file. Its rows hold them (text column), or name their files (file
 * column), or name a row of another table: "docs.jsonl#budget-2008" is the row of docs.jsonl, in
 * the table's own folder or below, whose id is budget-2008.
 *
 * Files are named relative to the table's folder and must lie in it or below, links resolved: a
 * table from a stranger must not reach other files of the reader's machine. Backslashes of Windows
 * paths are read as slashes.
 */
#ifndef QIPAN_READ_TABLE_ROWS_H
#define QIPAN_READ_TABLE_ROWS_H

#include "base/job.h"
#include "base/map.h"
#include "read/fields.h"
#include "read/file.h"
#include "read/problems.h"
#include "read/source.h"

/* A table that was read: its documents and what was wrong with its rows. */
struct table_documents {
	struct file_identity identity;
	const char *path;
	struct slice place; /* the path as text */
	struct slice stem;  /* made ids of its rows begin with it */
	struct source_item *items;
	size_t item_count, item_capacity;
	struct problems problems;
	bool names_files; /* some row names a file: it lists a folder's documents */
	bool reading;
	bool referred;	 /* rows of another table refer to its rows, so they are not listed again */
	struct map rows; /* id -> index in items; made when another table refers to a row */
};

/* What all tables of one run share. */
struct tables {
	struct job *job;
	struct arena *study;
	const struct source_options *options;
	struct field_finder finder;
	struct map known; /* file identity -> index in at */
	struct table_documents **at;
	size_t count, capacity;
	struct map claimed;  /* files and tables that rows name, by identity */
	const char *columns; /* columns of the tables, for messages */
};

void tables_init(struct tables *tables, struct job *job, struct arena *study,
		 const struct source_options *options);
void tables_release(struct tables *tables);
/* Reads the table at path once (a spreadsheet: its sheets, one after another, where a header names
 * texts or files; *documents is NULL when none does and options->sheet_as does not ask for rows).
 * *documents lives in the study arena. stem: beginning of ids for
 * rows that have none. Fails only when cancelled or for an unknown encoding (USAGE); a table that
 * cannot be read has no items and a problem. */
enum status tables_read(struct tables *tables, const char *path, struct slice stem,
			struct table_documents **documents, struct error *error) QIPAN_CHECKED;
/* True for a file or table that some row names: it is that row's document. */
bool tables_claim(const struct tables *tables, const struct file_identity *identity);

#endif
