/* Pictures as SVG: as many bands as flows, text made safe, axes of round numbers. */
#include "check.h"

#include "view/picture.h"

static size_t count_of(const struct buffer *out, const char *part)
{
	size_t count = 0;
	for (const char *at = out->at; (at = strstr(at, part)) != NULL; at++)
		count++;
	return count;
}

static void flows_are_bands(void **state)
{
	const struct slice from[] = {SLICE("A<b>"), SLICE("B"), SLICE("unused")};
	const struct slice to[] = {SLICE("x"), SLICE("y")}, kinds[] = {SLICE("batch")};
	const struct picture_flow flows[] = {{0, 0, 0, 30}, {0, 1, 0, 10}, {1, 1, 0, 60}};
	const struct picture_flows picture = {.title = SLICE("t & u"),
					      .unit = SLICE("MW"),
					      .from = from,
					      .to = to,
					      .kinds = kinds,
					      .from_count = 3,
					      .to_count = 2,
					      .kind_count = 1,
					      .flows = flows,
					      .flow_count = 3};
	struct buffer out;
	(void)state;
	buffer_init(&out);
	picture_append_flows(&out, &picture);
	assert_int_equal(count_of(&out, "<path"), 3);
	/* 900 are shared out: 30, 10 and 60 % of them */
	assert_non_null(strstr(out.at, "stroke-width=\"270.00\""));
	assert_non_null(strstr(out.at, "stroke-width=\"540.00\""));
	assert_non_null(strstr(out.at, "A&lt;b&gt; → x, batch: 30.0 MW"));
	assert_non_null(strstr(out.at, "t &amp; u"));
	assert_null(strstr(out.at, "unused"));
	assert_non_null(strstr(out.at, "</svg>"));
	buffer_release(&out);
}

static void lines_have_round_axes(void **state)
{
	const struct picture_point points[] = {{70, 75, false, SLICE("a")},
					       {66, 78, true, SLICE("b")},
					       {63, 90, false, SLICE("c")}};
	const struct picture_line picture = {.title = SLICE("t"),
					     .x_name = SLICE("carbon"),
					     .y_name = SLICE("cost"),
					     .mark_name = SLICE("knee"),
					     .points = points,
					     .count = 3};
	struct buffer out;
	(void)state;
	buffer_init(&out);
	picture_append_line(&out, &picture);
	assert_int_equal(count_of(&out, "<circle"), 3);
	assert_int_equal(count_of(&out, "knee"), 1);
	assert_non_null(strstr(out.at, ">62<"));
	assert_non_null(strstr(out.at, ">90<"));
	buffer_clear(&out);
	picture_append_line(&out, &(struct picture_line){.points = points, .count = 1});
	assert_null(strstr(out.at, "nan"));
	assert_null(strstr(out.at, "inf"));
	buffer_release(&out);
	assert_near(picture_step(0, 7, 5), 2, 1e-12);
	assert_near(picture_step(0, 0.3, 6), 0.05, 1e-12);
	assert_near(picture_step(5, 5, 6), 1, 0);
}

static void nothing_is_an_empty_picture(void **state)
{
	struct buffer out;
	(void)state;
	buffer_init(&out);
	picture_append_flows(&out, &(struct picture_flows){.title = SLICE("t")});
	picture_append_line(&out, &(struct picture_line){.title = SLICE("t")});
	assert_int_equal(count_of(&out, "</svg>"), 2);
	assert_null(strstr(out.at, "nan"));
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(flows_are_bands),
		cmocka_unit_test(lines_have_round_axes),
		cmocka_unit_test(nothing_is_an_empty_picture),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
