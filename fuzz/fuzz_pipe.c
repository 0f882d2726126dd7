/*
 * corpus/pipe: what a reader process answers. What is accepted keeps the invariants of a reading,
 * and written again it is the same bytes.
 */
#include "corpus/pipe.h"

#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena arena;
	struct reading reading;
	struct error error = {0};
	struct slice message = fuzz_text(bytes, length);
	arena_init(&arena);
	enum status status = pipe_read(&arena, message, &reading, &error);
	if (status == STATUS_OK) {
		struct buffer again;
		MUST(reading_check(&reading, &error) == STATUS_OK);
		buffer_init(&again);
		pipe_write(&again, &reading);
		MUST(slice_equal(buffer_slice(&again), message));
		buffer_release(&again);
	} else {
		MUST(error.status == status && error.text[0] != '\0');
		MUST(status == STATUS_CHILD || status == STATUS_FORMAT || status == STATUS_LIMIT ||
		     status == STATUS_USAGE);
	}
	arena_release(&arena);
	return 0;
}
