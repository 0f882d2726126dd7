#include "study/diff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "measure/measure.h"

static enum status find_document(struct board *board, struct slice name,
				 struct stored_document *stored, struct error *error)
{
	struct reuse_board loaded;
	size_t index;
	bool found;
	TRY(store_edition_find(board->store, board->arena, name, &found, stored, error));
	if (found)
		return STATUS_OK;
	TRY(reuse_board_load(board, &loaded, error));
	TRY(reuse_board_find(board, &loaded, name, &index, error));
	*stored = loaded.documents[index];
	return STATUS_OK;
}

enum status diff_side_load(struct board *board, struct slice name, struct diff_side *side,
			   struct error *error)
{
	*side = (struct diff_side){0};
	TRY(find_document(board, name, &side->stored, error));
	TRY(store_document_load(board->store, board->arena, side->stored.key, &side->document,
				error));
	TRY(store_first_passage(board->store, side->stored.key, &side->first_passage, error));
	struct arena scratch;
	arena_init(&scratch);
	units_read(board->arena, &scratch, side->document.text, &side->units);
	arena_release(&scratch);
	side->sentences = arena_array(board->arena, struct span, side->document.passage_count);
	for (size_t i = 0; i < side->document.passage_count; i++)
		side->sentences[i] = (struct span){
			units_find(&side->units, side->document.passages[i].span.start),
			units_find(&side->units, side->document.passages[i].span.end)};
	return STATUS_OK;
}

struct edition_entry *diff_entries(struct arena *arena, const struct diff_side *a,
				   const struct diff_side *b, size_t *count)
{
	struct edition_side x = {&a->units, a->sentences, a->document.passage_count};
	struct edition_side y = {&b->units, b->sentences, b->document.passage_count};
	return editions_compare(arena, &x, &y, count);
}

struct code_shift code_shift_of(uint32_t a_count, uint32_t a_sentences, uint32_t b_count,
				uint32_t b_sentences)
{
	struct code_shift shift = {.a_count = a_count, .b_count = b_count};
	double a = a_sentences == 0 ? 0 : (double)a_count / a_sentences;
	double b = b_sentences == 0 ? 0 : (double)b_count / b_sentences;
	double variance = (a_sentences == 0 ? 0 : a * (1 - a) / a_sentences) +
			  (b_sentences == 0 ? 0 : b * (1 - b) / b_sentences);
	shift.a_share = a;
	shift.b_share = b;
	shift.shift = b - a;
	shift.standard_error = sqrt(variance);
	shift.z = variance > 0 ? shift.shift / shift.standard_error : (double)NAN;
	return shift;
}

/* Sentences of a side that count, and for each code of the codebook how many of them mention it or
 * a code below it. */
static uint32_t count_codes(struct board *board, const struct diff_side *side,
			    unsigned orientations, uint32_t *counts)
{
	const struct codebook *codebook = &board->codebook;
	const struct document *document = &side->document;
	uint32_t *last = arena_array(board->arena, uint32_t, codebook->code_count + 1);
	uint32_t sentences = 0;
	size_t m = 0;
	for (uint32_t p = 0; p < document->passage_count; p++) {
		const struct passage *passage = &document->passages[p];
		bool counts_here =
			passage->characters >= FRAME_MIN_CHARACTERS &&
			(orientations == 0 || (orientations & (1U << passage->orientation)) != 0);
		sentences += counts_here;
		for (; m < document->mention_count && document->mentions[m].passage == p; m++) {
			const struct mention *mention = &document->mentions[m];
			uint32_t code = mention->state == MENTION_REJECTED ||
							mention->code.value > codebook->code_count
						? 0
						: mention->code.value;
			for (; counts_here && code != 0;
			     code = codebook->codes[code - 1].parent.value) {
				counts[code] += last[code] != p + 1;
				last[code] = p + 1;
			}
		}
	}
	return sentences;
}

struct code_shift *diff_codes(struct board *board, const struct diff_side *a,
			      const struct diff_side *b, const struct code_id *codes,
			      size_t code_count, unsigned orientations, uint32_t *a_sentences,
			      uint32_t *b_sentences)
{
	size_t all = board->codebook.code_count + 1;
	uint32_t *a_counts = arena_array(board->arena, uint32_t, all);
	uint32_t *b_counts = arena_array(board->arena, uint32_t, all);
	*a_sentences = count_codes(board, a, orientations, a_counts);
	*b_sentences = count_codes(board, b, orientations, b_counts);
	struct code_shift *shifts = arena_array(board->arena, struct code_shift, code_count);
	for (size_t i = 0; i < code_count; i++) {
		shifts[i] = code_shift_of(a_counts[codes[i].value], *a_sentences,
					  b_counts[codes[i].value], *b_sentences);
		shifts[i].code = codes[i];
	}
	return shifts;
}

struct changing {
	struct arena *arena;
	const struct target_tables *tables;
	struct target_change *changes;
	size_t count, capacity;
};

struct sentence_targets {
	struct slice text;
	struct target *at;
	size_t count;
};

static struct sentence_targets read_targets(struct changing *changing, const struct diff_side *side,
					    uint32_t sentence)
{
	struct sentence_targets targets = {.text = {"", 0}};
	if (sentence == UINT32_MAX)
		return targets;
	const struct passage *passage = &side->document.passages[sentence];
	targets.text = slice_span(side->document.text, passage->span);
	targets.count = targets_read(changing->arena, changing->tables, targets.text,
				     (enum orientation)passage->orientation, &targets.at);
	return targets;
}

static void add_change(struct changing *changing, const struct edition_entry *entry,
		       const struct sentence_targets *old, const struct target *from,
		       const struct sentence_targets *new, const struct target *to)
{
	if (changing->count == changing->capacity) {
		changing->capacity = changing->capacity == 0 ? 64 : 2 * changing->capacity;
		struct target_change *grown =
			arena_array(changing->arena, struct target_change, changing->capacity);
		if (changing->count > 0)
			memcpy(grown, changing->changes, changing->count * sizeof *grown);
		changing->changes = grown;
	}
	struct target_change change = {.entry = entry, .old = from, .new = to};
	if (from != NULL) {
		change.old_text = slice_span(old->text, from->amount.span);
		change.quantity = slice_span(old->text, from->quantity);
	}
	if (to != NULL) {
		change.new_text = slice_span(new->text, to->amount.span);
		if (from == NULL || to->quantity.end > to->quantity.start)
			change.quantity = slice_span(new->text, to->quantity);
	}
	changing->changes[changing->count++] = change;
}

/* Share of the shorter quantity's three-byte pieces that the other one has, 1 for equal words. */
static double quantities_alike(struct slice x, struct slice y)
{
	if (slice_equal(x, y))
		return 1;
	if (x.length > y.length) {
		struct slice shorter = y;
		y = x;
		x = shorter;
	}
	if (x.length < 3)
		return 0;
	size_t found = 0, all = 0;
	for (size_t i = 0; i + 3 <= x.length; i += 3, all++)
		found += slice_find(y, (struct slice){x.at + i, 3}, 0) != SIZE_MAX;
	return (double)found / (double)all;
}

static const struct target *best_partner(const struct sentence_targets *old,
					 const struct target *from,
					 const struct sentence_targets *new, const bool *taken,
					 size_t *index)
{
	const struct target *best = NULL;
	double most = 0.5; /* half of the quantity must be there again */
	for (size_t k = 0; k < new->count; k++) {
		if (taken[k] || new->at[k].amount.unit != from->amount.unit)
			continue;
		double alike = quantities_alike(slice_span(old->text, from->quantity),
						slice_span(new->text, new->at[k].quantity));
		if (alike > most) {
			most = alike;
			best = &new->at[k];
			*index = k;
		}
	}
	return best;
}

static bool same_value(const struct target *x, const struct target *y)
{
	return !(x->amount.value < y->amount.value || x->amount.value > y->amount.value ||
		 x->amount.high < y->amount.high || x->amount.high > y->amount.high);
}

static void compare_sentence(struct changing *changing, const struct diff_side *a,
			     const struct diff_side *b, const struct edition_entry *entry)
{
	struct sentence_targets old = read_targets(changing, a, entry->a);
	struct sentence_targets new = read_targets(changing, b, entry->b);
	bool *taken = arena_array(changing->arena, bool, new.count);
	for (size_t i = 0; i < old.count; i++) {
		size_t k = 0;
		const struct target *to = best_partner(&old, &old.at[i], &new, taken, &k);
		if (to != NULL)
			taken[k] = true;
		if (to == NULL || !same_value(&old.at[i], to))
			add_change(changing, entry, &old, &old.at[i], &new, to);
	}
	for (size_t k = 0; k < new.count; k++)
		if (!taken[k])
			add_change(changing, entry, &old, NULL, &new, &new.at[k]);
}

struct target_change *diff_targets(struct arena *arena, const struct diff_side *a,
				   const struct diff_side *b, const struct edition_entry *entries,
				   size_t entry_count, size_t *count)
{
	struct target_tables *tables = arena_new(arena, struct target_tables);
	target_tables_init(tables);
	struct changing changing = {.arena = arena, .tables = tables};
	for (size_t i = 0; i < entry_count; i++)
		compare_sentence(&changing, a, b, &entries[i]);
	*count = changing.count;
	return changing.changes;
}
