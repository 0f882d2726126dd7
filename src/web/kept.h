/*
 * Answers that were given, kept for whoever asks the same of the same state of the board: a second
 * window, a reload in another browser, the first view right after the server started.
 *
 * The key is the whole question with the board's state (call.c), compared byte by byte, so an
 * answer of an older state is never found; it goes when its room is needed. Only answers with
 * status 200 are put in. At most LIMIT_WEB_KEPT_ANSWERS with LIMIT_WEB_KEPT_BYTES in all; what was
 * longest not asked for goes first, and an answer of more than a quarter of the room is not kept.
 * All functions may be called from any thread; find and put are O(kept answers) plus the copy.
 */
#ifndef QIPAN_WEB_KEPT_H
#define QIPAN_WEB_KEPT_H

#include <pthread.h>

#include "base/limits.h"
#include "web/question.h"

struct kept_answer {
	char *key; /* NULL: a free place */
	size_t key_length;
	struct reply reply;
	uint64_t last_use;
};

struct kept {
	pthread_mutex_t mutex;
	struct kept_answer answers[LIMIT_WEB_KEPT_ANSWERS];
	size_t bytes; /* of keys and bodies */
	uint64_t uses;
};

void kept_init(struct kept *kept);
void kept_release(struct kept *kept);
/* True: reply holds a copy, its body the caller's; the body must be empty before. */
bool kept_find(struct kept *kept, struct slice key, struct reply *reply);
/* Copies reply under key, in the place of what was there. */
void kept_put(struct kept *kept, struct slice key, const struct reply *reply);

#endif
