/* What the list of measures says to type is a call that qipan takes. */
#include "check.h"

#include "command/command.h"
#include "measure/catalogue.h"

enum { WORDS_MOST = 12 };

static void check_call(struct arena *arena, const struct catalogue_row *row)
{
	const char *words[WORDS_MOST];
	size_t count = 0;
	struct slice rest = slice_from(row->ask), word;
	while (count < WORDS_MOST && slice_cut(&rest, ' ', &word))
		words[count++] = arena_copy(arena, word).at;
	assert_true(count >= 2);
	assert_string_equal(words[0], "qipan");
	assert_string_equal(words[1], row->verb);
	const struct command *command = command_find(slice_from(row->verb));
	if (command == NULL)
		fail_msg("%s: there is no verb %s", row->name, row->verb);
	struct request request = {.arena = arena};
	struct error error = {0};
	if (request_parse(&request, command, words + 2, count - 2, &error) != STATUS_OK)
		fail_msg("%s: %s: %s", row->name, row->ask, error.text);
}

static void every_row_can_be_asked(void **state)
{
	(void)state;
	struct arena arena;
	struct catalogue_row *rows;
	arena_init(&arena);
	size_t count = catalogue_make(&arena, &rows);
	for (size_t i = 0; i < count; i++)
		check_call(&arena, &rows[i]);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_can_be_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
