#include "cli/door.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/suggest.h"
#include "cli/manual.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "cli/watch.h"
#include "view/render.h"

enum { EXIT_SKIPPED = 1, EXIT_USAGE = 2, EXIT_IO = 4, WIDTH_LEAST = 40, PROGRESS_WIDTH = 80 };

/* Bytes to standard output; the exit code. */
static int print(struct slice bytes, int exit_code)
{
	int number = output_write_all(STDOUT_FILENO, bytes);
	if (number == 0 || number == EPIPE) /* head has seen enough */
		return exit_code;
	say("standard output cannot be written: %s", strerror(number));
	return EXIT_IO;
}

static int print_and_release(struct buffer *text, int exit_code)
{
	int code = print(buffer_slice(text), exit_code);
	buffer_release(text);
	return code;
}

static int unknown_verb(const struct verb_table *table, const char *word)
{
	const char **names = memory_resize(NULL, table->count + 1, sizeof *names);
	for (size_t i = 0; i < table->count; i++)
		names[i] = table->commands[i]->name;
	const char *closest = suggest_closest(slice_from(word), names, table->count);
	free(names);
	if (word[0] == '-')
		say("the verb comes first, then its options: qipan VERB %s", word);
	else if (closest != NULL)
		say("there is no verb \"%s\"; did you mean %s?", word, closest);
	else
		say("there is no verb \"%s\"", word);
	say_hint("qipan help");
	return EXIT_USAGE;
}

static int show_overview(const struct verb_table *table, bool to_output)
{
	struct buffer text;
	buffer_init(&text);
	int descriptor = to_output ? STDOUT_FILENO : STDERR_FILENO;
	help_append_overview(&text, table, terminal_width(descriptor),
			     terminal_wants_colour(SLICE(""), descriptor));
	if (to_output)
		return print_and_release(&text, 0);
	output_write_note(STDERR_FILENO, buffer_slice(&text));
	buffer_release(&text);
	return EXIT_USAGE;
}

static int show_verb(const struct command *command)
{
	struct buffer text;
	buffer_init(&text);
	help_append_verb(&text, command, terminal_width(STDOUT_FILENO),
			 terminal_wants_colour(SLICE(""), STDOUT_FILENO));
	return print_and_release(&text, 0);
}

static int show_help(int count, const char *const *words, const struct verb_table *table)
{
	if (count < 3)
		return show_overview(table, true);
	const struct command *command = verb_find(table, slice_from(words[2]));
	return command == NULL ? unknown_verb(table, words[2]) : show_verb(command);
}

static int show_version(void)
{
	return print(SLICE("qipan " QIPAN_VERSION "\n"), 0);
}

/* One page into FOLDER/man1/NAME; false when it cannot be written. */
static bool write_page(const char *folder, const char *name, const struct buffer *page)
{
	struct buffer path;
	buffer_init(&path);
	buffer_printf(&path, "%s/%s.1", folder, name);
	struct error error;
	bool written = output_write_file(path.at, buffer_slice(page), &error) == STATUS_OK;
	if (!written)
		say_error("manual", &error);
	buffer_release(&path);
	return written;
}

static int write_pages(const char *folder, const struct verb_table *table)
{
	struct buffer page, name;
	buffer_init(&page);
	buffer_init(&name);
	manual_append_overview(&page, table);
	bool written = write_page(folder, "qipan", &page);
	for (size_t i = 0; i < table->count && written; i++) {
		buffer_clear(&page);
		buffer_clear(&name);
		manual_append_verb(&page, table->commands[i]);
		buffer_printf(&name, "qipan-%s", table->commands[i]->name);
		written = write_page(folder, name.at, &page);
	}
	buffer_release(&name);
	buffer_release(&page);
	return written ? 0 : EXIT_IO;
}

static int show_manual(int count, const char *const *words, const struct verb_table *table)
{
	static const struct {
		const char *option;
		void (*append)(struct buffer *out, const struct verb_table *table);
	} whole[] = {
		{"--man", manual_append_overview},
		{"--bash", completion_append_bash},
		{"--zsh", completion_append_zsh},
		{"--fish", completion_append_fish},
	};
	struct slice option = slice_from(count > 2 ? words[2] : NULL);
	if (count == 4 && slice_is(option, "--pages"))
		return write_pages(words[3], table);
	struct buffer text;
	buffer_init(&text);
	const struct command *command = count == 4 ? verb_find(table, slice_from(words[3])) : NULL;
	if (slice_is(option, "--man") && command != NULL)
		manual_append_verb(&text, command);
	for (size_t i = 0; i < sizeof whole / sizeof *whole && count == 3; i++)
		if (slice_is(option, whole[i].option))
			whole[i].append(&text, table);
	if (text.length > 0)
		return print_and_release(&text, 0);
	buffer_release(&text);
	say("usage: qipan manual --man [VERB] | --pages FOLDER | --bash | --zsh | --fish");
	return EXIT_USAGE;
}

/* The value of a common option, empty where the verb has its own of that name. */
static struct slice common_text(const struct request *request, const char *option)
{
	const struct request_value *value = request_common(request, option);
	return value == NULL || value->text.at == NULL ? SLICE("") : value->text;
}

static const struct renderer *choose_renderer(const struct request *request)
{
	struct slice format = common_text(request, "format");
	if (format.length == 0)
		format = slice_from(request->command->format == NULL ? "text"
								     : request->command->format);
	const struct renderer *renderer = renderer_find(format);
	return renderer == NULL ? &renderers[0] : renderer;
}

static struct render_style choose_style(const struct request *request, const char *path)
{
	int descriptor = path == NULL ? STDOUT_FILENO : -1;
	unsigned width = terminal_width(descriptor);
	if (request_common(request, "width") != NULL && request_given(request, "width"))
		width = (unsigned)request_integer(request, "width");
	else if (width > 0 && width < WIDTH_LEAST)
		width = WIDTH_LEAST;
	return (struct render_style){
		.width = width,
		.colour = terminal_wants_colour(common_text(request, "colour"), descriptor),
		.chinese = request->chinese,
		.is_terminal = isatty(descriptor) == 1,
		.byte_order_mark = slice_is(common_text(request, "bom"), "true"),
		.evidence = evidence_style_named(common_text(request, "evidence")),
	};
}

static const char *choose_board(const struct request *request)
{
	struct slice given = common_text(request, "board");
	const char *environment = getenv("QIPAN_BOARD");
	if (given.length > 0)
		return given.at;
	return environment != NULL && environment[0] != '\0' ? environment : "board.qipan";
}

/* NULL: standard output. */
static const char *choose_path(const struct request *request)
{
	struct slice path = common_text(request, "output");
	return path.length == 0 || slice_is(path, "-") ? NULL : path.at;
}

/* Formats without room for problems leave them to standard error. */
static void say_problems(const struct answer *answer)
{
	for (size_t i = 0; i < answer->problem_count && i < LIMIT_PROBLEMS_SHOWN; i++)
		say_problem(answer->command, &answer->problems[i]);
	if (answer->problem_count > LIMIT_PROBLEMS_SHOWN)
		say("%s: and %zu more problems: qipan status --problems", answer->command,
		    answer->problem_count - LIMIT_PROBLEMS_SHOWN);
}

static int no_workbook(const struct command *command, struct buffer *text)
{
	struct error error;
	error_set(&error, STATUS_IO, "%s", render_no_workbook);
	buffer_release(text);
	say_error(command->name, &error);
	return status_exit_code(STATUS_IO);
}

static int give(const struct request *request, const struct answer *answer, const char *path)
{
	const struct renderer *renderer = choose_renderer(request);
	struct render_style style = choose_style(request, path);
	bool holds_problems = slice_is(slice_from(renderer->name), "text") ||
			      slice_is(slice_from(renderer->name), "json");
	struct buffer text;
	buffer_init(&text);
	bool raw = answer->raw.length > 0 && slice_is(slice_from(renderer->name), "text");
	if (raw)
		buffer_append(&text, answer->raw);
	else
		renderer->render(answer, &style, &text);
	if ((!holds_problems || raw) && !slice_is(common_text(request, "quiet"), "true"))
		say_problems(answer);
	int done = request->skipped ? EXIT_SKIPPED : 0;
	if (text.length == 0 && renderer->render == render_xlsx)
		return no_workbook(request->command, &text);
	if (path == NULL)
		return print_and_release(&text, done);
	struct error error;
	enum status status = output_write_file(path, buffer_slice(&text), &error);
	buffer_release(&text);
	if (status == STATUS_OK)
		return done;
	say_error(request->command->name, &error);
	return status_exit_code(status);
}

static enum status run_watched(struct request *request, struct answer *answer, struct error *error)
{
	struct job job;
	struct watch watch;
	bool quiet = slice_is(common_text(request, "quiet"), "true");
	unsigned width = terminal_width(STDERR_FILENO);
	enum progress_kind kind = quiet			  ? PROGRESS_NONE
				  : isatty(STDERR_FILENO) ? PROGRESS_TERMINAL
							  : PROGRESS_LINES;
	bool has_threads = request_common(request, "threads") != NULL;
	job_init(&job, has_threads ? (unsigned)request_integer(request, "threads") : 0);
	request->job = &job;
	watch_start(&watch, &job, kind, width == 0 ? PROGRESS_WIDTH : width, STDERR_FILENO);
	enum status status = request->command->function == NULL
				     ? page_open(request, error)
				     : command_run(request, answer, error);
	watch_stop(&watch);
	request->job = NULL;
	return status;
}

static int fail(const struct command *command, const struct error *error)
{
	say_error(command->name, error);
	if (error->status == STATUS_USAGE)
		say_hint("qipan help %s", command->name);
	return status_exit_code(error->status);
}

static int run_verb(const struct command *command, int count, const char *const *words,
		    struct arena *study)
{
	struct request request = {.arena = study};
	struct error error = {.status = STATUS_OK};
	if (request_parse(&request, command, words, (size_t)count, &error) != STATUS_OK)
		return fail(command, &error);
	if (request_flag(&request, "help"))
		return show_verb(command);
	request.board_path = choose_board(&request);
	request.chinese = terminal_speaks_chinese(common_text(&request, "lang"));
	const char *path = choose_path(&request);
	if (path != NULL && output_check(path, &error) != STATUS_OK)
		return fail(command, &error);
	struct answer answer = {.row_count = 0};
	enum status status = run_watched(&request, &answer, &error);
	if (status == STATUS_OK)
		return command->function == NULL ? 0 : give(&request, &answer, path);
	error.status = status;
	/* A lint or a check has found what it looks for: its list comes before its verdict. */
	int code = answer.row_count > 0 ? give(&request, &answer, path) : 0;
	return code == EXIT_IO ? code : fail(command, &error);
}

int door_run(int word_count, const char *const *words, const struct verb_table *table)
{
	/* A closed pipe and a file that may not grow are errors of write(), not the end of the
	 * process. */
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
	if (word_count < 2)
		return show_overview(table, false);
	struct slice verb = slice_from(words[1]);
	const struct command *command = verb_find(table, verb);
	if (command != NULL) {
		struct arena study;
		arena_init(&study);
		int code = run_verb(command, word_count - 2, words + 2, &study);
		arena_release(&study);
		return code;
	}
	if (slice_is(verb, "help") || slice_is(verb, "--help") || slice_is(verb, "-h"))
		return show_help(word_count, words, table);
	if (slice_is(verb, "--version") || slice_is(verb, "version"))
		return show_version();
	if (slice_is(verb, "manual"))
		return show_manual(word_count, words, table);
	return unknown_verb(table, words[1]);
}
