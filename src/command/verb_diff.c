/* diff: two editions of a plan, or a plan and the one it was made from. */
#include "command/verbs.h"

#include <math.h>
#include <stdlib.h>

#include "study/diff.h"
#include "study/reuse_read.h"

struct diff_view {
	struct request *request;
	struct board board;
	struct answer *answer;
	struct diff_side a, b;
	struct edition_entry *entries;
	size_t count;
};

static const struct span *sentence_span(const struct diff_side *side, uint32_t sentence)
{
	return &side->document.passages[sentence].span;
}

static void changes_columns(struct answer *answer)
{
	answer_column(answer, "state", "",
		      "kept, reworded, merged (the old one is part of the new one), split (the new "
		      "one is part of the old one), dropped or new",
		      SHOW_PLAIN);
	answer_column(answer, "moved", "", "does it stand in another place", SHOW_HIDDEN);
	answer_column(answer, "place", "", "moved, if it stands in another place", SHOW_PLAIN);
	answer_column(answer, "likeness", "",
		      "cosine of both sentences' character pairs; of merged and split the share "
		      "that is part of the other",
		      SHOW_PLAIN);
	answer_column(answer, "old_id", "", "id of the old sentence", SHOW_HIDDEN);
	answer_column(answer, "new_id", "", "id of the new sentence", SHOW_HIDDEN);
	answer_column(answer, "old_start", "byte", "start in the old text", SHOW_PLAIN);
	answer_column(answer, "old_end", "byte", "end, exclusive", SHOW_PLAIN);
	answer_column(answer, "new_start", "byte", "start in the new text", SHOW_PLAIN);
	answer_column(answer, "new_end", "byte", "end, exclusive", SHOW_PLAIN);
	answer_column(answer, "old_marks", "byte", "what the new one lacks: START-END in old, by ;",
		      SHOW_HIDDEN);
	answer_column(answer, "new_marks", "byte",
		      "what the old one lacked: START-END in new, by ;", SHOW_HIDDEN);
	answer_column(answer, "old", "", "the old sentence; what the new one lacks is marked",
		      SHOW_PASSAGE);
	answer_column(answer, "new", "", "the new sentence; what the old one lacked is marked",
		      SHOW_BESIDE);
}

static void put_side(struct answer *answer, const struct diff_side *side, uint32_t sentence)
{
	if (sentence == UINT32_MAX)
		answer_put_null(answer);
	else
		answer_put_integer(answer, side->first_passage + sentence);
}

static void put_span(struct answer *answer, const struct diff_side *side, uint32_t sentence)
{
	for (int i = 0; i < 2; i++)
		if (sentence == UINT32_MAX)
			answer_put_null(answer);
		else if (i == 0)
			answer_put_integer(answer, sentence_span(side, sentence)->start);
		else
			answer_put_integer(answer, sentence_span(side, sentence)->end);
}

static void put_sentence(struct answer *answer, const struct diff_side *side, uint32_t sentence,
			 const struct span *marks, size_t mark_count)
{
	if (sentence == UINT32_MAX) {
		answer_put_null(answer);
		return;
	}
	struct span span = *sentence_span(side, sentence);
	put_marked_text(answer, slice_span(side->document.text, span), span.start, marks,
			mark_count);
}

static void put_marks_of(struct answer *answer, const struct diff_side *side, uint32_t sentence,
			 const struct span *marks, size_t count)
{
	if (sentence == UINT32_MAX)
		answer_put_null(answer);
	else
		put_changed_spans(answer, sentence_span(side, sentence)->start, marks, count);
}

static void put_entry(struct diff_view *view, const struct edition_entry *entry)
{
	struct answer *answer = view->answer;
	struct changes changes = {0};
	if (entry->a != UINT32_MAX && entry->b != UINT32_MAX)
		changes = reuse_changes(view->board.arena, &view->a.units,
					*sentence_span(&view->a, entry->a), &view->b.units,
					*sentence_span(&view->b, entry->b));
	answer_row(answer);
	answer_put_string(answer, edition_state_name(entry->state));
	answer_put_flag(answer, entry->moved);
	answer_put_string(answer, entry->moved ? "moved" : NULL);
	if (entry->state == EDITION_DROPPED || entry->state == EDITION_NEW)
		answer_put_null(answer);
	else
		answer_put_real(answer, entry->likeness);
	put_side(answer, &view->a, entry->a);
	put_side(answer, &view->b, entry->b);
	put_span(answer, &view->a, entry->a);
	put_span(answer, &view->b, entry->b);
	put_marks_of(answer, &view->a, entry->a, changes.a, changes.a_count);
	put_marks_of(answer, &view->b, entry->b, changes.b, changes.b_count);
	put_sentence(answer, &view->a, entry->a, changes.a, changes.a_count);
	put_sentence(answer, &view->b, entry->b, changes.b, changes.b_count);
}

static void show_changes(struct diff_view *view, bool all)
{
	changes_columns(view->answer);
	size_t limit = (size_t)request_integer(view->request, "limit"), shown = 0, wanted = 0;
	for (size_t i = 0; i < view->count; i++) {
		const struct edition_entry *entry = &view->entries[i];
		if (!all && entry->state == EDITION_KEPT && !entry->moved)
			continue;
		wanted++;
		if (limit > 0 && shown == limit)
			continue;
		put_entry(view, entry);
		shown++;
	}
	if (shown < wanted)
		view->answer->footnote = slice_from(
			arena_printf(view->board.arena, "%zu of %zu shown (--limit 0 shows all)",
				     shown, wanted));
}

static void shift_columns(const struct request *request, struct answer *answer)
{
	code_columns(request, answer, "code of the codebook");
	answer_column(answer, "change", "",
		      "gained (it was not there), vanished (it is not there now), up, down: by the "
		      "sign only; z says whether it is more than chance",
		      SHOW_PLAIN);
	answer_column(answer, "old_sentences", "sentences", "that mention it, old", SHOW_PLAIN);
	answer_column(answer, "new_sentences", "sentences", "that mention it, new", SHOW_PLAIN);
	answer_column(answer, "old_share", "", "of the old text's sentences", SHOW_HIDDEN);
	answer_column(answer, "new_share", "", "of the new text's sentences", SHOW_HIDDEN);
	answer_column(answer, "shift", "percentage points", "new share less old share", SHOW_PLAIN);
	answer_column(answer, "se", "percentage points", "standard error of the shift", SHOW_PLAIN);
	answer_column(answer, "z", "", "shift / standard error", SHOW_PLAIN);
}

static int compare_shifts(const void *left, const void *right)
{
	const struct code_shift *x = left, *y = right;
	double x_z = isnan(x->z) ? 0 : fabs(x->z), y_z = isnan(y->z) ? 0 : fabs(y->z);
	if (x_z > y_z || x_z < y_z)
		return x_z > y_z ? -1 : 1;
	return x->code.value < y->code.value ? -1 : x->code.value > y->code.value;
}

static void put_shift(struct diff_view *view, const struct code_shift *shift)
{
	struct answer *answer = view->answer;
	answer_row(answer);
	put_code(answer, &view->board, shift->code);
	answer_put_string(answer, shift->a_count == 0	? "gained"
				  : shift->b_count == 0 ? "vanished"
				  : shift->shift > 0	? "up"
				  : shift->shift < 0	? "down"
							: "same");
	answer_put_integer(answer, shift->a_count);
	answer_put_integer(answer, shift->b_count);
	answer_put_real(answer, shift->a_share);
	answer_put_real(answer, shift->b_share);
	answer_put_real(answer, 100 * shift->shift);
	answer_put_real(answer, 100 * shift->standard_error);
	answer_put_real(answer, shift->z);
}

static enum status show_codes(struct diff_view *view, struct error *error)
{
	struct board_query query;
	struct coded_column *columns;
	size_t column_count, count = 0;
	uint32_t a_sentences, b_sentences;
	TRY(verb_query(view->request, &query, error));
	TRY(columns_choose(&view->board, query.by, &columns, &column_count, error));
	struct code_id *codes = arena_array(view->board.arena, struct code_id, column_count);
	for (size_t i = 0; i < column_count; i++)
		if (columns[i].asked)
			codes[count++] = columns[i].id;
	struct code_shift *shifts = diff_codes(&view->board, &view->a, &view->b, codes, count,
					       query.orientations, &a_sentences, &b_sentences);
	if (count > 0)
		qsort(shifts, count, sizeof *shifts, compare_shifts);
	shift_columns(view->request, view->answer);
	for (size_t i = 0; i < count; i++)
		if (shifts[i].a_count + shifts[i].b_count > 0)
			put_shift(view, &shifts[i]);
	view->answer->footnote = slice_from(arena_printf(
		view->board.arena,
		"Shift (M36): share of the %u sentences now less share of the %u before, in "
		"percentage points, with its standard error. Of 20 codes that did not change one "
		"has a z beyond 2 by chance: read the largest as a lead, not as a result.",
		b_sentences, a_sentences));
	return STATUS_OK;
}

static void target_columns(struct answer *answer)
{
	answer_column(answer, "change", "", "changed, dropped or new", SHOW_PLAIN);
	answer_column(answer, "quantity", "", "what is counted", SHOW_PLAIN);
	answer_column(answer, "old_amount", "", "as it stood", SHOW_PLAIN);
	answer_column(answer, "new_amount", "", "as it stands", SHOW_PLAIN);
	answer_column(answer, "unit", "", "unit of both values", SHOW_HIDDEN);
	answer_column(answer, "old_value", "", "in that unit", SHOW_HIDDEN);
	answer_column(answer, "new_value", "", "in that unit", SHOW_HIDDEN);
	answer_column(answer, "ratio", "", "new value / old value", SHOW_PLAIN);
	answer_column(answer, "state", "", "of the sentence: kept, reworded, ...", SHOW_PLAIN);
	answer_column(answer, "old_id", "", "id of the old sentence", SHOW_HIDDEN);
	answer_column(answer, "new_id", "", "id of the new sentence", SHOW_HIDDEN);
	answer_column(answer, "old_marks", "byte", "its amount: START-END in old", SHOW_HIDDEN);
	answer_column(answer, "new_marks", "byte", "its amount: START-END in new", SHOW_HIDDEN);
	answer_column(answer, "old", "", "the old sentence, its amount marked", SHOW_PASSAGE);
	answer_column(answer, "new", "", "the new sentence, its amount marked", SHOW_BESIDE);
}

static struct span amount_mark(const struct diff_side *side, uint32_t sentence,
			       const struct target *target)
{
	if (target == NULL || sentence == UINT32_MAX)
		return (struct span){0, 0};
	uint32_t start = sentence_span(side, sentence)->start;
	return (struct span){target->amount.span.start + start, target->amount.span.end + start};
}

static void put_text_or_null(struct answer *answer, struct slice text)
{
	if (text.length > 0)
		answer_put_text(answer, text);
	else
		answer_put_null(answer);
}

static void put_change(struct diff_view *view, const struct target_change *change)
{
	struct answer *answer = view->answer;
	const struct target *old = change->old, *new = change->new;
	const struct target *any = old != NULL ? old : new;
	answer_row(answer);
	answer_put_string(answer, old == NULL ? "new" : new == NULL ? "dropped" : "changed");
	put_text_or_null(answer, change->quantity);
	put_text_or_null(answer, change->old_text);
	put_text_or_null(answer, change->new_text);
	answer_put_string(answer, any->amount.unit == NULL ? NULL : any->amount.unit->name);
	answer_put_real(answer, old == NULL ? (double)NAN : old->amount.value);
	answer_put_real(answer, new == NULL ? (double)NAN : new->amount.value);
	bool ratio = old != NULL && new != NULL && old->amount.value > 0;
	answer_put_real(answer, ratio ? new->amount.value / old->amount.value : (double)NAN);
	answer_put_string(answer, edition_state_name(change->entry->state));
	put_side(answer, &view->a, change->entry->a);
	put_side(answer, &view->b, change->entry->b);
	const uint32_t a = change->entry->a, b = change->entry->b;
	struct span marks[2] = {amount_mark(&view->a, a, old), amount_mark(&view->b, b, new)};
	put_marks_of(answer, &view->a, a, &marks[0], old != NULL);
	put_marks_of(answer, &view->b, b, &marks[1], new != NULL);
	put_sentence(answer, &view->a, a, &marks[0], old != NULL);
	put_sentence(answer, &view->b, b, &marks[1], new != NULL);
}

static void show_targets(struct diff_view *view)
{
	size_t count, limit = (size_t)request_integer(view->request, "limit"), shown = 0;
	struct target_change *changes = diff_targets(view->board.arena, &view->a, &view->b,
						     view->entries, view->count, &count);
	target_columns(view->answer);
	/* What changed first: that is what the reader came for. */
	for (int turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < count && (limit == 0 || shown < limit); i++) {
			bool changed = changes[i].old != NULL && changes[i].new != NULL;
			if (changed != (turn == 0))
				continue;
			put_change(view, &changes[i]);
			shown++;
		}
	if (shown < count)
		view->answer->footnote = slice_from(arena_printf(
			view->board.arena, "%zu of %zu shown (--limit 0 shows all)", shown, count));
}

static void put_title(struct diff_view *view)
{
	size_t counts[EDITION_STATE_COUNT] = {0}, moved = 0;
	for (size_t i = 0; i < view->count; i++) {
		counts[view->entries[i].state]++;
		moved += view->entries[i].moved;
	}
	struct slice a = view->a.stored.metadata.id, b = view->b.stored.metadata.id;
	view->answer->title = slice_from(arena_printf(
		view->board.arena,
		"from %.*s to %.*s: %zu sentences kept, %zu reworded, %zu merged, %zu split, %zu "
		"dropped, %zu new; %zu moved",
		(int)a.length, a.at, (int)b.length, b.at, counts[EDITION_KEPT],
		counts[EDITION_REWORDED], counts[EDITION_MERGED], counts[EDITION_SPLIT],
		counts[EDITION_DROPPED], counts[EDITION_NEW], moved));
}

static enum status show(struct diff_view *view, struct error *error)
{
	struct slice what = request_text(view->request, "show");
	const char *const *names = view->request->arguments;
	TRY(diff_side_load(&view->board, slice_from(names[0]), &view->a, error));
	TRY(diff_side_load(&view->board, slice_from(names[1]), &view->b, error));
	view->entries = diff_entries(view->board.arena, &view->a, &view->b, &view->count);
	put_title(view);
	if (slice_is(what, "codes"))
		return show_codes(view, error);
	if (slice_is(what, "targets"))
		show_targets(view);
	else
		show_changes(view, slice_is(what, "all"));
	return STATUS_OK;
}

enum status verb_diff(struct request *request, struct answer *answer, struct error *error)
{
	struct diff_view view = {.request = request, .answer = answer};
	TRY(verb_open(request, &view.board, answer, error));
	enum status status = show(&view, error);
	board_close(&view.board);
	return status;
}
