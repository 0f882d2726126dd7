/*
 * The page's files, inside the program: built from web/ by esbuild, packed by gzip, and embedded.
 * index.html is made anew for each request because it carries the token.
 */
#ifndef QIPAN_WEB_ASSET_H
#define QIPAN_WEB_ASSET_H

#include "base/slice.h"

struct asset {
	const char *path, *media_type;
	struct slice plain, packed; /* packed: gzip */
};

/* NULL if there is none of that path. */
const struct asset *asset_find(const char *path, struct asset *asset);
/* The page with @TOKEN@ where the token goes; a page that says what is missing when qipan was built
 * without node. */
struct slice asset_index(void);

#endif
