/*
 * Measures as a table. Each has one shape: a coded corpus in, a matrix of findings out; and one row
 * in measures[]: name, number, unit, range, one-line meaning, formula, denominator, interval,
 * citation, function. Command help, web menu and report footnotes are read from that table, and a
 * test holds docs/methods.md to it. To add a measure: one file, one row, one test
 * (docs/adding-a-measure.md).
 *
 * Only frame.c chooses which passages count and what they are divided by.
 */
#ifndef QIPAN_MEASURE_MEASURE_H
#define QIPAN_MEASURE_MEASURE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/job.h"
#include "base/status.h"
#include "corpus/coded.h"

enum { FRAME_MIN_CHARACTERS = 8 }; /* shorter sentences are not units (methods: section 1) */
#define ME_TOO_WITHIN 1.25 /* M14: a share is usual from 1 / 1.25 to 1.25 times the base's */

struct measure_options {
	uint64_t seed;
	uint32_t draws;	    /* bootstrap replicates; 0 = none: only Wilson intervals are given */
	double confidence;  /* 0.95; between 0 and 1 */
	double prior;	    /* M07: size A of the prior, 100; above 0 */
	bool leave_one_out; /* M06: base without the region itself */
};
extern const struct measure_options measure_defaults; /* seed 1, 2,000 draws */

/* What a value is, beyond its number. When several hold, the first of this order is given: no
 * document, undefined, partial, zero, few, value. */
enum finding_state {
	FINDING_VALUE,
	FINDING_FEW,	     /* fewer than 5 passages: count and Wilson interval only */
	FINDING_ZERO,	     /* read, no hit */
	FINDING_NO_DOCUMENT, /* nothing was read: value is NaN */
	FINDING_PARTIAL,     /* as far as the partial text goes; no hit may mean not read */
	FINDING_UNDEFINED,   /* read, but the formula has no value here (nothing admitted, 0/0): NaN
			      */
};
/* "value", "few", "zero", "no_document", "partial", "undefined"; never NULL. */
const char *finding_state_name(enum finding_state state);
/* False for no document and undefined: the value is NaN. */
bool finding_has_value(enum finding_state state);

/* A value with all that it needs to be a claim. The evidence is the n passages that hold the column
 * (M01: any column; M02: that are review; per column: of all regions). */
struct finding {
	double value;
	double low, high;	       /* interval at options.confidence; NaN = none or no bound */
	double numerator, denominator; /* what was counted, out of what */
	double baseline; /* what the value is to be compared with, see the row; NaN if nothing */
	uint32_t n;	 /* passages behind the value */
	enum finding_state state;
	bool interval_is_wilson; /* else by bootstrap over paragraphs */
};

/* region_count x column_count findings, row-major; column_count is 1 for a measure that is
 * per_region_only, region_count is 1 for one that is per_column_only. */
struct measure_result {
	struct finding *findings;
	size_t region_count, column_count;
};

/* Takes the measure; the findings live in study. The corpus may have no region, no column or no
 * passage. STATUS_USAGE, STATUS_LIMIT (options or size), STATUS_CANCELLED; result is then
 * untouched. The same input gives the same bytes for any number of threads. */
typedef enum status measure_function(struct job *job, struct arena *study,
				     const struct coded_corpus *corpus,
				     const struct measure_options *options,
				     struct measure_result *result, struct error *error);

struct measure {
	const char *name;    /* "attention" */
	const char *number;  /* "M04"; rows of one number are forms of one measure */
	const char *unit;    /* "share of sentences" */
	const char *range;   /* "0..1" */
	const char *meaning; /* one sentence */
	const char *formula; /* with the letters of docs/methods.md */
	const char *denominator, *baseline, *interval, *citation;
	bool per_region_only;  /* column_count is 1 */
	bool per_column_only;  /* region_count is 1 */
	bool all_orientations; /* needs every passage, not only the plan (M02) */
	bool asks_whose;       /* needs coded_passage.reused, so not without others' sentences */
	bool share;	       /* value is a share: show as percent */
	double neutral; /* the value that says nothing special: 0, 1 (location quotient), NaN */
	measure_function *function;
};

/* By number, the first row of a number being its usual form. */
extern const struct measure measures[];
extern const size_t measure_count;
/* By name or number, ignoring the case of ASCII letters; a number gives its first row; NULL if
 * there is none. */
const struct measure *measure_find(struct slice name);

#endif
