#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include "given.h"

#include "study/diff.h"
#include "study/reuse.h"

/* The example of M36: 12 of 300 now, 5 of 250 before. */
static void a_shift_has_its_standard_error(void **state)
{
	(void)state;
	struct code_shift shift = code_shift_of(5, 250, 12, 300);
	assert_near(shift.shift, 0.02, 1e-12);
	assert_near(shift.standard_error, 0.014367, 5e-7);
	assert_near(shift.z, 1.392115, 5e-7);
	shift = code_shift_of(0, 10, 0, 0);
	assert_near(shift.shift, 0, 1e-12);
	assert_true(isnan(shift.z));
}

static const char first_edition[] =
	"id,region,date,text\nplan,贵州,2025-01-20,\"今年要建设算力中心，新建充电桩180个。"
	"湖区的渡船全部改用电池。每个县要办一所修理学堂。\"\n";
static const char second_edition[] =
	"id,region,date,text\nplan,贵州,2026-01-20,\"今年要建设算力中心，新建充电桩190个。"
	"每个县要办一所修理学堂。发展低空经济产业，培育无人机企业20家。\"\n";

static void load(struct given *given, const char *name, struct diff_side *side)
{
	must(given, diff_side_load(&given->board, slice_from(name), side, &given->error));
}

static void editions_of_one_document_are_compared(void **state)
{
	(void)state;
	struct given given;
	struct diff_side a, b;
	size_t count, changes;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(&given, "t.csv", first_edition);
	given_add(&given, "t.csv");
	given_file(&given, "t.csv", second_edition);
	given_add(&given, "t.csv");
	load(&given, "plan@1", &a);
	load(&given, "贵州", &b);
	assert_int_equal(a.stored.edition, 1);
	assert_int_equal(b.stored.edition, 2);
	struct edition_entry *entries = diff_entries(&given.arena, &a, &b, &count);
	assert_int_equal(count, 4);
	assert_int_equal(entries[0].state, EDITION_REWORDED);
	assert_int_equal(entries[1].state, EDITION_DROPPED);
	assert_int_equal(entries[2].state, EDITION_KEPT);
	assert_int_equal(entries[3].state, EDITION_NEW);

	struct target_change *targets =
		diff_targets(&given.arena, &a, &b, entries, count, &changes);
	assert_int_equal(changes, 2);
	assert_near(targets[0].old->amount.value, 180, 1e-9);
	assert_near(targets[0].new->amount.value, 190, 1e-9);
	assert_true(slice_ends(targets[0].quantity, SLICE("充电桩")));
	assert_null(targets[1].old);
	assert_near(targets[1].new->amount.value, 20, 1e-9);

	struct code_id codes[] = {
		codebook_find(&given.board.codebook, SLICE("field.low_altitude")),
		codebook_find(&given.board.codebook, SLICE("field.computing_power"))};
	uint32_t a_sentences, b_sentences;
	struct code_shift *shifts =
		diff_codes(&given.board, &a, &b, codes, 2, 0, &a_sentences, &b_sentences);
	assert_int_equal(a_sentences, 3);
	assert_int_equal(b_sentences, 3);
	assert_int_equal(shifts[0].a_count, 0);
	assert_int_equal(shifts[0].b_count, 1);
	assert_int_equal(shifts[1].a_count, shifts[1].b_count);
	struct diff_side none;
	assert_int_equal(diff_side_load(&given.board, SLICE("plan@3"), &none, &given.error),
			 STATUS_USAGE);
	given_end(&given);
}

static size_t sentences_of(struct given *given, bool own_voice)
{
	struct board_query query = {.by = SLICE("field"), .own_voice = own_voice};
	struct coded_corpus corpus;
	must(given, coded_corpus_load(&given->board, &query, &corpus, &given->error));
	return corpus.passage_count;
}

static void own_voice_leaves_out_what_came_from_above(void **state)
{
	(void)state;
	struct given given;
	struct reuse_report report;
	given_start(&given);
	given_board(&given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(&given, "t.csv",
		   "id,region,date,text\n"
		   "c,中央,2025-03-05,\"要在三年内建成面向中小企业的公共算力站，夜间闲置的算力按成"
		   "本价开放给学校和医院使用。\"\n"
		   "gz,贵州,2026-01-20,\"要在三年内建成面向中小企业的公共算力站，夜间闲置的算力按成"
		   "本价开放给学校和医院使用。湖区的渡船全部改用电池。\"\n");
	given_add(&given, "t.csv");
	assert_int_equal(sentences_of(&given, true), 2); /* not compared: all own */
	must(&given, study_reuse(&given.board, REUSE_MODE_NEW, 0, &report, &given.error));
	assert_int_equal(sentences_of(&given, false), 2);
	assert_int_equal(sentences_of(&given, true), 1);
	struct evidence evidence;
	struct passage_filter filter = {.with_reuse = true, .document = SLICE("gz")};
	must(&given, evidence_load(&given.board, &filter, 0, 0, &evidence, &given.error));
	assert_int_equal(evidence.items[0].passage.reuse_class, REUSE_ABOVE);
	assert_slice(evidence.items[0].reuse_source->metadata.id, "c");
	assert_int_equal(evidence.items[1].passage.reuse_class, REUSE_NONE);
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shift_has_its_standard_error),
		cmocka_unit_test(editions_of_one_document_are_compared),
		cmocka_unit_test(own_voice_leaves_out_what_came_from_above),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
