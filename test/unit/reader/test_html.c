#include "reading_check.h"

#include "base/limits.h"

static struct slice page_bytes(struct reading_fixture *f, const char *name, const char *end)
{
	char path[4096], piece[4096];
	struct buffer bytes;
	snprintf(path, sizeof path, "%s/test/pages/%s%s", source_root(), name, end);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("cannot open %s", path);
	buffer_init(&bytes);
	for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
		buffer_append(&bytes, (struct slice){piece, got});
	fclose(file);
	struct slice copy = arena_copy(&f->arena, buffer_slice(&bytes));
	buffer_release(&bytes);
	return copy;
}

static struct slice block_text(const struct reading_fixture *f, size_t i)
{
	return slice_span(f->reading.document.text, f->reading.document.blocks[i].span);
}

static bool is_among(struct slice lines, struct slice wanted)
{
	struct slice line;
	while (slice_cut(&lines, '\n', &line))
		if (line.length > 0 && slice_equal(line, wanted))
			return true;
	return false;
}

/* NAME.body lists the lines of the content; every other line of the page is furniture. */
static void the_content_of_six_layouts_is_found_to_the_line(void **state)
{
	struct reading_fixture *f = *state;
	static const char *const names[] = {"1-editor",	    "2-tables", "3-article",
					    "4-disclosure", "5-divs",	"6-english"};
	size_t right = 0, wrong = 0, missed = 0;
	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		read_bytes(f, page_bytes(f, names[k], ".html"), "html");
		assert_int_equal(f->status, STATUS_OK);
		struct slice body = page_bytes(f, names[k], ".body"), line;
		size_t wanted = 0, got = 0;
		for (struct slice rest = body; slice_cut(&rest, '\n', &line);)
			wanted += line.length > 0;
		for (size_t i = 0; i < f->reading.document.block_count; i++) {
			if (f->reading.document.blocks[i].kind == BLOCK_FURNITURE)
				continue;
			bool is_body = is_among(body, block_text(f, i));
			got += is_body;
			wrong += !is_body;
			if (!is_body)
				print_message("%s: not body: %.*s\n", names[k],
					      (int)block_text(f, i).length, block_text(f, i).at);
		}
		right += got;
		missed += wanted - got;
	}
	print_message("body lines: %zu right, %zu wrong, %zu missed\n", right, wrong, missed);
	/* The signature and its date under a notice are left to the rules about words. */
	assert_int_equal(missed, 0);
	assert_int_equal(wrong, 2);
}

static void check_metadata(struct reading_fixture *f, const char *name, const char *title,
			   const char *date, const char *source)
{
	read_bytes(f, page_bytes(f, name, ".html"), "html");
	assert_int_equal(f->status, STATUS_OK);
	assert_slice(f->reading.document.metadata.title, title);
	assert_slice(f->reading.document.metadata.date, date);
	assert_slice(f->reading.document.metadata.source, source);
}

static void title_date_and_source_are_found(void **state)
{
	struct reading_fixture *f = *state;
	check_metadata(f, "1-editor", "云岭省2026年政府工作报告", "2026-01-30", "云岭日报");
	assert_slice(f->reading.document.metadata.date_rule, "meta PubDate");
	assert_slice(f->reading.document.metadata.language, "zh-CN");
	check_metadata(f, "2-tables", "临江市人工智能产业行动方案", "2025-11-18", "市发展改革委");
	check_metadata(f, "3-article", "南河省数字经济规划", "2026-03-02", "南河省人民政府");
	check_metadata(f, "5-divs", "东湖区：让场景为算力找到用处", "2026-04-08", "东湖发布");
	check_metadata(f, "6-english", "Northern Province AI Action Plan", "2026-03-12",
		       "Ministry of Digital Affairs");
}

static void read_text(struct reading_fixture *f, const char *text)
{
	read_bytes(f, slice_from(text), "html");
}

/* gb2312 has no 镕; pages that say gb2312 hold it all the same. */
static void gb2312_is_read_as_gb18030(void **state)
{
	struct reading_fixture *f = *state;
	read_bytes(f, page_bytes(f, "2-tables", ".html"), "html");
	assert_slice(f->reading.document.metadata.encoding, "gb18030");
	assert_slice(f->reading.document.metadata.how, "gb18030 (meta charset)");
	assert_true(slice_find(f->reading.document.text, SLICE("王镕牵头"), 0) != SIZE_MAX);
}

static void bytes_go_before_what_the_page_says(void **state)
{
	struct reading_fixture *f = *state;
	read_text(f, "<html><head><meta charset=gb2312></head><p>算力基础设施</p></html>");
	assert_slice(f->reading.document.text, "算力基础设施");
	assert_slice(f->reading.document.metadata.encoding, "utf-8");
	f->options.encoding = SLICE("gb18030");
	read_text(f, "<p>\xCB\xE3\xC1\xA6</p>");
	assert_slice(f->reading.document.text, "算力");
	f->options.encoding = SLICE("");
	read_text(f, "<html><meta charset=no-such-one><p>\xCB\xE3\xC1\xA6\xBB\xF9\xB4\xA1</p>");
	assert_slice(f->reading.document.text, "算力基础");
}

/* Two characters of Big5 are also two of GBK: only somebody's word tells them apart. */
static void the_servers_word_goes_before_a_guess(void **state)
{
	struct reading_fixture *f = *state;
	f->options.charset = SLICE("big5");
	read_text(f, "<p>\xA4\xA4\xA4\xE5</p>");
	assert_slice(f->reading.document.text, "中文");
	assert_slice(f->reading.document.metadata.how, "big5 (the server's charset)");
	read_text(f, "<meta charset=gbk><p>\xCB\xE3\xC1\xA6</p>");
	assert_slice(f->reading.document.text, "算力");
	read_text(f, "<p>算力</p>");
	assert_slice(f->reading.document.text, "算力");
	f->options.charset = SLICE("no-such-one");
	read_text(f, "<p>算力</p>");
	assert_slice(f->reading.document.metadata.how, "utf-8 (bytes)");
	f->options.charset = SLICE("");
}

static void a_table_of_figures_has_cells(void **state)
{
	struct reading_fixture *f = *state;
	read_text(f, "<table><tr><th colspan=2>指标<th>2026年<tr><td>算力<td>P<td>8000</table>");
	assert_slice(f->reading.document.text, "指标\t2026年\n算力\tP\t8000");
	assert_int_equal(f->reading.document.blocks[1].level, 3);
	assert_int_equal(f->reading.document.blocks[4].level, 3);
	assert_int_equal(f->reading.document.blocks[4].kind, BLOCK_TABLE_CELL);
}

static void white_space_is_laid_out_as_browsers_do(void **state)
{
	struct reading_fixture *f = *state;
	read_text(f, "<p>发展\n  算力，  and\nuse\n it&nbsp;well.<br>第二行<span>接着</span></p>");
	assert_slice(f->reading.document.text, "发展算力， and use it well.\n第二行接着");
}

static struct slice nested(struct reading_fixture *f, size_t depth)
{
	struct buffer text;
	buffer_init(&text);
	buffer_append_string(&text, "<html><script>x</script>前面的话。");
	for (size_t i = 0; i < depth; i++)
		buffer_append_string(&text, i % 2 == 0 ? "<div>" : "<span>");
	buffer_append_string(&text, "<!-- <p>不是</p> -->深处&amp;的话。");
	struct slice copy = arena_copy(&f->arena, buffer_slice(&text));
	buffer_release(&text);
	return copy;
}

static void text_in_deep_nests_is_kept(void **state)
{
	struct reading_fixture *f = *state;
	read_bytes(f, nested(f, 500), "html");
	assert_slice(f->reading.document.text, "前面的话。\n深处&的话。");
	assert_int_equal(f->reading.note.length, 0);
	read_bytes(f, nested(f, LIMIT_HTML_DEPTH + 1), "html");
	assert_slice(f->reading.document.text, "前面的话。\n深处&的话。");
	assert_true(slice_find(f->reading.note, SLICE("HTML_DEPTH"), 0) != SIZE_MAX);
	read_bytes(f, nested(f, 100000), "html");
	assert_slice(f->reading.document.text, "前面的话。\n深处&的话。");
}

static void a_line_of_ten_megabytes_is_one_paragraph(void **state)
{
	struct reading_fixture *f = *state;
	struct buffer text;
	buffer_init(&text);
	buffer_append_string(&text, "<p>");
	while (text.length < 10000000)
		buffer_append_string(&text, "建设算力基础设施，");
	read_bytes(f, buffer_slice(&text), "html");
	assert_int_equal(f->status, STATUS_OK);
	assert_int_equal(f->reading.document.block_count, 1);
	assert_int_equal(f->reading.document.text.length, text.length - 3);
	buffer_release(&text);
}

static void a_page_without_text_is_refused(void **state)
{
	struct reading_fixture *f = *state;
	read_text(f, "<html><script>var text = '不是';</script><img src=a.png></html>");
	assert_int_equal(f->status, STATUS_FORMAT);
}

/* Cut anywhere, and with any byte changed, a page gives text or a refusal, never more. */
static void damaged_pages_end(void **state)
{
	struct reading_fixture *f = *state;
	struct slice page = page_bytes(f, "4-disclosure", ".html");
	char *copy = (char *)(uintptr_t)arena_copy(&f->arena, page).at;
	for (size_t length = 1; length < page.length; length += 37)
		read_bytes(f, (struct slice){page.at, length}, "html");
	for (size_t i = 0; i < page.length; i += 23) {
		copy[i] = (char)(copy[i] ^ 0x55);
		read_bytes(f, (struct slice){copy, page.length}, "html");
		assert_true(f->status == STATUS_OK || f->error.text[0] != '\0');
		copy[i] = page.at[i];
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(the_content_of_six_layouts_is_found_to_the_line),
		TEST(title_date_and_source_are_found),
		TEST(gb2312_is_read_as_gb18030),
		TEST(bytes_go_before_what_the_page_says),
		TEST(the_servers_word_goes_before_a_guess),
		TEST(a_table_of_figures_has_cells),
		TEST(white_space_is_laid_out_as_browsers_do),
		TEST(text_in_deep_nests_is_kept),
		TEST(a_line_of_ten_megabytes_is_one_paragraph),
		TEST(a_page_without_text_is_refused),
		TEST(damaged_pages_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
