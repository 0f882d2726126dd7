/*
 * What a region's plan is made of, as ratios of counts of its sentences (M19 to M24, M26 to M28,
 * M33). The columns of the corpus are given by roles: computing power, algorithms, data,
 * applications; the links of the innovation chain; levers; policy instruments; topics of
 * governance; stages of the data market and of data across the border.
 *
 *   elements     M19  clr_i = ln(x_i / geometric mean), x = sentences + 0.5; sums to 0
 *   hardware     M20  ln((H + 0.5) / (S + 0.5)), a sentence with both is half of each
 *                     without the slogan: a sentence with no more hits of scenarios than of slogans
 *                     is none of scenarios; slogan = hardware without - hardware with
 *   complete     M21  elements with a sentence that builds something or sets a number
 *   chain        M22  shares of the links; evenness = entropy / ln k; closure = k x least share
 *   levers       M23  kinds of lever in a paragraph that names a field of the future, mean
 *   instruments  M24  shares, a sentence divided equally over its sides; evenness
 *   governance   M26  mean over topics of 0 silent, 1 named, 2 acted on, 3 something to be made,
 *                     4 a number: the highest level of a sentence (text/commitment.h)
 *   lag          M27  ln((G + 0.5) / (A + 0.5)): G sentences of governance of the digital, A of the
 *                     digital; lag_z = (G - A q) / sqrt(A q), q = all G / all A
 *   market       M28  the highest stage with a sentence, 0: none; stages are the columns of the
 *   border       M33  role, lowest first
 *
 * All are counts of words in texts: a low one says that a text is silent, not that a region does
 * nothing. Intervals: bootstrap over the region's paragraphs, percentiles; q is held where it is.
 * Levels (M21, M26) have none: draws could only lose what was found. Stages have the range of 95 %
 * of the draws, never above the value: how much hangs on one paragraph. Sources: Aitchison 1986
 * (clr); Rothwell, Zegveld 1981 (instruments); Lowe, Benoit, Mikhaylov, Laver 2011 (log ratios).
 */
#ifndef QIPAN_MEASURE_BALANCE_H
#define QIPAN_MEASURE_BALANCE_H

#include "measure/measure.h"

enum balance_role {
	ROLE_ELEMENT,
	ROLE_HARDWARE,
	ROLE_SCENARIO,
	ROLE_CHAIN,
	ROLE_LEVER,
	ROLE_FUTURE,
	ROLE_INSTRUMENT,
	ROLE_GOVERNANCE,
	ROLE_GOVERNANCE_DIGITAL,
	ROLE_DIGITAL,
	ROLE_SLOGAN,
	ROLE_MARKET, /* columns in the order of their stages */
	ROLE_BORDER, /* as well */
	ROLE_COUNT,
};
/* "element": as the side file calls it. */
const char *balance_role_name(enum balance_role role);

/* Columns [first, first + count) of the corpus; count 0: the codebook has no such role, and the
 * values that need it are left out. */
struct column_range {
	size_t first, count;
};

enum balance_kind {
	BALANCE_ELEMENT, /* one for each column of the role */
	BALANCE_HARDWARE,
	BALANCE_HARDWARE_PLAIN, /* without the slogan */
	BALANCE_SLOGAN,		/* the difference */
	BALANCE_COMPLETE,
	BALANCE_LINK, /* one for each link */
	BALANCE_CHAIN_EVENNESS,
	BALANCE_CHAIN_CLOSURE,
	BALANCE_LEVERS,
	BALANCE_INSTRUMENT, /* one for each side */
	BALANCE_INSTRUMENT_EVENNESS,
	BALANCE_TOPIC, /* one for each topic: its level */
	BALANCE_GOVERNANCE,
	BALANCE_LAG,
	BALANCE_LAG_Z,
	BALANCE_MARKET,	     /* the stage */
	BALANCE_MARKET_STEP, /* one for each stage: its sentences */
	BALANCE_BORDER,
	BALANCE_BORDER_STEP,
	BALANCE_KIND_COUNT,
};

/* What does not depend on the region. */
struct balance_part {
	enum balance_kind kind;
	size_t column; /* of the corpus; SIZE_MAX: of none alone */
};

/* A row of balance_kinds.c. The baseline of all is the median of the regions read. */
struct balance_kind_info {
	const char *name, *number, *unit, *formula;
	const char *label, *label_zh;
	const char *range, *meaning, *denominator, *interval, *citation;
};
extern const struct balance_kind_info balance_kinds[BALANCE_KIND_COUNT];

struct balance_value {
	double value, low, high; /* NaN: no value, no interval */
	double count, of;	 /* the plain counts it is made from */
	double median;		 /* of all regions with a sentence */
};

struct balance {
	struct balance_part *parts;
	size_t part_count, region_count;
	struct balance_value *values; /* region x part */
	double rate;		      /* q of M27 */
};

/* The role whose stages the kind counts, ROLE_COUNT for all other kinds. */
enum balance_role balance_stages_of(enum balance_kind kind);

/* ranges[ROLE_COUNT]. In study. O(draws x paragraphs x columns) on all threads; the same bytes for
 * any number of them. Options as for measures. */
enum status balance_make(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			 const struct column_range *ranges, const struct measure_options *options,
			 struct balance *balance, struct error *error) QIPAN_CHECKED;

#endif
