#include "read/source.h"

#include <errno.h>
#include <string.h>

#include "base/limits.h"
#include "read/archive.h"
#include "read/folder.h"
#include "read/item.h"
#include "read/readers.h"
#include "read/table_rows.h"
#include "text/date.h"

/* One file that was named or found. Tables have documents; other files are one themselves. */
struct entry {
	const char *path;
	struct slice inside; /* path below the folder that was named: what its id is made of */
	struct file_identity identity;
	uint64_t bytes;
	struct table_documents *table; /* NULL if it is no table */
	bool found;		       /* by walking a folder: the user did not name it */
};

struct listing {
	struct job *job;
	struct arena *study;
	const struct source_options *options;
	struct source *source;
	struct problems problems;
	struct tables tables;
	struct entry *entries;
	size_t entry_count, entry_capacity;
	struct map listed; /* identity of files and tables whose documents are in the list */
	struct map ids;	   /* id -> index in uses */
	uint32_t *uses;	   /* how often an id was wanted */
	size_t use_capacity;
	struct map manifests; /* folder of a manifest -> index in passed_over */
	struct manifest {
		struct slice place;
		size_t passed_over;
	} * manifest;
	size_t manifest_count, manifest_capacity;
};

static struct slice identity_key(const struct file_identity *identity)
{
	return (struct slice){(const char *)identity, sizeof *identity};
}

static void add_entry(struct listing *listing, const struct entry *entry)
{
	listing->entries = arena_grow(listing->study, listing->entries, listing->entry_count,
				      &listing->entry_capacity, listing->entry_count + 1,
				      sizeof *listing->entries);
	listing->entries[listing->entry_count++] = *entry;
}

static enum status add_folder(struct listing *listing, const char *path, struct error *error)
{
	struct folder_files files = {0};
	TRY(folder_walk(listing->job, listing->study, path, &files, &listing->problems, error));
	for (size_t i = 0; i < files.count; i++) {
		const struct folder_file *file = &files.at[i];
		add_entry(listing, &(struct entry){file->path, file->inside, file->identity,
						   file->bytes, NULL, true});
	}
	if (files.count == 0)
		problem_warning(listing->study, &listing->problems,
				path_text(listing->study, slice_from(path)), 0,
				"the folder holds no files");
	return STATUS_OK;
}

static enum status add_path(struct listing *listing, const char *given, struct error *error)
{
	struct file_state state;
	struct slice path = slice_from(given);
	if (is_address(path)) {
		problem_error(listing->study, &listing->problems, path, 0, "%s", address_refusal);
		return STATUS_OK;
	}
	if (!file_look(given, true, &state)) {
		error_set(error, STATUS_IO, "cannot be opened: %s", strerror(errno));
		return error_at(error, path_text(listing->study, path).at, 0, 0);
	}
	/* Items keep the path longer than the caller keeps the argument. */
	const char *kept = arena_string(listing->study, path);
	if (state.is_folder)
		return add_folder(listing, kept, error);
	add_entry(listing, &(struct entry){kept, path_base(slice_from(kept)), state.identity,
					   state.bytes, NULL, false});
	return STATUS_OK;
}

static void note_manifest(struct listing *listing, const struct entry *entry)
{
	struct slice folder = path_folder(slice_from(entry->path));
	if (!map_put(&listing->manifests, folder, (uint32_t)listing->manifest_count, NULL))
		return;
	listing->manifest = arena_grow(listing->study, listing->manifest, listing->manifest_count,
				       &listing->manifest_capacity, listing->manifest_count + 1,
				       sizeof *listing->manifest);
	listing->manifest[listing->manifest_count++] =
		(struct manifest){path_text(listing->study, slice_from(entry->path)), 0};
}

/* All tables before any file: what they name is not a document of its own. */
static enum status read_tables(struct listing *listing, struct error *error)
{
	for (size_t i = 0; i < listing->entry_count; i++) {
		struct entry *entry = &listing->entries[i];
		const struct reader *reader = reader_find(SLICE(""), slice_from(entry->path));
		bool sheets = reader_rows_format(reader) != NULL;
		if (!reader->is_table &&
		    (!sheets || slice_is(listing->options->sheet_as, "document")))
			continue;
		TRY(tables_read(&listing->tables, entry->path, name_stem(entry->inside),
				&entry->table, error));
		if (entry->table != NULL && entry->table->names_files && entry->found)
			note_manifest(listing, entry);
	}
	return STATUS_OK;
}

/* The manifest that describes the folder of a file, the nearest one, or NULL. */
static struct manifest *manifest_of(struct listing *listing, const struct entry *entry)
{
	uint32_t index;
	struct slice path = slice_from(entry->path);
	size_t outermost = path.length - entry->inside.length;
	for (struct slice folder = path_folder(path); folder.length >= outermost;) {
		if (map_find(&listing->manifests, folder, &index))
			return &listing->manifest[index];
		if (folder.length == 0)
			break;
		folder = path_folder((struct slice){folder.at, folder.length - 1});
	}
	return NULL;
}

static bool id_taken(struct listing *listing, struct slice id)
{
	uint32_t index, next = (uint32_t)listing->ids.count;
	if (!map_put(&listing->ids, id, next, &index)) {
		listing->uses[index]++;
		return true;
	}
	listing->uses = arena_grow(listing->study, listing->uses, next, &listing->use_capacity,
				   next + 1, sizeof *listing->uses);
	listing->uses[next] = 1;
	return false;
}

/* Made ids give way: path as the user named it, then a number. */
static void make_different(struct listing *listing, struct source_item *item)
{
	struct slice wanted = item->metadata.id;
	struct slice longer = item->metadata.path;
	if (!id_taken(listing, longer)) {
		item->metadata.id = longer;
		return;
	}
	uint32_t index = 0;
	map_find(&listing->ids, wanted, &index);
	do {
		item->metadata.id =
			slice_from(arena_printf(listing->study, "%.*s (%u)", (int)wanted.length,
						wanted.at, listing->uses[index]++));
	} while (id_taken(listing, item->metadata.id));
}

static void add_item(struct listing *listing, const struct source_item *given)
{
	struct source *source = listing->source;
	struct source_item item = *given;
	if (id_taken(listing, item.metadata.id)) {
		if (!item.id_made) {
			source->duplicate_count++;
			problem_error(listing->study, &listing->problems, item.metadata.path,
				      item.row,
				      "the id %.*s belongs to an earlier document: ids name "
				      "documents, so this one was passed over",
				      (int)item.metadata.id.length, item.metadata.id.at);
			return;
		}
		make_different(listing, &item);
	}
	if (item.metadata.source.length == 0)
		item.metadata.source = item.metadata.path;
	source->items =
		arena_grow(listing->study, source->items, source->item_count,
			   &source->item_capacity, source->item_count + 1, sizeof *source->items);
	source->items[source->item_count++] = item;
	source->total_bytes += item.bytes;
}

/* Metadata from the parts of a file's name. */
static void fill_from_name(struct listing *listing, const struct entry *entry,
			   struct source_item *item)
{
	enum { PARTS_MOST = 32 };
	struct slice names[PARTS_MOST], values[PARTS_MOST], part;
	struct slice separator = listing->options->name_separator;
	struct slice fields = listing->options->name_fields;
	struct slice stem = path_text(listing->study, name_stem(path_base(entry->inside)));
	if (fields.length == 0)
		return;
	if (separator.length == 0)
		separator = SLICE("_");
	size_t name_count = 0, value_count = 0;
	while (name_count < PARTS_MOST && slice_cut(&fields, ',', &part))
		names[name_count++] = slice_trim(part);
	for (size_t from = 0, hit = 0; value_count < PARTS_MOST && hit != SIZE_MAX; value_count++) {
		hit = slice_find(stem, separator, from);
		size_t end = hit == SIZE_MAX ? stem.length : hit;
		values[value_count] = (struct slice){stem.at + from, end - from};
		from = end + separator.length;
	}
	if (name_count != value_count) {
		problem_warning(listing->study, &listing->problems, item->metadata.path, 0,
				"the file's name has %zu parts between \"%.*s\", the fields named "
				"for it are %zu: nothing was taken from it",
				value_count, (int)separator.length, separator.at, name_count);
		return;
	}
	struct chosen_values chosen;
	struct row_values row = {names, values, name_count, NULL, "file name:", item->metadata.path,
				 0};
	item_choose(&listing->tables.finder, &row, &chosen);
	chosen.value[FIELD_TEXT] = chosen.value[FIELD_FILE] = (struct slice){"", 0};
	item_fill(listing->study, &listing->problems, &row, &chosen, item);
}

static void add_file(struct listing *listing, const struct entry *entry)
{
	struct source_item item = {.path = slice_from(entry->path), .bytes = entry->bytes};
	item.metadata.path = path_text(listing->study, item.path);
	fill_from_name(listing, entry, &item);
	if (item.metadata.id.length == 0) {
		item.metadata.id = path_text(listing->study, name_stem(entry->inside));
		item.id_made = true;
	}
	item_default(listing->options, &item);
	add_item(listing, &item);
}

/* A file inside an archive: named by the archive's path and its own. */
static void add_inside(struct listing *listing, const struct entry *archive, struct slice name,
		       struct slice bytes)
{
	struct arena *study = listing->study;
	struct slice path = slice_from(archive->path);
	struct slice below = {name.at + path.length, name.length - path.length};
	struct slice inside =
		slice_from(arena_printf(study, "%.*s%.*s", (int)archive->inside.length,
					archive->inside.at, (int)below.length, below.at));
	struct entry entry = {.path = name.at, .inside = inside, .bytes = bytes.length};
	struct source_item item = {
		.path = name, .bytes = bytes.length, .inside_archive = true, .inside_bytes = bytes};
	item.metadata.path = path_text(study, name);
	fill_from_name(listing, &entry, &item);
	if (item.metadata.id.length == 0) {
		item.metadata.id = path_text(study, name_stem(inside));
		item.id_made = true;
	}
	item_default(listing->options, &item);
	add_item(listing, &item);
}

/* An archive's files, if it is one: the name alone proves nothing. */
static enum status add_archive(struct listing *listing, const struct entry *entry,
			       struct error *error)
{
	struct slice bytes, path = slice_from(entry->path);
	struct error why;
	struct archive_files files;
	if (file_read(listing->study, entry->path, LIMIT_READER_INPUT_BYTES, "READER_INPUT_BYTES",
		      &bytes, &why) != STATUS_OK) {
		problem_error(listing->study, &listing->problems, path_text(listing->study, path),
			      0, "%s", why.text);
		return STATUS_OK;
	}
	if (!is_archive_content(bytes, path)) {
		add_file(listing, entry);
		return STATUS_OK;
	}
	TRY(archive_list(listing->job, listing->study, path, bytes, &files, &listing->problems,
			 error));
	for (size_t i = 0; i < files.count; i++)
		add_inside(listing, entry, files.at[i].name, files.at[i].bytes);
	return STATUS_OK;
}

static void add_problems(struct listing *listing, const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		listing->problems.at =
			arena_grow(listing->study, listing->problems.at, listing->problems.count,
				   &listing->problems.capacity, listing->problems.count + 1,
				   sizeof *listing->problems.at);
		listing->problems.at[listing->problems.count++] = problems->at[i];
	}
}

static void add_table(struct listing *listing, const struct table_documents *table)
{
	add_problems(listing, &table->problems);
	for (size_t i = 0; i < table->item_count; i++)
		add_item(listing, &table->items[i]);
}

/* A file is passed over when rows name it (they are its documents), or when a manifest describes
 * its folder and does not name it. */
static bool passes_over(struct listing *listing, const struct entry *entry)
{
	if (tables_claim(&listing->tables, &entry->identity)) {
		listing->source->duplicate_count += !entry->found;
		return true;
	}
	bool is_manifest = entry->table != NULL && entry->table->names_files;
	struct manifest *manifest =
		entry->found && !is_manifest ? manifest_of(listing, entry) : NULL;
	if (manifest != NULL) {
		manifest->passed_over++;
		return true;
	}
	if (!map_put(&listing->listed, identity_key(&entry->identity), 1, NULL)) {
		listing->source->duplicate_count++;
		return true;
	}
	return false;
}

static enum status add_entries(struct listing *listing, struct error *error)
{
	for (size_t i = 0; i < listing->entry_count; i++) {
		const struct entry *entry = &listing->entries[i];
		TRY(job_check(listing->job, error));
		if (passes_over(listing, entry))
			continue;
		if (entry->table != NULL)
			add_table(listing, entry->table);
		else if (is_archive_name(slice_from(entry->path)))
			TRY(add_archive(listing, entry, error));
		else
			add_file(listing, entry);
	}
	for (size_t i = 0; i < listing->tables.count; i++)
		if (listing->tables.at[i]->referred)
			add_problems(listing, &listing->tables.at[i]->problems);
	for (size_t i = 0; i < listing->manifest_count; i++)
		if (listing->manifest[i].passed_over > 0)
			problem_warning(listing->study, &listing->problems,
					listing->manifest[i].place, 0,
					"the table lists the documents of its folder; %zu other "
					"files there were passed over: name them to add them",
					listing->manifest[i].passed_over);
	return STATUS_OK;
}

static enum status check_options(struct listing *listing, struct error *error)
{
	struct slice date = slice_trim(listing->options->date);
	if (date.length > 0 && !date_valid(date))
		return error_set(error, STATUS_USAGE,
				 "--date %.*s is no date: write 2026-01-27, 2026-01 or 2026",
				 date.length > 60 ? 60 : (int)date.length, date.at);
	return STATUS_OK;
}

static enum status check_fields(const struct listing *listing, struct error *error)
{
	const struct tables *tables = &listing->tables;
	for (unsigned field = 0; field < FIELD_COUNT; field++) {
		struct slice wanted = field_option(listing->options, field);
		if (wanted.length == 0 || tables->finder.found[field])
			continue;
		if (tables->columns[0] == '\0')
			return error_set(error, STATUS_USAGE,
					 "--%s-field %.*s: no table file was named (csv, tsv, "
					 "jsonl), so there are no columns",
					 field_name(field), (int)wanted.length, wanted.at);
		return error_set(error, STATUS_USAGE,
				 "--%s-field %.*s: no table has this column; there are %s",
				 field_name(field), (int)wanted.length, wanted.at, tables->columns);
	}
	return STATUS_OK;
}

static enum status list(struct listing *listing, const char *const *paths, size_t path_count,
			struct error *error)
{
	TRY(check_options(listing, error));
	for (size_t i = 0; i < path_count; i++)
		TRY(add_path(listing, paths[i], error));
	TRY(read_tables(listing, error));
	TRY(check_fields(listing, error));
	return add_entries(listing, error);
}

enum status source_list(struct job *job, struct arena *study, const char *const *paths,
			size_t path_count, const struct source_options *options,
			struct source *source, struct error *error)
{
	struct listing listing = {.job = job, .study = study, .options = options, .source = source};
	*source = (struct source){0};
	tables_init(&listing.tables, job, study, options);
	map_init(&listing.listed);
	map_init(&listing.ids);
	map_init(&listing.manifests);
	enum status status = list(&listing, paths, path_count, error);
	source->problems = listing.problems.at;
	source->problem_count = listing.problems.count;
	source->problem_capacity = listing.problems.capacity;
	map_release(&listing.manifests);
	map_release(&listing.ids);
	map_release(&listing.listed);
	tables_release(&listing.tables);
	return status;
}
