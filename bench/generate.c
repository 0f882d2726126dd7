#include "generate.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "num/random.h"

enum { DOCUMENT_BYTES = 22000, PARAGRAPH_SENTENCES = 6, MOST_CLAUSES = 5 };

struct clauses {
	struct slice *at;
	size_t count, capacity;
};

static void cut_clauses(struct slice text, struct clauses *clauses)
{
	static const char *const ends[] = {"，", "。", "；", "\n"};
	size_t start = 0;
	while (start < text.length) {
		size_t end = text.length, skip = 0;
		for (size_t i = 0; i < 4; i++) {
			size_t hit = slice_find(text, slice_from(ends[i]), start);
			if (hit < end) {
				end = hit;
				skip = strlen(ends[i]);
			}
		}
		struct slice clause = slice_trim((struct slice){text.at + start, end - start});
		if (clause.length >= 12 && clause.length <= 240) {
			clauses->at = memory_grow(clauses->at, &clauses->capacity,
						  clauses->count + 1, sizeof *clauses->at);
			clauses->at[clauses->count++] = clause;
		}
		start = end + (skip == 0 ? 1 : skip);
	}
}

static struct slice read_file(struct arena *study, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return SLICE("");
	fseek(file, 0, SEEK_END);
	long length = ftell(file);
	rewind(file);
	char *bytes = arena_alloc(study, (size_t)(length < 0 ? 0 : length) + 1, 1);
	size_t got = fread(bytes, 1, (size_t)(length < 0 ? 0 : length), file);
	fclose(file);
	return (struct slice){bytes, got};
}

static enum status load_clauses(struct arena *study, const char *folder, struct clauses *clauses,
				struct error *error)
{
	struct dirent **names;
	int count = scandir(folder, &names, NULL, alphasort);
	if (count < 0)
		return error_set(error, STATUS_IO, "cannot read the folder %s", folder);
	for (int i = 0; i < count; i++) {
		if (names[i]->d_name[0] != '.')
			cut_clauses(read_file(study, arena_printf(study, "%s/%s", folder,
								  names[i]->d_name)),
				    clauses);
		free(names[i]);
	}
	free(names);
	if (clauses->count < 100)
		return error_set(error, STATUS_FORMAT, "%s holds too little text", folder);
	return STATUS_OK;
}

static void add_sentence(struct buffer *text, const struct clauses *clauses, uint64_t seed,
			 uint64_t document, uint64_t *counter)
{
	uint64_t parts = 1 + random_below(seed, document, (*counter)++, MOST_CLAUSES);
	for (uint64_t i = 0; i < parts; i++) {
		uint64_t pick = random_below(seed, document, (*counter)++, clauses->count);
		if (i > 0)
			buffer_append_string(text, "，");
		buffer_append(text, clauses->at[pick]);
	}
	buffer_append_string(text, "。");
}

static struct slice make_document(struct arena *study, const struct clauses *clauses, uint64_t seed,
				  uint64_t document, struct buffer *text)
{
	uint64_t counter = 0;
	size_t wanted =
		DOCUMENT_BYTES / 2 + random_below(seed, document, counter++, DOCUMENT_BYTES);
	buffer_clear(text);
	buffer_append_string(text, "政府工作报告\n一、2025年工作回顾\n");
	bool plan = false;
	while (text->length < wanted) {
		if (!plan && text->length > wanted / 3) {
			buffer_append_string(text, "二、2026年重点工作\n");
			plan = true;
		}
		for (int i = 0; i < PARAGRAPH_SENTENCES; i++)
			add_sentence(text, clauses, seed, document, &counter);
		buffer_append_byte(text, '\n');
	}
	return arena_copy(study, buffer_slice(text));
}

enum status generate_corpus(struct arena *study, const char *clauses_from, uint64_t bytes,
			    uint64_t seed, struct generated *corpus, struct error *error)
{
	struct clauses clauses = {0};
	TRY(load_clauses(study, clauses_from, &clauses, error));
	size_t capacity = (size_t)(bytes / (DOCUMENT_BYTES / 2) + 2);
	*corpus = (struct generated){.texts = arena_array(study, struct slice, capacity)};
	struct buffer text;
	buffer_init(&text);
	while (corpus->bytes < bytes && corpus->count < capacity) {
		struct slice made = make_document(study, &clauses, seed, corpus->count, &text);
		corpus->texts[corpus->count++] = made;
		corpus->bytes += made.length;
	}
	buffer_release(&text);
	free(clauses.at);
	return STATUS_OK;
}
