#define _GNU_SOURCE /* memfd_create, pipe2 */
#include "read/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMPLAINT_BYTES = 4096, TICK = 100, PIECE = 65536, ENVIRONMENT_MOST = 8 };

struct ends {
	int input, output[2], complaint[2];
};

static void close_one(int *descriptor)
{
	if (*descriptor >= 0)
		close(*descriptor);
	*descriptor = -1;
}

static void close_all(struct ends *ends)
{
	close_one(&ends->input);
	for (int i = 0; i < 2; i++) {
		close_one(&ends->output[i]);
		close_one(&ends->complaint[i]);
	}
}

static enum status refused(const char *what, int number, struct error *error)
{
	return error_set(error, STATUS_IO, "the system refused a reader process (%s: %s)", what,
			 strerror(number));
}

/* Away from 0, 1, 2, which the child's own ends take. */
static int moved_up(int descriptor)
{
	if (descriptor < 0 || descriptor > STDERR_FILENO)
		return descriptor;
	int higher = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(descriptor);
	return higher;
}

static int open_pipe(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC) != 0) {
		ends[0] = ends[1] = -1;
		return errno;
	}
	ends[0] = moved_up(ends[0]);
	ends[1] = moved_up(ends[1]);
	return ends[0] < 0 || ends[1] < 0 ? EMFILE : 0;
}

/* A file in memory: the child reads at its own pace, and nobody waits for anybody. */
static int open_input(struct slice bytes, int *descriptor)
{
	*descriptor = moved_up(memfd_create("document", MFD_CLOEXEC));
	if (*descriptor < 0)
		return errno;
	while (bytes.length > 0) {
		ssize_t written = write(*descriptor, bytes.at, bytes.length);
		if (written < 0 && errno != EINTR)
			return errno;
		size_t done = written < 0 ? 0 : (size_t)written;
		bytes = (struct slice){bytes.at + done, bytes.length - done};
	}
	return lseek(*descriptor, 0, SEEK_SET) == 0 ? 0 : errno;
}

static int open_ends(struct slice input, struct ends *ends)
{
	*ends = (struct ends){-1, {-1, -1}, {-1, -1}};
	int failed = open_input(input, &ends->input);
	if (failed == 0)
		failed = open_pipe(ends->output);
	if (failed == 0)
		failed = open_pipe(ends->complaint);
	return failed;
}

/* The user's environment is nobody else's business; sanitizers need their options. */
static void pick_environment(const char *kept[ENVIRONMENT_MOST], char **all)
{
	static const char *const names[] = {
		"ASAN_OPTIONS=", "UBSAN_OPTIONS=", "TSAN_OPTIONS=", "ASAN_SYMBOLIZER_PATH="};
	size_t count = 0;
	kept[count++] = "LC_ALL=C.UTF-8";
	for (; *all != NULL; all++)
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (count + 1 < ENVIRONMENT_MOST &&
			    strncmp(*all, names[i], strlen(names[i])) == 0)
				kept[count++] = *all;
	kept[count] = NULL;
}

extern char **environ;

static int set_attributes(posix_spawnattr_t *attributes)
{
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	/* A group of its own: Ctrl-C reaches the parent, who ends the child when it is time. */
	int failed = posix_spawnattr_setflags(
		attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	if (failed == 0)
		failed = posix_spawnattr_setsigmask(attributes, &none);
	return failed == 0 ? posix_spawnattr_setsigdefault(attributes, &all) : failed;
}

static int start(const struct process *process, const struct ends *ends, pid_t *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	const char *environment[ENVIRONMENT_MOST];
	pick_environment(environment, environ);
	if (posix_spawn_file_actions_init(&actions) != 0)
		return ENOMEM;
	if (posix_spawnattr_init(&attributes) != 0) {
		posix_spawn_file_actions_destroy(&actions);
		return ENOMEM;
	}
	int failed = posix_spawn_file_actions_adddup2(&actions, ends->input, STDIN_FILENO);
	if (failed == 0)
		failed = posix_spawn_file_actions_adddup2(&actions, ends->output[1], STDOUT_FILENO);
	if (failed == 0)
		failed = posix_spawn_file_actions_adddup2(&actions, ends->complaint[1],
							  STDERR_FILENO);
	if (failed == 0)
		failed = set_attributes(&attributes);
	if (failed == 0)
		failed = posix_spawn(child, process->path, &actions, &attributes,
				     (char *const *)(uintptr_t)process->words,
				     (char *const *)(uintptr_t)environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

static int64_t milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Takes what is there; closes the end when there will be no more. False: too much came. */
static bool take(int *descriptor, struct buffer *into, size_t most, bool drop_rest)
{
	char piece[PIECE];
	ssize_t got = read(*descriptor, piece, sizeof piece);
	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	if (got <= 0) {
		close_one(descriptor);
		return true;
	}
	size_t room = most - into->length, kept = (size_t)got < room ? (size_t)got : room;
	buffer_append(into, (struct slice){piece, kept});
	return drop_rest || kept == (size_t)got;
}

/* True when the process must be ended; end says why. */
static bool is_over(struct process *process, const struct job *job, int64_t deadline)
{
	if (job != NULL && job_cancelled(job))
		process->end = PROCESS_CANCELLED;
	else if (milliseconds() >= deadline)
		process->end = PROCESS_TIMEOUT;
	else
		return false;
	return true;
}

/* Until both ends are closed by the child; true when it must be ended. */
static bool drain(struct process *process, const struct job *job, struct ends *ends,
		  int64_t deadline)
{
	while (ends->output[0] >= 0 || ends->complaint[0] >= 0) {
		struct pollfd polled[2] = {{ends->output[0], POLLIN, 0},
					   {ends->complaint[0], POLLIN, 0}};
		if (is_over(process, job, deadline))
			return true;
		if (poll(polled, 2, TICK) <= 0)
			continue;
		if (polled[1].revents != 0)
			take(&ends->complaint[0], process->complaint, COMPLAINT_BYTES, true);
		if (polled[0].revents != 0 &&
		    !take(&ends->output[0], process->output, process->output_most, false)) {
			process->end = PROCESS_FLOOD;
			return true;
		}
	}
	return false;
}

/* A child that closed its ends and goes on is waited for, but not for ever. */
static void wait_for(struct process *process, const struct job *job, pid_t child, bool ended,
		     int64_t deadline)
{
	int state = 0;
	long pause = 20000; /* nanoseconds */
	for (;;) {
		pid_t got = waitpid(child, &state, ended ? 0 : WNOHANG);
		if (got < 0 && errno == EINTR)
			continue;
		if (got != 0)
			break;
		if (is_over(process, job, deadline)) {
			ended = true;
			kill(child, SIGKILL);
			continue;
		}
		nanosleep(&(struct timespec){0, pause}, NULL);
		pause = pause < 20000000 ? pause * 2 : pause;
	}
	if (ended)
		return;
	process->end = WIFSIGNALED(state) ? PROCESS_SIGNALLED : PROCESS_EXITED;
	process->code = WIFSIGNALED(state) ? WTERMSIG(state) : WEXITSTATUS(state);
}

enum status process_run(struct process *process, const struct job *job, struct error *error)
{
	struct ends ends;
	pid_t child;
	int failed = open_ends(process->input, &ends);
	if (failed != 0) {
		close_all(&ends);
		return refused("memory file or pipe", failed, error);
	}
	failed = start(process, &ends, &child);
	close_one(&ends.input);
	close_one(&ends.output[1]);
	close_one(&ends.complaint[1]);
	if (failed != 0) {
		close_all(&ends);
		return refused(process->path, failed, error);
	}
	int64_t deadline = milliseconds() + (int64_t)process->wait_seconds * 1000;
	bool ended = drain(process, job, &ends, deadline);
	if (ended)
		kill(child, SIGKILL);
	wait_for(process, job, child, ended, deadline);
	close_all(&ends);
	return STATUS_OK;
}
