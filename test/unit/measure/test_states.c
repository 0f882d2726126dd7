/* Absence has a state; options that cannot be are refused. */
#include "check.h"

#include "base/limits.h"
#include "measure/formula.h"
#include "unit/measure/typed.h"

static struct measure_result take(struct arena *arena, const struct typed *typed, const char *name)
{
	struct measure_options options = measure_defaults;
	options.draws = 100;
	return typed_measure(arena, typed, name, &options, 1);
}

static const char *const cell_measures[] = {"attention",
					    "per_10000",
					    "focus_attention",
					    "location_quotient",
					    "log_location_quotient",
					    "log_odds",
					    "log_odds_ratio"};
enum { CELL_MEASURES = sizeof cell_measures / sizeof cell_measures[0] };

/* Regions: read with hits, no document, read but nothing admitted, partial, zero, few. */
static void states_of_every_measure(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 10, 100);
	typed_region(&typed, 2, COVERAGE_NO_DOCUMENT);
	typed_region(&typed, 3, COVERAGE_READ);
	typed_simple(&typed, 4, 10, 100);
	typed.corpus.regions[3].coverage = COVERAGE_PARTIAL;
	typed_simple(&typed, 5, 0, 100);
	typed_simple(&typed, 6, 4, 100);
	const enum finding_state wanted[] = {FINDING_VALUE,	FINDING_NO_DOCUMENT,
					     FINDING_UNDEFINED, FINDING_PARTIAL,
					     FINDING_ZERO,	FINDING_FEW};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < CELL_MEASURES; i++) {
		struct measure_result result = take(&arena, &typed, cell_measures[i]);
		for (size_t region = 0; region < 6; region++) {
			const struct finding *finding = typed_finding(&result, region, 0);
			assert_int_equal(finding->state, wanted[region]);
			bool absent = region == 1 || region == 2;
			assert_true(isnan(finding->value) == absent);
			if (absent)
				assert_true(isnan(finding->low) && isnan(finding->high) &&
					    !finding->interval_is_wilson);
		}
		assert_int_equal(typed_finding(&result, 4, 0)->n, 0);
	}
	struct measure_result density = take(&arena, &typed, "density");
	for (size_t region = 0; region < 6; region++) {
		const struct finding *finding = typed_finding(&density, region, 0);
		assert_int_equal(finding->state, wanted[region]);
		assert_true(isnan(finding->value) == (region == 1 || region == 2));
	}
	arena_release(&arena);
	typed_release(&typed);
}

static void states_of_a_column(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	struct arena arena;
	arena_init(&arena);
	const char *const names[] = {"breadth", "effective_regions"};
	const enum finding_state wanted[][2] = {
		{FINDING_NO_DOCUMENT, FINDING_NO_DOCUMENT}, /* region 1 without a document */
		{FINDING_UNDEFINED, FINDING_UNDEFINED},	    /* region 2 read, nothing admitted */
		{FINDING_ZERO, FINDING_UNDEFINED},	    /* region 3 silent */
		{FINDING_FEW, FINDING_FEW},		    /* region 4 with two sentences */
		{FINDING_VALUE, FINDING_VALUE},		    /* region 5 with eight */
		{FINDING_VALUE, FINDING_PARTIAL},	    /* region 6 partial, naming it */
		{FINDING_PARTIAL, FINDING_PARTIAL},	    /* region 7 partial, silent */
	};
	for (uint32_t step = 0; step < 7; step++) {
		static const uint32_t with[] = {0, 0, 0, 2, 8, 1, 0};
		if (step < 2)
			typed_region(&typed, step + 1,
				     step == 0 ? COVERAGE_NO_DOCUMENT : COVERAGE_READ);
		else
			typed_simple(&typed, step + 1, with[step], 20);
		if (step >= 5)
			typed.corpus.regions[step].coverage = COVERAGE_PARTIAL;
		for (size_t i = 0; i < 2; i++) {
			struct measure_result result = take(&arena, &typed, names[i]);
			const struct finding *finding = typed_finding(&result, 0, 0);
			assert_int_equal(finding->state, wanted[step][i]);
			assert_true(isnan(finding->value) != finding_has_value(finding->state));
		}
	}
	arena_release(&arena);
	typed_release(&typed);
}

static void zero_has_a_wilson_interval_above_it(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 0, 10);
	typed_simple(&typed, 2, 10, 20);
	struct arena arena;
	arena_init(&arena);
	struct measure_result result = take(&arena, &typed, "attention");
	const struct finding *zero = typed_finding(&result, 0, 0);
	assert_true(zero->value == 0 && zero->low == 0 && zero->interval_is_wilson);
	assert_near(zero->high, 0.277533, 1e-6);
	result = take(&arena, &typed, "location_quotient");
	zero = typed_finding(&result, 0, 0);
	assert_true(zero->value == 0 && zero->low == 0);
	assert_near(zero->high, 0.277533 * 3, 1e-5); /* base 10 of 30 */
	result = take(&arena, &typed, "per_10000");
	zero = typed_finding(&result, 0, 0);
	assert_near(zero->high, 1e4 * 2.77533 / 300, 1e-3); /* as if one hit a passage */
	arena_release(&arena);
	typed_release(&typed);
}

/* A code that all, or all but few, passages hold would get a bootstrap interval without width. */
static void nearly_all_gets_wilson(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 20, 20);
	typed_simple(&typed, 2, 6, 20);
	struct arena arena;
	arena_init(&arena);
	struct measure_result result = take(&arena, &typed, "attention");
	const struct finding *all = typed_finding(&result, 0, 0);
	assert_true(all->interval_is_wilson && all->state == FINDING_VALUE);
	assert_true(all->value == 1 && all->high == 1 && all->low < 0.9);
	assert_false(typed_finding(&result, 1, 0)->interval_is_wilson);
	arena_release(&arena);
	typed_release(&typed);
}

static void fewer_than_five_paragraphs_get_wilson(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	for (uint32_t paragraphs = 4; paragraphs <= 5; paragraphs++) {
		typed_region(&typed, paragraphs, COVERAGE_READ);
		for (uint32_t i = 0; i < 40; i++) {
			if (i < paragraphs)
				typed_passage(&typed);
			else
				typed_passage_on(&typed);
			if (i % 4 == 0)
				typed_code(&typed, 0, 1);
		}
	}
	struct arena arena;
	arena_init(&arena);
	struct measure_result result = take(&arena, &typed, "attention");
	assert_true(typed_finding(&result, 0, 0)->interval_is_wilson);
	assert_false(typed_finding(&result, 1, 0)->interval_is_wilson);
	arena_release(&arena);
	typed_release(&typed);
}

/* Nobody names the code, or there is nobody to compare with: no quotient, no odds. */
static void comparisons_without_a_base_are_undefined(void **state)
{
	(void)state;
	struct typed nobody, alone;
	typed_init(&nobody, 1);
	typed_simple(&nobody, 1, 0, 100);
	typed_simple(&nobody, 2, 0, 50);
	typed_init(&alone, 1);
	typed_simple(&alone, 1, 10, 100);
	typed_region(&alone, 2, COVERAGE_NO_DOCUMENT);
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 3; i < CELL_MEASURES; i++) {
		struct measure_result result = take(&arena, &nobody, cell_measures[i]);
		assert_int_equal(typed_finding(&result, 0, 0)->state, FINDING_UNDEFINED);
	}
	for (size_t i = 5; i < CELL_MEASURES; i++) {
		struct measure_result result = take(&arena, &alone, cell_measures[i]);
		assert_int_equal(typed_finding(&result, 0, 0)->state, FINDING_UNDEFINED);
	}
	struct measure_options options = measure_defaults;
	options.leave_one_out = true;
	for (size_t i = 3; i < 5; i++) {
		struct measure_result result =
			typed_measure(&arena, &alone, cell_measures[i], &options, 1);
		assert_int_equal(typed_finding(&result, 0, 0)->state, FINDING_UNDEFINED);
		/* Also where the region is larger than all others together. */
		result = typed_measure(&arena, &nobody, cell_measures[i], &options, 1);
		assert_int_equal(typed_finding(&result, 0, 0)->state, FINDING_UNDEFINED);
	}
	struct measure_result zero = take(&arena, &nobody, "attention");
	assert_int_equal(typed_finding(&zero, 0, 0)->state, FINDING_ZERO);
	arena_release(&arena);
	typed_release(&nobody);
	typed_release(&alone);
}

/* 1 sentence in 3,000 elsewhere leads one to expect 0.1 in 300: silence is no emphasis, though the
 * formula with its added half would give +1.2. */
static void log_quotient_does_not_praise_silence(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 0, 300);
	typed_simple(&typed, 2, 1, 2700);
	struct arena arena;
	arena_init(&arena);
	struct measure_result result = take(&arena, &typed, "log_location_quotient");
	assert_int_equal(typed_finding(&result, 0, 0)->state, FINDING_UNDEFINED);
	result = take(&arena, &typed, "location_quotient");
	assert_int_equal(typed_finding(&result, 0, 0)->state, FINDING_ZERO);
	arena_release(&arena);
	typed_release(&typed);
}

static void odds_of_a_code_in_every_sentence_are_undefined(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 10, 10);
	typed_simple(&typed, 2, 20, 20);
	struct arena arena;
	arena_init(&arena);
	struct measure_result result = take(&arena, &typed, "log_odds_ratio");
	assert_int_equal(typed_finding(&result, 0, 0)->state, FINDING_UNDEFINED);
	arena_release(&arena);
	typed_release(&typed);
}

static void empty_corpora_give_empty_results(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	for (size_t regions = 0; regions < 2; regions++)
		for (size_t columns = 0; columns < 2; columns++) {
			struct typed typed;
			typed_init(&typed, columns);
			if (regions > 0)
				typed_region(&typed, 1, COVERAGE_READ);
			for (size_t i = 0; i < measure_count; i++) {
				struct measure_result result =
					take(&arena, &typed, measures[i].name);
				assert_int_equal(result.region_count,
						 measures[i].per_column_only ? 1 : regions);
				assert_int_equal(result.column_count,
						 measures[i].per_region_only ? 1 : columns);
			}
			typed_release(&typed);
		}
	arena_release(&arena);
}

static enum status try_options(const struct coded_corpus *corpus,
			       const struct measure_options *options, struct error *error)
{
	enum status first = STATUS_OK;
	for (size_t i = 0; i < measure_count; i++) {
		struct job job;
		job_init(&job, 1);
		struct arena arena;
		arena_init(&arena);
		struct measure_result result;
		enum status status =
			measures[i].function(&job, &arena, corpus, options, &result, error);
		arena_release(&arena);
		if (i > 0)
			assert_int_equal(status, first);
		first = status;
	}
	return first;
}

static void options_out_of_range_are_refused_by_every_measure(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 10, 100);
	struct error error;
	const double confidences[] = {0, 1, -1, NAN}, priors[] = {0, -1, NAN, INFINITY};
	for (size_t i = 0; i < 4; i++) {
		struct measure_options options = measure_defaults;
		options.confidence = confidences[i];
		assert_int_equal(try_options(&typed.corpus, &options, &error), STATUS_USAGE);
		assert_non_null(strstr(error.text, "confidence"));
		options = measure_defaults;
		options.prior = priors[i];
		assert_int_equal(try_options(&typed.corpus, &options, &error), STATUS_USAGE);
		assert_non_null(strstr(error.text, "prior"));
	}
	struct measure_options options = measure_defaults;
	options.draws = LIMIT_BOOTSTRAP_DRAWS + 1;
	assert_int_equal(try_options(&typed.corpus, &options, &error), STATUS_LIMIT);
	assert_non_null(strstr(error.text, "BOOTSTRAP_DRAWS"));
	typed_release(&typed);
}

static void too_many_cells_are_refused(void **state)
{
	(void)state;
	struct coded_corpus corpus = {.region_count = 1001,
				      .column_count = LIMIT_MEASURE_CELLS / 1000};
	struct error error;
	assert_int_equal(measure_check(&corpus, &measure_defaults, &error), STATUS_LIMIT);
	assert_non_null(strstr(error.text, "MEASURE_CELLS"));
	corpus.region_count = 1000;
	assert_int_equal(measure_check(&corpus, &measure_defaults, &error), STATUS_OK);
}

static void no_draws_leave_only_wilson_intervals(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 10, 100);
	typed_simple(&typed, 2, 2, 100);
	struct measure_options options = measure_defaults;
	options.draws = 0;
	struct arena arena;
	arena_init(&arena);
	struct measure_result result = typed_measure(&arena, &typed, "attention", &options, 1);
	assert_true(isnan(typed_finding(&result, 0, 0)->low));
	assert_near(typed_finding(&result, 0, 0)->value, 0.1, 1e-15);
	assert_true(typed_finding(&result, 1, 0)->low > 0);
	arena_release(&arena);
	typed_release(&typed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(states_of_every_measure),
		cmocka_unit_test(states_of_a_column),
		cmocka_unit_test(zero_has_a_wilson_interval_above_it),
		cmocka_unit_test(nearly_all_gets_wilson),
		cmocka_unit_test(fewer_than_five_paragraphs_get_wilson),
		cmocka_unit_test(comparisons_without_a_base_are_undefined),
		cmocka_unit_test(log_quotient_does_not_praise_silence),
		cmocka_unit_test(odds_of_a_code_in_every_sentence_are_undefined),
		cmocka_unit_test(empty_corpora_give_empty_results),
		cmocka_unit_test(options_out_of_range_are_refused_by_every_measure),
		cmocka_unit_test(too_many_cells_are_refused),
		cmocka_unit_test(no_draws_leave_only_wilson_intervals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
