/* M34: amounts, the ledger of targets and the level of commitment, by test/cases/targets.txt. */
#include "check.h"

#include "base/buffer.h"
#include "base/number.h"
#include "text/commitment.h"

struct running {
	struct arena arena;
	struct commitment_tables tables;
	struct slice sentence;
	struct target *targets;
	size_t target_count, next, failed, sentences;
	bool level_said;
};

static void append_target(struct buffer *out, struct slice sentence, const struct target *t)
{
	struct slice quantity = slice_span(sentence, t->quantity);
	buffer_printf(out, "= %.*s | %s ", (int)quantity.length, quantity.at,
		      comparator_name(t->amount.comparator));
	number_append(out, t->amount.value);
	if (t->amount.high > t->amount.value) {
		buffer_append_string(out, "..");
		number_append(out, t->amount.high);
	}
	buffer_printf(out, " %s | %u | %s %s %s", t->amount.unit->name, t->year,
		      target_basis_name((enum target_basis)t->basis),
		      target_kind_name((enum target_kind)t->kind),
		      target_scope_name((enum target_scope)t->scope));
}

static void differ(struct running *run, size_t line, const char *got)
{
	print_error("targets.txt:%zu: \"%.*s\": got %s\n", line, (int)run->sentence.length,
		    run->sentence.at, got);
	run->failed++;
}

static void sentence_done(struct running *run, size_t line)
{
	if (run->sentence.length > 0 && run->next < run->target_count)
		differ(run, line, "more amounts than the case names");
	if (run->sentence.length > 0 && !run->level_said)
		differ(run, line, "a case without a level");
}

static void sentence_start(struct running *run, struct slice line, size_t number)
{
	sentence_done(run, number);
	enum orientation orientation = line.at[0] == '>' ? ORIENTATION_PLAN : ORIENTATION_REVIEW;
	run->sentence = slice_trim((struct slice){line.at + 1, line.length - 1});
	run->target_count = targets_read(&run->arena, &run->tables.targets, run->sentence,
					 orientation, &run->targets);
	run->next = 0;
	run->level_said = false;
	run->sentences++;
}

static void check_line(struct running *run, struct slice line, size_t number)
{
	struct buffer got;
	buffer_init(&got);
	if (line.at[0] == '=' && run->next < run->target_count)
		append_target(&got, run->sentence, &run->targets[run->next++]);
	else if (line.at[0] == '=')
		buffer_append_string(&got, "no such amount");
	else {
		run->level_said = true;
		buffer_append_string(&got,
				     commitment_name(commitment_of(&run->tables, run->sentence)));
	}
	if (!slice_equal(buffer_slice(&got), line))
		differ(run, number, arena_string(&run->arena, buffer_slice(&got)));
	buffer_release(&got);
}

static struct slice read_file(struct arena *arena, const char *path)
{
	struct buffer text;
	buffer_init(&text);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	for (int c; (c = getc(file)) != EOF;)
		buffer_append_byte(&text, (char)c);
	fclose(file);
	struct slice copy = arena_copy(arena, buffer_slice(&text));
	buffer_release(&text);
	return copy;
}

static void every_case_is_read_as_written(void **state)
{
	(void)state;
	struct running run = {0};
	arena_init(&run.arena);
	commitment_tables_init(&run.tables);
	struct slice rest = read_file(
		&run.arena, arena_printf(&run.arena, "%s/test/cases/targets.txt", source_root()));
	struct slice line;
	size_t number = 0;
	while (slice_cut(&rest, '\n', &line)) {
		number++;
		line = slice_trim(line);
		if (line.length == 0 || line.at[0] == '#')
			continue;
		if (line.at[0] == '>' || line.at[0] == '<')
			sentence_start(&run, line, number);
		else
			check_line(&run, line, number);
	}
	sentence_done(&run, number);
	assert_true(run.sentences >= 60);
	assert_int_equal(run.failed, 0);
	arena_release(&run.arena);
}

static void the_base_of_a_comparison_is_not_its_year(void **state)
{
	(void)state;
	struct arena arena;
	struct target_tables tables;
	struct target *targets;
	arena_init(&arena);
	target_tables_init(&tables);
	assert_int_equal(targets_read(&arena, &tables, SLICE("到2030年，能耗比2025年下降15%。"),
				      ORIENTATION_PLAN, &targets),
			 1);
	assert_int_equal(targets[0].year, 2030);
	assert_int_equal(targets[0].base_year, 2025);
	arena_release(&arena);
}

static void the_centre_is_the_subject_only_when_it_acts(void **state)
{
	(void)state;
	struct commitment_tables tables;
	commitment_tables_init(&tables);
	assert_int_equal(actor_of(&tables, SLICE("国务院印发低空经济方案。")), ACTOR_CENTRE);
	assert_int_equal(actor_of(&tables, SLICE("我省建设低空基地。")), ACTOR_OWN);
	assert_int_equal(actor_of(&tables, SLICE("国务院方案全面落实。")), ACTOR_OWN);
	assert_int_equal(actor_of(&tables, SLICE("贯彻国务院部署。")), ACTOR_OWN);
}

static void the_centre_may_act_further_on_in_its_clause(void **state)
{
	(void)state;
	struct commitment_tables tables;
	commitment_tables_init(&tables);
	static const struct {
		const char *sentence;
		enum actor actor;
	} cases[] = {
		{"党中央再次对我县高度重视，我们备受鼓舞。", ACTOR_CENTRE},
		{"去年九月，国务院领导亲临我县考察。", ACTOR_CENTRE},
		{"让我们鼓舞的是，党中央两次作出安排。", ACTOR_CENTRE},
		/* somebody else acts first; a noun, not an act; learning what was said */
		{"加快修路治水，国务院亲自过问。", ACTOR_OWN},
		{"党中央的关怀催人奋进。", ACTOR_OWN},
		{"中央考察时的讲话精神已经落实。", ACTOR_OWN},
		{"党中央", ACTOR_OWN},
		{"，", ACTOR_OWN},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (actor_of(&tables, slice_from(cases[i].sentence)) != cases[i].actor)
			fail_msg("%s", cases[i].sentence);
}

/* Hostile sentences end, inside their bounds, and cost no more than their length. */
static void long_and_broken_sentences_are_read(void **state)
{
	(void)state;
	/* 300 kB of each */
	static const char *const parts[] = {"1",      "一",	  "1,",	  "4%—",   "万",
					    "2030年", "\xE4\xB8", "新增", "3个、", "分别1%、2%"};
	struct commitment_tables tables;
	struct arena arena;
	arena_init(&arena);
	commitment_tables_init(&tables);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct buffer text;
		buffer_init(&text);
		while (text.length < 300000)
			buffer_append_string(&text, parts[i]);
		struct target *targets;
		size_t count = targets_read(&arena, &tables.targets, buffer_slice(&text),
					    ORIENTATION_PLAN, &targets);
		for (size_t k = 0; k < count; k++)
			assert_true(targets[k].quantity.start <= targets[k].quantity.end &&
				    targets[k].quantity.end <= text.length &&
				    targets[k].amount.span.start < targets[k].amount.span.end &&
				    targets[k].amount.span.end <= text.length);
		(void)commitment_of(&tables, buffer_slice(&text));
		buffer_release(&text);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_is_read_as_written),
		cmocka_unit_test(the_base_of_a_comparison_is_not_its_year),
		cmocka_unit_test(the_centre_is_the_subject_only_when_it_acts),
		cmocka_unit_test(the_centre_may_act_further_on_in_its_clause),
		cmocka_unit_test(long_and_broken_sentences_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
