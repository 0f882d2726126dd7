#include "reuse/collection.h"

#include <stdlib.h>

#include "base/limits.h"

void collection_init(struct collection *collection)
{
	*collection = (struct collection){0};
	arena_init(&collection->study);
}

void collection_release(struct collection *collection)
{
	arena_release(&collection->study);
	for (size_t i = 0; i < collection->part_count; i++)
		arena_release(&collection->parts[i]);
	free(collection->parts);
	free(collection->documents);
	free(collection->texts);
	*collection = (struct collection){0};
}

static void make_room(struct collection *collection, size_t count)
{
	size_t capacity = collection->capacity;
	collection->documents =
		memory_grow(collection->documents, &capacity, collection->count + count + 1,
			    sizeof *collection->documents);
	collection->texts = memory_grow(collection->texts, &collection->capacity,
					collection->count + count + 1, sizeof *collection->texts);
}

static enum status put(struct collection *collection, size_t number, struct arena *study,
		       struct arena *scratch, const struct reuse_document *document,
		       struct slice text, struct error *error)
{
	if (text.length > LIMIT_DOCUMENT_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "the text has %zu bytes, LIMIT_DOCUMENT_BYTES is %d: split it",
				 text.length, LIMIT_DOCUMENT_BYTES);
	struct reuse_document *copy = &collection->documents[number];
	*copy = *document;
	copy->id = arena_copy(study, document->id);
	copy->date = arena_copy(study, document->date);
	copy->holder = arena_copy(study, document->holder);
	units_read(study, scratch, text, &collection->texts[number]);
	return STATUS_OK;
}

enum status collection_add(struct collection *collection, struct arena *scratch,
			   const struct reuse_document *document, struct slice text,
			   struct error *error)
{
	make_room(collection, 1);
	size_t number = collection->count;
	TRY(put(collection, number, &collection->study, scratch, document, text, error));
	collection->count++;
	collection->text_bytes += text.length;
	collection->units += collection->texts[number].count;
	return STATUS_OK;
}

struct filling {
	struct collection *collection;
	collection_source *source;
	void *context;
	struct arena *studies, *scratches; /* of a worker */
	uint64_t *bytes, *units;	   /* of a worker */
};

static enum status fill_one(void *context, size_t number, unsigned worker, struct error *error)
{
	struct filling *filling = context;
	struct collection *collection = filling->collection;
	struct arena *scratch = &filling->scratches[worker];
	struct reuse_document document = {0};
	struct slice text = {"", 0};
	size_t place = collection->count + number;
	arena_reset(scratch);
	TRY(filling->source(filling->context, number, scratch, &document, &text, error));
	TRY(put(collection, place, &filling->studies[worker], scratch, &document, text, error));
	filling->bytes[worker] += text.length;
	filling->units[worker] += collection->texts[place].count;
	return STATUS_OK;
}

enum status collection_fill(struct job *job, struct collection *collection, size_t count,
			    collection_source *source, void *context, struct error *error)
{
	make_room(collection, count);
	size_t parts = collection->part_count, threads = job->threads;
	collection->parts = memory_resize(collection->parts, parts + threads, sizeof(struct arena));
	struct filling filling = {
		.collection = collection,
		.source = source,
		.context = context,
		.studies = collection->parts + parts,
		.scratches = memory_resize(NULL, threads, sizeof(struct arena)),
		.bytes = memory_resize(NULL, threads, sizeof(uint64_t)),
		.units = memory_resize(NULL, threads, sizeof(uint64_t)),
	};
	for (size_t i = 0; i < threads; i++) {
		arena_init(&filling.studies[i]);
		arena_init(&filling.scratches[i]);
		filling.bytes[i] = filling.units[i] = 0;
	}
	collection->part_count += threads;
	enum status status = job_parallel(job, count, fill_one, &filling, error);
	for (size_t i = 0; i < threads; i++) {
		arena_release(&filling.scratches[i]);
		collection->text_bytes += status == STATUS_OK ? filling.bytes[i] : 0;
		collection->units += status == STATUS_OK ? filling.units[i] : 0;
	}
	collection->count += status == STATUS_OK ? count : 0;
	free(filling.scratches);
	free(filling.bytes);
	free(filling.units);
	return status;
}
