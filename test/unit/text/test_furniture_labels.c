#include "check.h"

#include <dirent.h>

#include "furniture_score.h"

/* Adds one labelled document to the score. */
static void add_document(struct line_score *score, struct slice labels, const char *folder,
			 const char *file)
{
	struct arena arena;
	struct error error;
	size_t count;
	arena_init(&arena);
	struct document document = {
		.text = score_read_file(&arena, arena_printf(&arena, "%s/txt/%s", folder, file))};
	const char *id = arena_printf(&arena, "%.*s", (int)(strlen(file) - 4), file);
	assert_true(document.text.length > 0);
	assert_int_equal(blocks_make(&arena, &document, &error), STATUS_OK);
	uint8_t *got = score_line_kinds(&arena, &document, &count);
	uint8_t *gold = score_gold_kinds(&arena, labels, id, count);
	for (size_t i = 0; i < count; i++)
		score_add(score, gold[i], got[i]);
	arena_release(&arena);
}

static size_t add_folder(struct line_score *score, struct slice labels, const char *folder)
{
	struct arena arena;
	size_t count = 0;
	arena_init(&arena);
	DIR *directory = opendir(arena_printf(&arena, "%s/txt", folder));
	for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
		size_t length = strlen(entry->d_name);
		if (length < 5 || strcmp(entry->d_name + length - 4, ".txt") != 0)
			continue;
		add_document(score, labels, folder, entry->d_name);
		count++;
	}
	if (directory != NULL)
		closedir(directory);
	arena_release(&arena);
	return count;
}

static void labelled_reports_are_cleaned(void **state)
{
	(void)state;
	struct arena arena;
	struct line_score score = {0};
	arena_init(&arena);
	const char *folder = arena_printf(&arena, "%s/corpora/cn-prov-gwr-2026", shared_root());
	struct slice labels =
		score_read_file(&arena, arena_printf(&arena, "%s/nonbody-lines.tsv", folder));
	if (labels.length == 0) {
		print_message("# skipped: no labelled reports in %s\n", folder);
		arena_release(&arena);
		skip();
	}
	assert_true(add_folder(&score, labels, folder) >= 31);
	print_message("# precision %.4f recall %.4f\n", score_precision(score),
		      score_recall(score));
	assert_true(score.found > 600);
	assert_true(score_precision(score) > 0.97);
	assert_true(score_recall(score) > 0.97);
	arena_release(&arena);
}

/* Texts that were cleaned already: calling body furniture loses evidence. */
static void clean_texts_lose_nothing(void **state)
{
	(void)state;
	static const char *const folders[] = {"world-ndc", "un-gd-2012", "hk-budget-speeches"};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		struct line_score score = {0};
		const char *folder =
			arena_printf(&arena, "%s/corpora/%s", shared_root(), folders[i]);
		if (add_folder(&score, SLICE(""), folder) == 0) {
			print_message("# skipped: no texts in %s\n", folder);
			arena_release(&arena);
			skip();
		}
		print_message("# %s: %zu lines called furniture\n", folders[i], score.wrong);
		assert_true(score.wrong <= 5);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labelled_reports_are_cleaned),
		cmocka_unit_test(clean_texts_lose_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
