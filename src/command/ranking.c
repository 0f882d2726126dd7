#include "command/ranking.h"

void rank_columns(struct answer *answer, enum column_show show)
{
	answer_column(answer, "rank", "",
		      "ranks that the interval allows, 1 the highest: regions whose intervals "
		      "overlap are tied",
		      show);
	answer_column(answer, "rank_low", "",
		      "highest: 1 + regions whose interval lies wholly above", SHOW_HIDDEN);
	answer_column(answer, "rank_high", "",
		      "lowest: regions with a value - those whose interval lies wholly below",
		      SHOW_HIDDEN);
}

void put_rank(struct arena *arena, struct answer *answer, struct rank_range range)
{
	if (range.low == 0) {
		for (int i = 0; i < 3; i++)
			answer_put_null(answer);
		return;
	}
	answer_put_string(answer, range.low == range.high
					  ? arena_printf(arena, "%zu", range.low)
					  : arena_printf(arena, "%zu-%zu", range.low, range.high));
	answer_put_integer(answer, (int64_t)range.low);
	answer_put_integer(answer, (int64_t)range.high);
}

enum status ranking_allowed(struct board *board, struct answer *answer,
			    const struct coded_column *columns, size_t count,
			    struct rankable **rankable, struct error *error)
{
	TRY(rankable_load(board, columns, count, rankable, error));
	for (size_t c = 0; c < count; c++) {
		const struct rankable *at = &(*rankable)[c];
		if (!at->refused || !columns[c].asked)
			continue;
		const char *what = arena_printf(
			board->arena,
			"regions are not ranked by %.*s: of %zu hits that were read %zu are right "
			"(%.2f, below %g), as %s; mend its patterns, or read more of them (qipan "
			"sample, qipan agreement)",
			(int)columns[c].name.length, columns[c].name.at, at->read, at->right,
			(double)at->right / (double)at->read, AGREEMENT_RANKABLE,
			at->source == RANKABLE_PEOPLE ? "people judged on this board"
						      : "the codebook's side file says");
		answer_problem(answer, "warning", SLICE("ranking"), 0, 0, slice_from(what));
	}
	return STATUS_OK;
}

void rank_column(struct arena *arena, const struct measure_result *result, size_t column,
		 struct rank_range *ranges)
{
	struct ranked_value *values = arena_array(arena, struct ranked_value, result->region_count);
	for (size_t r = 0; r < result->region_count; r++) {
		const struct finding *at = &result->findings[r * result->column_count + column];
		values[r] = (struct ranked_value){at->value, at->low, at->high};
	}
	rank_ranges(arena, values, result->region_count, ranges);
}
