#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include "given.h"

#include "measure/measure.h"
#include "study/named.h"

static const char table[] =
	"id,region,date,text\n"
	"gz,贵州,2026,\"一、2025年工作回顾\n去年算力规模达到一百个单位，人工智能企业增多。\n"
	"二、2026年重点工作\n今年要加快建设算力中心，发展人工智能。算力算力，都要加快算力建设。短句"
	"。\n"
	"今年要发展低空经济，建设无人机产业园。\"\n"
	"hn,湖南,2026,"
	"\"二、2026年重点工作\n今年要发展低空经济，建设数据中心集群。要办好教育和文化事业。\"\n";

static void load(struct given *given, const char *by, const char *region, unsigned orientations,
		 struct coded_corpus *corpus)
{
	struct board_query query = {
		.by = slice_from(by), .region = slice_from(region), .orientations = orientations};
	must(given, coded_corpus_load(&given->board, &query, corpus, &given->error));
}

static void start(struct given *given)
{
	given_start(given);
	given_board(given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(given, "t.csv", table);
	assert_int_equal(given_add(given, "t.csv").added, 2);
}

static size_t column_named(const struct coded_corpus *corpus, const char *name)
{
	for (size_t c = 0; c < corpus->column_count; c++)
		if (slice_is(corpus->columns[c].name, name))
			return c;
	fail_msg("no column %s", name);
	return 0;
}

static void only_what_the_frame_admits_is_loaded(void **state)
{
	(void)state;
	struct given given;
	struct coded_corpus plan, all;
	start(&given);
	load(&given, "field", "", 1U << ORIENTATION_PLAN, &plan);
	load(&given, "field", "", 0, &all);
	assert_true(plan.passage_count > 0 && plan.passage_count < all.passage_count);
	for (size_t p = 0; p < plan.passage_count; p++) {
		assert_int_equal(plan.passages[p].orientation, ORIENTATION_PLAN);
		assert_true(plan.passages[p].characters >= FRAME_MIN_CHARACTERS);
	}
	given_end(&given);
}

static void a_passage_counts_once_for_a_code_with_all_its_hits_beside(void **state)
{
	(void)state;
	struct given given;
	struct coded_corpus corpus;
	start(&given);
	load(&given, "field", "", 1U << ORIENTATION_PLAN, &corpus);
	uint32_t computing = (uint32_t)column_named(&corpus, "field.computing_power"), most = 0;
	for (size_t p = 0; p < corpus.passage_count; p++) {
		const struct coded_passage *passage = &corpus.passages[p];
		for (uint32_t i = passage->code_start; i < passage->code_end; i++) {
			assert_true(i == passage->code_start ||
				    corpus.codes[i - 1] < corpus.codes[i]);
			if (corpus.codes[i] == computing && corpus.hits[i] > most)
				most = corpus.hits[i];
		}
	}
	assert_int_equal(most, 3);
	given_end(&given);
}

/* The figure and its sentences agree for every cell: the promise of the board. */
static void evidence_of_a_cell_is_what_the_cell_counts(void **state)
{
	(void)state;
	struct given given;
	struct coded_corpus corpus;
	struct measure_result result;
	size_t *starts;
	int64_t *ids;
	start(&given);
	load(&given, "leaves", "", 1U << ORIENTATION_PLAN, &corpus);
	coded_evidence(&given.arena, &corpus, &starts, &ids);
	const struct measure *measure = measure_find(SLICE("attention"));
	must(&given, measure->function(&given.job, &given.arena, &corpus, &measure_defaults,
				       &result, &given.error));
	size_t cells_with_hits = 0;
	for (size_t r = 0; r < corpus.region_count; r++)
		for (size_t c = 0; c < corpus.column_count; c++) {
			size_t cell = r * corpus.column_count + c;
			uint32_t n = result.findings[cell].n, code = corpus.columns[c].id.value;
			assert_int_equal(starts[cell + 1] - starts[cell], n);
			if (n == 0)
				continue;
			cells_with_hits++;
			struct passage_filter filter = {.regions = &corpus.regions[r].id.value,
							.region_count = 1,
							.codes = &code,
							.code_count = 1,
							.orientations = 1U << ORIENTATION_PLAN};
			struct evidence evidence;
			must(&given, evidence_load(&given.board, &filter, FRAME_MIN_CHARACTERS, 0,
						   &evidence, &given.error));
			assert_int_equal(evidence.total, n);
			for (size_t i = 0; i < n; i++)
				assert_int_equal(evidence.items[i].passage.id,
						 ids[starts[cell] + i]);
		}
	assert_true(cells_with_hits >= 4);
	given_end(&given);
}

static void a_filter_never_changes_the_base(void **state)
{
	(void)state;
	struct given given;
	struct coded_corpus whole, part;
	start(&given);
	load(&given, "field", "", 1U << ORIENTATION_PLAN, &whole);
	load(&given, "field.low_altitude", "湖南", 1U << ORIENTATION_PLAN, &part);
	assert_int_equal(part.passage_count, whole.passage_count);
	assert_int_equal(part.column_count, whole.column_count);
	assert_true(part.columns[0].asked);
	assert_slice(part.columns[0].name, "field.low_altitude");
	for (size_t c = 1; c < part.column_count; c++)
		assert_false(part.columns[c].asked);
	size_t asked = 0;
	for (size_t r = 0; r < part.region_count; r++)
		asked += part.regions[r].asked;
	assert_int_equal(asked, 1);
	given_end(&given);
}

static void a_branch_column_takes_in_all_codes_below_it(void **state)
{
	(void)state;
	struct given given;
	struct coded_corpus axes;
	start(&given);
	load(&given, "axes", "", 1U << ORIENTATION_PLAN, &axes);
	size_t field = column_named(&axes, "field"), passages = 0;
	for (size_t p = 0; p < axes.passage_count; p++)
		for (uint32_t i = axes.passages[p].code_start; i < axes.passages[p].code_end; i++)
			passages += axes.codes[i] == field;
	assert_int_equal(passages, 4);
	given_end(&given);
}

static void absence_has_a_state(void **state)
{
	(void)state;
	struct given given;
	struct coded_corpus corpus;
	start(&given);
	must(&given, store_begin(given.board.store, &given.error));
	must(&given,
	     store_document_mark_partial(given.board.store, SLICE("hn"), true, &given.error));
	must(&given, store_commit(given.board.store, &given.error));
	load(&given, "field", "", 0, &corpus);
	for (size_t r = 0; r < corpus.region_count; r++) {
		const struct coded_region *region = &corpus.regions[r];
		enum coverage wanted = slice_is(region->name, "贵州")	? COVERAGE_READ
				       : slice_is(region->name, "湖南") ? COVERAGE_PARTIAL
									: COVERAGE_NO_DOCUMENT;
		assert_int_equal(region->coverage, wanted);
	}
	given_end(&given);
}

static void codes_are_known_by_their_headings(void **state)
{
	(void)state;
	struct given given;
	struct code_id id;
	start(&given);
	must(&given, code_named(&given.board, SLICE("field.ai"), &id, &given.error));
	struct code_id ai = id;
	const struct code *code = codebook_code(&given.board.codebook, ai);
	must(&given, code_named(&given.board, code->label_zh, &id, &given.error));
	assert_int_equal(id.value, ai.value);
	must(&given, code_named(&given.board, SLICE("LOW-ALTITUDE ECONOMY"), &id, &given.error));
	assert_slice(codebook_code(&given.board.codebook, id)->name, "field.low_altitude");
	/* Heads a field and an element: both are told, neither is taken. */
	assert_int_equal(code_named(&given.board, SLICE("算力"), &id, &given.error), STATUS_USAGE);
	assert_non_null(strstr(given.error.text, "field.computing_power"));
	assert_non_null(strstr(given.error.text, "element.computing"));
	assert_int_equal(code_named(&given.board, SLICE("低空经挤"), &id, &given.error),
			 STATUS_USAGE);
	assert_non_null(strstr(given.error.text, "did you mean field.low_altitude?"));
	assert_int_equal(code_named(&given.board, SLICE("lever.zzzzzzzz"), &id, &given.error),
			 STATUS_USAGE);
	assert_non_null(strstr(given.error.text, "below lever are lever."));
	assert_null(strstr(given.error.text, "governance."));
	assert_int_equal(code_named(&given.board, SLICE(""), &id, &given.error), STATUS_USAGE);
	given_end(&given);
}

static void regions_and_tiers_that_are_not_known_get_the_nearest(void **state)
{
	(void)state;
	struct given given;
	struct region_id id;
	uint32_t *ids;
	size_t count;
	start(&given);
	assert_int_equal(region_named(&given.board, SLICE("湖难"), &id, &given.error),
			 STATUS_USAGE);
	assert_non_null(strstr(given.error.text, "is unknown; did you mean 湖北, 湖南?"));
	assert_int_equal(region_named(&given.board, SLICE("长三角"), &id, &given.error),
			 STATUS_USAGE);
	assert_non_null(strstr(given.error.text, "several regions: say which of 上海,江苏,浙江"));
	assert_int_equal(region_named(&given.board, SLICE("qqqqqq"), &id, &given.error),
			 STATUS_USAGE);
	assert_non_null(strstr(given.error.text, "qipan regions show"));
	must(&given, sides_choose(&given.board, SLICE("西部"), &ids, &count, &given.error));
	assert_int_equal(count, 12);
	struct board_query query = {.tier = SLICE("东北, west")};
	must(&given, regions_choose(&given.board, &query, &ids, &count, &given.error));
	assert_int_equal(count, 15);
	assert_int_equal(tier_check(&given.board, SLICE("wset"), &given.error), STATUS_USAGE);
	assert_non_null(strstr(given.error.text, "did you mean west?"));
	assert_int_equal(tier_check(&given.board, SLICE("南部地区"), &given.error), STATUS_USAGE);
	assert_non_null(strstr(given.error.text, "the gazetteer has east"));
	given_end(&given);
}

static void wrong_names_are_refused_with_what_there_is(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	struct coded_column *columns;
	size_t count;
	assert_int_equal(
		columns_choose(&given.board, SLICE("nothing"), &columns, &count, &given.error),
		STATUS_USAGE);
	assert_non_null(strstr(given.error.text, "governance"));
	assert_int_equal(columns_choose(&given.board, SLICE("computing_power"), &columns, &count,
					&given.error),
			 STATUS_USAGE);
	assert_non_null(strstr(given.error.text, "field.computing_power"));
	assert_int_equal(columns_choose(&given.board, SLICE("element,lever"), &columns, &count,
					&given.error),
			 STATUS_OK);
	assert_int_equal(columns_choose(&given.board, SLICE("axes,field.ai"), &columns, &count,
					&given.error),
			 STATUS_USAGE);
	unsigned orientations;
	assert_int_equal(orientations_parse(SLICE("soon"), &orientations, &given.error),
			 STATUS_USAGE);
	must(&given, orientations_parse(SLICE("plan, review"), &orientations, &given.error));
	assert_int_equal(orientations, 1U << ORIENTATION_PLAN | 1U << ORIENTATION_REVIEW);
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_the_frame_admits_is_loaded),
		cmocka_unit_test(a_passage_counts_once_for_a_code_with_all_its_hits_beside),
		cmocka_unit_test(evidence_of_a_cell_is_what_the_cell_counts),
		cmocka_unit_test(a_filter_never_changes_the_base),
		cmocka_unit_test(a_branch_column_takes_in_all_codes_below_it),
		cmocka_unit_test(absence_has_a_state),
		cmocka_unit_test(codes_are_known_by_their_headings),
		cmocka_unit_test(regions_and_tiers_that_are_not_known_get_the_nearest),
		cmocka_unit_test(wrong_names_are_refused_with_what_there_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
