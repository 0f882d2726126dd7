#include "measure/formula.h"

#include <math.h>

#include "base/limits.h"
#include "measure/bootstrap.h"
#include "num/stat.h"

enum status measure_check(const struct coded_corpus *corpus, const struct measure_options *options,
			  struct error *error)
{
	if (!(options->confidence > 0 && options->confidence < 1))
		return error_set(error, STATUS_USAGE,
				 "confidence %g is not between 0 and 1: give for example 0.95",
				 options->confidence);
	if (!(options->prior > 0) || !isfinite(options->prior))
		return error_set(error, STATUS_USAGE,
				 "prior %g is not above 0: give for example 100", options->prior);
	if (options->draws > LIMIT_BOOTSTRAP_DRAWS)
		return error_set(error, STATUS_LIMIT,
				 "%u bootstrap draws are more than %d (BOOTSTRAP_DRAWS): ask for "
				 "fewer, 2,000 are enough for two digits",
				 options->draws, LIMIT_BOOTSTRAP_DRAWS);
	if (corpus->column_count > 0 &&
	    corpus->region_count > LIMIT_MEASURE_CELLS / corpus->column_count)
		return error_set(error, STATUS_LIMIT,
				 "%zu regions x %zu codes are more than %d cells (MEASURE_CELLS): "
				 "choose fewer regions or codes",
				 corpus->region_count, corpus->column_count, LIMIT_MEASURE_CELLS);
	return STATUS_OK;
}

enum finding_state finding_state_of(enum coverage coverage, double denominator, double value,
				    uint32_t n)
{
	if (coverage == COVERAGE_NO_DOCUMENT)
		return FINDING_NO_DOCUMENT;
	if (!(denominator > 0) || !isfinite(value))
		return FINDING_UNDEFINED;
	if (coverage == COVERAGE_PARTIAL)
		return FINDING_PARTIAL;
	if (n == 0)
		return FINDING_ZERO;
	return n < MEASURE_FEW ? FINDING_FEW : FINDING_VALUE;
}

bool finding_has_value(enum finding_state state)
{
	return state != FINDING_NO_DOCUMENT && state != FINDING_UNDEFINED;
}

static double finite_or_unknown(double value)
{
	return isfinite(value) ? value : NAN;
}

/* ---- cells ---- */

struct cells {
	const struct coded_corpus *corpus;
	const struct measure_options *options;
	const struct cell_formula *formula;
	struct counts counts;
	struct ratio *all; /* by column, over all regions */
};

static struct ratio region_ratio(const struct cells *cells, size_t region, size_t column)
{
	const struct counts *counts = &cells->counts;
	size_t cell = region * counts->column_count + column;
	struct ratio ratio = {.total = cells->formula->total == TOTAL_PASSAGES
					       ? counts->passages[region]
					       : (double)counts->characters[region]};
	switch (cells->formula->counted) {
	case COUNT_PASSAGES:
		ratio.count = counts->code_passages[cell];
		break;
	case COUNT_HITS:
		ratio.count = counts->hits[cell];
		break;
	case COUNT_FOCUS:
		ratio.count = counts->focus[cell];
		break;
	}
	return ratio;
}

static void sum_all(struct arena *scratch, struct cells *cells)
{
	size_t columns = cells->counts.column_count;
	cells->all = arena_array(scratch, struct ratio, columns);
	for (size_t region = 0; region < cells->counts.region_count; region++)
		for (size_t column = 0; column < columns; column++) {
			struct ratio ratio = region_ratio(cells, region, column);
			cells->all[column].count += ratio.count;
			cells->all[column].total += ratio.total;
		}
}

/* The interval of the share of passages, carried through the formula: the count at a bound is what
 * that many passages would hold at the same count a passage. The base is held where it is. */
static void fill_wilson(const struct cells *cells, struct ratio region, struct ratio base,
			uint32_t passages, struct finding *finding)
{
	struct interval share = stat_wilson(finding->n, passages, cells->options->confidence);
	double a_passage = finding->n == 0 ? 1 : region.count / finding->n;
	struct ratio low = {a_passage * passages * share.low, region.total};
	struct ratio high = {a_passage * passages * share.high, region.total};
	const struct cell_formula *formula = cells->formula;
	finding->low = finite_or_unknown(formula->value(low, base, cells->options));
	finding->high = finite_or_unknown(formula->value(high, base, cells->options));
	finding->interval_is_wilson = true;
}

/* Returns whether the cell's interval is to come from the bootstrap. */
static bool fill_cell(const struct cells *cells, size_t region_index, size_t column,
		      struct finding *finding)
{
	const struct counts *counts = &cells->counts;
	struct ratio region = region_ratio(cells, region_index, column);
	struct ratio base = cells->all[column];
	if (cells->formula->base == BASE_REST)
		base = (struct ratio){base.count - region.count, base.total - region.total};
	uint32_t n = counts->code_passages[region_index * counts->column_count + column];
	uint32_t passages = counts->passages[region_index];
	double value = region.total > 0 ? cells->formula->value(region, base, cells->options) : NAN;
	*finding = (struct finding){
		.low = NAN,
		.high = NAN,
		.numerator = region.count,
		.denominator = region.total,
		.baseline = base.total > 0 ? base.count / base.total : NAN,
		.n = n,
		.state = finding_state_of(cells->corpus->regions[region_index].coverage,
					  region.total, value, n),
	};
	finding->value = finding_has_value(finding->state) ? value : NAN;
	if (!finding_has_value(finding->state) || !cells->formula->intervals)
		return false;
	if (n >= MEASURE_FEW && passages - n >= MEASURE_FEW &&
	    counts->paragraphs[region_index] >= MEASURE_FEW)
		return true;
	fill_wilson(cells, region, base, passages, finding);
	return false;
}

enum status cells_measure(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			  const struct measure_options *options, const struct cell_formula *formula,
			  struct measure_result *result, struct error *error)
{
	TRY(measure_check(corpus, options, error));
	struct arena scratch;
	arena_init(&scratch);
	struct cells cells = {.corpus = corpus, .options = options, .formula = formula};
	counts_make(&scratch, corpus, &cells.counts);
	sum_all(&scratch, &cells);
	size_t regions = corpus->region_count, columns = corpus->column_count;
	struct finding *findings = arena_array(study, struct finding, regions * columns);
	bool *wanted = arena_array(&scratch, bool, regions *columns);
	for (size_t region = 0; region < regions; region++)
		for (size_t column = 0; column < columns; column++) {
			size_t cell = region * columns + column;
			wanted[cell] = fill_cell(&cells, region, column, &findings[cell]);
		}
	enum status status =
		bootstrap_intervals(job, corpus, options, formula, wanted, findings, error);
	arena_release(&scratch);
	if (status == STATUS_OK)
		*result = (struct measure_result){findings, regions, columns};
	return status;
}

/* ---- shares of a region's passages ---- */

static struct finding share_finding(const struct measure_options *options, enum coverage coverage,
				    struct ratio region, struct ratio all)
{
	double value = region.count / region.total;
	uint32_t n = (uint32_t)region.count;
	enum finding_state state = finding_state_of(coverage, region.total, value, n);
	bool known = finding_has_value(state);
	struct interval wilson = stat_wilson(region.count, region.total, options->confidence);
	return (struct finding){
		.value = known ? value : NAN,
		.low = known ? wilson.low : NAN,
		.high = known ? wilson.high : NAN,
		.numerator = region.count,
		.denominator = region.total,
		.baseline = all.total > 0 ? all.count / all.total : NAN,
		.n = n,
		.state = state,
		.interval_is_wilson = known,
	};
}

enum status shares_measure(struct arena *study, const struct coded_corpus *corpus,
			   const struct measure_options *options, region_count *counted,
			   struct measure_result *result, struct error *error)
{
	TRY(measure_check(corpus, options, error));
	struct arena scratch;
	arena_init(&scratch);
	struct counts counts;
	counts_make(&scratch, corpus, &counts);
	struct ratio all = {0, 0};
	for (size_t region = 0; region < corpus->region_count; region++) {
		all.count += counted(&counts, region);
		all.total += counts.passages[region];
	}
	struct finding *findings = arena_array(study, struct finding, corpus->region_count);
	for (size_t region = 0; region < corpus->region_count; region++)
		findings[region] = share_finding(
			options, corpus->regions[region].coverage,
			(struct ratio){counted(&counts, region), counts.passages[region]}, all);
	arena_release(&scratch);
	*result = (struct measure_result){findings, corpus->region_count, 1};
	return STATUS_OK;
}
