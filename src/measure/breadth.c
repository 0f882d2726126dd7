/*
 * M13: how many regions plan a code. One finding a column: the board's line "26 of 31 regions".
 * Intervals are those of breadth_draw.h; how fragile a breadth is shows in its baseline too, the
 * breadth at two sentences or more.
 */
#include "measure/breadth_draw.h"
#include "measure/family.h"
#include "measure/formula.h"

#include <math.h>

/* What the regions hold of one column. */
struct spread {
	double read;	    /* regions with a sentence in the frame */
	double once, twice; /* of them, with at least so many sentences with the code */
	double shares;	    /* sum of a_rc */
	double squares;	    /* sum of a_rc squared */
	uint32_t passages;  /* N_c */
	bool any_document;
	bool partial;	      /* a region with partial text */
	bool partial_silence; /* a region with partial text that does not name the code */
};

static struct spread spread_make(const struct coded_corpus *corpus, const struct counts *counts,
				 size_t column)
{
	struct spread spread = {0};
	for (size_t region = 0; region < corpus->region_count; region++) {
		enum coverage coverage = corpus->regions[region].coverage;
		uint32_t with = counts->code_passages[region * counts->column_count + column];
		if (coverage != COVERAGE_NO_DOCUMENT)
			spread.any_document = true;
		if (coverage == COVERAGE_PARTIAL) {
			spread.partial = true;
			spread.partial_silence |= with == 0;
		}
		if (counts->passages[region] == 0)
			continue;
		double share = (double)with / counts->passages[region];
		spread.read++;
		spread.once += with >= 1;
		spread.twice += with >= 2;
		spread.shares += share;
		spread.squares += share * share;
		spread.passages += with;
	}
	return spread;
}

static struct finding breadth(struct spread spread)
{
	return (struct finding){
		.numerator = spread.once,
		.denominator = spread.read,
		.baseline = spread.twice / spread.read,
	};
}

static struct finding effective_regions(struct spread spread)
{
	return (struct finding){
		.numerator = spread.shares * spread.shares,
		.denominator = spread.squares,
		.baseline = spread.read,
	};
}

static enum coverage coverage_of(struct spread spread, bool partial)
{
	if (!spread.any_document)
		return COVERAGE_NO_DOCUMENT;
	return partial ? COVERAGE_PARTIAL : COVERAGE_READ;
}

static enum status measure_spread(struct arena *study, const struct coded_corpus *corpus,
				  const struct measure_options *options, bool effective,
				  struct measure_result *result, struct error *error)
{
	TRY(measure_check(corpus, options, error));
	struct arena scratch;
	arena_init(&scratch);
	struct counts counts;
	counts_make(&scratch, corpus, &counts);
	struct finding *findings = arena_array(study, struct finding, corpus->column_count);
	for (size_t column = 0; column < corpus->column_count; column++) {
		struct spread spread = spread_make(corpus, &counts, column);
		struct finding finding = effective ? effective_regions(spread) : breadth(spread);
		double value = finding.numerator / finding.denominator;
		enum coverage coverage =
			coverage_of(spread, effective ? spread.partial : spread.partial_silence);
		finding.low = finding.high = NAN;
		finding.n = spread.passages;
		finding.state = finding_state_of(coverage, finding.denominator, value, finding.n);
		finding.value = finding_has_value(finding.state) ? value : NAN;
		findings[column] = finding;
	}
	arena_release(&scratch);
	*result = (struct measure_result){findings, 1, corpus->column_count};
	return STATUS_OK;
}

/* Regions with a sentence of the column that builds something or sets a number (M34). */
static double deep_regions(const struct coded_corpus *corpus, size_t column)
{
	double regions = 0;
	for (size_t r = 0; r < corpus->region_count; r++) {
		const struct coded_region *region = &corpus->regions[r];
		bool deep = false;
		for (uint32_t p = region->passage_start; p < region->passage_end && !deep; p++) {
			const struct coded_passage *passage = &corpus->passages[p];
			for (uint32_t k = passage->code_start; k < passage->code_end && !deep; k++)
				deep = corpus->codes[k] == column &&
				       passage->commitment >= COMMITMENT_BUILD;
		}
		regions += deep;
	}
	return regions;
}

enum status measure_deep_breadth(struct job *job, struct arena *study,
				 const struct coded_corpus *corpus,
				 const struct measure_options *options,
				 struct measure_result *result, struct error *error)
{
	TRY(measure_spread(study, corpus, options, false, result, error));
	for (size_t column = 0; column < corpus->column_count; column++) {
		struct finding *finding = &result->findings[column];
		finding->baseline = finding->value;
		finding->numerator = deep_regions(corpus, column);
		if (finding_has_value(finding->state))
			finding->value = finding->numerator / finding->denominator;
	}
	return breadth_intervals(job, corpus, options, BREADTH_DEEP, result->findings, error);
}

enum status measure_breadth(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			    const struct measure_options *options, struct measure_result *result,
			    struct error *error)
{
	TRY(measure_spread(study, corpus, options, false, result, error));
	return breadth_intervals(job, corpus, options, BREADTH_ONCE, result->findings, error);
}

enum status measure_effective_regions(struct job *job, struct arena *study,
				      const struct coded_corpus *corpus,
				      const struct measure_options *options,
				      struct measure_result *result, struct error *error)
{
	TRY(measure_spread(study, corpus, options, true, result, error));
	return breadth_intervals(job, corpus, options, BREADTH_EFFECTIVE, result->findings, error);
}
