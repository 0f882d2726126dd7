#include "check.h"

#include "base/limits.h"
#include "reuse/find.h"

static struct place place(uint32_t other, uint32_t start, uint32_t end, uint32_t seeds)
{
	return (struct place){other, {{start, end, other, other + end - start}, seeds}};
}

/* Five others in one stretch, four are allowed: the first two stay and the one with most seeds. */
static void of_too_many_the_first_and_the_most_alike_stay(void **state)
{
	(void)state;
	struct place_rules rules = {.most = 4, .first = 2, .alike = 1};
	struct place places[] = {place(9, 10, 20, 3), place(7, 12, 30, 5), place(3, 40, 50, 1),
				 place(8, 5, 9, 4), place(1, 20, 25, 1)};
	assert_int_equal(places_limit(places, 5, &rules), 3);
	assert_int_equal(places[0].other, 1);
	assert_int_equal(places[1].other, 3);
	assert_int_equal(places[2].other, 7);
}

/* Two places of one other count as one partner, with the seeds of both; of equals the earlier. */
static void an_other_is_one_partner(void **state)
{
	(void)state;
	struct place_rules rules = {.most = 4, .first = 2, .alike = 1};
	struct place few[] = {place(4, 90, 99, 1), place(4, 10, 20, 1), place(3, 1, 2, 1),
			      place(2, 1, 2, 1), place(1, 1, 2, 1)};
	assert_int_equal(places_limit(few, 5, &rules), 5);
	assert_int_equal(few[3].seeded.box.a_start, 10);
	struct place many[] = {place(8, 10, 20, 2), place(6, 90, 99, 1), place(6, 10, 20, 1),
			       place(5, 30, 40, 1), place(2, 1, 2, 1),	 place(1, 1, 2, 1)};
	assert_int_equal(places_limit(many, 6, &rules), 4);
	assert_int_equal(many[2].other, 6);
	assert_int_equal(many[3].other, 6);
	assert_int_equal(many[3].seeded.box.a_start, 90);
}

/* The long place of document 9 is one too many in the first stretch and one of few in the second:
 * it stays. */
static void a_place_stays_that_one_of_its_stretches_wants(void **state)
{
	(void)state;
	struct place_rules rules = {.most = 4, .first = 2, .alike = 1};
	struct place places[] = {place(1, 1, 2, 1), place(2, 1, 2, 1), place(3, 1, 2, 9),
				 place(4, 1, 2, 1), place(9, 100, STRETCH_UNITS + 10, 1)};
	assert_int_equal(places_limit(places, 5, &rules), 4);
	assert_int_equal(places[3].other, 9);
	places[3] = place(9, 100, 110, 1);
	places[4] = place(4, 1, 2, 1);
	assert_int_equal(places_limit(places, 5, &rules), 3);
}

static void as_many_as_the_limit_are_all_kept(void **state)
{
	(void)state;
	struct collection none;
	collection_init(&none);
	struct place_rules rules = reuse_options_for(&none).partners;
	struct place places[LIMIT_REUSE_PARTNERS + 1];
	assert_int_equal(rules.most, LIMIT_REUSE_PARTNERS);
	for (uint32_t i = 0; i <= LIMIT_REUSE_PARTNERS; i++)
		places[i] = place(i, 1, 2, 1 + i);
	assert_int_equal(places_limit(places, LIMIT_REUSE_PARTNERS, &rules), LIMIT_REUSE_PARTNERS);
	assert_int_equal(places_limit(places, LIMIT_REUSE_PARTNERS + 1, &rules), 16);
	assert_int_equal(places[7].other, 7);
	assert_int_equal(places[8].other, LIMIT_REUSE_PARTNERS - 7);
	assert_int_equal(places_limit(places, 0, &rules), 0);
	collection_release(&none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_too_many_the_first_and_the_most_alike_stay),
		cmocka_unit_test(an_other_is_one_partner),
		cmocka_unit_test(a_place_stays_that_one_of_its_stretches_wants),
		cmocka_unit_test(as_many_as_the_limit_are_all_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
