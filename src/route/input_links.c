#include <math.h>

#include "route/announced.h"

/* Light in fibre, km a millisecond (refractive index 1.468). */
static const double FIBRE_SPEED = 204.2;
/* Fibre is never as short as the straight line: below this factor a time looks like one way only.
 */
static const double LEAST_DETOUR = 1.2;

/* ---- latency ---- */

static double km_of(struct reading *reading)
{
	return reading_real(reading, "km|distance_km|great_circle_km", 0, 30000, 0);
}

static void check_speed(struct reading *reading, double rtt, double km)
{
	double light = 2 * km / FIBRE_SPEED;
	if (reading->row_bad || km <= 0)
		return;
	if (rtt < light)
		reading_refuse(
			reading, "rtt_ms",
			"%g ms there and back over %g km is faster than light in fibre (%.1f "
			"ms)",
			rtt, km, light);
	else if (rtt < LEAST_DETOUR * light)
		reading_warn(reading, "rtt_ms",
			     "%g ms over %g km is nearly as fast as light: is it one way? The "
			     "column wants there and back",
			     rtt, km);
}

void route_take_pair(struct reading *reading)
{
	static const struct reading_unit times[] = {
		{"rtt_ms", 1}, {"rtt_ms_est", 1}, {"one_way_ms", 2}, {NULL, 0}};
	static const struct reading_unit costs[] = {
		{"net_cost_cny_mwh", 1}, {"net_cost_cny_kwh", 1000}, {NULL, 0}};
	uint32_t region = reading_known(reading, &reading->regions, "region", "the regions");
	uint32_t site = reading_known(reading, &reading->sites, "site|cluster", "the sites");
	double rtt = reading_measure(reading, times, 0, 1e6, NAN);
	double cost = reading_measure(reading, costs, 0, 1e7, 0);
	double gbps = reading_real(reading, "gbps|link_gbps", 0, 1e9, INFINITY);
	check_speed(reading, rtt, km_of(reading));
	if (reading->row_bad)
		return;
	struct route_pair *pair = route_pair_at(reading->model, region, site);
	if (pair->exists)
		reading_refuse(reading, "region", "this region and site stand twice");
	*pair = (struct route_pair){true, rtt, cost, gbps,
				    reading_basis(reading, "net_cost_basis|basis|flag")};
}

/* ---- builds ---- */

static enum route_status status_of(struct reading *reading)
{
	static const char *const planned[] = {"planned", "announced", "building", "target",
					      "under construction"};
	struct slice text = reading_text(reading, "status");
	for (size_t i = 0; i < sizeof planned / sizeof *planned; i++)
		if (slice_is(text, planned[i]))
			return BUILD_PLANNED;
	if (text.length > 0 && !slice_is(text, "candidate"))
		reading_refuse(reading, "status", "\"%.40s\" must be planned or candidate",
			       arena_string(reading->arena, text));
	return BUILD_CANDIDATE;
}

static const char COST_BY_SIZE[] = "cost_million_cny_mw";

/* What the option's region, or its site's, announces. */
static double size_announced(struct reading *reading, struct route_build *build)
{
	struct slice name = reading_text(reading, "region");
	uint32_t region = ROUTE_NONE;
	if (reading->row_bad)
		return 0;
	region = name.length > 0 ? reading_announced_region(reading, name)
				 : reading->model->sites[build->site].announced;
	build->announced = region;
	return reading_announced_build(reading, "add_mw", region, &build->figure);
}

void route_take_build(struct reading *reading)
{
	static const struct reading_unit sizes[] = {
		{"add_mw", 1}, {"size_mw", 1}, {"add_kw", 0.001}, {NULL, 0}};
	static const struct reading_unit costs[] = {
		{"cost_cny", 1}, {"cost_cny_year", 1}, {"cost_million_cny", 1e6}, {NULL, 0}};
	struct route_model *model = reading->model;
	struct route_build build = {
		.name = reading_text(reading, "option"), .after = ROUTE_NONE, .group = ROUTE_NONE};
	uint32_t index = reading_fresh(reading, &reading->builds, "option");
	build.site = reading_known(reading, &reading->sites, "site", "the sites");
	build.figure.eflops = NAN;
	build.announced = ROUTE_NONE;
	build.size = reading_text(reading, "add_mw|size_mw|add_kw").length > 0
			     ? reading_measure(reading, sizes, -1e6, 1e6, NAN)
			     : size_announced(reading, &build);
	build.cost_by_size = reading_column(reading, COST_BY_SIZE) != SIZE_MAX;
	build.cost = build.cost_by_size
			     ? 1e6 * build.size * reading_real(reading, COST_BY_SIZE, 0, 1e9, NAN)
			     : reading_measure(reading, costs, 0, 1e15, NAN);
	build.status = status_of(reading);
	build.basis = reading_basis(reading, "cost_basis|basis");
	if (!reading->row_bad && build.size <= 0)
		reading_refuse(reading, "add_mw", "%g must be above 0", build.size);
	if (!reading->row_bad && build.cost > 0 && build.cost / build.size < 1000)
		reading_warn(reading, "cost_cny",
			     "%g CNY a year and MW is very little: is it in million CNY?",
			     build.cost / build.size);
	if (index != ROUTE_NONE)
		model->builds[model->build_count++] = build;
}

/* The columns after and group name other rows, so they are read when all rows are. */
static void tie_build(struct reading *reading)
{
	struct route_model *model = reading->model;
	struct slice after = reading_text(reading, "after"), group = reading_text(reading, "group");
	uint32_t at = 0;
	if (!map_find(&reading->builds, reading_text(reading, "option"), &at))
		return;
	if (after.length > 0)
		model->builds[at].after =
			reading_known(reading, &reading->builds, "after", "the options");
	if (model->builds[at].after == at)
		reading_refuse(reading, "after", "an option cannot come after itself");
	for (size_t i = 0; group.length > 0 && i < reading->table->row_count; i++) {
		reading->row = &reading->table->rows[i];
		uint32_t first = 0;
		if (!slice_equal(reading_text(reading, "group"), group) ||
		    !map_find(&reading->builds, reading_text(reading, "option"), &first))
			continue;
		model->builds[at].group = first;
		return;
	}
}

void route_read_builds(struct reading *reading)
{
	static const char *const columns[] = {
		"add_mw|size_mw|add_kw", "option", "site",
		"cost_cny|cost_cny_year|cost_million_cny|cost_million_cny_mw", NULL};
	size_t first = reading->model->announced_count > 0;
	const char *table = reading_table(reading, "expansion") != NULL ? "expansion" : "builds";
	size_t errors = reading->remarks->errors;
	if (!reading_rows(reading, table, columns + first, true, route_take_build) ||
	    reading->remarks->errors > errors)
		return;
	for (size_t i = 0; i < reading->table->row_count; i++) {
		reading->row = &reading->table->rows[i];
		reading->row_bad = false;
		tie_build(reading);
	}
}

/* ---- hours, site_hours, rules, pools ---- */

void route_take_hour(struct reading *reading)
{
	struct route_model *model = reading->model;
	size_t hour = reading_hour(reading);
	double weight = reading_real(reading, "weight_h", 0, 8784, model->weight[hour]);
	double day = reading_real(reading, "day", 0, 366, model->day[hour]);
	if (reading->row_bad)
		return;
	model->weight[hour] = weight;
	model->day[hour] = (uint32_t)day;
}

void route_take_site_hour(struct reading *reading)
{
	static const struct reading_unit prices[] = {
		{"price_cny_mwh", 1}, {"price_cny_kwh", 1000}, {NULL, 0}};
	static const struct reading_unit carbons[] = {
		{"carbon_kg_mwh", 1}, {"carbon_g_kwh", 1}, {NULL, 0}};
	struct route_model *model = reading->model;
	uint32_t site = reading_known(reading, &reading->sites, "site", "the sites");
	size_t at = site * model->hour_count + reading_hour(reading);
	if (reading->row_bad)
		return;
	double lowest = reading->negative_prices ? -1e5 : 0;
	double price = reading_measure(reading, prices, lowest, 1e6, model->price[at]);
	double pue = reading_real(reading, "pue", 1, 100, model->pue[at]);
	double carbon = reading_measure(reading, carbons, 0, 1e5, model->carbon[at]);
	if (reading->row_bad)
		return;
	model->price[at] = price;
	model->pue[at] = pue;
	model->carbon[at] = carbon;
}

/* An index, or the range of all of them when the cell is empty. */
static void range_of(struct reading *reading, const struct map *names, const char *column,
		     const char *where, size_t count, size_t *from, size_t *to)
{
	*from = 0;
	*to = count;
	if (reading_text(reading, column).length == 0)
		return;
	*from = reading_known(reading, names, column, where);
	*to = *from + 1;
}

void route_take_rule(struct reading *reading)
{
	struct route_model *model = reading->model;
	size_t region, region_end, class, class_end, site, site_end;
	struct slice rule = reading_text(reading, "rule");
	bool only = slice_is(rule, "only");
	range_of(reading, &reading->regions, "region", "the regions", model->region_count, &region,
		 &region_end);
	range_of(reading, &reading->classes, "class", "the classes", model->class_count, &class,
		 &class_end);
	range_of(reading, &reading->sites, "site", "the sites", model->site_count, &site,
		 &site_end);
	if (!only && !slice_is(rule, "forbid"))
		reading_refuse(reading, "rule", "must be only or forbid");
	if (reading->row_bad)
		return;
	/* only: a first such row for a region and class shuts all sites, each opens its own */
	for (size_t r = region; r < region_end; r++)
		for (size_t k = class; k < class_end; k++) {
			uint8_t *rules =
				model->rules + (r * model->class_count + k) * model->site_count;
			bool *opened = reading->opened + r * model->class_count + k;
			for (size_t s = 0; only && !*opened && s < model->site_count; s++)
				if (rules[s] == RULE_FREE)
					rules[s] = RULE_RESIDENCY;
			*opened |= only;
			for (size_t s = site; s < site_end; s++) {
				if (!only)
					rules[s] = RULE_FORBIDDEN;
				else if (rules[s] == RULE_RESIDENCY)
					rules[s] = RULE_FREE;
			}
		}
}

void route_take_pool(struct reading *reading)
{
	struct route_model *model = reading->model;
	uint32_t site = reading_known(reading, &reading->sites, "site", "the sites");
	uint32_t class = reading_known(reading, &reading->classes, "class", "the classes");
	double capacity = reading_real(reading, "capacity_mw", 0, 1e6, NAN);
	if (!reading->row_bad)
		model->pools[site * model->class_count + class] = capacity;
}
