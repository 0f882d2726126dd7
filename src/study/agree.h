/*
 * From the record of corrections to the agreement of people and program (measure/agreement.h).
 *
 * A person's last word on a code in a sentence is what that person says; the last word of all is
 * what holds. Only what was said counts: a code that the program finds and nobody spoke of is not
 * judged, so that a later codebook does not pass for read. A sentence that was read for all codes
 * counts for recall with the codes that were said to be there; its reader said no to those that
 * only others named.
 */
#ifndef QIPAN_STUDY_AGREE_H
#define QIPAN_STUDY_AGREE_H

#include "measure/agreement.h"
#include "study/correct.h"

struct agree_query {
	struct slice codes;    /* these and all below them, separated by commas */
	struct slice kind;     /* of document; empty: all */
	unsigned orientations; /* bit 1 << enum orientation; 0: all */
	bool samples_only;     /* only judgements that belong to a drawn sample */
	uint64_t seed;	       /* of the bootstrap of alpha */
	uint32_t draws;
	double confidence;
};

struct agreed_code {
	struct code_id code; /* 0: all together */
	struct agreement agreement;
};

/* Codes of the codebook that have patterns or were judged, in its order, then all together.
 * *left_out: judgements outside samples that were not used. Memory: board->arena. */
enum status study_agreement(struct board *board, const struct agree_query *query,
			    struct agreed_code **codes, size_t *count, size_t *people,
			    size_t *left_out, struct error *error) QIPAN_CHECKED;

#endif
