#include "corpus/answer.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void answer_init(struct answer *answer, struct arena *arena, const char *command)
{
	*answer = (struct answer){.arena = arena,
				  .command = command,
				  .title = SLICE(""),
				  .raw = SLICE(""),
				  .footnote = SLICE("")};
}

void answer_column(struct answer *answer, const char *name, const char *unit,
		   const char *definition, enum column_show show)
{
	assert(answer->row_count == 0);
	answer->columns = arena_grow(answer->arena, answer->columns, answer->column_count,
				     &answer->column_capacity, answer->column_count + 1,
				     sizeof *answer->columns);
	answer->columns[answer->column_count++] =
		(struct answer_column){name, unit, definition, show};
}

void answer_row(struct answer *answer)
{
	size_t used = answer->row_count * answer->column_count;
	answer->cells = arena_grow(answer->arena, answer->cells, used, &answer->cell_capacity,
				   used + answer->column_count, sizeof *answer->cells);
	answer->next_cell = used;
	answer->row_count++;
}

static void put(struct answer *answer, struct cell cell)
{
	assert(answer->next_cell < answer->row_count * answer->column_count);
	answer->cells[answer->next_cell++] = cell;
}

void answer_put_text(struct answer *answer, struct slice text)
{
	put(answer, (struct cell){CELL_TEXT, {.text = arena_copy(answer->arena, text)}});
}

void answer_put_string(struct answer *answer, const char *text)
{
	if (text == NULL)
		answer_put_null(answer);
	else
		answer_put_text(answer, slice_from(text));
}

void answer_put_integer(struct answer *answer, int64_t integer)
{
	put(answer, (struct cell){CELL_INTEGER, {.integer = integer}});
}

void answer_put_real(struct answer *answer, double real)
{
	if (!isfinite(real))
		answer_put_null(answer);
	else
		put(answer, (struct cell){CELL_REAL, {.real = real}});
}

void answer_put_flag(struct answer *answer, bool flag)
{
	put(answer, (struct cell){CELL_FLAG, {.flag = flag}});
}

void answer_put_null(struct answer *answer)
{
	put(answer, (struct cell){.kind = CELL_NULL});
}

void answer_put_ids(struct answer *answer, const int64_t *ids, size_t count)
{
	int64_t *copy = arena_array(answer->arena, int64_t, count);
	if (count > 0)
		memcpy(copy, ids, count * sizeof *ids);
	put(answer, (struct cell){CELL_IDS, {.ids = {copy, count}}});
}

static void add_pair(struct answer *answer, struct answer_pair **pairs, size_t *count,
		     size_t *capacity, const char *key, struct cell value)
{
	*pairs = arena_grow(answer->arena, *pairs, *count, capacity, *count + 1, sizeof **pairs);
	(*pairs)[(*count)++] = (struct answer_pair){key, value};
}

void answer_param(struct answer *answer, const char *key, struct slice value)
{
	add_pair(answer, &answer->params, &answer->param_count, &answer->param_capacity, key,
		 (struct cell){CELL_TEXT, {.text = arena_copy(answer->arena, value)}});
}

void answer_param_integer(struct answer *answer, const char *key, int64_t value)
{
	add_pair(answer, &answer->params, &answer->param_count, &answer->param_capacity, key,
		 (struct cell){CELL_INTEGER, {.integer = value}});
}

void answer_manifest(struct answer *answer, const char *key, struct slice value)
{
	add_pair(answer, &answer->manifest, &answer->manifest_count, &answer->manifest_capacity,
		 key, (struct cell){CELL_TEXT, {.text = arena_copy(answer->arena, value)}});
}

void answer_manifest_integer(struct answer *answer, const char *key, int64_t value)
{
	add_pair(answer, &answer->manifest, &answer->manifest_count, &answer->manifest_capacity,
		 key, (struct cell){CELL_INTEGER, {.integer = value}});
}

void answer_problem(struct answer *answer, const char *severity, struct slice place, uint32_t line,
		    uint32_t column, struct slice what)
{
	answer->problems = arena_grow(answer->arena, answer->problems, answer->problem_count,
				      &answer->problem_capacity, answer->problem_count + 1,
				      sizeof *answer->problems);
	answer->problems[answer->problem_count++] =
		(struct problem){severity, arena_copy(answer->arena, place), line, column,
				 arena_copy(answer->arena, what)};
}

size_t answer_find_column(const struct answer *answer, const char *name)
{
	for (size_t i = 0; name != NULL && i < answer->column_count; i++)
		if (strcmp(answer->columns[i].name, name) == 0)
			return i;
	return SIZE_MAX;
}

const struct cell *answer_cell(const struct answer *answer, size_t row, size_t column)
{
	assert(row < answer->row_count && column < answer->column_count);
	return &answer->cells[row * answer->column_count + column];
}
