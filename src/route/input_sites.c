#include <math.h>

#include "route/announced.h"

enum { HOURS_MOST = 8784 };

static bool take_density(struct reading *reading, struct slice key, double value)
{
	static const char *const keys[] = {"mw_per_eflops", "mw_per_eflops_low",
					   "mw_per_eflops_high"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!slice_is(key, keys[i]))
			continue;
		if (!(value > 0 && value <= 1000))
			reading_refuse(reading, "value", "%s must lie above 0 and up to 1000",
				       keys[i]);
		else
			reading->model->density[i] = value;
		return true;
	}
	return false;
}

void route_take_parameter(struct reading *reading)
{
	struct route_model *model = reading->model;
	struct slice key = reading_text(reading, "key|parameter|name");
	double value = reading_real(reading, "value", -1e18, 1e18, NAN);
	if (slice_is(key, "hours_per_period"))
		model->year = value;
	else if (slice_is(key, "carbon_cap_t"))
		model->carbon_cap = value;
	else if (slice_is(key, "carbon_cap_mt"))
		model->carbon_cap = value * 1e6;
	else if (slice_is(key, "build_budget_cny"))
		model->budget = value;
	else if (slice_is(key, "survive_share"))
		model->survive = value;
	else if (slice_is(key, "allow_negative_price"))
		reading->negative_prices = value > 0;
	else if (!take_density(reading, key, value))
		reading_refuse(reading, "key",
			       "\"%.60s\" is no parameter: hours_per_period, carbon_cap_t, "
			       "carbon_cap_mt, build_budget_cny, allow_negative_price, "
			       "mw_per_eflops (also _low, _high), survive_share",
			       arena_string(reading->arena, key));
	if (slice_is(key, "hours_per_period") && !(value > 0 && value <= HOURS_MOST))
		reading_refuse(reading, "value", "hours_per_period must lie above 0 and up to %d",
			       HOURS_MOST);
	if (slice_is(key, "survive_share") && !(value >= 0 && value <= 1))
		reading_refuse(reading, "value",
			       "survive_share must lie between 0 and 1: of the work with a latency "
			       "limit, when any one site is lost");
	if (slice_starts(key, SLICE("carbon_cap")) && value < 0)
		reading_refuse(reading, "value", "a cap below 0 leaves no plan");
}

static bool flag_of(struct reading *reading, const char *column)
{
	struct slice text = reading_text(reading, column);
	static const char *const yes[] = {"1", "true", "yes"};
	static const char *const no[] = {"", "0", "false", "no"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (slice_equal_ignoring_case(text, slice_from(yes[i])))
			return true;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (slice_equal_ignoring_case(text, slice_from(no[i])))
			return false;
	reading_refuse(reading, column, "must be 0 or 1");
	return false;
}

void route_take_class(struct reading *reading)
{
	static const struct reading_unit limits[] = {
		{"max_rtt_ms", 1}, {"max_one_way_ms", 2}, {NULL, 0}};
	static const struct reading_unit sheds[] = {
		{"shed_cost_cny_mwh", 1}, {"shed_cost_cny_kwh", 1000}, {NULL, 0}};
	struct route_class class = {.name = reading_text(reading, "class")};
	uint32_t index = reading_fresh(reading, &reading->classes, "class");
	class.most_rtt = reading_measure(reading, limits, 0, 1e6, INFINITY);
	class.shiftable = flag_of(reading, "shiftable");
	class.shed_cost = reading_measure(reading, sheds, 0, 1e9, 10000);
	class.net_factor = reading_real(reading, "net_factor", 0, 1e6, 1);
	class.gbps = reading_real(reading, "gbps_per_mw", 0, 1e9, 0);
	class.basis = reading_basis(reading, "basis|shed_cost_basis");
	if (!reading->row_bad && class.shed_cost <= 0)
		reading_refuse(reading, "shed_cost_cny_mwh",
			       "must be above 0: it ranks who is served first");
	if (index != ROUTE_NONE)
		reading->model->classes[reading->model->class_count++] = class;
}

static const struct reading_unit price_units[] = {
	{"price_cny_mwh", 1}, {"price_cny_kwh", 1000}, {NULL, 0}};
static const struct reading_unit carbon_units[] = {{"carbon_kg_mwh", 1},
						   {"carbon_g_kwh", 1},
						   {"carbon_kg_kwh", 1000},
						   {"carbon_t_mwh", 1000},
						   {NULL, 0}};

static void check_price(struct reading *reading, double price)
{
	const char *kwh = "price_cny_kwh", *mwh = "price_cny_mwh";
	bool in_kwh = reading_column(reading, mwh) == SIZE_MAX;
	if (price < 0 && !reading->negative_prices)
		reading_refuse(reading, in_kwh ? kwh : mwh,
			       "%g is negative: set the parameter allow_negative_price to 1 if the "
			       "market has such prices",
			       in_kwh ? price / 1000 : price);
	else if (in_kwh && price > 10000)
		reading_refuse(reading, kwh,
			       "%g looks like CNY a MWh: name the column price_cny_mwh",
			       price / 1000);
	else if (!in_kwh && price >= 0.05 && price <= 2 && price != floor(price))
		reading_refuse(reading, mwh,
			       "%g looks like CNY a kWh (a MWh is 1000 of them): name the column "
			       "price_cny_kwh, or give %g",
			       price, price * 1000);
	else if (!in_kwh && price > 0 && price < 20)
		reading_warn(reading, mwh, "%g CNY a MWh is very little: is it a MWh?", price);
}

static void check_pue(struct reading *reading, double pue)
{
	if (pue < 1)
		reading_refuse(reading, "pue",
			       "%g is below 1: a site cannot use less than its computers", pue);
	else if (pue > 3)
		reading_warn(reading, "pue", "%g is above 3: check it", pue);
}

static void check_carbon(struct reading *reading, double carbon)
{
	if (carbon > 1500)
		reading_warn(reading, "carbon_kg_mwh", "%g is above 1500: check it", carbon);
	else if (carbon > 0 && carbon < 2)
		reading_warn(reading, "carbon_kg_mwh",
			     "%g kg a MWh is very little: is it kg a kWh?", carbon);
}

typedef void check_value(struct reading *reading, double value);

/* One mistake in a row hides no other. */
static double checked(struct reading *reading, double value, bool bad_before, check_value *check)
{
	if (!reading->row_bad)
		check(reading, value);
	reading->row_bad |= bad_before;
	return value;
}

static double site_value(struct reading *reading, const struct reading_unit *units, double low,
			 double high, check_value *check)
{
	bool bad_before = reading->row_bad;
	reading->row_bad = false;
	double value = reading_measure(reading, units, low, high, NAN);
	return checked(reading, value, bad_before, check);
}

void route_take_site(struct reading *reading)
{
	static const struct reading_unit capacities[] = {
		{"capacity_mw", 1}, {"capacity_kw", 0.001}, {NULL, 0}};
	struct route_model *model = reading->model;
	struct route_site site = {.name = reading_text(reading, "site"),
				  .region = reading_text(reading, "region")};
	uint32_t index = reading_fresh(reading, &reading->sites, "site");
	struct slice region = reading_text(reading, "region");
	site.announced = reading_announced_region(reading, region.length > 0 ? region : site.name);
	site.figure.eflops = NAN;
	site.capacity = reading_text(reading, "capacity_mw|capacity_kw").length > 0
				? reading_measure(reading, capacities, 0, 1e6, NAN)
				: reading_announced_room(reading, "capacity_mw", site.announced,
							 &site.figure);
	static const struct reading_unit pues[] = {{"pue", 1}, {NULL, 0}};
	double price = site_value(reading, price_units, -1e5, 1e6, check_price);
	double pue = site_value(reading, pues, 0, 100, check_pue);
	double carbon = site_value(reading, carbon_units, 0, 1e5, check_carbon);
	if (site.capacity > 10000)
		reading_warn(reading, "capacity_mw", "%g MW at one site: is it kW?", site.capacity);
	site.capacity_basis = isnan(site.figure.eflops)
				      ? reading_basis(reading, "capacity_basis|basis")
				      : BASIS_ASSUMED;
	site.price_basis = reading_basis(reading, "price_basis|basis");
	site.carbon_basis = reading_basis(reading, "carbon_basis|basis");
	if (index == ROUTE_NONE)
		return;
	model->price[model->site_count] = price;
	model->pue[model->site_count] = pue;
	model->carbon[model->site_count] = carbon;
	model->sites[model->site_count++] = site;
}
