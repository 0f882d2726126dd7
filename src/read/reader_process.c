#define _GNU_SOURCE /* strsignal's declaration */
#include "read/reader_process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "corpus/pipe.h"
#include "read/process.h"

enum { WORDS_MOST = 64, EXIT_NO_CONVERTER = 127 };

/* ---- where the program is ---- */

static bool is_program(const char *path)
{
	return access(path, X_OK) == 0;
}

static bool beside(char *path, size_t bytes, const char *name)
{
	char self[LIMIT_PATH_BYTES];
	ssize_t length = readlink("/proc/self/exe", self, sizeof self);
	while (length > 0 && self[length - 1] != '/')
		length--;
	if (length <= 0)
		return false;
	int printed = snprintf(path, bytes, "%.*s%s", (int)length, self, name);
	return printed > 0 && (size_t)printed < bytes && is_program(path);
}

static enum status find_program(char *path, size_t bytes, struct error *error)
{
	const char *given = getenv("QIPAN_READER");
	if (given != NULL && given[0] != '\0' && strlen(given) < bytes && is_program(given)) {
		snprintf(path, bytes, "%s", given);
		return STATUS_OK;
	}
	if (beside(path, bytes, "qipan-reader") ||
	    beside(path, bytes, "../libexec/qipan/qipan-reader"))
		return STATUS_OK;
	return error_set(error, STATUS_USAGE,
			 "the program qipan-reader, which opens files of this format, is not where "
			 "it was installed: install qipan again, or name it in QIPAN_READER");
}

/* ---- what went wrong ---- */

/* The first line of what the process said, made fit for a message; "" if nothing. */
static struct slice first_complaint(struct arena *arena, struct slice said)
{
	enum { SHOWN = 200 };
	struct slice line = SLICE("");
	said = slice_trim(said);
	slice_cut(&said, '\n', &line);
	char *clean = arena_array(arena, char, SHOWN + 1);
	size_t kept = 0, bytes;
	for (size_t i = 0; i < line.length; i += bytes) {
		uint32_t c = utf8_read(line, i, &bytes);
		if (kept + bytes > SHOWN)
			break;
		bool shown = c >= 0x20 && c != 0x7F && (c != 0xFFFD || bytes > 1);
		memcpy(clean + kept, shown ? line.at + i : " ", shown ? bytes : 1);
		kept += shown ? bytes : 1;
	}
	return slice_trim((struct slice){clean, kept});
}

#define NOT_KEPT                                                                                   \
	": nothing of the file was kept; if it opens in its own program, save it as plain text "   \
	"and add that"

static enum status tell_death(struct arena *arena, const struct process *process, const char *who,
			      struct error *error)
{
	struct slice said = first_complaint(arena, buffer_slice(process->complaint));
	if (process->code == SIGXCPU)
		return error_set(error, STATUS_CHILD,
				 "%s used more than %d seconds of processor time "
				 "(READER_SECONDS)" NOT_KEPT,
				 who, LIMIT_READER_SECONDS);
	if (slice_find(said, SLICE("out of memory"), 0) != SIZE_MAX)
		return error_set(error, STATUS_CHILD,
				 "%s needs more than %d bytes of memory (READER_MEMORY)" NOT_KEPT,
				 who, LIMIT_READER_MEMORY);
	return error_set(error, STATUS_CHILD, "%s crashed (signal %d%s%.*s)" NOT_KEPT, who,
			 process->code, said.length > 0 ? "; " : "", (int)said.length, said.at);
}

static enum status tell_end(struct arena *arena, const struct process *process, const char *who,
			    struct error *error)
{
	struct slice said;
	switch (process->end) {
	case PROCESS_SIGNALLED:
		return tell_death(arena, process, who, error);
	case PROCESS_TIMEOUT:
		return error_set(error, STATUS_CHILD,
				 "%s took longer than %u seconds (READER_WAIT_SECONDS) and was "
				 "ended" NOT_KEPT,
				 who, process->wait_seconds);
	case PROCESS_FLOOD:
		return error_set(error, STATUS_CHILD,
				 "%s answered more than %zu bytes (READER_OUTPUT_BYTES) and was "
				 "ended" NOT_KEPT,
				 who, process->output_most);
	case PROCESS_CANCELLED:
		return error_set(error, STATUS_CANCELLED, "stopped");
	case PROCESS_EXITED:
		break;
	}
	said = first_complaint(arena, buffer_slice(process->complaint));
	return error_set(error, STATUS_CHILD, "%s failed (exit %d%s%.*s)" NOT_KEPT, who,
			 process->code, said.length > 0 ? "; " : "", (int)said.length, said.at);
}

static bool ended_well(const struct process *process)
{
	return process->end == PROCESS_EXITED && process->code == 0;
}

/* ---- the door ---- */

struct words {
	const char *at[WORDS_MOST];
	size_t count;
	char parent[16];
};

static void add_word(struct words *words, const char *word)
{
	if (words->count + 1 < WORDS_MOST)
		words->at[words->count++] = word;
	words->at[words->count] = NULL;
}

static void begin_words(struct words *words)
{
	words->count = 0;
	snprintf(words->parent, sizeof words->parent, "%ld", (long)getpid());
	add_word(words, "qipan-reader");
	add_word(words, "--parent");
	add_word(words, words->parent);
}

static void add_option(struct words *words, struct arena *arena, const char *option,
		       struct slice value)
{
	if (value.length == 0 || memchr(value.at, '\0', value.length) != NULL)
		return;
	add_word(words, option);
	add_word(words, arena_string(arena, value));
}

static enum status run(struct process *process, const struct words *words, const struct job *job,
		       struct error *error)
{
	char path[LIMIT_PATH_BYTES];
	TRY(find_program(path, sizeof path, error));
	process->path = path;
	process->words = words->at;
	process->output_most = LIMIT_READER_OUTPUT_BYTES;
	if (process->wait_seconds == 0)
		process->wait_seconds = LIMIT_READER_WAIT_SECONDS;
	return process_run(process, job, error);
}

enum status reader_process_read(struct arena *arena, const struct job *job,
				const struct reader_request *request, struct reading *reading,
				struct error *error)
{
	struct words words;
	struct buffer output, complaint;
	struct process process = {.input = request->bytes,
				  .wait_seconds = request->wait_seconds,
				  .output = &output,
				  .complaint = &complaint};
	const char *who =
		arena_printf(arena, "the reader%s%s", request->format == NULL ? "" : " of ",
			     request->format == NULL ? "" : request->format);
	begin_words(&words);
	add_option(&words, arena, "--as", slice_from(request->format));
	add_option(&words, arena, "--name", request->name);
	add_option(&words, arena, "--encoding", request->encoding);
	add_option(&words, arena, "--charset", request->charset);
	buffer_init(&output);
	buffer_init(&complaint);
	enum status status = run(&process, &words, job, error);
	if (status == STATUS_OK && !ended_well(&process))
		status = tell_end(arena, &process, who, error);
	else if (status == STATUS_OK)
		status = pipe_read(arena, arena_copy(arena, buffer_slice(&output)), reading, error);
	buffer_release(&complaint);
	buffer_release(&output);
	return status;
}

enum status converter_run(struct arena *arena, const struct job *job,
			  const struct converter_request *request, struct slice *output,
			  struct slice *complaint, struct error *error)
{
	struct words words;
	struct buffer written, said;
	struct process process = {.input = request->bytes,
				  .wait_seconds = request->wait_seconds,
				  .output = &written,
				  .complaint = &said};
	begin_words(&words);
	add_word(&words, "--exec");
	add_word(&words, request->converter);
	add_word(&words, "--");
	for (size_t i = 0; request->arguments != NULL && request->arguments[i] != NULL; i++)
		add_word(&words, request->arguments[i]);
	buffer_init(&written);
	buffer_init(&said);
	enum status status = run(&process, &words, job, error);
	if (status == STATUS_OK && process.end == PROCESS_EXITED &&
	    process.code == EXIT_NO_CONVERTER) {
		struct slice why = first_complaint(arena, buffer_slice(&said));
		status = error_set(error, STATUS_USAGE, "%.*s", (int)why.length, why.at);
	} else if (status == STATUS_OK && !ended_well(&process)) {
		status = tell_end(arena, &process, request->converter, error);
		if (process.end == PROCESS_EXITED)
			status = error->status = STATUS_FORMAT;
	}
	*output = arena_copy(arena, buffer_slice(&written));
	*complaint = arena_copy(arena, buffer_slice(&said));
	buffer_release(&said);
	buffer_release(&written);
	return status;
}
