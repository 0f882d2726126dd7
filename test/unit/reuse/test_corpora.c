/* English text that others wrote and labelled. Skipped where the corpora are not there. */
#include "check.h"

#include "base/buffer.h"
#include "reuse/find.h"

enum { MOST = 128, COLUMNS = 10 };

struct fixture {
	struct arena arena, scratch;
	struct collection collection;
	struct reuse_result result;
	struct slice folder;
	uint64_t bytes[MOST];
};

static struct slice read_shared(struct fixture *f, const char *path)
{
	FILE *file = fopen(arena_printf(&f->arena, "%s/corpora/%.*s/%s", shared_root(),
					(int)f->folder.length, f->folder.at, path),
			   "rb");
	if (file == NULL)
		return (struct slice){NULL, 0};
	struct buffer text;
	char block[65536];
	size_t got;
	buffer_init(&text);
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		buffer_append(&text, (struct slice){block, got});
	(void)fclose(file);
	struct slice copy = arena_copy(&f->arena, buffer_slice(&text));
	buffer_release(&text);
	return copy;
}

/* The next line of a tsv file; false at its end or an empty line. */
static bool next_row(struct slice *rest, struct slice *cells)
{
	struct slice line;
	if (!slice_cut(rest, '\n', &line) || line.length == 0)
		return false;
	for (size_t i = 0; i < COLUMNS; i++)
		if (!slice_cut(&line, '\t', &cells[i]))
			cells[i] = SLICE("");
	return true;
}

/* All documents of a corpus, compared; false, with a message, if it is not there. */
static bool start(struct fixture *f, const char *corpus)
{
	*f = (struct fixture){.folder = slice_from(corpus)};
	arena_init(&f->arena);
	arena_init(&f->scratch);
	collection_init(&f->collection);
	struct slice rest = read_shared(f, "metadata.tsv"), cells[COLUMNS];
	if (rest.at == NULL) {
		print_message("no %s below %s/corpora\n", corpus, shared_root());
		return false;
	}
	struct error error;
	assert_true(next_row(&rest, cells));
	while (next_row(&rest, cells)) {
		struct reuse_document document = {.id = cells[0], .date = cells[4]};
		struct slice text = read_shared(
			f, arena_printf(&f->arena, "%.*s", (int)cells[9].length, cells[9].at));
		assert_true(f->collection.count < MOST);
		f->bytes[f->collection.count] = text.length;
		assert_int_equal(
			collection_add(&f->collection, &f->scratch, &document, text, &error),
			STATUS_OK);
		arena_reset(&f->scratch);
	}
	struct job job;
	job_init(&job, 2);
	struct reuse_options options = reuse_options_for(&f->collection);
	assert_int_equal(reuse_find(&job, &f->collection, &options, &f->result, &error), STATUS_OK);
	return true;
}

static void stop(struct fixture *f)
{
	reuse_result_release(&f->result);
	collection_release(&f->collection);
	arena_release(&f->scratch);
	arena_release(&f->arena);
}

static uint32_t document(const struct fixture *f, struct slice id)
{
	for (uint32_t i = 0; i < f->collection.count; i++)
		if (slice_equal(f->collection.documents[i].id, id))
			return i;
	fail_msg("no document %.*s", (int)id.length, id.at);
	return 0;
}

/* Share of `later` in passages that it has in common with `earlier`, times their identity. */
static double share_from(const struct fixture *f, uint32_t later, uint32_t earlier)
{
	double sum = 0;
	for (size_t i = 0; i < f->result.count; i++) {
		const struct reuse_passage *passage = &f->result.passages[i];
		struct span span = passage->b == later ? passage->b_span : passage->a_span;
		if ((passage->a == earlier && passage->b == later) ||
		    (passage->b == earlier && passage->a == later))
			sum += passage->identity * (span.end - span.start);
	}
	return sum / (double)f->bytes[later];
}

/* Students were asked to copy, to reword a little, to reword much, or to write alone. */
static void copying_orders_as_the_students_were_told(void **state)
{
	(void)state;
	static const char *const kinds[] = {"cut", "light", "heavy", "non"};
	double sums[4] = {0};
	size_t counts[4] = {0}, alone = 0;
	struct fixture f;
	if (!start(&f, "bench-plagiarism-short")) {
		stop(&f);
		skip();
	}
	struct slice rest = read_shared(&f, "labels.tsv"), cells[COLUMNS];
	while (next_row(&rest, cells))
		for (size_t k = 0; k < 4; k++) {
			if (!slice_is(cells[2], kinds[k]))
				continue;
			double share =
				share_from(&f, document(&f, cells[0]), document(&f, cells[3]));
			sums[k] += share;
			counts[k]++;
			alone += k == 3 && share > 0;
		}
	for (size_t k = 0; k < 4; k++)
		print_message("%s: %zu answers, mean share %.3f\n", kinds[k], counts[k],
			      sums[k] / (double)counts[k]);
	for (size_t k = 0; k < 3; k++)
		assert_true(sums[k] / (double)counts[k] >
			    sums[k + 1] / (double)counts[k + 1] + 0.05);
	assert_int_equal(alone, 0);
	stop(&f);
}

static void bills_of_one_model_law_are_linked_and_others_are_not(void **state)
{
	(void)state;
	struct fixture f;
	struct slice groups[MOST];
	size_t within = 0, within_linked = 0, across = 0, across_linked = 0;
	if (!start(&f, "bench-bill-diffusion")) {
		stop(&f);
		skip();
	}
	for (size_t i = 0; i < MOST; i++)
		groups[i] = SLICE("");
	struct slice rest = read_shared(&f, "groups.tsv"), cells[COLUMNS];
	assert_true(next_row(&rest, cells));
	while (next_row(&rest, cells))
		groups[document(&f, cells[0])] = cells[1];
	for (uint32_t i = 0; i < f.collection.count; i++)
		for (uint32_t j = 0; j < i; j++) {
			if (groups[i].length == 0 || groups[j].length == 0)
				continue;
			bool linked = share_from(&f, i, j) > 0;
			bool same = slice_equal(groups[i], groups[j]);
			*(same ? &within : &across) += 1;
			*(same ? &within_linked : &across_linked) += linked;
		}
	print_message("%zu of %zu pairs of one law, %zu of %zu of two\n", within_linked, within,
		      across_linked, across);
	assert_true(within_linked >= 32);
	assert_true(across_linked <= 7);
	stop(&f);
}

/* Each regional edition is made from its own party's national plan and from no other's. */
static void regional_editions_come_from_their_national_plans(void **state)
{
	(void)state;
	struct fixture f;
	size_t editions = 0;
	if (!start(&f, "uk-regional-editions-2001")) {
		stop(&f);
		skip();
	}
	struct slice rest = read_shared(&f, "pairs.tsv"), cells[COLUMNS];
	assert_true(next_row(&rest, cells));
	while (next_row(&rest, cells)) {
		uint32_t parent = document(&f, cells[0]), edition = document(&f, cells[1]);
		double share = share_from(&f, edition, parent);
		print_message("%.*s: %.3f from %.*s\n", (int)cells[1].length, cells[1].at, share,
			      (int)cells[0].length, cells[0].at);
		assert_true(share > 0.4);
		for (uint32_t i = 0; i < f.collection.count; i++)
			if (i != parent && i != edition)
				assert_true(share_from(&f, edition, i) < 0.02);
		editions++;
	}
	assert_int_equal(editions, 3);
	stop(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(copying_orders_as_the_students_were_told),
		cmocka_unit_test(bills_of_one_model_law_are_linked_and_others_are_not),
		cmocka_unit_test(regional_editions_come_from_their_national_plans),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
