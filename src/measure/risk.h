/*
 * Five patterns of wording that studies of plans warn of, each a share of a region's sentences by a
 * stated rule, and how much of it hangs on one pattern of the codebook. Counts of words in texts,
 * never a verdict on a region. Columns come by roles, as for balance.h:
 *
 *   homogeneous  sum of crowded fields / fields of the future over the sentences with any of them /
 *                those sentences (one with 2 crowded fields of 3 is 2/3); crowded: named by at
 * least two thirds of the regions read hardware     H / (H + S): sentences of hardware and of
 * scenarios, one with both half of each lag          sentences of the digital without governance /
 * sentences of either; governance as M27 counts it: of the digital, or any beside a word of the
 * digital divide       sentences of the digital / all sentences; here a low share is the pattern
 *   last_mile    sentences of the digital without a scenario / sentences of the digital: plan words
 *                without use words
 *
 * Ranges 0..1, NaN without a sentence in the denominator. Intervals: Wilson, sentences as if
 * independent, so too narrow where paragraphs repeat themselves.
 *
 * Sensitivity: everything is counted again without each pattern that hits at all, crowded fields
 * included; the same words under two codes are one pattern. The strongest pattern of a rule is the
 * one whose loss moves the share of all regions together most (the first of equals). A region has
 * its share without that one, and least and most over all patterns left out one at a time.
 */
#ifndef QIPAN_MEASURE_RISK_H
#define QIPAN_MEASURE_RISK_H

#include "measure/balance.h"

enum risk_rule {
	RISK_HOMOGENEOUS,
	RISK_HARDWARE,
	RISK_LAG,
	RISK_DIVIDE,
	RISK_LAST_MILE,
	RISK_COUNT,
};

struct risk_rule_info {
	const char *name, *label, *label_zh;
	const char *formula, *formula_zh;
	const char *roles; /* what it needs, for people */
};
extern const struct risk_rule_info risk_rules[RISK_COUNT];

/* A hit: this pattern puts this column into this passage. Columns of a passage are the union of its
 * marks; the corpus's own codes are not looked at. */
struct risk_mark {
	uint32_t passage, column;
	uint32_t pattern; /* below pattern_count, or anything above: a person's, never left out */
};

struct risk_input {
	const struct coded_corpus *corpus;
	const struct column_range *ranges; /* ROLE_COUNT */
	const struct risk_mark *marks;	   /* by passage */
	size_t mark_count;
	size_t pattern_count;
};

struct risk_share {
	double count, of; /* of the rule; parts of sentences for homogeneous, hardware */
};

struct risk_value {
	struct risk_share share;
	double value, low, high;
	double median;	    /* of all regions with a value */
	double without;	    /* without the rule's strongest pattern */
	double least, most; /* without any one pattern */
};

/* One rule without one pattern. */
struct risk_change {
	enum risk_rule rule;
	uint32_t pattern;
	uint32_t marks;		      /* hits of it that the rule looks at */
	struct risk_share all, asked; /* without it, regions together: all, and those asked */
	size_t region;		      /* whose share it moves most */
	double region_from, region_to;
};

struct risk {
	bool there[RISK_COUNT];	   /* its roles are declared */
	struct risk_value *values; /* region x RISK_COUNT */
	struct risk_share all[RISK_COUNT], asked[RISK_COUNT];
	uint32_t strongest[RISK_COUNT]; /* UINT32_MAX: no pattern moves it */
	struct risk_change *changes;	/* by rule, those that move all regions most first */
	size_t change_count;
	bool *crowded;	  /* by column */
	uint8_t *counted; /* by passage: 1 << rule where it is in the numerator */
};

/* In study. O(patterns x (marks + passages)). STATUS_CANCELLED. */
enum status risk_make(struct job *job, struct arena *study, const struct risk_input *input,
		      double confidence, struct risk *risk, struct error *error) QIPAN_CHECKED;

/* count / of, NaN where of is 0. */
double risk_share_of(struct risk_share share);

#endif
