/*
 * The one table of verbs that both doors use: the command line reads argv into a request, the web
 * page a query string, and both render the answer. Help, man pages, completions and the web menu
 * are made from it. A new verb is one function and one row.
 */
#ifndef QIPAN_COMMAND_COMMAND_H
#define QIPAN_COMMAND_COMMAND_H

#include "base/arena.h"
#include "base/job.h"
#include "base/slice.h"
#include "base/status.h"
#include "corpus/answer.h"

enum option_kind {
	OPTION_FLAG, /* no value */
	OPTION_TEXT,
	OPTION_INTEGER, /* checked against low..high */
	OPTION_REAL,	/* checked against low..high */
	OPTION_CHOICE,	/* one of choices, separated by | */
};

struct command_option {
	const char *name; /* "orientation" for --orientation */
	char letter;	  /* 'b' for -b, or 0 */
	enum option_kind kind;
	const char *value;    /* "FILE", for help; the choices "plan|review" for OPTION_CHOICE */
	const char *standard; /* default as text, or NULL: not given */
	const char *help;     /* one sentence, lower case, no full stop */
	double low, high;     /* INTEGER, REAL */
};

enum command_board { BOARD_NONE, BOARD_READ, BOARD_WRITE };

struct request;

typedef enum status command_function(struct request *request, struct answer *answer,
				     struct error *error);

struct command {
	const char *name, *summary;
	const char *arguments;	 /* "PATH...", "REGION", "" */
	unsigned least, most;	 /* positional arguments; most UINT_MAX: any number */
	const char *description; /* paragraphs separated by blank lines */
	const char *examples;	 /* lines "command # what it shows" */
	enum command_board board;
	const char *format; /* what --format is when it is not given: "text", or "csv" for export */
	const char *group;  /* heading under which "qipan help" lists it; NULL: other verbs */
	const struct command_option *options; /* ends with name NULL */
	command_function *function;	      /* NULL: the door itself does it (serve) */
};

extern const struct command *const commands[];
extern const size_t command_count;
/* Options every verb takes: board, format, threads, lang, quiet, ...; ends with name NULL. A verb's
 * own option of the same name or letter stands in for a common one. */
extern const struct command_option common_options[];

const struct command *command_find(struct slice name);
/* The verb that is spelled most alike, for "did you mean", or NULL when none is near. */
const char *command_suggest(struct slice name);
/* One call. Values are checked already; find them by name. */
struct request {
	const struct command *command;
	struct job *job;
	struct arena *arena; /* study lifetime */
	const char *board_path;
	const char *const *arguments;
	size_t argument_count;
	struct request_value {
		const struct command_option *option;
		struct slice text; /* as given or the default; at == NULL: not given */
		bool given;
	} * values;
	size_t value_count;
	bool chinese; /* titles, notes and the columns that are shown: data formats are the same in
			 both */
	bool skipped; /* set by the verb: done, but documents were skipped (exit 1) */
};

/* The option must be one of the command or a common one (anything else is a mistake in the
 * program). Not given and without a default: empty text, false, 0. */
struct slice request_text(const struct request *request, const char *option);
bool request_flag(const struct request *request, const char *option);
bool request_given(const struct request *request, const char *option);
int64_t request_integer(const struct request *request, const char *option);
double request_real(const struct request *request, const char *option);
/* The value of a common option; NULL where the verb has its own option of that name. */
const struct request_value *request_common(const struct request *request, const char *option);

/* Reads words (argv after the verb, or name=value pairs of a query made into --name=value) into the
 * request: --name value, --name=value, -n value, -nvalue, letters of flags together (-qv), --flag,
 * --flag=true|false, and -- which ends the options. A value that begins with -- must be written
 * --name=VALUE, so that a forgotten value is noticed. An own option of the verb may be given once;
 * a common option again, and the last one holds, so that an alias can be overruled.
 *
 * Sets command, arguments, values; reads arena; job, board_path and skipped are the caller's. With
 * --help, nothing else is required and arguments are not counted. Errors: STATUS_USAGE, with the
 * closest name or what the option takes. The words must live as long as the request, all other
 * memory is in request->arena. */
enum status request_parse(struct request *request, const struct command *command,
			  const char *const *words, size_t word_count,
			  struct error *error) QIPAN_CHECKED;

/* Runs the verb: starts the answer with its params (arguments and options that bear on the result:
 * not the common ones, which only say how it is shown) and the manifest's version, then calls its
 * function. */
enum status command_run(struct request *request, struct answer *answer,
			struct error *error) QIPAN_CHECKED;

#endif
