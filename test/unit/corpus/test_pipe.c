#include "check.h"

#include "base/limits.h"
#include "corpus/pipe.h"

struct fixture {
	struct arena arena;
	struct buffer bytes;
	struct block blocks[2];
	struct reading reading, back;
	struct error error;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	arena_init(&f->arena);
	buffer_init(&f->bytes);
	f->blocks[0] = (struct block){.span = {0, 6}, .page = 1, .kind = BLOCK_HEADING, .level = 2};
	f->blocks[1] = (struct block){.span = {7, 13},
				      .page = 2,
				      .kind = BLOCK_FURNITURE,
				      .furniture = FURNITURE_CAPTION};
	f->reading.document.text = SLICE("算力\n图片");
	f->reading.document.blocks = f->blocks;
	f->reading.document.block_count = 2;
	f->reading.document.metadata.title = SLICE("题");
	f->reading.document.metadata.date = SLICE("2026-01-27");
	f->reading.note = SLICE("a note");
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	buffer_release(&f->bytes);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static enum status read_back(struct fixture *f)
{
	return pipe_read(&f->arena, buffer_slice(&f->bytes), &f->back, &f->error);
}

static void what_was_written_is_read(void **state)
{
	struct fixture *f = *state;
	f->reading.document.partial = true;
	pipe_write(&f->bytes, &f->reading);
	assert_int_equal(read_back(f), STATUS_OK);
	assert_slice(f->back.document.text, "算力\n图片");
	assert_slice(f->back.document.metadata.title, "题");
	assert_slice(f->back.document.metadata.date, "2026-01-27");
	assert_slice(f->back.note, "a note");
	assert_true(f->back.document.partial);
	assert_int_equal(f->back.document.block_count, 2);
	assert_memory_equal(f->back.document.blocks, f->blocks, sizeof f->blocks);
}

static void nested_files_are_read(void **state)
{
	struct fixture *f = *state;
	struct nested_file files[] = {{SLICE("规划.txt"), SLICE("a\0b")}, {SLICE("x"), SLICE("")}};
	f->reading = (struct reading){.nested = files, .nested_count = 2};
	f->reading.document.text = SLICE("");
	pipe_write(&f->bytes, &f->reading);
	assert_int_equal(read_back(f), STATUS_OK);
	assert_int_equal(f->back.nested_count, 2);
	assert_slice(f->back.nested[0].name, "规划.txt");
	assert_int_equal(f->back.nested[0].bytes.length, 3);
}

static void a_refusal_keeps_its_status_and_words(void **state)
{
	struct fixture *f = *state;
	struct error error;
	error_set(&error, STATUS_LIMIT, "too many cells");
	pipe_write_error(&f->bytes, &error);
	assert_int_equal(read_back(f), STATUS_LIMIT);
	assert_string_equal(f->error.text, "too many cells");
}

/* A status that would stop the run, control characters, no words: none of a reader's business. */
static void a_refusal_is_checked(void **state)
{
	struct fixture *f = *state;
	static const struct {
		enum status status;
		const char *text;
	} refusals[] = {{STATUS_CANCELLED, "stop"}, {STATUS_STORE, "stop"},	{STATUS_IO, "stop"},
			{(enum status)99, "stop"},  {STATUS_FORMAT, "\x1b[2J"}, {STATUS_FORMAT, ""},
			{STATUS_FORMAT, "\xFF"}};
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		struct error error = {.status = refusals[i].status};
		snprintf(error.text, sizeof error.text, "%s", refusals[i].text);
		buffer_clear(&f->bytes);
		pipe_write_error(&f->bytes, &error);
		assert_int_equal(read_back(f), STATUS_CHILD);
	}
}

static void every_cut_is_seen(void **state)
{
	struct fixture *f = *state;
	pipe_write(&f->bytes, &f->reading);
	for (size_t length = 0; length < f->bytes.length; length++)
		assert_int_equal(pipe_read(&f->arena, (struct slice){f->bytes.at, length}, &f->back,
					   &f->error),
				 STATUS_CHILD);
	buffer_append_byte(&f->bytes, '\0');
	assert_int_equal(read_back(f), STATUS_CHILD);
}

/* Whatever byte is changed, what is accepted keeps the invariants. */
static void every_flipped_byte_is_refused_or_harmless(void **state)
{
	struct fixture *f = *state;
	pipe_write(&f->bytes, &f->reading);
	size_t refused = 0;
	for (size_t i = 0; i < f->bytes.length; i++)
		for (unsigned bit = 0; bit < 8; bit++) {
			f->bytes.at[i] = (char)(f->bytes.at[i] ^ 1 << bit);
			enum status status = read_back(f);
			if (status == STATUS_OK)
				assert_int_equal(reading_check(&f->back, &f->error), STATUS_OK);
			else
				refused++;
			f->bytes.at[i] = (char)(f->bytes.at[i] ^ 1 << bit);
		}
	assert_true(refused > f->bytes.length);
}

static void lies_are_named(void **state)
{
	struct fixture *f = *state;
	static const struct {
		struct block block;
		const char *words;
	} lies[] = {
		{{.span = {3, 99}, .kind = BLOCK_PARAGRAPH}, "block 0"},
		{{.span = {1, 6}, .kind = BLOCK_PARAGRAPH}, "block 0"},
		{{.span = {0, 6}, .kind = 77}, "block 0"},
		{{.span = {0, 6}, .kind = BLOCK_FURNITURE, .furniture = 99}, "block 0"},
		{{.span = {0, 6}, .kind = BLOCK_HEADING, .level = 9}, "level 9"},
	};
	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
		f->blocks[0] = lies[i].block;
		buffer_clear(&f->bytes);
		pipe_write(&f->bytes, &f->reading);
		assert_int_equal(read_back(f), STATUS_CHILD);
		assert_non_null(strstr(f->error.text, "contradicts itself"));
		if (strstr(f->error.text, lies[i].words) == NULL)
			fail_msg("lie %zu: %s", i, f->error.text);
	}
}

static void a_count_that_cannot_be_asks_for_no_memory(void **state)
{
	struct fixture *f = *state;
	f->reading.document.block_count = 0;
	pipe_write(&f->bytes, &f->reading);
	/* partial, block count, nested count and END. stand at the end */
	memcpy(f->bytes.at + f->bytes.length - 12, "\xFF\xFF\xFF\xFF", 4);
	size_t before = f->arena.used_bytes;
	assert_int_equal(read_back(f), STATUS_CHILD);
	assert_true(f->arena.used_bytes - before < 1024);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_was_written_is_read),
		TEST(nested_files_are_read),
		TEST(a_refusal_keeps_its_status_and_words),
		TEST(a_refusal_is_checked),
		TEST(every_cut_is_seen),
		TEST(every_flipped_byte_is_refused_or_harmless),
		TEST(lies_are_named),
		TEST(a_count_that_cannot_be_asks_for_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
