#include "web/guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/limits.h"
#include "base/slice.h"

static const struct refusal no_host = {400, "a request needs one Host"};
static const struct refusal strange_host = {
	421, "this server answers to 127.0.0.1 and localhost with its own port only"};
static const struct refusal strange_origin = {403, "another site may not ask this server"};
static const struct refusal unclear_length = {
	400, "the length of the body is stated twice: the connection is closed"};
static const struct refusal body_of_get = {400, "a question has no body"};
static const struct refusal long_body = {413, "the body is longer than LIMIT_WEB_BODY_BYTES"};
static const struct refusal wrong_method = {405, "only GET, HEAD and POST are known here"};
static const struct refusal wrong_token = {
	403, "writing needs the token that the page was given: load the page again"};
static const struct refusal only_reading = {403, "this server was started with --read-only"};

static bool is_same(const char *a, const char *b)
{
	return slice_equal_ignoring_case(slice_from(a), slice_from(b));
}

/* "NAME:PORT", or NAME alone on port 80. */
static bool names_us(const char *host, uint16_t port)
{
	static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char whole[32];
		snprintf(whole, sizeof whole, "%s:%u", names[i], port);
		if (is_same(host, whole) || (port == 80 && is_same(host, names[i])))
			return true;
	}
	return false;
}

static bool is_our_origin(const char *origin, uint16_t port)
{
	static const char scheme[] = "http://";
	return strncmp(origin, scheme, sizeof scheme - 1) == 0 &&
	       names_us(origin + sizeof scheme - 1, port);
}

static bool is_write(const struct guard_request *request)
{
	return strcmp(request->method, "POST") == 0;
}

static const struct refusal *check_body(const struct guard_request *request)
{
	if (request->content_length_count > 1 || request->transfer_encoding_count > 1 ||
	    (request->content_length_count > 0 && request->transfer_encoding_count > 0))
		return &unclear_length;
	if (!is_write(request) &&
	    (request->transfer_encoding_count > 0 ||
	     (request->content_length != NULL && strcmp(request->content_length, "0") != 0)))
		return &body_of_get;
	if (request->content_length != NULL &&
	    strtoull(request->content_length, NULL, 10) > LIMIT_WEB_BODY_BYTES)
		return &long_body;
	return NULL;
}

static const struct refusal *check_origin(const struct guard *guard,
					  const struct guard_request *request)
{
	bool foreign = request->fetch_site != NULL &&
		       strcmp(request->fetch_site, "same-origin") != 0 &&
		       strcmp(request->fetch_site, "none") != 0;
	/* A link to the page itself may stand anywhere. */
	bool is_page = strcmp(request->path, "/") == 0;
	if (request->origin != NULL && !is_our_origin(request->origin, guard->port))
		return &strange_origin;
	if (foreign && !(is_page && !is_write(request)))
		return &strange_origin;
	if (is_write(request) && request->origin == NULL)
		return &strange_origin;
	return NULL;
}

/* In time that does not tell how much of it was right. */
static bool is_token(const char *given, const char *token)
{
	size_t length = strlen(token);
	if (given == NULL || strlen(given) != length)
		return false;
	unsigned char difference = 0;
	for (size_t i = 0; i < length; i++)
		difference |= (unsigned char)(given[i] ^ token[i]);
	return difference == 0;
}

const struct refusal *guard_check(const struct guard *guard, const struct guard_request *request)
{
	const struct refusal *refusal = check_body(request);
	if (refusal != NULL)
		return refusal;
	if (request->host == NULL || request->host_count != 1)
		return &no_host;
	if (!names_us(request->host, guard->port))
		return &strange_host;
	if (strcmp(request->method, "GET") != 0 && strcmp(request->method, "HEAD") != 0 &&
	    !is_write(request))
		return &wrong_method;
	refusal = check_origin(guard, request);
	if (refusal != NULL || !is_write(request))
		return refusal;
	if (!is_token(request->token, guard->token))
		return &wrong_token;
	/* Stopping one's own question changes nothing. */
	if (guard->read_only && strncmp(request->path, "/cancel/", 8) != 0)
		return &only_reading;
	return NULL;
}

bool guard_make_token(struct guard *guard)
{
	unsigned char bytes[(GUARD_TOKEN_BYTES - 1) / 2];
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return false;
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(guard->token + 2 * i, 3, "%02x", bytes[i]);
	return true;
}
