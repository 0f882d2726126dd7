#define _GNU_SOURCE /* syscall, prctl, O_PATH */
#include "reader/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/limits.h"
#include "reader/lock_calls.h"

static enum status refused(const char *what, int number, struct error *error)
{
	return error_set(error, STATUS_CHILD,
			 "qipan-reader could not lock itself in (%s: %s), so it read nothing", what,
			 strerror(number));
}

/* ---- limits ---- */

static bool limit(int resource, rlim_t soft, rlim_t hard)
{
	/* A limit that is lower already stays. */
	struct rlimit now;
	if (getrlimit((__rlimit_resource_t)resource, &now) != 0)
		return false;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < hard)
		hard = now.rlim_max;
	struct rlimit wanted = {soft < hard ? soft : hard, hard};
	return setrlimit((__rlimit_resource_t)resource, &wanted) == 0;
}

static bool set_limits(void)
{
	/* The signal at the soft limit says why; the hard one ends what ignores it. */
	return limit(RLIMIT_CPU, LIMIT_READER_SECONDS, LIMIT_READER_SECONDS + 1) &&
	       (LOCK_SANITIZED || limit(RLIMIT_AS, LIMIT_READER_MEMORY, LIMIT_READER_MEMORY)) &&
	       limit(RLIMIT_FSIZE, LIMIT_READER_OUTPUT_BYTES, LIMIT_READER_OUTPUT_BYTES) &&
	       limit(RLIMIT_NOFILE, 64, 64) && limit(RLIMIT_CORE, 0, 0);
}

static void close_inherited(void)
{
#ifdef SYS_close_range
	if (syscall(SYS_close_range, 3U, ~0U, 0U) == 0)
		return;
#endif
	for (int descriptor = 3; descriptor < 4096; descriptor++)
		close(descriptor);
}

enum status lock_process(pid_t parent, unsigned *layers, struct error *error)
{
	close_inherited();
	umask(077);
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
		return refused("PR_SET_PDEATHSIG", errno, error);
	/* It may have died before that. */
	if (parent != 0 && getppid() != parent)
		return error_set(error, STATUS_CHILD, "the program that asked is gone");
	if (!set_limits())
		return refused("setrlimit", errno, error);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return refused("no_new_privs", errno, error);
	*layers = LOCK_LIMITS | LOCK_ORPHANS | LOCK_RIGHTS;
	return STATUS_OK;
}

/* ---- files ---- */

#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
/* The headers of Debian 12 are older than these; asking for more than the kernel has is an error.
 */
#define LANDLOCK_TRUNCATE (1ULL << 14)
#define LANDLOCK_IOCTL_DEV (1ULL << 15)

static uint64_t handled_access(int version)
{
	uint64_t access = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
	if (version >= 2)
		access |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		access |= LANDLOCK_TRUNCATE;
	if (version >= 5)
		access |= LANDLOCK_IOCTL_DEV;
	return access;
}

static int allow_path(int ruleset, const char *path)
{
	struct stat state;
	struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE |
								    LANDLOCK_ACCESS_FS_EXECUTE,
						  .parent_fd = open(path, O_PATH | O_CLOEXEC)};
	if (rule.parent_fd < 0 || fstat(rule.parent_fd, &state) != 0) {
		if (rule.parent_fd >= 0)
			close(rule.parent_fd);
		return 0;
	}
	if (S_ISDIR(state.st_mode))
		rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
	long result =
		syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U);
	close(rule.parent_fd);
	return result == 0 ? 0 : errno;
}

static enum status lock_files(const char *const *readable, unsigned *layers, struct error *error)
{
	int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0U,
				   LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 1)
		return STATUS_OK; /* the kernel has none: the list of calls stands alone */
	struct landlock_ruleset_attr attributes = {.handled_access_fs = handled_access(version)};
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes,
				   sizeof attributes.handled_access_fs, 0U);
	if (ruleset < 0)
		return refused("Landlock", errno, error);
	int failed = 0;
	for (size_t i = 0; readable != NULL && readable[i] != NULL && failed == 0; i++)
		failed = allow_path(ruleset, readable[i]);
	if (failed == 0 && syscall(SYS_landlock_restrict_self, ruleset, 0U) != 0)
		failed = errno;
	close(ruleset);
	if (failed != 0)
		return refused("Landlock", failed, error);
	*layers |= LOCK_FILES;
	return STATUS_OK;
}

/* ---- calls ---- */

static int allow(scmp_filter_ctx filter, const int *calls, size_t count)
{
	int failed = 0;
	for (size_t i = 0; i < count && failed == 0; i++)
		failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
	return failed;
}

/* Memory that holds data may not become code. */
static int allow_memory(scmp_filter_ctx filter)
{
	int failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
				      SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	if (failed == 0)
		failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
					  SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	return failed;
}

/* Should the kernel have no Landlock: files are opened for reading only. */
static int refuse_writing(scmp_filter_ctx filter)
{
	static const unsigned writing[][2] = {
		{O_ACCMODE, O_WRONLY}, {O_ACCMODE, O_RDWR}, {O_CREAT, O_CREAT}};
	int failed = 0;
	for (size_t i = 0; i < 3 && failed == 0; i++) {
		failed =
			seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(openat), 1,
					 SCMP_A2(SCMP_CMP_MASKED_EQ, writing[i][0], writing[i][1]));
		if (failed == 0)
			failed = seccomp_rule_add(
				filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(open), 1,
				SCMP_A1(SCMP_CMP_MASKED_EQ, writing[i][0], writing[i][1]));
	}
	if (failed == 0) /* its flags lie in memory; without it openat is used */
		failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0);
	return failed;
}

static int refuse(scmp_filter_ctx filter, const int *calls, size_t count)
{
	int failed = refuse_writing(filter);
	for (size_t i = 0; i < count && failed == 0; i++)
		failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), calls[i], 0);
	/* Limits may be read, not set. */
	if (failed == 0)
		failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1,
					  SCMP_A2(SCMP_CMP_NE, 0, 0));
	/* clone may make threads; clone3 cannot be looked into, and without it clone is tried. */
	if (failed == 0)
		failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
					  SCMP_A0(SCMP_CMP_MASKED_EQ, lock_thread_flag, 0));
	if (failed == 0)
		failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	return failed;
}

static enum status lock_calls(bool converter, unsigned *layers, struct error *error)
{
	scmp_filter_ctx filter = seccomp_init(converter ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EPERM));
	if (filter == NULL)
		return refused("seccomp", ENOMEM, error);
	int failed;
	if (converter) {
		failed = refuse(filter, lock_refused_calls, lock_refused_call_count);
	} else {
		failed = allow(filter, lock_allowed_calls, lock_allowed_call_count);
		if (failed == 0)
			failed = allow_memory(filter);
		if (failed == 0 && LOCK_SANITIZED)
			failed = allow(filter, lock_sanitizer_calls, lock_sanitizer_call_count);
	}
	if (failed == 0)
		failed = seccomp_load(filter);
	seccomp_release(filter);
	if (failed != 0)
		return refused("seccomp", -failed, error);
	*layers |= LOCK_CALLS;
	return STATUS_OK;
}

enum status lock_handler(unsigned *layers, struct error *error)
{
	TRY(lock_files(NULL, layers, error));
	return lock_calls(false, layers, error);
}

enum status lock_converter(const char *const *readable, unsigned *layers, struct error *error)
{
	TRY(lock_files(readable, layers, error));
	return lock_calls(true, layers, error);
}
