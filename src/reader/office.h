/*
 * What the office formats share beside packages and XML. Inside the room reader only.
 */
#ifndef QIPAN_READER_OFFICE_H
#define QIPAN_READER_OFFICE_H

#include "base/slice.h"
#include "base/status.h"
#include "reader/sink.h"

/* The title: a block that was styled as one ("style Title"), else dc:title of the file's properties
 * ("file properties"), if the beginning of the text has the same words: properties often keep what
 * an older document or template was called. properties may be empty or damaged. */
enum status office_title(struct sink *sink, struct slice properties,
			 struct error *error) QIPAN_CHECKED;

/* A digit string as an attribute has it, at most `most`; `otherwise` for anything else. */
uint32_t office_number(struct slice text, uint32_t most, uint32_t otherwise);

#endif
