/*
 * M08 and M09: the shape of what a region names. v_c = N_rc / sum over c of N_rc.
 *
 * All of them are pushed to one side by small numbers: a region with ten coded sentences looks both
 * concentrated and unlike the rest. So M08 comes with the mean of the sentences dealt out again as
 * its baseline, and intervals are those of redraw.h.
 */
#include "measure/family.h"
#include "measure/formula.h"
#include "measure/likeness.h"
#include "measure/redraw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 16 };

/* Of one row; all: counts of every row. */
typedef double row_value(const struct redraw *rows, const double *all, size_t row);

struct shape {
	row_value *value;
	bool deals;  /* the baseline is the mean of deals; else the value of all regions as one */
	double most; /* the largest it can be; 0: the number of columns */
};

struct shaping {
	struct job *job;
	const struct measure_options *options;
	const struct shape *shape;
	struct redraw rows;
	double *drawn;	    /* row x draw */
	double *deal_means; /* row x part */
};

static double distinctiveness(const struct redraw *rows, const double *all, size_t row)
{
	size_t columns = rows->columns;
	double mean[256], *others = mean;
	double *room = NULL;
	if (columns > sizeof mean / sizeof *mean)
		others = room = memory_resize(NULL, columns, sizeof *room);
	memset(others, 0, columns * sizeof *others);
	for (size_t r = 0; r < rows->rows; r++) {
		double sum = 0;
		for (size_t c = 0; c < columns; c++)
			sum += all[r * columns + c];
		for (size_t c = 0; r != row && sum > 0 && c < columns; c++)
			others[c] += all[r * columns + c] / sum;
	}
	double value = 1 - likeness_of(all + row * columns, others, columns);
	free(room);
	return fmin(fmax(value, 0), 1);
}

static double herfindahl(const struct redraw *rows, const double *all, size_t row)
{
	double sum = 0, squares = 0;
	for (size_t c = 0; c < rows->columns; c++) {
		sum += all[row * rows->columns + c];
		squares += all[row * rows->columns + c] * all[row * rows->columns + c];
	}
	return squares / (sum * sum);
}

static double effective(const struct redraw *rows, const double *all, size_t row)
{
	return 1 / herfindahl(rows, all, row);
}

static double evenness(const struct redraw *rows, const double *all, size_t row)
{
	double sum = 0, entropy = 0;
	for (size_t c = 0; c < rows->columns; c++)
		sum += all[row * rows->columns + c];
	for (size_t c = 0; c < rows->columns; c++) {
		double v = all[row * rows->columns + c] / sum;
		if (v > 0)
			entropy -= v * log(v);
	}
	return rows->columns > 1 ? entropy / log((double)rows->columns) : NAN;
}

/* Task: the draws and deals of one part. */
static enum status draw_part(void *context, size_t part, unsigned worker, struct error *error)
{
	(void)worker;
	struct shaping *all = context;
	const struct redraw *rows = &all->rows;
	struct arena scratch;
	arena_init(&scratch);
	double *counts = arena_array(&scratch, double, rows->rows * rows->columns);
	uint32_t *room = arena_array(&scratch, uint32_t, rows->coded);
	enum status status = STATUS_OK;
	for (uint32_t draw = (uint32_t)part; draw < all->options->draws; draw += PARTS) {
		status = job_check(all->job, error);
		if (status != STATUS_OK)
			break;
		redraw_paragraphs(rows, all->options->seed, draw, counts);
		for (size_t r = 0; r < rows->rows; r++)
			all->drawn[r * all->options->draws + draw] =
				all->shape->value(rows, counts, r);
		if (!all->shape->deals)
			continue;
		redraw_deal(rows, REDRAW_SENTENCES, all->options->seed, draw, room, counts);
		for (size_t r = 0; r < rows->rows; r++)
			all->deal_means[r * PARTS + part] +=
				all->shape->value(rows, counts, r) / all->options->draws;
	}
	arena_release(&scratch);
	return status;
}

static double baseline_of(const struct shaping *all, const double *counts, size_t row)
{
	const struct redraw *rows = &all->rows;
	if (all->shape->deals) {
		double mean = 0;
		for (size_t part = 0; part < PARTS; part++)
			mean += all->deal_means[row * PARTS + part];
		return all->options->draws > 0 ? mean : NAN;
	}
	struct arena scratch;
	arena_init(&scratch);
	double *pooled = arena_array(&scratch, double, rows->columns);
	for (size_t r = 0; r < rows->rows; r++)
		for (size_t c = 0; c < rows->columns; c++)
			pooled[c] += counts[r * rows->columns + c];
	double value = all->shape->value(rows, pooled, 0);
	arena_release(&scratch);
	return value;
}

static void conclude(struct shaping *all, const double *counts, struct finding *findings)
{
	const struct redraw *rows = &all->rows;
	double most = all->shape->most > 0 ? all->shape->most : (double)rows->columns;
	for (size_t row = 0; row < rows->rows; row++) {
		struct finding *finding = &findings[rows->region[row]];
		double value = all->shape->value(rows, counts, row);
		finding->baseline = baseline_of(all, counts, row);
		for (size_t c = 0; c < rows->columns; c++)
			finding->denominator += counts[row * rows->columns + c];
		finding->n = (uint32_t)(rows->row_start[row + 1] - rows->row_start[row]);
		finding->state = finding_state_of(rows->corpus->regions[rows->region[row]].coverage,
						  finding->denominator, value, finding->n);
		if (!finding_has_value(finding->state))
			continue;
		finding->value = value;
		finding->numerator = value * finding->denominator;
		if (all->options->draws == 0)
			continue;
		struct interval of =
			redraw_interval(all->drawn + row * all->options->draws, all->options->draws,
					value, all->options->confidence, 0, most);
		finding->low = fmin(of.low, value);
		finding->high = fmax(of.high, value);
	}
}

static enum status shape_measure(struct job *job, struct arena *study,
				 const struct coded_corpus *corpus,
				 const struct measure_options *options, const struct shape *shape,
				 struct measure_result *result, struct error *error)
{
	TRY(measure_check(corpus, options, error));
	struct shaping all = {.job = job, .options = options, .shape = shape};
	struct finding *findings = arena_array(study, struct finding, corpus->region_count);
	for (size_t r = 0; r < corpus->region_count; r++) {
		findings[r].value = findings[r].low = findings[r].high = NAN;
		findings[r].baseline = NAN;
		findings[r].state = finding_state_of(corpus->regions[r].coverage, 0, NAN, 0);
	}
	struct arena scratch;
	arena_init(&scratch);
	redraw_make(&scratch, corpus, &all.rows);
	double *counts = arena_array(&scratch, double, all.rows.rows *all.rows.columns);
	all.drawn = arena_array(&scratch, double, all.rows.rows * options->draws);
	all.deal_means = arena_array(&scratch, double, all.rows.rows *PARTS);
	redraw_observed(&all.rows, counts);
	enum status status = job_parallel(job, PARTS, draw_part, &all, error);
	if (status == STATUS_OK) {
		conclude(&all, counts, findings);
		*result = (struct measure_result){findings, corpus->region_count, 1};
	}
	arena_release(&scratch);
	return status;
}

#define SHAPE_MEASURE(name, formula, dealt, largest)                                               \
	enum status name(struct job *job, struct arena *study, const struct coded_corpus *corpus,  \
			 const struct measure_options *options, struct measure_result *result,     \
			 struct error *error)                                                      \
	{                                                                                          \
		static const struct shape shape = {                                                \
			.value = formula, .deals = dealt, .most = largest};                        \
		return shape_measure(job, study, corpus, options, &shape, result, error);          \
	}

SHAPE_MEASURE(measure_distinctiveness, distinctiveness, true, 1)
SHAPE_MEASURE(measure_concentration, herfindahl, false, 1)
SHAPE_MEASURE(measure_effective_codes, effective, false, 0)
SHAPE_MEASURE(measure_evenness, evenness, false, 1)
