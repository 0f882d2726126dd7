/*
 * How far people agree with the program, and with one another (M37), from what they said of single
 * sentences. One unit is one code in one sentence.
 *
 * precision pi = confirmed / judged, over units that the program found and a person judged;
 * recall rho = found / there, over units that are there in sentences read for all codes;
 * corrected count = hits x pi / rho: what a careful reader would count. Its interval is by the
 * delta method on the logarithm, var = (1 - p) / (n p) + (1 - r) / (m r), with p = (confirmed +
 * 1/2) / (judged + 1) and r likewise inside the variance only, so that a share of 1 has an error
 * too. Below a precision of AGREEMENT_RANKABLE regions are not to be ranked by the code. Agreement
 * of people: Krippendorff's alpha (num/alpha.h) over units that two or more judged.
 *
 * Right only if the units were drawn at random: "qipan sample" draws them.
 */
#ifndef QIPAN_MEASURE_AGREEMENT_H
#define QIPAN_MEASURE_AGREEMENT_H

#include <stdbool.h>

#include "base/arena.h"
#include "num/alpha.h"
#include "num/stat.h"

#define AGREEMENT_RANKABLE 0.7

/* What is known of one code in one sentence. */
struct judged_unit {
	uint32_t code; /* any number below code_count */
	bool found;    /* by the program */
	bool there;    /* as the last person said */
	bool judged;   /* counts for precision */
	bool read;     /* its sentence was read for all codes: counts for recall */
	/* what each person said: 0 not there, 1 there, ALPHA_MISSING nothing */
	const int32_t *said;
};

struct agreement {
	uint64_t hits; /* sentences in which the program found the code; given by the caller */
	size_t judged, confirmed;
	double precision;		   /* NaN: nothing judged */
	struct interval precision_between; /* Wilson */
	size_t there, found;		   /* in sentences that were read */
	double recall;			   /* NaN: nothing there */
	struct interval recall_between;
	double corrected; /* NaN without precision and recall, or when either is 0 */
	struct interval corrected_between;
	bool rankable; /* false too when nothing was judged */
	struct alpha alpha;
};

/* The measures that follow from the counts hits, judged, confirmed, there, found. */
void agreement_close(struct agreement *agreement, double confidence);

/* agreements[code_count]: one a code, and at index code_count all codes together; hits are set
 * before. Memory of alpha is scratch. O(units x coders x draws). */
void agreement_make(struct arena *scratch, const struct judged_unit *units, size_t unit_count,
		    size_t coders, size_t code_count, uint64_t seed, uint32_t draws,
		    double confidence, struct agreement *agreements);

#endif
