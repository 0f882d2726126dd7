/* Needs, by test/cases/needs.txt. */
#include "check.h"

#include "base/buffer.h"
#include "text/need.h"

static void check_case(const struct need_tables *tables, struct slice line)
{
	struct arena arena;
	arena_init(&arena);
	size_t arrow = slice_find(line, SLICE(" => "), 0);
	if (arrow == SIZE_MAX)
		fail_msg("no arrow: %.*s", (int)line.length, line.at);
	struct slice text = {line.at, arrow};
	struct slice expected = {line.at + arrow + 4, line.length - arrow - 4};
	struct need *needs;
	size_t count = needs_read(&arena, tables, text, &needs);
	struct buffer found;
	buffer_init(&found);
	for (size_t i = 0; i < count; i++) {
		struct slice words = slice_span(text, needs[i].words);
		struct slice reach = slice_span(text, needs[i].reach);
		buffer_printf(&found, "%s%.*s: %.*s", i > 0 ? " | " : "", (int)words.length,
			      words.at, (int)reach.length, reach.at);
	}
	if (count == 0)
		buffer_append_string(&found, "-");
	if (!slice_equal(buffer_slice(&found), expected))
		fail_msg("%.*s\n  expected %.*s\n  found    %.*s", (int)text.length, text.at,
			 (int)expected.length, expected.at, (int)found.length, found.at);
	buffer_release(&found);
	arena_release(&arena);
}

static void cases_name_their_needs(void **state)
{
	(void)state;
	static char text[1 << 16];
	char path[4096];
	snprintf(path, sizeof path, "%s/test/cases/needs.txt", source_root());
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	size_t length = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	struct need_tables tables;
	need_tables_init(&tables);
	struct slice rest = {text, length}, line;
	size_t count = 0;
	while (slice_cut(&rest, '\n', &line))
		if (line.length > 0 && line.at[0] != '#') {
			check_case(&tables, line);
			count++;
		}
	assert_true(count >= 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases_name_their_needs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
