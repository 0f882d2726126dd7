/* document: one document as it was read, block by block: what was measured and what was left out.
 */
#include "command/verbs.h"

#include "base/buffer.h"

static void columns(struct answer *answer)
{
	answer_column(answer, "block", "", "number of the block, from 0", SHOW_PLAIN);
	answer_column(answer, "kind", "", "heading, paragraph, list_item, table_cell or furniture",
		      SHOW_PLAIN);
	answer_column(answer, "level", "", "of a heading", SHOW_HIDDEN);
	answer_column(answer, "furniture", "",
		      "why the block is not measured: its kind of furniture; body otherwise",
		      SHOW_PLAIN);
	answer_column(answer, "id", "", "id of the sentence; null for a block without one",
		      SHOW_PLAIN);
	answer_column(answer, "start", "byte", "start in the canonical text", SHOW_PLAIN);
	answer_column(answer, "end", "byte", "end in the canonical text, exclusive", SHOW_PLAIN);
	answer_column(answer, "orientation", "", "review, present or plan", SHOW_PLAIN);
	answer_column(answer, "rule", "", "rule that decided the orientation", SHOW_HIDDEN);
	answer_column(answer, "commitment", "", "none, explore, promote, build or target",
		      SHOW_PLAIN);
	answer_column(answer, "actor", "", "whose action: own, other or centre", SHOW_HIDDEN);
	marks_column(answer);
	answer_column(answer, "text", "", "the sentence, or the block", SHOW_PASSAGE);
}

static void put_place(struct answer *answer, const struct document *document, size_t index)
{
	const struct block *block = &document->blocks[index];
	answer_row(answer);
	answer_put_integer(answer, (int64_t)index);
	answer_put_string(answer, block_kind_name((enum block_kind)block->kind));
	answer_put_integer(answer, block->level);
	answer_put_string(answer, furniture_kind_name((enum furniture_kind)block->furniture));
}

static void put_sentence(struct answer *answer, const struct board *board,
			 const struct evidence_item *item)
{
	const struct passage_row *passage = &item->passage;
	answer_put_integer(answer, passage->id);
	answer_put_integer(answer, passage->span.start);
	answer_put_integer(answer, passage->span.end);
	answer_put_string(answer, orientation_name((enum orientation)passage->orientation));
	answer_put_string(answer, orientation_rule_name((enum orientation_rule)passage->rule));
	answer_put_string(answer, commitment_name((enum commitment)passage->commitment));
	answer_put_string(answer, actor_name((enum actor)passage->actor));
	put_marks(answer, board, item);
	put_evidence_text(answer, item);
}

/* A block without sentences: furniture, and headings too short to be one. */
static void put_block(struct answer *answer, const struct document *document, size_t index)
{
	const struct block *block = &document->blocks[index];
	answer_put_null(answer);
	answer_put_integer(answer, block->span.start);
	answer_put_integer(answer, block->span.end);
	for (int i = 0; i < 4; i++)
		answer_put_null(answer);
	answer_put_text(answer, SLICE(""));
	answer_put_text(answer, slice_span(document->text, block->span));
}

static enum status fill(struct request *request, struct board *board, struct answer *answer,
			struct error *error)
{
	struct slice id = slice_from(request->arguments[0]);
	struct stored_document stored;
	struct document document;
	struct evidence evidence;
	bool found;
	TRY(store_edition_find(board->store, board->arena, id, &found, &stored, error));
	if (!found)
		return error_set(
			error, STATUS_USAGE,
			"there is no document \"%.*s\": qipan status --documents lists them",
			(int)(id.length > 200 ? 200 : id.length), id.at);
	TRY(store_document_load(board->store, board->arena, stored.key, &document, error));
	/* by their ids, which an older edition keeps */
	int64_t *ids = arena_array(board->arena, int64_t, stored.passage_count);
	for (uint32_t i = 0; i < stored.passage_count; i++)
		ids[i] = stored.first_passage + i;
	struct passage_filter filter = {.ids = ids, .id_count = stored.passage_count};
	evidence.count = 0;
	if (stored.passage_count > 0)
		TRY(evidence_load(board, &filter, 0, 0, &evidence, error));
	answer->title = stored.metadata.title;
	columns(answer);
	size_t next = 0;
	for (size_t i = 0; i < document.block_count; i++) {
		if (next >= evidence.count || evidence.items[next].passage.block != i) {
			put_place(answer, &document, i);
			put_block(answer, &document, i);
		}
		for (; next < evidence.count && evidence.items[next].passage.block == i; next++) {
			put_place(answer, &document, i);
			put_sentence(answer, board, &evidence.items[next]);
		}
	}
	return STATUS_OK;
}

enum status verb_document(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	enum status status = fill(request, &board, answer, error);
	board_close(&board);
	return status;
}
