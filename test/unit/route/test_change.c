/* What-if and the frontier, by hand. */
#include "route_given.h"

#include "route/change.h"
#include "route/frontier.h"

/* As in test_plan.c: east 100 MW at 700, west 25 MW at 400 CNY a MWh of IT; 10 MW realtime that
 * must stay east, 30 MW batch. */
static void give_two(struct given *given)
{
	given_start(given);
	given_table(given, "classes",
		    "class,max_rtt_ms,shiftable,shed_cost_cny_mwh\nrealtime,10,0,40000\nbatch,,1,"
		    "8000\n");
	given_table(given, "sites",
		    "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\n"
		    "east,100,500,1.4,500\nwest,25,300,1.2,800\n");
	given_table(given, "demand",
		    "region,class,hour,demand_mw\nA,realtime,1,10\nA,batch,1,30\n");
	given_table(given, "latency",
		    "region,site,rtt_ms,net_cost_cny_mwh\nA,east,2,0\nA,west,20,40\n");
	given_table(given, "expansion",
		    "option,site,add_mw,cost_cny,status\nmore,west,5,1e9,candidate\n");
	assert_int_equal(given_read(given), STATUS_OK);
}

static void words_change_the_model(void **state)
{
	struct given given;
	struct error error;
	(void)state;
	give_two(&given);
	struct route_model changed = route_copy(&given.arena, &given.model);
	assert_int_equal(route_set(&changed,
				   SLICE("price:west=0.45, capacity:east=80,pue:west=1.3,carbon:"
					 "west=100,build_cost:more=7"),
				   &error),
			 STATUS_OK);
	assert_near(changed.price[1], 450, 1e-9);
	assert_near(changed.sites[0].capacity, 80, 1e-9);
	assert_near(changed.pue[1], 1.3, 1e-9);
	assert_near(changed.carbon[1], 100, 1e-9);
	assert_near(changed.builds[0].cost, 7, 1e-9);
	assert_near(given.model.price[1], 300, 0); /* the given one stays */
	assert_int_equal(route_set(&changed, SLICE("price_cny_mwh:west=300"), &error), STATUS_OK);
	assert_near(changed.price[1], 300, 1e-9);
	assert_int_equal(route_scale(&changed,
				     SLICE("demand:batch=1.5,demand:A=2,price=1.1,capacity:west=2,"
					   "network=3,build_cost=2,carbon=0.5"),
				     &error),
			 STATUS_OK);
	assert_near(*route_demand_at(&changed, 0, 0, 0), 20, 1e-9);
	assert_near(*route_demand_at(&changed, 0, 1, 0), 90, 1e-9);
	assert_near(changed.price[0], 550, 1e-9);
	assert_near(changed.sites[1].capacity, 50, 1e-9);
	assert_near(changed.pairs[1].net_cost, 120, 1e-9);
	assert_near(changed.builds[0].cost, 14, 1e-9);
	assert_int_equal(route_limit(&changed, SLICE("realtime=20"), &error), STATUS_OK);
	assert_true(route_allows(&changed, 0, 0, 1));
	assert_int_equal(route_shut(&changed, SLICE("west"), &error), STATUS_OK);
	assert_false(route_allows(&changed, 0, 1, 1));
	given_end(&given);
}

static void refuses(struct given *given,
		    enum status (*change)(struct route_model *model, struct slice list,
					  struct error *error),
		    const char *list, const char *words)
{
	struct error error = {.status = STATUS_OK};
	struct route_model changed = route_copy(&given->arena, &given->model);
	assert_int_equal(change(&changed, slice_from(list), &error), STATUS_USAGE);
	if (strstr(error.text, words) == NULL)
		fail_msg("\"%s\" does not hold \"%s\"", error.text, words);
}

static void words_that_mean_nothing_are_refused(void **state)
{
	struct given given;
	(void)state;
	give_two(&given);
	refuses(&given, route_set, "price:west=450", "write price_cny_mwh:west=450");
	refuses(&given, route_set, "price:north=1", "there is no site \"north\"");
	refuses(&given, route_set, "price:st=1", "more than one holds that");
	refuses(&given, route_set, "colour:west=1", "price, price_cny_mwh, capacity");
	refuses(&given, route_set, "price:west", "has no number after =");
	refuses(&given, route_set, "pue:west=0.5", "0.5 cannot be");
	refuses(&given, route_set, "price:west=-1", "is negative");
	refuses(&given, route_set, "build_cost:more=-1", "is negative");
	refuses(&given, route_set, "build_cost:less=1", "there is no option");
	refuses(&given, route_scale, "demand:B=2", "there is no class or region");
	refuses(&given, route_scale, "demand=-2", "is negative");
	refuses(&given, route_scale, "weather=2", "demand, price, capacity");
	refuses(&given, route_limit, "gaming=2", "there is no class");
	refuses(&given, route_limit, "realtime=-2", "is negative");
	refuses(&given, route_shut, "north", "there is no site");
	given_end(&given);
}

/* Moving a MW from west (0.96 t) to east (0.7) saves 0.26 t for 300 CNY, an hour: the frontier is
 * the straight line from 25 MW west to none, without a knee. */
static void frontier_of_one_trade_is_straight(void **state)
{
	struct given given;
	struct route_point *points;
	size_t made;
	struct route_options options = {.full = false};
	(void)state;
	give_two(&given);
	assert_int_equal(route_frontier(&given.job, &given.arena, &given.model, &options, 5,
					&points, &made, &given.error),
			 STATUS_OK);
	assert_int_equal(made, 5);
	for (size_t i = 0; i < made; i++) {
		double west = 25 * (1 - (double)i / 4);
		assert_near(points[i].plan.carbon_t, 8760 * (40 * 0.7 + west * 0.26), 0.01);
		assert_near(route_total(&points[i].plan), 8760 * (40 * 700 - west * 300), 20);
		assert_false(points[i].knee);
		if (i > 0 && i + 1 < made)
			assert_near(points[i].plan.carbon_price, 300 / 0.26, 1e-3);
	}
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_change_the_model),
		cmocka_unit_test(words_that_mean_nothing_are_refused),
		cmocka_unit_test(frontier_of_one_trade_is_straight),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
