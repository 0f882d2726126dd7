/*
 * score_blocks FOLDER          precision and recall of furniture lines against nonbody-lines.tsv
 * score_blocks --list FOLDER   every line called furniture in FOLDER/txt, with its kind; a body
 *                              corpus without labels is read this way for wrong calls
 * score_blocks --wrong FOLDER  only the lines where label and call differ
 *
 * Titles are not given to the rules: a reader without metadata must manage too. Not installed.
 */
#define _DEFAULT_SOURCE
#include <dirent.h>

#include "furniture_score.h"

struct run {
	const char *folder;
	struct slice labels;
	bool list, wrong;
	struct line_score total, kinds[FURNITURE_KIND_COUNT];
	size_t lines;
};

static void print_score(const char *name, struct line_score s)
{
	printf("%-24s %9.4f %9.4f %6zu %6zu %6zu %6zu\n", name, score_precision(s), score_recall(s),
	       s.found, s.missed, s.wrong, s.kind_right);
}

static void print_line(const char *id, size_t line, uint8_t gold, uint8_t got, struct slice text)
{
	printf("%s\t%zu\t%s\t%s\t%.*s\n", id, line, furniture_kind_name((enum furniture_kind)gold),
	       furniture_kind_name((enum furniture_kind)got),
	       (int)(text.length < 300 ? text.length : 300), text.at);
}

static void score_document(struct run *run, const char *file_name)
{
	struct arena arena;
	struct error error;
	arena_init(&arena);
	const char *id = arena_printf(&arena, "%.*s", (int)(strlen(file_name) - 4), file_name);
	struct document document = {
		.text = score_read_file(&arena,
					arena_printf(&arena, "%s/txt/%s", run->folder, file_name))};
	if (blocks_make(&arena, &document, &error) != STATUS_OK) {
		fprintf(stderr, "%s: %s\n", file_name, error.text);
		arena_release(&arena);
		return;
	}
	size_t count;
	uint8_t *got = score_line_kinds(&arena, &document, &count);
	uint8_t *gold = score_gold_kinds(&arena, run->labels, id, count);
	struct line_score score = {0};
	struct slice rest = document.text, text;
	for (size_t i = 0; i < count && slice_cut(&rest, '\n', &text); i++) {
		run->lines += slice_trim(text).length > 0;
		score_add(&score, gold[i], got[i]);
		score_add(&run->total, gold[i], got[i]);
		score_add(&run->kinds[gold[i] != 0 ? gold[i] : got[i]], gold[i], got[i]);
		if ((run->list && got[i] != 0) || (run->wrong && (gold[i] != 0) != (got[i] != 0)))
			print_line(id, i + 1, gold[i], got[i], text);
	}
	if (!run->list && !run->wrong)
		print_score(id, score);
	arena_release(&arena);
}

int main(int argc, char **argv)
{
	struct run run = {.folder = argc > 1 ? argv[argc - 1] : "."};
	run.list = argc > 2 && strcmp(argv[1], "--list") == 0;
	run.wrong = argc > 2 && strcmp(argv[1], "--wrong") == 0;
	struct arena arena;
	arena_init(&arena);
	run.labels =
		score_read_file(&arena, arena_printf(&arena, "%s/nonbody-lines.tsv", run.folder));
	struct dirent **entries;
	int count = scandir(arena_printf(&arena, "%s/txt", run.folder), &entries, NULL, alphasort);
	if (count < 0) {
		fprintf(stderr, "%s/txt: cannot be read\n", run.folder);
		return 4;
	}
	if (!run.list && !run.wrong)
		printf("%-24s %9s %9s %6s %6s %6s %6s\n", "", "precision", "recall", "found",
		       "missed", "wrong", "kind");
	for (int i = 0; i < count; i++) {
		size_t length = strlen(entries[i]->d_name);
		if (length > 4 && strcmp(entries[i]->d_name + length - 4, ".txt") == 0)
			score_document(&run, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	if (!run.list && !run.wrong)
		for (unsigned k = 1; k < FURNITURE_KIND_COUNT; k++)
			print_score(furniture_kind_name((enum furniture_kind)k), run.kinds[k]);
	fprintf(run.list || run.wrong ? stderr : stdout,
		"%zu lines, %zu called furniture (%.3f %%)\n", run.lines,
		run.total.found + run.total.wrong,
		100.0 * (double)(run.total.found + run.total.wrong) / (double)run.lines);
	print_score("total", run.total);
	arena_release(&arena);
	return 0;
}
