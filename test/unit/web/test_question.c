/* What the page may ask, and that no question reaches another file. */
#include "check.h"

#include "web/question.h"

static struct arena arena;
static struct error error;

static bool add(struct question *question, const char *name, const char *value)
{
	return question_add(question, &arena, slice_from(name), slice_from(value), &error) ==
	       STATUS_OK;
}

static struct question about(const char *verb)
{
	struct question question = {.command = question_verb(slice_from(verb), false, &error)};
	assert_non_null(question.command);
	return question;
}

/* For every verb that there is, now and later: it only reads. */
static void only_reading_verbs_are_offered(void **state)
{
	(void)state;
	size_t offered = 0;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command =
			question_verb(slice_from(commands[i]->name), false, &error);
		if (command == NULL)
			continue;
		offered++;
		assert_true(command->board != BOARD_WRITE && command->function != NULL);
	}
	assert_true(offered >= 8 && offered < command_count);
	static const char *const refused[] = {"new", "add", "serve", "nothing", ""};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_null(question_verb(slice_from(refused[i]), false, &error));
}

static void only_corrections_are_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		struct slice name = slice_from(commands[i]->name);
		bool may = question_verb(name, true, &error) != NULL;
		assert_int_equal(may, slice_is(name, "correct"));
	}
	struct question question = {.command = question_verb(SLICE("correct"), true, &error)};
	assert_false(add(&question, "arg", "import"));
	assert_true(add(&question, "arg", "reject"));
	free(question.words);
}

static void options_that_name_files_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command =
			question_verb(slice_from(commands[i]->name), false, &error);
		if (command == NULL)
			continue;
		struct question question = {.command = command};
		static const char *const never[] = {"board", "output", "threads", "help",
						    "quiet", "width",  "colour"};
		for (size_t k = 0; k < sizeof never / sizeof *never; k++)
			if (strcmp(never[k], "board") == 0 || strcmp(never[k], "output") == 0)
				assert_false(add(&question, never[k], "/etc/passwd"));
		for (const struct command_option *o = command->options; o && o->name != NULL; o++)
			if (o->value != NULL &&
			    (strcmp(o->value, "FILE") == 0 || strcmp(o->value, "FOLDER") == 0))
				assert_false(add(&question, o->name, "/etc/passwd"));
		free(question.words);
	}
}

static void arguments_cannot_carry_options_or_files(void **state)
{
	(void)state;
	struct question question = about("codebook");
	assert_false(add(&question, "arg", "lint"));
	assert_false(add(&question, "arg", "--board=/etc/passwd"));
	assert_true(add(&question, "arg", "show"));
	free(question.words);
	question = about("export");
	assert_true(add(&question, "arg", "codebook"));
	assert_false(add(&question, "arg", "lint"));
	assert_false(add(&question, "arg", "-b/etc/passwd"));
	free(question.words);
	question = about("claims"); /* its arguments are files */
	assert_false(add(&question, "arg", "/etc/passwd"));
	assert_false(add(&question, "arg", "article.txt"));
	free(question.words);
	question = about("search");
	assert_true(add(&question, "arg", "-lint")); /* a query may say anything */
	free(question.words);
}

static void what_comes_out_is_json_even_when_it_fails(void **state)
{
	(void)state;
	struct job job;
	struct reply reply;
	buffer_init(&reply.body);
	job_init(&job, 1);
	struct question question = about("board");
	assert_true(add(&question, "by", "field"));
	question_answer(&question, &job, "/nowhere/a \"board\".qipan", &reply);
	assert_int_equal(reply.status, 500);
	assert_non_null(strstr(reply.body.at, "{\"error\":{\"status\":\"io\""));
	assert_true(add(&question, "draws", "many"));
	buffer_clear(&reply.body);
	question_answer(&question, &job, "/nowhere", &reply);
	assert_int_equal(reply.status, 400);
	reply_error(&reply, 400, "usage", "a \"quote\"\x01</script>", "");
	assert_string_equal(reply.body.at,
			    "{\"error\":{\"status\":\"usage\",\"message\":\"a \\\"quote\\\"\\u0001"
			    "</script>\",\"place\":\"\"}}");
	reply_error(&reply, 400, "usage", "\xff", "");
	assert_non_null(strstr(reply.body.at, "{\"error\":"));
	free(question.words);
	buffer_release(&reply.body);
}

static void tables_without_a_board_are_answered(void **state)
{
	(void)state;
	struct job job;
	struct reply reply = {.status = 0};
	buffer_init(&reply.body);
	job_init(&job, 1);
	struct question question = about("limits");
	assert_true(add(&question, "format", "csv"));
	question_answer(&question, &job, "/nowhere", &reply);
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.file_name, "qipan-limits.csv");
	assert_true(slice_starts(buffer_slice(&reply.body), SLICE("limit,most,unit,why\r\n")));
	buffer_clear(&reply.body);
	question_menu(&reply);
	assert_non_null(strstr(reply.body.at, "\"name\": \"board\""));
	assert_null(strstr(reply.body.at, "\"name\": \"add\""));
	free(question.words);
	buffer_release(&reply.body);
}

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_reading_verbs_are_offered),
		cmocka_unit_test(only_corrections_are_written),
		cmocka_unit_test(options_that_name_files_are_refused),
		cmocka_unit_test(arguments_cannot_carry_options_or_files),
		cmocka_unit_test(what_comes_out_is_json_even_when_it_fails),
		cmocka_unit_test(tables_without_a_board_are_answered),
	};
	arena_init(&arena);
	return cmocka_run_group_tests(tests, NULL, release);
}
