/*
 * Reads a folder of documents, finds what they share, prints it in the form that the scorer of
 * planted reuse reads. Built with the tests, not installed.
 *
 *   reuse_detect [--meta META.tsv] [--threads N] [--memory MB] [--set NAME=VALUE]... FOLDER
 *       > OUT.tsv
 *
 * META.tsv: id, level, date with a header row. Output: src_doc src_off src_len tgt_doc tgt_off
 * tgt_len weight, offsets in code points. Figures about the run go to stderr.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"
#include "reuse/find.h"

struct setting {
	const char *name;
	size_t offset;
	bool real;
};

#define COUNT(name, member)                                                                        \
	{                                                                                          \
		name, offsetof(struct reuse_options, member), false                                \
	}
#define REAL(name, member)                                                                         \
	{                                                                                          \
		name, offsetof(struct reuse_options, member), true                                 \
	}
static const struct setting settings[] = {
	COUNT("seed", seeds.length),
	COUNT("words", seeds.words),
	COUNT("window", seeds.window),
	COUNT("gap", rules.gap),
	REAL("probe", rules.probe),
	COUNT("probe_reach", rules.probe_reach),
	REAL("strong", rules.strong),
	REAL("weak", rules.weak),
	REAL("density", rules.density),
	COUNT("join", rules.join),
	COUNT("join_one", rules.join_one),
	COUNT("join_near", rules.join_near),
	REAL("edge", rules.edge),
	COUNT("edge_units", rules.edge_units),
	REAL("fill", rules.fill),
	COUNT("fill_most", rules.fill_most),
	COUNT("snap", rules.snap),
	COUNT("seeds_least", boxes.seeds_least),
	COUNT("seed_gap", boxes.gap),
	COUNT("reach", boxes.reach),
	COUNT("common", common),
	COUNT("common_first", common_first),
	COUNT("partners", partners.most),
	COUNT("partners_first", partners.first),
	COUNT("partners_alike", partners.alike),
};

static void set(struct reuse_options *options, const char *text)
{
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		size_t length = strlen(settings[i].name);
		if (strncmp(text, settings[i].name, length) != 0 || text[length] != '=')
			continue;
		char *member = (char *)options + settings[i].offset;
		double value = strtod(text + length + 1, NULL);
		uint32_t count = (uint32_t)value;
		if (settings[i].real)
			memcpy(member, &value, sizeof value);
		else
			memcpy(member, &count, sizeof count);
		return;
	}
	fprintf(stderr, "reuse_detect: no setting %s\n", text);
	exit(2);
}

static bool read_file(const char *path, struct buffer *into)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return false;
	char block[65536];
	size_t got;
	buffer_clear(into);
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		buffer_append(into, (struct slice){block, got});
	return fclose(file) == 0;
}

struct driver {
	struct collection collection;
	struct arena study, scratch;
	struct map meta; /* id -> row */
	struct slice *dates;
	uint32_t *levels;
	size_t meta_count, meta_capacity, level_capacity;
	struct buffer text;
	const char *folder;
	struct dirent **names;
};

static void read_meta(struct driver *driver, const char *path)
{
	struct buffer text;
	buffer_init(&text);
	if (!read_file(path, &text)) {
		fprintf(stderr, "reuse_detect: cannot read %s\n", path);
		exit(4);
	}
	struct slice rest = arena_copy(&driver->study, buffer_slice(&text)), line;
	while (slice_cut(&rest, '\n', &line)) {
		struct slice id, level, date = {"", 0};
		if (!slice_cut(&line, '\t', &id) || !slice_cut(&line, '\t', &level) ||
		    !slice_cut(&line, '\t', &date) || slice_is(id, "id"))
			continue;
		driver->dates = memory_grow(driver->dates, &driver->meta_capacity,
					    driver->meta_count + 1, sizeof *driver->dates);
		driver->levels = memory_grow(driver->levels, &driver->level_capacity,
					     driver->meta_count + 1, sizeof *driver->levels);
		driver->dates[driver->meta_count] = date;
		driver->levels[driver->meta_count] =
			level.length == 1 ? (uint32_t)(level.at[0] - '0') : 0;
		map_put(&driver->meta, id, (uint32_t)driver->meta_count++, NULL);
	}
	buffer_release(&text);
}

static int only_txt(const struct dirent *entry)
{
	return slice_ends(slice_from(entry->d_name), SLICE(".txt"));
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
	return strcmp((*left)->d_name, (*right)->d_name);
}

/* One file of the folder, read by whichever thread. */
static enum status take(void *context, size_t number, struct arena *scratch,
			struct reuse_document *document, struct slice *text, struct error *error)
{
	const struct driver *driver = context;
	const char *name = driver->names[number]->d_name;
	struct slice id = slice_from(name);
	uint32_t row;
	id.length -= 4;
	*document = (struct reuse_document){.id = id};
	if (map_find(&driver->meta, id, &row)) {
		document->date = driver->dates[row];
		document->level = driver->levels[row];
	}
	FILE *file = fopen(arena_printf(scratch, "%s/%s", driver->folder, name), "rb");
	struct stat about;
	if (file == NULL || fstat(fileno(file), &about) != 0)
		return error_set(error, STATUS_IO, "cannot read %s", name);
	char *bytes = arena_array(scratch, char, (size_t)about.st_size);
	*text = (struct slice){bytes, fread(bytes, 1, (size_t)about.st_size, file)};
	(void)fclose(file);
	if (utf8_find_invalid(*text) != SIZE_MAX)
		return error_set(error, STATUS_IO, "%s is not UTF-8", name);
	return STATUS_OK;
}

static enum status add_folder(struct driver *driver, struct job *job, struct error *error)
{
	int count = scandir(driver->folder, &driver->names, only_txt, by_name);
	if (count < 0)
		return error_set(error, STATUS_IO, "cannot read %s", driver->folder);
	enum status status =
		collection_fill(job, &driver->collection, (size_t)count, take, driver, error);
	for (int i = 0; i < count; i++)
		free(driver->names[i]);
	free(driver->names);
	return status;
}

/* Code points before each byte offset that is asked for, offsets ascending or not. */
static void print_place(struct driver *driver, uint32_t document, struct span span)
{
	struct slice id = driver->collection.documents[document].id;
	const char *path = arena_printf(&driver->scratch, "%s/%.*s.txt", driver->folder,
					(int)id.length, id.at);
	if (!read_file(path, &driver->text))
		exit(4);
	struct slice text = buffer_slice(&driver->text);
	printf("%.*s\t%zu\t%zu\t", (int)id.length, id.at,
	       utf8_count(slice_span(text, (struct span){0, span.start})),
	       utf8_count(slice_span(text, span)));
}

/* Of this program: getrusage counts the one that started it as well. */
static double peak_bytes(void)
{
	char line[256];
	double kilobytes = 0;
	FILE *file = fopen("/proc/self/status", "r");
	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (strncmp(line, "VmHWM:", 6) == 0)
			kilobytes = strtod(line + 6, NULL);
	if (file != NULL)
		(void)fclose(file);
	return kilobytes * 1024;
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int count, char **arguments)
{
	struct driver driver = {.folder = "."};
	arena_init(&driver.study);
	arena_init(&driver.scratch);
	map_init(&driver.meta);
	buffer_init(&driver.text);
	collection_init(&driver.collection);
	unsigned threads = 1;
	bool quiet = false;
	for (int i = 1; i < count; i++)
		if (strcmp(arguments[i], "--meta") == 0 && i + 1 < count)
			read_meta(&driver, arguments[++i]);
		else if (strcmp(arguments[i], "--threads") == 0 && i + 1 < count)
			threads = (unsigned)strtoul(arguments[++i], NULL, 10);
		else if (strcmp(arguments[i], "--set") == 0 ||
			 strcmp(arguments[i], "--memory") == 0)
			i++;
		else if (strcmp(arguments[i], "--quiet") == 0)
			quiet = true;
		else
			driver.folder = arguments[i];
	struct job job;
	struct error error;
	job_init(&job, threads);
	double start = seconds();
	if (add_folder(&driver, &job, &error) != STATUS_OK) {
		fprintf(stderr, "reuse_detect: %s\n", error.text);
		return 4;
	}
	double read = seconds();
	struct reuse_options options = reuse_options_for(&driver.collection);
	for (int i = 1; i + 1 < count; i++)
		if (strcmp(arguments[i], "--set") == 0)
			set(&options, arguments[i + 1]);
		else if (strcmp(arguments[i], "--memory") == 0)
			options.memory = (size_t)(1e6 * strtod(arguments[i + 1], NULL));
	struct reuse_result result;
	if (reuse_find(&job, &driver.collection, &options, &result, &error) != STATUS_OK) {
		fprintf(stderr, "reuse_detect: %s\n", error.text);
		return 4;
	}
	double found = seconds();
	for (size_t i = 0; i < result.count && !quiet; i++) {
		print_place(&driver, result.passages[i].a, result.passages[i].a_span);
		print_place(&driver, result.passages[i].b, result.passages[i].b_span);
		printf("%.2f\n", result.passages[i].weight);
		arena_reset(&driver.scratch);
	}
	double peak = peak_bytes();
	double megabytes = (double)driver.collection.text_bytes / 1e6;
	fprintf(stderr,
		"documents %zu MB %.2f read %.3f s find %.3f s MB/s %.1f peak MiB %.1f bytes per "
		"byte %.2f seeds met %llu pairs %llu passages %zu\n",
		driver.collection.count, megabytes, read - start, found - read,
		megabytes / (found - start), peak / 1048576,
		peak / (double)(driver.collection.text_bytes + 1),
		(unsigned long long)result.seed_count, (unsigned long long)result.pair_count,
		result.count);
	reuse_result_release(&result);
	collection_release(&driver.collection);
	buffer_release(&driver.text);
	map_release(&driver.meta);
	free(driver.dates);
	free(driver.levels);
	arena_release(&driver.study);
	arena_release(&driver.scratch);
	return 0;
}
