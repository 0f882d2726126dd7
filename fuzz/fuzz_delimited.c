/*
 * text/delimited: on any bytes reading ends; line numbers only grow; fields without doubled quotes
 * are slices of the input; every call moves on. The first byte chooses the separator.
 */
#include <string.h>

#include "base/limits.h"
#include "text/delimited.h"

#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char separators[] = {',', '\t', ';'};
	struct slice text = fuzz_text(bytes, length);
	if (length == 0)
		return 0;
	char separator = separators[bytes[0] % sizeof separators];
	text = (struct slice){text.at + 1, text.length - 1};
	struct arena arena;
	struct delimited table;
	arena_init(&arena);
	MUST(strchr("\t,;", delimited_guess_separator(text)) != NULL);
	delimited_open(&table, text, separator);
	uint32_t line = 0;
	for (bool found = true; found;) {
		struct error error = {0};
		size_t before = table.at, inside = 0;
		if (delimited_next_record(&table, &arena, &found, &error) != STATUS_OK) {
			MUST(error.status == STATUS_FORMAT || error.status == STATUS_LIMIT);
			MUST(error.line >= line && error.line > 0);
			MUST(table.at > before);
			found = true;
			continue;
		}
		if (!found)
			break;
		MUST(table.at > before && table.line > line);
		MUST(table.field_count > 0 && table.field_count <= LIMIT_TABLE_COLUMNS);
		line = table.line;
		for (size_t i = 0; i < table.field_count; i++)
			inside += table.fields[i].length;
		MUST(inside <= table.at - before);
	}
	MUST(table.at == text.length);
	delimited_release(&table);
	arena_release(&arena);
	return 0;
}
