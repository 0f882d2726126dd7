/* usage: hold-lock BOARD
 * Another process that is writing: takes the board's write lock, says so on standard output, and
 * gives it back when standard input ends. For test/faults.sh. */
#include <stdio.h>

#include <sqlite3.h>

int main(int count, char **words)
{
	sqlite3 *board;
	if (count != 2 ||
	    sqlite3_open_v2(words[1], &board, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    sqlite3_exec(board, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
		return 1;
	puts("held");
	fflush(stdout);
	while (getchar() != EOF)
		continue;
	sqlite3_close(board);
	return 0;
}
