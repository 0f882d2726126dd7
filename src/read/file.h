/*
 * Files as the system knows them: bytes, size, identity.
 */
#ifndef QIPAN_READ_FILE_H
#define QIPAN_READ_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

/* One file, however many paths lead to it. */
struct file_identity {
	uint64_t device, inode;
};

struct file_state {
	struct file_identity identity;
	uint64_t bytes;
	bool is_folder, is_regular, is_link;
};

/* False when there is nothing at path (errno says why). follow: look through a link. */
bool file_look(const char *path, bool follow, struct file_state *state);

/* The whole file, once, into the arena. Only regular files: a pipe or a device could block or
 * never end. Errors: IO (missing, no permission, changed while being read), FORMAT (no regular
 * file), LIMIT (more than most bytes, which is limits.h's LIMIT_limit_name). */
enum status file_read(struct arena *arena, const char *path, uint64_t most, const char *limit_name,
		      struct slice *bytes, struct error *error) QIPAN_CHECKED;

/* True when path, links resolved, lies below folder, links resolved. */
bool file_is_below(const char *path, const char *folder);

/* A path as text: valid UTF-8 unchanged, else read as GB18030 (old Windows archives), so that it
 * can be an id or stand in a message. */
struct slice path_text(struct arena *arena, struct slice path);
/* The last part of a path; "" for "/". */
struct slice path_base(struct slice path);
/* The folder of a file's path with its final slash; empty for a bare name. */
struct slice path_folder(struct slice path);

#endif
