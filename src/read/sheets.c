#include "read/sheets.h"

#include <string.h>

#include "read/reader_process.h"

enum status sheets_convert(struct arena *arena, struct job *job, struct slice bytes,
			   const char *format, struct sheet **sheets, size_t *count,
			   struct slice *note, struct error *error)
{
	struct reading reading;
	struct reader_request wish = {
		.bytes = bytes, .name = SLICE(""), .encoding = SLICE(""), .format = format};
	TRY(reader_process_read(arena, job, &wish, &reading, error));
	*sheets = arena_array(arena, struct sheet, reading.nested_count);
	*count = reading.nested_count;
	*note = reading.note;
	for (size_t i = 0; i < reading.nested_count; i++) {
		struct slice name = reading.nested[i].name;
		if (slice_ends(name, SLICE(".csv")))
			name.length -= strlen(".csv");
		(*sheets)[i] = (struct sheet){name, reading.nested[i].bytes};
	}
	return STATUS_OK;
}
