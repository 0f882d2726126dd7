#include "check.h"

#include "num/random.h"
#include "reuse/script.h"

/* A text of letters as units. */
static uint32_t units(const char *text, uint16_t *ids)
{
	uint32_t count = 0;
	for (; text[count] != '\0'; count++)
		ids[count] = (uint16_t)text[count];
	return count;
}

static void assert_script(const char *a, const char *b, uint32_t matched)
{
	uint16_t x[256], y[256];
	uint32_t x_count = units(a, x), y_count = units(b, y);
	struct script script = {0};
	script_make(&script, x, x_count, y, y_count);
	uint32_t sum = 0, x_end = 0, y_end = 0;
	for (size_t i = 0; i < script.count; i++) {
		const struct script_block *block = &script.blocks[i];
		assert_true(block->a >= x_end && block->b >= y_end && block->length > 0);
		for (uint32_t k = 0; k < block->length; k++)
			assert_int_equal(x[block->a + k], y[block->b + k]);
		x_end = block->a + block->length;
		y_end = block->b + block->length;
		sum += block->length;
	}
	assert_true(x_end <= x_count && y_end <= y_count);
	assert_int_equal(sum, script.matched);
	if (script.matched != matched)
		fail_msg("%s against %s: %u units, not %u", a, b, script.matched, matched);
	script_release(&script);
}

static void worked_examples(void **state)
{
	(void)state;
	assert_script("ABCDE", "ABXDE", 4);
	assert_script("ABCDE", "ABCDE", 5);
	assert_script("ABCDE", "", 0);
	assert_script("", "", 0);
	assert_script("ABCDEF", "DEFABC", 3); /* moved: one of the two stays */
	assert_script("ABCABBA", "CBABAC", 4);
	assert_script("XABCY", "ABC", 3);
}

static void identity_is_what_stayed(void **state)
{
	(void)state;
	uint16_t x[8], y[8];
	uint32_t x_count = units("ABCDE", x), y_count = units("ABXDE", y);
	struct script script = {0};
	script_make(&script, x, x_count, y, y_count);
	assert_near(script_identity(&script, x_count, y_count), 0.8, 1e-12);
	script_make(&script, x, 0, y, 0);
	assert_near(script_identity(&script, 0, 0), 1, 1e-12);
	script_release(&script);
}

static void lonely_units_between_changes_are_tidied_away(void **state)
{
	(void)state;
	uint16_t x[16], y[16];
	uint32_t x_count = units("AABBZCCDD", x), y_count = units("AAXXZYYDD", y);
	struct script script = {0};
	script_make(&script, x, x_count, y, y_count);
	assert_int_equal(script.matched, 5);
	script_tidy(&script, x_count, y_count, 2);
	assert_int_equal(script.matched, 4);
	assert_int_equal(script.count, 2);
	script_release(&script);
}

/* Against the plain table, and on texts far larger than one exact part. */
static void long_texts_keep_almost_all_of_their_common_units(void **state)
{
	(void)state;
	enum { LENGTH = 20000, EVERY = 50 };
	static uint16_t x[LENGTH], y[LENGTH];
	for (uint32_t i = 0; i < LENGTH; i++) {
		x[i] = (uint16_t)(1 + random_below(3, 1, i, 3000));
		y[i] = i % EVERY == 7 ? 5000 : x[i];
	}
	struct script script = {0};
	script_make(&script, x, LENGTH, y, LENGTH);
	assert_int_equal(script.matched, LENGTH - LENGTH / EVERY);
	/* a whole part moved to the front: the larger rest stays */
	memmove(y + 4000, y, (LENGTH - 4000) * sizeof *y);
	memcpy(y, x + LENGTH - 4000, 4000 * sizeof *y);
	script_make(&script, x, LENGTH, y, LENGTH);
	assert_true(script.matched > LENGTH - 4000 - LENGTH / EVERY - 100);
	/* nothing in common, nothing repeated: given up, not searched for hours */
	for (uint32_t i = 0; i < LENGTH; i++)
		y[i] = (uint16_t)(4000 + i % 20000);
	script_make(&script, x, LENGTH, y, LENGTH);
	assert_int_equal(script.matched, 0);
	script_release(&script);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worked_examples),
		cmocka_unit_test(identity_is_what_stayed),
		cmocka_unit_test(lonely_units_between_changes_are_tidied_away),
		cmocka_unit_test(long_texts_keep_almost_all_of_their_common_units),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
