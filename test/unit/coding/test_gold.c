/*
 * How well the built-in codebook reads: test/cases/gold.txt, sentences of our own with the codes
 * that a careful reader gives them. One decision is one code of one sentence: precision is the
 * share of the codebook's that the reader has too, recall the share of the reader's that the
 * codebook has, F1 their harmonic mean.
 */
#include "check.h"

#include "base/buffer.h"
#include "coding/coding.h"
#include "reports.h"
#include "scheme/builtin.h"

enum { MOST_CODES = 64 };

struct scores {
	size_t sentences, both, only_program, only_reader;
};

static double f1(const struct scores *s)
{
	return 2.0 * (double)s->both / (double)(2 * s->both + s->only_program + s->only_reader);
}

struct names {
	struct slice at[MOST_CODES];
	size_t count;
};

static bool has(const struct names *names, struct slice name)
{
	for (size_t i = 0; i < names->count; i++)
		if (slice_equal(names->at[i], name))
			return true;
	return false;
}

static void add(struct names *names, struct slice name)
{
	if (has(names, name))
		return;
	assert_true(names->count < MOST_CODES);
	names->at[names->count++] = name;
}

/* Codes of the axis, without it, that the codebook finds in the sentence. */
static void find_codes(struct arena *arena, const struct codebook *codebook, struct slice axis,
		       struct slice sentence, struct coding_scratch *scratch, struct names *found)
{
	struct shadow_text shadow;
	struct passage whole = {.span = {0, (uint32_t)sentence.length}};
	struct document document = {.text = sentence, .passages = &whole, .passage_count = 1};
	text_normalise(arena, sentence, &shadow);
	coding_match(arena, codebook, NULL, &shadow, &document, scratch);
	for (size_t i = 0; i < document.mention_count; i++) {
		struct slice name = codebook_code(codebook, document.mentions[i].code)->name;
		if (name.length > axis.length && slice_starts(name, axis) &&
		    name.at[axis.length] == '.')
			add(found, (struct slice){name.at + axis.length + 1,
						  name.length - axis.length - 1});
	}
}

static void read_names(const struct codebook *codebook, struct arena *arena, struct slice axis,
		       struct slice list, int number, struct names *wanted)
{
	struct slice word;
	if (slice_is(list, "-"))
		return;
	while (slice_cut(&list, ' ', &word)) {
		if (word.length == 0)
			continue;
		const char *full = arena_printf(arena, "%.*s.%.*s", (int)axis.length, axis.at,
						(int)word.length, word.at);
		if (codebook_find(codebook, slice_from(full)).value == 0)
			fail_msg("gold.txt:%d: there is no code %s", number, full);
		add(wanted, word);
	}
}

static void compare(const struct names *found, const struct names *wanted, struct slice sentence,
		    int number, struct scores *scores)
{
	scores->sentences++;
	for (size_t i = 0; i < found->count; i++) {
		if (has(wanted, found->at[i])) {
			scores->both++;
			continue;
		}
		scores->only_program++;
		print_message("# gold.txt:%d: only the program: %.*s | %.*s\n", number,
			      (int)found->at[i].length, found->at[i].at, (int)sentence.length,
			      sentence.at);
	}
	for (size_t i = 0; i < wanted->count; i++) {
		if (has(found, wanted->at[i]))
			continue;
		scores->only_reader++;
		print_message("# gold.txt:%d: only the reader: %.*s | %.*s\n", number,
			      (int)wanted->at[i].length, wanted->at[i].at, (int)sentence.length,
			      sentence.at);
	}
}

static const struct {
	const char *axis;
	size_t sentences; /* at least */
	double f1;	  /* at least */
} wanted_scores[] = {{"field", 170, 0.95}, {"element", 25, 0.9}, {"governance", 20, 0.9}};
enum { AXES = sizeof wanted_scores / sizeof *wanted_scores };

static size_t axis_index(struct slice axis, int number)
{
	for (size_t i = 0; i < AXES; i++)
		if (slice_is(axis, wanted_scores[i].axis))
			return i;
	fail_msg("gold.txt:%d: no axis %.*s", number, (int)axis.length, axis.at);
	return 0;
}

static void the_codebook_reads_like_a_careful_reader(void **state)
{
	(void)state;
	struct arena arena;
	struct codebook codebook;
	struct scheme_remarks remarks = {0};
	struct error error;
	struct coding_scratch scratch = {0};
	struct scores scores[AXES] = {{0}};
	arena_init(&arena);
	if (codebook_load(&arena, builtin_codebook(), "built-in", builtin_codebook_meta(),
			  "built-in.meta", &codebook, &remarks, &error) != STATUS_OK)
		fail_msg("%s", error.text);
	struct slice cases =
		read_whole(&arena, arena_printf(&arena, "%s/test/cases/gold.txt", source_root()));
	assert_non_null(cases.at);
	struct slice line;
	for (int number = 1; slice_cut(&cases, '\n', &line); number++) {
		struct slice axis, sentence = SLICE(""), list = SLICE("");
		struct names found = {0}, wanted = {0};
		line = slice_trim(line);
		if (line.length == 0 || line.at[0] == '#')
			continue;
		slice_cut(&line, '|', &axis);
		if (!slice_cut(&line, '|', &sentence) || !slice_cut(&line, '|', &list))
			fail_msg("gold.txt:%d: a line is axis | sentence | codes", number);
		axis = slice_trim(axis);
		sentence = slice_trim(sentence);
		read_names(&codebook, &arena, axis, slice_trim(list), number, &wanted);
		find_codes(&arena, &codebook, axis, sentence, &scratch, &found);
		compare(&found, &wanted, sentence, number, &scores[axis_index(axis, number)]);
	}
	for (size_t i = 0; i < AXES; i++) {
		const struct scores *s = &scores[i];
		print_message("# %s: %zu sentences, %zu right, %zu too many, %zu missed, F1 %.3f\n",
			      wanted_scores[i].axis, s->sentences, s->both, s->only_program,
			      s->only_reader, f1(s));
		assert_true(s->sentences >= wanted_scores[i].sentences);
		assert_true(f1(s) >= wanted_scores[i].f1);
	}
	coding_release(&scratch);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_codebook_reads_like_a_careful_reader),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
