#include "check.h"

#include <limits.h>

#include "base/arena.h"
#include "base/limits.h"
#include "command/command.h"

static const struct command_option options[] = {
	{.name = "region", .letter = 'r', .kind = OPTION_TEXT, .value = "REGION", .help = "of it"},
	{.name = "draws",
	 .letter = 'd',
	 .kind = OPTION_INTEGER,
	 .value = "N",
	 .standard = "2000",
	 .help = "draws",
	 .low = 10,
	 .high = 100000},
	{.name = "confidence",
	 .kind = OPTION_REAL,
	 .value = "SHARE",
	 .standard = "0.95",
	 .help = "of intervals",
	 .low = 0.5,
	 .high = 0.999},
	{.name = "orientation",
	 .kind = OPTION_CHOICE,
	 .value = "plan|review|present|all",
	 .standard = "plan",
	 .help = "which"},
	{.name = "own-voice", .letter = 'v', .kind = OPTION_FLAG, .help = "without reuse"},
	{.name = "output", .kind = OPTION_TEXT, .value = "NAME", .help = "the verb's own"},
	{.name = NULL},
};

static enum status refuse(struct request *request, struct answer *answer, struct error *error)
{
	(void)answer;
	return error_set(error, STATUS_USAGE, "%s was run", request->command->name);
}

static const struct command compare = {.name = "compare",
				       .summary = "compare",
				       .arguments = "A B",
				       .least = 2,
				       .most = 2,
				       .options = options,
				       .function = refuse};
static const struct command list = {
	.name = "list", .summary = "list", .arguments = "", .options = options, .function = refuse};
static const struct command add = {.name = "add",
				   .summary = "add",
				   .arguments = "PATH...",
				   .least = 1,
				   .most = UINT_MAX,
				   .function = refuse};

static struct arena arena;
static struct request request;
static struct error error;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	request = (struct request){.arena = &arena};
	error = (struct error){.status = STATUS_OK};
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* Words separated by spaces. */
static enum status parse(const struct command *command, const char *line)
{
	const char **words = arena_array(&arena, const char *, 64);
	size_t count = 0;
	struct slice rest = slice_from(line), word;
	while (line[0] != '\0' && slice_cut(&rest, ' ', &word))
		words[count++] = arena_string(&arena, word);
	return request_parse(&request, command, words, count, &error);
}

static void every_way_of_writing_a_value_is_read(void **state)
{
	(void)state;
	assert_int_equal(parse(&compare, "--region=江苏 A --draws 50 -v B --confidence=0.9"),
			 STATUS_OK);
	assert_slice(request_text(&request, "region"), "江苏");
	assert_int_equal(request_integer(&request, "draws"), 50);
	assert_near(request_real(&request, "confidence"), 0.9, 0);
	assert_true(request_flag(&request, "own-voice"));
	assert_int_equal(request.argument_count, 2);
	assert_string_equal(request.arguments[0], "A");
	assert_string_equal(request.arguments[1], "B");
	assert_int_equal(parse(&list, "-r 江苏 -d50 -vq"), STATUS_OK);
	assert_int_equal(request_integer(&request, "draws"), 50);
	assert_true(request_flag(&request, "own-voice"));
	assert_true(request_flag(&request, "quiet"));
	assert_int_equal(parse(&list, "-vd50 -r="), STATUS_OK);
	assert_int_equal(request_integer(&request, "draws"), 50);
	assert_slice(request_text(&request, "region"), "=");
	assert_int_equal(parse(&list, "--own-voice=false --region="), STATUS_OK);
	assert_false(request_flag(&request, "own-voice"));
	assert_true(request_given(&request, "region"));
	assert_slice(request_text(&request, "region"), "");
}

static void defaults_hold_where_nothing_is_given(void **state)
{
	(void)state;
	assert_int_equal(parse(&list, ""), STATUS_OK);
	assert_false(request_given(&request, "draws"));
	assert_int_equal(request_integer(&request, "draws"), 2000);
	assert_near(request_real(&request, "confidence"), 0.95, 0);
	assert_slice(request_text(&request, "orientation"), "plan");
	assert_slice(request_text(&request, "region"), "");
	assert_false(request_given(&request, "region"));
	assert_false(request_flag(&request, "own-voice"));
	assert_int_equal(request_integer(&request, "width"), 0);
}

static void two_dashes_end_the_options(void **state)
{
	(void)state;
	assert_int_equal(parse(&add, "-q -- --region -x"), STATUS_OK);
	assert_int_equal(request.argument_count, 2);
	assert_string_equal(request.arguments[0], "--region");
	assert_int_equal(parse(&add, "- -5 --"), STATUS_OK); /* standard input, a number */
	assert_int_equal(request.argument_count, 2);
}

static void a_verbs_own_option_stands_in_for_a_common_one(void **state)
{
	(void)state;
	assert_int_equal(parse(&list, "--output=x -f csv -f json"), STATUS_OK);
	assert_null(request_common(&request, "output"));
	assert_slice(request_text(&request, "output"), "x");
	/* A common option may be overruled. */
	assert_slice(request_common(&request, "format")->text, "json");
	assert_int_equal(parse(&add, "--output=x y"), STATUS_OK);
	assert_non_null(request_common(&request, "output"));
}

static void help_needs_nothing_else(void **state)
{
	(void)state;
	assert_int_equal(parse(&compare, "--help"), STATUS_OK);
	assert_true(request_flag(&request, "help"));
	assert_int_equal(parse(&compare, "A B C -h"), STATUS_OK);
}

static void every_mistake_has_its_message(void **state)
{
	(void)state;
	static const struct {
		const struct command *command;
		const char *line, *message;
	} rows[] = {
		{&list, "--orientaton plan",
		 "there is no option --orientaton; did you mean --orientation?"},
		{&list, "--form", "there is no option --form; did you mean --format?"},
		{&list, "--zzz", "there is no option --zzz"},
		{&list, "--=x", "there is no option --"},
		{&list, "-x",
		 "there is no option -x (in \"-x\"); long names are written with two dashes"},
		{&list, "-é",
		 "there is no option -? (in \"-é\"); long names are written with two dashes"},
		{&list, "--region", "--region needs a value: REGION"},
		{&list, "-r", "--region needs a value: REGION"},
		{&list, "--region --draws 50",
		 "--region needs a value (REGION), but \"--draws\" follows; if that is the value, "
		 "write --region=--draws"},
		{&list, "--draws ten", "--draws: \"ten\" is not a whole number"},
		{&list, "--draws 1.5", "--draws: \"1.5\" is not a whole number"},
		{&list, "--draws=", "--draws: \"\" is not a whole number"},
		{&list, "--draws 5", "--draws: 5 is not between 10 and 100000"},
		{&list, "--draws 9223372036854775807",
		 "--draws: 9223372036854775807 is not between 10 and 100000"},
		{&list, "--confidence 95%",
		 "--confidence: \"95%\" is not a number; write it like 0.05 or 1e-3"},
		{&list, "--confidence 1", "--confidence: 1 is not between 0.5 and 0.999"},
		{&list, "--orientation pland",
		 "--orientation: \"pland\" is none of plan|review|present|all; did you mean plan?"},
		{&list, "--orientation plan|review",
		 "--orientation: \"plan|review\" is none of plan|review|present|all"},
		{&list, "--own-voice=maybe",
		 "--own-voice: \"maybe\" is neither true nor false; the option needs no value"},
		{&list, "--region 江苏 --region 浙江",
		 "--region is given twice, as \"江苏\" and as \"浙江\"; it takes one value"},
		{&list, "x", "\"x\" is too much: list takes no arguments"},
		{&compare, "", "A B is missing"},
		{&compare, "A", "A B: 1 given, at least 2 needed"},
		{&compare, "A B C", "\"C\" is too much: compare takes A B"},
		{&add, "", "PATH... is missing"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(parse(rows[i].command, rows[i].line), STATUS_USAGE);
		assert_int_equal(error.status, STATUS_USAGE);
		assert_string_equal(error.text, rows[i].message);
	}
	assert_int_equal(parse(&list, "--region 江苏 --region 江苏"), STATUS_OK);
}

static void long_words_are_cut_in_messages(void **state)
{
	(void)state;
	char word[1000] = "--draws=";
	for (size_t i = 8; i + 3 < sizeof word; i += 3)
		memcpy(word + i, "算", 4);
	const char *words[] = {word};
	assert_int_equal(request_parse(&request, &list, words, 1, &error), STATUS_USAGE);
	assert_true(strlen(error.text) < 120);
	assert_non_null(strstr(error.text, "算\" is not a whole number"));
}

static enum status give_params(struct request *r, struct answer *answer, struct error *e)
{
	(void)r;
	(void)answer;
	(void)e;
	return STATUS_OK;
}

static void an_answer_starts_with_what_bears_on_it(void **state)
{
	(void)state;
	struct command command = compare;
	command.function = give_params;
	assert_int_equal(parse(&command, "A B --draws 50 -t 7 --format json"), STATUS_OK);
	struct answer answer;
	assert_int_equal(command_run(&request, &answer, &error), STATUS_OK);
	static const char *const keys[] = {"arguments", "draws", "confidence", "orientation"};
	assert_int_equal(answer.param_count, 4); /* no threads, no format */
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(answer.params[i].key, keys[i]);
	assert_slice(answer.params[0].value.as.text, "A B");
	assert_int_equal(answer.params[1].value.as.integer, 50);
	assert_string_equal(answer.manifest[0].key, "version");
	command.function = refuse;
	assert_int_equal(parse(&command, "A B"), STATUS_OK);
	assert_int_equal(command_run(&request, &answer, &error), STATUS_USAGE);
	assert_string_equal(error.text, "compare was run");
}

/* The table's own rules: what help, completion and parsing take for granted. */
static void the_table_is_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = commands[i];
		assert_ptr_equal(command_find(slice_from(command->name)), command);
		assert_non_null(command->summary);
		assert_non_null(command->arguments);
		if (strcmp(command->name, "serve") != 0) /* the door itself does it */
			assert_non_null(command->function);
		assert_true(command->least <= command->most);
		assert_true((command->most == 0) == (command->arguments[0] == '\0'));
		for (const struct command_option *o = command->options;
		     o != NULL && o->name != NULL; o++) {
			assert_non_null(o->help);
			assert_true(o->kind != OPTION_CHOICE || o->value != NULL);
			assert_true((o->kind != OPTION_INTEGER && o->kind != OPTION_REAL) ||
				    o->low < o->high);
			for (const struct command_option *p = command->options; p != o; p++) {
				assert_string_not_equal(p->name, o->name);
				assert_true(o->letter == 0 || p->letter != o->letter);
			}
			/* A default must pass the option's own check. */
			if (o->standard != NULL) {
				const char *word =
					arena_printf(&arena, "--%s=%s", o->name, o->standard);
				const char *words[] = {word, "--help"};
				if (request_parse(&request, command, words, 2, &error) != STATUS_OK)
					fail_msg("%s: %s", command->name, error.text);
			}
		}
	}
	assert_null(command_find(SLICE("no such verb")));
	assert_string_equal(command_suggest(slice_from(commands[0]->name)), commands[0]->name);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_way_of_writing_a_value_is_read),
		TEST(defaults_hold_where_nothing_is_given),
		TEST(two_dashes_end_the_options),
		TEST(a_verbs_own_option_stands_in_for_a_common_one),
		TEST(help_needs_nothing_else),
		TEST(every_mistake_has_its_message),
		TEST(long_words_are_cut_in_messages),
		TEST(an_answer_starts_with_what_bears_on_it),
		TEST(the_table_is_sound),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
