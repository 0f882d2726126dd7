#include "check.h"

#include "reuse/origin.h"

static struct reuse_document made(const char *date, uint32_t level, const char *holder)
{
	return (struct reuse_document){.id = SLICE("x"),
				       .date = slice_from(date),
				       .level = level,
				       .holder = slice_from(holder)};
}

static void assert_order(const char *x_date, uint32_t x_level, const char *y_date, uint32_t y_level,
			 int sign, enum reuse_why why)
{
	struct reuse_document x = made(x_date, x_level, "x"), y = made(y_date, y_level, "y");
	struct reuse_order order = reuse_order_of(&x, &y);
	assert_int_equal(order.sign, sign);
	assert_int_equal(order.why, why);
	assert_int_equal(reuse_order_of(&y, &x).sign, -sign);
}

static void dates_first_then_level_else_nobody_knows(void **state)
{
	(void)state;
	assert_order("2025", 2, "2026", 1, -1, WHY_DATE);
	assert_order("2026-02-01", 2, "2026-01-02", 2, 1, WHY_DATE);
	/* less than eight days apart: only another level lets the date decide */
	assert_order("2026-01-25", 2, "2026-02-01", 2, 0, WHY_SAME_TIME);
	assert_order("2026-01-25", 2, "2026-02-02", 2, -1, WHY_DATE);
	assert_order("2026-01-25", 1, "2026-02-01", 2, -1, WHY_DATE);
	assert_order("2025-12-30", 2, "2026-01-02", 2, 0, WHY_SAME_TIME);
	/* as far as both are known */
	assert_order("2026", 2, "2026-01-27", 2, 0, WHY_SAME_TIME);
	assert_order("2026", 1, "2026-01-27", 2, -1, WHY_LEVEL);
	assert_order("", 1, "2026", 2, -1, WHY_LEVEL);
	assert_order("", 2, "2026", 2, 0, WHY_UNDATED);
	assert_order("", 0, "", 3, 1, WHY_LEVEL); /* unknown stands below all */
}

enum { CENTRE, OWN_OLD, SELF, SISTER, LATER, FOURTH, CITY };

static const struct span sentence = {100, 120};

/* Which class a sentence of SELF has when the given documents hold all of it. */
static struct sentence_origin held_by(const uint32_t *holders, size_t count)
{
	static struct arena arena;
	const struct reuse_document documents[] = {
		made("2024", 1, "centre"),  made("2025", 2, "p"),	made("2026-03-20", 2, "p"),
		made("2025-06-01", 2, "q"), made("2026-06-01", 2, "r"), made("2026-03-21", 2, "s"),
		made("2025-07-01", 3, "t")};
	struct held_range ranges[8];
	for (size_t i = 0; i < count; i++)
		ranges[i] = (struct held_range){holders[i], 100, 120, 0.5F + 0.1F * (float)i};
	arena_init(&arena);
	struct sentence_origin origin =
		origins_make(&arena, documents, SELF, ranges, count, &sentence, 1)[0];
	arena_release(&arena);
	return origin;
}
#define HELD_BY(...)                                                                               \
	held_by((const uint32_t[]){__VA_ARGS__},                                                   \
		sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

static void the_earliest_holder_decides_the_class(void **state)
{
	(void)state;
	assert_int_equal(held_by(NULL, 0).class, REUSE_NONE);
	assert_int_equal(HELD_BY(CENTRE).class, REUSE_ABOVE);
	assert_int_equal(HELD_BY(OWN_OLD).class, REUSE_OWN_EDITION);
	assert_int_equal(HELD_BY(CENTRE, OWN_OLD).class, REUSE_ABOVE);
	assert_int_equal(HELD_BY(SISTER).class, REUSE_SIBLING);
	assert_int_equal(HELD_BY(CITY).class, REUSE_SIBLING);
	assert_int_equal(HELD_BY(LATER).class, REUSE_FIRST);
	assert_int_equal(HELD_BY(FOURTH).class, REUSE_SAME_TIME);
	assert_int_equal(HELD_BY(LATER, FOURTH).class, REUSE_SAME_TIME);
	/* three others of its level: a stock phrase, unless it came from above */
	assert_int_equal(HELD_BY(SISTER, LATER, FOURTH).class, REUSE_STOCK);
	assert_int_equal(HELD_BY(CENTRE, SISTER, LATER, FOURTH).class, REUSE_ABOVE);
	/* a city below and the own older edition do not make it one */
	assert_int_equal(HELD_BY(OWN_OLD, LATER, FOURTH, CITY).class, REUSE_OWN_EDITION);
}

static void source_is_the_earliest_and_parent_the_nearest(void **state)
{
	(void)state;
	struct sentence_origin origin = HELD_BY(CENTRE, OWN_OLD, SISTER, LATER);
	assert_int_equal(origin.source, CENTRE);
	assert_int_equal(origin.parent, SISTER); /* the largest identity of those before it */
	assert_int_equal(origin.documents, 4);
	assert_int_equal(origin.holders, 3); /* its own older edition is no other holder */
	origin = HELD_BY(LATER);
	assert_int_equal(origin.source, NOBODY);
	assert_int_equal(origin.parent, NOBODY);
}

static void shares_are_of_the_sentence_s_units(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	const struct reuse_document documents[] = {made("2024", 1, "centre"), made("2026", 2, "p"),
						   made("2024", 2, "q")};
	const struct span sentences[] = {{0, 20}, {20, 40}, {40, 40}, {40, 60}};
	/* 8 of 20 by the centre and 8 others by q: neither holds it, together 16 of 20 are shared.
	 * Then 6 + 3 (an edit between two tiles) + 5 of 20. */
	struct held_range ranges[] = {
		{0, 0, 8, 1}, {2, 12, 20, 1}, {0, 22, 28, 1}, {0, 31, 36, 1}, {0, 59, 90, 1}};
	struct sentence_origin *origins =
		origins_make(&arena, documents, 1, ranges, 5, sentences, 4);
	assert_near(origins[0].share, 0.8, 1e-12);
	assert_int_equal(origins[0].class, REUSE_NONE);
	assert_near(origins[1].share, 0.7, 1e-12);
	assert_int_equal(origins[1].class, REUSE_ABOVE);
	assert_near(origins[2].share, 0, 1e-12);
	assert_near(origins[3].share, 0.05, 1e-12);
	arena_release(&arena);
}

static void own_voice_is_without_what_others_wrote(void **state)
{
	(void)state;
	assert_true(reuse_is_own_voice(REUSE_NONE));
	assert_true(reuse_is_own_voice(REUSE_FIRST));
	assert_true(reuse_is_own_voice(REUSE_OWN_EDITION));
	assert_true(reuse_is_own_voice(REUSE_SAME_TIME));
	assert_false(reuse_is_own_voice(REUSE_ABOVE));
	assert_false(reuse_is_own_voice(REUSE_SIBLING));
	assert_false(reuse_is_own_voice(REUSE_STOCK));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_first_then_level_else_nobody_knows),
		cmocka_unit_test(the_earliest_holder_decides_the_class),
		cmocka_unit_test(source_is_the_earliest_and_parent_the_nearest),
		cmocka_unit_test(shares_are_of_the_sentence_s_units),
		cmocka_unit_test(own_voice_is_without_what_others_wrote),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
