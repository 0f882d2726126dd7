/*
 * A web server on this machine with every fault that fetching must survive: for unit tests (threads
 * of the test itself) and for web_server.c, which is the same as a program. HTTP/1.1, one answer a
 * connection, a thread each. Paths and what they do are rows of pages[].
 */
#ifndef QIPAN_TEST_WEB_SERVER_H
#define QIPAN_TEST_WEB_SERVER_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { WEB_LOG = 4096, WEB_THREADS = 256 };

struct web_server {
	int listener, stop[2];
	unsigned port;
	pthread_t acceptor;
	pthread_t threads[WEB_THREADS];
	size_t thread_count;
	pthread_mutex_t lock;
	/* under lock */
	const char *robots;    /* body of robots.txt; NULL: 404 */
	int robots_status;     /* 0: 200 */
	unsigned version;      /* of /plan; its ETag and text change with it */
	unsigned delay_ms;     /* before each answer */
	char log[WEB_LOG][64]; /* paths in the order in which they were asked */
	char agent[200];       /* the last User-Agent */
	size_t log_count;
	unsigned now, most_at_once; /* answers that are being given */
	bool closing;
	bool echo; /* print each path to stdout */
};

struct web_request {
	struct web_server *server;
	int socket;
	char path[1024], if_none_match[200];
	unsigned seen; /* how often this path was asked before */
};

static inline void web_sleep(unsigned milliseconds)
{
	struct timespec time = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};
	nanosleep(&time, NULL);
}

static inline bool web_closing(struct web_server *server)
{
	pthread_mutex_lock(&server->lock);
	bool closing = server->closing;
	pthread_mutex_unlock(&server->lock);
	return closing;
}

/* False when the other side is gone. */
static inline bool web_send(struct web_request *request, const char *bytes, size_t length)
{
	for (size_t at = 0; at < length;) {
		ssize_t sent = send(request->socket, bytes + at, length - at, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		at += (size_t)sent;
	}
	return true;
}

/* headers: further lines, each with CRLF. length: what Content-Length says, -1: the truth. */
static inline void web_answer_length(struct web_request *request, int status, const char *type,
				     const char *headers, const char *body, size_t bytes,
				     long long length)
{
	char head[2048];
	int head_length = snprintf(head, sizeof head,
				   "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %lld\r\n"
				   "Connection: close\r\n%s\r\n",
				   status, type, length < 0 ? (long long)bytes : length, headers);
	if (web_send(request, head, (size_t)head_length))
		web_send(request, body, bytes);
}

static inline void web_answer(struct web_request *request, int status, const char *type,
			      const char *headers, const char *body)
{
	web_answer_length(request, status, type, headers, body, strlen(body), -1);
}

#define WEB_PLAN                                                                                   \
	"\xE8\xB4\xB5\xE5\xB7\x9E\xE7\x9C\x81\xE4\xBB\x8A\xE5\xB9\xB4\xE8\xA6\x81\xE5\xBB\xBA"     \
	"\xE8\xAE\xBE\xE7\xAE\x97\xE5\x8A\x9B\xE4\xB8\xAD\xE5\xBF\x83\xE3\x80\x82"

static inline void web_plan(struct web_request *request)
{
	char body[300], etag[40], headers[100];
	pthread_mutex_lock(&request->server->lock);
	unsigned version = request->server->version;
	pthread_mutex_unlock(&request->server->lock);
	snprintf(etag, sizeof etag, "\"v%u\"", version);
	snprintf(headers, sizeof headers, "ETag: %s\r\n", etag);
	snprintf(body, sizeof body, WEB_PLAN "\nedition %u of %.100s\n", version, request->path);
	if (strcmp(request->if_none_match, etag) == 0)
		web_answer(request, 304, "text/plain", headers, "");
	else
		web_answer(request, 200, "text/plain; charset=utf-8", headers, body);
}

static inline void web_robots(struct web_request *request)
{
	pthread_mutex_lock(&request->server->lock);
	const char *robots = request->server->robots;
	int status = request->server->robots_status;
	pthread_mutex_unlock(&request->server->lock);
	if (status != 0)
		web_answer(request, status, "text/plain", "", "");
	else if (robots == NULL)
		web_answer(request, 404, "text/html", "",
			   "<html>User-agent: *\nDisallow: /</html>");
	else
		web_answer(request, 200, "text/plain", "", robots);
}

static inline void web_redirect(struct web_request *request, const char *to)
{
	char headers[1200];
	snprintf(headers, sizeof headers, "Location: %s\r\n", to);
	web_answer(request, 302, "text/html", headers, "moved");
}

/* /chain/3 leads to /chain/2, ... and /chain/0 to /plan. */
static inline void web_chain(struct web_request *request)
{
	char to[40];
	long left = strtol(request->path + strlen("/chain/"), NULL, 10);
	snprintf(to, sizeof to, "/chain/%ld", left - 1);
	web_redirect(request, left <= 0 ? "/plan" : to);
}

static inline void web_loop(struct web_request *request)
{
	web_redirect(request, "/loop");
}

static inline void web_to_metadata(struct web_request *request)
{
	web_redirect(request, "http://169.254.169.254/latest/");
}

static inline void web_to_file(struct web_request *request)
{
	web_redirect(request, "file:///etc/passwd");
}

static inline void web_to_secret(struct web_request *request)
{
	web_redirect(request, "/secret/plan");
}

/* The same machine under another name: another host and another robots.txt. */
static inline void web_to_name(struct web_request *request)
{
	char to[80];
	snprintf(to, sizeof to, "http://localhost:%u/plan", request->server->port);
	web_redirect(request, to);
}

static inline void web_gone(struct web_request *request)
{
	web_answer(request, 404, "text/html", "", "<html><body>" WEB_PLAN "</body></html>");
}

static inline void web_slow(struct web_request *request)
{
	static const char head[] = "HTTP/1.1 200 X\r\nContent-Type: text/plain\r\n"
				   "Content-Length: 100000\r\n\r\n";
	web_send(request, head, sizeof head - 1);
	for (int i = 0; i < 400 && !web_closing(request->server); i++) {
		if (!web_send(request, "x", 1))
			return;
		web_sleep(50);
	}
}

static inline void web_silent(struct web_request *request)
{
	for (int i = 0; i < 400 && !web_closing(request->server); i++)
		web_sleep(50);
}

static inline void web_cut(struct web_request *request)
{
	web_answer_length(request, 200, "text/plain", "", WEB_PLAN, strlen(WEB_PLAN), 1000);
}

static inline void web_cut_once(struct web_request *request)
{
	if (request->seen == 0)
		web_cut(request);
	else
		web_plan(request);
}

/* More than it says: what is beyond does not belong to the answer. */
static inline void web_long(struct web_request *request)
{
	web_answer_length(request, 200, "text/plain", "", "0123456789", 10, 4);
}

static inline void web_huge(struct web_request *request)
{
	web_answer_length(request, 200, "text/plain", "", "x", 1, 67108865);
}

static inline void web_endless(struct web_request *request)
{
	static const char head[] = "HTTP/1.1 200 X\r\nContent-Type: text/plain\r\n"
				   "Transfer-Encoding: chunked\r\n\r\n";
	static char chunk[6 + 65536 + 2];
	memset(chunk, 'x', sizeof chunk);
	memcpy(chunk, "10000\r", 6);
	(void)web_send(request, head, sizeof head - 1);
	while (!web_closing(request->server) && web_send(request, "10000\r\n", 7) &&
	       web_send(request, chunk + 6, 65536) && web_send(request, "\r\n", 2))
		continue;
}

static inline void web_headers_without_end(struct web_request *request)
{
	static const char line[] = "X-More: 0123456789012345678901234567890123456789012345678\r\n";
	(void)web_send(request, "HTTP/1.1 200 X\r\n", 16);
	while (!web_closing(request->server) && web_send(request, line, sizeof line - 1))
		continue;
}

static inline void web_flaky(struct web_request *request)
{
	if (request->seen < 2)
		web_answer(request, 503, "text/html", "", "busy");
	else
		web_plan(request);
}

static inline void web_busy(struct web_request *request)
{
	if (request->seen < 1)
		web_answer(request, 429, "text/html", "Retry-After: 1\r\n", "slower");
	else
		web_plan(request);
}

static inline void web_later(struct web_request *request)
{
	web_answer(request, 503, "text/html", "Retry-After: 100000\r\n", "closed");
}

/* "湖南省要发展低空经济。" in GB18030. */
#define WEB_GB                                                                                     \
	"\xBA\xFE\xC4\xCF\xCA\xA1\xD2\xAA\xB7\xA2\xD5\xB9\xB5\xCD\xBF\xD5\xBE\xAD\xBC\xC3\xA1\xA3"

static inline void web_gb(struct web_request *request)
{
	web_answer(request, 200, "text/plain; charset=GB2312", "", WEB_GB);
}

static inline void web_gb_as_latin(struct web_request *request)
{
	web_answer(request, 200, "text/plain; charset=ISO-8859-1", "", WEB_GB);
}

static inline void web_utf8_as_gb(struct web_request *request)
{
	web_answer(request, 200, "text/plain; charset=gb2312", "", WEB_PLAN);
}

static inline void web_gb_as_utf8(struct web_request *request)
{
	web_answer(request, 200, "text/plain; charset=utf-8", "", WEB_GB);
}

static inline void web_picture(struct web_request *request)
{
	web_answer(request, 200, "image/png", "", "\x89PNG");
}

static inline void web_empty(struct web_request *request)
{
	web_answer(request, 200, "text/plain", "", "");
}

static inline void web_rubbish(struct web_request *request)
{
	(void)web_send(request, "\x01\x02\x03 no HTTP at all\n", 20);
}

static const struct {
	const char *path; /* a final slash: all below it */
	void (*answer)(struct web_request *request);
} web_pages[] = {
	{"/robots.txt", web_robots},
	{"/plan", web_plan},
	{"/plans/", web_plan},
	{"/secret/", web_plan},
	{"/chain/", web_chain},
	{"/loop", web_loop},
	{"/to-metadata", web_to_metadata},
	{"/to-file", web_to_file},
	{"/to-secret", web_to_secret},
	{"/to-name", web_to_name},
	{"/gone", web_gone},
	{"/slow", web_slow},
	{"/silent", web_silent},
	{"/cut", web_cut},
	{"/cut-once", web_cut_once},
	{"/long", web_long},
	{"/huge", web_huge},
	{"/endless", web_endless},
	{"/headers", web_headers_without_end},
	{"/flaky", web_flaky},
	{"/busy", web_busy},
	{"/later", web_later},
	{"/gb", web_gb},
	{"/gb-as-latin", web_gb_as_latin},
	{"/gb-as-utf8", web_gb_as_utf8},
	{"/utf8-as-gb", web_utf8_as_gb},
	{"/picture", web_picture},
	{"/empty", web_empty},
	{"/rubbish", web_rubbish},
};

static inline size_t web_count_locked(const struct web_server *server, const char *path)
{
	size_t count = 0;
	for (size_t i = 0; i < server->log_count; i++)
		count += strcmp(server->log[i], path) == 0;
	return count;
}

/* How often a path was asked. */
static inline size_t web_count(struct web_server *server, const char *path)
{
	pthread_mutex_lock(&server->lock);
	size_t count = web_count_locked(server, path);
	pthread_mutex_unlock(&server->lock);
	return count;
}

static inline void web_copy_header(const char *head, const char *name, char *out, size_t bytes)
{
	const char *at = strstr(head, name);
	out[0] = '\0';
	if (at == NULL)
		return;
	at += strlen(name);
	size_t length = strcspn(at, "\r\n");
	if (length >= bytes)
		length = bytes - 1;
	memcpy(out, at, length);
	out[length] = '\0';
}

/* Reads the head of the request; false when there is none. */
static inline bool web_read(struct web_request *request)
{
	char head[8192];
	size_t length = 0;
	head[0] = '\0';
	while (length + 1 < sizeof head && strstr(head, "\r\n\r\n") == NULL) {
		struct pollfd wait[2] = {{request->socket, POLLIN, 0},
					 {request->server->stop[0], POLLIN, 0}};
		if (poll(wait, 2, 10000) <= 0 || wait[1].revents != 0)
			return false;
		ssize_t got = recv(request->socket, head + length, sizeof head - 1 - length, 0);
		if (got <= 0)
			return false;
		length += (size_t)got;
		head[length] = '\0';
	}
	if (strncmp(head, "GET ", 4) != 0)
		return false;
	size_t path = strcspn(head + 4, " \r\n");
	if (path >= sizeof request->path)
		path = sizeof request->path - 1;
	memcpy(request->path, head + 4, path);
	request->path[path] = '\0';
	web_copy_header(head, "\r\nIf-None-Match: ", request->if_none_match,
			sizeof request->if_none_match);
	pthread_mutex_lock(&request->server->lock);
	web_copy_header(head, "\r\nUser-Agent: ", request->server->agent,
			sizeof request->server->agent);
	pthread_mutex_unlock(&request->server->lock);
	return true;
}

static inline void web_enter(struct web_request *request)
{
	struct web_server *server = request->server;
	pthread_mutex_lock(&server->lock);
	request->seen = (unsigned)web_count_locked(server, request->path);
	if (server->log_count < WEB_LOG)
		snprintf(server->log[server->log_count++], sizeof server->log[0], "%.63s",
			 request->path);
	if (++server->now > server->most_at_once)
		server->most_at_once = server->now;
	unsigned delay = server->delay_ms;
	if (server->echo) {
		printf("%s\n", request->path);
		fflush(stdout);
	}
	pthread_mutex_unlock(&server->lock);
	/* Overlapping pauses are overlapping questions; what is being sent may overlap with the
	 * next. */
	web_sleep(delay);
	pthread_mutex_lock(&server->lock);
	server->now--;
	pthread_mutex_unlock(&server->lock);
}

static inline void web_serve(struct web_request *request)
{
	for (size_t i = 0; i < sizeof web_pages / sizeof *web_pages; i++) {
		size_t length = strlen(web_pages[i].path);
		bool below = web_pages[i].path[length - 1] == '/';
		if (below ? strncmp(request->path, web_pages[i].path, length) == 0
			  : strcmp(request->path, web_pages[i].path) == 0) {
			web_pages[i].answer(request);
			return;
		}
	}
	web_gone(request);
}

static inline void *web_talk(void *argument)
{
	struct web_request *request = argument;
	if (web_read(request)) {
		web_enter(request);
		web_serve(request);
	}
	shutdown(request->socket, SHUT_WR);
	close(request->socket);
	free(request);
	return NULL;
}

static inline void *web_accept(void *argument)
{
	struct web_server *server = argument;
	for (;;) {
		struct pollfd wait[2] = {{server->listener, POLLIN, 0},
					 {server->stop[0], POLLIN, 0}};
		if (poll(wait, 2, -1) < 0 || wait[1].revents != 0)
			return NULL;
		struct web_request *request = calloc(1, sizeof *request);
		if (request == NULL)
			abort();
		request->server = server;
		request->socket = accept(server->listener, NULL, NULL);
		if (request->socket < 0) {
			free(request);
			continue;
		}
		pthread_t *thread = &server->threads[server->thread_count % WEB_THREADS];
		if (server->thread_count >= WEB_THREADS)
			pthread_join(*thread, NULL);
		if (pthread_create(thread, NULL, web_talk, request) != 0)
			abort();
		server->thread_count++;
	}
}

static inline void web_start(struct web_server *server)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof address;
	memset(server, 0, sizeof *server);
	server->version = 1;
	pthread_mutex_init(&server->lock, NULL);
	server->listener = socket(AF_INET, SOCK_STREAM, 0);
	if (server->listener < 0 ||
	    bind(server->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
	    listen(server->listener, 128) != 0 ||
	    getsockname(server->listener, (struct sockaddr *)&address, &length) != 0 ||
	    pipe(server->stop) != 0)
		abort();
	server->port = ntohs(address.sin_port);
	if (pthread_create(&server->acceptor, NULL, web_accept, server) != 0)
		abort();
}

static inline void web_stop(struct web_server *server)
{
	pthread_mutex_lock(&server->lock);
	server->closing = true;
	pthread_mutex_unlock(&server->lock);
	if (write(server->stop[1], "x", 1) != 1)
		abort();
	pthread_join(server->acceptor, NULL);
	size_t count = server->thread_count < WEB_THREADS ? server->thread_count : WEB_THREADS;
	for (size_t i = 0; i < count; i++)
		pthread_join(server->threads[i], NULL);
	close(server->listener);
	close(server->stop[0]);
	close(server->stop[1]);
	pthread_mutex_destroy(&server->lock);
}

#endif
