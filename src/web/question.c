#include "web/question.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/render.h"

/* Verbs that need no board and touch no file. */
static const char *const boardless[] = {"measures", "limits"};
/* Common options that bear on what is answered, not on how a terminal shows it. */
static const char *const shared[] = {"format", "evidence", "bom", "lang"};
/* What options call a value that is a file's name. */
static const char *const file_words[] = {"FILE", "FOLDER", "PATH", "DIRECTORY"};

/* What may be asked of the bound folder: changes and what is shown of them. Any other option of
 * route may read or write elsewhere, and is refused until it stands here. */
static const char *const of_route[] = {"show", "set",	"scale",  "close", "carbon-cap", "limit",
				       "n-1",  "swing", "points", "full",  "ranges"};

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}
#define IS_ONE_OF(word, words) is_one_of((word), (words), sizeof(words) / sizeof *(words))

static bool reads_folder(const struct command *command)
{
	return strcmp(command->name, "route") == 0;
}

static bool may_be_asked(const struct command *command, const char *folder)
{
	if (reads_folder(command))
		return folder != NULL;
	return command->function != NULL &&
	       (command->board == BOARD_READ ||
		(command->board == BOARD_NONE && IS_ONE_OF(command->name, boardless)));
}

static bool is_correction(const struct command *command)
{
	return strcmp(command->name, "correct") == 0;
}

bool question_begin(struct question *question, struct slice name, bool writing, const char *folder,
		    struct error *error)
{
	const struct command *command = command_find(name);
	*question = (struct question){.command = command};
	if (command == NULL) {
		error_set(error, STATUS_USAGE, "there is no verb \"%.*s\": GET /api lists them",
			  (int)(name.length > 64 ? 64 : name.length), name.at);
		return false;
	}
	if (writing ? is_correction(command) : may_be_asked(command, folder)) {
		question->folder = reads_folder(command) ? folder : NULL;
		return true;
	}
	if (reads_folder(command) && !writing)
		error_set(error, STATUS_USAGE,
			  "no folder of tables is bound: start qipan serve --route FOLDER");
	else
		error_set(error, STATUS_USAGE, "%s is for the command line: the page only reads",
			  command->name);
	return false;
}

static bool is_refused(const struct command *command, const struct command_option *option)
{
	if (reads_folder(command) && !IS_ONE_OF(option->name, of_route))
		return true;
	return option->value != NULL && IS_ONE_OF(option->value, file_words);
}

static const struct command_option *find_option(const struct command *command, const char *name)
{
	for (const struct command_option *o = command->options; o != NULL && o->name != NULL; o++)
		if (strcmp(o->name, name) == 0)
			return is_refused(command, o) ? NULL : o;
	for (const struct command_option *o = common_options; o->name != NULL; o++)
		if (strcmp(o->name, name) == 0)
			return IS_ONE_OF(name, shared) ? o : NULL;
	return NULL;
}

/* Queries of search are free; other arguments could carry an option or a file past this door. */
static enum status check_argument(const struct command *command, struct slice value,
				  struct error *error)
{
	if (strcmp(command->name, "search") == 0)
		return STATUS_OK;
	if (strstr(command->arguments, "PATH") != NULL || reads_folder(command))
		return error_set(error, STATUS_USAGE, "the page reads no files: use qipan %s",
				 command->name);
	if (slice_starts(value, SLICE("-")) || slice_is(value, "lint") ||
	    (is_correction(command) && slice_is(value, "import")))
		return error_set(error, STATUS_USAGE, "the page cannot ask that: use qipan %s",
				 command->name);
	return STATUS_OK;
}

static void add_word(struct question *question, const char *word)
{
	question->words = memory_grow(question->words, &question->capacity, question->count + 1,
				      sizeof *question->words);
	question->words[question->count++] = word;
}

enum status question_add(struct question *question, struct arena *arena, struct slice name,
			 struct slice value, struct error *error)
{
	const struct command *command = question->command;
	if (memchr(value.at, '\0', value.length) != NULL)
		return error_set(error, STATUS_USAGE, "a value holds a NUL");
	if (slice_is(name, "arg")) {
		TRY(check_argument(command, value, error));
		add_word(question, arena_string(arena, value));
		return STATUS_OK;
	}
	const char *option = arena_string(arena, name);
	if (find_option(command, option) == NULL)
		return error_set(error, STATUS_USAGE,
				 "%s has no option \"%.64s\" here: GET /api lists them",
				 command->name, option);
	add_word(question, arena_printf(arena, "--%s=%.*s", option, (int)value.length, value.at));
	return STATUS_OK;
}

/* Options first, arguments after "--", so that no argument is taken for an option. */
static const char **ordered_words(const struct question *question, struct arena *arena,
				  size_t *word_count)
{
	const char **words = arena_array(arena, const char *, question->count + 2);
	size_t count = 0;
	for (size_t i = 0; i < question->count; i++)
		if (strncmp(question->words[i], "--", 2) == 0)
			words[count++] = question->words[i];
	words[count++] = "--";
	for (size_t i = 0; i < question->count; i++)
		if (strncmp(question->words[i], "--", 2) != 0)
			words[count++] = question->words[i];
	if (question->folder != NULL)
		words[count++] = question->folder;
	*word_count = count;
	return words;
}

/* problems: rows, or NULL; taken over. */
static void put_error(struct reply *reply, unsigned status, const char *name, const char *message,
		      const char *place, json_t *problems)
{
	reply->status = status;
	reply->media_type = "application/json";
	reply->file_name[0] = '\0';
	buffer_clear(&reply->body);
	json_t *root =
		json_pack("{s:{s:s,s:s%,s:s%,s:o*}}", "error", "status", name, "message", message,
			  strlen(message), "place", place, strlen(place), "problems", problems);
	char *text = root == NULL ? NULL : json_dumps(root, JSON_COMPACT);
	buffer_append_string(&reply->body,
			     text == NULL ? "{\"error\":{\"status\":\"format\",\"message\":"
					    "\"the message is not valid UTF-8\",\"place\":\"\"}}"
					  : text);
	free(text);
	json_decref(root);
}

void reply_error(struct reply *reply, unsigned status, const char *name, const char *message,
		 const char *place)
{
	put_error(reply, status, name, message, place, NULL);
}

static unsigned http_status(enum status status)
{
	switch (status) {
	case STATUS_OK:
		return 200;
	case STATUS_USAGE:
	case STATUS_LIMIT:
		return 400;
	case STATUS_FORMAT:
	case STATUS_SOLVE:
		return 422;
	case STATUS_CANCELLED:
		return 409;
	case STATUS_IO:
	case STATUS_STORE:
	case STATUS_CHILD:
		break;
	}
	return 500;
}

/* Mistakes of tables are the answer's rows: all of them go with the error. */
static json_t *mistakes(const struct answer *answer, const struct error *error)
{
	if (error->status != STATUS_FORMAT || answer->row_count == 0)
		return NULL;
	struct render_style style = {.chinese = false};
	struct buffer text;
	buffer_init(&text);
	render_json(answer, &style, &text);
	json_t *root = json_loadb(text.at, text.length, 0, NULL);
	json_t *rows = json_incref(json_object_get(root, "rows"));
	json_decref(root);
	buffer_release(&text);
	return rows;
}

static void fail(struct reply *reply, const struct answer *answer, const struct error *error)
{
	put_error(reply, http_status(error->status), status_name(error->status), error->text,
		  error->place, mistakes(answer, error));
}

/* Data formats are saved by the browser under the verb's name, JSON is shown. */
static void name_file(struct reply *reply, const struct command *command, const char *format)
{
	reply->file_name[0] = '\0';
	if (strcmp(format, "json") != 0 && strcmp(format, "text") != 0)
		snprintf(reply->file_name, sizeof reply->file_name, "qipan-%s.%s", command->name,
			 format);
}

static void render(const struct request *request, const struct answer *answer, struct reply *reply)
{
	struct slice format = request_text(request, "format");
	const struct renderer *renderer =
		renderer_find(format.length == 0 ? SLICE("json") : format);
	struct render_style style = {
		.chinese = request->chinese,
		.byte_order_mark = request_flag(request, "bom"),
		.evidence = evidence_style_named(request_text(request, "evidence")),
	};
	reply->status = 200;
	reply->media_type = renderer->media_type;
	name_file(reply, request->command, renderer->name);
	if (answer->raw.length > 0 && strcmp(renderer->name, "text") == 0) {
		buffer_append(&reply->body, answer->raw);
		if (slice_starts(answer->raw, SLICE("<!doctype html>"))) {
			/* A page of its own: saved, never shown as part of this server. */
			reply->media_type = "text/html; charset=utf-8";
			snprintf(reply->file_name, sizeof reply->file_name, "qipan-%s.html",
				 request->command->name);
		}
	} else
		renderer->render(answer, &style, &reply->body);
	if (reply->body.length == 0 && renderer->render == render_xlsx)
		reply_error(reply, 500, status_name(STATUS_IO), render_no_workbook, "");
}

void question_answer(const struct question *question, struct job *job, const char *board_path,
		     struct reply *reply)
{
	struct arena study;
	arena_init(&study);
	struct request request = {.arena = &study, .job = job, .board_path = board_path};
	struct answer answer = {.row_count = 0};
	struct error error = {.status = STATUS_OK};
	size_t count;
	const char **words = ordered_words(question, &study, &count);
	enum status status = request_parse(&request, question->command, words, count, &error);
	if (status == STATUS_OK) {
		request.chinese = slice_is(request_text(&request, "lang"), "zh");
		status = command_run(&request, &answer, &error);
	}
	error.status = status;
	if (status == STATUS_OK)
		render(&request, &answer, reply);
	else
		fail(reply, &answer, &error);
	arena_release(&study);
}

static json_t *option_row(const struct command_option *option)
{
	static const char *const kinds[] = {
		[OPTION_FLAG] = "flag", [OPTION_TEXT] = "text",	    [OPTION_INTEGER] = "integer",
		[OPTION_REAL] = "real", [OPTION_CHOICE] = "choice",
	};
	return json_pack("{s:s,s:s,s:s?,s:s?,s:s}", "name", option->name, "kind",
			 kinds[option->kind], "value", option->value, "standard", option->standard,
			 "help", option->help);
}

static json_t *verb_row(const struct command *command)
{
	json_t *options = json_array();
	for (const struct command_option *o = command->options; o != NULL && o->name != NULL; o++)
		if (!is_refused(command, o))
			json_array_append_new(options, option_row(o));
	return json_pack("{s:s,s:s,s:s,s:o}", "name", command->name, "summary", command->summary,
			 "arguments", reads_folder(command) ? "" : command->arguments, "options",
			 options);
}

void question_menu(const char *folder, struct reply *reply)
{
	json_t *verbs = json_array();
	for (size_t i = 0; i < command_count; i++)
		if (may_be_asked(commands[i], folder))
			json_array_append_new(verbs, verb_row(commands[i]));
	json_t *root = json_pack("{s:s,s:o}", "qipan", QIPAN_VERSION, "verbs", verbs);
	char *text = json_dumps(root, JSON_INDENT(1));
	reply->status = 200;
	reply->media_type = "application/json";
	buffer_append_string(&reply->body, text == NULL ? "{}" : text);
	free(text);
	json_decref(root);
}
