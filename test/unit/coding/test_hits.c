/*
 * The draft of the built-in codebook on the 31 provincial reports against counts of an independent
 * implementation (leaf, pattern, hits, reports). That one counted over whole files (with the page
 * furniture in them), matched case-folded text without NFKC, and decided like coding.h: exclusions
 * first, then the longest match inside an axis. What differs is listed with its reason.
 */
#include "check.h"

#include "base/map.h"
#include "coding/coding.h"
#include "reports.h"
#include "scheme/builtin.h"

static const char all_patterns[] = "(all)";

struct difference {
	const char *leaf, *pattern;
	int hits, reports; /* ours */
	const char *reason;
};

static const struct difference differences[] = {
	{"field.ai", "AI＋", 4, 2,
	 "NFKC makes it AI+; of two equal patterns the first has the hit"},
	{"field.ai", "AI+", 0, 0, "stands after AI＋"},
	{"element.application", "AI＋", 4, 2, "as above"},
	{"element.application", "AI+", 0, 0, "as above"},
	{"element.application", "人工智能＋", 0, 0, "NFKC makes it 人工智能+"},
	{"element.application", "人工智能+", 11, 9, "10 and one of the 2 of 人工智能＋"},
	{"element.application", "“人工智能+”", 37, 30, "36 and “人工智能＋”, which is longer"},
	{"commitment.target", "增长*％", 0, 0, "NFKC makes it 增长*%"},
	{"commitment.target", "增长*%", 785, 31, "738 and the 47 of 增长*％ (one report)"},
};

struct counts {
	int *hits, *reports;
};

static void count_report(struct arena *arena, const struct codebook *codebook, struct slice text,
			 struct coding_scratch *scratch, struct counts *counts)
{
	struct shadow_text shadow;
	struct passage whole = {.span = {0, (uint32_t)text.length}};
	struct document document = {.text = text, .passages = &whole, .passage_count = 1};
	text_normalise(arena, text, &shadow);
	coding_match(arena, codebook, NULL, &shadow, &document, scratch);
	bool *seen = arena_array(arena, bool, codebook->pattern_count);
	for (size_t i = 0; i < document.mention_count; i++) {
		uint32_t pattern = document.mentions[i].pattern;
		counts->hits[pattern]++;
		counts->reports[pattern] += !seen[pattern];
		seen[pattern] = true;
	}
}

/* Index of the pattern in the codebook, or SIZE_MAX. */
static size_t find_pattern(const struct codebook *codebook, struct slice leaf, struct slice text)
{
	for (size_t i = 0; i < codebook->pattern_count; i++)
		if (slice_equal(codebook->patterns[i].text, text) &&
		    slice_equal(codebook_code(codebook, codebook->patterns[i].code)->name, leaf))
			return i;
	return SIZE_MAX;
}

static const struct difference *find_difference(struct slice leaf, struct slice pattern)
{
	for (size_t i = 0; i < sizeof differences / sizeof *differences; i++)
		if (slice_is(leaf, differences[i].leaf) &&
		    slice_is(pattern, differences[i].pattern))
			return &differences[i];
	return NULL;
}

/* One row of the table against our counts; returns 1 if they differ without a reason. */
static int check_row(const struct codebook *codebook, const struct counts *counts,
		     struct slice leaf, struct slice pattern, int hits, int reports)
{
	const struct difference *known = find_difference(leaf, pattern);
	if (known != NULL) {
		hits = known->hits;
		reports = known->reports;
	}
	size_t index = find_pattern(codebook, leaf, pattern);
	int our_hits = index == SIZE_MAX ? -1 : counts->hits[index];
	int our_reports = index == SIZE_MAX ? -1 : counts->reports[index];
	if (our_hits == hits && our_reports == reports)
		return 0;
	print_message("# %.*s\t%.*s\twanted %d %d\tgot %d %d\n", (int)leaf.length, leaf.at,
		      (int)pattern.length, pattern.at, hits, reports, our_hits, our_reports);
	return 1;
}

static int check_table(const struct codebook *codebook, const struct counts *counts,
		       struct slice table, int *rows)
{
	struct slice line, cell[4];
	int wrong = 0;
	slice_cut(&table, '\n', &line); /* heading */
	while (slice_cut(&table, '\n', &line)) {
		for (size_t i = 0; i < 4; i++)
			if (!slice_cut(&line, '\t', &cell[i]))
				cell[i] = SLICE("");
		if (cell[3].length == 0 || slice_is(cell[1], all_patterns))
			continue;
		++*rows;
		wrong += check_row(codebook, counts, cell[0], cell[1],
				   (int)strtol(cell[2].at, NULL, 10),
				   (int)strtol(cell[3].at, NULL, 10));
	}
	return wrong;
}

static void hits_equal_an_independent_count(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	static struct report reports[64];
	const char *root = shared_root();
	size_t count = read_reports(
		&arena, arena_printf(&arena, "%s/corpora/cn-prov-gwr-2026/txt", root), reports, 64);
	struct slice table =
		read_whole(&arena, arena_printf(&arena, "%s/methods/codebook-hits.tsv", root));
	if (count != 31 || table.at == NULL) {
		print_message("# skipped: no reports or no codebook-hits.tsv under %s\n", root);
		arena_release(&arena);
		skip();
	}
	struct codebook codebook;
	struct scheme_remarks remarks = {0};
	struct error error;
	const char *draft = arena_printf(&arena, "%s/methods/codebook-ai-highland", root);
	struct slice yaml = read_whole(&arena, arena_printf(&arena, "%s.yaml", draft));
	struct slice side = read_whole(&arena, arena_printf(&arena, "%s.meta.yaml", draft));
	assert_true(yaml.at != NULL && side.at != NULL);
	/* its notes name keys without their branch: they say nothing about matching */
	side.length = slice_find(side, SLICE("\nnotes:"), 0) + 1;
	if (codebook_load(&arena, yaml, "draft.yaml", side, "draft.meta.yaml", &codebook, &remarks,
			  &error) != STATUS_OK)
		fail_msg("%s", error.text);
	struct counts counts = {arena_array(&arena, int, codebook.pattern_count),
				arena_array(&arena, int, codebook.pattern_count)};
	struct coding_scratch scratch = {0};
	for (size_t i = 0; i < count; i++)
		count_report(&arena, &codebook, reports[i].text, &scratch, &counts);
	int rows = 0;
	assert_int_equal(check_table(&codebook, &counts, table, &rows), 0);
	assert_int_equal(rows, 2199);
	coding_release(&scratch);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hits_equal_an_independent_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
