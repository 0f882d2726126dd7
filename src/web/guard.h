/*
 * Which requests the page's server answers at all. Pure: the headers come in as strings, a refusal
 * goes out, so that every rule has a test without a socket.
 *
 * The server listens on 127.0.0.1 only, but any web site that the user visits can make the browser
 * send requests there. Hence:
 *   Host           must name this server (a site that makes its own name point to 127.0.0.1 would
 *                  otherwise be one with us: DNS rebinding)
 *   Origin         if there is one, it must be this server; writes need it
 *   Sec-Fetch-Site what another site asks is refused, a link that the user follows is not
 *   a token        writes must repeat the one that the page was given (X-Qipan-Token)
 * and since libmicrohttpd 0.9.75 accepts two ways to say how long a body is, requests that use both
 * of them or one twice are refused and the connection is closed (request smuggling).
 */
#ifndef QIPAN_WEB_GUARD_H
#define QIPAN_WEB_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GUARD_TOKEN_BYTES = 33 }; /* 32 hexadecimal digits and a NUL */

/* A request's head. Strings are NULL when the header is not there. */
struct guard_request {
	const char *method, *path;
	const char *host, *origin, *fetch_site, *token, *content_length;
	unsigned host_count, content_length_count, transfer_encoding_count;
};

struct guard {
	uint16_t port;
	char token[GUARD_TOKEN_BYTES];
	bool read_only;
};

struct refusal {
	unsigned status;    /* HTTP */
	const char *reason; /* one sentence */
};

/* NULL: the request may be answered. */
const struct refusal *guard_check(const struct guard *guard, const struct guard_request *request);
/* Fills the token from the system's source of random bytes; false without one. */
bool guard_make_token(struct guard *guard);

#endif
