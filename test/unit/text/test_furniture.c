#include "check.h"

#include "base/buffer.h"
#include "furniture_score.h"
#include "text/furniture.h"

/* One page of test/cases/furniture.txt. */
struct case_page {
	char name[200];
	struct buffer *text;
	uint8_t kinds[200];
	size_t lines, first_line;
};

static bool kind_from_name(struct slice word, uint8_t *kind)
{
	for (uint8_t k = 0; k < FURNITURE_KIND_COUNT; k++) {
		if (slice_is(word, furniture_kind_name((enum furniture_kind)k))) {
			*kind = k;
			return true;
		}
	}
	return false;
}

static unsigned check_page(const struct case_page *page)
{
	struct arena arena;
	struct error error;
	unsigned wrong = 0;
	size_t count;
	arena_init(&arena);
	struct document document = {.text = buffer_slice(page->text)};
	assert_int_equal(blocks_make(&arena, &document, &error), STATUS_OK);
	uint8_t *got = score_line_kinds(&arena, &document, &count);
	for (size_t i = 0; i < page->lines; i++) {
		if (got[i] == page->kinds[i])
			continue;
		print_error("furniture.txt:%zu: \"%s\": got %s, wanted %s\n", page->first_line + i,
			    page->name, furniture_kind_name((enum furniture_kind)got[i]),
			    furniture_kind_name((enum furniture_kind)page->kinds[i]));
		wrong++;
	}
	arena_release(&arena);
	return wrong;
}

static void every_case_page_is_read_as_written(void **state)
{
	(void)state;
	struct arena arena;
	struct buffer text;
	arena_init(&arena);
	buffer_init(&text);
	struct slice rest = score_read_file(
		&arena, arena_printf(&arena, "%s/test/cases/furniture.txt", source_root()));
	struct case_page page = {.text = &text};
	struct slice line, word;
	unsigned wrong = 0, pages = 0;
	for (size_t number = 1; slice_cut(&rest, '\n', &line); number++) {
		if (line.length == 0 || line.at[0] == '#')
			continue;
		if (line.at[0] == '=') {
			wrong += pages++ > 0 ? check_page(&page) : 0;
			snprintf(page.name, sizeof page.name, "%.*s", (int)line.length - 2,
				 line.at + 2);
			buffer_clear(&text);
			page.lines = 0;
			page.first_line = number + 1;
			continue;
		}
		assert_true(page.lines < sizeof page.kinds);
		struct slice content = line;
		page.kinds[page.lines] = FURNITURE_NONE;
		if (!slice_is(line, ".")) {
			assert_true(slice_cut(&content, '\t', &word));
			assert_true(kind_from_name(word, &page.kinds[page.lines]));
			buffer_append(&text, content);
		}
		buffer_append_byte(&text, '\n');
		page.lines++;
	}
	wrong += pages > 0 ? check_page(&page) : 0;
	assert_true(pages >= 10);
	assert_int_equal(wrong, 0);
	buffer_release(&text);
	arena_release(&arena);
}

static void every_rule_has_a_name_of_its_own_and_a_reason(void **state)
{
	(void)state;
	for (size_t i = 0; i < furniture_rule_count; i++) {
		const struct furniture_rule *rule = &furniture_rules[i];
		assert_true(strlen(rule->reason) > 20);
		assert_true(rule->kind > FURNITURE_NONE && rule->kind < FURNITURE_KIND_COUNT);
		assert_int_equal(rule->test == FURNITURE_SHAPE, rule->shape != NULL);
		assert_int_equal(rule->test == FURNITURE_SHAPE, rule->words == NULL);
		assert_true(rule->longest > 0);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(rule->name, furniture_rules[j].name);
	}
}

/* Words are compared with keys, so a word that is no key can never match. */
static void every_word_is_its_own_key(void **state)
{
	(void)state;
	char room[LINE_KEY_BYTES + 8];
	for (size_t i = 0; i < furniture_rule_count; i++) {
		const struct furniture_rule *rule = &furniture_rules[i];
		bool whole = rule->test == FURNITURE_WHOLE || rule->test == FURNITURE_MENU ||
			     rule->test == FURNITURE_OPENS;
		for (size_t w = 0; whole && rule->words[w] != NULL; w++)
			assert_slice(line_key(slice_from(rule->words[w]), room), rule->words[w]);
	}
}

static struct document read_text(struct arena *arena, const char *text)
{
	struct document d = {.text = slice_from(text)};
	struct error error;
	assert_int_equal(blocks_make(arena, &d, &error), STATUS_OK);
	return d;
}

static void the_title_is_filled_from_the_title_block(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d =
		read_text(&arena, "首页\n>\n青禾县政府工作报告\n2026-01-15\n"
				  "——2026年1月15日在青禾县人民代表大会会议上\n各位代表：\n");
	assert_slice(d.metadata.title, "青禾县政府工作报告");
	assert_slice(d.metadata.title_rule, "title block");
	d = read_text(&arena, "# Our plan\n\nText without much to say about it.\n");
	assert_slice(d.metadata.title, "Our plan");
	struct document given = {
		.text = SLICE("某县规划\n2026-01-15\n"),
		.metadata = {.title = SLICE("given"), .title_rule = SLICE("option")}};
	struct error error;
	assert_int_equal(blocks_make(&arena, &given, &error), STATUS_OK);
	assert_slice(given.metadata.title, "given");
	assert_slice(given.metadata.title_rule, "option");
	arena_release(&arena);
}

static void a_known_title_is_found_in_the_head(void **state)
{
	(void)state;
	struct arena arena;
	struct error error;
	arena_init(&arena);
	struct document d = {
		.text = SLICE(
			"算力之路怎么走\n过去的一年，我县经济总体平稳，粮食产量比上年有所增加，"
			"群众的收入也有了新的提高。\n"),
		.metadata = {.title = SLICE("算力之路怎么走")}};
	assert_int_equal(blocks_make(&arena, &d, &error), STATUS_OK);
	assert_int_equal(d.blocks[0].furniture, FURNITURE_TITLE);
	d.metadata.title = SLICE("");
	assert_int_equal(blocks_make(&arena, &d, &error), STATUS_OK);
	assert_int_equal(d.blocks[0].kind, BLOCK_HEADING);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_page_is_read_as_written),
		cmocka_unit_test(every_rule_has_a_name_of_its_own_and_a_reason),
		cmocka_unit_test(every_word_is_its_own_key),
		cmocka_unit_test(the_title_is_filled_from_the_title_block),
		cmocka_unit_test(a_known_title_is_found_in_the_head),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
