#include "check.h"

#include "measure/frame.h"
#include "unit/measure/typed.h"

static void frame_admits_by_orientation_and_length(void **state)
{
	(void)state;
	struct frame plan = {1u << ORIENTATION_PLAN, FRAME_MIN_CHARACTERS};
	assert_true(frame_admits(&plan, ORIENTATION_PLAN, 8));
	assert_false(frame_admits(&plan, ORIENTATION_PLAN, 7));
	assert_false(frame_admits(&plan, ORIENTATION_REVIEW, 80));
	assert_false(frame_admits(&plan, ORIENTATION_PRESENT, 80));
	struct frame all = {~0u, 0};
	assert_true(frame_admits(&all, ORIENTATION_REVIEW, 0));
	assert_false(frame_admits(&all, ORIENTATION_COUNT, 80));
	assert_false(frame_admits(&all, 255, 80));
}

/* Region 1: two paragraphs, three passages; region 2: none; region 3: one. */
static void counts_add_up_by_hand(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 2);
	typed_region(&typed, 1, COVERAGE_READ);
	typed_passage(&typed);
	typed_code(&typed, 0, 3);
	typed_code(&typed, 1, 1);
	typed_passage_on(&typed)->characters = 12;
	typed_code(&typed, 0, 1);
	typed_passage(&typed)->orientation = ORIENTATION_REVIEW;
	typed_region(&typed, 2, COVERAGE_NO_DOCUMENT);
	typed_region(&typed, 3, COVERAGE_READ);
	typed_passage(&typed);
	typed_code(&typed, 1, 2);

	struct arena arena;
	arena_init(&arena);
	struct counts counts;
	counts_make(&arena, &typed.corpus, &counts);
	const uint32_t passages[] = {3, 0, 1}, coded[] = {2, 0, 1}, paragraphs[] = {2, 0, 1};
	const uint32_t code_passages[] = {2, 1, 0, 0, 0, 1}, hits[] = {4, 1, 0, 0, 0, 2};
	const uint64_t characters[] = {72, 0, 30};
	const double focus[] = {1.5, 0.5, 0, 0, 0, 1};
	assert_memory_equal(counts.passages, passages, sizeof passages);
	assert_memory_equal(counts.coded_passages, coded, sizeof coded);
	assert_memory_equal(counts.paragraphs, paragraphs, sizeof paragraphs);
	assert_memory_equal(counts.characters, characters, sizeof characters);
	assert_memory_equal(counts.code_passages, code_passages, sizeof code_passages);
	assert_memory_equal(counts.hits, hits, sizeof hits);
	for (size_t i = 0; i < 6; i++)
		assert_near(counts.focus[i], focus[i], 1e-15);
	assert_int_equal(counts.orientations[ORIENTATION_REVIEW], 1);
	assert_int_equal(counts.orientations[ORIENTATION_PLAN], 2);
	arena_release(&arena);
	typed_release(&typed);
}

static void focus_of_all_columns_is_the_coded_passages(void **state)
{
	(void)state;
	struct typed typed;
	typed_init(&typed, 20);
	typed_likely(&typed, 4, 300);
	struct arena arena;
	arena_init(&arena);
	struct counts counts;
	counts_make(&arena, &typed.corpus, &counts);
	double sum = 0;
	for (size_t column = 0; column < 20; column++)
		sum += counts.focus[column];
	assert_near(sum, counts.coded_passages[0], 1e-9);
	arena_release(&arena);
	typed_release(&typed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frame_admits_by_orientation_and_length),
		cmocka_unit_test(counts_add_up_by_hand),
		cmocka_unit_test(focus_of_all_columns_is_the_coded_passages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
