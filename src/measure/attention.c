/* M04: how much of a region's text speaks of a code: sentences out of sentences, or hits out of
 * characters. */
#include "measure/family.h"
#include "measure/formula.h"

static double share(struct ratio region, struct ratio base, const struct measure_options *options)
{
	(void)base, (void)options;
	return region.count / region.total;
}

enum status measure_attention(struct job *job, struct arena *study,
			      const struct coded_corpus *corpus,
			      const struct measure_options *options, struct measure_result *result,
			      struct error *error)
{
	static const struct cell_formula formula = {
		.counted = COUNT_PASSAGES,
		.total = TOTAL_PASSAGES,
		.base = BASE_ALL,
		.intervals = true,
		.value = share,
	};
	return cells_measure(job, study, corpus, options, &formula, result, error);
}

static double per_10000(struct ratio region, struct ratio base,
			const struct measure_options *options)
{
	(void)base, (void)options;
	return 1e4 * region.count / region.total;
}

enum status measure_per_10000(struct job *job, struct arena *study,
			      const struct coded_corpus *corpus,
			      const struct measure_options *options, struct measure_result *result,
			      struct error *error)
{
	static const struct cell_formula formula = {
		.counted = COUNT_HITS,
		.total = TOTAL_CHARACTERS,
		.base = BASE_ALL,
		.intervals = true,
		.value = per_10000,
	};
	TRY(cells_measure(job, study, corpus, options, &formula, result, error));
	for (size_t i = 0; i < result->region_count * result->column_count; i++)
		result->findings[i].baseline *= 1e4;
	return STATUS_OK;
}
