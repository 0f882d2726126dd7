/* The corpora beside the checkout, for tests that compare with counts made elsewhere. */
#ifndef QIPAN_TEST_REPORTS_H
#define QIPAN_TEST_REPORTS_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/slice.h"

/* A whole file; at is NULL if it cannot be read. */
static inline struct slice read_whole(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return (struct slice){NULL, 0};
	fseek(file, 0, SEEK_END);
	long length = ftell(file);
	rewind(file);
	if (length < 0)
		length = 0;
	char *bytes = arena_alloc(arena, (size_t)length + 1, 1);
	size_t got = fread(bytes, 1, (size_t)length, file);
	fclose(file);
	return (struct slice){bytes, got};
}

struct report {
	const char *name; /* cn-hubei.txt */
	struct slice text;
};

static inline int report_order(const void *a, const void *b)
{
	return strcmp(((const struct report *)a)->name, ((const struct report *)b)->name);
}

/* All .txt files of a folder, by name; 0 if there is no such folder. */
static inline size_t read_reports(struct arena *arena, const char *folder, struct report *reports,
				  size_t capacity)
{
	DIR *directory = opendir(folder);
	if (directory == NULL)
		return 0;
	size_t count = 0;
	for (struct dirent *entry; (entry = readdir(directory)) != NULL && count < capacity;) {
		if (!slice_ends(slice_from(entry->d_name), SLICE(".txt")))
			continue;
		const char *name = arena_string(arena, slice_from(entry->d_name));
		const char *path = arena_printf(arena, "%s/%s", folder, name);
		reports[count++] = (struct report){name, read_whole(arena, path)};
	}
	closedir(directory);
	if (count > 0)
		qsort(reports, count, sizeof *reports, report_order);
	return count;
}

#endif
