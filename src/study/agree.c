#include "study/agree.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "measure/frame.h"
#include "measure/measure.h"
#include "study/coded_load.h"

/* A code of a passage: found by the program, judged by a person, or both. */
struct pair {
	int64_t passage;
	uint32_t code;
	bool found, read, judged, there;
	int32_t *said; /* by person; NULL: nobody spoke of it */
};

struct agreeing {
	struct board *board;
	const struct agree_query *query;
	bool *wanted; /* by code id */
	struct pair *pairs;
	size_t count, capacity;
	struct map people;
	size_t person_count;
	const struct correction_row *rows;
	size_t row_count;
};

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	if (x->passage != y->passage)
		return x->passage < y->passage ? -1 : 1;
	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	return (int)y->found - (int)x->found;
}

static void take(struct agreeing *all, int64_t passage, uint32_t code, bool found)
{
	all->pairs = memory_grow(all->pairs, &all->capacity, all->count + 1, sizeof *all->pairs);
	all->pairs[all->count++] = (struct pair){.passage = passage, .code = code, .found = found};
}

/* Equal pairs become one; one that is found stands first. */
static void make_unique(struct agreeing *all)
{
	size_t kept = 0;
	if (all->count > 1)
		qsort(all->pairs, all->count, sizeof *all->pairs, compare_pairs);
	for (size_t i = 0; i < all->count; i++)
		if (kept == 0 || all->pairs[kept - 1].passage != all->pairs[i].passage ||
		    all->pairs[kept - 1].code != all->pairs[i].code)
			all->pairs[kept++] = all->pairs[i];
	all->count = kept;
}

/* Code 0 stands for the passage itself: it is in the frame. */
static enum status take_found(struct agreeing *all, struct passage_cursor *passages,
			      struct mention_cursor *mentions, struct error *error)
{
	struct frame frame = {all->query->orientations == 0 ? ~0U : all->query->orientations,
			      FRAME_MIN_CHARACTERS};
	struct mention_row mention;
	bool mention_there;
	TRY(mentions_step(mentions, &mention_there, &mention, error));
	for (;;) {
		struct passage_row row;
		bool more;
		TRY(passages_step(passages, &more, &row, error));
		if (!more)
			return STATUS_OK;
		bool admitted = frame_admits(&frame, row.orientation, row.characters);
		if (admitted)
			take(all, row.id, 0, false);
		while (mention_there && mention.passage == row.id) {
			if (admitted && mention.state != MENTION_ADDED &&
			    mention.code <= all->board->codebook.code_count &&
			    all->wanted[mention.code])
				take(all, row.id, mention.code, true);
			TRY(mentions_step(mentions, &mention_there, &mention, error));
		}
	}
}

static enum status walk(struct agreeing *all, struct error *error)
{
	struct passage_filter filter = {.kind = all->query->kind,
					.orientations = all->query->orientations};
	struct passage_cursor *passages;
	struct mention_cursor *mentions;
	TRY(passages_open(all->board->store, &filter, &passages, error));
	enum status status = mentions_open(all->board->store, &filter, true, &mentions, error);
	if (status == STATUS_OK) {
		status = take_found(all, passages, mentions, error);
		mentions_close(mentions);
	}
	passages_close(passages);
	make_unique(all);
	return status;
}

static struct pair *pair_of(const struct agreeing *all, int64_t passage, uint32_t code)
{
	size_t low = 0, high = all->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct pair *pair = &all->pairs[middle];
		if (pair->passage < passage || (pair->passage == passage && pair->code < code))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == all->count || all->pairs[low].passage != passage || all->pairs[low].code != code)
		return NULL;
	return &all->pairs[low];
}

static bool counts(const struct agreeing *all, const struct correction_row *row)
{
	if (row->standing != CORRECTION_IN_FORCE && row->standing != CORRECTION_OVERRULED)
		return false;
	if (all->query->samples_only && row->stored.sample.length == 0)
		return false;
	return row->stored.action == CORRECTION_READ || all->wanted[row->stored.code_id.value];
}

static int32_t *said_of(struct agreeing *all, struct pair *pair)
{
	if (pair->said == NULL) {
		pair->said = arena_array(all->board->arena, int32_t, all->person_count);
		for (size_t i = 0; i < all->person_count; i++)
			pair->said[i] = ALPHA_MISSING;
	}
	return pair->said;
}

/* Codes that people named and the program did not find become pairs too. */
static void add_named(struct agreeing *all)
{
	size_t before = all->count;
	for (size_t i = 0; i < all->row_count; i++) {
		const struct correction_row *row = &all->rows[i];
		uint32_t person;
		if (!counts(all, row))
			continue;
		if (map_put(&all->people, row->stored.who, (uint32_t)all->person_count, &person))
			all->person_count++;
		struct pair wanted = {.passage = row->passage};
		if (row->stored.action != CORRECTION_READ &&
		    bsearch(&wanted, all->pairs, before, sizeof wanted, compare_pairs) != NULL)
			take(all, row->passage, row->stored.code_id.value, false);
	}
	make_unique(all);
}

static void let_speak(struct agreeing *all)
{
	for (size_t i = 0; i < all->row_count; i++) {
		const struct correction_row *row = &all->rows[i];
		uint32_t person = 0;
		if (!counts(all, row) || row->stored.action == CORRECTION_READ)
			continue;
		struct pair *pair = pair_of(all, row->passage, row->stored.code_id.value);
		map_find(&all->people, row->stored.who, &person);
		if (pair == NULL)
			continue; /* out of the frame */
		pair->there = row->stored.action != CORRECTION_REJECT;
		pair->judged = true;
		said_of(all, pair)[person] = pair->there;
	}
}

/* Who read the passage for all codes and does not name one that others name says no to it. */
static void let_readers_speak(struct agreeing *all)
{
	for (size_t i = 0; i < all->row_count; i++) {
		const struct correction_row *row = &all->rows[i];
		uint32_t person = 0;
		if (!counts(all, row) || row->stored.action != CORRECTION_READ)
			continue;
		struct pair *pair = pair_of(all, row->passage, 0);
		map_find(&all->people, row->stored.who, &person);
		if (pair == NULL)
			continue;
		for (pair++; pair < all->pairs + all->count && pair->passage == row->passage;
		     pair++) {
			pair->read = pair->judged;
			if (pair->judged && pair->said[person] == ALPHA_MISSING)
				pair->said[person] = 0;
		}
	}
}

static void make_units(struct agreeing *all, struct agreed_code **codes, size_t *count)
{
	struct arena *arena = all->board->arena;
	size_t code_count = all->board->codebook.code_count, unit_count = 0;
	struct judged_unit *units = arena_array(arena, struct judged_unit, all->count);
	struct agreement *agreements = arena_array(arena, struct agreement, code_count + 2);
	for (size_t i = 0; i < all->count; i++) {
		const struct pair *pair = &all->pairs[i];
		if (pair->code == 0)
			continue;
		agreements[pair->code].hits += pair->found;
		agreements[code_count + 1].hits += pair->found;
		if (pair->said != NULL)
			units[unit_count++] =
				(struct judged_unit){pair->code,   pair->found, pair->there,
						     pair->judged, pair->read,	pair->said};
	}
	agreement_make(arena, units, unit_count, all->person_count, code_count + 1,
		       all->query->seed, all->query->draws, all->query->confidence, agreements);
	*codes = arena_array(arena, struct agreed_code, code_count + 2);
	*count = 0;
	for (uint32_t c = 1; c <= code_count; c++)
		if (all->wanted[c] &&
		    (agreements[c].hits > 0 || agreements[c].judged > 0 || agreements[c].there > 0))
			(*codes)[(*count)++] = (struct agreed_code){{c}, agreements[c]};
	(*codes)[(*count)++] = (struct agreed_code){{0}, agreements[code_count + 1]};
}

enum status study_agreement(struct board *board, const struct agree_query *query,
			    struct agreed_code **codes, size_t *count, size_t *people,
			    size_t *left_out, struct error *error)
{
	struct agreeing all = {.board = board, .query = query};
	uint32_t *ids;
	size_t id_count;
	struct correction_row *rows;
	all.wanted = arena_array(board->arena, bool, board->codebook.code_count + 1);
	TRY(codes_below(board, query->codes, &ids, &id_count, error));
	for (size_t i = 0; i < id_count; i++)
		all.wanted[ids[i]] = true;
	TRY(study_corrections(board, &rows, &all.row_count, error));
	all.rows = rows;
	*left_out = 0;
	for (size_t i = 0; i < all.row_count; i++)
		*left_out += query->samples_only && rows[i].stored.sample.length == 0;
	map_init(&all.people);
	enum status status = walk(&all, error);
	if (status == STATUS_OK) {
		add_named(&all);
		let_speak(&all);
		let_readers_speak(&all);
		make_units(&all, codes, count);
	}
	*people = all.person_count;
	map_release(&all.people);
	free(all.pairs);
	return status;
}
