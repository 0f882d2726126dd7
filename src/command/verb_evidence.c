/* evidence and search: sentences, with the place that fired. */
#include "command/verbs.h"

#include "base/buffer.h"
#include "reuse/origin.h"
#include "store/search.h"

static void evidence_columns(const struct request *request, struct answer *answer)
{
	passage_columns(request, answer);
	answer_column(answer, "rule", "", "rule that decided the orientation", SHOW_HIDDEN);
	answer_column(answer, "commitment", "", "none, explore, promote, build or target",
		      SHOW_PLAIN);
	answer_column(answer, "actor", "", "whose action: own, other or centre", SHOW_HIDDEN);
	answer_column(answer, "char_start", "code point", "start in the canonical text",
		      SHOW_HIDDEN);
	answer_column(answer, "char_end", "code point", "end in the canonical text, exclusive",
		      SHOW_HIDDEN);
	answer_column(answer, "codes", "",
		      "codes and the patterns that fired; in brackets what people said",
		      SHOW_PLAIN);
	marks_column(answer);
	answer_column(answer, "reuse", "",
		      "whose the sentence is, if others hold it: above, stock, sibling, "
		      "own_edition, same_time, first",
		      SHOW_PLAIN);
	answer_column(answer, "reuse_share", "", "of the sentence that stands in other documents",
		      SHOW_HIDDEN);
	answer_column(answer, "reuse_source", "",
		      "the earliest document that holds it, if before this", SHOW_PLAIN);
	answer_column(answer, "text", "", "the sentence", SHOW_PASSAGE);
}

static void put_reuse(struct answer *answer, const struct evidence_item *item)
{
	if (item->passage.reuse_class == REUSE_NONE)
		answer_put_null(answer);
	else
		answer_put_string(answer,
				  reuse_class_name((enum reuse_class)item->passage.reuse_class));
	answer_put_real(answer, item->passage.reuse_share);
	if (item->reuse_source == NULL)
		answer_put_null(answer);
	else
		answer_put_text(answer, item->reuse_source->metadata.id);
}

/* "field.computing_power 算力; ..." each code with each of its patterns once. */
static struct slice fired(const struct board *board, const struct evidence_item *item)
{
	struct buffer words;
	buffer_init(&words);
	for (size_t i = 0; i < item->mark_count; i++) {
		const struct evidence_mark *mark = &item->marks[i];
		bool said = false;
		for (size_t k = 0; k < i; k++)
			said |= item->marks[k].code.value == mark->code.value &&
				item->marks[k].pattern == mark->pattern;
		if (said)
			continue;
		struct slice code = codebook_code(&board->codebook, mark->code)->name;
		buffer_printf(&words, "%s%.*s", words.length > 0 ? "; " : "", (int)code.length,
			      code.at);
		if (mark->pattern < board->codebook.pattern_count) {
			struct slice pattern = board->codebook.patterns[mark->pattern].text;
			buffer_printf(&words, " %.*s", (int)pattern.length, pattern.at);
		}
		if (mark->state != MENTION_AUTO)
			buffer_printf(&words, " (%s)",
				      mention_state_name((enum mention_state)mark->state));
	}
	struct slice copy = arena_copy(board->arena, buffer_slice(&words));
	buffer_release(&words);
	return copy;
}

static void put_item(struct board *board, struct answer *answer, const struct evidence_item *item)
{
	const struct passage_row *passage = &item->passage;
	answer_row(answer);
	put_item_passage(answer, board, item);
	answer_put_string(answer, orientation_rule_name((enum orientation_rule)passage->rule));
	answer_put_string(answer, commitment_name((enum commitment)passage->commitment));
	answer_put_string(answer, actor_name((enum actor)passage->actor));
	answer_put_integer(answer, item->char_start);
	answer_put_integer(answer, item->char_end);
	answer_put_text(answer, fired(board, item));
	put_marks(answer, board, item);
	put_reuse(answer, item);
	put_evidence_text(answer, item);
}

static enum status ids_parse(struct arena *arena, struct slice list, int64_t **ids, size_t *count,
			     struct error *error)
{
	*ids = arena_array(arena, int64_t, list.length / 2 + 1);
	*count = 0;
	struct slice part;
	while (slice_cut(&list, ',', &part)) {
		part = slice_trim(part);
		int64_t id = 0;
		bool good = part.length > 0 && part.length < 18;
		for (size_t i = 0; good && i < part.length; i++) {
			good = part.at[i] >= '0' && part.at[i] <= '9';
			id = id * 10 + (part.at[i] - '0');
		}
		if (!good)
			return error_set(error, STATUS_USAGE,
					 "--id takes numbers separated by commas, not "
					 "\"%.*s\"",
					 (int)part.length, part.at);
		(*ids)[(*count)++] = id;
	}
	return STATUS_OK;
}

static enum status evidence_filter(struct request *request, struct board *board,
				   struct passage_filter *filter, uint32_t *min_characters,
				   struct error *error)
{
	struct board_query query;
	TRY(verb_query(request, &query, error));
	*filter = query_filter(&query);
	filter->document = request_text(request, "document");
	filter->with_reuse = true;
	*min_characters = FRAME_MIN_CHARACTERS;
	if (request_given(request, "id")) {
		int64_t *ids;
		TRY(ids_parse(board->arena, request_text(request, "id"), &ids, &filter->id_count,
			      error));
		filter->ids = ids;
		filter->orientations = 0;
		*min_characters = 0;
	}
	if (query.region.length > 0 || query.tier.length > 0) {
		uint32_t *regions;
		TRY(regions_choose(board, &query, &regions, &filter->region_count, error));
		filter->regions = regions;
	}
	if (request_given(request, "code")) {
		uint32_t *codes;
		TRY(codes_below(board, request_text(request, "code"), &codes, &filter->code_count,
				error));
		filter->codes = codes;
	}
	if (filter->regions == NULL && filter->codes == NULL && filter->ids == NULL &&
	    filter->document.length == 0)
		return error_set(error, STATUS_USAGE,
				 "say which sentences: --region, --code, --document or "
				 "--id (qipan help evidence)");
	return STATUS_OK;
}

static enum status fill_evidence(struct request *request, struct board *board,
				 struct answer *answer, struct error *error)
{
	struct passage_filter filter;
	struct evidence evidence;
	uint32_t min_characters;
	TRY(evidence_filter(request, board, &filter, &min_characters, error));
	TRY(evidence_load(board, &filter, min_characters, (size_t)request_integer(request, "limit"),
			  &evidence, error));
	evidence_columns(request, answer);
	for (size_t i = 0; i < evidence.count; i++)
		put_item(board, answer, &evidence.items[i]);
	answer->title = slice_from(
		evidence.count < evidence.total
			? arena_printf(board->arena, "%zu of %zu sentences (--limit 0 shows all)",
				       evidence.count, evidence.total)
			: arena_printf(board->arena, "%zu sentence%s", evidence.total,
				       evidence.total == 1 ? "" : "s"));
	return STATUS_OK;
}

enum status verb_evidence(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	enum status status = fill_evidence(request, &board, answer, error);
	board_close(&board);
	return status;
}

static bool resolve_region(const void *context, struct slice value, struct region_id *id)
{
	const struct board *board = context;
	*id = gazetteer_find(&board->gazetteer, value);
	return id->value != 0;
}

static bool resolve_code(const void *context, struct slice value, const uint32_t **ids,
			 size_t *count)
{
	const struct board *board = context;
	uint32_t *found;
	if (codes_below(board, value, &found, count, NULL) != STATUS_OK)
		return false;
	*ids = found;
	return true;
}

static void search_columns(const struct request *request, struct answer *answer)
{
	passage_columns(request, answer);
	answer_column(answer, "hit_start", "byte", "start of the first hit", SHOW_HIDDEN);
	answer_column(answer, "hit_end", "byte", "end of the first hit, exclusive", SHOW_HIDDEN);
	answer_column(answer, "hits", "", "hits in the sentence", SHOW_HIDDEN);
	answer_column(answer, "marks", "byte", "the hits inside text: START-END, separated by ;",
		      SHOW_HIDDEN);
	answer_column(answer, "text", "", "the sentence, or the hit in its context", SHOW_PASSAGE);
}

static void put_hit_marks(struct answer *answer, const struct search_hit *hit)
{
	struct buffer words;
	buffer_init(&words);
	for (size_t i = 0; i < hit->mark_count; i++)
		if (hit->marks[i].start >= hit->text_span.start &&
		    hit->marks[i].end <= hit->text_span.end)
			buffer_printf(&words, "%s%u-%u", words.length > 0 ? ";" : "",
				      hit->marks[i].start - hit->text_span.start,
				      hit->marks[i].end - hit->text_span.start);
	answer_put_text(answer, buffer_slice(&words));
	buffer_release(&words);
}

static void put_hit(struct board *board, struct answer *answer, const struct search_hit *hit)
{
	struct document_metadata metadata = {
		.id = hit->document_id, .title = hit->title, .date = hit->date};
	answer_row(answer);
	put_passage(answer, board, hit->passage, hit->region, &metadata, hit->orientation,
		    hit->passage_span);
	if (hit->mark_count == 0) {
		answer_put_null(answer);
		answer_put_null(answer);
	} else {
		answer_put_integer(answer, hit->marks[0].start);
		answer_put_integer(answer, hit->marks[0].end);
	}
	answer_put_integer(answer, (int64_t)hit->mark_count);
	put_hit_marks(answer, hit);
	put_marked_text(answer, hit->passage_text, hit->text_span.start, hit->marks,
			hit->mark_count);
}

static enum search_unit unit_of(struct slice word)
{
	if (slice_is(word, "sentence"))
		return SEARCH_SENTENCE;
	return slice_is(word, "document") ? SEARCH_DOCUMENT : SEARCH_PARAGRAPH;
}

static enum status fill_search(struct request *request, struct board *board, struct answer *answer,
			       struct error *error)
{
	struct search_options options = {
		.unit = unit_of(request_text(request, "within")),
		.limit = (size_t)request_integer(request, "limit"),
		.offset = (size_t)request_integer(request, "skip"),
		.all_editions = request_flag(request, "all-editions"),
	};
	struct search_resolver resolver = {resolve_region, resolve_code, board};
	struct search_result result;
	TRY(orientations_parse(request_text(request, "orientation"), &options.orientations, error));
	struct buffer query;
	buffer_init(&query);
	for (size_t i = 0; i < request->argument_count; i++)
		buffer_printf(&query, "%s%s", i > 0 ? " " : "", request->arguments[i]);
	struct slice text = arena_copy(board->arena, buffer_slice(&query));
	buffer_release(&query);
	job_phase(request->job, "searching", "", 0);
	TRY(store_search(board->store, request->job, board->arena, text, &options, &resolver,
			 &result, error));
	search_columns(request, answer);
	for (size_t i = 0; i < result.hit_count; i++)
		put_hit(board, answer, &result.hits[i]);
	answer->title = slice_from(arena_printf(
		board->arena, "%llu sentences in %llu documents%s",
		(unsigned long long)result.passage_total, (unsigned long long)result.document_total,
		result.hit_count < result.passage_total ? " (more: --skip, --limit 0)" : ""));
	return STATUS_OK;
}

enum status verb_search(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	enum status status = fill_search(request, &board, answer, error);
	board_close(&board);
	return status;
}
