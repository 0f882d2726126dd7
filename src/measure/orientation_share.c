/* M02: how much of a region's text looks back. The rules that decide are in text/; here they are
 * only counted, so the interval is that of sampling, not of wrong decisions. */
#include "measure/family.h"
#include "measure/formula.h"

static uint32_t review(const struct counts *counts, size_t region)
{
	return counts->orientations[region * ORIENTATION_COUNT + ORIENTATION_REVIEW];
}

enum status measure_past_share(struct job *job, struct arena *study,
			       const struct coded_corpus *corpus,
			       const struct measure_options *options, struct measure_result *result,
			       struct error *error)
{
	(void)job;
	return shares_measure(study, corpus, options, review, result, error);
}
