/*
 * Counts of 35 terms in the 31 provincial reports that were made elsewhere by plain search, through
 * the lexicon. A column is one or more terms, all occurrences added up, in the whole file (with its
 * page furniture).
 */
#include "check.h"

#include "reports.h"
#include "scheme/lexicon.h"

struct column {
	const char *name;
	const char *terms[4];
	const char *not_inside; /* occurrences inside this phrase do not count */
};

static const struct column columns[] = {
	{"ai", {"人工智能"}, NULL},
	{"ai_latin", {"AI"}, NULL},
	{"ai_plus", {"人工智能+"}, NULL},
	{"computing", {"算力", "智算"}, NULL},
	{"large_model", {"大模型"}, NULL},
	{"agent", {"智能体"}, NULL},
	{"robotics", {"机器人"}, NULL},
	{"embodied", {"具身"}, NULL},
	{"quantum", {"量子"}, NULL},
	{"bci", {"脑机"}, NULL},
	{"biomanufacturing", {"生物制造"}, NULL},
	{"low_altitude", {"低空"}, NULL},
	{"hydrogen", {"氢"}, NULL},
	{"fusion", {"聚变"}, "超聚变"},
	{"commercial_space", {"商业航天"}, NULL},
	{"satellite", {"卫星"}, NULL},
	{"6g", {"6G", "第六代"}, NULL},
	{"semiconductors", {"集成电路", "芯片", "半导体"}, NULL},
	{"brain_like", {"类脑"}, NULL},
	{"data_element", {"数据要素"}, NULL},
	{"dataset", {"数据集"}, NULL},
	{"trusted_data_space", {"可信数据空间"}, NULL},
	{"data_labelling", {"数据标注"}, NULL},
	{"public_data", {"公共数据"}, NULL},
	{"data_security", {"数据安全"}, NULL},
	{"cross_border_data", {"数据跨境", "跨境数据", "数据出境"}, NULL},
	{"edwc", {"东数西算"}, NULL},
	{"ethics", {"伦理"}, NULL},
	{"privacy", {"隐私", "个人信息"}, NULL},
	{"algorithm", {"算法"}, NULL},
	{"seed_industry", {"种业"}, NULL},
	{"ocean", {"海洋"}, NULL},
	{"future_industry", {"未来产业"}, NULL},
	{"unified_board", {"一盘棋"}, NULL},
	{"belt_road", {"一带一路"}, NULL},
};
enum { COLUMNS = sizeof columns / sizeof *columns, TERMS = 4 };

/* Where we differ, and why. */
static const struct {
	const char *file, *column;
	long ours;
	const char *reason;
} differences[] = {
	{"cn-tianjin", "ai_latin", 1, "AIC is a kind of fund: AI must be a whole word"},
};

struct counter {
	struct lexicon *terms, *barring;
	size_t column_of[COLUMNS * TERMS];
	size_t barring_column[COLUMNS];
};

static void must_add(struct lexicon *lexicon, const char *term)
{
	assert_int_equal(lexicon_add(lexicon, slice_from(term), NULL), STATUS_OK);
}

static void counter_make(struct arena *arena, struct counter *counter)
{
	counter->terms = lexicon_new(arena);
	counter->barring = lexicon_new(arena);
	for (size_t c = 0; c < COLUMNS; c++) {
		for (size_t t = 0; t < TERMS && columns[c].terms[t] != NULL; t++) {
			counter->column_of[lexicon_count(counter->terms)] = c;
			must_add(counter->terms, columns[c].terms[t]);
		}
		if (columns[c].not_inside != NULL) {
			counter->barring_column[lexicon_count(counter->barring)] = c;
			must_add(counter->barring, columns[c].not_inside);
		}
	}
	lexicon_build(counter->terms);
	lexicon_build(counter->barring);
}

static void count_text(struct arena *arena, const struct counter *counter, struct slice text,
		       long counts[COLUMNS])
{
	struct shadow_text shadow;
	struct lexicon_matches found = {0}, bars = {0};
	text_normalise(arena, text, &shadow);
	lexicon_scan(counter->terms, &shadow, 0, shadow.count, &found);
	lexicon_scan(counter->barring, &shadow, 0, shadow.count, &bars);
	for (size_t i = 0; i < found.count; i++) {
		size_t column = counter->column_of[found.at[i].pattern];
		bool barred = false;
		for (size_t b = 0; b < bars.count; b++)
			barred = barred || (counter->barring_column[bars.at[b].pattern] == column &&
					    bars.at[b].start <= found.at[i].start &&
					    bars.at[b].end >= found.at[i].end);
		counts[column] += !barred;
	}
	free(found.at);
	free(bars.at);
}

static long explained(struct slice file, const char *column, long theirs)
{
	for (size_t i = 0; i < sizeof differences / sizeof *differences; i++)
		if (slice_is(file, differences[i].file) &&
		    strcmp(column, differences[i].column) == 0)
			return differences[i].ours;
	return theirs;
}

/* The file that reports on a region, by its English name in the metadata; empty if none. */
static struct slice file_of(struct slice metadata, struct slice region)
{
	struct slice line, id, chinese, english;
	while (slice_cut(&metadata, '\n', &line))
		if (slice_cut(&line, '\t', &id) && slice_cut(&line, '\t', &chinese) &&
		    slice_cut(&line, '\t', &english) && slice_equal(english, region))
			return id;
	return SLICE("");
}

static int check_region(struct slice line, struct slice heading, struct slice file,
			const long counts[COLUMNS])
{
	struct slice name, cell;
	int wrong = 0, seen = 0;
	while (slice_cut(&heading, '\t', &name) && slice_cut(&line, '\t', &cell))
		for (size_t c = 0; c < COLUMNS; c++) {
			if (!slice_is(name, columns[c].name))
				continue;
			seen++;
			long theirs = explained(file, columns[c].name, strtol(cell.at, NULL, 10));
			if (theirs == counts[c])
				continue;
			print_message("# %.*s %s: wanted %ld, got %ld\n", (int)file.length, file.at,
				      columns[c].name, theirs, counts[c]);
			wrong++;
		}
	assert_int_equal(seen, COLUMNS);
	return wrong;
}

static void counts_of_terms_equal_a_plain_search(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	const char *root = shared_root();
	struct slice table = read_whole(
		&arena, arena_printf(&arena, "%s/facts/field-mentions-gwr2026.tsv", root));
	struct slice metadata = read_whole(
		&arena, arena_printf(&arena, "%s/corpora/cn-prov-gwr-2026/metadata.tsv", root));
	if (table.at == NULL || metadata.at == NULL) {
		print_message("# skipped: no reports or no field-mentions-gwr2026.tsv under %s\n",
			      root);
		arena_release(&arena);
		skip();
	}
	struct counter counter;
	counter_make(&arena, &counter);
	struct slice heading, line, cells[2];
	int regions = 0, wrong = 0;
	slice_cut(&table, '\n', &heading);
	while (slice_cut(&table, '\n', &line)) {
		struct slice rest = line;
		if (!slice_cut(&rest, '\t', &cells[0]) || !slice_cut(&rest, '\t', &cells[1]))
			continue;
		struct slice file = file_of(metadata, cells[1]);
		struct slice text = read_whole(
			&arena, arena_printf(&arena, "%s/corpora/cn-prov-gwr-2026/txt/%.*s.txt",
					     root, (int)file.length, file.at));
		long counts[COLUMNS] = {0};
		assert_non_null(text.at);
		count_text(&arena, &counter, text, counts);
		wrong += check_region(line, heading, file, counts);
		regions++;
	}
	assert_int_equal(regions, 31);
	assert_int_equal(wrong, 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_of_terms_equal_a_plain_search),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
