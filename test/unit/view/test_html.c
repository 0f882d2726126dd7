/* Text and grids in a page that stands alone. */
#include "check.h"

#include "base/arena.h"
#include "view/html.h"

static void text_is_never_markup(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out);
	html_append_text(&out, SLICE("<a href='x'>&\"\x01\xff算力\n" MARK_START));
	assert_string_equal(out.at,
			    "&lt;a href=&#39;x&#39;&gt;&amp;&quot;\xEF\xBF\xBD\xEF\xBF\xBD算力"
			    "\n" MARK_START);
	buffer_clear(&out);
	html_append_marked(&out, SLICE("建设" MARK_START "<算力>" MARK_END "。"));
	assert_string_equal(out.at, "建设<mark>&lt;算力&gt;</mark>。");
	buffer_release(&out);
}

/* One region by two codes: a value, and a place where nothing was found; a region without text. */
static void a_grid_shows_its_states(void **state)
{
	(void)state;
	static const struct {
		const char *region, *code, *state;
		double value;
	} rows[] = {{"A<B", "x", "value", 0.031},
		    {"A<B", "y", "zero", 0},
		    {"C", "x", "no_document", NAN},
		    {"C", "y", "no_document", NAN}};
	struct arena arena;
	struct answer answer;
	struct buffer out;
	arena_init(&arena);
	buffer_init(&out);
	answer_init(&answer, &arena, "board");
	answer_column(&answer, "region", "", "", SHOW_PLAIN);
	answer_column(&answer, "code", "", "", SHOW_PLAIN);
	answer_column(&answer, "value", "share", "", SHOW_SHARE);
	answer_column(&answer, "state", "", "", SHOW_PLAIN);
	for (size_t i = 0; i < 4; i++) {
		answer_row(&answer);
		answer_put_string(&answer, rows[i].region);
		answer_put_string(&answer, rows[i].code);
		answer_put_real(&answer, rows[i].value);
		answer_put_string(&answer, rows[i].state);
	}
	answer.grid = (struct answer_grid){
		.row = "region", .column = "code", .value = "value", .state = "state"};
	assert_true(grid_wanted(&answer));
	html_append_grid(&out, grid_make(&arena, &answer), SLICE("\"t\""));
	assert_non_null(strstr(out.at, "aria-label=\"&quot;t&quot;\""));
	assert_non_null(strstr(out.at, "A&lt;B"));
	assert_non_null(strstr(out.at, ">3.1</text>"));
	assert_non_null(strstr(out.at, ">·</text>"));
	assert_non_null(strstr(out.at, ">?</text>"));
	assert_null(strstr(out.at, "A<B"));
	buffer_release(&out);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_never_markup),
		cmocka_unit_test(a_grid_shows_its_states),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
