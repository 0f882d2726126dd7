/* Tables to a model, and every mistake with table, line, column and what to do. */
#include "route_given.h"

#include "base/limits.h"
#include "route/run.h"

static const char CLASSES[] = "class,max_rtt_ms,shiftable,shed_cost_cny_mwh\n"
			      "realtime,10,0,40000\n"
			      "batch,,1,8000\n";
static const char SITES[] = "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\n"
			    "east,100,600,1.4,600\n"
			    "west,100,400,1.2,300\n";
static const char DEMAND[] = "region,class,hour,demand_mw\n"
			     "A,realtime,1,10\n"
			     "A,batch,1,20\n";
static const char LATENCY[] = "region,site,rtt_ms,net_cost_cny_mwh\n"
			      "A,east,2,0\n"
			      "A,west,20,10\n";

static void give(struct given *given, const char *classes, const char *sites, const char *demand,
		 const char *latency)
{
	given_start(given);
	given_table(given, "classes", classes);
	given_table(given, "sites", sites);
	given_table(given, "demand", demand);
	given_table(given, "latency", latency);
}

static void tables_become_a_model(void **state)
{
	struct given given;
	(void)state;
	give(&given, CLASSES, SITES, DEMAND, LATENCY);
	given_table(&given, "expansion",
		    "option,site,add_mw,cost_cny,status,after,group\n"
		    "a,west,50,1e8,planned,,\n"
		    "b,west,60,1e8,candidate,a,\n"
		    "c,east,10,1e7,planned,,g\n"
		    "d,east,20,2e7,planned,,g\n");
	given_table(&given, "params", "key,value\nhours_per_period,8760\ncarbon_cap_mt,2\n");
	assert_int_equal(given_read(&given), STATUS_OK);
	const struct route_model *model = &given.model;
	assert_int_equal(model->region_count, 1);
	assert_int_equal(model->class_count, 2);
	assert_int_equal(model->site_count, 2);
	assert_int_equal(model->hour_count, 1);
	assert_near(model->year, 8760, 0);
	assert_near(model->carbon_cap, 2e6, 0);
	assert_true(isinf(model->classes[1].most_rtt));
	assert_true(model->classes[1].shiftable);
	assert_near(route_power_cost(model, 1), 480, 1e-9);
	assert_near(route_unit_cost(model, 0, 1, 1), 490, 1e-9);
	assert_near(route_site_carbon(model, 0), 0.84, 1e-9);
	assert_false(route_allows(model, 0, 0, 1)); /* 20 ms, the limit is 10 */
	assert_true(route_allows(model, 0, 1, 1));
	assert_int_equal(model->builds[1].after, 0);
	assert_int_equal(model->builds[2].group, 2);
	assert_int_equal(model->builds[3].group, 2);
	given_end(&given);
}

/* price_cny_kwh is converted, carbon in g a kWh is the same number, one way is doubled. */
static void units_are_in_headers(void **state)
{
	struct given given;
	(void)state;
	give(&given, CLASSES,
	     "site,capacity_kw,price_cny_kwh,pue,carbon_g_kwh\nwest,100000,0.4,1.2,300\n", DEMAND,
	     "region,site,one_way_ms,net_cost_cny_kwh\nA,west,5,0.01\n");
	assert_int_equal(given_read(&given), STATUS_OK);
	assert_near(given.model.sites[0].capacity, 100, 1e-9);
	assert_near(given.model.price[0], 400, 1e-9);
	assert_near(given.model.carbon[0], 300, 1e-9);
	assert_near(given.model.pairs[0].rtt, 10, 1e-9);
	assert_near(given.model.pairs[0].net_cost, 10, 1e-9);
	given_end(&given);
}

static void all_mistakes_are_told_at_once(void **state)
{
	struct given given;
	(void)state;
	give(&given,
	     "class,max_rtt_ms,shiftable,shed_cost_cny_mwh\n"
	     "realtime,10,2,40000\n"
	     "realtime,10,0,40000\n",
	     "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\n"
	     "east,114 EFLOPS,600,1.4,600\n"
	     "west,\"1;150\",0.45,0.9,300\n"
	     "north,-5,400,1.2,nan\n"
	     ",10,400,1.2,300\n",
	     "region,class,hour,demand_mw\n"
	     "A,realtime,1,-10\n"
	     "A,gaming,1,20\n"
	     "A,realtime,1.5,20\n",
	     "region,site,rtt_ms,km\n"
	     "A,east,2,1000\n"
	     "B,east,2,0\n"
	     "A,nowhere,2,0\n");
	given_table(&given, "params", "key,value\nhours,8760\n");
	given_table(&given, "expansion",
		    "option,site,add_mw,cost_cny,status\n"
		    "a,east,0,-1,planned\n"
		    "a,south,10,1e6,dreamt\n");
	assert_int_equal(given_read(&given), STATUS_FORMAT);
	assert_remark(&given, 2, "shiftable: must be 0 or 1");
	assert_remark(&given, 3, "class: \"realtime\" stands twice");
	assert_remark(&given, 2, "EFLOPS are computing, not power");
	assert_remark(&given, 3, "capacity_mw: \"\"1;150\"\": it is no number");
	assert_remark(&given, 4, "capacity_mw: -5 is negative");
	assert_remark(&given, 4, "NaN is no number");
	assert_remark(&given, 5, "site: is empty");
	assert_remark(&given, 2, "demand_mw: -10 is negative");
	assert_remark(&given, 3, "class: \"gaming\" is not in the classes");
	assert_remark(&given, 4, "hour: 1.5 must be a whole number");
	assert_remark(&given, 2, "faster than light in fibre (9.8 ms)");
	assert_remark(&given, 3, "region: \"B\" is not in the regions");
	assert_remark(&given, 4, "site: \"nowhere\" is not in the sites");
	assert_remark(&given, 2, "key: \"hours\" is no parameter");
	assert_remark(&given, 2, "cost_cny: -1 is negative");
	assert_remark(&given, 3, "option: \"a\" stands twice");
	assert_remark(&given, 3, "\"dreamt\" must be planned or candidate");
	assert_non_null(strstr(given.error.text, "mistakes in the tables, the first: "));
	assert_non_null(strstr(given.error.place, ".csv"));
	given_end(&given);
}

static void refuses(const char *classes, const char *sites, const char *demand, const char *latency,
		    uint32_t line, const char *words)
{
	struct given given;
	give(&given, classes, sites, demand, latency);
	assert_int_equal(given_read(&given), STATUS_FORMAT);
	assert_remark(&given, line, words);
	given_end(&given);
}

static void units_that_cannot_be_are_refused(void **state)
{
	(void)state;
	refuses(CLASSES,
		"site,capacity_eflops,price_cny_mwh,pue,carbon_kg_mwh\neast,100,600,1.4,600\n",
		DEMAND, LATENCY, 1,
		"capacity_mw: the column is missing; there is capacity_eflops, but EFLOPS are "
		"computing");
	refuses(CLASSES,
		"site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\neast,100,0.45,1.4,600\n", DEMAND,
		LATENCY, 2,
		"0.45 looks like CNY a kWh (a MWh is 1000 of them): name the column price_cny_kwh, "
		"or give 450");
	refuses(CLASSES, "site,capacity_mw,price_cny_kwh,pue,carbon_kg_mwh\neast,100,450,1.4,600\n",
		DEMAND, LATENCY, 2, "450 looks like CNY a MWh");
	refuses(CLASSES, "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\neast,100,-20,1.4,600\n",
		DEMAND, LATENCY, 2, "allow_negative_price");
	refuses(CLASSES, "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\neast,100,500,0.9,600\n",
		DEMAND, LATENCY, 2, "pue: 0.9 is below 1");
	refuses(CLASSES, "site,capacity_mw,price_usd_mwh,pue,carbon_kg_mwh\neast,1,1,1,1\n", DEMAND,
		LATENCY, 1, "only CNY is known");
}

static void hours_must_be_whole(void **state)
{
	(void)state;
	refuses(CLASSES, SITES, "region,class,hour,demand_mw\nA,batch,1,1\nA,batch,3,1\n", LATENCY,
		0, "hour: 2 is missing between 1 and 3");
	refuses(CLASSES, SITES,
		"region,class,hour,demand_mw\nA,batch,1,1\nA,realtime,1,1\nA,batch,2,1\n", LATENCY,
		0, "A, realtime has no row for hour 2");
	char many[1024] = "region,class,hour,demand_mw\n";
	for (int t = 1; t <= 23; t++)
		snprintf(many + strlen(many), sizeof many - strlen(many), "A,batch,%d,1\n", t);
	refuses(CLASSES, SITES, many, LATENCY, 0, "23 hours are no whole days of 24");
}

static void no_site_in_reach_is_told_before_solving(void **state)
{
	(void)state;
	refuses(CLASSES, SITES, DEMAND, "region,site,rtt_ms\nA,west,20\n", 0,
		"A, realtime: no site may serve it (west: 20 ms, the limit is 10; east: no row in "
		"latency)");
}

static void missing_tables_are_all_told(void **state)
{
	struct given given;
	(void)state;
	given_start(&given);
	given_table(&given, "sites", SITES);
	assert_int_equal(given_read(&given), STATUS_FORMAT);
	assert_remark(&given, 0, "the table classes is missing");
	assert_remark(&given, 0, "the table demand is missing");
	given_end(&given);
}

static void sizes_are_limited(void **state)
{
	struct given given;
	(void)state;
	given_start(&given);
	/* 50 x 60 pairs x 720 hours: more columns than one program may have, in full form only */
	struct route_model *model = &given.model;
	*model = (struct route_model){.arena = &given.arena,
				      .region_count = 50,
				      .site_count = 60,
				      .class_count = 1,
				      .hour_count = 720,
				      .day_count = 30};
	model->pairs = arena_array(&given.arena, struct route_pair, 3000);
	model->classes = arena_array(&given.arena, struct route_class, 1);
	model->classes[0].most_rtt = INFINITY;
	for (size_t i = 0; i < 3000; i++)
		model->pairs[i].exists = true;
	assert_true(route_program_columns(model, true) > LIMIT_ROUTE_COLUMNS);
	assert_true(route_program_columns(model, false) < LIMIT_ROUTE_COLUMNS);
	struct route_options options = {.full = true};
	assert_int_equal(
		route_solve(&given.job, &given.arena, model, &options, &given.plan, &given.error),
		STATUS_LIMIT);
	assert_non_null(strstr(given.error.text, "ROUTE_COLUMNS"));
	given_end(&given);
}

static struct slice numbered(struct arena *arena, const char *letter, size_t i)
{
	return slice_from(arena_printf(arena, "%s%zu", letter, i));
}

/* 4,500 facilities x 4,500 customers are more pairs than ROUTE_CELLS. */
static void cells_are_limited(void **state)
{
	struct given given;
	enum { MANY = 4500 };
	(void)state;
	given_start(&given);
	given_table(&given, "facilities", "facility,capacity\n");
	given_table(&given, "customers", "customer,demand\n");
	for (size_t t = 0; t < 2; t++) {
		given.tables[t].rows = arena_array(&given.arena, struct route_row, MANY);
		given.tables[t].row_count = MANY;
		for (size_t i = 0; i < MANY; i++) {
			struct slice *values = arena_array(&given.arena, struct slice, 2);
			values[0] = numbered(&given.arena, t == 0 ? "f" : "c", i);
			values[1] = SLICE("1");
			given.tables[t].rows[i] = (struct route_row){values, (uint32_t)i + 2};
		}
	}
	assert_int_equal(given_read(&given), STATUS_LIMIT);
	assert_non_null(strstr(given.error.text, "ROUTE_CELLS"));
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_become_a_model),
		cmocka_unit_test(units_are_in_headers),
		cmocka_unit_test(all_mistakes_are_told_at_once),
		cmocka_unit_test(units_that_cannot_be_are_refused),
		cmocka_unit_test(hours_must_be_whole),
		cmocka_unit_test(no_site_in_reach_is_told_before_solving),
		cmocka_unit_test(missing_tables_are_all_told),
		cmocka_unit_test(sizes_are_limited),
		cmocka_unit_test(cells_are_limited),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
