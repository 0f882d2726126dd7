/* Office documents that no handler reads: told by name, before they would be taken for archives or
 * text. */
#include "reader/formats.h"
#include "reader/package.h"

static const struct {
	const char *part, *what;
} parts[] = {
	{"ppt/presentation.xml", "is a PowerPoint presentation (pptx)"},
	{"mimetypeapplication/epub+zip", "is an EPUB book"},
	{"mimetypeapplication/vnd.oasis.opendocument", "is an OpenDocument file of another kind"},
	{"visio/document.xml", "is a Visio drawing"},
};

static const char *kind_of(struct slice bytes)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (package_names(bytes, slice_from(parts[i].part)))
			return parts[i].what;
	return NULL;
}

bool office_other_recognise(struct slice bytes, struct slice name)
{
	(void)name;
	return kind_of(bytes) != NULL;
}

enum status office_other_read(struct slice bytes, const struct handler_options *options,
			      struct sink *sink, struct error *error)
{
	(void)options;
	(void)sink;
	const char *what = kind_of(bytes);
	return error_set(error, STATUS_FORMAT,
			 "%s, which is not read: save it as docx, PDF or text and add that",
			 what == NULL ? "is an office document" : what);
}
