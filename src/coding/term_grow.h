/*
 * All stretches of units that occur often enough, level by level: a stretch of k + 1 units is
 * counted only where both its parts of k units are frequent (Agrawal, Srikant 1994). Inside the
 * room coding; term.h says what for.
 */
#ifndef QIPAN_CODING_TERM_GROW_H
#define QIPAN_CODING_TERM_GROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/job.h"
#include "base/status.h"

#define TERM_NONE UINT32_MAX

struct term_gram {
	uint32_t prefix, suffix; /* stretches of one unit less; TERM_NONE for a single unit */
	uint32_t first;		 /* place of its first occurrence */
	uint32_t count;
	uint32_t units;
	/* sum of c log2 c over frequent stretches that are this one and a unit before or after it
	 */
	double before, after;
};

struct term_growth {
	struct term_gram *grams;
	size_t gram_count, gram_capacity;
	uint32_t **at; /* by level: the stretch of level + 1 units that begins at a place */
	uint32_t levels;
	double total; /* units, dividers apart */
};

/* units[i] == 0 divides. growth is to be released also after a failure (STATUS_CANCELLED). */
enum status term_grow(struct job *job, const uint32_t *units, size_t count, uint32_t least,
		      uint32_t most_units, struct term_growth *growth,
		      struct error *error) QIPAN_CHECKED;
void term_growth_release(struct term_growth *growth);

/* TERM_NONE where none begins. level 0: single units. */
uint32_t term_gram_at(const struct term_growth *growth, uint32_t level, size_t place);
/* Entropy in bits of what stands before (or after) it; what is rare counts as different each time.
 */
double term_freedom(const struct term_gram *gram, bool before);
/* Least pointwise mutual information, in bits, of its cuts in two; units >= 2. */
double term_cohesion(const struct term_growth *growth, uint32_t gram);

#endif
