/*
 * M34: how binding the sentences are that name a code: each weighs by its level (a try 1/4, a
 * general verb 1/2, a thing to be made 3/4, a number 1, no verb of action 0), and the mean is the
 * index; or only those with a number are counted.
 *
 * Interval: the region's paragraphs drawn again, sums and counts together; Wilson's for the share
 * of numbers where the draws would differ too little; none for the index of fewer than
 * MEASURE_FEW sentences.
 */
#include "measure/family.h"
#include "measure/formula.h"

#include <math.h>

#include "num/random.h"
#include "num/stat.h"

static const double weights[COMMITMENT_COUNT] = {
	[COMMITMENT_NONE] = 0,	   [COMMITMENT_EXPLORE] = 0.25, [COMMITMENT_PROMOTE] = 0.5,
	[COMMITMENT_BUILD] = 0.75, [COMMITMENT_TARGET] = 1,
};

struct commitment_run {
	struct job *job;
	const struct coded_corpus *corpus;
	const struct measure_options *options;
	bool binding;
	struct ratio *all; /* by column */
	struct finding *findings;
};

/* One sentence that names one column. */
struct entry {
	uint32_t column;
	double weight;
};

/* The region's entries, paragraph after paragraph. */
struct sheets {
	struct entry *entries;
	size_t *start; /* paragraphs + 1 */
	size_t count;
};

static double weight_of(const struct commitment_run *run, const struct coded_passage *passage)
{
	if (run->binding)
		return passage->commitment == COMMITMENT_TARGET;
	return passage->commitment < COMMITMENT_COUNT ? weights[passage->commitment] : 0;
}

static void sheets_make(struct arena *scratch, const struct commitment_run *run, size_t region,
			struct sheets *sheets)
{
	const struct coded_corpus *corpus = run->corpus;
	const struct coded_region *of = &corpus->regions[region];
	size_t entries = 0, passages = of->passage_end - of->passage_start;
	for (uint32_t p = of->passage_start; p < of->passage_end; p++)
		entries += corpus->passages[p].code_end - corpus->passages[p].code_start;
	*sheets = (struct sheets){.entries = arena_array(scratch, struct entry, entries),
				  .start = arena_array(scratch, size_t, passages + 1)};
	entries = 0;
	for (uint32_t p = of->passage_start; p < of->passage_end; p++) {
		const struct coded_passage *passage = &corpus->passages[p];
		if (p == of->passage_start || passage->paragraph != passage[-1].paragraph)
			sheets->start[sheets->count++] = entries;
		for (uint32_t k = passage->code_start; k < passage->code_end; k++)
			sheets->entries[entries++] =
				(struct entry){corpus->codes[k], weight_of(run, passage)};
	}
	sheets->start[sheets->count] = entries;
}

static void add_sheet(const struct sheets *sheets, size_t sheet, struct ratio *sums)
{
	for (size_t i = sheets->start[sheet]; i < sheets->start[sheet + 1]; i++) {
		sums[sheets->entries[i].column].count += sheets->entries[i].weight;
		sums[sheets->entries[i].column].total++;
	}
}

static enum status draw_values(const struct commitment_run *run, size_t region,
			       const struct sheets *sheets, struct ratio *sums, double *values,
			       struct error *error)
{
	size_t columns = run->corpus->column_count;
	uint64_t id = run->corpus->regions[region].id.value;
	for (uint32_t draw = 0; draw < run->options->draws; draw++) {
		TRY(job_check(run->job, error));
		for (size_t c = 0; c < columns; c++)
			sums[c] = (struct ratio){0, 0};
		for (size_t i = 0; i < sheets->count; i++)
			add_sheet(sheets,
				  (size_t)random_below(run->options->seed, id,
						       (uint64_t)draw << 32 | i, sheets->count),
				  sums);
		for (size_t c = 0; c < columns; c++)
			values[c * run->options->draws + draw] = sums[c].count / sums[c].total;
	}
	return STATUS_OK;
}

static bool bears_draws(const struct commitment_run *run, const struct sheets *sheets,
			const struct finding *finding)
{
	if (finding->n < MEASURE_FEW || sheets->count < MEASURE_FEW)
		return false;
	return !run->binding || (finding->numerator >= MEASURE_FEW &&
				 finding->denominator - finding->numerator >= MEASURE_FEW);
}

static void fill_cell(const struct commitment_run *run, size_t region, size_t column,
		      struct ratio sum, struct finding *finding)
{
	struct ratio all = run->all[column];
	double value = sum.count / sum.total;
	uint32_t n = (uint32_t)sum.total;
	*finding = (struct finding){
		.low = NAN,
		.high = NAN,
		.numerator = sum.count,
		.denominator = sum.total,
		.baseline = all.total > 0 ? all.count / all.total : NAN,
		.n = n,
		.state = finding_state_of(run->corpus->regions[region].coverage, sum.total, value,
					  n),
	};
	finding->value = finding_has_value(finding->state) ? value : NAN;
}

/* Task: one region. */
static enum status measure_region(void *context, size_t region, unsigned worker,
				  struct error *error)
{
	(void)worker;
	const struct commitment_run *run = context;
	size_t columns = run->corpus->column_count, draws = run->options->draws;
	struct finding *findings = run->findings + region * columns;
	struct arena scratch;
	arena_init(&scratch);
	struct sheets sheets;
	struct ratio *sums = arena_array(&scratch, struct ratio, columns);
	sheets_make(&scratch, run, region, &sheets);
	for (size_t i = 0; i < sheets.count; i++)
		add_sheet(&sheets, i, sums);
	for (size_t c = 0; c < columns; c++)
		fill_cell(run, region, c, sums[c], &findings[c]);
	double *values = arena_array(&scratch, double, columns *draws);
	enum status status = draw_values(run, region, &sheets, sums, values, error);
	for (size_t c = 0; c < columns && status == STATUS_OK; c++) {
		struct finding *finding = &findings[c];
		struct interval of = {NAN, NAN};
		if (!finding_has_value(finding->state))
			continue;
		if (bears_draws(run, &sheets, finding))
			of = stat_percentile_interval(values + c * draws, draws,
						      run->options->confidence);
		else if (run->binding) {
			of = stat_wilson(finding->numerator, finding->denominator,
					 run->options->confidence);
			finding->interval_is_wilson = true;
		}
		finding->low = of.low;
		finding->high = of.high;
	}
	arena_release(&scratch);
	return status;
}

static void sum_all(struct arena *scratch, struct commitment_run *run)
{
	run->all = arena_array(scratch, struct ratio, run->corpus->column_count);
	for (size_t r = 0; r < run->corpus->region_count; r++) {
		const struct coded_region *region = &run->corpus->regions[r];
		for (uint32_t p = region->passage_start; p < region->passage_end; p++) {
			const struct coded_passage *passage = &run->corpus->passages[p];
			for (uint32_t k = passage->code_start; k < passage->code_end; k++) {
				struct ratio *all = &run->all[run->corpus->codes[k]];
				all->count += weight_of(run, passage);
				all->total++;
			}
		}
	}
}

static enum status measure_levels(struct job *job, struct arena *study,
				  const struct coded_corpus *corpus,
				  const struct measure_options *options, bool binding,
				  struct measure_result *result, struct error *error)
{
	TRY(measure_check(corpus, options, error));
	size_t regions = corpus->region_count, columns = corpus->column_count;
	struct commitment_run run = {.job = job,
				     .corpus = corpus,
				     .options = options,
				     .binding = binding,
				     .findings =
					     arena_array(study, struct finding, regions * columns)};
	struct arena scratch;
	arena_init(&scratch);
	sum_all(&scratch, &run);
	enum status status = job_parallel(job, regions, measure_region, &run, error);
	arena_release(&scratch);
	if (status == STATUS_OK)
		*result = (struct measure_result){run.findings, regions, columns};
	return status;
}

enum status measure_commitment(struct job *job, struct arena *study,
			       const struct coded_corpus *corpus,
			       const struct measure_options *options, struct measure_result *result,
			       struct error *error)
{
	return measure_levels(job, study, corpus, options, false, result, error);
}

enum status measure_binding_share(struct job *job, struct arena *study,
				  const struct coded_corpus *corpus,
				  const struct measure_options *options,
				  struct measure_result *result, struct error *error)
{
	return measure_levels(job, study, corpus, options, true, result, error);
}
