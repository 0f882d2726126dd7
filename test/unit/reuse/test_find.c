#include "check.h"

#include "base/buffer.h"
#include "num/random.h"
#include "reuse/find.h"

/* Chinese-looking text without reuse: sentences of random characters. */
static void append_noise(struct buffer *text, uint64_t stream, uint32_t characters)
{
	for (uint32_t i = 0; i < characters; i++) {
		buffer_append_code_point(text,
					 (uint32_t)(0x4E00 + random_below(11, stream, i, 2500)));
		if (i % 25 == 24)
			buffer_append_string(text, i % 50 == 49 ? "。" : "，");
	}
	buffer_append_string(text, "。");
}

static void append_words(struct buffer *text, uint64_t stream, uint32_t words)
{
	for (uint32_t i = 0; i < words; i++) {
		uint64_t word = random_below(12, stream, i, 5000);
		buffer_printf(text, "%c%c%c%c%s", (char)('a' + word % 26),
			      (char)('a' + word / 26 % 26), (char)('a' + word / 676 % 26),
			      (char)('a' + word % 7), i % 20 == 19 ? ". " : " ");
	}
}

static const char copied[] =
	"我们将在三年内建成十二座面向中小企业的公共算力站，并把夜间闲置的算力以成本价开放给学校"
	"和医院使用。每座站都要公布当月的用电来源与排队时间，接受居民代表的查验。";
static const char copied_words[] =
	"Within three years every harbour town will have a public workshop where retired engineers "
	"teach repair for free, and each workshop publishes its opening hours on the town hall "
	"door. ";

struct fixture {
	struct collection collection;
	struct arena scratch;
	struct buffer text;
	struct reuse_result result;
	struct error error;
};

static void start(struct fixture *f)
{
	collection_init(&f->collection);
	arena_init(&f->scratch);
	buffer_init(&f->text);
	f->result = (struct reuse_result){0};
}

static void add(struct fixture *f, const char *id, const char *date, uint32_t level)
{
	struct reuse_document document = {
		.id = slice_from(id), .date = slice_from(date), .level = level};
	assert_int_equal(collection_add(&f->collection, &f->scratch, &document,
					buffer_slice(&f->text), &f->error),
			 STATUS_OK);
	arena_reset(&f->scratch);
	buffer_clear(&f->text);
}

static void find(struct fixture *f, unsigned threads, size_t first_new)
{
	struct job job;
	job_init(&job, threads);
	struct reuse_options options = reuse_options_for(&f->collection);
	options.first_new = first_new;
	reuse_result_release(&f->result);
	assert_int_equal(reuse_find(&job, &f->collection, &options, &f->result, &f->error),
			 STATUS_OK);
}

static void stop(struct fixture *f)
{
	reuse_result_release(&f->result);
	collection_release(&f->collection);
	arena_release(&f->scratch);
	buffer_release(&f->text);
}

static void a_copied_passage_is_found_to_the_character(void **state)
{
	(void)state;
	struct fixture f;
	start(&f);
	append_noise(&f.text, 1, 800);
	uint32_t at = (uint32_t)f.text.length;
	buffer_append_string(&f.text, copied);
	append_noise(&f.text, 2, 800);
	add(&f, "later", "2026-03", 3);
	append_noise(&f.text, 3, 300);
	uint32_t source = (uint32_t)f.text.length;
	buffer_append_string(&f.text, copied);
	append_noise(&f.text, 4, 300);
	add(&f, "earlier", "2025", 1);
	append_noise(&f.text, 5, 900);
	add(&f, "other", "2025", 1);
	find(&f, 1, 0);
	assert_int_equal(f.result.count, 1);
	const struct reuse_passage *passage = &f.result.passages[0];
	assert_int_equal(passage->a, 1); /* the earlier date, though added second */
	assert_int_equal(passage->b, 0);
	/* without the final full stop, which is no unit */
	assert_int_equal(passage->a_span.start, source);
	assert_int_equal(passage->a_span.end, source + sizeof copied - 1 - 3);
	assert_int_equal(passage->b_span.start, at);
	assert_int_equal(passage->b_span.end, at + sizeof copied - 1 - 3);
	stop(&f);
}

static void english_is_found_too_and_width_does_not_matter(void **state)
{
	(void)state;
	struct fixture f;
	start(&f);
	append_words(&f.text, 1, 300);
	buffer_append_string(&f.text, copied_words);
	append_words(&f.text, 2, 300);
	add(&f, "a", "2025", 0);
	append_words(&f.text, 3, 100);
	uint32_t at = (uint32_t)f.text.length;
	for (const char *c = copied_words; *c != '\0'; c++)
		buffer_append_byte(&f.text, *c == ' ' && (c - copied_words) % 3 == 0 ? '\n' : *c);
	append_words(&f.text, 4, 100);
	add(&f, "b", "2026", 0);
	find(&f, 1, 0);
	assert_int_equal(f.result.count, 1);
	assert_int_equal(f.result.passages[0].b_span.start, at);
	assert_int_equal(f.result.passages[0].b_span.end, at + sizeof copied_words - 1 - 2);
	stop(&f);
}

static void unlike_texts_share_nothing(void **state)
{
	(void)state;
	struct fixture f;
	start(&f);
	for (uint64_t i = 0; i < 20; i++) {
		append_noise(&f.text, 100 + i, 2000);
		add(&f, "x", "", 0);
	}
	find(&f, 1, 0);
	assert_int_equal(f.result.count, 0);
	stop(&f);
}

static void build_many(struct fixture *f, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		append_noise(&f->text, 1000 + i, 400);
		if (i % 2 == 0)
			append_noise(&f->text, i % 10, 120);
		append_noise(&f->text, 2000 + i, 100);
		add(f, "x", "", 0);
	}
}

static void same_answer_for_any_number_of_threads(void **state)
{
	(void)state;
	struct fixture one, many;
	start(&one);
	start(&many);
	build_many(&one, 100);
	build_many(&many, 100);
	find(&one, 1, 0);
	find(&many, 6, 0);
	assert_true(one.result.count >= 225);
	assert_int_equal(one.result.count, many.result.count);
	assert_memory_equal(one.result.passages, many.result.passages,
			    one.result.count * sizeof *one.result.passages);
	stop(&one);
	stop(&many);
}

static void a_new_document_gives_just_its_own_passages(void **state)
{
	(void)state;
	struct fixture f;
	start(&f);
	build_many(&f, 61); /* the last one, 60, has what 0, 10, 20 ... have */
	find(&f, 1, 0);
	size_t wanted = 0, all = f.result.count;
	for (size_t i = 0; i < all; i++)
		wanted += f.result.passages[i].a == 60 || f.result.passages[i].b == 60;
	find(&f, 1, 60);
	assert_int_equal(wanted, 6);
	assert_int_equal(f.result.count, wanted);
	stop(&f);
}

/* What documents from `first` on share, by the documents: all that the caller of first_new gets. */
static size_t with_new(const struct reuse_result *all, size_t first, struct reuse_passage *list)
{
	size_t count = 0;
	for (size_t i = 0; i < all->count; i++)
		if (all->passages[i].a >= first || all->passages[i].b >= first)
			list[count++] = all->passages[i];
	return count;
}

/* Property: with dates, levels and texts at random, what is found for the last documents alone is
 * what a comparison of everything finds for them, tile by tile. */
static void only_new_gives_what_all_gives_for_the_new(void **state)
{
	(void)state;
	static const char *const dates[] = {"", "2021", "2022-03", "2022-03-05", "2024"};
	for (uint64_t round = 0; round < 2; round++) {
		struct fixture f, g;
		enum { COUNT = 60 };
		start(&f);
		start(&g);
		for (uint64_t i = 0; i < COUNT; i++) {
			for (uint64_t part = 0; part < 3; part++) {
				uint64_t pick = random_below(41 + round, i, part, 30);
				append_noise(&f.text, 100 * round + i * 7 + part + 5000, 60);
				append_noise(&f.text, pick, 40 + (uint32_t)pick);
			}
			buffer_append(&g.text, buffer_slice(&f.text));
			const char *date = dates[random_below(51, round, i, 5)];
			uint32_t level = (uint32_t)random_below(52, round, i, 4);
			add(&f, "x", date, level);
			add(&g, "x", date, level);
		}
		find(&f, 1, 0);
		assert_true(f.result.count > 100);
		for (size_t first = COUNT - 1; first >= COUNT - 21; first -= 10) {
			struct reuse_passage wanted[4000];
			assert_true(f.result.count <= 4000);
			size_t count = with_new(&f.result, first, wanted);
			find(&g, 3, first);
			assert_int_equal(g.result.count, count);
			for (size_t i = 0; i < count; i++) {
				struct reuse_passage got = g.result.passages[i];
				assert_int_equal(got.tile_count, wanted[i].tile_count);
				assert_memory_equal(g.result.tiles + got.first_tile,
						    f.result.tiles + wanted[i].first_tile,
						    got.tile_count * sizeof *f.result.tiles);
				got.first_tile = wanted[i].first_tile;
				assert_memory_equal(&got, &wanted[i], sizeof got);
			}
		}
		stop(&f);
		stop(&g);
	}
}

/* 200 documents with one sentence: every one is told of the first holders, not of all others. */
static void a_sentence_of_all_documents_costs_a_fixed_sum(void **state)
{
	(void)state;
	struct fixture f;
	start(&f);
	for (uint32_t i = 0; i < 200; i++) {
		append_noise(&f.text, 3000 + i, 200);
		buffer_append_string(&f.text, copied);
		append_noise(&f.text, 4000 + i, 200);
		add(&f, "x", "", 0);
	}
	find(&f, 2, 0);
	assert_true(f.result.count >= 199);
	/* all pairs would be 19,900; seeds at the ends of the sentence are not in all documents */
	assert_true(f.result.count <= 4000);
	bool found[200] = {false};
	for (size_t i = 0; i < f.result.count; i++)
		if (f.result.passages[i].a == 0)
			found[f.result.passages[i].b] = true;
	for (uint32_t i = 1; i < 200; i++)
		assert_true(found[i]);
	stop(&f);
}

/* Hostile: one character a million times, a clause 50,000 times, in both documents. Ends at all
 * because every loop has a bound. */
static void repetition_is_bounded(void **state)
{
	(void)state;
	struct fixture f;
	start(&f);
	for (int document = 0; document < 3; document++) {
		for (int i = 0; i < 300000; i++)
			buffer_append_string(&f.text, "的");
		for (int i = 0; i < 20000; i++)
			buffer_append_string(&f.text, "推动高质量发展，");
		for (int i = 0; i < 100000; i++)
			buffer_append_string(&f.text, i % 2 == 0 ? "ab " : "cd ");
		add(&f, "x", "", 0);
	}
	find(&f, 2, 0);
	assert_true(f.result.count > 0);
	assert_true(f.result.count < 10000);
	stop(&f);
}

static void empty_collections_and_texts_are_fine(void **state)
{
	(void)state;
	struct fixture f;
	start(&f);
	find(&f, 2, 0);
	assert_int_equal(f.result.count, 0);
	add(&f, "empty", "", 0);
	buffer_append_string(&f.text, "短");
	add(&f, "short", "", 0);
	find(&f, 2, 0);
	assert_int_equal(f.result.count, 0);
	stop(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_copied_passage_is_found_to_the_character),
		cmocka_unit_test(english_is_found_too_and_width_does_not_matter),
		cmocka_unit_test(unlike_texts_share_nothing),
		cmocka_unit_test(same_answer_for_any_number_of_threads),
		cmocka_unit_test(a_new_document_gives_just_its_own_passages),
		cmocka_unit_test(only_new_gives_what_all_gives_for_the_new),
		cmocka_unit_test(a_sentence_of_all_documents_costs_a_fixed_sum),
		cmocka_unit_test(repetition_is_bounded),
		cmocka_unit_test(empty_collections_and_texts_are_fine),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
