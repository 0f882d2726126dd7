/* What must hold for any corpus. */
#include "check.h"

#include "unit/measure/typed.h"

enum { COLUMNS = 12, REGIONS = 5 };

static void typed_reports(struct typed *typed)
{
	typed_init(typed, COLUMNS);
	for (uint32_t id = 1; id <= REGIONS; id++)
		typed_likely(typed, id, 150 + 40 * id);
}

static struct measure_options fast(void)
{
	struct measure_options options = measure_defaults;
	options.draws = 300;
	return options;
}

static void shares_stay_in_range_and_intervals_hold_their_value(void **state)
{
	(void)state;
	struct typed typed;
	typed_reports(&typed);
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = fast();
	for (size_t i = 0; i < measure_count; i++) {
		struct measure_result result =
			typed_measure(&arena, &typed, measures[i].name, &options, 2);
		size_t values = 0;
		for (size_t cell = 0; cell < result.region_count * result.column_count; cell++) {
			const struct finding *finding = &result.findings[cell];
			if (!finding_has_value(finding->state))
				continue;
			values++;
			if (measures[i].share) {
				assert_true(finding->value >= 0 && finding->value <= 1);
				assert_false(finding->low < 0 || finding->high > 1);
			}
			if (!isnan(finding->low))
				assert_true(finding->low <= finding->value);
			if (!isnan(finding->high))
				assert_true(finding->value <= finding->high);
		}
		assert_true(values > 0);
	}
	arena_release(&arena);
	typed_release(&typed);
}

/* Appends every passage of the region a second time, in paragraphs of its own. */
static void typed_twice(struct typed *typed, uint32_t id, uint32_t passages)
{
	typed_likely(typed, id, passages);
	size_t start = typed->corpus.regions[typed->corpus.region_count - 1].passage_start;
	for (size_t i = start; i < start + passages; i++) {
		struct coded_passage *copy =
			(i - start) % 3 == 0 ? typed_passage(typed) : typed_passage_on(typed);
		struct coded_passage original = typed->corpus.passages[i];
		copy->characters = original.characters;
		copy->orientation = original.orientation;
		uint32_t code_count = original.code_end - original.code_start;
		for (uint32_t code = 0; code < code_count; code++)
			typed_code(typed, typed->corpus.codes[original.code_start + code],
				   typed->corpus.hits[original.hits_start + code]);
	}
}

static void doubling_the_corpus_leaves_shares_alone(void **state)
{
	(void)state;
	struct typed once, twice;
	typed_reports(&once);
	typed_init(&twice, COLUMNS);
	for (uint32_t id = 1; id <= REGIONS; id++)
		typed_twice(&twice, id, 150 + 40 * id);
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = fast();
	options.draws = 0;
	const char *const names[] = {"density",		 "past_share",	    "attention",
				     "per_10000",	 "focus_attention", "location_quotient",
				     "effective_regions"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct measure_result a = typed_measure(&arena, &once, names[i], &options, 1);
		struct measure_result b = typed_measure(&arena, &twice, names[i], &options, 1);
		for (size_t cell = 0; cell < a.region_count * a.column_count; cell++) {
			assert_near(a.findings[cell].value, b.findings[cell].value, 1e-12);
			assert_int_equal(2 * a.findings[cell].n, b.findings[cell].n);
		}
	}
	arena_release(&arena);
	typed_release(&once);
	typed_release(&twice);
}

/* Paragraphs in reverse, as if documents had been added in another order. */
static void reverse_passages(struct typed *typed)
{
	for (size_t region = 0; region < typed->corpus.region_count; region++) {
		struct coded_passage *first =
			typed->corpus.passages + typed->corpus.regions[region].passage_start;
		struct coded_passage *last =
			typed->corpus.passages + typed->corpus.regions[region].passage_end;
		for (; last - first > 1; first++) {
			struct coded_passage kept = *first;
			*first = *--last;
			*last = kept;
		}
	}
}

static void order_of_documents_does_not_matter(void **state)
{
	(void)state;
	struct typed forth, back;
	typed_reports(&forth);
	typed_reports(&back);
	reverse_passages(&back);
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = fast();
	options.draws = 0;
	for (size_t i = 0; i < measure_count; i++) {
		const char *name = measures[i].name;
		struct measure_result a = typed_measure(&arena, &forth, name, &options, 1);
		struct measure_result b = typed_measure(&arena, &back, name, &options, 1);
		for (size_t cell = 0; cell < a.region_count * a.column_count; cell++) {
			const struct finding *left = &a.findings[cell], *right = &b.findings[cell];
			assert_int_equal(left->state, right->state);
			if (finding_has_value(left->state))
				assert_near(left->value, right->value, 1e-12);
		}
	}
	arena_release(&arena);
	typed_release(&forth);
	typed_release(&back);
}

static void one_region_is_no_more_than_itself(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, COLUMNS);
	typed_likely(&typed, 1, 300);
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = fast();
	struct measure_result quotient =
		typed_measure(&arena, &typed, "location_quotient", &options, 1);
	struct measure_result logarithm =
		typed_measure(&arena, &typed, "log_location_quotient", &options, 1);
	for (size_t column = 0; column < COLUMNS; column++) {
		const struct finding *finding = typed_finding(&quotient, 0, column);
		if (!finding_has_value(finding->state))
			continue;
		assert_true(finding->value == 1);
		assert_true(typed_finding(&logarithm, 0, column)->value == 0);
		/* Drawn with its base, it stays the same as its base. */
		if (!finding->interval_is_wilson)
			assert_true(finding->low == 1 && finding->high == 1);
	}
	arena_release(&arena);
	typed_release(&typed);
}

/* Of two regions each is the other's rest: what one has more, the other has less. */
static void logarithms_are_symmetric(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 1);
	typed_simple(&typed, 1, 30, 100);
	typed_simple(&typed, 2, 40, 300);
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = fast();
	options.leave_one_out = true;
	const char *const names[] = {"log_location_quotient", "log_odds_ratio", "log_odds"};
	for (size_t i = 0; i < 3; i++) {
		struct measure_result result = typed_measure(&arena, &typed, names[i], &options, 1);
		const struct finding *one = typed_finding(&result, 0, 0);
		const struct finding *other = typed_finding(&result, 1, 0);
		assert_true(one->value > 0);
		assert_near(one->value, -other->value, 1e-12);
		if (!isnan(one->low)) {
			assert_near(one->low, -other->high, 1e-12);
			assert_near(one->high, -other->low, 1e-12);
		}
	}
	arena_release(&arena);
	typed_release(&typed);
}

/* Quotients weighted by the size of their regions have mean 1. */
static void quotients_balance_over_the_regions(void **state)
{
	(void)state;
	struct typed typed;
	typed_reports(&typed);
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = fast();
	options.draws = 0;
	struct measure_result result =
		typed_measure(&arena, &typed, "location_quotient", &options, 1);
	for (size_t column = 0; column < 4; column++) {
		double sum = 0;
		for (size_t region = 0; region < REGIONS; region++)
			sum += typed_finding(&result, region, column)->value *
			       typed_finding(&result, region, column)->denominator;
		assert_near(sum / (double)typed.corpus.passage_count, 1, 1e-12);
	}
	arena_release(&arena);
	typed_release(&typed);
}

static void regions_without_documents_change_nothing(void **state)
{
	(void)state;
	struct typed without, with;
	typed_reports(&without);
	typed_init(&with, COLUMNS);
	typed_region(&with, 90, COVERAGE_NO_DOCUMENT);
	for (uint32_t id = 1; id <= REGIONS; id++) {
		typed_likely(&with, id, 150 + 40 * id);
		typed_region(&with, 90 + id, COVERAGE_NO_DOCUMENT);
	}
	struct arena arena;
	arena_init(&arena);
	struct measure_options options = fast();
	for (size_t i = 0; i < measure_count; i++) {
		const char *name = measures[i].name;
		struct measure_result a = typed_measure(&arena, &without, name, &options, 2);
		struct measure_result b = typed_measure(&arena, &with, name, &options, 2);
		for (size_t region = 0; region < a.region_count; region++)
			for (size_t column = 0; column < a.column_count; column++) {
				size_t other = measures[i].per_column_only ? 0 : 1 + 2 * region;
				const struct finding *left = typed_finding(&a, region, column);
				const struct finding *right = typed_finding(&b, other, column);
				assert_memory_equal(&left->value, &right->value, sizeof(double));
				assert_memory_equal(&left->low, &right->low, sizeof(double));
				assert_memory_equal(&left->high, &right->high, sizeof(double));
				assert_memory_equal(&left->baseline, &right->baseline,
						    sizeof(double));
			}
	}
	arena_release(&arena);
	typed_release(&without);
	typed_release(&with);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_stay_in_range_and_intervals_hold_their_value),
		cmocka_unit_test(doubling_the_corpus_leaves_shares_alone),
		cmocka_unit_test(order_of_documents_does_not_matter),
		cmocka_unit_test(one_region_is_no_more_than_itself),
		cmocka_unit_test(logarithms_are_symmetric),
		cmocka_unit_test(quotients_balance_over_the_regions),
		cmocka_unit_test(regions_without_documents_change_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
