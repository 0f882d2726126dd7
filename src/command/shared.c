#include "command/verbs.h"

#include <string.h>

#include "base/buffer.h"
#include "store/reuse.h"
#include "study/role_load.h"
#include "view/mark.h"

bool request_own_voice(const struct request *request)
{
	for (size_t i = 0; i < request->value_count; i++)
		if (strcmp(request->values[i].option->name, "own-voice") == 0)
			return request_flag(request, "own-voice");
	return false;
}

enum status verb_role_corpus(const struct request *request, struct board *board,
			     struct board_query *query, struct coded_corpus *corpus,
			     struct column_range *ranges, struct error *error)
{
	struct role_columns roles[ROLE_COUNT];
	for (int i = 0; i < ROLE_COUNT; i++)
		roles[i] = (struct role_columns){.name = balance_role_name((enum balance_role)i)};
	TRY(verb_query(request, query, error));
	if (request->argument_count > 0)
		query->region = slice_from(request->arguments[0]);
	TRY(role_corpus_load(board, query, roles, ROLE_COUNT, corpus, error));
	for (int i = 0; i < ROLE_COUNT; i++)
		ranges[i] = (struct column_range){roles[i].first, roles[i].count};
	return STATUS_OK;
}

enum status roles_missing(struct error *error)
{
	return error_set(error, STATUS_USAGE,
			 "the codebook of this board does not say what its codes are for: "
			 "give its side file a section roles (element, hardware, scenario, "
			 "chain, lever, future, instrument, governance, digital; "
			 "docs/codebook.md)");
}

enum status warn_not_compared(struct board *board, struct answer *answer, struct error *error)
{
	int64_t *keys;
	size_t count;
	TRY(store_reuse_missing(board->store, board->arena, &keys, &count, error));
	if (count == 0)
		return STATUS_OK;
	const char *what = arena_printf(
		board->arena,
		"%zu documents have not been compared with the others, all their sentences count "
		"as their own: any \"qipan add\" compares them",
		count);
	answer_problem(answer, "warning", SLICE("own voice"), 0, 0, slice_from(what));
	return STATUS_OK;
}

static bool is_branch(struct slice by)
{
	return by.length > 0 && !slice_is(by, "leaves") && !slice_is(by, "axes");
}

/* The rows name the branch that the built-in codebook has; another codebook may have none of that
 * name, and a question that names no branch is then about its first. */
static void stand_in_branch(struct request *request, const struct board *board,
			    struct answer *answer)
{
	const struct codebook *codebook = &board->codebook;
	for (size_t i = 0; i < request->value_count; i++) {
		struct request_value *value = &request->values[i];
		if (value->given || value->option->value == NULL ||
		    strcmp(value->option->value, "CODES") != 0 || !is_branch(value->text) ||
		    codebook->code_count == 0 || codebook_find(codebook, value->text).value != 0)
			continue;
		const char *what = arena_printf(
			request->arena,
			"the codebook has no branch \"%.*s\": this is about its first, \"%.*s\" "
			"(--%s names another)",
			(int)value->text.length, value->text.at,
			(int)codebook->codes[0].name.length, codebook->codes[0].name.at,
			value->option->name);
		value->text = arena_copy(request->arena, codebook->codes[0].name);
		for (size_t k = 0; k < answer->param_count; k++)
			if (strcmp(answer->params[k].key, value->option->name) == 0)
				answer->params[k].value.as.text = value->text;
		answer_problem(answer, "warning", SLICE("codebook"), 0, 0, slice_from(what));
	}
}

enum status verb_open(struct request *request, struct board *board, struct answer *answer,
		      struct error *error)
{
	enum store_mode mode = request->command->board == BOARD_WRITE ? STORE_WRITE : STORE_READ;
	enum status status =
		board_open(board, request->job, request->arena, request->board_path, mode, error);
	if (status == STATUS_OK && mode == STORE_READ)
		status = board_manifest(board, answer, error);
	if (status == STATUS_OK && request_own_voice(request))
		status = warn_not_compared(board, answer, error);
	if (status == STATUS_OK)
		stand_in_branch(request, board, answer);
	else
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
				      .kind = text_if_any(request, "kind"),
				      .own_voice = request_own_voice(request)};
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

void code_columns(const struct request *request, struct answer *answer, const char *definition)
{
	answer_column(answer, "code", "", definition, SHOW_HIDDEN);
	answer_column(answer, "label", "", "the code's short heading in Chinese",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "label_en", "", "the code's short heading in English",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
}

void put_code(struct answer *answer, const struct board *board, struct code_id id)
{
	if (id.value == 0) {
		for (int i = 0; i < 3; i++)
			answer_put_null(answer);
		return;
	}
	answer_put_text(answer, codebook_code(&board->codebook, id)->name);
	answer_put_text(answer, code_label(board, id, true));
	answer_put_text(answer, code_label(board, id, false));
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

void put_changed_spans(struct answer *answer, uint32_t start, const struct span *spans,
		       size_t count)
{
	struct buffer words;
	buffer_init(&words);
	for (size_t i = 0; i < count; i++)
		buffer_printf(&words, "%s%u-%u", i > 0 ? ";" : "", spans[i].start - start,
			      spans[i].end - start);
	answer_put_text(answer, buffer_slice(&words));
	buffer_release(&words);
}

void put_evidence_text(struct answer *answer, const struct evidence_item *item)
{
	struct span *spans = arena_array(answer->arena, struct span, item->mark_count);
	struct span whole = item->passage.span;
	size_t count = 0;
	for (size_t i = 0; i < item->mark_count; i++) {
		struct span span = item->marks[i].span;
		/* a code that was added to the sentence as such marks no words of it */
		if (span.start > whole.start || span.end < whole.end)
			spans[count++] = span;
	}
	put_marked_text(answer, item->text, whole.start, spans, count);
}

void marks_column(struct answer *answer)
{
	answer_column(answer, "marks", "byte",
		      "the mentions inside text: START-END CODE STATE, separated by ;",
		      SHOW_HIDDEN);
}

void put_marks(struct answer *answer, const struct board *board, const struct evidence_item *item)
{
	struct buffer words;
	buffer_init(&words);
	uint32_t start = item->passage.span.start;
	for (size_t i = 0; i < item->mark_count; i++) {
		const struct evidence_mark *mark = &item->marks[i];
		struct slice code = codebook_code(&board->codebook, mark->code)->name;
		buffer_printf(&words, "%s%u-%u %.*s %s", i > 0 ? ";" : "", mark->span.start - start,
			      mark->span.end - start, (int)code.length, code.at,
			      mention_state_name((enum mention_state)mark->state));
	}
	answer_put_text(answer, buffer_slice(&words));
	buffer_release(&words);
}

void put_problems(struct answer *answer, const struct problem *problems, size_t count)
{
	answer_column(answer, "severity", "",
		      "error: something was passed over; warning: look at it", SHOW_PLAIN);
	answer_column(answer, "place", "", "file, document or region", SHOW_PLAIN);
	answer_column(answer, "line", "", "line of the file", SHOW_PLAIN);
	answer_column(answer, "column", "", "column of the line", SHOW_HIDDEN);
	answer_column(answer, "problem", "", "what is wrong and what to do", SHOW_PLAIN);
	for (size_t i = 0; i < count; i++) {
		answer_row(answer);
		answer_put_string(answer, problems[i].severity);
		answer_put_text(answer, problems[i].place);
		for (int k = 0; k < 2; k++) {
			uint32_t number = k == 0 ? problems[i].line : problems[i].column;
			if (number == 0)
				answer_put_null(answer);
			else
				answer_put_integer(answer, number);
		}
		answer_put_text(answer, problems[i].what);
	}
}

void passage_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "id", "", "id of the passage in this board", SHOW_PLAIN);
	region_columns(request, answer);
	answer_column(answer, "document", "", "id of the document", SHOW_PLAIN);
	answer_column(answer, "title", "", "title of the document", SHOW_HIDDEN);
	answer_column(answer, "date", "", "date of the document", SHOW_PLAIN);
	answer_column(answer, "orientation", "", "review, present or plan", SHOW_PLAIN);
	answer_column(answer, "start", "byte", "start of the sentence in the canonical text",
		      SHOW_PLAIN);
	answer_column(answer, "end", "byte", "end of the sentence, exclusive", SHOW_PLAIN);
}

void put_passage(struct answer *answer, const struct board *board, int64_t id,
		 struct region_id region, const struct document_metadata *metadata,
		 uint8_t orientation, struct span span)
{
	answer_put_integer(answer, id);
	put_region_names(answer, board, region, metadata->region);
	answer_put_text(answer, metadata->id);
	answer_put_text(answer, metadata->title);
	answer_put_text(answer, metadata->date);
	answer_put_string(answer, orientation_name((enum orientation)orientation));
	answer_put_integer(answer, span.start);
	answer_put_integer(answer, span.end);
}

void put_item_passage(struct answer *answer, const struct board *board,
		      const struct evidence_item *item)
{
	put_passage(answer, board, item->passage.id, item->passage.region,
		    &item->document->metadata, item->passage.orientation, item->passage.span);
}
