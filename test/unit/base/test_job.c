#include "check.h"

#include <assert.h>

#include "base/job.h"
#include "base/limits.h"

enum { TASKS = 5000 };

struct work {
	struct job *job;
	uint64_t results[TASKS];
	unsigned char runs[TASKS];
	unsigned threads;
	size_t fails_from; /* tasks at or after it fail */
	size_t cancel_at;
};

static enum status square(void *context, size_t index, unsigned worker, struct error *error)
{
	struct work *work = context;
	assert(worker < work->threads);
	work->runs[index]++;
	work->results[index] = (uint64_t)index * index;
	job_add(work->job, 1);
	if (index == work->cancel_at)
		atomic_store(&work->job->cancel, true);
	if (index >= work->fails_from)
		return error_set(error, STATUS_FORMAT, "task %zu", index);
	return STATUS_OK;
}

static struct work *make_work(struct job *job, unsigned threads)
{
	job_init(job, threads);
	struct work *work = test_calloc(1, sizeof *work);
	*work = (struct work){
		.job = job, .threads = threads, .fails_from = SIZE_MAX, .cancel_at = SIZE_MAX};
	return work;
}

static void every_task_runs_once_on_any_number_of_threads(void **state)
{
	(void)state;
	for (unsigned threads = 1; threads <= 16; threads *= 4) {
		struct job job;
		struct work *work = make_work(&job, threads);
		struct error error = {0};
		assert_int_equal(job_parallel(&job, TASKS, square, work, &error), STATUS_OK);
		for (size_t i = 0; i < TASKS; i++) {
			assert_int_equal(work->runs[i], 1);
			assert_int_equal(work->results[i], i * i);
		}
		assert_int_equal(atomic_load(&job.done), TASKS);
		assert_int_equal(error.status, STATUS_OK);
		test_free(work);
	}
}

static void the_failure_with_the_lowest_index_is_told(void **state)
{
	(void)state;
	for (unsigned round = 0; round < 50; round++) {
		struct job job;
		struct work *work = make_work(&job, 8);
		work->fails_from = 100;
		struct error error = {0};
		assert_int_equal(job_parallel(&job, TASKS, square, work, &error), STATUS_FORMAT);
		assert_string_equal(error.text, "task 100");
		for (size_t i = 0; i <= 100; i++)
			assert_int_equal(work->runs[i], 1);
		assert_int_equal(work->runs[TASKS - 1], 0);
		test_free(work);
	}
}

static void a_cancelled_job_stops_and_says_so(void **state)
{
	(void)state;
	struct job job;
	struct work *work = make_work(&job, 4);
	work->cancel_at = 10;
	struct error error = {0};
	assert_int_equal(job_parallel(&job, TASKS, square, work, &error), STATUS_CANCELLED);
	assert_int_equal(error.status, STATUS_CANCELLED);
	assert_true(error.text[0] != '\0');
	assert_int_equal(work->runs[TASKS - 1], 0);
	assert_int_equal(job_check(&job, NULL), STATUS_CANCELLED);
	test_free(work);
}

static void no_tasks_are_no_work(void **state)
{
	(void)state;
	struct job job;
	struct work *work = make_work(&job, 4);
	assert_int_equal(job_parallel(&job, 0, square, work, NULL), STATUS_OK);
	assert_int_equal(work->runs[0], 0);
	test_free(work);
}

static void threads_are_at_least_one_and_within_the_limit(void **state)
{
	(void)state;
	struct job job;
	job_init(&job, 0);
	assert_in_range(job.threads, 1, LIMIT_THREADS);
	job_init(&job, LIMIT_THREADS + 1);
	assert_int_equal(job.threads, LIMIT_THREADS);
}

static void a_phase_starts_at_nothing_done(void **state)
{
	(void)state;
	struct job job;
	job_init(&job, 1);
	job_add(&job, 3);
	job_phase(&job, "reading", "documents", 7);
	assert_int_equal(atomic_load(&job.done), 0);
	assert_int_equal(atomic_load(&job.total), 7);
	assert_string_equal(atomic_load(&job.phase), "reading");
	assert_string_equal(atomic_load(&job.unit), "documents");
	assert_int_equal(job_check(&job, NULL), STATUS_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_task_runs_once_on_any_number_of_threads),
		cmocka_unit_test(the_failure_with_the_lowest_index_is_told),
		cmocka_unit_test(a_cancelled_job_stops_and_says_so),
		cmocka_unit_test(no_tasks_are_no_work),
		cmocka_unit_test(threads_are_at_least_one_and_within_the_limit),
		cmocka_unit_test(a_phase_starts_at_nothing_done),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
