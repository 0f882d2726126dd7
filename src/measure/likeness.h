/*
 * Are the plans alike? Pairs of regions by several distances (M10), the mean over all pairs with
 * its null (M11), and how much the regions differ beyond chance (M12).
 *
 * A region's vector v is what it names, in shares: v_c = N_rc / sum over c of N_rc. The columns may
 * be codes or terms. Of two regions p and q:
 * - likeness S = 1 - JSD(p, q), Jensen-Shannon divergence in bits (Lin 1991): 0..1;
 * - cosine = p.q / (|p| |q|): 0..1, the structure coefficient of UNIDO in studies of industry;
 * - Jaccard = columns both name / columns either names: 0..1;
 * - Krugman = sum over c of |p_c - q_c|: 0 (the same) to 2.
 *
 * H (M11) is the mean of S over all pairs. With some hundred mentions over some forty columns it is
 * mostly noise of small numbers, so it is given with its null only: the same after the sentences
 * were dealt out over the regions again. ses = (H - mean) / SD of the null.
 *
 * G2 (M12) = 2 sum over r, c of O ln(O / E), E = row x column / total. Its excess over the null,
 * G2 / mean - 1, says by how much more the regions differ in what they choose than if all had drawn
 * from one common list.
 *
 * There are two nulls (redraw.h). Sentences dealt out: all regions draw from one list of sentences;
 * what the regions differ by beyond it is the headline. Paragraphs dealt out: a region could get
 * three paragraphs on farming and none on energy; plans that follow one outline differ less than
 * that. The two answer different questions and are both shown.
 */
#ifndef QIPAN_MEASURE_LIKENESS_H
#define QIPAN_MEASURE_LIKENESS_H

#include "measure/redraw.h"
#include "num/cluster.h"

enum likeness_kind {
	LIKENESS_JSD,
	LIKENESS_COSINE,
	LIKENESS_JACCARD,
	LIKENESS_KRUGMAN,
	LIKENESS_KINDS,
};

/* One figure with interval and null. NaN where there were no draws or no deals. */
struct likeness_index {
	double value, low, high;
	double null_mean, null_sd;
	double ses;    /* (value - null_mean) / null_sd */
	double p;      /* (1 + deals at least as far from the mean) / (1 + deals) */
	double excess; /* value / null_mean - 1 */
	double excess_low, excess_high; /* the interval of value over the null's mean */
};

/* Two rows, a < b. */
struct likeness_pair {
	size_t a, b;
	double value[LIKENESS_KINDS];
	double low, high;	      /* of value[LIKENESS_JSD] */
	double null_mean, null_sd, z; /* of value[LIKENESS_JSD], sentences dealt out */
};

struct likeness {
	struct redraw rows;	     /* rows.region: the regions compared */
	double *counts;		     /* rows x columns */
	struct likeness_pair *pairs; /* (0,1), (0,2), ..., (1,2), ... */
	size_t pair_count;
	/* by enum redraw_unit, what was dealt out for the null */
	struct likeness_index homogeneity[2];	/* M11 */
	struct likeness_index heterogeneity[2]; /* M12: value is G2 */
	struct cluster_merge *merges;		/* rows - 1, by the kind asked for */
	size_t *order;				/* rows, like beside like */
	double *distances;			/* rows x rows, of the kind asked for */
	double *drawn;				/* M11 of each draw; measure.draws of them */
};

struct likeness_options {
	struct measure_options measure; /* draws: of paragraphs, for intervals; seed; confidence */
	uint32_t deals;			/* of each null */
	enum likeness_kind order;	/* by which regions are clustered */
	bool sentences_only;		/* no paragraphs are dealt out: that null stays NaN */
};

/* "jsd", "cosine", "jaccard", "krugman". */
const char *likeness_kind_name(enum likeness_kind kind);
/* As a distance for clustering: 0 the same, 1 nothing in common. */
double likeness_distance(enum likeness_kind kind, double value);

/* Compares all regions of the corpus that name any column: LIMIT_LIKENESS_REGIONS of them at most
 * (STATUS_LIMIT). Pairs have intervals only when draws x pairs fit in LIKENESS_BYTES. Results in
 * study; the same bytes on any number of threads. O((draws + deals) x regions^2 x columns). */
enum { LIKENESS_BYTES = 256 << 20 };
enum status likeness_make(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			  const struct likeness_options *options, struct likeness *likeness,
			  struct error *error) QIPAN_CHECKED;

/*
 * How much more alike the regions are with the sentences that are others' than without them: M11 of
 * all text less M11 of own voice. Both made with the same options, own_voice from the corpus that
 * coded_corpus_own_voice gives: draw by draw they hold the same paragraphs, so the interval is that
 * of paired draws, moved onto the value. Bounds are NaN without draws.
 */
struct likeness_shift {
	double value, low, high;
};
struct likeness_shift likeness_shift_of(const struct likeness *all,
					const struct likeness *own_voice,
					const struct likeness_options *options);

/* Place of the pair of rows a and b (a != b) in pairs. */
size_t likeness_pair_at(size_t rows, size_t a, size_t b);
/* Likeness of two rows of shares, each of sum 1; LIKENESS_JSD gives S. */
double likeness_value(enum likeness_kind kind, const double *p, const double *q, size_t columns);
/* S of two rows of counts. NaN when one of them is empty. */
double likeness_of(const double *a, const double *b, size_t columns);
double likeness_g2(const double *counts, size_t rows, size_t columns);

#endif
