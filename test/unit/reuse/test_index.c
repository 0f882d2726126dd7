#include "check.h"

#include "num/random.h"
#include "reuse/index.h"

enum { DOCUMENTS = 40, UNITS = 2000 };

struct fixture {
	uint16_t ids[DOCUMENTS][UNITS];
	struct unit_text texts[DOCUMENTS];
	const struct unit_text *pointers[DOCUMENTS];
};

static void fill(struct fixture *f)
{
	for (uint32_t d = 0; d < DOCUMENTS; d++) {
		for (uint32_t i = 0; i < UNITS; i++)
			f->ids[d][i] = (uint16_t)(0x4E00 + random_below(3, d, i, 3000));
		if (d % 3 == 0) /* every third document has 200 units of document 0 */
			memcpy(f->ids[d] + 10 * d, f->ids[0], 200 * sizeof(uint16_t));
		f->texts[d] = (struct unit_text){.ids = f->ids[d], .count = UNITS};
		f->pointers[d] = &f->texts[d];
	}
}

static const struct seed_shape shape = {.length = 8, .words = 5, .window = 4};
static const struct index_rules usual = {.shape = {.length = 8, .words = 5, .window = 4},
					 .common = 64,
					 .common_first = 8,
					 .memory = 1 << 24};

static void same_postings_for_any_threads_and_memory(void **state)
{
	(void)state;
	static struct fixture f;
	fill(&f);
	struct seed_index first = {0};
	for (unsigned turn = 0; turn < 4; turn++) {
		struct job job;
		job_init(&job, turn % 2 == 0 ? 1 : 5);
		struct seed_index index;
		struct error error;
		struct index_rules rules = usual;
		rules.memory = turn < 2 ? (size_t)1 << 30 : 1;
		assert_int_equal(
			seed_index_make(&job, f.pointers, DOCUMENTS, &rules, &index, &error),
			STATUS_OK);
		if (turn == 0) {
			first = index;
			continue;
		}
		assert_int_equal(index.count, first.count);
		assert_memory_equal(index.postings, first.postings,
				    index.count * sizeof *index.postings);
		seed_index_release(&index);
	}
	seed_index_release(&first);
}

struct range {
	const struct posting *at;
	size_t count;
};

static struct range find(const struct seed_index *index, uint32_t hash)
{
	struct range range = {seed_index_find(index, hash), 0};
	while (range.at[range.count].hash == hash && range.at[range.count].document != UINT32_MAX)
		range.count++;
	return range;
}

static void finds_what_two_documents_have_and_nothing_else(void **state)
{
	(void)state;
	static struct fixture f;
	fill(&f);
	struct job job;
	job_init(&job, 2);
	struct seed_index index;
	struct error error;
	assert_int_equal(seed_index_make(&job, f.pointers, DOCUMENTS, &usual, &index, &error),
			 STATUS_OK);
	struct seed_list list = {0};
	size_t shared = 0;
	for (uint32_t d = 0; d < DOCUMENTS; d++) {
		seeds_select(&f.texts[d], shape, &list);
		for (size_t i = 0; i < list.count; i++) {
			struct range range = find(&index, list.at[i].hash);
			if (range.count == 0)
				continue;
			assert_int_equal(d % 3, 0);
			shared++;
			for (size_t j = 0; j < range.count; j++) {
				assert_int_equal(range.at[j].hash, list.at[i].hash);
				assert_int_equal(range.at[j].document % 3, 0);
				assert_true(j == 0 ||
					    range.at[j - 1].document <= range.at[j].document);
			}
		}
	}
	assert_int_equal(shared, index.count);
	assert_true(shared > 14 * 60);
	free(list.at);
	seed_index_release(&index);
}

/* 14 documents have what document 0 begins with: with common at 10 its first 3 holders stay. */
static void what_many_have_keeps_its_first_holders(void **state)
{
	(void)state;
	static struct fixture f;
	fill(&f);
	struct job job;
	job_init(&job, 2);
	struct seed_index index;
	struct error error;
	struct index_rules rules = usual;
	rules.common = 10;
	rules.common_first = 3;
	assert_int_equal(seed_index_make(&job, f.pointers, DOCUMENTS, &rules, &index, &error),
			 STATUS_OK);
	size_t of_three = 0;
	for (size_t i = 0, j; i < index.count; i = j) {
		for (j = i; j < index.count && index.postings[j].hash == index.postings[i].hash;)
			j++;
		if (index.postings[j - 1].document == 6) {
			assert_int_equal(index.postings[i].document, 0);
			of_three++;
		} else {
			/* A seed at an end of the shared part: not all windows chose it. */
			assert_true(j - i <= 10);
		}
	}
	assert_true(of_three > 60);
	seed_index_release(&index);
}

/* With document 39 new, what it has stays, with all its holders; what others share goes. */
static void only_seeds_of_new_documents_are_kept_if_asked(void **state)
{
	(void)state;
	static struct fixture f;
	fill(&f);
	memcpy(f.ids[1] + 500, f.ids[2], 300 * sizeof(uint16_t)); /* of two old ones */
	struct job job;
	job_init(&job, 2);
	struct seed_index all, some;
	struct error error;
	bool fresh[DOCUMENTS] = {[39] = true};
	struct index_rules rules = usual;
	assert_int_equal(seed_index_make(&job, f.pointers, DOCUMENTS, &rules, &all, &error),
			 STATUS_OK);
	rules.fresh = fresh;
	assert_int_equal(seed_index_make(&job, f.pointers, DOCUMENTS, &rules, &some, &error),
			 STATUS_OK);
	assert_true(some.count > 14 * 60 && some.count + 2 * 80 < all.count);
	struct seed_list list = {0};
	seeds_select(&f.texts[39], shape, &list);
	for (size_t i = 0; i < list.count; i++) {
		struct range x = find(&all, list.at[i].hash);
		struct range y = find(&some, list.at[i].hash);
		assert_int_equal(x.count, y.count);
		if (x.count > 0)
			assert_memory_equal(x.at, y.at, x.count * sizeof *x.at);
	}
	free(list.at);
	seed_index_release(&all);
	seed_index_release(&some);
}

/* 1 MB holds 87,381 postings; two texts of 200,000 units, the same but for one unit in 50, have
 * about twice as many. */
static void a_round_stays_within_its_memory(void **state)
{
	(void)state;
	enum { LONG = 200000, MEGABYTE = 1 << 20 };
	static uint16_t ids[2][LONG];
	struct unit_text texts[2];
	for (uint32_t i = 0; i < LONG; i++) {
		ids[0][i] = (uint16_t)(1 + random_below(31, 0, i, 5000));
		ids[1][i] = i % 50 == 0 ? (uint16_t)(6000 + i % 97) : ids[0][i];
	}
	for (size_t d = 0; d < 2; d++)
		texts[d] = (struct unit_text){.ids = ids[d], .count = LONG};
	const struct unit_text *pointers[2] = {&texts[0], &texts[1]};
	struct job job;
	job_init(&job, 2);
	struct seed_index all, bounded;
	struct error error;
	struct index_rules rules = usual;
	assert_int_equal(seed_index_make(&job, pointers, 2, &rules, &all, &error), STATUS_OK);
	rules.memory = MEGABYTE;
	assert_int_equal(seed_index_make(&job, pointers, 2, &rules, &bounded, &error), STATUS_OK);
	assert_true(all.largest_round * sizeof(struct posting) > MEGABYTE);
	assert_true(bounded.largest_round * sizeof(struct posting) <= MEGABYTE);
	assert_int_equal(all.count, bounded.count);
	assert_memory_equal(all.postings, bounded.postings, all.count * sizeof *all.postings);
	seed_index_release(&all);
	seed_index_release(&bounded);
}

static void an_empty_corpus_has_an_empty_index(void **state)
{
	(void)state;
	struct job job;
	job_init(&job, 2);
	struct seed_index index;
	struct error error;
	assert_int_equal(seed_index_make(&job, NULL, 0, &usual, &index, &error), STATUS_OK);
	assert_int_equal(find(&index, 5).count, 0);
	seed_index_release(&index);
}

static void stops_when_cancelled(void **state)
{
	(void)state;
	static struct fixture f;
	fill(&f);
	struct job job;
	job_init(&job, 2);
	atomic_store(&job.cancel, true);
	struct seed_index index;
	struct error error;
	assert_int_equal(seed_index_make(&job, f.pointers, DOCUMENTS, &usual, &index, &error),
			 STATUS_CANCELLED);
	assert_null(index.postings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_postings_for_any_threads_and_memory),
		cmocka_unit_test(finds_what_two_documents_have_and_nothing_else),
		cmocka_unit_test(what_many_have_keeps_its_first_holders),
		cmocka_unit_test(only_seeds_of_new_documents_are_kept_if_asked),
		cmocka_unit_test(a_round_stays_within_its_memory),
		cmocka_unit_test(an_empty_corpus_has_an_empty_index),
		cmocka_unit_test(stops_when_cancelled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
