#include "measure/agreement.h"

#include <math.h>
#include <string.h>

static double share(size_t part, size_t whole)
{
	return whole == 0 ? NAN : (double)part / (double)whole;
}

/* Variance of the logarithm of a share, away from the ends. */
static double log_variance(size_t part, size_t whole)
{
	double p = ((double)part + 0.5) / ((double)whole + 1);
	return (1 - p) / ((double)whole * p);
}

void agreement_close(struct agreement *agreement, double confidence)
{
	struct agreement *a = agreement;
	a->precision = share(a->confirmed, a->judged);
	a->precision_between = stat_wilson((double)a->confirmed, (double)a->judged, confidence);
	a->recall = share(a->found, a->there);
	a->recall_between = stat_wilson((double)a->found, (double)a->there, confidence);
	a->rankable = a->precision >= AGREEMENT_RANKABLE;
	a->corrected = NAN;
	a->corrected_between = (struct interval){NAN, NAN};
	if (a->judged == 0 || a->there == 0 || a->confirmed == 0 || a->found == 0)
		return;
	a->corrected = (double)a->hits * a->precision / a->recall;
	double spread =
		stat_normal_quantile(0.5 + confidence / 2) *
		sqrt(log_variance(a->confirmed, a->judged) + log_variance(a->found, a->there));
	a->corrected_between =
		(struct interval){a->corrected * exp(-spread), a->corrected * exp(spread)};
}

static void count(const struct judged_unit *unit, struct agreement *agreement)
{
	if (unit->judged && unit->found) {
		agreement->judged++;
		agreement->confirmed += unit->there;
	}
	if (unit->read && unit->there) {
		agreement->there++;
		agreement->found += unit->found;
	}
}

static struct alpha alpha_of(struct arena *scratch, const struct judged_unit *units,
			     size_t unit_count, size_t coders, size_t code, bool all, uint64_t seed,
			     uint32_t draws, double confidence)
{
	int32_t *values = arena_array(scratch, int32_t, unit_count * coders);
	size_t kept = 0;
	for (size_t i = 0; i < unit_count; i++)
		if (all || units[i].code == code)
			memcpy(values + coders * kept++, units[i].said, coders * sizeof *values);
	return alpha_nominal(values, coders, kept, seed, draws, confidence);
}

void agreement_make(struct arena *scratch, const struct judged_unit *units, size_t unit_count,
		    size_t coders, size_t code_count, uint64_t seed, uint32_t draws,
		    double confidence, struct agreement *agreements)
{
	for (size_t i = 0; i < unit_count; i++) {
		count(&units[i], &agreements[units[i].code]);
		count(&units[i], &agreements[code_count]);
	}
	for (size_t c = 0; c <= code_count; c++) {
		agreement_close(&agreements[c], confidence);
		agreements[c].alpha =
			(struct alpha){.value = NAN, .between = {NAN, NAN}, .agreement = NAN};
		if (coders > 1)
			agreements[c].alpha = alpha_of(scratch, units, unit_count, coders, c,
						       c == code_count, seed, draws, confidence);
	}
}
