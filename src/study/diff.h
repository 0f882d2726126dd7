/*
 * Two documents sentence by sentence: an older and a newer edition, or a plan and the one it was
 * made from (reuse/edition.h has the states; methods: M36).
 */
#ifndef QIPAN_STUDY_DIFF_H
#define QIPAN_STUDY_DIFF_H

#include "reuse/edition.h"
#include "study/board.h"
#include "study/reuse.h"
#include "text/target.h"

struct diff_side {
	struct stored_document stored;
	struct document document; /* with mentions */
	struct unit_text units;
	struct span *sentences; /* unit ranges, one a passage */
	int64_t first_passage;
};
/* name: an id, a region that has one document, or ID@2 for an older edition. Memory: board->arena.
 */
enum status diff_side_load(struct board *board, struct slice name, struct diff_side *side,
			   struct error *error) QIPAN_CHECKED;

struct edition_entry *diff_entries(struct arena *arena, const struct diff_side *a,
				   const struct diff_side *b, size_t *count);

/* How the share of sentences that mention a code changed. */
struct code_shift {
	struct code_id code;
	uint32_t a_count, b_count; /* sentences that mention it or a code below it */
	double a_share, b_share, shift;
	double standard_error; /* sqrt(a(1-a)/Na + b(1-b)/Nb) */
	double z;	       /* shift / standard_error; NaN when that is 0 */
};
/* One for each of the columns; Na and Nb are all sentences of each side that the orientations admit
 * (bits 1 << enum orientation, 0: all) and that have FRAME_MIN_CHARACTERS. */
struct code_shift *diff_codes(struct board *board, const struct diff_side *a,
			      const struct diff_side *b, const struct code_id *codes,
			      size_t code_count, unsigned orientations, uint32_t *a_sentences,
			      uint32_t *b_sentences);
/* The same from counts, for a test by hand: 12 of 300 against 5 of 250. */
struct code_shift code_shift_of(uint32_t a_count, uint32_t a_sentences, uint32_t b_count,
				uint32_t b_sentences);

/* An amount that changed, came or went. Texts lie in the sides' documents. */
struct target_change {
	const struct edition_entry *entry;
	const struct target *old, *new;	 /* NULL: none; spans are of the sentence */
	struct slice old_text, new_text; /* the amounts as written */
	struct slice quantity;
};
/* Of sentences that were kept, reworded, merged or split: amounts of one unit whose quantities are
 * alike (same words, or most of the same characters) and whose values differ; amounts that only one
 * side has; all amounts of dropped and new sentences. In the order of the entries. */
struct target_change *diff_targets(struct arena *arena, const struct diff_side *a,
				   const struct diff_side *b, const struct edition_entry *entries,
				   size_t entry_count, size_t *count);

#endif
