#include "study/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "text/cue.h"

/* Words that say a year. The sign: years after the document's + 8, or the end of a plan. */
enum { FROM_DATE = 8 };
static const struct cue year_rows[] = {
	{"今年", FROM_DATE},
	{"本年", FROM_DATE},
	{"年内", FROM_DATE},
	{"去年", FROM_DATE - 1},
	{"明年", FROM_DATE + 1},
	{"this year", FROM_DATE},
	{"last year", FROM_DATE - 1},
	{"next year", FROM_DATE + 1},
	{"十三五", 2020},
	{"十四五", 2025},
	{"十五五", 2030},
	{"十六五", 2035},
};

static const char *const year_names[YEAR_RULE_COUNT] = {
	[YEAR_UNSAID] = "",
	[YEAR_DIGITS] = "digits",
	[YEAR_DATE] = "date",
	[YEAR_PLAN_END] = "plan end",
};

const char *ledger_year_name(enum ledger_year rule)
{
	return rule < YEAR_RULE_COUNT ? year_names[rule] : "unknown";
}

struct reading {
	struct board *board;
	const struct ledger_filter *filter;
	struct target_tables tables;
	struct cue_table years;
	struct ledger *ledger;
	size_t capacity;
};

static uint32_t year_of_date(struct slice date)
{
	return date.length >= 4 ? amount_year((struct slice){date.at, 4}, 0) : 0;
}

/* The last word before the amount that says a year. */
static void find_year(const struct reading *reading, struct ledger_row *row)
{
	struct slice text = row->item->text;
	row->year = row->target.year;
	row->year_rule = row->year != 0 ? YEAR_DIGITS : YEAR_UNSAID;
	if (row->year != 0)
		return;
	for (size_t at = 0; at < row->target.amount.span.start; at++) {
		size_t bytes;
		const struct cue *cue = cue_at(&reading->years, text, at, &bytes);
		if (cue == NULL)
			continue;
		uint32_t year = year_of_date(row->item->document->metadata.date);
		if (cue->sign > 2 * FROM_DATE) {
			row->year = cue->sign;
			row->year_rule = YEAR_PLAN_END;
		} else if (year != 0) {
			row->year = year + cue->sign - FROM_DATE;
			row->year_rule = YEAR_DATE;
		}
		at += bytes - 1;
	}
}

/* A city of the sentence that is the region of the document itself: 北京市, Beijing city. */
static enum target_scope scope_of(const struct board *board, const struct ledger_row *row)
{
	enum target_scope scope = (enum target_scope)row->target.scope;
	uint32_t id = row->item->passage.region.value;
	if (scope != SCOPE_CITY || id == 0 || id > board->gazetteer.region_count)
		return scope;
	const struct region *region =
		gazetteer_region(&board->gazetteer, row->item->passage.region);
	struct slice to_end = {row->item->text.at, row->target.city.end};
	struct slice to_start = slice_trim((struct slice){to_end.at, row->target.city.start});
	bool own = (region->full.length > 0 && slice_ends(to_end, region->full)) ||
		   (region->english.length > 0 && slice_ends(to_start, region->english));
	return own ? SCOPE_OWN : scope;
}

static bool is_wanted(const struct ledger_filter *filter, const struct ledger_row *row)
{
	const struct target *target = &row->target;
	struct slice unit = slice_from(target->amount.unit->name);
	if (filter->bases != 0 && (filter->bases & (1U << target->basis)) == 0)
		return false;
	if (filter->kinds != 0 && (filter->kinds & (1U << target->kind)) == 0)
		return false;
	if (filter->scopes != 0 && (filter->scopes & (1U << row->scope)) == 0)
		return false;
	if (filter->unit.length > 0 && !slice_equal_ignoring_case(unit, filter->unit))
		return false;
	if (filter->year != 0 && filter->year != row->year)
		return false;
	return filter->quantity.length == 0 ||
	       slice_find(row->quantity, filter->quantity, 0) != SIZE_MAX;
}

static void read_item(struct reading *reading, const struct evidence_item *item)
{
	struct ledger *ledger = reading->ledger;
	struct target *targets;
	size_t count = targets_read(reading->board->arena, &reading->tables, item->text,
				    (enum orientation)item->passage.orientation, &targets);
	for (size_t i = 0; i < count; i++) {
		struct ledger_row row = {.item = item,
					 .target = targets[i],
					 .quantity = slice_span(item->text, targets[i].quantity),
					 .written = slice_span(item->text, targets[i].amount.span)};
		find_year(reading, &row);
		row.scope = scope_of(reading->board, &row);
		if (!is_wanted(reading->filter, &row))
			continue;
		ledger->rows = memory_grow(ledger->rows, &reading->capacity, ledger->count + 1,
					   sizeof *ledger->rows);
		ledger->rows[ledger->count++] = row;
	}
}

enum status ledger_load(struct board *board, const struct passage_filter *passages,
			const struct ledger_filter *filter, struct ledger *ledger,
			struct error *error)
{
	*ledger = (struct ledger){0};
	struct passage_filter with_amounts = *passages;
	with_amounts.commitments = 1U << COMMITMENT_TARGET;
	TRY(evidence_load(board, &with_amounts, 0, 0, &ledger->evidence, error));
	struct reading reading = {.board = board, .filter = filter, .ledger = ledger};
	target_tables_init(&reading.tables);
	cue_table_init(&reading.years, year_rows, sizeof year_rows / sizeof *year_rows);
	for (size_t i = 0; i < ledger->evidence.count; i++)
		read_item(&reading, &ledger->evidence.items[i]);
	struct ledger_row *rows = arena_array(board->arena, struct ledger_row, ledger->count);
	if (ledger->count > 0)
		memcpy(rows, ledger->rows, ledger->count * sizeof *rows);
	free(ledger->rows);
	ledger->rows = rows;
	return STATUS_OK;
}

/* ---- where regions stand ---- */

static double high_of(const struct ledger_row *row)
{
	return row->target.amount.value;
}

/* A whole region before a site in it, then the larger, then the earlier. */
static bool is_better(const struct ledger_row *row, const struct ledger_row *than)
{
	if (than == NULL)
		return true;
	bool own = row->scope == SCOPE_OWN, than_own = than->scope == SCOPE_OWN;
	return own != than_own ? own : high_of(row) > high_of(than);
}

static const struct ledger_row **place_of(struct ledger_standing *standing,
					  const struct ledger_row *row)
{
	bool counts = row->scope == SCOPE_OWN || row->scope == SCOPE_CLUSTER;
	if (!counts)
		return NULL;
	switch (row->target.basis) {
	case BASIS_STANDING:
		return &standing->standing;
	case BASIS_PLANNED:
		return &standing->planned;
	default:
		return &standing->increment;
	}
}

static int compare_levels(const struct ledger_row *a, const struct ledger_row *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return (high_of(a) < high_of(b)) - (high_of(a) > high_of(b));
}

static int compare_standings(const void *left, const void *right)
{
	const struct ledger_standing *a = left, *b = right;
	int order = compare_levels(a->standing, b->standing);
	if (order == 0)
		order = compare_levels(a->planned, b->planned);
	if (order == 0)
		order = compare_levels(a->increment, b->increment);
	return order != 0
		       ? order
		       : (a->region.value > b->region.value) - (a->region.value < b->region.value);
}

void ledger_stand(struct arena *study, const struct ledger *ledger, struct slice unit,
		  struct ledger_standing **standings, size_t *count)
{
	*standings = arena_array(study, struct ledger_standing, ledger->count);
	*count = 0;
	struct ledger_standing *last = NULL;
	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_row *row = &ledger->rows[i];
		if (row->item->passage.region.value == 0 || row->target.kind == TARGET_GROWTH ||
		    row->target.kind == TARGET_SHARE ||
		    !slice_equal_ignoring_case(slice_from(row->target.amount.unit->name), unit))
			continue;
		if (last == NULL || last->region.value != row->item->passage.region.value) {
			last = &(*standings)[(*count)++];
			*last = (struct ledger_standing){.region = row->item->passage.region};
		}
		const struct ledger_row **place = place_of(last, row);
		last->others++;
		if (place == NULL || !is_better(row, *place))
			continue;
		last->others -= *place == NULL;
		*place = row;
	}
	qsort(*standings, *count, sizeof **standings, compare_standings);
}
