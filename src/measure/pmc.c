/*
 * M25: the index of policy modelling consistency: which of the variables of a scheme a text names
 * at all. Variables of the first level are the branches of the columns (all before the first dot of
 * their names), those of the second level the columns; PMC = sum over branches of the share of
 * their columns that stand in at least one sentence.
 *
 * It rewards long documents. So its second form asks what would stand in a random part of the text
 * as long as the shortest text of all (rarefaction: Hurlbert 1971). The chance that none of k
 * sentences of N is among L drawn ones is the product over i < k of (N - L - i) / (N - i): exact,
 * without draws.
 */
#include "measure/family.h"
#include "measure/formula.h"

#include <math.h>

struct branches {
	uint32_t *of;	 /* by column */
	uint32_t *sizes; /* by branch: columns */
	uint32_t count;
};

static struct slice branch_name(struct slice name)
{
	size_t dot = slice_find(name, SLICE("."), 0);
	return dot == SIZE_MAX ? name : (struct slice){name.at, dot};
}

static void branches_make(struct arena *scratch, const struct coded_corpus *corpus,
			  struct branches *branches)
{
	*branches =
		(struct branches){.of = arena_array(scratch, uint32_t, corpus->column_count),
				  .sizes = arena_array(scratch, uint32_t, corpus->column_count)};
	for (size_t c = 0; c < corpus->column_count; c++) {
		uint32_t branch = branches->count;
		/* Columns of a branch mostly stand side by side. */
		for (size_t k = c; k > 0 && branch == branches->count; k--)
			if (slice_equal(branch_name(corpus->columns[k - 1].name),
					branch_name(corpus->columns[c].name)))
				branch = branches->of[k - 1];
		branches->count += branch == branches->count;
		branches->of[c] = branch;
		branches->sizes[branch]++;
	}
}

/* The chance that at least one of `with` sentences of `of` is among `drawn` of them. */
static double chance_of(uint32_t with, uint32_t of, uint32_t drawn)
{
	double none = 1;
	for (uint32_t i = 0; i < with; i++)
		none *= drawn + i < of ? (double)(of - drawn - i) / (of - i) : 0;
	return 1 - none;
}

static double index_of(const struct counts *counts, const struct branches *branches, size_t region,
		       uint32_t drawn)
{
	double index = 0;
	for (size_t c = 0; c < counts->column_count; c++)
		index += chance_of(counts->code_passages[region * counts->column_count + c],
				   counts->passages[region], drawn) /
			 branches->sizes[branches->of[c]];
	return index;
}

static uint32_t shortest_of(const struct counts *counts)
{
	uint32_t shortest = UINT32_MAX;
	for (size_t r = 0; r < counts->region_count; r++)
		if (counts->passages[r] > 0 && counts->passages[r] < shortest)
			shortest = counts->passages[r];
	return shortest;
}

static enum status measure_index(struct arena *study, const struct coded_corpus *corpus,
				 const struct measure_options *options, bool matched,
				 struct measure_result *result, struct error *error)
{
	TRY(measure_check(corpus, options, error));
	struct arena scratch;
	arena_init(&scratch);
	struct counts counts;
	struct branches branches;
	counts_make(&scratch, corpus, &counts);
	branches_make(&scratch, corpus, &branches);
	uint32_t shortest = shortest_of(&counts);
	struct finding *findings = arena_array(study, struct finding, corpus->region_count);
	double sum = 0, read = 0;
	for (size_t r = 0; r < corpus->region_count; r++) {
		bool any = counts.passages[r] > 0 && branches.count > 0;
		double whole = any ? index_of(&counts, &branches, r, counts.passages[r]) : NAN;
		double part = any ? index_of(&counts, &branches, r, shortest) : NAN;
		double value = matched ? part : whole;
		findings[r] = (struct finding){
			.low = NAN,
			.high = NAN,
			.numerator = value,
			.denominator = branches.count,
			.baseline = part,
			.n = counts.coded_passages[r],
			.state = finding_state_of(corpus->regions[r].coverage, branches.count,
						  value, counts.coded_passages[r]),
		};
		findings[r].value = finding_has_value(findings[r].state) ? value : NAN;
		sum += any ? value : 0;
		read += any;
	}
	for (size_t r = 0; r < corpus->region_count && matched; r++)
		findings[r].baseline = sum / read;
	arena_release(&scratch);
	*result = (struct measure_result){findings, corpus->region_count, 1};
	return STATUS_OK;
}

enum status measure_pmc(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			const struct measure_options *options, struct measure_result *result,
			struct error *error)
{
	(void)job;
	return measure_index(study, corpus, options, false, result, error);
}

enum status measure_pmc_matched(struct job *job, struct arena *study,
				const struct coded_corpus *corpus,
				const struct measure_options *options,
				struct measure_result *result, struct error *error)
{
	(void)job;
	return measure_index(study, corpus, options, true, result, error);
}
