/* Which requests are answered: every rule of web/guard.h with a request that breaks it alone. */
#include "check.h"

#include "base/limits.h"
#include "web/guard.h"

static const struct guard guard = {.port = 8642, .token = "0123456789abcdef0123456789abcdef"};

static struct guard_request good(void)
{
	return (struct guard_request){
		.method = "GET", .path = "/api/board", .host = "127.0.0.1:8642", .host_count = 1};
}

static struct guard_request good_write(void)
{
	struct guard_request request = good();
	request.method = "POST";
	request.path = "/cancel/a";
	request.origin = "http://127.0.0.1:8642";
	request.token = guard.token;
	return request;
}

static unsigned status_of(const struct guard_request *request)
{
	const struct refusal *refusal = guard_check(&guard, request);
	return refusal == NULL ? 200 : refusal->status;
}

static void the_host_must_be_this_server(void **state)
{
	(void)state;
	static const struct {
		const char *host;
		unsigned status;
	} cases[] = {
		{"127.0.0.1:8642", 200},
		{"localhost:8642", 200},
		{"LOCALHOST:8642", 200},
		{"[::1]:8642", 200},
		{"127.0.0.1", 421},
		{"127.0.0.1:80", 421},
		{"localhost:8642.evil.example", 421},
		{"evil.example:8642", 421},
		{"127.0.0.1:8642@evil.example", 421},
		{"", 421},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct guard_request request = good();
		request.host = cases[i].host;
		if (status_of(&request) != cases[i].status)
			fail_msg("Host \"%s\": %u", cases[i].host, status_of(&request));
	}
	struct guard_request request = good();
	request.host_count = 2;
	assert_int_equal(status_of(&request), 400);
	request.host = NULL;
	request.host_count = 0;
	assert_int_equal(status_of(&request), 400);
	/* Browsers leave out the port of the scheme. */
	struct guard plain = guard;
	plain.port = 80;
	request = good();
	request.host = "localhost";
	assert_null(guard_check(&plain, &request));
}

static void other_sites_may_not_ask(void **state)
{
	(void)state;
	struct guard_request request = good();
	request.origin = "http://127.0.0.1:8642";
	assert_int_equal(status_of(&request), 200);
	static const char *const origins[] = {"http://evil.example", "https://127.0.0.1:8642",
					      "http://127.0.0.1:8643", "null", ""};
	for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
		request.origin = origins[i];
		assert_int_equal(status_of(&request), 403);
	}
	request = good();
	request.fetch_site = "cross-site";
	assert_int_equal(status_of(&request), 403);
	request.fetch_site = "same-site";
	assert_int_equal(status_of(&request), 403);
	request.fetch_site = "none";
	assert_int_equal(status_of(&request), 200);
	/* A link to the page from elsewhere is followed. */
	request.fetch_site = "cross-site";
	request.path = "/";
	assert_int_equal(status_of(&request), 200);
}

static void bodies_have_one_length(void **state)
{
	(void)state;
	struct guard_request request = good_write();
	request.content_length = "5";
	request.content_length_count = 1;
	assert_int_equal(status_of(&request), 200);
	request.content_length_count = 2;
	assert_int_equal(status_of(&request), 400);
	request.content_length_count = 1;
	request.transfer_encoding_count = 1;
	assert_int_equal(status_of(&request), 400);
	request.content_length_count = 0;
	request.content_length = NULL;
	request.transfer_encoding_count = 2;
	assert_int_equal(status_of(&request), 400);
	request = good();
	request.content_length = "1";
	request.content_length_count = 1;
	assert_int_equal(status_of(&request), 400);
	request.content_length = "0";
	assert_int_equal(status_of(&request), 200);
	char most[32];
	snprintf(most, sizeof most, "%d", LIMIT_WEB_BODY_BYTES);
	request = good_write();
	request.content_length = most;
	request.content_length_count = 1;
	assert_int_equal(status_of(&request), 200);
	snprintf(most, sizeof most, "%d", LIMIT_WEB_BODY_BYTES + 1);
	assert_int_equal(status_of(&request), 413);
	request.content_length = "99999999999999999999999999";
	assert_int_equal(status_of(&request), 413);
}

static void writing_needs_origin_and_token(void **state)
{
	(void)state;
	struct guard_request request = good_write();
	assert_int_equal(status_of(&request), 200);
	request.origin = NULL;
	assert_int_equal(status_of(&request), 403);
	request = good_write();
	request.token = NULL;
	assert_int_equal(status_of(&request), 403);
	request.token = "0123456789abcdef0123456789abcdee";
	assert_int_equal(status_of(&request), 403);
	request.token = "0123456789abcdef";
	assert_int_equal(status_of(&request), 403);
	struct guard reading = guard;
	reading.read_only = true;
	request = good_write();
	assert_null(guard_check(&reading, &request)); /* stopping one's question */
	request.path = "/api/correct";
	assert_int_equal(guard_check(&reading, &request)->status, 403);
}

static void other_methods_are_unknown(void **state)
{
	(void)state;
	static const char *const methods[] = {"PUT", "DELETE", "OPTIONS", "TRACE", "get", "X"};
	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
		struct guard_request request = good();
		request.method = methods[i];
		assert_int_equal(status_of(&request), 405);
	}
}

static void tokens_differ(void **state)
{
	(void)state;
	struct guard one = {.port = 1}, other = {.port = 1};
	assert_true(guard_make_token(&one) && guard_make_token(&other));
	assert_int_equal(strlen(one.token), GUARD_TOKEN_BYTES - 1);
	assert_string_not_equal(one.token, other.token);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_host_must_be_this_server),
		cmocka_unit_test(other_sites_may_not_ask),
		cmocka_unit_test(bodies_have_one_length),
		cmocka_unit_test(writing_needs_origin_and_token),
		cmocka_unit_test(other_methods_are_unknown),
		cmocka_unit_test(tokens_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
