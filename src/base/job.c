#include "base/job.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"

void job_init(struct job *job, unsigned threads)
{
	if (threads == 0) {
		long processors = sysconf(_SC_NPROCESSORS_ONLN);
		threads = processors < 1 ? 1 : (unsigned)processors;
	}
	if (threads > LIMIT_THREADS)
		threads = LIMIT_THREADS;
	atomic_init(&job->cancel, false);
	atomic_init(&job->phase, "");
	atomic_init(&job->unit, "");
	atomic_init(&job->done, 0);
	atomic_init(&job->total, 0);
	job->threads = threads;
}

void job_phase(struct job *job, const char *phase, const char *unit, uint64_t total)
{
	atomic_store(&job->done, 0);
	atomic_store(&job->total, total);
	atomic_store(&job->unit, unit);
	atomic_store(&job->phase, phase);
}

void job_add(struct job *job, uint64_t done)
{
	atomic_fetch_add(&job->done, done);
}

bool job_cancelled(const struct job *job)
{
	return atomic_load(&job->cancel);
}

enum status job_check(const struct job *job, struct error *error)
{
	return job_cancelled(job) ? error_set(error, STATUS_CANCELLED, "stopped") : STATUS_OK;
}

struct pool {
	struct job *job;
	job_task *task;
	void *context;
	size_t count;
	atomic_size_t next;
	atomic_bool failed;
	pthread_mutex_t lock;
	size_t first_failure; /* under lock */
	struct error error;   /* under lock */
};

struct worker {
	struct pool *pool;
	unsigned number;
};

static void note_failure(struct pool *pool, size_t index, const struct error *error)
{
	pthread_mutex_lock(&pool->lock);
	if (index < pool->first_failure) {
		pool->first_failure = index;
		pool->error = *error;
	}
	pthread_mutex_unlock(&pool->lock);
	atomic_store(&pool->failed, true);
}

static void *work(void *argument)
{
	const struct worker *worker = argument;
	struct pool *pool = worker->pool;
	while (!atomic_load(&pool->failed)) {
		size_t index = atomic_fetch_add(&pool->next, 1);
		if (index >= pool->count)
			break;
		struct error error = {.status = STATUS_OK};
		enum status status = job_check(pool->job, &error);
		if (status == STATUS_OK)
			status = pool->task(pool->context, index, worker->number, &error);
		if (status != STATUS_OK) {
			error.status = status;
			note_failure(pool, index, &error);
		}
	}
	return NULL;
}

enum status job_parallel(struct job *job, size_t count, job_task *task, void *context,
			 struct error *error)
{
	struct pool pool = {.job = job,
			    .task = task,
			    .context = context,
			    .count = count,
			    .first_failure = SIZE_MAX};
	pthread_mutex_init(&pool.lock, NULL);
	unsigned threads = job->threads < count ? job->threads : (unsigned)count;
	struct worker *workers = memory_resize(NULL, threads + 1, sizeof *workers);
	pthread_t *handles = memory_resize(NULL, threads + 1, sizeof *handles);
	unsigned started = 0;
	for (unsigned i = 1; i < threads; i++) {
		workers[i] = (struct worker){&pool, i};
		if (pthread_create(&handles[i], NULL, work, &workers[i]) != 0)
			break; /* fewer threads do the same work */
		started = i;
	}
	workers[0] = (struct worker){&pool, 0};
	work(&workers[0]);
	for (unsigned i = 1; i <= started; i++)
		pthread_join(handles[i], NULL);
	free(workers);
	free(handles);
	pthread_mutex_destroy(&pool.lock);
	if (pool.first_failure == SIZE_MAX)
		return STATUS_OK;
	if (error != NULL)
		*error = pool.error;
	return pool.error.status;
}
