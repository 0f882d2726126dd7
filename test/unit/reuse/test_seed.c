#include "check.h"

#include "num/random.h"
#include "reuse/seed.h"

static struct unit_text random_units(uint16_t *ids, uint32_t count, uint64_t stream)
{
	for (uint32_t i = 0; i < count; i++)
		ids[i] = (uint16_t)(0x4E00 + random_below(7, stream, i, 3000));
	return (struct unit_text){.ids = ids, .count = count};
}

/* The promise of winnowing: a shared stretch of length + window - 1 units has a common seed. */
static void shared_stretches_share_a_seed(void **state)
{
	(void)state;
	const struct seed_shape shape = {.length = 8, .words = 5, .window = 4};
	for (uint64_t turn = 0; turn < 200; turn++) {
		uint16_t a[60], b[60];
		random_units(a, 60, 2 * turn);
		random_units(b, 60, 2 * turn + 1);
		uint32_t at = (uint32_t)random_below(1, turn, 0, 40);
		uint32_t to = (uint32_t)random_below(1, turn, 1, 40);
		memcpy(b + to, a + at, 11 * sizeof *a);
		struct seed_list in_a = {0}, in_b = {0};
		seeds_select(&(struct unit_text){.ids = a, .count = 60}, shape, &in_a);
		seeds_select(&(struct unit_text){.ids = b, .count = 60}, shape, &in_b);
		bool common = false;
		for (size_t i = 0; i < in_a.count; i++)
			for (size_t j = 0; j < in_b.count; j++)
				common = common || in_a.at[i].hash == in_b.at[j].hash;
		assert_true(common);
		free(in_a.at);
		free(in_b.at);
	}
}

static void every_window_has_a_seed_and_positions_ascend(void **state)
{
	(void)state;
	uint16_t ids[5000];
	struct unit_text text = random_units(ids, 5000, 99);
	struct seed_list list = {0};
	seeds_select(&text, (struct seed_shape){.length = 8, .words = 5, .window = 4}, &list);
	for (size_t i = 1; i < list.count; i++) {
		assert_true(list.at[i].position > list.at[i - 1].position);
		assert_true(list.at[i].position - list.at[i - 1].position <= 4);
	}
	/* 2 / (window + 1) of all runs (Schleimer et al.) */
	assert_in_range(list.count, 1900, 2100);
	free(list.at);
}

static void window_one_keeps_every_run(void **state)
{
	(void)state;
	uint16_t ids[100];
	struct unit_text text = random_units(ids, 100, 5);
	struct seed_list list = {0};
	seeds_select(&text, (struct seed_shape){.length = 6, .words = 4, .window = 1}, &list);
	assert_int_equal(list.count, 95);
	text.spaced = true;
	seeds_select(&text, (struct seed_shape){.length = 6, .words = 4, .window = 1}, &list);
	assert_int_equal(list.count, 97);
	free(list.at);
}

static void short_texts_have_one_seed_or_none(void **state)
{
	(void)state;
	uint16_t ids[9];
	struct seed_list list = {0};
	const struct seed_shape shape = {.length = 8, .words = 5, .window = 4};
	for (uint32_t count = 0; count < 10; count++) {
		struct unit_text text = random_units(ids, count, 5);
		seeds_select(&text, shape, &list);
		assert_int_equal(list.count, count < 8 ? 0 : 1);
	}
	free(list.at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shared_stretches_share_a_seed),
		cmocka_unit_test(every_window_has_a_seed_and_positions_ascend),
		cmocka_unit_test(window_one_keeps_every_run),
		cmocka_unit_test(short_texts_have_one_seed_or_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
