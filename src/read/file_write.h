/*
 * A file that is there whole or not at all: written beside its place under another name, synced,
 * renamed.
 */
#ifndef QIPAN_READ_FILE_WRITE_H
#define QIPAN_READ_FILE_WRITE_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

/* Replaces what was there. Errors: IO, with the path. */
enum status file_write_whole(struct arena *arena, const char *path, struct slice body,
			     struct error *error) QIPAN_CHECKED;

#endif
