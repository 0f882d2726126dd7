/* positions: what regions say they are or are to be: titles, platforms with status, schemes that go
 * by a number. */
#include "command/verbs.h"

#include "base/buffer.h"
#include "measure/measure.h"
#include "text/position.h"

struct positions_view {
	struct request *request;
	struct answer *answer;
	const struct board *board;
	struct position_tables tables;
	size_t found, shown, limit;
	size_t by_kind[POSITION_KINDS];
};

static void columns(const struct positions_view *view)
{
	struct answer *answer = view->answer;
	region_columns(view->request, answer);
	answer_column(answer, "position", "", "title, platform or scheme", SHOW_PLAIN);
	answer_column(answer, "name", "", "as the sentence names it", SHOW_PLAIN);
	answer_column(answer, "head", "", "the word that makes it one; of a scheme its number",
		      SHOW_HIDDEN);
	answer_column(answer, "claimed_level", "",
		      "world, national, area or province, where the name says so", SHOW_PLAIN);
	answer_column(answer, "status", "",
		      "has, builds or bids, by the verb nearest before it in the clause",
		      SHOW_PLAIN);
	answer_column(answer, "orientation", "", "review, present or plan", SHOW_PLAIN);
	answer_column(answer, "document", "", "id of the document", SHOW_HIDDEN);
	answer_column(answer, "date", "", "date of the document", SHOW_HIDDEN);
	answer_column(answer, "start", "byte", "start of the name in the canonical text",
		      SHOW_HIDDEN);
	answer_column(answer, "end", "byte", "end of the name, exclusive", SHOW_HIDDEN);
	answer_column(answer, "id", "", "id of the sentence: qipan evidence --id", SHOW_PLAIN);
	answer_column(answer, "text", "", "the sentence, the name marked",
		      request_flag(view->request, "sentences") ? SHOW_PASSAGE : SHOW_HIDDEN);
}

static bool listed(struct slice words, const char *word)
{
	struct slice rest = words, part;
	if (words.length == 0)
		return true;
	while (slice_cut(&rest, ',', &part))
		if (slice_is(slice_trim(part), word))
			return true;
	return false;
}

static bool is_wanted(const struct positions_view *view, const struct position *position)
{
	const struct request *request = view->request;
	return listed(request_text(request, "position"),
		      position_kind_name((enum position_kind)position->kind)) &&
	       listed(request_text(request, "level"),
		      position_level_name((enum position_level)position->level)) &&
	       listed(request_text(request, "status"),
		      position_status_name((enum position_status)position->status));
}

static void put_word(struct answer *answer, const char *word)
{
	answer_put_string(answer, word[0] == '\0' ? NULL : word);
}

static void put_position(struct positions_view *view, const struct evidence_item *item,
			 const struct position *position)
{
	struct answer *answer = view->answer;
	uint32_t start = item->passage.span.start;
	struct span name = {start + position->name.start, start + position->name.end};
	answer_row(answer);
	put_region_names(answer, view->board, item->passage.region,
			 item->document->metadata.region);
	answer_put_string(answer, position_kind_name((enum position_kind)position->kind));
	answer_put_text(answer, slice_span(item->text, position->name));
	answer_put_text(answer, slice_span(item->text, position->head));
	put_word(answer, position_level_name((enum position_level)position->level));
	put_word(answer, position_status_name((enum position_status)position->status));
	answer_put_string(answer, orientation_name((enum orientation)item->passage.orientation));
	answer_put_text(answer, item->document->metadata.id);
	answer_put_text(answer, item->document->metadata.date);
	answer_put_integer(answer, name.start);
	answer_put_integer(answer, name.end);
	answer_put_integer(answer, item->passage.id);
	if (request_flag(view->request, "sentences"))
		put_marked_text(answer, item->text, start, &name, 1);
	else
		answer_put_text(answer, item->text);
}

static void put_item(struct positions_view *view, const struct evidence_item *item)
{
	struct position *found;
	size_t count = positions_read(view->request->arena, &view->tables, item->text,
				      (enum orientation)item->passage.orientation, &found);
	for (size_t i = 0; i < count; i++) {
		if (!is_wanted(view, &found[i]))
			continue;
		view->found++;
		view->by_kind[found[i].kind]++;
		if (view->limit != 0 && view->shown == view->limit)
			continue;
		view->shown++;
		put_position(view, item, &found[i]);
	}
}

static enum status fill(struct positions_view *view, struct board *board, struct error *error)
{
	struct request *request = view->request;
	struct board_query query;
	struct evidence evidence;
	uint32_t *ids;
	size_t count;
	TRY(verb_query(request, &query, error));
	TRY(regions_choose(board, &query, &ids, &count, error));
	struct passage_filter filter = {.regions = ids,
					.region_count = count,
					.kind = query.kind,
					.orientations = query.orientations};
	TRY(evidence_load(board, &filter, FRAME_MIN_CHARACTERS, 0, &evidence, error));
	position_tables_init(&view->tables);
	view->limit = (size_t)request_integer(request, "limit");
	view->answer->title = SLICE("titles, platforms and schemes that regions name");
	columns(view);
	for (size_t i = 0; i < evidence.count; i++)
		put_item(view, &evidence.items[i]);
	view->answer->footnote = slice_from(arena_printf(
		request->arena,
		"%zu of %zu shown%s: %zu titles, %zu platforms, %zu schemes in %zu sentences. "
		"Words "
		"of texts, read by rules (docs/methods.md): no statement that a region is what it "
		"says. Platforms and titles of others that a sentence names are not told apart. "
		"The words are Chinese: texts in other languages give none.",
		view->shown, view->found, view->shown < view->found ? " (--limit 0 shows all)" : "",
		view->by_kind[POSITION_TITLE], view->by_kind[POSITION_PLATFORM],
		view->by_kind[POSITION_SCHEME], evidence.count));
	return STATUS_OK;
}

enum status verb_positions(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct positions_view view = {.request = request, .answer = answer, .board = &board};
	enum status status = fill(&view, &board, error);
	board_close(&board);
	return status;
}
