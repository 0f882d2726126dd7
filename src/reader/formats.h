/*
 * The functions behind the rows of handlers[]: what each handler promises beside handler.h. One
 * section a format; its file has the same name.
 */
#ifndef QIPAN_READER_FORMATS_H
#define QIPAN_READER_FORMATS_H

#include "reader/handler.h"

/* Plain text in any encoding (text/decode.h); blocks are left to blocks_make. Recognises everything
 * that does not look binary. */
bool text_recognise(struct slice bytes, struct slice name);
handler_read text_read;

/* Word documents (docx) and OpenDocument texts (odt): headings, paragraphs, list items, table
 * cells, with the numbers that lists print; the title style is furniture, as are captions, tables
 * of contents and, at the end, foot and end notes. Deleted and hidden text, comments, page heads
 * and feet are left out. A file that breaks off gives what came before and is partial. */
bool docx_recognise(struct slice bytes, struct slice name);
handler_read docx_read;
bool odt_recognise(struct slice bytes, struct slice name);
handler_read odt_read;

/* Spreadsheets (xlsx, ods) as documents: a heading for each sheet when there are several, a line of
 * cells for each row. Cells are as the page shows them: dates as ISO 8601, percentages with %, the
 * results of formulas; errors such as #N/A, comments and charts are left out. */
bool xlsx_recognise(struct slice bytes, struct slice name);
handler_read xlsx_read;
bool ods_recognise(struct slice bytes, struct slice name);
handler_read ods_read;
/* The same as tables: a nested csv file for each sheet (reader/sheet.h). Only by name. */
handler_read xlsx_rows_read;
handler_read ods_rows_read;

/* Web pages (html, xhtml): the main content in headings, paragraphs, list items and cells; what
 * stands around it (navigation, related links, share bars, feet) is furniture. Title, date and
 * source from <meta> as Chinese government sites write it, else from h1, <title> and the lines
 * 来源：, 发布时间：. The encoding is the one asked for, else UTF-8 where the bytes are that, else
 * the page's own word, else the bytes'. A page that nests deeper than HTML_DEPTH gives its text
 * without judgement and a note. */
bool html_recognise(struct slice bytes, struct slice name);
handler_read html_read;
/* What pdftotext -tsv, or tesseract's tsv, made of a PDF: paragraphs with the page they begin on,
 * rows of cells where lines stand side by side, running heads and feet as furniture. Lines are
 * joined across hyphens, columns and pages; Chinese without a space. A hyphen at a line's end goes,
 * unless the document writes the word with it elsewhere. A PDF without text on any page is a scan:
 * FORMAT, saying so. Only by name. */
bool pdf_recognise(struct slice bytes, struct slice name);
handler_read pdf_text_read;
handler_read ocr_text_read;

/* Archives: zip, tar (also compressed), and single files compressed with gzip, bzip2, xz or zstd.
 * Every file is a nested one, with its name in UTF-8 (names in GBK without a mark are read as
 * such). Links, devices, hidden files and what is locked are passed over; names that point out of
 * the archive ("../", "/", "C:") are refused; sizes are counted while unpacking, not believed. */
bool archive_recognise(struct slice bytes, struct slice name);
handler_read archive_unpack;
void archive_prepare(void);

/* Office documents that nothing reads (pptx, epub, odp): FORMAT, saying which. */
bool office_other_recognise(struct slice bytes, struct slice name);
handler_read office_other_read;

/* Markdown (by name): headings, paragraphs, list items, tables, code; marks are left out, as are
 * HTML and link addresses. One heading of level 1 at the very top is the title. Lines "title:",
 * "date:", "lang:", "source:" between --- and --- at the top are metadata. */
bool markdown_recognise(struct slice bytes, struct slice name);
handler_read markdown_read;
void markdown_prepare(void);

#endif
