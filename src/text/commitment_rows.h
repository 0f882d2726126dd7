/* The rows behind commitment.h: what a word shows, as bits. Inside the room text only. */
#ifndef QIPAN_TEXT_COMMITMENT_ROWS_H
#define QIPAN_TEXT_COMMITMENT_ROWS_H

#include "text/cue.h"

enum commitment_cue {
	CUE_MAKE = 1 << 0,	   /* begin something, when a thing follows in the clause */
	CUE_ACT = 1 << 1,	   /* are such an act alone */
	CUE_THING = 1 << 2,	   /* can be pointed at */
	CUE_EXPLORE = 1 << 3,	   /* try */
	CUE_PROMOTE = 1 << 4,	   /* other action */
	CUE_AUXILIARY = 1 << 5,	   /* that an action comes, not which */
	CUE_NONE = 1 << 6,	   /* no action: closing formulas, states */
	CUE_CENTRE = 1 << 7,	   /* the centre as a subject */
	CUE_SUBJECT_VERB = 1 << 8, /* what a subject does, right behind it */
	CUE_CENTRE_VERB = 1 << 9,  /* what only the centre does, further on in its clause */
};

extern const struct cue commitment_rows[];
extern const size_t commitment_row_count;

#endif
