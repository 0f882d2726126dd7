/* A program by hand, and a certificate that refuses what is not optimal. */
#include "check.h"

#include "route/mps.h"
#include "route/solver.h"

/* min -3x - 5y, x <= 4, 2y <= 12, 3x + 2y <= 18: x = 2, y = 6, objective -36, prices 0, -1.5, -1
 * (Hillier and Lieberman's window panes). */
static void panes(struct lp *lp)
{
	lp_init(lp);
	int rows[] = {lp_row(lp, -HUGE_VAL, 4), lp_row(lp, -HUGE_VAL, 12),
		      lp_row(lp, -HUGE_VAL, 18)};
	lp_column(lp, 0, HUGE_VAL, -3, false);
	lp_entry(lp, rows[0], 1);
	lp_entry(lp, rows[2], 3);
	lp_column(lp, 0, HUGE_VAL, -5, false);
	lp_entry(lp, rows[1], 2);
	lp_entry(lp, rows[2], 2);
	lp_entry(lp, rows[0], 0); /* left out */
}

static void solver_finds_values_and_prices(void **state)
{
	struct lp lp;
	(void)state;
	panes(&lp);
	assert_int_equal(lp.entries, 4);
	struct solver *solver = solver_load(&lp);
	assert_int_equal(solver_solve(solver, SOLVER_DUAL), SOLVER_OPTIMAL);
	assert_near(solver_values(solver)[0], 2, 1e-9);
	assert_near(solver_values(solver)[1], 6, 1e-9);
	assert_near(solver_duals(solver)[0], 0, 1e-9);
	assert_near(solver_duals(solver)[1], -1.5, 1e-9);
	assert_near(solver_duals(solver)[2], -1, 1e-9);
	solver_keep(solver);
	solver_bound_row(solver, 2, -HUGE_VAL, 19);
	assert_int_equal(solver_solve(solver, SOLVER_DUAL), SOLVER_OPTIMAL);
	assert_near(-3 * solver_values(solver)[0] - 5 * solver_values(solver)[1], -37, 1e-9);
	solver_costs(solver, (double[]){-1, 0});
	solver_recall(solver);
	assert_int_equal(solver_solve(solver, SOLVER_PRIMAL), SOLVER_OPTIMAL);
	assert_near(solver_values(solver)[0], 4, 1e-9);
	solver_close(solver);
	lp_release(&lp);
}

static void certificate_proves_or_refuses(void **state)
{
	struct lp lp;
	double reduced[2], activity[3];
	(void)state;
	panes(&lp);
	struct lp_certificate good =
		lp_certify(&lp, (double[]){2, 6}, (double[]){0, -1.5, -1}, reduced, activity);
	assert_true(lp_holds(&good));
	assert_near(good.objective, -36, 1e-12);
	assert_near(activity[2], 18, 1e-12);
	struct lp_certificate outside =
		lp_certify(&lp, (double[]){3, 6}, (double[]){0, -1.5, -1}, reduced, activity);
	assert_true(outside.primal > LP_TOLERANCE && !lp_holds(&outside));
	struct lp_certificate worse =
		lp_certify(&lp, (double[]){2, 5}, (double[]){0, -1.5, -1}, reduced, activity);
	assert_true(worse.gap > LP_TOLERANCE && !lp_holds(&worse));
	/* prices that do not pay for y */
	struct lp_certificate unpriced =
		lp_certify(&lp, (double[]){2, 6}, (double[]){0, -1, -1}, reduced, activity);
	assert_true(unpriced.dual > LP_TOLERANCE && !lp_holds(&unpriced));
	/* a price on a side that has no bound */
	struct lp_certificate wrong_side =
		lp_certify(&lp, (double[]){2, 6}, (double[]){0, 1.5, -1}, reduced, activity);
	assert_true(wrong_side.dual > LP_TOLERANCE && !lp_holds(&wrong_side));
	lp_release(&lp);
}

static void solver_says_why_not(void **state)
{
	struct lp lp;
	struct arena arena;
	(void)state;
	arena_init(&arena);
	lp_init(&lp);
	int row = lp_row(&lp, 5, HUGE_VAL);
	lp_column(&lp, 0, 3, 1, false);
	lp_entry(&lp, row, 1);
	struct solver *solver = solver_load(&lp);
	assert_int_equal(solver_solve(solver, SOLVER_DUAL), SOLVER_INFEASIBLE);
	assert_int_equal(solver_solve(solver, SOLVER_DUAL), SOLVER_INFEASIBLE);
	const double *ray = solver_ray(&arena, solver, lp.rows);
	assert_non_null(ray);
	assert_true(fabs(ray[0]) > 0);
	solver_close(solver);
	lp_release(&lp);
	arena_release(&arena);
}

/* A knapsack: 10a + 13b + 7c, 5a + 6b + 4c <= 10: a and c are worth 17, b and c 20; the relaxation
 * would take a part of a. */
static void search_takes_whole_things(void **state)
{
	struct lp lp;
	double x[3];
	const double worth[] = {-10, -13, -7}, weight[] = {5, 6, 4};
	(void)state;
	lp_init(&lp);
	int row = lp_row(&lp, -HUGE_VAL, 10);
	for (size_t i = 0; i < 3; i++) {
		lp_column(&lp, 0, 1, worth[i], true);
		lp_entry(&lp, row, weight[i]);
	}
	struct solver_search search = solver_search(&lp, 1000, NULL, x);
	assert_int_equal(search.outcome, SOLVER_OPTIMAL);
	assert_true(search.found);
	assert_near(search.objective, -20, 1e-9);
	assert_near(x[0], 0, 0);
	assert_near(x[1], 1, 0);
	assert_near(x[2], 1, 0);
	lp.row_high[0] = -1;
	search = solver_search(&lp, 1000, NULL, x);
	assert_int_equal(search.outcome, SOLVER_INFEASIBLE);
	assert_false(search.found);
	lp_release(&lp);
}

static void others_can_read_it(void **state)
{
	struct lp lp;
	struct buffer out;
	(void)state;
	panes(&lp);
	lp_column(&lp, 0, 1, 2, true);
	buffer_init(&out);
	lp_append_mps(&out, &lp);
	assert_string_equal(out.at,
			    "NAME route\nROWS\n N COST\n L R1\n L R2\n L R3\nCOLUMNS\n"
			    " C1 COST -3\n C1 R1 1\n C1 R3 3\n C2 COST -5\n C2 R2 2\n"
			    " C2 R3 2\n M3 'MARKER' 'INTORG'\n C3 COST 2\n"
			    " M0 'MARKER' 'INTEND'\nRHS\n RHS R1 4\n RHS R2 12\n RHS R3 18\n"
			    "RANGES\nBOUNDS\n UP BND C3 1\nENDATA\n");
	buffer_release(&out);
	lp_release(&lp);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(solver_finds_values_and_prices),
		cmocka_unit_test(certificate_proves_or_refuses),
		cmocka_unit_test(solver_says_why_not),
		cmocka_unit_test(search_takes_whole_things),
		cmocka_unit_test(others_can_read_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
