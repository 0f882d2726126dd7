/* Tasks, their queue, their progress and how they are stopped. */
#include "check.h"

#include <time.h>

#include "base/limits.h"
#include "web/work.h"

struct counted {
	struct task task;
	atomic_bool started, cancelled, done;
};

static void pause_a_moment(void)
{
	const struct timespec moment = {0, 1000000};
	nanosleep(&moment, NULL);
}

static void run_until_cancelled(struct task *task)
{
	struct counted *counted = (struct counted *)(void *)task;
	job_phase(&task->job, "waiting", "moments", 7);
	job_add(&task->job, 3);
	atomic_store(&counted->started, true);
	while (!job_cancelled(&task->job))
		pause_a_moment();
	atomic_store(&counted->cancelled, true);
}

static void note_done(struct task *task)
{
	atomic_store(&((struct counted *)(void *)task)->done, true);
}

static void prepare(struct counted *counted, const char *name)
{
	memset(counted, 0, sizeof *counted);
	snprintf(counted->task.name, sizeof counted->task.name, "%s", name);
	job_init(&counted->task.job, 1);
	counted->task.run = run_until_cancelled;
	counted->task.done = note_done;
}

static void a_task_can_be_watched_and_cancelled(void **state)
{
	(void)state;
	struct work work;
	struct counted one;
	struct progress_state progress;
	assert_true(work_start(&work, 2));
	prepare(&one, "one");
	assert_true(work_put(&work, &one.task));
	while (!atomic_load(&one.started))
		pause_a_moment();
	assert_true(work_progress(&work, "one", &progress));
	assert_string_equal(progress.phase, "waiting");
	assert_int_equal(progress.done, 3);
	assert_int_equal(progress.total, 7);
	assert_false(progress.waiting);
	assert_false(work_progress(&work, "two", &progress));
	assert_false(work_cancel(&work, ""));
	assert_true(work_cancel(&work, "one"));
	while (!atomic_load(&one.done))
		pause_a_moment();
	assert_true(atomic_load(&one.cancelled));
	assert_false(work_progress(&work, "one", &progress));
	work_stop(&work);
}

static void a_full_queue_refuses(void **state)
{
	(void)state;
	static struct counted tasks[LIMIT_WEB_QUEUE + 2];
	struct work work;
	struct progress_state progress;
	assert_true(work_start(&work, 1));
	prepare(&tasks[0], "running");
	assert_true(work_put(&work, &tasks[0].task));
	while (!atomic_load(&tasks[0].started))
		pause_a_moment();
	for (size_t i = 1; i <= LIMIT_WEB_QUEUE; i++) {
		prepare(&tasks[i], "queued");
		assert_true(work_put(&work, &tasks[i].task));
	}
	prepare(&tasks[LIMIT_WEB_QUEUE + 1], "late");
	assert_false(work_put(&work, &tasks[LIMIT_WEB_QUEUE + 1].task));
	assert_true(work_progress(&work, "queued", &progress) && progress.waiting);
	/* Stopping ends what runs and what waits; each is told so once. */
	work_stop(&work);
	for (size_t i = 0; i <= LIMIT_WEB_QUEUE; i++)
		assert_true(atomic_load(&tasks[i].done));
	assert_false(atomic_load(&tasks[LIMIT_WEB_QUEUE + 1].done));
}

static void names_are_short_words(void **state)
{
	(void)state;
	assert_true(work_is_name("p-1Z"));
	assert_false(work_is_name(NULL) || work_is_name("") || work_is_name("a/b") ||
		     work_is_name("a\"b") ||
		     work_is_name("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_task_can_be_watched_and_cancelled),
		cmocka_unit_test(a_full_queue_refuses),
		cmocka_unit_test(names_are_short_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
