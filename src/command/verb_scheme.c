/* codebook and regions: the scheme is looked at, checked, and its patterns counted. */
#include "command/verbs.h"

#include "base/buffer.h"
#include "scheme/builtin.h"

static void put_remarks(struct answer *answer, const struct scheme_remarks *remarks)
{
	answer_column(answer, "severity", "",
		      "an error stops the file from being used; a warning does not", SHOW_PLAIN);
	answer_column(answer, "file", "", "the file", SHOW_PLAIN);
	answer_column(answer, "line", "", "line, from 1", SHOW_PLAIN);
	answer_column(answer, "column", "", "column in characters, from 1", SHOW_PLAIN);
	answer_column(answer, "remark", "", "what is wrong and what to do", SHOW_PLAIN);
	for (size_t i = 0; i < remarks->count; i++) {
		const struct scheme_remark *remark = &remarks->at[i];
		answer_row(answer);
		answer_put_string(answer, remark->is_error ? "error" : "warning");
		answer_put_text(answer, remark->file);
		answer_put_integer(answer, remark->line);
		answer_put_integer(answer, remark->column);
		answer_put_text(answer, remark->what);
	}
}

static void lint_title(struct answer *answer, const struct scheme_remarks *remarks,
		       const char *file, size_t items, const char *what)
{
	answer->title = slice_from(
		arena_printf(answer->arena, "%s: %zu %s, %zu errors, %zu warnings", file, items,
			     what, remarks->error_count, remarks->count - remarks->error_count));
}

/* A file with mistakes is listed whole and then reported as bad input. */
static enum status lint_outcome(enum status loaded, const struct scheme_remarks *remarks,
				struct error *error)
{
	if (remarks->error_count > 0)
		return error_set(error, STATUS_FORMAT, "%zu error%s: see above",
				 remarks->error_count, remarks->error_count == 1 ? "" : "s");
	return loaded;
}

static enum status lint_codebook(struct request *request, struct answer *answer,
				 struct error *error)
{
	struct codebook codebook = {0};
	struct scheme_remarks remarks = {0};
	struct slice yaml, meta = SLICE("");
	const char *file = SCHEME_BUILT_IN;
	bool found;
	if (request->argument_count > 1) {
		file = request->arguments[1];
		TRY(scheme_file_read(request->arena, file, false, &found, &yaml, error));
		TRY(scheme_file_read(request->arena, codebook_side_path(request->arena, file), true,
				     &found, &meta, error));
	} else {
		yaml = builtin_codebook();
		meta = builtin_codebook_meta();
	}
	enum status status =
		codebook_load(request->arena, yaml, file, meta,
			      codebook_side_path(request->arena, file), &codebook, &remarks, error);
	if (status != STATUS_OK && remarks.error_count == 0)
		return status;
	put_remarks(answer, &remarks);
	lint_title(answer, &remarks, file, codebook.pattern_count, "patterns");
	return lint_outcome(status, &remarks, error);
}

static void show_columns(struct answer *answer)
{
	answer_column(answer, "code", "", "full name", SHOW_PLAIN);
	answer_column(answer, "label_zh", "", "short heading in Chinese", SHOW_PLAIN);
	answer_column(answer, "label_en", "", "short heading in English", SHOW_PLAIN);
	answer_column(answer, "level", "", "1 is an axis", SHOW_HIDDEN);
	answer_column(answer, "patterns", "", "patterns of the code itself", SHOW_PLAIN);
	answer_column(answer, "definition", "", "what it covers", SHOW_PLAIN);
}

static void put_code_row(struct answer *answer, const struct code *code)
{
	answer_row(answer);
	answer_put_text(answer, code->name);
	answer_put_text(answer, code->label_zh);
	answer_put_text(answer, code->label_en);
	answer_put_integer(answer, code->level);
	answer_put_integer(answer, code->pattern_end - code->pattern_start);
	answer_put_text(answer, code->definition);
}

/* With a code named: its patterns and exclusions, one a row. */
static enum status show_code(struct board *board, const char *name, struct answer *answer,
			     struct error *error)
{
	uint32_t *ids;
	size_t count;
	TRY(codes_below(board, slice_from(name), &ids, &count, error));
	answer_column(answer, "code", "", "full name", SHOW_PLAIN);
	answer_column(answer, "part", "",
		      "pattern, or exclusion: a phrase in which hits do not count", SHOW_PLAIN);
	answer_column(answer, "text", "", "as written in the codebook", SHOW_PLAIN);
	answer_column(answer, "line", "", "line of the codebook file", SHOW_PLAIN);
	const struct codebook *codebook = &board->codebook;
	for (size_t i = 0; i < count; i++) {
		const struct code *code = codebook_code(codebook, (struct code_id){ids[i]});
		for (uint32_t p = code->pattern_start; p < code->pattern_end; p++) {
			answer_row(answer);
			answer_put_text(answer, code->name);
			answer_put_string(answer, "pattern");
			answer_put_text(answer, codebook->patterns[p].text);
			answer_put_integer(answer, codebook->patterns[p].line);
		}
		for (size_t e = 0; e < codebook->exclusion_count; e++) {
			if (codebook->exclusions[e].code.value != ids[i])
				continue;
			answer_row(answer);
			answer_put_text(answer, code->name);
			answer_put_string(answer, "exclusion");
			answer_put_text(answer, codebook->exclusions[e].text);
		}
	}
	return STATUS_OK;
}

static enum status show_codebook(struct request *request, struct board *board,
				 struct answer *answer, struct error *error)
{
	if (request->argument_count > 1)
		return show_code(board, request->arguments[1], answer, error);
	show_columns(answer);
	for (size_t i = 0; i < board->codebook.code_count; i++)
		put_code_row(answer, &board->codebook.codes[i]);
	return STATUS_OK;
}

static enum status pattern_hits(struct request *request, struct board *board, struct answer *answer,
				struct error *error)
{
	const struct codebook *codebook = &board->codebook;
	uint64_t *counts = arena_array(board->arena, uint64_t, codebook->pattern_count);
	uint32_t *documents = arena_array(board->arena, uint32_t, codebook->pattern_count);
	uint32_t *ids = NULL;
	size_t id_count = 0;
	if (request->argument_count > 1)
		TRY(codes_below(board, slice_from(request->arguments[1]), &ids, &id_count, error));
	TRY(store_pattern_hits(board->store, codebook->pattern_count, counts, documents, error));
	answer_column(answer, "code", "", "full name", SHOW_PLAIN);
	answer_column(answer, "pattern", "", "as written in the codebook", SHOW_PLAIN);
	answer_column(answer, "hits", "", "mentions in the body of current documents", SHOW_PLAIN);
	answer_column(answer, "documents", "", "documents with a hit", SHOW_PLAIN);
	answer_column(answer, "line", "", "line of the codebook file", SHOW_HIDDEN);
	size_t silent = 0;
	for (size_t p = 0; p < codebook->pattern_count; p++) {
		const struct code_pattern *pattern = &codebook->patterns[p];
		bool wanted = ids == NULL;
		for (size_t i = 0; i < id_count && !wanted; i++)
			wanted = ids[i] == pattern->code.value;
		if (!wanted)
			continue;
		silent += counts[p] == 0;
		if (counts[p] == 0 && !request_flag(request, "silent"))
			continue;
		answer_row(answer);
		answer_put_text(answer, codebook_code(codebook, pattern->code)->name);
		answer_put_text(answer, pattern->text);
		answer_put_integer(answer, (int64_t)counts[p]);
		answer_put_integer(answer, documents[p]);
		answer_put_integer(answer, pattern->line);
	}
	answer->footnote = slice_from(arena_printf(
		board->arena, "%zu patterns have no hit%s", silent,
		request_flag(request, "silent") ? "" : " and are left out (--silent shows them)"));
	return STATUS_OK;
}

static enum status export_codebook(struct board *board, struct answer *answer, struct error *error)
{
	struct stored_scheme scheme;
	TRY(store_scheme_current(board->store, board->arena, "codebook", &scheme, error));
	answer->raw = scheme.bytes;
	answer_column(answer, "name", "", "where the codebook comes from", SHOW_PLAIN);
	answer_column(answer, "yaml", "", "the codebook, a quanteda dictionary", SHOW_PLAIN);
	answer_column(answer, "side_yaml", "", "its side file: exclusions, labels, definitions",
		      SHOW_PLAIN);
	answer_row(answer);
	answer_put_text(answer, scheme.name);
	answer_put_text(answer, scheme.bytes);
	answer_put_text(answer, scheme.side_bytes);
	return STATUS_OK;
}

enum status verb_codebook(struct request *request, struct answer *answer, struct error *error)
{
	struct slice what = slice_from(request->arguments[0]);
	if (slice_is(what, "lint"))
		return lint_codebook(request, answer, error);
	if (!slice_is(what, "show") && !slice_is(what, "hits") && !slice_is(what, "export"))
		return error_set(error, STATUS_USAGE,
				 "\"%.*s\" is no part of codebook: use lint, show, hits or "
				 "export",
				 (int)what.length, what.at);
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	enum status status;
	if (slice_is(what, "show"))
		status = show_codebook(request, &board, answer, error);
	else if (slice_is(what, "hits"))
		status = pattern_hits(request, &board, answer, error);
	else
		status = export_codebook(&board, answer, error);
	board_close(&board);
	return status;
}

static enum status lint_regions(struct request *request, struct answer *answer, struct error *error)
{
	struct gazetteer gazetteer = {0};
	struct scheme_remarks remarks = {0};
	struct slice bytes = builtin_gazetteer();
	const char *file = SCHEME_BUILT_IN;
	bool found;
	if (request->argument_count > 1) {
		file = request->arguments[1];
		TRY(scheme_file_read(request->arena, file, false, &found, &bytes, error));
	}
	enum status status =
		gazetteer_load(request->arena, bytes, file, &gazetteer, &remarks, error);
	if (status != STATUS_OK && remarks.error_count == 0)
		return status;
	put_remarks(answer, &remarks);
	lint_title(answer, &remarks, file, gazetteer.region_count, "regions");
	return lint_outcome(status, &remarks, error);
}

static void show_regions(const struct gazetteer *gazetteer, struct answer *answer)
{
	answer_column(answer, "code", "", "official code", SHOW_PLAIN);
	answer_column(answer, "iso", "", "short code", SHOW_PLAIN);
	answer_column(answer, "region", "", "name", SHOW_PLAIN);
	answer_column(answer, "full", "", "full name", SHOW_PLAIN);
	answer_column(answer, "region_en", "", "English name", SHOW_PLAIN);
	answer_column(answer, "tier", "", "tier", SHOW_PLAIN);
	answer_column(answer, "level", "", "level", SHOW_HIDDEN);
	answer_column(answer, "row", "", "row of its tile on the board", SHOW_HIDDEN);
	answer_column(answer, "column", "", "column of its tile on the board", SHOW_HIDDEN);
	for (size_t i = 0; i < gazetteer->region_count; i++) {
		const struct region *region = &gazetteer->regions[i];
		answer_row(answer);
		answer_put_text(answer, region->code);
		answer_put_text(answer, region->iso);
		answer_put_text(answer, region->name);
		answer_put_text(answer, region->full);
		answer_put_text(answer, region->english);
		answer_put_text(answer, region->tier);
		answer_put_text(answer, region->level);
		for (int k = 0; k < 2; k++) {
			int place = k == 0 ? region->row : region->column;
			if (place < 0)
				answer_put_null(answer);
			else
				answer_put_integer(answer, place);
		}
	}
}

enum status verb_regions(struct request *request, struct answer *answer, struct error *error)
{
	struct slice what = slice_from(request->arguments[0]);
	if (slice_is(what, "lint"))
		return lint_regions(request, answer, error);
	if (!slice_is(what, "show"))
		return error_set(error, STATUS_USAGE,
				 "\"%.*s\" is no part of regions: use lint or show",
				 (int)what.length, what.at);
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	show_regions(&board.gazetteer, answer);
	board_close(&board);
	return STATUS_OK;
}
