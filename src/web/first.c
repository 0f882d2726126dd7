#include <stdlib.h>
#include <string.h>

#include "web/call.h"

/* As the page asks them (web/src/views/board.tsx); the page's own test compares. */
static const char *const questions[] = {
	"board?by=field&evidence=none&measure=attention&orientation=plan",
	"codebook?arg=show",
	"regions?arg=show",
	"status?documents=true",
	"measures",
};

struct first {
	struct task task; /* first: the worker has only this */
	struct server *server;
};

/* Cuts text at the first mark; rest is what follows it, or empty. */
static struct slice cut(struct slice text, char mark, struct slice *rest)
{
	const char *at = memchr(text.at, mark, text.length);
	size_t length = at == NULL ? text.length : (size_t)(at - text.at);
	size_t next = at == NULL ? length : length + 1;
	*rest = (struct slice){text.at + next, text.length - next};
	return (struct slice){text.at, length};
}

static enum status read_question(const char *written, struct question *question,
				 struct arena *arena, struct error *error)
{
	struct slice pairs, value;
	if (!question_begin(question, cut(slice_from(written), '?', &pairs), false, NULL, error))
		return error->status;
	while (pairs.length > 0) {
		struct slice name = cut(cut(pairs, '&', &pairs), '=', &value);
		TRY(question_add(question, arena, name, value, error));
	}
	return STATUS_OK;
}

static void answer_first(struct server *server, const char *written, struct job *job)
{
	struct arena arena;
	struct question question = {.count = 0};
	struct reply reply = {.status = 0};
	struct error error = {.status = STATUS_OK};
	arena_init(&arena);
	buffer_init(&reply.body);
	if (read_question(written, &question, &arena, &error) == STATUS_OK) {
		struct slice key = call_key(&question, server->options->board_path, &arena);
		call_answer(server, &question, job, key, &arena, &reply);
	}
	buffer_release(&reply.body);
	free(question.words);
	arena_release(&arena);
}

static void run(struct task *task)
{
	struct server *server = ((struct first *)(void *)task)->server;
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		if (!job_cancelled(&task->job))
			answer_first(server, questions[i], &task->job);
}

static void done(struct task *task)
{
	(void)task;
}

void first_start(struct server *server)
{
	struct first *first = memory_resize(NULL, 1, sizeof *first);
	*first = (struct first){.task = {.run = run, .done = done}, .server = server};
	job_init(&first->task.job, 0);
	server->first = first;
	/* Not taken: then the page waits for what it asks. */
	bool ignored = work_put(&server->work, &first->task);
	(void)ignored;
}

void first_release(struct server *server)
{
	free(server->first);
	server->first = NULL;
}
