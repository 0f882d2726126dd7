#include "web/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <malloc.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "web/call.h"

static const struct timespec tick = {0, 100000000};
enum { POOL_THREADS = 2 };

/* Our own socket, so that what is wrong with the port can be said. */
static enum status open_port(uint16_t wanted, int *descriptor, uint16_t *port, struct error *error)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(wanted)};
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	socklen_t length = sizeof address;
	int yes = 1, made = socket(AF_INET, SOCK_STREAM, 0);
	if (made < 0)
		return error_set(error, STATUS_IO, "no socket: %s", strerror(errno));
	setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(made, (struct sockaddr *)&address, sizeof address) != 0 ||
	    listen(made, 128) != 0 ||
	    getsockname(made, (struct sockaddr *)&address, &length) != 0) {
		int number = errno;
		close(made);
		return error_set(error, STATUS_IO,
				 "port %u of 127.0.0.1 cannot be used: %s; --port 0 takes any that "
				 "is free",
				 wanted, strerror(number));
	}
	*descriptor = made;
	*port = ntohs(address.sin_port);
	return STATUS_OK;
}

static struct MHD_Daemon *start_daemon(struct server *server, int descriptor)
{
	/* MHD_USE_AUTO together with epoll fails without a message. */
	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL,
				NULL, call_handle, server, MHD_OPTION_LISTEN_SOCKET, descriptor,
				MHD_OPTION_NOTIFY_COMPLETED, call_completed, server,
				MHD_OPTION_THREAD_POOL_SIZE, (unsigned)POOL_THREADS,
				MHD_OPTION_CONNECTION_LIMIT, (unsigned)LIMIT_WEB_CONNECTIONS,
				MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)LIMIT_WEB_HEADER_BYTES,
				MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)LIMIT_WEB_IDLE_SECONDS,
				MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

/* libmicrohttpd stops only when nothing is suspended: first the work ends, which resumes its
 * connections, then the streams. */
static void stop_daemon(struct server *server, struct MHD_Daemon *daemon)
{
	MHD_socket listening = MHD_quiesce_daemon(daemon);
	atomic_store(&server->stopping, true);
	work_stop(&server->work);
	for (int turn = 0; turn < 50 && atomic_load(&server->open_streams) > 0; turn++) {
		events_tick(server);
		nanosleep(&tick, NULL);
	}
	MHD_stop_daemon(daemon);
	if (listening != MHD_INVALID_SOCKET)
		close(listening);
}

static void announce(const struct serve_options *options, uint16_t port)
{
	char address[48];
	snprintf(address, sizeof address, "http://127.0.0.1:%u/", port);
	if (options->ready != NULL)
		options->ready(options->context, address);
}

static enum status serve_on(struct server *server, int descriptor, uint16_t port, struct job *job,
			    struct error *error)
{
	if (!work_start(&server->work, LIMIT_WEB_WORKERS)) {
		close(descriptor);
		return error_set(error, STATUS_IO, "no thread could be started");
	}
	struct MHD_Daemon *daemon = start_daemon(server, descriptor);
	if (daemon == NULL) {
		work_stop(&server->work);
		close(descriptor);
		return error_set(error, STATUS_IO, "the HTTP server could not be started");
	}
	first_start(server);
	announce(server->options, port);
	while (!job_cancelled(job)) {
		nanosleep(&tick, NULL);
		events_tick(server);
	}
	stop_daemon(server, daemon);
	first_release(server);
	return STATUS_OK;
}

/* Each question asks for the same tens of megabytes again: given back to the system and taken anew
 * they would cost more than the question. What is kept is what the busiest moment needed. */
static void keep_memory(void)
{
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 256 << 20);
	mallopt(M_TOP_PAD, 16 << 20);
}

/* Before anybody waits in front of a page that can say nothing. */
static enum status check_board(const struct serve_options *options, struct job *job,
			       struct error *error)
{
	struct arena study;
	arena_init(&study);
	struct request request = {.arena = &study, .job = job, .board_path = options->board_path};
	struct answer answer;
	enum status status = request_parse(&request, command_find(SLICE("status")), NULL, 0, error);
	if (status == STATUS_OK)
		status = command_run(&request, &answer, error);
	arena_release(&study);
	return status;
}

static enum status check_folder(const char *path, struct error *error)
{
	struct stat info;
	if (path == NULL)
		return STATUS_OK;
	if (stat(path, &info) != 0)
		return error_set(error, STATUS_IO, "--route %s: %s", path, strerror(errno));
	if (!S_ISDIR(info.st_mode))
		return error_set(error, STATUS_USAGE,
				 "--route %s: give the folder that holds the tables", path);
	return STATUS_OK;
}

enum status serve_page(const struct serve_options *options, struct job *job, struct error *error)
{
	struct server server = {.options = options, .guard = {.read_only = options->read_only}};
	int descriptor = -1;
	atomic_init(&server.stopping, false);
	atomic_init(&server.open_streams, 0);
	if (!guard_make_token(&server.guard))
		return error_set(error, STATUS_IO, "the system gives no random bytes");
	TRY(check_board(options, job, error));
	TRY(check_folder(options->route_folder, error));
	TRY(open_port(options->port, &descriptor, &server.guard.port, error));
	pthread_mutex_init(&server.mutex, NULL);
	kept_init(&server.kept);
	keep_memory();
	enum status status = serve_on(&server, descriptor, server.guard.port, job, error);
	kept_release(&server.kept);
	pthread_mutex_destroy(&server.mutex);
	return status;
}
