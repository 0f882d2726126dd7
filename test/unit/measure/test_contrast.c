/* Two sides compared: a published interval, means over regions by hand, groups, and what must hold
 * anyway. */
#include "check.h"

#include "measure/contrast.h"
#include "measure/group.h"
#include "unit/measure/typed.h"

static const double near = 1e-6;

/* Newcombe 1998, table II, first contrast: 56/70 against 48/80, method 10. */
static void newcombe_as_published(void **state)
{
	(void)state;
	struct interval of = contrast_newcombe(56, 70, 48, 80, 0.95);
	assert_near(of.low, 0.0524, 5e-5);
	assert_near(of.high, 0.3339, 5e-5);
}

static struct contrast compare(struct arena *study, const struct typed *typed, const uint32_t *side,
			       uint32_t draws, unsigned threads)
{
	struct job job;
	struct error error = {.text = ""};
	struct contrast contrast;
	struct measure_options options = measure_defaults;
	options.draws = draws;
	job_init(&job, threads);
	if (contrast_make(&job, study, &typed->corpus, side, &options, &contrast, &error) !=
	    STATUS_OK)
		fail_msg("%s", error.text);
	return contrast;
}

static void region_against_region(void **state)
{
	(void)state;
	struct typed typed;
	struct arena study;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 6, 120);
	typed_simple(&typed, 2, 54, 2880);
	typed_simple(&typed, 3, 500, 500); /* takes no part */
	const uint32_t side[] = {0, 1, 2};
	arena_init(&study);
	struct contrast contrast = compare(&study, &typed, side, 500, 1);
	const struct contrast_column *column = contrast.columns;
	assert_near(column->difference, 0.05 - 0.01875, near);
	assert_near(column->z, 1.794379, near); /* M07 */
	assert_near(column->p, 2 * stat_normal_tail(1.794379), 1e-6);
	assert_false(column->wilson);
	assert_true(column->low < column->difference && column->difference < column->high);
	assert_int_equal(contrast.sentences[1], 2880);
	arena_release(&study);
	typed_release(&typed);
}

/* Few sentences: Newcombe's interval, the same without draws. */
static void few_sentences_take_newcombe(void **state)
{
	(void)state;
	struct typed typed;
	struct arena study;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 2, 100);
	typed_simple(&typed, 2, 20, 100);
	const uint32_t side[] = {0, 1};
	arena_init(&study);
	struct interval wanted = contrast_newcombe(2, 100, 20, 100, 0.95);
	for (uint32_t draws = 0; draws <= 100; draws += 100) {
		struct contrast contrast = compare(&study, &typed, side, draws, 1);
		assert_true(contrast.columns[0].wilson);
		assert_near(contrast.columns[0].low, wanted.low, 0);
		assert_near(contrast.columns[0].high, wanted.high, 0);
	}
	arena_release(&study);
	typed_release(&typed);
}

/* (.10 + .20) / 2 against .05: a long text does not speak for its side. */
static void every_region_of_a_side_weighs_the_same(void **state)
{
	(void)state;
	struct typed typed;
	struct arena study;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 10, 100);
	typed_simple(&typed, 2, 2, 10);
	typed_simple(&typed, 3, 50, 1000);
	const uint32_t side[] = {0, 0, 1};
	arena_init(&study);
	struct contrast contrast = compare(&study, &typed, side, 300, 2);
	const struct contrast_column *column = contrast.columns;
	assert_near(column->side[0].share, 0.15, 1e-12);
	assert_near(column->difference, 0.10, 1e-12);
	assert_int_equal(column->side[0].named, 2);
	assert_int_equal(contrast.regions[0], 2);
	assert_true(column->low < 0.10 && 0.10 < column->high);
	assert_true(isfinite(column->z) && column->z > 0);
	struct contrast none = compare(&study, &typed, side, 0, 1);
	assert_true(isnan(none.columns[0].low) && isnan(none.columns[0].z));
	struct contrast again = compare(&study, &typed, side, 300, 1);
	assert_memory_equal(again.columns, contrast.columns, sizeof *contrast.columns);
	arena_release(&study);
	typed_release(&typed);
}

static void an_empty_side_is_refused(void **state)
{
	(void)state;
	struct typed typed;
	struct arena study;
	struct job job;
	struct error error;
	struct contrast contrast;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 2, 10);
	typed_region(&typed, 2, COVERAGE_NO_DOCUMENT);
	const uint32_t side[] = {0, 1};
	arena_init(&study);
	job_init(&job, 1);
	assert_int_equal(contrast_make(&job, &study, &typed.corpus, side, &measure_defaults,
				       &contrast, &error),
			 STATUS_USAGE);
	assert_non_null(strstr(error.text, "second"));
	arena_release(&study);
	typed_release(&typed);
}

/* A group has the sum of its regions; columns that are not kept are gone. */
static void groups_add_up(void **state)
{
	(void)state;
	struct typed typed;
	struct arena study;
	struct coded_corpus out;
	typed_init(&typed, 3);
	typed_likely(&typed, 1, 40);
	typed_likely(&typed, 2, 50);
	typed_likely(&typed, 3, 60);
	const uint32_t group[] = {1, GROUP_NONE, 1};
	const bool keep[] = {true, false, true};
	arena_init(&study);
	coded_corpus_grouped(&study, &typed.corpus, group, 2, keep, &out);
	assert_int_equal(out.region_count, 2);
	assert_int_equal(out.column_count, 2);
	assert_int_equal(out.passage_count, 100);
	assert_int_equal(out.regions[0].passage_end, 0);
	assert_int_equal(out.regions[0].coverage, COVERAGE_NO_DOCUMENT);
	assert_int_equal(out.regions[1].coverage, COVERAGE_READ);
	assert_int_equal(out.regions[1].paragraph_end, out.paragraph_count);
	size_t wanted = 0;
	for (size_t p = 0; p < typed.corpus.passage_count; p++)
		for (uint32_t k = typed.corpus.passages[p].code_start;
		     k < typed.corpus.passages[p].code_end; k++)
			wanted +=
				typed.corpus.passages[p].region != 1 && typed.corpus.codes[k] != 1;
	assert_int_equal(out.code_count, wanted);
	arena_release(&study);
	typed_release(&typed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(newcombe_as_published),
		cmocka_unit_test(region_against_region),
		cmocka_unit_test(few_sentences_take_newcombe),
		cmocka_unit_test(every_region_of_a_side_weighs_the_same),
		cmocka_unit_test(an_empty_side_is_refused),
		cmocka_unit_test(groups_add_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
