/* Titles, platforms and schemes, by test/cases/positions.txt. */
#include "check.h"

#include "base/buffer.h"
#include "text/position.h"

struct run {
	struct arena arena;
	struct position_tables tables;
	struct buffer got, wanted;
	char line[2048], sentence[4096];
	unsigned cases, wrong;
};

static const char *or_dash(const char *name)
{
	return name[0] == '\0' ? "-" : name;
}

static void read_sentence(struct run *run)
{
	enum orientation orientation;
	struct slice all = slice_from(run->sentence), word;
	struct position *found;
	assert_true(slice_cut(&all, ' ', &word));
	assert_true(orientation_from_name(word, &orientation));
	size_t count = positions_read(&run->arena, &run->tables, all, orientation, &found);
	buffer_clear(&run->got);
	for (size_t i = 0; i < count; i++)
		buffer_printf(&run->got, "> %s %s %s %.*s\n",
			      position_kind_name((enum position_kind)found[i].kind),
			      or_dash(position_level_name((enum position_level)found[i].level)),
			      or_dash(position_status_name((enum position_status)found[i].status)),
			      (int)(found[i].name.end - found[i].name.start),
			      all.at + found[i].name.start);
}

static void check_case(struct run *run)
{
	if (run->sentence[0] == '\0')
		return;
	read_sentence(run);
	run->cases++;
	if (!slice_equal(buffer_slice(&run->got), buffer_slice(&run->wanted))) {
		run->wrong++;
		print_message("%s\ngot:\n%.*swanted:\n%.*s", run->sentence, (int)run->got.length,
			      run->got.at == NULL ? "" : run->got.at, (int)run->wanted.length,
			      run->wanted.at == NULL ? "" : run->wanted.at);
	}
	buffer_clear(&run->wanted);
}

static void every_case_reads_as_written(void **state)
{
	(void)state;
	static struct run run;
	char path[4096];
	snprintf(path, sizeof path, "%s/test/cases/positions.txt", source_root());
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	arena_init(&run.arena);
	buffer_init(&run.got);
	buffer_init(&run.wanted);
	position_tables_init(&run.tables);
	while (fgets(run.line, sizeof run.line, file) != NULL) {
		if (run.line[0] == '>') {
			buffer_append_string(&run.wanted, run.line);
		} else if (run.line[0] == '<') {
			check_case(&run);
			memcpy(run.sentence, run.line + 2, strlen(run.line + 2) + 1);
			run.sentence[strcspn(run.sentence, "\n")] = '\0';
		}
	}
	check_case(&run);
	fclose(file);
	assert_true(run.cases >= 12);
	assert_int_equal(run.wrong, 0);
	buffer_release(&run.got);
	buffer_release(&run.wanted);
	arena_release(&run.arena);
}

/* Any bytes: names lie inside the text, heads inside names. */
static void spans_lie_inside(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",	    "“",	   "“1",   "1+",
		"“1+”",	    "全国",	   "高地", "打造全国、全国、高地高地",
		"\xE5\x85", "“9999999999”"};
	struct arena arena;
	struct position_tables tables;
	arena_init(&arena);
	position_tables_init(&tables);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct position *found;
		size_t count = positions_read(&arena, &tables, slice_from(texts[i]),
					      ORIENTATION_PLAN, &found);
		for (size_t k = 0; k < count; k++) {
			assert_true(found[k].name.start <= found[k].head.start);
			assert_true(found[k].head.start < found[k].head.end);
			assert_true(found[k].head.end <= found[k].name.end);
			assert_true(found[k].name.end <= strlen(texts[i]));
		}
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_reads_as_written),
		cmocka_unit_test(spans_lie_inside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
