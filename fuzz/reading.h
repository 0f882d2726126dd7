/* A handler over bytes, with what every handler promises: it ends, gives a reading that passes
 * reading_check or an error that says something, and the same for the same bytes. */
#ifndef QIPAN_FUZZ_READING_H
#define QIPAN_FUZZ_READING_H

#include "check.h"

#include "reader/handler.h"

static inline enum status fuzz_read(const char *name, struct slice bytes, struct arena *arena,
				    struct sink *sink, struct reading *reading)
{
	const struct handler *handler = handler_named(slice_from(name));
	struct handler_options options = {.name = SLICE("plan.gz")};
	struct error error = {0};
	MUST(handler != NULL);
	sink_init(sink, arena);
	enum status status = handler->read(bytes, &options, sink, &error);
	if (status == STATUS_OK)
		status = sink_finish(sink, reading, &error);
	MUST(status == STATUS_OK || status == STATUS_FORMAT || status == STATUS_LIMIT);
	MUST(status == STATUS_OK || error.text[0] != '\0');
	if (status == STATUS_OK)
		MUST(reading_check(reading, &error) == STATUS_OK);
	return status;
}

static inline void fuzz_handler(const char *name, struct slice bytes)
{
	struct arena arena, again;
	struct sink sink, other;
	struct reading reading, same;
	arena_init(&arena);
	arena_init(&again);
	enum status status = fuzz_read(name, bytes, &arena, &sink, &reading);
	MUST(fuzz_read(name, bytes, &again, &other, &same) == status);
	if (status == STATUS_OK) {
		MUST(slice_equal(reading.document.text, same.document.text));
		MUST(reading.document.block_count == same.document.block_count);
		MUST(reading.nested_count == same.nested_count);
	}
	sink_release(&sink);
	sink_release(&other);
	arena_release(&again);
	arena_release(&arena);
}

#endif
