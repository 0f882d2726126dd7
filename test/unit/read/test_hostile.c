#define _XOPEN_SOURCE 700 /* nftw */
#include "place.h"

#include "base/limits.h"
#include "base/map.h"

/* Tables and folders that want to take time, memory or files that are not theirs. Nothing here is
 * timed: work that grows with the square of these sizes would not end within the test's time. */

static int set_up(void **state)
{
	struct place *place = malloc(sizeof *place);
	place_init(place);
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	place_release(*state);
	free(*state);
	return 0;
}

static void repeat(struct buffer *buffer, const char *text, size_t times)
{
	for (size_t i = 0; i < times; i++)
		buffer_append_string(buffer, text);
}

static void write_and_list(struct place *place, const char *name, struct buffer *buffer)
{
	place_bytes(place, name, buffer_slice(buffer));
	LIST(place, name);
}

static void a_field_of_ten_megabytes_is_read(void **state)
{
	struct place *place = *state;
	struct buffer table;
	buffer_init(&table);
	buffer_append_string(&table, "id,text\n1,\"");
	repeat(&table, "算力\n\"\"", 1250000);
	buffer_append_string(&table, "\"\n2,x\n");
	write_and_list(place, "a.csv", &table);
	assert_int_equal(place->source.item_count, 2);
	assert_int_equal(place->source.items[0].inline_text.length, 8 * 1250000);
	assert_int_equal(place->source.items[1].row, 2 + 1250000 + 1);
	buffer_release(&table);
}

static void columns_have_a_limit(void **state)
{
	struct place *place = *state;
	struct buffer table;
	for (int most = 0; most < 2; most++) {
		buffer_init(&table);
		buffer_append_string(&table, "text");
		repeat(&table, ",x", LIMIT_TABLE_COLUMNS - (most == 0));
		buffer_append_string(&table, "\nhello");
		repeat(&table, ",y", LIMIT_TABLE_COLUMNS - (most == 0));
		write_and_list(place, "a.csv", &table);
		assert_int_equal(place->source.item_count, most == 0);
		if (most == 1)
			assert_problem(place, "TABLE_COLUMNS");
		buffer_release(&table);
	}
}

static void members_have_a_limit(void **state)
{
	struct place *place = *state;
	struct buffer table;
	buffer_init(&table);
	buffer_append_string(&table, "{\"id\":1,\"text\":\"x\"}\n{\"text\":\"x\"");
	for (int i = 0; i < LIMIT_TABLE_COLUMNS; i++)
		buffer_printf(&table, ",\"c%d\":1", i);
	buffer_append_string(&table, "}\n{\"id\":3,\"text\":\"y\"}\n");
	write_and_list(place, "a.jsonl", &table);
	assert_int_equal(place->source.item_count, 2);
	assert_problem(place, "a.jsonl:2: the object has 1025 members, the limit TABLE_COLUMNS");
	buffer_release(&table);
}

static void long_values_are_left_out(void **state)
{
	struct place *place = *state;
	struct buffer table;
	buffer_init(&table);
	buffer_append_string(&table, "id,text,title,note\n1,x,");
	repeat(&table, "t", LIMIT_METADATA_BYTES + 1);
	buffer_append_string(&table, ",");
	repeat(&table, "n", LIMIT_METADATA_BYTES + 1);
	write_and_list(place, "a.csv", &table);
	assert_int_equal(place->source.item_count, 1);
	assert_slice(place->source.items[0].metadata.title, "");
	assert_slice(place->source.items[0].metadata.other, "");
	assert_problem(place, "title has 65537 bytes, the limit METADATA_BYTES");
	assert_problem(place, "note has 65537 bytes, the limit METADATA_BYTES");
	buffer_release(&table);
}

/* Each of these lines is bad, and each could make a careless reader look at the rest again. */
static void bad_lines_cost_one_look_each(void **state)
{
	struct place *place = *state;
	static const char *const lines[] = {
		"{\"a\":\n", "{\"a\":[\n", "{\"a\":\"\n", "{}{\n", "{\n", "\"\n", "[{\n",
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct buffer table;
		buffer_init(&table);
		buffer_append_string(&table, "{\"id\":1,\"text\":\"x\"}\n");
		repeat(&table, lines[i], 30000);
		write_and_list(place, "a.jsonl", &table);
		assert_int_equal(place->source.item_count, 1);
		assert_true(place->source.problem_count > 0);
		buffer_release(&table);
	}
}

static void bad_quotes_cost_one_look_each(void **state)
{
	struct place *place = *state;
	static const char *const lines[] = {"\"a\n", "\"\"\"\n", "\"\"\"a\n", "1,\"\n", "\"\"x\n"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		for (int tab = 0; tab < 2; tab++) {
			struct buffer table;
			buffer_init(&table);
			buffer_append_string(&table, tab ? "id\ttext\n" : "id,text\n");
			repeat(&table, lines[i], 30001);
			write_and_list(place, tab ? "a.tsv" : "a.csv", &table);
			assert_true(place->source.problem_count > 0);
			buffer_release(&table);
		}
	}
}

static void deep_nesting_is_an_error_of_its_row(void **state)
{
	struct place *place = *state;
	struct buffer table;
	buffer_init(&table);
	buffer_append_string(&table, "{\"text\":\"x\",\"a\":");
	repeat(&table, "[", 1000000);
	buffer_append_string(&table, "\n{\"text\":\"y\"}\n");
	write_and_list(place, "a.jsonl", &table);
	assert_int_equal(place->source.item_count, 1);
	assert_problem(place, "a.jsonl:1: is no valid JSON");
	buffer_release(&table);
}

static void made_ids_stay_different_among_many(void **state)
{
	struct place *place = *state;
	struct buffer table;
	struct map seen;
	map_init(&seen);
	buffer_init(&table);
	buffer_append_string(&table, "file\n");
	place_file(place, "x.txt", "x");
	repeat(&table, "x.txt\n", 5000);
	write_and_list(place, "a.csv", &table);
	assert_int_equal(place->source.item_count, 5000);
	for (size_t i = 0; i < 5000; i++)
		assert_true(map_put(&seen, place->source.items[i].metadata.id, 0, NULL));
	map_release(&seen);
	buffer_release(&table);
}

static void given_ids_that_repeat_are_each_listed(void **state)
{
	struct place *place = *state;
	struct buffer table;
	buffer_init(&table);
	buffer_append_string(&table, "id,text\n");
	repeat(&table, "same,x\n", 5000);
	write_and_list(place, "a.csv", &table);
	assert_int_equal(place->source.item_count, 1);
	assert_int_equal(place->source.duplicate_count, 4999);
	assert_int_equal(place->source.problem_count, 4999);
	buffer_release(&table);
}

static void every_row_may_have_names_of_its_own(void **state)
{
	struct place *place = *state;
	struct buffer table;
	buffer_init(&table);
	for (int i = 0; i < 10000; i++)
		buffer_printf(&table, "{\"text\":\"x\",\"name %d\":1}\n", i);
	write_and_list(place, "a.jsonl", &table);
	assert_int_equal(place->source.item_count, 10000);
	assert_slice(place->source.items[9999].metadata.other, "{\"name 9999\":1}");
	buffer_release(&table);
}

static void tables_that_refer_to_each_other_end(void **state)
{
	struct place *place = *state;
	place_file(place, "a.csv", "id,file\n1,b.csv#1\n");
	place_file(place, "b.csv", "id,file\n1,a.csv#1\n");
	LIST(place, "a.csv", "b.csv");
	assert_int_equal(place->source.item_count, 0);
	assert_true(place->source.problem_count > 0);
}

static void control_bytes_stay_out_of_other(void **state)
{
	struct place *place = *state;
	place_file(place, "a.csv", "id,text,note,\"odd\nname\"\n1,x,\"a\x01\tb\",v\n");
	LIST(place, "a.csv");
	assert_slice(place->source.items[0].metadata.other,
		     "{\"note\":\"a\\u0001\\tb\",\"odd\\nname\":\"v\"}");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_field_of_ten_megabytes_is_read),
		TEST(columns_have_a_limit),
		TEST(members_have_a_limit),
		TEST(long_values_are_left_out),
		TEST(bad_lines_cost_one_look_each),
		TEST(bad_quotes_cost_one_look_each),
		TEST(deep_nesting_is_an_error_of_its_row),
		TEST(made_ids_stay_different_among_many),
		TEST(given_ids_that_repeat_are_each_listed),
		TEST(every_row_may_have_names_of_its_own),
		TEST(tables_that_refer_to_each_other_end),
		TEST(control_bytes_stay_out_of_other),
	};
	return cmocka_run_group_tests_name("read/hostile", tests, NULL, NULL);
}
