#include "check.h"

#include <locale.h>

#include "base/number.h"

static void integers_are_read_whole_or_refused(void **state)
{
	(void)state;
	int64_t value = 7;
	assert_true(number_read_integer(SLICE("-9223372036854775808"), &value));
	assert_true(value == INT64_MIN);
	assert_true(number_read_integer(SLICE("+9223372036854775807"), &value));
	assert_true(value == INT64_MAX);
	value = 7;
	const char *bad[] = {"",
			     "-",
			     "+",
			     "1 ",
			     " 1",
			     "0x10",
			     "1.0",
			     "1e3",
			     "１２",
			     "1,000",
			     "9223372036854775808",
			     "--1"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(number_read_integer(slice_from(bad[i]), &value));
	assert_true(value == 7);
}

static void reals_are_read_whole_or_refused(void **state)
{
	(void)state;
	double value = 7;
	assert_true(number_read_real(SLICE("-0.05"), &value));
	assert_near(value, -0.05, 0);
	assert_true(number_read_real(SLICE("2.5e-3"), &value));
	assert_near(value, 0.0025, 0);
	assert_true(number_read_real(SLICE("1e-999"), &value));
	assert_near(value, 0, 0);
	value = 7;
	const char *bad[] = {"",    ".",   ".5",    "1.",    "1e",  "1e+",
			     "inf", "nan", "0x1p3", "1e999", "0,5", "1 "};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(number_read_real(slice_from(bad[i]), &value));
	char longest[80];
	memset(longest, '1', sizeof longest);
	assert_false(number_read_real((struct slice){longest, 64}, &value));
	assert_near(value, 7, 0);
	assert_true(number_read_real((struct slice){longest, 63}, &value));
}

static void writing_has_a_point_in_every_locale(void **state)
{
	(void)state;
	/* Whichever comma locale this machine has; without one the C locale is tested twice. */
	if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL)
		print_message("# no de_DE.UTF-8 here: only the C locale was tried\n");
	struct buffer out;
	buffer_init(&out);
	number_append(&out, 0.1);
	buffer_append_byte(&out, ' ');
	number_append(&out, -0.0);
	buffer_append_byte(&out, ' ');
	number_append(&out, 1.0 / 3);
	buffer_append_byte(&out, ' ');
	number_append(&out, 1e20);
	buffer_append_byte(&out, ' ');
	number_append_fixed(&out, -0.001, 2);
	buffer_append_byte(&out, ' ');
	number_append_fixed(&out, -1.005, 1);
	assert_string_equal(out.at, "0.1 0 0.333333333333 1e+20 0.00 -1.0");
	double value;
	assert_true(number_read_real(SLICE("1.5"), &value));
	assert_near(value, 1.5, 0);
	buffer_release(&out);
	setlocale(LC_ALL, "C");
}

static void groups_begin_at_ten_thousand(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out);
	const int64_t values[] = {0, 2026, -9999, 10000, -1234567, INT64_MIN};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		number_append_grouped(&out, values[i]);
		buffer_append_byte(&out, ' ');
	}
	assert_string_equal(out.at, "0 2026 -9999 10,000 -1,234,567 -9,223,372,036,854,775,808 ");
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(integers_are_read_whole_or_refused),
		cmocka_unit_test(reals_are_read_whole_or_refused),
		cmocka_unit_test(groups_begin_at_ten_thousand),
		cmocka_unit_test(writing_has_a_point_in_every_locale),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
