#include "reader/odf.h"

#include <string.h>

#include "reader/office.h"
#include "reader/package.h"

bool odf_character(struct xml *xml, struct story *story)
{
	enum { SPACES_MOST = 64 }; /* more are layout */
	if (slice_is(xml->name, "s")) {
		uint32_t count = office_number(xml_attribute(xml, "c"), SPACES_MOST, 1);
		for (uint32_t i = 0; i < count; i++)
			story_text(story, SLICE(" "));
	} else if (slice_is(xml->name, "tab")) {
		story_text(story, SLICE(" "));
	} else if (slice_is(xml->name, "line-break")) {
		story_break(story);
	} else {
		return false;
	}
	return true;
}

bool odf_is(struct slice bytes, const char *kind)
{
	enum { HEAD_BYTES = 256 };
	struct slice head = {bytes.at, bytes.length < HEAD_BYTES ? bytes.length : HEAD_BYTES};
	struct slice type = SLICE("application/vnd.oasis.opendocument.");
	size_t at = slice_find(head, type, 0);
	if (!slice_starts(bytes, SLICE("PK\x03\x04")) || at == SIZE_MAX)
		return false;
	struct slice rest = {head.at + at + type.length, head.length - at - type.length};
	return slice_starts(rest, slice_from(kind));
}
