/*
 * M29: what a code (say AI) is planned together with, in one sentence, beyond chance.
 *
 *   lift = b n / (a x), NPMI = ln(lift) / -ln(b / n), p = Fisher's exact, one-sided
 *
 * n sentences, a with the code, x with the other, b with both. n 400, a 20, x 40, b 8: lift 4, NPMI
 * 0.354, p 0.000257. Sentences that hold more than `most` columns are lists that pair everything
 * with everything: they are left out of all four counts. p is adjusted after Benjamini and Hochberg
 * over the other columns. A code that is not planned, or a pair that never meets, has lift 0 and no
 * NPMI. Sentences are taken as independent, so p is too small where a text repeats itself.
 */
#ifndef QIPAN_MEASURE_JOINT_H
#define QIPAN_MEASURE_JOINT_H

#include "base/arena.h"
#include "corpus/coded.h"

struct joint_pair {
	size_t column;
	double n, a, x, b;
	double lift, npmi, p, p_adjusted; /* NaN where the formula has no value */
	uint32_t regions;		  /* with a sentence of both */
};

/* Does the sentence count, and does it hold the column? */
bool joint_counts(const struct coded_passage *passage, uint32_t most);
bool joint_holds(const struct coded_corpus *corpus, const struct coded_passage *passage,
		 size_t column);

/* A pair for each other column, most b first, then by column. In study. O(passages x columns). */
struct joint_pair *joint_make(struct arena *study, const struct coded_corpus *corpus, size_t column,
			      uint32_t most);

#endif
