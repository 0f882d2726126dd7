/* Server-sent events: the counters of a task, ten times a second, until it is done. A stream that
 * has nothing to say is suspended, so that it takes none of the pool's time. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/call.h"

struct stream {
	struct server *server;
	struct MHD_Connection *connection;
	char name[WORK_NAME_BYTES];
	uint64_t said_done;
	const char *said_phase;
	bool said, ended;
	struct stream *next;
};

static ssize_t say(struct stream *stream, const struct progress_state *now, char *out, size_t room)
{
	if (stream->said && stream->said_done == now->done && stream->said_phase == now->phase)
		return 0;
	stream->said = true;
	stream->said_done = now->done;
	stream->said_phase = now->phase;
	/* Phases and units are words of the program. */
	int length =
		snprintf(out, room,
			 "event: progress\ndata: {\"phase\":\"%s\",\"unit\":\"%s\","
			 "\"done\":%" PRIu64 ",\"total\":%" PRIu64 "}\n\n",
			 now->waiting ? "waiting" : now->phase, now->unit, now->done, now->total);
	return length > 0 && (size_t)length < room ? length : 0;
}

/* Waits outside the pool until events_tick. */
static ssize_t wait_for_tick(struct stream *stream)
{
	struct server *server = stream->server;
	pthread_mutex_lock(&server->mutex);
	MHD_suspend_connection(stream->connection);
	stream->next = server->streams;
	server->streams = stream;
	pthread_mutex_unlock(&server->mutex);
	return 0;
}

static ssize_t read_events(void *context, uint64_t position, char *out, size_t room)
{
	(void)position;
	struct stream *stream = context;
	struct progress_state state;
	if (stream->ended)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (atomic_load(&stream->server->stopping) ||
	    !work_progress(&stream->server->work, stream->name, &state)) {
		static const char end[] = "event: end\ndata: {}\n\n";
		if (room < sizeof end - 1)
			return MHD_CONTENT_READER_END_WITH_ERROR;
		stream->ended = true;
		memcpy(out, end, sizeof end - 1);
		return sizeof end - 1;
	}
	ssize_t said = say(stream, &state, out, room);
	return said > 0 ? said : wait_for_tick(stream);
}

static void free_stream(void *context)
{
	struct stream *stream = context;
	atomic_fetch_sub(&stream->server->open_streams, 1);
	free(stream);
}

enum MHD_Result events_respond(struct server *server, struct MHD_Connection *connection,
			       const char *name)
{
	struct stream *stream = memory_resize(NULL, 1, sizeof *stream);
	*stream = (struct stream){.server = server, .connection = connection};
	snprintf(stream->name, sizeof stream->name, "%s", name);
	atomic_fetch_add(&server->open_streams, 1);
	struct MHD_Response *response = MHD_create_response_from_callback(
		MHD_SIZE_UNKNOWN, 512, read_events, stream, free_stream);
	if (response == NULL) {
		free_stream(stream);
		return MHD_NO;
	}
	respond_add_headers(response);
	MHD_add_response_header(response, "Content-Type", "text/event-stream");
	MHD_add_response_header(response, "Cache-Control", "no-store");
	enum MHD_Result queued = MHD_queue_response(connection, 200, response);
	MHD_destroy_response(response);
	return queued;
}

void events_tick(struct server *server)
{
	pthread_mutex_lock(&server->mutex);
	struct stream *stream = server->streams;
	server->streams = NULL;
	while (stream != NULL) {
		struct stream *next = stream->next;
		MHD_resume_connection(stream->connection);
		stream = next;
	}
	pthread_mutex_unlock(&server->mutex);
}
