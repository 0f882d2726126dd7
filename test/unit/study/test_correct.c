#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include "given.h"

#include "measure/measure.h"
#include "study/correct.h"
#include "study/sample.h"

static const char table[] = "id,region,date,text\n"
			    "gz,贵州,2026,\"二、2026年重点工作\n今年要加快建设算力中心。\n"
			    "今年要发展低空经济，建设无人机产业园。\n"
			    "今年要办好教育和文化事业，服务群众。\"\n"
			    "hn,湖南,2026,\"二、2026年重点工作\n今年要发展低空经济产业。\"\n";

static void start(struct given *given)
{
	given_start(given);
	given_board(given, "b.qipan", SCHEME_BUILT_IN, 1);
	given_file(given, "t.csv", table);
	assert_int_equal(given_add(given, "t.csv").added, 2);
}

/* Id of the passage of a region that holds the words. */
static int64_t passage_with(struct given *given, const char *words)
{
	struct passage_filter filter = {0};
	struct evidence evidence;
	must(given, evidence_load(&given->board, &filter, 0, 0, &evidence, &given->error));
	for (size_t i = 0; i < evidence.count; i++)
		if (slice_find(evidence.items[i].text, slice_from(words), 0) != SIZE_MAX)
			return evidence.items[i].passage.id;
	fail_msg("no passage with %s", words);
	return 0;
}

/* Passages of all regions with the code. */
static size_t passages_of(struct given *given, const char *code)
{
	struct board_query query = {.by = slice_from(code), .region = SLICE("")};
	struct coded_corpus corpus;
	must(given, coded_corpus_load(&given->board, &query, &corpus, &given->error));
	struct counts counts;
	size_t sum = 0;
	counts_make(&given->arena, &corpus, &counts);
	for (size_t c = 0; c < corpus.column_count; c++)
		for (size_t r = 0; r < corpus.region_count && corpus.columns[c].asked; r++)
			sum += counts.code_passages[r * corpus.column_count + c];
	return sum;
}

static struct judgement of(int64_t passage, enum correction_action action, const char *code)
{
	return (struct judgement){.action = (uint8_t)action,
				  .passage = passage,
				  .code = slice_from(code),
				  .who = SLICE("li")};
}

static size_t say(struct given *given, struct judgement judgement)
{
	size_t written;
	must(given,
	     study_correct(&given->board, &judgement, 1, NULL, NULL, &written, &given->error));
	return written;
}

static void refused(struct given *given, struct judgement judgement, const char *says)
{
	size_t written;
	assert_int_equal(
		study_correct(&given->board, &judgement, 1, NULL, NULL, &written, &given->error),
		STATUS_USAGE);
	if (strstr(given->error.text, says) == NULL)
		fail_msg("\"%s\" does not say %s", given->error.text, says);
	assert_int_equal(written, 0);
}

static void measures_follow(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	int64_t low = passage_with(&given, "无人机产业园");
	assert_int_equal(passages_of(&given, "field.low_altitude"), 2);
	assert_int_equal(say(&given, of(low, CORRECTION_REJECT, "field.low_altitude")), 1);
	assert_int_equal(passages_of(&given, "field.low_altitude"), 1);
	must(&given,
	     study_correct_undo(&given.board, 1, SLICE("li"), SLICE(""), SLICE(""), &given.error));
	assert_int_equal(passages_of(&given, "field.low_altitude"), 2);
	int64_t school = passage_with(&given, "教育");
	assert_int_equal(passages_of(&given, "field.quantum"), 0);
	say(&given, of(school, CORRECTION_ADD, "field.quantum"));
	assert_int_equal(passages_of(&given, "field.quantum"), 1);
	/* a branch: what is found below it */
	say(&given, of(low, CORRECTION_REJECT, "field"));
	assert_int_equal(passages_of(&given, "field.low_altitude"), 1);
	given_end(&given);
}

static void what_cannot_be_judged_is_refused_and_nothing_written(void **state)
{
	(void)state;
	struct given given;
	struct correction_row *rows;
	size_t count;
	start(&given);
	int64_t low = passage_with(&given, "无人机产业园");
	refused(&given, of(9999, CORRECTION_ADD, "field.ai"), "no passage 9999");
	refused(&given, of(low, CORRECTION_ADD, "field.no_such"), "unknown");
	refused(&given, of(low, CORRECTION_ADD, "low_altitude"), "did you mean field.low_altitude");
	refused(&given, of(low, CORRECTION_REJECT, "field.quantum"), "cannot be rejected");
	refused(&given, of(low, CORRECTION_CONFIRM, "field.quantum"), "use \"add\"");
	struct judgement nobody = of(low, CORRECTION_REJECT, "field.low_altitude");
	nobody.who = SLICE(" ");
	refused(&given, nobody, "who");
	struct judgement words = of(low, CORRECTION_REJECT, "field.low_altitude");
	words.words = SLICE("高空");
	refused(&given, words, "no words");
	assert_int_equal(study_correct_undo(&given.board, 1, SLICE("li"), SLICE(""), SLICE(""),
					    &given.error),
			 STATUS_USAGE);
	must(&given, study_corrections(&given.board, &rows, &count, &given.error));
	assert_int_equal(count, 0);
	/* one that fails takes the others with it */
	struct judgement two[] = {of(low, CORRECTION_REJECT, "field.low_altitude"), words};
	size_t written;
	assert_int_equal(study_correct(&given.board, two, 2, NULL, NULL, &written, &given.error),
			 STATUS_USAGE);
	assert_int_equal(passages_of(&given, "field.low_altitude"), 2);
	given_end(&given);
}

static void the_list_says_what_each_means_today(void **state)
{
	(void)state;
	struct given given;
	struct correction_row *rows;
	size_t count;
	start(&given);
	int64_t low = passage_with(&given, "无人机产业园");
	say(&given, of(low, CORRECTION_CONFIRM, "field.low_altitude"));
	say(&given, of(low, CORRECTION_REJECT, "field.low_altitude"));
	say(&given, of(passage_with(&given, "算力中心"), CORRECTION_ADD, "field.quantum"));
	say(&given, of(passage_with(&given, "教育"), CORRECTION_ADD, "field.quantum"));
	must(&given,
	     study_correct_undo(&given.board, 3, SLICE("li"), SLICE(""), SLICE(""), &given.error));
	given_file(&given, "t.csv",
		   "id,region,date,text\n"
		   "gz,贵州,2026,\"二、2026年重点工作\n这是新的一句话，放在前面。\n"
		   "今年要发展低空经济，建设无人机产业园。\"\n");
	assert_int_equal(given_add(&given, "t.csv").replaced, 1);
	must(&given, study_corrections(&given.board, &rows, &count, &given.error));
	assert_int_equal(count, 4);
	assert_int_equal(rows[0].standing, CORRECTION_OVERRULED);
	assert_int_equal(rows[1].standing, CORRECTION_IN_FORCE);
	assert_int_equal(rows[2].standing, CORRECTION_UNDONE);
	assert_int_equal(rows[3].standing, CORRECTION_LOST);
	assert_int_equal(rows[3].passage, 0);
	assert_int_equal(rows[1].passage, passage_with(&given, "无人机产业园"));
	assert_true(rows[1].passage > low);
	assert_int_equal(rows[1].stored.when.length, 20);
	assert_string_equal(correction_standing_name(CORRECTION_LOST, false), "lost");
	assert_int_equal(passages_of(&given, "field.low_altitude"), 1);
	given_end(&given);
}

static void a_table_is_read_as_people_fill_it_in(void **state)
{
	(void)state;
	struct given given;
	struct judgement *judgements;
	uint32_t *lines;
	size_t count, written;
	struct answer answer;
	start(&given);
	int64_t low = passage_with(&given, "无人机产业园"), school = passage_with(&given, "教育");
	given_file(&given, "in.csv",
		   arena_printf(&given.arena,
				"Passage,code,verdict,missing,who\n"
				"%lld,field.low_altitude,No,,wang\n"
				"%lld,field.quantum,是,,\n"
				"%lld,,read,\"field.ai; field.fusion\",\n"
				"%lld,field.ai,,,\n"
				"%lld,field.ai,maybe,,\n"
				"77777,field.ai,yes,,\n",
				(long long)low, (long long)low, (long long)school, (long long)low,
				(long long)low));
	answer_init(&answer, &given.arena, "correct");
	must(&given, judgements_read(&given.board, given_path(&given, "in.csv"), SLICE("li"),
				     &answer, &judgements, &lines, &count, &given.error));
	assert_int_equal(count, 6);
	assert_int_equal(answer.problem_count, 1); /* maybe */
	assert_int_equal(answer.problems[0].line, 6);
	must(&given, study_correct(&given.board, judgements, count, &answer, lines, &written,
				   &given.error));
	assert_int_equal(answer.problem_count, 2);
	assert_int_equal(answer.problems[1].line, 7);
	assert_int_equal(written, 5);
	struct correction_row *rows;
	must(&given, study_corrections(&given.board, &rows, &count, &given.error));
	assert_int_equal(count, 5);
	assert_int_equal(rows[0].stored.action, CORRECTION_REJECT);
	assert_slice(rows[0].stored.who, "wang");
	assert_int_equal(rows[1].stored.action, CORRECTION_ADD); /* yes, where it was not found */
	assert_slice(rows[1].stored.who, "li");
	assert_int_equal(rows[2].stored.action, CORRECTION_READ);
	assert_slice(rows[3].stored.code, "field.ai");
	assert_slice(rows[4].stored.code, "field.fusion");
	given_end(&given);
}

static void samples_are_even_and_repeat(void **state)
{
	(void)state;
	size_t drawn[10], again[10];
	assert_int_equal(sample_systematic(3, 10, 1, 1, drawn), 3);
	assert_int_equal(drawn[2], 2);
	assert_int_equal(sample_systematic(0, 10, 1, 1, drawn), 0);
	unsigned hit[50] = {0};
	for (uint64_t seed = 0; seed < 2000; seed++) {
		assert_int_equal(sample_systematic(50, 10, seed, 7, drawn), 10);
		for (int i = 0; i < 10; i++) {
			assert_int_equal(drawn[i] / 5, i); /* one of every five */
			hit[drawn[i]]++;
		}
	}
	for (int i = 0; i < 50; i++) /* 400 expected, standard deviation 18 */
		assert_in_range(hit[i], 320, 480);
	sample_systematic(50, 10, 3, 7, drawn);
	sample_systematic(50, 10, 3, 7, again);
	assert_memory_equal(drawn, again, sizeof drawn);
}

static void a_sample_holds_rejected_hits_and_no_added_ones(void **state)
{
	(void)state;
	struct given given;
	struct sample_row *rows;
	size_t count;
	start(&given);
	struct sample_query query = {.board = {.region = SLICE("")},
				     .codes = SLICE("field.low_altitude,field.quantum"),
				     .each = 20};
	int64_t low = passage_with(&given, "无人机产业园");
	say(&given, of(low, CORRECTION_REJECT, "field.low_altitude"));
	say(&given, of(low, CORRECTION_ADD, "field.quantum"));
	must(&given, sample_draw(&given.board, &query, &rows, &count, &given.error));
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(
			rows[i].code.value,
			codebook_find(&given.board.codebook, SLICE("field.low_altitude")).value);
		assert_int_equal(rows[i].place.passage.length, 64);
	}
	query.each = 1;
	must(&given, sample_draw(&given.board, &query, &rows, &count, &given.error));
	assert_int_equal(count, 1);
	query.passages = true;
	query.each = 100;
	must(&given, sample_draw(&given.board, &query, &rows, &count, &given.error));
	assert_int_equal(rows[0].code.value, 0);
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(measures_follow),
		cmocka_unit_test(what_cannot_be_judged_is_refused_and_nothing_written),
		cmocka_unit_test(the_list_says_what_each_means_today),
		cmocka_unit_test(a_table_is_read_as_people_fill_it_in),
		cmocka_unit_test(samples_are_even_and_repeat),
		cmocka_unit_test(a_sample_holds_rejected_hits_and_no_added_ones),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
