#include "num/stat.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"

static const struct interval unknown = {NAN, NAN};

struct interval stat_wilson(double hits, double n, double confidence)
{
	if (!(n > 0) || !(hits >= 0) || !(hits <= n) || !(confidence > 0) || !(confidence < 1))
		return unknown;
	double z = stat_normal_quantile(0.5 + confidence / 2);
	double share = hits / n, z2 = z * z;
	double middle = share + z2 / (2 * n);
	double half = z * sqrt(share * (1 - share) / n + z2 / (4 * n * n));
	double scale = 1 + z2 / n;
	/* At the ends middle and half cancel; rounding must not leave 1e-19 or 1 + 1e-16. */
	return (struct interval){hits == 0 ? 0 : fmax(0, (middle - half) / scale),
				 hits == n ? 1 : fmin(1, (middle + half) / scale)};
}

static int compare_doubles(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

static void swap(double *a, double *b)
{
	double kept = *a;
	*a = *b;
	*b = kept;
}

/* Hoare's partition around a median of three; returns the last index of the lower part. Stopping at
 * equal values keeps arrays of few distinct values in balance. */
static size_t partition(double *values, size_t low, size_t high)
{
	size_t middle = low + (high - low) / 2;
	if (values[middle] < values[low])
		swap(&values[middle], &values[low]);
	if (values[high] < values[low])
		swap(&values[high], &values[low]);
	if (values[high] < values[middle])
		swap(&values[high], &values[middle]);
	double pivot = values[middle];
	size_t i = low, j = high;
	for (;;) {
		while (values[i] < pivot)
			i++;
		while (values[j] > pivot)
			j--;
		if (i >= j)
			return j;
		swap(&values[i++], &values[j--]);
	}
}

/* Puts the value of the given rank into its place, no larger ones before it, no smaller ones after.
 * Values that defeat the choice of pivots are sorted instead. */
static void select_rank(double *values, size_t count, size_t rank)
{
	size_t low = 0, high = count - 1;
	unsigned turns_left = 4;
	for (size_t left = count; left > 0; left /= 2)
		turns_left += 2;
	while (low < high) {
		if (turns_left-- == 0) {
			qsort(values + low, high - low + 1, sizeof *values, compare_doubles);
			return;
		}
		size_t last = partition(values, low, high);
		if (rank <= last)
			high = last;
		else
			low = last + 1;
	}
}

/* Moves NaN behind the rest and returns how many are not NaN. */
static size_t move_unknown_last(double *values, size_t count)
{
	size_t known = 0;
	for (size_t i = 0; i < count; i++)
		if (!isnan(values[i]))
			swap(&values[known++], &values[i]);
	return known;
}

static double between(double below, double above, double part)
{
	/* Equal values first: inf - inf is no number. */
	return below == above || part == 0 ? below : below + part * (above - below);
}

struct place {
	size_t rank; /* of the value below */
	double part; /* of the way to the next */
};

static struct place quantile_place(size_t count, double probability)
{
	double position = (double)(count - 1) * fmin(1, fmax(0, probability));
	double rank = floor(position);
	return (struct place){(size_t)rank, position - rank};
}

double stat_quantile_sorted(const double *sorted, size_t count, double probability)
{
	if (count == 0 || isnan(probability))
		return NAN;
	struct place place = quantile_place(count, probability);
	size_t next = place.rank + 1 < count ? place.rank + 1 : place.rank;
	return between(sorted[place.rank], sorted[next], place.part);
}

/* As stat_quantile_sorted, on values in any order, count > 0. */
static double quantile_by_selection(double *values, size_t count, double probability)
{
	struct place place = quantile_place(count, probability);
	select_rank(values, count, place.rank);
	double below = values[place.rank];
	if (place.part == 0 || place.rank + 1 == count)
		return below;
	double above = values[place.rank + 1];
	for (size_t i = place.rank + 2; i < count; i++)
		if (values[i] < above)
			above = values[i];
	return between(below, above, place.part);
}

struct interval stat_percentile_interval(double *values, size_t count, double confidence)
{
	size_t known = move_unknown_last(values, count);
	if (known == 0 || isnan(confidence))
		return unknown;
	return (struct interval){quantile_by_selection(values, known, (1 - confidence) / 2),
				 quantile_by_selection(values, known, (1 + confidence) / 2)};
}

double stat_median(double *values, size_t count)
{
	size_t known = move_unknown_last(values, count);
	return known == 0 ? NAN : quantile_by_selection(values, known, 0.5);
}

/* The three pieces of AS 241 (PPND16): polynomials by falling powers. */
static const double centre_above[] = {2.5090809287301226727e3, 3.3430575583588128105e4,
				      6.7265770927008700853e4, 4.5921953931549871457e4,
				      1.3731693765509461125e4, 1.9715909503065514427e3,
				      1.3314166789178437745e2, 3.3871328727963666080e0};
static const double centre_below[] = {5.2264952788528545610e3, 2.8729085735721942674e4,
				      3.9307895800092710610e4, 2.1213794301586595867e4,
				      5.3941960214247511077e3, 6.8718700749205790830e2,
				      4.2313330701600911252e1, 1.0};
static const double near_above[] = {7.74545014278341407640e-4, 2.27238449892691845833e-2,
				    2.41780725177450611770e-1, 1.27045825245236838258e0,
				    3.64784832476320460504e0,  5.76949722146069140550e0,
				    4.63033784615654529590e0,  1.42343711074968357734e0};
static const double near_below[] = {1.05075007164441684324e-9, 5.47593808499534494600e-4,
				    1.51986665636164571966e-2, 1.48103976427480074590e-1,
				    6.89767334985100004550e-1, 1.67638483018380384940e0,
				    2.05319162663775882187e0,  1.0};
static const double far_above[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5,
				   1.24266094738807843860e-3, 2.65321895265761230930e-2,
				   2.96560571828504891230e-1, 1.78482653991729133580e0,
				   5.46378491116411436990e0,  6.65790464350110377720e0};
static const double far_below[] = {2.04426310338993978564e-15, 1.42151175831644588870e-7,
				   1.84631831751005468180e-5,  7.86869131145613259100e-4,
				   1.48753612908506148525e-2,  1.36929880922735805310e-1,
				   5.99832206555887937690e-1,  1.0};

static double polynomial(const double coefficients[8], double x)
{
	double value = coefficients[0];
	for (size_t i = 1; i < 8; i++)
		value = value * x + coefficients[i];
	return value;
}

double stat_normal_quantile(double probability)
{
	if (!(probability >= 0) || !(probability <= 1))
		return NAN;
	if (probability == 0 || probability == 1)
		return probability == 0 ? -INFINITY : INFINITY;
	double offset = probability - 0.5;
	if (fabs(offset) <= 0.425) {
		double x = 0.180625 - offset * offset;
		return offset * polynomial(centre_above, x) / polynomial(centre_below, x);
	}
	double x = sqrt(-log(offset < 0 ? probability : 1 - probability));
	double size = x <= 5 ? polynomial(near_above, x - 1.6) / polynomial(near_below, x - 1.6)
			     : polynomial(far_above, x - 5) / polynomial(far_below, x - 5);
	return offset < 0 ? -size : size;
}

double stat_normal_tail(double z)
{
	return 0.5 * erfc(z * 0.70710678118654752440);
}

double stat_chi_square_tail(double x, unsigned freedom)
{
	if (isnan(x) || freedom == 0)
		return NAN;
	if (x <= 0)
		return 1;
	/* Even: exp(-x/2) times the sum of (x/2)^j / j!. Odd: the normal tail, then the same with
	 * 1 x 3 x 5 ... below. Each term comes from the one before. */
	bool odd = freedom % 2 == 1;
	double tail = odd ? 2 * stat_normal_tail(sqrt(x)) : 0;
	double term = exp(-x / 2) * (odd ? sqrt(x / 1.57079632679489661923) : 1);
	for (unsigned j = odd ? 3 : 2; j <= freedom; j += 2) {
		tail += term;
		term *= x / j;
	}
	return fmin(1, tail);
}

struct ranked {
	double p;
	size_t index;
};

static int compare_ranked(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	if (a->p != b->p)
		return a->p < b->p ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

void stat_adjust_bh(const double *p, size_t count, double *adjusted)
{
	struct ranked *family = memory_resize(NULL, count + 1, sizeof *family);
	size_t members = 0;
	for (size_t i = 0; i < count; i++) {
		if (isnan(p[i]))
			adjusted[i] = NAN;
		else
			family[members++] = (struct ranked){p[i], i};
	}
	qsort(family, members, sizeof *family, compare_ranked);
	double least = 1;
	for (size_t rank = members; rank > 0; rank--) {
		double rate = family[rank - 1].p * (double)members / (double)rank;
		least = fmin(least, rate);
		adjusted[family[rank - 1].index] = least;
	}
	free(family);
}
