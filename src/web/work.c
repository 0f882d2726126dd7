#include "web/work.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"

bool work_is_name(const char *name)
{
	size_t length = name == NULL ? 0 : strlen(name);
	return length > 0 && length < WORK_NAME_BYTES &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
		       length;
}

static struct task *take(struct work *work)
{
	struct task *task = work->first;
	work->first = task->next;
	if (work->first == NULL)
		work->last = NULL;
	work->queued--;
	task->next = work->running;
	work->running = task;
	return task;
}

static void remove_running(struct work *work, const struct task *task)
{
	struct task **link = &work->running;
	while (*link != task)
		link = &(*link)->next;
	*link = task->next;
}

static void *run(void *argument)
{
	struct work *work = argument;
	pthread_mutex_lock(&work->mutex);
	for (;;) {
		while (work->first == NULL && !work->stopping)
			pthread_cond_wait(&work->changed, &work->mutex);
		if (work->first == NULL)
			break;
		struct task *task = take(work);
		pthread_mutex_unlock(&work->mutex);
		task->run(task);
		pthread_mutex_lock(&work->mutex);
		remove_running(work, task);
		pthread_mutex_unlock(&work->mutex);
		task->done(task);
		pthread_mutex_lock(&work->mutex);
	}
	pthread_mutex_unlock(&work->mutex);
	return NULL;
}

bool work_start(struct work *work, unsigned threads)
{
	*work = (struct work){.thread_count = 0};
	assert(threads > 0 && threads <= sizeof work->threads / sizeof *work->threads);
	pthread_mutex_init(&work->mutex, NULL);
	pthread_cond_init(&work->changed, NULL);
	while (work->thread_count < threads &&
	       pthread_create(&work->threads[work->thread_count], NULL, run, work) == 0)
		work->thread_count++;
	return work->thread_count > 0;
}

bool work_put(struct work *work, struct task *task)
{
	pthread_mutex_lock(&work->mutex);
	bool taken = !work->stopping && work->queued < LIMIT_WEB_QUEUE;
	if (taken) {
		task->next = NULL;
		if (work->last == NULL)
			work->first = task;
		else
			work->last->next = task;
		work->last = task;
		work->queued++;
		pthread_cond_signal(&work->changed);
	}
	pthread_mutex_unlock(&work->mutex);
	return taken;
}

static struct task *find(struct task *list, const char *name)
{
	for (; list != NULL; list = list->next)
		if (name[0] != '\0' && strcmp(list->name, name) == 0)
			return list;
	return NULL;
}

bool work_progress(struct work *work, const char *name, struct progress_state *state)
{
	pthread_mutex_lock(&work->mutex);
	struct task *task = find(work->running, name);
	bool waiting = task == NULL;
	if (waiting)
		task = find(work->first, name);
	if (task != NULL)
		*state = (struct progress_state){.phase = atomic_load(&task->job.phase),
						 .unit = atomic_load(&task->job.unit),
						 .done = atomic_load(&task->job.done),
						 .total = atomic_load(&task->job.total),
						 .waiting = waiting};
	pthread_mutex_unlock(&work->mutex);
	return task != NULL;
}

bool work_cancel(struct work *work, const char *name)
{
	pthread_mutex_lock(&work->mutex);
	struct task *task = find(work->running, name);
	if (task == NULL)
		task = find(work->first, name);
	if (task != NULL)
		atomic_store(&task->job.cancel, true);
	pthread_mutex_unlock(&work->mutex);
	return task != NULL;
}

void work_stop(struct work *work)
{
	pthread_mutex_lock(&work->mutex);
	work->stopping = true;
	for (struct task *task = work->running; task != NULL; task = task->next)
		atomic_store(&task->job.cancel, true);
	for (struct task *task = work->first; task != NULL; task = task->next)
		atomic_store(&task->job.cancel, true);
	pthread_cond_broadcast(&work->changed);
	pthread_mutex_unlock(&work->mutex);
	for (unsigned i = 0; i < work->thread_count; i++)
		pthread_join(work->threads[i], NULL);
	pthread_cond_destroy(&work->changed);
	pthread_mutex_destroy(&work->mutex);
}
