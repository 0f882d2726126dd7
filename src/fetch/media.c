#include "fetch/media.h"

#include <string.h>

static const struct {
	const char *type, *extension;
} kept_types[] = {
	{"text/html", ".html"},
	{"application/xhtml+xml", ".html"},
	{"text/plain", ".txt"},
	{"text/markdown", ".md"},
	{"application/pdf", ".pdf"},
	{"application/x-pdf", ".pdf"},
	{"application/msword", ".doc"},
	{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
	{"application/vnd.oasis.opendocument.text", ".odt"},
	{"application/vnd.oasis.opendocument.spreadsheet", ".ods"},
	{"application/rtf", ".rtf"},
	{"text/rtf", ".rtf"},
	{"application/zip", ".zip"},
	{"application/x-zip-compressed", ".zip"},
};

/* Types that say nothing: the address's ending decides, else the bytes do later. */
static const char *const vague_types[] = {"",
					  "application/octet-stream",
					  "binary/octet-stream",
					  "application/download",
					  "application/force-download",
					  "application/x-download"};

static const char *const endings[] = {".html", ".htm",	".txt", ".md",	".pdf", ".doc",
				      ".docx", ".xlsx", ".odt", ".ods", ".rtf", ".zip"};

static struct slice lower(struct arena *arena, struct slice text)
{
	struct slice copy = arena_copy(arena, text);
	char *out = (char *)(uintptr_t)copy.at;
	for (size_t i = 0; i < copy.length; i++)
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] + 32);
	return copy;
}

static struct slice charset_of(struct arena *arena, struct slice parameters)
{
	struct slice part;
	while (slice_cut(&parameters, ';', &part)) {
		struct slice name, value = part;
		if (!slice_cut(&value, '=', &name) || value.at == NULL ||
		    !slice_equal_ignoring_case(slice_trim(name), SLICE("charset")))
			continue;
		value = slice_trim(value);
		if (value.length >= 2 && (value.at[0] == '"' || value.at[0] == '\'') &&
		    value.at[value.length - 1] == value.at[0])
			value = (struct slice){value.at + 1, value.length - 2};
		return lower(arena, value);
	}
	return (struct slice){"", 0};
}

static const char *extension_by_ending(struct slice target)
{
	size_t query = slice_find(target, SLICE("?"), 0);
	if (query != SIZE_MAX)
		target.length = query;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct slice ending = slice_from(endings[i]);
		if (target.length > ending.length &&
		    slice_equal_ignoring_case(
			    (struct slice){target.at + target.length - ending.length,
					   ending.length},
			    ending))
			return endings[i];
	}
	return ".bin";
}

void media_read(struct arena *arena, struct slice header, struct slice target, struct media *media)
{
	struct slice rest = header, type = {"", 0};
	if (header.length > 0)
		slice_cut(&rest, ';', &type);
	*media = (struct media){
		.type = lower(arena, slice_trim(type)), .charset = {"", 0}, .extension = ".bin"};
	if (header.length > 0 && rest.at != NULL)
		media->charset = charset_of(arena, rest);
	for (size_t i = 0; i < sizeof kept_types / sizeof *kept_types; i++) {
		if (slice_is(media->type, kept_types[i].type)) {
			media->extension = kept_types[i].extension;
			media->kept = true;
			return;
		}
	}
	for (size_t i = 0; i < sizeof vague_types / sizeof *vague_types; i++) {
		if (slice_is(media->type, vague_types[i])) {
			media->extension = extension_by_ending(target);
			media->kept = true;
			return;
		}
	}
}
