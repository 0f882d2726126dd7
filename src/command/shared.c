#include "command/verbs.h"

#include <string.h>

#include "base/buffer.h"
#include "view/mark.h"

enum status verb_open(struct request *request, struct board *board, struct answer *answer,
		      struct error *error)
{
	enum store_mode mode = request->command->board == BOARD_WRITE ? STORE_WRITE : STORE_READ;
	enum status status =
		board_open(board, request->job, request->arena, request->board_path, mode, error);
	if (status == STATUS_OK && mode == STORE_READ)
		status = board_manifest(board, answer, error);
	if (status != STATUS_OK)
		board_close(board);
	return status;
}

/* Empty where the verb has no such option. */
static struct slice text_if_any(const struct request *request, const char *option)
{
	for (size_t i = 0; i < request->value_count; i++)
		if (strcmp(request->values[i].option->name, option) == 0)
			return request_text(request, option);
	return SLICE("");
}

enum status verb_query(const struct request *request, struct board_query *query,
		       struct error *error)
{
	*query = (struct board_query){.by = text_if_any(request, "by"),
				      .region = text_if_any(request, "region"),
				      .tier = text_if_any(request, "tier"),
				      .kind = text_if_any(request, "kind")};
	return orientations_parse(request_text(request, "orientation"), &query->orientations,
				  error);
}

struct measure_options verb_measure_options(const struct request *request)
{
	struct measure_options options = measure_defaults;
	options.draws = (uint32_t)request_integer(request, "draws");
	options.seed = (uint64_t)request_integer(request, "seed");
	options.confidence = request_real(request, "confidence");
	return options;
}

struct slice region_label(const struct board *board, struct region_id id, bool chinese)
{
	if (id.value == 0 || id.value > board->gazetteer.region_count)
		return SLICE("");
	const struct region *region = gazetteer_region(&board->gazetteer, id);
	return chinese || region->english.length == 0 ? region->name : region->english;
}

struct slice code_label(const struct board *board, struct code_id id, bool chinese)
{
	const struct code *code = codebook_code(&board->codebook, id);
	return chinese && code->label_zh.length > 0 ? code->label_zh : code->label_en;
}

void region_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "region", "", "region as the gazetteer names it",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "region_en", "", "the region's English name",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
}

void put_region_names(struct answer *answer, const struct board *board, struct region_id id,
		      struct slice otherwise)
{
	bool known = id.value != 0 && id.value <= board->gazetteer.region_count;
	answer_put_text(answer, known ? region_label(board, id, true) : otherwise);
	answer_put_text(answer, known ? region_label(board, id, false) : otherwise);
}

void put_marked_text(struct answer *answer, struct slice text, uint32_t start,
		     const struct span *marks, size_t mark_count)
{
	struct buffer marked;
	buffer_init(&marked);
	mark_append(&marked, text, start, marks, mark_count);
	answer_put_text(answer, buffer_slice(&marked));
	buffer_release(&marked);
}

void put_evidence_text(struct answer *answer, const struct evidence_item *item)
{
	struct span *spans = arena_array(answer->arena, struct span, item->mark_count);
	for (size_t i = 0; i < item->mark_count; i++)
		spans[i] = item->marks[i].span;
	put_marked_text(answer, item->text, item->passage.span.start, spans, item->mark_count);
}
