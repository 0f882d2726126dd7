/* Plans whose optimum is known by hand or from the literature. */
#include "route_given.h"

#include "route/build.h"
#include "route/unmet.h"
#include "route/why.h"

/* Dantzig's transport problem (1963, chapter 3): 153.675 thousand dollars. */
static void dantzig(void **state)
{
	struct given given;
	(void)state;
	given_start(&given);
	given_table(&given, "facilities", "facility,capacity\nSeattle,350\nSan Diego,600\n");
	given_table(&given, "customers",
		    "customer,demand\nNew York,325\nChicago,300\nTopeka,275\n");
	given_table(&given, "costs",
		    "facility,New York,Chicago,Topeka\n"
		    "Seattle,0.225,0.153,0.162\n"
		    "San Diego,0.225,0.162,0.126\n");
	given_solve(&given, false);
	assert_true(given.model.plain && !given.model.cost_of_all);
	assert_near(route_total(&given.plan), 153.675, 1e-9);
	assert_near(given_flow(&given, "Chicago", "goods", "Seattle"), 300, 1e-6);
	assert_near(given_flow(&given, "Topeka", "goods", "San Diego"), 275, 1e-6);
	given_end(&given);
}

/* Three warehouses of 10 for customers of 6, 7 and 5: two must be open. */
static void warehouses(struct given *given, const char *heading)
{
	given_start(given);
	given_table(given, "facilities",
		    "facility,capacity,fixed_cost\na,10,20\nb,10,40\nc,10,15\n");
	given_table(given, "customers", "customer,demand\nc1,6\nc2,7\nc3,5\n");
	given_table(given, "costs",
		    arena_printf(&given->arena,
				 "facility,customer,%s\n"
				 "a,c1,6\na,c2,28\na,c3,50\n"
				 "b,c1,12\nb,c2,7\nb,c3,10\n"
				 "c,c1,30\nc,c2,21\nc,c3,5\n",
				 heading));
	given_solve(given, false);
}

static void facility_location(void **state)
{
	struct given given;
	(void)state;
	/* {a, c}: 35 fixed; c1 at a 6; c3 at c 5; c2: 4 at a for 16, 3 at c for 9, or 5 at c for 15
	 * and 2 at a for 8: 23. Sum 35 + 6 + 5 + 23 = 69.
	 * {b, c}: 55; c2 at b 7; c3 at c 5; c1: 3 at b for 6 and 3 at c for 15, or with c2 at b
	 * only in part dearer: 21. Sum 88. {a, b}: 60; c1 at a 6, c2 at b 7, c3: 3 at b 6, 2 at a
	 * 20: 99. All three: 75 + 6 + 7 + 5 = 93. So 69. */
	warehouses(&given, "cost");
	assert_true(given.model.cost_of_all);
	assert_near(route_total(&given.plan), 69, 1e-9);
	assert_true(given.plan.built[0] && !given.plan.built[1] && given.plan.built[2]);
	assert_near(given_flow(&given, "c2", "goods", "c"), 5, 1e-6);
	given_end(&given);
	warehouses(&given, "unit_cost");
	assert_false(given.model.cost_of_all);
	/* a unit costs so much now: {a, b, c}: 75 + 36 + 49 + 25 = 185 is least: {a, c} is 35 + 36
	 * + 25 + 5 x 21 + 2 x 28 = 257 */
	assert_near(route_total(&given.plan), 185, 1e-9);
	given_end(&given);
}

static const char CLASSES[] = "class,max_rtt_ms,shiftable,shed_cost_cny_mwh\n"
			      "realtime,10,0,40000\n"
			      "batch,,1,8000\n";

/* A east 10 MW realtime, 30 MW batch; east 100 MW at 500 x 1.4 = 700, west 25 MW at 300 x 1.2 + 40
 * = 400 CNY a MWh of IT. Realtime must stay (20 ms), batch fills west. */
static void give_two(struct given *given)
{
	given_start(given);
	given_table(given, "classes", CLASSES);
	given_table(given, "sites",
		    "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\n"
		    "east,100,500,1.4,500\nwest,25,300,1.2,800\n");
	given_table(given, "demand",
		    "region,class,hour,demand_mw\nA,realtime,1,10\nA,batch,1,30\n");
	given_table(given, "latency",
		    "region,site,rtt_ms,net_cost_cny_mwh\nA,east,2,0\nA,west,20,40\n");
}

static void two_sites_by_hand(void **state)
{
	struct given given;
	(void)state;
	give_two(&given);
	given_solve(&given, false);
	assert_near(given_flow(&given, "A", "realtime", "east"), 10, 1e-6);
	assert_near(given_flow(&given, "A", "batch", "west"), 25, 1e-6);
	assert_near(given_flow(&given, "A", "batch", "east"), 5, 1e-6);
	assert_near(given.plan.energy_cost, 8760.0 * (15 * 700 + 25 * 360), 1e-3);
	assert_near(given.plan.network_cost, 8760.0 * 25 * 40, 1e-3);
	/* t: 15 MW x 1.4 x 0.5 + 25 x 1.2 x 0.8 = 34.5 t an hour */
	assert_near(given.plan.carbon_t, 8760 * 34.5, 1e-3);
	/* one more MW at west moves one from east: 300 CNY an hour */
	assert_near(route_more_room(&given.model, &given.plan, 1), 8760 * 300, 1e-2);
	assert_near(route_more_room(&given.model, &given.plan, 0), 0, 1e-2);
	struct route_why realtime = route_explain(&given.model, &given.plan, 0, 0);
	assert_int_equal(realtime.site, 0);
	assert_int_equal(realtime.runner_up, ROUTE_NONE);
	assert_int_equal(realtime.cheaper, 1);
	assert_int_equal(realtime.obstacle, OBSTACLE_LATENCY);
	struct route_why batch = route_explain(&given.model, &given.plan, 0, 1);
	assert_int_equal(batch.site, 1);
	assert_int_equal(batch.runner_up, 0);
	assert_near(batch.gap, 0, 1e-6); /* it serves a part */
	assert_near(route_mean_latency(&given.model, &given.plan, 1), (25 * 10 + 5 * 1) / 30.0,
		    1e-9);
	given_end(&given);
}

/* A cap of 33.5 t an hour moves work from west (0.96 t a MW) to east (0.7): 1 / 0.26 MW, and a t
 * costs 300 / 0.26 CNY. */
static void carbon_cap_has_a_price(void **state)
{
	struct given given;
	(void)state;
	give_two(&given);
	given_table(&given, "params", "key,value\nhours_per_period,8760\ncarbon_cap_t,293460\n");
	given_solve(&given, false);
	assert_near(given.plan.carbon_t, 8760 * 33.5, 1e-2);
	assert_near(given_flow(&given, "A", "batch", "west"), 25 - 1 / 0.26, 1e-6);
	assert_near(given.plan.carbon_price, 300 / 0.26, 1e-6);
	given_end(&given);
}

/* Equal costs: less carbon, then the shorter way, then the first row of the table. */
static void ties_are_broken_by_rule(void **state)
{
	struct given given;
	(void)state;
	given_start(&given);
	given_table(&given, "classes", CLASSES);
	given_table(&given, "sites",
		    "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\n"
		    "dirty,50,400,1,900\nfar,50,400,1,300\nnear,50,400,1,300\nnext,50,400,1,300\n");
	given_table(&given, "demand", "region,class,hour,demand_mw\nA,batch,1,30\nB,batch,1,30\n");
	given_table(&given, "latency",
		    "region,site,rtt_ms\nA,dirty,1\nA,far,9\nA,near,5\nA,next,5\n"
		    "B,dirty,1\nB,far,9\nB,near,9\nB,next,9\n");
	given_solve(&given, false);
	assert_true(given.plan.ties_broken);
	assert_near(given_flow(&given, "A", "batch", "near"), 30, 1e-6);
	assert_near(given_flow(&given, "B", "batch", "far"), 30, 1e-6);
	given_end(&given);
}

/* Two hours, batch may move: price 100 in the first, 500 in the second; room for 20. */
static void hourly(struct given *given)
{
	given_start(given);
	given_table(given, "classes", CLASSES);
	given_table(given, "sites",
		    "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\nonly,20,100,1,100\n");
	given_table(given, "site_hours", "site,hour,price_cny_mwh\nonly,1,100\nonly,2,500\n");
	given_table(given, "demand",
		    "region,class,hour,demand_mw\nA,realtime,1,5\nA,realtime,2,10\n"
		    "A,batch,1,4\nA,batch,2,16\n");
	given_table(given, "latency", "region,site,rtt_ms\nA,only,1\n");
}

/* Realtime 5 and 10; batch 20 MWh: 15 in the cheap hour, where room ends, 5 in the other. A year
 * has 4,380 such pairs: 20 x 100 + 15 x 500. */
static void batch_moves_between_hours(void **state)
{
	struct given given;
	(void)state;
	for (int full = 0; full < 2; full++) {
		hourly(&given);
		given_solve(&given, full != 0);
		assert_int_equal(given.plan.full, full);
		assert_near(given.plan.used[0], 20, 1e-6);
		assert_near(given.plan.used[1], 15, 1e-6);
		assert_near(route_total(&given.plan), 4380.0 * (20 * 100 + 15 * 500), 1e-2);
		/* a MW more in the first hour only */
		assert_near(given.plan.room_price[0], 4380 * 400, 1e-2);
		assert_near(given.plan.room_price[1], 0, 1e-2);
		given_end(&given);
	}
}

/* B can only use y. In the first hour x has room for two thirds of A; in the second B fills y, so
 * that all of A must be at x: no share that stays the same does both. */
static void full_form_where_compact_would_not_serve(void **state)
{
	struct given given;
	(void)state;
	given_start(&given);
	given_table(&given, "classes", CLASSES);
	given_table(&given, "sites",
		    "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\nx,20,100,1,100\ny,30,100,1,"
		    "100\n");
	given_table(&given, "demand",
		    "region,class,hour,demand_mw\nA,realtime,1,30\nA,realtime,2,10\n"
		    "B,realtime,1,10\nB,realtime,2,30\n");
	given_table(&given, "latency", "region,site,rtt_ms\nA,x,1\nA,y,2\nB,y,1\n");
	given_solve(&given, false);
	assert_true(given.plan.full && given.plan.full_needed);
	assert_near(given.plan.unmet_mwh, 0, 1e-6);
	given_end(&given);
}

/* 30 MW of realtime can only use x (20 MW): 10 are unmet, batch makes way. The least remedies: 10
 * MW at x, or a limit of 12 ms, which lets y in. */
static void unmet_demand_has_reason_and_remedy(void **state)
{
	struct given given;
	struct route_remedy *remedies;
	size_t count;
	(void)state;
	given_start(&given);
	given_table(&given, "classes", CLASSES);
	given_table(&given, "sites",
		    "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\nx,20,100,1,100\ny,50,200,1,"
		    "100\n");
	given_table(&given, "demand",
		    "region,class,hour,demand_mw\nA,realtime,1,30\nA,batch,1,5\n");
	given_table(&given, "latency", "region,site,rtt_ms\nA,x,1\nA,y,12\n");
	given_solve(&given, false);
	assert_near(given.plan.unmet[0], 10, 1e-6);
	assert_near(given.plan.unmet[1], 0, 1e-6);
	assert_near(given_flow(&given, "A", "batch", "y"), 5, 1e-6);
	struct route_tight tight = route_tight_set(&given.arena, &given.model, &given.plan, 0, 0);
	assert_true(tight.full);
	assert_int_equal(tight.site_count, 1);
	assert_int_equal(tight.need_count, 1);
	assert_near(tight.demand, 30, 1e-9);
	assert_near(tight.room, 20, 1e-9);
	assert_int_equal(route_find_remedies(&given.job, &given.arena, &given.model, &given.plan,
					     &tight, 0, 0, &remedies, &count, &given.error),
			 STATUS_OK);
	assert_int_equal(count, 2);
	assert_int_equal(remedies[0].kind, REMEDY_LATENCY);
	assert_near(remedies[0].amount, 12, 1e-9);
	assert_near(remedies[0].unmet, 0, 1e-9);
	assert_near(remedies[0].cost, 8760.0 * 10 * 200, 1);
	assert_int_equal(remedies[1].kind, REMEDY_ROOM);
	assert_near(remedies[1].amount, 10, 1e-6);
	given_end(&given);
}

/* west could be 10 MW larger for 1 or for 50 million a year; a MW there saves 300 x 8760 = 2.628
 * million. The first is needed, the second wastes 50 - 26.28 or, when both are there, more. */
static void builds_are_judged(void **state)
{
	struct given given;
	struct route_verdict *verdicts;
	(void)state;
	give_two(&given);
	given_table(&given, "expansion",
		    "option,site,add_mw,cost_cny,status\n"
		    "cheap,west,5,1e6,planned\ndear,west,10,5e7,planned\n");
	given_solve(&given, false);
	assert_true(given.plan.built[0] && !given.plan.built[1]);
	assert_int_equal(route_judge_builds(&given.job, &given.arena, &given.model, &given.plan, 1,
					    &verdicts, &given.error),
			 STATUS_OK);
	assert_int_equal(verdicts[0].given, LABEL_NEEDED);
	assert_near(verdicts[0].worth[0].worth, 5 * 300 * 8760.0 - 1e6, 1);
	assert_int_equal(verdicts[1].given, LABEL_REDUNDANT);
	/* with it, cheap has nothing to do and is left out: 1e6 is saved, 5 x 300 x 8760 are not
	 * lost, because dear does the same */
	assert_near(verdicts[1].worth[0].worth, -5e7 + 1e6, 1);
	assert_int_equal(verdicts[1].substitute_count, 1);
	assert_int_equal(verdicts[1].substitutes[0], 0);
	given_end(&given);
}

static void groups_and_phases_hold(void **state)
{
	struct given given;
	(void)state;
	give_two(&given);
	given_table(&given, "expansion",
		    "option,site,add_mw,cost_cny,status,after,group\n"
		    "a,west,2,1e6,planned,,g\nb,west,3,1e6,planned,,g\n"
		    "c,west,1,1e5,candidate,d,\nd,east,1,9e7,candidate,,\n");
	given_solve(&given, false);
	assert_true(!given.plan.built[0] && given.plan.built[1]);  /* at most one of g */
	assert_true(!given.plan.built[2] && !given.plan.built[3]); /* c only after d */
	given_end(&given);
}

/* Demand that only a build can serve is served, whatever it costs. */
static void unmet_goes_before_cost(void **state)
{
	struct given given;
	(void)state;
	given_start(&given);
	given_table(&given, "classes", CLASSES);
	given_table(&given, "sites",
		    "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\nx,0,100,1,100\n");
	given_table(&given, "demand", "region,class,hour,demand_mw\nA,realtime,1,30\n");
	given_table(&given, "latency", "region,site,rtt_ms\nA,x,1\n");
	given_table(&given, "expansion",
		    "option,site,add_mw,cost_cny,status\nbig,x,40,9e12,candidate\n");
	given_solve(&given, false);
	assert_true(given.plan.built[0]);
	assert_near(given.plan.unmet_mwh, 0, 1e-6);
	given_end(&given);
}

static void rules_keep_work_home(void **state)
{
	struct given given;
	(void)state;
	give_two(&given);
	given_table(&given, "rules", "region,class,site,rule\nA,batch,east,only\n");
	given_solve(&given, false);
	assert_near(given_flow(&given, "A", "batch", "east"), 30, 1e-6);
	struct route_why batch = route_explain(&given.model, &given.plan, 0, 1);
	assert_int_equal(batch.obstacle, OBSTACLE_RESIDENCY);
	given_end(&given);
}

/* Whatever can tie does: sites, ways, builds at different sites and twins at one. */
static void give_ties(struct given *given, bool turned)
{
	given_start(given);
	given_table(given, "classes",
		    turned ? "class,max_rtt_ms,shiftable\nnow,10,0\nlater,,1\n"
			   : "class,max_rtt_ms,shiftable\nlater,,1\nnow,10,0\n");
	given_table(given, "sites",
		    turned ? "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\n"
			     "p,10,300,1,500\no,10,300,1,500\nn,0,300,1,500\nm,0,300,1,500\n"
			   : "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\n"
			     "m,0,300,1,500\nn,0,300,1,500\no,10,300,1,500\np,10,300,1,500\n");
	given_table(given, "demand",
		    turned ? "region,class,hour,demand_mw\nB,now,2,6\nB,now,1,7\nA,later,1,9\n"
			     "A,later,2,5\nA,now,1,8\nA,now,2,8\n"
			   : "region,class,hour,demand_mw\nA,now,1,8\nA,now,2,8\nA,later,1,9\n"
			     "A,later,2,5\nB,now,1,7\nB,now,2,6\n");
	given_table(given, "latency",
		    turned ? "region,site,rtt_ms\nB,n,2\nB,m,2\nB,p,2\nA,p,2\nA,o,2\nA,n,2\n"
			     "B,o,2\nA,m,2\n"
			   : "region,site,rtt_ms\nA,m,2\nA,n,2\nA,o,2\nA,p,2\nB,m,2\nB,n,2\n"
			     "B,o,2\nB,p,2\n");
	given_table(given, "expansion",
		    turned ? "option,site,add_mw,cost_cny\nw2,n,5,1e8\nw1,n,5,1e8\nv2,m,5,1e8\n"
			     "v1,m,5,1e8\n"
			   : "option,site,add_mw,cost_cny\nv1,m,5,1e8\nv2,m,5,1e8\nw1,n,5,1e8\n"
			     "w2,n,5,1e8\n");
	given_solve(given, false);
}

static bool is_built(const struct given *given, const char *name)
{
	return given->plan.built[route_find_build(&given->model, slice_from(name))];
}

/* 24 MW at most at once, 20 stand: one build of four that cost the same. */
static void the_order_of_rows_decides_nothing(void **state)
{
	static const char *const regions[] = {"A", "B"}, *const classes[] = {"now", "later"},
				 *const sites[] = {"m", "n", "o", "p"};
	struct given given, turned;
	(void)state;
	give_ties(&given, false);
	give_ties(&turned, true);
	assert_true(given.plan.ties_broken && turned.plan.ties_broken);
	assert_true(is_built(&given, "v1") && is_built(&turned, "v1"));
	for (size_t i = 0; i < 3; i++) {
		static const char *const others[] = {"v2", "w1", "w2"};
		assert_false(is_built(&given, others[i]));
		assert_false(is_built(&turned, others[i]));
	}
	for (size_t r = 0; r < 2; r++)
		for (size_t k = 0; k < 2; k++)
			for (size_t s = 0; s < 4; s++)
				assert_near(given_flow(&given, regions[r], classes[k], sites[s]),
					    given_flow(&turned, regions[r], classes[k], sites[s]),
					    1e-6);
	given_end(&given);
	given_end(&turned);
}

/* Which of 16 sizes add up to half of all, best: the relaxation tells little. One node, then as
 * many as it takes. */
static void a_stopped_search_says_how_far_it_is(void **state)
{
	struct given given;
	struct route_options few = {.most_nodes = 1};
	const char *options = "option,site,add_mw,cost_cny\n";
	uint32_t number = 5;
	int all = 0;
	(void)state;
	given_start(&given);
	for (int i = 0; i < 16; i++) {
		number = number * 1664525 + 1013904223;
		int size = 1000 + (int)(number >> 16) % 9000;
		all += size;
		options =
			arena_printf(&given.arena, "%sb%d,x,%d,%d000000\n", options, i, size, size);
	}
	given_table(&given, "classes", "class\nbatch\n");
	given_table(&given, "sites",
		    "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\n"
		    "x,1,300,1,500\n");
	given_table(&given, "demand",
		    arena_printf(&given.arena, "region,class,demand_mw\nA,batch,%d\n", all / 2));
	given_table(&given, "latency", "region,site,rtt_ms\nA,x,2\n");
	given_table(&given, "expansion", options);
	given_solve(&given, false);
	assert_int_equal(given.plan.proof, PROOF_OPTIMAL);
	assert_true(given.plan.proof_gap == 0);
	double best = route_total(&given.plan);
	assert_int_equal(route_solve(&given.job, &given.arena, &given.model, &few, &given.plan,
				     &given.error),
			 STATUS_OK);
	assert_int_equal(given.plan.proof, PROOF_STOPPED);
	assert_true(lp_holds(&given.plan.certificate));
	/* the optimum lies within what it says */
	assert_true(given.plan.proof_gap > 0 && given.plan.proof_gap < 1);
	assert_true(best <= route_total(&given.plan) * (1 + 1e-9));
	assert_true(best >= route_total(&given.plan) * (1 - given.plan.proof_gap) * (1 - 1e-9));
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dantzig),
		cmocka_unit_test(facility_location),
		cmocka_unit_test(two_sites_by_hand),
		cmocka_unit_test(carbon_cap_has_a_price),
		cmocka_unit_test(ties_are_broken_by_rule),
		cmocka_unit_test(batch_moves_between_hours),
		cmocka_unit_test(full_form_where_compact_would_not_serve),
		cmocka_unit_test(unmet_demand_has_reason_and_remedy),
		cmocka_unit_test(builds_are_judged),
		cmocka_unit_test(groups_and_phases_hold),
		cmocka_unit_test(unmet_goes_before_cost),
		cmocka_unit_test(rules_keep_work_home),
		cmocka_unit_test(the_order_of_rows_decides_nothing),
		cmocka_unit_test(a_stopped_search_says_how_far_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
