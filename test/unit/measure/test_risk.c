/* The rules of docs/risk.md on eight sentences of two regions, worked by hand. */
#include "check.h"

#include <math.h>
#include <stdatomic.h>

#include "measure/risk.h"

enum { FUTURE_A, FUTURE_B, HARDWARE, SCENARIO, GOVERNANCE, DIGITAL, COLUMNS };
enum { PASSAGES = 8, OF_A = 5, PATTERNS = 6 };

/* A: a; b; hardware (digital too); hardware with a scenario; hardware with governance.
 * B: a; nothing; a scenario that a person has put there. */
static const struct risk_mark marks[] = {
	{0, FUTURE_A, 0},	   {0, FUTURE_A, 0}, {1, FUTURE_B, 1},	 {2, HARDWARE, 2},
	{2, DIGITAL, 2},	   {3, HARDWARE, 3}, {3, DIGITAL, 3},	 {3, SCENARIO, 4},
	{4, HARDWARE, 2},	   {4, DIGITAL, 2},  {4, GOVERNANCE, 5}, {5, FUTURE_A, 0},
	{7, SCENARIO, UINT32_MAX},
};

struct given {
	struct arena arena;
	struct job job;
	struct error error;
	struct coded_region regions[3];
	struct coded_column columns[COLUMNS];
	struct coded_passage passages[PASSAGES];
	struct coded_corpus corpus;
	struct column_range ranges[ROLE_COUNT];
	struct risk risk;
};

static void start(struct given *given)
{
	memset(given, 0, sizeof *given);
	arena_init(&given->arena);
	job_init(&given->job, 1);
	for (uint32_t p = 0; p < PASSAGES; p++)
		given->passages[p] = (struct coded_passage){
			.id = p + 1, .region = p >= OF_A, .paragraph = p, .characters = 20};
	given->regions[0] = (struct coded_region){
		.id = {1}, .coverage = COVERAGE_READ, .passage_end = OF_A, .asked = true};
	given->regions[1] = (struct coded_region){.id = {2},
						  .coverage = COVERAGE_READ,
						  .passage_start = OF_A,
						  .passage_end = PASSAGES};
	given->regions[2] = (struct coded_region){
		.id = {3}, .passage_start = PASSAGES, .passage_end = PASSAGES};
	given->corpus = (struct coded_corpus){.regions = given->regions,
					      .region_count = 3,
					      .columns = given->columns,
					      .column_count = COLUMNS,
					      .passages = given->passages,
					      .passage_count = PASSAGES};
	given->ranges[ROLE_FUTURE] = (struct column_range){FUTURE_A, 2};
	given->ranges[ROLE_HARDWARE] = (struct column_range){HARDWARE, 1};
	given->ranges[ROLE_SCENARIO] = (struct column_range){SCENARIO, 1};
	given->ranges[ROLE_GOVERNANCE] = (struct column_range){GOVERNANCE, 1};
	given->ranges[ROLE_DIGITAL] = (struct column_range){DIGITAL, 1};
}

static enum status make(struct given *given)
{
	struct risk_input input = {&given->corpus, given->ranges, marks,
				   sizeof marks / sizeof *marks, PATTERNS};
	return risk_make(&given->job, &given->arena, &input, 0.95, &given->risk, &given->error);
}

static const struct risk_value *value(const struct given *given, size_t region, enum risk_rule rule)
{
	return &given->risk.values[region * RISK_COUNT + rule];
}

static void check_share(const struct given *given, size_t region, enum risk_rule rule, double count,
			double of)
{
	assert_near(value(given, region, rule)->share.count, count, 0);
	assert_near(value(given, region, rule)->share.of, of, 0);
}

static void shares_are_counted_by_their_rules(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	assert_int_equal(make(&given), STATUS_OK);
	assert_true(given.risk.crowded[FUTURE_A]);
	assert_false(given.risk.crowded[FUTURE_B]);
	check_share(&given, 0, RISK_HOMOGENEOUS, 1, 2);
	check_share(&given, 1, RISK_HOMOGENEOUS, 1, 1);
	assert_near(value(&given, 0, RISK_HOMOGENEOUS)->median, 0.75, 1e-12);
	check_share(&given, 0, RISK_HARDWARE, 2.5, 3);
	check_share(&given, 1, RISK_HARDWARE, 0, 1);
	check_share(&given, 0, RISK_LAG, 2, 3);
	check_share(&given, 1, RISK_LAG, 0, 0);
	assert_true(isnan(value(&given, 1, RISK_LAG)->value));
	check_share(&given, 0, RISK_DIVIDE, 3, 5);
	check_share(&given, 1, RISK_DIVIDE, 0, 3);
	check_share(&given, 0, RISK_LAST_MILE, 2, 3);
	assert_true(isnan(value(&given, 2, RISK_DIVIDE)->value));
	/* the third sentence: hardware, no governance, digital, no scenario */
	assert_int_equal(given.risk.counted[2], 1 << RISK_HARDWARE | 1 << RISK_LAG |
							1 << RISK_DIVIDE | 1 << RISK_LAST_MILE);
	arena_release(&given.arena);
}

static void each_pattern_is_left_out_once(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	assert_int_equal(make(&given), STATUS_OK);
	static const uint32_t strongest[] = {0, 2, 2, 2, 2};
	for (int rule = 0; rule < RISK_COUNT; rule++)
		assert_int_equal(given.risk.strongest[rule], strongest[rule]);
	const struct risk_value *hardware = value(&given, 0, RISK_HARDWARE);
	assert_near(hardware->without, 0.5, 1e-12); /* the fourth sentence is left, half */
	assert_near(hardware->least, 0.5, 1e-12);
	assert_near(hardware->most, 1, 1e-12); /* without the scenario's pattern */
	/* without its pattern, a is named by no region and nothing is crowded */
	assert_near(value(&given, 0, RISK_HOMOGENEOUS)->without, 0, 0);
	assert_true(isnan(value(&given, 1, RISK_HOMOGENEOUS)->without));
	/* governance that is not of the digital does not count without a word of the digital */
	assert_near(value(&given, 0, RISK_LAG)->without, 1, 0);
	/* what a person has put there stays */
	assert_near(value(&given, 1, RISK_HARDWARE)->most, 0, 0);
	assert_int_equal(given.risk.change_count, 13);
	const struct risk_change *first = &given.risk.changes[2]; /* of hardware */
	assert_int_equal(first->rule, RISK_HARDWARE);
	assert_int_equal(first->pattern, 2);
	assert_int_equal(first->marks, 2);
	assert_near(risk_share_of(given.risk.all[RISK_HARDWARE]), 0.625, 1e-12);
	assert_near(risk_share_of(first->all), 0.25, 1e-12);
	assert_near(risk_share_of(first->asked), 0.5, 1e-12);
	assert_int_equal(first->region, 0);
	arena_release(&given.arena);
}

static void a_rule_without_its_roles_is_not_there(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	given.ranges[ROLE_SCENARIO].count = 0;
	given.ranges[ROLE_FUTURE].count = 0;
	assert_int_equal(make(&given), STATUS_OK);
	static const bool there[] = {false, false, true, true, false};
	for (int rule = 0; rule < RISK_COUNT; rule++)
		assert_int_equal(given.risk.there[rule], there[rule]);
	for (size_t i = 0; i < given.risk.change_count; i++)
		assert_true(there[given.risk.changes[i].rule]);
	arena_release(&given.arena);
}

static void stops_when_cancelled(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	atomic_store(&given.job.cancel, true);
	assert_int_equal(make(&given), STATUS_CANCELLED);
	arena_release(&given.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_are_counted_by_their_rules),
		cmocka_unit_test(each_pattern_is_left_out_once),
		cmocka_unit_test(a_rule_without_its_roles_is_not_there),
		cmocka_unit_test(stops_when_cancelled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
