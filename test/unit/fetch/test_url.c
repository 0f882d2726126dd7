#include "check.h"

#include "base/limits.h"
#include "fetch/url.h"

static struct arena arena;
static struct error error;

static struct url parse(const char *text)
{
	struct url url;
	if (url_parse(&arena, slice_from(text), &url, &error) != STATUS_OK)
		fail_msg("%s: %s", text, error.text);
	return url;
}

static void refuses(const char *text, enum status status, const char *why)
{
	struct url url;
	assert_int_equal(url_parse(&arena, slice_from(text), &url, &error), status);
	if (strstr(error.text, why) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", error.text, why);
}

static void an_address_is_taken_apart(void **state)
{
	(void)state;
	struct url url = parse(" HTTP://Example.ORG/a/b?c=d#e ");
	assert_slice(url.host, "example.org");
	assert_slice(url.authority, "http://example.org:80");
	assert_slice(url.target, "/a/b?c=d");
	assert_int_equal(slice_find(url.text, SLICE("#"), 0), SIZE_MAX);
	assert_slice(parse("https://example.org").target, "/");
	assert_slice(parse("https://example.org").authority, "https://example.org:443");
	assert_slice(parse("http://example.org:8080/").authority, "http://example.org:8080");
	assert_slice(parse("http://[::1]:8080/").host, "[::1]");
	assert_slice(parse("http://example.org/a/../b/./c").target, "/b/c");
	/* 规划 */
	assert_slice(parse("http://example.org/\xE8\xA7\x84 x").target, "/%e8%a7%84%20x");
}

static void what_must_not_be_asked_is_refused(void **state)
{
	(void)state;
	refuses("file:///etc/passwd", STATUS_FORMAT, "only http:// and https://");
	refuses("ftp://example.org/x", STATUS_FORMAT, "only http:// and https://");
	refuses("gopher://example.org/x", STATUS_FORMAT, "only http:// and https://");
	refuses("http://user:secret@example.org/", STATUS_FORMAT, "user name or password");
	refuses("http://user@example.org/", STATUS_FORMAT, "user name or password");
	refuses("http://exa\tmple.org/", STATUS_FORMAT, "control character");
	refuses("http://", STATUS_FORMAT, "no web address");
	refuses("plan.html", STATUS_FORMAT, "");
	refuses("", STATUS_FORMAT, "");
}

static void longer_than_the_limit_is_refused(void **state)
{
	(void)state;
	char *text = malloc(LIMIT_FETCH_URL_BYTES + 2);
	struct url url;
	memset(text, 'a', LIMIT_FETCH_URL_BYTES + 2);
	memcpy(text, "http://example.org/", 19);
	struct slice given = {text, LIMIT_FETCH_URL_BYTES};
	assert_int_equal(url_parse(&arena, given, &url, &error), STATUS_OK);
	given.length++;
	assert_int_equal(url_parse(&arena, given, &url, &error), STATUS_LIMIT);
	assert_non_null(strstr(error.text, "FETCH_URL_BYTES"));
	/* percent signs make it longer */
	text[100] = ' ';
	given.length--;
	assert_int_equal(url_parse(&arena, given, &url, &error), STATUS_LIMIT);
	free(text);
}

static void a_redirect_is_seen_from_where_it_was_given(void **state)
{
	(void)state;
	struct url base = parse("https://example.org/a/b?x=1"), url;
	static const char *const rows[][2] = {
		{"c", "https://example.org/a/c"},
		{"/c", "https://example.org/c"},
		{"?y", "https://example.org/a/b?y"},
		{"//other.org/c", "https://other.org/c"},
		{"http://other.org:81/c d", "http://other.org:81/c%20d"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(url_join(&arena, &base, slice_from(rows[i][0]), &url, &error),
				 STATUS_OK);
		assert_slice(url.text, rows[i][1]);
	}
	assert_int_equal(url_join(&arena, &base, SLICE("file:///x"), &url, &error), STATUS_FORMAT);
	assert_int_equal(url_join(&arena, &base, SLICE("javascript:x"), &url, &error),
			 STATUS_FORMAT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_is_taken_apart),
		cmocka_unit_test(what_must_not_be_asked_is_refused),
		cmocka_unit_test(longer_than_the_limit_is_refused),
		cmocka_unit_test(a_redirect_is_seen_from_where_it_was_given),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	return failed;
}
