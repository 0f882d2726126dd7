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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_alone_must_be_long),
		cmocka_unit_test(runs_near_by_count_in_any_order),
		cmocka_unit_test(ends_of_texts_are_no_trouble),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
