/*
 * A plain facility-location or transport instance as a model: customers are regions with one class,
 * facilities sites with nothing yet and one build of their capacity. A facility without a fixed
 * cost is open.
 */
#include <math.h>

#include "base/limits.h"
#include "route/reading.h"

static const char FACILITY[] = "facility|facility_id|warehouse|site|source|name|id";
static const char CUSTOMER[] = "customer|customer_id|market|region|sink|name|id";
static const char CAPACITY[] = "capacity|supply|capacity_units";
static const char FIXED[] = "fixed_cost|fixed|opening_cost|open_cost|setup_cost|cost";
static const char DEMAND[] = "demand|quantity|demand_units";
static const char UNIT_COST[] = "unit_cost|cost_per_unit|cost_unit";
static const char TOTAL_COST[] = "total_cost|allocation_cost|assignment_cost|cost_total|cost_all";

enum cost_form { COST_UNIT, COST_TOTAL };

static void take_facility(struct reading *reading)
{
	struct route_model *model = reading->model;
	struct route_site site = {.name = reading_text(reading, FACILITY)};
	uint32_t index = reading_fresh(reading, &reading->sites, FACILITY);
	site.figure.eflops = NAN;
	site.announced = ROUTE_NONE;
	double capacity = reading_real(reading, CAPACITY, 0, 1e15, INFINITY);
	double fixed = reading_real(reading, FIXED, 0, 1e15, 0);
	if (index == ROUTE_NONE)
		return;
	if (fixed > 0 && capacity > 0) {
		model->builds[model->build_count++] =
			(struct route_build){.name = site.name,
					     .site = (uint32_t)model->site_count,
					     .size = capacity,
					     .cost = fixed,
					     .status = BUILD_CANDIDATE,
					     .after = ROUTE_NONE,
					     .group = ROUTE_NONE,
					     .figure.eflops = NAN,
					     .announced = ROUTE_NONE};
	} else {
		site.capacity = capacity;
	}
	model->sites[model->site_count++] = site;
}

static void take_customer(struct reading *reading)
{
	struct route_model *model = reading->model;
	struct slice name = reading_text(reading, CUSTOMER);
	uint32_t index = reading_fresh(reading, &reading->regions, CUSTOMER);
	double demand = reading_real(reading, DEMAND, 0, 1e15, NAN);
	if (index == ROUTE_NONE)
		return;
	model->demand[model->region_count] = demand;
	model->regions[model->region_count++] = name;
}

static void put_cost(struct reading *reading, uint32_t customer, uint32_t facility, double cost,
		     enum cost_form form)
{
	struct route_model *model = reading->model;
	struct route_pair *pair = route_pair_at(model, customer, facility);
	double demand = model->demand[customer];
	if (reading->row_bad)
		return;
	if (pair->exists)
		reading_refuse(reading, "facility", "this facility and customer stand twice");
	if (form == COST_TOTAL)
		cost = demand > 0 ? cost / demand : 0;
	*pair = (struct route_pair){true, 0, cost, INFINITY, BASIS_UNSTATED};
}

/* A column "cost" alone: in a facility-location instance what all of the customer's demand costs
 * there (as in OR-Library's files), in a transport instance what a unit costs. */
static enum cost_form form_of(const struct reading *reading)
{
	if (reading_column(reading, UNIT_COST) != SIZE_MAX)
		return COST_UNIT;
	if (reading_column(reading, TOTAL_COST) != SIZE_MAX)
		return COST_TOTAL;
	return reading->model->build_count > 0 ? COST_TOTAL : COST_UNIT;
}

static void take_cost(struct reading *reading)
{
	uint32_t facility = reading_known(reading, &reading->sites, FACILITY, "the facilities");
	uint32_t customer = reading_known(reading, &reading->regions, CUSTOMER, "the customers");
	enum cost_form form = form_of(reading);
	const char *column = reading_column(reading, UNIT_COST) != SIZE_MAX    ? UNIT_COST
			     : reading_column(reading, TOTAL_COST) != SIZE_MAX ? TOTAL_COST
									       : "cost";
	double cost = reading_real(reading, column, 0, 1e15, NAN);
	put_cost(reading, customer, facility, cost, form);
}

/* The first column names one side, the other columns the other. */
static void take_cost_line(struct reading *reading)
{
	const struct route_table *table = reading->table;
	struct slice name = slice_trim(reading->row->values[0]);
	uint32_t facility = 0, customer = 0;
	bool by_facility = map_find(&reading->sites, name, &facility);
	if (!by_facility && !map_find(&reading->regions, name, &customer)) {
		reading_refuse(reading, "cost", "\"%.80s\" is neither a facility nor a customer",
			       arena_string(reading->arena, name));
		return;
	}
	for (size_t c = 1; c < table->column_count; c++) {
		struct slice other = slice_trim(table->columns[c]);
		struct slice cell = slice_trim(reading->row->values[c]);
		const char *heading = arena_string(reading->arena, other);
		bool found = by_facility ? map_find(&reading->regions, other, &customer)
					 : map_find(&reading->sites, other, &facility);
		reading->row_bad = false;
		if (!found)
			reading_refuse(reading, heading, "is neither a facility nor a customer");
		else if (cell.length > 0)
			put_cost(reading, customer, facility,
				 reading_real(reading, heading, 0, 1e15, NAN), form_of(reading));
	}
}

static void take_form(struct reading *reading)
{
	(void)reading;
}

static double sum_of_demand(const struct route_model *model)
{
	double sum = 0;
	for (size_t r = 0; r < model->region_count; r++)
		sum += model->demand[r];
	return sum;
}

/* No site needs more room than all customers together. */
static void bound_capacities(struct route_model *model)
{
	double all = sum_of_demand(model);
	for (size_t s = 0; s < model->site_count; s++)
		model->sites[s].capacity = fmin(model->sites[s].capacity, all);
	for (size_t e = 0; e < model->build_count; e++)
		model->builds[e].size = fmin(model->builds[e].size, all);
}

static void make_plain(struct reading *reading)
{
	struct route_model *model = reading->model;
	struct arena *arena = reading->arena;
	const struct route_table *customers = reading_table(reading, "customers");
	const struct route_table *facilities = reading_table(reading, "facilities");
	model->plain = true;
	model->hour_count = model->day_count = model->class_count = 1;
	model->year = 1;
	model->weight = arena_array(arena, double, 1);
	model->weight[0] = 1;
	model->day = arena_array(arena, uint32_t, 1);
	model->classes = arena_array(arena, struct route_class, 1);
	model->classes[0] = (struct route_class){
		.name = SLICE("goods"), .most_rtt = INFINITY, .shed_cost = 1, .net_factor = 1};
	model->sites = arena_array(arena, struct route_site, facilities->row_count);
	model->builds = arena_array(arena, struct route_build, facilities->row_count);
	model->price = arena_array(arena, double, facilities->row_count);
	model->pue = arena_array(arena, double, facilities->row_count);
	model->carbon = arena_array(arena, double, facilities->row_count);
	for (size_t s = 0; s < facilities->row_count; s++)
		model->pue[s] = 1;
	size_t regions = customers == NULL ? 0 : customers->row_count;
	model->regions = arena_array(arena, struct slice, regions);
	model->demand = arena_array(arena, double, regions);
	model->demand_basis = arena_array(arena, enum route_basis, regions);
}

enum status route_read_facilities(struct reading *reading, struct error *error)
{
	static const char *const facility[] = {FACILITY, NULL};
	static const char *const customer[] = {CUSTOMER, DEMAND, NULL};
	static const char *const none[] = {NULL};
	struct route_model *model = reading->model;
	make_plain(reading);
	reading_rows(reading, "facilities", facility, false, take_facility);
	reading_rows(reading, "customers", customer, false, take_customer);
	if (model->region_count * model->site_count > LIMIT_ROUTE_CELLS)
		return error_set(error, STATUS_LIMIT,
				 "%zu facilities x %zu customers are more than the limit "
				 "ROUTE_CELLS, %d",
				 model->site_count, model->region_count, LIMIT_ROUTE_CELLS);
	model->pairs = arena_array(reading->arena, struct route_pair,
				   model->region_count * model->site_count);
	if (reading->remarks->errors > 0 || !reading_rows(reading, "costs", none, false, take_form))
		return STATUS_OK;
	bool list = reading_column(reading, FACILITY) != SIZE_MAX &&
		    reading_column(reading, CUSTOMER) != SIZE_MAX;
	reading_rows(reading, "costs", none, false, list ? take_cost : take_cost_line);
	model->cost_of_all = form_of(reading) == COST_TOTAL;
	bound_capacities(model);
	return STATUS_OK;
}
