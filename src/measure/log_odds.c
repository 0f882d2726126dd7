/*
 * M07: is a code distinctive for a region, against all others, beyond what small counts can do?
 * Monroe, Colaresi and Quinn's log-odds ratio with an informative prior: A imaginary sentences with
 * the pooled share p of the code are added to both sides, which draws rare codes towards 0.
 */
#include "measure/family.h"
#include "measure/formula.h"

#include <math.h>

/* Both sides with the prior added. */
struct odds {
	double region_with, region_without, rest_with, rest_without;
};

static struct odds odds_with_prior(struct ratio region, struct ratio rest, double prior)
{
	double pooled = (region.count + rest.count) / (region.total + rest.total);
	return (struct odds){
		.region_with = region.count + prior * pooled,
		.region_without = region.total - region.count + prior * (1 - pooled),
		.rest_with = rest.count + prior * pooled,
		.rest_without = rest.total - rest.count + prior * (1 - pooled),
	};
}

/* No value without a rest to compare with, nor for a code that no or every sentence holds. */
static double log_odds_ratio(struct ratio region, struct ratio rest,
			     const struct measure_options *options)
{
	if (!(rest.total > 0))
		return NAN;
	struct odds odds = odds_with_prior(region, rest, options->prior);
	return log(odds.region_with / odds.region_without) -
	       log(odds.rest_with / odds.rest_without);
}

static double log_odds_z(struct ratio region, struct ratio rest,
			 const struct measure_options *options)
{
	struct odds odds = odds_with_prior(region, rest, options->prior);
	double variance = 1 / odds.region_with + 1 / odds.rest_with;
	return log_odds_ratio(region, rest, options) / sqrt(variance);
}

enum status measure_log_odds(struct job *job, struct arena *study,
			     const struct coded_corpus *corpus,
			     const struct measure_options *options, struct measure_result *result,
			     struct error *error)
{
	static const struct cell_formula formula = {
		.counted = COUNT_PASSAGES,
		.total = TOTAL_PASSAGES,
		.base = BASE_REST,
		.compares = true,
		.value = log_odds_z,
	};
	return cells_measure(job, study, corpus, options, &formula, result, error);
}

enum status measure_log_odds_ratio(struct job *job, struct arena *study,
				   const struct coded_corpus *corpus,
				   const struct measure_options *options,
				   struct measure_result *result, struct error *error)
{
	static const struct cell_formula formula = {
		.counted = COUNT_PASSAGES,
		.total = TOTAL_PASSAGES,
		.base = BASE_REST,
		.compares = true,
		.intervals = true,
		.value = log_odds_ratio,
	};
	return cells_measure(job, study, corpus, options, &formula, result, error);
}
