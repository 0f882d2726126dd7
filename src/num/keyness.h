/*
 * How much more often a word, a code or anything else occurs in a target than in a reference:
 * statistics of one 2 x 2 table,
 *
 *             with   without
 *   target      a       c      n1 = a + c
 *   reference   b       d      n2 = b + d
 *
 * The numbers equal those of quanteda.textstats 0.97 (textstat_keyness), the program most used for
 * them; test/cases/keyness.txt holds worked tables. Its help says that the likelihood ratio is
 * corrected after Williams by default; its code corrects after Yates, and only where a correction
 * matters. What is said here follows the code.
 *
 * All are positive when the target has more than expected, else negative.
 */
#ifndef QIPAN_NUM_KEYNESS_H
#define QIPAN_NUM_KEYNESS_H

struct keyness_table {
	double a, b, c, d; /* 0 and up; rows and columns may be empty: NaN */
};

enum keyness_correction {
	KEYNESS_PLAIN,
	KEYNESS_YATES,	  /* only where |ad - bc| >= N / 2 and an expected count is below 5 */
	KEYNESS_WILLIAMS, /* divided by Williams 1976's q; q = 1 where a cell is empty */
};

/* Pearson's chi-square: N (|ad - bc| - N delta)^2 / ((a+b)(c+d)(a+c)(b+d)), delta 1/2 or 0. */
double keyness_chi_square(struct keyness_table table, enum keyness_correction correction);
/* Log-likelihood ratio of four cells: 2 sum of O ln(O / E) (Dunning 1993). */
double keyness_log_likelihood(struct keyness_table table, enum keyness_correction correction);
/* Pointwise mutual information ln(a N / ((a + b)(a + c))); a = 0 gives about -20.7 (ln 1e-9), as
 * there. */
double keyness_pmi(struct keyness_table table);
/* log2 of the ratio of the two rates, half a count added where one is 0 (Hardie 2014): 1 is twice
 * as often, -1 half as often. */
double keyness_log_ratio(struct keyness_table table);
/* Two-sided p of a chi-square or log-likelihood value of one degree of freedom; its sign does not
 * matter. */
double keyness_p(double value);
/* Fisher 1935: chance of a or more with these margins, one-sided. O(min(a + b, a + c)). */
double keyness_fisher_p(struct keyness_table table);

/* Juilland and Gries: deviation of proportions, 0.5 sum |s_i - v_i| with s the parts' shares of the
 * text and v their shares of the occurrences (Gries 2008): 0 spread as the text is, to 1 in one
 * small part. NaN without text or occurrence. */
double keyness_dispersion(const double *counts, const double *sizes, unsigned long parts);

#endif
