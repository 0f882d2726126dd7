/* Models from tables that are written in the test. */
#ifndef QIPAN_TEST_ROUTE_GIVEN_H
#define QIPAN_TEST_ROUTE_GIVEN_H

#include "check.h"

#include "base/job.h"
#include "route/input.h"
#include "route/plan.h"

enum { TABLES_MOST = 12 };

struct given {
	struct arena arena;
	struct job job;
	struct route_table tables[TABLES_MOST];
	size_t table_count;
	struct route_model model;
	struct route_remarks remarks;
	struct route_plan plan;
	struct error error;
};

static inline void given_start(struct given *given)
{
	memset(given, 0, sizeof *given);
	arena_init(&given->arena);
	job_init(&given->job, 1);
	route_remarks_init(&given->remarks, &given->arena);
}

static inline void given_end(struct given *given)
{
	route_remarks_release(&given->remarks);
	arena_release(&given->arena);
}

static inline size_t given_split(struct given *given, struct slice line, struct slice *cells)
{
	size_t count = 0;
	struct slice cell;
	(void)given;
	while (slice_cut(&line, ',', &cell))
		cells[count++] = cell;
	return count;
}

/* csv without quotes; the first line names the columns. */
static inline void given_table(struct given *given, const char *name, const char *csv)
{
	struct slice rest = slice_from(csv), line;
	struct route_table *table = &given->tables[given->table_count++];
	struct slice *columns = arena_array(&given->arena, struct slice, 16);
	*table = (struct route_table){
		.name = name,
		.place = slice_from(arena_printf(&given->arena, "%s.csv", name)),
		.columns = columns};
	slice_cut(&rest, '\n', &line);
	table->column_count = given_split(given, line, columns);
	table->rows = arena_array(&given->arena, struct route_row, 256);
	while (slice_cut(&rest, '\n', &line)) {
		struct slice *values = arena_array(&given->arena, struct slice, 16);
		if (line.length == 0)
			continue;
		given_split(given, line, values);
		table->rows[table->row_count] =
			(struct route_row){values, (uint32_t)table->row_count + 2};
		table->row_count++;
	}
}

static inline enum status given_read(struct given *given)
{
	return route_read_tables(&given->arena, given->tables, given->table_count, &given->model,
				 &given->remarks, &given->error);
}

static inline void given_solve(struct given *given, bool full)
{
	struct route_options options = {.full = full};
	if (given_read(given) != STATUS_OK)
		fail_msg("%s: %s", given->error.place, given->error.text);
	if (route_solve(&given->job, &given->arena, &given->model, &options, &given->plan,
			&given->error) != STATUS_OK)
		fail_msg("%s", given->error.text);
}

static inline double given_flow(const struct given *given, const char *region, const char *class,
				const char *site)
{
	const struct route_model *model = &given->model;
	uint32_t r = route_find_region(model, slice_from(region));
	uint32_t k = route_find_class(model, slice_from(class));
	uint32_t s = route_find_site(model, slice_from(site));
	assert_true(r != ROUTE_NONE && k != ROUTE_NONE && s != ROUTE_NONE);
	return given->plan.flow[(r * model->class_count + k) * model->site_count + s];
}

/* A remark that holds these words. */
static inline void assert_remark(const struct given *given, uint32_t line, const char *words)
{
	for (size_t i = 0; i < given->remarks.count; i++)
		if (given->remarks.at[i].line == line &&
		    slice_find(given->remarks.at[i].what, slice_from(words), 0) != SIZE_MAX)
			return;
	for (size_t i = 0; i < given->remarks.count; i++)
		print_message("%u: %.*s\n", given->remarks.at[i].line,
			      (int)given->remarks.at[i].what.length, given->remarks.at[i].what.at);
	fail_msg("no remark on line %u holds \"%s\"", line, words);
}

#endif
