/*
 * Text that documents share, kept on the board: found after documents were added, read by whoever
 * asks who copied what.
 *
 * Only body text is compared: furniture (menus, captions, glossaries) is shared for other reasons.
 * A board of at most REUSE_EXACT_BYTES is compared anew as a whole each time, so that the order of
 * adding does not matter; on a larger one only new documents are compared, with all others, and how
 * telling a run of characters is was counted at that time.
 */
#ifndef QIPAN_STUDY_REUSE_H
#define QIPAN_STUDY_REUSE_H

#include "reuse/collection.h"
#include "reuse/origin.h"
#include "store/reuse.h"
#include "study/board.h"

enum { REUSE_EXACT_BYTES = 8388608 };

enum reuse_mode {
	REUSE_MODE_NEW, /* what is missing */
	REUSE_MODE_ALL, /* everything anew */
};

struct reuse_report {
	size_t documents; /* compared now */
	size_t pairs;	  /* of documents that share something, found now */
	size_t passages;  /* shared passages, found now */
};

/* The board must be open for writing. One transaction: after a failure or a cancel the board has
 * what it had. memory: bytes for the sort of seeds (reuse_options.memory), 0: 1 GiB. */
enum status study_reuse(struct board *board, enum reuse_mode mode, size_t memory,
			struct reuse_report *report, struct error *error) QIPAN_CHECKED;

/* The current documents of a board as reuse knows them, in order of their keys. */
struct reuse_board {
	struct stored_document *documents;
	struct reuse_document *known; /* same indices: date, level, holder */
	size_t count;
	size_t missing; /* documents that have not been compared */
};
/* Memory: board->arena. */
enum status reuse_board_load(struct board *board, struct reuse_board *loaded,
			     struct error *error) QIPAN_CHECKED;
/* Index of the document with that key, or SIZE_MAX. */
size_t reuse_board_index(const struct reuse_board *loaded, int64_t key);
/* A document by its id, or the one document of a region by any of the region's names; USAGE, with
 * what there is, if there is none or more than one. */
enum status reuse_board_find(const struct board *board, const struct reuse_board *loaded,
			     struct slice name, size_t *index, struct error *error) QIPAN_CHECKED;

#endif
