/* M31 on links typed by hand. */
#include "typed.h"

#include <math.h>
#include <stdatomic.h>

#include "measure/link.h"

enum { A, B, C, D, E, REGIONS };
enum { SENTENCES = 4, LEAST = 1 };

/* Regions A to D of four sentences each, E was not read. */
struct given {
	struct arena arena;
	struct job job;
	struct error error;
	struct typed typed;
	struct link_naming namings[16];
	uint32_t codes[16];
	uint32_t code_count;
	struct link_input input;
	struct link_options options;
	struct links links;
};

static void start(struct given *given)
{
	memset(given, 0, sizeof *given);
	arena_init(&given->arena);
	job_init(&given->job, 1);
	typed_init(&given->typed, 3);
	for (uint32_t r = A; r <= D; r++)
		typed_simple(&given->typed, r + 1, 0, SENTENCES);
	typed_region(&given->typed, E + 1, COVERAGE_NO_DOCUMENT);
	given->input = (struct link_input){
		.corpus = &given->typed.corpus, .namings = given->namings, .codes = given->codes};
	given->options =
		(struct link_options){.least = LEAST, .seed = 1, .draws = 0, .confidence = 0.95};
}

/* Sentence `sentence` of `from` names `to`. */
static struct link_naming *name(struct given *given, uint32_t from, uint32_t sentence, uint32_t to)
{
	struct link_naming *naming = &given->namings[given->input.count++];
	*naming = (struct link_naming){.passage = from * SENTENCES + sentence,
				       .to = to,
				       .share = 1,
				       .code_start = given->code_count,
				       .code_end = given->code_count};
	return naming;
}

static void for_code(struct given *given, struct link_naming *naming, uint32_t column)
{
	given->codes[given->code_count++] = column;
	naming->code_end = given->code_count;
}

static void make(struct given *given)
{
	if (links_make(&given->job, &given->arena, &given->input, &given->options, &given->links,
		       &given->error) != STATUS_OK)
		fail_msg("%s", given->error.text);
}

static const struct link *link_of(const struct given *given, uint32_t from, uint32_t to)
{
	const struct link *link = links_find(&given->links, from, to);
	assert_non_null(link);
	return link;
}

static void end(struct given *given)
{
	typed_release(&given->typed);
	arena_release(&given->arena);
}

/* methods: A>B, B>A, A>C: 2 of 3 answered. */
static void two_of_three_links_are_answered(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	for_code(&given, name(&given, A, 0, B), 1);
	for_code(&given, name(&given, A, 1, C), 1);
	for_code(&given, name(&given, B, 0, A), 1);
	make(&given);
	assert_int_equal(given.links.strong, 3);
	assert_int_equal(given.links.answered, 2);
	assert_near(given.links.reciprocity, 2.0 / 3, 1e-12);
	assert_int_equal(given.links.same, 2);
	assert_int_equal(link_of(&given, A, B)->answer, LINK_SAME);
	assert_int_equal(link_of(&given, A, C)->answer, LINK_NONE);
	assert_near(link_of(&given, A, B)->weight, 0.25, 1e-12);
	assert_int_equal(given.links.regions[A].names, 2);
	assert_int_equal(given.links.regions[A].answered, 1);
	assert_int_equal(given.links.regions[A].named, 1);
	assert_near(given.links.regions[A].sought, 0.25, 1e-12);
	end(&given);
}

static void an_answer_may_be_about_something_else(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	for_code(&given, name(&given, A, 0, B), 0);
	for_code(&given, name(&given, B, 0, A), 2);
	make(&given);
	assert_int_equal(link_of(&given, A, B)->answer, LINK_OTHER);
	assert_int_equal(given.links.answered, 2);
	assert_int_equal(given.links.same, 0);
	end(&given);
}

static void say(struct link_naming *naming, const char *clause, const char *word)
{
	naming->clause = slice_from(clause);
	naming->in_clause = (uint32_t)slice_find(naming->clause, slice_from(word), 0);
	naming->span = (struct span){0, (uint32_t)strlen(word)};
}

static enum link_answer answer_to(const char *there, const char *word, const char *back,
				  const char *back_word)
{
	struct given given;
	start(&given);
	say(name(&given, A, 0, B), there, word);
	say(name(&given, B, 0, A), back, back_word);
	make(&given);
	enum link_answer answer = (enum link_answer)link_of(&given, A, B)->answer;
	end(&given);
	return answer;
}

static void the_same_words_are_an_answer(void **state)
{
	(void)state;
	assert_int_equal(answer_to("加快疆算入渝", "渝", "统筹疆算入渝和算力", "疆"), LINK_SAME);
	assert_int_equal(answer_to("加快疆算入渝", "渝", "支持疆电入渝", "疆"), LINK_OTHER);
	assert_int_equal(answer_to("办好闽宁协作", "宁", "闽宁协作深化", "闽"), LINK_SAME);
	/* the words in common must hold both names */
	assert_int_equal(answer_to("与海南自贸港联动", "海南", "与粤合作，海南自贸港联动", "粤"),
			 LINK_OTHER);
	assert_int_equal(answer_to("build the A to B line", "B", "the A to B line opens", "A"),
			 LINK_SAME);
	assert_int_equal(answer_to("from A to B", "B", "see A to B", "A"), LINK_SAME);
	assert_int_equal(answer_to("A to B", "B", "A-to B", "A"), LINK_OTHER);
}

/* A group of A, B, C named by A: half a sentence for each of the two others. */
static void a_group_is_shared_and_is_no_name(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	for (uint32_t to = B; to <= C; to++) {
		struct link_naming *naming = name(&given, A, 0, to);
		naming->share = 2;
		naming->group = true;
	}
	name(&given, B, 0, A);
	make(&given);
	assert_near(link_of(&given, A, B)->weight, 0.125, 1e-12);
	assert_int_equal(link_of(&given, A, B)->how, LINK_BY_GROUP);
	assert_int_equal(link_of(&given, B, A)->answer, LINK_GROUP);
	assert_int_equal(given.links.strong, 1);
	assert_int_equal(given.links.answered, 0);
	end(&given);
}

/* Beijing (Beijing-Tianjin-Hebei): both in one sentence are one naming, by its own name. */
static void a_sentence_counts_once_for_a_region(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	struct link_naming *naming = name(&given, A, 0, B);
	naming->share = 3;
	naming->group = true;
	name(&given, A, 0, B)->span.start = 9;
	name(&given, A, 0, B)->span.start = 3;
	make(&given);
	const struct link *link = link_of(&given, A, B);
	assert_int_equal(link->count, 1);
	assert_int_equal(link->itself, 1);
	assert_int_equal(link->by_groups, 0);
	assert_int_equal(given.links.namings[link->first].span.start, 3);
	end(&given);
}

static void lists_and_the_unread_make_no_link(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	name(&given, A, 0, B)->listed = true;
	name(&given, B, 0, A);
	name(&given, C, 0, E);
	make(&given);
	assert_int_equal(link_of(&given, A, B)->how, LINK_IN_LISTS);
	assert_int_equal(link_of(&given, B, A)->answer, LINK_LISTED);
	assert_int_equal(link_of(&given, C, E)->answer, LINK_NOT_READ);
	assert_int_equal(given.links.strong, 1);
	assert_int_equal(given.links.regions[B].listed_by, 1);
	end(&given);
}

static void the_threshold_holds(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	name(&given, A, 0, B);
	name(&given, A, 1, B);
	name(&given, B, 0, A);
	given.options.least = 2;
	make(&given);
	assert_int_equal(link_of(&given, A, B)->how, LINK_STRONG);
	assert_int_equal(link_of(&given, A, B)->answer, LINK_LISTED);
	assert_int_equal(given.links.strong, 1);
	end(&given);
}

/* A > B and B > A; three others are as near: each draws one of three, so they meet once in nine,
 * and both are then answered. With classes that hold one region only, nothing can be shuffled. */
static void the_null_keeps_distance(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	name(&given, A, 0, B);
	name(&given, B, 0, A);
	given.options.draws = 20000;
	make(&given);
	assert_near(given.links.null_mean, 1.0 / 9, 0.01);
	assert_near(given.links.p, 1.0 / 9, 0.01);

	uint8_t distance[REGIONS * REGIONS];
	memset(distance, 1, sizeof distance);
	distance[A * REGIONS + B] = distance[B * REGIONS + A] = 0;
	given.input.distance = distance;
	make(&given);
	assert_near(given.links.null_mean, 1, 0);
	assert_near(given.links.p, 1, 0);
	end(&given);
}

static void without_names_there_is_nothing(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	given.options.draws = 10;
	make(&given);
	assert_int_equal(given.links.count, 0);
	assert_true(isnan(given.links.reciprocity));
	assert_true(isnan(given.links.null_mean));
	end(&given);
}

static void stops_when_cancelled(void **state)
{
	(void)state;
	struct given given;
	start(&given);
	name(&given, A, 0, B);
	given.options.draws = 10;
	atomic_store(&given.job.cancel, true);
	assert_int_equal(links_make(&given.job, &given.arena, &given.input, &given.options,
				    &given.links, &given.error),
			 STATUS_CANCELLED);
	end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_of_three_links_are_answered),
		cmocka_unit_test(an_answer_may_be_about_something_else),
		cmocka_unit_test(the_same_words_are_an_answer),
		cmocka_unit_test(a_group_is_shared_and_is_no_name),
		cmocka_unit_test(a_sentence_counts_once_for_a_region),
		cmocka_unit_test(lists_and_the_unread_make_no_link),
		cmocka_unit_test(the_threshold_holds),
		cmocka_unit_test(the_null_keeps_distance),
		cmocka_unit_test(without_names_there_is_nothing),
		cmocka_unit_test(stops_when_cancelled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
