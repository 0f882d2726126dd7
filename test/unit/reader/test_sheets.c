#include "reading_check.h"

#include "base/limits.h"

static const char rows[] =
	"编号,地区,日期,标题,正文\n"
	"a1,贵州,2026-01-27,茶乡算力,建设茶乡算力中心。推动数据进村。\n"
	"a2,湖南,2026-01-28,湘水智造,\"培育智能工厂五十家，\n推广工业互联网。\"\n"
	"a3,云南,2026-01-29,花市上云,让花卉交易上云，开放数据一百项。\n";

static void an_xlsx_as_tables_is_a_csv_for_each_sheet(void **state)
{
	struct reading_fixture *f = *state;
	read_bytes(f, fixture_bytes(f, "rows.xlsx"), "xlsx-rows");
	assert_int_equal(f->status, STATUS_OK);
	assert_int_equal(f->reading.nested_count, 2);
	assert_slice(f->reading.nested[0].name, "项目.csv");
	assert_slice(f->reading.nested[0].bytes, rows);
	assert_slice(f->reading.nested[1].name, "指标.csv");
	assert_slice(f->reading.nested[1].bytes, "指标,比重,,规模\n"
						 "核心产业,12%,,0.3\n"
						 "合计,TRUE,合计,20261124000000001\n");
}

static void an_ods_as_tables_gives_the_same(void **state)
{
	struct reading_fixture *f = *state;
	read_bytes(f, fixture_bytes(f, "rows.ods"), "ods-rows");
	assert_int_equal(f->status, STATUS_OK);
	assert_int_equal(f->reading.nested_count, 2);
	assert_slice(f->reading.nested[0].bytes, rows);
	assert_slice(f->reading.nested[1].bytes, "指标,比重,,规模\n核心产业,12%,,0.3\n");
}

static const char blocks[] = "heading 1 | 项目\n"
			     "table_cell 1 | 云岭省项目表\n"
			     "table_cell 1 | 编号\n"
			     "table_cell 2 | 地区\n"
			     "table_cell 3 | 日期\n"
			     "table_cell 4 | 标题\n"
			     "table_cell 5 | 正文\n"
			     "table_cell 1 | a1\n"
			     "table_cell 2 | 贵州\n"
			     "table_cell 3 | 2026-01-27\n"
			     "table_cell 4 | 茶乡算力\n"
			     "table_cell 5 | 建设茶乡算力中心。推动数据进村。\n"
			     "table_cell 1 | a2\n"
			     "table_cell 2 | 湖南\n"
			     "table_cell 3 | 2026-01-28\n"
			     "table_cell 4 | 湘水智造\n"
			     "table_cell 5 | 培育智能工厂五十家， 推广工业互联网。\n"
			     "table_cell 1 | a3\n"
			     "table_cell 2 | 云南\n"
			     "table_cell 3 | 2026-01-29\n"
			     "table_cell 4 | 花市上云\n"
			     "table_cell 5 | 让花卉交易上云，开放数据一百项。\n"
			     "heading 1 | 指标\n"
			     "table_cell 1 | 指标\n"
			     "table_cell 2 | 比重\n"
			     "table_cell 4 | 规模\n"
			     "table_cell 1 | 核心产业\n"
			     "table_cell 2 | 12%\n"
			     "table_cell 4 | 0.3\n";

static void an_xlsx_as_a_document_has_headings_and_rows_of_cells(void **state)
{
	struct reading_fixture *f = *state;
	char wanted[4096];
	read_fixture(f, "rows.xlsx", "xlsx");
	snprintf(wanted, sizeof wanted,
		 "%stable_cell 1 | 合计\ntable_cell 2 | TRUE\ntable_cell 3 | 合计\n"
		 "table_cell 4 | 20261124000000001\n",
		 blocks);
	assert_blocks(f, wanted);
}

static void an_ods_as_a_document_gives_the_same(void **state)
{
	struct reading_fixture *f = *state;
	read_fixture(f, "rows.ods", "ods");
	assert_blocks(f, blocks);
}

#define ODS(inside)                                                                                \
	"<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\">"          \
	"<table:table table:name=\"a\">" inside "</table:table></office:document-content>"

static void repeated_rows_and_columns_are_bounded(void **state)
{
	struct reading_fixture *f = *state;
	read_zip(f, "ods", "content.xml",
		 ODS("<table:table-row table:number-rows-repeated=\"2\"><table:table-cell "
		     "table:number-columns-repeated=\"2\"><text:p>a</text:p></table:table-cell>"
		     "</table:table-row>"));
	assert_slice(f->reading.document.text, "a\ta\na\ta");
	/* 16,384 columns of 1,048,576 rows */
	read_zip(f, "ods", "content.xml",
		 ODS("<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell "
		     "table:number-columns-repeated=\"16384\"><text:p>a</text:p></table:table-cell>"
		     "</table:table-row>"));
	assert_int_equal(f->status, STATUS_LIMIT);
	assert_non_null(strstr(f->error.text, "DOCUMENT_BLOCKS"));
	read_zip(f, "ods-rows", "content.xml",
		 ODS("<table:table-row><table:table-cell "
		     "table:number-columns-repeated=\"1025\"><text:p>a</text:p></table:table-cell>"
		     "</table:table-row>"));
	assert_int_equal(f->status, STATUS_LIMIT);
	assert_non_null(strstr(f->error.text, "TABLE_COLUMNS"));
}

static void a_workbook_that_is_missing_says_so(void **state)
{
	struct reading_fixture *f = *state;
	read_zip(f, "xlsx", "xl/styles.xml", "<a/>");
	assert_int_equal(f->status, STATUS_FORMAT);
	assert_non_null(strstr(f->error.text, "xl/workbook.xml"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_xlsx_as_tables_is_a_csv_for_each_sheet),
		TEST(an_ods_as_tables_gives_the_same),
		TEST(an_xlsx_as_a_document_has_headings_and_rows_of_cells),
		TEST(an_ods_as_a_document_gives_the_same),
		TEST(repeated_rows_and_columns_are_bounded),
		TEST(a_workbook_that_is_missing_says_so),
	};
	return cmocka_run_group_tests_name("reader: spreadsheets", tests, NULL, NULL);
}
