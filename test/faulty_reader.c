/*
 * A reader process that misbehaves as the document says, for test/unit/read/test_reader_process.c.
 * It locks itself in as the real one does, so it also shows what the locks hold back.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpus/pipe.h"
#include "reader/lock.h"

static void answer(const char *text)
{
	struct buffer out;
	struct block block = {.span = {0, (uint32_t)strlen(text)}, .kind = BLOCK_PARAGRAPH};
	struct reading reading = {
		.document = {.text = slice_from(text), .blocks = &block, .block_count = 1}};
	buffer_init(&out);
	pipe_write(&out, &reading);
	if (write(STDOUT_FILENO, out.at, out.length) < 0)
		_exit(9);
	buffer_release(&out);
}

static void try_call(const char *what, long result)
{
	char line[128];
	snprintf(line, sizeof line, "%s: %s", what, result < 0 ? strerror(errno) : "went through");
	answer(line);
}

static void flood(void)
{
	static char piece[65536];
	while (write(STDOUT_FILENO, piece, sizeof piece) > 0)
		;
}

static void eat(void)
{
	for (;;)
		*(volatile char *)memory_resize(NULL, 64, 1 << 20) =
			1; /* untouched pages count too */
}

static void hang(void)
{
	for (;;)
		poll(NULL, 0, -1);
}

/* Also where a sanitizer has put a handler of its own. */
static void crash(void)
{
	struct sigaction none = {.sa_handler = SIG_DFL};
	sigaction(SIGSEGV, &none, NULL);
	raise(SIGSEGV);
}

static void spin(void)
{
	/* One second instead of a minute; the lock allows less, not more. */
	struct rlimit limit = {1, 2};
	setrlimit(RLIMIT_CPU, &limit);
	for (volatile unsigned i = 0;; i++)
		;
}

static void obey(const char *wish)
{
	void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (strcmp(wish, "well") == 0)
		answer("well");
	else if (strcmp(wish, "crash") == 0)
		crash();
	else if (strcmp(wish, "abort") == 0) {
		fputs("free(): invalid pointer\n", stderr);
		abort();
	} else if (strcmp(wish, "exit") == 0)
		_exit(3);
	else if (strcmp(wish, "hang") == 0)
		hang();
	else if (strcmp(wish, "hang after the answer") == 0) {
		answer("well");
		close(STDOUT_FILENO);
		close(STDERR_FILENO);
		hang();
	} else if (strcmp(wish, "flood") == 0)
		flood();
	else if (strcmp(wish, "eat") == 0)
		eat();
	else if (strcmp(wish, "lie") == 0) {
		if (write(STDOUT_FILENO, "QPREAD01\0\0\0\0\xFF\xFF\xFF\xFF", 16) < 0)
			_exit(9);
	} else if (strcmp(wish, "silent") == 0)
		_exit(0);
	else if (strcmp(wish, "open") == 0)
		try_call("open", open("/etc/passwd", O_RDONLY));
	else if (strcmp(wish, "create") == 0)
		try_call("create", open("qipan-was-here", O_WRONLY | O_CREAT, 0600));
	else if (strcmp(wish, "socket") == 0)
		try_call("socket", socket(AF_INET, SOCK_STREAM, 0));
	else if (strcmp(wish, "fork") == 0)
		try_call("fork", fork());
	else if (strcmp(wish, "execute") == 0)
		try_call("execute", execl("/bin/true", "true", (char *)NULL));
	else if (strcmp(wish, "code") == 0)
		try_call("code", mprotect(memory, 4096, PROT_READ | PROT_EXEC));
	else if (strcmp(wish, "kill") == 0)
		try_call("kill", kill(getppid(), 0));
	else if (strcmp(wish, "descriptors") == 0)
		try_call("descriptors", write(3, "x", 1));
	_exit(0);
}

int main(int count, char **words)
{
	char wish[64];
	struct error error;
	unsigned layers;
	(void)count;
	if (lock_process((pid_t)strtol(words[2], NULL, 10), &layers, &error) != STATUS_OK) {
		fprintf(stderr, "%s\n", error.text);
		return 9;
	}
	ssize_t length = read(STDIN_FILENO, wish, sizeof wish - 1);
	wish[length < 0 ? 0 : length] = '\0';
	if (strcmp(wish, "spin") == 0)
		spin();
	if (lock_handler(&layers, &error) != STATUS_OK) {
		fprintf(stderr, "%s\n", error.text);
		return 9;
	}
	obey(wish);
}
