#include "measure/likeness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* Draws and deals are shared out in parts of a fixed number, whose sums are added in order. */
enum { PARTS = 16 };

const char *likeness_kind_name(enum likeness_kind kind)
{
	static const char *const names[LIKENESS_KINDS] = {"jsd", "cosine", "jaccard", "krugman"};
	return names[kind];
}

double likeness_distance(enum likeness_kind kind, double value)
{
	return kind == LIKENESS_KRUGMAN ? value / 2 : 1 - value;
}

size_t likeness_pair_at(size_t rows, size_t a, size_t b)
{
	size_t low = a < b ? a : b, high = a < b ? b : a;
	return low * (2 * rows - low - 1) / 2 + high - low - 1;
}

static double sum_of(const double *counts, size_t columns)
{
	double sum = 0;
	for (size_t c = 0; c < columns; c++)
		sum += counts[c];
	return sum;
}

/* p log2(p / m) + q log2(q / m) over two; where one side is 0 the other is twice the mean. */
static double divergence(const double *p, const double *q, size_t columns)
{
	double alone = 0, both = 0;
	for (size_t c = 0; c < columns; c++) {
		if (p[c] > 0 && q[c] > 0) {
			double m = (p[c] + q[c]) / 2;
			both += p[c] * log2(p[c] / m) + q[c] * log2(q[c] / m);
		} else {
			alone += p[c] + q[c];
		}
	}
	return (alone + both) / 2;
}

static void normalise(const double *counts, size_t rows, size_t columns, double *shares)
{
	for (size_t r = 0; r < rows; r++) {
		double sum = sum_of(counts + r * columns, columns);
		for (size_t c = 0; c < columns; c++)
			shares[r * columns + c] = counts[r * columns + c] / sum;
	}
}

double likeness_of(const double *a, const double *b, size_t columns)
{
	double sum_a = sum_of(a, columns), sum_b = sum_of(b, columns), jsd = 0;
	if (sum_a == 0 || sum_b == 0)
		return NAN;
	for (size_t c = 0; c < columns; c++) {
		double p = a[c] / sum_a, q = b[c] / sum_b;
		jsd += divergence(&p, &q, 1);
	}
	return 1 - jsd;
}

double likeness_g2(const double *counts, size_t rows, size_t columns)
{
	/* 2 [sum O ln O - sum R ln R - sum C ln C + N ln N] would cancel; the sum of terms does
	 * not. */
	double total = sum_of(counts, rows * columns), g2 = 0;
	double *column_sums = memory_resize(NULL, columns + 1, sizeof *column_sums);
	memset(column_sums, 0, (columns + 1) * sizeof *column_sums);
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++)
			column_sums[c] += counts[r * columns + c];
	for (size_t r = 0; r < rows; r++) {
		double row_sum = sum_of(counts + r * columns, columns);
		for (size_t c = 0; c < columns; c++) {
			double seen = counts[r * columns + c];
			if (seen > 0)
				g2 += seen * log(seen * total / (row_sum * column_sums[c]));
		}
	}
	free(column_sums);
	return 2 * g2;
}

static double cosine(const double *p, const double *q, size_t columns)
{
	double product = 0, squares_p = 0, squares_q = 0;
	for (size_t c = 0; c < columns; c++) {
		product += p[c] * q[c];
		squares_p += p[c] * p[c];
		squares_q += q[c] * q[c];
	}
	return product / sqrt(squares_p * squares_q);
}

static double jaccard(const double *p, const double *q, size_t columns)
{
	double both = 0, either = 0;
	for (size_t c = 0; c < columns; c++) {
		both += p[c] > 0 && q[c] > 0;
		either += p[c] > 0 || q[c] > 0;
	}
	return both / either;
}

static double krugman(const double *p, const double *q, size_t columns)
{
	double sum = 0;
	for (size_t c = 0; c < columns; c++)
		sum += fabs(p[c] - q[c]);
	return sum;
}

double likeness_value(enum likeness_kind kind, const double *p, const double *q, size_t columns)
{
	switch (kind) {
	case LIKENESS_COSINE:
		return cosine(p, q, columns);
	case LIKENESS_JACCARD:
		return jaccard(p, q, columns);
	case LIKENESS_KRUGMAN:
		return krugman(p, q, columns);
	case LIKENESS_JSD:
	case LIKENESS_KINDS:
		break;
	}
	return 1 - divergence(p, q, columns);
}

/* What all draws or deals need and make. */
struct trial {
	struct job *job;
	struct likeness *likeness;
	const struct likeness_options *options;
	bool deal;
	enum redraw_unit unit; /* of the deal */
	uint32_t trials;
	double *h, *g2;		/* by trial */
	double *pairs;		/* draws: pair x trial, NULL when too large */
	double *sums, *squares; /* deals: part x pair */
};

/* H and, pair by pair, S of the shares. */
static double all_pairs(const struct likeness *likeness, const double *shares, double *pairs)
{
	size_t rows = likeness->rows.rows, columns = likeness->rows.columns, at = 0;
	double sum = 0;
	for (size_t a = 0; a < rows; a++)
		for (size_t b = a + 1; b < rows; b++, at++) {
			pairs[at] =
				1 - divergence(shares + a * columns, shares + b * columns, columns);
			sum += pairs[at];
		}
	return sum / (double)at;
}

/* Task: the trials of one part. */
static enum status try_part(void *context, size_t part, unsigned worker, struct error *error)
{
	(void)worker;
	struct trial *trial = context;
	const struct likeness *likeness = trial->likeness;
	const struct redraw *rows = &likeness->rows;
	size_t cells = rows->rows * rows->columns, pair_count = likeness->pair_count;
	struct arena scratch;
	arena_init(&scratch);
	double *counts = arena_array(&scratch, double, cells);
	double *shares = arena_array(&scratch, double, cells);
	double *pairs = arena_array(&scratch, double, pair_count);
	uint32_t *room = arena_array(&scratch, uint32_t, rows->coded);
	uint64_t seed = trial->options->measure.seed;
	enum status status = STATUS_OK;
	for (size_t t = part; t < trial->trials && status == STATUS_OK; t += PARTS) {
		status = job_check(trial->job, error);
		if (trial->deal)
			redraw_deal(rows, trial->unit, seed, (uint32_t)t, room, counts);
		else
			redraw_paragraphs(rows, seed, (uint32_t)t, counts);
		normalise(counts, rows->rows, rows->columns, shares);
		trial->h[t] = all_pairs(likeness, shares, pairs);
		trial->g2[t] = likeness_g2(counts, rows->rows, rows->columns);
		for (size_t i = 0; i < pair_count; i++) {
			if (trial->deal) {
				trial->sums[part * pair_count + i] += pairs[i];
				trial->squares[part * pair_count + i] += pairs[i] * pairs[i];
			} else if (trial->pairs != NULL) {
				trial->pairs[i * trial->trials + t] = pairs[i];
			}
		}
		job_add(trial->job, 1);
	}
	arena_release(&scratch);
	return status;
}

static void index_against(struct likeness_index *index, const double *null, uint32_t count)
{
	index->null_mean = index->null_sd = index->ses = index->p = index->excess = NAN;
	if (count < 2)
		return;
	double sum = 0, squares = 0, far = 1;
	for (uint32_t i = 0; i < count; i++)
		sum += null[i];
	index->null_mean = sum / count;
	for (uint32_t i = 0; i < count; i++)
		squares += (null[i] - index->null_mean) * (null[i] - index->null_mean);
	index->null_sd = sqrt(squares / (count - 1));
	double distance = fabs(index->value - index->null_mean);
	for (uint32_t i = 0; i < count; i++)
		far += fabs(null[i] - index->null_mean) >= distance * (1 - 1e-9);
	index->p = far / (1 + (double)count);
	if (index->null_sd > 0)
		index->ses = (index->value - index->null_mean) / index->null_sd;
	if (index->null_mean > 0)
		index->excess = index->value / index->null_mean - 1;
}

static void index_between(struct likeness_index *index, double *draws, uint32_t count,
			  double confidence, double most)
{
	struct interval of = redraw_interval(draws, count, index->value, confidence, 0, most);
	index->low = of.low;
	index->high = of.high;
	index->excess_low = index->null_mean > 0 ? of.low / index->null_mean - 1 : NAN;
	index->excess_high = index->null_mean > 0 ? of.high / index->null_mean - 1 : NAN;
}

static void pairs_against(struct likeness *likeness, const struct trial *deals)
{
	size_t count = likeness->pair_count;
	for (size_t i = 0; i < count; i++) {
		struct likeness_pair *pair = &likeness->pairs[i];
		pair->null_mean = pair->null_sd = pair->z = NAN;
		if (deals->trials < 2)
			continue;
		double sum = 0, squares = 0, n = deals->trials;
		for (size_t part = 0; part < PARTS; part++) {
			sum += deals->sums[part * count + i];
			squares += deals->squares[part * count + i];
		}
		pair->null_mean = sum / n;
		pair->null_sd = sqrt(fmax(0, (squares - sum * sum / n) / (n - 1)));
		if (pair->null_sd > 1e-9)
			pair->z = (pair->value[LIKENESS_JSD] - pair->null_mean) / pair->null_sd;
	}
}

static void pairs_between(struct likeness *likeness, const struct trial *draws, double confidence)
{
	for (size_t i = 0; i < likeness->pair_count; i++) {
		struct likeness_pair *pair = &likeness->pairs[i];
		struct interval of = {NAN, NAN};
		if (draws->pairs != NULL)
			of = redraw_interval(draws->pairs + i * draws->trials, draws->trials,
					     pair->value[LIKENESS_JSD], confidence, 0, 1);
		pair->low = of.low;
		pair->high = of.high;
	}
}

static enum status run_trials(struct arena *scratch, struct trial *trial, struct error *error)
{
	size_t pairs = trial->likeness->pair_count;
	trial->h = arena_array(scratch, double, trial->trials);
	trial->g2 = arena_array(scratch, double, trial->trials);
	if (trial->deal) {
		trial->sums = arena_array(scratch, double, PARTS *pairs);
		trial->squares = arena_array(scratch, double, PARTS *pairs);
	} else if (pairs * trial->trials <= LIKENESS_BYTES / sizeof(double)) {
		trial->pairs = arena_array(scratch, double, pairs * trial->trials);
	}
	job_phase(trial->job, trial->deal ? "dealing sentences out" : "drawing paragraphs", "draws",
		  trial->trials);
	return job_parallel(trial->job, PARTS, try_part, trial, error);
}

static void observe(struct arena *study, struct likeness *likeness)
{
	size_t rows = likeness->rows.rows, columns = likeness->rows.columns, at = 0;
	likeness->counts = arena_array(study, double, rows *columns);
	double *shares = arena_array(study, double, rows *columns);
	redraw_observed(&likeness->rows, likeness->counts);
	normalise(likeness->counts, rows, columns, shares);
	likeness->pairs = arena_array(study, struct likeness_pair, likeness->pair_count);
	double sum = 0;
	for (size_t a = 0; a < rows; a++)
		for (size_t b = a + 1; b < rows; b++) {
			struct likeness_pair *pair = &likeness->pairs[at++];
			const double *p = shares + a * columns, *q = shares + b * columns;
			pair->a = a;
			pair->b = b;
			pair->value[LIKENESS_JSD] = 1 - divergence(p, q, columns);
			for (int kind = LIKENESS_COSINE; kind < LIKENESS_KINDS; kind++)
				pair->value[kind] =
					likeness_value((enum likeness_kind)kind, p, q, columns);
			sum += pair->value[LIKENESS_JSD];
		}
	for (int unit = 0; unit < 2; unit++) {
		likeness->homogeneity[unit].value = at > 0 ? sum / (double)at : NAN;
		likeness->heterogeneity[unit].value = likeness_g2(likeness->counts, rows, columns);
	}
}

static void arrange(struct arena *study, struct likeness *likeness, enum likeness_kind kind)
{
	size_t rows = likeness->rows.rows;
	likeness->distances = arena_array(study, double, rows *rows);
	likeness->merges = arena_array(study, struct cluster_merge, rows);
	likeness->order = arena_array(study, size_t, rows);
	for (size_t i = 0; i < likeness->pair_count; i++) {
		const struct likeness_pair *pair = &likeness->pairs[i];
		double distance = likeness_distance(kind, pair->value[kind]);
		likeness->distances[pair->a * rows + pair->b] = distance;
		likeness->distances[pair->b * rows + pair->a] = distance;
	}
	cluster_average(likeness->distances, rows, likeness->merges, likeness->order);
}

static enum status try_all(struct job *job, struct arena *scratch,
			   const struct likeness_options *options, struct likeness *likeness,
			   struct error *error)
{
	struct trial plain = {.job = job, .likeness = likeness, .options = options};
	struct trial deals[2] = {plain, plain}, draws = plain;
	bool pairs = likeness->pair_count > 0;
	draws.trials = pairs ? options->measure.draws : 0;
	for (int unit = 0; unit < 2; unit++) {
		deals[unit].deal = true;
		deals[unit].unit = (enum redraw_unit)unit;
		if (pairs && !(unit == REDRAW_PARAGRAPHS && options->sentences_only))
			deals[unit].trials = options->deals;
		TRY(run_trials(scratch, &deals[unit], error));
	}
	TRY(run_trials(scratch, &draws, error));
	if (draws.trials > 0)
		memcpy(likeness->drawn, draws.h, draws.trials * sizeof *draws.h);
	for (int unit = 0; unit < 2; unit++) {
		struct likeness_index *h = &likeness->homogeneity[unit];
		struct likeness_index *g2 = &likeness->heterogeneity[unit];
		index_against(h, deals[unit].h, deals[unit].trials);
		index_against(g2, deals[unit].g2, deals[unit].trials);
		index_between(h, draws.h, draws.trials, options->measure.confidence, 1);
		index_between(g2, draws.g2, draws.trials, options->measure.confidence, INFINITY);
	}
	pairs_against(likeness, &deals[REDRAW_SENTENCES]);
	pairs_between(likeness, &draws, options->measure.confidence);
	return STATUS_OK;
}

enum status likeness_make(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			  const struct likeness_options *options, struct likeness *likeness,
			  struct error *error)
{
	*likeness = (struct likeness){0};
	redraw_make(study, corpus, &likeness->rows);
	size_t rows = likeness->rows.rows;
	if (rows > LIMIT_LIKENESS_REGIONS)
		return error_set(error, STATUS_LIMIT,
				 "%zu regions are more than %d (LIKENESS_REGIONS): all pairs are "
				 "compared, so ask for fewer with --region or --tier",
				 rows, LIMIT_LIKENESS_REGIONS);
	if (options->deals > LIMIT_BOOTSTRAP_DRAWS ||
	    options->measure.draws > LIMIT_BOOTSTRAP_DRAWS)
		return error_set(error, STATUS_LIMIT,
				 "more than %d draws or permutations (BOOTSTRAP_DRAWS)",
				 LIMIT_BOOTSTRAP_DRAWS);
	likeness->pair_count = rows < 2 ? 0 : rows * (rows - 1) / 2;
	likeness->drawn = arena_array(study, double, options->measure.draws);
	observe(study, likeness);
	arrange(study, likeness, options->order);

	struct arena scratch;
	arena_init(&scratch);
	enum status status = try_all(job, &scratch, options, likeness, error);
	arena_release(&scratch);
	return status;
}

struct likeness_shift likeness_shift_of(const struct likeness *all,
					const struct likeness *own_voice,
					const struct likeness_options *options)
{
	double value = all->homogeneity[0].value - own_voice->homogeneity[0].value;
	struct interval of = {NAN, NAN};
	uint32_t draws = options->measure.draws;
	if (draws > 0 && all->pair_count > 0 && own_voice->pair_count > 0) {
		double *shifts = memory_resize(NULL, draws, sizeof *shifts);
		for (uint32_t i = 0; i < draws; i++)
			shifts[i] = all->drawn[i] - own_voice->drawn[i];
		of = redraw_interval(shifts, draws, value, options->measure.confidence, -1, 1);
		free(shifts);
	}
	return (struct likeness_shift){value, of.low, of.high};
}
