#include "check.h"

#include "base/buffer.h"
#include "text/date.h"

static void the_first_date_is_found_as_exact_as_it_is(void **state)
{
	(void)state;
	static const struct {
		const char *text, *iso, *where; /* NULL: none */
	} rows[] = {
		{"2026年1月27日在会上", "2026-01-27", "2026年1月27日"},
		{"——2026年 1月 27日", "2026-01-27", "2026年 1月 27日"},
		{"二〇二六年一月二十七日", "2026-01-27", "二〇二六年一月二十七日"},
		{"二○二六年十月三十一日", "2026-10-31", "二○二六年十月三十一日"},
		{"２０２６年１月", "2026-01", "２０２６年１月"},
		{"2026年元月", "2026-01", "2026年元月"},
		{"2026年度", "2026", "2026年"},
		{"2026年6月1日至7日", "2026-06-01", "2026年6月1日"},
		{"发布日期：2026-01-27 09:00", "2026-01-27", "2026-01-27"},
		{"2026/1/27", "2026-01-27", "2026/1/27"},
		{"2026.1.27", "2026-01-27", "2026.1.27"},
		{"plan of 2026-01", "2026-01", "2026-01"},
		{"Done on 27 January 2026.", "2026-01-27", "27 January 2026"},
		{"January 27, 2026", "2026-01-27", "January 27, 2026"},
		{"the 1st of Sept. 2026", "2026-09-01", "1st of Sept. 2026"},
		{"MAY 2026", "2026-05", "MAY 2026"},
		{"Government Work Report 2026", "2026", "2026"},
		{"2026浙江省政府工作报告", "2026", "2026"},
		{"2021-2025", "2021", "2021"},
		{"2026年2月31日，后来2026年3月1日", "2026-03-01", "2026年3月1日"},
		{"2024年2月29日", "2024-02-29", "2024年2月29日"},
		{"2023-02-29", NULL, NULL},
		{"投资2000万元，增长2000.5，2000%", NULL, NULL},
		{"2000 家企业 12026 A2026 2026B", NULL, NULL},
		{"Maybe 20 years, no. 3", NULL, NULL},
		{"十四五", NULL, NULL},
		/* what is aimed at is no date of the document */
		{"到2035年，全省算力规模超过100EFLOPS", NULL, NULL},
		{"by 2030 and until 2035", NULL, NULL},
		{"到2030年建成。2026年1月27日", "2026-01-27", "2026年1月27日"},
		{"By 2030 emissions fall. 27 January 2026", "2026-01-27", "27 January 2026"},
		{"", NULL, NULL},
	};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct slice text = slice_from(rows[i].text), iso = SLICE("");
		struct span where;
		bool found = date_find(&arena, text, &iso, &where);
		if (found != (rows[i].iso != NULL))
			fail_msg("%s: %.*s", rows[i].text, (int)iso.length, iso.at);
		if (!found)
			continue;
		assert_slice(iso, rows[i].iso);
		assert_slice(slice_span(text, where), rows[i].where);
		assert_true(date_valid(iso));
	}
	arena_release(&arena);
}

static void only_possible_dates_are_valid(void **state)
{
	(void)state;
	static const char *const good[] = {"2026", "2026-01", "2026-12-31", "2000-02-29"};
	static const char *const bad[] = {"",	       "26",	     "2026-1",	   "2026-13",
					  "2026-00",   "2026-02-30", "1900-02-29", "2026/01",
					  "2026-01-1", "0999",	     "2026-01-00", "2026-0１"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(date_valid(slice_from(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (date_valid(slice_from(bad[i])))
			fail_msg("%s is taken", bad[i]);
}

static void a_long_text_without_dates_is_read_once(void **state)
{
	(void)state;
	struct arena arena;
	struct buffer text;
	struct slice iso;
	struct span where;
	arena_init(&arena);
	buffer_init(&text);
	for (int i = 0; i < 300000; i++)
		buffer_append_string(&text, "二〇20 Jan ");
	assert_false(date_find(&arena, buffer_slice(&text), &iso, &where));
	buffer_release(&text);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_date_is_found_as_exact_as_it_is),
		cmocka_unit_test(only_possible_dates_are_valid),
		cmocka_unit_test(a_long_text_without_dates_is_read_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
