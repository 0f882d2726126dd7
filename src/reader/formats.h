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

#endif
