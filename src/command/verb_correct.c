/* correct and sample: people overrule the machine, and draw what they check. */
#include "command/verbs.h"

#include <inttypes.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "study/correct.h"
#include "study/sample.h"

/* Columns by which a passage is found again on this board and others; "qipan correct import" reads
 * them. */
static void place_columns(const struct request *request, struct answer *answer)
{
	region_columns(request, answer);
	answer_column(answer, "document", "", "id of the document", SHOW_HIDDEN);
	answer_column(answer, "passage", "", "id of the passage in this board", SHOW_PLAIN);
	answer_column(answer, "passage_sha256", "", "of its text without white space", SHOW_HIDDEN);
	answer_column(answer, "before_sha256", "", "of the passage before it", SHOW_HIDDEN);
	answer_column(answer, "after_sha256", "", "of the passage after it", SHOW_HIDDEN);
	answer_column(answer, "sequence", "", "number of the passage in its document, from 0",
		      SHOW_HIDDEN);
}

static void put_place(struct answer *answer, const struct board *board,
		      const struct stored_correction *place, struct region_id region,
		      int64_t passage)
{
	put_region_names(answer, board, region, SLICE(""));
	answer_put_text(answer, place->document);
	if (passage > 0)
		answer_put_integer(answer, passage);
	else
		answer_put_null(answer);
	answer_put_text(answer, place->passage);
	answer_put_text(answer, place->before);
	answer_put_text(answer, place->after);
	answer_put_integer(answer, place->sequence);
}

static void list_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "id", "", "number of the correction: undo takes it", SHOW_PLAIN);
	answer_column(answer, "verdict", "", "confirm, reject, add or read", SHOW_PLAIN);
	answer_column(answer, "code", "", "code of the codebook", SHOW_PLAIN);
	answer_column(answer, "standing", "",
		      "in force; overruled by a later one; undone; lost: its sentence is not in "
		      "the current edition; no code: the codebook has none of this name",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "standing_zh", "", "the same in Chinese",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	place_columns(request, answer);
	answer_column(answer, "words", "", "words of the passage that are meant; empty: all",
		      SHOW_PLAIN);
	answer_column(answer, "who", "", "who judged", SHOW_PLAIN);
	answer_column(answer, "when", "", "when, UTC", SHOW_PLAIN);
	answer_column(answer, "why", "", "why", SHOW_PLAIN);
	answer_column(answer, "sample", "", "the drawn sample it belongs to", SHOW_HIDDEN);
	answer_column(answer, "text", "", "the sentence", SHOW_PASSAGE);
}

static void put_correction(struct answer *answer, const struct board *board,
			   const struct correction_row *row)
{
	const struct stored_correction *stored = &row->stored;
	enum correction_standing standing = (enum correction_standing)row->standing;
	answer_row(answer);
	answer_put_integer(answer, stored->id);
	answer_put_string(answer, correction_action_name((enum correction_action)stored->action));
	answer_put_text(answer, stored->code);
	answer_put_string(answer, correction_standing_name(standing, false));
	answer_put_string(answer, correction_standing_name(standing, true));
	put_place(answer, board, stored, row->region, row->passage);
	answer_put_text(answer, stored->words);
	answer_put_text(answer, stored->who);
	answer_put_text(answer, stored->when);
	answer_put_text(answer, stored->why);
	answer_put_text(answer, stored->sample);
	answer_put_text(answer, row->text);
}

/* Records after the given one. */
static enum status fill_list(struct request *request, struct board *board, int64_t after,
			     struct answer *answer, struct error *error)
{
	struct correction_row *rows;
	size_t count, shown = 0, in_force = 0;
	TRY(study_corrections(board, &rows, &count, error));
	list_columns(request, answer);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].stored.id <= after)
			continue;
		put_correction(answer, board, &rows[i]);
		shown++;
		in_force += rows[i].standing == CORRECTION_IN_FORCE;
	}
	answer->title = slice_from(arena_printf(board->arena, "%zu correction%s, %zu in force",
						shown, shown == 1 ? "" : "s", in_force));
	return STATUS_OK;
}

static enum status last_record(struct board *board, int64_t *id, struct error *error)
{
	struct stored_correction *rows;
	size_t count;
	TRY(store_corrections(board->store, board->arena, SLICE(""), &rows, &count, error));
	*id = count == 0 ? 0 : rows[count - 1].id;
	return STATUS_OK;
}

static enum status number_of(const char *word, int64_t *number, struct error *error)
{
	char *end;
	long long value = strtoll(word, &end, 10);
	*number = value;
	if (end != word && *end == '\0' && value > 0 && value < INT64_MAX)
		return STATUS_OK;
	return error_set(error, STATUS_USAGE, "\"%s\" is no number", word);
}

/* What the system calls the user, or empty; a scheduled job has no $USER. */
static struct slice login_name(struct arena *arena)
{
	char words[4096];
	struct passwd entry, *found = NULL;
	if (getpwuid_r(getuid(), &entry, words, sizeof words, &found) != 0 || found == NULL)
		return SLICE("");
	return arena_copy(arena, slice_from(found->pw_name));
}

static struct slice judge_of(const struct request *request)
{
	struct slice who = request_text(request, "who");
	if (who.length == 0)
		who = slice_from(getenv("USER"));
	return who.length > 0 ? who : login_name(request->arena);
}

/* confirm PASSAGES CODE, read PASSAGES: several passages with commas. */
static enum status judge(struct request *request, struct board *board,
			 enum correction_action action, size_t *written, struct error *error)
{
	struct judgement said = {
		.action = (uint8_t)action,
		.code = slice_from(request->argument_count > 2 ? request->arguments[2] : NULL),
		.words = request_text(request, "words"),
		.who = judge_of(request),
		.when = request_text(request, "when"),
		.why = request_text(request, "why")};
	if (request->argument_count != (action == CORRECTION_READ ? 2U : 3U))
		return error_set(error, STATUS_USAGE, "%s takes the ids of passages%s",
				 correction_action_name(action),
				 action == CORRECTION_READ ? "" : " and a code");
	struct slice list = slice_from(request->arguments[1]), part;
	struct judgement *judgements =
		arena_array(board->arena, struct judgement, list.length / 2 + 1);
	size_t count = 0;
	while (slice_cut(&list, ',', &part)) {
		TRY(number_of(arena_string(board->arena, slice_trim(part)), &said.passage, error));
		judgements[count++] = said;
	}
	return study_correct(board, judgements, count, NULL, NULL, written, error);
}

static enum status import(struct request *request, struct board *board, struct answer *answer,
			  size_t *written, struct error *error)
{
	struct judgement *judgements;
	uint32_t *lines;
	size_t count;
	if (request->argument_count != 2)
		return error_set(error, STATUS_USAGE, "import takes one file");
	TRY(judgements_read(board, request->arguments[1], judge_of(request), answer, &judgements,
			    &lines, &count, error));
	for (size_t i = 0; i < count; i++)
		if (judgements[i].when.length == 0)
			judgements[i].when = request_text(request, "when");
	TRY(study_correct(board, judgements, count, answer, lines, written, error));
	request->skipped = answer->problem_count > 0;
	return STATUS_OK;
}

static enum status take_back(struct request *request, struct board *board, struct error *error)
{
	int64_t id;
	if (request->argument_count != 2)
		return error_set(error, STATUS_USAGE, "undo takes the number of a correction");
	TRY(number_of(request->arguments[1], &id, error));
	return study_correct_undo(board, id, judge_of(request), request_text(request, "when"),
				  request_text(request, "why"), error);
}

static enum status fill_correct(struct request *request, struct board *board, struct answer *answer,
				struct error *error)
{
	struct slice what = slice_from(request->arguments[0]);
	enum correction_action action;
	int64_t before = 0;
	size_t written;
	if (slice_is(what, "list")) {
		if (request->argument_count > 1)
			return error_set(error, STATUS_USAGE, "\"%s\" is one word too many",
					 request->arguments[1]);
		return fill_list(request, board, 0, answer, error);
	}
	TRY(last_record(board, &before, error));
	if (slice_is(what, "import")) {
		TRY(import(request, board, answer, &written, error));
	} else if (slice_is(what, "undo")) {
		TRY(take_back(request, board, error));
		before = 0;
	} else if (correction_action_from_name(what, &action)) {
		TRY(judge(request, board, action, &written, error));
	} else {
		return error_set(error, STATUS_USAGE,
				 "\"%.*s\" is none of confirm, reject, add, read, undo, list, "
				 "import",
				 (int)what.length, what.at);
	}
	TRY(fill_list(request, board, before, answer, error));
	return board_manifest(board, answer, error);
}

enum status verb_correct(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	bool list = slice_is(slice_from(request->arguments[0]), "list");
	enum status status = board_open(&board, request->job, request->arena, request->board_path,
					list ? STORE_READ : STORE_WRITE, error);
	if (status == STATUS_OK && list)
		status = board_manifest(&board, answer, error);
	if (status == STATUS_OK)
		status = fill_correct(request, &board, answer, error);
	board_close(&board);
	return status;
}

/* The words of the passage that fired for the code, each once; for a passage its codes. */
static struct slice found_words(const struct board *board, const struct sample_row *row)
{
	struct buffer words;
	buffer_init(&words);
	for (size_t i = 0; i < row->item->mark_count; i++) {
		const struct evidence_mark *mark = &row->item->marks[i];
		struct span span = mark->span;
		struct slice said = codebook_code(&board->codebook, mark->code)->name;
		if (row->code.value != 0) {
			if (mark->code.value != row->code.value)
				continue;
			span.start -= row->item->passage.span.start;
			span.end -= row->item->passage.span.start;
			said = slice_span(row->item->text, span);
		}
		if (slice_find(buffer_slice(&words), said, 0) == SIZE_MAX)
			buffer_printf(&words, "%s%.*s", words.length > 0 ? " " : "",
				      (int)said.length, said.at);
	}
	struct slice copy = arena_copy(board->arena, buffer_slice(&words));
	buffer_release(&words);
	return copy;
}

static void sample_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "sample", "", "name of this sample", SHOW_HIDDEN);
	place_columns(request, answer);
	answer_column(answer, "code", "",
		      "code to be judged; empty: the whole sentence, to be read for all codes",
		      SHOW_PLAIN);
	answer_column(answer, "found", "", "words that were found, or the codes of the sentence",
		      SHOW_PLAIN);
	answer_column(answer, "text", "", "the sentence", SHOW_PASSAGE);
	answer_column(answer, "verdict", "", "for you: yes, no, or read for a whole sentence",
		      SHOW_HIDDEN);
	answer_column(answer, "missing", "", "for you: codes that should be there", SHOW_HIDDEN);
	answer_column(answer, "who", "", "for you: your name", SHOW_HIDDEN);
	answer_column(answer, "why", "", "for you: a reason", SHOW_HIDDEN);
}

static void put_sample_row(struct answer *answer, const struct board *board,
			   const struct sample_row *row, struct slice sample)
{
	answer_row(answer);
	answer_put_text(answer, sample);
	put_place(answer, board, &row->place, row->item->passage.region, row->item->passage.id);
	answer_put_text(answer, row->code.value == 0
					? SLICE("")
					: codebook_code(&board->codebook, row->code)->name);
	answer_put_text(answer, found_words(board, row));
	put_evidence_text(answer, row->item);
	for (int i = 0; i < 4; i++)
		answer_put_text(answer, SLICE(""));
}

static enum status fill_sample(struct request *request, struct board *board, struct answer *answer,
			       struct error *error)
{
	struct sample_query query = {.codes = request_text(request, "code"),
				     .each = (size_t)request_integer(request, "each"),
				     .seed = (uint64_t)request_integer(request, "seed")};
	struct sample_row *rows;
	size_t count;
	TRY(verb_query(request, &query.board, error));
	if (request_given(request, "passages")) {
		query.passages = true;
		query.each = (size_t)request_integer(request, "passages");
	}
	TRY(sample_draw(board, &query, &rows, &count, error));
	struct slice codes = query.codes, words = request_text(request, "orientation");
	struct slice sample = slice_from(
		query.passages
			? arena_printf(board->arena,
				       "%zu passages read for %.*s; %.*s; seed %" PRIu64,
				       query.each, (int)codes.length, codes.at, (int)words.length,
				       words.at, query.seed)
			: arena_printf(board->arena, "%zu hits each of %.*s; %.*s; seed %" PRIu64,
				       query.each, (int)codes.length, codes.at, (int)words.length,
				       words.at, query.seed));
	sample_columns(request, answer);
	for (size_t i = 0; i < count; i++)
		put_sample_row(answer, board, &rows[i], sample);
	answer->title = sample;
	return STATUS_OK;
}

enum status verb_sample(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	enum status status = fill_sample(request, &board, answer, error);
	board_close(&board);
	return status;
}
