#include "study/route_board.h"

#include "study/ledger.h"

static const char UNIT[] = "EFLOPS";

enum column {
	REGION,
	REGION_EN,
	NAMES,
	SCOPE,
	STANDING, /* three columns each: EFLOPS, comparison, passage */
	PLANNED = STANDING + 3,
	INCREMENT = PLANNED + 3,
	COLUMNS = INCREMENT + 3,
};

static const char *const column_names[COLUMNS] = {"region",
						  "region_en",
						  "names",
						  "scope",
						  "standing_eflops",
						  "standing_compare",
						  "standing_evidence",
						  "planned_eflops",
						  "planned_compare",
						  "planned_evidence",
						  "increment_eflops",
						  "increment_compare",
						  "increment_evidence"};

static void put_figure(struct arena *arena, struct slice *cells, const struct ledger_row *row)
{
	static const char *const compares[COMPARE_COUNT] = {
		[COMPARE_AT_LEAST] = "at_least", [COMPARE_MORE] = "more"};
	if (row == NULL)
		return;
	const char *compare = compares[row->target.amount.comparator];
	cells[0] = slice_from(arena_printf(arena, "%.12g", row->target.amount.value));
	cells[1] = compare == NULL ? SLICE("") : slice_from(compare);
	cells[2] = slice_from(arena_printf(arena, "%lld", (long long)row->item->passage.id));
}

static struct slice *row_of(struct board *board, const struct region *region,
			    const struct ledger_standing *standing)
{
	struct slice *cells = arena_array(board->arena, struct slice, COLUMNS);
	const struct slice names[] = {region->full, region->english, region->iso, region->code};
	const char *text = "";
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		text = arena_printf(board->arena, "%s%.*s;", text, (int)names[i].length,
				    names[i].at);
	for (size_t c = 0; c < COLUMNS; c++)
		cells[c] = SLICE("");
	cells[REGION] = region->name;
	cells[REGION_EN] = region->english;
	cells[NAMES] = slice_from(text);
	if (standing == NULL)
		return cells;
	const struct ledger_row *scoped =
		standing->standing != NULL ? standing->standing : standing->planned;
	if (scoped != NULL)
		cells[SCOPE] = slice_from(target_scope_name(scoped->scope));
	put_figure(board->arena, cells + STANDING, standing->standing);
	put_figure(board->arena, cells + PLANNED, standing->planned);
	/* 新增 of last year is in what stands already. */
	if (standing->increment != NULL &&
	    standing->increment->item->passage.orientation == ORIENTATION_PLAN)
		put_figure(board->arena, cells + INCREMENT, standing->increment);
	return cells;
}

static enum status regions_with_documents(struct board *board, bool **has, struct error *error)
{
	struct stored_document *documents;
	size_t count;
	*has = arena_array(board->arena, bool, board->gazetteer.region_count + 1);
	TRY(store_documents(board->store, board->arena, true, &documents, &count, error));
	for (size_t i = 0; i < count; i++) {
		uint32_t region = documents[i].metadata.region_id.value;
		if (region <= board->gazetteer.region_count &&
		    !kind_is_second_hand(documents[i].metadata.kind))
			(*has)[region] = true;
	}
	return STATUS_OK;
}

static const struct ledger_standing *standing_of(const struct ledger_standing *standings,
						 size_t count, struct region_id region)
{
	for (size_t i = 0; i < count; i++)
		if (standings[i].region.value == region.value)
			return &standings[i];
	return NULL;
}

enum status route_board_table(struct board *board, struct route_table *table, struct error *error)
{
	const struct passage_filter passages = {.plans_only = true};
	const struct ledger_filter rows = {.unit = slice_from(UNIT)};
	struct ledger ledger;
	struct ledger_standing *standings;
	size_t count;
	bool *has;
	TRY(ledger_load(board, &passages, &rows, &ledger, error));
	ledger_stand(board->arena, &ledger, rows.unit, &standings, &count);
	TRY(regions_with_documents(board, &has, error));
	struct slice *columns = arena_array(board->arena, struct slice, COLUMNS);
	for (size_t c = 0; c < COLUMNS; c++)
		columns[c] = slice_from(column_names[c]);
	*table = (struct route_table){
		.name = "announced",
		.place = SLICE("the board"),
		.columns = columns,
		.column_count = COLUMNS,
		.rows = arena_array(board->arena, struct route_row, board->gazetteer.region_count)};
	for (size_t i = 0; i < board->gazetteer.region_count; i++) {
		const struct region *region = &board->gazetteer.regions[i];
		if (!has[region->id.value])
			continue;
		const struct ledger_standing *standing = standing_of(standings, count, region->id);
		table->rows[table->row_count] = (struct route_row){row_of(board, region, standing),
								   (uint32_t)table->row_count + 1};
		table->row_count++;
	}
	return STATUS_OK;
}
