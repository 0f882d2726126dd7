#include "sample.h"

#include "store/migrate.h"
#include "store/pack.h"

static bool same_metadata(const struct document_metadata *a, const struct document_metadata *b)
{
	return slice_equal(a->id, b->id) && slice_equal(a->region, b->region) &&
	       slice_equal(a->region_rule, b->region_rule) &&
	       a->region_id.value == b->region_id.value && slice_equal(a->level, b->level) &&
	       slice_equal(a->tier, b->tier) && slice_equal(a->date, b->date) &&
	       slice_equal(a->date_rule, b->date_rule) && slice_equal(a->kind, b->kind) &&
	       slice_equal(a->series, b->series) && slice_equal(a->title, b->title) &&
	       slice_equal(a->title_rule, b->title_rule) && slice_equal(a->language, b->language) &&
	       slice_equal(a->source, b->source) && slice_equal(a->path, b->path) &&
	       slice_equal(a->sha256, b->sha256) && slice_equal(a->encoding, b->encoding) &&
	       slice_equal(a->how, b->how) && slice_equal(a->other, b->other);
}

static bool same_span(struct span a, struct span b)
{
	return a.start == b.start && a.end == b.end;
}

static void assert_same(const struct document *a, const struct document *b)
{
	assert_true(same_metadata(&a->metadata, &b->metadata));
	assert_true(slice_equal(a->text, b->text));
	assert_int_equal(a->partial, b->partial);
	assert_int_equal(a->block_count, b->block_count);
	for (size_t i = 0; i < a->block_count; i++) {
		const struct block *x = &a->blocks[i], *y = &b->blocks[i];
		assert_true(same_span(x->span, y->span) && x->page == y->page &&
			    x->kind == y->kind && x->level == y->level &&
			    x->furniture == y->furniture);
	}
	assert_int_equal(a->passage_count, b->passage_count);
	for (size_t i = 0; i < a->passage_count; i++) {
		const struct passage *x = &a->passages[i], *y = &b->passages[i];
		assert_true(same_span(x->span, y->span) && x->block == y->block &&
			    x->characters == y->characters && x->orientation == y->orientation &&
			    x->rule == y->rule && x->commitment == y->commitment &&
			    x->actor == y->actor);
	}
	assert_int_equal(a->mention_count, b->mention_count);
	for (size_t i = 0; i < a->mention_count; i++) {
		const struct mention *x = &a->mentions[i], *y = &b->mentions[i];
		assert_true(same_span(x->span, y->span) && x->passage == y->passage &&
			    x->code.value == y->code.value && x->pattern == y->pattern &&
			    x->state == y->state);
	}
	assert_int_equal(a->region_mention_count, b->region_mention_count);
	for (size_t i = 0; i < a->region_mention_count; i++) {
		const struct region_mention *x = &a->region_mentions[i],
					    *y = &b->region_mentions[i];
		assert_true(same_span(x->span, y->span) && x->passage == y->passage &&
			    x->region.value == y->region.value && x->name == y->name);
	}
}

/* Lines of every kind, of any length, empty ones too, with NUL and four-byte characters. */
static struct slice random_text(struct arena *arena, uint64_t *state)
{
	static const char *const pieces[] = {"算力",	"数据。", "model ", "治理", "\n", "\n# ",
					     "\n~图：", "　",	  "𠀀",	    ".",    "é",  "🙂"};
	struct buffer text;
	buffer_init(&text);
	for (uint32_t i = sample_random(state) % 60; i > 0; i--) {
		uint32_t piece = sample_random(state) % 13;
		if (piece == 12)
			buffer_append_byte(&text, '\0');
		else
			buffer_append_string(&text, pieces[piece]);
	}
	struct slice copy = arena_copy(arena, buffer_slice(&text));
	buffer_release(&text);
	return copy;
}

static void shuffle_values(struct document *document, uint64_t *state)
{
	for (size_t i = 0; i < document->block_count; i++)
		document->blocks[i].page =
			sample_random(state) % 3 == 0 ? UINT32_MAX : sample_random(state) % 9;
	for (size_t i = 0; i < document->passage_count; i++)
		document->passages[i].characters =
			sample_random(state) % 5 == 0 ? UINT32_MAX : sample_random(state) % 300;
	for (size_t i = 0; i < document->mention_count; i++) {
		document->mentions[i].state = (uint8_t)(sample_random(state) % 4);
		document->mentions[i].pattern =
			sample_random(state) % 5 == 0 ? UINT32_MAX : sample_random(state);
	}
	document->partial = sample_random(state) % 2 != 0;
	if (sample_random(state) % 2 != 0)
		document->metadata.title = SLICE("a\0b\xFF");
	if (sample_random(state) % 2 != 0)
		document->metadata.date = document->metadata.other = (struct slice){NULL, 0};
	size_t last = document->region_mention_count;
	if (last > 1) { /* region mentions need not be in order */
		struct region_mention first = document->region_mentions[0];
		document->region_mentions[0] = document->region_mentions[last - 1];
		document->region_mentions[last - 1] = first;
	}
}

static void a_document_comes_back_as_it_went_in(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	const char *path = sample_path(&arena, "round");
	struct store *store = sample_open(path, STORE_CREATE);
	enum { DOCUMENTS = 200 };
	static struct document put[DOCUMENTS];
	static int64_t keys[DOCUMENTS];
	uint64_t seed = 20261124;
	assert_ok(store_begin(store, &sample_error));
	for (int i = 0; i < DOCUMENTS; i++) {
		struct shadow_text shadow;
		sample_document(&arena, &put[i], arena_printf(&arena, "id %d", i),
				random_text(&arena, &seed));
		shuffle_values(&put[i], &seed);
		text_normalise(&arena, put[i].text, &shadow);
		assert_ok(store_document_put(store, &put[i], &shadow, &keys[i], &sample_error));
	}
	assert_ok(store_commit(store, &sample_error));
	store_close(store);
	store = sample_open(path, STORE_READ);
	for (int i = 0; i < DOCUMENTS; i++) {
		struct document got;
		assert_ok(store_document_load(store, &arena, keys[i], &got, &sample_error));
		assert_same(&put[i], &got);
	}
	store_close(store);
	assert_sound(path);
	arena_release(&arena);
}

static void a_new_edition_leaves_the_older_one_readable(void **state)
{
	(void)state;
	struct arena arena;
	struct document document;
	struct stored_document stored, *all;
	size_t count;
	bool found;
	arena_init(&arena);
	const char *path = sample_path(&arena, "edition");
	struct store *store = sample_open(path, STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	int64_t first = sample_put(store, &arena, "a", SLICE("算力。数据。"));
	int64_t other = sample_put(store, &arena, "b", SLICE("治理。"));
	int64_t second = sample_put(store, &arena, "a", SLICE("# 治理\n~图"));
	assert_ok(store_commit(store, &sample_error));

	assert_ok(store_document_find(store, &arena, SLICE("a"), &found, &stored, &sample_error));
	assert_true(found && stored.current);
	assert_int_equal(stored.key, second);
	assert_int_equal(stored.edition, 2);
	assert_int_equal(stored.block_count, 2);
	assert_int_equal(stored.furniture_count, 1);
	assert_int_equal(stored.passage_count, 1);
	assert_int_equal(stored.bytes, 13);
	assert_int_equal(stored.characters, 4);
	assert_ok(store_document_find(store, &arena, SLICE("c"), &found, &stored, &sample_error));
	assert_false(found);

	assert_ok(store_documents(store, &arena, true, &all, &count, &sample_error));
	assert_int_equal(count, 2);
	assert_int_equal(all[0].key, second);
	assert_int_equal(all[1].key, other);
	assert_ok(store_documents(store, &arena, false, &all, &count, &sample_error));
	assert_int_equal(count, 3);
	assert_int_equal(all[0].key, first);
	assert_false(all[0].current);
	assert_ok(store_document_load(store, &arena, first, &document, &sample_error));
	assert_slice(document.text, "算力。数据。");
	assert_status(store_document_load(store, &arena, 99, &document, &sample_error),
		      STATUS_USAGE);
	store_close(store);
	arena_release(&arena);
}

static void bad_documents_are_refused_and_leave_the_transaction_as_it_was(void **state)
{
	(void)state;
	struct arena arena;
	struct document document;
	struct shadow_text shadow;
	int64_t key;
	arena_init(&arena);
	const char *path = sample_path(&arena, "bad");
	struct store *store = sample_open(path, STORE_CREATE);
	sample_document(&arena, &document, "a", SLICE("算力。"));
	text_normalise(&arena, document.text, &shadow);
	assert_status(store_document_put(store, &document, &shadow, &key, &sample_error),
		      STATUS_USAGE); /* no transaction */
	assert_ok(store_begin(store, &sample_error));
	assert_int_equal(sample_put(store, &arena, "good", SLICE("数据。")), 1);
	document.metadata.id = SLICE("");
	assert_status(store_document_put(store, &document, &shadow, &key, &sample_error),
		      STATUS_FORMAT);
	document.metadata.id = SLICE("a");
	document.passages[0].span.end = 4; /* inside a character */
	assert_status(store_document_put(store, &document, &shadow, &key, &sample_error),
		      STATUS_FORMAT);
	assert_int_equal(sample_put(store, &arena, "next", SLICE("数据。")), 2);
	assert_ok(store_commit(store, &sample_error));
	store_close(store);
	assert_sound(path);
	arena_release(&arena);
}

static void mentions_are_replaced_and_nothing_else(void **state)
{
	(void)state;
	struct arena arena;
	struct document document, got;
	arena_init(&arena);
	const char *path = sample_path(&arena, "replace");
	struct store *store = sample_open(path, STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	int64_t key = sample_put(store, &arena, "a", SLICE("算力。数据。算力和数据。"));
	assert_ok(store_document_load(store, &arena, key, &document, &sample_error));
	document.mentions[1].code.value = 77;
	document.mention_count = 2;
	document.region_mention_count = 1;
	document.metadata.region_id.value = 9;
	document.metadata.region = SLICE("新名");
	assert_ok(store_mentions_replace(store, key, &document, &sample_error));
	document.passage_count--;
	document.mention_count = document.region_mention_count = 0;
	document.blocks[0].span.end = document.passages[1].span.end;
	document.text.length = document.blocks[0].span.end;
	assert_status(store_mentions_replace(store, key, &document, &sample_error), STATUS_USAGE);
	assert_ok(store_commit(store, &sample_error));
	assert_ok(store_document_load(store, &arena, key, &got, &sample_error));
	assert_int_equal(got.mention_count, 2);
	assert_int_equal(got.mentions[1].code.value, 77);
	assert_int_equal(got.region_mention_count, 1);
	assert_int_equal(got.metadata.region_id.value, 9);
	assert_slice(got.metadata.region, "新名");
	assert_int_equal(got.passage_count, 3);
	store_close(store);
	assert_sound(path);
	arena_release(&arena);
}

static void a_document_is_marked_as_partial(void **state)
{
	(void)state;
	struct arena arena;
	struct stored_document stored;
	bool found;
	arena_init(&arena);
	struct store *store = sample_open(sample_path(&arena, "partial"), STORE_CREATE);
	assert_ok(store_begin(store, &sample_error));
	sample_put(store, &arena, "a", SLICE("算力。"));
	assert_ok(store_commit(store, &sample_error));
	for (int partial = 1; partial >= 0; partial--) {
		assert_ok(store_document_mark_partial(store, SLICE("a"), partial != 0,
						      &sample_error));
		assert_ok(store_document_find(store, &arena, SLICE("a"), &found, &stored,
					      &sample_error));
		assert_int_equal(stored.partial, partial);
	}
	assert_status(store_document_mark_partial(store, SLICE("b"), true, &sample_error),
		      STATUS_USAGE);
	store_close(store);
	arena_release(&arena);
}

/* The same documents in the same order give the same keys, passage ids and file. */
static void the_same_input_gives_the_same_ids(void **state)
{
	(void)state;
	struct arena arena;
	struct passage_filter everything = {0};
	arena_init(&arena);
	int64_t ids[2][8];
	size_t counts[2] = {0, 0};
	for (int round = 0; round < 2; round++) {
		struct passage_cursor *cursor;
		struct passage_row row;
		bool more = true;
		struct store *store = sample_open(sample_path(&arena, "same"), STORE_CREATE);
		if (round == 1) { /* what was rolled back uses up no number */
			assert_ok(store_begin(store, &sample_error));
			sample_put(store, &arena, "x", SLICE("算力。数据。"));
			store_rollback(store);
		}
		for (int i = 0; i < 3; i++) {
			assert_ok(store_begin(store, &sample_error));
			sample_put(store, &arena, arena_printf(&arena, "%d", i),
				   SLICE("算力。数据。"));
			assert_ok(store_commit(store, &sample_error));
		}
		assert_ok(passages_open(store, &everything, &cursor, &sample_error));
		for (;;) {
			assert_ok(passages_step(cursor, &more, &row, &sample_error));
			if (!more)
				break;
			ids[round][counts[round]++] = row.id;
		}
		passages_close(cursor);
		store_close(store);
	}
	assert_int_equal(counts[0], 6);
	assert_int_equal(counts[1], 6);
	assert_memory_equal(ids[0], ids[1], 6 * sizeof ids[0][0]);
	arena_release(&arena);
}

static void problems_are_kept_until_their_place_is_clear(void **state)
{
	(void)state;
	struct arena arena;
	struct problem *problems;
	size_t count;
	arena_init(&arena);
	struct store *store = sample_open(sample_path(&arena, "problem"), STORE_CREATE);
	const struct problem put[] = {
		{"warning", SLICE("b"), 0, 0, SLICE("late")},
		{"error", SLICE("a"), 7, 3, SLICE("行 7")},
		{"error", SLICE("a"), 2, 9, SLICE("line 2")},
	};
	assert_ok(store_problems(store, &arena, &problems, &count, &sample_error));
	assert_int_equal(count, 0);
	for (int i = 0; i < 3; i++)
		assert_ok(store_problem_put(store, &put[i], &sample_error));
	assert_ok(store_problems(store, &arena, &problems, &count, &sample_error));
	assert_int_equal(count, 3);
	assert_slice(problems[0].what, "line 2");
	assert_string_equal(problems[0].severity, "error");
	assert_int_equal(problems[0].line, 2);
	assert_int_equal(problems[0].column, 9);
	assert_slice(problems[1].what, "行 7");
	assert_slice(problems[2].place, "b");
	assert_string_equal(problems[2].severity, "warning");
	assert_ok(store_problem_clear(store, SLICE("a"), &sample_error));
	assert_ok(store_problems(store, &arena, &problems, &count, &sample_error));
	assert_int_equal(count, 1);
	store_close(store);
	arena_release(&arena);
}

static void the_newest_scheme_is_current_and_older_ones_are_kept(void **state)
{
	(void)state;
	struct arena arena;
	struct stored_scheme scheme;
	int64_t kept;
	arena_init(&arena);
	struct store *store = sample_open(sample_path(&arena, "scheme"), STORE_CREATE);
	assert_status(store_scheme_current(store, &arena, "codebook", &scheme, &sample_error),
		      STATUS_STORE);
	const struct stored_scheme first = {SLICE("one"), SLICE("a\0b"), SLICE(""), SLICE("11")},
				   second = {SLICE("two"), SLICE(""), SLICE("meta"), SLICE("22")};
	assert_ok(store_scheme_put(store, "codebook", &first, &sample_error));
	assert_ok(store_scheme_put(store, "gazetteer", &first, &sample_error));
	assert_ok(store_scheme_put(store, "codebook", &second, &sample_error));
	assert_ok(store_scheme_current(store, &arena, "gazetteer", &scheme, &sample_error));
	assert_int_equal(scheme.bytes.length, 3);
	assert_memory_equal(scheme.bytes.at, "a\0b", 3);
	assert_ok(store_scheme_current(store, &arena, "codebook", &scheme, &sample_error));
	assert_slice(scheme.name, "two");
	assert_slice(scheme.side_bytes, "meta");
	assert_slice(scheme.sha256, "22");
	assert_ok(store_pragma(store, "SELECT count(*) FROM scheme", &kept, &sample_error));
	assert_int_equal(kept, 3);

	const struct stored_name codes[] = {{1, 0, SLICE("a"), SLICE("A"), SLICE(""), SLICE("")},
					    {2, 1, SLICE("a.b"), SLICE("B"), SLICE(""), SLICE("")}};
	assert_ok(store_codes_put(store, codes, 2, &sample_error));
	assert_ok(store_codes_put(store, codes, 1, &sample_error)); /* replaces all */
	assert_ok(store_pragma(store, "SELECT count(*) FROM code", &kept, &sample_error));
	assert_int_equal(kept, 1);
	store_close(store);
	arena_release(&arena);
}

static void damage(const char *path, const char *sql)
{
	sqlite3 *db;
	char *message = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

/* Each damage must be found, by words of its remark, and must not stop the program. */
static void damage_is_found(void **state)
{
	(void)state;
	static const struct {
		const char *sql, *says;
	} damages[] = {
		{"UPDATE document_text SET content = CAST('x' || substr(content, 2) AS BLOB)",
		 "SHA-256"},
		{"UPDATE document_text SET content = x'FF'", "length"},
		{"DELETE FROM document_blocks", "missing"},
		{"UPDATE document_blocks SET packed = x''", "blocks of a document"},
		{"UPDATE document_passages SET packed = CAST(packed || x'00' AS BLOB)",
		 "passages of a document"},
		{"UPDATE document_passages SET packed = zeroblob(length(packed))", "passage"},
		{"UPDATE document_mentions SET packed = x'FFFFFFFF7F'", "mentions of a document"},
		{"UPDATE document_region_mentions SET packed = x'80'", "region mentions"},
		{"UPDATE document SET passage_count = 4000000000", "passages of a document"},
		{"UPDATE document SET bytes = -1", "size or numbers"},
		{"PRAGMA foreign_keys = OFF; INSERT INTO document_text VALUES (77, x'')",
		 "belongs to no document"},
		{"DELETE FROM fulltext_data WHERE id > 100", "full-text"},
		{"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql,"
		 " '\"column\" INTEGER NOT NULL', '\"column\" INTEGER NOT NULL CHECK (line < 0)')",
		 "CHECK"},
	};
	struct arena arena;
	arena_init(&arena);
	const char *path = sample_path(&arena, "damage");
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
		struct problem problem = {"error", SLICE("a"), 1, 1, SLICE("b")}, *problems;
		size_t count;
		bool said = false;
		struct store *store = sample_open(sample_path(&arena, "damage"), STORE_CREATE);
		assert_ok(store_begin(store, &sample_error));
		sample_put(store, &arena, "a", SLICE("算力。数据。\n治理 model。"));
		assert_ok(store_problem_put(store, &problem, &sample_error));
		assert_ok(store_commit(store, &sample_error));
		store_close(store);
		assert_sound(path);
		damage(path, damages[i].sql);
		store = sample_open(path, STORE_WRITE);
		assert_ok(store_check(store, NULL, &arena, &problems, &count, &sample_error));
		for (size_t j = 0; j < count; j++)
			said |= slice_find(problems[j].what, slice_from(damages[i].says), 0) !=
				SIZE_MAX;
		if (!said)
			fail_msg("%s: %zu remarks, none says %s: %.*s", damages[i].sql, count,
				 damages[i].says, count > 0 ? (int)problems[0].what.length : 0,
				 count > 0 ? problems[0].what.at : "");
		store_close(store);
	}
	arena_release(&arena);
}

/* Packed bytes with any byte changed are read or refused, never read beyond their end. */
static void changed_bytes_are_read_or_refused(void **state)
{
	(void)state;
	struct arena arena;
	struct document document;
	struct buffer packed;
	arena_init(&arena);
	buffer_init(&packed);
	sample_document(&arena, &document, "a", SLICE("# 算力\n算力。数据。\n~图\nmodel 治理。"));
	for (int part = 0; part < 4; part++) {
		buffer_clear(&packed);
		if (part == 0)
			pack_blocks(&document, &packed);
		else if (part == 1)
			pack_passages(&document, &packed);
		else if (part == 2)
			pack_mentions(&document, &packed);
		else
			pack_region_mentions(&document, &packed);
		for (size_t i = 0; i < packed.length; i++) {
			char right = packed.at[i];
			for (int value = 0; value < 256; value++) {
				struct arena scratch;
				struct document got = document;
				arena_init(&scratch);
				packed.at[i] = (char)value;
				/* a copy of its own, so that AddressSanitizer sees its end */
				struct slice copy = arena_copy(&scratch, buffer_slice(&packed));
				uint64_t bytes = document.text.length;
				bool read =
					part == 0   ? unpack_blocks(&scratch, copy,
								    document.block_count, bytes, &got)
					: part == 1 ? unpack_passages(&scratch, copy,
								      document.passage_count, bytes,
								      &got)
					: part == 2 ? unpack_mentions(&scratch, copy, bytes, &got)
						    : unpack_region_mentions(&scratch, copy, bytes,
									     &got);
				if (value == (unsigned char)right)
					assert_true(read);
				for (size_t b = 0; read && b < got.block_count; b++)
					assert_true(got.blocks[b].span.end <= bytes);
				for (size_t p = 0; read && p < got.passage_count; p++)
					assert_true(got.passages[p].span.end <= bytes &&
						    got.passages[p].block < got.block_count);
				for (size_t m = 0; read && m < got.mention_count; m++)
					assert_true(got.mentions[m].passage < got.passage_count);
				arena_release(&scratch);
			}
			packed.at[i] = right;
		}
	}
	buffer_release(&packed);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_document_comes_back_as_it_went_in),
		cmocka_unit_test(a_new_edition_leaves_the_older_one_readable),
		cmocka_unit_test(bad_documents_are_refused_and_leave_the_transaction_as_it_was),
		cmocka_unit_test(mentions_are_replaced_and_nothing_else),
		cmocka_unit_test(a_document_is_marked_as_partial),
		cmocka_unit_test(the_same_input_gives_the_same_ids),
		cmocka_unit_test(problems_are_kept_until_their_place_is_clear),
		cmocka_unit_test(the_newest_scheme_is_current_and_older_ones_are_kept),
		cmocka_unit_test(damage_is_found),
		cmocka_unit_test(changed_bytes_are_read_or_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
