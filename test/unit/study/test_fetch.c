#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include "given.h"

#include "base/limits.h"
#include "study/fetch.h"
#include "web_server.h"

static struct given given;
static struct web_server server;
static struct fetch_options options;

static int start(void **state)
{
	(void)state;
	web_start(&server);
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 2);
	options = (struct fetch_options){.folder = given_path(&given, "kept"),
					 .source = {.encoding = {"", 0}},
					 .crawl = {.user_agent = "qipan/test",
						   .timeout = 5,
						   .backoff = 0.01,
						   .tries = 2,
						   .hosts = 4,
						   .most_bytes = LIMIT_FETCH_BYTES,
						   .allow_private = true}};
	return 0;
}

static int end(void **state)
{
	(void)state;
	web_stop(&server);
	given_end(&given);
	return 0;
}

/* A list: id and path of each row. */
static const char *list(const char *const rows[][2], size_t count)
{
	const char *text = "id,url,region,date,title\n";
	for (size_t i = 0; i < count; i++)
		text = arena_printf(&given.arena, "%s%s,http://127.0.0.1:%u%s,贵州,2026,规划\n",
				    text, rows[i][0], server.port, rows[i][1]);
	given_file(&given, "list.csv", text);
	return given_path(&given, "list.csv");
}

static struct fetch_report fetch(const char *path)
{
	struct fetch_report report;
	must(&given, study_fetch(&given.board, &path, 1, &options, &report, &given.error));
	return report;
}

static struct stored_document find(const char *id)
{
	struct stored_document document = {0};
	bool found;
	must(&given, store_document_find(given.board.store, &given.arena, slice_from(id), &found,
					 &document, &given.error));
	if (!found)
		fail_msg("no document %s", id);
	return document;
}

static struct slice text_of(const char *id)
{
	struct document document;
	must(&given, store_document_load(given.board.store, &given.arena, find(id).key, &document,
					 &given.error));
	return document.text;
}

static void a_page_becomes_a_document_and_a_changed_one_an_edition(void **state)
{
	(void)state;
	static const char *const rows[][2] = {{"a", "/plans/a"}, {"b", "/plans/b"}};
	const char *path = list(rows, 2);
	struct fetch_report report = fetch(path);
	assert_int_equal(report.outcomes[CRAWL_FETCHED], 2);
	assert_int_equal(report.add.added, 2);
	assert_int_equal(report.add.problem_count, 0);
	assert_slice(find("a").metadata.region, "贵州");
	assert_slice(find("a").metadata.title, "规划");
	assert_true(slice_ends(find("a").metadata.path, SLICE("/plans/a")));
	assert_true(slice_ends(find("a").metadata.source, SLICE("/plans/a")));

	/* nothing changed: nothing is sent, nothing is added */
	report = fetch(path);
	assert_int_equal(report.outcomes[CRAWL_UNCHANGED], 2);
	assert_int_equal(report.add.unchanged, 2);
	assert_int_equal(report.add.added + report.add.replaced, 0);

	server.version = 2;
	report = fetch(path);
	assert_int_equal(report.outcomes[CRAWL_FETCHED], 2);
	assert_int_equal(report.add.replaced, 2);
	assert_int_equal(find("a").edition, 2);
	assert_true(slice_find(text_of("a"), SLICE("edition 2"), 0) != SIZE_MAX);

	struct stored_fetch *fetches;
	size_t count;
	must(&given,
	     store_fetches(given.board.store, &given.arena, &fetches, &count, &given.error));
	assert_int_equal(count, 6);
	assert_slice(fetches[0].outcome, "fetched");
	assert_slice(fetches[2].outcome, "unchanged");
	assert_int_equal(fetches[2].status, 304);
	assert_true(fetches[2].sha256.length == 64);
	assert_int_equal(fetches[0].at.length, 20);
}

static void a_deleted_file_is_fetched_again(void **state)
{
	(void)state;
	static const char *const rows[][2] = {{"a", "/plans/a"}};
	const char *path = list(rows, 1);
	fetch(path);
	struct stored_fetch known;
	bool found;
	must(&given, store_fetch_last(given.board.store, &given.arena, find("a").metadata.source, 0,
				      &found, &known, &given.error));
	const char *file = arena_printf(&given.arena, "%s/%s", options.folder, known.file.at);
	assert_int_equal(unlink(file), 0);
	struct fetch_report report = fetch(path);
	assert_int_equal(report.outcomes[CRAWL_FETCHED], 1);
	assert_int_equal(report.add.unchanged, 1);
	assert_int_equal(access(file, F_OK), 0);
}

static void what_fails_is_listed_until_it_works(void **state)
{
	(void)state;
	static const char *const rows[][2] = {{"good", "/plans/a"},
					      {"gone", "/gone"},
					      {"flaky", "/flaky"},
					      {"twice", "/plans/a"}};
	struct problem *problems;
	size_t count;
	const char *path = list(rows, 4);
	struct fetch_report report = fetch(path);
	assert_int_equal(report.outcomes[CRAWL_FETCHED], 1);
	assert_int_equal(report.outcomes[CRAWL_GONE], 1);
	assert_int_equal(report.outcomes[CRAWL_FAILED], 1);
	assert_int_equal(report.add.skipped, 3); /* the address that stands twice too */
	must(&given,
	     store_problems(given.board.store, &given.arena, &problems, &count, &given.error));
	assert_int_equal(count, 3);
	/* an error page is no document */
	bool found;
	struct stored_document document;
	must(&given, store_document_find(given.board.store, &given.arena, SLICE("gone"), &found,
					 &document, &given.error));
	assert_false(found);

	report = fetch(path); /* the third question to /flaky is answered */
	assert_int_equal(report.outcomes[CRAWL_FETCHED], 1);
	assert_int_equal(report.add.added, 1);
	must(&given,
	     store_problems(given.board.store, &given.arena, &problems, &count, &given.error));
	for (size_t i = 0; i < count; i++)
		assert_false(slice_ends(problems[i].place, SLICE("/flaky")));
}

static void the_servers_charset_is_a_hint(void **state)
{
	(void)state;
	static const char *const rows[][2] = {{"said", "/gb"},
					      {"latin", "/gb-as-latin"},
					      {"wrong", "/gb-as-utf8"},
					      {"other", "/utf8-as-gb"}};
	struct fetch_report report = fetch(list(rows, 4));
	assert_int_equal(report.add.added, 4);
	assert_slice(text_of("said"), "湖南省要发展低空经济。");
	assert_slice(find("said").metadata.encoding, "gb18030");
	assert_slice(text_of("latin"), "湖南省要发展低空经济。");
	assert_slice(text_of("wrong"), "湖南省要发展低空经济。");
	assert_slice(text_of("other"), "贵州省今年要建设算力中心。");
}

static void *stop_later(void *unused)
{
	(void)unused;
	while (web_count(&server, "/silent") == 0)
		web_sleep(5);
	atomic_store(&given.job.cancel, true);
	return NULL;
}

static void a_stopped_run_goes_on_where_it_was(void **state)
{
	(void)state;
	static const char *const rows[][2] = {{"a", "/plans/a"},
					      {"b", "/plans/b"},
					      {"gone", "/gone"},
					      {"silent", "/silent"},
					      {"c", "/plans/c"}};
	const char *path = list(rows, 5);
	struct fetch_report report;
	pthread_t stopper;
	assert_int_equal(pthread_create(&stopper, NULL, stop_later, NULL), 0);
	assert_int_equal(study_fetch(&given.board, &path, 1, &options, &report, &given.error),
			 STATUS_CANCELLED);
	pthread_join(stopper, NULL);
	assert_int_equal(report.asked, 3);

	atomic_store(&given.job.cancel, false);
	options.crawl.timeout = 0.3;
	options.crawl.tries = 1;
	report = fetch(path);
	assert_true(report.resumed);
	assert_int_equal(report.known, 3);
	assert_string_equal(report.rows[0].outcome, "known");
	assert_int_equal(report.outcomes[CRAWL_FAILED], 1); /* /silent again */
	assert_int_equal(report.outcomes[CRAWL_FETCHED], 1);
	assert_int_equal(report.add.added, 3);
	assert_int_equal(web_count(&server, "/plans/a"), 1);
	assert_int_equal(web_count(&server, "/gone"), 1);

	report = fetch(path); /* that run has its end: this is another */
	assert_false(report.resumed);
	assert_int_equal(report.outcomes[CRAWL_UNCHANGED], 3);
}

static void a_list_says_what_it_lacks(void **state)
{
	(void)state;
	struct fetch_report report;
	given_file(&given, "bad.csv", "id,url\nx,not an address\ny\n");
	const char *path = given_path(&given, "bad.csv");
	report = fetch(path);
	assert_int_equal(report.row_count, 0);
	assert_int_equal(report.add.skipped, 2);
	given_file(&given, "bad.csv", "id,where\nx,http://a/\n");
	report = fetch(path);
	assert_non_null(
		strstr(arena_string(&given.arena, report.add.problems[0].what), "--source-field"));
	given_file(&given, "plan.txt", "http://127.0.0.1/");
	path = given_path(&given, "plan.txt");
	assert_int_equal(study_fetch(&given.board, &path, 1, &options, &report, &given.error),
			 STATUS_USAGE);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, start, end)
	const struct CMUnitTest tests[] = {
		CASE(a_page_becomes_a_document_and_a_changed_one_an_edition),
		CASE(a_deleted_file_is_fetched_again),
		CASE(what_fails_is_listed_until_it_works),
		CASE(the_servers_charset_is_a_hint),
		CASE(a_stopped_run_goes_on_where_it_was),
		CASE(a_list_says_what_it_lacks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
