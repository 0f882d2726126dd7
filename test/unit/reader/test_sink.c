#include "check.h"

#include "base/limits.h"
#include "reader/handler.h"

struct fixture {
	struct arena arena;
	struct sink sink;
	struct reading reading;
	struct error error;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	arena_init(&f->arena);
	sink_init(&f->sink, &f->arena);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	sink_release(&f->sink);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static void put(struct fixture *f, struct sink_block block, const char *text)
{
	assert_int_equal(sink_block(&f->sink, block, slice_from(text), &f->error), STATUS_OK);
}

static void blocks_stand_one_a_line_and_rows_on_one(void **state)
{
	struct fixture *f = *state;
	put(f, (struct sink_block){.kind = BLOCK_HEADING, .level = 9}, " 一、目标 ");
	put(f, (struct sink_block){.kind = BLOCK_PARAGRAPH, .level = 3, .page = 2}, "正文。");
	put(f, (struct sink_block){.kind = BLOCK_TABLE_CELL, .level = 1}, "a");
	put(f, (struct sink_block){.kind = BLOCK_TABLE_CELL, .level = 2, .same_row = true}, "b");
	put(f, (struct sink_block){.kind = BLOCK_PARAGRAPH}, " \t\n ");
	put(f, (struct sink_block){.kind = BLOCK_FURNITURE}, "首页");
	assert_int_equal(sink_finish(&f->sink, &f->reading, &f->error), STATUS_OK);
	assert_slice(f->reading.document.text, "一、目标\n正文。\na\tb\n首页");
	assert_int_equal(f->reading.document.block_count, 5);
	assert_int_equal(f->reading.document.blocks[0].level, 6);
	assert_int_equal(f->reading.document.blocks[1].level, 0);
	assert_int_equal(f->reading.document.blocks[1].page, 2);
	assert_int_equal(f->reading.document.blocks[4].furniture, FURNITURE_NAVIGATION);
}

static void bad_bytes_and_controls_do_not_reach_the_text(void **state)
{
	struct fixture *f = *state;
	struct slice text = SLICE("\x01 a\xFF\0b\x0C \x02");
	assert_int_equal(
		sink_block(&f->sink, (struct sink_block){.kind = BLOCK_PARAGRAPH}, text, &f->error),
		STATUS_OK);
	put(f, (struct sink_block){.kind = BLOCK_PARAGRAPH}, "\x01\x02");
	assert_int_equal(sink_finish(&f->sink, &f->reading, &f->error), STATUS_OK);
	assert_int_equal(f->reading.document.block_count, 1);
	struct span span = f->reading.document.blocks[0].span;
	assert_slice(slice_span(f->reading.document.text, span), "a\xEF\xBF\xBD b");
}

static void the_first_value_of_a_field_stays(void **state)
{
	struct fixture *f = *state;
	sink_metadata(&f->sink, SINK_DATE, SLICE("yesterday"), "a");
	sink_metadata(&f->sink, SINK_DATE, SLICE(" 2026-01-27 "), "b");
	sink_metadata(&f->sink, SINK_DATE, SLICE("2026-01-28"), "c");
	sink_metadata(&f->sink, SINK_TITLE, SLICE(" "), "a");
	sink_metadata(&f->sink, SINK_TITLE, SLICE("题"), "b");
	char *long_value = malloc(LIMIT_METADATA_BYTES + 1);
	memset(long_value, 'x', LIMIT_METADATA_BYTES + 1);
	sink_metadata(&f->sink, SINK_SOURCE, (struct slice){long_value, LIMIT_METADATA_BYTES + 1},
		      "a");
	free(long_value);
	put(f, (struct sink_block){.kind = BLOCK_PARAGRAPH}, "x");
	assert_int_equal(sink_finish(&f->sink, &f->reading, &f->error), STATUS_OK);
	const struct document_metadata *metadata = &f->reading.document.metadata;
	assert_slice(metadata->date, "2026-01-27");
	assert_slice(metadata->date_rule, "b");
	assert_slice(metadata->title, "题");
	assert_int_equal(metadata->source.length, 0);
}

static void nothing_found_is_an_error(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(sink_finish(&f->sink, &f->reading, &f->error), STATUS_FORMAT);
	assert_string_equal(f->error.text, "holds no text");
}

static void limits_are_named(void **state)
{
	struct fixture *f = *state;
	struct slice huge = {"", (size_t)LIMIT_DOCUMENT_BYTES + 1};
	assert_int_equal(sink_text(&f->sink, huge, &f->error), STATUS_LIMIT);
	assert_non_null(strstr(f->error.text, "DOCUMENT_BYTES"));
	for (int i = 0; i < LIMIT_ARCHIVE_FILES; i++)
		assert_int_equal(sink_nested(&f->sink, SLICE("a"), SLICE("b"), NULL), STATUS_OK);
	assert_int_equal(sink_nested(&f->sink, SLICE("a"), SLICE("b"), &f->error), STATUS_LIMIT);
	assert_non_null(strstr(f->error.text, "ARCHIVE_FILES"));
}

static void too_large_an_archive_is_refused_before_its_bytes_are_kept(void **state)
{
	struct fixture *f = *state;
	struct slice huge = {"", (size_t)LIMIT_ARCHIVE_BYTES};
	assert_int_equal(sink_nested(&f->sink, SLICE("a"), huge, &f->error), STATUS_OK);
	assert_int_equal(sink_nested(&f->sink, SLICE("a"), SLICE("b"), &f->error), STATUS_LIMIT);
	assert_non_null(strstr(f->error.text, "ARCHIVE_BYTES"));
}

static void plain_text_leaves_its_blocks_to_lines(void **state)
{
	struct fixture *f = *state;
	const struct handler *handler = handler_find(SLICE("算力\n第二行"), SLICE("a.xyz"));
	struct handler_options options = {0};
	assert_ptr_equal(handler, handler_named(SLICE("text")));
	assert_null(handler_named(SLICE("no such")));
	assert_int_equal(handler->read(SLICE("算力\n第二行"), &options, &f->sink, &f->error),
			 STATUS_OK);
	assert_int_equal(sink_finish(&f->sink, &f->reading, &f->error), STATUS_OK);
	assert_slice(f->reading.document.text, "算力\n第二行");
	assert_int_equal(f->reading.document.block_count, 0);
	assert_slice(f->reading.document.metadata.encoding, "utf-8");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(blocks_stand_one_a_line_and_rows_on_one),
		TEST(bad_bytes_and_controls_do_not_reach_the_text),
		TEST(the_first_value_of_a_field_stays),
		TEST(nothing_found_is_an_error),
		TEST(limits_are_named),
		TEST(too_large_an_archive_is_refused_before_its_bytes_are_kept),
		TEST(plain_text_leaves_its_blocks_to_lines),
	};
	return cmocka_run_group_tests_name("reader: sink", tests, NULL, NULL);
}
