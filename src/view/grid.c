#include "view/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

/* Where the answer's columns are. */
struct grid_source {
	const struct answer *answer;
	size_t row, column, value, group, state, label;
};

static struct grid_source find_source(const struct answer *answer)
{
	return (struct grid_source){
		.answer = answer,
		.row = answer_find_column(answer, answer->grid.row),
		.column = answer_find_column(answer, answer->grid.column),
		.value = answer_find_column(answer, answer->grid.value),
		.group = answer_find_column(answer, answer->grid.row_group),
		.state = answer_find_column(answer, answer->grid.state),
		.label = answer_find_column(answer, answer->grid.column_label),
	};
}

bool grid_wanted(const struct answer *answer)
{
	struct grid_source source = find_source(answer);
	return source.row != SIZE_MAX && source.column != SIZE_MAX && source.value != SIZE_MAX &&
	       answer->row_count > 0;
}

static struct slice text_of(const struct grid_source *source, size_t row, size_t column)
{
	if (column == SIZE_MAX)
		return SLICE("");
	const struct cell *cell = answer_cell(source->answer, row, column);
	return cell->kind == CELL_TEXT ? cell->as.text : SLICE("");
}

/* The numbers of all rows and columns by name, in order of appearance. */
struct grid_index {
	uint32_t *row, *column; /* for each row of the answer */
};

static struct grid_index make_index(struct arena *scratch, const struct grid_source *source,
				    struct grid *grid)
{
	size_t count = source->answer->row_count;
	struct grid_index index = {arena_array(scratch, uint32_t, count),
				   arena_array(scratch, uint32_t, count)};
	grid->rows = arena_array(scratch, struct grid_row, count);
	grid->columns = arena_array(scratch, struct grid_column, count);
	struct map rows, columns;
	map_init(&rows);
	map_init(&columns);
	for (size_t i = 0; i < count; i++) {
		struct slice name = text_of(source, i, source->row);
		index.row[i] = (uint32_t)grid->row_count;
		if (map_put(&rows, name, index.row[i], &index.row[i]))
			grid->rows[grid->row_count++] =
				(struct grid_row){name, text_of(source, i, source->group)};
		name = text_of(source, i, source->column);
		index.column[i] = (uint32_t)grid->column_count;
		if (map_put(&columns, name, index.column[i], &index.column[i])) {
			struct slice label = text_of(source, i, source->label);
			grid->columns[grid->column_count] =
				(struct grid_column){.name = name,
						     .label = label.length > 0 ? label : name,
						     .place = grid->column_count};
			grid->column_count++;
		}
	}
	map_release(&rows);
	map_release(&columns);
	return index;
}

static bool number_of(const struct cell *cell, double *value)
{
	if (cell->kind == CELL_REAL)
		*value = cell->as.real;
	else if (cell->kind == CELL_INTEGER)
		*value = (double)cell->as.integer;
	else if (cell->kind == CELL_IDS)
		*value = (double)cell->as.ids.count;
	else
		return false;
	return true;
}

static struct grid_cell read_cell(const struct grid_source *source, size_t row, bool is_share)
{
	struct slice state = text_of(source, row, source->state);
	struct grid_cell cell = {.state = GRID_VALUE};
	bool known = number_of(answer_cell(source->answer, row, source->value), &cell.value);
	if (is_share)
		cell.value *= 100;
	if (slice_is(state, "no_document"))
		cell.state = GRID_NO_DOCUMENT;
	else if (!known)
		cell.state = slice_is(state, "zero") || slice_is(state, "no_hit") ? GRID_VALUE
										  : GRID_NO_VALUE;
	else if (slice_is(state, "partial"))
		cell.state = GRID_PARTIAL;
	cell.silent = cell.value == 0 && !slice_is(state, "value") && !slice_is(state, "few");
	return cell;
}

static bool has_value(const struct grid_cell *cell)
{
	return cell->state == GRID_VALUE || cell->state == GRID_PARTIAL;
}

static void note_cell(struct grid *grid, const struct grid_cell *cell)
{
	grid->any_no_document = grid->any_no_document || cell->state == GRID_NO_DOCUMENT;
	grid->any_no_value = grid->any_no_value || cell->state == GRID_NO_VALUE;
	grid->any_partial = grid->any_partial || cell->state == GRID_PARTIAL;
	if (!has_value(cell))
		return;
	grid->any_zero = grid->any_zero || cell->silent;
	grid->largest = fmax(grid->largest, fabs(cell->value));
	grid->is_whole = grid->is_whole && cell->value == floor(cell->value);
}

static int by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void measure_column(struct grid *grid, struct grid_column *column, double *values)
{
	for (size_t row = 0; row < grid->row_count; row++) {
		const struct grid_cell *cell =
			&grid->cells[row * grid->column_count + column->place];
		if (!has_value(cell))
			continue;
		values[column->known++] = cell->value;
		column->sum += cell->value;
		column->hits += cell->value > 0;
	}
	qsort(values, column->known, sizeof *values, by_number);
	size_t half = column->known / 2;
	column->median = column->known == 0	  ? NAN
			 : column->known % 2 == 1 ? values[half]
						  : (values[half - 1] + values[half]) / 2;
}

static double or_lowest(double value)
{
	return isnan(value) ? -INFINITY : value;
}

static int by_median(const void *a, const void *b)
{
	const struct grid_column *x = a, *y = b;
	double mx = or_lowest(x->median), my = or_lowest(y->median);
	if (mx != my)
		return mx < my ? 1 : -1;
	if (x->sum != y->sum)
		return x->sum < y->sum ? 1 : -1;
	return (x->place > y->place) - (x->place < y->place);
}

/* Rows of a group come together at the place of its first row; moved: old place to new. */
static void bring_groups_together(struct arena *scratch, struct grid *grid, uint32_t *moved)
{
	struct map groups;
	map_init(&groups);
	uint32_t *group = arena_array(scratch, uint32_t, grid->row_count);
	size_t *next = arena_array(scratch, size_t, grid->row_count + 1);
	for (size_t i = 0; i < grid->row_count; i++) {
		group[i] = (uint32_t)groups.count;
		map_put(&groups, grid->rows[i].group, group[i], &group[i]);
		next[group[i] + 1]++;
	}
	for (size_t i = 1; i < groups.count; i++)
		next[i] += next[i - 1];
	map_release(&groups);
	struct grid_row *sorted = arena_array(scratch, struct grid_row, grid->row_count);
	for (size_t i = 0; i < grid->row_count; i++) {
		moved[i] = (uint32_t)next[group[i]]++;
		sorted[moved[i]] = grid->rows[i];
	}
	grid->rows = sorted;
}

struct grid *grid_make(struct arena *scratch, const struct answer *answer)
{
	struct grid *grid = arena_new(scratch, struct grid);
	struct grid_source source = find_source(answer);
	grid->is_share = answer->columns[source.value].show == SHOW_SHARE;
	grid->is_whole = true;
	struct grid_index index = make_index(scratch, &source, grid);
	if (grid->row_count > GRID_CELLS_MOST / grid->column_count)
		return NULL;
	uint32_t *moved = arena_array(scratch, uint32_t, grid->row_count);
	bring_groups_together(scratch, grid, moved);
	grid->cells = arena_array(scratch, struct grid_cell, grid->row_count * grid->column_count);
	for (size_t i = 0; i < answer->row_count; i++) {
		struct grid_cell *cell =
			&grid->cells[moved[index.row[i]] * grid->column_count + index.column[i]];
		*cell = read_cell(&source, i, grid->is_share);
		note_cell(grid, cell);
	}
	double *values = arena_array(scratch, double, grid->row_count * grid->column_count + 1);
	for (size_t i = 0; i < grid->column_count; i++)
		measure_column(grid, &grid->columns[i], values);
	grid->columns_as_given = answer->grid.columns_as_given;
	if (!grid->columns_as_given)
		qsort(grid->columns, grid->column_count, sizeof *grid->columns, by_median);
	size_t count = 0;
	for (size_t i = 0; i < grid->row_count * grid->column_count; i++)
		if (has_value(&grid->cells[i]))
			values[count++] = grid->cells[i].value;
	grid->shades = shades_choose(values, count);
	return grid;
}

const struct grid_cell *grid_cell(const struct grid *grid, size_t row, size_t column)
{
	return &grid->cells[row * grid->column_count + grid->columns[column].place];
}
