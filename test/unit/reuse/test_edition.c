#include "check.h"

#include "base/buffer.h"
#include "reuse/edition.h"

enum { MOST = 16 };

struct side_text {
	struct unit_text units;
	struct span sentences[MOST];
	struct edition_side side;
};

/* Sentences are the parts between full stops. */
static void read_side(struct arena *arena, const char *text, struct side_text *side)
{
	struct arena scratch;
	struct slice whole = slice_from(text), rest = whole, line;
	arena_init(&scratch);
	units_read(arena, &scratch, whole, &side->units);
	arena_release(&scratch);
	size_t count = 0;
	while (slice_cut(&rest, '\n', &line)) {
		uint32_t start = (uint32_t)(line.at - whole.at);
		side->sentences[count++] =
			(struct span){units_find(&side->units, start),
				      units_find(&side->units, start + (uint32_t)line.length)};
	}
	side->side = (struct edition_side){&side->units, side->sentences, count};
}

/* "kept 0 0; new - 1" with moved ones marked *. */
static void assert_editions(const char *a, const char *b, const char *wanted)
{
	struct arena arena;
	struct side_text x, y;
	struct buffer got;
	size_t count;
	arena_init(&arena);
	buffer_init(&got);
	read_side(&arena, a, &x);
	read_side(&arena, b, &y);
	struct edition_entry *entries = editions_compare(&arena, &x.side, &y.side, &count);
	for (size_t i = 0; i < count; i++) {
		char from[16] = "-", to[16] = "-";
		if (entries[i].a != UINT32_MAX)
			snprintf(from, sizeof from, "%u", entries[i].a);
		if (entries[i].b != UINT32_MAX)
			snprintf(to, sizeof to, "%u", entries[i].b);
		buffer_printf(&got, "%s%s%s %s %s", i == 0 ? "" : "; ",
			      edition_state_name(entries[i].state), entries[i].moved ? "*" : "",
			      from, to);
	}
	assert_string_equal(got.at, wanted);
	buffer_release(&got);
	arena_release(&arena);
}

#define A "湖区的渡船今年全部改用电池"
#define B "每个县要办一所修理学堂"
#define C "粮食储备的轮换周期要公布在网上"
#define D "山地马拉松由村民自己当裁判"

static void kept_new_dropped_and_moved(void **state)
{
	(void)state;
	assert_editions(A "\n" B, A "\n" B, "kept 0 0; kept 1 1");
	assert_editions(A "\n" B, A "\n" C "\n" B, "kept 0 0; new - 1; kept 1 2");
	assert_editions(A "\n" C "\n" B, A "\n" B, "kept 0 0; dropped 1 -; kept 2 1");
	/* the one sentence that moved, not the three that stayed in order */
	assert_editions(A "\n" B "\n" C "\n" D, D "\n" A "\n" B "\n" C,
			"kept* 3 0; kept 0 1; kept 1 2; kept 2 3");
	assert_editions("", A, "new - 0");
	assert_editions(A, "", "dropped 0 -");
}

static void reworded_merged_and_split(void **state)
{
	(void)state;
	assert_editions(A, "湖区的渡船明年全部改用氢气", "reworded 0 0");
	assert_editions(A "\n" B, A "，" B, "reworded 0 0; merged 1 0");
	assert_editions(A "，" B, A "\n" B, "reworded 0 0; split 0 1");
}

static void the_cosine_is_that_of_unit_pairs(void **state)
{
	(void)state;
	struct arena arena;
	struct side_text x, y;
	size_t count;
	arena_init(&arena);
	/* pairs AB BC CD and AB BX XD: one of three in common, 1 / 3 */
	read_side(&arena, "甲乙丙丁", &x);
	read_side(&arena, "甲乙寅丁", &y);
	struct edition_entry *entries = editions_compare(&arena, &x.side, &y.side, &count);
	assert_int_equal(count, 2);
	/* 甲乙 乙丙 丙丁 丁戊 and 甲乙 乙丙 丙丁: 3 / sqrt(4 x 3) */
	read_side(&arena, "甲乙丙丁戊", &x);
	read_side(&arena, "甲乙丙丁", &y);
	entries = editions_compare(&arena, &x.side, &y.side, &count);
	assert_int_equal(count, 1);
	assert_near(entries[0].likeness, 3 / sqrt(12), 1e-12);
	assert_int_equal(entries[0].state, EDITION_REWORDED);
	/* words count one by one: 4 of 5 and 5 */
	read_side(&arena, "every town mends its boats", &x);
	read_side(&arena, "every town mends its roads", &y);
	entries = editions_compare(&arena, &x.side, &y.side, &count);
	assert_near(entries[0].likeness, 0.8, 1e-12);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kept_new_dropped_and_moved),
		cmocka_unit_test(reworded_merged_and_split),
		cmocka_unit_test(the_cosine_is_that_of_unit_pairs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
