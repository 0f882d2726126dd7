/* M19 to M24, M26 to M28, M33 by the examples of docs/balance.md, worked by hand. */
#include "check.h"

#include <math.h>

#include "measure/balance.h"

/* One region, every sentence a paragraph of its own, one column each unless `with` gives a second.
 */
struct sentence {
	uint32_t column;
	uint32_t with; /* UINT32_MAX: none */
	uint8_t commitment;
	uint32_t times;
};

enum { SENTENCES_MOST = 128 };

struct given {
	struct arena arena;
	struct job job;
	struct coded_region regions[2];
	struct coded_column columns[16];
	struct coded_passage passages[SENTENCES_MOST];
	uint32_t codes[2 * SENTENCES_MOST], hits[2 * SENTENCES_MOST];
	struct coded_corpus corpus;
	struct column_range ranges[ROLE_COUNT];
	struct balance balance;
	struct error error;
};

static void add(struct given *given, uint32_t region, const struct sentence *sentence)
{
	struct coded_corpus *corpus = &given->corpus;
	for (uint32_t i = 0; i < sentence->times; i++) {
		struct coded_passage *passage = &given->passages[corpus->passage_count];
		*passage = (struct coded_passage){.id = (int64_t)corpus->passage_count + 1,
						  .region = region,
						  .paragraph = (uint32_t)corpus->passage_count,
						  .characters = 20,
						  .commitment = sentence->commitment};
		passage->code_start = passage->hits_start = (uint32_t)corpus->code_count;
		given->codes[corpus->code_count++] = sentence->column;
		if (sentence->with != UINT32_MAX)
			given->codes[corpus->code_count++] = sentence->with;
		passage->code_end = (uint32_t)corpus->code_count;
		corpus->passage_count++;
		corpus->paragraph_count++;
	}
}

static void start(struct given *given, size_t columns, const struct sentence *sentences,
		  size_t count)
{
	memset(given, 0, sizeof *given);
	arena_init(&given->arena);
	job_init(&given->job, 1);
	for (size_t i = 0; i < 2 * SENTENCES_MOST; i++)
		given->hits[i] = 1;
	given->regions[0] = (struct coded_region){
		.id = {1}, .coverage = COVERAGE_READ, .document_count = 1, .asked = true};
	given->corpus = (struct coded_corpus){.regions = given->regions,
					      .region_count = 1,
					      .columns = given->columns,
					      .column_count = columns,
					      .passages = given->passages,
					      .codes = given->codes,
					      .hits = given->hits};
	for (size_t i = 0; i < count; i++)
		add(given, 0, &sentences[i]);
	given->regions[0].passage_end = (uint32_t)given->corpus.passage_count;
	given->regions[0].paragraph_end = (uint32_t)given->corpus.paragraph_count;
}

static void make(struct given *given, uint32_t draws)
{
	struct measure_options options = measure_defaults;
	options.draws = draws;
	if (balance_make(&given->job, &given->arena, &given->corpus, given->ranges, &options,
			 &given->balance, &given->error) != STATUS_OK)
		fail_msg("%s", given->error.text);
}

static const struct balance_value *value(const struct given *given, enum balance_kind kind,
					 size_t nth)
{
	for (size_t i = 0; i < given->balance.part_count; i++)
		if (given->balance.parts[i].kind == kind && nth-- == 0)
			return &given->balance.values[i];
	fail_msg("no such part");
	return NULL;
}

static void elements_are_set_against_their_geometric_mean(void **state)
{
	(void)state;
	struct given given;
	const struct sentence sentences[] = {{0, UINT32_MAX, COMMITMENT_BUILD, 12},
					     {1, UINT32_MAX, COMMITMENT_PROMOTE, 4},
					     {2, UINT32_MAX, COMMITMENT_TARGET, 6},
					     {3, UINT32_MAX, COMMITMENT_NONE, 5}};
	start(&given, 4, sentences, 4);
	given.ranges[ROLE_ELEMENT] = (struct column_range){0, 4};
	given.ranges[ROLE_HARDWARE] = (struct column_range){0, 1};
	given.ranges[ROLE_SCENARIO] = (struct column_range){3, 1};
	make(&given, 200);
	static const double clr[] = {0.624140, -0.397512, -0.029787, -0.196841};
	for (size_t i = 0; i < 4; i++)
		assert_near(value(&given, BALANCE_ELEMENT, i)->value, clr[i], 1e-6);
	assert_near(value(&given, BALANCE_HARDWARE, 0)->value, 0.820981, 1e-6);
	assert_true(value(&given, BALANCE_HARDWARE, 0)->low < 0.820981 &&
		    value(&given, BALANCE_HARDWARE, 0)->high > 0.820981);
	/* built and target */
	assert_near(value(&given, BALANCE_COMPLETE, 0)->value, 2, 0);
	assert_true(isnan(value(&given, BALANCE_COMPLETE, 0)->low));
	arena_release(&given.arena);
}

static void a_sentence_with_hardware_and_scenario_is_half_of_each(void **state)
{
	(void)state;
	struct given given;
	const struct sentence sentences[] = {{0, 1, COMMITMENT_BUILD, 3},
					     {0, UINT32_MAX, COMMITMENT_BUILD, 1}};
	start(&given, 2, sentences, 2);
	given.ranges[ROLE_HARDWARE] = (struct column_range){0, 1};
	given.ranges[ROLE_SCENARIO] = (struct column_range){1, 1};
	make(&given, 0);
	assert_near(value(&given, BALANCE_HARDWARE, 0)->count, 2.5, 0);
	assert_near(value(&given, BALANCE_HARDWARE, 0)->of, 1.5, 0);
	arena_release(&given.arena);
}

static void chain_and_instruments_are_even_as_their_entropy(void **state)
{
	(void)state;
	struct given given;
	const struct sentence sentences[] = {
		{0, UINT32_MAX, COMMITMENT_PROMOTE, 4},	 {1, UINT32_MAX, COMMITMENT_PROMOTE, 10},
		{2, UINT32_MAX, COMMITMENT_PROMOTE, 6},	 {3, UINT32_MAX, COMMITMENT_PROMOTE, 30},
		{4, UINT32_MAX, COMMITMENT_PROMOTE, 10}, {5, UINT32_MAX, COMMITMENT_PROMOTE, 60}};
	start(&given, 6, sentences, 6);
	given.ranges[ROLE_CHAIN] = (struct column_range){0, 3};
	given.ranges[ROLE_INSTRUMENT] = (struct column_range){3, 3};
	make(&given, 0);
	assert_near(value(&given, BALANCE_LINK, 1)->value, 0.5, 1e-12);
	assert_near(value(&given, BALANCE_CHAIN_EVENNESS, 0)->value, 0.937231, 1e-6);
	assert_near(value(&given, BALANCE_CHAIN_CLOSURE, 0)->value, 0.6, 1e-12);
	assert_near(value(&given, BALANCE_INSTRUMENT, 1)->value, 0.1, 1e-12);
	assert_near(value(&given, BALANCE_INSTRUMENT_EVENNESS, 0)->value, 0.817345, 1e-6);
	arena_release(&given.arena);
}

static void depth_is_the_mean_of_the_topics_levels(void **state)
{
	(void)state;
	struct given given;
	const struct sentence sentences[] = {{0, UINT32_MAX, COMMITMENT_PROMOTE, 2},
					     {4, UINT32_MAX, COMMITMENT_BUILD, 1},
					     {4, UINT32_MAX, COMMITMENT_PROMOTE, 1},
					     {5, UINT32_MAX, COMMITMENT_NONE, 1}};
	start(&given, 6, sentences, 4);
	given.ranges[ROLE_GOVERNANCE] = (struct column_range){0, 6};
	make(&given, 0);
	assert_near(value(&given, BALANCE_TOPIC, 0)->value, 2, 0);
	assert_near(value(&given, BALANCE_TOPIC, 1)->value, 0, 0);
	assert_near(value(&given, BALANCE_TOPIC, 4)->value, 3, 0);
	assert_near(value(&given, BALANCE_GOVERNANCE, 0)->value, 1.0, 1e-12);
	arena_release(&given.arena);
}

/* G 3, A 20 as in the example; q is what the corpus has: 3 of 20. */
static void the_lag_sets_governance_against_what_is_digital(void **state)
{
	(void)state;
	struct given given;
	const struct sentence sentences[] = {{0, UINT32_MAX, COMMITMENT_PROMOTE, 17},
					     {0, 1, COMMITMENT_PROMOTE, 3},
					     {1, UINT32_MAX, COMMITMENT_PROMOTE, 4}};
	start(&given, 2, sentences, 3);
	given.ranges[ROLE_DIGITAL] = (struct column_range){0, 1};
	given.ranges[ROLE_GOVERNANCE] = (struct column_range){1, 1};
	make(&given, 0);
	assert_near(value(&given, BALANCE_LAG, 0)->value, -1.767662, 1e-6);
	assert_near(value(&given, BALANCE_LAG_Z, 0)->value, 0, 1e-12);
	assert_near(given.balance.rate, 0.15, 1e-12);
	arena_release(&given.arena);
}

static void levers_count_where_a_paragraph_names_a_future_field(void **state)
{
	(void)state;
	struct given given;
	const struct sentence sentences[] = {{0, 1, COMMITMENT_PROMOTE, 1},
					     {0, UINT32_MAX, COMMITMENT_PROMOTE, 1},
					     {2, UINT32_MAX, COMMITMENT_PROMOTE, 1}};
	start(&given, 3, sentences, 3);
	given.ranges[ROLE_FUTURE] = (struct column_range){0, 1};
	given.ranges[ROLE_LEVER] = (struct column_range){1, 2};
	given.passages[1].paragraph = 0; /* the second sentence closes the first paragraph */
	make(&given, 0);
	assert_near(value(&given, BALANCE_LEVERS, 0)->value, 1, 1e-12);
	assert_near(value(&given, BALANCE_LEVERS, 0)->of, 1, 0);
	arena_release(&given.arena);
}

/* H 2, S 5, of which two hold the slogan alone and one has hits of both: without it H 2, S 3. */
static void the_slogan_is_taken_out_of_the_scenarios(void **state)
{
	(void)state;
	struct given given;
	const struct sentence sentences[] = {{0, UINT32_MAX, COMMITMENT_BUILD, 2},
					     {1, UINT32_MAX, COMMITMENT_PROMOTE, 2},
					     {1, 2, COMMITMENT_PROMOTE, 3}};
	start(&given, 3, sentences, 3);
	given.ranges[ROLE_HARDWARE] = (struct column_range){0, 1};
	given.ranges[ROLE_SCENARIO] = (struct column_range){1, 1};
	given.ranges[ROLE_SLOGAN] = (struct column_range){2, 1};
	/* the last sentence names a scenario besides: two hits of scenarios, one of the slogan */
	given.hits[given.passages[6].hits_start] = 2;
	make(&given, 0);
	assert_near(value(&given, BALANCE_HARDWARE, 0)->value, log(2.5 / 5.5), 1e-12);
	assert_near(value(&given, BALANCE_HARDWARE_PLAIN, 0)->value, log(2.5 / 3.5), 1e-12);
	assert_near(value(&given, BALANCE_HARDWARE_PLAIN, 0)->of, 3, 0);
	assert_near(value(&given, BALANCE_SLOGAN, 0)->value, log(5.5 / 3.5), 1e-12);
	assert_near(value(&given, BALANCE_SLOGAN, 0)->count, 2, 0);
	assert_near(value(&given, BALANCE_SLOGAN, 0)->of, 5, 0);
	arena_release(&given.arena);
}

/* Hardware with the slogan is half of each; without it, hardware alone. */
static void hardware_beside_the_slogan_is_hardware(void **state)
{
	(void)state;
	struct given given;
	const struct sentence sentences[] = {{0, 1, COMMITMENT_BUILD, 1},
					     {2, UINT32_MAX, COMMITMENT_NONE, 1}};
	start(&given, 3, sentences, 2);
	given.ranges[ROLE_HARDWARE] = (struct column_range){0, 1};
	given.ranges[ROLE_SCENARIO] = (struct column_range){1, 1};
	given.ranges[ROLE_SLOGAN] = (struct column_range){1, 1};
	make(&given, 0);
	assert_near(value(&given, BALANCE_HARDWARE, 0)->count, 0.5, 0);
	assert_near(value(&given, BALANCE_HARDWARE_PLAIN, 0)->count, 1, 0);
	assert_near(value(&given, BALANCE_HARDWARE_PLAIN, 0)->of, 0, 0);
	arena_release(&given.arena);
}

/* Sentences at stages 1, 2 and 4: stage 4, with a gap at 3. */
static void a_stage_is_the_highest_with_a_sentence(void **state)
{
	(void)state;
	struct given given;
	const struct sentence sentences[] = {{0, UINT32_MAX, COMMITMENT_PROMOTE, 7},
					     {1, UINT32_MAX, COMMITMENT_PROMOTE, 2},
					     {3, UINT32_MAX, COMMITMENT_BUILD, 1},
					     {7, UINT32_MAX, COMMITMENT_BUILD, 1}};
	start(&given, 10, sentences, 4);
	given.ranges[ROLE_MARKET] = (struct column_range){0, 5};
	given.ranges[ROLE_BORDER] = (struct column_range){5, 4};
	make(&given, 400);
	const struct balance_value *market = value(&given, BALANCE_MARKET, 0);
	assert_near(market->value, 4, 0);
	assert_near(market->count, 3, 0);
	assert_near(market->of, 5, 0);
	/* one paragraph of 11 is drawn no time in (10 / 11)^11 = 0.35 of the draws, and then the
	 * stage is 2 or 1: the range is one of whole stages and ends at the value */
	assert_near(market->high, 4, 0);
	assert_true(market->low == 1 || market->low == 2);
	static const double sentences_of[] = {7, 2, 0, 1, 0};
	for (size_t i = 0; i < 5; i++)
		assert_near(value(&given, BALANCE_MARKET_STEP, i)->value, sentences_of[i], 0);
	/* a negative list alone: stage 3 */
	assert_near(value(&given, BALANCE_BORDER, 0)->value, 3, 0);
	assert_near(value(&given, BALANCE_BORDER, 0)->count, 1, 0);
	arena_release(&given.arena);
}

static void no_sentence_of_any_stage_is_stage_0(void **state)
{
	(void)state;
	struct given given;
	const struct sentence sentences[] = {{2, UINT32_MAX, COMMITMENT_PROMOTE, 6}};
	start(&given, 3, sentences, 1);
	given.ranges[ROLE_BORDER] = (struct column_range){0, 2};
	make(&given, 50);
	const struct balance_value *border = value(&given, BALANCE_BORDER, 0);
	assert_true(border->value == 0 && border->low == 0 && border->high == 0 &&
		    border->count == 0);
	arena_release(&given.arena);
}

static void threads_change_nothing_and_no_role_means_no_part(void **state)
{
	(void)state;
	struct given one, four;
	const struct sentence sentences[] = {{0, 1, COMMITMENT_BUILD, 9},
					     {1, UINT32_MAX, COMMITMENT_NONE, 7}};
	start(&one, 2, sentences, 2);
	make(&one, 100);
	assert_int_equal(one.balance.part_count, 0);
	arena_release(&one.arena);
	start(&one, 2, sentences, 2);
	start(&four, 2, sentences, 2);
	job_init(&four.job, 4);
	for (int i = 0; i < 2; i++) {
		struct given *given = i == 0 ? &one : &four;
		given->ranges[ROLE_ELEMENT] = (struct column_range){0, 2};
		make(given, 100);
	}
	assert_memory_equal(one.balance.values, four.balance.values,
			    one.balance.part_count * sizeof *one.balance.values);
	arena_release(&one.arena);
	arena_release(&four.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_are_set_against_their_geometric_mean),
		cmocka_unit_test(a_sentence_with_hardware_and_scenario_is_half_of_each),
		cmocka_unit_test(chain_and_instruments_are_even_as_their_entropy),
		cmocka_unit_test(depth_is_the_mean_of_the_topics_levels),
		cmocka_unit_test(the_lag_sets_governance_against_what_is_digital),
		cmocka_unit_test(levers_count_where_a_paragraph_names_a_future_field),
		cmocka_unit_test(the_slogan_is_taken_out_of_the_scenarios),
		cmocka_unit_test(hardware_beside_the_slogan_is_hardware),
		cmocka_unit_test(a_stage_is_the_highest_with_a_sentence),
		cmocka_unit_test(no_sentence_of_any_stage_is_stage_0),
		cmocka_unit_test(threads_change_nothing_and_no_role_means_no_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
