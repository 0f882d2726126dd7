/* export: rows for other programs. What is not an export row but a verb gives that verb's table. */
#include "command/verbs.h"

#include <string.h>

#include "base/buffer.h"
#include "study/evidence.h"
#include "study/reuse_read.h"

static void place_columns(struct answer *answer)
{
	answer_column(answer, "document", "", "id of the document", SHOW_PLAIN);
	answer_column(answer, "edition", "", "edition of the document", SHOW_PLAIN);
	answer_column(answer, "region", "", "region of the document", SHOW_PLAIN);
	answer_column(answer, "start", "byte", "start in the canonical text", SHOW_PLAIN);
	answer_column(answer, "end", "byte", "end in the canonical text, exclusive", SHOW_PLAIN);
	answer_column(answer, "char_start", "code point", "start in the canonical text",
		      SHOW_PLAIN);
	answer_column(answer, "char_end", "code point", "end in the canonical text, exclusive",
		      SHOW_PLAIN);
}

/* Code points before each byte offset asked for; offsets mostly rise, so a walk is enough. */
struct character_count {
	struct slice text;
	uint32_t offset, characters;
};

static uint32_t characters_to(struct character_count *count, uint32_t offset)
{
	if (offset < count->offset)
		*count = (struct character_count){count->text, 0, 0};
	for (; count->offset < offset; count->offset++)
		count->characters += ((unsigned char)count->text.at[count->offset] & 0xC0) != 0x80;
	return count->characters;
}

static void put_place(struct answer *answer, struct board *board,
		      const struct stored_document *stored, struct span span,
		      struct character_count *count)
{
	answer_row(answer);
	answer_put_text(answer, stored->metadata.id);
	answer_put_integer(answer, stored->edition);
	answer_put_text(answer, stored->metadata.region_id.value != 0
					? region_label(board, stored->metadata.region_id, true)
					: stored->metadata.region);
	answer_put_integer(answer, span.start);
	answer_put_integer(answer, span.end);
	answer_put_integer(answer, characters_to(count, span.start));
	answer_put_integer(answer, characters_to(count, span.end));
}

/* Calls put for every current document, loaded into a scratch arena that is emptied between them.
 */
struct document_export {
	struct request *request;
	struct board *board;
	struct answer *answer;
	const struct stored_document *stored;
	const struct document *document;
	struct arena *scratch;
};
typedef enum status put_document(struct document_export *export, struct error *error);

static enum status each_document(struct request *request, struct board *board,
				 struct answer *answer, put_document *put, struct error *error)
{
	struct stored_document *documents;
	size_t count;
	TRY(store_documents(board->store, board->arena, true, &documents, &count, error));
	job_phase(request->job, "exporting", "documents", count);
	struct arena scratch;
	arena_init(&scratch);
	enum status status = STATUS_OK;
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		struct document document;
		status = job_check(request->job, error);
		if (status == STATUS_OK)
			status = store_document_load(board->store, &scratch, documents[i].key,
						     &document, error);
		struct document_export export = {request,	board,	   answer,
						 &documents[i], &document, &scratch};
		if (status == STATUS_OK)
			status = put(&export, error);
		arena_reset(&scratch);
		job_add(request->job, 1);
	}
	arena_release(&scratch);
	return status;
}

static enum status put_document_row(struct document_export *export, struct error *error)
{
	(void)error;
	struct answer *answer = export->answer;
	const struct document_metadata *metadata = &export->document->metadata;
	answer_row(answer);
	answer_put_text(answer, metadata->id);
	answer_put_integer(answer, export->stored->edition);
	const struct slice values[] = {
		export->stored->metadata.region_id.value != 0
			? region_label(export->board, export->stored->metadata.region_id, true)
			: metadata->region,
		metadata->region_rule,
		metadata->level,
		metadata->tier,
		metadata->date,
		metadata->date_rule,
		metadata->kind,
		metadata->series,
		metadata->title,
		metadata->language,
		metadata->source,
		metadata->path,
		metadata->sha256,
		metadata->encoding,
		metadata->how,
		metadata->other};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		if (values[i].length > 0)
			answer_put_text(answer, values[i]);
		else
			answer_put_null(answer);
	answer_put_integer(answer, (int64_t) export->document->text.length);
	answer_put_integer(answer, (int64_t) export->stored->characters);
	if (request_flag(export->request, "with-text"))
		answer_put_text(answer, export->document->text);
	return STATUS_OK;
}

static enum status export_documents(struct request *request, struct board *board,
				    struct answer *answer, struct error *error)
{
	static const char *const names[][2] = {
		{"document", "the document's id"},
		{"edition", "edition"},
		{"region", "region"},
		{"region_rule", "how the region is known"},
		{"level", "national, province, city, ..."},
		{"tier", "tier as the source gives it"},
		{"date", "date as exact as known"},
		{"date_rule", "how the date is known"},
		{"kind", "kind of document"},
		{"series", "which editions belong together"},
		{"title", "title"},
		{"language", "BCP 47"},
		{"source", "where it comes from"},
		{"path", "the file that was read"},
		{"sha256", "of the bytes that were read"},
		{"encoding", "encoding of those bytes"},
		{"how", "how the text was obtained"},
		{"other", "further columns of the source, a JSON object"},
		{"bytes", "length of the canonical text in bytes"},
		{"characters", "length of the canonical text in code points"},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		answer_column(answer, names[i][0], "", names[i][1], SHOW_PLAIN);
	if (request_flag(request, "with-text"))
		answer_column(answer, "text", "", "the canonical text, byte for byte", SHOW_PLAIN);
	return each_document(request, board, answer, put_document_row, error);
}

static enum status put_blocks(struct document_export *export, struct error *error)
{
	(void)error;
	const struct document *document = export->document;
	struct character_count count = {document->text, 0, 0};
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		put_place(export->answer, export->board, export->stored, block->span, &count);
		answer_put_integer(export->answer, (int64_t)i);
		answer_put_string(export->answer, block_kind_name((enum block_kind)block->kind));
		answer_put_integer(export->answer, block->level);
		answer_put_string(export->answer,
				  furniture_kind_name((enum furniture_kind)block->furniture));
		answer_put_text(export->answer, slice_span(document->text, block->span));
	}
	return STATUS_OK;
}

static enum status export_blocks(struct request *request, struct board *board,
				 struct answer *answer, struct error *error)
{
	place_columns(answer);
	answer_column(answer, "block", "", "number in the document, from 0", SHOW_PLAIN);
	answer_column(answer, "kind", "", "heading, paragraph, list_item, table_cell or furniture",
		      SHOW_PLAIN);
	answer_column(answer, "level", "", "of a heading", SHOW_PLAIN);
	answer_column(answer, "furniture", "", "which kind of furniture, or body", SHOW_PLAIN);
	answer_column(answer, "text", "", "the block", SHOW_PLAIN);
	return each_document(request, board, answer, put_blocks, error);
}

static enum status export_passages(struct request *request, struct board *board,
				   struct answer *answer, struct error *error)
{
	struct board_query query;
	struct evidence evidence;
	struct passage_filter filter = {0};
	TRY(verb_query(request, &query, error));
	if (request_given(request, "orientation"))
		filter.orientations = query.orientations;
	if (query.region.length > 0 || query.tier.length > 0) {
		uint32_t *regions;
		TRY(regions_choose(board, &query, &regions, &filter.region_count, error));
		filter.regions = regions;
	}
	TRY(evidence_load(board, &filter, 0, 0, &evidence, error));
	answer_column(answer, "id", "", "id of the passage in this board", SHOW_PLAIN);
	place_columns(answer);
	answer_column(answer, "block", "", "number of its block in the document, from 0",
		      SHOW_PLAIN);
	answer_column(answer, "kind", "", "kind of its block", SHOW_PLAIN);
	answer_column(answer, "orientation", "", "review, present or plan", SHOW_PLAIN);
	answer_column(answer, "rule", "", "rule that decided", SHOW_PLAIN);
	answer_column(answer, "commitment", "", "none, explore, promote, build or target",
		      SHOW_PLAIN);
	answer_column(answer, "actor", "", "whose action: own, other or centre", SHOW_PLAIN);
	answer_column(answer, "characters", "characters", "without white space", SHOW_PLAIN);
	answer_column(answer, "codes", "", "codes found in it", SHOW_PLAIN);
	answer_column(answer, "text", "", "the sentence", SHOW_PLAIN);
	for (size_t i = 0; i < evidence.count; i++) {
		const struct evidence_item *item = &evidence.items[i];
		struct buffer codes;
		buffer_init(&codes);
		for (size_t m = 0; m < item->mark_count; m++) {
			struct slice name =
				codebook_code(&board->codebook, item->marks[m].code)->name;
			if (slice_find(buffer_slice(&codes), name, 0) == SIZE_MAX)
				buffer_printf(&codes, "%s%.*s", codes.length > 0 ? " " : "",
					      (int)name.length, name.at);
		}
		answer_row(answer);
		answer_put_integer(answer, item->passage.id);
		answer_put_text(answer, item->document->metadata.id);
		answer_put_integer(answer, item->document->edition);
		answer_put_text(answer, item->passage.region.value != 0
						? region_label(board, item->passage.region, true)
						: item->document->metadata.region);
		answer_put_integer(answer, item->passage.span.start);
		answer_put_integer(answer, item->passage.span.end);
		answer_put_integer(answer, item->char_start);
		answer_put_integer(answer, item->char_end);
		answer_put_integer(answer, item->passage.block);
		answer_put_string(answer, block_kind_name((enum block_kind)item->block_kind));
		answer_put_string(answer,
				  orientation_name((enum orientation)item->passage.orientation));
		answer_put_string(answer,
				  orientation_rule_name((enum orientation_rule)item->passage.rule));
		answer_put_string(answer,
				  commitment_name((enum commitment)item->passage.commitment));
		answer_put_string(answer, actor_name((enum actor)item->passage.actor));
		answer_put_integer(answer, item->passage.characters);
		answer_put_text(answer, buffer_slice(&codes));
		answer_put_text(answer, item->text);
		buffer_release(&codes);
	}
	return STATUS_OK;
}

static enum status put_mentions(struct document_export *export, struct error *error)
{
	(void)error;
	const struct document *document = export->document;
	const struct codebook *codebook = &export->board->codebook;
	struct character_count count = {document->text, 0, 0};
	for (size_t i = 0; i < document->mention_count; i++) {
		const struct mention *mention = &document->mentions[i];
		const struct passage *passage = &document->passages[mention->passage];
		put_place(export->answer, export->board, export->stored, mention->span, &count);
		answer_put_text(export->answer, codebook_code(codebook, mention->code)->name);
		answer_put_text(export->answer, mention->pattern < codebook->pattern_count
							? codebook->patterns[mention->pattern].text
							: SLICE(""));
		answer_put_string(export->answer,
				  mention_state_name((enum mention_state)mention->state));
		answer_put_integer(export->answer, passage->span.start);
		answer_put_integer(export->answer, passage->span.end);
		answer_put_string(export->answer,
				  orientation_name((enum orientation)passage->orientation));
		answer_put_text(export->answer, slice_span(document->text, mention->span));
	}
	return STATUS_OK;
}

static enum status export_mentions(struct request *request, struct board *board,
				   struct answer *answer, struct error *error)
{
	place_columns(answer);
	answer_column(answer, "code", "", "code of the codebook", SHOW_PLAIN);
	answer_column(answer, "pattern", "", "pattern that fired", SHOW_PLAIN);
	answer_column(answer, "state", "", "auto, confirmed, rejected or added", SHOW_PLAIN);
	answer_column(answer, "passage_start", "byte", "start of its passage", SHOW_PLAIN);
	answer_column(answer, "passage_end", "byte", "end of its passage, exclusive", SHOW_PLAIN);
	answer_column(answer, "orientation", "", "of its passage", SHOW_PLAIN);
	answer_column(answer, "text", "", "the words that were found", SHOW_PLAIN);
	return each_document(request, board, answer, put_mentions, error);
}

static enum status put_region_mentions(struct document_export *export, struct error *error)
{
	const struct gazetteer *gazetteer = &export->board->gazetteer;
	struct region_mention_row *rows;
	size_t row_count;
	TRY(store_region_mentions(export->board->store, export->scratch, export->stored->key, &rows,
				  &row_count, error));
	struct character_count count = {export->document->text, 0, 0};
	for (size_t i = 0; i < row_count; i++) {
		put_place(export->answer, export->board, export->stored, rows[i].span, &count);
		answer_put_text(export->answer, region_label(export->board, rows[i].region, true));
		answer_put_text(export->answer, rows[i].name < gazetteer->name_count
							? gazetteer->names[rows[i].name].rule
							: SLICE(""));
		answer_put_text(export->answer, slice_span(export->document->text, rows[i].span));
	}
	return STATUS_OK;
}

static enum status export_region_mentions(struct request *request, struct board *board,
					  struct answer *answer, struct error *error)
{
	place_columns(answer);
	answer_column(answer, "names", "", "region that is named there", SHOW_PLAIN);
	answer_column(answer, "rule", "", "name or rule that fired", SHOW_PLAIN);
	answer_column(answer, "text", "", "the words that were found", SHOW_PLAIN);
	return each_document(request, board, answer, put_region_mentions, error);
}

static enum status export_problems(struct request *request, struct board *board,
				   struct answer *answer, struct error *error)
{
	(void)request;
	struct problem *problems;
	size_t count;
	TRY(store_problems(board->store, board->arena, &problems, &count, error));
	put_problems(answer, problems, count);
	return STATUS_OK;
}

static const char *const reuse_sides[2][8] = {
	{"document", "edition", "region", "start", "end", "char_start", "char_end", "date"},
	{"other", "other_edition", "other_region", "other_start", "other_end", "other_char_start",
	 "other_char_end", "other_date"}};

static void reuse_columns(struct answer *answer)
{
	static const char *const means[8] = {"id of the document",
					     "edition of the document",
					     "region of the document",
					     "start in the canonical text",
					     "end in the canonical text, exclusive",
					     "start in the canonical text",
					     "end in the canonical text, exclusive",
					     "date of the document"};
	static const char *const units[8] = {"",     "",	   "",		 "byte",
					     "byte", "code point", "code point", ""};
	for (int side = 0; side < 2; side++)
		for (int i = 0; i < 8; i++)
			answer_column(answer, reuse_sides[side][i], units[i], means[i], SHOW_PLAIN);
	answer_column(answer, "identity", "", "share of both sides that is equal and in order",
		      SHOW_PLAIN);
	answer_column(answer, "weight", "", "how unlikely by chance: 1 a run nobody else has",
		      SHOW_PLAIN);
	answer_column(answer, "source", "", "which side is older: document, other, or unknown",
		      SHOW_PLAIN);
	answer_column(answer, "why", "", "what says so: date, level, or same_time, undated",
		      SHOW_PLAIN);
	answer_column(answer, "class", "", "whose the later side's first sentence is", SHOW_PLAIN);
}

static void put_reuse_place(struct answer *answer, struct board *board,
			    const struct stored_document *stored, struct span span,
			    struct character_count *count)
{
	answer_put_text(answer, stored->metadata.id);
	answer_put_integer(answer, stored->edition);
	answer_put_text(answer, stored->metadata.region_id.value != 0
					? region_label(board, stored->metadata.region_id, true)
					: stored->metadata.region);
	answer_put_integer(answer, span.start);
	answer_put_integer(answer, span.end);
	answer_put_integer(answer, characters_to(count, span.start));
	answer_put_integer(answer, characters_to(count, span.end));
	if (stored->metadata.date.length > 0)
		answer_put_text(answer, stored->metadata.date);
	else
		answer_put_null(answer);
}

static enum status put_reuse_pair(struct request *request, struct board *board,
				  struct answer *answer, const struct reuse_board *loaded,
				  const struct stored_reuse_pair *pair, struct reuse_text *texts,
				  struct error *error)
{
	size_t sides[2] = {reuse_board_index(loaded, pair->document),
			   reuse_board_index(loaded, pair->other)};
	struct character_count counts[2];
	TRY(job_check(request->job, error));
	for (int i = 0; i < 2; i++) {
		if (texts[sides[i]].document.text.at == NULL)
			TRY(reuse_text_load(board, loaded, sides[i], &texts[sides[i]], error));
		counts[i] = (struct character_count){texts[sides[i]].document.text, 0, 0};
	}
	struct reuse_order order =
		reuse_order_of(&loaded->known[sides[0]], &loaded->known[sides[1]]);
	for (size_t i = 0; i < pair->count; i++) {
		const struct stored_reuse *passage = &pair->passages[i];
		answer_row(answer);
		put_reuse_place(answer, board, &loaded->documents[sides[0]], passage->document,
				&counts[0]);
		put_reuse_place(answer, board, &loaded->documents[sides[1]], passage->other,
				&counts[1]);
		answer_put_real(answer, passage->identity);
		answer_put_real(answer, passage->weight);
		answer_put_string(answer, order.sign < 0   ? "document"
					  : order.sign > 0 ? "other"
							   : "unknown");
		answer_put_string(answer, reuse_why_name(order.why));
		bool document_later = order.sign >= 0;
		answer_put_string(answer, reuse_class_name(reuse_class_at(
						  &texts[sides[document_later ? 0 : 1]],
						  document_later ? passage->document.start
								 : passage->other.start)));
	}
	return STATUS_OK;
}

static enum status export_reuse(struct request *request, struct board *board, struct answer *answer,
				struct error *error)
{
	struct reuse_board loaded;
	struct stored_reuse_pair *pairs;
	size_t count;
	TRY(reuse_board_load(board, &loaded, error));
	TRY(store_reuse_pairs(board->store, board->arena, 0, &pairs, &count, error));
	struct reuse_text *texts = arena_array(board->arena, struct reuse_text, loaded.count);
	reuse_columns(answer);
	job_phase(request->job, "exporting", "pairs", count);
	for (size_t i = 0; i < count; i++) {
		TRY(put_reuse_pair(request, board, answer, &loaded, &pairs[i], texts, error));
		job_add(request->job, 1);
	}
	return STATUS_OK;
}

const struct export_row exports[] = {
	{"documents", "one row a document (--with-text: its canonical text)", export_documents},
	{"blocks", "headings, paragraphs, furniture", export_blocks},
	{"passages", "one row a sentence", export_passages},
	{"mentions", "one row a hit of a code", export_mentions},
	{"region-mentions", "one row a region named in a text", export_region_mentions},
	{"targets", "one row an amount that a sentence reports or commits to", export_targets},
	{"reuse", "shared passages, both places, and which side is older", export_reuse},
	{"problems", "what was passed over and why", export_problems},
	{"fetches", "one row a question to the web and what came of it", export_fetches},
};
const size_t export_count = sizeof exports / sizeof *exports;

/* The verb's own request: its defaults, and what was given to export under the same name. A limit
 * is for readers: a file has all rows. */
static enum status run_verb(struct request *request, const struct command *command,
			    struct answer *answer, struct error *error)
{
	struct request inner = {
		.job = request->job, .arena = request->arena, .board_path = request->board_path};
	TRY(request_parse(&inner, command, request->arguments + 1, request->argument_count - 1,
			  error));
	inner.board_path = request->board_path;
	for (size_t i = 0; i < inner.value_count; i++) {
		if (strcmp(inner.values[i].option->name, "limit") == 0)
			inner.values[i].text = SLICE("0");
		for (size_t k = 0; k < request->value_count; k++)
			if (request->values[k].given &&
			    strcmp(inner.values[i].option->name, request->values[k].option->name) ==
				    0) {
				inner.values[i].text = request->values[k].text;
				inner.values[i].given = true;
			}
	}
	answer->command = command->name;
	return command->function(&inner, answer, error);
}

static enum status unknown_export(struct slice what, struct error *error)
{
	struct buffer words;
	buffer_init(&words);
	for (size_t i = 0; i < export_count; i++)
		buffer_printf(&words, " %s", exports[i].name);
	enum status status =
		error_set(error, STATUS_USAGE,
			  "\"%.*s\" cannot be exported: there are%s, and the verbs that answer "
			  "with a table (board, status, profile, ...)",
			  (int)what.length, what.at, words.at);
	buffer_release(&words);
	return status;
}

enum status verb_export(struct request *request, struct answer *answer, struct error *error)
{
	struct slice what = slice_from(request->arguments[0]);
	for (size_t i = 0; i < export_count; i++) {
		if (!slice_is(what, exports[i].name))
			continue;
		if (request->argument_count > 1)
			return error_set(error, STATUS_USAGE, "\"%s\" is one word too many",
					 request->arguments[1]);
		struct board board;
		TRY(verb_open(request, &board, answer, error));
		enum status status = exports[i].function(request, &board, answer, error);
		board_close(&board);
		return status;
	}
	const struct command *command = command_find(what);
	if (command == NULL || command->board != BOARD_READ || command == request->command)
		return unknown_export(what, error);
	return run_verb(request, command, answer, error);
}
