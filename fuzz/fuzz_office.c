/* Parts of an office document, put into a zip file so that the fuzzer changes XML and not
 * checksums: the first byte says which format, the rest is its parts, between lines "%%". */
#include "reading.h"

#include "../test/zip_write.h"

enum { PARTS_MOST = 6 };

static const struct {
	const char *handler, *parts[PARTS_MOST];
} formats[] = {
	{"docx",
	 {"word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml",
	  "docProps/core.xml"}},
	{"odt", {"content.xml", "styles.xml", "meta.xml"}},
	{"ods", {"content.xml"}},
	{"ods-rows", {"content.xml"}},
	{"xlsx",
	 {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml",
	  "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}},
	{"xlsx-rows",
	 {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml",
	  "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}},
};

/* Takes the part up to the next line "%%" off *rest. */
static bool cut_part(struct slice *rest, struct slice *part)
{
	struct slice mark = SLICE("\n%%\n");
	if (rest->at == NULL)
		return false;
	size_t at = slice_find(*rest, mark, 0);
	*part = *rest;
	if (at == SIZE_MAX) {
		*rest = (struct slice){NULL, 0};
		return true;
	}
	part->length = at;
	*rest = (struct slice){rest->at + at + mark.length, rest->length - at - mark.length};
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	if (length == 0)
		return 0;
	size_t format = bytes[0] % (sizeof formats / sizeof *formats);
	struct slice rest = fuzz_text(bytes + 1, length - 1), part;
	struct zip zip;
	zip_start(&zip);
	for (int i = 0; i < PARTS_MOST && formats[format].parts[i] != NULL; i++)
		if (cut_part(&rest, &part))
			zip_member(&zip, slice_from(formats[format].parts[i]), part);
	fuzz_handler(formats[format].handler, zip_end(&zip));
	zip_release(&zip);
	return 0;
}
