#include "check.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "text/delimited.h"

/* All records of input as "field|field\n", errors as "!line\n". */
static void check(const char *input, char separator, const char *wanted)
{
	struct arena arena;
	struct buffer out;
	struct delimited table;
	arena_init(&arena);
	buffer_init(&out);
	delimited_open(&table, slice_from(input), separator);
	for (bool found = true; found;) {
		struct error error = {0};
		if (delimited_next_record(&table, &arena, &found, &error) != STATUS_OK) {
			buffer_printf(&out, "!%u\n", error.line);
			found = true;
			continue;
		}
		for (size_t i = 0; found && i < table.field_count; i++)
			buffer_printf(&out, "%s%.*s", i == 0 ? "" : "|",
				      (int)table.fields[i].length, table.fields[i].at);
		if (found)
			buffer_append_byte(&out, '\n');
	}
	assert_slice(buffer_slice(&out), wanted);
	delimited_release(&table);
	buffer_release(&out);
	arena_release(&arena);
}

static void records_end_at_any_line_end(void **state)
{
	(void)state;
	check("a,b\nc,d\r\ne,f\rg,h", ',', "a|b\nc|d\ne|f\ng|h\n");
	check("", ',', "");
	check("\n\r\n\n", ',', "");
	check("a,\n,b\n", ',', "a|\n|b\n");
	check("\xEF\xBB\xBFid,text\n", ',', "id|text\n");
}

static void quotes_hold_separators_and_line_ends(void **state)
{
	(void)state;
	check("\"a,b\",\"c\nd\"\n", ',', "a,b|c\nd\n");
	check("\"say \"\"yes\"\"\",\"\"\n", ',', "say \"yes\"|\n");
	check("\"\"\"\"\n", ',', "\"\n");
	check("a\"b,c\n", ',', "a\"b|c\n");
}

static void errors_name_the_line_and_reading_goes_on(void **state)
{
	(void)state;
	check("a,b\n\"x\ny\n", ',', "a|b\n!2\ny\n");
	check("a\n\"b\nc\"d,e\nf\n", ',', "a\n!3\nf\n");
}

static void tabs_take_open_quotes_as_they_stand(void **state)
{
	(void)state;
	check("\"AI+\" plan\t\"x\n\"y\tz\n", '\t', "\"AI+\" plan|\"x\n\"y|z\n");
	check("\"a\tb\"\tc\n", '\t', "a\tb|c\n");
	check("\"a\nb\"\tc\n", '\t', "a\nb|c\n");
}

static void line_numbers_count_lines_inside_quotes(void **state)
{
	(void)state;
	struct arena arena;
	struct delimited table;
	bool found;
	arena_init(&arena);
	delimited_open(&table, SLICE("h\n\"1\r\n2\"\n\nx"), ',');
	const uint32_t lines[] = {1, 2, 5};
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(delimited_next_record(&table, &arena, &found, NULL), STATUS_OK);
		assert_true(found);
		assert_int_equal(table.line, lines[i]);
	}
	delimited_release(&table);
	arena_release(&arena);
}

static void limits_are_errors(void **state)
{
	(void)state;
	struct arena arena;
	struct delimited table;
	struct buffer wide;
	bool found;
	arena_init(&arena);
	buffer_init(&wide);
	for (int i = 0; i < LIMIT_TABLE_COLUMNS; i++)
		buffer_append_byte(&wide, ',');
	buffer_append_string(&wide, "\nnext");
	delimited_open(&table, buffer_slice(&wide), ',');
	assert_int_equal(delimited_next_record(&table, &arena, &found, NULL), STATUS_LIMIT);
	assert_int_equal(delimited_next_record(&table, &arena, &found, NULL), STATUS_OK);
	assert_slice(table.fields[0], "next");
	delimited_release(&table);
	buffer_release(&wide);
	arena_release(&arena);
}

/* Openings that are never closed must not make each field look through the whole rest. */
static void unclosed_quotes_stay_linear(void **state)
{
	(void)state;
	struct arena arena;
	struct delimited table;
	struct buffer rows;
	bool found = true;
	size_t records = 0;
	arena_init(&arena);
	buffer_init(&rows);
	buffer_append_string(&rows, "\"open\t");
	for (int i = 0; i < 1000000; i++)
		buffer_append_string(&rows, "\"\"x\"\"\t\n");
	delimited_open(&table, buffer_slice(&rows), '\t');
	while (found) {
		assert_int_equal(delimited_next_record(&table, &arena, &found, NULL), STATUS_OK);
		records += found;
	}
	assert_int_equal(records, 1000000);
	delimited_release(&table);
	buffer_release(&rows);
	arena_release(&arena);
}

static void separator_is_guessed_outside_quotes(void **state)
{
	(void)state;
	assert_int_equal(delimited_guess_separator(SLICE("a\tb,c,d\n")), '\t');
	assert_int_equal(delimited_guess_separator(SLICE("\"a\tb\",c\n")), ',');
	assert_int_equal(delimited_guess_separator(SLICE("a;b;c,d\n1,2,3,4,5\n")), ';');
	assert_int_equal(delimited_guess_separator(SLICE("one\n")), ',');
	assert_int_equal(delimited_guess_separator(SLICE("")), ',');
}

static void fields_are_found_by_name(void **state)
{
	(void)state;
	struct arena arena;
	struct delimited table;
	bool found;
	arena_init(&arena);
	delimited_open(&table, SLICE("id, Text ,地区\n"), ',');
	assert_int_equal(delimited_next_record(&table, &arena, &found, NULL), STATUS_OK);
	assert_int_equal(delimited_find_field(&table, SLICE("text")), 1);
	assert_int_equal(delimited_find_field(&table, SLICE("地区")), 2);
	assert_true(delimited_find_field(&table, SLICE("none")) == SIZE_MAX);
	delimited_release(&table);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_end_at_any_line_end),
		cmocka_unit_test(quotes_hold_separators_and_line_ends),
		cmocka_unit_test(errors_name_the_line_and_reading_goes_on),
		cmocka_unit_test(tabs_take_open_quotes_as_they_stand),
		cmocka_unit_test(line_numbers_count_lines_inside_quotes),
		cmocka_unit_test(limits_are_errors),
		cmocka_unit_test(unclosed_quotes_stay_linear),
		cmocka_unit_test(separator_is_guessed_outside_quotes),
		cmocka_unit_test(fields_are_found_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
