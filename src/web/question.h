/*
 * One question to the command table: GET /api/VERB?option=value&arg=ARGUMENT. The query's pairs
 * become the words that the command line would have had, so that both doors read them with the same
 * function and give the same bytes.
 *
 * What the page may ask is decided here, for all verbs that there will be: only verbs that read
 * the board (and the tables that need none), no option that names a file, none that belongs to a
 * terminal; and of those that write only correct, which judges single sentences. A browser is not
 * the user's shell: no request can make qipan open another file. route reads a folder: whoever
 * starts the server names it once, and a request says only what to do with it.
 */
#ifndef QIPAN_WEB_QUESTION_H
#define QIPAN_WEB_QUESTION_H

#include "base/arena.h"
#include "base/buffer.h"
#include "command/command.h"

struct question {
	const struct command *command;
	const char *folder; /* the argument of route, which no request can give; NULL: not bound */
	const char **words;
	size_t count, capacity;
};

/* Sets the command; false, with the reason in error, when the page may not ask that verb. writing:
 * the request is a POST that guard.c let through; then it is correct or nothing. folder: of route
 * tables, or NULL. */
bool question_begin(struct question *question, struct slice name, bool writing, const char *folder,
		    struct error *error);
/* Adds one pair; "arg" is an argument, any other name an option. Errors: USAGE. */
enum status question_add(struct question *question, struct arena *arena, struct slice name,
			 struct slice value, struct error *error) QIPAN_CHECKED;

/* What came out: bytes of a format, or an error as JSON. */
struct reply {
	unsigned status;	/* HTTP */
	const char *media_type; /* of a static table */
	char file_name[64];	/* offered for saving; empty: shown */
	struct buffer body;
};

/* Runs the verb against the board and renders it. The reply's body is the caller's to release. */
void question_answer(const struct question *question, struct job *job, const char *board_path,
		     struct reply *reply);
/* {"error":{"status","message","place"}}; with "problems" as well, rows of place, line and problem,
 * when tables have mistakes. */
void reply_error(struct reply *reply, unsigned status, const char *name, const char *message,
		 const char *place);
/* The verbs that the page may ask, with their options: {"verbs":[...]}. */
void question_menu(const char *folder, struct reply *reply);

#endif
