#include "read/addresses.h"

#include "base/limits.h"
#include "read/file.h"
#include "read/item.h"
#include "read/problems.h"
#include "read/readers.h"
#include "read/table.h"
#include "text/date.h"

struct gathering {
	struct job *job;
	struct arena *study;
	const struct source_options *options;
	struct source *source;
	struct problems problems;
	struct field_finder finder;
	struct map ids, urls;
	bool has_column; /* some table has a column of addresses */
	const char *columns;
};

static void add_item(struct gathering *gathering, struct source_item *item, struct slice place)
{
	struct source *source = gathering->source;
	struct document_metadata *metadata = &item->metadata;
	if (metadata->id.length == 0)
		metadata->id = metadata->source;
	metadata->path = metadata->source;
	bool new_url = map_put(&gathering->urls, metadata->source, 0, NULL);
	if (!new_url || !map_put(&gathering->ids, metadata->id, 0, NULL)) {
		source->duplicate_count++;
		problem_error(
			gathering->study, &gathering->problems, place, item->row,
			"the %s %.300s stands twice in what is to be fetched: only the first "
			"is",
			new_url ? "id" : "address",
			arena_string(gathering->study, new_url ? metadata->id : metadata->source));
		return;
	}
	item_default(gathering->options, item);
	source->items =
		arena_grow(gathering->study, source->items, source->item_count,
			   &source->item_capacity, source->item_count + 1, sizeof *source->items);
	source->items[source->item_count++] = *item;
}

static void add_address(struct gathering *gathering, struct slice address)
{
	struct source_item item = {.row = 0};
	item.metadata.source = arena_copy(gathering->study, slice_trim(address));
	add_item(gathering, &item, SLICE(""));
}

static void take_row(struct gathering *gathering, struct slice place, const struct table_row *row)
{
	struct chosen_values chosen;
	struct source_item item = {.row = row->line};
	struct row_values values = {row->names, row->values, row->count, row->object,
				    "column",	place,	     row->line};
	item_choose(&gathering->finder, &values, &chosen);
	gathering->has_column = gathering->has_column || chosen.has_column[FIELD_SOURCE];
	chosen.value[FIELD_TEXT] = chosen.value[FIELD_FILE] = (struct slice){"", 0};
	if (!is_address(chosen.value[FIELD_SOURCE])) {
		problem_error(gathering->study, &gathering->problems, place, row->line,
			      "the row has no web address%s: it was passed over",
			      chosen.has_column[FIELD_SOURCE]
				      ? ""
				      : ", as no column is called url or source_url (name it with "
					"--source-field)");
		return;
	}
	item_fill(gathering->study, &gathering->problems, &values, &chosen, &item);
	add_item(gathering, &item, place);
}

static enum status read_rows(struct gathering *gathering, struct table *table, struct slice place,
			     struct error *error)
{
	for (bool found = true; found;) {
		struct table_row row = {0};
		struct error why;
		TRY(job_check(gathering->job, error));
		if (table_next(table, &row, &found, &why) != STATUS_OK)
			problem_error(gathering->study, &gathering->problems, place, why.line, "%s",
				      why.text);
		else if (found)
			take_row(gathering, place, &row);
	}
	return STATUS_OK;
}

static enum status add_list(struct gathering *gathering, const char *given, struct error *error)
{
	struct arena *study = gathering->study;
	const char *path = arena_string(study, slice_from(given));
	struct slice place = path_text(study, slice_from(path)), bytes;
	struct table table;
	if (!reader_find(SLICE(""), slice_from(path))->is_table) {
		error_set(error, STATUS_USAGE,
			  "is neither a web address (http://, https://) nor a table of them (csv, "
			  "tsv, jsonl)");
		return error_at(error, place.at, 0, 0);
	}
	enum status status =
		file_read(study, path, LIMIT_TABLE_FILE_BYTES, "TABLE_FILE_BYTES", &bytes, error);
	if (status != STATUS_OK)
		return error_at(error, place.at, 0, 0);
	status = table_open(&table, study, bytes, slice_from(path), gathering->options->encoding,
			    error);
	if (status == STATUS_OK)
		status = read_rows(gathering, &table, place, error);
	else
		error_at(error, place.at, error->line, error->column);
	gathering->columns = arena_string(study, slice_from(table_columns(&table)));
	table_close(&table);
	return status;
}

static enum status check_options(const struct gathering *gathering, struct error *error)
{
	struct slice date = slice_trim(gathering->options->date);
	if (date.length > 0 && !date_valid(date))
		return error_set(error, STATUS_USAGE,
				 "--date %.*s is no date: write 2026-01-27, 2026-01 or 2026",
				 date.length > 60 ? 60 : (int)date.length, date.at);
	for (unsigned field = 0; field < FIELD_COUNT; field++) {
		struct slice wanted = field_option(gathering->options, field);
		if (wanted.length > 0 && !gathering->finder.found[field])
			return error_set(error, STATUS_USAGE,
					 "--%s-field %.*s: no list has this column; there are: %s",
					 field_name(field), (int)wanted.length, wanted.at,
					 gathering->columns);
	}
	return STATUS_OK;
}

enum status addresses_list(struct job *job, struct arena *study, const char *const *arguments,
			   size_t count, const struct source_options *options,
			   struct source *source, struct error *error)
{
	struct gathering gathering = {.job = job,
				      .study = study,
				      .options = options,
				      .source = source,
				      .columns = "none"};
	enum status status = STATUS_OK;
	*source = (struct source){0};
	field_finder_init(&gathering.finder, options);
	map_init(&gathering.ids);
	map_init(&gathering.urls);
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		if (is_address(slice_trim(slice_from(arguments[i]))))
			add_address(&gathering, slice_from(arguments[i]));
		else
			status = add_list(&gathering, arguments[i], error);
	}
	if (status == STATUS_OK)
		status = check_options(&gathering, error);
	source->problems = gathering.problems.at;
	source->problem_count = gathering.problems.count;
	source->problem_capacity = gathering.problems.capacity;
	map_release(&gathering.urls);
	map_release(&gathering.ids);
	field_finder_release(&gathering.finder);
	return status;
}
