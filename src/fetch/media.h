/*
 * What a Content-Type header says, and which kinds of answers are kept.
 */
#ifndef QIPAN_FETCH_MEDIA_H
#define QIPAN_FETCH_MEDIA_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"

struct media {
	struct slice type;     /* "text/html", lower case; empty: none was said */
	struct slice charset;  /* as the header says it, empty if it does not */
	const char *extension; /* ".html": how the file is named; never NULL */
	bool kept;	       /* a document may be of this type */
};

/* header: the Content-Type, may be empty; target: path of the address, whose ending decides when
 * the header says nothing useful (application/octet-stream). The table of types is in media.c. */
void media_read(struct arena *arena, struct slice header, struct slice target, struct media *media);

#endif
