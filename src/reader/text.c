#include "reader/formats.h"
#include "text/binary.h"
#include "text/decode.h"

bool text_recognise(struct slice bytes, struct slice name)
{
	(void)name;
	return binary_name(bytes) == NULL;
}

enum status text_read(struct slice bytes, const struct handler_options *options, struct sink *sink,
		      struct error *error)
{
	struct decoded decoded;
	TRY(text_decode(sink->arena, bytes, options->encoding, &decoded, error));
	sink_encoding(sink, decoded.encoding, decoded.how);
	if (decoded.replaced > 0)
		sink_note(sink,
			  "%zu characters could not be read as %.*s and became U+FFFD: name the "
			  "encoding with --encoding",
			  decoded.replaced, (int)decoded.encoding.length, decoded.encoding.at);
	return sink_text(sink, decoded.text, error);
}
