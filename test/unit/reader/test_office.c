#include "reading_check.h"

#include "base/limits.h"

/* One plan written by test/formats/make.py: every format says the same. */
static const char plan[] =
	"furniture title | 云岭省数字经济发展规划\n"
	"heading 1 | 一、发展基础\n"
	"paragraph | 过去五年，云岭省建成数据中心三座，算力规模达到两千标准机架。县域网络仍有短板，"
	"人才依然不足。\n"
	"heading 1 | 二、总体要求\n"
	"paragraph | 到2030年，数字经济核心产业增加值占全省生产总值的比重达到12%。坚持 open data "
	"与安全并重。\n"
	"heading 1 | 三、重点任务\n"
	"heading 2 | （一）做强算力\n"
	"paragraph | 新建智算中心两座，与东部共建算力调度平台。推动“东数西算”落地。\n"
	"list_item | 建设云岭算力枢纽。\n"
	"list_item | 培育数据标注企业一百家。\n"
	"heading 2 | （二）用好人工智能\n"
	"paragraph | 在茶叶、旅游和边境物流中推广人工智能应用，每年支持示范项目二十个。\n"
	"table_cell 1 | 指标\n"
	"table_cell 2 | 2025年\n"
	"table_cell 3 | 2030年\n"
	"table_cell 1 | 智算规模\n"
	"table_cell 2 | 300P\n"
	"table_cell 3 | 2000P\n"
	"table_cell 1 | 示范项目\n"
	"table_cell 2 | 12个\n"
	"table_cell 3 | 100个\n"
	"paragraph | 各州市每年报告一次进展。\n"
	"furniture glossary | 标准机架按2.5千瓦计算。\n";

static void a_docx_gives_what_its_page_shows(void **state)
{
	struct reading_fixture *f = *state;
	read_fixture(f, "plan.docx", "docx");
	assert_blocks(f, plan);
	assert_slice(f->reading.document.metadata.title, "云岭省数字经济发展规划");
	assert_slice(f->reading.document.metadata.title_rule, "style Title");
	assert_slice(f->reading.note, "1 pieces of hidden text were passed over");
	assert_false(f->reading.document.partial);
}

static void an_odt_gives_the_same(void **state)
{
	struct reading_fixture *f = *state;
	read_fixture(f, "plan.odt", "odt");
	assert_blocks(f, plan);
	assert_slice(f->reading.document.metadata.title, "云岭省数字经济发展规划");
	assert_slice(f->reading.note, "");
}

static void a_docx_that_breaks_off_gives_its_beginning(void **state)
{
	struct reading_fixture *f = *state;
	struct slice whole = fixture_bytes(f, "plan.docx");
	read_bytes(f, (struct slice){whole.at, 1500}, "docx");
	assert_true(f->reading.document.partial);
	assert_true(f->reading.document.block_count > 0);
	assert_non_null(strstr(f->reading.note.at, "is damaged and breaks off"));
}

static void document_types_are_refused(void **state)
{
	struct reading_fixture *f = *state;
	read_zip(f, "docx", "word/document.xml",
		 "<!DOCTYPE a [<!ENTITY b \"c\">]><w:document xmlns:w=\"w\"/>");
	assert_int_equal(f->status, STATUS_FORMAT);
	assert_non_null(strstr(f->error.text, "document type"));
}

static void nesting_is_bounded(void **state)
{
	struct reading_fixture *f = *state;
	struct buffer xml;
	buffer_init(&xml);
	buffer_append_string(&xml, "<d>");
	for (int i = 0; i < LIMIT_XML_DEPTH; i++)
		buffer_append_string(&xml, "<p>");
	read_zip(f, "docx", "word/document.xml", xml.at);
	assert_int_equal(f->status, STATUS_LIMIT);
	assert_non_null(strstr(f->error.text, "XML_DEPTH"));
	buffer_release(&xml);
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define BODY(inside) "<w:document xmlns:w=\"w\"><w:body>" inside "</w:body></w:document>"

static void frames_text_boxes_and_nested_tables_are_read_in_order(void **state)
{
	struct reading_fixture *f = *state;
	read_zip(
		f, "docx", "word/document.xml",
		BODY("<w:tbl><w:tr><w:tc>" P("框内") P(
			"两段") "</w:tc></w:tr>"
				"<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P(
					"甲") "</w:tc><w:tc>" P("乙")
					P("丙") "<w:tbl><w:tr><w:tc>" P("内") "</w:tc><w:tc>" P(
						"层") "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
						      "<w:p><w:r><w:t>外</w:t></"
						      "w:r><w:r><mc:AlternateContent "
						      "xmlns:mc=\"m\">"
						      "<mc:Choice><w:txbxContent>" P(
							      "盒") "</w:txbxContent></mc:Choice>"
								    "<mc:Fallback><w:"
								    "txbxContent>" P(
									    "盒") "</"
										  "w:txbxContent></"
										  "mc:Fallback>"
										  "</"
										  "mc:"
										  "AlternateContent"
										  "></"
										  "w:r><w:r><w:t>"
										  "面</w:t><w:br/"
										  "><w:t>续</w:t></"
										  "w:r>"
										  "</w:p>"));
	assert_blocks(f, "paragraph | 框内\n"
			 "paragraph | 两段\n"
			 "table_cell 1 | 甲\n"
			 "table_cell 3 | 乙\n"
			 "table_cell 3 | 丙\n"
			 "table_cell 3 | 内\n"
			 "table_cell 3 | 层\n"
			 "paragraph | 盒\n"
			 "paragraph | 外面\n"
			 "paragraph | 续\n");
	assert_slice(f->reading.document.text, "框内\n两段\n甲\t乙\t丙\t内\t层\n盒\n外面\n续");
}

static void a_file_without_its_text_says_so(void **state)
{
	struct reading_fixture *f = *state;
	read_zip(f, "docx", "word/styles.xml", "<w:styles xmlns:w=\"w\"/>");
	assert_int_equal(f->status, STATUS_FORMAT);
	read_zip(f, "odt", "styles.xml", "<a/>");
	assert_int_equal(f->status, STATUS_FORMAT);
	assert_non_null(strstr(f->error.text, "content.xml"));
	read_zip(f, "docx", "word/document.xml", BODY(""));
	assert_int_equal(f->status, STATUS_FORMAT);
	assert_string_equal(f->error.text, "holds no text");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_docx_gives_what_its_page_shows),
		TEST(an_odt_gives_the_same),
		TEST(a_docx_that_breaks_off_gives_its_beginning),
		TEST(document_types_are_refused),
		TEST(nesting_is_bounded),
		TEST(frames_text_boxes_and_nested_tables_are_read_in_order),
		TEST(a_file_without_its_text_says_so),
	};
	return cmocka_run_group_tests_name("reader: office texts", tests, NULL, NULL);
}
