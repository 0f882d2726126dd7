#include "check.h"

#include "text/block.h"

enum { BLOCKS_MOST = 16 };

struct fixture {
	struct document document;
	struct block blocks[BLOCKS_MOST];
	struct error error;
};

/* One block a line, as a format marked them. */
static void refine(struct fixture *f, const char *text, const struct block *kinds, size_t count)
{
	struct slice rest = slice_from(text), line;
	f->document = (struct document){
		.text = slice_from(text), .blocks = f->blocks, .block_count = count};
	for (size_t i = 0; slice_cut(&rest, '\n', &line); i++) {
		assert_true(i < count);
		f->blocks[i] = kinds[i];
		f->blocks[i].span.start = (uint32_t)(line.at - text);
		f->blocks[i].span.end = f->blocks[i].span.start + (uint32_t)line.length;
	}
	assert_int_equal(blocks_refine(&f->document, &f->error), STATUS_OK);
}

#define PROSE "加快建设算力基础设施，推动人工智能和实体经济深度融合，全年新增智能工厂一百家以上。"

static const struct block paragraph = {.kind = BLOCK_PARAGRAPH};

static void words_tell_what_the_format_did_not(void **state)
{
	struct fixture f;
	(void)state;
	const struct block kinds[] = {paragraph, paragraph, paragraph, paragraph,
				      paragraph, paragraph, paragraph};
	refine(&f,
	       "2026年政府工作报告\n来源：示例网\n一、总体要求\n" PROSE "\n（一）算力\n" PROSE
	       "\n责任编辑：某某",
	       kinds, 7);
	assert_int_equal(f.blocks[0].furniture, FURNITURE_TITLE);
	assert_slice(f.document.metadata.title, "2026年政府工作报告");
	assert_int_equal(f.blocks[1].furniture, FURNITURE_SOURCE_DATE);
	assert_int_equal(f.blocks[2].kind, BLOCK_HEADING);
	assert_int_equal(f.blocks[2].level, 1);
	assert_int_equal(f.blocks[3].kind, BLOCK_PARAGRAPH);
	assert_int_equal(f.blocks[4].kind, BLOCK_HEADING);
	assert_int_equal(f.blocks[4].level, 2);
	assert_int_equal(f.blocks[6].kind, BLOCK_FURNITURE);
}

static void what_the_format_marked_stays(void **state)
{
	struct fixture f;
	(void)state;
	const struct block kinds[] = {
		{.kind = BLOCK_FURNITURE, .furniture = FURNITURE_CAPTION},
		{.kind = BLOCK_HEADING, .level = 3, .page = 2},
		paragraph,
		{.kind = BLOCK_LIST_ITEM},
		{.kind = BLOCK_TABLE_CELL, .level = 2},
		paragraph,
	};
	refine(&f, "图为会场\n算力\n" PROSE "\n" PROSE "\n一、指标\n" PROSE, kinds, 6);
	assert_int_equal(f.blocks[0].furniture, FURNITURE_CAPTION);
	assert_int_equal(f.blocks[1].kind, BLOCK_HEADING);
	assert_int_equal(f.blocks[1].level, 3);
	assert_int_equal(f.blocks[1].page, 2);
	assert_int_equal(f.blocks[3].kind, BLOCK_LIST_ITEM);
	assert_int_equal(f.blocks[4].kind, BLOCK_TABLE_CELL);
	assert_int_equal(f.blocks[4].level, 2);
}

static void a_date_line_that_the_format_marked_tells_the_title(void **state)
{
	struct fixture f;
	(void)state;
	const struct block kinds[] = {paragraph,
				      {.kind = BLOCK_FURNITURE, .furniture = FURNITURE_SOURCE_DATE},
				      paragraph,
				      paragraph};
	refine(&f, "云岭省算力建设摘编\n来源：示例网\n二、定位\n" PROSE, kinds, 4);
	assert_int_equal(f.blocks[0].furniture, FURNITURE_TITLE);
	assert_slice(f.document.metadata.title, "云岭省算力建设摘编");
	assert_int_equal(f.blocks[1].furniture, FURNITURE_SOURCE_DATE);
	assert_int_equal(f.blocks[2].kind, BLOCK_HEADING);
}

static void the_same_text_without_marks_has_the_same_blocks(void **state)
{
	struct fixture f;
	struct arena arena;
	(void)state;
	static const char text[] = "2026年政府工作报告\n一、总体要求\n" PROSE "\n1.算力\n" PROSE;
	const struct block kinds[] = {
		{.kind = BLOCK_HEADING, .level = 1}, paragraph, paragraph, paragraph, paragraph};
	struct document plain = {.text = slice_from(text)};
	arena_init(&arena);
	assert_int_equal(blocks_make(&arena, &plain, &f.error), STATUS_OK);
	refine(&f, text, kinds, 5);
	assert_int_equal(plain.block_count, 5);
	assert_memory_equal(f.blocks, plain.blocks, 5 * sizeof *plain.blocks);
	arena_release(&arena);
}

static void a_document_that_breaks_the_rules_is_refused(void **state)
{
	struct block block = {.span = {0, 99}, .kind = BLOCK_PARAGRAPH};
	struct document document = {.text = SLICE("short"), .blocks = &block, .block_count = 1};
	struct error error;
	(void)state;
	assert_int_equal(blocks_refine(&document, &error), STATUS_FORMAT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_tell_what_the_format_did_not),
		cmocka_unit_test(what_the_format_marked_stays),
		cmocka_unit_test(a_date_line_that_the_format_marked_tells_the_title),
		cmocka_unit_test(the_same_text_without_marks_has_the_same_blocks),
		cmocka_unit_test(a_document_that_breaks_the_rules_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
