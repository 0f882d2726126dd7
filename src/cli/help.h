/*
 * Help made from the table of verbs: the same rows that parse a call explain it, so help, man pages
 * (manual.h) and completions cannot differ from what the program does.
 */
#ifndef QIPAN_CLI_HELP_H
#define QIPAN_CLI_HELP_H

#include "base/buffer.h"
#include "command/command.h"

/* The verbs and their options; a parameter, so that tests bring their own. */
struct verb_table {
	const struct command *const *commands;
	size_t count;
};

const struct command *verb_find(const struct verb_table *table, struct slice name);
/* Verbs in groups, one line each; groups in order of their first verb. */
void help_append_overview(struct buffer *out, const struct verb_table *table, unsigned width,
			  bool colour);
/* One verb: use, description, options with defaults and ranges, examples. */
void help_append_verb(struct buffer *out, const struct command *command, unsigned width,
		      bool colour);

/* Parts that manual.c shares. */
const char *help_group(const struct command *command);
/* The first verb of its group. */
bool help_starts_group(const struct verb_table *table, size_t index);
/* "-b, --board FILE" */
void help_append_option_form(struct buffer *out, const struct command_option *option);
/* The help sentence with default and range: "worker threads (default 0; 0 to 256)" */
void help_append_option_text(struct buffer *out, const struct command_option *option);
/* The common options that the verb does not replace by its own; NULL after the last. */
const struct command_option *help_next_common(const struct command *command,
					      const struct command_option *after);
/* What the exit codes mean: rows until text is NULL. */
struct exit_code {
	int code;
	const char *text;
};
extern const struct exit_code exit_codes[];

#endif
