/* A folder with files of our own words and a board in it, for tests of the study room. */
#ifndef QIPAN_TEST_GIVEN_H
#define QIPAN_TEST_GIVEN_H

#include "check.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "study/add.h"
#include "study/coded_load.h"
#include "study/evidence.h"

struct given {
	char folder[64];
	struct arena arena;
	struct job job;
	struct board board;
	struct error error;
};

static inline void must(const struct given *given, enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", status_name(status), given->error.text);
}

static inline const char *given_path(struct given *given, const char *name)
{
	return arena_printf(&given->arena, "%s/%s", given->folder, name);
}

static inline void given_file(struct given *given, const char *name, const char *text)
{
	FILE *file = fopen(given_path(given, name), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

/* A new board called `name`, open for writing. */
static inline void given_board(struct given *given, const char *name, const char *regions,
			       unsigned threads)
{
	job_init(&given->job, threads);
	const char *path = given_path(given, name);
	must(given, board_create(&given->job, &given->arena, path, SCHEME_BUILT_IN, regions, NULL,
				 &given->error));
	must(given, board_open(&given->board, &given->job, &given->arena, path, STORE_WRITE,
			       &given->error));
}

static inline struct add_report given_add(struct given *given, const char *name)
{
	struct add_report report;
	struct source_options options = {.encoding = SLICE("")};
	const char *path = given_path(given, name);
	must(given, study_add(&given->board, &path, 1, &options, &report, &given->error));
	return report;
}

static inline void given_start(struct given *given)
{
	memset(given, 0, sizeof *given);
	snprintf(given->folder, sizeof given->folder, "/tmp/qipan-study-XXXXXX");
	assert_non_null(mkdtemp(given->folder));
	arena_init(&given->arena);
}

static inline int given_remove(const char *path, const struct stat *about, int kind,
			       struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

static inline void given_end(struct given *given)
{
	board_close(&given->board);
	assert_int_equal(nftw(given->folder, given_remove, 8, FTW_DEPTH | FTW_PHYS), 0);
	arena_release(&given->arena);
}

#endif
