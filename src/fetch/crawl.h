/*
 * A list of web addresses, asked politely: robots.txt first, one question at a time to each host
 * with a pause between, several hosts at once; what fails for a moment is tried again, later each
 * time; redirects are followed by hand, so that each hop is judged like the address itself.
 *
 * Results come one by one, in whatever order they arrive, to a function that is called under a
 * lock: the caller writes each down at once, so that a stop loses only what is still on its way.
 */
#ifndef QIPAN_FETCH_CRAWL_H
#define QIPAN_FETCH_CRAWL_H

#include "base/arena.h"
#include "base/job.h"
#include "base/slice.h"
#include "base/status.h"

struct crawl_options {
	const char *user_agent; /* whole; its product token is "qipan" */
	double delay;		/* seconds between two questions to one host */
	double timeout;		/* seconds for one answer */
	double backoff;		/* seconds before the second try; doubled for each further one */
	unsigned tries;		/* 1..: of one address, robots.txt too */
	unsigned hosts;		/* 1..LIMIT_THREADS: asked at the same time */
	uint64_t most_bytes;	/* of one answer, at most LIMIT_FETCH_BYTES */
	bool allow_private;	/* also addresses of private networks and this machine */
};

enum crawl_outcome {
	CRAWL_FETCHED,	 /* 200, with a body */
	CRAWL_UNCHANGED, /* 304: what we have is what there is */
	CRAWL_REFUSED,	 /* by us: robots.txt, private address, too large, no document type, too
			    many redirects */
	CRAWL_GONE,	 /* by the server: 4xx */
	CRAWL_FAILED, /* no answer or 5xx after all tries, or it asks us to come back much later */
	CRAWL_OUTCOME_COUNT,
};
/* "fetched", "unchanged", "refused", "gone", "failed". */
const char *crawl_outcome_name(enum crawl_outcome outcome);

struct crawl_item {
	struct slice url;
	struct slice etag, last_modified; /* of the body we have; empty: none or no body */
};

struct crawl_result {
	enum crawl_outcome outcome;
	long status; /* of the last answer; 0: there was none */
	unsigned tries, redirects;
	struct slice final_url; /* after redirects; empty if nothing was asked */
	struct slice media_type, charset, etag, last_modified;
	const char *extension; /* of a file with this body: ".html" */
	struct slice body;     /* FETCHED only */
	struct slice why;      /* what happened and what to do; empty when all is well */
};

/* Everything in result is lent for the call. A status other than OK ends the crawl with it. */
typedef enum status crawl_done(void *context, size_t index, const struct crawl_result *result,
			       struct error *error);

/* Errors: CANCELLED, and what done returns. An address that cannot be fetched is a result. Memory:
 * one body for each host that is asked at the time. */
enum status crawl(struct job *job, const struct crawl_item *items, size_t count,
		  const struct crawl_options *options, crawl_done *done, void *context,
		  struct error *error) QIPAN_CHECKED;

#endif
