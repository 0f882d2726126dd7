/* The ledger of targets of a board: years by words, whose a figure is, and who stands where. */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include "given.h"

#include <math.h>

#include "base/number.h"
#include "study/ledger.h"

/* Our own words. Mengjiang's compute: the region's 220 of last year, a city's 54, 30 to come. */
static const char table[] =
	"id,region,date,text\n"
	"nm,内蒙古,2026,\"一、2025年工作回顾\n"
	"全区算力规模达到22万P，风电装机突破1亿千瓦。呼和浩特市算力达到5.4万P，居首。\n"
	"二、2026年重点工作\n"
	"今年新增智能算力3万P。“十五五”末，算力规模力争达到50万P。粮食产量增长2%。\"\n"
	"bj,北京,2026,\"一、2025年工作回顾\n北京市算力达到4万P，全市绿地新增100公顷。\n"
	"二、2026年重点工作\n到2027年，新增智能算力7万P以上。\"\n"
	"gs,甘肃,2026,\"一、2025年工作回顾\n庆阳集群建设加快，算力规模达到11.4万P。\"\n";

static void start(struct given *given)
{
	given_start(given);
	given_board(given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(given, "t.csv", table);
	assert_int_equal(given_add(given, "t.csv").added, 3);
}

static void load(struct given *given, const struct ledger_filter *filter, struct ledger *ledger)
{
	const struct passage_filter all = {0};
	must(given, ledger_load(&given->board, &all, filter, ledger, &given->error));
}

static const struct ledger_row *row_with(const struct ledger *ledger, const char *written)
{
	for (size_t i = 0; i < ledger->count; i++)
		if (slice_find(ledger->rows[i].written, slice_from(written), 0) != SIZE_MAX)
			return &ledger->rows[i];
	fail_msg("no row %s", written);
	return NULL;
}

static void a_year_may_be_said_by_a_word(void **state)
{
	(void)state;
	struct given given;
	struct ledger ledger;
	start(&given);
	load(&given, &(struct ledger_filter){.unit = SLICE("eflops")}, &ledger);
	assert_int_equal(row_with(&ledger, "3万P")->year, 2026);
	assert_int_equal(row_with(&ledger, "3万P")->year_rule, YEAR_DATE);
	assert_int_equal(row_with(&ledger, "50万P")->year, 2030);
	assert_int_equal(row_with(&ledger, "50万P")->year_rule, YEAR_PLAN_END);
	assert_int_equal(row_with(&ledger, "7万P")->year, 2027);
	assert_int_equal(row_with(&ledger, "7万P")->year_rule, YEAR_DIGITS);
	assert_int_equal(row_with(&ledger, "22万P")->year_rule, YEAR_UNSAID);
	given_end(&given);
}

static void a_city_that_is_the_region_is_no_city_in_it(void **state)
{
	(void)state;
	struct given given;
	struct ledger ledger;
	start(&given);
	load(&given, &(struct ledger_filter){0}, &ledger);
	assert_int_equal(row_with(&ledger, "5.4万P")->scope, SCOPE_CITY);
	assert_int_equal(row_with(&ledger, "到4万P")->scope, SCOPE_OWN);
	assert_int_equal(row_with(&ledger, "到4万P")->target.scope, SCOPE_CITY);
	assert_int_equal(row_with(&ledger, "11.4万P")->scope, SCOPE_CLUSTER);
	given_end(&given);
}

static void rows_are_chosen_by_what_they_are(void **state)
{
	(void)state;
	struct given given;
	struct ledger all, some;
	start(&given);
	load(&given, &(struct ledger_filter){0}, &all);
	assert_int_equal(all.count, 10);
	load(&given, &(struct ledger_filter){.bases = 1U << BASIS_INCREMENT}, &some);
	assert_int_equal(some.count, 4); /* 3万P, 2%, 100公顷, 7万P */
	load(&given, &(struct ledger_filter){.kinds = 1U << TARGET_GROWTH}, &some);
	assert_int_equal(some.count, 1);
	load(&given, &(struct ledger_filter){.scopes = 1U << SCOPE_CITY}, &some);
	assert_int_equal(some.count, 1);
	load(&given, &(struct ledger_filter){.quantity = SLICE("风电")}, &some);
	assert_int_equal(some.count, 1);
	load(&given, &(struct ledger_filter){.year = 2027}, &some);
	assert_int_equal(some.count, 1);
	given_end(&given);
}

static void what_a_city_has_and_what_is_added_is_no_level(void **state)
{
	(void)state;
	struct given given;
	struct ledger ledger;
	struct ledger_standing *at;
	size_t count;
	start(&given);
	load(&given, &(struct ledger_filter){0}, &ledger);
	ledger_stand(&given.arena, &ledger, SLICE("EFLOPS"), &at, &count);
	assert_int_equal(count, 3);
	assert_true(fabs(at[0].standing->target.amount.value - 220) < 1e-9); /* not 54 beside it */
	assert_true(fabs(at[0].planned->target.amount.value - 500) < 1e-9);
	assert_true(fabs(at[0].increment->target.amount.value - 30) < 1e-9);
	assert_int_equal(at[0].others, 1);
	assert_true(fabs(at[1].standing->target.amount.value - 114) < 1e-9);
	assert_int_equal(at[1].standing->scope, SCOPE_CLUSTER);
	assert_true(fabs(at[2].standing->target.amount.value - 40) < 1e-9); /* not 70 to come */
	assert_null(at[2].planned);
	assert_true(fabs(at[2].increment->target.amount.value - 70) < 1e-9);
	given_end(&given);
}

/* ---- against figures that a person wrote down ---- */

struct fact {
	struct slice region, status;
	double eflops;
};

static size_t read_facts(struct given *given, const char *path, struct fact *facts, size_t most)
{
	bool found;
	struct slice text, line;
	must(given, scheme_file_read(&given->arena, path, false, &found, &text, &given->error));
	size_t count = 0;
	slice_cut(&text, '\n', &line);
	while (count < most && slice_cut(&text, '\n', &line)) {
		struct slice field[8];
		if (line.length == 0)
			continue;
		for (size_t i = 0; i < 8; i++)
			assert_true(slice_cut(&line, '\t', &field[i]));
		facts[count] = (struct fact){.region = field[0], .status = field[3]};
		assert_true(number_read_real(field[7], &facts[count++].eflops));
	}
	return count;
}

static void standing_levels_of_the_reports_are_those_that_were_written_down(void **state)
{
	(void)state;
	struct given given;
	struct fact facts[64];
	if (access(shared_root(), R_OK) != 0) {
		print_message("no shared corpora at %s\n", shared_root());
		skip();
	}
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 1);
	size_t fact_count = read_facts(
		&given, arena_printf(&given.arena, "%s/facts/compute-eflops.tsv", shared_root()),
		facts, sizeof facts / sizeof *facts);
	const char *reports = arena_printf(&given.arena, "%s/corpora/cn-prov-gwr-2026/metadata.tsv",
					   shared_root());
	struct add_report report;
	struct source_options options = {.encoding = SLICE("")};
	must(&given, study_add(&given.board, &reports, 1, &options, &report, &given.error));
	struct ledger ledger;
	struct ledger_standing *at;
	size_t count, standing = 0;
	load(&given, &(struct ledger_filter){.unit = SLICE("EFLOPS")}, &ledger);
	ledger_stand(&given.arena, &ledger, SLICE("EFLOPS"), &at, &count);
	for (size_t i = 0; i < count; i++) {
		if (at[i].standing == NULL)
			continue;
		standing++;
		bool known = false;
		struct slice region = gazetteer_region(&given.board.gazetteer, at[i].region)->name;
		for (size_t f = 0; f < fact_count; f++)
			known |= slice_equal(facts[f].region, region) &&
				 slice_is(facts[f].status, "standing") &&
				 fabs(facts[f].eflops - at[i].standing->target.amount.value) < 1e-9;
		if (!known)
			fail_msg("%.*s stands at %g", (int)region.length, region.at,
				 at[i].standing->target.amount.value);
	}
	assert_int_equal(standing, 8); /* the other three are in no report */
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_year_may_be_said_by_a_word),
		cmocka_unit_test(a_city_that_is_the_region_is_no_city_in_it),
		cmocka_unit_test(rows_are_chosen_by_what_they_are),
		cmocka_unit_test(what_a_city_has_and_what_is_added_is_no_level),
		cmocka_unit_test(standing_levels_of_the_reports_are_those_that_were_written_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
