#include "web/call.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/limits.h"
#include "web/asset.h"

enum { ETAG_BYTES = 24 };

struct call {
	struct task task; /* first: the worker has only this */
	struct server *server;
	struct MHD_Connection *connection;
	struct arena arena;
	struct question question;
	struct error error;
	struct reply reply;
	struct slice key; /* of the question and the board's state; empty: not to be kept */
	char etag[ETAG_BYTES];
	bool asked; /* the question was handed to the workers */
	bool close; /* answered before its body was read */
};

/* ---- the head ---- */

struct count_headers {
	const char *name;
	unsigned count;
};

static enum MHD_Result count_header(void *context, enum MHD_ValueKind kind, const char *name,
				    const char *value)
{
	(void)kind;
	(void)value;
	struct count_headers *counts = context;
	for (; counts->name != NULL; counts++)
		if (slice_equal_ignoring_case(slice_from(name), slice_from(counts->name)))
			counts->count++;
	return MHD_YES;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
	return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static const struct refusal *check_head(const struct server *server,
					struct MHD_Connection *connection, const char *method,
					const char *path)
{
	struct count_headers counts[] = {
		{"Host", 0}, {"Content-Length", 0}, {"Transfer-Encoding", 0}, {NULL, 0}};
	MHD_get_connection_values(connection, MHD_HEADER_KIND, count_header, counts);
	struct guard_request request = {
		.method = method,
		.path = path,
		.host = header(connection, "Host"),
		.origin = header(connection, "Origin"),
		.fetch_site = header(connection, "Sec-Fetch-Site"),
		.token = header(connection, "X-Qipan-Token"),
		.content_length = header(connection, "Content-Length"),
		.host_count = counts[0].count,
		.content_length_count = counts[1].count,
		.transfer_encoding_count = counts[2].count,
	};
	return guard_check(&server->guard, &request);
}

/* ---- files ---- */

static void make_etag(char etag[ETAG_BYTES], uint64_t hash)
{
	snprintf(etag, ETAG_BYTES, "\"%016llx\"", (unsigned long long)hash);
}

static bool has_already(struct MHD_Connection *connection, const char *etag)
{
	const char *given = header(connection, "If-None-Match");
	return given != NULL && strstr(given, etag) != NULL;
}

static enum MHD_Result give_index(struct server *server, struct MHD_Connection *connection)
{
	struct slice page = asset_index(), mark = SLICE("@TOKEN@");
	size_t at = slice_find(page, mark, 0);
	struct reply reply = {.status = 200, .media_type = "text/html; charset=utf-8"};
	buffer_init(&reply.body);
	if (at == SIZE_MAX) {
		buffer_append(&reply.body, page);
	} else {
		buffer_append(&reply.body, (struct slice){page.at, at});
		buffer_append_string(&reply.body,
				     server->guard.read_only ? "" : server->guard.token);
		at += mark.length;
		buffer_append(&reply.body, (struct slice){page.at + at, page.length - at});
	}
	enum MHD_Result queued = respond_reply(connection, &reply, NULL, false);
	buffer_release(&reply.body);
	return queued;
}

static enum MHD_Result give_asset(struct MHD_Connection *connection, const struct asset *asset)
{
	const char *accepts = header(connection, "Accept-Encoding");
	bool packed = asset->packed.at != NULL && accepts != NULL && strstr(accepts, "gzip");
	struct slice body = packed ? asset->packed : asset->plain;
	char etag[ETAG_BYTES];
	make_etag(etag, hash64(body));
	if (has_already(connection, etag))
		return respond_not_modified(connection, etag);
	return respond_static(connection, body, asset->media_type, packed ? "gzip" : NULL, etag);
}

/* ---- questions ---- */

static void append_state(struct buffer *text, const char *path)
{
	struct stat info;
	if (stat(path, &info) != 0 || info.st_size == 0)
		return;
	buffer_printf(text, "%llu %lld %lld %ld|", (unsigned long long)info.st_ino,
		      (long long)info.st_size, (long long)info.st_mtim.tv_sec,
		      (long)info.st_mtim.tv_nsec);
}

/* Every file of the folder; their order in it does not matter. */
static void append_folder_state(struct buffer *text, struct arena *arena, const char *path)
{
	DIR *folder = path == NULL ? NULL : opendir(path);
	uint64_t all = 0;
	if (folder == NULL)
		return;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		struct buffer file;
		buffer_init(&file);
		buffer_append_string(&file, entry->d_name);
		append_state(&file, arena_printf(arena, "%s/%s", path, entry->d_name));
		all ^= hash64(buffer_slice(&file));
		buffer_release(&file);
	}
	closedir(folder);
	buffer_printf(text, "%016llx|", (unsigned long long)all);
}

/* The board's file and its log change when, and only when, something is written (a checkpoint
 * also touches them: the answer is then computed once more). */
struct slice call_key(const struct question *question, const char *path, struct arena *arena)
{
	struct buffer text;
	buffer_init(&text);
	append_state(&text, path);
	append_state(&text, arena_printf(arena, "%s-wal", path));
	append_folder_state(&text, arena, question->folder);
	buffer_printf(&text, "%s %s", QIPAN_VERSION, question->command->name);
	for (size_t i = 0; i < question->count; i++) {
		buffer_append_byte(&text, '\0');
		buffer_append_string(&text, question->words[i]);
	}
	struct slice key = {arena_string(arena, buffer_slice(&text)), text.length};
	buffer_release(&text);
	return key;
}

void call_answer(struct server *server, const struct question *question, struct job *job,
		 struct slice key, struct arena *arena, struct reply *reply)
{
	const char *path = server->options->board_path;
	question_answer(question, job, path, reply);
	/* Written to meanwhile: nobody can say of which state the answer is. */
	if (key.length > 0 && slice_equal(key, call_key(question, path, arena)))
		kept_put(&server->kept, key, reply);
}

static enum MHD_Result add_pair(void *context, enum MHD_ValueKind kind, const char *name,
				size_t name_bytes, const char *value, size_t value_bytes)
{
	(void)kind;
	struct call *call = context;
	enum status status = question_add(
		&call->question, &call->arena, (struct slice){name, name_bytes},
		(struct slice){value == NULL ? "true" : value, value == NULL ? 4 : value_bytes},
		&call->error);
	return status == STATUS_OK ? MHD_YES : MHD_NO;
}

static void run_task(struct task *task)
{
	struct call *call = (struct call *)(void *)task;
	call_answer(call->server, &call->question, &task->job, call->key, &call->arena,
		    &call->reply);
}

static void task_done(struct task *task)
{
	struct call *call = (struct call *)(void *)task;
	MHD_resume_connection(call->connection);
}

static enum MHD_Result ask(struct call *call, const char *verb, bool writing)
{
	struct MHD_Connection *connection = call->connection;
	if (!question_begin(&call->question, slice_from(verb), writing,
			    call->server->options->route_folder, &call->error))
		return respond_error(connection, 404, "usage", call->error.text);
	MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, add_pair, call);
	if (call->error.status != STATUS_OK)
		return respond_error(connection, 400, "usage", call->error.text);
	if (!writing) {
		call->key =
			call_key(&call->question, call->server->options->board_path, &call->arena);
		make_etag(call->etag, hash64(call->key));
		if (has_already(connection, call->etag))
			return respond_not_modified(connection, call->etag);
		if (kept_find(&call->server->kept, call->key, &call->reply))
			return respond_reply(connection, &call->reply, call->etag, false);
	}
	const char *name = header(connection, "X-Qipan-Job");
	if (work_is_name(name))
		snprintf(call->task.name, sizeof call->task.name, "%s", name);
	job_init(&call->task.job, 0);
	call->task.run = run_task;
	call->task.done = task_done;
	call->asked = true;
	MHD_suspend_connection(connection);
	if (work_put(&call->server->work, &call->task))
		return MHD_YES;
	reply_error(&call->reply, 503, "busy", "too many questions at once: ask again in a moment",
		    "");
	MHD_resume_connection(connection);
	return MHD_YES;
}

static enum MHD_Result cancel(struct call *call, const char *name)
{
	if (!work_is_name(name) || !work_cancel(&call->server->work, name))
		return respond_error(call->connection, 404, "usage", "nothing of that name runs");
	struct reply reply = {.status = 200, .media_type = "application/json"};
	buffer_init(&reply.body);
	buffer_append_string(&reply.body, "{}");
	enum MHD_Result queued = respond_reply(call->connection, &reply, NULL, false);
	buffer_release(&reply.body);
	return queued;
}

static const char *rest_of(const char *path, const char *start)
{
	size_t length = strlen(start);
	return strncmp(path, start, length) == 0 ? path + length : NULL;
}

static enum MHD_Result route_get(struct call *call, const char *path)
{
	struct asset asset;
	const char *rest;
	if (strcmp(path, "/") == 0)
		return give_index(call->server, call->connection);
	if (asset_find(path, &asset) != NULL)
		return give_asset(call->connection, &asset);
	if (strcmp(path, "/api") == 0 || strcmp(path, "/api/") == 0) {
		question_menu(call->server->options->route_folder, &call->reply);
		return respond_reply(call->connection, &call->reply, NULL, false);
	}
	if ((rest = rest_of(path, "/api/")) != NULL)
		return ask(call, rest, false);
	if ((rest = rest_of(path, "/events/")) != NULL && work_is_name(rest))
		return events_respond(call->server, call->connection, rest);
	return respond_error(call->connection, 404, "usage", "there is nothing at this address");
}

static enum MHD_Result route(struct call *call, const char *method, const char *path)
{
	if (strcmp(method, "POST") != 0)
		return route_get(call, path);
	const char *name = rest_of(path, "/cancel/");
	if (name != NULL)
		return cancel(call, name);
	if ((name = rest_of(path, "/api/")) != NULL)
		return ask(call, name, true);
	return respond_error(call->connection, 404, "usage", "nothing can be written there");
}

/* ---- libmicrohttpd's callbacks ---- */

static struct call *new_call(struct server *server, struct MHD_Connection *connection)
{
	struct call *call = memory_resize(NULL, 1, sizeof *call);
	*call = (struct call){.server = server, .connection = connection};
	arena_init(&call->arena);
	buffer_init(&call->reply.body);
	return call;
}

enum MHD_Result call_handle(void *context, struct MHD_Connection *connection, const char *url,
			    const char *method, const char *version, const char *upload,
			    size_t *upload_bytes, void **state)
{
	(void)version;
	(void)upload;
	struct server *server = context;
	struct call *call = *state;
	if (call == NULL) {
		call = new_call(server, connection);
		*state = call;
		const struct refusal *refusal = check_head(server, connection, method, url);
		return refusal == NULL ? MHD_YES : respond_refusal(connection, refusal);
	}
	if (*upload_bytes > 0) { /* what is written stands in the address: a body is passed over */
		*upload_bytes = 0;
		return MHD_YES;
	}
	if (call->asked) {
		bool good = call->reply.status == 200 && call->etag[0] != '\0';
		return respond_reply(connection, &call->reply, good ? call->etag : NULL, false);
	}
	return route(call, method, url);
}

void call_completed(void *context, struct MHD_Connection *connection, void **state,
		    enum MHD_RequestTerminationCode code)
{
	(void)context;
	(void)connection;
	(void)code;
	struct call *call = *state;
	if (call == NULL)
		return;
	free(call->question.words);
	buffer_release(&call->reply.body);
	arena_release(&call->arena);
	free(call);
	*state = NULL;
}
