/* Bytes as the TSV of pdftotext and tesseract. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = fuzz_text(bytes, length);
	fuzz_handler("pdf-text", text);
	fuzz_handler("ocr-text", text);
	return 0;
}
