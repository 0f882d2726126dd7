/* Answers that are kept: found again byte by byte, gone when their room is needed. */
#include "check.h"

#include "web/kept.h"

static struct kept kept;

static int start(void **state)
{
	(void)state;
	kept_init(&kept);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	kept_release(&kept);
	return 0;
}

static void put(const char *key, unsigned status, size_t length, char byte)
{
	struct reply reply = {.status = status, .media_type = "text/plain", .file_name = "a"};
	buffer_init(&reply.body);
	for (size_t i = 0; i < length; i++)
		buffer_append_byte(&reply.body, byte);
	kept_put(&kept, slice_from(key), &reply);
	buffer_release(&reply.body);
}

/* The body's length, and its first byte in *byte; SIZE_MAX: not kept. */
static size_t find(const char *key, char *byte)
{
	struct reply reply = {.status = 0};
	buffer_init(&reply.body);
	if (!kept_find(&kept, slice_from(key), &reply)) {
		buffer_release(&reply.body);
		return SIZE_MAX;
	}
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.media_type, "text/plain");
	assert_string_equal(reply.file_name, "a");
	size_t length = reply.body.length;
	*byte = length > 0 ? reply.body.at[0] : '\0';
	buffer_release(&reply.body);
	return length;
}

static void what_was_kept_is_found(void **state)
{
	(void)state;
	char byte;
	assert_int_equal(find("one", &byte), SIZE_MAX);
	put("one", 200, 3, 'x');
	assert_int_equal(find("one", &byte), 3);
	assert_int_equal(byte, 'x');
	put("one", 200, 5, 'y');
	assert_int_equal(find("one", &byte), 5);
	assert_int_equal(byte, 'y');
	assert_int_equal(kept.bytes, 3 + 5);
	assert_int_equal(find("on", &byte), SIZE_MAX);
	put("failed", 409, 3, 'x');
	assert_int_equal(find("failed", &byte), SIZE_MAX);
}

static void the_longest_unused_goes_first(void **state)
{
	(void)state;
	char key[16], byte;
	for (int i = 0; i < LIMIT_WEB_KEPT_ANSWERS; i++) {
		snprintf(key, sizeof key, "k%d", i);
		put(key, 200, 1, 'x');
	}
	assert_int_equal(find("k0", &byte), 1); /* now k1 is the oldest */
	put("new", 200, 1, 'x');
	assert_int_equal(find("k0", &byte), 1);
	assert_int_equal(find("k1", &byte), SIZE_MAX);
	assert_int_equal(find("k2", &byte), 1);
	assert_int_equal(find("new", &byte), 1);
}

static void bytes_are_bounded(void **state)
{
	(void)state;
	char key[16], byte;
	size_t largest = LIMIT_WEB_KEPT_BYTES / 4 - 2; /* with a key of two bytes */
	put("to", 200, largest + 1, 'x');
	assert_int_equal(find("to", &byte), SIZE_MAX);
	for (int i = 0; i < 5; i++) {
		snprintf(key, sizeof key, "b%d", i);
		put(key, 200, largest, 'x');
		assert_true(kept.bytes <= LIMIT_WEB_KEPT_BYTES);
	}
	assert_int_equal(find("b0", &byte), SIZE_MAX);
	for (int i = 1; i < 5; i++) {
		snprintf(key, sizeof key, "b%d", i);
		assert_int_equal(find(key, &byte), largest);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_kept_is_found, start, stop),
		cmocka_unit_test_setup_teardown(the_longest_unused_goes_first, start, stop),
		cmocka_unit_test_setup_teardown(bytes_are_bounded, start, stop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
