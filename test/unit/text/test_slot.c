/* What a title is a slot of. */
#include "check.h"

#include "text/slot.h"

static void check_slot(const char *name, const char *head, const char *slot)
{
	struct slice found = slot_of(slice_from(name), slice_from(head));
	if (!slice_equal(found, slice_from(slot)))
		fail_msg("%s: %.*s", name, (int)found.length, found.at);
}

static void levels_are_left_out(void **state)
{
	(void)state;
	check_slot("国家人工智能应用中试基地", "中试基地", "人工智能应用中试基地");
	check_slot("国家级战略性新兴产业集群", "集群", "战略性新兴产业集群");
	check_slot("更多全国重点实验室", "全国重点实验室", "");
	check_slot("国际科技创新中心", "科技创新中心", "国际科技创新中心");
}

static void the_last_of_two_is_meant(void **state)
{
	(void)state;
	check_slot("国家新型工业化示范区和新兴产业发展示范基地", "基地", "新兴产业发展示范基地");
	check_slot("国家级科创平台和基地", "基地", "科创平台和基地");
}

static void a_head_alone_is_no_slot(void **state)
{
	(void)state;
	check_slot("示范区", "示范区", "");
	check_slot("国家级示范区", "示范区", "");
}

static void names_of_one_slot_are_joined(void **state)
{
	(void)state;
	static const char *const rows[][2] = {{"自由贸易试验区", "自贸试验区"},
					      {"自贸试验区", "自贸试验区"},
					      {"云南自由贸易试验区", "云南自由贸易试验区"},
					      {"农业高新技术产业示范区", "农高区"},
					      {"跨境电子商务综合试验区", "跨境电商综试区"},
					      {"跨境电商综合试验区", "跨境电商综试区"},
					      {"自由贸易区", "自由贸易区"},
					      {"", ""}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!slice_equal(slot_joined(slice_from(rows[i][0])), slice_from(rows[i][1])))
			fail_msg("%s is not joined to %s", rows[i][0], rows[i][1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels_are_left_out),
		cmocka_unit_test(the_last_of_two_is_meant),
		cmocka_unit_test(a_head_alone_is_no_slot),
		cmocka_unit_test(names_of_one_slot_are_joined),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
