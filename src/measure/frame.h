/*
 * The frame (M01): which passages count, and what counts are divided by. No other file decides
 * that.
 *
 * A passage counts when its orientation is admitted and it has at least min_characters characters
 * (white space not counted). Whoever builds a coded_corpus asks frame_admits for every passage; all
 * passages of a coded_corpus therefore count. Later: own action only (M03).
 *
 * Why it matters: review passages make up a third of a government work report, and counting them as
 * plans is the commonest error of dictionary studies.
 */
#ifndef QIPAN_MEASURE_FRAME_H
#define QIPAN_MEASURE_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "corpus/coded.h"

struct frame {
	unsigned orientations;	 /* bit 1 << enum orientation for each that counts */
	uint32_t min_characters; /* FRAME_MIN_CHARACTERS */
};

/* False for an orientation that is none of enum orientation. */
bool frame_admits(const struct frame *frame, uint8_t orientation, uint32_t characters);

/*
 * The sums that measures divide and are divided by. Index r is a region, r * column_count + c a
 * cell of the region x column matrix.
 *
 * A passage counts once for a column, however many hits it holds: code_passages <= passages. Its
 * focus on each of its k columns is 1/k (M05), so the focus of all columns of a region adds up to
 * coded_passages. k counts the columns of this corpus: it falls when the corpus is made for fewer
 * columns.
 */
struct counts {
	size_t region_count, column_count;
	uint32_t *passages;	  /* N_r */
	uint32_t *coded_passages; /* passages with at least one column */
	uint32_t *paragraphs;	  /* paragraphs with at least one passage */
	uint64_t *characters;
	uint32_t *orientations;	 /* r * ORIENTATION_COUNT + o: passages of each orientation */
	uint32_t *code_passages; /* N_rc: passages with the column */
	uint32_t *hits;		 /* patterns found, any number a passage */
	double *focus;		 /* sum of 1/k over passages with the column */
};

/* One pass over the corpus; arrays in the arena, zero for a region without passages.
 * O(passages + codes + regions x columns). */
void counts_make(struct arena *arena, const struct coded_corpus *corpus, struct counts *counts);

/* The part of the corpus that was asked for: regions and columns whose `asked` is set, in their
 * order, with their passages; ids and names are shared, arrays are new, in the arena. For measures
 * in which the others are no base but would only be compared too (pairs, tiers).
 * O(passages + codes). */
void coded_corpus_asked(struct arena *arena, const struct coded_corpus *corpus,
			struct coded_corpus *asked);

/* The corpus without the codes of sentences that are others' (coded_passage.reused). The sentences
 * and their paragraphs stay, so that the same draws of paragraphs fall on both. Shares all else
 * with the corpus. Returns how many sentences lost codes. O(passages). */
size_t coded_corpus_own_voice(struct arena *arena, const struct coded_corpus *corpus,
			      struct coded_corpus *own);

#endif
