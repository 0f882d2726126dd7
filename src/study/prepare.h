/*
 * One document on its way from bytes to mentions, without the store: the task that threads share.
 */
#ifndef QIPAN_STUDY_PREPARE_H
#define QIPAN_STUDY_PREPARE_H

#include "coding/coding.h"
#include "read/source.h"
#include "study/board.h"

struct prepared {
	struct arena arena; /* owns everything below */
	struct document document;
	struct shadow_text shadow;
	struct slice warning; /* empty if none */
	struct error error;   /* status OK, or why the document is skipped */
	bool unchanged;
};

/* The current edition of the same id, if there is one, so that unchanged documents cost only their
 * reading. */
struct known_document {
	const struct stored_document *stored; /* NULL: new */
};

/* Fills *prepared; arena must be initialised. Never fails as a whole: look at prepared->error. */
void document_prepare(const struct board *board, const struct source_item *item,
		      const struct source_options *options, struct known_document known,
		      struct coding_scratch *scratch, struct prepared *prepared);

/* True when every metadata value that is given equals the stored one. */
bool metadata_agrees(const struct document_metadata *given, const struct document_metadata *stored);

#endif
