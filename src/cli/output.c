#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"

int output_write_all(int descriptor, struct slice bytes)
{
	while (bytes.length > 0) {
		ssize_t written = write(descriptor, bytes.at, bytes.length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return errno;
		bytes = (struct slice){bytes.at + written, bytes.length - (size_t)written};
	}
	return 0;
}

void output_write_note(int descriptor, struct slice bytes)
{
	int number = output_write_all(descriptor, bytes);
	(void)number;
}

static enum status refuse(const char *path, int number, struct error *error)
{
	error_set(error, STATUS_IO, "cannot be written: %s", strerror(number));
	error_at(error, path, 0, 0);
	return STATUS_IO;
}

/* "." for a bare name. */
static void append_folder(struct buffer *folder, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		buffer_append_byte(folder, '.');
	else if (slash == path)
		buffer_append_byte(folder, '/');
	else
		buffer_append(folder, (struct slice){path, (size_t)(slash - path)});
}

enum status output_check(const char *path, struct error *error)
{
	struct stat target;
	if (stat(path, &target) == 0 && S_ISDIR(target.st_mode))
		return refuse(path, EISDIR, error);
	if (stat(path, &target) == 0 && !S_ISREG(target.st_mode))
		return access(path, W_OK) == 0 ? STATUS_OK : refuse(path, errno, error);
	struct buffer folder;
	buffer_init(&folder);
	append_folder(&folder, path);
	int number = access(folder.at, W_OK | X_OK) == 0 ? 0 : errno;
	buffer_release(&folder);
	return number == 0 ? STATUS_OK : refuse(path, number, error);
}

static int write_directly(const char *path, struct slice bytes)
{
	int descriptor = open(path, O_WRONLY | O_CLOEXEC);
	if (descriptor < 0)
		return errno;
	int number = output_write_all(descriptor, bytes);
	if (close(descriptor) != 0 && number == 0)
		number = errno;
	return number;
}

/* The mode of the file that is replaced, or what the user's mask leaves of rw-rw-rw-. */
static mode_t wanted_mode(const char *path)
{
	struct stat target;
	if (stat(path, &target) == 0)
		return target.st_mode & 07777;
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

static int write_and_rename(const char *path, struct slice bytes)
{
	struct buffer name;
	buffer_init(&name);
	buffer_printf(&name, "%s.XXXXXX", path);
	int number = 0, descriptor = mkstemp(name.at);
	if (descriptor < 0) {
		number = errno;
		buffer_release(&name);
		return number;
	}
	number = output_write_all(descriptor, bytes);
	if (number == 0 && fchmod(descriptor, wanted_mode(path)) != 0)
		number = errno;
	if (number == 0 && fsync(descriptor) != 0)
		number = errno;
	if (close(descriptor) != 0 && number == 0)
		number = errno;
	if (number == 0 && rename(name.at, path) != 0)
		number = errno;
	if (number != 0)
		unlink(name.at);
	buffer_release(&name);
	return number;
}

enum status output_write_file(const char *path, struct slice bytes, struct error *error)
{
	struct stat target;
	bool exists = stat(path, &target) == 0;
	int number;
	if (exists && !S_ISREG(target.st_mode)) {
		number = write_directly(path, bytes);
	} else {
		/* A link stays a link: its target is replaced. */
		char *real = exists ? realpath(path, NULL) : NULL;
		number = write_and_rename(real == NULL ? path : real, bytes);
		free(real);
	}
	return number == 0 ? STATUS_OK : refuse(path, number, error);
}
