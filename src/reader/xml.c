#include "reader/xml.h"

#include <libxml/parser.h>
#include <limits.h>

#include "base/limits.h"

/* Large text nodes are wanted; depth and size are ours to bound. Nothing is fetched or expanded. */
static const int parse_options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
				 XML_PARSE_NOCDATA | XML_PARSE_HUGE | XML_PARSE_COMPACT;

enum status xml_open(struct xml *xml, struct slice bytes, struct error *error)
{
	*xml = (struct xml){.name = SLICE(""), .text = SLICE("")};
	buffer_init(&xml->values);
	if (slice_find(bytes, SLICE("<!DOCTYPE"), 0) != SIZE_MAX)
		return error_set(
			error, STATUS_FORMAT,
			"holds a document type, which office documents never have: refused");
	if (bytes.length > INT_MAX)
		return error_set(error, STATUS_LIMIT, "its XML is larger than %d bytes", INT_MAX);
	xml->reader = xmlReaderForMemory(bytes.at, (int)bytes.length, NULL, "UTF-8", parse_options);
	if (xml->reader == NULL)
		return error_set(error, STATUS_FORMAT, "its XML cannot be opened");
	return STATUS_OK;
}

void xml_close(struct xml *xml)
{
	if (xml->reader != NULL)
		xmlFreeTextReader(xml->reader);
	buffer_release(&xml->values);
	*xml = (struct xml){0};
}

static struct slice from_xml(const xmlChar *text)
{
	return slice_from((const char *)text);
}

static enum status start_element(struct xml *xml, struct error *error)
{
	xml->name = from_xml(xmlTextReaderConstLocalName(xml->reader));
	xml->empty = xmlTextReaderIsEmptyElement(xml->reader) == 1;
	if (xml->depth > LIMIT_XML_DEPTH)
		return error_set(error, STATUS_LIMIT,
				 "its XML is nested deeper than %d (XML_DEPTH): refused",
				 LIMIT_XML_DEPTH);
	return STATUS_OK;
}

enum status xml_next(struct xml *xml, enum xml_event *event, struct error *error)
{
	if (xml->empty) {
		xml->empty = false;
		*event = XML_END;
		return STATUS_OK;
	}
	*event = XML_DONE;
	while (!xml->damaged) {
		int outcome = xmlTextReaderRead(xml->reader);
		if (outcome != 1) {
			xml->damaged = outcome < 0;
			return STATUS_OK;
		}
		xml->depth = (unsigned)xmlTextReaderDepth(xml->reader) + 1;
		switch (xmlTextReaderNodeType(xml->reader)) {
		case XML_READER_TYPE_ELEMENT:
			*event = XML_START;
			return start_element(xml, error);
		case XML_READER_TYPE_END_ELEMENT:
			xml->name = from_xml(xmlTextReaderConstLocalName(xml->reader));
			*event = XML_END;
			return STATUS_OK;
		case XML_READER_TYPE_TEXT:
		case XML_READER_TYPE_CDATA:
		case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
			xml->text = from_xml(xmlTextReaderConstValue(xml->reader));
			*event = XML_TEXT;
			return STATUS_OK;
		default:
			break;
		}
	}
	return STATUS_OK;
}

enum status xml_skip(struct xml *xml, struct error *error)
{
	enum xml_event event = XML_START;
	unsigned depth = xml->depth;
	do
		TRY(xml_next(xml, &event, error));
	while (event != XML_DONE && !(event == XML_END && xml->depth == depth));
	return STATUS_OK;
}

void xml_attributes(struct xml *xml, const char *const *names, struct slice *values, size_t count)
{
	enum { ATTRIBUTES_MOST = 16 };
	size_t starts[ATTRIBUTES_MOST], ends[ATTRIBUTES_MOST] = {0};
	buffer_clear(&xml->values);
	for (size_t i = 0; i < count; i++)
		starts[i] = ends[i] = 0;
	/* Few elements have more attributes than we look at; none is looked at twice. */
	for (int found = xmlTextReaderMoveToFirstAttribute(xml->reader); found == 1;
	     found = xmlTextReaderMoveToNextAttribute(xml->reader)) {
		struct slice name = from_xml(xmlTextReaderConstLocalName(xml->reader));
		for (size_t i = 0; i < count; i++) {
			if (ends[i] > 0 || !slice_is(name, names[i]))
				continue;
			starts[i] = xml->values.length;
			buffer_append(&xml->values, from_xml(xmlTextReaderConstValue(xml->reader)));
			ends[i] = xml->values.length;
		}
	}
	(void)xmlTextReaderMoveToElement(xml->reader);
	for (size_t i = 0; i < count; i++)
		values[i] = (struct slice){xml->values.at + starts[i], ends[i] - starts[i]};
}

struct slice xml_attribute(struct xml *xml, const char *name)
{
	struct slice value;
	xml_attributes(xml, &name, &value, 1);
	return value;
}

void xml_prepare(void)
{
	xmlInitParser();
}
