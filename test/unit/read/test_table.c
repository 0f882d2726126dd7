#include "check.h"

#include "base/buffer.h"
#include "read/table.h"

/* A table as "line#number name=value, name=value\n", errors as "!line what\n". */
static void show(struct slice bytes, const char *name, struct buffer *out)
{
	struct arena arena;
	struct table table;
	struct error error = {0};
	arena_init(&arena);
	if (table_open(&table, &arena, bytes, slice_from(name), SLICE(""), &error) != STATUS_OK) {
		buffer_printf(out, "!!%u %s\n", error.line, error.text);
	} else {
		struct table_row row;
		bool found = true;
		for (int i = 0; found && i < 1000; i++) {
			error = (struct error){0};
			if (table_next(&table, &row, &found, &error) != STATUS_OK) {
				buffer_printf(out, "!%u %s\n", error.line, error.text);
				found = true;
				continue;
			}
			if (!found)
				break;
			buffer_printf(out, "%u#%u ", row.line, row.number);
			for (size_t j = 0; j < row.count; j++)
				buffer_printf(out, "%s%.*s=%.*s", j == 0 ? "" : ", ",
					      (int)row.names[j].length, row.names[j].at,
					      (int)row.values[j].length, row.values[j].at);
			buffer_append_byte(out, '\n');
		}
	}
	table_close(&table);
	arena_release(&arena);
}

static void check_bytes(const char *name, struct slice bytes, const char *wanted)
{
	struct buffer out;
	buffer_init(&out);
	show(bytes, name, &out);
	assert_slice(buffer_slice(&out), wanted);
	buffer_release(&out);
}

static void check(const char *name, const char *text, const char *wanted)
{
	check_bytes(name, slice_from(text), wanted);
}

#define FIELDS_MESSAGE ": check the separators and the quotes in it; it was passed over\n"

static void a_header_names_the_columns(void **state)
{
	(void)state;
	check("a.csv", "id,text\n1,one\n2,two\n", "2#2 id=1, text=one\n3#3 id=2, text=two\n");
	check("a.CSV", "id , text\r\n1,one\r\n", "2#2 id=1, text=one\n");
	check("a.tsv", "id\ttext\n1\ta,b\n", "2#2 id=1, text=a,b\n");
	check("a.tab", "id\ttext\n1\tx\n", "2#2 id=1, text=x\n");
}

static void separators_of_csv_are_found_or_said(void **state)
{
	(void)state;
	check("a.csv", "id;text\n1;a,b\n", "2#2 id=1, text=a,b\n");
	check("a.csv", "id\ttext\n1\ta,b\n", "2#2 id=1, text=a,b\n");
	check("a.csv", "sep=;\nid;text\n1;x\n", "3#2 id=1, text=x\n");
	check("a.csv", "sep=|\r\nid|text\r\n1|x\r\n", "3#2 id=1, text=x\n");
	/* a column that happens to begin so */
	check("a.csv", "sep=,text\n1,x\n", "2#2 sep==1, text=x\n");
}

static void columns_without_or_with_the_same_name_are_told_apart(void **state)
{
	(void)state;
	check("a.csv", ",id,,text,text,text\n0,1,2,a,b,c\n",
	      "2#2 column_1=0, id=1, column_3=2, text=a, text_2=b, text_3=c\n");
}

static void a_row_of_the_wrong_length_is_passed_over(void **state)
{
	(void)state;
	check("a.csv", "id,text\n1\n2,two\n3,x,y\n4,four,,\n5,five\n",
	      "!2 the row has 1 fields, the header has 2" FIELDS_MESSAGE "3#3 id=2, text=two\n"
	      "!4 the row has 3 fields, the header has 2" FIELDS_MESSAGE
	      "5#5 id=4, text=four\n6#6 id=5, text=five\n");
}

static void quoted_fields_hold_lines(void **state)
{
	(void)state;
	check("a.csv", "id,text\n1,\"one\ntwo, \"\"three\"\"\"\n2,x\n",
	      "2#2 id=1, text=one\ntwo, \"three\"\n4#3 id=2, text=x\n");
}

static void a_quote_that_is_not_closed_costs_its_row_only(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out);
	show(SLICE("id,text\n1,one\n2,\"two\n3,three\n4,four\n"), "a.csv", &out);
	struct slice got = buffer_slice(&out);
	assert_true(slice_starts(got, SLICE("2#2 id=1, text=one\n!3 ")));
	assert_true(slice_find(got, SLICE("never closed"), 0) != SIZE_MAX);
	assert_true(slice_ends(got, SLICE("id=3, text=three\n5#5 id=4, text=four\n")));
	buffer_release(&out);
}

static void tables_come_in_many_encodings(void **state)
{
	(void)state;
	check_bytes("a.csv", SLICE("\xEF\xBB\xBFid,\xE6\xAD\xA3\xE6\x96\x87\n1,x\n"),
		    "2#2 id=1, 正文=x\n");
	/* 编号,正文 / 1,建设算力枢纽，推进数据要素市场化 in GBK, as Excel saves csv */
	check_bytes("a.csv",
		    SLICE("\xB1\xE0\xBA\xC5,\xD5\xFD\xCE\xC4\r\n1,\xBD\xA8\xC9\xE8\xCB\xE3\xC1\xA6"
			  "\xCA\xE0\xC5\xA6\xA3\xAC\xCD\xC6\xBD\xF8\xCA\xFD\xBE\xDD\xD2\xAA\xCB\xD8"
			  "\xCA\xD0\xB3\xA1\xBB\xAF\r\n"),
		    "2#2 编号=1, 正文=建设算力枢纽，推进数据要素市场化\n");
	/* id TAB text / 1 TAB 算力 in UTF-16LE, as Excel saves "Unicode text" */
	check_bytes("a.tsv",
		    SLICE("\xFF\xFEi\0d\0\t\0t\0e\0x\0t\0\r\0\n\0"
			  "1\0\t\0\x97\x7B\x9B\x52\r\0\n\0"),
		    "2#2 id=1, text=算力\n");
	/* the same, cut in the middle of a character: the rest is still read */
	check_bytes("a.tsv",
		    SLICE("\xFF\xFEi\0d\0\t\0t\0e\0x\0t\0\r\0\n\0"
			  "1\0\t\0\x97\x7B\x9B"),
		    "2#2 id=1, text=算\xEF\xBF\xBD\n");
}

static void empty_tables_say_so(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out);
	show(SLICE(""), "a.csv", &out);
	show(SLICE("\n\n"), "a.tsv", &out);
	show(SLICE(" \n "), "a.jsonl", &out);
	struct slice got = buffer_slice(&out);
	size_t count = 0;
	for (size_t at = 0; (at = slice_find(got, SLICE("!!"), at)) != SIZE_MAX; at += 2)
		count++;
	assert_int_equal(count, 3);
	buffer_release(&out);
	check("a.csv", "id,text\n", "");
}

static void json_rows_are_objects(void **state)
{
	(void)state;
	check("a.jsonl", "{\"id\":\"1\",\"text\":\"a\\nb\"}\n\n{\"id\":2,\"n\":null,\"b\":true}\n",
	      "1#1 id=1, text=a\nb\n3#2 id=2, n=, b=true\n");
	check("a.json", "[{\"id\":1},\n {\"id\":2.5}]\n", "1#1 id=1\n2#2 id=2.5\n");
	check("a.json", "{\n \"id\": 1,\n \"text\": \"x\"\n}\n{\"id\": 2}",
	      "1#1 id=1, text=x\n5#2 id=2\n");
	check("a.json", "[]", "");
	check("a.jsonl", "{\"a\":[1,{\"b\":2}]}", "1#1 a=[1,{\"b\":2}]\n");
}

static void a_bad_json_row_costs_itself_only(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out);
	show(SLICE("{\"id\":1}\n{\"id\":2\n{\"id\":3}\nnonsense\n{\"id\":4} "
		   "x\n{\"id\":5,\"id\":6}\n"
		   "{\"t\":\"a\\u0000b\"}\n{\"n\":99999999999999999999}\n[1]\n{\"id\":7}\n"),
	     "a.jsonl", &out);
	struct slice got = buffer_slice(&out), line;
	const char *const starts[] = {
		"1#1 id=1",	  "!2 is no valid JSON", "3#3 id=3",	   "!4 is no JSON",
		"5#5 id=4",	  "!5 is no JSON",	 "!6 is no valid", "!7 is no valid",
		"!8 is no valid", "10#10 id=7"};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		assert_true(slice_cut(&got, '\n', &line));
		if (!slice_starts(line, slice_from(starts[i])))
			fail_msg("row %zu: \"%.*s\", wanted \"%s\"", i, (int)line.length, line.at,
				 starts[i]);
	}
	assert_int_equal(got.length, 0);
	buffer_release(&out);
}

static void a_bad_array_ends_where_it_breaks(void **state)
{
	(void)state;
	check("a.json", "[{\"id\":1},\n{\"id\":2}\n{\"id\":3}]",
	      "1#1 id=1\n2#2 id=2\n!3 a comma is missing between two objects; the rest of the "
	      "array "
	      "cannot be read\n");
	check("a.json", "[{\"id\":1},\n7]",
	      "1#1 id=1\n!2 is no JSON object: a row is {\"id\": ..., \"text\": ...}; the rest of "
	      "the "
	      "array cannot be read\n");
	check("a.json", "[{\"id\":1},\n",
	      "1#1 id=1\n!2 ends inside its array: it may be cut off; what came before was read\n");
	check("a.json", "[{\"id\":1}]\n[{\"id\":2}]",
	      "1#1 id=1\n!2 something follows the end of the array; the rest of the array cannot "
	      "be "
	      "read\n");
}

static void no_text_is_no_table(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out);
	show(SLICE("id,text\n1,a row with a zero byte in it\0and more than enough text\n"), "a.csv",
	     &out);
	assert_true(slice_starts(buffer_slice(&out), SLICE("!!")));
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_names_the_columns),
		cmocka_unit_test(separators_of_csv_are_found_or_said),
		cmocka_unit_test(columns_without_or_with_the_same_name_are_told_apart),
		cmocka_unit_test(a_row_of_the_wrong_length_is_passed_over),
		cmocka_unit_test(quoted_fields_hold_lines),
		cmocka_unit_test(a_quote_that_is_not_closed_costs_its_row_only),
		cmocka_unit_test(tables_come_in_many_encodings),
		cmocka_unit_test(empty_tables_say_so),
		cmocka_unit_test(json_rows_are_objects),
		cmocka_unit_test(a_bad_json_row_costs_itself_only),
		cmocka_unit_test(a_bad_array_ends_where_it_breaks),
		cmocka_unit_test(no_text_is_no_table),
	};
	return cmocka_run_group_tests_name("read/table", tests, NULL, NULL);
}
