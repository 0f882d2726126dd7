/* Bytes as an archive, and as the package of an office document. */
#include "reading.h"

#include "reader/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = fuzz_text(bytes, length);
	fuzz_handler("archive", text);
	if (docx_recognise(text, SLICE("")))
		fuzz_handler("docx", text);
	return 0;
}
