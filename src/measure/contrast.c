#include "measure/contrast.h"

#include <math.h>
#include <string.h>

#include "measure/formula.h"
#include "measure/group.h"
#include "num/random.h"

/* Draws are shared out in parts of a fixed number: each has its own room. */
enum { PARTS = 16 };

/* The streams of regions' paragraphs are their ids; those of sides lie above all of them. */
static const uint64_t side_stream = UINT64_C(7) << 60;

/* A paragraph's sentences and codes. */
struct sheet {
	double sentences;
	size_t start, end; /* in codes */
};

struct contrasting {
	struct job *job;
	const struct coded_corpus *corpus;
	const struct measure_options *options;
	struct contrast *contrast;
	size_t *region[2];   /* indices in corpus */
	size_t *sheet_start; /* by region of the corpus, + 1 */
	struct sheet *sheets;
	double *differences; /* column x draw */
};

static void list_sheets(struct arena *scratch, struct contrasting *all)
{
	const struct coded_corpus *corpus = all->corpus;
	size_t count = 0;
	all->sheet_start = arena_array(scratch, size_t, corpus->region_count + 1);
	all->sheets = arena_array(scratch, struct sheet, corpus->passage_count + 1);
	for (size_t r = 0; r < corpus->region_count; r++) {
		const struct coded_region *region = &corpus->regions[r];
		for (uint32_t p = region->passage_start; p < region->passage_end; p++) {
			const struct coded_passage *passage = &corpus->passages[p];
			if (p == region->passage_start ||
			    passage->paragraph != passage[-1].paragraph)
				all->sheets[count++] = (struct sheet){.start = passage->code_start};
			all->sheets[count - 1].sentences++;
			all->sheets[count - 1].end = passage->code_end;
		}
		all->sheet_start[r + 1] = count;
	}
}

/* Adds the shares of a region whose paragraphs are drawn anew, over `of` regions. slot numbers the
 * regions drawn. */
static void add_drawn(const struct contrasting *all, size_t region, uint64_t stream, uint64_t draw,
		      double sign, double *room, double *shares)
{
	size_t start = all->sheet_start[region], count = all->sheet_start[region + 1] - start;
	double sentences = 0;
	memset(room, 0, all->corpus->column_count * sizeof *room);
	for (size_t drawn = 0; drawn < count; drawn += 4) {
		uint32_t words[4];
		random_block(all->options->seed, stream, draw << 32 | drawn / 4, words);
		for (size_t k = 0; k < 4 && k < count - drawn; k++) {
			const struct sheet *sheet =
				&all->sheets[start + (size_t)((uint64_t)words[k] * count >> 32)];
			sentences += sheet->sentences;
			for (size_t i = sheet->start; i < sheet->end; i++)
				room[all->corpus->codes[i]]++;
		}
	}
	for (size_t c = 0; c < all->corpus->column_count; c++)
		shares[c] += sign * room[c] / sentences;
}

static void draw_once(const struct contrasting *all, uint32_t draw, double *room, double *shares)
{
	memset(shares, 0, all->corpus->column_count * sizeof *shares);
	for (int side = 0; side < 2; side++) {
		size_t count = all->contrast->regions[side];
		double sign = (side == 0 ? 1 : -1) / (double)count;
		for (size_t slot = 0; slot < count; slot++) {
			uint64_t stream = side_stream + (uint64_t)side, at = slot;
			if (count > 1)
				at = random_below(all->options->seed, stream,
						  (uint64_t)draw << 32 | slot, count);
			size_t region = all->region[side][at];
			uint64_t own = all->corpus->regions[region].id.value;
			add_drawn(all, region,
				  count > 1 ? side_stream + 2 + slot * 2 + (size_t)side : own, draw,
				  sign, room, shares);
		}
	}
}

static enum status draw_part(void *context, size_t part, unsigned worker, struct error *error)
{
	(void)worker;
	struct contrasting *all = context;
	size_t columns = all->corpus->column_count;
	struct arena scratch;
	arena_init(&scratch);
	double *room = arena_array(&scratch, double, columns);
	double *shares = arena_array(&scratch, double, columns);
	enum status status = STATUS_OK;
	for (uint32_t draw = (uint32_t)part; draw < all->options->draws; draw += PARTS) {
		status = job_check(all->job, error);
		if (status != STATUS_OK)
			break;
		draw_once(all, draw, room, shares);
		for (size_t c = 0; c < columns; c++)
			all->differences[c * all->options->draws + draw] = shares[c];
	}
	arena_release(&scratch);
	return status;
}

struct interval contrast_newcombe(double hits_1, double n_1, double hits_2, double n_2,
				  double confidence)
{
	struct interval one = stat_wilson(hits_1, n_1, confidence);
	struct interval two = stat_wilson(hits_2, n_2, confidence);
	double p1 = hits_1 / n_1, p2 = hits_2 / n_2, d = p1 - p2;
	return (struct interval){d - hypot(p1 - one.low, two.high - p2),
				 d + hypot(one.high - p1, p2 - two.low)};
}

static void observe(struct contrasting *all, const struct counts *counts)
{
	struct contrast *contrast = all->contrast;
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < contrast->regions[side]; i++) {
			size_t region = all->region[side][i];
			double sentences = counts->passages[region];
			contrast->sentences[side] += counts->passages[region];
			for (size_t c = 0; c < counts->column_count; c++) {
				uint32_t with =
					counts->code_passages[region * counts->column_count + c];
				struct contrast_side *of = &contrast->columns[c].side[side];
				of->sentences += with;
				of->named += with > 0;
				of->share += with / sentences / (double)contrast->regions[side];
			}
		}
}

static bool bears_bootstrap(const struct contrast *contrast, const struct contrast_column *column)
{
	for (int side = 0; side < 2; side++)
		if (contrast->regions[side] == 1 &&
		    (column->side[side].sentences < MEASURE_FEW ||
		     contrast->sentences[side] - column->side[side].sentences < MEASURE_FEW))
			return false;
	return true;
}

static double deviation(const double *draws, uint32_t count)
{
	double sum = 0, squares = 0;
	for (uint32_t i = 0; i < count; i++)
		sum += draws[i];
	for (uint32_t i = 0; i < count; i++)
		squares += (draws[i] - sum / count) * (draws[i] - sum / count);
	return sqrt(squares / (count - 1));
}

static void conclude(struct contrasting *all, size_t c, const struct measure_result *log_odds)
{
	struct contrast *contrast = all->contrast;
	struct contrast_column *column = &contrast->columns[c];
	uint32_t draws = all->options->draws;
	bool single = contrast->regions[0] == 1 && contrast->regions[1] == 1;
	column->difference = column->side[0].share - column->side[1].share;
	column->low = column->high = column->z = NAN;
	struct interval of = {NAN, NAN};
	if (single)
		column->z = log_odds->findings[c].value;
	else if (draws > 1) {
		double sd = deviation(all->differences + c * draws, draws);
		column->z = sd > 0 ? column->difference / sd : NAN;
	}
	column->wilson = single && (draws == 0 || !bears_bootstrap(contrast, column));
	if (column->wilson)
		of = contrast_newcombe(column->side[0].sentences, contrast->sentences[0],
				       column->side[1].sentences, contrast->sentences[1],
				       all->options->confidence);
	else if (draws > 0)
		of = stat_percentile_interval(all->differences + c * draws, draws,
					      all->options->confidence);
	column->low = of.low;
	column->high = of.high;
	column->p = isnan(column->z) ? NAN : 2 * stat_normal_tail(fabs(column->z));
}

static enum status choose_regions(struct arena *scratch, struct contrasting *all,
				  const uint32_t *side, struct error *error)
{
	const struct coded_corpus *corpus = all->corpus;
	for (uint32_t s = 0; s < 2; s++) {
		all->region[s] = arena_array(scratch, size_t, corpus->region_count);
		for (size_t r = 0; r < corpus->region_count; r++)
			if (side[r] == s &&
			    corpus->regions[r].passage_end > corpus->regions[r].passage_start)
				all->region[s][all->contrast->regions[s]++] = r;
		if (all->contrast->regions[s] == 0)
			return error_set(error, STATUS_USAGE,
					 "the %s side has no sentence in these documents: nothing "
					 "to compare",
					 s == 0 ? "first" : "second");
	}
	return STATUS_OK;
}

static enum status make(struct contrasting *all, struct arena *scratch, const uint32_t *side,
			struct error *error)
{
	const struct coded_corpus *corpus = all->corpus;
	size_t columns = corpus->column_count;
	struct counts counts;
	struct coded_corpus sides;
	struct measure_result log_odds;
	struct measure_options plain = *all->options;
	plain.draws = 0;
	TRY(choose_regions(scratch, all, side, error));
	counts_make(scratch, corpus, &counts);
	observe(all, &counts);
	coded_corpus_grouped(scratch, corpus, side, 2, NULL, &sides);
	TRY(measure_find(SLICE("log_odds"))
		    ->function(all->job, scratch, &sides, &plain, &log_odds, error));
	list_sheets(scratch, all);
	all->differences = arena_array(scratch, double, columns * all->options->draws + 1);
	TRY(job_parallel(all->job, PARTS, draw_part, all, error));
	double *p = arena_array(scratch, double, columns);
	for (size_t c = 0; c < columns; c++) {
		conclude(all, c, &log_odds);
		p[c] = all->contrast->columns[c].p;
	}
	stat_adjust_bh(p, columns, p);
	for (size_t c = 0; c < columns; c++)
		all->contrast->columns[c].p_adjusted = p[c];
	return STATUS_OK;
}

enum status contrast_make(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			  const uint32_t *side, const struct measure_options *options,
			  struct contrast *contrast, struct error *error)
{
	TRY(measure_check(corpus, options, error));
	*contrast = (struct contrast){
		.columns = arena_array(study, struct contrast_column, corpus->column_count)};
	struct contrasting all = {
		.job = job, .corpus = corpus, .options = options, .contrast = contrast};
	struct arena scratch;
	arena_init(&scratch);
	enum status status = make(&all, &scratch, side, error);
	arena_release(&scratch);
	return status;
}
