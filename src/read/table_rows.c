#include "read/table_rows.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "read/item.h"
#include "read/readers.h"
#include "read/sheets.h"
#include "read/table.h"

enum {
	NESTING_MOST = 1, /* a row that is referred to may not lead to a third one */
	COLUMNS_SHOWN_BYTES = 300,
};

struct reading {
	struct tables *tables;
	struct table_documents *documents;
	const struct table *table;
	unsigned nesting;
	bool has_source; /* a text or file column was seen */
};

static enum status read_table(struct tables *tables, const char *path, struct slice stem,
			      unsigned nesting, struct table_documents **documents,
			      struct error *error);

void tables_init(struct tables *tables, struct job *job, struct arena *study,
		 const struct source_options *options)
{
	*tables = (struct tables){.job = job, .study = study, .options = options, .columns = ""};
	field_finder_init(&tables->finder, options);
	map_init(&tables->known);
	map_init(&tables->claimed);
}

void tables_release(struct tables *tables)
{
	for (size_t i = 0; i < tables->count; i++)
		map_release(&tables->at[i]->rows);
	field_finder_release(&tables->finder);
	map_release(&tables->known);
	map_release(&tables->claimed);
}

static struct slice identity_key(const struct file_identity *identity)
{
	return (struct slice){(const char *)identity, sizeof *identity};
}

static void claim(struct tables *tables, const struct file_identity *identity)
{
	struct slice key = identity_key(identity);
	if (!map_find(&tables->claimed, key, NULL))
		map_put(&tables->claimed, arena_copy(tables->study, key), 1, NULL);
}

bool tables_claim(const struct tables *tables, const struct file_identity *identity)
{
	return map_find(&tables->claimed, identity_key(identity), NULL);
}

static void refuse(struct reading *reading, const struct table_row *row, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void refuse(struct reading *reading, const struct table_row *row, const char *format, ...)
{
	char text[1024]; /* names in it are cut by shown() */
	va_list list;
	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	problem_error(reading->tables->study, &reading->documents->problems,
		      reading->documents->place, row->line, "%s", text);
}

/* A name as a message shows it. */
static const char *shown(struct reading *reading, struct slice name)
{
	size_t length = name.length;
	const char *more = "";
	if (length > 120) {
		length = 120;
		more = "...";
		while (length > 0 && ((unsigned char)name.at[length] & 0xC0) == 0x80)
			length--;
	}
	return arena_printf(reading->tables->study, "%.*s%s", (int)length, name.at, more);
}

/* The path below the table's folder that a row names, or NULL when it may not be opened. */
static const char *path_of(struct reading *reading, const struct table_row *row, struct slice name)
{
	struct arena *study = reading->tables->study;
	struct slice rest = arena_copy(study, name), part;
	for (char *c = (char *)(uintptr_t)rest.at; *c != '\0'; c++)
		if (*c == '\\')
			*c = '/';
	struct slice folder = path_folder(slice_from(reading->documents->path));
	const char *path = arena_printf(study, "%.*s%.*s", (int)folder.length, folder.at,
					(int)rest.length, rest.at);
	bool drive = rest.length > 1 && rest.at[1] == ':';
	bool leaves = rest.at[0] == '/' || drive;
	while (slice_cut(&rest, '/', &part))
		leaves = leaves || slice_is(part, "..");
	if (is_address(name))
		refuse(reading, row, "%s: %s", shown(reading, name), address_refusal);
	else if (leaves)
		refuse(reading, row,
		       "%s lies outside the table's folder: put the files beside the table or "
		       "below, and name them from there",
		       shown(reading, name));
	else if (strlen(path) > LIMIT_PATH_BYTES)
		refuse(reading, row, "the file's path is longer than the limit PATH_BYTES (%d)",
		       LIMIT_PATH_BYTES);
	else
		return path;
	return NULL;
}

/* True when the file is there, a file, and inside the table's folder. */
static bool may_open(struct reading *reading, const struct table_row *row, struct slice name,
		     const char *path, struct file_state *state)
{
	struct slice folder = path_folder(slice_from(reading->documents->path));
	if (!file_look(path, true, state))
		refuse(reading, row,
		       "names the file %s, which is not there: names are relative to the table's "
		       "folder",
		       shown(reading, name));
	else if (!state->is_regular)
		refuse(reading, row, "names %s, which is no file", shown(reading, name));
	else if (!file_is_below(path, arena_string(reading->tables->study, folder)))
		refuse(reading, row,
		       "names %s, which is a link to a place outside the table's folder: put the "
		       "file itself there",
		       shown(reading, name));
	else
		return true;
	return false;
}

static void index_rows(struct tables *tables, struct table_documents *documents)
{
	if (documents->rows.count > 0)
		return;
	for (size_t i = 0; i < documents->item_count; i++)
		if (!map_put(&documents->rows, documents->items[i].metadata.id, (uint32_t)i, NULL))
			problem_error(tables->study, &documents->problems, documents->place,
				      documents->items[i].row,
				      "the id %.*s stands twice: only the first can be referred to",
				      (int)documents->items[i].metadata.id.length,
				      documents->items[i].metadata.id.at);
}

/* Values that the referring row leaves open come from the row it refers to. */
static void inherit(const struct source_item *from, struct source_item *item)
{
	struct document_metadata source = from->metadata;
	for (unsigned field = 0; field < FIELD_COUNT; field++) {
		struct slice *into = field_in(&item->metadata, field);
		if (into == NULL || into->length > 0)
			continue;
		*into = *field_in(&source, field);
		struct slice *rule = field_rule_in(&item->metadata, field);
		if (rule != NULL)
			*rule = *field_rule_in(&source, field);
	}
	if (item->metadata.other.length == 0)
		item->metadata.other = source.other;
	item->metadata.encoding = source.encoding;
	item->metadata.how = source.how;
	item->inline_text = from->inline_text;
	item->inline_row = true;
	item->bytes = from->bytes;
}

/* "docs.jsonl#id": hash is the offset of the #. */
static enum status take_row(struct reading *reading, const struct table_row *row, struct slice name,
			    size_t hash, struct source_item *item, bool *taken, struct error *error)
{
	struct tables *tables = reading->tables;
	struct slice file = {name.at, hash}, id = {name.at + hash + 1, name.length - hash - 1};
	struct file_state state;
	const char *path = path_of(reading, row, file);
	if (path == NULL || !may_open(reading, row, file, path, &state))
		return STATUS_OK;
	if (reading->nesting >= NESTING_MOST) {
		refuse(reading, row,
		       "refers to a row of %s, but is itself referred to: such a row "
		       "must hold its text",
		       shown(reading, file));
		return STATUS_OK;
	}
	struct table_documents *other;
	TRY(read_table(tables, path, name_stem(file), reading->nesting + 1, &other, error));
	if (other->reading) {
		refuse(reading, row, "refers to a row of its own table");
		return STATUS_OK;
	}
	claim(tables, &state.identity);
	other->referred = true;
	index_rows(tables, other);
	uint32_t index;
	if (!map_find(&other->rows, id, &index) || !other->items[index].inline_row) {
		refuse(reading, row, "%s has no row with the id %s and a text",
		       shown(reading, file), shown(reading, id));
		return STATUS_OK;
	}
	inherit(&other->items[index], item);
	struct slice folder = path_folder(reading->documents->place);
	item->metadata.path = slice_from(arena_printf(tables->study, "%.*s%.*s", (int)folder.length,
						      folder.at, (int)name.length, name.at));
	*taken = true;
	return STATUS_OK;
}

static enum status take_file(struct reading *reading, const struct table_row *row,
			     struct slice name, struct source_item *item, bool *taken,
			     struct error *error)
{
	struct tables *tables = reading->tables;
	struct file_state state;
	reading->documents->names_files = true;
	const char *path = path_of(reading, row, name);
	if (path == NULL)
		return STATUS_OK;
	size_t hash = name.length;
	while (hash > 0 && name.at[hash - 1] != '#')
		hash--;
	/* A file may have a # in its name. */
	if (hash > 1 && !file_look(path, true, &state))
		return take_row(reading, row, name, hash - 1, item, taken, error);
	if (!may_open(reading, row, name, path, &state))
		return STATUS_OK;
	if (reader_find(SLICE(""), name)->is_table) {
		refuse(reading, row, "names the table %s: name one of its rows, as %s#ID",
		       shown(reading, name), shown(reading, name));
		return STATUS_OK;
	}
	claim(tables, &state.identity);
	item->path = slice_from(path);
	item->metadata.path = path_text(tables->study, item->path);
	item->bytes = state.bytes;
	*taken = true;
	return STATUS_OK;
}

/* A text column of JSON must hold a string: anything else is no text of a document. */
static bool is_text(const struct table_row *row, size_t column)
{
	if (row->object == NULL)
		return true;
	return json_is_string(
		json_object_getn(row->object, row->names[column].at, row->names[column].length));
}

static void take_text(struct reading *reading, const struct table_row *row,
		      const struct chosen_values *chosen, struct source_item *item, bool *taken)
{
	struct arena *study = reading->tables->study;
	struct slice text = chosen->value[FIELD_TEXT];
	const struct decoded *decoded = &reading->table->decoded;
	if (!is_text(row, chosen->column[FIELD_TEXT])) {
		refuse(reading, row, "the text is no string: it was passed over");
		return;
	}
	item->inline_text = text;
	item->inline_row = true;
	item->bytes = text.length;
	item->metadata.encoding = decoded->encoding;
	item->metadata.how = decoded->how;
	struct slice place = reading->documents->place;
	item->metadata.path = slice_from(
		arena_printf(study, "%.*s#row %u", (int)place.length, place.at, row->number));
	*taken = true;
}

static void add_item(struct reading *reading, struct source_item *item)
{
	struct table_documents *documents = reading->documents;
	documents->items = arena_grow(reading->tables->study, documents->items,
				      documents->item_count, &documents->item_capacity,
				      documents->item_count + 1, sizeof *documents->items);
	documents->items[documents->item_count++] = *item;
}

/* A row without an id: the file's path below the table's folder without its extension, or the
 * table and the row's number. A row that is referred to has an id. */
static void make_id(struct reading *reading, const struct table_row *row, struct source_item *item)
{
	struct arena *study = reading->tables->study;
	struct slice stem = reading->documents->stem;
	if (item->metadata.id.length > 0)
		return;
	item->id_made = true;
	if (item->inline_row) {
		item->metadata.id = slice_from(
			arena_printf(study, "%.*s#%u", (int)stem.length, stem.at, row->number));
		return;
	}
	size_t folder = path_folder(slice_from(reading->documents->path)).length;
	struct slice inside = {item->path.at + folder, item->path.length - folder};
	while (slice_starts(inside, SLICE("./")))
		inside = (struct slice){inside.at + 2, inside.length - 2};
	item->metadata.id = name_stem(path_text(study, inside));
}

static enum status take_row_values(struct reading *reading, const struct table_row *row,
				   const struct chosen_values *chosen,
				   const struct row_values *values, struct error *error)
{
	struct tables *tables = reading->tables;
	struct source_item item = {.row = row->line};
	bool taken = false;
	bool has_text = slice_trim(chosen->value[FIELD_TEXT]).length > 0;
	if (!has_text && chosen->value[FIELD_FILE].length == 0) {
		refuse(reading, row, "the row has no text%s: it was passed over",
		       chosen->has_column[FIELD_FILE] ? " and names no file" : "");
		return STATUS_OK;
	}
	/* The row's own values first: a row that it refers to only fills the gaps. */
	item_fill(tables->study, &reading->documents->problems, values, chosen, &item);
	if (has_text)
		take_text(reading, row, chosen, &item, &taken);
	else
		TRY(take_file(reading, row, chosen->value[FIELD_FILE], &item, &taken, error));
	if (!taken)
		return STATUS_OK;
	make_id(reading, row, &item);
	item_default(tables->options, &item);
	add_item(reading, &item);
	return STATUS_OK;
}

static enum status take(struct reading *reading, const struct table_row *row, bool *go_on,
			struct error *error)
{
	struct tables *tables = reading->tables;
	struct chosen_values chosen;
	struct row_values values = {row->names,	 row->values, row->count,
				    row->object, "column",    reading->documents->place,
				    row->line};
	item_choose(&tables->finder, &values, &chosen);
	reading->has_source = reading->has_source || chosen.has_column[FIELD_TEXT] ||
			      chosen.has_column[FIELD_FILE];
	if (!reading->has_source) {
		refuse(reading, row,
		       "no column holds texts or names files: name one with --text-field or "
		       "--file-field; the columns are %s",
		       table_columns(reading->table));
		*go_on = false;
		return STATUS_OK;
	}
	return take_row_values(reading, row, &chosen, &values, error);
}

static void note(struct reading *reading, const struct error *why)
{
	problem_error(reading->tables->study, &reading->documents->problems,
		      reading->documents->place, why->line, "%s", why->text);
}

static enum status read_rows(struct reading *reading, struct table *table, struct error *error)
{
	bool found = true, go_on = true;
	while (go_on) {
		struct table_row row = {0};
		struct error why;
		TRY(job_check(reading->tables->job, error));
		enum status status = table_next(table, &row, &found, &why);
		if (status != STATUS_OK) {
			note(reading, &why);
			continue;
		}
		if (!found)
			break;
		TRY(take(reading, &row, &go_on, error));
	}
	return STATUS_OK;
}

/* Opens the table and reads its rows; what is wrong with the file as a whole becomes a problem. */
static enum status read_file(struct reading *reading, struct slice bytes, struct slice name,
			     struct error *error)
{
	struct tables *tables = reading->tables;
	struct table_documents *documents = reading->documents;
	struct table table;
	struct error why;
	enum status status =
		table_open(&table, tables->study, bytes, name, tables->options->encoding, &why);
	if (status == STATUS_USAGE) {
		table_close(&table);
		*error = why;
		return status;
	}
	if (status != STATUS_OK) {
		note(reading, &why);
		table_close(&table);
		return STATUS_OK;
	}
	if (table.decoded.replaced > 0)
		problem_warning(tables->study, &documents->problems, documents->place, 0,
				"%zu characters could not be read as %.*s and became U+FFFD: name "
				"the encoding with --encoding",
				table.decoded.replaced, (int)table.decoded.encoding.length,
				table.decoded.encoding.at);
	reading->table = &table;
	status = read_rows(reading, &table, error);
	if (strlen(tables->columns) < COLUMNS_SHOWN_BYTES)
		tables->columns = arena_printf(tables->study, "%s%s%.*s: %s", tables->columns,
					       tables->columns[0] == '\0' ? "" : "; ",
					       (int)documents->place.length, documents->place.at,
					       table_columns(&table));
	table_close(&table);
	reading->table = NULL;
	return status;
}

static struct table_documents *add_table(struct tables *tables, const char *path, struct slice stem,
					 const struct file_identity *identity)
{
	struct arena *study = tables->study;
	struct table_documents *documents = arena_new(study, struct table_documents);
	documents->path = path;
	documents->identity = *identity;
	documents->place = path_text(study, slice_from(path));
	documents->stem = path_text(study, stem);
	map_init(&documents->rows);
	tables->at = arena_grow(study, tables->at, tables->count, &tables->capacity,
				tables->count + 1, sizeof(struct table_documents *));
	map_put(&tables->known, identity_key(&documents->identity), (uint32_t)tables->count, NULL);
	tables->at[tables->count++] = documents;
	return documents;
}

/* ---- sheets ---- */

static bool header_has_source(struct tables *tables, struct slice csv)
{
	struct table table;
	struct chosen_values chosen = {0};
	struct error ignored;
	if (table_open(&table, tables->study, csv, SLICE(".csv"), SLICE("utf-8"), &ignored) ==
	    STATUS_OK) {
		struct row_values row = {
			table.names, table.names, table.name_count, NULL, "column", SLICE(""), 1};
		item_choose(&tables->finder, &row, &chosen);
	}
	table_close(&table);
	return chosen.has_column[FIELD_TEXT] || chosen.has_column[FIELD_FILE];
}

static enum status read_sheet(struct reading *reading, const struct sheet *sheet, bool several,
			      struct error *error)
{
	struct table_documents *documents = reading->documents;
	struct slice stem = documents->stem;
	if (several)
		documents->stem = slice_from(arena_printf(reading->tables->study, "%.*s/%.*s",
							  (int)stem.length, stem.at,
							  (int)sheet->name.length, sheet->name.at));
	reading->has_source = false;
	enum status status = read_file(reading, sheet->csv, SLICE(".csv"), error);
	documents->stem = stem;
	return status;
}

/* *rows: whether rows are documents: they are when that is asked for, or when a header says so. */
static enum status read_sheets(struct reading *reading, struct slice bytes, const char *format,
			       bool *rows, struct error *error)
{
	struct tables *tables = reading->tables;
	struct problems *problems = &reading->documents->problems;
	struct sheet *sheets;
	struct slice note_text;
	size_t count;
	struct error why;
	bool all = slice_is(tables->options->sheet_as, "rows");
	*rows = all;
	if (sheets_convert(tables->study, tables->job, bytes, format, &sheets, &count, &note_text,
			   &why) != STATUS_OK) {
		if (why.status == STATUS_CANCELLED) {
			*error = why;
			return why.status;
		}
		note(reading, &why);
		*rows = true; /* nothing else could read it either */
		return STATUS_OK;
	}
	for (size_t i = 0; i < count && !*rows; i++)
		*rows = header_has_source(tables, sheets[i].csv);
	for (size_t i = 0; i < count && *rows; i++) {
		if (all || header_has_source(tables, sheets[i].csv))
			TRY(read_sheet(reading, &sheets[i], count > 1, error));
		else
			problem_warning(tables->study, problems, reading->documents->place, 0,
					"no column of the sheet %.*s holds texts or names files: "
					"it was passed over",
					(int)sheets[i].name.length, sheets[i].name.at);
	}
	if (*rows && note_text.length > 0)
		problem_warning(tables->study, problems, reading->documents->place, 0, "%.*s",
				(int)note_text.length, note_text.at);
	return STATUS_OK;
}

static enum status read_table(struct tables *tables, const char *path, struct slice stem,
			      unsigned nesting, struct table_documents **documents,
			      struct error *error)
{
	struct file_state state = {0};
	uint32_t index;
	bool there = file_look(path, true, &state);
	if (there && map_find(&tables->known, identity_key(&state.identity), &index)) {
		*documents = tables->at[index];
		return STATUS_OK;
	}
	*documents = add_table(tables, path, stem, &state.identity);
	struct reading reading = {.tables = tables, .documents = *documents, .nesting = nesting};
	struct error why;
	struct slice bytes = SLICE("");
	enum status status = file_read(tables->study, path, LIMIT_TABLE_FILE_BYTES,
				       "TABLE_FILE_BYTES", &bytes, &why);
	const struct reader *reader = reader_find(bytes, slice_from(path));
	const char *format = reader_rows_format(reader);
	if (status == STATUS_OK && format == NULL)
		status = reader_refusal_as_table(reader, &why);
	if (status != STATUS_OK) {
		note(&reading, &why);
		return STATUS_OK;
	}
	(*documents)->reading = true;
	bool rows = true;
	if (format != NULL)
		status = read_sheets(&reading, bytes, format, &rows, error);
	else
		status = read_file(&reading, bytes, slice_from(path), error);
	(*documents)->reading = false;
	if (!rows)
		*documents = NULL;
	return status;
}

enum status tables_read(struct tables *tables, const char *path, struct slice stem,
			struct table_documents **documents, struct error *error)
{
	return read_table(tables, path, stem, 0, documents, error);
}
