/*
 * M14: how many of the regions that plan a code give it about its usual share, and that mostly in
 * sentences which are others': crowding without an angle of one's own. One finding a column.
 *
 * Whose a sentence is was decided where documents were compared (coded_passage.reused); a corpus
 * loaded without that has none reused, and one of own voice alone cannot have any: both are refused
 * or warned of by who loads it.
 */
#include "measure/family.h"
#include "measure/formula.h"

#include <math.h>
#include <string.h>

/* By cell: sentences with the column that are others'. */
static uint32_t *count_reused(struct arena *scratch, const struct coded_corpus *corpus)
{
	uint32_t *reused =
		arena_array(scratch, uint32_t, corpus->region_count * corpus->column_count);
	for (size_t p = 0; p < corpus->passage_count; p++) {
		const struct coded_passage *passage = &corpus->passages[p];
		for (uint32_t k = passage->code_start; passage->reused && k < passage->code_end;
		     k++)
			reused[passage->region * corpus->column_count + corpus->codes[k]]++;
	}
	return reused;
}

struct column_sums {
	double with, of; /* sentences of all regions */
	double planned, usual, me_too;
	bool any_document, partial;
};

static struct column_sums column_make(const struct coded_corpus *corpus,
				      const struct counts *counts, const uint32_t *reused,
				      size_t column)
{
	struct column_sums sums = {0};
	for (size_t r = 0; r < corpus->region_count; r++) {
		sums.with += counts->code_passages[r * counts->column_count + column];
		sums.of += counts->passages[r];
		sums.any_document |= corpus->regions[r].coverage != COVERAGE_NO_DOCUMENT;
		sums.partial |= corpus->regions[r].coverage == COVERAGE_PARTIAL;
	}
	for (size_t r = 0; r < corpus->region_count; r++) {
		size_t cell = r * counts->column_count + column;
		double with = counts->code_passages[cell];
		if (with == 0)
			continue;
		double quotient = with / counts->passages[r] / (sums.with / sums.of);
		bool usual = fabs(log(quotient)) < log(ME_TOO_WITHIN);
		sums.planned++;
		sums.usual += usual;
		sums.me_too += usual && 2.0 * reused[cell] > with;
	}
	return sums;
}

enum status measure_me_too(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			   const struct measure_options *options, struct measure_result *result,
			   struct error *error)
{
	(void)job;
	TRY(measure_check(corpus, options, error));
	struct arena scratch;
	arena_init(&scratch);
	struct counts counts;
	counts_make(&scratch, corpus, &counts);
	const uint32_t *reused = count_reused(&scratch, corpus);
	struct finding *findings = arena_array(study, struct finding, corpus->column_count);
	for (size_t c = 0; c < corpus->column_count; c++) {
		struct column_sums sums = column_make(corpus, &counts, reused, c);
		enum coverage coverage = !sums.any_document ? COVERAGE_NO_DOCUMENT
					 : sums.partial	    ? COVERAGE_PARTIAL
							    : COVERAGE_READ;
		double value = sums.me_too / sums.planned;
		findings[c] = (struct finding){
			.low = NAN,
			.high = NAN,
			.numerator = sums.me_too,
			.denominator = sums.planned,
			.baseline = sums.usual / sums.planned,
			.n = (uint32_t)sums.with,
			.state = finding_state_of(coverage, sums.planned, value,
						  (uint32_t)sums.with),
		};
		findings[c].value = finding_has_value(findings[c].state) ? value : NAN;
	}
	arena_release(&scratch);
	*result = (struct measure_result){findings, 1, corpus->column_count};
	return STATUS_OK;
}
