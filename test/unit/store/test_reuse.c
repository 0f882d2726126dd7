#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "sample.h"

#include "store/inside.h"
#include "store/reuse.h"

static struct store *open_with(const char *const *ids, size_t count, int64_t *keys)
{
	struct arena arena;
	arena_init(&arena);
	struct store *store = sample_open(sample_path(&arena, "reuse"), STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	for (size_t i = 0; i < count; i++)
		keys[i] = sample_put(store, &arena, ids[i],
				     SLICE("算力是新的动力。数据是新的要素。\n治理也要跟上。\n"));
	assert_ok(store_commit(store, &sample_error));
	arena_release(&arena);
	return store;
}

static void put_pair(struct store *store, int64_t document, int64_t other)
{
	const struct stored_tile tiles[] = {{{3, 9}, {6, 12}}, {{24, 30}, {0, 6}}};
	struct stored_reuse passages[] = {
		{{3, 30}, {0, 12}, 0.8125, 7.5, tiles, 2},
		{{0, 6}, {30, 36}, 1, 2.25, NULL, 0},
	};
	struct stored_reuse_pair pair = {document, other, passages, 2};
	assert_ok(store_begin(store, &sample_error));
	assert_ok(store_reuse_pair_put(store, &pair, &sample_error));
	assert_ok(store_commit(store, &sample_error));
}

static void pairs_come_back_as_they_were_put(void **state)
{
	(void)state;
	int64_t keys[3];
	struct store *store = open_with((const char *const[]){"a", "b", "c"}, 3, keys);
	struct arena arena;
	struct stored_reuse_pair *pairs;
	size_t count;
	arena_init(&arena);
	put_pair(store, keys[1], keys[0]);
	put_pair(store, keys[2], keys[0]);
	assert_ok(store_reuse_pairs(store, &arena, keys[0], &pairs, &count, &sample_error));
	assert_int_equal(count, 2);
	assert_int_equal(pairs[1].document, keys[2]);
	assert_int_equal(pairs[1].count, 2);
	const struct stored_reuse *passage = &pairs[1].passages[0];
	assert_int_equal(passage->other.start, 3);
	assert_int_equal(passage->document.end, 12);
	assert_near(passage->identity, 0.8125, 0.00051);
	assert_near(passage->weight, 7.5, 1e-9);
	assert_int_equal(passage->tile_count, 2);
	assert_int_equal(passage->tiles[1].other.start, 24);
	assert_int_equal(passage->tiles[1].document.end, 6);
	assert_int_equal(pairs[1].passages[1].document.start, 30);
	assert_ok(store_reuse_pairs(store, &arena, keys[1], &pairs, &count, &sample_error));
	assert_int_equal(count, 1);
	assert_ok(store_reuse_pairs(store, &arena, 0, &pairs, &count, &sample_error));
	assert_int_equal(count, 2);
	arena_release(&arena);
	store_close(store);
}

static void voices_come_back_and_missing_ones_are_said(void **state)
{
	(void)state;
	int64_t keys[2], *missing;
	struct store *store = open_with((const char *const[]){"a", "b"}, 2, keys);
	struct arena arena;
	struct stored_voice *voices;
	size_t count;
	bool compared;
	arena_init(&arena);
	const struct stored_voice given[] = {
		{0, 0, 0, 0, 0, 0}, {5, 0.75, 300, 2, 4, 3}, {1, 1, 0, 0, 1, 1}};
	assert_ok(store_begin(store, &sample_error));
	assert_ok(store_voice_put(store, keys[0], given, 3, &sample_error));
	assert_ok(store_commit(store, &sample_error));
	assert_ok(store_voice(store, &arena, keys[0], 3, &voices, &compared, &sample_error));
	assert_true(compared);
	assert_int_equal(voices[0].class, 0);
	assert_int_equal(voices[1].class, 5);
	assert_near(voices[1].share, 0.75, 1e-9);
	assert_int_equal(voices[1].source, 300);
	assert_int_equal(voices[1].parent, 2);
	assert_int_equal(voices[1].documents, 4);
	assert_int_equal(voices[2].holders, 1);
	assert_ok(store_voice(store, &arena, keys[1], 3, &voices, &compared, &sample_error));
	assert_false(compared);
	assert_int_equal(voices[2].class, 0);
	assert_ok(store_reuse_missing(store, &arena, &missing, &count, &sample_error));
	assert_int_equal(count, 1);
	assert_int_equal(missing[0], keys[1]);
	/* a row of another length is damage */
	assert_status(store_voice(store, &arena, keys[0], 4, &voices, &compared, &sample_error),
		      STATUS_STORE);
	arena_release(&arena);
	store_close(store);
}

static void an_older_edition_s_pairs_are_dropped_and_its_partners_named(void **state)
{
	(void)state;
	int64_t keys[3], *touched;
	struct store *store = open_with((const char *const[]){"a", "b", "c"}, 3, keys);
	struct arena arena;
	struct stored_reuse_pair *pairs;
	size_t count;
	arena_init(&arena);
	put_pair(store, keys[1], keys[0]);
	put_pair(store, keys[2], keys[1]);
	assert_ok(store_begin(store, &sample_error));
	sample_put(store, &arena, "b", SLICE("全新的文字。\n"));
	assert_ok(store_commit(store, &sample_error));
	/* even before they are dropped nobody sees them */
	assert_ok(store_reuse_pairs(store, &arena, keys[0], &pairs, &count, &sample_error));
	assert_int_equal(count, 0);
	assert_ok(store_begin(store, &sample_error));
	assert_ok(store_reuse_drop_old(store, &arena, &touched, &count, &sample_error));
	assert_ok(store_commit(store, &sample_error));
	assert_int_equal(count, 2);
	assert_int_equal(touched[0], keys[0]);
	assert_int_equal(touched[1], keys[2]);
	arena_release(&arena);
	store_close(store);
}

static void damaged_rows_are_refused(void **state)
{
	(void)state;
	int64_t keys[2];
	struct store *store = open_with((const char *const[]){"a", "b"}, 2, keys);
	struct arena arena;
	struct stored_reuse_pair *pairs;
	size_t count;
	arena_init(&arena);
	static const char *const damages[] = {
		"UPDATE reuse_pair SET packed = x''",
		"UPDATE reuse_pair SET packed = x'FFFFFFFF7F'",
		"UPDATE reuse_pair SET packed = CAST(packed || x'00' AS BLOB)",
		/* one passage that ends behind the text */
		"UPDATE reuse_pair SET packed = x'0100FF7F0001000000'"};
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
		put_pair(store, keys[1], keys[0]);
		assert_int_equal(sqlite3_exec(store->db, damages[i], NULL, NULL, NULL), SQLITE_OK);
		assert_status(store_reuse_pairs(store, &arena, 0, &pairs, &count, &sample_error),
			      STATUS_STORE);
	}
	arena_release(&arena);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_come_back_as_they_were_put),
		cmocka_unit_test(voices_come_back_and_missing_ones_are_said),
		cmocka_unit_test(an_older_edition_s_pairs_are_dropped_and_its_partners_named),
		cmocka_unit_test(damaged_rows_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
