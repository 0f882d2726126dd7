/* Pairs and their null: the worked examples of docs/methods.md, small cases dealt out in full, and
 * what must hold anyway. */
#include "check.h"

#include "base/limits.h"
#include "measure/frame.h"
#include "measure/likeness.h"
#include "unit/measure/typed.h"

static const double near = 1e-6;

static void divergence_by_hand(void **state)
{
	(void)state;
	const double p[] = {5, 3, 2}, q[] = {.2, .3, .5}, r[] = {4, 4, 2}, none[] = {0, 0, 0};
	assert_near(likeness_of(p, q, 3), 1 - 0.095816, near);
	assert_near(likeness_of(p, r, 3), 1 - 0.009186, near);
	assert_near(likeness_of(q, r, 3), 1 - 0.077589, near);
	assert_near(likeness_of(p, p, 3), 1, 1e-15);
	const double left[] = {1, 0}, right[] = {0, 9};
	assert_near(likeness_of(left, right, 2), 0, 1e-15);
	assert_true(isnan(likeness_of(p, none, 3)));
}

static void g2_by_hand(void **state)
{
	(void)state;
	const double apart[] = {10, 0, 0, 10}, same[] = {5, 5, 5, 5};
	assert_near(likeness_g2(apart, 2, 2), 27.725887, near);
	assert_near(likeness_g2(same, 2, 2), 0, 1e-12);
}

/* A sentence of its own, in a paragraph of its own, for each count. */
static void region(struct typed *typed, uint32_t id, const uint32_t *counts)
{
	typed_region(typed, id, COVERAGE_READ);
	for (uint32_t c = 0; c < typed->corpus.column_count; c++)
		for (uint32_t i = 0; i < counts[c]; i++) {
			typed_passage(typed);
			typed_code(typed, c, 1);
		}
}

static struct likeness compare(struct arena *study, const struct typed *typed,
			       const struct likeness_options *options, unsigned threads)
{
	struct job job;
	struct error error = {.text = ""};
	struct likeness likeness;
	job_init(&job, threads);
	if (likeness_make(&job, study, &typed->corpus, options, &likeness, &error) != STATUS_OK)
		fail_msg("%s", error.text);
	return likeness;
}

static void three_regions(struct typed *typed)
{
	static const uint32_t counts[3][3] = {{5, 3, 2}, {2, 3, 5}, {4, 4, 2}};
	typed_init(typed, 3);
	for (uint32_t r = 0; r < 3; r++)
		region(typed, r + 1, counts[r]);
}

static void pairs_by_hand(void **state)
{
	(void)state;
	struct typed typed;
	struct arena study;
	three_regions(&typed);
	typed_region(&typed, 4, COVERAGE_READ); /* names nothing: compared with nobody */
	typed_passage(&typed);
	arena_init(&study);
	struct likeness likeness = compare(&study, &typed, &(struct likeness_options){0}, 1);
	assert_int_equal(likeness.rows.rows, 3);
	assert_int_equal(likeness.pair_count, 3);
	const struct likeness_pair *pair = &likeness.pairs[likeness_pair_at(3, 1, 0)];
	assert_near(pair->value[LIKENESS_JSD], 0.904184, near);
	assert_near(pair->value[LIKENESS_COSINE], 0.763158, near);
	assert_near(pair->value[LIKENESS_KRUGMAN], 0.6, near);
	assert_near(pair->value[LIKENESS_JACCARD], 1, 0);
	for (int unit = 0; unit < 2; unit++) {
		assert_near(likeness.homogeneity[unit].value, 0.939136, near);
		assert_true(isnan(likeness.homogeneity[unit].null_mean));
		assert_true(isnan(likeness.homogeneity[unit].low));
	}
	/* 1 and 3 are the nearest: they stand beside each other. */
	assert_true(likeness.order[1] == 0 || likeness.order[1] == 2);
	assert_int_equal(likeness_pair_at(31, 29, 30), 464);
	arena_release(&study);
	typed_release(&typed);
}

/* Two regions of two sentences each, codes 0 0 | 1 1: of the six dealings two keep them apart (S 0,
 * G2 8 ln 2) and four mix them (S 1, G2 0). */
static void null_meets_full_enumeration(void **state)
{
	(void)state;
	static const uint32_t counts[2][2] = {{2, 0}, {0, 2}};
	struct typed typed;
	struct arena study;
	typed_init(&typed, 2);
	region(&typed, 1, counts[0]);
	region(&typed, 2, counts[1]);
	arena_init(&study);
	struct likeness_options options = {.measure = measure_defaults, .deals = 20000};
	options.measure.draws = 0;
	struct likeness likeness = compare(&study, &typed, &options, 2);
	for (int unit = 0; unit < 2; unit++) { /* a sentence a paragraph: the nulls agree */
		const struct likeness_index *h = &likeness.homogeneity[unit];
		const struct likeness_index *g2 = &likeness.heterogeneity[unit];
		assert_near(h->null_mean, 2.0 / 3, 0.01);
		assert_near(h->null_sd, sqrt(2.0 / 9), 0.01);
		assert_near(g2->null_mean, 8 * log(2) / 3, 0.05);
		assert_near(g2->excess, 2, 0.05);
		assert_near(g2->p, 1.0 / 3, 0.01);
	}
	assert_near(likeness.pairs[0].null_mean, 2.0 / 3, 0.01);
	assert_near(likeness.pairs[0].z, -sqrt(2), 0.02);
	arena_release(&study);
	typed_release(&typed);
}

/* Whole paragraphs stay together: two sentences each, codes 0 0 | 1 1 in one paragraph a region,
 * can only change places. */
static void paragraphs_are_dealt_whole(void **state)
{
	(void)state;
	struct typed typed;
	struct arena study;
	typed_init(&typed, 2);
	for (uint32_t r = 0; r < 2; r++) {
		typed_region(&typed, r + 1, COVERAGE_READ);
		typed_passage(&typed);
		typed_code(&typed, r, 1);
		typed_passage_on(&typed);
		typed_code(&typed, r, 1);
		typed_passage(&typed); /* a paragraph that names nothing is no part of the deal */
	}
	arena_init(&study);
	struct likeness_options options = {.measure = measure_defaults, .deals = 200};
	struct likeness likeness = compare(&study, &typed, &options, 1);
	assert_near(likeness.homogeneity[REDRAW_PARAGRAPHS].null_mean, 0, 1e-12);
	assert_near(likeness.homogeneity[REDRAW_PARAGRAPHS].null_sd, 0, 1e-12);
	assert_true(isnan(likeness.homogeneity[REDRAW_PARAGRAPHS].ses));
	assert_true(likeness.homogeneity[REDRAW_SENTENCES].null_mean > 0.5);
	arena_release(&study);
	typed_release(&typed);
}

static void likely(struct typed *typed)
{
	typed_init(typed, 8);
	for (uint32_t r = 1; r <= 7; r++)
		typed_likely(typed, r, 60 + 20 * r);
}

static void same_bytes_on_any_number_of_threads(void **state)
{
	(void)state;
	struct typed typed;
	struct arena study;
	likely(&typed);
	arena_init(&study);
	struct likeness_options options = {.measure = measure_defaults, .deals = 50};
	options.measure.draws = 50;
	struct likeness one = compare(&study, &typed, &options, 1);
	struct likeness three = compare(&study, &typed, &options, 3);
	assert_int_equal(one.pair_count, 21);
	assert_memory_equal(one.pairs, three.pairs, one.pair_count * sizeof *one.pairs);
	assert_memory_equal(one.homogeneity, three.homogeneity, sizeof one.homogeneity);
	assert_memory_equal(one.heterogeneity, three.heterogeneity, sizeof one.heterogeneity);
	/* Without the other null the rest is the same to the byte. */
	options.sentences_only = true;
	struct likeness half = compare(&study, &typed, &options, 2);
	assert_memory_equal(one.pairs, half.pairs, one.pair_count * sizeof *one.pairs);
	assert_memory_equal(&one.homogeneity[REDRAW_SENTENCES], &half.homogeneity[REDRAW_SENTENCES],
			    sizeof *one.homogeneity);
	assert_true(isnan(half.homogeneity[REDRAW_PARAGRAPHS].null_mean));
	assert_true(isfinite(half.homogeneity[REDRAW_PARAGRAPHS].low));
	arena_release(&study);
	typed_release(&typed);
}

static void figures_stay_in_their_ranges(void **state)
{
	(void)state;
	struct typed typed;
	struct arena study;
	likely(&typed);
	arena_init(&study);
	struct likeness_options options = {.measure = measure_defaults, .deals = 200};
	options.measure.draws = 200;
	struct likeness likeness = compare(&study, &typed, &options, 2);
	for (size_t i = 0; i < likeness.pair_count; i++) {
		const struct likeness_pair *pair = &likeness.pairs[i];
		assert_true(pair->a < pair->b);
		assert_int_equal(likeness_pair_at(7, pair->b, pair->a), i);
		for (int kind = 0; kind < LIKENESS_KINDS; kind++)
			assert_true(pair->value[kind] >= 0 &&
				    pair->value[kind] <= (kind == LIKENESS_KRUGMAN ? 2 : 1 + near));
		assert_true(0 <= pair->low && pair->low <= pair->value[LIKENESS_JSD]);
		assert_true(pair->value[LIKENESS_JSD] <= pair->high && pair->high <= 1);
		assert_near(pair->value[LIKENESS_JSD],
			    likeness_of(likeness.counts + pair->a * 8,
					likeness.counts + pair->b * 8, 8),
			    1e-12);
	}
	/* All draw from one list here: the sentence null must not be far away. */
	assert_true(fabs(likeness.heterogeneity[REDRAW_SENTENCES].ses) < 4);
	assert_true(likeness.homogeneity[0].low <= likeness.homogeneity[0].value &&
		    likeness.homogeneity[0].value <= likeness.homogeneity[0].high);
	arena_release(&study);
	typed_release(&typed);
}

static void too_many_regions_and_draws_are_refused(void **state)
{
	(void)state;
	struct typed typed;
	struct arena study;
	struct job job;
	struct error error;
	struct likeness likeness;
	struct likeness_options options = {0};
	typed_init(&typed, 1);
	for (uint32_t r = 0; r <= LIMIT_LIKENESS_REGIONS; r++)
		typed_simple(&typed, r + 1, 1, 1);
	arena_init(&study);
	job_init(&job, 1);
	assert_int_equal(likeness_make(&job, &study, &typed.corpus, &options, &likeness, &error),
			 STATUS_LIMIT);
	assert_non_null(strstr(error.text, "LIKENESS_REGIONS"));
	typed.corpus.region_count = 2;
	options.deals = LIMIT_BOOTSTRAP_DRAWS + 1;
	assert_int_equal(likeness_make(&job, &study, &typed.corpus, &options, &likeness, &error),
			 STATUS_LIMIT);
	assert_non_null(strstr(error.text, "BOOTSTRAP_DRAWS"));
	typed.corpus.region_count = 0;
	options.deals = 10;
	assert_int_equal(likeness_make(&job, &study, &typed.corpus, &options, &likeness, &error),
			 STATUS_OK);
	assert_int_equal(likeness.pair_count, 0);
	arena_release(&study);
	typed_release(&typed);
}

/* (2, 1) against (1, 1); without the one sentence that is others' they are the same, so shared text
 * makes them 0.020721 less alike. */
static void own_voice_by_hand(void **state)
{
	(void)state;
	static const uint32_t counts[2][2] = {{2, 1}, {1, 1}};
	struct arena study;
	struct typed typed;
	typed_init(&typed, 2);
	arena_init(&study);
	for (uint32_t r = 0; r < 2; r++)
		region(&typed, r + 1, counts[r]);
	typed.corpus.passages[1].reused = true;
	struct coded_corpus own;
	assert_int_equal(coded_corpus_own_voice(&study, &typed.corpus, &own), 1);
	assert_int_equal(own.passage_count, 5);
	assert_true(typed.corpus.passages[1].code_end > typed.corpus.passages[1].code_start);
	struct likeness_options options = {.measure = measure_defaults};
	options.measure.draws = 100;
	struct likeness all = compare(&study, &typed, &options, 1);
	typed.corpus.passages[1].code_end = typed.corpus.passages[1].code_start;
	struct likeness without = compare(&study, &typed, &options, 1);
	struct likeness_shift shift = likeness_shift_of(&all, &without, &options);
	assert_near(shift.value, -0.020721, near);
	assert_true(shift.low < shift.value && shift.value < shift.high);
	/* Paired draws: nothing left out, nothing shifted. */
	shift = likeness_shift_of(&all, &all, &options);
	assert_true(shift.value == 0 && shift.low == 0 && shift.high == 0);
	options.measure.draws = 0;
	assert_true(isnan(likeness_shift_of(&all, &without, &options).low));
	arena_release(&study);
	typed_release(&typed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(divergence_by_hand),
		cmocka_unit_test(g2_by_hand),
		cmocka_unit_test(pairs_by_hand),
		cmocka_unit_test(null_meets_full_enumeration),
		cmocka_unit_test(paragraphs_are_dealt_whole),
		cmocka_unit_test(same_bytes_on_any_number_of_threads),
		cmocka_unit_test(figures_stay_in_their_ranges),
		cmocka_unit_test(too_many_regions_and_draws_are_refused),
		cmocka_unit_test(own_voice_by_hand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
