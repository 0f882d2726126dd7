#include "view/figure.h"

#include <math.h>

#include "base/number.h"
#include "view/label.h"
#include "view/visible.h"
#include "view/width.h"

static bool named_like_probability(struct slice name)
{
	return slice_is(name, "p") || slice_is(name, "q") || slice_ends(name, SLICE("_p")) ||
	       slice_ends(name, SLICE("_q"));
}

static bool named_like_logarithm(const struct answer_column *column)
{
	return slice_starts(slice_from(column->name), SLICE("log")) ||
	       slice_starts(slice_from(column->unit), SLICE("log"));
}

static double nice_ceiling(double value)
{
	if (!(value > 0))
		return 0;
	double power = pow(10, floor(log10(value)));
	const double steps[] = {1, 2, 5, 10};
	for (size_t i = 0; i < 4; i++)
		if (value <= steps[i] * power * (1 + 1e-9))
			return steps[i] * power;
	return 10 * power;
}

static unsigned decimals_of_largest(double largest)
{
	if (largest >= 1000)
		return 0;
	if (largest >= 100)
		return 1;
	if (largest >= 1)
		return 2;
	if (largest >= 0.1 || largest == 0)
		return 3;
	double zeros = floor(-log10(largest));
	return zeros > 9 ? 12 : (unsigned)zeros + 3;
}

static unsigned decimals_of_real(const struct figure *figure, bool whole)
{
	if (figure->is_probability)
		return 3;
	if (named_like_logarithm(figure->column))
		return 2;
	return whole ? 0 : decimals_of_largest(figure->largest);
}

struct figure figure_choose(const struct answer *answer, size_t column)
{
	struct figure figure = {.column = &answer->columns[column], .is_number = true};
	bool whole = true, any = false;
	for (size_t row = 0; row < answer->row_count; row++) {
		const struct cell *cell = answer_cell(answer, row, column);
		if (cell->kind == CELL_TEXT || cell->kind == CELL_FLAG)
			figure.is_number = false;
		if (cell->kind != CELL_REAL)
			continue;
		any = true;
		figure.largest = fmax(figure.largest, fabs(cell->as.real));
		whole = whole && cell->as.real == floor(cell->as.real);
	}
	figure.is_share = figure.column->show == SHOW_SHARE;
	figure.is_probability = named_like_probability(slice_from(figure.column->name));
	if (figure.is_share) {
		figure.decimals = any && figure.largest < 0.01 && figure.largest > 0 ? 2 : 1;
		figure.full_bar = nice_ceiling(figure.largest);
	} else if (any) {
		figure.decimals = decimals_of_real(&figure, whole);
		figure.by_row = !whole && figure.decimals < 2 &&
				answer_find_column(answer, "unit") != SIZE_MAX;
	}
	return figure;
}

void figure_append_number(struct buffer *out, const struct figure *figure, double value)
{
	unsigned decimals = figure->decimals;
	if (figure->by_row)
		decimals = value == floor(value) ? 0 : decimals_of_largest(fabs(value));
	if (figure->is_share) {
		number_append_fixed(out, value * 100, figure->decimals);
		buffer_append_string(out, " %");
	} else if (figure->is_probability && value > 0 && value < 0.0005) {
		buffer_append_string(out, "<0.001");
	} else if (decimals == 0 && fabs(value) < 1e15) {
		number_append_grouped(out, (int64_t)llround(value));
	} else {
		number_append_fixed(out, value, decimals);
	}
}

static size_t find_ending(const struct answer *answer, struct slice name, const char *ending)
{
	struct buffer wanted;
	buffer_init(&wanted);
	buffer_append(&wanted, name);
	buffer_append_string(&wanted, ending);
	size_t found = answer_find_column(answer, wanted.at);
	buffer_release(&wanted);
	return found;
}

bool figure_find_interval(const struct answer *answer, size_t column, size_t *low, size_t *high)
{
	struct slice name = slice_from(answer->columns[column].name);
	*low = find_ending(answer, name, "_low");
	*high = find_ending(answer, name, "_high");
	return *low != SIZE_MAX && *high != SIZE_MAX;
}

bool figure_is_interval_end(const struct answer *answer, size_t column)
{
	struct slice name = slice_from(answer->columns[column].name);
	size_t ending = slice_ends(name, SLICE("_low"))	   ? 4
			: slice_ends(name, SLICE("_high")) ? 5
							   : 0;
	if (ending == 0)
		return false;
	name.length -= ending;
	size_t low, high, middle = find_ending(answer, name, "");
	return middle != SIZE_MAX && figure_find_interval(answer, middle, &low, &high);
}

void figure_append_interval(struct buffer *out, const struct figure *figure,
			    const struct answer *answer, size_t row, size_t column)
{
	size_t low, high;
	if (!figure_find_interval(answer, column, &low, &high))
		return;
	const struct cell *from = answer_cell(answer, row, low);
	const struct cell *to = answer_cell(answer, row, high);
	if (from->kind != CELL_REAL || to->kind != CELL_REAL)
		return;
	struct figure plain = *figure;
	double scale = plain.is_share ? 100 : 1;
	plain.is_share = false;
	buffer_append_byte(out, '[');
	figure_append_number(out, &plain, from->as.real * scale);
	buffer_append_string(out, ", ");
	figure_append_number(out, &plain, to->as.real * scale);
	buffer_append_byte(out, ']');
}

static void append_ids(struct buffer *out, const struct cell *cell, enum evidence_style evidence)
{
	if (evidence != EVIDENCE_IDS) {
		number_append_grouped(out, (int64_t)cell->as.ids.count);
		return;
	}
	for (size_t i = 0; i < cell->as.ids.count; i++)
		buffer_printf(out, i == 0 ? "%lld" : " %lld", (long long)cell->as.ids.at[i]);
}

void figure_append(struct buffer *out, const struct figure *figure, const struct cell *cell,
		   const struct render_style *style)
{
	switch (cell->kind) {
	case CELL_NULL:
		buffer_append_string(out, "–");
		break;
	case CELL_TEXT:
		visible_append(out,
			       label_value(figure->column->name, cell->as.text, style->chinese),
			       VISIBLE_ONE_LINE);
		break;
	case CELL_INTEGER:
		if (figure->is_share)
			figure_append_number(out, figure, (double)cell->as.integer);
		else
			number_append_grouped(out, cell->as.integer);
		break;
	case CELL_REAL:
		figure_append_number(out, figure, cell->as.real);
		break;
	case CELL_FLAG:
		label_append(out, cell->as.flag ? SLICE("yes") : SLICE("no"), style->chinese);
		break;
	case CELL_IDS:
		append_ids(out, cell, style->evidence);
		break;
	}
}

void figure_append_bar(struct buffer *out, const struct figure *figure, double value,
		       unsigned columns)
{
	static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	double filled = figure->full_bar > 0 ? value / figure->full_bar : 0;
	filled = fmin(fmax(filled, 0), 1);
	unsigned parts = (unsigned)lround(filled * columns * 8);
	if (parts == 0 && value > 0)
		parts = 1; /* a small share is not none */
	unsigned whole = parts / 8;
	for (unsigned i = 0; i < whole; i++)
		buffer_append_string(out, "█");
	buffer_append_string(out, eighths[parts % 8]);
	width_append_spaces(out, columns - whole - (parts % 8 > 0));
}
