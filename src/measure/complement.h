/*
 * M32: what one region is strong in and the other says it needs.
 *
 *   comp(r, q) = sum over c of max(0, z_rc) need_qc + the same with r and q changed
 *
 * z is the strength (log-odds z, M07) of a column in the region's plan; a column without a sentence
 * counts nothing, whatever its z. need is 1 where a sentence says that it is lacking or to be
 * brought in. r strong in one column (z 2) that q needs, q strong in another (1.5) that r does not
 * ask for: 2.0. Range 0 and above; 0 says that the texts show no fit, not that there is none. No
 * interval: every part is shown with its sentences.
 */
#ifndef QIPAN_MEASURE_COMPLEMENT_H
#define QIPAN_MEASURE_COMPLEMENT_H

#include <stddef.h>
#include <stdint.h>

struct complement_input {
	size_t region_count, column_count;
	const double *strength;	   /* region x column; NaN: none */
	const uint32_t *sentences; /* region x column */
	const uint32_t *needs;	   /* region x column: sentences that ask for it */
};

/* What `from` offers in this column that `to` needs: z, else 0. */
double complement_part(const struct complement_input *input, size_t from, size_t to, size_t column);
/* The sum over columns of one direction. */
double complement_of(const struct complement_input *input, size_t from, size_t to);

#endif
