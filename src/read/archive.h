/*
 * The files inside an archive as documents to list: unpacked by the reader process, archives inside
 * archives too (ARCHIVE_DEPTH), all of one archive within ARCHIVE_FILES and ARCHIVE_BYTES. Nothing
 * is written anywhere: the bytes live in the study arena until they are read.
 */
#ifndef QIPAN_READ_ARCHIVE_H
#define QIPAN_READ_ARCHIVE_H

#include "base/job.h"
#include "read/problems.h"

/* One file; its name is text to show and to make an id of, never a path: "plans.zip/a/b.docx". */
struct archive_file {
	struct slice name, bytes;
};

struct archive_files {
	struct archive_file *at;
	size_t count, capacity, total_bytes;
};

/* True when the file's name or bytes say archive. */
bool is_archive_name(struct slice path);
bool is_archive_content(struct slice bytes, struct slice path);

/* Appends the files of the archive with these bytes. name: how its files' names begin. What cannot
 * be read becomes a problem. Fails only when cancelled. */
enum status archive_list(struct job *job, struct arena *study, struct slice name,
			 struct slice bytes, struct archive_files *files, struct problems *problems,
			 struct error *error) QIPAN_CHECKED;

#endif
