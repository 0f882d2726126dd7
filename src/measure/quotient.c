/*
 * M06: a region's share of a code over the share in the base: Balassa's revealed comparative
 * advantage, taken of text.
 *
 * The plain quotient and the log form are different numbers, not one and its logarithm: the log
 * form adds a half to every count (and 1 to every total) so that it is finite and symmetric. So
 * each gets its own interval. Percentile intervals go through any rising function: the interval of
 * the quotient is exp of the interval that the plain ln LQ would have.
 */
#include "measure/family.h"
#include "measure/formula.h"

#include <math.h>

static double quotient(struct ratio region, struct ratio base,
		       const struct measure_options *options)
{
	(void)options;
	/* 0/0 is NaN; a code that nobody else names is infinity: both are "no value". */
	return region.count / region.total / (base.count / base.total);
}

static double log_quotient(struct ratio region, struct ratio base,
			   const struct measure_options *options)
{
	(void)options;
	if (!(base.total > 0) || (region.count == 0 && base.count == 0))
		return NAN;
	double value = log(((region.count + 0.5) / (region.total + 1)) /
			   ((base.count + 0.5) / (base.total + 1)));
	/* Where the base leads one to expect less than about half a sentence, the added half alone
	 * would make an absence look like an emphasis. Such an absence says nothing. */
	return region.count == 0 && value > 0 ? NAN : value;
}

static enum status measure_quotient(struct job *job, struct arena *study,
				    const struct coded_corpus *corpus,
				    const struct measure_options *options, cell_value *value,
				    struct measure_result *result, struct error *error)
{
	const struct cell_formula formula = {
		.counted = COUNT_PASSAGES,
		.total = TOTAL_PASSAGES,
		.base = options->leave_one_out ? BASE_REST : BASE_ALL,
		.compares = true,
		.intervals = true,
		.value = value,
	};
	return cells_measure(job, study, corpus, options, &formula, result, error);
}

enum status measure_location_quotient(struct job *job, struct arena *study,
				      const struct coded_corpus *corpus,
				      const struct measure_options *options,
				      struct measure_result *result, struct error *error)
{
	return measure_quotient(job, study, corpus, options, quotient, result, error);
}

enum status measure_log_location_quotient(struct job *job, struct arena *study,
					  const struct coded_corpus *corpus,
					  const struct measure_options *options,
					  struct measure_result *result, struct error *error)
{
	return measure_quotient(job, study, corpus, options, log_quotient, result, error);
}
