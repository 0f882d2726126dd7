#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include "given.h"

#include "study/level.h"
#include "study/reuse.h"
#include "study/reuse_read.h"
#include "study/twin.h"

#define CENTRAL "要在三年内建成面向中小企业的公共算力站，夜间闲置的算力按成本价开放给学校和医院使用"
#define SISTER "每个县要办一所由退休技师授课的修理学堂，开放时间贴在乡镇政府的门口"

static const char table[] =
	"id,region,date,text\n"
	"c,中央,2025-03-05,\"" CENTRAL "。各地要把粮食储备的轮换周期公布在网上。\"\n"
	"gz,贵州,2026-01-27,\"" CENTRAL "。" SISTER
	"。我省的山地马拉松要办成一百场，由村民自己当裁判。\"\n"
	"hn,湖南,2026-03-28,\"湖区的渡船改用电池，码头上装起遮雨棚。" SISTER "。" CENTRAL
	"，并公布用电来源。\"\n";

static void compare(struct given *given, enum reuse_mode mode, struct reuse_report *report)
{
	must(given, study_reuse(&given->board, mode, 0, report, &given->error));
}

static struct reuse_text text_of(struct given *given, struct reuse_board *loaded, const char *id)
{
	struct reuse_text text;
	size_t index;
	must(given, reuse_board_load(&given->board, loaded, &given->error));
	must(given, reuse_board_find(&given->board, loaded, slice_from(id), &index, &given->error));
	must(given, reuse_text_load(&given->board, loaded, index, &text, &given->error));
	return text;
}

static void each_sentence_knows_whose_it_is(void **state)
{
	(void)state;
	struct given given;
	struct reuse_board loaded;
	struct reuse_report report;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 2);
	given_file(&given, "t.csv", table);
	given_add(&given, "t.csv");
	compare(&given, REUSE_MODE_NEW, &report);
	assert_int_equal(report.documents, 3);
	assert_int_equal(report.pairs, 3);
	struct reuse_text gz = text_of(&given, &loaded, "gz");
	assert_true(gz.compared);
	assert_int_equal(loaded.missing, 0);
	assert_int_equal(gz.document.passage_count, 3);
	assert_int_equal(gz.voices[0].class, REUSE_ABOVE);
	assert_int_equal(gz.voices[1].class, REUSE_FIRST);
	assert_int_equal(gz.voices[2].class, REUSE_NONE);
	struct reuse_text hn = text_of(&given, &loaded, "湖南"); /* by its region */
	assert_int_equal(hn.voices[0].class, REUSE_NONE);
	assert_int_equal(hn.voices[1].class, REUSE_SIBLING);
	assert_int_equal(hn.voices[2].class, REUSE_ABOVE);
	assert_true(hn.voices[2].share > 0.8 && hn.voices[2].share < 1);
	assert_int_equal(hn.voices[1].source, hn.voices[1].parent);

	struct sentence_holders *holders;
	size_t index;
	must(&given, reuse_board_find(&given.board, &loaded, SLICE("c"), &index, &given.error));
	struct reuse_text centre = text_of(&given, &loaded, "c");
	must(&given, reuse_holders(&given.board, &loaded, index, &centre, &holders, &given.error));
	assert_int_equal(holders[0].count, 2);
	assert_int_equal(holders[1].count, 0);
	given_end(&given);
}

static void the_order_of_adding_does_not_matter(void **state)
{
	(void)state;
	struct given given;
	struct reuse_board loaded;
	struct reuse_report report;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(&given, "a.csv",
		   "id,region,date,text\nhn,湖南,2026-03-28,\"" SISTER "。" CENTRAL "。\"\n");
	given_file(&given, "b.csv", "id,region,date,text\nc,中央,2025-03-05,\"" CENTRAL "。\"\n");
	given_add(&given, "a.csv");
	compare(&given, REUSE_MODE_NEW, &report);
	assert_int_equal(text_of(&given, &loaded, "hn").voices[1].class, REUSE_NONE);
	given_add(&given, "b.csv");
	struct reuse_text before = text_of(&given, &loaded, "hn");
	assert_int_equal(before.voices[1].class, REUSE_NONE);
	assert_int_equal(loaded.missing, 1);
	compare(&given, REUSE_MODE_NEW, &report);
	assert_int_equal(text_of(&given, &loaded, "hn").voices[1].class, REUSE_ABOVE);
	compare(&given, REUSE_MODE_NEW, &report); /* nothing is left to do */
	assert_int_equal(report.documents, 0);
	/* a new edition without the text takes it back */
	given_file(&given, "b.csv",
		   "id,region,date,text\nc,中央,2025-03-05,\"各地要公布粮食储备的轮换周期。\"\n");
	given_add(&given, "b.csv");
	compare(&given, REUSE_MODE_NEW, &report);
	assert_int_equal(text_of(&given, &loaded, "hn").voices[1].class, REUSE_NONE);
	given_end(&given);
}

static void sentences_of_several_documents_make_a_cluster(void **state)
{
	(void)state;
	struct given given;
	struct reuse_board loaded;
	struct reuse_report report;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(&given, "t.csv", table);
	given_add(&given, "t.csv");
	compare(&given, REUSE_MODE_ALL, &report);
	must(&given, reuse_board_load(&given.board, &loaded, &given.error));
	struct reuse_text texts[3];
	for (size_t i = 0; i < 3; i++)
		must(&given, reuse_text_load(&given.board, &loaded, i, &texts[i], &given.error));
	struct sentence_cluster *clusters;
	size_t count;
	must(&given, reuse_clusters(&given.board, &loaded, texts, &clusters, &count, &given.error));
	assert_int_equal(count, 2);
	assert_int_equal(clusters[0].documents, 3);
	assert_slice(loaded.known[clusters[0].members[0].document].id, "c");
	assert_int_equal(clusters[1].documents, 2);
	assert_slice(loaded.known[clusters[1].members[1].document].id, "hn");
	given_end(&given);
}

static uint32_t level(struct given *given, const char *column, const char *region)
{
	struct country_names countries = country_names_make(&given->arena);
	struct document_metadata metadata = {.level = slice_from(column),
					     .region = slice_from(region)};
	metadata.region_id = gazetteer_find(&given->board.gazetteer, metadata.region);
	return level_of_document(&given->board, &countries, &metadata);
}

static void levels_come_from_column_gazetteer_or_name(void **state)
{
	(void)state;
	struct given given;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 1);
	assert_int_equal(level(&given, "City", "贵州"), 3);
	assert_int_equal(level(&given, "", "贵州"), 2);
	assert_int_equal(level(&given, "", "中央"), 1);
	assert_int_equal(level(&given, "", "United Kingdom"), 1);
	assert_int_equal(level(&given, "", "united kingdom"), 1);
	assert_int_equal(level(&given, "", "日本"), 1);
	assert_int_equal(level(&given, "", "Scotland"), 0);
	assert_int_equal(level(&given, "", ""), 0);
	given_end(&given);
}

static void the_same_report_twice_is_said(void **state)
{
	(void)state;
	struct given given;
	struct reuse_report report;
	struct answer answer;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(&given, "t.csv", table);
	given_add(&given, "t.csv");
	compare(&given, REUSE_MODE_NEW, &report);
	answer_init(&answer, given.board.arena, "add");
	must(&given, twins_warn(&given.board, &answer, &given.error));
	assert_int_equal(answer.problem_count, 0); /* they share less than nine tenths */
	given_file(&given, "again.csv",
		   "id,region,date,text\n"
		   "gz-copy,贵州,2026-01-27,\"" CENTRAL "。" SISTER
		   "。我省的山地马拉松要办成一百场，由村民自己当裁判。\"\n");
	given_add(&given, "again.csv");
	compare(&given, REUSE_MODE_NEW, &report);
	must(&given, twins_warn(&given.board, &answer, &given.error));
	assert_int_equal(answer.problem_count, 1);
	assert_slice(answer.problems[0].place, "gz-copy");
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_sentence_knows_whose_it_is),
		cmocka_unit_test(the_order_of_adding_does_not_matter),
		cmocka_unit_test(sentences_of_several_documents_make_a_cluster),
		cmocka_unit_test(levels_come_from_column_gazetteer_or_name),
		cmocka_unit_test(the_same_report_twice_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
