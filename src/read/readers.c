#include "read/readers.h"

#include <string.h>

const char address_refusal[] = "is a web address: qipan fetch gets it and adds it";

static bool is_pdf(struct slice bytes)
{
	/* The standard allows up to 1,024 bytes of anything before the mark. */
	struct slice head = {bytes.at, bytes.length < 1024 ? bytes.length : 1024};
	return slice_find(head, SLICE("%PDF-"), 0) != SIZE_MAX;
}

static bool is_zip(struct slice bytes)
{
	return slice_starts(bytes, SLICE("PK\x03\x04")) || slice_starts(bytes, SLICE("PK\x05\x06"));
}

/* Names of parts stand uncompressed in a zip file. */
static bool is_zip_with(struct slice bytes, struct slice part)
{
	return is_zip(bytes) && slice_find(bytes, part, 0) != SIZE_MAX;
}

static bool is_docx(struct slice bytes)
{
	return is_zip_with(bytes, SLICE("word/document.xml"));
}

static bool is_xlsx(struct slice bytes)
{
	return is_zip_with(bytes, SLICE("xl/workbook.xml")) ||
	       is_zip_with(bytes, SLICE("xl/workbook.bin"));
}

static bool is_pptx(struct slice bytes)
{
	return is_zip_with(bytes, SLICE("ppt/presentation.xml"));
}

static bool is_odt(struct slice bytes)
{
	return is_zip_with(bytes, SLICE("mimetypeapplication/vnd.oasis.opendocument.text"));
}

static bool is_ods(struct slice bytes)
{
	return is_zip_with(bytes, SLICE("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"));
}

static bool is_opendocument(struct slice bytes)
{
	return is_zip_with(bytes, SLICE("mimetypeapplication/vnd.oasis.opendocument"));
}

static bool is_epub(struct slice bytes)
{
	return is_zip_with(bytes, SLICE("mimetypeapplication/epub+zip"));
}

static bool is_old_office(struct slice bytes)
{
	return slice_starts(bytes, SLICE("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

static bool is_rtf(struct slice bytes)
{
	return slice_starts(bytes, SLICE("{\\rtf"));
}

/* Part names of old Office files stand in UTF-16. */
static bool is_old_office_with(struct slice bytes, struct slice part)
{
	return is_old_office(bytes) && slice_find(bytes, part, 0) != SIZE_MAX;
}

static bool is_doc(struct slice bytes)
{
	return is_old_office_with(bytes, SLICE("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"));
}

static bool is_locked(struct slice bytes)
{
	return is_old_office_with(bytes, SLICE("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0"));
}

static bool is_archive(struct slice bytes)
{
	return is_zip(bytes) || slice_starts(bytes, SLICE("\x1F\x8B")) ||
	       slice_starts(bytes, SLICE("BZh")) ||
	       slice_starts(bytes, SLICE("\xFD"
					 "7zXZ")) ||
	       slice_starts(bytes, SLICE("\x28\xB5\x2F\xFD")) ||
	       (bytes.length > 262 && memcmp(bytes.at + 257, "ustar", 5) == 0);
}

static bool is_other_archive(struct slice bytes)
{
	return slice_starts(bytes, SLICE("7z\xBC\xAF")) || slice_starts(bytes, SLICE("Rar!\x1A"));
}

static bool is_picture(struct slice bytes)
{
	return slice_starts(bytes, SLICE("\x89PNG")) ||
	       slice_starts(bytes, SLICE("\xFF\xD8\xFF")) || slice_starts(bytes, SLICE("GIF8")) ||
	       slice_starts(bytes, SLICE("II*\0")) || slice_starts(bytes, SLICE("MM\0*"));
}

static bool is_database(struct slice bytes)
{
	return slice_starts(bytes, SLICE("SQLite format 3\0"));
}

static bool begins(struct slice text, struct slice start)
{
	return text.length >= start.length &&
	       slice_equal_ignoring_case((struct slice){text.at, start.length}, start);
}

static bool is_html(struct slice bytes)
{
	struct slice head = {bytes.at, bytes.length < 1024 ? bytes.length : 1024};
	if (slice_starts(head, SLICE("\xEF\xBB\xBF")))
		head = (struct slice){head.at + 3, head.length - 3};
	head = slice_trim(head);
	if (begins(head, SLICE("<?xml")))
		return slice_find(head, SLICE("<html"), 0) != SIZE_MAX;
	return begins(head, SLICE("<!doctype html")) || begins(head, SLICE("<html"));
}

#define SAVE_TEXT "save it as plain text (.txt) and add that"

/* Order matters: special zip files before zip; rows without recognise come into play by name. */
static const struct reader readers[] = {
	{"PDF", " .pdf ", is_pdf, NULL, false, NULL, "pdf-text", "pdftotext"},
	{"docx", " .docx ", is_docx, NULL, false, NULL, "docx", NULL},
	{"xlsx", " .xlsx .xlsm .xlsb ", is_xlsx, NULL, false, NULL, "xlsx", NULL},
	{"pptx", " .pptx ", is_pptx, NULL, false, SAVE_TEXT, NULL, NULL},
	{"odt", " .odt ", is_odt, NULL, false, NULL, "odt", NULL},
	{"ods", " .ods ", is_ods, NULL, false, NULL, "ods", NULL},
	{"OpenDocument files", " .odp ", is_opendocument, NULL, false,
	 "save it as plain text or csv and add that", NULL, NULL},
	{"EPUB", " .epub ", is_epub, NULL, false, SAVE_TEXT, NULL, NULL},
	{"archive", " .zip .tar .tgz .gz .bz2 .xz .zst ", is_archive, NULL, false, NULL, "archive",
	 NULL},
	{"documents that are locked with a password", "", is_locked, NULL, false,
	 "open it with the password and save it without one", NULL, NULL},
	{"doc", " .doc .wps ", is_doc, NULL, false, NULL, "doc-text", "catdoc"},
	{"old Office files (xls, ppt)", " .xls .ppt .et ", is_old_office, NULL, false,
	 "save it as plain text or csv and add that", NULL, NULL},
	{"RTF", " .rtf ", is_rtf, NULL, false, SAVE_TEXT, NULL, NULL},
	{"7z and rar archives", " .7z .rar ", is_other_archive, NULL, false,
	 "unpack it and add the folder", NULL, NULL},
	{"pictures", " .png .jpg .jpeg .gif .tif .tiff .bmp .webp ", is_picture, NULL, false,
	 "run text recognition on it and add the text", NULL, NULL},
	{"SQLite databases", " .db .sqlite .sqlite3 .qipan ", is_database, NULL, false,
	 "export its table as csv and add that", NULL, NULL},
	{"HTML", " .html .htm .xhtml .shtml ", is_html, NULL, false, NULL, "html", NULL},
	{"web archives", " .mht .mhtml ", NULL, NULL, false, "save the page as .html and add that",
	 NULL, NULL},
	{"XML", " .xml ", NULL, NULL, false, SAVE_TEXT, NULL, NULL},
	{"csv table", " .csv ", NULL, NULL, true, NULL, NULL, NULL},
	{"tsv table", " .tsv .tab ", NULL, NULL, true, NULL, NULL, NULL},
	{"JSON table", " .jsonl .ndjson .json ", NULL, NULL, true, NULL, NULL, NULL},
	{"Markdown", " .md .markdown ", NULL, NULL, false, NULL, "markdown", NULL},
	/* The last row takes what is left, so its names only serve name_stem. */
	{"plain text", " .txt .text .log ", NULL, text_decode, false, NULL, NULL, NULL},
};

enum { READER_COUNT = sizeof readers / sizeof *readers };

/* The extension with its dot, empty if there is none; ".txt" alone is a name. */
static struct slice extension_of(struct slice name)
{
	size_t at = name.length;
	while (at > 0 && name.at[at - 1] != '.' && name.at[at - 1] != '/')
		at--;
	if (at < 2 || name.at[at - 1] != '.' || name.at[at - 2] == '/')
		return (struct slice){"", 0};
	return (struct slice){name.at + at - 1, name.length - at + 1};
}

static bool has_extension(const struct reader *reader, struct slice extension)
{
	char wanted[16];
	if (extension.length == 0 || extension.length > sizeof wanted - 2)
		return false;
	wanted[0] = ' ';
	for (size_t i = 0; i < extension.length; i++) {
		char c = extension.at[i];
		wanted[i + 1] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	wanted[extension.length + 1] = ' ';
	return slice_find(slice_from(reader->extensions),
			  (struct slice){wanted, extension.length + 2}, 0) != SIZE_MAX;
}

const struct reader *reader_find(struct slice bytes, struct slice name)
{
	for (size_t i = 0; i < READER_COUNT; i++)
		if (bytes.length > 0 && readers[i].recognise != NULL && readers[i].recognise(bytes))
			return &readers[i];
	struct slice extension = extension_of(name);
	for (size_t i = 0; i < READER_COUNT; i++)
		if (has_extension(&readers[i], extension))
			return &readers[i];
	return &readers[READER_COUNT - 1];
}

enum status reader_refusal(const struct reader *reader, struct error *error)
{
	if (reader->instead == NULL)
		return STATUS_OK;
	return error_set(error, STATUS_FORMAT, "cannot read %s yet: %s", reader->name,
			 reader->instead);
}

enum status reader_refusal_as_table(const struct reader *reader, struct error *error)
{
	TRY(reader_refusal(reader, error));
	if (reader->format != NULL)
		return error_set(error, STATUS_FORMAT,
				 "is %s and not a table of rows: give it its own name",
				 reader->name);
	return STATUS_OK;
}

const char *reader_rows_format(const struct reader *reader)
{
	if (reader->format == NULL)
		return NULL;
	struct slice format = slice_from(reader->format);
	return slice_is(format, "xlsx") ? "xlsx-rows" : slice_is(format, "ods") ? "ods-rows" : NULL;
}

bool is_address(struct slice path)
{
	size_t at = slice_find(path, SLICE("://"), 0);
	if (at == SIZE_MAX || at == 0 || at > 8)
		return false;
	for (size_t i = 0; i < at; i++) {
		unsigned char c = (unsigned char)path.at[i] | 0x20;
		if (c < 'a' || c > 'z')
			return false;
	}
	return true;
}

struct slice name_stem(struct slice name)
{
	struct slice extension = extension_of(name);
	for (size_t i = 0; i < READER_COUNT; i++)
		if (has_extension(&readers[i], extension))
			return (struct slice){name.at, name.length - extension.length};
	return name;
}
