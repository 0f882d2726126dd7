#include "check.h"

#include "base/buffer.h"
#include "base/limits.h"

static void read_document(struct buffer *text)
{
	char path[4096], piece[4096];
	snprintf(path, sizeof path, "%s/docs/limits.md", source_root());
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("cannot open %s", path);
	for (size_t length; (length = fread(piece, 1, sizeof piece, file)) > 0;)
		buffer_append(text, (struct slice){piece, length});
	fclose(file);
}

/* Each limit's row stands in the document word for word, and no other row. */
static void the_document_repeats_the_header(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int value;
		const char *unit, *why;
	} limits[] = {
#define LIMIT_ROW(name, value, unit, why) {#name, value, unit, why},
		LIMITS(LIMIT_ROW)
#undef LIMIT_ROW
	};
	size_t count = sizeof limits / sizeof *limits, rows = 0;
	struct buffer text, row;
	buffer_init(&text);
	buffer_init(&row);
	read_document(&text);
	for (size_t i = 0; i < count; i++) {
		buffer_clear(&row);
		buffer_printf(&row, "\n| %s | %d | %s | %s |\n", limits[i].name, limits[i].value,
			      limits[i].unit, limits[i].why);
		if (slice_find(buffer_slice(&text), buffer_slice(&row), 0) == SIZE_MAX)
			fail_msg("docs/limits.md lacks the line%s", row.at);
	}
	for (size_t at = 0; (at = slice_find(buffer_slice(&text), SLICE("\n| "), at)) != SIZE_MAX;)
		rows += ++at > 0;
	assert_int_equal(rows, count + 1); /* and the header */
	buffer_release(&row);
	buffer_release(&text);
}

static void limits_are_sizes(void **state)
{
	(void)state;
#define LIMIT_POSITIVE(name, value, unit, why) assert_true(LIMIT_##name > 0);
	LIMITS(LIMIT_POSITIVE)
#undef LIMIT_POSITIVE
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_document_repeats_the_header),
		cmocka_unit_test(limits_are_sizes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
