#include <errno.h>
#include <string.h>

#include "store/inside.h"

/* What SQLite says, what it means for the user, and what the user can do. */
static const struct {
	int code; /* primary result code */
	enum status status;
	const char *advice;
} meanings[] = {
	{SQLITE_BUSY, STATUS_STORE,
	 "another process is writing the board: wait until it has ended, or stop it, then try "
	 "again"},
	{SQLITE_LOCKED, STATUS_STORE,
	 "another process is writing the board: wait until it has ended, or stop it, then try "
	 "again"},
	{SQLITE_FULL, STATUS_STORE,
	 "the disk is full: free some space, then try again; what was committed before is kept"},
	{SQLITE_CORRUPT, STATUS_STORE,
	 "the board is damaged: keep a copy of it, see what \"qipan check\" finds, and restore a "
	 "backup or add the documents to a new board"},
	{SQLITE_NOTADB, STATUS_STORE,
	 "the file is not a board: check the name, or make a board with \"qipan new\""},
	{SQLITE_READONLY, STATUS_IO,
	 "the board cannot be written: check the permissions of the file and of its folder"},
	{SQLITE_CANTOPEN, STATUS_IO,
	 "the board cannot be opened: check the permissions of the file and of its folder"},
	{SQLITE_PERM, STATUS_IO,
	 "the board cannot be opened: check the permissions of the file and of its folder"},
	{SQLITE_IOERR, STATUS_IO,
	 "the system refused to read or write the board: check the disk, then try again; what was "
	 "committed before is kept"},
	{SQLITE_NOMEM, STATUS_STORE,
	 "memory is out: close other programs, then try again; what was committed before is kept"},
	{SQLITE_INTERRUPT, STATUS_CANCELLED, "stopped"},
	{SQLITE_TOOBIG, STATUS_LIMIT, "a text is longer than SQLite can keep"},
};

enum status store_fail(struct store *store, const char *doing, struct error *error)
{
	int code = store->db == NULL ? SQLITE_NOMEM : sqlite3_errcode(store->db) & 0xFF;
	if (code == SQLITE_BUSY && store->job != NULL && job_cancelled(store->job))
		code = SQLITE_INTERRUPT; /* the wait for a lock was broken off */
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
		if (meanings[i].code != code)
			continue;
		if (code == SQLITE_IOERR || code == SQLITE_CANTOPEN)
			error_set(error, meanings[i].status, "%s (%s, while %s; %s)",
				  meanings[i].advice, sqlite3_errmsg(store->db), doing,
				  strerror(sqlite3_system_errno(store->db)));
		else
			error_set(error, meanings[i].status, "%s (while %s)", meanings[i].advice,
				  doing);
		error_at(error, store->path, 0, 0);
		return meanings[i].status;
	}
	error_set(error, STATUS_STORE, "%s failed: %s", doing, sqlite3_errmsg(store->db));
	error_at(error, store->path, 0, 0);
	return STATUS_STORE;
}

enum status store_damaged(const struct store *store, const char *what, struct error *error)
{
	error_set(error, STATUS_STORE,
		  "the board is damaged: %s; see what \"qipan check\" finds, and restore a backup "
		  "or add the documents to a new board",
		  what);
	error_at(error, store->path, 0, 0);
	return STATUS_STORE;
}
