#include "measure/bootstrap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "num/random.h"
#include "num/stat.h"

/* Draws that are taken side by side: one walk over a region's codes serves all of them, and the
 * inner loops over lanes are vector instructions. */
enum { LANES = 16 };

/* The corpus as the draws need it: what each paragraph adds to which column, in order. */
struct sample {
	uint32_t *paragraph_start; /* region_count + 1: the region's paragraphs */
	double *paragraph_total;
	size_t *entry_start; /* paragraphs + 1 */
	uint32_t *entry_column;
	double *entry_count;
	uint32_t most_paragraphs; /* of a region */
};

static double counted_for(enum counted counted, uint32_t hits, uint32_t code_count)
{
	switch (counted) {
	case COUNT_PASSAGES:
		return 1;
	case COUNT_HITS:
		return hits;
	case COUNT_FOCUS:
		return 1.0 / code_count;
	}
	return NAN;
}

static void sample_region(struct sample *sample, const struct coded_corpus *corpus, size_t region,
			  const struct cell_formula *formula)
{
	const struct coded_region *of = &corpus->regions[region];
	uint32_t paragraph = sample->paragraph_start[region];
	size_t entry = sample->entry_start[paragraph];
	for (uint32_t i = of->passage_start; i < of->passage_end; i++) {
		const struct coded_passage *passage = &corpus->passages[i];
		if (i > of->passage_start && passage->paragraph != passage[-1].paragraph)
			sample->entry_start[++paragraph] = entry;
		sample->paragraph_total[paragraph] +=
			formula->total == TOTAL_PASSAGES ? 1 : passage->characters;
		uint32_t code_count = passage->code_end - passage->code_start;
		for (uint32_t code = 0; code < code_count; code++, entry++) {
			sample->entry_column[entry] = corpus->codes[passage->code_start + code];
			sample->entry_count[entry] =
				counted_for(formula->counted,
					    corpus->hits[passage->hits_start + code], code_count);
		}
	}
	if (of->passage_end > of->passage_start)
		sample->entry_start[++paragraph] = entry;
	sample->paragraph_start[region + 1] = paragraph;
	uint32_t count = paragraph - sample->paragraph_start[region];
	if (count > sample->most_paragraphs)
		sample->most_paragraphs = count;
}

static void sample_make(struct arena *scratch, const struct coded_corpus *corpus,
			const struct cell_formula *formula, struct sample *sample)
{
	size_t entries = 0;
	for (size_t i = 0; i < corpus->passage_count; i++)
		entries += corpus->passages[i].code_end - corpus->passages[i].code_start;
	/* No more paragraphs than passages. */
	*sample = (struct sample){
		.paragraph_start = arena_array(scratch, uint32_t, corpus->region_count + 1),
		.paragraph_total = arena_array(scratch, double, corpus->passage_count),
		.entry_start = arena_array(scratch, size_t, corpus->passage_count + 1),
		.entry_column = arena_array(scratch, uint32_t, entries),
		.entry_count = arena_array(scratch, double, entries),
	};
	for (size_t region = 0; region < corpus->region_count; region++)
		sample_region(sample, corpus, region, formula);
}

struct worker {
	uint32_t *times; /* paragraph x lane: how often it was drawn */
	double *counts;	 /* column of the group x lane */
	double *values;	 /* wanted column x draw */
};

/* One group of columns. */
struct resampling {
	struct job *job;
	const struct coded_corpus *corpus;
	const struct measure_options *options;
	const struct cell_formula *formula;
	const bool *wanted;
	struct finding *findings;
	struct sample sample;
	size_t chunk_count; /* of LANES draws; the last may hold spare ones */
	uint32_t column_start, column_count;
	double *base_counts; /* chunk x column of the group x lane */
	double *base_totals; /* chunk x lane */
	struct worker *workers;
};

/* Which paragraphs the draws first_draw.. of a region hold, and how often. A word picks one of
 * count by multiply and shift; with fewer than 2^20 paragraphs a paragraph's chance is off by less
 * than a part in 4,000. */
static void draw_paragraphs(uint64_t seed, uint32_t region_id, uint64_t first_draw, uint32_t count,
			    uint32_t *times)
{
	memset(times, 0, (size_t)count * LANES * sizeof *times);
	for (size_t lane = 0; lane < LANES; lane++) {
		uint64_t draw = (first_draw + lane) << 32;
		for (uint32_t drawn = 0; drawn < count; drawn += 4) {
			uint32_t words[4];
			random_block(seed, region_id, draw | drawn / 4, words);
			for (uint32_t i = 0; i < 4 && i < count - drawn; i++) {
				size_t paragraph = (size_t)((uint64_t)words[i] * count >> 32);
				times[paragraph * LANES + lane]++;
			}
		}
	}
}

/* Adds the drawn paragraphs of a region to totals (a lane each) and counts (column x lane). */
static void add_drawn(const struct resampling *run, size_t region, const uint32_t *times,
		      double *restrict totals, double *restrict counts)
{
	const struct sample *sample = &run->sample;
	uint32_t start = sample->paragraph_start[region], end = sample->paragraph_start[region + 1];
	for (uint32_t paragraph = start; paragraph < end; paragraph++, times += LANES) {
		double drawn[LANES];
		for (size_t lane = 0; lane < LANES; lane++) {
			drawn[lane] = times[lane];
			totals[lane] += sample->paragraph_total[paragraph] * drawn[lane];
		}
		for (size_t i = sample->entry_start[paragraph];
		     i < sample->entry_start[paragraph + 1]; i++) {
			/* Columns before the group wrap around to large numbers. */
			uint32_t column = sample->entry_column[i] - run->column_start;
			if (column >= run->column_count)
				continue;
			double count = sample->entry_count[i];
			double *of_column = counts + (size_t)column * LANES;
			for (size_t lane = 0; lane < LANES; lane++)
				of_column[lane] += count * drawn[lane];
		}
	}
}

static void draw_region(const struct resampling *run, size_t region, size_t chunk, uint32_t *times,
			double *totals, double *counts)
{
	const struct sample *sample = &run->sample;
	draw_paragraphs(
		run->options->seed, run->corpus->regions[region].id.value, (uint64_t)chunk * LANES,
		sample->paragraph_start[region + 1] - sample->paragraph_start[region], times);
	add_drawn(run, region, times, totals, counts);
}

static uint32_t *times_of(const struct resampling *run, struct worker *worker)
{
	if (worker->times == NULL)
		worker->times = memory_resize(NULL, (size_t)run->sample.most_paragraphs * LANES + 1,
					      sizeof *worker->times);
	return worker->times;
}

/* Task: the base of one chunk of draws, regions in order. */
static enum status draw_base(void *context, size_t chunk, unsigned worker, struct error *error)
{
	struct resampling *run = context;
	uint32_t *times = times_of(run, &run->workers[worker]);
	for (size_t region = 0; region < run->corpus->region_count; region++) {
		TRY(job_check(run->job, error));
		draw_region(run, region, chunk, times, run->base_totals + chunk * LANES,
			    run->base_counts + chunk * run->column_count * LANES);
	}
	job_add(run->job, 1);
	return STATUS_OK;
}

/* The formula's value in each draw of the chunk, for one column. */
static void take_values(const struct resampling *run, size_t chunk, size_t column,
			const double *totals, const double *counts, double *values)
{
	const struct cell_formula *formula = run->formula;
	size_t first = chunk * LANES;
	for (size_t lane = 0; lane < LANES && first + lane < run->options->draws; lane++) {
		struct ratio region = {counts[column * LANES + lane], totals[lane]};
		struct ratio base = {NAN, NAN};
		if (formula->compares) {
			size_t at = (chunk * run->column_count + column) * LANES + lane;
			base = (struct ratio){run->base_counts[at], run->base_totals[first + lane]};
			if (formula->base == BASE_REST) {
				base.count -= region.count;
				base.total -= region.total;
			}
		}
		values[first + lane] = formula->value(region, base, run->options);
	}
}

static void fill_interval(const struct resampling *run, double *values, struct finding *finding)
{
	struct interval interval =
		stat_percentile_interval(values, run->options->draws, run->options->confidence);
	finding->low = isfinite(interval.low) ? interval.low : NAN;
	finding->high = isfinite(interval.high) ? interval.high : NAN;
}

/* Task: the intervals of one region. */
static enum status draw_one_region(void *context, size_t region, unsigned worker_number,
				   struct error *error)
{
	struct resampling *run = context;
	struct worker *worker = &run->workers[worker_number];
	size_t first_cell = region * run->corpus->column_count + run->column_start;
	const bool *wanted = run->wanted + first_cell;
	size_t draws = run->options->draws, columns = run->column_count, wanted_count = 0;
	for (size_t column = 0; column < columns; column++)
		wanted_count += wanted[column];
	job_add(run->job, 1);
	if (wanted_count == 0)
		return STATUS_OK;
	uint32_t *times = times_of(run, worker);
	worker->counts = memory_resize(worker->counts, columns * LANES, sizeof *worker->counts);
	worker->values =
		memory_resize(worker->values, wanted_count * draws, sizeof *worker->values);
	for (size_t chunk = 0; chunk < run->chunk_count; chunk++) {
		TRY(job_check(run->job, error));
		double totals[LANES] = {0}, *values = worker->values;
		memset(worker->counts, 0, columns * LANES * sizeof *worker->counts);
		draw_region(run, region, chunk, times, totals, worker->counts);
		for (size_t column = 0; column < columns; column++)
			if (wanted[column]) {
				take_values(run, chunk, column, totals, worker->counts, values);
				values += draws;
			}
	}
	double *values = worker->values;
	for (size_t column = 0; column < columns; column++)
		if (wanted[column]) {
			fill_interval(run, values, &run->findings[first_cell + column]);
			values += draws;
		}
	return STATUS_OK;
}

static enum status resample_group(struct resampling *run, struct error *error)
{
	if (run->formula->compares) {
		size_t base = run->chunk_count * LANES;
		memset(run->base_totals, 0, base * sizeof *run->base_totals);
		memset(run->base_counts, 0, base * run->column_count * sizeof *run->base_counts);
		TRY(job_parallel(run->job, run->chunk_count, draw_base, run, error));
	}
	return job_parallel(run->job, run->corpus->region_count, draw_one_region, run, error);
}

static enum status resample(struct resampling *run, uint32_t group, struct error *error)
{
	size_t columns = run->corpus->column_count;
	size_t steps = run->corpus->region_count + (run->formula->compares ? run->chunk_count : 0);
	job_phase(run->job, "resampling", "steps", steps * ((columns + group - 1) / group));
	for (size_t start = 0; start < columns; start += group) {
		run->column_start = (uint32_t)start;
		run->column_count = (uint32_t)(columns - start < group ? columns - start : group);
		TRY(resample_group(run, error));
	}
	return STATUS_OK;
}

/* As many columns as BOOTSTRAP_GROUP_BYTES hold, at least one. */
static uint32_t group_columns(size_t draws, size_t columns)
{
	size_t fits = BOOTSTRAP_GROUP_BYTES / (draws * sizeof(double));
	return (uint32_t)(fits == 0 ? 1 : fits < columns ? fits : columns);
}

enum status bootstrap_intervals(struct job *job, const struct coded_corpus *corpus,
				const struct measure_options *options,
				const struct cell_formula *formula, const bool *wanted,
				struct finding *findings, struct error *error)
{
	size_t cells = corpus->region_count * corpus->column_count;
	if (options->draws == 0 || cells == 0 || memchr(wanted, true, cells) == NULL)
		return STATUS_OK;
	struct arena scratch;
	arena_init(&scratch);
	struct resampling run = {.job = job,
				 .corpus = corpus,
				 .options = options,
				 .formula = formula,
				 .wanted = wanted,
				 .findings = findings,
				 .chunk_count = (options->draws + LANES - 1) / LANES,
				 .workers = arena_array(&scratch, struct worker, job->threads)};
	sample_make(&scratch, corpus, formula, &run.sample);
	size_t draws = run.chunk_count * LANES;
	uint32_t group = group_columns(draws, corpus->column_count);
	if (formula->compares) {
		run.base_totals = arena_array(&scratch, double, draws);
		run.base_counts = arena_array(&scratch, double, draws *group);
	}
	enum status status = resample(&run, group, error);
	for (unsigned i = 0; i < job->threads; i++) {
		free(run.workers[i].times);
		free(run.workers[i].counts);
		free(run.workers[i].values);
	}
	arena_release(&scratch);
	return status;
}
