#include "check.h"

#include "base/limits.h"
#include "reuse/collection.h"

enum { DOCUMENTS = 37 };

/* Text and date of document `number`: every one of another length. */
static struct slice text_of(struct arena *arena, size_t number)
{
	char *text = arena_array(arena, char, 40 * DOCUMENTS);
	size_t length = 0;
	for (size_t i = 0; i <= number; i++)
		length += (size_t)snprintf(text + length, 40, "第%zu段，说第%zu件事。\n", i,
					   number * 7 + i);
	return (struct slice){text, length};
}

static struct reuse_document document_of(struct arena *arena, size_t number)
{
	return (struct reuse_document){
		.id = slice_from(arena_printf(arena, "d%zu", number)),
		.date = slice_from(arena_printf(arena, "20%02zu", number % 30)),
		.level = (uint32_t)(number % 4),
		.holder = slice_from(arena_printf(arena, "h%zu", number % 5)),
	};
}

struct shelf {
	size_t fails_at; /* SIZE_MAX: never */
};

static enum status take(void *context, size_t number, struct arena *scratch,
			struct reuse_document *document, struct slice *text, struct error *error)
{
	const struct shelf *shelf = context;
	if (number >= shelf->fails_at)
		return error_set(error, STATUS_IO, "document %zu is gone", number);
	*document = document_of(scratch, number);
	*text = text_of(scratch, number);
	return STATUS_OK;
}

static void assert_same(const struct collection *x, const struct collection *y)
{
	assert_int_equal(x->count, y->count);
	assert_int_equal(x->text_bytes, y->text_bytes);
	assert_int_equal(x->units, y->units);
	for (size_t i = 0; i < x->count; i++) {
		assert_true(slice_equal(x->documents[i].id, y->documents[i].id));
		assert_true(slice_equal(x->documents[i].date, y->documents[i].date));
		assert_true(slice_equal(x->documents[i].holder, y->documents[i].holder));
		assert_int_equal(x->documents[i].level, y->documents[i].level);
		assert_int_equal(x->texts[i].count, y->texts[i].count);
		assert_memory_equal(x->texts[i].ids, y->texts[i].ids,
				    x->texts[i].count * sizeof *x->texts[i].ids);
	}
}

static void add_one_by_one(struct collection *collection, size_t count)
{
	struct arena scratch;
	struct error error;
	arena_init(&scratch);
	for (size_t i = 0; i < count; i++) {
		struct reuse_document document = document_of(&scratch, i);
		assert_int_equal(collection_add(collection, &scratch, &document,
						text_of(&scratch, i), &error),
				 STATUS_OK);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

static void threads_read_what_one_by_one_gives(void **state)
{
	(void)state;
	struct collection expected;
	collection_init(&expected);
	add_one_by_one(&expected, DOCUMENTS);
	assert_int_equal(expected.count, DOCUMENTS);
	for (unsigned threads = 1; threads <= 5; threads += 2) {
		struct collection filled;
		struct shelf shelf = {SIZE_MAX};
		struct job job;
		struct error error;
		collection_init(&filled);
		job_init(&job, threads);
		assert_int_equal(collection_fill(&job, &filled, DOCUMENTS, take, &shelf, &error),
				 STATUS_OK);
		assert_same(&filled, &expected);
		collection_release(&filled);
	}
	collection_release(&expected);
}

static void a_failure_leaves_what_was_there(void **state)
{
	(void)state;
	struct collection expected, filled;
	struct shelf shelf = {20};
	struct job job;
	struct error error;
	collection_init(&expected);
	collection_init(&filled);
	add_one_by_one(&expected, 3);
	add_one_by_one(&filled, 3);
	job_init(&job, 2);
	assert_int_equal(collection_fill(&job, &filled, DOCUMENTS, take, &shelf, &error),
			 STATUS_IO);
	assert_string_equal(error.text, "document 20 is gone");
	assert_same(&filled, &expected);
	/* and it can be filled then */
	shelf.fails_at = SIZE_MAX;
	assert_int_equal(collection_fill(&job, &filled, DOCUMENTS, take, &shelf, &error),
			 STATUS_OK);
	assert_int_equal(filled.count, 3 + DOCUMENTS);
	assert_true(slice_is(filled.documents[3].id, "d0"));
	collection_release(&expected);
	collection_release(&filled);
}

static void a_text_beyond_the_limit_is_refused(void **state)
{
	(void)state;
	struct collection collection;
	struct arena scratch;
	struct error error;
	struct reuse_document document = {.id = SLICE("long")};
	collection_init(&collection);
	arena_init(&scratch);
	struct slice text = {"", (size_t)LIMIT_DOCUMENT_BYTES + 1};
	assert_int_equal(collection_add(&collection, &scratch, &document, text, &error),
			 STATUS_LIMIT);
	assert_int_equal(collection.count, 0);
	collection_release(&collection);
	arena_release(&scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(threads_read_what_one_by_one_gives),
		cmocka_unit_test(a_failure_leaves_what_was_there),
		cmocka_unit_test(a_text_beyond_the_limit_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
