#include "measure/link.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "num/random.h"
#include "num/stat.h"

const char *link_answer_name(enum link_answer answer)
{
	static const char *const names[LINK_ANSWERS] = {"same",	 "other",      "listed",
							"group", "unanswered", "not_read"};
	return names[answer];
}

const char *link_how_name(enum link_how how)
{
	static const char *const names[LINK_HOWS] = {"named", "listed", "group"};
	return names[how];
}

struct linking {
	const struct link_input *input;
	const struct link_options *options;
	struct links *links;
	struct sorted_naming {
		uint32_t from;
		struct link_naming naming;
	} * sorted;
};

static int compare_namings(const void *a, const void *b)
{
	const struct sorted_naming *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->naming.to != y->naming.to)
		return x->naming.to < y->naming.to ? -1 : 1;
	if (x->naming.passage != y->naming.passage)
		return x->naming.passage < y->naming.passage ? -1 : 1;
	if (x->naming.group != y->naming.group)
		return x->naming.group ? 1 : -1;
	if (x->naming.share != y->naming.share)
		return x->naming.share < y->naming.share ? -1 : 1;
	if (x->naming.listed != y->naming.listed)
		return x->naming.listed ? 1 : -1;
	return (x->naming.span.start > y->naming.span.start) -
	       (x->naming.span.start < y->naming.span.start);
}

/* One naming a sentence and region: the best of them. */
static void sort_namings(struct linking *work, struct arena *study)
{
	const struct coded_corpus *corpus = work->input->corpus;
	struct links *links = work->links;
	size_t count = work->input->count, kept = 0;
	work->sorted = memory_resize(NULL, count + 1, sizeof *work->sorted);
	for (size_t i = 0; i < count; i++) {
		const struct link_naming *naming = &work->input->namings[i];
		work->sorted[i] =
			(struct sorted_naming){corpus->passages[naming->passage].region, *naming};
	}
	if (count > 0)
		qsort(work->sorted, count, sizeof *work->sorted, compare_namings);
	links->namings = arena_array(study, struct link_naming, count);
	links->links = arena_array(study, struct link, count);
	for (size_t i = 0; i < count; i++) {
		const struct sorted_naming *next = &work->sorted[i];
		struct link *link = links->count > 0 ? &links->links[links->count - 1] : NULL;
		if (link == NULL || link->from != next->from || link->to != next->naming.to) {
			link = &links->links[links->count++];
			*link = (struct link){
				.from = next->from, .to = next->naming.to, .first = kept};
		} else if (links->namings[kept - 1].passage == next->naming.passage) {
			continue;
		}
		link->count++;
		links->namings[kept++] = next->naming;
	}
	free(work->sorted);
}

static void weigh(struct linking *work, struct link *link)
{
	const struct coded_region *from = &work->input->corpus->regions[link->from];
	double sum = 0;
	for (size_t i = link->first; i < link->first + link->count; i++) {
		const struct link_naming *naming = &work->links->namings[i];
		link->itself += !naming->group;
		link->in_lists += !naming->group && naming->listed;
		link->by_groups += naming->group;
		sum += 1.0 / naming->share;
	}
	link->sentences = from->passage_end - from->passage_start;
	link->weight = sum / link->sentences;
	struct interval interval =
		stat_wilson(link->itself, link->sentences, work->options->confidence);
	link->low = interval.low;
	link->high = interval.high;
	link->how = link->itself - link->in_lists >= work->options->least ? LINK_STRONG
		    : link->itself > 0					  ? LINK_IN_LISTS
									  : LINK_BY_GROUP;
}

const struct link *links_find(const struct links *links, uint32_t from, uint32_t to)
{
	size_t low = 0, high = links->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct link *link = &links->links[middle];
		if (link->from == from && link->to == to)
			return link;
		if (link->from < from || (link->from == from && link->to < to))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static bool speaks_of(const struct linking *work, const struct link *link, uint32_t column)
{
	for (size_t i = link->first; i < link->first + link->count; i++) {
		const struct link_naming *naming = &work->links->namings[i];
		for (uint32_t k = naming->code_start; k < naming->code_end; k++)
			if (!naming->group && work->input->codes[k] == column)
				return true;
	}
	return false;
}

static bool common_column(const struct linking *work, const struct link *a, const struct link *b)
{
	for (size_t i = a->first; i < a->first + a->count; i++) {
		const struct link_naming *naming = &work->links->namings[i];
		for (uint32_t k = naming->code_start; k < naming->code_end; k++)
			if (!naming->group && speaks_of(work, b, work->input->codes[k]))
				return true;
	}
	return false;
}

/* A stretch of words that says something: four Chinese characters, or three words. */
static bool is_telling(struct slice words)
{
	size_t wide = 0, spaces = 0;
	for (size_t i = 0; i < words.length; i++) {
		wide += ((unsigned char)words.at[i] & 0xC0) == 0xC0;
		spaces += words.at[i] == ' ' && i > 0 && i + 1 < words.length;
	}
	return wide >= 4 || spaces >= 2;
}

/* The words around the name of a that stand around the same name in b too. */
static bool same_words(const struct link_naming *a, const struct link_naming *b)
{
	size_t length = a->span.end - a->span.start;
	if (length == 0 || a->in_clause + length > a->clause.length)
		return false;
	struct slice name = {a->clause.at + a->in_clause, length};
	for (size_t at = slice_find(b->clause, name, 0); at != SIZE_MAX;
	     at = slice_find(b->clause, name, at + 1)) {
		size_t before = 0, behind = length;
		while (before < at && before < a->in_clause &&
		       a->clause.at[a->in_clause - before - 1] == b->clause.at[at - before - 1])
			before++;
		while (at + behind < b->clause.length && a->in_clause + behind < a->clause.length &&
		       a->clause.at[a->in_clause + behind] == b->clause.at[at + behind])
			behind++;
		bool other_within = b->in_clause + before >= at && b->in_clause < at + behind;
		if (other_within &&
		    is_telling((struct slice){b->clause.at + at - before, before + behind}))
			return true;
	}
	return false;
}

static bool common_words(const struct linking *work, const struct link *a, const struct link *b)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		for (size_t k = b->first; k < b->first + b->count; k++)
			if (same_words(&work->links->namings[i], &work->links->namings[k]))
				return true;
	return false;
}

static enum link_answer answer_of(const struct linking *work, const struct link *link)
{
	const struct coded_region *to = &work->input->corpus->regions[link->to];
	const struct link *back = links_find(work->links, link->to, link->from);
	if (back == NULL)
		return to->passage_end > to->passage_start ? LINK_NONE : LINK_NOT_READ;
	if (back->how == LINK_BY_GROUP)
		return LINK_GROUP;
	if (back->how == LINK_IN_LISTS)
		return LINK_LISTED;
	bool same = common_column(work, link, back) || common_words(work, link, back);
	return same ? LINK_SAME : LINK_OTHER;
}

static void sum_up(struct linking *work, struct arena *study)
{
	struct links *links = work->links;
	links->regions = arena_array(study, struct link_region, work->input->corpus->region_count);
	for (size_t i = 0; i < links->count; i++) {
		struct link *link = &links->links[i];
		link->answer = (uint8_t)answer_of(work, link);
		struct link_region *from = &links->regions[link->from];
		struct link_region *to = &links->regions[link->to];
		to->sought += link->weight;
		to->listed_by += link->how == LINK_IN_LISTS;
		if (link->how != LINK_STRONG)
			continue;
		bool answered = link->answer <= LINK_OTHER;
		from->names++;
		to->named++;
		from->answered += answered;
		links->strong += link->answer != LINK_NOT_READ;
		links->answered += answered;
		links->same += link->answer == LINK_SAME;
	}
	struct interval interval =
		stat_wilson(links->answered, links->strong, work->options->confidence);
	links->reciprocity = (double)links->answered / links->strong;
	links->low = interval.low;
	links->high = interval.high;
}

/* ---- the null ---- */

struct shuffle {
	const struct linking *work;
	size_t regions;
	uint32_t *urn;
	uint8_t *drawn; /* region x region */
};

static uint8_t class_of(const struct link_input *input, size_t from, size_t to)
{
	return input->distance == NULL ? 0
				       : input->distance[from * input->corpus->region_count + to];
}

static bool was_read(const struct link_input *input, size_t region)
{
	const struct coded_region *at = &input->corpus->regions[region];
	return at->passage_end > at->passage_start;
}

/* Draws `count` regions of the class for `from`, without putting back. */
static void draw_class(struct shuffle *shuffle, uint32_t from, uint8_t class, size_t count,
		       uint64_t draw)
{
	const struct link_input *input = shuffle->work->input;
	size_t size = 0;
	for (uint32_t to = 0; to < shuffle->regions; to++)
		if (to != from && was_read(input, to) && class_of(input, from, to) == class)
			shuffle->urn[size++] = to;
	for (size_t k = 0; k < count && size > 0; k++) {
		uint64_t counter = (uint64_t) class << 32 | k;
		uint64_t stream = draw * shuffle->regions + from;
		size_t at =
			(size_t)random_below(shuffle->work->options->seed, stream, counter, size);
		shuffle->drawn[from * shuffle->regions + shuffle->urn[at]] = 1;
		shuffle->urn[at] = shuffle->urn[--size];
	}
}

static void draw_links(struct shuffle *shuffle, uint64_t draw)
{
	const struct links *links = shuffle->work->links;
	memset(shuffle->drawn, 0, shuffle->regions * shuffle->regions);
	for (size_t i = 0; i < links->count;) {
		uint32_t from = links->links[i].from;
		size_t wanted[UINT8_MAX + 1] = {0};
		for (; i < links->count && links->links[i].from == from; i++) {
			const struct link *link = &links->links[i];
			if (link->how == LINK_STRONG && link->answer != LINK_NOT_READ)
				wanted[class_of(shuffle->work->input, from, link->to)]++;
		}
		for (size_t class = 0; class <= UINT8_MAX; class ++)
			if (wanted[class] > 0)
				draw_class(shuffle, from, (uint8_t) class, wanted[class], draw);
	}
}

static uint32_t answered_in(const struct shuffle *shuffle)
{
	uint32_t answered = 0;
	for (size_t a = 0; a < shuffle->regions; a++)
		for (size_t b = a + 1; b < shuffle->regions; b++)
			if (shuffle->drawn[a * shuffle->regions + b] != 0 &&
			    shuffle->drawn[b * shuffle->regions + a] != 0)
				answered += 2;
	return answered;
}

static enum status shuffle_targets(struct job *job, const struct linking *work, struct error *error)
{
	struct links *links = work->links;
	size_t regions = work->input->corpus->region_count;
	uint32_t draws = work->options->draws;
	links->null_mean = links->p = NAN;
	if (draws == 0 || links->strong == 0 || regions > LIMIT_LIKENESS_REGIONS)
		return STATUS_OK;
	struct shuffle shuffle = {.work = work,
				  .regions = regions,
				  .urn = memory_resize(NULL, regions, sizeof(uint32_t)),
				  .drawn = memory_resize(NULL, regions * regions, 1)};
	uint64_t sum = 0, reached = 0;
	enum status status = STATUS_OK;
	for (uint32_t draw = 0; draw < draws && status == STATUS_OK; draw++) {
		draw_links(&shuffle, draw);
		uint32_t answered = answered_in(&shuffle);
		sum += answered;
		reached += answered >= links->answered;
		status = job_check(job, error);
	}
	free(shuffle.urn);
	free(shuffle.drawn);
	links->null_mean = (double)sum / draws / links->strong;
	links->p = (1 + (double)reached) / (1 + (double)draws);
	return status;
}

enum status links_make(struct job *job, struct arena *study, const struct link_input *input,
		       const struct link_options *options, struct links *links, struct error *error)
{
	*links = (struct links){0};
	struct linking work = {.input = input, .options = options, .links = links};
	sort_namings(&work, study);
	for (size_t i = 0; i < links->count; i++)
		weigh(&work, &links->links[i]);
	sum_up(&work, study);
	return shuffle_targets(job, &work, error);
}
