#include "study/reuse_read.h"

#include <stdlib.h>
#include <string.h>

enum { TIDY_UNITS = 2 }; /* a single equal character between two changes is no common text */

enum status reuse_text_load(struct board *board, const struct reuse_board *loaded, size_t index,
			    struct reuse_text *text, struct error *error)
{
	*text = (struct reuse_text){0};
	int64_t key = loaded->documents[index].key;
	TRY(store_document_body(board->store, board->arena, key, &text->document, error));
	TRY(store_voice(board->store, board->arena, key, text->document.passage_count,
			&text->voices, &text->compared, error));
	struct arena scratch;
	arena_init(&scratch);
	units_read(board->arena, &scratch, text->document.text, &text->units);
	arena_release(&scratch);
	text->sentences = arena_array(board->arena, struct span, text->document.passage_count);
	for (size_t i = 0; i < text->document.passage_count; i++)
		text->sentences[i] = (struct span){
			units_find(&text->units, text->document.passages[i].span.start),
			units_find(&text->units, text->document.passages[i].span.end)};
	return STATUS_OK;
}

enum reuse_class reuse_class_at(const struct reuse_text *text, uint32_t offset)
{
	for (size_t i = 0; i < text->document.passage_count; i++)
		if (text->document.passages[i].span.end > offset)
			return (enum reuse_class)text->voices[i].class;
	return REUSE_NONE;
}

/* Index of the sentence that ends after the unit; count if there is none. */
static size_t sentence_at(const struct reuse_text *text, uint32_t unit)
{
	size_t low = 0, high = text->document.passage_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (text->sentences[middle].end <= unit)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Units of one sentence that another document has. */
struct held {
	uint32_t sentence, other, units;
};

struct held_list {
	struct held *at;
	size_t count, capacity;
};

static void add_held(struct held_list *list, struct held held)
{
	list->at = memory_grow(list->at, &list->capacity, list->count + 1, sizeof *list->at);
	list->at[list->count++] = held;
}

static void add_tile(struct held_list *list, const struct reuse_text *text, struct span bytes,
		     uint32_t other)
{
	uint32_t start = units_find(&text->units, bytes.start);
	uint32_t end = units_find(&text->units, bytes.end);
	for (size_t i = sentence_at(text, start);
	     i < text->document.passage_count && text->sentences[i].start < end; i++) {
		uint32_t from = text->sentences[i].start > start ? text->sentences[i].start : start;
		uint32_t to = text->sentences[i].end < end ? text->sentences[i].end : end;
		if (to > from)
			add_held(list, (struct held){(uint32_t)i, other, to - from});
	}
}

static int compare_held(const void *left, const void *right)
{
	const struct held *x = left, *y = right;
	if (x->sentence != y->sentence)
		return x->sentence < y->sentence ? -1 : 1;
	return x->other < y->other ? -1 : x->other > y->other;
}

struct dated_holder {
	struct sentence_holder holder;
	const struct reuse_document *document;
};

static int compare_holders(const void *left, const void *right)
{
	const struct dated_holder *x = left, *y = right;
	return reuse_list_order(x->document, x->holder.other, y->document, y->holder.other);
}

/* One sentence's entries become its holders. */
static struct sentence_holders holders_of(struct arena *arena, const struct reuse_board *loaded,
					  const struct held *held, size_t count, uint32_t units,
					  struct dated_holder *scratch)
{
	size_t kept = 0;
	for (size_t i = 0, j; i < count; i = j) {
		uint32_t sum = 0;
		for (j = i; j < count && held[j].other == held[i].other; j++)
			sum += held[j].units;
		double share = sum >= units ? 1 : (double)sum / units;
		if (share >= HELD_SHARE)
			scratch[kept++] = (struct dated_holder){{held[i].other, share},
								&loaded->known[held[i].other]};
	}
	if (kept > 0)
		qsort(scratch, kept, sizeof *scratch, compare_holders);
	struct sentence_holder *holders = arena_array(arena, struct sentence_holder, kept);
	for (size_t i = 0; i < kept; i++)
		holders[i] = scratch[i].holder;
	return (struct sentence_holders){holders, kept};
}

enum status reuse_holders(struct board *board, const struct reuse_board *loaded, size_t index,
			  const struct reuse_text *text, struct sentence_holders **holders,
			  struct error *error)
{
	struct stored_reuse_pair *pairs;
	size_t pair_count;
	int64_t key = loaded->documents[index].key;
	TRY(store_reuse_pairs(board->store, board->arena, key, &pairs, &pair_count, error));
	struct held_list list = {0};
	for (size_t i = 0; i < pair_count; i++) {
		bool is_document = pairs[i].document == key;
		size_t other =
			reuse_board_index(loaded, is_document ? pairs[i].other : pairs[i].document);
		for (size_t k = 0; k < pairs[i].count && other != SIZE_MAX; k++)
			for (size_t t = 0; t < pairs[i].passages[k].tile_count; t++) {
				const struct stored_tile *tile = &pairs[i].passages[k].tiles[t];
				add_tile(&list, text, is_document ? tile->document : tile->other,
					 (uint32_t)other);
			}
	}
	if (list.count > 0)
		qsort(list.at, list.count, sizeof *list.at, compare_held);
	*holders = arena_array(board->arena, struct sentence_holders, text->document.passage_count);
	struct dated_holder *scratch = memory_resize(NULL, list.count + 1, sizeof *scratch);
	for (size_t i = 0, j; i < list.count; i = j) {
		uint32_t sentence = list.at[i].sentence;
		for (j = i; j < list.count && list.at[j].sentence == sentence;)
			j++;
		(*holders)[sentence] = holders_of(
			board->arena, loaded, list.at + i, j - i,
			text->sentences[sentence].end - text->sentences[sentence].start, scratch);
	}
	free(scratch);
	free(list.at);
	return STATUS_OK;
}

/* Units that two sentences have in common. */
struct link {
	uint32_t x, y, units; /* numbers of sentences in the whole board */
};

struct clustering {
	const struct reuse_text *texts;
	uint32_t *first; /* number of a document's first sentence; documents + 1 entries */
	uint32_t *parents;
	struct link *links;
	size_t link_count, link_capacity;
};

static uint32_t root(uint32_t *parents, uint32_t i)
{
	while (parents[i] != i) {
		parents[i] = parents[parents[i]];
		i = parents[i];
	}
	return i;
}

static void add_links(struct clustering *clustering, size_t x, size_t y,
		      const struct stored_tile *tile)
{
	const struct reuse_text *a = &clustering->texts[x], *b = &clustering->texts[y];
	uint32_t a_at = units_find(&a->units, tile->document.start);
	uint32_t a_end = units_find(&a->units, tile->document.end);
	uint32_t b_at = units_find(&b->units, tile->other.start);
	size_t i = sentence_at(a, a_at), j = sentence_at(b, b_at);
	while (a_at < a_end && i < a->document.passage_count && j < b->document.passage_count) {
		uint32_t a_stop = a->sentences[i].end < a_end ? a->sentences[i].end : a_end;
		uint32_t step = a_stop - a_at;
		if (b->sentences[j].end - b_at < step)
			step = b->sentences[j].end - b_at;
		clustering->links =
			memory_grow(clustering->links, &clustering->link_capacity,
				    clustering->link_count + 1, sizeof *clustering->links);
		clustering->links[clustering->link_count++] =
			(struct link){clustering->first[x] + (uint32_t)i,
				      clustering->first[y] + (uint32_t)j, step};
		a_at += step;
		b_at += step;
		i += a_at >= a->sentences[i].end;
		j += b_at >= b->sentences[j].end;
	}
}

static int compare_links(const void *left, const void *right)
{
	const struct link *x = left, *y = right;
	if (x->x != y->x)
		return x->x < y->x ? -1 : 1;
	return x->y < y->y ? -1 : x->y > y->y;
}

static uint32_t units_of(const struct clustering *clustering, size_t document, uint32_t number)
{
	struct span sentence =
		clustering->texts[document].sentences[number - clustering->first[document]];
	return sentence.end - sentence.start;
}

/* Joins the sentences of one pair of documents that are one. */
static void join_pair(struct clustering *clustering, size_t x, size_t y)
{
	qsort(clustering->links, clustering->link_count, sizeof *clustering->links, compare_links);
	for (size_t i = 0, j; i < clustering->link_count; i = j) {
		const struct link *link = &clustering->links[i];
		uint32_t sum = 0;
		for (j = i; j < clustering->link_count && clustering->links[j].x == link->x &&
			    clustering->links[j].y == link->y;
		     j++)
			sum += clustering->links[j].units;
		if (sum < HELD_SHARE * units_of(clustering, x, link->x) ||
		    sum < HELD_SHARE * units_of(clustering, y, link->y))
			continue;
		uint32_t r = root(clustering->parents, link->x);
		uint32_t s = root(clustering->parents, link->y);
		clustering->parents[r > s ? r : s] = r > s ? s : r;
	}
	clustering->link_count = 0;
}

static enum status join_all(struct board *board, const struct reuse_board *loaded,
			    struct clustering *clustering, struct error *error)
{
	struct stored_reuse_pair *pairs;
	size_t count;
	TRY(store_reuse_pairs(board->store, board->arena, 0, &pairs, &count, error));
	for (size_t i = 0; i < count; i++) {
		size_t x = reuse_board_index(loaded, pairs[i].document);
		size_t y = reuse_board_index(loaded, pairs[i].other);
		if (x == SIZE_MAX || y == SIZE_MAX)
			continue;
		for (size_t k = 0; k < pairs[i].count; k++)
			for (size_t t = 0; t < pairs[i].passages[k].tile_count; t++)
				add_links(clustering, x, y, &pairs[i].passages[k].tiles[t]);
		if (clustering->link_count > 0)
			join_pair(clustering, x, y);
	}
	return STATUS_OK;
}

struct dated_member {
	struct cluster_member member;
	const struct reuse_document *document;
	uint32_t cluster; /* root */
};

static int compare_members(const void *left, const void *right)
{
	const struct dated_member *x = left, *y = right;
	if (x->cluster != y->cluster)
		return x->cluster < y->cluster ? -1 : 1;
	int order =
		reuse_list_order(x->document, x->member.document, y->document, y->member.document);
	if (order != 0)
		return order;
	return x->member.sentence < y->member.sentence ? -1
						       : x->member.sentence > y->member.sentence;
}

static int compare_clusters(const void *left, const void *right)
{
	const struct sentence_cluster *x = left, *y = right;
	if (x->documents != y->documents)
		return x->documents > y->documents ? -1 : 1;
	if (x->members[0].document != y->members[0].document)
		return x->members[0].document < y->members[0].document ? -1 : 1;
	return x->members[0].sentence < y->members[0].sentence ? -1 : 1;
}

/* All sentences, those of one cluster behind each other. */
static struct dated_member *list_members(const struct reuse_board *loaded,
					 struct clustering *clustering, size_t *count)
{
	*count = clustering->first[loaded->count];
	struct dated_member *members = memory_resize(NULL, *count + 1, sizeof *members);
	size_t n = 0;
	for (uint32_t d = 0; d < loaded->count; d++)
		for (uint32_t s = 0; s < clustering->first[d + 1] - clustering->first[d]; s++, n++)
			members[n] = (struct dated_member){
				{d, s}, &loaded->known[d], root(clustering->parents, (uint32_t)n)};
	if (*count > 0)
		qsort(members, *count, sizeof *members, compare_members);
	return members;
}

static void make_clusters(struct arena *arena, const struct dated_member *members, size_t count,
			  struct sentence_cluster **clusters, size_t *cluster_count)
{
	size_t capacity = 0;
	struct sentence_cluster *list = NULL;
	*cluster_count = 0;
	for (size_t i = 0, j; i < count; i = j) {
		size_t documents = 0;
		for (j = i; j < count && members[j].cluster == members[i].cluster; j++)
			documents += j == i ||
				     members[j].member.document != members[j - 1].member.document;
		if (documents < 2)
			continue;
		struct sentence_cluster cluster = {arena_array(arena, struct cluster_member, j - i),
						   j - i, documents};
		for (size_t k = i; k < j; k++)
			cluster.members[k - i] = members[k].member;
		list = memory_grow(list, &capacity, *cluster_count + 1, sizeof *list);
		list[(*cluster_count)++] = cluster;
	}
	if (*cluster_count > 0)
		qsort(list, *cluster_count, sizeof *list, compare_clusters);
	*clusters = arena_array(arena, struct sentence_cluster, *cluster_count);
	if (*cluster_count > 0)
		memcpy(*clusters, list, *cluster_count * sizeof *list);
	free(list);
}

enum status reuse_clusters(struct board *board, const struct reuse_board *loaded,
			   const struct reuse_text *texts, struct sentence_cluster **clusters,
			   size_t *count, struct error *error)
{
	struct clustering clustering = {.texts = texts};
	clustering.first = arena_array(board->arena, uint32_t, loaded->count + 1);
	for (size_t i = 0; i < loaded->count; i++)
		clustering.first[i + 1] =
			clustering.first[i] + (uint32_t)texts[i].document.passage_count;
	uint32_t sentences = clustering.first[loaded->count];
	clustering.parents = arena_array(board->arena, uint32_t, sentences);
	for (uint32_t i = 0; i < sentences; i++)
		clustering.parents[i] = i;
	enum status status = join_all(board, loaded, &clustering, error);
	if (status == STATUS_OK) {
		size_t member_count;
		struct dated_member *members = list_members(loaded, &clustering, &member_count);
		make_clusters(board->arena, members, member_count, clusters, count);
		free(members);
	}
	free(clustering.links);
	return status;
}

/* What lies between the blocks on one side, as byte spans. */
static struct span *gaps(struct arena *arena, const struct script *script, bool of_b,
			 const struct unit_text *units, uint32_t start, uint32_t end, size_t *count)
{
	struct span *spans = arena_array(arena, struct span, script->count + 1);
	uint32_t at = start;
	*count = 0;
	for (size_t i = 0; i <= script->count; i++) {
		bool last = i == script->count;
		uint32_t stop =
			last ? end : start + (of_b ? script->blocks[i].b : script->blocks[i].a);
		if (stop > at)
			spans[(*count)++] = units_span(units, at, stop);
		if (!last)
			at = stop + script->blocks[i].length;
	}
	return spans;
}

struct changes reuse_changes(struct arena *arena, const struct unit_text *a, struct span a_span,
			     const struct unit_text *b, struct span b_span)
{
	uint32_t a_start = units_find(a, a_span.start), a_end = units_find(a, a_span.end);
	uint32_t b_start = units_find(b, b_span.start), b_end = units_find(b, b_span.end);
	struct script script = {0};
	struct changes changes = {0};
	script_make(&script, a->ids + a_start, a_end - a_start, b->ids + b_start, b_end - b_start);
	changes.identity = script_identity(&script, a_end - a_start, b_end - b_start);
	script_tidy(&script, a_end - a_start, b_end - b_start, a->spaced ? 1 : TIDY_UNITS);
	changes.a = gaps(arena, &script, false, a, a_start, a_end, &changes.a_count);
	changes.b = gaps(arena, &script, true, b, b_start, b_end, &changes.b_count);
	script_release(&script);
	return changes;
}
