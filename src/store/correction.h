/*
 * What people say of single passages: confirmed, rejected, added codes. An append-only record: the
 * board refuses to change or delete a row; undoing one is a further row.
 *
 * A record names its code by name, because a new codebook numbers codes anew, and its passage by
 * the id of the document and by fingerprints, because a new edition numbers passages anew: the
 * SHA-256 of the passage's text without white space, and those of the passages before and after it
 * in the document. It is found again in every edition of that document in which the same words
 * stand; of several passages with the same words the one with the same neighbours is meant, and of
 * those the one whose number is nearest. A passage whose words changed is not found: a judgement of
 * one sentence is not carried to another.
 *
 * Whoever reads mentions from the store gets them with the corrections in force applied, in the
 * order in which they were made (document_mentions_load):
 *   confirm, add   the machine's mentions of the code become CONFIRMED; where there is none, one is
 *                  ADDED, with no pattern (NO_PATTERN)
 *   reject         the machine's mentions become REJECTED, an added one goes
 *   read           changes nothing: the person read the passage for all codes
 * With words, only mentions that overlap these words are meant, else all of the code.
 */
#ifndef QIPAN_STORE_CORRECTION_H
#define QIPAN_STORE_CORRECTION_H

#include "store/store.h"

enum correction_action {
	CORRECTION_CONFIRM,
	CORRECTION_REJECT,
	CORRECTION_ADD,
	CORRECTION_READ,
	CORRECTION_UNDO,
	CORRECTION_ACTION_COUNT,
};
const char *correction_action_name(enum correction_action action);
/* False when the word is none of the names. */
bool correction_action_from_name(struct slice word, enum correction_action *action);

/* The pattern of an added mention. */
#define NO_PATTERN UINT32_MAX
/* Where a passage is not found. */
#define NO_PASSAGE UINT32_MAX

struct stored_correction {
	int64_t id;	   /* 1, 2, ... in the order of making; given by store_correction_put */
	uint8_t action;	   /* enum correction_action */
	int64_t undoes;	   /* of CORRECTION_UNDO: the id of the other row, else 0 */
	bool undone;	   /* read only */
	struct slice code; /* full name; empty for READ and UNDO */
	struct code_id code_id;		     /* read only: 0 if the codebook has no such code */
	struct slice document;		     /* id */
	struct slice passage, before, after; /* fingerprints; empty: no such neighbour */
	uint32_t sequence;		     /* number of the passage in its document then */
	struct slice words;		     /* those of the passage that are meant; empty: all */
	uint32_t words_at;		     /* byte of the passage at which they began */
	struct slice who, when, why;	     /* when: UTC, 2026-01-27T08:00:00Z */
	struct slice sample;		     /* the drawn sample it belongs to; empty: none */
};

/* Adds a row. Call between begin and commit. */
enum status store_correction_put(struct store *store, const struct stored_correction *correction,
				 int64_t *id, struct error *error) QIPAN_CHECKED;
/* By id; document empty: of all documents. Undone ones and UNDO rows too. */
enum status store_corrections(struct store *store, struct arena *arena, struct slice document,
			      struct stored_correction **corrections, size_t *count,
			      struct error *error) QIPAN_CHECKED;

/* Sets passage, before, after and sequence. The document needs text and passages. */
void correction_fix(struct arena *arena, const struct document *document, uint32_t passage,
		    struct stored_correction *correction);
/* places[i]: the passage of corrections[i] in this document, or NO_PASSAGE. O(text + corrections x
 * passages with the same words). */
void corrections_locate(struct arena *scratch, const struct document *document,
			const struct stored_correction *corrections, size_t count,
			uint32_t *places);
/* Changes document->mentions as above; memory in the arena. UNDO rows, undone ones, those without a
 * place and those without a code are passed over. */
void corrections_apply(struct arena *arena, struct document *document,
		       const struct stored_correction *corrections, size_t count,
		       const uint32_t *places);

#endif
