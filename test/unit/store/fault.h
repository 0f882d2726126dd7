/*
 * An SQLite that fails on request: the n-th allocation, or the n-th call that changes a file. Both
 * counters are of this test program alone; 0 means never.
 */
#ifndef QIPAN_TEST_STORE_FAULT_H
#define QIPAN_TEST_STORE_FAULT_H

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

struct fault {
	long countdown; /* 0: off; 1: the next call fails, and all after it */
	bool happened;
};
static struct fault allocation_fault, write_fault;

static bool fault_now(struct fault *fault)
{
	if (fault->countdown == 0)
		return false;
	if (fault->countdown > 1) {
		fault->countdown--;
		return false;
	}
	fault->happened = true;
	return true;
}

/* ---- memory ---- */

static sqlite3_mem_methods real_memory;

static void *failing_malloc(int bytes)
{
	return fault_now(&allocation_fault) ? NULL : real_memory.xMalloc(bytes);
}

static void *failing_realloc(void *memory, int bytes)
{
	return fault_now(&allocation_fault) ? NULL : real_memory.xRealloc(memory, bytes);
}

/* ---- files ---- */

struct failing_file {
	sqlite3_file base;
	sqlite3_file *real; /* in the memory behind */
};

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((struct failing_file *)(void *)file)->real;
}

static int failing_close(sqlite3_file *file)
{
	return real_of(file)->pMethods->xClose(real_of(file));
}

static int failing_read(sqlite3_file *file, void *at, int bytes, sqlite3_int64 offset)
{
	return real_of(file)->pMethods->xRead(real_of(file), at, bytes, offset);
}

/* Half of the bytes reach the disk. */
static int failing_write(sqlite3_file *file, const void *at, int bytes, sqlite3_int64 offset)
{
	const sqlite3_io_methods *real = real_of(file)->pMethods;
	if (!fault_now(&write_fault))
		return real->xWrite(real_of(file), at, bytes, offset);
	real->xWrite(real_of(file), at, bytes / 2, offset);
	return SQLITE_IOERR_WRITE;
}

static int failing_truncate(sqlite3_file *file, sqlite3_int64 bytes)
{
	if (fault_now(&write_fault))
		return SQLITE_IOERR_TRUNCATE;
	return real_of(file)->pMethods->xTruncate(real_of(file), bytes);
}

static int failing_sync(sqlite3_file *file, int flags)
{
	(void)file;
	(void)flags;
	/* only a power cut would show whether it was done; without it the tests are ten times
	 * faster */
	return fault_now(&write_fault) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int failing_size(sqlite3_file *file, sqlite3_int64 *bytes)
{
	return real_of(file)->pMethods->xFileSize(real_of(file), bytes);
}

static int failing_lock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int failing_unlock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int failing_check_lock(sqlite3_file *file, int *locked)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), locked);
}

static int failing_control(sqlite3_file *file, int operation, void *argument)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}

static int failing_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int failing_device(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int failing_map(sqlite3_file *file, int page, int bytes, int extend, void volatile **at)
{
	if (extend != 0 && fault_now(&write_fault))
		return SQLITE_IOERR_SHMMAP;
	return real_of(file)->pMethods->xShmMap(real_of(file), page, bytes, extend, at);
}

static int failing_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
	return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void failing_barrier(sqlite3_file *file)
{
	real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int failing_unmap(sqlite3_file *file, int remove)
{
	return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods failing_methods = {
	.iVersion = 2,
	.xClose = failing_close,
	.xRead = failing_read,
	.xWrite = failing_write,
	.xTruncate = failing_truncate,
	.xSync = failing_sync,
	.xFileSize = failing_size,
	.xLock = failing_lock,
	.xUnlock = failing_unlock,
	.xCheckReservedLock = failing_check_lock,
	.xFileControl = failing_control,
	.xSectorSize = failing_sector,
	.xDeviceCharacteristics = failing_device,
	.xShmMap = failing_map,
	.xShmLock = failing_shm_lock,
	.xShmBarrier = failing_barrier,
	.xShmUnmap = failing_unmap,
};

static sqlite3_vfs *real_files, failing_files;

static int failing_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
			int *given_flags)
{
	struct failing_file *failing = (struct failing_file *)(void *)file;
	(void)vfs;
	failing->real = (sqlite3_file *)(void *)(failing + 1);
	int code = real_files->xOpen(real_files, name, failing->real, flags, given_flags);
	failing->base.pMethods = failing->real->pMethods == NULL ? NULL : &failing_methods;
	return code;
}

/* Before anything else of SQLite is called. */
static void fault_install(void)
{
	sqlite3_mem_methods methods;
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
	methods = real_memory;
	methods.xMalloc = failing_malloc;
	methods.xRealloc = failing_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
	real_files = sqlite3_vfs_find(NULL);
	failing_files = *real_files;
	failing_files.zName = "failing";
	failing_files.szOsFile = (int)sizeof(struct failing_file) + real_files->szOsFile;
	failing_files.xOpen = failing_open;
	sqlite3_vfs_register(&failing_files, 1);
}

#endif
