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

#endif
