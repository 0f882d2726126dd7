/*
 * One HTTP request from its head to its answer, as libmicrohttpd's callbacks see it. serve.c starts
 * the daemon with these; nobody else includes this header.
 */
#ifndef QIPAN_WEB_CALL_H
#define QIPAN_WEB_CALL_H

#include <microhttpd.h>
#include <stdatomic.h>

#include "web/guard.h"
#include "web/kept.h"
#include "web/question.h"
#include "web/serve.h"
#include "web/work.h"

struct stream;

struct server {
	const struct serve_options *options;
	struct guard guard;
	struct work work;
	struct kept kept;
	struct first *first;	/* first.c */
	pthread_mutex_t mutex;	/* of streams */
	struct stream *streams; /* that wait for the next tick */
	atomic_bool stopping;
	atomic_uint open_streams;
};

enum MHD_Result call_handle(void *server, struct MHD_Connection *connection, const char *url,
			    const char *method, const char *version, const char *upload,
			    size_t *upload_bytes, void **state);
void call_completed(void *server, struct MHD_Connection *connection, void **state,
		    enum MHD_RequestTerminationCode code);

/* The question and the state of the board at path, in arena: equal keys have equal answers. */
struct slice call_key(const struct question *question, const char *path, struct arena *arena);
/* Answers, and keeps the answer if the board is still the one that key names. An empty key: of a
 * correction, not kept. */
void call_answer(struct server *server, const struct question *question, struct job *job,
		 struct slice key, struct arena *arena, struct reply *reply);

/* first.c: has the first view's questions answered before anybody asks, by one worker, so that the
 * page opens at once. Called when the workers run; first_release after they have ended. */
void first_start(struct server *server);
void first_release(struct server *server);

/* Queues body with every header that all answers carry. The body is emptied. etag may be NULL. */
enum MHD_Result respond_reply(struct MHD_Connection *connection, struct reply *reply,
			      const char *etag, bool close);
enum MHD_Result respond_static(struct MHD_Connection *connection, struct slice body,
			       const char *media_type, const char *encoding, const char *etag);
enum MHD_Result respond_not_modified(struct MHD_Connection *connection, const char *etag);
enum MHD_Result respond_refusal(struct MHD_Connection *connection, const struct refusal *refusal);
enum MHD_Result respond_error(struct MHD_Connection *connection, unsigned status, const char *name,
			      const char *message);
void respond_add_headers(struct MHD_Response *response);

/* events.c: progress of the named task. */
enum MHD_Result events_respond(struct server *server, struct MHD_Connection *connection,
			       const char *name);
/* Lets every stream look again; called ten times a second. */
void events_tick(struct server *server);

#endif
