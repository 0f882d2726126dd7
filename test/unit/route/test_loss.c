/* One site fails: who is still served, and which builds hold whichever it is. */
#include "route_given.h"

#include "route/build.h"
#include "route/frontier.h"
#include "route/loss.h"

/* A and B, 10 MW each that must stay within 10 ms; x and y are near to both, z is near to none and
 * serves what can wait: 5 MW. x has 20 MW and is cheap, y 5; y can grow by 10 or by 15. */
static void give_pair(struct given *given, const char *survive)
{
	given_start(given);
	given_table(
		given, "classes",
		"class,max_rtt_ms,shiftable,shed_cost_cny_mwh\nnow,10,0,40000\nlater,,1,8000\n");
	given_table(given, "sites",
		    "site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh\n"
		    "x,20,300,1,500\ny,5,400,1,500\nz,5,200,1,500\n");
	given_table(given, "demand", "region,class,demand_mw\nA,now,10\nB,now,10\nA,later,5\n");
	given_table(given, "latency", "region,site,rtt_ms\nA,x,2\nB,x,2\nA,y,3\nB,y,3\nA,z,30\n");
	given_table(given, "expansion",
		    "option,site,add_mw,cost_cny\nten,y,10,1e6\nfifteen,y,15,3e6\nfar,z,50,1\n");
	if (survive != NULL)
		given_table(given, "params",
			    arena_printf(&given->arena, "key,value\nsurvive_share,%s\n", survive));
	given_solve(given, false);
}

static void each_site_is_lost_in_turn(void **state)
{
	struct given given;
	struct route_loss *losses;
	(void)state;
	give_pair(&given, NULL);
	assert_int_equal(route_lose_each(&given.job, &given.arena, &given.model, &given.plan,
					 &losses, &given.error),
			 STATUS_OK);
	assert_false(given.plan.built[0] || given.plan.built[1]);
	/* without x: y serves 5 of 20 */
	assert_near(losses[0].used, 20, 1e-6);
	assert_near(losses[0].unmet_least, 15, 1e-6);
	assert_near(losses[0].kept, 0.25, 1e-9);
	/* without y nothing is missing, and nothing costs more: it is not used */
	assert_near(losses[1].kept, 1, 0);
	assert_near(losses[1].unmet, 0, 0);
	assert_near(losses[1].extra_cost, 0, 1e-3);
	/* without z the 5 MW that can wait go to y, 200 CNY dearer: no build is needed for that */
	assert_near(losses[2].unmet, 0, 0);
	assert_near(losses[2].extra_cost, 5 * 8760 * 200.0, 1);
	given_end(&given);
}

/* Least cost of the sets that hold: half needs 10 MW at y, so ten; 0.9 needs 18, so fifteen; all
 * 20, so fifteen; ten alone gives 15 of 20. */
static void builds_survive_what_is_asked(void **state)
{
	static const struct {
		const char *survive;
		bool ten, fifteen;
	} cases[] = {{"0", false, false},   {"0.25", false, false}, {"0.5", true, false},
		     {"0.75", true, false}, {"0.9", false, true},   {"1", false, true}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct given given;
		give_pair(&given, cases[i].survive);
		assert_int_equal(given.plan.built[0], cases[i].ten);
		assert_int_equal(given.plan.built[1], cases[i].fifteen);
		given_end(&given);
	}
}

static void what_no_build_can_hold_is_said(void **state)
{
	struct given given;
	struct route_options options = {.full = false};
	(void)state;
	give_pair(&given, NULL);
	given.model.builds[0].size = given.model.builds[1].size = 4;
	given.model.survive = 1;
	assert_int_equal(route_solve(&given.job, &given.arena, &given.model, &options, &given.plan,
				     &given.error),
			 STATUS_SOLVE);
	/* 5 + 4 + 4 of 20 MW */
	assert_non_null(strstr(given.error.text, "the loss of x still leaves 65 %"));
	given_end(&given);
}

/* A build that only a loss asks for is needed, though it costs and never runs. */
static void such_a_build_is_needed(void **state)
{
	struct given given;
	struct route_verdict *verdicts;
	struct route_point *points;
	size_t made;
	struct route_options options = {.full = false};
	(void)state;
	give_pair(&given, "1");
	assert_int_equal(route_judge_builds(&given.job, &given.arena, &given.model, &given.plan, 1,
					    &verdicts, &given.error),
			 STATUS_OK);
	assert_int_equal(verdicts[1].given, LABEL_NEEDED);
	assert_true(verdicts[1].worth[0].only_with);
	assert_int_equal(verdicts[0].given, LABEL_REDUNDANT);
	assert_near(verdicts[0].worth[0].worth, -1e6, 1);
	assert_int_equal(route_frontier(&given.job, &given.arena, &given.model, &options, 3,
					&points, &made, &given.error),
			 STATUS_OK);
	for (size_t i = 0; i < made; i++)
		assert_true(points[i].plan.built[1]);
	assert_near(route_total(&points[0].plan), route_total(&given.plan), 1);
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_site_is_lost_in_turn),
		cmocka_unit_test(builds_survive_what_is_asked),
		cmocka_unit_test(what_no_build_can_hold_is_said),
		cmocka_unit_test(such_a_build_is_needed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
