/* Answers with the headers that all of them carry. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/call.h"

void respond_add_headers(struct MHD_Response *response)
{
	/* No inline script, no other host: what a document says can be shown, never run. */
	static const char *const headers[][2] = {
		{"Content-Security-Policy",
		 "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: "
		 "blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
		 "frame-ancestors 'none'"},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "no-referrer"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
	};
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		MHD_add_response_header(response, headers[i][0], headers[i][1]);
}

static enum MHD_Result queue(struct MHD_Connection *connection, unsigned status,
			     struct MHD_Response *response, const char *media_type,
			     const char *etag, bool close)
{
	if (response == NULL)
		return MHD_NO;
	respond_add_headers(response);
	if (media_type != NULL)
		MHD_add_response_header(response, "Content-Type", media_type);
	MHD_add_response_header(response, "Cache-Control", etag == NULL ? "no-store" : "no-cache");
	if (etag != NULL)
		MHD_add_response_header(response, "ETag", etag);
	if (status == 405)
		MHD_add_response_header(response, "Allow", "GET, HEAD, POST");
	if (status == 503)
		MHD_add_response_header(response, "Retry-After", "1");
	if (close)
		MHD_add_response_header(response, "Connection", "close");
	enum MHD_Result queued = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return queued;
}

enum MHD_Result respond_reply(struct MHD_Connection *connection, struct reply *reply,
			      const char *etag, bool close)
{
	struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback(
		reply->body.length, reply->body.at, free);
	if (response == NULL)
		return MHD_NO;
	buffer_init(&reply->body);
	if (reply->file_name[0] != '\0') {
		char disposition[96];
		snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"",
			 reply->file_name);
		MHD_add_response_header(response, "Content-Disposition", disposition);
	}
	return queue(connection, reply->status, response, reply->media_type, etag, close);
}

enum MHD_Result respond_static(struct MHD_Connection *connection, struct slice body,
			       const char *media_type, const char *encoding, const char *etag)
{
	/* The cast is the library's: persistent bytes are not written to. */
	struct MHD_Response *response = MHD_create_response_from_buffer(
		body.length, (void *)(uintptr_t)body.at, MHD_RESPMEM_PERSISTENT);
	if (response == NULL)
		return MHD_NO;
	MHD_add_response_header(response, "Vary", "Accept-Encoding");
	if (encoding != NULL)
		MHD_add_response_header(response, "Content-Encoding", encoding);
	return queue(connection, 200, response, media_type, etag, false);
}

enum MHD_Result respond_not_modified(struct MHD_Connection *connection, const char *etag)
{
	static char nothing[1];
	struct MHD_Response *response =
		MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT);
	return queue(connection, 304, response, NULL, etag, false);
}

enum MHD_Result respond_error(struct MHD_Connection *connection, unsigned status, const char *name,
			      const char *message)
{
	struct reply reply;
	buffer_init(&reply.body);
	reply_error(&reply, status, name, message, "");
	enum MHD_Result queued = respond_reply(connection, &reply, NULL, status != 404);
	buffer_release(&reply.body);
	return queued;
}

enum MHD_Result respond_refusal(struct MHD_Connection *connection, const struct refusal *refusal)
{
	return respond_error(connection, refusal->status, "usage", refusal->reason);
}
