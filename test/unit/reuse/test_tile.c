#include "check.h"

#include "reuse/tile.h"

static const struct box whole = {0, 100, 0, 100};

static void the_longest_run_is_laid_first_and_no_unit_twice(void **state)
{
	(void)state;
	struct tile_list list = {0};
	tile_list_add_run(&list, (struct tile){10, 50, 6});
	tile_list_add_run(&list, (struct tile){12, 20, 12}); /* longest: takes a 12..24 */
	tile_list_add_run(&list, (struct tile){30, 26, 10}); /* b 26..32 is taken: 32..36 is left */
	tiles_lay(&list, whole);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.at[0].a, 12);
	assert_int_equal(list.at[0].length, 12);
	assert_int_equal(list.at[1].a, 36);
	assert_int_equal(list.at[1].b, 32);
	assert_int_equal(list.at[1].length, 4);
	tile_list_release(&list);
}

static void clauses_that_changed_places_are_both_laid(void **state)
{
	(void)state;
	struct tile_list list = {0};
	tile_list_add_run(&list, (struct tile){0, 20, 20});
	tile_list_add_run(&list, (struct tile){20, 0, 20});
	tiles_lay(&list, whole);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.at[0].b, 20);
	assert_int_equal(list.at[1].b, 0);
	tile_list_release(&list);
}

static void runs_are_cut_at_the_box(void **state)
{
	(void)state;
	struct tile_list list = {0};
	tile_list_add_run(&list, (struct tile){0, 2, 20});
	tile_list_add_run(&list, (struct tile){90, 90, 3}); /* too short to be a tile */
	tiles_lay(&list, (struct box){5, 12, 0, 100});
	assert_int_equal(list.count, 1);
	assert_int_equal(list.at[0].a, 5);
	assert_int_equal(list.at[0].b, 7);
	assert_int_equal(list.at[0].length, 7);
	tiles_lay(&list, whole); /* candidates were used up */
	assert_int_equal(list.count, 1);
	tile_list_release(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_longest_run_is_laid_first_and_no_unit_twice),
		cmocka_unit_test(clauses_that_changed_places_are_both_laid),
		cmocka_unit_test(runs_are_cut_at_the_box),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
