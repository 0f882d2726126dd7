#include "num/keyness.h"

#include <math.h>
#include <stdbool.h>

#include "num/stat.h"

/* As in quanteda: keeps a logarithm of nothing finite. */
static const double epsilon = 1e-9;

struct margins {
	double n, with, without, target, reference;
};

static struct margins margins_of(struct keyness_table t)
{
	return (struct margins){t.a + t.b + t.c + t.d, t.a + t.b, t.c + t.d, t.a + t.c, t.b + t.d};
}

static bool more_than_expected(struct keyness_table t)
{
	struct margins m = margins_of(t);
	return t.a > m.with * m.target / m.n;
}

static bool is_table(struct keyness_table t)
{
	struct margins m = margins_of(t);
	return t.a >= 0 && t.b >= 0 && t.c >= 0 && t.d >= 0 && m.target > 0 && m.reference > 0 &&
	       m.with > 0;
}

static double yates(struct keyness_table t, enum keyness_correction correction)
{
	struct margins m = margins_of(t);
	if (correction != KEYNESS_YATES || fabs(t.a * t.d - t.b * t.c) < m.n / 2)
		return 0;
	/* The products are those of the program followed: the third is a margin by the other way
	 * of c and d. */
	bool small = m.with * m.target / m.n < 5 || m.with * m.reference / m.n < 5 ||
		     m.target * m.without / m.n < 5 || m.without * m.reference / m.n < 5;
	return small ? 0.5 : 0;
}

static double williams(struct keyness_table t, enum keyness_correction correction)
{
	struct margins m = margins_of(t);
	if (correction != KEYNESS_WILLIAMS || t.a * t.b * t.c * t.d == 0)
		return 1;
	return 1 + (m.n / m.with + m.n / m.without - 1) * (m.n / m.target + m.n / m.reference - 1) /
			   (6 * m.n);
}

double keyness_chi_square(struct keyness_table t, enum keyness_correction correction)
{
	if (!is_table(t))
		return NAN;
	struct margins m = margins_of(t);
	double distance = fabs(t.a * t.d - t.b * t.c) - m.n * yates(t, correction);
	double value = m.n * distance * distance / (m.with * m.without * m.target * m.reference) *
		       williams(t, correction);
	return more_than_expected(t) ? value : -value;
}

static double term_of(double seen, double row, double column, double n)
{
	return seen == 0 ? 0 : seen * log(seen * n / (row * column) + epsilon);
}

double keyness_log_likelihood(struct keyness_table t, enum keyness_correction correction)
{
	if (!is_table(t))
		return NAN;
	double move = yates(t, correction);
	double to = t.a * t.d - t.b * t.c > 0 ? -move : move;
	struct keyness_table k = {t.a + to, t.b - to, t.c - to, t.d + to};
	struct margins m = margins_of(k);
	double value =
		2 *
		(term_of(k.a, m.with, m.target, m.n) + term_of(k.b, m.with, m.reference, m.n) +
		 term_of(k.c, m.target, m.without, m.n) +
		 term_of(k.d, m.reference, m.without, m.n)) /
		williams(t, correction);
	return more_than_expected(t) ? value : -value;
}

double keyness_pmi(struct keyness_table t)
{
	if (!is_table(t))
		return NAN;
	struct margins m = margins_of(t);
	return log(t.a * m.n / (m.with * m.target) + epsilon);
}

double keyness_log_ratio(struct keyness_table t)
{
	if (!is_table(t))
		return NAN;
	struct margins m = margins_of(t);
	double half = t.a == 0 || t.b == 0 ? 0.5 : 0;
	return log2((t.a + half) / m.target / ((t.b + half) / m.reference));
}

double keyness_p(double value)
{
	return stat_chi_square_tail(fabs(value), 1);
}

static double log_choose(double n, double k)
{
	return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

double keyness_fisher_p(struct keyness_table t)
{
	if (!is_table(t))
		return NAN;
	struct margins m = margins_of(t);
	double most = fmin(m.with, m.target), p = 0, all = log_choose(m.n, m.target);
	for (double a = most; a >= t.a; a--)
		if (m.target - a <= m.without)
			p += exp(log_choose(m.with, a) + log_choose(m.without, m.target - a) - all);
	return fmin(p, 1);
}

double keyness_dispersion(const double *counts, const double *sizes, unsigned long parts)
{
	double all = 0, size = 0, sum = 0;
	for (unsigned long i = 0; i < parts; i++) {
		all += counts[i];
		size += sizes[i];
	}
	if (all <= 0 || size <= 0)
		return NAN;
	for (unsigned long i = 0; i < parts; i++)
		sum += fabs(sizes[i] / size - counts[i] / all);
	return sum / 2;
}
