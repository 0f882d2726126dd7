#include "fetch/get.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/number.h"
#include "fetch/address.h"

enum {
	HEADER_BYTES_MOST = 262144, /* of one answer: headers have no length of their own */
	SLOW_BYTES = 10,	    /* a second; less than that for ... */
	SLOW_SECONDS = 30,	    /* ... so long is no answer */
};
static const double CONNECT_SECONDS = 20;

/* What libcurl's calls back need. */
struct asking {
	const struct job *job;
	const struct get_question *question;
	struct buffer *body;
	size_t header_bytes;
	bool refused, too_large;
};

CURL *get_open(void)
{
	return curl_easy_init();
}

void get_close(CURL *handle)
{
	curl_easy_cleanup(handle);
}

/* The one place where a connection begins, with the address that it will really go to. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct asking *asking = context;
	(void)purpose;
	if (!asking->question->allow_private && !address_is_public(&address->addr)) {
		asking->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct asking *asking = context;
	size_t length = size * count;
	if (asking->body->length + length > asking->question->most_bytes) {
		asking->too_large = true;
		return CURL_WRITEFUNC_ERROR;
	}
	buffer_append(asking->body, (struct slice){bytes, length});
	return length;
}

static size_t count_header(char *bytes, size_t size, size_t count, void *context)
{
	struct asking *asking = context;
	(void)bytes;
	asking->header_bytes += size * count;
	return asking->header_bytes > HEADER_BYTES_MOST ? 0 : size * count;
}

static int look_for_cancel(void *context, curl_off_t total, curl_off_t now, curl_off_t up_total,
			   curl_off_t up_now)
{
	const struct asking *asking = context;
	(void)total;
	(void)now;
	(void)up_total;
	(void)up_now;
	return job_cancelled(asking->job);
}

static struct curl_slist *condition(struct arena *arena, struct curl_slist *list, const char *name,
				    struct slice value)
{
	if (value.length == 0)
		return list;
	struct curl_slist *longer = curl_slist_append(
		list, arena_printf(arena, "%s: %.*s", name, (int)value.length, value.at));
	return longer == NULL ? list : longer;
}

static void set_limits(CURL *handle, const struct get_question *question)
{
	curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
	/* With a proxy the socket would show the proxy's address, and the guard be blind. */
	curl_easy_setopt(handle, CURLOPT_PROXY, "");
	curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, (long)ceil(question->timeout * 1000));
	curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
			 (long)ceil(fmin(question->timeout, CONNECT_SECONDS) * 1000));
	curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
	curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
	curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)question->most_bytes);
	curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(handle, CURLOPT_USERAGENT, question->user_agent);
}

static void set_calls_back(CURL *handle, struct asking *asking)
{
	curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, asking);
	curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(handle, CURLOPT_WRITEDATA, asking);
	curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, count_header);
	curl_easy_setopt(handle, CURLOPT_HEADERDATA, asking);
	curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, look_for_cancel);
	curl_easy_setopt(handle, CURLOPT_XFERINFODATA, asking);
	curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
}

static struct slice header(CURL *handle, struct arena *arena, const char *name)
{
	struct curl_header *found;
	if (curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK)
		return (struct slice){"", 0};
	return arena_copy(arena, slice_trim(slice_from(found->value)));
}

double retry_after_seconds(struct slice value, int64_t now)
{
	char text[64];
	int64_t seconds;
	value = slice_trim(value);
	if (number_read_integer(value, &seconds))
		return seconds < 0 ? -1 : (double)seconds;
	if (value.length == 0 || value.length >= sizeof text)
		return -1;
	memcpy(text, value.at, value.length);
	text[value.length] = '\0';
	time_t date = curl_getdate(text, NULL);
	if (date < 0)
		return -1;
	return fmax((double)date - (double)now, 0);
}

static void judge(CURL *handle, CURLcode code, const struct asking *asking, const char *message,
		  struct get_answer *answer)
{
	curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer->status);
	const char *said = message[0] != '\0' ? message : curl_easy_strerror(code);
	if (code == CURLE_OK) {
		answer->outcome = GET_ANSWERED;
	} else if (job_cancelled(asking->job)) {
		answer->outcome = GET_CANCELLED;
		snprintf(answer->why, sizeof answer->why, "stopped");
	} else if (asking->refused) {
		answer->outcome = GET_PRIVATE_ADDRESS;
		snprintf(answer->why, sizeof answer->why,
			 "leads to an address inside a private network, which is refused "
			 "(--allow-private allows it)");
	} else if (asking->too_large || code == CURLE_FILESIZE_EXCEEDED) {
		answer->outcome = GET_TOO_LARGE;
		snprintf(answer->why, sizeof answer->why,
			 "is larger than the limit FETCH_BYTES, %llu bytes",
			 (unsigned long long)asking->question->most_bytes);
	} else {
		answer->outcome = GET_NO_ANSWER;
		snprintf(answer->why, sizeof answer->why, "%s", said);
	}
}

void get_ask(CURL *handle, const struct job *job, struct arena *arena,
	     const struct get_question *question, struct buffer *body, struct get_answer *answer)
{
	char message[CURL_ERROR_SIZE] = "";
	struct asking asking = {.job = job, .question = question, .body = body};
	*answer = (struct get_answer){.retry_after = -1};
	buffer_clear(body);
	curl_easy_reset(handle);
	set_limits(handle, question);
	set_calls_back(handle, &asking);
	curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, message);
	curl_easy_setopt(handle, CURLOPT_URL, arena_string(arena, question->url->text));
	struct curl_slist *list = condition(arena, NULL, "If-None-Match", question->etag);
	list = condition(arena, list, "If-Modified-Since", question->last_modified);
	curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);

	CURLcode code = curl_easy_perform(handle);
	judge(handle, code, &asking, message, answer);
	if (answer->outcome == GET_ANSWERED) {
		answer->content_type = header(handle, arena, "Content-Type");
		answer->etag = header(handle, arena, "ETag");
		answer->last_modified = header(handle, arena, "Last-Modified");
		answer->location = header(handle, arena, "Location");
		answer->retry_after = retry_after_seconds(header(handle, arena, "Retry-After"),
							  (int64_t)time(NULL));
	}
	/* The handle outlives these. */
	curl_easy_setopt(handle, CURLOPT_HTTPHEADER, NULL);
	curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, NULL);
	curl_slist_free_all(list);
}
