/* The list of all measures is whole: no number of the methods is missing, no word is empty. */
#include "check.h"

#include "measure/balance.h"
#include "measure/catalogue.h"
#include "measure/measure.h"

enum { NUMBERS = 37 };

static void every_number_has_a_row(void **state)
{
	(void)state;
	struct arena arena;
	struct catalogue_row *rows;
	bool found[NUMBERS + 1] = {false};
	arena_init(&arena);
	size_t count = catalogue_make(&arena, &rows);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(strlen(rows[i].number), 3);
		int number = 10 * (rows[i].number[1] - '0') + rows[i].number[2] - '0';
		assert_in_range(number, 1, NUMBERS);
		found[number] = true;
		if (i > 0)
			assert_true(strcmp(rows[i - 1].number, rows[i].number) <= 0);
	}
	for (int number = 1; number <= NUMBERS; number++)
		if (!found[number])
			fail_msg("M%02d is in no row", number);
	arena_release(&arena);
}

static void every_row_says_all_and_has_a_name_of_its_own(void **state)
{
	(void)state;
	struct arena arena;
	struct catalogue_row *rows;
	arena_init(&arena);
	size_t count = catalogue_make(&arena, &rows);
	for (size_t i = 0; i < count; i++) {
		const struct catalogue_row *row = &rows[i];
		const char *const words[] = {row->number,   row->name,	   row->verb,
					     row->ask,	    row->unit,	   row->range,
					     row->meaning,  row->formula,  row->denominator,
					     row->baseline, row->interval, row->citation};
		for (size_t w = 0; w < sizeof words / sizeof *words; w++)
			if (words[w] == NULL || words[w][0] == '\0')
				fail_msg("row %zu (%s): word %zu is empty", i, row->number, w);
		for (size_t k = 0; k < i; k++)
			if (strcmp(rows[k].name, row->name) == 0)
				fail_msg("%s stands twice", row->name);
		if (row->meaning[strlen(row->meaning) - 1] != '.')
			fail_msg("%s: its meaning is no sentence", row->name);
	}
	arena_release(&arena);
}

/* The rows of board and of balance are those of their tables. */
static void the_tables_are_in_it(void **state)
{
	(void)state;
	struct arena arena;
	struct catalogue_row *rows;
	size_t board = 0, balance = 0;
	arena_init(&arena);
	size_t count = catalogue_make(&arena, &rows);
	for (size_t i = 0; i < count; i++) {
		const struct measure *measure = measure_find(slice_from(rows[i].name));
		bool is_board = strcmp(rows[i].verb, "board") == 0;
		board += is_board;
		balance += strcmp(rows[i].verb, "balance") == 0;
		assert_true(is_board == (measure != NULL));
		if (is_board)
			assert_string_equal(rows[i].unit, measure->unit);
	}
	assert_int_equal(board, measure_count);
	assert_int_equal(balance, BALANCE_KIND_COUNT);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_number_has_a_row),
		cmocka_unit_test(every_row_says_all_and_has_a_name_of_its_own),
		cmocka_unit_test(the_tables_are_in_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
