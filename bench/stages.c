/*
 * qipan-bench: each stage of the data's way over a generated corpus, beside yardsticks measured in
 * the same run.
 *
 *   qipan-bench CLAUSES_FOLDER PEER_SCRIPT MEGABYTES...
 *
 * Each stage runs in a child process of its own, so that its peak memory is its own. What it needs
 * beforehand it makes first; then its CPU seconds (all threads) and wall seconds are taken. Prints
 * one tab-separated row a stage and size, then growth exponents. Trust ratios inside one run, not
 * single figures: machines are shared.
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
	const char *board_path, *peer;
	/* made by the setups */
	struct board board;
	struct document *documents;
	struct shadow_text *shadows;
	double outside_seconds; /* measured by another program; 0: take our own */
	bool absent;		/* the stage's program is not on this machine */
};

struct stage {
	const char *name;
	int (*setup)(struct bench *bench); /* may be NULL; its time does not count */
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

static int open_board(struct bench *bench)
{
	struct error error = {0};
	return board_open(&bench->board, &bench->job, &bench->arena, bench->board_path, STORE_WRITE,
			  &error) == STATUS_OK
		       ? 0
		       : fail(&error);
}

/* All documents with passages and shadow texts in memory. */
static int setup_passages(struct bench *bench)
{
	struct error error = {0};
	struct arena *arena = &bench->arena;
	bench->documents = arena_array(arena, struct document, bench->corpus.count);
	bench->shadows = arena_array(arena, struct shadow_text, bench->corpus.count);
	for (size_t d = 0; d < bench->corpus.count; d++) {
		struct document *document = &bench->documents[d];
		document->text = bench->corpus.texts[d];
		document->metadata.id = slice_from(arena_printf(arena, "doc-%zu", d));
		if (blocks_make(arena, document, &error) != STATUS_OK ||
		    passages_make(arena, document, &error) != STATUS_OK)
			return fail(&error);
		text_normalise(arena, document->text, &bench->shadows[d]);
	}
	return open_board(bench);
}

/* All patterns and region names over the shadow texts, overlaps resolved; one thread. */
static int run_match(struct bench *bench)
{
	struct coding_scratch scratch = {0};
	for (size_t d = 0; d < bench->corpus.count; d++)
		coding_match(&bench->arena, &bench->board.codebook, &bench->board.gazetteer,
			     &bench->shadows[d], &bench->documents[d], &scratch);
	coding_release(&scratch);
	return 0;
}

static int setup_mentions(struct bench *bench)
{
	return setup_passages(bench) != 0 || run_match(bench) != 0;
}

/* Rows and full-text index of everything into the board; one writer. */
static int run_index(struct bench *bench)
{
	struct error error = {0};
	struct store *store = bench->board.store;
	enum status status = store_begin(store, &error);
	for (size_t d = 0; d < bench->corpus.count && status == STATUS_OK; d++) {
		int64_t key;
		status = store_document_put(store, &bench->documents[d], &bench->shadows[d], &key,
					    &error);
	}
	if (status == STATUS_OK)
		status = store_commit(store, &error);
	board_close(&bench->board);
	return status == STATUS_OK ? 0 : fail(&error);
}

/* The literal patterns and the text as files for the peer. */
static int setup_peer(struct bench *bench)
{
	if (open_board(bench) != 0)
		return 1;
	FILE *patterns = fopen(arena_printf(&bench->arena, "%s/patterns.txt", bench->folder), "wb");
	FILE *text = fopen(arena_printf(&bench->arena, "%s/text.txt", bench->folder), "wb");
	if (patterns == NULL || text == NULL)
		return 1;
	for (size_t p = 0; p < bench->board.codebook.pattern_count; p++) {
		struct slice pattern = bench->board.codebook.patterns[p].text;
		if (slice_find(pattern, SLICE("*"), 0) == SIZE_MAX)
			fprintf(patterns, "%.*s\n", (int)pattern.length, pattern.at);
	}
	for (size_t d = 0; d < bench->corpus.count; d++)
		fwrite(bench->corpus.texts[d].at, 1, bench->corpus.texts[d].length, text);
	return fclose(patterns) != 0 || fclose(text) != 0;
}

/* python3 PEER patterns.txt text.txt: prints its own CPU seconds. */
static int run_peer(struct bench *bench)
{
	int ends[2], outcome;
	if (pipe(ends) != 0)
		return 1;
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		execl("/usr/bin/python3", "python3", bench->peer,
		      arena_printf(&bench->arena, "%s/patterns.txt", bench->folder),
		      arena_printf(&bench->arena, "%s/text.txt", bench->folder), (char *)NULL);
		_exit(77);
	}
	close(ends[1]);
	char said[64] = "";
	ssize_t length = read(ends[0], said, sizeof said - 1);
	close(ends[0]);
	if (child < 0 || waitpid(child, &outcome, 0) < 0 || !WIFEXITED(outcome))
		return 1;
	bench->absent = WEXITSTATUS(outcome) == 77;
	bench->outside_seconds = length > 0 ? strtod(said, NULL) : 0;
	return bench->absent ? 0 : WEXITSTATUS(outcome);
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
	{"decode loop (yardstick)", NULL, run_decode, UINT64_MAX},
	{"read: blocks, passages", NULL, run_passages, UINT64_MAX},
	{"normalise", NULL, run_normalise, UINT64_MAX},
	{"match: codes, regions", setup_passages, run_match, UINT64_MAX},
	{"pyahocorasick (peer)", setup_peer, run_peer, UINT64_MAX},
	{"index: rows, full text", setup_mentions, run_index, UINT64_MAX},
	{"FTS5 trigram (yardstick)", NULL, run_trigram, 20 * MEGABYTE},
	{"add, 1 thread", NULL, run_add_one, UINT64_MAX},
	{"add, 2 threads", NULL, run_add_two, UINT64_MAX},
	{"board with intervals", NULL, run_board, UINT64_MAX},
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

static double cpu_now(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

static double wall_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* In the child: runs the stage and writes what it took into the pipe. */
static int run_stage(struct bench *bench, const struct stage *stage, int report)
{
	if (stage->setup != NULL && stage->setup(bench) != 0)
		return 1;
	double cpu = cpu_now(), wall = wall_now();
	if (stage->run(bench) != 0)
		return 1;
	struct timing timing = {cpu_now() - cpu, wall_now() - wall, 0, !bench->absent};
	if (bench->outside_seconds > 0)
		timing.cpu = bench->outside_seconds;
	return write(report, &timing, sizeof timing) != sizeof timing;
}

static int measure_stage(struct bench *bench, const struct stage *stage, struct timing *timing)
{
	int ends[2], outcome;
	struct rusage usage;
	fflush(NULL);
	if (pipe(ends) != 0)
		return 1;
	pid_t child = fork();
	if (child == 0)
		_exit(run_stage(bench, stage, ends[1]));
	close(ends[1]);
	bool told = read(ends[0], timing, sizeof *timing) == sizeof *timing;
	close(ends[0]);
	if (child < 0 || wait4(child, &outcome, 0, &usage) < 0 || outcome != 0 || !told) {
		fprintf(stderr, "qipan-bench: %s failed\n", stage->name);
		return 1;
	}
	timing->peak_mb = (double)usage.ru_maxrss / 1000;
	return 0;
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

static int run_size(const char *clauses, const char *peer, const char *folder, double megabytes,
		    struct timing timings[STAGE_COUNT])
{
	struct bench bench = {.folder = folder, .peer = peer};
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
		if (measure_stage(&bench, &stages[s], &timings[s]) != 0)
			return 1;
		if (!timings[s].there)
			continue;
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
	enum { FIRST_SIZE = 3 };
	if (count <= FIRST_SIZE || count - FIRST_SIZE > MOST_SIZES) {
		fprintf(stderr, "usage: qipan-bench CLAUSES_FOLDER PEER_SCRIPT MEGABYTES...\n");
		return 2;
	}
	char folder[] = "/tmp/qipan-bench-XXXXXX";
	if (mkdtemp(folder) == NULL)
		return 4;
	static struct timing timings[MOST_SIZES][STAGE_COUNT];
	printf("MB\tstage\tCPU s\twall s\tMB/CPU s\tMB/wall s\tof decode loop\tpeak MB\n");
	int outcome = 0;
	for (int i = FIRST_SIZE; i < count && outcome == 0; i++)
		outcome = run_size(words[1], words[2], folder, strtod(words[i], NULL),
				   timings[i - FIRST_SIZE]);
	rmdir(folder);
	if (outcome != 0)
		return outcome;
	for (size_t s = 0; s < STAGE_COUNT; s++)
		for (int i = FIRST_SIZE + 1; i < count; i++) {
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
