#include "web/kept.h"

#include <stdlib.h>
#include <string.h>

void kept_init(struct kept *kept)
{
	*kept = (struct kept){.bytes = 0};
	pthread_mutex_init(&kept->mutex, NULL);
}

static size_t bytes_of(const struct kept_answer *answer)
{
	return answer->key_length + answer->reply.body.length;
}

static void drop(struct kept *kept, struct kept_answer *answer)
{
	if (answer->key == NULL)
		return;
	kept->bytes -= bytes_of(answer);
	free(answer->key);
	buffer_release(&answer->reply.body);
	*answer = (struct kept_answer){.key = NULL};
}

void kept_release(struct kept *kept)
{
	for (size_t i = 0; i < LIMIT_WEB_KEPT_ANSWERS; i++)
		drop(kept, &kept->answers[i]);
	pthread_mutex_destroy(&kept->mutex);
}

static struct kept_answer *place_of(struct kept *kept, struct slice key)
{
	for (size_t i = 0; i < LIMIT_WEB_KEPT_ANSWERS; i++) {
		struct kept_answer *answer = &kept->answers[i];
		if (answer->key != NULL &&
		    slice_equal((struct slice){answer->key, answer->key_length}, key))
			return answer;
	}
	return NULL;
}

/* to's body has been begun by whoever owns it. */
static void copy_reply(struct reply *to, const struct reply *from)
{
	struct buffer body = to->body;
	*to = *from;
	to->body = body;
	buffer_clear(&to->body);
	buffer_append(&to->body, buffer_slice(&from->body));
}

bool kept_find(struct kept *kept, struct slice key, struct reply *reply)
{
	pthread_mutex_lock(&kept->mutex);
	struct kept_answer *answer = place_of(kept, key);
	if (answer != NULL) {
		answer->last_use = ++kept->uses;
		copy_reply(reply, &answer->reply);
	}
	pthread_mutex_unlock(&kept->mutex);
	return answer != NULL;
}

/* A free place counts as longest unused. */
static struct kept_answer *oldest(struct kept *kept)
{
	struct kept_answer *found = &kept->answers[0];
	for (size_t i = 1; i < LIMIT_WEB_KEPT_ANSWERS; i++)
		if (kept->answers[i].last_use < found->last_use)
			found = &kept->answers[i];
	return found;
}

static struct kept_answer *oldest_used(struct kept *kept)
{
	struct kept_answer *found = NULL;
	for (size_t i = 0; i < LIMIT_WEB_KEPT_ANSWERS; i++) {
		struct kept_answer *answer = &kept->answers[i];
		if (answer->key != NULL && (found == NULL || answer->last_use < found->last_use))
			found = answer;
	}
	return found;
}

void kept_put(struct kept *kept, struct slice key, const struct reply *reply)
{
	size_t bytes = key.length + reply->body.length;
	if (reply->status != 200 || bytes > LIMIT_WEB_KEPT_BYTES / 4)
		return;
	pthread_mutex_lock(&kept->mutex);
	struct kept_answer *place = place_of(kept, key);
	if (place == NULL)
		place = oldest(kept);
	drop(kept, place);
	while (kept->bytes + bytes > LIMIT_WEB_KEPT_BYTES)
		drop(kept, oldest_used(kept));
	place->key = memory_resize(NULL, key.length, 1);
	memcpy(place->key, key.at, key.length);
	place->key_length = key.length;
	buffer_init(&place->reply.body);
	copy_reply(&place->reply, reply);
	place->last_use = ++kept->uses;
	kept->bytes += bytes;
	pthread_mutex_unlock(&kept->mutex);
}
