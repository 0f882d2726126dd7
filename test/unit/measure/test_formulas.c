/* The worked examples of docs/methods.md, one test each. */
#include "check.h"

#include "unit/measure/typed.h"

static const double near = 1e-6;

struct fixture {
	struct typed typed;
	struct arena arena;
	struct measure_options options;
};

static void fixture_init(struct fixture *fixture, size_t columns)
{
	typed_init(&fixture->typed, columns);
	arena_init(&fixture->arena);
	fixture->options = measure_defaults;
	fixture->options.draws = 200;
}

static void fixture_release(struct fixture *fixture)
{
	typed_release(&fixture->typed);
	arena_release(&fixture->arena);
}

static struct finding take(struct fixture *fixture, const char *name, size_t region, size_t column)
{
	struct measure_result result =
		typed_measure(&fixture->arena, &fixture->typed, name, &fixture->options, 1);
	return *typed_finding(&result, region, column);
}

/* 6 of 120 against 60 of 3,000 in all: the example of M04, M06 and M07. */
static void fixture_six_of_120(struct fixture *fixture)
{
	fixture_init(fixture, 1);
	typed_simple(&fixture->typed, 1, 6, 120);
	typed_simple(&fixture->typed, 2, 54, 2880);
}

static void m01_density(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_init(&fixture, 1);
	typed_simple(&fixture.typed, 1, 90, 300);
	typed_simple(&fixture.typed, 2, 6, 120);
	struct finding finding = take(&fixture, "density", 0, 0);
	assert_near(finding.value, 0.30, near);
	assert_near(finding.numerator, 90, 0);
	assert_near(finding.denominator, 300, 0);
	assert_near(finding.baseline, 96.0 / 420, near);
	finding = take(&fixture, "M01", 1, 0);
	assert_near(finding.value, 0.05, near);
	assert_near(finding.low, 0.023114, near);
	assert_near(finding.high, 0.104803, near);
	assert_true(finding.interval_is_wilson);
	assert_int_equal(finding.n, 6);
	fixture_release(&fixture);
}

/* 3 review, 1 present, 4 plan: 3 of 8, the interval worked out for M30. */
static void m02_past_share(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_init(&fixture, 0);
	typed_region(&fixture.typed, 1, COVERAGE_READ);
	for (int i = 0; i < 8; i++)
		typed_passage(&fixture.typed)->orientation = i < 3    ? ORIENTATION_REVIEW
							     : i == 3 ? ORIENTATION_PRESENT
								      : ORIENTATION_PLAN;
	struct finding finding = take(&fixture, "past_share", 0, 0);
	assert_near(finding.value, 0.375, near);
	assert_near(finding.low, 0.136844, near);
	assert_near(finding.high, 0.694257, near);
	assert_near(finding.denominator, 8, 0);
	assert_int_equal(finding.n, 3);
	fixture_release(&fixture);
}

static void m04_attention(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_six_of_120(&fixture);
	struct finding finding = take(&fixture, "attention", 0, 0);
	assert_near(finding.value, 0.05, near);
	assert_near(finding.numerator, 6, 0);
	assert_near(finding.denominator, 120, 0);
	assert_near(finding.baseline, 0.02, near);
	assert_int_equal(finding.n, 6);
	assert_int_equal(finding.state, FINDING_VALUE);
	assert_false(finding.interval_is_wilson);
	fixture_release(&fixture);
}

/* Few passages: the Wilson interval, here of 3 of 8. */
static void m04_attention_of_few(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_init(&fixture, 1);
	typed_simple(&fixture.typed, 1, 3, 8);
	struct finding finding = take(&fixture, "attention", 0, 0);
	assert_int_equal(finding.state, FINDING_FEW);
	assert_true(finding.interval_is_wilson);
	assert_near(finding.low, 0.136844, near);
	assert_near(finding.high, 0.694257, near);
	fixture_release(&fixture);
}

/* 9 hits in 10 passages of 30 characters: 9 / 300 x 10,000; in all 9 / 600. */
static void m04_per_10000(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_init(&fixture, 1);
	typed_region(&fixture.typed, 1, COVERAGE_READ);
	for (uint32_t i = 0; i < 10; i++) {
		typed_passage(&fixture.typed);
		if (i < 3)
			typed_code(&fixture.typed, 0, 2 + i);
	}
	typed_simple(&fixture.typed, 2, 0, 10);
	struct finding finding = take(&fixture, "per_10000", 0, 0);
	assert_near(finding.value, 300, near);
	assert_near(finding.numerator, 9, 0);
	assert_near(finding.denominator, 300, 0);
	assert_near(finding.baseline, 150, near);
	assert_int_equal(finding.n, 3);
	/* Wilson of 3 in 10 passages, at 3 hits each. */
	assert_near(finding.low, 1e4 * 3 * 10 * 0.1077913 / 300, 1e-3);
	fixture_release(&fixture);
}

static void m05_focus(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_init(&fixture, 10);
	typed_region(&fixture.typed, 1, COVERAGE_READ);
	const uint32_t sizes[] = {1, 4, 10};
	for (uint32_t i = 0; i < 100; i++) {
		typed_passage(&fixture.typed);
		for (uint32_t column = 0; i < 3 && column < sizes[i]; column++)
			typed_code(&fixture.typed, column, 1);
	}
	struct finding finding = take(&fixture, "focus_attention", 0, 0);
	assert_near(finding.value, 0.0135, near);
	assert_near(finding.baseline, 0.03, near);
	assert_near(finding.value / finding.baseline, 0.45, near);
	assert_near(finding.numerator, 1.35, near);
	assert_true(finding.low <= finding.value && finding.high >= finding.value);
	fixture_release(&fixture);
}

static void m06_location_quotient(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_six_of_120(&fixture);
	struct finding finding = take(&fixture, "location_quotient", 0, 0);
	assert_near(finding.value, 2.5, near);
	assert_near(finding.baseline, 0.02, near);
	assert_near(finding.numerator / finding.denominator / finding.baseline, 2.5, near);
	assert_near(take(&fixture, "log_location_quotient", 0, 0).value, 0.980069, near);
	fixture.options.leave_one_out = true;
	finding = take(&fixture, "M06", 0, 0);
	assert_near(finding.value, 2.666667, near);
	assert_near(finding.baseline, 54.0 / 2880, near);
	fixture_release(&fixture);
}

static void m07_log_odds(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_six_of_120(&fixture);
	struct finding z = take(&fixture, "log_odds", 0, 0);
	assert_near(z.value, 1.794379, near);
	assert_true(isnan(z.low) && isnan(z.high) && !z.interval_is_wilson);
	struct finding d = take(&fixture, "log_odds_ratio", 0, 0);
	assert_near(d.value, 0.678211, near);
	assert_near(d.value * d.value / (z.value * z.value), 0.142857, near);
	assert_near(d.baseline, 54.0 / 2880, near);
	assert_true(d.low < d.value && d.high > d.value);
	/* A larger prior draws the value towards 0. */
	fixture.options.prior = 10000;
	assert_true(take(&fixture, "log_odds_ratio", 0, 0).value < 0.1);
	fixture_release(&fixture);
}

/* Attention .10, .05, .05, 0 in four regions. */
static void m13_breadth(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_init(&fixture, 1);
	typed_simple(&fixture.typed, 1, 2, 20);
	typed_simple(&fixture.typed, 2, 5, 100);
	typed_region(&fixture.typed, 9, COVERAGE_NO_DOCUMENT);
	typed_simple(&fixture.typed, 3, 1, 20);
	typed_simple(&fixture.typed, 4, 0, 20);
	struct finding finding = take(&fixture, "breadth", 0, 0);
	assert_near(finding.value, 0.75, near);
	assert_near(finding.numerator, 3, 0);
	assert_near(finding.denominator, 4, 0);
	assert_near(finding.baseline, 0.5, near); /* the third region names it once */
	assert_int_equal(finding.n, 8);
	assert_int_equal(finding.state, FINDING_VALUE);
	/* some draws lose the single sentence of the third region, or both of the first */
	assert_true(finding.low < 0.75 && finding.low >= 0.5);
	assert_true(finding.high >= 0.75 && finding.high <= 1);
	/* the first region explores it, the second builds, the third sets a number */
	fixture.typed.corpus.passages[0].commitment = COMMITMENT_EXPLORE;
	fixture.typed.corpus.passages[22].commitment = COMMITMENT_BUILD;
	fixture.typed.corpus.passages[40].commitment = COMMITMENT_TARGET; /* of another code */
	fixture.typed.corpus.passages[120].commitment = COMMITMENT_TARGET;
	finding = take(&fixture, "deep_breadth", 0, 0);
	assert_near(finding.value, 0.5, near);
	assert_near(finding.baseline, 0.75, near);
	assert_near(finding.numerator, 2, 0);
	finding = take(&fixture, "effective_regions", 0, 0);
	assert_near(finding.value, 2.666667, near);
	assert_near(finding.baseline, 4, 0);
	assert_true(finding.low >= 1 && finding.low < 2.6 && finding.high > 2.7);
	assert_true(finding.high <= 4);
	fixture_release(&fixture);
}

/* Where every sentence of a region names the code, no draw can lose it: the interval is the value.
 */
static void m13_breadth_that_no_draw_changes(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_init(&fixture, 1);
	typed_simple(&fixture.typed, 1, 6, 6);
	typed_simple(&fixture.typed, 2, 9, 9);
	typed_simple(&fixture.typed, 3, 0, 20);
	static const char *const names[] = {"breadth", "effective_regions"};
	const double values[] = {2 / 3.0, 2};
	for (size_t i = 0; i < 2; i++) {
		struct finding finding = take(&fixture, names[i], 0, 0);
		assert_near(finding.value, values[i], near);
		assert_near(finding.low, values[i], near);
		assert_near(finding.high, values[i], near);
	}
	fixture.options.draws = 0;
	assert_true(isnan(take(&fixture, "breadth", 0, 0).low));
	fixture_release(&fixture);
}

/* One sentence a paragraph for each count. */
static void region_of(struct typed *typed, uint32_t id, const uint32_t *counts, uint32_t silent)
{
	typed_region(typed, id, COVERAGE_READ);
	for (uint32_t c = 0; c < typed->corpus.column_count; c++)
		for (uint32_t i = 0; i < counts[c]; i++) {
			typed_passage(typed);
			typed_code(typed, c, 1);
		}
	for (uint32_t i = 0; i < silent; i++)
		typed_passage(typed);
}

static void shapes_by_hand(void **state)
{
	(void)state;
	static const uint32_t counts[3][3] = {{5, 3, 2}, {2, 3, 5}, {4, 4, 2}};
	struct typed typed;
	struct arena arena;
	typed_init(&typed, 3);
	for (uint32_t r = 0; r < 3; r++)
		region_of(&typed, r + 1, counts[r], r);
	arena_init(&arena);
	static const struct {
		const char *name;
		double value;
	} wanted[] = {{"distinctiveness", 0.034558},
		      {"concentration", 0.38},
		      {"effective_codes", 2.631579},
		      {"evenness", 0.937231}};
	struct measure_options options = measure_defaults;
	options.draws = 50;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		struct measure_result result =
			typed_measure(&arena, &typed, wanted[i].name, &options, 1);
		const struct finding *finding = typed_finding(&result, 0, 0);
		assert_near(finding->value, wanted[i].value, 1e-6);
		assert_near(finding->denominator, 10, 0);
		assert_int_equal(finding->n, 10);
		assert_true(isfinite(finding->baseline));
	}
	arena_release(&arena);
	typed_release(&typed);
}

/* M is (1,1,0), (1,1,0), (1,0,1), (0,0,1) by counts of 4 or 0, and shares that make it so. */
static void relatedness_by_hand(void **state)
{
	(void)state;
	static const uint32_t counts[4][3] = {{4, 4, 0}, {4, 4, 0}, {4, 0, 4}, {0, 0, 4}};
	struct typed typed;
	struct arena arena;
	typed_init(&typed, 3);
	for (uint32_t r = 0; r < 4; r++)
		region_of(&typed, r + 1, counts[r], 8 - counts[r][0] - counts[r][1] - counts[r][2]);
	arena_init(&arena);
	struct measure_options options = measure_defaults;
	options.draws = 50;
	struct measure_result result = typed_measure(&arena, &typed, "relatedness", &options, 1);
	assert_near(typed_finding(&result, 2, 1)->value, 1, 1e-12);
	assert_near(typed_finding(&result, 3, 0)->value, 1.0 / 3, 1e-12);
	assert_true(isfinite(typed_finding(&result, 2, 1)->baseline));
	struct measure_result diversity = typed_measure(&arena, &typed, "diversity", &options, 1);
	struct measure_result ubiquity = typed_measure(&arena, &typed, "ubiquity", &options, 1);
	static const double k[] = {2, 2, 2, 1}, u[] = {3, 2, 2};
	for (size_t r = 0; r < 4; r++)
		assert_near(typed_finding(&diversity, r, 0)->value, k[r], 0);
	for (size_t c = 0; c < 3; c++)
		assert_near(typed_finding(&ubiquity, 0, c)->value, u[c], 0);
	arena_release(&arena);
	typed_release(&typed);
}

/* 10 regions name the code; 7 give it its usual share, in 5 of them mostly others' sentences. */
static void m14_me_too(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_init(&fixture, 1);
	for (uint32_t id = 1; id <= 10; id++) {
		static const uint32_t with[] = {10, 10, 10, 10, 10, 10, 10, 5, 15, 10};
		typed_simple(&fixture.typed, id, with[id - 1], id == 10 ? 200 : 100);
		struct coded_passage *first = fixture.typed.corpus.passages +
					      fixture.typed.corpus.regions[id - 1].passage_start;
		/* Six of ten sentences; just half of them in regions 6 and 7; all of the others. */
		for (uint32_t i = 0; i < with[id - 1]; i++)
			first[i].reused = i < (id <= 5 ? 6 : id <= 7 ? 5 : 15);
	}
	typed_simple(&fixture.typed, 11, 0, 10);
	struct finding finding = take(&fixture, "me_too", 0, 0);
	assert_near(finding.value, 0.5, 0);
	assert_near(finding.numerator, 5, 0);
	assert_near(finding.denominator, 10, 0);
	assert_near(finding.baseline, 0.7, near);
	assert_int_equal(finding.n, 100);
	fixture_release(&fixture);
}

/* Branches of 4, 5, 1 and 5 codes, of which 3, 2, 1 and 4 are named: 3/4 + 2/5 + 1/1 + 4/5. */
static void m25_pmc(void **state)
{
	(void)state;
	static const char *const names[] = {"a.1", "a.2", "a.3", "a.4", "b.1",
					    "b.2", "b.3", "b.4", "b.5", "c.1.x",
					    "d.1", "d.2", "d.3", "d.4", "d.5"};
	static const uint32_t named[] = {0, 2, 3, 4, 5, 9, 10, 11, 12, 13};
	struct fixture fixture;
	fixture_init(&fixture, 15);
	for (size_t c = 0; c < 15; c++)
		fixture.typed.corpus.columns[c].name = slice_from(names[c]);
	typed_region(&fixture.typed, 1, COVERAGE_READ);
	typed_passage(&fixture.typed);
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		typed_code(&fixture.typed, named[i], 1);
	struct finding finding = take(&fixture, "pmc", 0, 0);
	assert_near(finding.value, 2.95, near);
	assert_near(finding.denominator, 4, 0);
	fixture_release(&fixture);
}

/* 2 of 4 sentences against a text of 2: they miss both drawn ones with 2/4 x 1/3. */
static void m25_pmc_at_one_length(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_init(&fixture, 1);
	typed_simple(&fixture.typed, 1, 2, 4);
	typed_simple(&fixture.typed, 2, 0, 2);
	typed_simple(&fixture.typed, 3, 3, 4);
	assert_near(take(&fixture, "pmc", 0, 0).value, 1, near);
	assert_near(take(&fixture, "pmc", 0, 0).baseline, 5.0 / 6, near);
	struct finding finding = take(&fixture, "pmc_matched", 0, 0);
	assert_near(finding.value, 5.0 / 6, near);
	assert_near(finding.baseline, (5.0 / 6 + 0 + 1) / 3, near);
	assert_near(take(&fixture, "pmc_matched", 1, 0).value, 0, 0);
	assert_near(take(&fixture, "pmc_matched", 2, 0).value, 1, near);
	fixture_release(&fixture);
}

/* 2 explore, 3 promote, 4 build, 1 target. */
static void m34_commitment(void **state)
{
	(void)state;
	static const enum commitment levels[] = {
		COMMITMENT_EXPLORE, COMMITMENT_EXPLORE, COMMITMENT_PROMOTE, COMMITMENT_PROMOTE,
		COMMITMENT_PROMOTE, COMMITMENT_BUILD,	COMMITMENT_BUILD,   COMMITMENT_BUILD,
		COMMITMENT_BUILD,   COMMITMENT_TARGET};
	struct fixture fixture;
	fixture_init(&fixture, 1);
	typed_simple(&fixture.typed, 1, 10, 12);
	for (size_t i = 0; i < 10; i++)
		fixture.typed.corpus.passages[i].commitment = (uint8_t)levels[i];
	typed_simple(&fixture.typed, 2, 2, 10); /* no verb of action */
	typed_simple(&fixture.typed, 3, 0, 10);
	struct finding finding = take(&fixture, "commitment", 0, 0);
	assert_near(finding.value, 0.60, near);
	assert_near(finding.baseline, 0.50, near);
	assert_true(finding.low > 0.4 && finding.low < 0.6 && finding.high > 0.6 &&
		    finding.high < 0.8);
	assert_int_equal(finding.n, 10);
	finding = take(&fixture, "commitment", 1, 0);
	assert_true(finding.value == 0 && isnan(finding.low));
	assert_int_equal(finding.state, FINDING_FEW);
	assert_int_equal(take(&fixture, "commitment", 2, 0).state, FINDING_UNDEFINED);
	finding = take(&fixture, "binding_share", 0, 0);
	assert_near(finding.value, 0.10, near);
	assert_near(finding.baseline, 1.0 / 12, near);
	assert_true(finding.interval_is_wilson);
	assert_near(finding.low, 0.017876, near);
	assert_near(finding.high, 0.404150, near);
	fixture_release(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(m01_density),
		cmocka_unit_test(m02_past_share),
		cmocka_unit_test(m04_attention),
		cmocka_unit_test(m04_attention_of_few),
		cmocka_unit_test(m04_per_10000),
		cmocka_unit_test(m05_focus),
		cmocka_unit_test(m06_location_quotient),
		cmocka_unit_test(m07_log_odds),
		cmocka_unit_test(m13_breadth),
		cmocka_unit_test(m13_breadth_that_no_draw_changes),
		cmocka_unit_test(shapes_by_hand),
		cmocka_unit_test(relatedness_by_hand),
		cmocka_unit_test(m14_me_too),
		cmocka_unit_test(m25_pmc),
		cmocka_unit_test(m25_pmc_at_one_length),
		cmocka_unit_test(m34_commitment),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
