#include "reader/html_page.h"
#include "reader/html_tag.h"

enum { NO_TABLE = 0, /* the root is none */ CELL_MOST = 400, LABEL_MOST = 80 };

struct table {
	bool nests; /* holds another table */
	bool describes;
	unsigned columns;
	uint32_t longest; /* characters of a line in it */
};

/* What government sites print above a document that they disclose. */
static bool is_description(struct slice text)
{
	static const char *const words[] = {"索引号",	"发文机关", "发文字号",
					    "主题分类", "信息分类", "公开方式"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_starts(text, slice_from(words[i])))
			return true;
	return false;
}

/* The innermost table around each element. */
static uint32_t *tables_around(const struct html_page *page)
{
	uint32_t *around = arena_array(page->arena, uint32_t, page->element_count);
	around[0] = NO_TABLE;
	for (uint32_t i = 1; i < page->element_count; i++)
		around[i] =
			page->elements[i].tag == TAG_TABLE ? i : around[page->elements[i].parent];
	return around;
}

static void measure(const struct html_page *page, const uint32_t *around, struct table *tables)
{
	for (uint32_t i = 1; i < page->element_count; i++) {
		uint32_t outer = around[page->elements[i].parent];
		if (page->elements[i].tag == TAG_TABLE && outer != NO_TABLE)
			tables[outer].nests = true;
	}
	for (size_t i = 0; i < page->line_count; i++) {
		const struct html_line *line = &page->lines[i];
		uint32_t at = around[line->element];
		if (at == NO_TABLE)
			continue;
		struct table *table = &tables[at];
		if (line->kind == BLOCK_TABLE_CELL && line->level > table->columns)
			table->columns = line->level;
		if (line->characters > table->longest)
			table->longest = line->characters;
		table->describes |= is_description(
			(struct slice){page->text.at + line->start, line->end - line->start});
	}
}

void html_settle_tables(struct html_page *page)
{
	uint32_t *around = tables_around(page);
	struct table *tables = arena_array(page->arena, struct table, page->element_count);
	measure(page, around, tables);
	for (size_t i = 0; i < page->line_count; i++) {
		struct html_line *line = &page->lines[i];
		if (around[line->element] == NO_TABLE)
			continue;
		const struct table *table = &tables[around[line->element]];
		if (table->nests || table->columns < 2 || table->longest > CELL_MOST) {
			if (line->kind == BLOCK_TABLE_CELL) {
				line->kind = BLOCK_PARAGRAPH;
				line->level = 0;
			}
			line->same_row = false;
		} else if (table->describes && table->longest <= LABEL_MOST) {
			line->furniture = FURNITURE_SOURCE_DATE;
		}
	}
}
