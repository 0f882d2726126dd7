/* Tiers compared: the worked examples of docs/methods.md, exceptions, and what must hold anyway. */
#include "check.h"

#include "measure/frame.h"
#include "measure/gradient.h"
#include "unit/measure/typed.h"

static const double near = 1e-6;

struct tiers_fixture {
	struct typed typed;
	struct arena arena;
	struct gradient gradient;
	struct measure_options options;
};

static void fixture_init(struct tiers_fixture *fixture)
{
	*fixture = (struct tiers_fixture){.options = measure_defaults};
	fixture->options.draws = 200;
	typed_init(&fixture->typed, 1);
	arena_init(&fixture->arena);
}

static void fixture_release(struct tiers_fixture *fixture)
{
	typed_release(&fixture->typed);
	arena_release(&fixture->arena);
}

/* A region of 100 sentences, `with` of them with the code. */
static void region(struct tiers_fixture *fixture, const char *tier, uint32_t with)
{
	struct coded_corpus *corpus = &fixture->typed.corpus;
	typed_simple(&fixture->typed, (uint32_t)corpus->region_count + 1, with, 100);
	corpus->regions[corpus->region_count - 1].tier = slice_from(tier);
}

static const struct gradient_column *compare(struct tiers_fixture *fixture, const char *order,
					     unsigned threads)
{
	struct job job;
	job_init(&job, threads);
	struct error error = {.text = ""};
	struct tier_order tiers;
	if (tier_order_make(&fixture->typed.corpus, slice_from(order), &tiers, &error) !=
		    STATUS_OK ||
	    gradient_make(&job, &fixture->arena, &fixture->typed.corpus, &tiers, SLICE("attention"),
			  &fixture->options, 2000, &fixture->gradient, &error) != STATUS_OK)
		fail_msg("%s", error.text);
	return &fixture->gradient.columns[0];
}

static void two_two_two(struct tiers_fixture *fixture)
{
	fixture_init(fixture);
	const uint32_t with[] = {8, 6, 5, 4, 3, 2};
	const char *const tiers[] = {"east", "east", "central", "central", "west", "west"};
	for (size_t i = 0; i < 6; i++)
		region(fixture, tiers[i], with[i]);
}

static void worked_example_of_the_three_measures(void **state)
{
	(void)state;
	struct tiers_fixture fixture;
	two_two_two(&fixture);
	const struct gradient_column *column = compare(&fixture, "east,central,west", 2);
	assert_near(column->contrast, 4.571429, near);
	assert_near(column->effect, 0.914286, near);
	/* All 90 dealings: 6 keep the pairs together, in any order of the tiers. */
	assert_near(column->contrast_p, 6.0 / 90, 1e-12);
	assert_near(column->ordered, 12, 0);
	assert_near(column->ordered_most, 12, 0);
	assert_near(column->ordered_p, 2.0 / 90, 1e-12);
	assert_near(column->delta, 1, 0);
	assert_near(column->median[0], 0.07, near);
	assert_near(column->gap, log((0.07 + 0.005) / (0.025 + 0.005)), near);
	assert_true(column->gap_low < column->gap && column->gap < column->gap_high);
	assert_int_equal(column->exception_count, 0);
	assert_true(column->effect_low <= column->effect && column->effect <= column->effect_high);
	fixture_release(&fixture);
}

/* The order is stated, not found: the other way round J is 0, with the same two-sided p. */
static void a_gradient_against_the_order_is_seen(void **state)
{
	(void)state;
	struct tiers_fixture fixture;
	two_two_two(&fixture);
	const struct gradient_column *column = compare(&fixture, "west,central,east", 1);
	assert_near(column->ordered, 0, 0);
	assert_near(column->ordered_p, 2.0 / 90, 1e-12);
	assert_near(column->delta, -1, 0);
	fixture_release(&fixture);
}

static void exceptions_are_named(void **state)
{
	(void)state;
	struct tiers_fixture fixture;
	fixture_init(&fixture);
	const uint32_t east[] = {10, 9, 8, 1}, west[] = {2, 3, 2, 20};
	for (size_t i = 0; i < 4; i++)
		region(&fixture, "east", east[i]);
	for (size_t i = 0; i < 4; i++)
		region(&fixture, "west", west[i]);
	region(&fixture, "northeast", 30);
	const struct gradient_column *column = compare(&fixture, "east,west", 1);
	assert_int_equal(column->highest, 0);
	assert_int_equal(column->lowest, 1);
	assert_int_equal(column->exception_count, 2); /* the northeast stands apart */
	assert_int_equal(column->exceptions[0].region, 3);
	assert_false(column->exceptions[0].above);
	assert_int_equal(column->exceptions[1].region, 7);
	assert_true(column->exceptions[1].above);
	assert_near(column->ordered_most, 16, 0);
	assert_int_equal(fixture.gradient.tiers.count, 3);
	fixture_release(&fixture);
}

static void equal_regions_show_nothing(void **state)
{
	(void)state;
	struct tiers_fixture fixture;
	fixture_init(&fixture);
	for (size_t i = 0; i < 12; i++)
		region(&fixture, i < 6 ? "east" : "west", 4);
	const struct gradient_column *column = compare(&fixture, "east,west", 1);
	assert_near(column->effect, 0, 0);
	assert_near(column->contrast_p, 1, 0);
	assert_near(column->ordered_p, 1, 0);
	assert_near(column->delta, 0, 0);
	assert_near(column->gap, 0, 1e-15);
	assert_int_equal(column->exception_count, 0);
	fixture_release(&fixture);
}

/* A region without text or without a tier is no observation. */
static void missing_regions_are_left_out(void **state)
{
	(void)state;
	struct tiers_fixture fixture;
	two_two_two(&fixture);
	typed_region(&fixture.typed, 90, COVERAGE_NO_DOCUMENT);
	fixture.typed.corpus.regions[6].tier = SLICE("west");
	typed_simple(&fixture.typed, 91, 50, 100);
	const struct gradient_column *column = compare(&fixture, "east,central,west", 1);
	assert_int_equal(fixture.gradient.region_count, 6);
	assert_near(column->contrast, 4.571429, near);
	fixture_release(&fixture);
}

static void threads_do_not_matter(void **state)
{
	(void)state;
	struct tiers_fixture fixture;
	fixture_init(&fixture);
	fixture.typed.corpus.column_count = 1;
	for (uint32_t id = 1; id <= 24; id++) {
		typed_likely(&fixture.typed, id, 60);
		fixture.typed.corpus.regions[id - 1].tier = id % 3 == 0	  ? SLICE("a")
							    : id % 3 == 1 ? SLICE("b")
									  : SLICE("c");
	}
	struct gradient_column one = *compare(&fixture, "a,b,c", 1);
	struct gradient_column many = *compare(&fixture, "a,b,c", 5);
	one.exceptions = many.exceptions = NULL;
	assert_memory_equal(&one, &many, sizeof one);
	fixture_release(&fixture);
}

static void orders_that_cannot_be_are_refused(void **state)
{
	(void)state;
	struct tiers_fixture fixture;
	two_two_two(&fixture);
	struct tier_order tiers;
	struct error error;
	const char *const wrong[] = {"east,north", "east,east", "east,,west", ","};
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(tier_order_make(&fixture.typed.corpus, slice_from(wrong[i]),
						 &tiers, &error),
				 STATUS_USAGE);
	assert_int_equal(
		tier_order_make(&fixture.typed.corpus, SLICE(" West , EAST"), &tiers, &error),
		STATUS_OK);
	assert_int_equal(tiers.ordered, 2);
	assert_int_equal(tiers.count, 3);
	struct job job;
	job_init(&job, 1);
	assert_int_equal(gradient_make(&job, &fixture.arena, &fixture.typed.corpus, &tiers,
				       SLICE("density"), &fixture.options, 10, &fixture.gradient,
				       &error),
			 STATUS_USAGE);
	fixture_release(&fixture);
}

/* 3 against 10: 2 / 286. */
static void small_tiers_have_a_least_p(void **state)
{
	(void)state;
	assert_near(gradient_least_p(3, 10), 2.0 / 286, 1e-12);
	assert_near(gradient_least_p(0, 10), 1, 0);
}

static void the_asked_part_of_a_corpus(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 3);
	for (uint32_t id = 1; id <= 3; id++) {
		typed_region(&typed, id, COVERAGE_READ);
		for (uint32_t i = 0; i < id; i++) {
			typed_passage(&typed);
			typed_code(&typed, 0, 1);
			typed_code(&typed, 2, id + 4);
		}
	}
	typed.corpus.regions[1].asked = typed.corpus.regions[2].asked = true;
	typed.corpus.columns[2].asked = true;
	struct arena arena;
	arena_init(&arena);
	struct coded_corpus asked;
	coded_corpus_asked(&arena, &typed.corpus, &asked);
	assert_int_equal(asked.region_count, 2);
	assert_int_equal(asked.column_count, 1);
	assert_int_equal(asked.passage_count, 5);
	assert_int_equal(asked.code_count, 5);
	struct counts counts;
	counts_make(&arena, &asked, &counts); /* asserts the order of everything */
	assert_int_equal(counts.code_passages[0], 2);
	assert_int_equal(counts.hits[1], 21);
	assert_int_equal(asked.passages[0].id, 2);
	arena_release(&arena);
	typed_release(&typed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worked_example_of_the_three_measures),
		cmocka_unit_test(a_gradient_against_the_order_is_seen),
		cmocka_unit_test(exceptions_are_named),
		cmocka_unit_test(equal_regions_show_nothing),
		cmocka_unit_test(missing_regions_are_left_out),
		cmocka_unit_test(threads_do_not_matter),
		cmocka_unit_test(orders_that_cannot_be_are_refused),
		cmocka_unit_test(small_tiers_have_a_least_p),
		cmocka_unit_test(the_asked_part_of_a_corpus),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
