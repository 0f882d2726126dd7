/*
 * Passages drawn for people to check, so that precision and recall of the codebook can be told from
 * them.
 *
 * Hits: for each code, `each` of the passages in which the program found it, every n-th from a
 * random start (systematic sampling; Cochran 1977, chapter 8) in the order of regions and
 * positions: every hit is as likely as any other, and every region gives its share. What people
 * rejected before is drawn like the rest, what they added is not: the sample is of the program's
 * work. Passages: the same, over all passages. A function of the board and the seed alone.
 */
#ifndef QIPAN_STUDY_SAMPLE_H
#define QIPAN_STUDY_SAMPLE_H

#include "store/correction.h"
#include "study/coded_load.h"
#include "study/evidence.h"

struct sample_query {
	struct board_query board; /* `by` is not used */
	struct slice codes;	  /* wanted: these and all below them, separated by commas */
	size_t each;		  /* hits of a code, or passages; fewer if there are not so many */
	bool passages;		  /* whole passages instead of hits */
	uint64_t seed;
};

struct sample_row {
	const struct evidence_item *item; /* with all marks of the passage */
	struct code_id code;		  /* of the hit; 0: the passage, to be read for all codes */
	struct stored_correction place;	  /* document, fingerprints and sequence of the passage */
};

/* Hits by code, then region and position. Passages by region and position, each followed by a row
 * for every wanted code found in it. Memory: board->arena. O(passages + mentions + documents drawn
 * from).
 */
enum status sample_draw(struct board *board, const struct sample_query *query,
			struct sample_row **rows, size_t *count, struct error *error) QIPAN_CHECKED;

/* Indices first, ..., ascending, of `wanted` of `there` things; all if there are not more. Fills
 * drawn and returns how many. */
size_t sample_systematic(size_t there, size_t wanted, uint64_t seed, uint64_t stream,
			 size_t *drawn);

#endif
