#define _XOPEN_SOURCE 700 /* mkstemp */
#include "read/file_write.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int write_all(int descriptor, struct slice body)
{
	for (size_t at = 0; at < body.length;) {
		ssize_t wrote = write(descriptor, body.at + at, body.length - at);
		if (wrote < 0 && errno != EINTR)
			return errno;
		at += wrote < 0 ? 0 : (size_t)wrote;
	}
	return fsync(descriptor) == 0 ? 0 : errno;
}

enum status file_write_whole(struct arena *arena, const char *path, struct slice body,
			     struct error *error)
{
	char *temporary = (char *)(uintptr_t)arena_printf(arena, "%s.XXXXXX", path);
	int descriptor = mkstemp(temporary);
	int number = descriptor < 0 ? errno : write_all(descriptor, body);
	if (descriptor >= 0 && fchmod(descriptor, 0644) != 0 && number == 0)
		number = errno;
	if (descriptor >= 0 && close(descriptor) != 0 && number == 0)
		number = errno;
	if (number == 0 && rename(temporary, path) != 0)
		number = errno;
	if (number == 0)
		return STATUS_OK;
	if (descriptor >= 0)
		unlink(temporary);
	error_set(error, STATUS_IO, "cannot be written: %s", strerror(number));
	return error_at(error, path, 0, 0);
}
