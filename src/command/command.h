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
	const struct command_option *options; /* ends with name NULL */
	command_function *function;
};

extern const struct command commands[];
extern const size_t command_count;
/* Options every verb takes: board, format, threads, lang, quiet, ... */
extern const struct command_option common_options[];

const struct command *command_find(struct slice name);
/* The closest verb or option name for "did you mean", or NULL. */
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
	bool skipped; /* set by the verb: done, but documents were skipped (exit 1) */
};

struct slice request_text(const struct request *request,
			  const char *option); /* empty if not given */
bool request_flag(const struct request *request, const char *option);
bool request_given(const struct request *request, const char *option);
int64_t request_integer(const struct request *request, const char *option);
double request_real(const struct request *request, const char *option);

/* Reads words (argv after the verb, or name=value pairs of a query made into --name=value) into the
 * request:
 * --name value, --name=value, -n value, -nvalue, -- ends options, unknown names get a suggestion.
 * All memory in request->arena. */
enum status request_parse(struct request *request, const struct command *command,
			  const char *const *words, size_t word_count,
			  struct error *error) QIPAN_CHECKED;

/* Runs the verb: fills params and manifest common to all, then calls its function. */
enum status command_run(struct request *request, struct answer *answer,
			struct error *error) QIPAN_CHECKED;

#endif
