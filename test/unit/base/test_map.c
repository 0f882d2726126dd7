#include "check.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"

static void put_keeps_the_first_value(void **state)
{
	(void)state;
	struct map map;
	map_init(&map);
	uint32_t value = 0;
	assert_false(map_find(&map, SLICE("贵州"), &value));
	assert_true(map_put(&map, SLICE("贵州"), 1, NULL));
	assert_false(map_put(&map, SLICE("贵州"), 2, &value));
	assert_int_equal(value, 1);
	assert_true(map_find(&map, SLICE("贵州"), NULL));
	assert_false(map_find(&map, SLICE("贵"), NULL));
	assert_int_equal(map.count, 1);
	map_release(&map);
	assert_false(map_find(&map, SLICE("贵州"), NULL));
}

static void the_empty_key_and_keys_with_nul_are_keys(void **state)
{
	(void)state;
	struct map map;
	map_init(&map);
	uint32_t value;
	assert_true(map_put(&map, (struct slice){NULL, 0}, 5, NULL));
	assert_false(map_put(&map, SLICE(""), 6, NULL));
	assert_true(map_put(&map, (struct slice){"a\0b", 3}, 7, NULL));
	assert_true(map_put(&map, (struct slice){"a\0c", 3}, 8, NULL));
	assert_true(map_find(&map, SLICE(""), &value));
	assert_int_equal(value, 5);
	assert_true(map_find(&map, (struct slice){"a\0c", 3}, &value));
	assert_int_equal(value, 8);
	map_release(&map);
}

static void many_keys_are_all_found_and_the_table_stays_half_empty(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct map map;
	map_init(&map);
	for (uint32_t i = 0; i < 100000; i++) {
		struct slice key = slice_from(arena_printf(&arena, "key %u", i));
		assert_true(map_put(&map, key, i, NULL));
		assert_true(2 * map.count <= map.capacity);
	}
	for (uint32_t i = 0, value; i < 100000; i++) {
		assert_true(map_find(&map, slice_from(arena_printf(&arena, "key %u", i)), &value));
		assert_int_equal(value, i);
	}
	assert_false(map_find(&map, SLICE("key 100000"), NULL));
	map_release(&map);
	arena_release(&arena);
}

/* FIPS 180-4, examples of the standard; the third is longer than one block. */
static void sha256_is_the_standards(void **state)
{
	(void)state;
	char hex[65];
	sha256_hex(SLICE(""), hex);
	assert_string_equal(hex,
			    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	sha256_hex(SLICE("abc"), hex);
	assert_string_equal(hex,
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sha256_hex(SLICE("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), hex);
	assert_string_equal(hex,
			    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

/* XXH3 of no bytes, as its author's library documents it. */
static void hash64_is_xxh3(void **state)
{
	(void)state;
	assert_true(hash64(SLICE("")) == 0x2D06800538D394C2u);
	assert_true(hash64((struct slice){NULL, 0}) == hash64(SLICE("")));
	assert_true(hash64(SLICE("a")) != hash64(SLICE("b")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(put_keeps_the_first_value),
		cmocka_unit_test(the_empty_key_and_keys_with_nul_are_keys),
		cmocka_unit_test(many_keys_are_all_found_and_the_table_stays_half_empty),
		cmocka_unit_test(sha256_is_the_standards),
		cmocka_unit_test(hash64_is_xxh3),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
