#include "check.h"

#include "num/random.h"
#include "reuse/box.h"

static const struct box whole = {0, 10000, 0, 8000};

static void make(struct box_list *list, const struct hit *hits, size_t count,
		 const struct box_rules *rules)
{
	boxes_gather(list, hits, count, rules);
	boxes_merge(list, rules, whole);
}

static void near_seeds_make_one_box_with_its_reach(void **state)
{
	(void)state;
	const struct hit hits[] = {{0, 1000, 2000}, {0, 1050, 2060}, {0, 5000, 100}};
	struct box_list list = {0};
	make(&list, hits, 3, &(struct box_rules){2, 100, 300});
	assert_int_equal(list.count, 1);
	assert_int_equal(list.at[0].a_start, 700);
	assert_int_equal(list.at[0].a_end, 1351);
	assert_int_equal(list.at[0].b_start, 1700);
	assert_int_equal(list.at[0].b_end, 2361);
	make(&list, hits, 3, &(struct box_rules){1, 100, 300});
	assert_int_equal(list.count, 2);
	assert_int_equal(list.at[1].b_start, 0);
	box_list_release(&list);
}

static void no_two_boxes_overlap_and_all_hits_are_inside(void **state)
{
	(void)state;
	struct box_list list = {0};
	for (uint64_t turn = 0; turn < 50; turn++) {
		struct hit hits[120];
		for (uint32_t i = 0; i < 120; i++)
			hits[i] = (struct hit){0, i * 83, (uint32_t)random_below(1, turn, i, 8000)};
		make(&list, hits, 1 + turn * 2, &(struct box_rules){1, 50, 100});
		for (size_t i = 0; i < list.count; i++)
			for (size_t j = 0; j < i; j++)
				assert_true(list.at[i].a_end <= list.at[j].a_start ||
					    list.at[j].a_end <= list.at[i].a_start ||
					    list.at[i].b_end <= list.at[j].b_start ||
					    list.at[j].b_end <= list.at[i].b_start);
		for (size_t i = 0; i < 1 + turn * 2; i++) {
			bool inside = false;
			for (size_t j = 0; j < list.count; j++)
				inside = inside || (list.at[j].a_start <= hits[i].a_position &&
						    hits[i].a_position < list.at[j].a_end &&
						    list.at[j].b_start <= hits[i].b_position &&
						    hits[i].b_position < list.at[j].b_end);
			assert_true(inside);
		}
	}
	box_list_release(&list);
}

static void too_many_boxes_become_one(void **state)
{
	(void)state;
	static struct hit hits[400];
	for (uint32_t i = 0; i < 400; i++)
		hits[i] = (struct hit){0, i * 20, i * 7919 % 400 * 20};
	struct box_list list = {0};
	make(&list, hits, 400, &(struct box_rules){1, 1, 2});
	assert_int_equal(list.count, 1);
	assert_int_equal(list.at[0].a_end, whole.a_end);
	assert_int_equal(list.at[0].b_end, whole.b_end);
	box_list_release(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_seeds_make_one_box_with_its_reach),
		cmocka_unit_test(no_two_boxes_overlap_and_all_hits_are_inside),
		cmocka_unit_test(too_many_boxes_become_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
