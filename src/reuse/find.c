#include "reuse/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "reuse/box.h"
#include "reuse/index.h"
#include "reuse/script.h"

enum {
	MEMORY_DEFAULT = 1 << 30,
	AHEAD = 8, /* seeds that are asked for while others are on their way */
};
static const uint32_t TOO_FEW = UINT32_MAX; /* seeds that a document shares */

struct reuse_options reuse_options_for(const struct collection *collection)
{
	bool small = collection->count <= SMALL_DOCUMENTS && collection->units <= SMALL_UNITS;
	struct reuse_options options = {
		.seeds = {.length = small ? 6 : 8, .words = small ? 4 : 5, .window = 4},
		.rules = {.probe = 6,
			  .probe_reach = 40,
			  .gap = 18,
			  .strong = 6.6,
			  .weak = 1.5,
			  .density = 0.35,
			  .join = 60,
			  .join_one = 150,
			  .join_near = 12,
			  .edge = 0.35,
			  .edge_units = 10,
			  .fill = 0.5,
			  .fill_most = 20,
			  .snap = 4},
		.boxes = {.seeds_least = small ? 1 : 2, .gap = 100, .reach = small ? 150 : 300},
		.partners = {.most = LIMIT_REUSE_PARTNERS, .first = 8, .alike = 8},
		.common = 64,
		.common_first = 8,
		.memory = MEMORY_DEFAULT,
	};
	return options;
}

struct worker_memory {
	struct seed_list seeds;
	struct hit *hits, *sorted;
	size_t hit_count, hit_capacity, sorted_capacity;
	uint32_t *counts; /* by rank, of hits, then see sort_hits; all 0 between documents */
	uint32_t *touched;
	size_t touched_count;
	struct box_list boxes;
	struct place *places;
	size_t place_count, place_capacity;
	struct region_work region;
	struct script script;
};

struct finder {
	struct job *job;
	const struct collection *collection;
	const struct reuse_options *options;
	const uint32_t *order;		/* rank -> document */
	const struct unit_text **texts; /* by rank */
	const uint16_t **ids;		/* the units of texts */
	struct seed_index index;
	struct gram_weights weights;
	struct worker_memory *workers;
	struct reuse_result *results; /* by rank */
};

static void add_hit(struct worker_memory *memory, struct hit hit)
{
	if (memory->hit_count == memory->hit_capacity)
		memory->hits = memory_grow(memory->hits, &memory->hit_capacity,
					   memory->hit_count + 1, sizeof *memory->hits);
	memory->hits[memory->hit_count++] = hit;
	if (memory->counts[hit.b]++ == 0)
		memory->touched[memory->touched_count++] = hit.b;
}

/* Hits of one seed with documents of lower rank: with new ones only, unless `all`. */
static void ask(const struct finder *finder, struct worker_memory *memory, uint32_t rank, bool all,
		struct seed seed)
{
	const struct posting *at = seed_index_find(&finder->index, seed.hash);
	for (; at->hash == seed.hash && at->document < rank; at++)
		if (all || finder->order[at->document] >= finder->options->first_new)
			add_hit(memory, (struct hit){at->document, seed.position, at->position});
}

/* Most seeds stand nowhere else: a small part of the index says so, and they are dropped. The rest
 * of the index is larger than any cache: what is asked next is fetched meanwhile. */
static void ask_all(const struct finder *finder, struct worker_memory *memory, uint32_t rank)
{
	struct seed *seeds = memory->seeds.at;
	size_t count = 0;
	bool all = finder->order[rank] >= finder->options->first_new;
	for (size_t i = 0; i < memory->seeds.count; i++) {
		seeds[count] = seeds[i];
		count += seed_index_may_have(&finder->index, seeds[i].hash);
	}
	for (size_t i = 0; i < count; i++) {
		if (i + 2 * AHEAD < count)
			seed_index_fetch_directory(&finder->index, seeds[i + 2 * AHEAD].hash);
		if (i + AHEAD < count)
			seed_index_fetch_postings(&finder->index, seeds[i + AHEAD].hash);
		ask(finder, memory, rank, all, seeds[i]);
	}
}

/* Puts the hits of each document that has enough of them together, keeping the order of positions;
 * those documents stay in `touched`, counts hold where the hits of each end. */
static void sort_hits(struct worker_memory *memory, uint32_t least)
{
	size_t kept = 0;
	uint32_t sum = 0;
	for (size_t i = 0; i < memory->touched_count; i++) {
		uint32_t *count = &memory->counts[memory->touched[i]], here = *count;
		*count = here < least ? TOO_FEW : sum;
		if (here < least)
			continue;
		sum += here;
		memory->touched[kept++] = memory->touched[i];
	}
	memory->sorted = memory_grow(memory->sorted, &memory->sorted_capacity, sum + 1,
				     sizeof *memory->sorted);
	for (size_t i = 0; i < memory->hit_count; i++) {
		uint32_t *count = &memory->counts[memory->hits[i].b];
		if (*count != TOO_FEW)
			memory->sorted[(*count)++] = memory->hits[i];
	}
	/* Counts are all 0 between documents. */
	memory->touched_count = kept;
}

/* Tiles of a found passage; the asking document is b in the result, a in the search. */
static void report_tiles(const struct region_work *region, const struct shared_passage *found,
			 const struct unit_text *a, const struct unit_text *b,
			 struct reuse_result *result)
{
	result->tiles = memory_grow(result->tiles, &result->tile_capacity,
				    result->tile_count + found->tile_count, sizeof *result->tiles);
	for (size_t i = 0; i < found->tile_count; i++) {
		const struct tile *tile = &region->tiles.at[found->first_tile + i];
		result->tiles[result->tile_count++] =
			(struct reuse_tile){units_span(a, tile->b, tile->b + tile->length),
					    units_span(b, tile->a, tile->a + tile->length)};
	}
}

static void report_pair(const struct finder *finder, struct worker_memory *memory, uint32_t rank,
			uint32_t other)
{
	struct reuse_result *result = &finder->results[rank];
	for (size_t i = 0; i < memory->region.passage_count; i++) {
		const struct shared_passage *found = &memory->region.passages[i];
		/* The asking document is the later one: it is b in the result, a in the search. */
		struct box units = {found->box.b_start, found->box.b_end, found->box.a_start,
				    found->box.a_end};
		result->passages = memory_grow(result->passages, &result->capacity,
					       result->count + 1, sizeof *result->passages);
		uint32_t a_count = units.a_end - units.a_start;
		uint32_t b_count = units.b_end - units.b_start;
		script_make(&memory->script, finder->texts[other]->ids + units.a_start, a_count,
			    finder->texts[rank]->ids + units.b_start, b_count);
		result->passages[result->count++] = (struct reuse_passage){
			.a = finder->order[other],
			.b = finder->order[rank],
			.units = units,
			.a_span = units_span(finder->texts[other], units.a_start, units.a_end),
			.b_span = units_span(finder->texts[rank], units.b_start, units.b_end),
			.weight = found->weight,
			.identity = script_identity(&memory->script, a_count, b_count),
			.first_tile = result->tile_count,
			.tile_count = found->tile_count,
		};
		report_tiles(&memory->region, found, finder->texts[other], finder->texts[rank],
			     result);
	}
}

static void gather_places(const struct finder *finder, struct worker_memory *memory)
{
	size_t start = 0;
	memory->place_count = 0;
	for (size_t i = 0; i < memory->touched_count; i++) {
		uint32_t other = memory->touched[i];
		size_t end = memory->counts[other];
		memory->counts[other] = 0;
		boxes_gather(&memory->boxes, memory->sorted + start, end - start,
			     &finder->options->boxes);
		start = end;
		const struct box_list *boxes = &memory->boxes;
		memory->places = memory_grow(memory->places, &memory->place_capacity,
					     memory->place_count + boxes->seeded_count + 1,
					     sizeof *memory->places);
		for (size_t k = 0; k < boxes->seeded_count; k++)
			memory->places[memory->place_count++] =
				(struct place){other, boxes->seeded[k]};
	}
}

/* The units around that place of the other text, which is in no cache. */
static void fetch_place(const struct finder *finder, const struct place *place)
{
	const char *units = (const char *)(finder->ids[place->other] + place->seeded.box.b_start);
	for (int line = -1; line < 2; line++)
		__builtin_prefetch(units + 64 * line);
}

/* Boxes of seeds that did not meet by chance are the places to look at. */
static void find_places(const struct finder *finder, struct worker_memory *memory, uint32_t rank)
{
	gather_places(finder, memory);
	struct place *places = memory->places;
	size_t kept = 0;
	if (memory->place_count > 0)
		region_work_text(&memory->region, finder->texts[rank]);
	for (size_t i = 0; i < memory->place_count; i++) {
		if (i + AHEAD < memory->place_count)
			fetch_place(finder, &places[i + AHEAD]);
		if (region_probe(&memory->region, finder->texts[places[i].other],
				 places[i].seeded.box, &finder->options->rules))
			places[kept++] = places[i];
	}
	memory->place_count = places_limit(places, kept, &finder->options->partners);
}

/* Looks at the places of one other document. */
static void look(struct finder *finder, struct worker_memory *memory, uint32_t rank,
		 const struct place *places, size_t count)
{
	uint32_t other = places[0].other;
	struct box_list *boxes = &memory->boxes;
	struct box whole = {0, finder->texts[rank]->count, 0, finder->texts[other]->count};
	boxes->seeded =
		memory_grow(boxes->seeded, &boxes->seeded_capacity, count, sizeof *boxes->seeded);
	for (size_t i = 0; i < count; i++)
		boxes->seeded[i] = places[i].seeded;
	boxes->seeded_count = count;
	boxes_merge(boxes, &finder->options->boxes, whole);
	finder->results[rank].pair_count++;
	region_find(&memory->region, finder->texts[other], boxes->at, boxes->count,
		    &finder->weights, &finder->options->rules);
	report_pair(finder, memory, rank, other);
}

static enum status find_for_document(void *context, size_t index, unsigned worker,
				     struct error *error)
{
	(void)error;
	struct finder *finder = context;
	uint32_t rank = (uint32_t)index;
	struct worker_memory *memory = &finder->workers[worker];
	memory->hit_count = memory->touched_count = 0;
	seeds_select(finder->texts[rank], finder->options->seeds, &memory->seeds);
	ask_all(finder, memory, rank);
	sort_hits(memory, finder->options->boxes.seeds_least);
	for (size_t i = 0; i < memory->hit_count; i++)
		if (memory->counts[memory->hits[i].b] == TOO_FEW)
			memory->counts[memory->hits[i].b] = 0;
	finder->results[rank].seed_count = memory->hit_count;
	find_places(finder, memory, rank);
	for (size_t i = 0, j; i < memory->place_count; i = j) {
		for (j = i;
		     j < memory->place_count && memory->places[j].other == memory->places[i].other;)
			j++;
		look(finder, memory, rank, memory->places + i, j - i);
	}
	job_add(finder->job, 1);
	return STATUS_OK;
}

struct ranked {
	const struct reuse_document *document;
	uint32_t number;
};

/* A total order, dates first: it only says who asks whom. A year stands before its months. */
static int compare_documents(const void *left, const void *right)
{
	const struct ranked *x = left, *y = right;
	struct slice x_date = x->document->date, y_date = y->document->date;
	if ((x_date.length == 0) != (y_date.length == 0))
		return x_date.length == 0 ? 1 : -1;
	int order = slice_compare(x_date, y_date);
	if (order != 0)
		return order;
	/* Unknown levels, 0, become the largest and stand last. */
	uint32_t x_level = x->document->level - 1, y_level = y->document->level - 1;
	if (x_level != y_level)
		return x_level < y_level ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static uint32_t *rank_documents(const struct collection *collection)
{
	size_t count = collection->count;
	struct ranked *ranked = memory_resize(NULL, count + 1, sizeof *ranked);
	uint32_t *order = memory_resize(NULL, count + 1, sizeof *order);
	for (size_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){&collection->documents[i], (uint32_t)i};
	qsort(ranked, count, sizeof *ranked, compare_documents);
	for (size_t i = 0; i < count; i++)
		order[i] = ranked[i].number;
	free(ranked);
	return order;
}

static struct worker_memory *make_workers(unsigned threads, size_t documents)
{
	struct worker_memory *workers = memory_resize(NULL, threads, sizeof *workers);
	memset(workers, 0, threads * sizeof *workers);
	for (unsigned i = 0; i < threads; i++) {
		workers[i].counts = memory_resize(NULL, documents + 1, sizeof(uint32_t));
		memset(workers[i].counts, 0, (documents + 1) * sizeof(uint32_t));
		workers[i].touched = memory_resize(NULL, documents + 1, sizeof(uint32_t));
	}
	return workers;
}

static void release_workers(struct worker_memory *workers, unsigned threads)
{
	for (unsigned i = 0; i < threads; i++) {
		free(workers[i].seeds.at);
		free(workers[i].hits);
		free(workers[i].sorted);
		free(workers[i].counts);
		free(workers[i].touched);
		free(workers[i].places);
		box_list_release(&workers[i].boxes);
		region_work_release(&workers[i].region);
		script_release(&workers[i].script);
	}
	free(workers);
}

/* One list in order of rank; gives the parts back. */
static void gather(struct reuse_result *parts, size_t count, struct reuse_result *result)
{
	size_t passages = 0, tiles = 0;
	for (size_t i = 0; i < count; i++) {
		passages += parts[i].count;
		tiles += parts[i].tile_count;
	}
	result->passages = memory_resize(NULL, passages + 1, sizeof *result->passages);
	result->capacity = passages + 1;
	result->tiles = memory_resize(NULL, tiles + 1, sizeof *result->tiles);
	result->tile_capacity = tiles + 1;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < parts[i].count; k++) {
			struct reuse_passage passage = parts[i].passages[k];
			passage.first_tile += result->tile_count;
			result->passages[result->count++] = passage;
		}
		if (parts[i].tile_count > 0)
			memcpy(result->tiles + result->tile_count, parts[i].tiles,
			       parts[i].tile_count * sizeof *result->tiles);
		result->tile_count += parts[i].tile_count;
		result->seed_count += parts[i].seed_count;
		result->pair_count += parts[i].pair_count;
		free(parts[i].passages);
		free(parts[i].tiles);
	}
}

enum status reuse_find(struct job *job, const struct collection *collection,
		       const struct reuse_options *options, struct reuse_result *result,
		       struct error *error)
{
	size_t count = collection->count;
	*result = (struct reuse_result){0};
	uint32_t *order = rank_documents(collection);
	struct finder finder = {
		.job = job, .collection = collection, .options = options, .order = order};
	finder.texts = memory_resize(NULL, count + 1, sizeof *finder.texts);
	finder.ids = memory_resize(NULL, count + 1, sizeof *finder.ids);
	for (size_t i = 0; i < count; i++) {
		finder.texts[i] = &collection->texts[order[i]];
		finder.ids[i] = finder.texts[i]->ids;
	}
	job_phase(job, "sorting seeds", "documents", count);
	struct index_rules rules = {.shape = options->seeds,
				    .common = options->common,
				    .common_first = options->common_first,
				    .memory = options->memory == 0 ? MEMORY_DEFAULT
								   : options->memory};
	bool *fresh = memory_resize(NULL, count + 1, sizeof *fresh);
	for (size_t i = 0; i < count; i++)
		fresh[i] = order[i] >= options->first_new;
	if (options->first_new > 0)
		rules.fresh = fresh;
	enum status status =
		seed_index_make(job, finder.texts, count, &rules, &finder.index, error);
	if (status == STATUS_OK) {
		gram_weights_count(finder.texts, count, &finder.weights);
		finder.workers = make_workers(job->threads, count);
		finder.results = memory_resize(NULL, count + 1, sizeof *finder.results);
		memset(finder.results, 0, (count + 1) * sizeof *finder.results);
		job_phase(job, "comparing", "documents", count);
		status = job_parallel(job, count, find_for_document, &finder, error);
		gather(finder.results, count, result);
		release_workers(finder.workers, job->threads);
		gram_weights_release(&finder.weights);
		free(finder.results);
	}
	if (status != STATUS_OK)
		reuse_result_release(result);
	seed_index_release(&finder.index);
	free(fresh);
	free(finder.texts);
	free(finder.ids);
	free(order);
	return status;
}

void reuse_result_release(struct reuse_result *result)
{
	free(result->passages);
	free(result->tiles);
	*result = (struct reuse_result){0};
}
