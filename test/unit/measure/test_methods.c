/* docs/methods.md says what the table says. */
#include "check.h"

#include "base/buffer.h"
#include "measure/measure.h"

static char *read_methods(void)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/docs/methods.md", source_root());
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("cannot open %s", path);
	enum { MOST = 1 << 20 };
	char *text = test_malloc(MOST);
	size_t length = fread(text, 1, MOST - 1, file);
	fclose(file);
	text[length] = '\0';
	return text;
}

/* From the heading to the next heading of any level; empty if there is none. */
static struct slice section(struct slice text, const struct measure *measure)
{
	struct buffer heading;
	buffer_init(&heading);
	buffer_printf(&heading, "\n### %s `%s`\n", measure->number, measure->name);
	size_t start = slice_find(text, buffer_slice(&heading), 0);
	if (start == SIZE_MAX)
		fail_msg("docs/methods.md has no section:%s", heading.at);
	start += heading.length;
	buffer_release(&heading);
	size_t end = slice_find(text, SLICE("\n#"), start);
	if (end == SIZE_MAX)
		end = text.length;
	return (struct slice){text.at + start, end - start};
}

static void check_line(struct slice section, const struct measure *measure, const char *label,
		       const char *value)
{
	assert_non_null(value);
	struct buffer line;
	buffer_init(&line);
	buffer_printf(&line, "\n%s%s\n", label, value);
	if (slice_find(section, buffer_slice(&line), 0) == SIZE_MAX)
		fail_msg("docs/methods.md, section of %s lacks the line:%s", measure->name,
			 line.at);
	buffer_release(&line);
}

static void every_row_has_its_section(void **state)
{
	(void)state;
	char *methods = read_methods();
	struct slice text = slice_from(methods);
	for (size_t i = 0; i < measure_count; i++) {
		const struct measure *measure = &measures[i];
		struct slice of = section(text, measure);
		check_line(of, measure, "", measure->meaning);
		check_line(of, measure, "- Unit: ", measure->unit);
		check_line(of, measure, "- Range: ", measure->range);
		check_line(of, measure, "- Formula: ", measure->formula);
		check_line(of, measure, "- Denominator: ", measure->denominator);
		check_line(of, measure, "- Baseline: ", measure->baseline);
		check_line(of, measure, "- Interval: ", measure->interval);
		check_line(of, measure, "- Source: ", measure->citation);
		if (slice_find(of, SLICE("\nExample: "), 0) == SIZE_MAX)
			fail_msg("docs/methods.md, section of %s has no example", measure->name);
	}
	test_free(methods);
}

/* And no section speaks of a measure that is not there. */
static void every_section_has_its_row(void **state)
{
	(void)state;
	char *methods = read_methods();
	struct slice rest = slice_from(methods), line;
	size_t sections = 0;
	while (slice_cut(&rest, '\n', &line)) {
		if (!slice_starts(line, SLICE("### M")))
			continue;
		sections++;
		size_t start = slice_find(line, SLICE("`"), 0),
		       end = slice_find(line, SLICE("`"), start + 1);
		assert_true(start != SIZE_MAX && end != SIZE_MAX);
		struct slice name = {line.at + start + 1, end - start - 1};
		if (measure_find(name) == NULL)
			fail_msg("docs/methods.md: no row for: %.*s", (int)line.length, line.at);
	}
	assert_int_equal(sections, measure_count);
	test_free(methods);
}

static void rows_are_found_by_name_and_number(void **state)
{
	(void)state;
	for (size_t i = 0; i < measure_count; i++) {
		assert_ptr_equal(measure_find(slice_from(measures[i].name)), &measures[i]);
		assert_non_null(measures[i].function);
		assert_false(measures[i].per_region_only && measures[i].per_column_only);
		if (i > 0)
			assert_true(strcmp(measures[i - 1].number, measures[i].number) <= 0);
	}
	assert_string_equal(measure_find(SLICE("m04"))->name, "attention");
	assert_string_equal(measure_find(SLICE("Log_Odds"))->number, "M07");
	assert_null(measure_find(SLICE("")));
	assert_null(measure_find(SLICE("M")));
	assert_null(measure_find(SLICE("attentio")));
}

static void states_have_names(void **state)
{
	(void)state;
	const char *const names[] = {"value", "few", "zero", "no_document", "partial", "undefined"};
	for (unsigned i = 0; i < 6; i++)
		assert_string_equal(finding_state_name((enum finding_state)i), names[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_has_its_section),
		cmocka_unit_test(every_section_has_its_row),
		cmocka_unit_test(rows_are_found_by_name_and_number),
		cmocka_unit_test(states_have_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
