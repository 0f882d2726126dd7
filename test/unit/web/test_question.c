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
	struct question question;
	assert_true(question_begin(&question, slice_from(verb), false, NULL, &error));
	return question;
}

/* For every verb that there is, now and later: it only reads. */
static void only_reading_verbs_are_offered(void **state)
{
	(void)state;
	size_t offered = 0;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = commands[i];
		struct question question;
		if (!question_begin(&question, slice_from(command->name), false, NULL, &error))
			continue;
		offered++;
		assert_true(command->board != BOARD_WRITE && command->function != NULL);
	}
	assert_true(offered >= 8 && offered < command_count);
	static const char *const refused[] = {"new", "add", "serve", "route", "nothing", ""};
	struct question question;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_false(
			question_begin(&question, slice_from(refused[i]), false, NULL, &error));
}

static void only_corrections_are_written(void **state)
{
	(void)state;
	struct question question;
	for (size_t i = 0; i < command_count; i++) {
		struct slice name = slice_from(commands[i]->name);
		bool may = question_begin(&question, name, true, "/tables", &error);
		assert_int_equal(may, slice_is(name, "correct"));
	}
	assert_true(question_begin(&question, SLICE("correct"), true, NULL, &error));
	assert_false(add(&question, "arg", "import"));
	assert_true(add(&question, "arg", "reject"));
	free(question.words);
}

static void options_that_name_files_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = commands[i];
		struct question question;
		if (!question_begin(&question, slice_from(command->name), false, "/tables", &error))
			continue;
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
	question_menu(NULL, &reply);
	assert_non_null(strstr(reply.body.at, "\"name\": \"board\""));
	assert_null(strstr(reply.body.at, "\"name\": \"add\""));
	assert_null(strstr(reply.body.at, "\"name\": \"route\""));
	free(question.words);
	buffer_release(&reply.body);
}

/* The folder is that of the command line, whatever a request says. */
static void route_answers_for_the_folder_it_was_given(void **state)
{
	(void)state;
	struct job job;
	struct question question;
	struct reply reply = {.status = 0};
	buffer_init(&reply.body);
	job_init(&job, 1);
	const char *folder = arena_printf(&arena, "%s/examples/route", source_root());
	question_menu(folder, &reply);
	assert_non_null(strstr(reply.body.at, "\"name\": \"route\""));
	assert_null(strstr(reply.body.at, "\"FOLDER\""));
	assert_true(question_begin(&question, SLICE("route"), false, folder, &error));
	assert_false(add(&question, "arg", "/etc"));
	assert_false(add(&question, "arg", "--board=/etc/passwd"));
	/* What writes tables, and what is not known to only compute. */
	assert_false(add(&question, "template", "true"));
	assert_false(add(&question, "svg", "true"));
	assert_true(add(&question, "close", "韶关"));
	assert_true(add(&question, "show", "places"));
	buffer_clear(&reply.body);
	question_answer(&question, &job, "/nowhere", &reply);
	assert_int_equal(reply.status, 200);
	assert_non_null(strstr(reply.body.at, "\"site\": \"韶关\""));
	assert_non_null(strstr(reply.body.at, "\"region\": \"Guangdong\""));
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
		cmocka_unit_test(route_answers_for_the_folder_it_was_given),
	};
	arena_init(&arena);
	return cmocka_run_group_tests(tests, NULL, release);
}
