/*
 * One question at a time to each host, with a pause between two, whatever number of threads asks.
 *
 * A host is a name without scheme and port, so that http and https of one machine count together. A
 * thread holds at most one gate, so no two can wait for each other. All times are of the monotonic
 * clock, in seconds.
 */
#ifndef QIPAN_FETCH_HOST_H
#define QIPAN_FETCH_HOST_H

#include <pthread.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/job.h"
#include "base/map.h"
#include "fetch/robots.h"
#include "fetch/url.h"

struct host_gate {
	bool busy;
	double next;  /* nobody may ask before this time */
	double delay; /* seconds between the end of one question and the next */
};

/* What is known of the robots.txt of one authority. */
enum robots_state {
	ROBOTS_UNKNOWN,
	ROBOTS_LOADING, /* some thread asks for it: others wait */
	ROBOTS_READ,	/* or there is none: everything is allowed */
	ROBOTS_BROKEN,	/* the server fails: the RFC says to ask nothing */
};

struct site {
	enum robots_state state;
	struct robots robots;
	char why[160]; /* BROKEN */
};

struct hosts {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct arena arena; /* under lock */
	double delay;	    /* of hosts that ask for none */
	struct map gate_index, site_index;
	void **gates, **sites; /* struct host_gate, struct site: their places stay */
	size_t gate_count, gate_capacity, site_count, site_capacity;
};

double seconds_now(void);
/* Waits in small steps; CANCELLED when the job is. */
enum status seconds_wait(const struct job *job, double seconds, struct error *error) QIPAN_CHECKED;

void hosts_init(struct hosts *hosts, double delay);
void hosts_release(struct hosts *hosts);
/* Waits for the host's turn. *gate belongs to the caller until hosts_leave. CANCELLED. */
enum status hosts_enter(struct hosts *hosts, const struct job *job, const struct url *url,
			struct host_gate **gate, struct error *error) QIPAN_CHECKED;
/* pause: seconds the host asked for beyond its delay (Retry-After), or 0. */
void hosts_leave(struct hosts *hosts, struct host_gate *gate, double pause);
/* A site's Crawl-delay holds for its host, if it is longer than the delay so far. */
void hosts_slow_down(struct hosts *hosts, const struct url *url, double delay);

/* The site of url. *mine is true for the one thread that is to load its robots.txt (and must then
 * call hosts_site_loaded); all others wait until that is done. CANCELLED. */
enum status hosts_site(struct hosts *hosts, const struct job *job, const struct url *url,
		       struct site **site, bool *mine, struct error *error) QIPAN_CHECKED;
void hosts_site_loaded(struct hosts *hosts, struct site *site, enum robots_state state);

#endif
