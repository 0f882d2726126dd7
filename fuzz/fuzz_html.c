/*
 * reader/html: any bytes give a reading that passes reading_check, or a refusal with words.
 */
#include "reader/formats.h"

#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena arena;
	struct sink sink;
	struct reading reading;
	struct error error = {0};
	struct handler_options options = {.charset = SLICE("gb18030")};
	arena_init(&arena);
	sink_init(&sink, &arena);
	enum status status = html_read(fuzz_text(bytes, length), &options, &sink, &error);
	if (status == STATUS_OK)
		status = sink_finish(&sink, &reading, &error);
	if (status == STATUS_OK) {
		MUST(reading_check(&reading, &error) == STATUS_OK);
		MUST(reading.document.block_count > 0 && reading.nested_count == 0);
	} else {
		MUST(error.status == status && error.text[0] != '\0');
	}
	sink_release(&sink);
	arena_release(&arena);
	return 0;
}
