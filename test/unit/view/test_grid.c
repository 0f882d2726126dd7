#include "check.h"

#include "base/utf8.h"
#include "view/grid.h"
#include "view/width.h"

#include "invented.h"

/* Without escape sequences. */
static void append_plain(struct buffer *out, struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] == '\x1b')
			while (text.at[i] != 'm')
				i++;
		else
			buffer_append_byte(out, text.at[i]);
	}
}

static void render_board(struct buffer *out, bool chinese, bool logs, unsigned width, bool colour)
{
	struct arena arena;
	arena_init(&arena);
	struct answer answer;
	invented_board(&answer, &arena, chinese, logs);
	const struct render_style style = {.width = width, .colour = colour, .chinese = chinese};
	struct buffer drawn;
	buffer_init(&drawn);
	render_text(&answer, &style, &drawn);
	append_plain(out, buffer_slice(&drawn));
	buffer_release(&drawn);
	arena_release(&arena);
}

static void no_line_is_wider_than_the_terminal(void **state)
{
	(void)state;
	for (unsigned width = 40; width <= 240; width += 10) {
		for (unsigned i = 0; i < 8; i++) {
			struct buffer out;
			buffer_init(&out);
			render_board(&out, i & 1, i & 2, width, i & 4);
			struct slice rest = buffer_slice(&out), line;
			while (slice_cut(&rest, '\n', &line))
				if (width_of(line) > width)
					fail_msg("%u columns at %u: %.*s", width_of(line), width,
						 (int)line.length, line.at);
			buffer_release(&out);
		}
	}
}

static size_t count_lines_starting(struct slice text, struct slice start)
{
	size_t count = 0;
	struct slice line;
	while (slice_cut(&text, '\n', &line))
		count += slice_starts(line, start);
	return count;
}

static void every_band_has_every_region_under_its_tier(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out);
	render_board(&out, true, false, 80, false);
	struct slice text = buffer_slice(&out);
	assert_int_equal(count_lines_starting(text, SLICE("东部")), 3);
	assert_int_equal(count_lines_starting(text, SLICE("西藏")), 3);
	assert_int_equal(count_lines_starting(text, SLICE("中位数")), 3);
	/* 山西 stands third in the answer but belongs to the second group. */
	assert_true(slice_find(text, SLICE("\n中部\n山西"), 0) != SIZE_MAX);
	buffer_clear(&out);
	render_board(&out, true, false, 160, true);
	assert_int_equal(count_lines_starting(buffer_slice(&out), SLICE("东部")), 1);
	buffer_release(&out);
}

static void small_grid(struct answer *answer, struct arena *arena)
{
	static const struct {
		const char *region, *tier, *code;
		double value;
		const char *state;
	} cells[] = {
		{"A", "east", "x", 0.10, "value"},	{"B", "west", "x", 0.30, "partial"},
		{"C", "east", "x", NAN, "no_document"}, {"A", "east", "y", 0.0, "zero"},
		{"B", "west", "y", NAN, "undefined"},	{"C", "east", "y", NAN, "no_document"},
		{"D", "west", "y", 0.004, "value"},
	};
	answer_init(answer, arena, "board");
	answer_column(answer, "region", "", "", SHOW_PLAIN);
	answer_column(answer, "tier", "", "", SHOW_PLAIN);
	answer_column(answer, "code", "", "", SHOW_PLAIN);
	answer_column(answer, "attention", "", "", SHOW_SHARE);
	answer_column(answer, "state", "", "", SHOW_PLAIN);
	answer->grid = (struct answer_grid){.row = "region",
					    .column = "code",
					    .value = "attention",
					    .row_group = "tier",
					    .state = "state"};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		answer_row(answer);
		answer_put_string(answer, cells[i].region);
		answer_put_string(answer, cells[i].tier);
		answer_put_string(answer, cells[i].code);
		answer_put_real(answer, cells[i].value);
		answer_put_string(answer, cells[i].state);
	}
}

/* A figure that comes out as 0 is not the silence of a text. */
static void nothing_found_is_not_a_figure_of_0(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct answer answer;
	small_grid(&answer, &arena);
	answer_row(&answer);
	answer_put_string(&answer, "E");
	answer_put_string(&answer, "west");
	answer_put_string(&answer, "x");
	answer_put_real(&answer, 0);
	answer_put_string(&answer, "value");
	struct grid *grid = grid_make(&arena, &answer);
	assert_true(grid_cell(grid, 0, 1)->silent);
	assert_false(grid_cell(grid, 4, 0)->silent);
	struct buffer out;
	buffer_init(&out);
	const struct render_style style = {.width = 80};
	grid_append(&out, grid, &style);
	assert_true(slice_find(buffer_slice(&out), SLICE("\nE         0"), 0) != SIZE_MAX);
	assert_true(slice_find(buffer_slice(&out), SLICE("\nA       ▒10   ·\n"), 0) != SIZE_MAX);
	buffer_release(&out);
	arena_release(&arena);
}

static void absence_keeps_its_states_apart(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct answer answer;
	small_grid(&answer, &arena);
	struct grid *grid = grid_make(&arena, &answer);
	assert_int_equal(grid->row_count, 4);
	assert_int_equal(grid->column_count, 2);
	const char *order = "ACBD"; /* by tier, in order of appearance */
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(grid->rows[i].name.at[0], order[i]);
	assert_slice(grid->columns[0].name, "x"); /* the higher median */
	assert_near(grid->columns[0].median, 20, 1e-9);
	assert_near(grid->columns[1].median, 0.2, 1e-9);
	assert_int_equal(grid->columns[1].hits, 1);
	assert_int_equal(grid_cell(grid, 0, 0)->state, GRID_VALUE);
	assert_int_equal(grid_cell(grid, 1, 0)->state, GRID_NO_DOCUMENT);
	assert_int_equal(grid_cell(grid, 2, 0)->state, GRID_PARTIAL);
	assert_int_equal(grid_cell(grid, 3, 0)->state, GRID_BLANK);
	assert_int_equal(grid_cell(grid, 2, 1)->state, GRID_NO_VALUE);
	struct buffer out;
	buffer_init(&out);
	const struct render_style style = {.width = 80};
	grid_append(&out, grid, &style);
	assert_string_equal(
		out.at,
		"          x   y\n"
		"east\n"
		"A       ▒10   ·\n"
		"C         ?   ?\n"
		"west\n"
		"B       █30~  –\n"
		"D           ░.4\n"
		"───────────────\n"
		"median   20  .2\n"
		"above 0   2   1\n"
		"\n"
		"░ ≤ 0.4 %  ▒ ≤ 10 %  █ > 10 %  · read, no hit  ~ partial text  ? no document\n"
		"– no value\n"
		"columns by median, highest first\n");
	buffer_release(&out);
	arena_release(&arena);
}

static void columns_stay_as_given_when_asked(void **state)
{
	(void)state;
	struct arena arena;
	struct answer answer;
	struct buffer out;
	const struct render_style style = {.width = 80};
	arena_init(&arena);
	answer_init(&answer, &arena, "board");
	answer_column(&answer, "region", "", "", SHOW_PLAIN);
	answer_column(&answer, "code", "", "", SHOW_PLAIN);
	answer_column(&answer, "value", "", "", SHOW_PLAIN);
	const char *const codes[] = {"x", "y"};
	for (int i = 0; i < 2; i++) {
		answer_row(&answer);
		answer_put_string(&answer, "A");
		answer_put_string(&answer, codes[i]);
		answer_put_real(&answer, 1 + i);
	}
	answer.grid = (struct answer_grid){.row = "region", .column = "code", .value = "value"};
	assert_slice(grid_make(&arena, &answer)->columns[0].name, "y");
	answer.grid.columns_as_given = true;
	struct grid *grid = grid_make(&arena, &answer);
	assert_slice(grid->columns[0].name, "x");
	buffer_init(&out);
	grid_append(&out, grid, &style);
	assert_null(strstr(out.at, "columns by median"));
	buffer_release(&out);
	arena_release(&arena);
}

static void levels_are_cut_as_the_legend_says(void **state)
{
	(void)state;
	double values[100];
	for (size_t i = 0; i < 100; i++)
		values[i] = (double)(100 - i);
	struct shades shades = shades_choose(values, 100);
	assert_near(shades.cuts[0], 40, 0);
	assert_near(shades.cuts[1], 70, 0);
	assert_near(shades.cuts[2], 90, 0);
	assert_int_equal(shade_level(&shades, 0), 0);
	assert_int_equal(shade_level(&shades, 40), 1);
	assert_int_equal(shade_level(&shades, 40.5), 2);
	assert_int_equal(shade_level(&shades, -71), 3);
	assert_int_equal(shade_level(&shades, 91), 4);
	assert_false(shades.cold);
	double same[] = {2, 2, 2, 0};
	shades = shades_choose(same, 4);
	assert_true(shades.present[0]);
	assert_false(shades.present[3]);
	shades = shades_choose(same, 0);
	assert_false(shades.present[0]);
}

static void too_large_a_grid_is_a_table(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct answer answer;
	answer_init(&answer, &arena, "x");
	answer_column(&answer, "a", "", "", SHOW_PLAIN);
	answer_column(&answer, "b", "", "", SHOW_PLAIN);
	answer_column(&answer, "v", "", "", SHOW_PLAIN);
	answer.grid = (struct answer_grid){.row = "a", .column = "b", .value = "v"};
	for (int i = 0; i < 1001; i++) {
		answer_row(&answer);
		answer_put_string(&answer, arena_printf(&arena, "r%d", i));
		answer_put_string(&answer, arena_printf(&arena, "c%d", i));
		answer_put_integer(&answer, i);
	}
	assert_true(grid_wanted(&answer));
	assert_null(grid_make(&arena, &answer));
	answer.grid.value = "not there";
	assert_false(grid_wanted(&answer));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_line_is_wider_than_the_terminal),
		cmocka_unit_test(every_band_has_every_region_under_its_tier),
		cmocka_unit_test(nothing_found_is_not_a_figure_of_0),
		cmocka_unit_test(absence_keeps_its_states_apart),
		cmocka_unit_test(columns_stay_as_given_when_asked),
		cmocka_unit_test(levels_are_cut_as_the_legend_says),
		cmocka_unit_test(too_large_a_grid_is_a_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
