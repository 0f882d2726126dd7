#include "study/route.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "read/file.h"
#include "read/table.h"
#include "route/announced.h"
#include "study/route_board.h"

struct rows {
	struct route_row *at;
	size_t count, capacity;
};

static void remark_error(struct route_remarks *remarks, struct slice place, const struct error *why)
{
	route_remark(remarks, true, place, why->line, "%s", why->text);
}

/* JSON rows may name their columns in any order, so that values go by name. */
static void add_row(struct arena *arena, struct rows *rows, struct route_table *made,
		    const struct table_row *row)
{
	struct slice *values = arena_array(arena, struct slice, made->column_count);
	for (size_t c = 0; c < made->column_count; c++)
		for (size_t i = 0; i < row->count; i++)
			if (slice_equal(row->names[i], made->columns[c])) {
				values[c] = row->values[i];
				break;
			}
	rows->at = memory_grow(rows->at, &rows->capacity, rows->count + 1, sizeof *rows->at);
	rows->at[rows->count++] = (struct route_row){values, row->line};
}

static void name_columns(struct arena *arena, struct route_table *made, const struct slice *names,
			 size_t count)
{
	struct slice *columns = arena_array(arena, struct slice, count);
	memcpy(columns, names, count * sizeof *columns);
	made->columns = columns;
	made->column_count = count;
}

static enum status read_rows(struct job *job, struct arena *arena, struct table *table,
			     struct route_table *made, struct route_remarks *remarks,
			     struct error *error)
{
	struct rows rows = {0};
	enum status status = STATUS_OK;
	/* A header without rows still names its columns. */
	name_columns(arena, made, table->names, table->name_count);
	for (bool found = true; found && status == STATUS_OK;) {
		struct table_row row = {0};
		struct error why;
		status = job_check(job, error);
		if (status != STATUS_OK)
			break;
		if (table_next(table, &row, &found, &why) != STATUS_OK) {
			remark_error(remarks, made->place, &why);
			found = true;
			continue;
		}
		if (found && made->column_count < row.count)
			name_columns(arena, made, row.names, row.count);
		if (found)
			add_row(arena, &rows, made, &row);
	}
	made->row_count = rows.count;
	made->rows = arena_array(arena, struct route_row, rows.count);
	if (rows.count > 0)
		memcpy(made->rows, rows.at, rows.count * sizeof *rows.at);
	free(rows.at);
	return status;
}

static enum status read_file(struct job *job, struct arena *arena, const char *path,
			     const char *name, struct route_table *made,
			     struct route_remarks *remarks, struct error *error)
{
	struct slice bytes;
	struct table table;
	struct error why;
	*made = (struct route_table){.name = name, .place = path_text(arena, slice_from(path))};
	TRY(file_read(arena, path, LIMIT_TABLE_FILE_BYTES, "TABLE_FILE_BYTES", &bytes, error));
	enum status status = STATUS_OK;
	if (table_open(&table, arena, bytes, slice_from(path), SLICE(""), &why) != STATUS_OK)
		remark_error(remarks, made->place, &why);
	else
		status = read_rows(job, arena, &table, made, remarks, error);
	table_close(&table);
	return status;
}

static enum status read_tables(struct job *job, struct arena *arena, const char *folder,
			       struct route_table *tables, size_t *count,
			       struct route_remarks *remarks, struct error *error)
{
	static const char *const endings[] = {"csv", "tsv", "jsonl", "json"};
	for (size_t i = 0; route_table_names[i] != NULL; i++)
		for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
			struct file_state state;
			const char *path = arena_printf(arena, "%s/%s.%s", folder,
							route_table_names[i], endings[k]);
			if (!file_look(path, true, &state))
				continue;
			TRY(read_file(job, arena, path, route_table_names[i], &tables[*count],
				      remarks, error));
			++*count;
			break;
		}
	return STATUS_OK;
}

static enum status check_folder(const char *folder, struct error *error)
{
	struct file_state state;
	if (!file_look(folder, true, &state))
		error_set(error, STATUS_IO, "cannot be opened: %s", strerror(errno));
	else if (!state.is_folder)
		error_set(error, STATUS_IO,
			  "is no folder: qipan route reads a folder of tables (docs/route.md)");
	else
		return STATUS_OK;
	return error_at(error, folder, 0, 0);
}

static enum status check_tables(const struct route_source *source, const struct route_table *tables,
				size_t count, struct error *error)
{
	if (count == 0) {
		error_set(
			error, STATUS_FORMAT,
			"has no table that qipan route knows: classes.csv, sites.csv, demand.csv, "
			"latency.csv, or facilities.csv, customers.csv, costs.csv (--template "
			"writes tables to begin with)");
		return error_at(error, source->folder, 0, 0);
	}
	for (size_t i = 0; i < count; i++)
		if ((strcmp(tables[i].name, "expansion") == 0 ||
		     strcmp(tables[i].name, "builds") == 0) &&
		    tables[i].row_count > LIMIT_ROUTE_BUILDS)
			return error_set(error, STATUS_LIMIT,
					 "%zu builds are more than the limit ROUTE_BUILDS, %d",
					 tables[i].row_count, LIMIT_ROUTE_BUILDS);
	return STATUS_OK;
}

static const struct route_table *find_table(const struct route_table *tables, size_t count,
					    const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(tables[i].name, name) == 0)
			return &tables[i];
	return NULL;
}

/* The board's targets as one more table, if they are asked for. */
static enum status ask_board(struct job *job, struct arena *arena,
			     const struct route_source *source, struct route_table *tables,
			     size_t *count, struct error *error)
{
	struct file_state state;
	struct board board;
	bool wants = source->board_wanted || route_tables_want_board(tables, *count);
	if (!wants || source->board == NULL || find_table(tables, *count, "announced") != NULL ||
	    (!source->board_wanted && !file_look(source->board, true, &state)))
		return STATUS_OK;
	job_phase(job, "reading targets", "", 0);
	enum status status = board_open(&board, job, arena, source->board, STORE_READ, error);
	if (status == STATUS_OK)
		status = board_manifest(&board, source->answer, error);
	if (status == STATUS_OK)
		status = route_board_table(&board, &tables[*count], error);
	*count += status == STATUS_OK;
	board_close(&board);
	return status;
}

enum status route_read_folder(struct job *job, struct arena *arena,
			      const struct route_source *source, struct route_model *model,
			      struct route_remarks *remarks, struct error *error)
{
	size_t names = 0, count = 0;
	while (route_table_names[names] != NULL)
		names++;
	struct route_table *tables = arena_array(arena, struct route_table, names + 1);
	TRY(check_folder(source->folder, error));
	TRY(read_tables(job, arena, source->folder, tables, &count, remarks, error));
	TRY(check_tables(source, tables, count, error));
	TRY(ask_board(job, arena, source, tables, &count, error));
	return route_read_tables(arena, tables, count, model, remarks, error);
}
