#include "text/binary.h"

#include <string.h>

enum { LOOK_BYTES = 8192 };

static const struct {
	struct slice mark;
	bool needs_nul; /* the mark alone might begin a text */
	const char *name;
} marks[] = {
	{{"%PDF-", 5}, false, "a PDF document"},
	{{"{\\rtf", 5}, false, "a rich text document (rtf)"},
	{{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8},
	 false,
	 "an old Office document (doc, xls, ppt or wps)"},
	{{"PK\x03\x04", 4}, false, "a zip archive"},
	{{"PK\x05\x06", 4}, false, "an empty zip archive"},
	{{"\x89PNG\r\n\x1A\n", 8}, false, "a PNG image"},
	{{"\xFF\xD8\xFF", 3}, false, "a JPEG image"},
	{{"GIF87a", 6}, true, "a GIF image"},
	{{"GIF89a", 6}, true, "a GIF image"},
	{{"BM", 2}, true, "a BMP image"},
	{{"II*\0", 4}, false, "a TIFF image"},
	{{"MM\0*", 4}, false, "a TIFF image"},
	{{"RIFF", 4}, true, "a RIFF file (WebP image, sound or video)"},
	{{"AT&TFORM", 8}, false, "a DjVu document"},
	{{"\x1F\x8B", 2}, false, "gzip data"},
	{{"BZh", 3}, true, "bzip2 data"},
	{{"\xFD"
	  "7zXZ\0",
	  6},
	 false,
	 "xz data"},
	{{"\x28\xB5\x2F\xFD", 4}, false, "zstd data"},
	{{"7z\xBC\xAF\x27\x1C", 6}, false, "a 7z archive"},
	{{"Rar!\x1A\x07", 6}, false, "a RAR archive"},
	{{"SQLite format 3\0", 16}, false, "an SQLite database"},
	{{"\x7F"
	  "ELF",
	  4},
	 false,
	 "a program (ELF)"},
	{{"MZ", 2}, true, "a program (Windows)"},
	{{"ID3", 3}, true, "sound (mp3)"},
	{{"wOFF", 4}, true, "a font"},
};

/* Members that tell zip documents apart. The first local headers name them in the clear. */
static const struct {
	const char *member, *name;
} zip_members[] = {
	{"word/", "a Word document (docx)"},
	{"xl/", "an Excel workbook (xlsx)"},
	{"ppt/", "a PowerPoint presentation (pptx)"},
	{"opendocument.text", "an OpenDocument text (odt)"},
	{"opendocument.spreadsheet", "an OpenDocument spreadsheet (ods)"},
	{"epub+zip", "an EPUB book"},
	{"[Content_Types].xml", "an Office document (docx, xlsx or pptx)"},
};

static struct slice beginning(struct slice bytes)
{
	return (struct slice){bytes.at, bytes.length < LOOK_BYTES ? bytes.length : LOOK_BYTES};
}

static const char *zip_name(struct slice bytes)
{
	for (size_t i = 0; i < sizeof zip_members / sizeof *zip_members; i++)
		if (slice_find(beginning(bytes), slice_from(zip_members[i].member), 0) != SIZE_MAX)
			return zip_members[i].name;
	return NULL;
}

const char *binary_name(struct slice bytes)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!slice_starts(bytes, marks[i].mark))
			continue;
		if (marks[i].needs_nul && memchr(bytes.at, 0, beginning(bytes).length) == NULL)
			continue;
		const char *inside =
			slice_starts(bytes, SLICE("PK\x03\x04")) ? zip_name(bytes) : NULL;
		return inside != NULL ? inside : marks[i].name;
	}
	return NULL;
}

bool binary_controls(struct slice bytes)
{
	struct slice look = beginning(bytes);
	size_t controls = 0;
	for (size_t i = 0; i < look.length; i++) {
		unsigned char c = (unsigned char)look.at[i];
		controls += c == 0x7F || (c < 0x20 && memchr("\t\n\v\f\r\x1A\x1B", c, 7) == NULL);
	}
	return controls * 10 > look.length;
}
