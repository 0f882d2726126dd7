#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include "given.h"

#include "base/buffer.h"

static const char table[] =
	"id,region,date,text\n"
	"gz,贵州省,2026-01-27,\"一、2025年工作回顾\n去年算力规模达到一百个单位。\n"
	"二、2026年重点工作\n今年要加快建设算力中心，培育人工智能产业。\"\n"
	"hn,湖南,2026-01-28,\"今年要发展低空经济，建设数据中心集群。\"\n";

static struct stored_document find(struct given *given, const char *id)
{
	struct stored_document document = {0};
	bool found;
	must(given, store_document_find(given->board.store, &given->arena, slice_from(id), &found,
					&document, &given->error));
	assert_true(found);
	return document;
}

static void unchanged_documents_are_skipped_and_changed_ones_become_editions(void **state)
{
	(void)state;
	struct given given;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 2);
	given_file(&given, "t.csv", table);
	struct add_report report = given_add(&given, "t.csv");
	assert_int_equal(report.added, 2);
	assert_int_equal(report.without_region, 0);
	report = given_add(&given, "t.csv");
	assert_int_equal(report.added, 0);
	assert_int_equal(report.unchanged, 2);
	given_file(&given, "t.csv",
		   "id,region,date,text\nhn,湖南,2026-01-28,"
		   "\"今年要发展量子科技产业，建设研究中心。\"\n");
	report = given_add(&given, "t.csv");
	assert_int_equal(report.replaced, 1);
	assert_int_equal(find(&given, "hn").edition, 2);
	assert_int_equal(find(&given, "gz").edition, 1);
	/* the same text with other metadata is not unchanged */
	given_file(&given, "t.csv",
		   "id,region,date,text\nhn,湖南,2026-02-01,"
		   "\"今年要发展量子科技产业，建设研究中心。\"\n");
	assert_int_equal(given_add(&given, "t.csv").replaced, 1);
	given_end(&given);
}

static void region_and_date_are_found_in_title_and_first_lines(void **state)
{
	(void)state;
	struct given given;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(&given, "plan.txt",
		   "甘肃省产业规划要点\n（2026年1月20日在一次会议上）\n今年要建设算力枢纽，发展新能"
		   "源产业。\n");
	struct add_report report = given_add(&given, "plan.txt");
	assert_int_equal(report.added, 1);
	struct stored_document document = find(&given, "plan");
	assert_slice(gazetteer_region(&given.board.gazetteer, document.metadata.region_id)->name,
		     "甘肃");
	assert_true(document.metadata.region_rule.length > 0);
	assert_slice(document.metadata.date, "2026-01-20");
	assert_true(slice_starts(document.metadata.date_rule, SLICE("first lines")));
	given_end(&given);
}

static void an_unknown_region_is_kept_and_said(void **state)
{
	(void)state;
	struct given given;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(&given, "t.csv", "id,region,text\nx,云岭省,今年要发展算力产业和数据产业。\n");
	struct add_report report = given_add(&given, "t.csv");
	assert_int_equal(report.added, 1);
	assert_int_equal(report.without_region, 1);
	assert_int_equal(report.problem_count, 1);
	assert_string_equal(report.problems[0].severity, "warning");
	assert_true(slice_find(report.problems[0].what, SLICE("云岭省"), 0) != SIZE_MAX);
	given_end(&given);
}

static void regions_grow_with_the_documents(void **state)
{
	(void)state;
	struct given given;
	given_start(&given);
	given_board(&given, "b.qipan", REGIONS_FROM_DOCUMENTS, 1);
	given_file(
		&given, "t.csv",
		"id,region,tier,text\na,Northisle,coast,We will build data centres in the north.\n"
		"b,Westridge,inland,We will build robots in the west.\n");
	assert_int_equal(given_add(&given, "t.csv").without_region, 0);
	assert_int_equal(given.board.gazetteer.region_count, 2);
	given_file(&given, "u.csv",
		   "id,region,tier,text\nc,Eastbay,coast,We will build data centres in the east.\n"
		   "d,Northisle,coast,We will train people for the data centres.\n");
	assert_int_equal(given_add(&given, "u.csv").added, 2);
	assert_int_equal(given.board.gazetteer.region_count, 3);
	assert_int_equal(find(&given, "a").metadata.region_id.value,
			 find(&given, "d").metadata.region_id.value);
	given_end(&given);
}

static void a_made_id_never_replaces_another_files_text(void **state)
{
	(void)state;
	struct given given;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 1);
	assert_int_equal(mkdir(given_path(&given, "a"), 0700), 0);
	assert_int_equal(mkdir(given_path(&given, "b"), 0700), 0);
	given_file(&given, "a/plan.txt", "湖南要发展算力产业，建设数据中心。\n");
	given_file(&given, "b/plan.txt", "湖北要发展量子产业，建设研究中心。\n");
	assert_int_equal(given_add(&given, "a").added, 1);
	assert_int_equal(given_add(&given, "b").added, 1);
	struct stored_document *documents;
	size_t count;
	must(&given, store_documents(given.board.store, &given.arena, true, &documents, &count,
				     &given.error));
	assert_int_equal(count, 2);
	assert_int_equal(given_add(&given, "b").unchanged, 1);
	given_end(&given);
}

/* Every mention and passage of the board as text. */
static struct slice dump(struct given *given)
{
	struct buffer out;
	buffer_init(&out);
	struct passage_filter filter = {0};
	struct evidence evidence;
	must(given, evidence_load(&given->board, &filter, 0, 0, &evidence, &given->error));
	for (size_t i = 0; i < evidence.count; i++) {
		const struct evidence_item *item = &evidence.items[i];
		buffer_printf(&out, "%lld %u %u %u %.*s", (long long)item->passage.id,
			      item->passage.span.start, item->char_end, item->passage.orientation,
			      (int)item->text.length, item->text.at);
		for (size_t m = 0; m < item->mark_count; m++)
			buffer_printf(&out, " %u:%u-%u", item->marks[m].code.value,
				      item->marks[m].span.start, item->marks[m].span.end);
		buffer_append_byte(&out, '\n');
	}
	struct slice copy = arena_copy(&given->arena, buffer_slice(&out));
	buffer_release(&out);
	return copy;
}

static void any_number_of_threads_gives_the_same_board(void **state)
{
	(void)state;
	struct given given;
	given_start(&given);
	struct buffer rows;
	buffer_init(&rows);
	for (int i = 0; i < 700; i++) /* more than one batch of documents */
		buffer_printf(
			&rows,
			"{\"id\":\"d%d\",\"region\":\"%s\",\"text\":\"第%d项任务是建设算力中心，"
			"发展低空经济。\\n二是培育人工智能产业。\"}\n",
			i, i % 2 == 0 ? "贵州" : "湖南", i);
	given_file(&given, "rows.jsonl", rows.at);
	buffer_release(&rows);
	struct slice first = {NULL, 0};
	static const unsigned threads[] = {1, 8};
	for (size_t i = 0; i < 2; i++) {
		given_board(&given, arena_printf(&given.arena, "b%zu.qipan", i), SCHEME_BUILT_IN,
			    threads[i]);
		assert_int_equal(given_add(&given, "rows.jsonl").added, 700);
		struct slice all = dump(&given);
		if (i == 0)
			first = all;
		assert_true(slice_equal(all, first));
		board_close(&given.board);
	}
	given_end(&given);
}

static void cancelling_keeps_what_was_committed(void **state)
{
	(void)state;
	struct given given;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 2);
	given_file(&given, "t.csv", table);
	given_add(&given, "t.csv");
	given_file(&given, "u.csv", "id,region,text\nnew,湖北,今年要发展算力产业和数据产业。\n");
	atomic_store(&given.job.cancel, true);
	struct add_report report;
	struct source_options options = {.encoding = SLICE("")};
	const char *path = given_path(&given, "u.csv");
	assert_int_equal(study_add(&given.board, &path, 1, &options, &report, &given.error),
			 STATUS_CANCELLED);
	atomic_store(&given.job.cancel, false);
	struct stored_document *documents;
	size_t count;
	must(&given, store_documents(given.board.store, &given.arena, true, &documents, &count,
				     &given.error));
	assert_int_equal(count, 2);
	assert_int_equal(given_add(&given, "u.csv").added, 1);
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unchanged_documents_are_skipped_and_changed_ones_become_editions),
		cmocka_unit_test(region_and_date_are_found_in_title_and_first_lines),
		cmocka_unit_test(an_unknown_region_is_kept_and_said),
		cmocka_unit_test(regions_grow_with_the_documents),
		cmocka_unit_test(a_made_id_never_replaces_another_files_text),
		cmocka_unit_test(any_number_of_threads_gives_the_same_board),
		cmocka_unit_test(cancelling_keeps_what_was_committed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
