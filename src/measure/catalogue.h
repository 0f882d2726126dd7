/*
 * All that qipan measures, whichever verb answers it, as one list: the rows of measures[], of
 * balance_kinds[], and those of the verbs that have a table of their own. `qipan measures` shows
 * it.
 */
#ifndef QIPAN_MEASURE_CATALOGUE_H
#define QIPAN_MEASURE_CATALOGUE_H

#include "base/arena.h"

struct catalogue_row {
	const char *number; /* "M20" */
	const char *name;   /* unique */
	const char *verb;   /* that answers it */
	const char *ask; /* "qipan balance --measure hardware"; CODE and REGION to be filled in */
	const char *unit, *range, *meaning, *formula, *denominator, *baseline, *interval, *citation;
};

/* By number; of one number those of board first, then balance. In the arena. */
size_t catalogue_make(struct arena *arena, struct catalogue_row **rows);

#endif
