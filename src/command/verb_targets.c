/* targets: the ledger of amounts that sentences report or commit to, and where regions stand. */
#include "command/verbs.h"

#include <string.h>

#include "study/ledger.h"

/* ---- options ---- */

typedef const char *name_of(int value);

static const char *basis_name(int value)
{
	return target_basis_name((enum target_basis)value);
}

static const char *kind_name(int value)
{
	return target_kind_name((enum target_kind)value);
}

static const char *scope_name(int value)
{
	return target_scope_name((enum target_scope)value);
}

/* "standing,planned" as bits 1 << value; the choices are the enum's names. */
static enum status bits_parse(const struct request *request, const char *option, name_of *name,
			      int count, unsigned *bits, struct error *error)
{
	struct slice rest = request_text(request, option), word;
	*bits = 0;
	while (rest.length > 0 && slice_cut(&rest, ',', &word)) {
		int value = 0;
		word = slice_trim(word);
		while (value < count && !slice_is(word, name(value)))
			value++;
		if (value < count) {
			*bits |= 1U << value;
			continue;
		}
		const char *words = name(0);
		for (int i = 1; i < count; i++)
			words = arena_printf(request->arena, "%s, %s", words, name(i));
		return error_set(error, STATUS_USAGE, "--%s takes %s (with commas), not \"%.*s\"",
				 option, words, (int)word.length, word.at);
	}
	return STATUS_OK;
}

static enum status row_filter(const struct request *request, struct ledger_filter *rows,
			      struct error *error)
{
	*rows = (struct ledger_filter){.unit = request_text(request, "unit"),
				       .quantity = request_text(request, "quantity"),
				       .year = (uint32_t)request_integer(request, "year")};
	TRY(bits_parse(request, "basis", basis_name, BASIS_COUNT, &rows->bases, error));
	TRY(bits_parse(request, "class", kind_name, TARGET_KIND_COUNT, &rows->kinds, error));
	TRY(bits_parse(request, "scope", scope_name, SCOPE_COUNT, &rows->scopes, error));
	return STATUS_OK;
}

static enum status passage_filter_of(struct request *request, struct board *board,
				     struct passage_filter *passages, struct error *error)
{
	struct board_query query;
	TRY(verb_query(request, &query, error));
	*passages = query_filter(&query);
	if (query.region.length > 0 || query.tier.length > 0) {
		uint32_t *regions;
		TRY(regions_choose(board, &query, &regions, &passages->region_count, error));
		passages->regions = regions;
	}
	if (request_given(request, "code")) {
		uint32_t *codes;
		TRY(codes_below(board, request_text(request, "code"), &codes, &passages->code_count,
				error));
		passages->codes = codes;
	}
	return STATUS_OK;
}

/* ---- one row an amount ---- */

/* one_unit: a column has one number of decimals, and values of many units would be cut to none. */
static void target_columns(const struct request *request, struct answer *answer, bool one_unit)
{
	answer_column(answer, "id", "", "id of the passage in this board", SHOW_PLAIN);
	region_columns(request, answer);
	answer_column(answer, "document", "", "id of the document", SHOW_HIDDEN);
	answer_column(answer, "date", "", "date of the document", SHOW_HIDDEN);
	answer_column(answer, "orientation", "", "review, present or plan", SHOW_PLAIN);
	answer_column(answer, "start", "byte", "start of the sentence in the canonical text",
		      SHOW_HIDDEN);
	answer_column(answer, "end", "byte", "end of the sentence, exclusive", SHOW_HIDDEN);
	answer_column(answer, "char_start", "code point", "start in the canonical text",
		      SHOW_HIDDEN);
	answer_column(answer, "char_end", "code point", "end in the canonical text, exclusive",
		      SHOW_HIDDEN);
	answer_column(answer, "amount_start", "byte", "start of the amount in the canonical text",
		      SHOW_HIDDEN);
	answer_column(answer, "amount_end", "byte", "end of the amount, exclusive", SHOW_HIDDEN);
	answer_column(answer, "quantity", "", "what is counted or measured, in the text's words",
		      SHOW_PLAIN);
	answer_column(answer, "written", "", "the amount as it stands in the text", SHOW_PLAIN);
	answer_column(answer, "compare", "",
		      "equal, about, at_least, more, at_most or less: what the value is said to be",
		      SHOW_PLAIN);
	answer_column(answer, "value", "", "in the unit of the unit column",
		      one_unit ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "value_to", "", "upper end when a range is given, else the value",
		      SHOW_HIDDEN);
	answer_column(answer, "unit", "", "canonical unit: EFLOPS, CNY, MW, %, pp, ...",
		      SHOW_PLAIN);
	answer_column(answer, "year", "", "year that it is for", SHOW_PLAIN);
	answer_column(answer, "year_rule", "",
		      "how the year is known: digits, date (今年: by the document's date), plan "
		      "end (“十五五”)",
		      SHOW_HIDDEN);
	answer_column(answer, "base_year", "", "year that it is compared with", SHOW_HIDDEN);
	answer_column(
		answer, "basis", "",
		"standing (is reached), planned (is to be reached) or increment (was or is to "
		"be added)",
		SHOW_PLAIN);
	answer_column(answer, "class", "",
		      "stock (there at a time), flow (passes in a period), growth or share",
		      SHOW_PLAIN);
	answer_column(answer, "scope", "",
		      "own (the document's region), city or cluster in it, firm, or national",
		      SHOW_PLAIN);
	answer_column(answer, "text", "", "the sentence", SHOW_HIDDEN);
}

/* Words, because a cell that begins with = is a formula to a spreadsheet. */
static const char *const compare_words[COMPARE_COUNT] = {
	[COMPARE_EQUAL] = "equal", [COMPARE_ABOUT] = "about",	  [COMPARE_AT_LEAST] = "at_least",
	[COMPARE_MORE] = "more",   [COMPARE_AT_MOST] = "at_most", [COMPARE_LESS] = "less",
};

static void put_year(struct answer *answer, uint32_t year)
{
	if (year == 0)
		answer_put_null(answer);
	else
		answer_put_integer(answer, year);
}

static void put_target(struct answer *answer, const struct board *board,
		       const struct ledger_row *row)
{
	const struct passage_row *passage = &row->item->passage;
	const struct amount *amount = &row->target.amount;
	answer_row(answer);
	answer_put_integer(answer, passage->id);
	put_region_names(answer, board, passage->region, row->item->document->metadata.region);
	answer_put_text(answer, row->item->document->metadata.id);
	answer_put_text(answer, row->item->document->metadata.date);
	answer_put_string(answer, orientation_name((enum orientation)passage->orientation));
	answer_put_integer(answer, passage->span.start);
	answer_put_integer(answer, passage->span.end);
	answer_put_integer(answer, row->item->char_start);
	answer_put_integer(answer, row->item->char_end);
	answer_put_integer(answer, passage->span.start + amount->span.start);
	answer_put_integer(answer, passage->span.start + amount->span.end);
	answer_put_text(answer, row->quantity);
	answer_put_text(answer, row->written);
	answer_put_string(answer, compare_words[amount->comparator]);
	answer_put_real(answer, amount->value);
	answer_put_real(answer, amount->high);
	answer_put_string(answer, amount->unit->name);
	put_year(answer, row->year);
	if (row->year_rule == YEAR_UNSAID)
		answer_put_null(answer);
	else
		answer_put_string(answer, ledger_year_name(row->year_rule));
	put_year(answer, row->target.base_year);
	answer_put_string(answer, target_basis_name((enum target_basis)row->target.basis));
	answer_put_string(answer, target_kind_name((enum target_kind)row->target.kind));
	answer_put_string(answer, target_scope_name(row->scope));
	answer_put_text(answer, row->item->text);
}

/* ---- one row a region ---- */

static void standing_columns(const struct request *request, struct answer *answer, const char *unit)
{
	static const char *const parts[][2] = {
		{"standing",
		 "the largest level that is there: of the region, else of a site in it"},
		{"planned", "the largest level that is to be reached"},
		{"increment", "the largest addition: no level, not compared with one"},
	};
	region_columns(request, answer);
	answer_column(answer, "tier", "", "the region's tier", SHOW_PLAIN);
	for (size_t i = 0; i < 3; i++) {
		const char *name = parts[i][0];
		answer_column(answer, name, unit, parts[i][1], SHOW_PLAIN);
		answer_column(answer, arena_printf(request->arena, "%s_quantity", name), "",
			      "what is measured, in the text's words",
			      i == 0 ? SHOW_PLAIN : SHOW_HIDDEN);
		answer_column(answer, arena_printf(request->arena, "%s_year", name), "",
			      "year that it is for", i == 1 ? SHOW_PLAIN : SHOW_HIDDEN);
		answer_column(answer, arena_printf(request->arena, "%s_scope", name), "",
			      "own or cluster", i == 0 ? SHOW_PLAIN : SHOW_HIDDEN);
	}
	answer_column(answer, "others", "rows",
		      "further rows of this unit: cities, firms, parts, smaller figures",
		      SHOW_PLAIN);
	answer_column(answer, "evidence", "", "ids of the sentences: qipan evidence --id",
		      SHOW_PLAIN);
}

static void put_part(struct answer *answer, const struct ledger_row *row, int64_t *ids,
		     size_t *id_count)
{
	if (row == NULL) {
		for (int i = 0; i < 4; i++)
			answer_put_null(answer);
		return;
	}
	answer_put_real(answer, row->target.amount.value);
	answer_put_text(answer, row->quantity);
	put_year(answer, row->year);
	answer_put_string(answer, target_scope_name(row->scope));
	ids[(*id_count)++] = row->item->passage.id;
}

static void put_standings(struct request *request, struct board *board, struct answer *answer,
			  const struct ledger *ledger, struct slice unit)
{
	struct ledger_standing *standings;
	size_t count;
	ledger_stand(request->arena, ledger, unit, &standings, &count);
	standing_columns(request, answer, arena_string(request->arena, unit));
	for (size_t i = 0; i < count; i++) {
		const struct ledger_standing *standing = &standings[i];
		int64_t ids[3];
		size_t id_count = 0;
		answer_row(answer);
		put_region_names(answer, board, standing->region, SLICE(""));
		answer_put_text(answer,
				gazetteer_region(&board->gazetteer, standing->region)->tier);
		put_part(answer, standing->standing, ids, &id_count);
		put_part(answer, standing->planned, ids, &id_count);
		put_part(answer, standing->increment, ids, &id_count);
		answer_put_integer(answer, (int64_t)standing->others);
		answer_put_ids(answer, ids, id_count);
	}
	answer->footnote =
		request->chinese
			? SLICE("存量与目标取本地区整体的最大数，没有整体的取区内集群；市、企业、全"
				"国的"
				"数和增量不算存量。各地口径（智算或总算力、精度）不同，同一量级内不"
				"宜"
				"比先后；没有行的地区是文本里没有这个数，不是没有。")
			: SLICE("Levels are the largest figure of the whole region, else of a site "
				"in it; figures of cities, firms and the nation, and additions, "
				"are "
				"no levels. What is counted differs (see the quantity), so order "
				"within one magnitude means little. A region without a row says no "
				"such figure in these texts: that is not zero.");
}

static enum status fill(struct request *request, struct board *board, struct answer *answer,
			struct error *error)
{
	struct passage_filter passages;
	struct ledger_filter rows;
	struct ledger ledger;
	TRY(passage_filter_of(request, board, &passages, error));
	if (!request_given(request, "orientation") &&
	    (request_flag(request, "standing") || request_given(request, "basis")))
		passages.orientations = 0; /* what is there stands in reviews */
	TRY(row_filter(request, &rows, error));
	if (request_flag(request, "standing") && rows.unit.length == 0)
		return error_set(error, STATUS_USAGE,
				 "--standing compares one unit: say which, e.g. --unit EFLOPS");
	job_phase(request->job, "reading targets", "", 0);
	TRY(ledger_load(board, &passages, &rows, &ledger, error));
	if (request_flag(request, "standing")) {
		put_standings(request, board, answer, &ledger, rows.unit);
		return STATUS_OK;
	}
	size_t limit = (size_t)request_integer(request, "limit");
	size_t shown = limit == 0 || limit > ledger.count ? ledger.count : limit;
	target_columns(request, answer, rows.unit.length > 0);
	for (size_t i = 0; i < shown; i++)
		put_target(answer, board, &ledger.rows[i]);
	answer->title = slice_from(arena_printf(
		request->arena, "%zu amounts%s%s", ledger.count,
		passages.orientations == 1U << ORIENTATION_PLAN ? " of plan sentences" : "",
		shown < ledger.count ? arena_printf(request->arena,
						    ", the first %zu here "
						    "(--limit 0 shows all)",
						    shown)
				     : ""));
	return STATUS_OK;
}

enum status export_targets(struct request *request, struct board *board, struct answer *answer,
			   struct error *error)
{
	struct passage_filter passages;
	const struct ledger_filter all = {0};
	struct ledger ledger;
	TRY(passage_filter_of(request, board, &passages, error));
	if (!request_given(request, "orientation"))
		passages.orientations = 0;
	TRY(ledger_load(board, &passages, &all, &ledger, error));
	target_columns(request, answer, false);
	for (size_t i = 0; i < ledger.count; i++)
		put_target(answer, board, &ledger.rows[i]);
	return STATUS_OK;
}

enum status verb_targets(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	enum status status = fill(request, &board, answer, error);
	board_close(&board);
	return status;
}
