/* The command line in a child process with a table of its own: what comes out of which descriptor,
 * and how it ends. */
#include "check.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "cli/door.h"

static enum status give_rows(struct request *request, struct answer *answer, struct error *error)
{
	(void)error;
	answer_column(answer, "region", "", "where", SHOW_PLAIN);
	answer_row(answer);
	answer_put_string(answer, request->argument_count > 0 ? request->arguments[0] : "江苏");
	answer_problem(answer, "error", SLICE("a\x1b.txt"), 2, 0, SLICE("is no text"));
	request->skipped = request_flag(request, "skip");
	return STATUS_OK;
}

static enum status give_raw(struct request *request, struct answer *answer, struct error *error)
{
	(void)error;
	answer->raw = slice_from(request->board_path);
	return STATUS_OK;
}

static enum status give_error(struct request *request, struct answer *answer, struct error *error)
{
	(void)answer;
	(void)request;
	error_set(error, STATUS_STORE, "is not a board\x1b[2J");
	return error_at(error, "x.qipan", 3, 4);
}

static enum status wait_for_cancel(struct request *request, struct answer *answer,
				   struct error *error)
{
	(void)answer;
	const struct timespec moment = {0, 1000000};
	job_phase(request->job, "waiting", "moments", 0);
	/* "deaf" never looks, as a verb in a long system call. */
	while (request_flag(request, "skip") || !job_cancelled(request->job))
		nanosleep(&moment, NULL);
	return job_check(request->job, error);
}

static const struct command_option options[] = {
	{.name = "skip", .kind = OPTION_FLAG, .help = "say that documents were skipped"},
	{.name = NULL},
};
static const struct command verbs[] = {
	{.name = "rows",
	 .summary = "give rows",
	 .arguments = "[A]",
	 .most = 1,
	 .options = options,
	 .function = give_rows},
	{.name = "lines",
	 .summary = "give csv",
	 .arguments = "",
	 .format = "csv",
	 .options = options,
	 .function = give_rows},
	{.name = "raw", .summary = "give bytes", .arguments = "", .function = give_raw},
	{.name = "fail", .summary = "give an error", .arguments = "", .function = give_error},
	{.name = "wait",
	 .summary = "wait",
	 .arguments = "",
	 .options = options,
	 .function = wait_for_cancel},
};
static const struct command *const verb_order[] = {&verbs[0], &verbs[1], &verbs[2], &verbs[3],
						   &verbs[4]};
static const struct verb_table table = {verb_order, 5};

static struct arena arena;
static struct buffer output, errors;
static char folder[64];

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	buffer_init(&output);
	buffer_init(&errors);
	snprintf(folder, sizeof folder, "/tmp/qipan-door-XXXXXX");
	return mkdtemp(folder) == NULL;
}

static int end(void **state)
{
	(void)state;
	const char *names[] = {"out", "err", "answer.json", "answer.csv"};
	for (size_t i = 0; i < 4; i++)
		unlink(arena_printf(&arena, "%s/%s", folder, names[i]));
	int left = rmdir(folder); /* fails if a temporary file was left behind */
	buffer_release(&output);
	buffer_release(&errors);
	arena_release(&arena);
	return left;
}

static void read_file(struct buffer *text, const char *name)
{
	char bytes[4096];
	int file = open(arena_printf(&arena, "%s/%s", folder, name), O_RDONLY);
	buffer_clear(text);
	ssize_t length;
	while (file >= 0 && (length = read(file, bytes, sizeof bytes)) > 0)
		buffer_append(text, (struct slice){bytes, (size_t)length});
	close(file);
}

static pid_t start(const char *line, const char *output_path)
{
	const char **words = arena_array(&arena, const char *, 32);
	int count = 0;
	words[count++] = "qipan";
	struct slice rest = slice_from(line), word;
	while (line[0] != '\0' && slice_cut(&rest, ' ', &word))
		words[count++] = arena_string(&arena, word);
	pid_t child = fork();
	if (child != 0)
		return child;
	int out = open(output_path, O_CREAT | O_WRONLY | O_TRUNC, 0600);
	int err = open(arena_printf(&arena, "%s/err", folder), O_CREAT | O_WRONLY | O_TRUNC, 0600);
	dup2(out, 1);
	dup2(err, 2);
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	unsetenv("LANG");
	setenv("QIPAN_BOARD", "from-environment", 1);
	_exit(door_run(count, words, &table));
}

static int finish(pid_t child)
{
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	read_file(&output, "out");
	read_file(&errors, "err");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static int call(const char *line)
{
	return finish(start(line, arena_printf(&arena, "%s/out", folder)));
}

static bool says(const struct buffer *text, const char *part)
{
	return slice_find(buffer_slice(text), slice_from(part), 0) != SIZE_MAX;
}

static void answers_go_to_output_and_problems_with_them(void **state)
{
	(void)state;
	assert_int_equal(call("rows"), 0);
	assert_true(says(&output, "江苏\n\nerror  a␛.txt:2: is no text\n"));
	assert_string_equal(errors.at, "");
	assert_int_equal(call("rows --format json --skip"), 1);
	assert_true(says(&output, "\"rows\": [\n{\"region\": \"江苏\"}\n]"));
	assert_int_equal(call("lines"),
			 0); /* the verb's own format; csv has no room for problems */
	assert_string_equal(output.at, "region\r\n江苏\r\n");
	assert_string_equal(errors.at, "qipan: lines: error: a␛.txt:2: is no text\n");
	assert_int_equal(call("lines -q --bom -f tsv"), 0);
	assert_string_equal(output.at, "\xEF\xBB\xBFregion\n江苏\n");
	assert_string_equal(errors.at, "");
	assert_int_equal(call("rows --lang zh"), 0);
	assert_true(says(&output, "地区"));
}

static void the_board_is_an_option_or_of_the_environment(void **state)
{
	(void)state;
	assert_int_equal(call("raw"), 0);
	assert_string_equal(output.at, "from-environment");
	assert_int_equal(call("raw -b mine --format text"), 0);
	assert_string_equal(output.at, "mine");
}

static void wrong_calls_are_explained(void **state)
{
	(void)state;
	assert_int_equal(call("row"), 2);
	assert_string_equal(
		errors.at,
		"qipan: there is no verb \"row\"; did you mean rows?\n  try: qipan help\n");
	assert_int_equal(call("-b x rows"), 2);
	assert_true(says(&errors, "the verb comes first"));
	assert_int_equal(call("rows --skp"), 2);
	assert_string_equal(errors.at, "qipan: rows: there is no option --skp; did you mean "
				       "--skip?\n  try: qipan help rows\n");
	assert_int_equal(call(""), 2);
	assert_true(says(&errors, "usage: qipan VERB"));
	assert_string_equal(output.at, "");
	assert_int_equal(call("fail"), 4);
	assert_string_equal(errors.at, "qipan: fail: x.qipan:3:4: is not a board␛[2J\n");
}

static void help_goes_to_output(void **state)
{
	(void)state;
	const char *overview[] = {"help", "--help", "-h"};
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(call(overview[i]), 0);
		assert_true(says(&output, "give rows"));
	}
	const char *one[] = {"help rows", "rows --help", "rows -h a b c"};
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(call(one[i]), 0);
		assert_true(says(&output, "usage: qipan rows [options] [A]"));
	}
	assert_int_equal(call("help row"), 2);
	assert_int_equal(call("--version"), 0);
	assert_true(says(&output, "qipan "));
	assert_int_equal(call("manual --man rows"), 0);
	assert_true(says(&output, ".TH \"QIPAN-ROWS\""));
	assert_int_equal(call("manual --nonsense"), 2);
}

static void a_file_is_written_whole_or_not_at_all(void **state)
{
	(void)state;
	const char *path = arena_printf(&arena, "%s/answer.json", folder);
	assert_int_equal(call(arena_printf(&arena, "rows -f json -o %s", path)), 0);
	assert_string_equal(output.at, "");
	read_file(&output, "answer.json");
	assert_true(says(&output, "江苏"));
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(call(arena_printf(&arena, "rows X -f json -o %s", path)), 0);
	read_file(&output, "answer.json");
	assert_true(says(&output, "\"X\""));
	struct stat file;
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 07777, 0640);
	/* A failed verb leaves the file as it was. */
	assert_int_equal(call(arena_printf(&arena, "fail -o %s", path)), 4);
	read_file(&output, "answer.json");
	assert_true(says(&output, "\"X\""));
	assert_int_equal(call(arena_printf(&arena, "rows -o %s/nowhere/x", folder)), 4);
	assert_true(says(&errors, "nowhere/x: cannot be written: No such file or directory"));
	assert_int_equal(call(arena_printf(&arena, "rows -o %s", folder)), 4);
	assert_true(says(&errors, "Is a directory"));
	assert_int_equal(call("rows -o /dev/null"), 0);
}

static void a_full_disk_is_an_error_and_a_closed_pipe_is_not(void **state)
{
	(void)state;
	if (access("/dev/full", W_OK) == 0) {
		assert_int_equal(finish(start("rows", "/dev/full")), 4);
		assert_true(says(&errors, "standard output cannot be written: No space left"));
		assert_int_equal(call("rows -o /dev/full"), 4);
	} else {
		print_message("# no /dev/full here\n");
	}
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	const char *path = arena_printf(&arena, "/dev/fd/%d", ends[1]);
	pid_t child = start("rows", path);
	close(ends[1]);
	assert_int_equal(finish(child), 0);
	assert_string_equal(errors.at, "");
}

static void wait_a_moment(void)
{
	const struct timespec moment = {0, 300000000};
	nanosleep(&moment, NULL);
}

static void the_first_signal_stops_and_the_second_ends(void **state)
{
	(void)state;
	const char *path = arena_printf(&arena, "%s/out", folder);
	pid_t child = start("wait", path);
	wait_a_moment();
	kill(child, SIGINT);
	assert_int_equal(finish(child), 130);
	assert_string_equal(errors.at, "qipan: wait: stopped\n");
	child = start("wait --skip", path);
	wait_a_moment();
	kill(child, SIGINT);
	wait_a_moment();
	assert_int_equal(waitpid(child, NULL, WNOHANG), 0); /* still at work */
	kill(child, SIGINT);
	assert_int_equal(finish(child), 1000 + SIGINT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(answers_go_to_output_and_problems_with_them),
		TEST(the_board_is_an_option_or_of_the_environment),
		TEST(wrong_calls_are_explained),
		TEST(help_goes_to_output),
		TEST(a_file_is_written_whole_or_not_at_all),
		TEST(a_full_disk_is_an_error_and_a_closed_pipe_is_not),
		TEST(the_first_signal_stops_and_the_second_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
