/* M29 by hand. */
#include "typed.h"

#include <math.h>

#include "measure/joint.h"

enum { AI, X, Y, Z, COLUMNS };

/* methods: n 400, a 20, x 40, b 8: lift 4, NPMI 0.354368, p 0.000257317. */
static void the_worked_example(void **state)
{
	(void)state;
	struct typed typed;
	struct arena arena;
	arena_init(&arena);
	typed_init(&typed, COLUMNS);
	typed_region(&typed, 1, COVERAGE_READ);
	for (int i = 0; i < 400; i++) {
		if (i == 200)
			typed_region(&typed, 2, COVERAGE_READ);
		typed_passage(&typed);
		if (i < 20)
			typed_code(&typed, AI, 1);
		if (i >= 12 && i < 52)
			typed_code(&typed, X, 1);
		if (i == 399)
			typed_code(&typed, Y, 1);
	}
	struct joint_pair *pairs = joint_make(&arena, &typed.corpus, AI, 6);
	assert_int_equal(pairs[0].column, X);
	assert_near(pairs[0].b, 8, 0);
	assert_near(pairs[0].lift, 4, 1e-12);
	assert_near(pairs[0].npmi, 0.354368, 1e-6);
	assert_near(pairs[0].p, 0.000257317, 1e-9);
	assert_near(pairs[0].p_adjusted, 2 * 0.000257317, 2e-9);
	assert_int_equal(pairs[0].regions, 1);
	/* Y never meets AI, Z is not planned */
	assert_near(pairs[1].lift, 0, 0);
	assert_true(isnan(pairs[1].npmi));
	assert_true(isnan(pairs[2].lift) && isnan(pairs[2].p_adjusted));
	typed_release(&typed);
	arena_release(&arena);
}

static void lists_are_left_out(void **state)
{
	(void)state;
	struct typed typed;
	struct arena arena;
	arena_init(&arena);
	typed_init(&typed, COLUMNS);
	typed_region(&typed, 1, COVERAGE_READ);
	for (int i = 0; i < 3; i++) {
		typed_passage(&typed);
		typed_code(&typed, AI, 1);
		typed_code(&typed, X, 1);
		if (i == 0)
			typed_code(&typed, Y, 1);
	}
	assert_near(joint_make(&arena, &typed.corpus, AI, 3)[0].b, 3, 0);
	assert_near(joint_make(&arena, &typed.corpus, AI, 2)[0].b, 2, 0);
	assert_near(joint_make(&arena, &typed.corpus, AI, 2)[0].n, 2, 0);
	typed_release(&typed);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worked_example),
		cmocka_unit_test(lists_are_left_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
