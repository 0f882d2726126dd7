/*
 * People overrule the machine: what they say of passages becomes records of the board
 * (store/correction.h), and every measure follows. All doors come through here.
 *
 * "when" is the only place where qipan asks the clock, and no result is ordered by it: records
 * count in the order in which they were made.
 */
#ifndef QIPAN_STUDY_CORRECT_H
#define QIPAN_STUDY_CORRECT_H

#include "store/correction.h"
#include "study/board.h"

/* One thing that somebody says. Texts are lent. */
struct judgement {
	uint8_t action;	 /* CORRECTION_CONFIRM, REJECT, ADD or READ */
	bool as_it_is;	 /* for labels that were made without looking at the board: CONFIRM becomes
			    ADD where the code is not found, and REJECT may name a code that is not
			    found */
	int64_t passage; /* id in this board; 0: by document and fingerprints */
	struct slice document, fingerprint, before, after; /* as store/correction.h has them */
	uint32_t sequence;
	struct slice code;  /* full name. CONFIRM and REJECT of a branch: all codes below it that
			       are found there */
	struct slice words; /* of the passage; empty: all mentions of the code */
	struct slice who;   /* must be given */
	struct slice when;  /* empty: now */
	struct slice why, sample;
};

/* Writes the judgements in order, in one transaction: all or none. With `skipped` a judgement that
 * cannot be made (passage or code not there) is passed over and becomes a problem in it, at
 * lines[its index]; with skipped NULL (and lines NULL) it is the error. *written counts the rows of
 * the record. Errors: USAGE. Memory: board->arena; O(documents named), each loaded once. */
enum status study_correct(struct board *board, const struct judgement *judgements, size_t count,
			  struct answer *skipped, const uint32_t *lines, size_t *written,
			  struct error *error) QIPAN_CHECKED;

/* Takes record `id` back, by a further record. USAGE if there is none, it is an undo itself, or it
 * is undone already. */
enum status study_correct_undo(struct board *board, int64_t id, struct slice who, struct slice when,
			       struct slice why, struct error *error) QIPAN_CHECKED;

/* Reads judgements from a table (csv, tsv or jsonl) as "qipan sample" and "qipan correct list"
 * write it; columns by name, in any order, others are passed over:
 *   verdict         yes, no or read (是, 否, 已读), or the action as `list` writes it; a row
 * without one is left out document, passage_sha256, before_sha256, after_sha256, sequence: the
 * passage; without passage_sha256 its id in this board, in `passage` code            unless the
 * verdict is read missing         codes to be added, separated by spaces, commas or semicolons
 *   words, who, when, why, sample
 * who stands in for rows that name nobody. Rows that cannot be used become problems in `skipped`.
 * Judgements and the lines on which they stand are in board->arena. */
enum status judgements_read(struct board *board, const char *path, struct slice who,
			    struct answer *skipped, struct judgement **judgements, uint32_t **lines,
			    size_t *count, struct error *error) QIPAN_CHECKED;

enum correction_standing {
	CORRECTION_IN_FORCE,
	CORRECTION_OVERRULED, /* a later one speaks of the same passage, code and words */
	CORRECTION_UNDONE,
	CORRECTION_LOST,    /* the current edition has no passage with these words */
	CORRECTION_NO_CODE, /* the codebook has no such code */
	CORRECTION_STANDING_COUNT,
};
const char *correction_standing_name(enum correction_standing standing, bool chinese);

struct correction_row {
	struct stored_correction stored;
	uint8_t standing;
	int64_t passage; /* id in the current edition; 0 if lost */
	struct region_id region;
	struct slice text; /* of that passage */
};
/* All records in the order in which they were made, except UNDO rows, which show as the standing of
 * the others. Memory: board->arena. */
enum status study_corrections(struct board *board, struct correction_row **rows, size_t *count,
			      struct error *error) QIPAN_CHECKED;

#endif
