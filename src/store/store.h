/*
 * The board file: one SQLite database; all SQL of qipan is in this room. schema.sql holds the
 * tables and docs/adr/0004-store.md the reasons.
 *
 * application_id and user_version say that it is a board and of which version; migrations run on
 * open. WAL, foreign keys, one writer (BEGIN IMMEDIATE; another process that writes is waited for
 * LIMIT_STORE_BUSY_MILLISECONDS, then reported), any number of readers, each with a store of its
 * own. A store belongs to one thread at a time.
 *
 * A kill of the process at any moment loses no committed document. A power cut or a crash of the
 * system may lose the newest commits (those since the last checkpoint, which comes after about 64
 * MB), never the file: what is there is a state that was committed (synchronous=NORMAL).
 *
 * Numbers. A passage's id is what users see as evidence: ids count from 1 in the order in which
 * documents were put, so the same documents in the same order give the same ids; an id is never
 * given again and keeps its meaning when a newer edition comes. A document's key likewise.
 *
 * Errors: STORE (busy, full, damaged, not a board), IO (the system refused), CANCELLED. After any
 * of them inside a transaction call store_rollback; nothing of the transaction is then left.
 * FORMAT, LIMIT and USAGE come before anything is written: the transaction can go on.
 *
 * Row readers take a callback-free form: open a cursor, step, close. A cursor sees the board as it
 * was at its first step, whatever other processes write.
 */
#ifndef QIPAN_STORE_STORE_H
#define QIPAN_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/job.h"
#include "base/slice.h"
#include "base/status.h"
#include "corpus/answer.h"
#include "corpus/document.h"
#include "text/normal.h"

struct store;

enum store_mode { STORE_CREATE, STORE_WRITE, STORE_READ };

/* CREATE refuses an existing file (STATUS_USAGE) and leaves none behind when it fails; WRITE and
 * READ refuse what is missing (STATUS_IO), what is no board, and boards of a newer version
 * (STATUS_STORE); WRITE refuses a file that cannot be written (STATUS_IO). READ works in a folder
 * that cannot be written, unless newest changes lie beside the file in FILE-wal without their
 * FILE-shm. job may be NULL; its cancel interrupts statements and the wait for another writer. */
enum status store_open(struct store **store, const char *path, enum store_mode mode,
		       struct job *job, struct error *error) QIPAN_CHECKED;
void store_close(struct store *store); /* NULL is allowed; rolls back what is open */

enum status store_begin(struct store *store, struct error *error) QIPAN_CHECKED;
enum status store_commit(struct store *store, struct error *error) QIPAN_CHECKED;
void store_rollback(struct store *store);

/* The scheme as it was given: name, bytes and side file. kind: "codebook" or "gazetteer". A new one
 * of the same kind replaces the current one; old ones are kept for the record. */
struct stored_scheme {
	struct slice name, bytes, side_bytes, sha256;
};
enum status store_scheme_put(struct store *store, const char *kind,
			     const struct stored_scheme *scheme, struct error *error) QIPAN_CHECKED;
enum status store_scheme_current(struct store *store, struct arena *study, const char *kind,
				 struct stored_scheme *scheme, struct error *error) QIPAN_CHECKED;

/* Codes and regions as rows, so that SQL can name them; ids as in corpus/document.h. Replaces all.
 */
struct stored_name {
	uint32_t id, parent;
	struct slice name, label;
	struct slice tier, code; /* regions only */
};
enum status store_codes_put(struct store *store, const struct stored_name *codes, size_t count,
			    struct error *error) QIPAN_CHECKED;
enum status store_regions_put(struct store *store, const struct stored_name *regions, size_t count,
			      struct error *error) QIPAN_CHECKED;

/* What is known of a document without its text. */
struct stored_document {
	int64_t key;	  /* the row's key inside this board */
	uint32_t edition; /* 1, 2, ... of the same id */
	bool current;	  /* the newest edition */
	bool partial;
	struct document_metadata metadata;
	uint64_t bytes;	     /* of the text */
	uint64_t characters; /* of the passages, as they count them: body, without white space */
	uint32_t block_count, passage_count; /* blocks of all kinds */
	uint32_t furniture_count;	     /* blocks of them that are furniture */
	int64_t first_passage;		     /* id of passage 0; the others follow */
};
/* The current edition with that id; *found false if there is none. Texts are copied to the arena.
 */
enum status store_document_find(struct store *store, struct arena *arena, struct slice id,
				bool *found, struct stored_document *document,
				struct error *error) QIPAN_CHECKED;
/* The same for a name that may be of an older edition: an id, or ID@2 for edition 2 of it. An id
 * that itself ends in @2 goes before. *found false if the board has no such id; USAGE when it has
 * the id but not the edition. */
enum status store_edition_find(struct store *store, struct arena *arena, struct slice name,
			       bool *found, struct stored_document *document,
			       struct error *error) QIPAN_CHECKED;
/* Adds a document with blocks, passages, mentions and full-text index; shadow is of document->text.
 * If its id is there already the older editions stay readable but stop being current. Call between
 * begin and commit. Errors: FORMAT (no id, or document_check fails), LIMIT (DOCUMENT_BYTES,
 * DOCUMENT_BLOCKS). About 16 MB of text a second, most of it for the index. */
enum status store_document_put(struct store *store, const struct document *document,
			       const struct shadow_text *shadow, int64_t *key,
			       struct error *error) QIPAN_CHECKED;
/* Replaces the mentions and region mentions of a stored document, and its region (region_id,
 * region, region_rule), because a new gazetteer numbers regions anew. The passages must be those
 * that are stored. Call between begin and commit. */
enum status store_mentions_replace(struct store *store, int64_t key,
				   const struct document *document,
				   struct error *error) QIPAN_CHECKED;
/* Loads a document whole (text, blocks, passages, mentions) into the arena: what was put, byte for
 * byte, empty slices as empty slices. A damaged row is STATUS_STORE, never a span outside the text.
 */
enum status store_document_load(struct store *store, struct arena *arena, int64_t key,
				struct document *document, struct error *error) QIPAN_CHECKED;
/* The text alone, and the body of a document alone (text, blocks, passages), for those who read
 * many documents. */
enum status store_document_text(struct store *store, struct arena *arena, int64_t key,
				struct slice *text, struct error *error) QIPAN_CHECKED;
enum status store_document_body(struct store *store, struct arena *arena, int64_t key,
				struct document *document, struct error *error) QIPAN_CHECKED;
/* The id of the document's first sentence; the others follow it. */
enum status store_first_passage(struct store *store, int64_t key, int64_t *first,
				struct error *error) QIPAN_CHECKED;
/* Marks the current edition as partial, or takes the mark off. USAGE if there is none. */
enum status store_document_mark_partial(struct store *store, struct slice id, bool partial,
					struct error *error) QIPAN_CHECKED;

/* All documents, by id then edition; only current ones if current_only. */
enum status store_documents(struct store *store, struct arena *arena, bool current_only,
			    struct stored_document **documents, size_t *count,
			    struct error *error) QIPAN_CHECKED;

/* Problems found while adding, kept until the place is added without one. Listed by place, line,
 * column. */
enum status store_problem_put(struct store *store, const struct problem *problem,
			      struct error *error) QIPAN_CHECKED;
enum status store_problem_clear(struct store *store, struct slice place,
				struct error *error) QIPAN_CHECKED;
enum status store_problems(struct store *store, struct arena *arena, struct problem **problems,
			   size_t *count, struct error *error) QIPAN_CHECKED;

/* ---- what was fetched from the web: one row a question that had an end, in order ---- */

struct stored_fetch {
	struct slice document, url, final_url; /* document: the id it was fetched for */
	struct slice at;		       /* UTC, 2026-11-24T09:30:00Z */
	struct slice outcome;		       /* fetched, unchanged, refused, gone, failed */
	int64_t status, tries, bytes;
	struct slice sha256; /* of the body that we have after this, empty: none */
	struct slice media_type, charset, etag, last_modified;
	struct slice file; /* where the body lies, below the folder of fetched files */
	struct slice why;
};
/* The run that goes on: the newest of this list that has no end and began at `not_before` or
 * later (same form as `now`, compared as text); else a new one. Call between begin and commit. */
enum status store_fetch_run(struct store *store, struct slice list_sha256, struct slice now,
			    struct slice not_before, int64_t *run, bool *resumed,
			    struct error *error) QIPAN_CHECKED;
enum status store_fetch_run_end(struct store *store, int64_t run, struct slice now,
				struct error *error) QIPAN_CHECKED;
enum status store_fetch_put(struct store *store, int64_t run, const struct stored_fetch *fetch,
			    struct error *error) QIPAN_CHECKED;
/* The newest fetch of an address: of this run, or with run 0 of all that left us a body. *found
 * false if there is none. Texts are copied to the arena. */
enum status store_fetch_last(struct store *store, struct arena *arena, struct slice url,
			     int64_t run, bool *found, struct stored_fetch *fetch,
			     struct error *error) QIPAN_CHECKED;
/* All of them, oldest first. */
enum status store_fetches(struct store *store, struct arena *arena, struct stored_fetch **fetches,
			  size_t *count, struct error *error) QIPAN_CHECKED;

/* Which passages a cursor gives; all conditions must hold. Zero-initialised: all passages of
 * current editions. The arrays and texts are lent until the cursor is closed. */
struct passage_filter {
	const uint32_t *regions; /* region ids of the document; NULL: all */
	size_t region_count;
	const uint32_t *codes; /* passages that mention any of these codes (no branches: the caller
				* lists them), rejected mentions apart; NULL: all */
	size_t code_count;
	unsigned orientations;	     /* bit 1 << enum orientation; 0: all */
	unsigned commitments;	     /* bit 1 << enum commitment; 0: all */
	struct slice kind, document; /* empty: all; document is an id */
	bool plans_only; /* not of documents of a second-hand kind (kind_is_second_hand) */
	/* empty: open. Compared as far as both dates are known: a document of 2026 lies in
	 * 2026-03..2026-05; one without a date lies in no bounds. */
	struct slice date_from, date_to;
	const int64_t *ids; /* these passages only, of older editions too; NULL: all */
	size_t id_count;
	/* Bit 1 << enum reuse_class (reuse/origin.h) of what is admitted; 0: all. A document that
	 * was not compared yet has class 0 throughout. */
	unsigned reuse_classes;
	bool with_reuse; /* fill the rows' reuse_... */
};

struct passage_row {
	int64_t id, document_key;
	uint32_t block, sequence; /* block index and passage index in the document */
	struct span span;
	uint32_t characters;
	uint8_t orientation, rule, commitment, actor;
	struct region_id region; /* of the document */
	/* Whose the sentence is (store/reuse.h); zero unless asked for. */
	uint8_t reuse_class;
	double reuse_share;
	int64_t reuse_source; /* key of the document, 0 if there is none */
};

struct passage_cursor;
/* Order: region, document key, position. */
enum status passages_open(struct store *store, const struct passage_filter *filter,
			  struct passage_cursor **cursor, struct error *error) QIPAN_CHECKED;
/* *more false at the end. */
enum status passages_step(struct passage_cursor *cursor, bool *more, struct passage_row *row,
			  struct error *error) QIPAN_CHECKED;
void passages_close(struct passage_cursor *cursor);

struct mention_row {
	int64_t id; /* unique in the board, until the document's mentions are replaced */
	int64_t passage, document_key;
	uint32_t code, pattern;
	struct span span;
	uint8_t state;
};
struct mention_cursor;
/* Mentions (not rejected ones unless with_rejected) of the passages that the filter gives, in the
 * same order, then by start. With filter->codes only mentions of those codes; with_rejected lets a
 * rejected mention admit its passage too. */
enum status mentions_open(struct store *store, const struct passage_filter *filter,
			  bool with_rejected, struct mention_cursor **cursor,
			  struct error *error) QIPAN_CHECKED;
enum status mentions_step(struct mention_cursor *cursor, bool *more, struct mention_row *row,
			  struct error *error) QIPAN_CHECKED;
void mentions_close(struct mention_cursor *cursor);

struct region_mention_row {
	int64_t passage, document_key;
	struct region_id region;
	struct span span;
	uint32_t name; /* index into the gazetteer's names: which name or rule fired */
};
/* All region mentions of the passages of one document. */
enum status store_region_mentions(struct store *store, struct arena *arena, int64_t document_key,
				  struct region_mention_row **rows, size_t *count,
				  struct error *error) QIPAN_CHECKED;

/* Hits per pattern over current editions, rejected ones apart: counts[pattern], documents[pattern]
 * (arrays of pattern_count; patterns beyond it are left out). */
enum status store_pattern_hits(struct store *store, size_t pattern_count, uint64_t *counts,
			       uint32_t *documents, struct error *error) QIPAN_CHECKED;

/* The board's own integrity: SQLite's check, foreign keys, the full-text index (not on a board
 * opened for READ), document_check of every document of every edition, and the SHA-256 of every
 * text against the one it had when it was put. Remarks become problems; none means that all is
 * well. */
enum status store_check(struct store *store, struct job *job, struct arena *arena,
			struct problem **problems, size_t *count,
			struct error *error) QIPAN_CHECKED;

#endif
