/*
 * The folder of what was fetched: one file for each different body, named by its SHA-256, so that
 * the same bytes are kept once and old editions stay. A file appears whole or not at all.
 */
#ifndef QIPAN_STUDY_FETCHED_H
#define QIPAN_STUDY_FETCHED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

/* Makes the folder if it is missing. Errors: IO. */
enum status fetched_open(const char *folder, struct error *error) QIPAN_CHECKED;
/* Keeps body and gives its hash and its name inside the folder ("3f/3fa9....html"); does nothing
 * when it is there. Errors: IO (disk full, no permission). */
enum status fetched_put(struct arena *arena, const char *folder, struct slice body,
			const char *extension, struct slice *sha256, struct slice *name,
			struct error *error) QIPAN_CHECKED;
/* The path of a kept file, or NULL when it is not there any more, of another size, or the name is
 * none that fetched_put gives. */
const char *fetched_path(struct arena *arena, const char *folder, struct slice name, int64_t bytes);

#endif
