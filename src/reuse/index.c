#include "reuse/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum {
	PLACES_MOST = 8,  /* of a seed in one document */
	PARTS = 256,	  /* by the top 8 bits of the hash */
	CHUNKS_MOST = 64, /* documents are counted and placed in this many groups */
	MEMORY_LEAST = 1 << 20,
	FRESH_BYTES = 1 << 21, /* a bit for each value of 24 bits */
};

struct sorter {
	const struct unit_text *const *texts;
	size_t text_count, chunk_count;
	const struct index_rules *rules;
	uint8_t *fresh_bits;	 /* of hashes that a new text has, by their top 24 bits; or NULL */
	size_t (*places)[PARTS]; /* of a chunk in a part: count, then next free posting */
	size_t part_starts[PARTS + 1]; /* in all rounds together */
	size_t part_kept[PARTS];
	unsigned first_part, part_end; /* of this round */
	struct posting *postings;      /* of this round */
	struct seed_list *lists;       /* of a worker */
	struct posting **spare;	       /* of a worker */
	size_t *spare_capacity;
};

static size_t chunk_start(const struct sorter *sorter, size_t chunk)
{
	return sorter->text_count * chunk / sorter->chunk_count;
}

static bool asked_for(const struct sorter *sorter, uint32_t hash)
{
	return sorter->fresh_bits == NULL ||
	       (sorter->fresh_bits[hash >> 11] >> (hash >> 8 & 7) & 1);
}

static void note_fresh(struct sorter *sorter)
{
	struct seed_list *list = &sorter->lists[0];
	sorter->fresh_bits = memory_resize(NULL, FRESH_BYTES, 1);
	memset(sorter->fresh_bits, 0, FRESH_BYTES);
	for (size_t d = 0; d < sorter->text_count; d++) {
		if (!sorter->rules->fresh[d])
			continue;
		seeds_select(sorter->texts[d], sorter->rules->shape, list);
		for (size_t i = 0; i < list->count; i++) {
			uint32_t hash = list->at[i].hash;
			sorter->fresh_bits[hash >> 11] |= (uint8_t)(1U << (hash >> 8 & 7));
		}
	}
}

static enum status count_chunk(void *context, size_t chunk, unsigned worker, struct error *error)
{
	(void)error;
	struct sorter *sorter = context;
	struct seed_list *list = &sorter->lists[worker];
	for (size_t d = chunk_start(sorter, chunk); d < chunk_start(sorter, chunk + 1); d++) {
		seeds_select(sorter->texts[d], sorter->rules->shape, list);
		for (size_t i = 0; i < list->count; i++)
			sorter->places[chunk][list->at[i].hash >> 24] +=
				asked_for(sorter, list->at[i].hash);
	}
	return STATUS_OK;
}

static enum status place_chunk(void *context, size_t chunk, unsigned worker, struct error *error)
{
	(void)error;
	struct sorter *sorter = context;
	struct seed_list *list = &sorter->lists[worker];
	size_t base = sorter->part_starts[sorter->first_part];
	for (size_t d = chunk_start(sorter, chunk); d < chunk_start(sorter, chunk + 1); d++) {
		seeds_select(sorter->texts[d], sorter->rules->shape, list);
		for (size_t i = 0; i < list->count; i++) {
			unsigned part = list->at[i].hash >> 24;
			if (part < sorter->first_part || part >= sorter->part_end ||
			    !asked_for(sorter, list->at[i].hash))
				continue;
			sorter->postings[sorter->places[chunk][part]++ - base] = (struct posting){
				list->at[i].hash, (uint32_t)d, list->at[i].position};
		}
	}
	return STATUS_OK;
}

/* Stable, least significant byte first; three passes: the top byte is the same for all. The result
 * ends up in spare. */
static void sort_part(struct posting *at, struct posting *spare, size_t count)
{
	for (unsigned shift = 0; shift < 24; shift += 8) {
		size_t starts[256] = {0};
		for (size_t i = 0; i < count; i++)
			starts[at[i].hash >> shift & 255]++;
		size_t sum = 0;
		for (unsigned digit = 0; digit < 256; digit++) {
			size_t here = starts[digit];
			starts[digit] = sum;
			sum += here;
		}
		for (size_t i = 0; i < count; i++)
			spare[starts[at[i].hash >> shift & 255]++] = at[i];
		struct posting *swapped = at;
		at = spare;
		spare = swapped;
	}
}

/* How many of the first documents that have a seed keep it; the seed's postings are given. */
static uint32_t documents_kept(const struct posting *at, size_t count,
			       const struct index_rules *rules)
{
	uint32_t documents = 0;
	for (size_t i = 0; i < count && documents <= rules->common; i++)
		documents += i == 0 || at[i].document != at[i - 1].document;
	return documents > rules->common ? rules->common_first : documents;
}

/* Copies what two documents or more have from `from` to `to`, at most PLACES_MOST places of each
 * document; returns how many. */
static size_t keep_shared(const struct posting *from, size_t count, const struct index_rules *rules,
			  struct posting *to)
{
	size_t kept = 0;
	for (size_t i = 0, j; i < count; i = j) {
		for (j = i + 1; j < count && from[j].hash == from[i].hash;)
			j++;
		if (from[i].document == from[j - 1].document)
			continue;
		uint32_t left = documents_kept(from + i, j - i, rules);
		size_t places = 0;
		for (size_t k = i; k < j; k++) {
			bool next = k == i || from[k].document != from[k - 1].document;
			if (next && left-- == 0)
				break;
			places = next ? 1 : places + 1;
			if (places <= PLACES_MOST)
				to[kept++] = from[k];
		}
	}
	return kept;
}

static enum status finish_part(void *context, size_t index, unsigned worker, struct error *error)
{
	(void)error;
	struct sorter *sorter = context;
	size_t part = sorter->first_part + index;
	size_t count = sorter->part_starts[part + 1] - sorter->part_starts[part];
	struct posting *at = sorter->postings + sorter->part_starts[part] -
			     sorter->part_starts[sorter->first_part];
	if (count > sorter->spare_capacity[worker])
		sorter->spare[worker] =
			memory_grow(sorter->spare[worker], &sorter->spare_capacity[worker], count,
				    sizeof(struct posting));
	sorter->part_kept[part] = 0;
	if (count == 0)
		return STATUS_OK;
	sort_part(at, sorter->spare[worker], count);
	sorter->part_kept[part] = keep_shared(sorter->spare[worker], count, sorter->rules, at);
	return STATUS_OK;
}

/* From counts to places: part by part, chunk by chunk. */
static void lay_out(struct sorter *sorter)
{
	size_t sum = 0;
	for (unsigned part = 0; part < PARTS; part++) {
		sorter->part_starts[part] = sum;
		for (size_t chunk = 0; chunk < sorter->chunk_count; chunk++) {
			size_t here = sorter->places[chunk][part];
			sorter->places[chunk][part] = sum;
			sum += here;
		}
	}
	sorter->part_starts[PARTS] = sum;
}

/* Behind what earlier rounds kept. If there is one round, its own memory holds the index. */
static void append_kept(struct sorter *sorter, struct seed_index *index)
{
	size_t sum = 0;
	bool alone = sorter->first_part == 0 && sorter->part_end == PARTS;
	for (unsigned part = sorter->first_part; part < sorter->part_end; part++)
		sum += sorter->part_kept[part];
	struct posting *to = sorter->postings;
	if (!alone)
		to = memory_resize(index->postings, index->count + sum + 1, sizeof *to);
	for (unsigned part = sorter->first_part; part < sorter->part_end; part++) {
		const struct posting *from = sorter->postings + sorter->part_starts[part] -
					     sorter->part_starts[sorter->first_part];
		memmove(to + index->count, from, sorter->part_kept[part] * sizeof *from);
		index->count += sorter->part_kept[part];
	}
	if (alone) {
		to = memory_resize(to, sum + 1, sizeof *to);
		sorter->postings = NULL;
	}
	index->postings = to;
}

static enum status run_rounds(struct job *job, struct sorter *sorter, size_t memory,
			      struct seed_index *index, struct error *error)
{
	size_t most = memory / sizeof(struct posting);
	for (unsigned part = 0; part < PARTS; part = sorter->part_end) {
		sorter->first_part = part;
		sorter->part_end = part + 1;
		while (sorter->part_end < PARTS &&
		       sorter->part_starts[sorter->part_end + 1] - sorter->part_starts[part] <=
			       most)
			sorter->part_end++;
		size_t count = sorter->part_starts[sorter->part_end] - sorter->part_starts[part];
		if (count > index->largest_round)
			index->largest_round = count;
		sorter->postings =
			memory_resize(sorter->postings, count + 1, sizeof *sorter->postings);
		TRY(job_parallel(job, sorter->chunk_count, place_chunk, sorter, error));
		TRY(job_parallel(job, sorter->part_end - part, finish_part, sorter, error));
		append_kept(sorter, index);
	}
	return STATUS_OK;
}

static void make_directory(struct seed_index *index)
{
	index->directory_bits = 8;
	while (index->directory_bits < 26 && (size_t)2 << index->directory_bits < index->count)
		index->directory_bits++;
	size_t entries = ((size_t)1 << index->directory_bits) + 1;
	index->directory = memory_resize(NULL, entries, sizeof *index->directory);
	index->present = memory_resize(NULL, entries, 1);
	memset(index->present, 0, entries);
	size_t next = 0;
	for (size_t i = 0; i < index->count; i++) {
		size_t bucket = index->postings[i].hash >> (32 - index->directory_bits);
		uint32_t bit = index->postings[i].hash >> (29 - index->directory_bits);
		index->present[bit >> 3] |= (uint8_t)(1U << (bit & 7));
		while (next <= bucket)
			index->directory[next++] = (uint32_t)i;
	}
	while (next < entries)
		index->directory[next++] = (uint32_t)index->count;
	index->postings[index->count] = (struct posting){UINT32_MAX, UINT32_MAX, 0};
}

enum status seed_index_make(struct job *job, const struct unit_text *const *texts, size_t count,
			    const struct index_rules *rules, struct seed_index *index,
			    struct error *error)
{
	*index = (struct seed_index){0};
	struct sorter sorter = {.texts = texts, .text_count = count, .rules = rules};
	sorter.chunk_count = count < CHUNKS_MOST ? count : CHUNKS_MOST;
	sorter.places = memory_resize(NULL, sorter.chunk_count + 1, sizeof *sorter.places);
	memset(sorter.places, 0, (sorter.chunk_count + 1) * sizeof *sorter.places);
	sorter.lists = memory_resize(NULL, job->threads, sizeof *sorter.lists);
	memset(sorter.lists, 0, job->threads * sizeof *sorter.lists);
	sorter.spare = memory_resize(NULL, job->threads, sizeof *sorter.spare);
	sorter.spare_capacity = memory_resize(NULL, job->threads, sizeof(size_t));
	for (unsigned i = 0; i < job->threads; i++) {
		sorter.spare[i] = NULL;
		sorter.spare_capacity[i] = 0;
	}
	if (rules->fresh != NULL)
		note_fresh(&sorter);
	enum status status = job_parallel(job, sorter.chunk_count, count_chunk, &sorter, error);
	if (status == STATUS_OK) {
		lay_out(&sorter);
		if (sorter.part_starts[PARTS] >= UINT32_MAX)
			status = error_set(error, STATUS_LIMIT,
					   "the corpus has more than 4 billion seeds: compare it "
					   "in parts");
		else
			status = run_rounds(job, &sorter,
					    rules->memory < MEMORY_LEAST ? MEMORY_LEAST
									 : rules->memory,
					    index, error);
	}
	if (status == STATUS_OK)
		make_directory(index);
	else
		seed_index_release(index);
	for (unsigned i = 0; i < job->threads; i++) {
		free(sorter.lists[i].at);
		free(sorter.spare[i]);
	}
	free(sorter.lists);
	free(sorter.spare);
	free(sorter.spare_capacity);
	free(sorter.places);
	free(sorter.fresh_bits);
	free(sorter.postings);
	return status;
}

void seed_index_release(struct seed_index *index)
{
	free(index->postings);
	free(index->directory);
	free(index->present);
	*index = (struct seed_index){0};
}
