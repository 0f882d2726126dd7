/*
 * qipan-bench: each stage of the data's way over a generated corpus, beside yardsticks measured in
 * the same run.
 *
 *   qipan-bench CLAUSES_FOLDER MEGABYTES...
 *
 * Each stage runs in a child process of its own, so that its peak memory is its own; times are CPU
 * seconds of that child (all threads) and wall seconds. Prints one tab-separated row a stage and
 * size, then growth exponents. Trust ratios inside one run, not single figures: machines are
 * shared.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "generate.h"
#include "measure/measure.h"
#include "study/add.h"
#include "study/coded_load.h"
#include "study/prepare.h"
#include "text/block.h"
#include "text/normal.h"
#include "text/passage.h"

enum { SEED = 20261124, MEGABYTE = 1000000 };

struct bench {
	struct arena arena;
	struct generated corpus;
	struct job job;
	const char *folder; /* for files that a stage needs */
	const char *board_path;
};

/* A stage does its work and returns 0; what it needs beforehand is done in prepare, whose time does
 * not count. */
struct stage {
	const char *name, *what;
	int (*run)(struct bench *bench);
	uint64_t most_bytes; /* larger corpora are not run: too slow to be useful */
};

static int fail(const struct error *error)
{
	char line[900];
	error_print(error, line, sizeof line);
	fprintf(stderr, "qipan-bench: %s\n", line);
	return 1;
}

static int run_decode(struct bench *bench)
{
	uint64_t sum = 0;
	for (size_t d = 0; d < bench->corpus.count; d++) {
		struct slice text = bench->corpus.texts[d];
		for (size_t i = 0, bytes; i < text.length; i += bytes)
			sum = (sum ^ utf8_read(text, i, &bytes)) * 0x9E3779B97F4A7C15U;
	}
	return sum == 1; /* uses the sum */
}

static int run_passages(struct bench *bench)
{
	struct arena arena;
	struct error error = {0};
	arena_init(&arena);
	for (size_t d = 0; d < bench->corpus.count; d++) {
		struct document document = {.text = bench->corpus.texts[d]};
		if (blocks_make(&arena, &document, &error) != STATUS_OK ||
		    passages_make(&arena, &document, &error) != STATUS_OK)
			return fail(&error);
		arena_reset(&arena);
	}
	arena_release(&arena);
	return 0;
}

static int run_normalise(struct bench *bench)
{
	struct arena arena;
	arena_init(&arena);
	for (size_t d = 0; d < bench->corpus.count; d++) {
		struct shadow_text shadow;
		text_normalise(&arena, bench->corpus.texts[d], &shadow);
		arena_reset(&arena);
	}
	arena_release(&arena);
	return 0;
}

/* Everything between bytes and mentions, on one thread: passages, normalise, match. */
static int run_match(struct bench *bench)
{
	struct board board;
	struct error error = {0};
	struct arena study, arena;
	arena_init(&study);
	arena_init(&arena);
	if (board_open(&board, &bench->job, &study, bench->board_path, STORE_READ, &error) !=
	    STATUS_OK)
		return fail(&error);
	struct coding_scratch scratch = {0};
	for (size_t d = 0; d < bench->corpus.count; d++) {
		struct document document = {.text = bench->corpus.texts[d]};
		struct shadow_text shadow;
		if (blocks_make(&arena, &document, &error) != STATUS_OK ||
		    passages_make(&arena, &document, &error) != STATUS_OK)
			return fail(&error);
		text_normalise(&arena, document.text, &shadow);
		coding_match(&arena, &board.codebook, &board.gazetteer, &shadow, &document,
			     &scratch);
		arena_reset(&arena);
	}
	coding_release(&scratch);
	board_close(&board);
	arena_release(&arena);
	arena_release(&study);
	return 0;
}

static int add_file(struct bench *bench, unsigned threads)
{
	struct board board;
	struct error error = {0};
	struct arena study;
	struct add_report report;
	struct source_options options = {0};
	arena_init(&study);
	job_init(&bench->job, threads);
	const char *path = arena_printf(&bench->arena, "%s/corpus.jsonl", bench->folder);
	const char *fresh = arena_printf(&bench->arena, "%s/add-%u.qipan", bench->folder, threads);
	if (board_create(&bench->job, &study, fresh, SCHEME_BUILT_IN, SCHEME_BUILT_IN, NULL,
			 &error) != STATUS_OK ||
	    board_open(&board, &bench->job, &study, fresh, STORE_WRITE, &error) != STATUS_OK ||
	    study_add(&board, &path, 1, &options, &report, &error) != STATUS_OK)
		return fail(&error);
	board_close(&board);
	arena_release(&study);
	return report.skipped > 0;
}

static int run_add_one(struct bench *bench)
{
	return add_file(bench, 1);
}

static int run_add_two(struct bench *bench)
{
	return add_file(bench, 2);
}

static int run_board(struct bench *bench)
{
	struct board board;
	struct error error = {0};
	struct arena study;
	arena_init(&study);
	const char *path = arena_printf(&bench->arena, "%s/add-2.qipan", bench->folder);
	struct board_query query = {.by = SLICE("field"), .orientations = 1U << ORIENTATION_PLAN};
	struct coded_corpus corpus;
	struct measure_result result;
	const struct measure *measure = measure_find(SLICE("attention"));
	if (board_open(&board, &bench->job, &study, path, STORE_READ, &error) != STATUS_OK ||
	    coded_corpus_load(&board, &query, &corpus, &error) != STATUS_OK ||
	    measure->function(&bench->job, &study, &corpus, &measure_defaults, &result, &error) !=
		    STATUS_OK)
		return fail(&error);
	board_close(&board);
	arena_release(&study);
	return 0;
}

/* The yardstick of the index: FTS5 with the trigram tokenizer, contentless, from C, rows of one
 * paragraph. */
static int run_trigram(struct bench *bench)
{
	sqlite3 *database;
	sqlite3_stmt *insert;
	const char *path = arena_printf(&bench->arena, "%s/trigram.db", bench->folder);
	remove(path);
	if (sqlite3_open(path, &database) != SQLITE_OK ||
	    sqlite3_exec(
		    database,
		    "PRAGMA journal_mode=WAL; CREATE VIRTUAL TABLE t USING fts5(x, content='', "
		    "tokenize='trigram'); BEGIN",
		    NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(database, "INSERT INTO t(rowid, x) VALUES (?, ?)", -1, &insert,
			       NULL) != SQLITE_OK)
		return 1;
	int64_t row = 0;
	for (size_t d = 0; d < bench->corpus.count; d++) {
		struct slice rest = bench->corpus.texts[d], line;
		while (slice_cut(&rest, '\n', &line)) {
			sqlite3_bind_int64(insert, 1, ++row);
			sqlite3_bind_text(insert, 2, line.at, (int)line.length, SQLITE_STATIC);
			if (sqlite3_step(insert) != SQLITE_DONE)
				return 1;
			sqlite3_reset(insert);
		}
	}
	sqlite3_finalize(insert);
	int outcome = sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(database);
	return outcome;
}

static const struct stage stages[] = {
	{"decode loop", "yardstick: every code point read and mixed", run_decode, UINT64_MAX},
	{"blocks and passages", "furniture, sentences, orientation; 1 thread", run_passages,
	 UINT64_MAX},
	{"normalise", "shadow text with offset map; 1 thread", run_normalise, UINT64_MAX},
	{"passages to mentions", "both above and all patterns and region names; 1 thread",
	 run_match, UINT64_MAX},
	{"trigram index", "yardstick: FTS5 trigram of the same lines", run_trigram, 20 * MEGABYTE},
	{"add, 1 thread", "jsonl file to committed board with index", run_add_one, UINT64_MAX},
	{"add, 2 threads", "the same on two threads", run_add_two, UINT64_MAX},
	{"board", "load and attention of all fields, 2,000 draws", run_board, UINT64_MAX},
};
enum { STAGE_COUNT = sizeof stages / sizeof *stages, MOST_SIZES = 8 };

struct timing {
	double cpu, wall, peak_mb;
	bool there;
};

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static struct timing measure_stage(struct bench *bench, const struct stage *stage)
{
	struct timespec from, to;
	struct rusage usage;
	int outcome;
	fflush(NULL);
	clock_gettime(CLOCK_MONOTONIC, &from);
	pid_t child = fork();
	if (child == 0)
		_exit(stage->run(bench));
	if (child < 0 || wait4(child, &outcome, 0, &usage) < 0 || !WIFEXITED(outcome) ||
	    WEXITSTATUS(outcome) != 0) {
		fprintf(stderr, "qipan-bench: %s failed\n", stage->name);
		return (struct timing){0};
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (struct timing){seconds(usage.ru_utime) + seconds(usage.ru_stime),
			       (double)(to.tv_sec - from.tv_sec) +
				       (double)(to.tv_nsec - from.tv_nsec) / 1e9,
			       (double)usage.ru_maxrss / 1000, true};
}

/* The corpus as one jsonl file, as a user would have it. */
static int write_jsonl(const struct bench *bench)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/corpus.jsonl", bench->folder);
	FILE *file = fopen(path, "wb");
	if (file == NULL)
		return 1;
	for (size_t d = 0; d < bench->corpus.count; d++) {
		static const char *const regions[] = {"贵州", "湖南", "江苏", "辽宁", "甘肃"};
		fprintf(file, "{\"id\":\"doc-%zu\",\"region\":\"%s\",\"text\":\"", d,
			regions[d % 5]);
		struct slice text = bench->corpus.texts[d];
		for (size_t i = 0; i < text.length; i++) {
			if (text.at[i] == '\n')
				fputs("\\n", file);
			else if (text.at[i] == '"' || text.at[i] == '\\')
				fprintf(file, "\\%c", text.at[i]);
			else
				fputc(text.at[i], file);
		}
		fputs("\"}\n", file);
	}
	return fclose(file);
}

static void clean(const struct bench *bench)
{
	static const char *const files[] = {"corpus.jsonl", "board.qipan", "add-1.qipan",
					    "add-2.qipan", "trigram.db"};
	static const char *const ends[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		for (size_t e = 0; e < 3; e++) {
			char path[4200];
			snprintf(path, sizeof path, "%s/%s%s", bench->folder, files[i], ends[e]);
			remove(path);
		}
}

static int run_size(const char *clauses, const char *folder, double megabytes,
		    struct timing timings[STAGE_COUNT])
{
	struct bench bench = {.folder = folder};
	struct error error = {0};
	arena_init(&bench.arena);
	job_init(&bench.job, 0);
	if (generate_corpus(&bench.arena, clauses, (uint64_t)(megabytes * MEGABYTE), SEED,
			    &bench.corpus, &error) != STATUS_OK)
		return fail(&error);
	bench.board_path = arena_printf(&bench.arena, "%s/board.qipan", folder);
	clean(&bench);
	if (write_jsonl(&bench) != 0 ||
	    board_create(&bench.job, &bench.arena, bench.board_path, SCHEME_BUILT_IN,
			 SCHEME_BUILT_IN, NULL, &error) != STATUS_OK)
		return fail(&error);
	double mb = (double)bench.corpus.bytes / MEGABYTE;
	for (size_t s = 0; s < STAGE_COUNT; s++) {
		timings[s] = (struct timing){0};
		if (bench.corpus.bytes > stages[s].most_bytes)
			continue;
		timings[s] = measure_stage(&bench, &stages[s]);
		if (!timings[s].there)
			return 1;
		printf("%.0f\t%s\t%.2f\t%.2f\t%.1f\t%.1f\t%.3f\t%.0f\n", megabytes, stages[s].name,
		       timings[s].cpu, timings[s].wall, mb / timings[s].cpu, mb / timings[s].wall,
		       timings[0].cpu / timings[s].cpu, timings[s].peak_mb);
		fflush(stdout);
	}
	clean(&bench);
	arena_release(&bench.arena);
	return 0;
}

int main(int count, char **words)
{
	if (count < 3 || count - 2 > MOST_SIZES) {
		fprintf(stderr, "usage: qipan-bench CLAUSES_FOLDER MEGABYTES...\n");
		return 2;
	}
	char folder[] = "/tmp/qipan-bench-XXXXXX";
	if (mkdtemp(folder) == NULL)
		return 4;
	static struct timing timings[MOST_SIZES][STAGE_COUNT];
	printf("MB\tstage\tCPU s\twall s\tMB/CPU s\tMB/wall s\tof decode loop\tpeak MB\n");
	int outcome = 0;
	for (int i = 2; i < count && outcome == 0; i++)
		outcome = run_size(words[1], folder, strtod(words[i], NULL), timings[i - 2]);
	rmdir(folder);
	if (outcome != 0)
		return outcome;
	for (size_t s = 0; s < STAGE_COUNT; s++)
		for (int i = 3; i < count; i++) {
			const struct timing *small = &timings[i - 3][s],
					    *large = &timings[i - 2][s];
			if (small->there && large->there)
				printf("growth\t%s\t%s to %s MB\t%.2f\n", stages[s].name,
				       words[i - 1], words[i],
				       log(large->cpu / small->cpu) /
					       log(strtod(words[i], NULL) /
						   strtod(words[i - 1], NULL)));
		}
	return 0;
}
