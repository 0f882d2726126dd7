/* What a search gives beside the places: order, parts, limits; and that nothing takes long. */
#include "sample.h"

#include "base/limits.h"
#include "store/search.h"

static void put_in_region(struct store *store, struct arena *arena, const char *id, uint32_t region,
			  struct slice text)
{
	struct document document;
	struct shadow_text shadow;
	int64_t key;
	sample_document(arena, &document, id, text);
	document.metadata.region_id.value = region;
	text_normalise(arena, text, &shadow);
	assert_ok(store_document_put(store, &document, &shadow, &key, &sample_error));
}

static struct store *board_of_three(struct arena *arena, const char *name)
{
	struct store *store = sample_open(sample_path(arena, name), STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	put_in_region(store, arena, "a", 2, SLICE("算力。算力中心。数据。\n算力。"));
	put_in_region(store, arena, "b", 1, SLICE("算力。"));
	put_in_region(store, arena, "c", 2, SLICE("旧算力。"));
	put_in_region(store, arena, "c", 2, SLICE("新算力。"));
	assert_ok(store_commit(store, &sample_error));
	return store;
}

static void find(struct store *store, struct arena *arena, const char *query,
		 const struct search_options *options, struct search_result *result)
{
	assert_ok(store_search(store, NULL, arena, slice_from(query), options, NULL, result,
			       &sample_error));
}

static void hits_come_by_region_document_and_place_in_any_part(void **state)
{
	(void)state;
	static const int64_t wanted[] = {5, 1, 2, 4, 7}; /* passage ids */
	struct arena arena;
	struct search_result result;
	arena_init(&arena);
	struct store *store = board_of_three(&arena, "order");
	for (size_t limit = 0; limit < 7; limit++) {
		for (size_t offset = 0; offset < 7; offset++) {
			struct search_options options = {.limit = limit, .offset = offset};
			find(store, &arena, "算力", &options, &result);
			size_t rest = offset < 5 ? 5 - offset : 0;
			assert_int_equal(result.hit_count,
					 limit == 0 || limit > rest ? rest : limit);
			for (size_t i = 0; i < result.hit_count; i++)
				assert_int_equal(result.hits[i].passage, wanted[offset + i]);
			assert_int_equal(result.passage_total, 5);
			assert_int_equal(result.document_total, 3);
		}
	}
	store_close(store);
	arena_release(&arena);
}

static void older_editions_are_found_on_request(void **state)
{
	(void)state;
	struct arena arena;
	struct search_result result;
	struct search_options options = {0};
	arena_init(&arena);
	struct store *store = board_of_three(&arena, "editions");
	find(store, &arena, "旧", &options, &result);
	assert_int_equal(result.hit_count, 0);
	options.all_editions = true;
	find(store, &arena, "旧", &options, &result);
	assert_int_equal(result.hit_count, 1);
	assert_slice(result.hits[0].passage_text, "旧算力。");
	assert_slice(result.hits[0].document_id, "c");
	assert_slice(result.hits[0].title, "一份报告");
	assert_slice(result.hits[0].date, "2026-01-27");
	store_close(store);
	arena_release(&arena);
}

static void orientations_choose_passages_not_paragraphs(void **state)
{
	(void)state;
	struct arena arena;
	struct search_result result;
	struct search_options options = {.orientations = 1U << ORIENTATION_PRESENT};
	arena_init(&arena);
	struct store *store = board_of_three(&arena, "orientations");
	/* 数据 stands in another passage of the paragraph, of another orientation */
	find(store, &arena, "算力 数据", &options, &result);
	assert_int_equal(result.hit_count, 1);
	assert_int_equal(result.hits[0].passage, 2);
	assert_int_equal(result.hits[0].orientation, ORIENTATION_PRESENT);
	assert_int_equal(result.passage_total, 1);
	options.unit = SEARCH_SENTENCE;
	find(store, &arena, "算力 数据", &options, &result);
	assert_int_equal(result.hit_count, 0);
	store_close(store);
	arena_release(&arena);
}

static void the_context_is_a_window_around_the_marks(void **state)
{
	(void)state;
	struct arena arena;
	struct search_result result;
	struct search_options options = {.context = 2};
	arena_init(&arena);
	struct store *store = sample_open(sample_path(&arena, "context"), STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	put_in_region(store, &arena, "a", 1, SLICE("前句。甲乙丙算力丁戊算力己庚辛。后句。"));
	assert_ok(store_commit(store, &sample_error));
	find(store, &arena, "算力", &options, &result);
	assert_int_equal(result.hit_count, 1);
	assert_slice(result.hits[0].passage_text, "乙丙算力丁戊算力己庚");
	assert_int_equal(result.hits[0].text_span.start, 9 + 3);
	assert_int_equal(result.hits[0].passage_span.start, 9);
	assert_int_equal(result.hits[0].mark_count, 2);
	assert_int_equal(result.hits[0].marks[0].start, 9 + 9);
	options.context = 100;
	find(store, &arena, "算力", &options, &result);
	assert_slice(result.hits[0].passage_text, "甲乙丙算力丁戊算力己庚辛。");
	store_close(store);
	arena_release(&arena);
}

static void limits_are_said_by_name(void **state)
{
	(void)state;
	struct arena arena;
	struct buffer query;
	struct search_result result;
	struct search_options options = {0};
	arena_init(&arena);
	buffer_init(&query);
	struct store *store = board_of_three(&arena, "limits");

	for (int i = 0; i < LIMIT_QUERY_TERMS; i++)
		buffer_append_string(&query, "算 ");
	find(store, &arena, query.at, &options, &result);
	buffer_append_string(&query, "算");
	assert_status(store_search(store, NULL, &arena, buffer_slice(&query), &options, NULL,
				   &result, &sample_error),
		      STATUS_LIMIT);
	assert_non_null(strstr(sample_error.text, "QUERY_TERMS"));

	for (int extra = 0; extra < 2; extra++) {
		buffer_clear(&query);
		for (int i = 0; i < LIMIT_QUERY_DEPTH + extra; i++)
			buffer_append_byte(&query, '(');
		buffer_append_string(&query, "算力");
		for (int i = 0; i < LIMIT_QUERY_DEPTH + extra; i++)
			buffer_append_byte(&query, ')');
		assert_status(store_search(store, NULL, &arena, buffer_slice(&query), &options,
					   NULL, &result, &sample_error),
			      extra == 0 ? STATUS_OK : STATUS_LIMIT);
	}
	assert_non_null(strstr(sample_error.text, "QUERY_DEPTH"));

	for (int extra = 0; extra < 2; extra++) {
		buffer_clear(&query);
		while (query.length < (size_t)(LIMIT_QUERY_BYTES + extra))
			buffer_append_byte(&query, 'x');
		assert_status(store_search(store, NULL, &arena, buffer_slice(&query), &options,
					   NULL, &result, &sample_error),
			      extra == 0 ? STATUS_OK : STATUS_LIMIT);
	}
	assert_non_null(strstr(sample_error.text, "QUERY_BYTES"));
	buffer_release(&query);
	store_close(store);
	arena_release(&arena);
}

static void a_cancelled_search_stops(void **state)
{
	(void)state;
	struct arena arena;
	struct job job;
	struct search_result result;
	struct search_options options = {0};
	arena_init(&arena);
	job_init(&job, 1);
	struct store *store = board_of_three(&arena, "stop");
	atomic_store(&job.cancel, true);
	assert_status(store_search(store, &job, &arena, SLICE("算力"), &options, NULL, &result,
				   &sample_error),
		      STATUS_CANCELLED);
	store_close(store);
	arena_release(&arena);
}

/* One paragraph of megabytes: with anything quadratic in it the test's time limit is reached. */
static void a_paragraph_of_megabytes_is_searched(void **state)
{
	(void)state;
	enum { REPEATS = 400000 };
	struct arena arena;
	struct buffer text, query;
	struct search_result result;
	struct search_options options = {.context = 5};
	arena_init(&arena);
	buffer_init(&text);
	buffer_init(&query);
	for (int i = 0; i < REPEATS; i++)
		buffer_append_string(&text, "啊啊a ");
	buffer_append_string(&text, "啊啊吧");
	struct document document;
	struct shadow_text shadow;
	int64_t key;
	document = (struct document){.text = buffer_slice(&text)};
	struct block block = {.span = {0, (uint32_t)text.length}, .kind = BLOCK_PARAGRAPH};
	struct passage passage = {.span = block.span, .characters = 3 * REPEATS + 3};
	document.metadata.id = SLICE("long");
	document.blocks = &block;
	document.block_count = 1;
	document.passages = &passage;
	document.passage_count = 1;
	text_normalise(&arena, document.text, &shadow);
	struct store *store = sample_open(sample_path(&arena, "long"), STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	assert_ok(store_document_put(store, &document, &shadow, &key, &sample_error));
	assert_ok(store_commit(store, &sample_error));

	buffer_append_byte(&query, '"');
	for (int i = 0; i < 400; i++)
		buffer_append_string(&query, "啊啊a ");
	buffer_append_string(&query, "啊啊吧\"");
	find(store, &arena, query.at, &options, &result);
	assert_int_equal(result.hit_count, 1);
	assert_int_equal(result.hits[0].mark_count, 1);
	assert_int_equal(result.hits[0].marks[0].end, text.length);

	find(store, &arena, "啊 NEAR/1 啊 NEAR/100000 a", &options, &result);
	assert_int_equal(result.hits[0].mark_count, 3 * REPEATS + 2);
	find(store, &arena, "吧 NEAR/1 a", &options, &result);
	assert_int_equal(result.hit_count, 0);
	find(store, &arena, "吧 NEAR/2 a", &options, &result);
	assert_int_equal(result.hit_count, 1);
	store_close(store);
	buffer_release(&text);
	buffer_release(&query);
	arena_release(&arena);
}

/* A word longer than FTS5's own tokens is found whole and by its beginning. */
static void a_word_of_any_length_is_found(void **state)
{
	(void)state;
	struct arena arena;
	struct buffer text;
	struct search_result result;
	struct search_options options = {0};
	arena_init(&arena);
	buffer_init(&text);
	struct store *store = sample_open(sample_path(&arena, "word"), STORE_CREATE);
	for (int i = 0; i < 100000; i++)
		buffer_append_byte(&text, (char)('a' + i % 23));
	assert_ok(store_begin(store, &sample_error));
	put_in_region(store, &arena, "a", 1, buffer_slice(&text));
	assert_ok(store_commit(store, &sample_error));
	for (size_t length = 250; length < 530; length += 7) {
		const char *word = arena_string(&arena, (struct slice){text.at, length});
		find(store, &arena, arena_printf(&arena, "%s*", word), &options, &result);
		assert_int_equal(result.hit_count, 1);
		assert_int_equal(result.hits[0].marks[0].end, length);
		find(store, &arena, word, &options, &result);
		assert_int_equal(result.hit_count, 0);
	}
	store_close(store);
	buffer_release(&text);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hits_come_by_region_document_and_place_in_any_part),
		cmocka_unit_test(older_editions_are_found_on_request),
		cmocka_unit_test(orientations_choose_passages_not_paragraphs),
		cmocka_unit_test(the_context_is_a_window_around_the_marks),
		cmocka_unit_test(limits_are_said_by_name),
		cmocka_unit_test(a_cancelled_search_stops),
		cmocka_unit_test(a_paragraph_of_megabytes_is_searched),
		cmocka_unit_test(a_word_of_any_length_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
