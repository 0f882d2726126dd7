#define _XOPEN_SOURCE 700 /* mkstemp */
#include "study/fetched.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "read/file.h"
#include "read/file_write.h"

static enum status make_folder(const char *folder, struct error *error)
{
	if (mkdir(folder, 0777) == 0 || errno == EEXIST)
		return STATUS_OK;
	error_set(error, STATUS_IO, "the folder for what is fetched cannot be made: %s",
		  strerror(errno));
	return error_at(error, folder, 0, 0);
}

enum status fetched_open(const char *folder, struct error *error)
{
	return make_folder(folder, error);
}

enum status fetched_put(struct arena *arena, const char *folder, struct slice body,
			const char *extension, struct slice *sha256, struct slice *name,
			struct error *error)
{
	char hex[65];
	sha256_hex(body, hex);
	*sha256 = arena_copy(arena, slice_from(hex));
	*name = slice_from(arena_printf(arena, "%.2s/%s%s", hex, hex, extension));
	if (fetched_path(arena, folder, *name, (int64_t)body.length) != NULL)
		return STATUS_OK;
	TRY(make_folder(arena_printf(arena, "%s/%.2s", folder, hex), error));
	return file_write_whole(arena, arena_printf(arena, "%s/%s", folder, name->at), body, error);
}

/* Names come from the board, which a stranger may have made. */
static bool is_kept_name(struct slice name)
{
	if (name.length < 67 || name.at[2] != '/')
		return false;
	for (size_t i = 0; i < name.length; i++) {
		char c = name.at[i];
		bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
		bool letter = c >= 'a' && c <= 'z';
		if (i != 2 && !(i < 67 ? hex : letter || (c == '.' && i == 67)))
			return false;
	}
	return true;
}

const char *fetched_path(struct arena *arena, const char *folder, struct slice name, int64_t bytes)
{
	struct file_state state;
	if (!is_kept_name(name))
		return NULL;
	const char *path = arena_printf(arena, "%s/%.*s", folder, (int)name.length, name.at);
	bool there = file_look(path, false, &state) && state.is_regular &&
		     state.bytes == (uint64_t)bytes;
	return there ? path : NULL;
}
