#include "measure/redraw.h"

#include <math.h>
#include <string.h>

#include "num/random.h"

/* Streams of region ids are below 2^32: the deal has one of its own. */
static const uint64_t deal_stream = UINT64_C(5) << 61;

static bool is_coded(const struct coded_passage *passage)
{
	return passage->code_end > passage->code_start;
}

static void add_row(struct redraw *redraw, size_t region, size_t *sheets)
{
	const struct coded_region *of = &redraw->corpus->regions[region];
	redraw->region[redraw->rows] = region;
	for (uint32_t p = of->passage_start; p < of->passage_end; p++) {
		const struct coded_passage *passage = &redraw->corpus->passages[p];
		if (p == of->passage_start || passage->paragraph != passage[-1].paragraph)
			redraw->sheet_start[(*sheets)++] = redraw->coded;
		if (is_coded(passage))
			redraw->passage[redraw->coded++] = p;
	}
	redraw->rows++;
	redraw->row_start[redraw->rows] = redraw->coded;
	redraw->row_sheets[redraw->rows] = *sheets;
}

void redraw_make(struct arena *study, const struct coded_corpus *corpus, struct redraw *redraw)
{
	*redraw = (struct redraw){
		.corpus = corpus,
		.columns = corpus->column_count,
		.region = arena_array(study, size_t, corpus->region_count),
		.passage = arena_array(study, uint32_t, corpus->passage_count),
		.row_start = arena_array(study, size_t, corpus->region_count + 1),
		.row_sheets = arena_array(study, size_t, corpus->region_count + 1),
		.row_full = arena_array(study, size_t, corpus->region_count + 1),
		.sheet_start = arena_array(study, size_t, corpus->passage_count + 1),
	};
	size_t sheets = 0;
	for (size_t r = 0; r < corpus->region_count; r++) {
		bool any = false;
		for (uint32_t p = corpus->regions[r].passage_start;
		     p < corpus->regions[r].passage_end && !any; p++)
			any = is_coded(&corpus->passages[p]);
		if (any)
			add_row(redraw, r, &sheets);
	}
	redraw->sheet_start[sheets] = redraw->coded;
	size_t full = 0;
	redraw->full = arena_array(study, size_t, sheets);
	for (size_t r = 0; r < redraw->rows; r++) {
		for (size_t s = redraw->row_sheets[r]; s < redraw->row_sheets[r + 1]; s++)
			if (redraw->sheet_start[s + 1] > redraw->sheet_start[s])
				redraw->full[full++] = s;
		redraw->row_full[r + 1] = full;
	}
}

static void clear(const struct redraw *redraw, double *counts)
{
	memset(counts, 0, redraw->rows * redraw->columns * sizeof *counts);
}

static void count(const struct redraw *redraw, size_t coded, double *row)
{
	const struct coded_passage *passage = &redraw->corpus->passages[redraw->passage[coded]];
	for (uint32_t k = passage->code_start; k < passage->code_end; k++)
		row[redraw->corpus->codes[k]]++;
}

static void count_sheet(const struct redraw *redraw, size_t sheet, double *row)
{
	for (size_t i = redraw->sheet_start[sheet]; i < redraw->sheet_start[sheet + 1]; i++)
		count(redraw, i, row);
}

void redraw_observed(const struct redraw *redraw, double *counts)
{
	clear(redraw, counts);
	for (size_t r = 0; r < redraw->rows; r++)
		for (size_t i = redraw->row_start[r]; i < redraw->row_start[r + 1]; i++)
			count(redraw, i, counts + r * redraw->columns);
}

void redraw_paragraphs(const struct redraw *redraw, uint64_t seed, uint32_t draw, double *counts)
{
	clear(redraw, counts);
	for (size_t r = 0; r < redraw->rows; r++) {
		uint64_t id = redraw->corpus->regions[redraw->region[r]].id.value;
		size_t start = redraw->row_sheets[r], sheets = redraw->row_sheets[r + 1] - start;
		for (size_t drawn = 0; drawn < sheets; drawn += 4) {
			uint32_t words[4];
			random_block(seed, id, (uint64_t)draw << 32 | drawn / 4, words);
			for (size_t k = 0; k < 4 && k < sheets - drawn; k++) {
				size_t sheet = start + (size_t)((uint64_t)words[k] * sheets >> 32);
				count_sheet(redraw, sheet, counts + r * redraw->columns);
			}
		}
	}
}

static void shuffle(uint64_t seed, uint64_t stream, uint32_t draw, size_t of, uint32_t *room)
{
	for (size_t i = 0; i < of; i++)
		room[i] = (uint32_t)i;
	for (size_t i = of; i > 1; i--) {
		size_t other = (size_t)random_below(seed, stream, (uint64_t)draw << 32 | i, i);
		uint32_t kept = room[i - 1];
		room[i - 1] = room[other];
		room[other] = kept;
	}
}

void redraw_deal(const struct redraw *redraw, enum redraw_unit unit, uint64_t seed, uint32_t draw,
		 uint32_t *room, double *counts)
{
	bool whole = unit == REDRAW_PARAGRAPHS;
	const size_t *start = whole ? redraw->row_full : redraw->row_start;
	clear(redraw, counts);
	shuffle(seed, deal_stream + unit, draw, start[redraw->rows], room);
	for (size_t r = 0; r < redraw->rows; r++)
		for (size_t i = start[r]; i < start[r + 1]; i++)
			if (whole)
				count_sheet(redraw, redraw->full[room[i]],
					    counts + r * redraw->columns);
			else
				count(redraw, room[i], counts + r * redraw->columns);
}

struct interval redraw_interval(double *draws, size_t count, double value, double confidence,
				double low, double high)
{
	double sum = 0, known = 0;
	for (size_t i = 0; i < count; i++)
		if (isfinite(draws[i])) {
			sum += draws[i];
			known++;
		}
	if (known == 0)
		return (struct interval){NAN, NAN};
	struct interval of = stat_percentile_interval(draws, count, confidence);
	double move = value - sum / known;
	return (struct interval){fmin(fmax(of.low + move, low), high),
				 fmin(fmax(of.high + move, low), high)};
}
