/*
 * What the files of this room share; no other room includes it.
 *
 * A store belongs to one thread at a time. Every SQL statement is written where it is used and kept
 * prepared: statement_take finds it again by the address of its text, so the text must be one
 * static string (not built at run time) and must not be in use by a caller further up.
 */
#ifndef QIPAN_STORE_INSIDE_H
#define QIPAN_STORE_INSIDE_H

#include <sqlite3.h>

#include "base/buffer.h"
#include "store/store.h"

enum { STORE_STATEMENTS = 96 };

struct kept_statement {
	const char *sql;
	sqlite3_stmt *statement;
};

struct store {
	sqlite3 *db;
	char *path;
	enum store_mode mode;
	struct job *job; /* may be NULL */
	struct kept_statement kept[STORE_STATEMENTS];
	size_t kept_count;
	struct buffer packing; /* what is being written */
};

/* Translates SQLite's last error into a status and a message that says what to do. doing: "reading
 * the documents". */
enum status store_fail(struct store *store, const char *doing, struct error *error) QIPAN_CHECKED;
/* A row that cannot have been written by qipan. */
enum status store_damaged(const struct store *store, const char *what,
			  struct error *error) QIPAN_CHECKED;

/* The statement for sql, reset and without bindings; kept until store_close. */
enum status statement_take(struct store *store, const char *sql, sqlite3_stmt **statement,
			   struct error *error) QIPAN_CHECKED;
/* Like statement_take, but the caller finalises it: for cursors, which may be nested. */
enum status statement_make(struct store *store, const char *sql, sqlite3_stmt **statement,
			   struct error *error) QIPAN_CHECKED;
/* *row is false at the end of the result; the statement is then reset. */
enum status statement_step(struct store *store, sqlite3_stmt *statement, const char *doing,
			   bool *row, struct error *error) QIPAN_CHECKED;
/* Runs a statement that gives no row, and resets it. */
enum status statement_run(struct store *store, sqlite3_stmt *statement, const char *doing,
			  struct error *error) QIPAN_CHECKED;
/* One or more statements without parameters. */
enum status store_execute(struct store *store, const char *sql, const char *doing,
			  struct error *error) QIPAN_CHECKED;

/* The bytes must stay until the statement is stepped. */
void bind_text(sqlite3_stmt *statement, int index, struct slice text);
void bind_blob(sqlite3_stmt *statement, int index, struct slice bytes);
void bind_integer(sqlite3_stmt *statement, int index, int64_t value);
/* Lent until the next step. */
struct slice column_slice(sqlite3_stmt *statement, int index);
struct slice column_copy(struct arena *arena, sqlite3_stmt *statement, int index);
uint32_t column_u32(sqlite3_stmt *statement, int index);

/* The columns that document_row_read reads, in its order. */
#define DOCUMENT_COLUMNS                                                                           \
	"key, edition, current, partial, region_id, bytes, characters, block_count, "              \
	"passage_count, furniture_count, first_block, first_passage, id, region, region_rule, "    \
	"level, tier, date, date_rule, kind, series, title, title_rule, language, source, path, "  \
	"sha256, encoding, how, other"
enum { DOCUMENT_TEXT_FIELDS = 18 };

struct document_row {
	struct stored_document stored;
	int64_t first_block, first_passage;
};
/* The i-th text field of metadata in the order of DOCUMENT_COLUMNS (id is the first). */
struct slice *document_text_field(struct document_metadata *metadata, size_t i);
/* Reads the row that the statement stands on; texts are copied to the arena. */
enum status document_row_read(struct store *store, sqlite3_stmt *statement, struct arena *arena,
			      struct document_row *row, struct error *error) QIPAN_CHECKED;
enum status document_row_load(struct store *store, struct arena *arena, int64_t key,
			      struct document_row *row, struct error *error) QIPAN_CHECKED;

enum document_part { PART_TEXT, PART_BLOCKS, PART_PASSAGES, PART_MENTIONS, PART_REGION_MENTIONS };
/* One packed part (or the text) of a document, copied to the arena. */
enum status document_part_load(struct store *store, struct arena *arena, enum document_part part,
			       int64_t key, struct slice *bytes, struct error *error) QIPAN_CHECKED;
enum status document_blocks_load(struct store *store, struct arena *arena,
				 const struct document_row *row, struct document *document,
				 struct error *error) QIPAN_CHECKED;
enum status document_passages_load(struct store *store, struct arena *arena,
				   const struct document_row *row, struct document *document,
				   struct error *error) QIPAN_CHECKED;
/* Needs the passages. With the corrections in force applied (correction.h). */
enum status document_mentions_load(struct store *store, struct arena *arena,
				   const struct document_row *row, struct document *document,
				   struct error *error) QIPAN_CHECKED;
enum status document_region_mentions_load(struct store *store, struct arena *arena,
					  const struct document_row *row, struct document *document,
					  struct error *error) QIPAN_CHECKED;

/* Does a document's date lie in [from, to]? Compared as far as both are known: a document of 2026
 * lies in 2026-03..2026-05. An empty bound is open; a document without a date lies in no bounds. */
bool date_lies_between(struct slice date, struct slice from, struct slice to);

#endif
