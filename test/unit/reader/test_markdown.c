#include "reading_check.h"

#include "base/limits.h"

static void a_plan_in_markdown(void **state)
{
	struct reading_fixture *f = *state;
	read_fixture(f, "plan.md", "markdown");
	const struct document_metadata *metadata = &f->reading.document.metadata;
	assert_slice(metadata->title, "云岭省数字经济发展规划");
	assert_slice(metadata->title_rule, "front matter");
	assert_slice(metadata->date, "2026-01-27");
	struct buffer shown;
	buffer_init(&shown);
	show_blocks(&f->reading.document, &shown);
	assert_non_null(strstr(shown.at, "furniture title | 云岭省数字经济发展规划\n"
					 "heading 1 | 一、发展基础\n"));
	assert_non_null(strstr(shown.at, "heading 2 | （一）做强算力\n"));
	assert_non_null(strstr(shown.at, "list_item | 建设云岭算力枢纽。\n"));
	assert_non_null(strstr(shown.at, "table_cell 3 | 2000P\ntable_cell 1 | 示范项目\n"));
	buffer_release(&shown);
}

static void breaks_marks_and_html(void **state)
{
	struct reading_fixture *f = *state;
	read_bytes(f,
		   SLICE("推动*算力*\n建设 **AI**\nplans.\n\n一行  \n两行\n\n<div>x</div>\n\n"
			 "[网址](http://a.example) <b>粗</b>\n\n```\na\n\nb\n```\n"),
		   "markdown");
	assert_blocks(f, "paragraph | 推动算力建设 AI plans.\n"
			 "paragraph | 一行\n"
			 "paragraph | 两行\n"
			 "paragraph | 网址 粗\n"
			 "paragraph | a\n"
			 "paragraph | b\n");
}

static void two_headings_of_level_one_are_no_title(void **state)
{
	struct reading_fixture *f = *state;
	read_bytes(f, SLICE("# a\n\n# b\n\nc\n"), "markdown");
	assert_blocks(f, "heading 1 | a\nheading 1 | b\nparagraph | c\n");
}

static void front_matter_that_never_ends_is_text(void **state)
{
	struct reading_fixture *f = *state;
	read_bytes(f, SLICE("---\ntitle: a\n\nb\n"), "markdown");
	assert_int_equal(f->status, STATUS_OK);
	assert_int_equal(f->reading.document.metadata.title.length, 0);
	read_bytes(f, SLICE("---\n---\nb\n"), "markdown");
	assert_blocks(f, "paragraph | b\n");
	read_bytes(f, SLICE("---\ntitle\n---"), "markdown");
	assert_int_equal(f->status, STATUS_FORMAT);
}

/* 2,000 columns over 2,000 short rows: 4 million cells of 8 KB. */
static void wide_tables_over_short_rows_are_read_as_lines(void **state)
{
	struct reading_fixture *f = *state;
	struct buffer text;
	buffer_init(&text);
	for (int i = 0; i < 2000; i++)
		buffer_append_string(&text, "|a");
	buffer_append_string(&text, "|\n");
	for (int i = 0; i < 2000; i++)
		buffer_append_string(&text, "|-");
	buffer_append_string(&text, "|\n");
	for (int i = 0; i < 2000; i++)
		buffer_append_string(&text, "|x|\n");
	read_bytes(f, buffer_slice(&text), "markdown");
	assert_int_equal(f->status, STATUS_OK);
	assert_int_equal(f->reading.document.block_count, 1);
	buffer_release(&text);
}

static void too_long_a_text_is_refused(void **state)
{
	struct reading_fixture *f = *state;
	char *text = malloc(LIMIT_MARKDOWN_BYTES + 1);
	memset(text, 'a', LIMIT_MARKDOWN_BYTES + 1);
	read_bytes(f, (struct slice){text, LIMIT_MARKDOWN_BYTES + 1}, "markdown");
	assert_int_equal(f->status, STATUS_LIMIT);
	assert_non_null(strstr(f->error.text, "MARKDOWN_BYTES"));
	free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_plan_in_markdown),
		TEST(breaks_marks_and_html),
		TEST(two_headings_of_level_one_are_no_title),
		TEST(front_matter_that_never_ends_is_text),
		TEST(wide_tables_over_short_rows_are_read_as_lines),
		TEST(too_long_a_text_is_refused),
	};
	return cmocka_run_group_tests_name("reader: markdown", tests, NULL, NULL);
}
