#include "sample.h"

static struct store *store;
static struct arena arena;

static int64_t run_of(const char *list, const char *now, const char *not_before, bool *resumed)
{
	int64_t run;
	assert_ok(store_begin(store, &sample_error));
	assert_ok(store_fetch_run(store, slice_from(list), slice_from(now), slice_from(not_before),
				  &run, resumed, &sample_error));
	assert_ok(store_commit(store, &sample_error));
	return run;
}

static void put(int64_t run, const char *url, const char *outcome, const char *sha256)
{
	struct stored_fetch fetch = {.document = SLICE("d"),
				     .url = slice_from(url),
				     .final_url = SLICE("http://b/"),
				     .at = SLICE("2026-01-01T00:00:00Z"),
				     .outcome = slice_from(outcome),
				     .status = 200,
				     .tries = 2,
				     .bytes = 7,
				     .sha256 = slice_from(sha256),
				     .media_type = SLICE("text/html"),
				     .charset = SLICE("gbk"),
				     .etag = SLICE("\"e\""),
				     .last_modified = SLICE("then"),
				     .file = SLICE("f"),
				     .why = SLICE("because")};
	assert_ok(store_begin(store, &sample_error));
	assert_ok(store_fetch_put(store, run, &fetch, &sample_error));
	assert_ok(store_commit(store, &sample_error));
}

static void what_was_fetched_comes_back_as_it_was(void **state)
{
	(void)state;
	bool resumed;
	struct stored_fetch *all;
	size_t count;
	int64_t run = run_of("list-a", "2026-01-01T00:00:00Z", "", &resumed);
	put(run, "http://a/1", "fetched", "s1");
	put(run, "http://a/2", "gone", "");
	assert_ok(store_fetches(store, &arena, &all, &count, &sample_error));
	assert_int_equal(count, 2);
	assert_slice(all[0].url, "http://a/1");
	assert_slice(all[1].url, "http://a/2");
	assert_slice(all[0].document, "d");
	assert_slice(all[0].final_url, "http://b/");
	assert_slice(all[0].at, "2026-01-01T00:00:00Z");
	assert_slice(all[0].outcome, "fetched");
	assert_slice(all[0].sha256, "s1");
	assert_slice(all[0].media_type, "text/html");
	assert_slice(all[0].charset, "gbk");
	assert_slice(all[0].etag, "\"e\"");
	assert_slice(all[0].last_modified, "then");
	assert_slice(all[0].file, "f");
	assert_slice(all[0].why, "because");
	assert_int_equal(all[0].status, 200);
	assert_int_equal(all[0].tries, 2);
	assert_int_equal(all[0].bytes, 7);
}

static void the_newest_body_is_remembered_through_failures(void **state)
{
	(void)state;
	bool resumed, found;
	struct stored_fetch fetch;
	int64_t run = run_of("list-b", "2026-01-01T00:00:00Z", "", &resumed);
	put(run, "http://c/", "fetched", "old");
	put(run, "http://c/", "fetched", "new");
	put(run, "http://c/", "failed", "");
	assert_ok(store_fetch_last(store, &arena, SLICE("http://c/"), 0, &found, &fetch,
				   &sample_error));
	assert_true(found);
	assert_slice(fetch.sha256, "new");
	assert_ok(store_fetch_last(store, &arena, SLICE("http://c/"), run, &found, &fetch,
				   &sample_error));
	assert_true(found);
	assert_slice(fetch.outcome, "failed");
	assert_ok(store_fetch_last(store, &arena, SLICE("http://d/"), 0, &found, &fetch,
				   &sample_error));
	assert_false(found);
}

static void a_run_goes_on_until_it_has_an_end_or_is_old(void **state)
{
	(void)state;
	bool resumed;
	const char *now = "2026-03-02T00:00:00Z", *yesterday = "2026-03-01T00:00:00Z";
	int64_t run = run_of("list-c", now, yesterday, &resumed);
	assert_false(resumed);
	assert_int_equal(run_of("list-c", now, yesterday, &resumed), run);
	assert_true(resumed);
	assert_int_not_equal(run_of("list-d", now, yesterday, &resumed), run); /* another list */
	assert_false(resumed);
	assert_int_not_equal(run_of("list-c", now, "2026-03-02T00:00:01Z", &resumed),
			     run); /* old */
	run = run_of("list-e", now, yesterday, &resumed);
	assert_ok(store_begin(store, &sample_error));
	assert_ok(store_fetch_run_end(store, run, slice_from(now), &sample_error));
	assert_ok(store_commit(store, &sample_error));
	assert_int_not_equal(run_of("list-e", now, yesterday, &resumed), run);
	assert_false(resumed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_fetched_comes_back_as_it_was),
		cmocka_unit_test(the_newest_body_is_remembered_through_failures),
		cmocka_unit_test(a_run_goes_on_until_it_has_an_end_or_is_old),
	};
	arena_init(&arena);
	store = sample_open(sample_path(&arena, "fetches"), STORE_CREATE);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	store_close(store);
	arena_release(&arena);
	return failed;
}
