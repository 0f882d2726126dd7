#define _XOPEN_SOURCE 700 /* realpath */
#include "read/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "text/decode.h"

bool file_look(const char *path, bool follow, struct file_state *state)
{
	struct stat found;
	if ((follow ? stat(path, &found) : lstat(path, &found)) != 0)
		return false;
	*state = (struct file_state){
		.identity = {(uint64_t)found.st_dev, (uint64_t)found.st_ino},
		.bytes = found.st_size < 0 ? 0 : (uint64_t)found.st_size,
		.is_folder = S_ISDIR(found.st_mode),
		.is_regular = S_ISREG(found.st_mode),
		.is_link = S_ISLNK(found.st_mode),
	};
	return true;
}

static enum status read_all(int descriptor, char *into, size_t wanted, struct error *error)
{
	for (size_t have = 0; have < wanted;) {
		ssize_t got = read(descriptor, into + have, wanted - have);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(error, STATUS_IO, "cannot be read: %s", strerror(errno));
		if (got == 0)
			return error_set(error, STATUS_IO,
					 "became shorter while it was read: try again");
		have += (size_t)got;
	}
	return STATUS_OK;
}

static enum status read_open(struct arena *arena, int descriptor, uint64_t most,
			     const char *limit_name, struct slice *bytes, struct error *error)
{
	struct stat found;
	if (fstat(descriptor, &found) != 0)
		return error_set(error, STATUS_IO, "cannot be looked at: %s", strerror(errno));
	if (!S_ISREG(found.st_mode))
		return error_set(error, STATUS_FORMAT,
				 "is no regular file: only files and folders are read");
	if (found.st_size < 0 || (uint64_t)found.st_size > most)
		return error_set(
			error, STATUS_LIMIT,
			"has %lld bytes, more than this program reads (%s, %llu): split it",
			(long long)found.st_size, limit_name, (unsigned long long)most);
	size_t size = (size_t)found.st_size;
	char *memory = arena_alloc(arena, size + 1, 1);
	*bytes = (struct slice){memory, size};
	return read_all(descriptor, memory, size, error);
}

enum status file_read(struct arena *arena, const char *path, uint64_t most, const char *limit_name,
		      struct slice *bytes, struct error *error)
{
	/* Without O_NONBLOCK the open itself would wait for the writer of a pipe. */
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	enum status status;
	if (descriptor < 0) {
		status = error_set(error, STATUS_IO, "cannot be opened: %s", strerror(errno));
	} else {
		status = read_open(arena, descriptor, most, limit_name, bytes, error);
		close(descriptor);
	}
	if (status != STATUS_OK) {
		struct slice place = path_text(arena, slice_from(path));
		error_at(error, place.at, 0, 0);
	}
	return status;
}

bool file_is_below(const char *path, const char *folder)
{
	char *inner = realpath(path, NULL),
	     *outer = realpath(folder[0] == '\0' ? "." : folder, NULL);
	bool below = false;
	if (inner != NULL && outer != NULL) {
		size_t length = strcmp(outer, "/") == 0 ? 0 : strlen(outer);
		below = strncmp(inner, outer, length) == 0 && inner[length] == '/';
	}
	free(inner);
	free(outer);
	return below;
}

struct slice path_text(struct arena *arena, struct slice path)
{
	struct decoded decoded;
	if (utf8_find_invalid(path) == SIZE_MAX)
		return arena_copy(arena, path);
	if (text_decode(arena, path, SLICE("gb18030"), &decoded, NULL) != STATUS_OK)
		return SLICE("(a name that is no text)");
	return arena_copy(arena, decoded.text);
}

struct slice path_base(struct slice path)
{
	while (path.length > 0 && path.at[path.length - 1] == '/')
		path.length--;
	size_t start = path.length;
	while (start > 0 && path.at[start - 1] != '/')
		start--;
	return (struct slice){path.at + start, path.length - start};
}

struct slice path_folder(struct slice path)
{
	size_t end = path.length;
	while (end > 0 && path.at[end - 1] != '/')
		end--;
	return (struct slice){path.at, end};
}
