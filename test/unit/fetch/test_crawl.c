#include "check.h"

#include "base/hash.h"
#include "base/limits.h"
#include "fetch/crawl.h"
#include "fetch/host.h"
#include "web_server.h"

/* What came of each address of one crawl. */
struct outcome {
	enum crawl_outcome outcome;
	long status;
	unsigned tries, redirects;
	char final_url[200], why[700], type[60], charset[40], etag[40];
	size_t body;
	char sha256[65];
	bool done;
};

struct given {
	struct web_server server;
	struct job job;
	struct arena arena;
	struct crawl_options options;
	struct outcome outcomes[64];
	struct error error;
	size_t cancel_after; /* results, 0: never */
	size_t results;
};

static struct given given;

static int start(void **state)
{
	(void)state;
	memset(&given, 0, sizeof given);
	web_start(&given.server);
	job_init(&given.job, 1);
	arena_init(&given.arena);
	given.options = (struct crawl_options){.user_agent = "qipan/test",
					       .timeout = 5,
					       .backoff = 0.01,
					       .tries = 3,
					       .hosts = 4,
					       .most_bytes = LIMIT_FETCH_BYTES,
					       .allow_private = true};
	return 0;
}

static int end(void **state)
{
	(void)state;
	web_stop(&given.server);
	arena_release(&given.arena);
	return 0;
}

static void copy(char *out, size_t bytes, struct slice text)
{
	snprintf(out, bytes, "%.*s", (int)text.length, text.at == NULL ? "" : text.at);
}

static enum status take(void *context, size_t index, const struct crawl_result *result,
			struct error *error)
{
	struct outcome *out = &given.outcomes[index];
	(void)context;
	(void)error;
	assert_false(out->done);
	*out = (struct outcome){.outcome = result->outcome,
				.status = result->status,
				.tries = result->tries,
				.redirects = result->redirects,
				.body = result->body.length,
				.done = true};
	copy(out->final_url, sizeof out->final_url, result->final_url);
	copy(out->why, sizeof out->why, result->why);
	copy(out->type, sizeof out->type, result->media_type);
	copy(out->charset, sizeof out->charset, result->charset);
	copy(out->etag, sizeof out->etag, result->etag);
	if (result->body.length > 0)
		sha256_hex(result->body, out->sha256);
	if (++given.results == given.cancel_after)
		atomic_store(&given.job.cancel, true);
	return STATUS_OK;
}

static enum status crawl_paths(const char *const *paths, size_t count)
{
	struct crawl_item items[64];
	memset(given.outcomes, 0, sizeof given.outcomes);
	for (size_t i = 0; i < count; i++)
		items[i] = (struct crawl_item){
			.url = slice_from(strstr(paths[i], "://") != NULL
						  ? paths[i]
						  : arena_printf(&given.arena,
								 "http://127.0.0.1:%u%s",
								 given.server.port, paths[i])),
			.etag = {"", 0},
			.last_modified = {"", 0}};
	return crawl(&given.job, items, count, &given.options, take, NULL, &given.error);
}

static struct outcome *crawl_one(const char *path)
{
	assert_int_equal(crawl_paths(&path, 1), STATUS_OK);
	assert_true(given.outcomes[0].done);
	return &given.outcomes[0];
}

static void expect(const char *path, enum crawl_outcome outcome, long status, const char *why)
{
	struct outcome *out = crawl_one(path);
	if (out->outcome != outcome || out->status != status || strstr(out->why, why) == NULL)
		fail_msg("%s: %s, status %ld, \"%s\"", path, crawl_outcome_name(out->outcome),
			 out->status, out->why);
	if (outcome == CRAWL_FETCHED || outcome == CRAWL_UNCHANGED)
		assert_string_equal(out->why, "");
	else
		assert_int_equal(out->body, 0);
}

static void a_page_comes_with_what_the_server_says_of_it(void **state)
{
	(void)state;
	struct outcome *out = crawl_one("/plan");
	assert_int_equal(out->outcome, CRAWL_FETCHED);
	assert_int_equal(out->status, 200);
	assert_int_equal(out->tries, 1);
	assert_string_equal(out->type, "text/plain");
	assert_string_equal(out->charset, "utf-8");
	assert_string_equal(out->etag, "\"v1\"");
	assert_string_equal(given.server.agent, "qipan/test");
	assert_int_equal(web_count(&given.server, "/robots.txt"), 1);
}

static void what_we_have_is_not_sent_again(void **state)
{
	(void)state;
	struct slice url = slice_from(
		arena_printf(&given.arena, "http://127.0.0.1:%u/plan", given.server.port));
	struct crawl_item item = {url, SLICE("\"v1\""), SLICE("")};
	assert_int_equal(crawl(&given.job, &item, 1, &given.options, take, NULL, &given.error),
			 STATUS_OK);
	assert_int_equal(given.outcomes[0].outcome, CRAWL_UNCHANGED);
	assert_int_equal(given.outcomes[0].status, 304);
	given.server.version = 2;
	given.outcomes[0].done = false;
	assert_int_equal(crawl(&given.job, &item, 1, &given.options, take, NULL, &given.error),
			 STATUS_OK);
	assert_int_equal(given.outcomes[0].outcome, CRAWL_FETCHED);
	assert_string_equal(given.outcomes[0].etag, "\"v2\"");
}

static void what_robots_forbid_is_not_asked(void **state)
{
	(void)state;
	given.server.robots = "User-agent: *\nDisallow: /secret\n";
	expect("/secret/x", CRAWL_REFUSED, 0, "robots.txt asks programs not to come here");
	assert_int_equal(web_count(&given.server, "/secret/x"), 0);
	expect("/plan", CRAWL_FETCHED, 200, "");
	/* also not behind a redirect */
	expect("/to-secret", CRAWL_REFUSED, 302, "Disallow: /secret");
	assert_int_equal(web_count(&given.server, "/secret/plan"), 0);
}

static void robots_that_cannot_be_had_forbid_everything(void **state)
{
	(void)state;
	given.server.robots_status = 503;
	expect("/plan", CRAWL_FAILED, 0, "robots.txt cannot be had (status 503)");
	assert_int_equal(web_count(&given.server, "/robots.txt"), 3);
	assert_int_equal(web_count(&given.server, "/plan"), 0);
	given.server.robots_status = 403; /* not there for us: nothing is forbidden */
	expect("/plan", CRAWL_FETCHED, 200, "");
}

static void robots_are_asked_once_for_a_site(void **state)
{
	(void)state;
	static const char *const paths[] = {"/plans/1", "/plans/2", "/plans/3"};
	assert_int_equal(crawl_paths(paths, 3), STATUS_OK);
	assert_int_equal(web_count(&given.server, "/robots.txt"), 1);
}

static void private_addresses_are_refused(void **state)
{
	(void)state;
	given.options.allow_private = false;
	expect("/plan", CRAWL_REFUSED, 0, "inside a private network");
	expect(arena_printf(&given.arena, "http://localhost:%u/plan", given.server.port),
	       CRAWL_REFUSED, 0, "inside a private network");
	expect("http://169.254.169.254/latest/", CRAWL_REFUSED, 0, "inside a private network");
	expect("http://[::1]:9/", CRAWL_REFUSED, 0, "inside a private network");
	/* spellings of 127.0.0.1 */
	expect(arena_printf(&given.arena, "http://2130706433:%u/plan", given.server.port),
	       CRAWL_REFUSED, 0, "inside a private network");
	expect(arena_printf(&given.arena, "http://0x7f.1:%u/plan", given.server.port),
	       CRAWL_REFUSED, 0, "inside a private network");
	assert_int_equal(web_count(&given.server, "/plan"), 0);
	assert_int_equal(web_count(&given.server, "/robots.txt"), 0);
}

static void redirects_are_followed_so_far(void **state)
{
	(void)state;
	expect("/chain/3", CRAWL_FETCHED, 200, "");
	assert_int_equal(given.outcomes[0].redirects, 4);
	assert_non_null(strstr(given.outcomes[0].final_url, "/plan"));
	expect("/loop", CRAWL_REFUSED, 302, "FETCH_REDIRECTS");
	assert_int_equal(web_count(&given.server, "/loop"), LIMIT_FETCH_REDIRECTS + 1);
	expect("/to-file", CRAWL_REFUSED, 302, "only http:// and https://");
}

static void a_redirect_to_another_name_asks_its_robots_too(void **state)
{
	(void)state;
	expect("/to-name", CRAWL_FETCHED, 200, "");
	assert_int_equal(web_count(&given.server, "/robots.txt"), 2);
}

static void an_error_page_is_no_document(void **state)
{
	(void)state;
	expect("/gone", CRAWL_GONE, 404, "status 404");
	expect("/nowhere", CRAWL_GONE, 404, "status 404");
	expect("/picture", CRAWL_REFUSED, 200, "image/png, which is no document");
	expect("/empty", CRAWL_FAILED, 200, "empty");
}

static void what_fails_for_a_moment_is_tried_again(void **state)
{
	(void)state;
	expect("/flaky", CRAWL_FETCHED, 200, "");
	assert_int_equal(given.outcomes[0].tries, 3);
	expect("/cut-once", CRAWL_FETCHED, 200, "");
	double start_seconds = seconds_now();
	expect("/busy", CRAWL_FETCHED, 200, "");
	assert_true(seconds_now() - start_seconds >= 1); /* Retry-After: 1 */
	expect("/later", CRAWL_FAILED, 503, "wait 100000 seconds");
	assert_int_equal(web_count(&given.server, "/later"), 1);
}

static void half_an_answer_is_none(void **state)
{
	(void)state;
	expect("/cut", CRAWL_FAILED, 200, "no whole answer");
	assert_int_equal(web_count(&given.server, "/cut"), 3);
	given.options.tries = 1;
	expect("/rubbish", CRAWL_FAILED, 0, "no whole answer");
	expect("/long", CRAWL_FETCHED, 200, "");
	assert_int_equal(given.outcomes[0].body, 4);
}

static void slow_answers_end(void **state)
{
	(void)state;
	given.options.tries = 1;
	given.options.timeout = 0.3;
	double start_seconds = seconds_now();
	expect("/slow", CRAWL_FAILED, 200, "no whole answer");
	expect("/silent", CRAWL_FAILED, 0, "no whole answer");
	assert_true(seconds_now() - start_seconds < 5);
}

static void larger_than_the_limit_is_refused(void **state)
{
	(void)state;
	expect("/huge", CRAWL_REFUSED, 200, "limit FETCH_BYTES, 67108864 bytes");
	given.options.most_bytes = 100000;
	expect("/endless", CRAWL_REFUSED, 200, "limit FETCH_BYTES, 100000 bytes");
	given.options.tries = 1;
	expect("/headers", CRAWL_FAILED, 200, "no whole answer");
}

static void nobody_there_is_a_failure(void **state)
{
	(void)state;
	given.options.tries = 1;
	/* port 1 of this machine: nobody listens */
	expect("http://127.0.0.1:1/x", CRAWL_FAILED, 0, "robots.txt cannot be had");
	expect("http://nowhere.invalid/x", CRAWL_FAILED, 0, "robots.txt cannot be had");
	expect("http://user:secret@127.0.0.1/", CRAWL_REFUSED, 0, "password");
}

static void hosts_are_asked_side_by_side_and_each_one_by_one(void **state)
{
	(void)state;
	const char *paths[24];
	for (int i = 0; i < 24; i++)
		paths[i] = arena_printf(&given.arena, "http://%s:%u/plans/%d",
					i % 2 == 0 ? "127.0.0.1" : "127.0.0.2", given.server.port,
					i / 2);
	given.server.delay_ms = 15;
	/* The server listens on 127.0.0.1 only, so the second half fails; what counts is the first.
	 */
	given.options.tries = 1;
	assert_int_equal(crawl_paths(paths, 24), STATUS_OK);
	assert_int_equal(given.server.most_at_once, 1);
	for (int i = 0; i < 24; i += 2)
		assert_int_equal(given.outcomes[i].outcome, CRAWL_FETCHED);
	/* the same machine by two names is two hosts */
	for (int i = 1; i < 24; i += 2)
		paths[i] = arena_printf(&given.arena, "http://localhost:%u/plans/%d",
					given.server.port, i / 2);
	assert_int_equal(crawl_paths(paths, 24), STATUS_OK);
	assert_int_equal(given.server.most_at_once, 2);
	for (int i = 0; i < 24; i++)
		assert_int_equal(given.outcomes[i].outcome, CRAWL_FETCHED);
}

static void a_pause_is_kept_between_two_questions(void **state)
{
	(void)state;
	static const char *const paths[] = {"/plans/1", "/plans/2", "/plans/3"};
	given.options.delay = 0.1;
	double start_seconds = seconds_now();
	assert_int_equal(crawl_paths(paths, 3), STATUS_OK);
	assert_true(seconds_now() - start_seconds >= 0.3); /* robots.txt, then three */
	given.options.delay = 0;
	given.server.robots = "User-agent: qipan\nCrawl-delay: 0.15\n";
	start_seconds = seconds_now();
	assert_int_equal(crawl_paths(paths, 2), STATUS_OK);
	assert_true(seconds_now() - start_seconds >= 0.3);
}

static void a_stop_ends_soon_and_keeps_what_came(void **state)
{
	(void)state;
	static const char *const paths[] = {"/plans/1", "/plans/2", "/silent", "/plans/3"};
	given.cancel_after = 2;
	double start_seconds = seconds_now();
	assert_int_equal(crawl_paths(paths, 4), STATUS_CANCELLED);
	assert_true(seconds_now() - start_seconds < 4);
	assert_int_equal(given.results, 2);
	assert_false(given.outcomes[3].done);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, start, end)
	const struct CMUnitTest tests[] = {
		CASE(a_page_comes_with_what_the_server_says_of_it),
		CASE(what_we_have_is_not_sent_again),
		CASE(what_robots_forbid_is_not_asked),
		CASE(robots_that_cannot_be_had_forbid_everything),
		CASE(robots_are_asked_once_for_a_site),
		CASE(private_addresses_are_refused),
		CASE(redirects_are_followed_so_far),
		CASE(a_redirect_to_another_name_asks_its_robots_too),
		CASE(an_error_page_is_no_document),
		CASE(what_fails_for_a_moment_is_tried_again),
		CASE(half_an_answer_is_none),
		CASE(slow_answers_end),
		CASE(larger_than_the_limit_is_refused),
		CASE(nobody_there_is_a_failure),
		CASE(hosts_are_asked_side_by_side_and_each_one_by_one),
		CASE(a_pause_is_kept_between_two_questions),
		CASE(a_stop_ends_soon_and_keeps_what_came),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
