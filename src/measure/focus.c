/* M05: attention in which a sentence that names k codes gives each of them 1/k. */
#include "measure/family.h"
#include "measure/formula.h"

static double share(struct ratio region, struct ratio base, const struct measure_options *options)
{
	(void)base, (void)options;
	return region.count / region.total;
}

enum status measure_focus_attention(struct job *job, struct arena *study,
				    const struct coded_corpus *corpus,
				    const struct measure_options *options,
				    struct measure_result *result, struct error *error)
{
	static const struct cell_formula formula = {
		.counted = COUNT_FOCUS,
		.total = TOTAL_PASSAGES,
		.base = BASE_ALL,
		.intervals = true,
		.value = share,
	};
	TRY(cells_measure(job, study, corpus, options, &formula, result, error));
	/* Beside attention, not beside other regions: value / baseline is the focus. */
	for (size_t i = 0; i < result->region_count * result->column_count; i++) {
		struct finding *finding = &result->findings[i];
		finding->baseline = finding->n / finding->denominator;
	}
	return STATUS_OK;
}
