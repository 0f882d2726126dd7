/* M32 by hand. */
#include "check.h"

#include <math.h>

#include "measure/complement.h"

enum { R, Q, REGIONS };
enum { C1, C2, C3, COLUMNS };

/* methods: r strong in c1 (z 2), q needs c1; q strong in c2 (z 1.5), r silent: 2.0. */
static void the_worked_example(void **state)
{
	(void)state;
	const double strength[REGIONS * COLUMNS] = {2, -1, 3, -2, 1.5, NAN};
	const uint32_t sentences[REGIONS * COLUMNS] = {4, 1, 0, 0, 3, 0};
	const uint32_t needs[REGIONS * COLUMNS] = {0, 0, 0, 1, 0, 2};
	const struct complement_input input = {REGIONS, COLUMNS, strength, sentences, needs};
	assert_near(complement_of(&input, R, Q), 2, 0);
	assert_near(complement_of(&input, Q, R), 0, 0);
	assert_near(complement_of(&input, R, Q) + complement_of(&input, Q, R), 2, 0);
	/* c3 is needed and strong, but no sentence could be shown */
	assert_near(complement_part(&input, R, Q, C3), 0, 0);
}

static void what_is_weak_is_no_offer(void **state)
{
	(void)state;
	const double strength[REGIONS * COLUMNS] = {-1, 0, NAN};
	const uint32_t sentences[REGIONS * COLUMNS] = {4, 4, 4};
	const uint32_t needs[REGIONS * COLUMNS] = {0, 0, 0, 1, 1, 1};
	const struct complement_input input = {REGIONS, COLUMNS, strength, sentences, needs};
	assert_near(complement_of(&input, R, Q), 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worked_example),
		cmocka_unit_test(what_is_weak_is_no_offer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
