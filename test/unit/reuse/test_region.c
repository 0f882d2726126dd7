#include "check.h"

#include "num/random.h"
#include "reuse/find.h"

enum { UNITS = 1000 };

/* Two texts of characters that occur nowhere else: runs are equal only where a test makes them so.
 */
struct fixture {
	uint16_t a_ids[UNITS], b_ids[UNITS];
	struct unit_text a, b;
	struct region_work work;
	struct reuse_rules rules;
};

static void start(struct fixture *f)
{
	for (uint32_t i = 0; i < UNITS; i++) {
		f->a_ids[i] = (uint16_t)(1000 + i);
		f->b_ids[i] = (uint16_t)(3000 + i);
	}
	f->a = (struct unit_text){.ids = f->a_ids, .count = UNITS};
	f->b = (struct unit_text){.ids = f->b_ids, .count = UNITS};
	f->work = (struct region_work){0};
	f->rules = (struct reuse_rules){.probe = 6, .probe_reach = 40};
}

static void share(struct fixture *f, uint32_t a, uint32_t b, uint32_t length)
{
	memcpy(f->b_ids + b, f->a_ids + a, length * sizeof *f->b_ids);
}

static bool probe(struct fixture *f, uint32_t a, uint32_t b)
{
	region_work_text(&f->work, &f->a);
	return region_probe(&f->work, &f->b, (struct box){a, a + 1, b, b + 1}, &f->rules);
}

/* A run of n units has n - 3 grams and weighs (n - 2) / 2: 14 units weigh 6, 13 weigh 5.5. */
static void a_run_alone_must_be_long(void **state)
{
	(void)state;
	struct fixture f;
	start(&f);
	share(&f, 500, 300, 13);
	assert_false(probe(&f, 500, 300));
	share(&f, 500, 300, 14);
	assert_true(probe(&f, 500, 300));
	region_work_release(&f.work);
}

/* 8 units weigh 3: two such runs within reach are enough, in either order, one is not. */
static void runs_near_by_count_in_any_order(void **state)
{
	(void)state;
	struct fixture f;
	start(&f);
	share(&f, 500, 300, 8);
	assert_false(probe(&f, 500, 300));
	share(&f, 480, 320, 8);
	assert_true(probe(&f, 500, 300));
	region_work_release(&f.work);
	start(&f);
	share(&f, 500, 300, 8);
	share(&f, 440, 320, 8); /* too far in a */
	assert_false(probe(&f, 500, 300));
	region_work_release(&f.work);
}

static void ends_of_texts_are_no_trouble(void **state)
{
	(void)state;
	struct fixture f;
	start(&f);
	share(&f, 0, UNITS - 20, 20);
	assert_true(probe(&f, 0, UNITS - 20));
	assert_true(probe(&f, 19, UNITS - 1));
	f.a.count = 3; /* no run of four */
	assert_false(probe(&f, 0, UNITS - 20));
	region_work_release(&f.work);
}

/* The same question without any table. */
static bool probe_by_hand(const struct fixture *f, struct box seeds)
{
	uint32_t reach = f->rules.probe_reach + RUN_UNITS;
	uint32_t a_start = seeds.a_start > reach ? seeds.a_start - reach : 0;
	uint32_t b_start = seeds.b_start > reach ? seeds.b_start - reach : 0;
	uint32_t a_end = seeds.a_end + reach < f->a.count ? seeds.a_end + reach : f->a.count;
	uint32_t b_end = seeds.b_end + reach < f->b.count ? seeds.b_end + reach : f->b.count;
	double weight = 0;
	for (uint32_t j = b_start; j + RUN_UNITS <= b_end;) {
		uint32_t longest = 0;
		for (uint32_t i = a_start; i < a_end; i++) {
			uint32_t length = 0;
			while (i + length < a_end && j + length < b_end &&
			       f->a_ids[i + length] == f->b_ids[j + length])
				length++;
			longest = length > longest ? length : longest;
		}
		weight += longest < RUN_UNITS ? 0 : (longest - RUN_UNITS + 2) / 2.0;
		j += longest < RUN_UNITS ? 1 : longest - RUN_UNITS + 1;
	}
	return weight >= f->rules.probe;
}

/* Shared runs of 4 to 9 units here and there; boxes of one seed, of several parts of 64 runs, and
 * of more than are bounded. */
static void the_probe_answers_as_by_hand(void **state)
{
	(void)state;
	struct fixture f;
	uint32_t found = 0;
	for (uint64_t round = 0; round < 120; round++) {
		start(&f);
		for (uint64_t i = 0; i < 40; i++)
			share(&f, (uint32_t)random_below(21, round, 3 * i, UNITS - 10),
			      (uint32_t)random_below(21, round, 3 * i + 1, UNITS - 10),
			      (uint32_t)(4 + random_below(21, round, 3 * i + 2, 6)));
		uint32_t width = round % 3 == 0 ? 1 : round % 3 == 1 ? 60 : 400;
		uint32_t a = (uint32_t)random_below(22, round, 0, UNITS - width + 1);
		uint32_t b = (uint32_t)random_below(22, round, 1, UNITS - width + 1);
		struct box seeds = {a, a + width, b, b + width};
		region_work_text(&f.work, &f.a);
		bool yes = region_probe(&f.work, &f.b, seeds, &f.rules);
		assert_int_equal(yes, probe_by_hand(&f, seeds));
		found += yes;
		region_work_release(&f.work);
	}
	assert_true(found > 10 && found < 110);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_alone_must_be_long),
		cmocka_unit_test(runs_near_by_count_in_any_order),
		cmocka_unit_test(ends_of_texts_are_no_trouble),
		cmocka_unit_test(the_probe_answers_as_by_hand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
