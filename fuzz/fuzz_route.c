/*
 * route: tables of any text give a model or remarks that say where; a model is whole (sizes, finite
 * numbers, names that are found); and every small model has a plan whose certificate holds, that
 * adds up, and that the loss of a site cannot make better.
 *
 * The input: tables one after another, each after a line "@NAME", as csv without quotes.
 */
#include <math.h>
#include <string.h>

#include "base/job.h"
#include "route/announced.h"
#include "route/change.h"
#include "route/input.h"
#include "route/loss.h"

#include "check.h"

enum { TABLES = 8, COLUMNS = 24, ROWS = 64, SOLVED_CELLS = 600, SOLVED_BUILDS = 4 };

struct input {
	struct arena *arena;
	struct route_table tables[TABLES];
	size_t count;
};

static size_t cells_of(struct slice line, struct slice *cells)
{
	size_t count = 0;
	while (count < COLUMNS && slice_cut(&line, ',', &cells[count]))
		count++;
	return count;
}

static const char *known_table(struct slice name)
{
	for (size_t i = 0; route_table_names[i] != NULL; i++)
		if (slice_is(name, route_table_names[i]))
			return route_table_names[i];
	return NULL;
}

static void take_line(struct input *input, struct slice line, uint32_t number)
{
	struct route_table *table = input->count == 0 ? NULL : &input->tables[input->count - 1];
	struct slice *cells = arena_array(input->arena, struct slice, COLUMNS);
	for (size_t c = 0; c < COLUMNS; c++)
		cells[c] = SLICE("");
	if (line.length > 0 && line.at[0] == '@') {
		const char *name = known_table((struct slice){line.at + 1, line.length - 1});
		for (size_t i = 0; i < input->count; i++)
			name = name != NULL && strcmp(input->tables[i].name, name) == 0 ? NULL
											: name;
		if (name != NULL && input->count < TABLES)
			input->tables[input->count++] = (struct route_table){
				.name = name,
				.place = slice_from(name),
				.rows = arena_array(input->arena, struct route_row, ROWS)};
	} else if (table != NULL && table->column_count == 0) {
		table->column_count = cells_of(line, cells);
		table->columns = cells;
	} else if (table != NULL && table->row_count < ROWS && line.length > 0) {
		cells_of(line, cells);
		table->rows[table->row_count++] = (struct route_row){cells, number};
	}
}

static bool is_at_least_0(double value)
{
	return value >= 0 && !isnan(value);
}

static void check_model(const struct route_model *model)
{
	size_t needs = model->region_count * model->class_count;
	MUST(model->hour_count > 0 && model->year > 0);
	for (size_t i = 0; i < needs * model->hour_count; i++)
		MUST(is_at_least_0(model->demand[i]) && isfinite(model->demand[i]));
	for (uint32_t s = 0; s < model->site_count; s++) {
		MUST(is_at_least_0(model->sites[s].capacity));
		MUST(route_find_site(model, model->sites[s].name) == s);
		for (size_t t = 0; t < model->hour_count; t++)
			MUST(isfinite(model->price[s * model->hour_count + t]));
	}
	for (size_t e = 0; e < model->build_count; e++) {
		MUST(model->builds[e].size > 0 && is_at_least_0(model->builds[e].cost));
		MUST(model->builds[e].site < model->site_count);
	}
	for (size_t i = 0; i < model->region_count * model->site_count; i++)
		MUST(!model->pairs[i].exists || is_at_least_0(model->pairs[i].rtt));
}

/* served + unmet = demand, nowhere more than the room. */
static void check_plan(const struct route_model *model, const struct route_plan *plan)
{
	MUST(lp_holds(&plan->certificate));
	for (size_t r = 0; r < model->region_count; r++)
		for (size_t k = 0; k < model->class_count; k++) {
			size_t need = r * model->class_count + k;
			double served = 0, demand = route_mean_demand(model, r, k);
			for (size_t s = 0; s < model->site_count; s++) {
				double flow = plan->flow[need * model->site_count + s];
				MUST(flow >= 0 && (flow <= 0 || route_allows(model, r, k, s)));
				served += flow;
			}
			MUST(fabs(served + plan->unmet[need] - demand) <= 1e-5 * (1 + demand));
		}
	for (size_t i = 0; i < model->site_count * model->hour_count; i++) {
		double room = plan->room[i / model->hour_count];
		MUST(plan->used[i] <= room + 1e-5 * (1 + room));
	}
}

static void solve(struct arena *arena, const struct route_model *model)
{
	struct job job;
	struct error error;
	struct route_plan plan;
	struct route_loss *losses;
	struct route_options options = {.full = false};
	job_init(&job, 1);
	enum status status = route_solve(&job, arena, model, &options, &plan, &error);
	/* Only what excludes itself has no plan. */
	MUST(status == STATUS_OK || (status == STATUS_SOLVE && error.text[0] != '\0'));
	if (status != STATUS_OK)
		return;
	check_plan(model, &plan);
	if (model->build_count > 0 || model->site_count > 4 ||
	    route_lose_each(&job, arena, model, &plan, &losses, &error) != STATUS_OK)
		return;
	for (size_t s = 0; s < model->site_count && isinf(model->carbon_cap); s++)
		MUST(losses[s].plan.unmet_cost >= plan.unmet_cost * (1 - 1e-6) - 1e-3);
}

static bool is_small(const struct route_model *model)
{
	return model->region_count * model->class_count * model->site_count * model->hour_count <=
		       SOLVED_CELLS &&
	       model->site_count > 0 && model->build_count <= SOLVED_BUILDS;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = fuzz_text(bytes, length), line;
	struct arena arena;
	struct route_model model;
	struct route_remarks remarks;
	struct error error = {0};
	uint32_t number = 0;
	arena_init(&arena);
	struct input input = {.arena = &arena};
	while (text.length > 0 && slice_cut(&text, '\n', &line))
		take_line(&input, line, ++number);
	route_remarks_init(&remarks, &arena);
	(void)route_tables_want_board(input.tables, input.count);
	enum status status =
		route_read_tables(&arena, input.tables, input.count, &model, &remarks, &error);
	MUST(status == STATUS_OK || status == STATUS_FORMAT || status == STATUS_LIMIT);
	MUST(status != STATUS_FORMAT || (remarks.errors > 0 && error.text[0] != '\0'));
	MUST(status != STATUS_OK || remarks.errors == 0);
	for (size_t i = 0; i < remarks.count; i++)
		MUST(remarks.at[i].line <= number && remarks.at[i].what.length > 0);
	if (status == STATUS_OK && !model.plain)
		check_model(&model);
	if (status == STATUS_OK && is_small(&model))
		solve(&arena, &model);
	route_remarks_release(&remarks);
	arena_release(&arena);
	return 0;
}
