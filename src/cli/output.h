/*
 * Where an answer goes: standard output, or a file that is written whole or not at all (beside the
 * target under a temporary name, synced, renamed). An existing target that is no regular file
 * (/dev/null, a pipe) is written directly.
 */
#ifndef QIPAN_CLI_OUTPUT_H
#define QIPAN_CLI_OUTPUT_H

#include "base/slice.h"
#include "base/status.h"

/* All bytes or an errno; 0 is success. */
int output_write_all(int descriptor, struct slice bytes) QIPAN_CHECKED;
/* The same to standard error, where nothing is left to say that it failed. */
void output_write_note(int descriptor, struct slice bytes);
/* Whether path can be written, asked before long work: the folder is there and writable, the target
 * is no folder. STATUS_IO says what is wrong. */
enum status output_check(const char *path, struct error *error) QIPAN_CHECKED;
enum status output_write_file(const char *path, struct slice bytes,
			      struct error *error) QIPAN_CHECKED;

#endif
