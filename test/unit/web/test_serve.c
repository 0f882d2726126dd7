/* The server itself over a socket: malformed and hostile requests, limits, many readers, a
 * cancelled question, the end. */
#include "check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "command/command.h"
#include "web/serve.h"

static struct {
	char folder[64], board[128];
	struct job job;
	pthread_t thread;
	atomic_uint port;
	enum status status;
} server;

/* ---- a board of the examples, and the server in front of it ---- */

static void run_verb(const char *verb, const char *const *words, size_t count)
{
	struct arena study;
	struct job job;
	struct answer answer;
	struct error error = {.status = STATUS_OK};
	arena_init(&study);
	job_init(&job, 2);
	struct request request = {.arena = &study, .job = &job, .board_path = server.board};
	if (request_parse(&request, command_find(slice_from(verb)), words, count, &error) !=
		    STATUS_OK ||
	    command_run(&request, &answer, &error) != STATUS_OK)
		fail_msg("%s: %s", verb, error.text);
	arena_release(&study);
}

static void note_port(void *context, const char *address)
{
	(void)context;
	atomic_store(&server.port, (unsigned)strtoul(strrchr(address, ':') + 1, NULL, 10));
}

static void *serve(void *argument)
{
	(void)argument;
	static struct error error;
	static char tables[80];
	snprintf(tables, sizeof tables, "%s/tables", server.folder);
	struct serve_options options = {
		.board_path = server.board, .port = 0, .ready = note_port, .route_folder = tables};
	server.status = serve_page(&options, &server.job, &error);
	return NULL;
}

static void pause_a_moment(void)
{
	const struct timespec moment = {0, 2000000};
	nanosleep(&moment, NULL);
}

static const char *const tables[] = {"facilities.csv", "customers.csv", "costs.csv"};

/* A plain transport instance of two facilities; demand of its one customer. */
static void write_tables(const char *demand)
{
	const char *const lines[] = {"facility,capacity\na,5\nb,5\n", "customer,demand\nc,",
				     "facility,c\na,1\nb,2\n"};
	char path[128];
	snprintf(path, sizeof path, "%s/tables", server.folder);
	mkdir(path, 0700);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		snprintf(path, sizeof path, "%s/tables/%s", server.folder, tables[i]);
		FILE *file = fopen(path, "wb");
		assert_non_null(file);
		fprintf(file, "%s%s", lines[i], i == 1 ? demand : "");
		fclose(file);
	}
}

static int start(void **state)
{
	(void)state;
	snprintf(server.folder, sizeof server.folder, "/tmp/qipan-serve-XXXXXX");
	assert_non_null(mkdtemp(server.folder));
	write_tables("7\n");
	snprintf(server.board, sizeof server.board, "%s/board.qipan", server.folder);
	static char examples[4096];
	snprintf(examples, sizeof examples, "%s/examples/plans-15fyp/metadata.tsv", source_root());
	const char *words[] = {examples};
	run_verb("new", NULL, 0);
	run_verb("add", words, 1);
	job_init(&server.job, 2);
	assert_int_equal(pthread_create(&server.thread, NULL, serve, NULL), 0);
	while (atomic_load(&server.port) == 0)
		pause_a_moment();
	return 0;
}

static int stop(void **state)
{
	(void)state;
	atomic_store(&server.job.cancel, true);
	pthread_join(server.thread, NULL);
	assert_int_equal(server.status, STATUS_OK);
	static const char *const left[] = {"board.qipan", "board.qipan-wal", "board.qipan-shm",
					   "more.txt"};
	char path[128];
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		snprintf(path, sizeof path, "%s/tables/%s", server.folder, tables[i]);
		remove(path);
	}
	snprintf(path, sizeof path, "%s/tables", server.folder);
	rmdir(path);
	for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
		snprintf(path, sizeof path, "%s/%s", server.folder, left[i]);
		remove(path);
	}
	return rmdir(server.folder);
}

/* ---- a client that can say anything ---- */

static int connected(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_port = htons((uint16_t)atomic_load(&server.port))};
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int descriptor = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(descriptor >= 0);
	assert_int_equal(connect(descriptor, (struct sockaddr *)&address, sizeof address), 0);
	return descriptor;
}

/* May end early: the server closes on a bad head. */
static void send_all(int descriptor, struct slice bytes)
{
	while (bytes.length > 0) {
		ssize_t sent = send(descriptor, bytes.at, bytes.length, MSG_NOSIGNAL);
		if (sent <= 0)
			return;
		bytes.at += sent;
		bytes.length -= (size_t)sent;
	}
}

static void receive_all(int descriptor, struct buffer *answer)
{
	char piece[16384];
	for (ssize_t got; (got = recv(descriptor, piece, sizeof piece, 0)) > 0;)
		buffer_append(answer, (struct slice){piece, (size_t)got});
}

/* Sends the request, returns the status; answer holds all that came until the server closed. */
static unsigned ask_raw(struct slice request, struct buffer *answer)
{
	int descriptor = connected();
	buffer_clear(answer);
	send_all(descriptor, request);
	receive_all(descriptor, answer);
	close(descriptor);
	return slice_starts(buffer_slice(answer), SLICE("HTTP/1.1 "))
		       ? (unsigned)strtoul(answer->at + 9, NULL, 10)
		       : 0;
}

static unsigned ask_with(const char *method, const char *target, const char *headers,
			 struct buffer *answer)
{
	struct buffer request;
	buffer_init(&request);
	buffer_printf(&request,
		      "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n%s\r\n", method,
		      target, atomic_load(&server.port), headers);
	unsigned status = ask_raw(buffer_slice(&request), answer);
	buffer_release(&request);
	return status;
}

static unsigned ask(const char *target, struct buffer *answer)
{
	return ask_with("GET", target, "", answer);
}

static const char *body_of(const struct buffer *answer)
{
	const char *body = strstr(answer->at, "\r\n\r\n");
	assert_non_null(body);
	return body + 4;
}

/* ---- tests ---- */

static void questions_are_answered(void **state)
{
	(void)state;
	struct buffer answer;
	buffer_init(&answer);
	assert_int_equal(ask("/", &answer), 200);
	assert_int_equal(ask("/api", &answer), 200);
	assert_int_equal(ask("/api/status", &answer), 200);
	assert_non_null(strstr(answer.at, "Content-Type: application/json"));
	assert_non_null(strstr(answer.at, "\"command\": \"status\""));
	assert_int_equal(ask("/api/evidence?code=field.ai&region=%E8%B4%B5%E5%B7%9E", &answer),
			 200);
	assert_non_null(strstr(answer.at, "贵州"));
	assert_int_equal(ask("/api/board?format=csv", &answer), 200);
	assert_non_null(strstr(answer.at, "attachment; filename=\"qipan-board.csv\""));
	assert_int_equal(ask("/api/evidence", &answer), 400);
	assert_int_equal(ask("/api/nothing", &answer), 404);
	assert_int_equal(ask("/api/add?arg=/etc/passwd", &answer), 404);
	assert_int_equal(ask("/../../etc/passwd", &answer), 404);
	assert_int_equal(ask("/api/status?board=/etc/passwd", &answer), 400);
	assert_int_equal(ask_with("HEAD", "/api/status", "", &answer), 200);
	assert_string_equal(body_of(&answer), "");
	buffer_release(&answer);
}

static void nothing_may_be_run_by_what_is_shown(void **state)
{
	(void)state;
	struct buffer answer;
	buffer_init(&answer);
	static const char *const targets[] = {"/",	  "/api",      "/api/status",
					      "/page.js", "/events/x", "/nothing"};
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		ask(targets[i], &answer);
		assert_non_null(strstr(answer.at, "Content-Security-Policy: default-src 'none';"));
		assert_non_null(strstr(answer.at, "X-Content-Type-Options: nosniff"));
		assert_null(strstr(answer.at, "unsafe-inline"));
		assert_null(strstr(answer.at, "Access-Control-Allow"));
	}
	buffer_release(&answer);
}

static void strangers_are_refused(void **state)
{
	(void)state;
	struct buffer answer;
	buffer_init(&answer);
	assert_int_equal(ask_raw(SLICE("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"), &answer),
			 421);
	assert_int_equal(ask_raw(SLICE("GET / HTTP/1.1\r\n\r\n"), &answer), 400);
	assert_int_equal(ask_with("GET", "/api/status", "Origin: http://evil.example\r\n", &answer),
			 403);
	assert_int_equal(ask_with("GET", "/api/status", "Sec-Fetch-Site: cross-site\r\n", &answer),
			 403);
	assert_int_equal(ask_with("PUT", "/api/status", "", &answer), 405);
	assert_non_null(strstr(answer.at, "Allow: GET, HEAD, POST"));
	assert_int_equal(ask_with("POST", "/cancel/a", "Content-Length: 0\r\n", &answer), 403);
	buffer_release(&answer);
}

/* Two requests to one reader, one to another: refused, and the connection is closed, so that the
 * rest of the bytes is never taken for a request. */
static void smuggled_requests_are_refused(void **state)
{
	(void)state;
	struct buffer answer, request;
	buffer_init(&answer);
	buffer_init(&request);
	static const char *const heads[] = {
		"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
		"Content-Length: 4\r\nContent-Length: 5\r\n",
		"Content-Length: 0\r\nContent-Length: 0\r\n",
		"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
	};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		buffer_clear(&request);
		buffer_printf(&request,
			      "POST /cancel/a HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n%s\r\n"
			      "0\r\n\r\nGET /api/status HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n",
			      atomic_load(&server.port), heads[i], atomic_load(&server.port));
		assert_int_equal(ask_raw(buffer_slice(&request), &answer), 400);
		assert_null(strstr(answer.at, "200 OK"));
	}
	buffer_release(&request);
	buffer_release(&answer);
}

static void large_requests_are_refused(void **state)
{
	(void)state;
	struct buffer answer, head;
	buffer_init(&answer);
	buffer_init(&head);
	buffer_append_string(&head, "X-Long: ");
	for (size_t i = 0; i < LIMIT_WEB_HEADER_BYTES; i++)
		buffer_append_byte(&head, 'a');
	buffer_append_string(&head, "\r\n");
	unsigned status = ask_with("GET", "/api/status", head.at, &answer);
	assert_true(status == 431 || status == 413 || status == 0);
	buffer_clear(&head);
	buffer_printf(&head, "/api/search?arg=");
	for (size_t i = 0; i < LIMIT_QUERY_BYTES + 1; i++)
		buffer_append_byte(&head, 'a');
	assert_int_equal(ask(head.at, &answer), 400);
	assert_non_null(strstr(answer.at, "QUERY_BYTES"));
	assert_int_equal(ask("/api/status", &answer), 200);
	buffer_release(&head);
	buffer_release(&answer);
}

static void an_answer_that_one_has_is_not_sent_again(void **state)
{
	(void)state;
	struct buffer answer;
	buffer_init(&answer);
	assert_int_equal(ask("/api/status", &answer), 200);
	const char *tag = strstr(answer.at, "ETag: ");
	assert_non_null(tag);
	char header[96];
	snprintf(header, sizeof header, "If-None-Match: %.18s\r\n", tag + 6);
	assert_int_equal(ask_with("GET", "/api/status", header, &answer), 304);
	assert_int_equal(ask_with("GET", "/api/status?problems=true", header, &answer), 200);
	/* Something was written: the same question has a new answer. */
	static char path[160];
	snprintf(path, sizeof path, "%s/more.txt", server.folder);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs("北京市将建设算力中心。\n", file);
	fclose(file);
	const char *words[] = {path};
	run_verb("add", words, 1);
	assert_int_equal(ask_with("GET", "/api/status", header, &answer), 200);
	buffer_release(&answer);
}

/* route answers for the folder that the server was started with, and sees when a table changes. */
static void route_tables_are_of_one_folder(void **state)
{
	(void)state;
	struct buffer answer;
	char header[96];
	buffer_init(&answer);
	assert_int_equal(ask("/api/route?arg=/etc", &answer), 400);
	assert_int_equal(ask("/api/route?show=flows", &answer), 200);
	assert_non_null(strstr(answer.at, "\"site\": \"b\", \"megawatts\": 2"));
	assert_int_equal(ask("/api/route?show=flows&close=a", &answer), 200);
	assert_null(strstr(answer.at, "\"site\": \"a\""));
	assert_int_equal(ask("/api/route", &answer), 200);
	const char *tag = strstr(answer.at, "ETag: ");
	assert_non_null(tag);
	snprintf(header, sizeof header, "If-None-Match: %.18s\r\n", tag + 6);
	assert_int_equal(ask_with("GET", "/api/route", header, &answer), 304);
	write_tables("8.5\n");
	assert_int_equal(ask_with("GET", "/api/route", header, &answer), 200);
	write_tables("none\n");
	assert_int_equal(ask("/api/route", &answer), 422);
	assert_non_null(strstr(answer.at, "\"problems\":[{\"severity\":\"error\""));
	assert_non_null(strstr(answer.at, "customers.csv"));
	write_tables("7\n");
	buffer_release(&answer);
}

static void *ask_repeatedly(void *argument)
{
	unsigned *wrong = argument;
	struct buffer answer;
	buffer_init(&answer);
	for (int i = 0; i < 5; i++)
		*wrong += ask("/api/evidence?code=field.ai&limit=5", &answer) != 200;
	buffer_release(&answer);
	return NULL;
}

static void many_readers_are_answered(void **state)
{
	(void)state;
	enum { READERS = 8 };
	pthread_t threads[READERS];
	unsigned wrong[READERS] = {0};
	for (int i = 0; i < READERS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, ask_repeatedly, &wrong[i]), 0);
	for (int i = 0; i < READERS; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(wrong[i], 0);
	}
}

static void *ask_for_long(void *argument)
{
	unsigned *status = argument;
	struct buffer answer;
	buffer_init(&answer);
	*status = ask_with("GET", "/api/board?by=leaves&draws=100000", "X-Qipan-Job: long\r\n",
			   &answer);
	buffer_release(&answer);
	return NULL;
}

/* The token as the page has it. */
static void read_token(char token[33])
{
	struct buffer answer;
	buffer_init(&answer);
	assert_int_equal(ask("/", &answer), 200);
	const char *at = strstr(answer.at, "name=\"qipan-token\" content=\"");
	if (at == NULL) { /* built without its page */
		buffer_release(&answer);
		skip();
	}
	memcpy(token, at + 28, 32);
	token[32] = '\0';
	buffer_release(&answer);
}

static void a_long_question_is_watched_and_stopped(void **state)
{
	(void)state;
	struct buffer answer;
	char token[33], header[160];
	unsigned status = 0;
	pthread_t thread;
	read_token(token);
	buffer_init(&answer);
	snprintf(header, sizeof header,
		 "Origin: http://127.0.0.1:%u\r\nX-Qipan-Token: %s\r\nContent-Length: 0\r\n",
		 atomic_load(&server.port), token);
	assert_int_equal(pthread_create(&thread, NULL, ask_for_long, &status), 0);
	while (ask_with("POST", "/cancel/long", header, &answer) == 404)
		pause_a_moment();
	assert_non_null(strstr(answer.at, "200 OK"));
	pthread_join(thread, NULL);
	assert_int_equal(status, 409);
	/* What is over says so at once. */
	assert_int_equal(ask("/events/long", &answer), 200);
	assert_non_null(strstr(answer.at, "event: end"));
	buffer_release(&answer);
}

static void progress_is_told_while_it_lasts(void **state)
{
	(void)state;
	struct buffer answer;
	unsigned status = 0;
	char token[33], header[160];
	pthread_t thread;
	read_token(token);
	snprintf(header, sizeof header,
		 "Origin: http://localhost:%u\r\nX-Qipan-Token: %s\r\nContent-Length: 0\r\n",
		 atomic_load(&server.port), token);
	buffer_init(&answer);
	assert_int_equal(pthread_create(&thread, NULL, ask_for_long, &status), 0);
	int descriptor = -1;
	char piece[4096];
	/* The task may not be there yet when the stream is opened: then it is opened again. */
	for (bool told = false; !told;) {
		buffer_clear(&answer);
		descriptor = connected();
		buffer_printf(&answer, "GET /events/long HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n",
			      atomic_load(&server.port));
		send_all(descriptor, buffer_slice(&answer));
		buffer_clear(&answer);
		while (!told && strstr(answer.at, "event: end") == NULL) {
			ssize_t got = recv(descriptor, piece, sizeof piece, 0);
			assert_true(got > 0);
			buffer_append(&answer, (struct slice){piece, (size_t)got});
			told = strstr(answer.at, "event: progress") != NULL;
		}
		if (!told)
			close(descriptor);
	}
	assert_non_null(strstr(answer.at, "text/event-stream"));
	struct buffer stopped;
	buffer_init(&stopped);
	assert_int_equal(ask_with("POST", "/cancel/long", header, &stopped), 200);
	buffer_release(&stopped);
	while (strstr(answer.at, "event: end") == NULL) {
		ssize_t got = recv(descriptor, piece, sizeof piece, 0);
		assert_true(got > 0);
		buffer_append(&answer, (struct slice){piece, (size_t)got});
	}
	close(descriptor);
	pthread_join(thread, NULL);
	assert_int_equal(status, 409);
	buffer_release(&answer);
}

static void a_correction_needs_the_page(void **state)
{
	(void)state;
	struct buffer answer;
	char token[33], header[160];
	read_token(token);
	buffer_init(&answer);
	const char *target = "/api/correct?arg=reject&arg=477&arg=field.computing_power&who=a";
	snprintf(header, sizeof header, "Origin: http://127.0.0.1:%u\r\nContent-Length: 0\r\n",
		 atomic_load(&server.port));
	assert_int_equal(ask_with("POST", target, header, &answer), 403);
	assert_int_equal(ask(target, &answer), 404); /* GET never writes */
	snprintf(header, sizeof header,
		 "Origin: http://127.0.0.1:%u\r\nX-Qipan-Token: %s\r\nContent-Length: 0\r\n",
		 atomic_load(&server.port), token);
	assert_int_equal(ask_with("POST", "/api/add?arg=/etc/passwd", header, &answer), 404);
	assert_int_equal(ask_with("POST", target, header, &answer), 200);
	assert_non_null(strstr(answer.at, "\"in force\""));
	assert_int_equal(ask("/api/evidence?id=477&code=field.computing_power", &answer), 200);
	assert_non_null(strstr(answer.at, "\"rows\": []"));
	buffer_release(&answer);
}

static void connections_have_a_limit(void **state)
{
	(void)state;
	static int descriptors[LIMIT_WEB_CONNECTIONS + 64];
	struct buffer answer;
	buffer_init(&answer);
	for (size_t i = 0; i < LIMIT_WEB_CONNECTIONS + 64; i++)
		descriptors[i] = connected();
	for (size_t i = 0; i < LIMIT_WEB_CONNECTIONS + 64; i++)
		close(descriptors[i]);
	/* Those who went make room. */
	unsigned status = 0;
	for (int turn = 0; turn < 500 && status != 200; turn++) {
		status = ask("/api", &answer);
		pause_a_moment();
	}
	assert_int_equal(status, 200);
	buffer_release(&answer);
}

static void a_port_that_is_taken_is_named(void **state)
{
	(void)state;
	struct job job;
	struct error error = {.status = STATUS_OK};
	job_init(&job, 1);
	struct serve_options options = {.board_path = server.board,
					.port = (uint16_t)atomic_load(&server.port)};
	assert_int_equal(serve_page(&options, &job, &error), STATUS_IO);
	assert_non_null(strstr(error.text, "--port 0"));
	options.board_path = "/nowhere/board.qipan";
	options.port = 0;
	assert_int_equal(serve_page(&options, &job, &error), STATUS_IO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_are_answered),
		cmocka_unit_test(nothing_may_be_run_by_what_is_shown),
		cmocka_unit_test(strangers_are_refused),
		cmocka_unit_test(smuggled_requests_are_refused),
		cmocka_unit_test(large_requests_are_refused),
		cmocka_unit_test(an_answer_that_one_has_is_not_sent_again),
		cmocka_unit_test(route_tables_are_of_one_folder),
		cmocka_unit_test(many_readers_are_answered),
		cmocka_unit_test(a_long_question_is_watched_and_stopped),
		cmocka_unit_test(progress_is_told_while_it_lasts),
		cmocka_unit_test(a_correction_needs_the_page),
		cmocka_unit_test(connections_have_a_limit),
		cmocka_unit_test(a_port_that_is_taken_is_named),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
