#include "check.h"

#include "base/arena.h"
#include "read/fields.h"
#include "read/file.h"
#include "read/item.h"

/* Runs f on both columns of every case of a file. */
static size_t each_case(const char *name,
			void (*f)(struct slice given, struct slice wanted, const char *place))
{
	struct arena arena;
	struct slice text, line;
	struct error error = {0};
	size_t count = 0;
	uint32_t number = 0;
	arena_init(&arena);
	const char *path = arena_printf(&arena, "%s/test/cases/%s", source_root(), name);
	assert_int_equal(file_read(&arena, path, 1 << 20, "none", &text, &error), STATUS_OK);
	while (slice_cut(&text, '\n', &line)) {
		struct slice given;
		number++;
		if (line.length == 0 || line.at[0] == '#')
			continue;
		const char *place = arena_printf(&arena, "%s:%u", name, number);
		if (!slice_cut(&line, '\t', &given) || line.at == NULL)
			fail_msg("%s: a case is two columns", place);
		f(given, line, place);
		count++;
	}
	arena_release(&arena);
	return count;
}

static void check_column(struct slice header, struct slice wanted, const char *place)
{
	struct source_options options = {0};
	struct field_finder finder;
	field_finder_init(&finder, &options);
	struct column_role role = field_find(&finder, header), again = field_find(&finder, header);
	const char *got = role.field == FIELD_COUNT ? "other" : field_name(role.field);
	if (!slice_is(wanted, got))
		fail_msg("%s: \"%.*s\" is %s, wanted %.*s", place, (int)header.length, header.at,
			 got, (int)wanted.length, wanted.at);
	assert_int_equal(role.field, again.field);
	assert_int_equal(role.rank, again.rank);
	field_finder_release(&finder);
}

static void headers_are_found_in_english_and_chinese(void **state)
{
	(void)state;
	assert_true(each_case("columns.txt", check_column) > 50);
}

static void check_date(struct slice cell, struct slice wanted, const char *place)
{
	struct arena arena;
	arena_init(&arena);
	struct slice iso = {"", 0};
	if (!date_from_cell(&arena, cell, &iso))
		iso = SLICE("none");
	if (!slice_equal(iso, wanted))
		fail_msg("%s: \"%.*s\" gives %.*s, wanted %.*s", place, (int)cell.length, cell.at,
			 (int)iso.length, iso.at, (int)wanted.length, wanted.at);
	arena_release(&arena);
}

static void cells_are_dates_or_unknown(void **state)
{
	(void)state;
	assert_true(each_case("date-cells.txt", check_date) > 20);
}

static void an_option_names_that_column_only(void **state)
{
	(void)state;
	struct source_options options = {.text_field = SLICE("Body text"), .id_field = SLICE("no")};
	struct field_finder finder;
	field_finder_init(&finder, &options);
	assert_int_equal(field_find(&finder, SLICE("text")).field, FIELD_COUNT);
	assert_false(finder.found[FIELD_TEXT]);
	assert_int_equal(field_find(&finder, SLICE("body_text")).field, FIELD_TEXT);
	assert_true(finder.found[FIELD_TEXT]);
	assert_false(finder.found[FIELD_ID]);
	assert_int_equal(field_find(&finder, SLICE("title")).field, FIELD_TITLE);
	field_finder_release(&finder);
}

/* A header that is another field's by default is the field that the user says. */
static void an_option_goes_before_the_table(void **state)
{
	(void)state;
	struct source_options options = {.date_field = SLICE("title"),
					 .region_field =
						 SLICE("  非常长的列名非常长的列名非常长的列名非"
						       "常长的列名非常长的列名")};
	struct field_finder finder;
	field_finder_init(&finder, &options);
	assert_int_equal(field_find(&finder, SLICE("title")).field, FIELD_DATE);
	assert_int_equal(field_find(&finder, options.region_field).field, FIELD_REGION);
	field_finder_release(&finder);
}

static void every_field_has_a_place(void **state)
{
	(void)state;
	struct document_metadata metadata = {0};
	struct source_options options = {.kind = SLICE("article")};
	for (unsigned field = 0; field < FIELD_COUNT; field++) {
		bool is_text = field == FIELD_TEXT || field == FIELD_FILE;
		assert_true((field_in(&metadata, field) == NULL) == is_text);
		assert_int_equal(field_option(&options, field).length, 0);
		assert_int_equal(field_default(&options, field).length,
				 field == FIELD_KIND ? 7 : 0);
	}
	assert_ptr_equal(field_in(&metadata, FIELD_TIER), &metadata.tier);
	assert_ptr_equal(field_in(&metadata, FIELD_SOURCE), &metadata.source);
	assert_ptr_equal(field_rule_in(&metadata, FIELD_REGION), &metadata.region_rule);
	assert_ptr_equal(field_rule_in(&metadata, FIELD_DATE), &metadata.date_rule);
	assert_null(field_rule_in(&metadata, FIELD_KIND));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_are_found_in_english_and_chinese),
		cmocka_unit_test(cells_are_dates_or_unknown),
		cmocka_unit_test(an_option_names_that_column_only),
		cmocka_unit_test(an_option_goes_before_the_table),
		cmocka_unit_test(every_field_has_a_place),
	};
	return cmocka_run_group_tests_name("read/columns", tests, NULL, NULL);
}
