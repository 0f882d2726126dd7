/* Bytes as a table file: the first byte says which kind, the rest is the file. Every row that is
 * given must be text, in order, and give metadata that is text; reading must end. */
#include "check.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/item.h"
#include "read/table.h"

static void check_text(struct slice text)
{
	MUST(text.at != NULL);
	MUST(utf8_find_invalid(text) == SIZE_MAX);
}

static void check_item(struct arena *arena, struct field_finder *finder, struct table_row *row)
{
	struct problems problems = {0};
	struct source_item item = {0};
	struct chosen_values chosen;
	struct row_values values = {row->names, row->values,   row->count, row->object,
				    "column",	SLICE("file"), row->line};
	item_choose(finder, &values, &chosen);
	item_fill(arena, &problems, &values, &chosen, &item);
	for (unsigned field = 0; field < FIELD_COUNT; field++) {
		struct slice *kept = field_in(&item.metadata, field);
		MUST(kept == NULL || kept->length <= LIMIT_METADATA_BYTES);
		MUST(utf8_find_invalid(chosen.value[field]) == SIZE_MAX);
	}
	MUST(utf8_find_invalid(item.metadata.other) == SIZE_MAX);
	MUST(item.metadata.other.length == 0 || item.metadata.other.at[0] == '{');
}

static void check_rows(struct arena *arena, struct table *table, struct field_finder *finder)
{
	struct error error;
	struct table_row row;
	bool found = true;
	uint32_t line = 0, number = 0;
	/* Each call takes at least one byte of the text or is the last. */
	size_t most = table->decoded.text.length + 2;
	for (size_t calls = 0; found; calls++) {
		MUST(calls <= most);
		if (table_next(table, &row, &found, &error) != STATUS_OK) {
			MUST(error.text[0] != '\0');
			found = true;
			continue;
		}
		if (!found)
			break;
		MUST(row.line >= line && row.number > number && row.count <= LIMIT_TABLE_COLUMNS);
		line = row.line;
		number = row.number;
		for (size_t i = 0; i < row.count; i++) {
			check_text(row.names[i]);
			check_text(row.values[i]);
		}
		check_item(arena, finder, &row);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const names[] = {"a.csv", "a.tsv", "a.jsonl", "a.json"};
	struct source_options options = {0};
	struct field_finder finder;
	struct arena arena;
	struct table table;
	struct error error;
	if (length == 0)
		return 0;
	struct slice name = slice_from(names[bytes[0] % 4]);
	arena_init(&arena);
	field_finder_init(&finder, &options);
	struct slice file = arena_copy(&arena, fuzz_text(bytes + 1, length - 1));
	if (table_open(&table, &arena, file, name, SLICE(""), &error) == STATUS_OK)
		check_rows(&arena, &table, &finder);
	table_close(&table);
	field_finder_release(&finder);
	arena_release(&arena);
	return 0;
}
