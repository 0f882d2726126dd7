#include "fetch/crawl.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "fetch/get.h"
#include "fetch/host.h"
#include "fetch/media.h"

static const char product[] = "qipan";

struct crawling {
	struct job *job;
	const struct crawl_item *items;
	const struct crawl_options *options;
	crawl_done *done;
	void *context;
	struct hosts hosts;
	pthread_mutex_t done_lock;
	/* Addresses of one host follow each other: order[starts[g]] .. order[starts[g + 1]]. */
	size_t *order, *starts;
	size_t group_count;
	struct worker {
		CURL *handle;
		struct buffer body;
	} * workers;
};

/* One address on its way. */
struct visit {
	struct crawling *crawling;
	struct worker *worker;
	struct arena *arena;
	const struct crawl_item *item;
	struct crawl_result *result;
	struct url url; /* where we are now */
};

const char *crawl_outcome_name(enum crawl_outcome outcome)
{
	static const char *const names[CRAWL_OUTCOME_COUNT] = {"fetched", "unchanged", "refused",
							       "gone", "failed"};
	return names[outcome];
}

static void end_with(struct visit *visit, enum crawl_outcome outcome, const char *why)
{
	visit->result->outcome = outcome;
	visit->result->why = slice_from(why);
}

/* Behind the host's gate, so that no second question is on its way to it. */
static enum status ask(struct visit *visit, const struct url *url, bool with_condition,
		       uint64_t most_bytes, struct get_answer *answer, struct error *error)
{
	struct crawling *crawling = visit->crawling;
	const struct crawl_options *options = crawling->options;
	struct get_question question = {.url = url,
					.user_agent = options->user_agent,
					.most_bytes = most_bytes,
					.timeout = options->timeout,
					.allow_private = options->allow_private};
	if (with_condition) {
		question.etag = visit->item->etag;
		question.last_modified = visit->item->last_modified;
	}
	struct host_gate *gate;
	TRY(hosts_enter(&crawling->hosts, crawling->job, url, &gate, error));
	get_ask(visit->worker->handle, crawling->job, visit->arena, &question, &visit->worker->body,
		answer);
	bool waits = answer->retry_after > 0 && answer->retry_after <= LIMIT_FETCH_WAIT_SECONDS;
	hosts_leave(&crawling->hosts, gate, waits ? answer->retry_after : 0);
	return answer->outcome == GET_CANCELLED ? error_set(error, STATUS_CANCELLED, "stopped")
						: STATUS_OK;
}

static bool may_try_again(const struct get_answer *answer)
{
	if (answer->outcome == GET_NO_ANSWER)
		return true;
	if (answer->outcome != GET_ANSWERED)
		return false;
	long status = answer->status;
	return (status == 408 || status == 429 || status == 500 || status == 502 || status == 503 ||
		status == 504) &&
	       answer->retry_after <= LIMIT_FETCH_WAIT_SECONDS;
}

/* Asks until there is an answer that another try would not change. */
static enum status ask_again(struct visit *visit, const struct url *url, bool with_condition,
			     uint64_t most_bytes, struct get_answer *answer, struct error *error)
{
	const struct crawl_options *options = visit->crawling->options;
	double pause = options->backoff;
	for (unsigned i = 0;; i++) {
		TRY(ask(visit, url, with_condition, most_bytes, answer, error));
		visit->result->tries++;
		if (i + 1 >= options->tries || !may_try_again(answer))
			return STATUS_OK;
		/* A Retry-After is kept at the gate, for all who ask this host. */
		if (answer->retry_after < 0)
			TRY(seconds_wait(visit->crawling->job,
					 fmin(pause, LIMIT_FETCH_WAIT_SECONDS), error));
		pause *= 2;
	}
}

static bool is_redirect(const struct get_answer *answer)
{
	long status = answer->status;
	return answer->outcome == GET_ANSWERED && answer->location.length > 0 &&
	       (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
}

/* ---- robots.txt ---- */

static enum status load_robots(struct visit *visit, struct site *site, enum robots_state *state,
			       struct error *error)
{
	struct url at;
	struct get_answer answer;
	struct error why;
	*state = ROBOTS_READ;
	if (url_join(visit->arena, &visit->url, SLICE("/robots.txt"), &at, &why) != STATUS_OK)
		return STATUS_OK;
	for (unsigned hop = 0;; hop++) {
		TRY(ask_again(visit, &at, false, LIMIT_ROBOTS_BYTES, &answer, error));
		if (!is_redirect(&answer))
			break;
		/* Five redirects are enough; then there is no robots.txt (RFC 9309, 2.3.1.2). */
		if (hop + 1 >= LIMIT_FETCH_REDIRECTS ||
		    url_join(visit->arena, &at, answer.location, &at, &why) != STATUS_OK)
			return STATUS_OK;
	}
	bool read = answer.outcome == GET_TOO_LARGE ||
		    (answer.outcome == GET_ANSWERED && answer.status >= 200 && answer.status < 300);
	if (read) {
		struct hosts *hosts = &visit->crawling->hosts;
		pthread_mutex_lock(&hosts->lock);
		robots_parse(&hosts->arena, buffer_slice(&visit->worker->body), slice_from(product),
			     &site->robots);
		pthread_mutex_unlock(&hosts->lock);
		if (site->robots.delay > 0)
			hosts_slow_down(hosts, &visit->url,
					fmin(site->robots.delay, LIMIT_FETCH_WAIT_SECONDS));
	} else if (answer.outcome != GET_ANSWERED || answer.status >= 500 || answer.status == 429) {
		*state = ROBOTS_BROKEN;
		if (answer.outcome == GET_ANSWERED)
			snprintf(site->why, sizeof site->why, "status %ld", answer.status);
		else
			snprintf(site->why, sizeof site->why, "%.150s", answer.why);
		if (answer.outcome == GET_PRIVATE_ADDRESS)
			*state = ROBOTS_READ; /* the address itself will say so */
	}
	return STATUS_OK;
}

/* *go_on is false when the site does not want us there; the result then says so. */
static enum status ask_leave(struct visit *visit, bool *go_on, struct error *error)
{
	struct hosts *hosts = &visit->crawling->hosts;
	struct site *site;
	bool mine;
	TRY(hosts_site(hosts, visit->crawling->job, &visit->url, &site, &mine, error));
	if (mine) {
		enum robots_state state = ROBOTS_UNKNOWN;
		unsigned tries = visit->result->tries;
		enum status status = load_robots(visit, site, &state, error);
		visit->result->tries = tries; /* of the address itself */
		hosts_site_loaded(hosts, site, status == STATUS_OK ? state : ROBOTS_UNKNOWN);
		TRY(status);
	}
	const struct robots_rule *rule = NULL;
	*go_on = false;
	if (site->state == ROBOTS_BROKEN)
		end_with(visit, CRAWL_FAILED,
			 arena_printf(visit->arena,
				      "its robots.txt cannot be had (%s), and without it nothing "
				      "may be asked: try again later",
				      site->why));
	else if (!robots_allows(&site->robots, visit->url.target, &rule))
		end_with(
			visit, CRAWL_REFUSED,
			arena_printf(visit->arena,
				     "the site's robots.txt asks programs not to come here "
				     "(Disallow: %.*s): open it yourself, save it and add the file",
				     rule->pattern.length > 100 ? 100 : (int)rule->pattern.length,
				     rule->pattern.at));
	else
		*go_on = true;
	return STATUS_OK;
}

/* ---- one address ---- */

static void take_body(struct visit *visit, const struct get_answer *answer)
{
	struct crawl_result *result = visit->result;
	struct media media;
	media_read(visit->arena, answer->content_type, visit->url.target, &media);
	result->media_type = media.type;
	result->charset = media.charset;
	result->extension = media.extension;
	result->etag = answer->etag;
	result->last_modified = answer->last_modified;
	if (!media.kept) {
		end_with(visit, CRAWL_REFUSED,
			 arena_printf(visit->arena,
				      "is %.*s, which is no document: find the address of the "
				      "document itself",
				      media.type.length > 100 ? 100 : (int)media.type.length,
				      media.type.at));
	} else if (visit->worker->body.length == 0) {
		end_with(visit, CRAWL_FAILED, "the answer is empty");
	} else {
		end_with(visit, CRAWL_FETCHED, "");
		result->body = buffer_slice(&visit->worker->body);
	}
}

static void take_answer(struct visit *visit, const struct get_answer *answer)
{
	struct crawl_result *result = visit->result;
	bool had_body = visit->item->etag.length > 0 || visit->item->last_modified.length > 0;
	result->status = answer->status;
	if (answer->outcome == GET_NO_ANSWER) {
		end_with(visit, CRAWL_FAILED,
			 arena_printf(visit->arena,
				      "no whole answer (%s): try again later, the "
				      "same command asks for what is missing",
				      answer->why));
	} else if (answer->outcome != GET_ANSWERED) {
		end_with(visit, CRAWL_REFUSED, arena_printf(visit->arena, "%s", answer->why));
	} else if (answer->status == 200 || answer->status == 203) {
		take_body(visit, answer);
	} else if (answer->status == 304 && had_body) {
		result->etag = answer->etag;
		result->last_modified = answer->last_modified;
		end_with(visit, CRAWL_UNCHANGED, "");
	} else if (answer->retry_after > LIMIT_FETCH_WAIT_SECONDS) {
		end_with(visit, CRAWL_FAILED,
			 arena_printf(visit->arena,
				      "the server answers with status %ld and asks to wait %.0f "
				      "seconds: come back then",
				      answer->status, answer->retry_after));
	} else if (answer->status >= 400 && answer->status < 500) {
		end_with(visit, CRAWL_GONE,
			 arena_printf(visit->arena,
				      "the server answers with status %ld: the address is wrong "
				      "or the page is gone",
				      answer->status));
	} else {
		end_with(visit, CRAWL_FAILED,
			 arena_printf(visit->arena, "the server answers with status %ld",
				      answer->status));
	}
}

/* Steps to where the answer sends us; false when that is no address or too far. */
static bool follow(struct visit *visit, const struct get_answer *answer)
{
	struct error why;
	struct crawl_result *result = visit->result;
	if (result->redirects >= LIMIT_FETCH_REDIRECTS) {
		end_with(visit, CRAWL_REFUSED,
			 arena_printf(visit->arena,
				      "is redirected more often than the limit FETCH_REDIRECTS, "
				      "%d (last to %.200s)",
				      LIMIT_FETCH_REDIRECTS, answer->location.at));
		return false;
	}
	result->redirects++;
	if (url_join(visit->arena, &visit->url, answer->location, &visit->url, &why) == STATUS_OK)
		return true;
	end_with(visit, CRAWL_REFUSED,
		 arena_printf(visit->arena, "is redirected to \"%.200s\": %s", answer->location.at,
			      why.text));
	return false;
}

static enum status make_visit(struct visit *visit, struct error *error)
{
	struct error why;
	struct get_answer answer;
	if (url_parse(visit->arena, visit->item->url, &visit->url, &why) != STATUS_OK) {
		end_with(visit, CRAWL_REFUSED, arena_printf(visit->arena, "%s", why.text));
		return STATUS_OK;
	}
	for (;;) {
		bool go_on;
		visit->result->final_url = visit->url.text;
		TRY(ask_leave(visit, &go_on, error));
		if (!go_on)
			return STATUS_OK;
		TRY(ask_again(visit, &visit->url, true, visit->crawling->options->most_bytes,
			      &answer, error));
		visit->result->status = answer.status;
		if (!is_redirect(&answer)) {
			take_answer(visit, &answer);
			return STATUS_OK;
		}
		if (!follow(visit, &answer))
			return STATUS_OK;
	}
}

static enum status crawl_one(struct crawling *crawling, struct worker *worker, size_t index,
			     struct error *error)
{
	struct arena arena;
	struct crawl_result result = {.extension = ".bin"};
	struct visit visit = {.crawling = crawling,
			      .worker = worker,
			      .arena = &arena,
			      .item = &crawling->items[index],
			      .result = &result};
	arena_init(&arena);
	enum status status = make_visit(&visit, error);
	if (status == STATUS_OK) {
		pthread_mutex_lock(&crawling->done_lock);
		status = crawling->done(crawling->context, index, &result, error);
		pthread_mutex_unlock(&crawling->done_lock);
		job_add(crawling->job, 1);
	}
	arena_release(&arena);
	return status;
}

/* ---- all of them ---- */

/* A task is a host: its addresses one after the other, in the list's order. */
static enum status host_task(void *context, size_t group, unsigned worker_index,
			     struct error *error)
{
	struct crawling *crawling = context;
	struct worker *worker = &crawling->workers[worker_index];
	if (worker->handle == NULL)
		worker->handle = get_open();
	if (worker->handle == NULL)
		return error_set(error, STATUS_IO, "no memory for a connection");
	for (size_t i = crawling->starts[group]; i < crawling->starts[group + 1]; i++)
		TRY(crawl_one(crawling, worker, crawling->order[i], error));
	return STATUS_OK;
}

/* Hosts in the order in which the list names them first; what is no address is a host of its own.
 */
static void group_by_host(struct crawling *crawling, struct arena *arena, size_t count)
{
	struct map hosts;
	uint32_t *group = arena_array(arena, uint32_t, count);
	map_init(&hosts);
	crawling->order = arena_array(arena, size_t, count);
	crawling->starts = arena_array(arena, size_t, count + 2);
	for (size_t i = 0; i < count; i++) {
		struct url url;
		struct error ignored;
		struct slice host = {"", 0};
		if (url_parse(arena, crawling->items[i].url, &url, &ignored) == STATUS_OK)
			host = url.host;
		if (map_put(&hosts, host, (uint32_t)crawling->group_count, &group[i]))
			group[i] = (uint32_t)crawling->group_count++;
		crawling->starts[group[i] + 1]++;
	}
	for (size_t g = 0; g < crawling->group_count; g++)
		crawling->starts[g + 1] += crawling->starts[g];
	size_t *next = arena_array(arena, size_t, crawling->group_count);
	if (crawling->group_count > 0)
		memcpy(next, crawling->starts, crawling->group_count * sizeof *next);
	for (size_t i = 0; i < count; i++)
		crawling->order[next[group[i]]++] = i;
	map_release(&hosts);
}

static enum status run(struct crawling *crawling, struct error *error)
{
	struct job *job = crawling->job;
	unsigned threads = job->threads;
	job->threads = crawling->options->hosts;
	crawling->workers = memory_resize(NULL, job->threads, sizeof *crawling->workers);
	for (unsigned i = 0; i < job->threads; i++) {
		crawling->workers[i].handle = NULL;
		buffer_init(&crawling->workers[i].body);
	}
	enum status status = job_parallel(job, crawling->group_count, host_task, crawling, error);
	for (unsigned i = 0; i < job->threads; i++) {
		if (crawling->workers[i].handle != NULL)
			get_close(crawling->workers[i].handle);
		buffer_release(&crawling->workers[i].body);
	}
	free(crawling->workers);
	job->threads = threads;
	return status;
}

enum status crawl(struct job *job, const struct crawl_item *items, size_t count,
		  const struct crawl_options *options, crawl_done *done, void *context,
		  struct error *error)
{
	struct crawling crawling = {
		.job = job, .items = items, .options = options, .done = done, .context = context};
	struct arena arena;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		return error_set(error, STATUS_IO, "libcurl cannot be started");
	arena_init(&arena);
	hosts_init(&crawling.hosts, options->delay);
	pthread_mutex_init(&crawling.done_lock, NULL);
	group_by_host(&crawling, &arena, count);
	job_phase(job, "fetching", "addresses", count);
	enum status status = run(&crawling, error);
	pthread_mutex_destroy(&crawling.done_lock);
	hosts_release(&crawling.hosts);
	arena_release(&arena);
	curl_global_cleanup();
	return status;
}
