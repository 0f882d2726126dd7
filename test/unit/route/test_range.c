/* How far the price of room holds, by hand. */
#include "route_given.h"

#include "route/range.h"
#include "route/sensitivity.h"

static const double YEAR = 8760;

/* Work that may run anywhere; cheap 10 MW at 200, middle 12 MW at 300, dear 100 MW at 500 CNY. */
static void give_three(struct given *given, const char *demand)
{
	given_start(given);
	given_table(given, "classes", "class,shiftable\nbatch,1\n");
	given_table(given, "sites",
		    "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh,price_basis\n"
		    "cheap,10,200,1,500,scenario\nmiddle,12,300,1,500,published\n"
		    "dear,100,500,1,500,scenario\n");
	given_table(given, "latency", "region,site,rtt_ms\nA,cheap,1\nA,middle,2\nA,dear,3\n");
	given_table(given, "demand",
		    arena_printf(&given->arena, "region,class,demand_mw\nA,batch,%s\n", demand));
	given_solve(given, false);
}

static struct route_range *ranges_of(struct given *given)
{
	struct route_range *ranges;
	assert_int_equal(route_price_ranges(&given->job, &given->arena, &given->model, &given->plan,
					    &ranges, &given->error),
			 STATUS_OK);
	return ranges;
}

/* 30 MW: 8 run at the dear site, so 8 MW more of the cheap one save 300 a MWh each, and only then
 * would it be 100. */
static void a_price_holds_up_to_the_next_corner(void **state)
{
	struct given given;
	(void)state;
	give_three(&given, "30");
	struct route_range *ranges = ranges_of(&given);
	assert_true(ranges[0].known && ranges[1].known);
	assert_near(ranges[0].price, 300 * YEAR, 1);
	assert_near(ranges[0].one_more, 300 * YEAR, 1);
	assert_near(ranges[0].more, 8, 1e-6);
	assert_near(ranges[0].before, 300 * YEAR, 1);
	assert_near(ranges[0].less, 10, 1e-6);
	assert_near(ranges[1].price, 200 * YEAR, 1);
	assert_near(ranges[1].more, 8, 1e-6);
	assert_near(ranges[1].less, 12, 1e-6);
	assert_false(ranges[2].known);
	given_end(&given);
}

/* 22 MW: the dear site is just not used. Less room at the cheap one costs 300 a MWh, more saves 100
 * only: a dual alone says one of both. */
static void both_sides_of_a_corner_are_told(void **state)
{
	struct given given;
	(void)state;
	give_three(&given, "22");
	struct route_range *ranges = ranges_of(&given);
	assert_near(ranges[0].price, 100 * YEAR, 1);
	assert_near(ranges[0].one_more, 100 * YEAR, 1);
	assert_near(ranges[0].more, 12, 1e-6);
	assert_near(ranges[0].before, 300 * YEAR, 1);
	assert_near(ranges[0].less, 10, 1e-6);
	assert_near(ranges[1].price, 0, 0); /* the middle one full, but nothing dearer to replace */
	assert_near(ranges[1].before, 200 * YEAR, 1);
	given_end(&given);
}

/* A quarter of a MW is left of a piece: one more MW crosses the corner. */
static void the_check_crosses_corners(void **state)
{
	struct given given;
	(void)state;
	give_three(&given, "22.25");
	struct route_range *ranges = ranges_of(&given);
	assert_near(ranges[0].price, 300 * YEAR, 1);
	assert_near(ranges[0].more, 0.25, 1e-6);
	assert_near(ranges[0].one_more, (0.25 * 300 + 0.75 * 100) * YEAR, 1);
	given_end(&given);
}

static const struct route_lever *lever_of(const struct route_lever *levers, size_t count,
					  enum route_lever_kind kind, uint32_t of)
{
	for (size_t i = 0; i < count; i++)
		if (levers[i].kind == kind && levers[i].of == of)
			return &levers[i];
	fail_msg("there is no such lever");
	return NULL;
}

/* 30 MW: 10 at 200, 12 at 300, 8 at 500 CNY. */
static void one_parameter_at_a_time(void **state)
{
	struct given given;
	struct route_lever *levers;
	size_t count;
	(void)state;
	give_three(&given, "30");
	double cost = (10 * 200 + 12 * 300 + 8 * 500) * YEAR;
	assert_int_equal(route_swing_all(&given.job, &given.arena, &given.model, &given.plan, 0.2,
					 &levers, &count, &given.error),
			 STATUS_OK);
	const struct route_lever *lever = lever_of(levers, count, LEVER_PRICES, ROUTE_NONE);
	assert_near(lever->swings[0].cost, -0.2 * cost, 1);
	assert_near(lever->swings[1].cost, 0.2 * cost, 1);
	assert_near(lever->swings[1].moved, 0, 1e-9);
	assert_true(lever->assumed);
	/* the middle site at 360 is still cheaper than the dear one */
	lever = lever_of(levers, count, LEVER_PRICE, 1);
	assert_near(lever->swings[1].cost, 12 * 60 * YEAR, 1);
	assert_false(lever->assumed);
	/* 36 MW: 6 more at the dear site */
	lever = lever_of(levers, count, LEVER_DEMAND, ROUTE_NONE);
	assert_near(lever->swings[1].cost, 6 * 500 * YEAR, 1);
	assert_near(lever->swings[1].carbon, 6 * 0.5 * YEAR, 1e-3);
	assert_near(lever->swings[1].moved, 3, 1e-9);
	/* 8 and 9.6 MW of room: 2 and 2.4 more at the dear site */
	lever = lever_of(levers, count, LEVER_CAPACITY, ROUTE_NONE);
	assert_near(lever->swings[0].cost, (2 * 300 + 2.4 * 200) * YEAR, 1);
	for (size_t i = 1; i < count; i++)
		assert_true(
			fabs(levers[i].swings[0].cost) <= fabs(levers[i - 1].swings[0].cost) + 1 ||
			fabs(levers[i].swings[1].cost) <= fabs(levers[i - 1].swings[1].cost) + 1);
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_price_holds_up_to_the_next_corner),
		cmocka_unit_test(both_sides_of_a_corner_are_told),
		cmocka_unit_test(one_parameter_at_a_time),
		cmocka_unit_test(the_check_crosses_corners),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
