/* The division of codes over regions, against what can be worked by hand and against trying all. */
#include "check.h"

#include <stdatomic.h>

#include "base/limits.h"
#include "measure/division.h"
#include "num/random.h"

enum { NO = DIVISION_NONE };

struct given {
	struct arena arena;
	struct job job;
	struct error error;
	bool kept[64];
	int32_t least;
	struct division division;
};

static void start(struct given *given)
{
	memset(given, 0, sizeof *given);
	arena_init(&given->arena);
	job_init(&given->job, 1);
}

static void make(struct given *given, size_t regions, size_t columns, const int32_t *scores,
		 uint32_t leads, uint32_t most)
{
	const struct division_input input = {regions, columns, scores,	    given->kept,
					     leads,   most,    given->least};
	if (division_make(&given->job, &given->arena, &input, &given->division, &given->error) !=
	    STATUS_OK)
		fail_msg("%s", given->error.text);
}

/* A (5, 4), B (5, 1), one each: A the second, B the first. */
static void the_whole_goes_before_the_best_of_one(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	const int32_t scores[] = {5, 4, 5, 1};
	make(&given, 2, 2, scores, 1, 1);
	assert_true(given.division.assigned[1] && given.division.assigned[2]);
	assert_int_equal(given.division.assignments, 2);
	assert_int_equal(given.division.total, 9);
	assert_int_equal(given.division.covered, 2);
	arena_release(&given.arena);
}

/* B alone plans the third; it leads that and not the first, where its score is larger. Nobody plans
 * the others. */
static void every_code_is_covered(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	const int32_t scores[] = {3, NO, NO, NO, 9, NO, 1, NO};
	make(&given, 2, 4, scores, 2, 1);
	assert_true(given.division.assigned[6]);
	assert_false(given.division.assigned[4]);
	assert_true(given.division.assigned[0]);
	assert_int_equal(given.division.planned, 2);
	assert_int_equal(given.division.covered, 2);
	arena_release(&given.arena);
}

/* A (5, 2), B (3, 1), two each, at least 3: A and B the first, nobody the second; with 2 A gets it.
 * What is kept is kept. */
static void a_small_score_leads_nothing(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	const int32_t scores[] = {5, 2, 3, 1};
	given.least = 3;
	make(&given, 2, 2, scores, 2, 2);
	assert_true(given.division.assigned[0] && given.division.assigned[2]);
	assert_false(given.division.assigned[1] || given.division.assigned[3]);
	assert_int_equal(given.division.planned, 2);
	assert_int_equal(given.division.covered, 1);
	given.least = 2;
	make(&given, 2, 2, scores, 2, 2);
	assert_true(given.division.assigned[1]);
	assert_false(given.division.assigned[3]);
	given.least = 4;
	given.kept[3] = true;
	make(&given, 2, 2, scores, 2, 2);
	assert_true(given.division.assigned[3]);
	assert_false(given.division.assigned[2]);
	arena_release(&given.arena);
}

static void platforms_are_kept(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	const int32_t scores[] = {0, 9, 9, NO};
	given.kept[0] = true; /* A has a platform for the first and may lead one */
	make(&given, 2, 2, scores, 1, 1);
	assert_true(given.division.assigned[0]);
	assert_false(given.division.assigned[1]); /* A is full */
	assert_false(given.division.assigned[2]); /* the first is led */
	assert_int_equal(given.division.kept, 1);
	assert_int_equal(given.division.covered, 1);
	arena_release(&given.arena);
}

static void among_equals_the_earlier_place_wins(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	const int32_t scores[] = {7, 7, 7, 7, 7, 7};
	make(&given, 3, 2, scores, 1, 1);
	assert_int_equal(given.division.assignments, 2);
	assert_false(given.division.assigned[4] || given.division.assigned[5]);
	arena_release(&given.arena);
}

/* Every subset of the cells of 3 x 3 that keeps the limits: most covered, then the best total. */
static void it_is_the_best_of_all(void **state)
{
	(void)state;
	enum { SIDE = 3, CELLS = SIDE * SIDE };
	for (uint64_t round = 0; round < 200; round++) {
		struct given given;
		start(&given);
		int32_t scores[CELLS];
		for (uint64_t i = 0; i < CELLS; i++)
			scores[i] = (int32_t)random_below(5, round, i, 8) - 1;
		uint32_t leads = 1 + (uint32_t)random_below(6, round, 1, 2);
		uint32_t most = 1 + (uint32_t)random_below(6, round, 2, 2);
		given.least = (int32_t)random_below(6, round, 3, 4) - 1;
		int best_covered = -1, best_total = -1;
		for (unsigned set = 0; set < 1U << CELLS; set++) {
			uint32_t of_row[SIDE] = {0}, of_column[SIDE] = {0};
			int total = 0, covered = 0;
			bool good = true; /* keeps the limits */
			for (unsigned i = 0; i < CELLS; i++) {
				if ((set >> i & 1) == 0)
					continue;
				good &= scores[i] >= 0 && scores[i] >= given.least &&
					++of_row[i / SIDE] <= most &&
					++of_column[i % SIDE] <= leads;
				total += scores[i];
			}
			for (int c = 0; c < SIDE; c++)
				covered += of_column[c] > 0;
			if (good && (covered > best_covered ||
				     (covered == best_covered && total > best_total))) {
				best_covered = covered;
				best_total = total;
			}
		}
		make(&given, SIDE, SIDE, scores, leads, most);
		assert_int_equal(given.division.covered, best_covered);
		assert_int_equal(given.division.total, best_total);
		arena_release(&given.arena);
	}
}

static void pairs_count_who_do_the_same(void **state)
{
	(void)state;
	const bool all[] = {true, true, true, true, true, true};
	const bool some[] = {true, false, false, true, true, false};
	assert_near(division_pairs(all, 3, 2), 6, 0);
	assert_near(division_pairs(some, 3, 2), 1, 0);
}

static void too_many_are_refused_and_it_can_be_stopped(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	const struct division_input large = {.region_count = LIMIT_LIKENESS_REGIONS + 1,
					     .column_count = 1};
	assert_int_equal(
		division_make(&given.job, &given.arena, &large, &given.division, &given.error),
		STATUS_LIMIT);
	const int32_t scores[] = {1};
	const struct division_input one = {1, 1, scores, given.kept, 1, 1, 0};
	atomic_store(&given.job.cancel, true);
	assert_int_equal(
		division_make(&given.job, &given.arena, &one, &given.division, &given.error),
		STATUS_CANCELLED);
	arena_release(&given.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_goes_before_the_best_of_one),
		cmocka_unit_test(every_code_is_covered),
		cmocka_unit_test(a_small_score_leads_nothing),
		cmocka_unit_test(platforms_are_kept),
		cmocka_unit_test(among_equals_the_earlier_place_wins),
		cmocka_unit_test(it_is_the_best_of_all),
		cmocka_unit_test(pairs_count_who_do_the_same),
		cmocka_unit_test(too_many_are_refused_and_it_can_be_stopped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
