#define _XOPEN_SOURCE 700 /* nftw */
#include "place.h"

#include "base/hash.h"
#include "base/limits.h"
#include "text/block.h"

static int set_up(void **state)
{
	struct place *place = malloc(sizeof *place);
	place_init(place);
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	place_release(*state);
	free(*state);
	return 0;
}

static void files_are_documents_in_byte_order(void **state)
{
	struct place *place = *state;
	place_file(place, "b.txt", "two");
	place_file(place, "2026/贵州.md", "one");
	place_file(place, "a", "no extension");
	place_file(place, "plan.v2", "an extension of its own");
	LIST(place, "");
	assert_slice(place_items(place), "2026/贵州 | @/2026/贵州.md\na | @/a\nb | @/b.txt\n"
					 "plan.v2 | @/plan.v2\n");
	assert_int_equal(place->source.problem_count, 0);
	assert_int_equal(place->source.total_bytes, 3 + 3 + 12 + 23);
	assert_true(place->source.items[0].id_made);
	assert_slice(place->source.items[2].metadata.source, place->source.items[2].path.at);
}

static void arguments_keep_their_order(void **state)
{
	struct place *place = *state;
	place_file(place, "x/1.txt", "one");
	place_file(place, "x/2.txt", "two");
	place_file(place, "a.txt", "three");
	LIST(place, "x/2.txt", "a.txt", "x", "x/1.txt");
	assert_slice(place_items(place), "2 | @/x/2.txt\na | @/a.txt\n1 | @/x/1.txt\n");
	assert_int_equal(place->source.duplicate_count, 2);
}

static void made_ids_are_made_different(void **state)
{
	struct place *place = *state;
	place_file(place, "x/plan.txt", "one");
	place_file(place, "x/plan.md", "two");
	place_file(place, "y/plan.txt", "three");
	LIST(place, "x", "y");
	assert_slice(place_items(place), "plan | @/x/plan.md\n@/x/plan.txt | @/x/plan.txt\n"
					 "@/y/plan.txt | @/y/plan.txt\n");
}

static void a_path_that_is_missing_stops_the_call(void **state)
{
	struct place *place = *state;
	const char *const names[] = {"nothing-here.txt", NULL};
	assert_int_equal(place_list(place, names), STATUS_IO);
	assert_non_null(strstr(place->error.place, "nothing-here.txt"));
}

static void addresses_are_listed_as_not_read(void **state)
{
	struct place *place = *state;
	place_file(place, "a.txt", "x");
	LIST(place, "https://example.org/plan.html", "a.txt");
	assert_int_equal(place->source.item_count, 1);
	assert_problem(
		place,
		"error https://example.org/plan.html: is a web address: qipan fetch gets it");
}

static void rows_of_a_table_hold_documents(void **state)
{
	struct place *place = *state;
	place_file(place, "plans.csv",
		   "编号,地区,日期,标题,正文,类型,人口\n"
		   "gz,贵州,2026年1月27日,报告,\"发展算力。\n第二行\",plan,3800\n"
		   ",湖南,,,第二篇。,,\n");
	LIST(place, "plans.csv");
	assert_slice(place_items(place), "gz | @/plans.csv#row 2\nplans#3 | @/plans.csv#row 3\n");
	const struct source_item *item = &place->source.items[0];
	assert_slice(item->metadata.region, "贵州");
	assert_slice(item->metadata.region_rule, "column 地区");
	assert_slice(item->metadata.date, "2026-01-27");
	assert_slice(item->metadata.date_rule, "column 日期");
	assert_slice(item->metadata.title, "报告");
	assert_slice(item->metadata.title_rule, "column 标题");
	assert_slice(item->metadata.kind, "plan");
	assert_slice(item->metadata.other, "{\"人口\":\"3800\"}");
	assert_slice(item->inline_text, "发展算力。\n第二行");
	assert_int_equal(item->row, 2);
	assert_int_equal(place->source.items[1].row, 4);
	assert_slice(place->source.items[1].metadata.other, "");
	assert_slice(place->source.items[1].metadata.date_rule, "");
	assert_true(place->source.items[1].id_made);
}

static void the_preferred_column_wins_and_the_rest_is_kept(void **state)
{
	struct place *place = *state;
	place_file(place, "a.tsv",
		   "id\tyear\tdate\tregion_en\tregion\ttext\n"
		   "1\t2025\t2026-02-01\tHunan\t湖南\tx\n"
		   "2\t2025\t\tHunan\t\tx\n");
	LIST(place, "a.tsv");
	const struct document_metadata *first = &place->source.items[0].metadata,
				       *second = &place->source.items[1].metadata;
	assert_slice(first->date, "2026-02-01");
	assert_slice(first->region, "湖南");
	assert_slice(first->other, "{\"year\":\"2025\",\"region_en\":\"Hunan\"}");
	assert_slice(second->date, "2025");
	assert_slice(second->date_rule, "column year");
	assert_slice(second->region, "Hunan");
	assert_slice(second->region_rule, "column region_en");
	assert_slice(second->other, "");
}

static void json_rows_keep_their_types(void **state)
{
	struct place *place = *state;
	place_file(
		place, "a.jsonl",
		"{\"id\":7,\"text\":\"x\",\"year\":2026,\"n\":1.5,\"tags\":[\"a\",2],\"no\":null}\n"
		"{\"id\":\"8\",\"text\":[\"x\"]}\n");
	LIST(place, "a.jsonl");
	assert_slice(place_items(place), "7 | @/a.jsonl#row 1\n");
	assert_slice(place->source.items[0].metadata.date, "2026");
	assert_slice(place->source.items[0].metadata.other, "{\"n\":1.5,\"tags\":[\"a\",2]}");
	assert_problem(place, "error @/a.jsonl:2: the text is no string");
}

static void options_name_fields(void **state)
{
	struct place *place = *state;
	place_file(place, "a.csv", "key,body,text,where\n1,the text,not this,湖南\n");
	place->options = (struct source_options){.text_field = SLICE("body"),
						 .id_field = SLICE("key"),
						 .region_field = SLICE("where")};
	LIST(place, "a.csv");
	assert_slice(place->source.items[0].inline_text, "the text");
	assert_slice(place->source.items[0].metadata.id, "1");
	assert_slice(place->source.items[0].metadata.region, "湖南");
	assert_slice(place->source.items[0].metadata.region_rule, "column where");
	assert_slice(place->source.items[0].metadata.other, "{\"text\":\"not this\"}");
}

static void a_field_that_no_table_has_is_a_wrong_call(void **state)
{
	struct place *place = *state;
	const char *const names[] = {"a.csv", NULL}, *const text[] = {"a.txt", NULL};
	place_file(place, "a.csv", "id,text\n1,x\n");
	place_file(place, "a.txt", "x");
	place->options.text_field = SLICE("body");
	assert_int_equal(place_list(place, names), STATUS_USAGE);
	assert_non_null(strstr(place->error.text, "--text-field body"));
	assert_non_null(strstr(place->error.text, "id, text"));
	assert_int_equal(place_list(place, text), STATUS_USAGE);
}

static void values_of_rows_win_over_options(void **state)
{
	struct place *place = *state;
	place_file(place, "a.csv", "id,text,region\n1,x,湖南\n2,y,\n");
	place_file(place, "b.txt", "z");
	place->options = (struct source_options){.region = SLICE("贵州"),
						 .date = SLICE("2026-02"),
						 .kind = SLICE("plan"),
						 .level = SLICE("province"),
						 .series = SLICE("15fyp"),
						 .language = SLICE("zh")};
	LIST(place, "a.csv", "b.txt");
	const struct source_item *items = place->source.items;
	assert_slice(items[0].metadata.region, "湖南");
	assert_slice(items[0].metadata.region_rule, "column region");
	for (size_t i = 1; i < 3; i++) {
		assert_slice(items[i].metadata.region, "贵州");
		assert_slice(items[i].metadata.region_rule, "option");
		assert_slice(items[i].metadata.date, "2026-02");
		assert_slice(items[i].metadata.date_rule, "option");
		assert_slice(items[i].metadata.kind, "plan");
		assert_slice(items[i].metadata.level, "province");
		assert_slice(items[i].metadata.series, "15fyp");
		assert_slice(items[i].metadata.language, "zh");
	}
}

static void options_that_are_no_value_are_wrong_calls(void **state)
{
	struct place *place = *state;
	const char *const names[] = {"a.csv", NULL};
	place_file(place, "a.csv", "id,text\n1,x\n");
	place->options.date = SLICE("2026-02-30");
	assert_int_equal(place_list(place, names), STATUS_USAGE);
	place->options = (struct source_options){.encoding = SLICE("no-such-encoding")};
	assert_int_equal(place_list(place, names), STATUS_USAGE);
}

static void a_bad_date_stays_unknown(void **state)
{
	struct place *place = *state;
	place_file(place, "a.csv", "id,text,date\n1,x,2026-02-30\n");
	LIST(place, "a.csv");
	assert_int_equal(place->source.item_count, 1);
	assert_slice(place->source.items[0].metadata.date, "");
	assert_problem(place, "warning @/a.csv:2: \"2026-02-30\" is no date");
}

static void bad_rows_are_passed_over_with_a_reason(void **state)
{
	struct place *place = *state;
	place_file(place, "a.csv", "id,text,title\n1,one,t\n1,again,t\n2,two\n3,  ,t\n4,four,t\n");
	LIST(place, "a.csv");
	assert_slice(place_items(place), "1 | @/a.csv#row 2\n4 | @/a.csv#row 6\n");
	assert_problem(place, "error @/a.csv#row 3:3: the id 1 belongs to an earlier document");
	assert_problem(place, "error @/a.csv:4: the row has 2 fields, the header has 3");
	assert_problem(place, "error @/a.csv:5: the row has no text");
	assert_int_equal(place->source.problem_count, 3);
	assert_int_equal(place->source.duplicate_count, 1);
}

static void a_table_without_texts_says_which_columns_it_has(void **state)
{
	struct place *place = *state;
	place_file(place, "a.csv", "id,note\n1,x\n2,y\n");
	place_file(place, "b.json", "{\"name\":\"x\",\"version\":1}");
	LIST(place, "a.csv", "b.json");
	assert_int_equal(place->source.item_count, 0);
	assert_int_equal(place->source.problem_count, 2);
	assert_problem(place, "a.csv:2: no column holds texts or names files");
	assert_problem(place, "the columns are id, note");
	assert_problem(place, "the columns are name, version");
}

static void rows_name_files_and_the_manifest_describes_its_folder(void **state)
{
	struct place *place = *state;
	place_file(place, "c/metadata.tsv",
		   "id\tregion\tfile\ngz\t贵州\ttxt/a.txt\n\t湖南\t.\\txt\\b.txt\nx\t\ttxt/"
		   "none.txt\n");
	place_file(place, "c/txt/a.txt", "a");
	place_file(place, "c/txt/b.txt", "b");
	place_file(place, "c/README.md", "not a document");
	place_file(place, "c/extra.tsv", "id\ttext\n1\tnot a document\n");
	place_file(place, "c/txt/more/c.txt", "not a document");
	place_file(place, "d.txt", "d");
	LIST(place, "");
	assert_slice(place_items(place),
		     "gz | @/c/txt/a.txt\ntxt/b | @/c/./txt/b.txt\nd | @/d.txt\n");
	assert_problem(place, "error @/c/metadata.tsv:4: names the file txt/none.txt, which is not "
			      "there");
	assert_problem(place,
		       "warning @/c/metadata.tsv: the table lists the documents of its folder; "
		       "3 other files there");
	assert_int_equal(place->source.problem_count, 2);
	/* what the manifest passes over can be named */
	LIST(place, "c", "c/README.md", "c/txt/a.txt");
	assert_slice(place_items(place), "gz | @/c/txt/a.txt\ntxt/b | @/c/./txt/b.txt\n"
					 "README | @/c/README.md\n");
	assert_int_equal(place->source.duplicate_count, 1);
}

static void rows_may_not_leave_their_folder(void **state)
{
	struct place *place = *state;
	place_file(place, "secret.txt", "secret");
	place_file(place, "c/a.txt", "a");
	assert_int_equal(symlink("../secret.txt", place_path(place, "c/link.txt")), 0);
	assert_int_equal(symlink("a.txt", place_path(place, "c/fine.txt")), 0);
	place_file(place, "c/metadata.tsv",
		   "id\tfile\n1\t../secret.txt\n2\t/etc/passwd\n3\tC:\\secret.txt\n4\tlink.txt\n"
		   "5\tfine.txt\n6\ttxt/../../secret.txt\n7\t..\\secret.txt\n8\t\\\\server\\x\n"
		   "9\thttps://example.org/x\n10\t.\n11\t../secret.jsonl#1\n");
	LIST(place, "c/metadata.tsv");
	assert_slice(place_items(place), "5 | @/c/fine.txt\n");
	assert_int_equal(place->source.problem_count, 10);
	for (int line = 2; line <= 12; line++)
		if (line != 6)
			assert_problem(place,
				       arena_printf(&place->arena, "metadata.tsv:%d: ", line));
	assert_problem(place, ":2: ../secret.txt lies outside");
	assert_problem(place, ":5: names link.txt, which is a link to a place outside");
}

static void rows_name_rows_of_other_tables(void **state)
{
	struct place *place = *state;
	place_file(place, "c/docs.jsonl",
		   "{\"id\":\"a\",\"text\":\"text a\",\"title\":\"A\",\"lang\":\"en\"}\n"
		   "{\"id\":\"b\",\"text\":\"text b\",\"title\":\"B\"}\n"
		   "{\"id\":\"a\",\"text\":\"again\"}\n");
	place_file(place, "c/metadata.tsv",
		   "id\ttitle\tfile\nfirst\tmine\tdocs.jsonl#a\n\t\tdocs.jsonl#b\n"
		   "x\t\tdocs.jsonl#none\ny\t\tnone.jsonl#a\nz\t\tmetadata.tsv#first\n"
		   "w\t\tdocs.jsonl\n");
	LIST(place, "c");
	assert_slice(place_items(place), "first | @/c/docs.jsonl#a\nb | @/c/docs.jsonl#b\n");
	const struct source_item *first = &place->source.items[0];
	assert_slice(first->inline_text, "text a");
	assert_slice(first->metadata.title, "mine");
	assert_slice(first->metadata.language, "en");
	assert_slice(first->metadata.encoding, "utf-8");
	assert_slice(place->source.items[1].metadata.title, "B");
	assert_slice(place->source.items[1].metadata.title_rule, "column title");
	assert_problem(place, "metadata.tsv:4: docs.jsonl has no row with the id none");
	assert_problem(place, "metadata.tsv:5: names the file none.jsonl");
	assert_problem(place, "metadata.tsv:6: refers to a row of its own table");
	assert_problem(place, "metadata.tsv:7: names the table docs.jsonl: name one of its rows");
	assert_problem(place, "docs.jsonl:3: the id a stands twice");
}

static void a_row_that_is_referred_to_holds_its_text(void **state)
{
	struct place *place = *state;
	place_file(place, "one.csv", "id,file\n1,two.csv#1\n");
	place_file(place, "two.csv", "id,file\n1,three.csv#1\n");
	place_file(place, "three.csv", "id,text\n1,x\n");
	LIST(place, "one.csv");
	assert_int_equal(place->source.item_count, 0);
	assert_problem(place, "one.csv:2: two.csv has no row with the id 1 and a text");
}

static void a_file_may_have_a_hash_in_its_name(void **state)
{
	struct place *place = *state;
	place_file(place, "a#1.txt", "x");
	place_file(place, "m.csv", "id,file\n1,a#1.txt\n");
	LIST(place, "m.csv");
	assert_slice(place_items(place), "1 | @/a#1.txt\n");
}

static void hidden_files_and_links_are_passed_over(void **state)
{
	struct place *place = *state;
	place_file(place, "c/a.txt", "a");
	place_file(place, "c/.hidden.txt", "x");
	place_file(place, "c/.git/b.txt", "x");
	place_file(place, "outside.txt", "x");
	assert_int_equal(symlink(".", place_path(place, "c/loop")), 0);
	assert_int_equal(symlink("../outside.txt", place_path(place, "c/out.txt")), 0);
	assert_int_equal(symlink("nowhere", place_path(place, "c/broken.txt")), 0);
	assert_int_equal(symlink("a.txt", place_path(place, "c/same.txt")), 0);
	assert_int_equal(mkfifo(place_path(place, "c/pipe.txt"), 0600), 0);
	LIST(place, "c");
	assert_slice(place_items(place), "a | @/c/a.txt\n");
	assert_slice(
		place_problems(place),
		"warning @/c: 2 hidden files or folders were passed over (@/c/.git is the "
		"first)\n"
		"warning @/c/broken.txt: is a link to nothing: it was passed over\n"
		"warning @/c/loop: is a link to a folder, which is not followed: name the "
		"folder to add it\n"
		"warning @/c/out.txt: is a link to a file outside the folder: name the file to "
		"add it\n"
		"warning @/c/pipe.txt: is no regular file: it was passed over\n");
	assert_int_equal(place->source.duplicate_count, 1);
	/* a link that is named itself is followed */
	LIST(place, "c/out.txt");
	assert_int_equal(place->source.item_count, 1);
}

static void folders_have_a_depth(void **state)
{
	struct place *place = *state;
	struct buffer name;
	buffer_init(&name);
	for (int i = 1; i < LIMIT_FOLDER_DEPTH; i++)
		buffer_append_string(&name, "d/");
	buffer_append_string(&name, "in.txt");
	place_file(place, name.at, "x");
	name.length -= 6;
	buffer_append_string(&name, "d/too-deep.txt");
	place_file(place, name.at, "x");
	LIST(place, "");
	assert_int_equal(place->source.item_count, 1);
	assert_problem(place, "lies deeper than the limit FOLDER_DEPTH (32)");
	buffer_release(&name);
}

static void an_empty_folder_says_so(void **state)
{
	struct place *place = *state;
	place_folder(place, "empty/");
	LIST(place, "empty");
	assert_problem(place, "warning @/empty: the folder holds no files");
}

static void names_hold_metadata(void **state)
{
	struct place *place = *state;
	place_file(place, "贵州_2026_省.txt", "x");
	place_file(place, "湖南_2025.txt", "x");
	place->options.name_fields = SLICE("region, year,level");
	LIST(place, "");
	const struct source_item *items = place->source.items;
	assert_slice(items[0].metadata.region, "");
	assert_slice(items[1].metadata.region, "贵州");
	assert_slice(items[1].metadata.region_rule, "file name: region");
	assert_slice(items[1].metadata.date, "2026");
	assert_slice(items[1].metadata.level, "省");
	assert_slice(items[1].metadata.id, "贵州_2026_省");
	assert_problem(place, "has 2 parts between \"_\", the fields named for it are 3");
}

static void names_that_are_no_utf8_are_read_as_gb18030(void **state)
{
	struct place *place = *state;
	place_file(place, "\xB9\xF3\xD6\xDD.txt", "x");
	LIST(place, "");
	assert_slice(place_items(place), "贵州 | @/贵州.txt\n");
	assert_non_null(strstr(place->source.items[0].path.at, "\xB9\xF3\xD6\xDD.txt"));
}

static void formats_without_a_reader_are_named(void **state)
{
	struct place *place = *state;
	place_bytes(place, "a.csv", SLICE("PK\x03\x04......xl/workbook.xml......"));
	place_bytes(place, "c/metadata.tsv", SLICE("%PDF-1.7 ..."));
	LIST(place, "a.csv", "c");
	assert_int_equal(place->source.item_count, 0);
	assert_problem(place, "error @/a.csv: is damaged: it looks like a document in a zip file");
	assert_problem(place, "error @/c/metadata.tsv: is PDF and not a table of rows");
}

static void a_cancelled_job_stops(void **state)
{
	struct place *place = *state;
	const char *const names[] = {"", NULL};
	place_file(place, "a.txt", "x");
	atomic_store(&place->job.cancel, true);
	assert_int_equal(place_list(place, names), STATUS_CANCELLED);
}

static void the_examples_are_read_without_a_problem(void **state)
{
	struct place *place = *state;
	const char *path = arena_printf(&place->arena, "%s/examples/plans-15fyp", source_root());
	assert_int_equal(source_list(&place->job, &place->arena, &path, 1, &place->options,
				     &place->source, &place->error),
			 STATUS_OK);
	assert_int_equal(place->source.item_count, 62);
	assert_int_equal(place->source.problem_count, 0);
	for (size_t i = 0; i < 62; i++) {
		struct document document;
		struct slice warning;
		const struct source_item *item = &place->source.items[i];
		assert_int_equal(document_read(&place->arena,
					       &(struct document_request){
						       .item = item, .options = &place->options},
					       &document, &warning, &place->error),
				 STATUS_OK);
		assert_int_equal(warning.length, 0);
		assert_true(slice_starts(document.text, item->metadata.title));
		assert_slice(item->metadata.region_rule, "column region");
		assert_int_equal(item->metadata.date.length, 10);
		assert_true(slice_starts(item->metadata.source, SLICE("http")));
	}
}

/* The line that says what a digest is, and the titles of its sources, are not the province's plan.
 */
static void what_is_not_the_plan_is_furniture_in_the_examples(void **state)
{
	struct place *place = *state;
	const char *path = arena_printf(&place->arena, "%s/examples/plans-15fyp", source_root());
	assert_int_equal(source_list(&place->job, &place->arena, &path, 1, &place->options,
				     &place->source, &place->error),
			 STATUS_OK);
	for (size_t i = 0; i < place->source.item_count; i++) {
		struct document document;
		struct slice warning;
		assert_int_equal(
			document_read(&place->arena,
				      &(struct document_request){.item = &place->source.items[i],
								 .options = &place->options},
				      &document, &warning, &place->error),
			STATUS_OK);
		assert_int_equal(blocks_make(&place->arena, &document, &place->error), STATUS_OK);
		bool annex = false;
		for (size_t j = 0; j < document.block_count; j++) {
			const struct block *block = &document.blocks[j];
			struct slice line = slice_span(document.text, block->span);
			annex = annex || slice_is(line, "附录") || slice_is(line, "Annex");
			if ((block->kind == BLOCK_FURNITURE) != (j < 2 || annex))
				fail_msg("%s: line %zu", place->source.items[i].path.at, j);
		}
		assert_true(annex);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(files_are_documents_in_byte_order),
		TEST(arguments_keep_their_order),
		TEST(made_ids_are_made_different),
		TEST(a_path_that_is_missing_stops_the_call),
		TEST(addresses_are_listed_as_not_read),
		TEST(rows_of_a_table_hold_documents),
		TEST(the_preferred_column_wins_and_the_rest_is_kept),
		TEST(json_rows_keep_their_types),
		TEST(options_name_fields),
		TEST(a_field_that_no_table_has_is_a_wrong_call),
		TEST(values_of_rows_win_over_options),
		TEST(options_that_are_no_value_are_wrong_calls),
		TEST(a_bad_date_stays_unknown),
		TEST(bad_rows_are_passed_over_with_a_reason),
		TEST(a_table_without_texts_says_which_columns_it_has),
		TEST(rows_name_files_and_the_manifest_describes_its_folder),
		TEST(rows_may_not_leave_their_folder),
		TEST(rows_name_rows_of_other_tables),
		TEST(a_row_that_is_referred_to_holds_its_text),
		TEST(a_file_may_have_a_hash_in_its_name),
		TEST(hidden_files_and_links_are_passed_over),
		TEST(folders_have_a_depth),
		TEST(an_empty_folder_says_so),
		TEST(names_hold_metadata),
		TEST(names_that_are_no_utf8_are_read_as_gb18030),
		TEST(formats_without_a_reader_are_named),
		TEST(a_cancelled_job_stops),
		TEST(the_examples_are_read_without_a_problem),
		TEST(what_is_not_the_plan_is_furniture_in_the_examples),
	};
	return cmocka_run_group_tests_name("read/source", tests, NULL, NULL);
}
