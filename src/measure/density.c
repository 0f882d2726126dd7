/* M01: how much of a region's text holds any code at all. */
#include "measure/family.h"
#include "measure/formula.h"

static uint32_t coded(const struct counts *counts, size_t region)
{
	return counts->coded_passages[region];
}

enum status measure_density(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			    const struct measure_options *options, struct measure_result *result,
			    struct error *error)
{
	(void)job;
	return shares_measure(study, corpus, options, coded, result, error);
}
