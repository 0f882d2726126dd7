#include "check.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "text/block.h"

static struct document read_text(struct arena *arena, struct slice text)
{
	struct document d = {.text = text};
	struct error error;
	assert_int_equal(blocks_make(arena, &d, &error), STATUS_OK);
	uint32_t end = 0;
	for (size_t i = 0; i < d.block_count; i++) {
		struct block b = d.blocks[i];
		assert_true(b.span.start >= end && b.span.end > b.span.start);
		assert_int_equal(
			slice_trim(slice_span(text, (struct span){end, b.span.start})).length, 0);
		assert_int_equal(b.kind == BLOCK_FURNITURE, b.furniture != FURNITURE_NONE);
		end = b.span.end;
	}
	assert_int_equal(
		slice_trim(slice_span(text, (struct span){end, (uint32_t)text.length})).length, 0);
	return d;
}

static void check_block(const struct document *d, size_t i, const char *text, enum block_kind kind,
			uint8_t level)
{
	assert_true(i < d->block_count);
	assert_slice(slice_span(d->text, d->blocks[i].span), text);
	assert_int_equal(d->blocks[i].kind, kind);
	assert_int_equal(d->blocks[i].level, level);
}

#define PROSE "我们将在新的一年里把主要精力放在修路、治水和办学上，争取让每个村子都通上班车。"

static void levels_come_from_numbering(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(&arena, SLICE("一、总体要求\n" PROSE "\n（一）修路\n" PROSE
						    "\n1.修县道\n" PROSE "\n（1）修桥\n"));
	check_block(&d, 0, "一、总体要求", BLOCK_HEADING, 1);
	check_block(&d, 1, PROSE, BLOCK_PARAGRAPH, 0);
	check_block(&d, 2, "（一）修路", BLOCK_HEADING, 2);
	check_block(&d, 4, "1.修县道", BLOCK_HEADING, 3);
	check_block(&d, 6, "（1）修桥", BLOCK_LIST_ITEM, 0);
	d = read_text(&arena, SLICE("第一章　总则\n第一节　要求\n一、修路\n" PROSE "\n"));
	check_block(&d, 0, "第一章　总则", BLOCK_HEADING, 1);
	check_block(&d, 1, "第一节　要求", BLOCK_HEADING, 2);
	check_block(&d, 2, "一、修路", BLOCK_HEADING, 3);
	d = read_text(&arena, SLICE("## Roads\n\nText here.\n\n### Bridges\n\n1.2.3 Deep ports\n\n"
				    "Chapter 3 Ports\n\nOUR HARBOURS\n\nText again.\n"));
	check_block(&d, 0, "## Roads", BLOCK_HEADING, 2);
	check_block(&d, 2, "### Bridges", BLOCK_HEADING, 3);
	check_block(&d, 3, "1.2.3 Deep ports", BLOCK_HEADING, 3);
	check_block(&d, 4, "Chapter 3 Ports", BLOCK_HEADING, 1);
	check_block(&d, 5, "OUR HARBOURS", BLOCK_HEADING, 1);
	arena_release(&arena);
}

static void a_run_in_heading_is_a_paragraph(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(&arena, SLICE("（一）修路。" PROSE PROSE "\n1." PROSE "\n"));
	check_block(&d, 0, "（一）修路。" PROSE PROSE, BLOCK_PARAGRAPH, 0);
	check_block(&d, 1, "1." PROSE, BLOCK_LIST_ITEM, 0);
	arena_release(&arena);
}

static void a_heading_without_number_stands_before_prose(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(
		&arena, SLICE(PROSE "\n“十四五”时期工作回顾\n" PROSE "\n2.5\n修路，\n" PROSE "\n"));
	check_block(&d, 1, "“十四五”时期工作回顾", BLOCK_HEADING, 1);
	assert_int_equal(d.blocks[3].kind, BLOCK_PARAGRAPH);
	assert_int_equal(d.blocks[4].kind, BLOCK_PARAGRAPH);
	arena_release(&arena);
}

static void table_rows_give_cells(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(
		&arena, SLICE(PROSE "\n指标\t目标\n粮食\t\t五亿斤\n| a | b |\n" PROSE "\n"));
	check_block(&d, 1, "指标", BLOCK_TABLE_CELL, 1);
	check_block(&d, 2, "目标", BLOCK_TABLE_CELL, 2);
	d = read_text(&arena, SLICE(PROSE "\n| a | b |\n|---|---|\n| c | d |\n" PROSE "\n"));
	check_block(&d, 1, "| a", BLOCK_TABLE_CELL, 1);
	check_block(&d, 2, "| b |", BLOCK_TABLE_CELL, 2);
	arena_release(&arena);
}

static void hard_wrapped_lines_become_paragraphs(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	const char *text = "The province will build three computing centres\n"
			   "by the end of the decade, and it will open\n"
			   "their idle hours to schools and small firms.\n"
			   "\n"
			   "Last year the harbour handled more containers\n"
			   "than ever before, and the new railway carried\n"
			   "most of them inland.\n";
	assert_true(blocks_wrapped_share(slice_from(text)) > 0.4);
	struct document d = read_text(&arena, slice_from(text));
	assert_int_equal(d.block_count, 2);
	assert_int_equal(d.blocks[1].kind, BLOCK_PARAGRAPH);
	const char *chinese = "　　过去的一年，我县经济总体平稳，粮食产量比上年有所增加，群众的\n"
			      "收入也有了新的提高，道路修到了每一个村子，学校里有了新的老师和图\n"
			      "书，河水比以前更清了。\n"
			      "　　新的一年里我们要把主要精力放在修路、治水和办学上，争取让每个村\n"
			      "子都通上班车，让每个孩子都有书读。\n";
	d = read_text(&arena, slice_from(chinese));
	assert_int_equal(d.block_count, 2);
	arena_release(&arena);
}

static void short_lines_are_not_joined(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	const char *poem = "小船过桥灯火暗\n岸边犬吠两三声\n远山无语看人归\n一江秋水到天明\n";
	struct document d = read_text(&arena, slice_from(poem));
	assert_int_equal(d.block_count, 4);
	d = read_text(&arena, SLICE("The boat goes by\nThe dog barks twice\nThe hill is mute\n"
				    "The night is clear\n"));
	assert_int_equal(d.block_count, 4);
	arena_release(&arena);
}

static void fragments_of_a_line_are_joined(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(
		&arena, SLICE(PROSE "\n细颗粒物（PM\n2.5\n）浓度下降，空气更清新。\n" PROSE
				    "\n（\n二）治水。" PROSE PROSE "\n"));
	assert_int_equal(d.block_count, 4);
	check_block(&d, 1, "细颗粒物（PM\n2.5\n）浓度下降，空气更清新。", BLOCK_PARAGRAPH, 0);
	arena_release(&arena);
}

static void form_feeds_count_pages(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(&arena, SLICE(PROSE "\n7\n\f" PROSE "\n8\n"));
	assert_int_equal(d.block_count, 4);
	assert_int_equal(d.blocks[0].page, 1);
	assert_int_equal(d.blocks[2].page, 2);
	assert_int_equal(d.blocks[1].furniture, FURNITURE_NAVIGATION);
	d = read_text(&arena, SLICE(PROSE "\n7\n" PROSE "\n"));
	assert_int_equal(d.blocks[0].page, 0);
	arena_release(&arena);
}

static void line_ends_of_all_systems_are_known(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(&arena, SLICE("\r\n甲一。\r\n乙二。\r丙三。\n\n"));
	assert_int_equal(d.block_count, 3);
	check_block(&d, 1, "乙二。", BLOCK_PARAGRAPH, 0);
	assert_int_equal(read_text(&arena, SLICE("")).block_count, 0);
	assert_int_equal(read_text(&arena, SLICE(" \n\xC2\xA0\n\xE2\x80\x8B\n")).block_count, 0);
	arena_release(&arena);
}

static void hostile_text_is_read_once(void **state)
{
	(void)state;
	static const char *const parts[] = {"a",
					    "\n",
					    "一、标题\n",
					    "（",
					    "a\tb\n",
					    "附件\n来源：\n",
					    "各位代表：\n",
					    "#\n",
					    "①\n",
					    "注释\n首页\n",
					    "责任编辑：\n",
					    "1\n\f",
					    "Home\nx\n",
					    "甲，\n",
					    "a b c d e f\n"};
	struct buffer text;
	buffer_init(&text);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct arena arena;
		arena_init(&arena);
		buffer_clear(&text);
		while (text.length < 1 << 19)
			buffer_append_string(&text, parts[i]);
		read_text(&arena, buffer_slice(&text));
		arena_release(&arena);
	}
	buffer_release(&text);
}

static void a_line_of_ten_megabytes_is_one_block(void **state)
{
	(void)state;
	struct arena arena;
	struct buffer text;
	arena_init(&arena);
	buffer_init(&text);
	while (text.length < 10000000)
		buffer_append_string(&text, "修路治水，");
	assert_int_equal(read_text(&arena, buffer_slice(&text)).block_count, 1);
	buffer_release(&text);
	arena_release(&arena);
}

static void too_many_blocks_are_refused_by_name(void **state)
{
	(void)state;
	struct arena arena;
	struct error error;
	struct buffer text;
	arena_init(&arena);
	buffer_init(&text);
	buffer_append_string(&text, "x\ty\n");
	for (int i = 0; i <= LIMIT_DOCUMENT_BLOCKS; i++)
		buffer_append_string(&text, "x\t");
	buffer_append_string(&text, "x\n");
	struct document d = {.text = buffer_slice(&text)};
	assert_int_equal(blocks_make(&arena, &d, &error), STATUS_LIMIT);
	assert_non_null(strstr(error.text, "DOCUMENT_BLOCKS"));
	buffer_release(&text);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels_come_from_numbering),
		cmocka_unit_test(a_run_in_heading_is_a_paragraph),
		cmocka_unit_test(a_heading_without_number_stands_before_prose),
		cmocka_unit_test(table_rows_give_cells),
		cmocka_unit_test(hard_wrapped_lines_become_paragraphs),
		cmocka_unit_test(short_lines_are_not_joined),
		cmocka_unit_test(fragments_of_a_line_are_joined),
		cmocka_unit_test(form_feeds_count_pages),
		cmocka_unit_test(line_ends_of_all_systems_are_known),
		cmocka_unit_test(hostile_text_is_read_once),
		cmocka_unit_test(a_line_of_ten_megabytes_is_one_block),
		cmocka_unit_test(too_many_blocks_are_refused_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
