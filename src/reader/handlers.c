#include "reader/handler.h"

#include "reader/formats.h"
#include "reader/xml.h"

/* Special formats before general ones: a docx is a zip. Plain text takes what nothing else does. */
const struct handler handlers[] = {
	{"docx", docx_recognise, docx_read, xml_prepare},
	{"odt", odt_recognise, odt_read, xml_prepare},
	{"xlsx", xlsx_recognise, xlsx_read, xml_prepare},
	{"xlsx-rows", NULL, xlsx_rows_read, xml_prepare},
	{"ods", ods_recognise, ods_read, xml_prepare},
	{"ods-rows", NULL, ods_rows_read, xml_prepare},
	{"html", html_recognise, html_read, xml_prepare},
	{"office-other", office_other_recognise, office_other_read, NULL},
	{"archive", archive_recognise, archive_unpack, archive_prepare},
	{"markdown", markdown_recognise, markdown_read, markdown_prepare},
	{"pdf-text", NULL, pdf_text_read, NULL},
	{"doc-text", NULL, text_read, NULL},
	{"ocr-text", NULL, ocr_text_read, NULL},
	{"text", text_recognise, text_read, NULL},
};
const size_t handler_count = sizeof handlers / sizeof *handlers;

const struct handler *handler_find(struct slice bytes, struct slice name)
{
	for (size_t i = 0; i < handler_count; i++)
		if (handlers[i].recognise != NULL && handlers[i].recognise(bytes, name))
			return &handlers[i];
	return NULL;
}

const struct handler *handler_named(struct slice name)
{
	for (size_t i = 0; i < handler_count; i++)
		if (slice_is(name, handlers[i].name))
			return &handlers[i];
	return NULL;
}
