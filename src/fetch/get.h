/*
 * One question to one server, by libcurl: no redirect is followed, nothing is tried twice, no
 * proxy, no cookies, no files. What can be wrong is told apart by what the caller can do.
 */
#ifndef QIPAN_FETCH_GET_H
#define QIPAN_FETCH_GET_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/job.h"
#include "fetch/url.h"

enum get_outcome {
	GET_ANSWERED,  /* look at status */
	GET_NO_ANSWER, /* no such name, no connection, cut off, too slow, TLS: may be tried again */
	GET_PRIVATE_ADDRESS, /* the name leads to an address that is not public */
	GET_TOO_LARGE,	     /* more than most_bytes, after unpacking */
	GET_CANCELLED,
};

struct get_question {
	const struct url *url;
	struct slice etag, last_modified; /* of what we have; empty: ask for all of it */
	const char *user_agent;
	uint64_t most_bytes;
	double timeout; /* seconds for the whole answer */
	bool allow_private;
};

struct get_answer {
	enum get_outcome outcome;
	long status; /* 200, 304, 404, ...; 0 without an answer */
	struct slice content_type, etag, last_modified, location; /* headers, empty if missing */
	double retry_after;					  /* seconds, negative: not said */
	char why[256]; /* when outcome is not GET_ANSWERED */
};

/* A connection that is kept between questions; of one thread. NULL when memory is out. */
CURL *get_open(void);
void get_close(CURL *handle);

/* body is emptied first and holds the answer's body, unpacked. Headers are in the arena. */
void get_ask(CURL *handle, const struct job *job, struct arena *arena,
	     const struct get_question *question, struct buffer *body, struct get_answer *answer);

/* "120" or an HTTP date, as seconds from now (a moment of the system's clock, in Unix seconds);
 * negative when it is neither. A date that is past gives 0. */
double retry_after_seconds(struct slice header, int64_t now);

#endif
