#include "check.h"

#include "base/arena.h"
#include "base/buffer.h"

static void arena_memory_is_zeroed_aligned_and_apart(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	enum { COUNT = 400 };
	char *objects[COUNT];
	for (size_t size = 0; size < COUNT; size++) {
		objects[size] = arena_alloc(&arena, size, 1);
		assert_int_equal((uintptr_t)objects[size] % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(objects[size][i], 0);
		memset(objects[size], (int)(size % 251 + 1), size);
	}
	for (size_t size = 0; size < COUNT; size++)
		for (size_t i = 0; i < size; i++)
			assert_int_equal((unsigned char)objects[size][i], size % 251 + 1);
	arena_release(&arena);
	assert_non_null(arena_new(&arena, int));
	arena_release(&arena);
}

static void arena_gives_zeroed_memory_again_after_reset(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	for (int round = 0; round < 3; round++) {
		char *large = arena_array(&arena, char, 1000000);
		assert_int_equal(large[0] + large[999999], 0);
		memset(large, 'x', 1000000);
		memset(arena_array(&arena, char, 100), 'y', 100);
		assert_true(arena.used_bytes >= 1000100);
		arena_reset(&arena);
		assert_int_equal(arena.used_bytes, 0);
	}
	arena_release(&arena);
}

static void arena_copies_end_with_nul(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct slice copy = arena_copy(&arena, (struct slice){"a\0b", 3});
	assert_int_equal(copy.length, 3);
	assert_memory_equal(copy.at, "a\0b", 4);
	assert_string_equal(arena_string(&arena, (struct slice){NULL, 0}), "");
	assert_string_equal(arena_printf(&arena, "%s:%d", "行", 7), "行:7");
	arena_release(&arena);
}

static void an_arena_array_keeps_its_elements_as_it_grows(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	uint32_t *numbers = NULL;
	size_t capacity = 0;
	for (uint32_t i = 0; i < 1000; i++) {
		numbers = arena_grow(&arena, numbers, i, &capacity, i + 1, sizeof *numbers);
		assert_true(capacity > i);
		numbers[i] = i;
	}
	assert_int_equal(capacity, 1024);
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	assert_ptr_equal(arena_grow(&arena, numbers, 1000, &capacity, 1024, sizeof *numbers),
			 numbers);
	numbers = arena_grow(&arena, numbers, 1000, &capacity, 5000, sizeof *numbers);
	assert_int_equal(capacity, 5000);
	assert_int_equal(numbers[999], 999);
	arena_release(&arena);
}

static void memory_grows_by_doubling(void **state)
{
	(void)state;
	size_t capacity = 0;
	int *numbers = memory_grow(NULL, &capacity, 1, sizeof *numbers);
	assert_true(capacity >= 1);
	unsigned moves = 0;
	for (size_t i = 0; i < 100000; i++) {
		size_t before = capacity;
		numbers = memory_grow(numbers, &capacity, i + 1, sizeof *numbers);
		numbers[i] = (int)i;
		moves += capacity != before;
	}
	assert_true(moves <= 17);
	assert_int_equal(numbers[99999], 99999);
	free(numbers);
}

static void buffer_is_always_terminated_and_may_hold_nul(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer);
	assert_string_equal(buffer.at, "");
	for (int i = 0; i < 1000; i++) {
		buffer_append_byte(&buffer, '\0');
		buffer_append_code_point(&buffer, 0x68CB);
		buffer_printf(&buffer, "%03d", i);
		buffer_append_string(&buffer, "");
		assert_int_equal(buffer.at[buffer.length], 0);
	}
	assert_int_equal(buffer.length, 7000);
	assert_memory_equal(buffer.at + 6993, "\0棋999", 8);
	buffer_clear(&buffer);
	assert_int_equal(buffer_slice(&buffer).length, 0);
	assert_string_equal(buffer.at, "");
	buffer_release(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_memory_is_zeroed_aligned_and_apart),
		cmocka_unit_test(arena_gives_zeroed_memory_again_after_reset),
		cmocka_unit_test(arena_copies_end_with_nul),
		cmocka_unit_test(an_arena_array_keeps_its_elements_as_it_grows),
		cmocka_unit_test(memory_grows_by_doubling),
		cmocka_unit_test(buffer_is_always_terminated_and_may_hold_nul),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
