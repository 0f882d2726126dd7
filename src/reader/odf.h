/* What odt.c and ods.c share: the XML of OpenDocument. Inside the room reader only. */
#ifndef QIPAN_READER_ODF_H
#define QIPAN_READER_ODF_H

#include "reader/story.h"
#include "reader/xml.h"

/* The elements that stand for characters: text:s, text:tab, text:line-break. False for others. */
bool odf_character(struct xml *xml, struct story *story);

/* True when a zip file says that it is this kind: "text", "spreadsheet" (and their templates). */
bool odf_is(struct slice bytes, const char *kind);

#endif
