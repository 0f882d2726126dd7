/*
 * Measures as a table. Each has one shape: a coded corpus in, a matrix of findings out; and one row
 * in measures[]: name, unit, range, one-line meaning, null or interval, citation, function. Command
 * help, web menu, report footnotes and docs/methods.md are read from that table. To add a measure:
 * one file, one row, one test.
 *
 * Only frame.c chooses which passages count and what they are divided by.
 */
#ifndef QIPAN_MEASURE_MEASURE_H
#define QIPAN_MEASURE_MEASURE_H

#include "base/arena.h"
#include "base/job.h"
#include "base/status.h"
#include "corpus/coded.h"

enum { FRAME_MIN_CHARACTERS = 8 }; /* shorter sentences are not units (methods: section 1) */

struct measure_options {
	uint64_t seed;
	uint32_t draws;	    /* bootstrap replicates, 0 = no intervals */
	double confidence;  /* 0.95 */
	double prior;	    /* M07: size A of the prior, 100 */
	bool leave_one_out; /* M06: base without the region itself */
};
extern const struct measure_options measure_defaults;

enum finding_state {
	FINDING_VALUE,
	FINDING_FEW,	     /* fewer than 5 passages: count and Wilson interval only */
	FINDING_ZERO,	     /* read, no hit */
	FINDING_NO_DOCUMENT, /* value is NaN */
	FINDING_PARTIAL,     /* as far as the partial text goes */
	FINDING_UNDEFINED,   /* read, but the formula has no value here (for example 0/0) */
};
const char *finding_state_name(enum finding_state state);

/* A value with all that it needs to be a claim. */
struct finding {
	double value, low, high; /* NaN = unknown */
	double numerator, denominator;
	double baseline; /* what the value is to be compared with, NaN if nothing */
	uint32_t n;	 /* passages behind the value */
	enum finding_state state;
	bool interval_is_wilson;
};

struct measure_result {
	struct finding
		*findings; /* region_count x column_count, row-major; column_count 1 for M01, M02 */
	size_t region_count, column_count;
};

typedef enum status measure_function(struct job *job, struct arena *study,
				     const struct coded_corpus *corpus,
				     const struct measure_options *options,
				     struct measure_result *result, struct error *error);

struct measure {
	const char *name;    /* "attention" */
	const char *number;  /* "M04" */
	const char *unit;    /* "share of sentences" */
	const char *range;   /* "0..1" */
	const char *meaning; /* one sentence */
	const char *denominator, *interval, *citation;
	bool per_region_only;  /* column_count is 1 */
	bool all_orientations; /* needs every passage, not only the plan (M02) */
	bool share;	       /* value is a share: show as percent */
	double neutral; /* the value that says nothing special: 0, 1 (location quotient), NaN */
	measure_function *function;
};

extern const struct measure measures[];
extern const size_t measure_count;
/* By name or number, ignoring case; NULL if there is none. */
const struct measure *measure_find(struct slice name);

/* density M01, past_share M02, attention M04, per_10000 M04, focus_attention M05, location_quotient
 * M06, log_location_quotient M06, log_odds M07 */

#endif
