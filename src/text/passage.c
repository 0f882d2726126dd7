#include "text/passage.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "text/commitment.h"
#include "text/orientation.h"
#include "text/sentence.h"

static uint32_t count_characters(struct slice text)
{
	uint32_t count = 0;
	size_t bytes;
	for (size_t i = 0; i < text.length; i += bytes)
		count += !is_space(utf8_read(text, i, &bytes));
	return count;
}

static void cut_block(struct document *document, uint32_t block, size_t *capacity)
{
	struct span span = document->blocks[block].span, sentence;
	for (uint32_t from = span.start; sentence_next(document->text, from, span.end, &sentence);
	     from = sentence.end) {
		document->passages =
			memory_grow(document->passages, capacity, document->passage_count + 1,
				    sizeof *document->passages);
		document->passages[document->passage_count++] = (struct passage){
			.span = sentence,
			.block = block,
			.characters = count_characters(slice_span(document->text, sentence))};
	}
}

enum status passages_make(struct arena *arena, struct document *document, struct error *error)
{
	if (document->text.length > LIMIT_DOCUMENT_BYTES)
		return error_set(
			error, STATUS_LIMIT,
			"%zu bytes of text, at most %d (DOCUMENT_BYTES): split the document",
			document->text.length, LIMIT_DOCUMENT_BYTES);
	size_t capacity = 0;
	document->passages = NULL;
	document->passage_count = 0;
	for (size_t i = 0; i < document->block_count; i++)
		if (document->blocks[i].kind != BLOCK_FURNITURE)
			cut_block(document, (uint32_t)i, &capacity);
	struct passage *grown = document->passages;
	document->passages = arena_array(arena, struct passage, document->passage_count);
	for (size_t i = 0; i < document->passage_count; i++)
		document->passages[i] = grown[i];
	free(grown);
	struct arena scratch;
	arena_init(&scratch);
	orientation_mark(&scratch, document);
	arena_release(&scratch);
	commitment_mark(document);
	return STATUS_OK;
}
