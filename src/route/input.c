#include "route/input.h"

#include <math.h>
#include <string.h>

#include "route/reading.h"

const char *const route_table_names[] = {
	"params", "parameters", "classes",    "regions",   "sites",  "site_hours",
	"hours",  "demand",	"latency",    "expansion", "builds", "rules",
	"pools",  "announced",	"facilities", "customers", "costs",  NULL};

static size_t rows_of(const struct reading *reading, const char *name)
{
	const struct route_table *table = reading_table(reading, name);
	return table == NULL ? 0 : table->row_count;
}

static void make_room(struct reading *reading)
{
	struct route_model *model = reading->model;
	struct arena *arena = reading->arena;
	model->classes = arena_array(arena, struct route_class, rows_of(reading, "classes"));
	model->announced =
		arena_array(arena, struct route_announced, rows_of(reading, "announced"));
	model->sites = arena_array(arena, struct route_site, rows_of(reading, "sites"));
	model->price = arena_array(arena, double, rows_of(reading, "sites"));
	model->pue = arena_array(arena, double, rows_of(reading, "sites"));
	model->carbon = arena_array(arena, double, rows_of(reading, "sites"));
	model->regions = arena_array(arena, struct slice,
				     rows_of(reading, "regions") + rows_of(reading, "demand"));
	model->builds = arena_array(arena, struct route_build,
				    rows_of(reading, "expansion") + rows_of(reading, "builds"));
}

static void read_links(struct reading *reading)
{
	static const char *const pair[] = {"region", "site|cluster", "rtt_ms|rtt_ms_est|one_way_ms",
					   NULL};
	static const char *const hour[] = {"hour", NULL};
	static const char *const site_hour[] = {"site", "hour", NULL};
	static const char *const rule[] = {"rule", NULL};
	static const char *const pool[] = {"site", "class", "capacity_mw", NULL};
	struct route_model *model = reading->model;
	size_t needs = model->region_count * model->class_count;
	model->pairs = arena_array(reading->arena, struct route_pair,
				   model->region_count * model->site_count);
	reading_rows(reading, "latency", pair, false, route_take_pair);
	route_read_builds(reading);
	reading_rows(reading, "hours", hour, true, route_take_hour);
	reading_rows(reading, "site_hours", site_hour, true, route_take_site_hour);
	if (reading_table(reading, "rules") != NULL) {
		model->rules = arena_array(reading->arena, uint8_t, needs * model->site_count);
		reading->opened = arena_array(reading->arena, bool, needs);
		reading_rows(reading, "rules", rule, true, route_take_rule);
	}
	if (reading_table(reading, "pools") != NULL) {
		model->pools =
			arena_array(reading->arena, double, model->site_count * model->class_count);
		for (size_t i = 0; i < model->site_count * model->class_count; i++)
			model->pools[i] = INFINITY;
		reading_rows(reading, "pools", pool, true, route_take_pool);
	}
}

static enum status read_route(struct reading *reading, struct error *error)
{
	static const char *const parameter[] = {"key|parameter|name", "value", NULL};
	static const char *const class[] = {"class", NULL};
	static const char *const region[] = {"region", NULL};
	static const char *const announced[] = {"region", NULL};
	static const char *const site[] = {"capacity_mw|capacity_kw",
					   "site",
					   "price_cny_mwh|price_cny_kwh",
					   "pue",
					   "carbon_kg_mwh|carbon_g_kwh|carbon_kg_kwh|carbon_t_mwh",
					   NULL};
	make_room(reading);
	reading_rows(reading, reading_table(reading, "params") != NULL ? "params" : "parameters",
		     parameter, true, route_take_parameter);
	reading_rows(reading, "classes", class, false, route_take_class);
	reading_rows(reading, "announced", announced, true, route_take_announced);
	reading_rows(reading, "sites", site + (reading->model->announced_count > 0), false,
		     route_take_site);
	reading_rows(reading, "regions", region, true, route_take_region);
	if (reading_table(reading, "demand") == NULL) {
		route_remark(reading->remarks, true, SLICE(""), 0, "the table demand is missing");
		return STATUS_OK;
	}
	TRY(route_read_demand(reading, error));
	if (reading->model->demand == NULL)
		return STATUS_OK;
	read_links(reading);
	if (reading->remarks->errors == 0)
		route_check_input(reading);
	return STATUS_OK;
}

static enum status first_mistake(const struct route_remarks *remarks, struct error *error)
{
	const struct route_remark *first = remarks->at;
	while (!first->error)
		first++;
	error_set(error, STATUS_FORMAT, "%zu mistake%s in the tables, the first: %.400s",
		  remarks->errors, remarks->errors == 1 ? "" : "s",
		  arena_string(remarks->arena, first->what));
	return error_at(error, arena_string(remarks->arena, first->place), first->line, 0);
}

enum status route_read_tables(struct arena *arena, const struct route_table *tables, size_t count,
			      struct route_model *model, struct route_remarks *remarks,
			      struct error *error)
{
	struct reading reading = {.arena = arena,
				  .model = model,
				  .remarks = remarks,
				  .tables = tables,
				  .table_count = count};
	struct map *maps[] = {&reading.regions, &reading.classes,   &reading.sites,
			      &reading.builds,	&reading.announced, &reading.other_names};
	*model = (struct route_model){.arena = arena,
				      .carbon_cap = INFINITY,
				      .budget = INFINITY,
				      .day_count = 1,
				      .density = {NAN, NAN, NAN}};
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		map_init(maps[i]);
	enum status status = STATUS_OK;
	if (reading_table(&reading, "facilities") != NULL)
		status = route_read_facilities(&reading, error);
	else
		status = read_route(&reading, error);
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		map_release(maps[i]);
	if (status == STATUS_OK && remarks->errors > 0)
		return first_mistake(remarks, error);
	return status;
}
