#include "fetch/host.h"

#include <math.h>
#include <string.h>
#include <time.h>

static const double STEP_SECONDS = 0.05; /* how late a cancel may be noticed */

double seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

enum status seconds_wait(const struct job *job, double seconds, struct error *error)
{
	double end = seconds_now() + seconds;
	for (;;) {
		TRY(job_check(job, error));
		double left = end - seconds_now();
		if (!(left > 0))
			return STATUS_OK;
		struct timespec step = {0, (long)(fmin(left, STEP_SECONDS) * 1e9)};
		nanosleep(&step, NULL);
	}
}

void hosts_init(struct hosts *hosts, double delay)
{
	*hosts = (struct hosts){.delay = delay};
	pthread_mutex_init(&hosts->lock, NULL);
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&hosts->changed, &attributes);
	pthread_condattr_destroy(&attributes);
	arena_init(&hosts->arena);
	map_init(&hosts->gate_index);
	map_init(&hosts->site_index);
}

void hosts_release(struct hosts *hosts)
{
	map_release(&hosts->gate_index);
	map_release(&hosts->site_index);
	arena_release(&hosts->arena);
	pthread_cond_destroy(&hosts->changed);
	pthread_mutex_destroy(&hosts->lock);
}

/* The entry of key in an array of pointers, made when it is new. Under lock. */
static void *entry(struct hosts *hosts, struct map *index, void ***entries, size_t *count,
		   size_t *capacity, struct slice key, size_t bytes)
{
	uint32_t at;
	if (map_find(index, key, &at))
		return (*entries)[at];
	if (*count == *capacity) {
		*capacity = *capacity == 0 ? 16 : 2 * *capacity;
		void **grown = arena_array(&hosts->arena, void *, *capacity);
		if (*count > 0)
			memcpy(grown, *entries, *count * sizeof *grown);
		*entries = grown;
	}
	map_put(index, arena_copy(&hosts->arena, key), (uint32_t)*count, NULL);
	return (*entries)[(*count)++] = arena_alloc(&hosts->arena, 1, bytes);
}

static struct host_gate *gate_of(struct hosts *hosts, struct slice host)
{
	size_t before = hosts->gate_count;
	struct host_gate *gate = entry(hosts, &hosts->gate_index, &hosts->gates, &hosts->gate_count,
				       &hosts->gate_capacity, host, sizeof(struct host_gate));
	if (hosts->gate_count > before)
		gate->delay = hosts->delay;
	return gate;
}

/* At most STEP_SECONDS, so that a cancel is seen. Under lock. */
static void wait_a_little(struct hosts *hosts, double seconds)
{
	double end = seconds_now() + fmin(fmax(seconds, 0.001), STEP_SECONDS);
	struct timespec until = {(time_t)end, (long)((end - floor(end)) * 1e9)};
	pthread_cond_timedwait(&hosts->changed, &hosts->lock, &until);
}

enum status hosts_enter(struct hosts *hosts, const struct job *job, const struct url *url,
			struct host_gate **gate, struct error *error)
{
	enum status status;
	pthread_mutex_lock(&hosts->lock);
	struct host_gate *wanted = gate_of(hosts, url->host);
	for (;;) {
		double now = seconds_now();
		status = job_check(job, error);
		if (status != STATUS_OK || (!wanted->busy && now >= wanted->next))
			break;
		wait_a_little(hosts, wanted->busy ? STEP_SECONDS : wanted->next - now);
	}
	if (status == STATUS_OK) {
		wanted->busy = true;
		*gate = wanted;
	}
	pthread_mutex_unlock(&hosts->lock);
	return status;
}

void hosts_leave(struct hosts *hosts, struct host_gate *gate, double pause)
{
	pthread_mutex_lock(&hosts->lock);
	gate->busy = false;
	gate->next = seconds_now() + fmax(gate->delay, pause);
	pthread_cond_broadcast(&hosts->changed);
	pthread_mutex_unlock(&hosts->lock);
}

void hosts_slow_down(struct hosts *hosts, const struct url *url, double delay)
{
	pthread_mutex_lock(&hosts->lock);
	struct host_gate *gate = gate_of(hosts, url->host);
	gate->delay = fmax(gate->delay, delay);
	gate->next = fmax(gate->next, seconds_now() + gate->delay);
	pthread_mutex_unlock(&hosts->lock);
}

enum status hosts_site(struct hosts *hosts, const struct job *job, const struct url *url,
		       struct site **site, bool *mine, struct error *error)
{
	enum status status;
	pthread_mutex_lock(&hosts->lock);
	struct site *wanted = entry(hosts, &hosts->site_index, &hosts->sites, &hosts->site_count,
				    &hosts->site_capacity, url->authority, sizeof(struct site));
	do {
		status = job_check(job, error);
		if (status == STATUS_OK && wanted->state == ROBOTS_LOADING)
			wait_a_little(hosts, STEP_SECONDS);
	} while (status == STATUS_OK && wanted->state == ROBOTS_LOADING);
	*mine = status == STATUS_OK && wanted->state == ROBOTS_UNKNOWN;
	if (*mine)
		wanted->state = ROBOTS_LOADING;
	*site = wanted;
	pthread_mutex_unlock(&hosts->lock);
	return status;
}

void hosts_site_loaded(struct hosts *hosts, struct site *site, enum robots_state state)
{
	pthread_mutex_lock(&hosts->lock);
	site->state = state;
	pthread_cond_broadcast(&hosts->changed);
	pthread_mutex_unlock(&hosts->lock);
}
