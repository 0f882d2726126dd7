#include <string.h>

#include "store/inside.h"

enum status store_problem_put(struct store *store, const struct problem *problem,
			      struct error *error)
{
	sqlite3_stmt *insert;
	TRY(statement_take(store,
			   "INSERT INTO problem (severity, place, line, \"column\", what)"
			   " VALUES (?1, ?2, ?3, ?4, ?5)",
			   &insert, error));
	bind_text(insert, 1, slice_from(problem->severity));
	bind_text(insert, 2, problem->place);
	bind_integer(insert, 3, problem->line);
	bind_integer(insert, 4, problem->column);
	bind_text(insert, 5, problem->what);
	return statement_run(store, insert, "writing a problem", error);
}

enum status store_problem_clear(struct store *store, struct slice place, struct error *error)
{
	sqlite3_stmt *delete;
	TRY(statement_take(store, "DELETE FROM problem WHERE place = ?1", &delete, error));
	bind_text(delete, 1, place);
	return statement_run(store, delete, "clearing problems", error);
}

enum status store_problems(struct store *store, struct arena *arena, struct problem **problems,
			   size_t *count, struct error *error)
{
	static const char doing[] = "reading the problems";
	sqlite3_stmt *select;
	TRY(statement_take(store,
			   "SELECT severity, place, line, \"column\", what, count(*) OVER ()"
			   " FROM problem ORDER BY place, line, \"column\", id",
			   &select, error));
	*problems = arena_array(arena, struct problem, 0);
	*count = 0;
	bool row;
	TRY(statement_step(store, select, doing, &row, error));
	if (row)
		*problems = arena_array(arena, struct problem, column_u32(select, 5));
	while (row) {
		bool is_error = slice_is(column_slice(select, 0), "error");
		(*problems)[(*count)++] = (struct problem){
			.severity = is_error ? "error" : "warning",
			.place = column_copy(arena, select, 1),
			.line = column_u32(select, 2),
			.column = column_u32(select, 3),
			.what = column_copy(arena, select, 4),
		};
		TRY(statement_step(store, select, doing, &row, error));
	}
	return STATUS_OK;
}
