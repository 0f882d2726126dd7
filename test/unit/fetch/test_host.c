#include "check.h"

#include "fetch/get.h"
#include "fetch/host.h"

enum { THREADS = 6, TURNS = 5 };

static struct hosts hosts;
static struct job job;
static atomic_int inside, most_inside, loaders;
static double last_end;
static atomic_int too_soon;

static const struct url one = {.host = {"a", 1}, .authority = {"http://a:80", 11}};

static void *knock(void *unused)
{
	(void)unused;
	for (int i = 0; i < TURNS; i++) {
		struct host_gate *gate;
		if (hosts_enter(&hosts, &job, &one, &gate, NULL) != STATUS_OK)
			return NULL;
		int now = atomic_fetch_add(&inside, 1) + 1;
		if (now > atomic_load(&most_inside))
			atomic_store(&most_inside, now);
		/* Guarded by the gate itself: a race here is a finding of the thread sanitizer. */
		if (last_end > 0 && seconds_now() - last_end < 0.0049)
			atomic_fetch_add(&too_soon, 1);
		struct timespec work = {0, 1000000};
		nanosleep(&work, NULL);
		last_end = seconds_now();
		atomic_fetch_sub(&inside, 1);
		hosts_leave(&hosts, gate, 0);
	}
	return NULL;
}

static void a_host_is_asked_by_one_thread_at_a_time_with_a_pause(void **state)
{
	(void)state;
	pthread_t threads[THREADS];
	hosts_init(&hosts, 0.005);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, knock, NULL), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	hosts_release(&hosts);
	assert_int_equal(atomic_load(&most_inside), 1);
	assert_int_equal(atomic_load(&too_soon), 0);
}

static void another_host_does_not_wait(void **state)
{
	(void)state;
	static const struct url two = {.host = {"b", 1}, .authority = {"http://b:80", 11}};
	struct host_gate *first, *second;
	hosts_init(&hosts, 100);
	assert_int_equal(hosts_enter(&hosts, &job, &one, &first, NULL), STATUS_OK);
	double start = seconds_now();
	assert_int_equal(hosts_enter(&hosts, &job, &two, &second, NULL), STATUS_OK);
	assert_true(seconds_now() - start < 5);
	assert_ptr_not_equal(first, second);
	hosts_leave(&hosts, first, 0);
	hosts_leave(&hosts, second, 0);
	hosts_release(&hosts);
}

static void a_wish_of_the_site_makes_the_pause_longer(void **state)
{
	(void)state;
	struct host_gate *gate;
	hosts_init(&hosts, 0.001);
	hosts_slow_down(&hosts, &one, 0.08);
	hosts_slow_down(&hosts, &one, 0.02);
	double start = seconds_now();
	assert_int_equal(hosts_enter(&hosts, &job, &one, &gate, NULL), STATUS_OK);
	assert_true(seconds_now() - start >= 0.0799);
	start = seconds_now();
	hosts_leave(&hosts, gate, 0.15);
	assert_int_equal(hosts_enter(&hosts, &job, &one, &gate, NULL), STATUS_OK);
	assert_true(seconds_now() - start >= 0.1499);
	hosts_leave(&hosts, gate, 0);
	hosts_release(&hosts);
}

static void *load(void *unused)
{
	struct site *site;
	bool mine;
	(void)unused;
	if (hosts_site(&hosts, &job, &one, &site, &mine, NULL) != STATUS_OK)
		return NULL;
	if (mine) {
		atomic_fetch_add(&loaders, 1);
		struct timespec work = {0, 20000000};
		nanosleep(&work, NULL);
		site->robots.delay = 7;
		hosts_site_loaded(&hosts, site, ROBOTS_READ);
	}
	return site->robots.delay == 7 ? site : NULL;
}

static void one_thread_loads_a_sites_rules_and_the_others_wait(void **state)
{
	(void)state;
	pthread_t threads[THREADS];
	hosts_init(&hosts, 0);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, load, NULL), 0);
	for (int i = 0; i < THREADS; i++) {
		void *site;
		pthread_join(threads[i], &site);
		assert_non_null(site);
	}
	hosts_release(&hosts);
	assert_int_equal(atomic_load(&loaders), 1);
}

static void a_cancel_ends_every_wait(void **state)
{
	(void)state;
	struct job stopped;
	struct host_gate *gate;
	struct site *site;
	struct error error;
	bool mine;
	job_init(&stopped, 1);
	hosts_init(&hosts, 1000);
	assert_int_equal(hosts_enter(&hosts, &stopped, &one, &gate, &error), STATUS_OK);
	assert_int_equal(hosts_site(&hosts, &stopped, &one, &site, &mine, &error), STATUS_OK);
	assert_true(mine);
	atomic_store(&stopped.cancel, true);
	assert_int_equal(hosts_enter(&hosts, &stopped, &one, &gate, &error), STATUS_CANCELLED);
	assert_int_equal(hosts_site(&hosts, &stopped, &one, &site, &mine, &error),
			 STATUS_CANCELLED);
	assert_false(mine);
	assert_int_equal(seconds_wait(&stopped, 1000, &error), STATUS_CANCELLED);
	hosts_release(&hosts);
}

static void retry_after_is_seconds_or_a_date(void **state)
{
	(void)state;
	assert_near(retry_after_seconds(SLICE("120"), 0), 120, 0);
	assert_near(retry_after_seconds(SLICE(" 0 "), 0), 0, 0);
	/* 1994-11-06T08:49:37Z is 784111777 */
	struct slice date = SLICE("Sun, 06 Nov 1994 08:49:37 GMT");
	assert_near(retry_after_seconds(date, 784111777 - 30), 30, 0);
	assert_near(retry_after_seconds(date, 784111777 + 30), 0, 0);
	assert_true(retry_after_seconds(SLICE(""), 0) < 0);
	assert_true(retry_after_seconds(SLICE("-5"), 0) < 0);
	assert_true(retry_after_seconds(SLICE("soon"), 0) < 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_host_is_asked_by_one_thread_at_a_time_with_a_pause),
		cmocka_unit_test(another_host_does_not_wait),
		cmocka_unit_test(a_wish_of_the_site_makes_the_pause_longer),
		cmocka_unit_test(one_thread_loads_a_sites_rules_and_the_others_wait),
		cmocka_unit_test(a_cancel_ends_every_wait),
		cmocka_unit_test(retry_after_is_seconds_or_a_date),
	};
	job_init(&job, 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
