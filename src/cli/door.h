/*
 * The command line as a whole: words in, bytes and an exit code out. main.c calls it with the
 * program's table, tests with their own.
 *
 *   qipan VERB [options] [arguments]     qipan help [VERB]     qipan --version
 *   qipan manual --man [VERB] | --pages FOLDER | --bash | --zsh | --fish     (for the build)
 *
 * Answers go to standard output or to --output FILE (whole or not at all); progress, warnings and
 * errors to standard error. A reader that closes the pipe early (head) is no error. Exit codes:
 * exit_codes in help.h; 130 after Ctrl-C.
 */
#ifndef QIPAN_CLI_DOOR_H
#define QIPAN_CLI_DOOR_H

#include "cli/help.h"

int door_run(int word_count, const char *const *words, const struct verb_table *table);

#endif
