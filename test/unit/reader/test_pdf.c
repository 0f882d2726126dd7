#include "reading_check.h"

#include "base/limits.h"

/* plan.tsv and english.tsv are what pdftotext 22.12 makes of plan.pdf and english.pdf
 * (test/formats/make.py) with -tsv. */

static void a_plan_has_its_paragraphs_pages_and_furniture(void **state)
{
	struct reading_fixture *f = *state;
	read_bytes(f, fixture_bytes(f, "plan.tsv"), "pdf-text");
	assert_blocks(f,
		      "furniture navigation p1 | 云岭省数字经济发展规划\n"
		      "paragraph p1 | 云岭省数字经济发展规划\n"
		      "paragraph p1 | 一、发展基础\n"
		      "paragraph p1 | 过去五年，云岭省建成数据中心三座，算力规模达到两千标准机架。"
		      "县域网络仍有短板，人才依然不足。\n"
		      "paragraph p1 | 二、总体要求\n"
		      "paragraph p1 | "
		      "到2030年，数字经济核心产业增加值占全省生产总值的比重达到12%。坚持 open data "
		      "与安全并重。\n"
		      "paragraph p1 | 三、重点任务\n"
		      "paragraph p1 | （一）做强算力\n"
		      "furniture navigation p1 | - 1 -\n"
		      "furniture navigation p2 | 云岭省数字经济发展规划\n"
		      "paragraph p2 | "
		      "新建智算中心两座，与东部共建算力调度平台。推动“东数西算”落地。\n"
		      "paragraph p2 | ●建设云岭算力枢纽。\n"
		      "paragraph p2 | ●培育数据标注企业一百家。\n"
		      "paragraph p2 | （二）用好人工智能\n"
		      "paragraph p2 | "
		      "在茶叶、旅游和边境物流中推广人工智能应用，每年支持示范项目二十个。\n"
		      "table_cell 1 p2 | 指标\n"
		      "table_cell 2 p2 | 2025年\n"
		      "table_cell 3 p2 | 2030年\n"
		      "table_cell 1 p2 | 智算规模\n"
		      "table_cell 2 p2 | 300P\n"
		      "table_cell 3 p2 | 2000P\n"
		      "table_cell 1 p2 | 示范项目\n"
		      "table_cell 2 p2 | 12个\n"
		      "table_cell 3 p2 | 100个\n"
		      "paragraph p2 | 各州市每年报告一次进展。\n"
		      "furniture navigation p2 | - 2 -\n");
}

#define RIGHT                                                                                      \
	"paragraph p3 | The right column comes after the left one, also where lines stand side "   \
	"by side on the page.\n"
#define LEFT                                                                                       \
	"paragraph p3 | Real-time systems need cooperation and long-term money, as page one "      \
	"said.\n"

static void hyphens_columns_and_counting_feet(void **state)
{
	struct reading_fixture *f = *state;
	read_bytes(f, fixture_bytes(f, "english.tsv"), "pdf-text");
	assert_blocks(
		f, "furniture navigation p1 | Regional Outlook 2026\n"
		   "furniture navigation p1 | Annual Report\n"
		   "paragraph p1 | Digital plans of regions are read by many people, but the "
		   "cooperation between them is rare. Real-time data are published in long-term "
		   "plans, and they are hard to compare.\n"
		   "paragraph p1 | A second paragraph begins here. It has two lines that the "
		   "margin cut.\n"
		   "furniture navigation p1 | Page 1 of 3\n"
		   "furniture navigation p2 | Regional Outlook 2026\n"
		   "furniture navigation p2 | Annual Report\n"
		   "paragraph p2 | Real-time systems need cooperation and long-term money, as page "
		   "one said.\n"
		   "furniture navigation p2 | Page 2 of 3\n"
		   "furniture navigation p3 | Regional Outlook 2026\n"
		   "furniture navigation p3 | Annual Report\n" LEFT LEFT LEFT LEFT RIGHT RIGHT RIGHT
			   RIGHT "furniture navigation p3 | Page 3 of 3\n");
}

static void a_scan_is_told(void **state)
{
	struct reading_fixture *f = *state;
	const char *pages = "1\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###\n"
			    "1\t2\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###\n";
	read_bytes(f, slice_from(pages), "pdf-text");
	assert_int_equal(f->status, STATUS_FORMAT);
	assert_string_equal(f->error.text,
			    "is a scan: 2 pages and no text on them; add it with --ocr to have it "
			    "recognised");
	read_bytes(f, slice_from(pages), "ocr-text");
	assert_string_equal(f->error.text, "no text was recognised on its 2 pages");
}

#define PAGE "1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t###PAGE###\n"
#define LINE(left, top, width, text)                                                               \
	"4\t1\t0\t0\t0\t0\t0\t0\t0\t0\t-1\t###LINE###\n5\t1\t0\t0\t0\t0\t" left "\t" top           \
	"\t" width "\t10\t96\t" text "\n"

static void a_paragraph_goes_on_over_the_foot_of_the_page(void **state)
{
	struct reading_fixture *f = *state;
	const char *tsv = PAGE LINE("100", "500", "400", "第一页的段落没有说完")
		LINE("300", "780", "20", "— 7 —") PAGE LINE("100", "150", "200", "就翻过去了。")
			LINE("300", "780", "20", "— 8 —") PAGE;
	read_bytes(f, slice_from(tsv), "pdf-text");
	assert_int_equal(f->status, STATUS_OK);
	/* Two of three pages have a number: not enough to be sure. */
	assert_blocks(f, "paragraph p1 | 第一页的段落没有说完\n"
			 "paragraph p1 | — 7 —\n"
			 "paragraph p2 | 就翻过去了。\n"
			 "paragraph p2 | — 8 —\n");
	assert_slice(f->reading.note, "1 of 3 pages hold no text (pictures, or empty)");
	const char *two = PAGE LINE("100", "500", "400", "第一页的段落没有说完")
		LINE("300", "780", "20", "— 7 —") PAGE LINE("100", "150", "200", "就翻过去了。")
			LINE("300", "780", "20", "— 8 —");
	read_bytes(f, slice_from(two), "pdf-text");
	assert_blocks(f, "paragraph p1 | 第一页的段落没有说完就翻过去了。\n"
			 "furniture navigation p1 | — 7 —\n"
			 "furniture navigation p2 | — 8 —\n");
}

static void words_that_a_recogniser_tears_apart_are_joined(void **state)
{
	struct reading_fixture *f = *state;
	const char *tsv = PAGE "5\t1\t0\t0\t0\t0\t100\t100\t20\t10\t96\t人工\n"
			       "5\t1\t0\t0\t0\t0\t123\t100\t20\t10\t96\t智能\n"
			       "5\t1\t0\t0\t0\t0\t145\t100\t20\t10\t96\tAI\n"
			       "5\t1\t0\t0\t0\t0\t168\t100\t20\t10\t96\tplan\n"
			       "rubbish\n5\t1\t0\nx\t1\t0\t0\t0\t0\t145\t100\t20\t10\t96\tno\n";
	read_bytes(f, slice_from(tsv), "ocr-text");
	assert_blocks(f, "paragraph p1 | 人工智能AI plan\n");
}

static void too_many_pages_are_refused(void **state)
{
	struct reading_fixture *f = *state;
	struct buffer tsv;
	buffer_init(&tsv);
	for (int i = 0; i <= LIMIT_PAGES; i++)
		buffer_append_string(&tsv, PAGE);
	read_bytes(f, buffer_slice(&tsv), "pdf-text");
	assert_int_equal(f->status, STATUS_LIMIT);
	assert_non_null(strstr(f->error.text, "PAGES"));
	buffer_release(&tsv);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_plan_has_its_paragraphs_pages_and_furniture),
		TEST(hyphens_columns_and_counting_feet),
		TEST(a_scan_is_told),
		TEST(a_paragraph_goes_on_over_the_foot_of_the_page),
		TEST(words_that_a_recogniser_tears_apart_are_joined),
		TEST(too_many_pages_are_refused),
	};
	return cmocka_run_group_tests_name("reader: pdf", tests, NULL, NULL);
}
