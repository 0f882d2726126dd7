#include "view/ink.h"

static const char *const sequences[INK_COUNT] = {
	[INK_PLAIN] = "",	    [INK_STRONG] = "\x1b[1m", [INK_DIM] = "\x1b[2m",
	[INK_HIT] = "\x1b[1;31m",   [INK_BAR] = "\x1b[34m",   [INK_WARNING] = "\x1b[33m",
	[INK_ERROR] = "\x1b[1;31m",
};

void ink_start(struct buffer *out, bool colour, enum ink ink)
{
	if (colour)
		buffer_append_string(out, sequences[ink]);
}

void ink_end(struct buffer *out, bool colour, enum ink ink)
{
	if (colour && ink != INK_PLAIN)
		buffer_append_string(out, "\x1b[0m");
}

void ink_append(struct buffer *out, bool colour, enum ink ink, struct slice text)
{
	ink_start(out, colour && text.length > 0, ink);
	buffer_append(out, text);
	ink_end(out, colour && text.length > 0, ink);
}
