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
	free(collection->documents);
	free(collection->texts);
	*collection = (struct collection){0};
}

enum status collection_add(struct collection *collection, struct arena *scratch,
			   const struct reuse_document *document, struct slice text,
			   struct error *error)
{
	if (text.length > LIMIT_DOCUMENT_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "the text has %zu bytes, LIMIT_DOCUMENT_BYTES is %d: split it",
				 text.length, LIMIT_DOCUMENT_BYTES);
	size_t capacity = collection->capacity;
	collection->documents = memory_grow(collection->documents, &capacity, collection->count + 1,
					    sizeof *collection->documents);
	collection->texts = memory_grow(collection->texts, &collection->capacity,
					collection->count + 1, sizeof *collection->texts);
	struct reuse_document *copy = &collection->documents[collection->count];
	*copy = *document;
	copy->id = arena_copy(&collection->study, document->id);
	copy->date = arena_copy(&collection->study, document->date);
	copy->holder = arena_copy(&collection->study, document->holder);
	struct unit_text *units = &collection->texts[collection->count++];
	units_read(&collection->study, scratch, text, units);
	collection->text_bytes += text.length;
	collection->units += units->count;
	return STATUS_OK;
}
