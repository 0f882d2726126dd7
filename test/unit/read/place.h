/* A folder of files for one test, and what source_list makes of it as text. */
#ifndef QIPAN_TEST_READ_PLACE_H
#define QIPAN_TEST_READ_PLACE_H

#include "check.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/job.h"
#include "read/source.h"

struct place {
	char root[64];
	struct arena arena;
	struct job job;
	struct source source;
	struct source_options options;
	struct error error;
	struct buffer shown;
};

static inline void place_init(struct place *place)
{
	memset(place, 0, sizeof *place);
	snprintf(place->root, sizeof place->root, "/tmp/qipan-read-XXXXXX");
	assert_non_null(mkdtemp(place->root));
	arena_init(&place->arena);
	job_init(&place->job, 1);
	buffer_init(&place->shown);
}

static inline int place_remove_one(const char *path, const struct stat *state, int kind,
				   struct FTW *walk)
{
	(void)state;
	(void)kind;
	(void)walk;
	return remove(path);
}

static inline void place_release(struct place *place)
{
	nftw(place->root, place_remove_one, 32, FTW_DEPTH | FTW_PHYS);
	arena_release(&place->arena);
	buffer_release(&place->shown);
}

static inline const char *place_path(struct place *place, const char *name)
{
	return arena_printf(&place->arena, "%s/%s", place->root, name);
}

/* Makes the folders of a name below the root. */
static inline void place_folder(struct place *place, const char *name)
{
	char path[8192];
	snprintf(path, sizeof path, "%s/%s", place->root, name);
	for (char *c = path + strlen(place->root) + 1; *c != '\0'; c++) {
		if (*c != '/')
			continue;
		*c = '\0';
		mkdir(path, 0700);
		*c = '/';
	}
}

static inline void place_bytes(struct place *place, const char *name, struct slice bytes)
{
	place_folder(place, name);
	FILE *file = fopen(place_path(place, name), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.at, 1, bytes.length, file), bytes.length);
	assert_int_equal(fclose(file), 0);
}

static inline void place_file(struct place *place, const char *name, const char *text)
{
	place_bytes(place, name, slice_from(text));
}

/* Lists the named files and folders (NULL at the end; "" is the root itself). */
static inline enum status place_list(struct place *place, const char *const *names)
{
	const char *paths[16];
	size_t count = 0;
	for (; names[count] != NULL; count++)
		paths[count] = names[count][0] == '\0' ? place->root
			       : strstr(names[count], "://") != NULL
				       ? names[count]
				       : place_path(place, names[count]);
	return source_list(&place->job, &place->arena, paths, count, &place->options,
			   &place->source, &place->error);
}

/* A text with the test's folder written as @. */
static inline void place_append(struct place *place, struct slice text)
{
	struct slice root = slice_from(place->root);
	for (size_t from = 0;;) {
		size_t hit = slice_find(text, root, from);
		size_t end = hit == SIZE_MAX ? text.length : hit;
		buffer_append(&place->shown, (struct slice){text.at + from, end - from});
		if (hit == SIZE_MAX)
			return;
		buffer_append_string(&place->shown, "@");
		from = hit + root.length;
	}
}

/* "id | path" a line. */
static inline struct slice place_items(struct place *place)
{
	buffer_clear(&place->shown);
	for (size_t i = 0; i < place->source.item_count; i++) {
		place_append(place, place->source.items[i].metadata.id);
		buffer_append_string(&place->shown, " | ");
		place_append(place, place->source.items[i].metadata.path);
		buffer_append_string(&place->shown, "\n");
	}
	return buffer_slice(&place->shown);
}

/* "severity place:line: what" a line, place and line as far as known. */
static inline struct slice place_problems(struct place *place)
{
	buffer_clear(&place->shown);
	for (size_t i = 0; i < place->source.problem_count; i++) {
		const struct problem *problem = &place->source.problems[i];
		buffer_printf(&place->shown, "%s ", problem->severity);
		place_append(place, problem->place);
		if (problem->line > 0)
			buffer_printf(&place->shown, ":%u", problem->line);
		buffer_append_string(&place->shown, ": ");
		place_append(place, problem->what);
		buffer_append_string(&place->shown, "\n");
	}
	return buffer_slice(&place->shown);
}

#define LIST(place, ...)                                                                           \
	assert_int_equal(place_list((place), (const char *const[]){__VA_ARGS__, NULL}), STATUS_OK)

/* That the problem with this text is there. */
#define assert_problem(place, text)                                                                \
	do {                                                                                       \
		struct slice all_problems = place_problems(place);                                 \
		if (slice_find(all_problems, slice_from(text), 0) == SIZE_MAX)                     \
			fail_msg("%s:%d: no problem \"%s\" in\n%.*s", __FILE__, __LINE__, text,    \
				 (int)all_problems.length, all_problems.at);                       \
	} while (0)

#endif
