/* What people said of passages, kept and applied. */
#include "sample.h"

#include "store/correction.h"
#include "store/inside.h"

static const char *path_of_board;

static struct store *start(struct arena *arena, const char *name, const char *text)
{
	arena_init(arena);
	path_of_board = sample_path(arena, name);
	struct store *store = sample_open(path_of_board, STORE_CREATE);
	const struct stored_name codes[] = {
		{.id = 1, .name = SLICE("computing"), .label = SLICE("")},
		{.id = 2, .name = SLICE("data"), .label = SLICE("")},
		{.id = 3, .name = SLICE("model"), .label = SLICE("")},
		{.id = 4, .name = SLICE("governance"), .label = SLICE("")},
	};
	assert_ok(store_codes_put(store, codes, 4, &sample_error));
	assert_ok(store_begin(store, &sample_error));
	sample_put(store, arena, "d", slice_from(text));
	assert_ok(store_commit(store, &sample_error));
	return store;
}

static void end(struct store *store, struct arena *arena)
{
	store_close(store);
	assert_sound(path_of_board);
	arena_release(arena);
}

static void load(struct store *store, struct arena *arena, struct document *document)
{
	struct stored_document stored;
	bool found;
	assert_ok(store_document_find(store, arena, SLICE("d"), &found, &stored, &sample_error));
	assert_true(found);
	assert_ok(store_document_load(store, arena, stored.key, document, &sample_error));
}

static int64_t say(struct store *store, struct arena *arena, uint32_t passage,
		   enum correction_action action, const char *code, const char *words)
{
	struct document document;
	int64_t id;
	load(store, arena, &document);
	struct stored_correction correction = {.action = (uint8_t)action,
					       .code = slice_from(code),
					       .document = SLICE("d"),
					       .words = slice_from(words),
					       .who = SLICE("li"),
					       .when = SLICE("2026-02-01T00:00:00Z"),
					       .why = SLICE("because"),
					       .sample = SLICE("")};
	if (words != NULL)
		correction.words_at = (uint32_t)slice_find(
			slice_span(document.text, document.passages[passage].span),
			correction.words, 0);
	correction_fix(arena, &document, passage, &correction);
	assert_ok(store_begin(store, &sample_error));
	assert_ok(store_correction_put(store, &correction, &id, &sample_error));
	assert_ok(store_commit(store, &sample_error));
	return id;
}

static void take_back(struct store *store, int64_t id)
{
	struct stored_correction undo = {.action = CORRECTION_UNDO,
					 .undoes = id,
					 .document = SLICE("d"),
					 .who = SLICE("li"),
					 .when = SLICE("")};
	assert_ok(store_begin(store, &sample_error));
	assert_ok(store_correction_put(store, &undo, &id, &sample_error));
	assert_ok(store_commit(store, &sample_error));
}

/* "passage:code:state ..." of all mentions in order. */
static const char *mentions(struct store *store, struct arena *arena)
{
	struct document document;
	const char *all = "";
	load(store, arena, &document);
	assert_ok(document_check(&document, &sample_error));
	for (size_t i = 0; i < document.mention_count; i++) {
		const struct mention *mention = &document.mentions[i];
		all = arena_printf(arena, "%s%s%u:%u:%s", all, i > 0 ? " " : "", mention->passage,
				   mention->code.value,
				   mention_state_name((enum mention_state)mention->state));
	}
	return all;
}

static void what_people_say_is_laid_over_what_was_found(void **state)
{
	(void)state;
	struct arena arena;
	struct store *store = start(&arena, "overlay", "算力和数据。治理。");
	assert_string_equal(mentions(store, &arena), "0:1:auto 0:2:auto 1:4:auto");
	say(store, &arena, 0, CORRECTION_CONFIRM, "computing", NULL);
	int64_t rejected = say(store, &arena, 0, CORRECTION_REJECT, "data", NULL);
	int64_t added = say(store, &arena, 1, CORRECTION_ADD, "model", NULL);
	assert_string_equal(mentions(store, &arena),
			    "0:1:confirmed 0:2:rejected 1:3:added 1:4:auto");
	say(store, &arena, 1, CORRECTION_READ, "", NULL);
	take_back(store, rejected);
	take_back(store, added);
	assert_string_equal(mentions(store, &arena), "0:1:confirmed 0:2:auto 1:4:auto");
	/* the last word counts */
	say(store, &arena, 1, CORRECTION_ADD, "model", NULL);
	say(store, &arena, 1, CORRECTION_REJECT, "model", NULL);
	say(store, &arena, 0, CORRECTION_REJECT, "computing", NULL);
	assert_string_equal(mentions(store, &arena), "0:1:rejected 0:2:auto 1:4:auto");
	/* what is found already is not added a second time */
	say(store, &arena, 0, CORRECTION_ADD, "computing", NULL);
	assert_string_equal(mentions(store, &arena), "0:1:confirmed 0:2:auto 1:4:auto");
	end(store, &arena);
}

static void words_single_out_one_of_several_mentions(void **state)
{
	(void)state;
	struct arena arena;
	struct store *store = start(&arena, "words", "数据与旧数据，算力。");
	say(store, &arena, 0, CORRECTION_REJECT, "data", "旧数据");
	say(store, &arena, 0, CORRECTION_ADD, "governance", "旧");
	assert_string_equal(mentions(store, &arena), "0:2:auto 0:4:added 0:2:rejected 0:1:auto");
	end(store, &arena);
}

static void cursors_see_corrections(void **state)
{
	(void)state;
	struct arena arena;
	struct store *store = start(&arena, "cursors", "算力。数据。治理。");
	say(store, &arena, 0, CORRECTION_REJECT, "computing", NULL);
	say(store, &arena, 2, CORRECTION_ADD, "computing", NULL);
	uint32_t code = 1;
	struct passage_filter filter = {.codes = &code, .code_count = 1};
	struct passage_cursor *cursor;
	struct passage_row row;
	bool more;
	assert_ok(passages_open(store, &filter, &cursor, &sample_error));
	assert_ok(passages_step(cursor, &more, &row, &sample_error));
	assert_true(more);
	assert_int_equal(row.sequence, 2);
	assert_ok(passages_step(cursor, &more, &row, &sample_error));
	assert_false(more);
	passages_close(cursor);
	end(store, &arena);
}

static void replace(struct store *store, struct arena *arena, const char *text)
{
	assert_ok(store_begin(store, &sample_error));
	sample_put(store, arena, "d", slice_from(text));
	assert_ok(store_commit(store, &sample_error));
}

static void a_new_edition_keeps_them_by_words_and_neighbours(void **state)
{
	(void)state;
	struct arena arena;
	/* 算力。 three times: the second, between 数据 and 治理, is meant */
	struct store *store = start(&arena, "edition", "算力。好。数据。算力。治理。算力。不好。");
	say(store, &arena, 3, CORRECTION_REJECT, "computing", NULL);
	say(store, &arena, 6, CORRECTION_ADD, "model", NULL);
	/* a sentence in front, white space inside, and the last one reworded */
	replace(store, &arena, "新句。算力。好。数据。算 力。治理。算力。很不好。");
	assert_string_equal(mentions(store, &arena), "1:1:auto 3:2:auto 5:4:auto 6:1:auto");
	replace(store, &arena, "新句。算力。好。数据。算力。治理。算力。不好。");
	assert_string_equal(mentions(store, &arena),
			    "1:1:auto 3:2:auto 4:1:rejected 5:4:auto 6:1:auto 7:3:added");
	/* one neighbour is enough to tell equal sentences apart */
	replace(store, &arena, "算力。治理。算力。不好。");
	assert_string_equal(mentions(store, &arena), "0:1:rejected 1:4:auto 2:1:auto 3:3:added");
	end(store, &arena);
}

static void a_new_codebook_keeps_them_by_name(void **state)
{
	(void)state;
	struct arena arena;
	struct store *store = start(&arena, "codebook", "算力。数据。");
	say(store, &arena, 0, CORRECTION_ADD, "governance", NULL);
	say(store, &arena, 1, CORRECTION_REJECT, "data", NULL);
	/* numbered anew: governance is 2 now, data is gone */
	const struct stored_name codes[] = {
		{.id = 1, .name = SLICE("computing"), .label = SLICE("")},
		{.id = 2, .name = SLICE("governance"), .label = SLICE("")},
	};
	assert_ok(store_codes_put(store, codes, 2, &sample_error));
	/* the sample's own mention 2 of passage 1 now reads as governance and stays */
	assert_string_equal(mentions(store, &arena), "0:1:auto 0:2:added 1:2:auto");
	struct stored_correction *rows;
	size_t count;
	assert_ok(store_corrections(store, &arena, SLICE("d"), &rows, &count, &sample_error));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].code_id.value, 2);
	assert_int_equal(rows[1].code_id.value, 0);
	end(store, &arena);
}

static void the_record_is_append_only(void **state)
{
	(void)state;
	struct arena arena;
	struct stored_correction *rows;
	size_t count;
	struct store *store = start(&arena, "append", "算力。");
	say(store, &arena, 0, CORRECTION_CONFIRM, "computing", "算力");
	assert_status(store_execute(store, "DELETE FROM correction", "deleting", &sample_error),
		      STATUS_STORE);
	assert_status(
		store_execute(store, "UPDATE correction SET who = 'x'", "changing", &sample_error),
		STATUS_STORE);
	take_back(store, 1);
	/* once only */
	struct stored_correction again = {
		.action = CORRECTION_UNDO, .undoes = 1, .who = SLICE("x")};
	int64_t id;
	assert_ok(store_begin(store, &sample_error));
	assert_status(store_correction_put(store, &again, &id, &sample_error), STATUS_STORE);
	store_rollback(store);
	assert_status(store_correction_put(store, &again, &id, &sample_error), STATUS_USAGE);
	assert_ok(store_corrections(store, &arena, SLICE(""), &rows, &count, &sample_error));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].id, 1);
	assert_true(rows[0].undone);
	assert_slice(rows[0].words, "算力");
	assert_slice(rows[0].who, "li");
	assert_slice(rows[0].when, "2026-02-01T00:00:00Z");
	assert_slice(rows[0].why, "because");
	assert_int_equal(rows[1].action, CORRECTION_UNDO);
	assert_int_equal(rows[1].undoes, 1);
	end(store, &arena);
}

static void actions_have_names(void **state)
{
	(void)state;
	enum correction_action action;
	for (int i = 0; i < CORRECTION_ACTION_COUNT; i++) {
		const char *name = correction_action_name((enum correction_action)i);
		assert_true(correction_action_from_name(slice_from(name), &action));
		assert_int_equal(action, i);
	}
	assert_false(correction_action_from_name(SLICE("delete"), &action));
	assert_string_equal(correction_action_name(CORRECTION_ACTION_COUNT), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_say_is_laid_over_what_was_found),
		cmocka_unit_test(words_single_out_one_of_several_mentions),
		cmocka_unit_test(cursors_see_corrections),
		cmocka_unit_test(a_new_edition_keeps_them_by_words_and_neighbours),
		cmocka_unit_test(a_new_codebook_keeps_them_by_name),
		cmocka_unit_test(the_record_is_append_only),
		cmocka_unit_test(actions_have_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
