/*
 * The files of a folder and of all folders in it, in byte order of their paths.
 *
 * Passed over, each with a warning that says so: hidden files and folders (one warning with their
 * number), links to folders (a folder inside is found by its own path, and one outside was not
 * named by the user), links to files outside, and folders below LIMIT_FOLDER_DEPTH or with paths
 * longer than LIMIT_PATH_BYTES (errors). So no walk can loop or leave the folder.
 */
#ifndef QIPAN_READ_FOLDER_H
#define QIPAN_READ_FOLDER_H

#include "base/arena.h"
#include "base/job.h"
#include "base/status.h"
#include "read/file.h"
#include "read/problems.h"

struct folder_file {
	const char *path;    /* folder as given, then the path inside it */
	struct slice inside; /* the path inside it */
	struct file_identity identity;
	uint64_t bytes;
};

struct folder_files {
	struct folder_file *at;
	size_t count, capacity; /* grown in the arena */
};

/* Fails only when the folder itself cannot be read (IO) or the job is cancelled. */
enum status folder_walk(struct job *job, struct arena *study, const char *folder,
			struct folder_files *files, struct problems *problems,
			struct error *error) QIPAN_CHECKED;

#endif
