#include "cli/watch.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "cli/output.h"

static const long TICK_NANOSECONDS = 100000000;

static double seconds_now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void write_progress(struct watch *watch, struct buffer *text)
{
	if (text->length > 0)
		output_write_note(watch->descriptor, buffer_slice(text));
	buffer_clear(text);
}

static void end_process(int signal_number)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	sigaction(signal_number, &action, NULL);
	sigset_t only;
	sigemptyset(&only);
	sigaddset(&only, signal_number);
	pthread_sigmask(SIG_UNBLOCK, &only, NULL);
	kill(getpid(), signal_number);
}

static void *run(void *argument)
{
	struct watch *watch = argument;
	struct buffer text;
	buffer_init(&text);
	const struct timespec tick = {0, TICK_NANOSECONDS};
	while (!atomic_load(&watch->stop)) {
		int number = sigtimedwait(&watch->waited, NULL, &tick);
		if (number == SIGINT || number == SIGTERM) {
			if (job_cancelled(watch->job))
				end_process(number);
			atomic_store(&watch->job->cancel, true);
		}
		progress_tick(&watch->progress, watch->job, seconds_now(), &text);
		if (!atomic_load(&watch->stop))
			write_progress(watch, &text);
	}
	buffer_clear(&text);
	progress_clear(&watch->progress, &text);
	write_progress(watch, &text);
	buffer_release(&text);
	return NULL;
}

void watch_start(struct watch *watch, struct job *job, enum progress_kind kind, unsigned width,
		 int descriptor)
{
	*watch = (struct watch){.job = job, .descriptor = descriptor};
	progress_init(&watch->progress, kind, width);
	atomic_init(&watch->stop, false);
	sigemptyset(&watch->waited);
	sigaddset(&watch->waited, SIGINT);
	sigaddset(&watch->waited, SIGTERM);
	sigaddset(&watch->waited, SIGUSR1); /* watch_stop wakes the thread with it */
	pthread_sigmask(SIG_BLOCK, &watch->waited, &watch->before);
	watch->running = pthread_create(&watch->thread, NULL, run, watch) == 0;
	if (!watch->running)
		pthread_sigmask(SIG_SETMASK, &watch->before, NULL);
}

void watch_stop(struct watch *watch)
{
	if (!watch->running)
		return;
	atomic_store(&watch->stop, true);
	pthread_kill(watch->thread, SIGUSR1);
	pthread_join(watch->thread, NULL);
	watch->running = false;
	/* A Ctrl-C that came after the last look is still pending: the work is done, let it go. */
	const struct timespec none = {0, 0};
	while (sigtimedwait(&watch->waited, NULL, &none) > 0)
		;
	pthread_sigmask(SIG_SETMASK, &watch->before, NULL);
}
