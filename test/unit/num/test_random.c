#include "check.h"

#include "num/random.h"

/* Known answers published with Random123 (kat_vectors, philox4x32 10). */
static void philox_gives_the_published_answers(void **state)
{
	(void)state;
	static const struct {
		uint32_t counter[4], key[2], out[4];
	} known[] = {
		{{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{{UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX},
		 {UINT32_MAX, UINT32_MAX},
		 {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
		{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
		 {0xa4093822, 0x299f31d0},
		 {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
	};
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		uint32_t out[4];
		random_philox(known[i].key, known[i].counter, out);
		assert_memory_equal(out, known[i].out, sizeof out);
		uint32_t in_place[4];
		memcpy(in_place, known[i].counter, sizeof in_place);
		random_philox(known[i].key, in_place, in_place);
		assert_memory_equal(in_place, known[i].out, sizeof in_place);
	}
}

static void words_of_key_and_counter_lie_as_the_header_says(void **state)
{
	(void)state;
	uint32_t out[4];
	random_block(0x299f31d0a4093822, 0x0370734413198a2e, 0x85a308d3243f6a88, out);
	assert_int_equal(out[0], 0xd16cfe09);
	assert_int_equal(out[3], 0x24126ea1);
	assert_true(random_bits(0x299f31d0a4093822, 0x0370734413198a2e, 0x85a308d3243f6a88) ==
		    0x94fdccebd16cfe09);
}

static void below_is_the_high_half_of_the_product(void **state)
{
	(void)state;
	/* random_bits(0, 0, 0) = 0xe169c58d6627e8d5; products taken with Python's integers. */
	assert_true(random_below(0, 0, 0, 1) == 0);
	assert_true(random_below(0, 0, 0, 10) == 8);
	assert_true(random_below(0, 0, 0, UINT64_C(1) << 63) == UINT64_C(0x70b4e2c6b313f46a));
	assert_true(random_below(0, 0, 0, UINT64_MAX) == UINT64_C(0xe169c58d6627e8d4));
	assert_true(random_below(0, 0, 0, UINT64_C(0x123456789abcdef)) ==
		    UINT64_C(0x10078583cc1997e));
}

/* Chi-square of 20,000 draws over 10 classes; 27.88 is its 99.9% point with 9 degrees. */
static void below_is_even_over_its_range(void **state)
{
	(void)state;
	double counts[10] = {0}, chi_square = 0;
	for (uint64_t i = 0; i < 20000; i++)
		counts[random_below(7, 3, i, 10)]++;
	for (size_t i = 0; i < 10; i++)
		chi_square += (counts[i] - 2000) * (counts[i] - 2000) / 2000;
	assert_true(chi_square < 27.88);
}

static void unit_stays_in_its_range_and_streams_differ(void **state)
{
	(void)state;
	double sum = 0, product = 0;
	for (uint64_t i = 0; i < 20000; i++) {
		double one = random_unit(1, 1, i), other = random_unit(1, 2, i);
		assert_true(one >= 0 && one < 1);
		sum += one;
		product += (one - 0.5) * (other - 0.5);
	}
	assert_near(sum / 20000, 0.5, 4 * 0.2887 / sqrt(20000));
	assert_near(product / 20000, 0, 4 * (1.0 / 12) / sqrt(20000));
	assert_near(random_unit(0, 0, 0), 0x1c2d38b1acc4fdp-53, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(philox_gives_the_published_answers),
		cmocka_unit_test(words_of_key_and_counter_lie_as_the_header_says),
		cmocka_unit_test(below_is_the_high_half_of_the_product),
		cmocka_unit_test(below_is_even_over_its_range),
		cmocka_unit_test(unit_stays_in_its_range_and_streams_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
