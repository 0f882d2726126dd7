#include "check.h"

#include "measure/bootstrap.h"
#include "unit/measure/typed.h"

enum { COLUMNS = 25 };

/* Regions like reports and one without a document. */
static void typed_regions(struct typed *typed, uint32_t regions)
{
	typed_init(typed, COLUMNS);
	for (uint32_t id = 1; id <= regions; id++)
		typed_likely(typed, id, 120 + 30 * id);
	typed_region(typed, regions + 1, COVERAGE_NO_DOCUMENT);
}

static void typed_reports(struct typed *typed)
{
	typed_regions(typed, 6);
}

static bool same_bits(double a, double b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

/* Field by field: padding may differ. */
static void assert_same(const struct finding *a, const struct finding *b)
{
	assert_true(same_bits(a->value, b->value));
	assert_true(same_bits(a->low, b->low));
	assert_true(same_bits(a->high, b->high));
	assert_true(same_bits(a->numerator, b->numerator));
	assert_true(same_bits(a->denominator, b->denominator));
	assert_true(same_bits(a->baseline, b->baseline));
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->interval_is_wilson, b->interval_is_wilson);
}

static void any_number_of_threads_gives_the_same_bytes(void **state)
{
	(void)state;
	struct typed typed;
	typed_reports(&typed);
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = measure_defaults;
	options.draws = 333;
	for (size_t i = 0; i < measure_count; i++) {
		const char *name = measures[i].name;
		struct measure_result one = typed_measure(&arena, &typed, name, &options, 1);
		const unsigned threads[] = {2, 7};
		for (size_t t = 0; t < 2; t++) {
			struct measure_result more =
				typed_measure(&arena, &typed, name, &options, threads[t]);
			for (size_t cell = 0; cell < one.region_count * one.column_count; cell++)
				assert_same(&one.findings[cell], &more.findings[cell]);
		}
	}
	arena_release(&arena);
	typed_release(&typed);
}

/* Column c becomes column COLUMNS - 1 - c; the codes of a passage stay ascending. */
static void reverse_columns(struct typed *typed)
{
	struct coded_corpus *corpus = &typed->corpus;
	for (size_t i = 0; i < corpus->passage_count; i++) {
		uint32_t start = corpus->passages[i].code_start, end = corpus->passages[i].code_end;
		for (uint32_t code = start; code < end; code++)
			corpus->codes[code] = COLUMNS - 1 - corpus->codes[code];
		for (; end > start + 1; start++, end--) {
			uint32_t code = corpus->codes[start], hits = corpus->hits[start];
			corpus->codes[start] = corpus->codes[end - 1];
			corpus->hits[start] = corpus->hits[end - 1];
			corpus->codes[end - 1] = code;
			corpus->hits[end - 1] = hits;
		}
	}
}

static void check_order_of_columns(uint32_t regions, uint32_t draws)
{
	struct typed typed, reversed;
	typed_regions(&typed, regions);
	typed_regions(&reversed, regions);
	reverse_columns(&reversed);
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = measure_defaults;
	options.draws = draws;
	const char *const names[] = {"focus_attention", "location_quotient"};
	for (size_t i = 0; i < 2; i++) {
		struct measure_result a = typed_measure(&arena, &typed, names[i], &options, 2);
		struct measure_result b = typed_measure(&arena, &reversed, names[i], &options, 2);
		for (size_t region = 0; region < a.region_count; region++)
			for (size_t column = 0; column < COLUMNS; column++)
				assert_same(typed_finding(&a, region, column),
					    typed_finding(&b, region, COLUMNS - 1 - column));
	}
	arena_release(&arena);
	typed_release(&typed);
	typed_release(&reversed);
}

static void order_of_columns_does_not_matter(void **state)
{
	(void)state;
	check_order_of_columns(6, 100);
}

/* So many draws that the columns do not fit one group: column 0 is drawn in the first group of one
 * corpus and in the second of the other. */
static void groups_of_columns_see_the_same_draws(void **state)
{
	(void)state;
	const uint32_t draws = 90000;
	assert_true(BOOTSTRAP_GROUP_BYTES / (draws * sizeof(double)) < COLUMNS);
	check_order_of_columns(2, draws);
}

static void a_region_keeps_its_interval_when_others_come_or_go(void **state)
{
	(void)state;
	struct typed all, alone;
	typed_reports(&all);
	typed_init(&alone, COLUMNS);
	typed_likely(&alone, 4, 120 + 30 * 4);
	struct arena arena;
	arena_init(&arena);
	const char *const names[] = {"attention", "per_10000", "focus_attention"};
	for (size_t i = 0; i < 3; i++) {
		struct measure_result a =
			typed_measure(&arena, &all, names[i], &measure_defaults, 1);
		struct measure_result b =
			typed_measure(&arena, &alone, names[i], &measure_defaults, 1);
		size_t by_bootstrap = 0;
		for (size_t column = 0; column < COLUMNS; column++) {
			const struct finding *left = typed_finding(&a, 3, column);
			const struct finding *right = typed_finding(&b, 0, column);
			assert_true(same_bits(left->low, right->low));
			assert_true(same_bits(left->high, right->high));
			by_bootstrap += !left->interval_is_wilson;
		}
		assert_true(by_bootstrap > 5);
	}
	arena_release(&arena);
	typed_release(&all);
	typed_release(&alone);
}

/* Sums over regions may differ in the last bit. summed: each draw is such a sum too. */
static void assert_alike(const struct finding *a, const struct finding *b, bool summed)
{
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->n, b->n);
	if (!summed || isnan(a->low)) {
		assert_true(same_bits(a->low, b->low) && same_bits(a->high, b->high));
	} else {
		assert_near(a->low, b->low, 1e-12);
		assert_near(a->high, b->high, 1e-12);
	}
	if (finding_has_value(a->state))
		assert_near(a->value, b->value, 1e-14 * fabs(a->value));
}

static void order_of_regions_does_not_matter(void **state)
{
	(void)state;
	struct typed forth, back;
	typed_init(&forth, COLUMNS);
	typed_init(&back, COLUMNS);
	for (uint32_t i = 1; i <= 5; i++) {
		typed_likely(&forth, i, 100 + 20 * i);
		typed_likely(&back, 6 - i, 100 + 20 * (6 - i));
	}
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = measure_defaults;
	options.draws = 100;
	for (size_t i = 0; i < measure_count; i++) {
		/* It compares a region with the mean of the others, draw by draw. */
		bool summed = strcmp(measures[i].name, "distinctiveness") == 0 ||
			      strcmp(measures[i].name, "effective_regions") == 0;
		struct measure_result a =
			typed_measure(&arena, &forth, measures[i].name, &options, 1);
		struct measure_result b =
			typed_measure(&arena, &back, measures[i].name, &options, 1);
		for (size_t region = 0; region < a.region_count; region++)
			for (size_t column = 0; column < a.column_count; column++)
				assert_alike(typed_finding(&a, region, column),
					     typed_finding(&b, a.region_count - 1 - region, column),
					     summed);
	}
	arena_release(&arena);
	typed_release(&forth);
	typed_release(&back);
}

static struct finding attention_of(const struct typed *typed, uint64_t seed, uint32_t draws)
{
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = measure_defaults;
	options.seed = seed;
	options.draws = draws;
	struct measure_result result = typed_measure(&arena, typed, "attention", &options, 1);
	struct finding finding = *typed_finding(&result, 0, 0);
	arena_release(&arena);
	return finding;
}

/* Sentences on their own: the interval of a share, 0.2 +- 1.96 sqrt(0.16 / 1000). In paragraphs of
 * ten that hold the code in all sentences or in none, the same share is sqrt(10) times less sure.
 */
static void width_follows_the_paragraphs(void **state)
{
	(void)state;
	struct typed apart, together;
	typed_init(&apart, 1);
	typed_simple(&apart, 1, 200, 1000);
	typed_init(&together, 1);
	typed_region(&together, 1, COVERAGE_READ);
	for (uint32_t i = 0; i < 1000; i++) {
		if (i % 10 == 0)
			typed_passage(&together);
		else
			typed_passage_on(&together);
		if (i < 200)
			typed_code(&together, 0, 1);
	}
	struct finding alone = attention_of(&apart, 1, 4000);
	assert_near(alone.low, 0.2 - 0.0248, 0.0025);
	assert_near(alone.high, 0.2 + 0.0248, 0.0025);
	struct finding clustered = attention_of(&together, 1, 4000);
	assert_near(clustered.low, 0.2 - 0.0784, 0.011);
	assert_near(clustered.high, 0.2 + 0.0784, 0.011);
	typed_release(&apart);
	typed_release(&together);
}

static void seed_decides_the_draws(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 20, 100);
	struct finding one = attention_of(&typed, 1, 1), again = attention_of(&typed, 1, 1);
	assert_true(one.low == one.high && one.low == again.low);
	size_t different = 0;
	for (uint64_t seed = 2; seed < 12; seed++)
		different += attention_of(&typed, seed, 1).low != one.low;
	assert_true(different > 5);
	typed_release(&typed);
}

/* A draw is as large as the region: in a code that half the paragraphs hold, the draw's share times
 * the number of paragraphs is whole. */
static void a_draw_has_as_many_paragraphs_as_the_region(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 8, 17);
	for (uint64_t seed = 0; seed < 50; seed++) {
		double count = attention_of(&typed, seed, 1).low * 17;
		assert_near(count, round(count), 1e-12);
		assert_true(count >= 0 && count <= 17);
	}
	typed_release(&typed);
}

/* All others together name the code once in six sentences: in a third of the draws not at all, and
 * then the quotient against them has no upper bound. */
static void a_bound_that_is_not_finite_is_unknown(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 10, 50);
	typed_simple(&typed, 2, 1, 6);
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = measure_defaults;
	options.leave_one_out = true;
	struct measure_result result =
		typed_measure(&arena, &typed, "location_quotient", &options, 1);
	const struct finding *finding = typed_finding(&result, 0, 0);
	assert_near(finding->value, 1.2, 1e-12);
	assert_true(finding->low > 0 && finding->low < 1.2);
	assert_true(isnan(finding->high) && !finding->interval_is_wilson);
	arena_release(&arena);
	typed_release(&typed);
}

static void cancelled_work_stops_and_says_so(void **state)
{
	(void)state;
	struct typed typed;
	typed_reports(&typed);
	struct arena arena;
	arena_init(&arena);
	const char *const names[] = {"attention", "location_quotient"};
	for (size_t i = 0; i < 2; i++) {
		struct job job;
		job_init(&job, 2);
		atomic_store(&job.cancel, true);
		struct measure_result result = {NULL, 77, 77};
		struct error error;
		enum status status = measure_find(slice_from(names[i]))
					     ->function(&job, &arena, &typed.corpus,
							&measure_defaults, &result, &error);
		assert_int_equal(status, STATUS_CANCELLED);
		assert_true(result.findings == NULL && result.region_count == 77);
	}
	arena_release(&arena);
	typed_release(&typed);
}

static void progress_reaches_its_total(void **state)
{
	(void)state;
	struct typed typed;
	typed_reports(&typed);
	struct arena arena;
	arena_init(&arena);
	struct job job;
	job_init(&job, 2);
	struct measure_result result;
	struct error error;
	assert_int_equal(
		measure_find(SLICE("M06"))
			->function(&job, &arena, &typed.corpus, &measure_defaults, &result, &error),
		STATUS_OK);
	assert_true(atomic_load(&job.total) > 0);
	assert_true(atomic_load(&job.done) == atomic_load(&job.total));
	arena_release(&arena);
	typed_release(&typed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_number_of_threads_gives_the_same_bytes),
		cmocka_unit_test(order_of_columns_does_not_matter),
		cmocka_unit_test(groups_of_columns_see_the_same_draws),
		cmocka_unit_test(a_region_keeps_its_interval_when_others_come_or_go),
		cmocka_unit_test(order_of_regions_does_not_matter),
		cmocka_unit_test(width_follows_the_paragraphs),
		cmocka_unit_test(seed_decides_the_draws),
		cmocka_unit_test(a_draw_has_as_many_paragraphs_as_the_region),
		cmocka_unit_test(a_bound_that_is_not_finite_is_unknown),
		cmocka_unit_test(cancelled_work_stops_and_says_so),
		cmocka_unit_test(progress_reaches_its_total),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
