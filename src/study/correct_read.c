/* Judgements from a table that a person filled in. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "read/file.h"
#include "read/table.h"
#include "study/correct.h"

struct reading_table {
	struct board *board;
	struct slice who;
	struct judgement *judgements;
	uint32_t *lines;
	size_t count, capacity, line_capacity;
};

static struct slice value_of(const struct table_row *row, const char *name)
{
	for (size_t i = 0; i < row->count; i++)
		if (slice_equal_ignoring_case(slice_trim(row->names[i]), slice_from(name)))
			return slice_trim(row->values[i]);
	return SLICE("");
}

/* What people write into a box. */
static const struct verdict_word {
	const char *word;
	uint8_t action;
} verdict_words[] = {
	{"yes", CORRECTION_CONFIRM}, {"y", CORRECTION_CONFIRM},	 {"1", CORRECTION_CONFIRM},
	{"是", CORRECTION_CONFIRM},  {"对", CORRECTION_CONFIRM}, {"confirm", CORRECTION_CONFIRM},
	{"no", CORRECTION_REJECT},   {"n", CORRECTION_REJECT},	 {"0", CORRECTION_REJECT},
	{"否", CORRECTION_REJECT},   {"错", CORRECTION_REJECT},	 {"reject", CORRECTION_REJECT},
	{"add", CORRECTION_ADD},     {"补", CORRECTION_ADD},	 {"read", CORRECTION_READ},
	{"已读", CORRECTION_READ},
};

static bool verdict_from(struct slice word, uint8_t *action)
{
	for (size_t i = 0; i < sizeof verdict_words / sizeof *verdict_words; i++) {
		*action = verdict_words[i].action;
		if (slice_equal_ignoring_case(word, slice_from(verdict_words[i].word)))
			return true;
	}
	return false;
}

static enum status number_from(struct slice text, const char *what, int64_t *number,
			       struct error *error)
{
	*number = 0;
	bool good = text.length < 18;
	for (size_t i = 0; good && i < text.length; i++) {
		good = text.at[i] >= '0' && text.at[i] <= '9';
		*number = *number * 10 + (text.at[i] - '0');
	}
	if (good)
		return STATUS_OK;
	return error_set(error, STATUS_FORMAT, "%s is a number, not \"%.*s\"", what,
			 text.length > 40 ? 40 : (int)text.length, text.at);
}

static void take(struct reading_table *reading, const struct judgement *judgement, uint32_t line)
{
	reading->judgements = memory_grow(reading->judgements, &reading->capacity,
					  reading->count + 1, sizeof *reading->judgements);
	reading->lines = memory_grow(reading->lines, &reading->line_capacity, reading->count + 1,
				     sizeof *reading->lines);
	reading->lines[reading->count] = line;
	reading->judgements[reading->count++] = *judgement;
}

static void take_missing(struct reading_table *reading, struct judgement judgement,
			 struct slice missing, uint32_t line)
{
	judgement.action = CORRECTION_ADD;
	judgement.words = SLICE("");
	for (size_t i = 0; i < missing.length;) {
		size_t start = i;
		while (i < missing.length && missing.at[i] != ' ' && missing.at[i] != ',' &&
		       missing.at[i] != ';')
			i++;
		judgement.code = (struct slice){missing.at + start, i - start};
		if (i > start)
			take(reading, &judgement, line);
		i++;
	}
}

static enum status take_row(struct reading_table *reading, const struct table_row *row,
			    struct error *error)
{
	struct slice word = value_of(row, "verdict"), missing = value_of(row, "missing");
	struct judgement judgement = {.as_it_is = true,
				      .document = value_of(row, "document"),
				      .fingerprint = value_of(row, "passage_sha256"),
				      .before = value_of(row, "before_sha256"),
				      .after = value_of(row, "after_sha256"),
				      .code = value_of(row, "code"),
				      .words = value_of(row, "words"),
				      .who = value_of(row, "who"),
				      .when = value_of(row, "when"),
				      .why = value_of(row, "why"),
				      .sample = value_of(row, "sample")};
	int64_t number;
	if ((word.length == 0 && missing.length == 0) ||
	    slice_is(value_of(row, "standing"), "undone"))
		return STATUS_OK;
	if (word.length == 0)
		judgement.action = CORRECTION_ADD;
	else if (!verdict_from(word, &judgement.action))
		return error_set(error, STATUS_FORMAT,
				 "verdict is yes, no or read, not \"%.*s\"; the row was passed "
				 "over",
				 word.length > 40 ? 40 : (int)word.length, word.at);
	TRY(number_from(value_of(row, "sequence"), "sequence", &number, error));
	judgement.sequence = number > UINT32_MAX ? 0 : (uint32_t)number;
	TRY(number_from(value_of(row, "passage"), "passage", &number, error));
	if (judgement.fingerprint.length == 0)
		judgement.passage = number;
	if (judgement.passage == 0 && judgement.fingerprint.length == 0)
		return error_set(error, STATUS_FORMAT,
				 "the row names no passage: it needs passage, or document and "
				 "passage_sha256");
	if (judgement.who.length == 0)
		judgement.who = reading->who;
	if (word.length > 0)
		take(reading, &judgement, row->line);
	take_missing(reading, judgement, missing, row->line);
	return STATUS_OK;
}

static enum status read_rows(struct reading_table *reading, struct table *table, const char *path,
			     struct answer *skipped, struct error *error)
{
	for (;;) {
		struct table_row row;
		bool found = false;
		enum status status = table_next(table, &row, &found, error);
		if (status == STATUS_OK && !found)
			return STATUS_OK;
		uint32_t line = status == STATUS_OK ? row.line : error->line;
		if (status == STATUS_OK)
			status = take_row(reading, &row, error);
		if (status == STATUS_OK)
			continue;
		answer_problem(skipped, "error", slice_from(path), line, 0,
			       slice_from(error->text));
		*error = (struct error){.status = STATUS_OK};
	}
}

static void hand_over(struct reading_table *reading, struct judgement **judgements,
		      uint32_t **lines, size_t *count)
{
	struct arena *arena = reading->board->arena;
	*count = reading->count;
	*judgements = arena_array(arena, struct judgement, reading->count);
	*lines = arena_array(arena, uint32_t, reading->count);
	if (reading->count > 0) {
		memcpy(*judgements, reading->judgements, reading->count * sizeof **judgements);
		memcpy(*lines, reading->lines, reading->count * sizeof **lines);
	}
	free(reading->judgements);
	free(reading->lines);
}

enum status judgements_read(struct board *board, const char *path, struct slice who,
			    struct answer *skipped, struct judgement **judgements, uint32_t **lines,
			    size_t *count, struct error *error)
{
	struct reading_table reading = {.board = board, .who = who};
	struct table table;
	struct slice bytes;
	*count = 0;
	TRY(file_read(board->arena, path, LIMIT_TABLE_FILE_BYTES, "TABLE_FILE_BYTES", &bytes,
		      error));
	enum status status =
		table_open(&table, board->arena, bytes, slice_from(path), SLICE(""), error);
	if (status == STATUS_OK)
		status = read_rows(&reading, &table, path, skipped, error);
	if (status == STATUS_OK)
		hand_over(&reading, judgements, lines, count);
	table_close(&table);
	return status;
}
