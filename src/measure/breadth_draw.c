#include "measure/breadth_draw.h"

#include <math.h>

#include "measure/redraw.h"

enum { PARTS = 16 };

struct drawing {
	struct job *job;
	const struct measure_options *options;
	enum breadth_form form;
	struct redraw rows;
	size_t columns; /* without the last, which every sentence has */
	double *drawn;	/* column x draw */
};

/* The corpus with one more column that every sentence has, so that each draw knows how many it
 * drew; for deep breadth with the codes of those sentences only that build or set a number. */
static void with_all(struct arena *arena, const struct coded_corpus *corpus, bool deep,
		     struct coded_corpus *into)
{
	*into = *corpus;
	into->column_count = corpus->column_count + 1;
	into->passages = arena_array(arena, struct coded_passage, corpus->passage_count);
	size_t room = corpus->code_count + corpus->passage_count, count = 0;
	into->codes = arena_array(arena, uint32_t, room);
	into->hits = arena_array(arena, uint32_t, room);
	for (size_t p = 0; p < corpus->passage_count; p++) {
		const struct coded_passage *from = &corpus->passages[p];
		struct coded_passage *to = &into->passages[p];
		*to = *from;
		to->code_start = to->hits_start = (uint32_t)count;
		bool keeps = !deep || from->commitment >= COMMITMENT_BUILD;
		for (uint32_t k = from->code_start; keeps && k < from->code_end; k++)
			into->codes[count++] = corpus->codes[k];
		into->codes[count++] = (uint32_t)corpus->column_count;
		to->code_end = (uint32_t)count;
	}
	for (size_t k = 0; k < count; k++)
		into->hits[k] = 1;
	into->code_count = count;
}

static double figure(const struct drawing *all, const double *counts, size_t column)
{
	double regions = 0, shares = 0, squares = 0;
	for (size_t r = 0; r < all->rows.rows; r++) {
		const double *row = counts + r * (all->columns + 1);
		double share = row[all->columns] > 0 ? row[column] / row[all->columns] : 0;
		regions += row[column] > 0;
		shares += share;
		squares += share * share;
	}
	return all->form != BREADTH_EFFECTIVE ? regions : shares * shares / squares;
}

/* Task: the draws of one part. */
static enum status draw_part(void *context, size_t part, unsigned worker, struct error *error)
{
	(void)worker;
	struct drawing *all = context;
	struct arena scratch;
	arena_init(&scratch);
	double *counts = arena_array(&scratch, double, all->rows.rows * all->rows.columns);
	enum status status = STATUS_OK;
	for (uint32_t draw = (uint32_t)part; draw < all->options->draws; draw += PARTS) {
		status = job_check(all->job, error);
		if (status != STATUS_OK)
			break;
		redraw_paragraphs(&all->rows, all->options->seed, draw, counts);
		for (size_t c = 0; c < all->columns; c++)
			all->drawn[c * all->options->draws + draw] = figure(all, counts, c);
	}
	arena_release(&scratch);
	return status;
}

static void conclude(const struct drawing *all, struct finding *findings)
{
	bool share = all->form != BREADTH_EFFECTIVE;
	double regions = (double)all->rows.rows;
	for (size_t c = 0; c < all->columns; c++) {
		struct finding *finding = &findings[c];
		if (!finding_has_value(finding->state) || finding->n == 0)
			continue;
		double scale = share ? regions : 1;
		struct interval of = redraw_interval(
			all->drawn + c * all->options->draws, all->options->draws,
			finding->value * scale, all->options->confidence, share ? 0 : 1, regions);
		finding->low = fmin(of.low / scale, finding->value);
		finding->high = fmax(of.high / scale, finding->value);
	}
}

enum status breadth_intervals(struct job *job, const struct coded_corpus *corpus,
			      const struct measure_options *options, enum breadth_form form,
			      struct finding *findings, struct error *error)
{
	if (options->draws == 0 || corpus->column_count == 0)
		return STATUS_OK;
	struct drawing all = {
		.job = job, .options = options, .form = form, .columns = corpus->column_count};
	struct coded_corpus extended;
	struct arena scratch;
	arena_init(&scratch);
	with_all(&scratch, corpus, form == BREADTH_DEEP, &extended);
	redraw_make(&scratch, &extended, &all.rows);
	all.drawn = arena_array(&scratch, double, all.columns * options->draws);
	enum status status = job_parallel(job, PARTS, draw_part, &all, error);
	if (status == STATUS_OK)
		conclude(&all, findings);
	arena_release(&scratch);
	return status;
}
