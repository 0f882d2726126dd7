/*
 * Web addresses, read by libcurl's own parser, so that what is judged here is what is asked there.
 */
#ifndef QIPAN_FETCH_URL_H
#define QIPAN_FETCH_URL_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/status.h"

struct url {
	struct slice text;	/* whole, as it is asked: without fragment, path never empty */
	struct slice host;	/* lower case: who is asked one question at a time */
	struct slice authority; /* scheme://host:port: what a robots.txt speaks for */
	struct slice target;	/* path and query, what a robots.txt speaks of */
};

/* Errors, FORMAT: no URL, another scheme than http and https, a user name or password in it (it
 * would be written into the board), no host; LIMIT: longer than FETCH_URL_BYTES. Spaces and other
 * than ASCII are percent-encoded. Results are in the arena. */
enum status url_parse(struct arena *arena, struct slice given, struct url *url,
		      struct error *error) QIPAN_CHECKED;
/* A Location header, seen from base, which may be *url itself. */
enum status url_join(struct arena *arena, const struct url *base, struct slice location,
		     struct url *url, struct error *error) QIPAN_CHECKED;

#endif
