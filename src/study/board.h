/*
 * A board that is open: its store and its scheme (codebook and gazetteer), loaded and checked. The
 * one room that knows the order of steps, the threads, the transactions and what may be skipped.
 *
 * A board keeps the bytes of the codebook and the gazetteer it was made with: it needs no other
 * file, and its manifest can name their hashes.
 */
#ifndef QIPAN_STUDY_BOARD_H
#define QIPAN_STUDY_BOARD_H

#include "base/arena.h"
#include "base/job.h"
#include "base/status.h"
#include "corpus/answer.h"
#include "scheme/codebook.h"
#include "scheme/gazetteer.h"
#include "store/store.h"

struct board {
	struct arena *arena; /* study lifetime, owns the scheme */
	struct job *job;
	struct store *store;
	struct codebook codebook;
	struct gazetteer gazetteer;
	bool regions_from_documents; /* the gazetteer grows with the documents' region column */
};

/* Words for where a scheme comes from. */
#define SCHEME_BUILT_IN "built-in"
#define REGIONS_FROM_DOCUMENTS "from-documents"

/* codebook: a YAML file or "built-in" (its side file NAME.meta.yaml is taken along when it is
 * there); regions: a tsv or csv file, "built-in" or "from-documents". Nothing is left behind when
 * it fails. Remarks of the lint (also warnings) go to answer as problems; answer may be NULL. */
enum status board_create(struct job *job, struct arena *study, const char *path,
			 const char *codebook, const char *regions, struct answer *answer,
			 struct error *error) QIPAN_CHECKED;

/* Opens for reading or writing and loads the scheme. board_close also after a failure. */
enum status board_open(struct board *board, struct job *job, struct arena *study, const char *path,
		       enum store_mode mode, struct error *error) QIPAN_CHECKED;
void board_close(struct board *board);

/* A board without a file: only the scheme that comes with the program. For verbs that read files
 * which are in no board. board_close is allowed and does nothing. */
enum status board_open_scheme(struct board *board, struct job *job, struct arena *study,
			      struct error *error) QIPAN_CHECKED;

/* Replaces the gazetteer of an open board by one with `more` regions appended: tab-separated lines
 * in the gazetteer's form, without header. For regions_from_documents only. Call inside a
 * transaction. */
enum status board_append_regions(struct board *board, struct slice more,
				 struct error *error) QIPAN_CHECKED;

/* Names of the inputs of an answer: version, codebook, gazetteer and a hash over all current
 * documents. */
enum status board_manifest(struct board *board, struct answer *answer,
			   struct error *error) QIPAN_CHECKED;

/* Reads a scheme file whole (LIMIT_CODEBOOK_BYTES). *found false, not an error, when it is missing
 * and may_be_missing. */
enum status scheme_file_read(struct arena *study, const char *path, bool may_be_missing,
			     bool *found, struct slice *bytes, struct error *error) QIPAN_CHECKED;
/* "dir/NAME.meta.yaml" for "dir/NAME.yaml" or ".yml". */
const char *codebook_side_path(struct arena *study, const char *path);

#endif
