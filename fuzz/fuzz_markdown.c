/* Bytes as Markdown. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	fuzz_handler("markdown", fuzz_text(bytes, length));
	return 0;
}
