#include "reader/office.h"

#include "base/number.h"
#include "reader/xml.h"

enum { LOOK_BLOCKS = 50, LOOK_BYTES = 8192 };

uint32_t office_number(struct slice text, uint32_t most, uint32_t otherwise)
{
	int64_t value;
	if (!number_read_integer(text, &value) || value < 0 || value > most)
		return otherwise;
	return (uint32_t)value;
}

static void title_of_style(struct sink *sink)
{
	const struct document *document = &sink->reading.document;
	for (size_t i = 0; i < document->block_count && i < LOOK_BLOCKS; i++) {
		const struct block *block = &document->blocks[i];
		if (block->kind != BLOCK_FURNITURE || block->furniture != FURNITURE_TITLE)
			continue;
		struct slice text = {sink->text.at + block->span.start,
				     block->span.end - block->span.start};
		sink_metadata(sink, SINK_TITLE, text, "style Title");
		return;
	}
}

static void title_of_properties(struct sink *sink, struct slice title)
{
	struct slice head = buffer_slice(&sink->text);
	if (head.length > LOOK_BYTES)
		head.length = LOOK_BYTES;
	title = slice_trim(title);
	if (title.length > 0 && slice_find(head, title, 0) != SIZE_MAX)
		sink_metadata(sink, SINK_TITLE, title, "file properties");
}

static enum status read_properties(struct sink *sink, struct xml *xml, struct error *error)
{
	enum xml_event event = XML_START;
	struct buffer title;
	bool inside = false;
	buffer_init(&title);
	enum status status = STATUS_OK;
	while (status == STATUS_OK && event != XML_DONE) {
		status = xml_next(xml, &event, error);
		if (status != STATUS_OK)
			break;
		if (event == XML_START && slice_is(xml->name, "title"))
			inside = true;
		else if (event == XML_END)
			inside = false;
		else if (event == XML_TEXT && inside)
			buffer_append(&title, xml->text);
	}
	if (status == STATUS_OK)
		title_of_properties(sink, buffer_slice(&title));
	buffer_release(&title);
	return status;
}

enum status office_title(struct sink *sink, struct slice properties, struct error *error)
{
	title_of_style(sink);
	if (properties.length == 0)
		return STATUS_OK;
	struct xml xml;
	enum status status = xml_open(&xml, properties, error);
	if (status == STATUS_OK)
		status = read_properties(sink, &xml, error);
	xml_close(&xml);
	return status;
}
