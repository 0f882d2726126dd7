/*
 * The frame (M01): which passages count, and what counts are divided by. No other file decides
 * that.
 *
 * A passage counts when its orientation is admitted and it has at least FRAME_MIN_CHARACTERS
 * characters (white space not counted). Later: own action only (M03), own voice only (M35).
 */
#ifndef QIPAN_MEASURE_FRAME_H
#define QIPAN_MEASURE_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include "corpus/coded.h"

struct frame {
	unsigned orientations; /* bit 1 << enum orientation */
	uint32_t min_characters;
};

bool frame_admits(const struct frame *frame, uint8_t orientation, uint32_t characters);

/* Sums that every measure divides by: one pass over the corpus, arrays in the arena.
 * passages[r] = N_r; code_passages[r * columns + c] = N_rc; characters[r]; hits[r * columns + c].
 */
struct counts {
	size_t region_count, column_count;
	uint32_t *passages, *code_passages, *hits;
	uint64_t *characters;
	uint32_t *coded_passages; /* with at least one column */
	double *focus;		  /* sum of 1/k over passages with c */
};
void counts_make(struct arena *arena, const struct coded_corpus *corpus, struct counts *counts);

#endif
