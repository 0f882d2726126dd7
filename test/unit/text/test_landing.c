/* Where a plan lands. */
#include "check.h"

#include "text/landing.h"

static void check_word(const char *text, const char *word)
{
	struct landing_tables tables;
	landing_tables_init(&tables);
	struct slice whole = slice_from(text);
	struct slice found = slice_span(whole, landing_find(&tables, whole));
	if (!slice_equal(found, slice_from(word)))
		fail_msg("%s: %.*s", text, (int)found.length, found.at);
}

static void places_pilots_and_users_are_found(void **state)
{
	(void)state;
	check_word("建设人工智能医疗中试基地", "中试");
	check_word("打造100个应用场景", "应用场景");
	check_word("推动人工智能赋能制造业", "");
	check_word("让新风落地生根", "");
	check_word("a Pilot in two hospitals", "Pilot");
	check_word("promote AI in health", "");
	check_word("", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_pilots_and_users_are_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
