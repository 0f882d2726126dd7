/*
 * Runs a fuzz target without a fuzzer, so that what a fuzzer once found stays found under any
 * compiler: the empty input, every file of the folders given, and for each file its beginnings (cut
 * at up to 64 places) and copies with one byte changed. Speaks TAP, one result per file; a target
 * fails by aborting, so the file is named before it runs.
 *
 * usage: replay FOLDER...    (a folder that is not there counts as empty)
 */
#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { CUTS = 64, CHANGES = 64 };

/* The target gets a copy of exactly this size, so that AddressSanitizer sees a read past its end.
 */
static void run(const uint8_t *bytes, size_t length)
{
	uint8_t *copy = malloc(length == 0 ? 1 : length);
	if (copy == NULL)
		abort();
	if (length > 0)
		memcpy(copy, bytes, length);
	LLVMFuzzerTestOneInput(copy, length);
	free(copy);
}

static void run_variants(uint8_t *bytes, size_t length)
{
	run(bytes, length);
	size_t step = length / CUTS + 1;
	for (size_t cut = 0; cut < length; cut += step)
		run(bytes, cut);
	step = length / CHANGES + 1;
	for (size_t at = 0; at < length; at += step) {
		uint8_t kept = bytes[at];
		bytes[at] = (uint8_t)(kept ^ (0x01u << (at % 8)));
		run(bytes, length);
		bytes[at] = kept;
	}
}

static uint8_t *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		printf("Bail out! %s: %s\n", path, strerror(errno));
		exit(EXIT_FAILURE);
	}
	uint8_t *bytes = NULL;
	size_t capacity = 0, got = 0;
	do {
		capacity += 65536;
		uint8_t *larger = realloc(bytes, capacity);
		if (larger == NULL)
			abort();
		bytes = larger;
		got += fread(bytes + got, 1, capacity - got, file);
	} while (got == capacity);
	fclose(file);
	*length = got;
	return bytes;
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static unsigned run_folder(const char *folder, unsigned number)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, is_visible, by_bytes);
	for (int i = 0; i < count; i++) {
		char path[4096];
		int written = snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
		if (written < 0 || (size_t)written >= sizeof(path))
			abort();
		printf("# %s\n", path);
		size_t length;
		uint8_t *bytes = read_file(path, &length);
		run_variants(bytes, length);
		free(bytes);
		printf("ok %u - %s\n", ++number, entries[i]->d_name);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return number;
}

int main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	puts("# the empty input");
	run(NULL, 0);
	puts("ok 1 - the empty input");
	unsigned number = 1;
	for (int i = 1; i < argc; i++)
		number = run_folder(argv[i], number);
	printf("1..%u\n", number);
	return EXIT_SUCCESS;
}
