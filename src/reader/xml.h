/*
 * XML as a stream of elements and text (libxml2's xmlReader), for office documents. Inside the room
 * reader only.
 *
 * Names are local names: "w:p" is "p". Entities other than the five of XML and numbers are not
 * expanded, and a document type is refused: office documents have none, and it is how a small file
 * makes a large one. Elements nest at most XML_DEPTH deep.
 *
 * XML that is not well formed ends the stream early and sets `damaged`: what came before stays.
 */
#ifndef QIPAN_READER_XML_H
#define QIPAN_READER_XML_H

#include <libxml/xmlreader.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "base/slice.h"
#include "base/status.h"

enum xml_event {
	XML_START, /* an element begins: name, attributes */
	XML_END,   /* it ends: name. Empty elements have both events */
	XML_TEXT,  /* text; long text may come in pieces */
	XML_DONE,  /* the end, or damage */
};

struct xml {
	xmlTextReaderPtr reader;
	struct slice name, text; /* valid until the next event */
	struct buffer values;	 /* of attributes */
	unsigned depth;		 /* elements open, the one that begins or ends included */
	bool empty;		 /* an empty element's end is still to be told */
	bool damaged;
};

/* bytes: UTF-8, must outlive the stream. Errors: FORMAT (document type, no UTF-8). End with
 * xml_close, also after an error. */
enum status xml_open(struct xml *xml, struct slice bytes, struct error *error) QIPAN_CHECKED;
void xml_close(struct xml *xml);
/* Errors: LIMIT (XML_DEPTH). */
enum status xml_next(struct xml *xml, enum xml_event *event, struct error *error) QIPAN_CHECKED;
/* After XML_START: goes on behind the end of that element, whose XML_END is not told. */
enum status xml_skip(struct xml *xml, struct error *error) QIPAN_CHECKED;
/* The attribute's value, empty if it is not there; only after XML_START, before any other call. */
struct slice xml_attribute(struct xml *xml, const char *name);
/* Several at once: values[i] is that of names[i]; what the element does not have is empty. */
void xml_attributes(struct xml *xml, const char *const *names, struct slice *values, size_t count);

/* Loads what libxml2 needs before the process is locked in. */
void xml_prepare(void);

#endif
