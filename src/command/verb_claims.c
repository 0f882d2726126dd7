/* claims and quotes: what articles say of regions, and who says it. */
#include "command/verbs.h"

#include <unistd.h>

#include "base/buffer.h"
#include "study/articles.h"

/* The board's articles, or the files named; a scheme without a board is enough for files. */
static enum status open_articles(struct request *request, struct board *board,
				 struct article_list *list, struct answer *answer,
				 struct error *error)
{
	*list = (struct article_list){0};
	bool files = request->argument_count > 0;
	if (files && access(request->board_path, F_OK) != 0) {
		TRY(board_open_scheme(board, request->job, request->arena, error));
		answer_manifest(answer, "codebook", board->codebook.name);
		answer_manifest(answer, "codebook_sha256", slice_from(board->codebook.sha256));
		answer_manifest(answer, "gazetteer", board->gazetteer.name);
		answer_manifest(answer, "gazetteer_sha256", slice_from(board->gazetteer.sha256));
	} else {
		TRY(verb_open(request, board, answer, error));
	}
	enum status status =
		files ? articles_of_files(board, request->arguments, request->argument_count, list,
					  error)
		      : articles_of_board(board, request_text(request, "kind"),
					  request_text(request, "document"), list, error);
	for (size_t i = 0; i < list->problem_count; i++)
		answer_problem(answer, list->problems[i].severity, list->problems[i].place,
			       list->problems[i].line, list->problems[i].column,
			       list->problems[i].what);
	request->skipped = list->skipped > 0;
	if (status != STATUS_OK) {
		articles_release(list);
		board_close(board);
	}
	return status;
}

static void close_articles(struct board *board, struct article_list *list)
{
	articles_release(list);
	board_close(board);
}

static void title(struct request *request, struct answer *answer, const struct article_list *list,
		  const char *what)
{
	answer->title = slice_from(
		list->count == 0
			? "no articles: name a file, or add some with qipan add --kind article"
			: arena_printf(request->arena, "%zu %s in %zu article%s", answer->row_count,
				       what, list->count, list->count == 1 ? "" : "s"));
}

static void put_place_columns(struct answer *answer)
{
	answer_column(answer, "document", "", "id of the article", SHOW_HIDDEN);
	answer_column(answer, "date", "", "date of the article", SHOW_HIDDEN);
	answer_column(answer, "start", "byte", "start of the clause in the canonical text",
		      SHOW_HIDDEN);
	answer_column(answer, "end", "byte", "end of the clause, exclusive", SHOW_HIDDEN);
	answer_column(answer, "evidence", "", "the passage that holds it", SHOW_HIDDEN);
}

static void put_place(struct answer *answer, const struct article_item *item, uint32_t passage,
		      struct span span)
{
	answer_put_text(answer, item->document.metadata.id);
	answer_put_text(answer, item->document.metadata.date);
	answer_put_integer(answer, span.start);
	answer_put_integer(answer, span.end);
	if (item->passage_ids == NULL)
		answer_put_null(answer);
	else
		answer_put_ids(answer, &item->passage_ids[passage], 1);
}

static void put_speaker(struct answer *answer, const struct article *article, uint16_t speaker)
{
	if (speaker == ARTICLE_NOBODY) {
		answer_put_null(answer);
		return;
	}
	const struct article_speaker *who = &article->speakers[speaker];
	answer_put_text(answer, who->name.length > 0 ? who->name : who->post);
}

static void claim_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "kind", "",
		      "claim of a region; of a group that names none; release of a document; count "
		      "of regions",
		      SHOW_PLAIN);
	region_columns(request, answer);
	answer_column(answer, "group", "", "tier or quantity that the text names instead",
		      SHOW_PLAIN);
	code_columns(request, answer, "code of the codebook; empty: it has none for this");
	answer_column(answer, "what", "", "the item of the list, or the clause", SHOW_PLAIN);
	answer_column(answer, "commitment", "", "none, explore, promote, build or target",
		      SHOW_PLAIN);
	answer_column(answer, "level", "", "national, global or regional", SHOW_PLAIN);
	answer_column(answer, "qualifiers", "", "words of rank and size", SHOW_HIDDEN);
	answer_column(answer, "number", "", "of a count", SHOW_HIDDEN);
	answer_column(answer, "bound", "", "at least, about or exactly; of a count", SHOW_HIDDEN);
	answer_column(answer, "speaker", "", "who says it; empty: the article", SHOW_PLAIN);
	answer_column(answer, "rule", "", "why it is said of this region", SHOW_PLAIN);
	put_place_columns(answer);
	answer_column(answer, "text", "", "the clause, with what is claimed", SHOW_PASSAGE);
}

static const char *claim_rule(const struct article_unit *unit, const struct article_claim *claim)
{
	if (claim->kind == CLAIM_RELEASE)
		return "named with a release";
	return claim->kind == CLAIM_COUNT ? "number of regions" : unit->region_rule;
}

static void put_claim(struct board *board, struct answer *answer, const struct article_item *item,
		      const struct article_claim *claim)
{
	const struct article *article = &item->article;
	const struct article_unit *unit = &article->units[claim->unit];
	struct slice text = item->document.text;
	bool plans = claim->kind == CLAIM_PLAN || claim->kind == CLAIM_GROUP;
	answer_row(answer);
	answer_put_string(answer, claim_kind_name((enum claim_kind)claim->kind));
	if (claim->region.value == 0) {
		answer_put_null(answer);
		answer_put_null(answer);
	} else {
		put_region_names(answer, board, claim->region, SLICE(""));
	}
	answer_put_string(answer, claim->kind == CLAIM_GROUP
					  ? article_group_name((enum article_group)unit->group)
					  : "");
	put_code(answer, board, claim->code);
	answer_put_text(answer, slice_span(text, claim->what));
	answer_put_string(answer,
			  plans ? commitment_name((enum commitment)claim->commitment) : NULL);
	answer_put_string(answer, claim->level);
	answer_put_text(answer, claim->qualifiers);
	if (claim->kind == CLAIM_COUNT)
		answer_put_integer(answer, claim->number);
	else
		answer_put_null(answer);
	answer_put_string(answer, claim->bound);
	put_speaker(answer, article, unit->speaker);
	answer_put_string(answer, claim_rule(unit, claim));
	put_place(answer, item, unit->passage, unit->span);
	put_marked_text(answer, slice_span(text, unit->span), unit->span.start, &claim->what, 1);
}

static bool region_asked(const struct board *board, struct slice names, struct region_id region)
{
	struct slice part;
	if (names.length == 0)
		return true;
	while (slice_cut(&names, ',', &part)) {
		struct region_id id = gazetteer_find(&board->gazetteer, slice_trim(part));
		if (id.value != 0 && id.value == region.value)
			return true;
	}
	return false;
}

static bool kind_shown(const struct request *request, uint8_t kind)
{
	struct slice show = request_text(request, "show");
	if (slice_is(show, "all"))
		return true;
	return slice_is(show, "claims") ? kind == CLAIM_PLAN || kind == CLAIM_GROUP
					: kind == CLAIM_RELEASE || kind == CLAIM_COUNT;
}

enum status verb_claims(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	struct article_list list;
	TRY(open_articles(request, &board, &list, answer, error));
	claim_columns(request, answer);
	struct slice regions = request_text(request, "region");
	for (size_t i = 0; i < list.count; i++)
		for (size_t k = 0; k < list.items[i].article.claim_count; k++) {
			const struct article_claim *claim = &list.items[i].article.claims[k];
			if (kind_shown(request, claim->kind) &&
			    region_asked(&board, regions, claim->region))
				put_claim(&board, answer, &list.items[i], claim);
		}
	title(request, answer, &list, "claims");
	answer->footnote = SLICE(
		"second-hand: what articles say that regions plan; never part of a plan's shares");
	close_articles(&board, &list);
	return STATUS_OK;
}

static void quote_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "kind", "", "statement, risk or advice", SHOW_PLAIN);
	answer_column(answer, "speaker", "",
		      "who says it; a post where no name is given; empty: the article", SHOW_PLAIN);
	answer_column(answer, "post", "", "the speaker's post", SHOW_PLAIN);
	answer_column(answer, "organisation", "", "the speaker's organisation", SHOW_PLAIN);
	answer_column(answer, "voice", "", "direct, reported, or the reporter's own", SHOW_PLAIN);
	answer_column(answer, "topic", "", "of a risk or advice",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "topic_zh", "", "the topic in Chinese",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	code_columns(request, answer, "code of the codebook; empty: it has none for this");
	answer_column(answer, "for_whom", "", "group or regions that it is said of", SHOW_PLAIN);
	answer_column(answer, "regions", "", "regions that it names, by their codes", SHOW_HIDDEN);
	answer_column(answer, "rule", "", "how the voice was found", SHOW_PLAIN);
	put_place_columns(answer);
	answer_column(answer, "text", "", "the clause", SHOW_PASSAGE);
}

static struct slice region_names(const struct request *request, const struct board *board,
				 const struct article *article, uint32_t start, uint32_t count,
				 bool codes)
{
	struct buffer names;
	buffer_init(&names);
	for (uint32_t i = start; i < start + count; i++) {
		struct slice name =
			codes ? gazetteer_region(&board->gazetteer, article->regions[i])->code
			      : region_label(board, article->regions[i], request->chinese);
		buffer_printf(&names, "%s%.*s", i > start ? ", " : "", (int)name.length, name.at);
	}
	struct slice copy = arena_copy(request->arena, buffer_slice(&names));
	buffer_release(&names);
	return copy;
}

struct quote {
	const char *kind, *topic, *topic_zh;
	struct code_id code;
	uint8_t group;
	uint32_t region_start, region_count;
	struct span span;
};

static void put_quote(const struct request *request, struct board *board, struct answer *answer,
		      const struct article_item *item, const struct article_unit *unit,
		      struct quote quote)
{
	const struct article *article = &item->article;
	bool named = unit->speaker != ARTICLE_NOBODY;
	struct slice regions = region_names(request, board, article, quote.region_start,
					    quote.region_count, false);
	answer_row(answer);
	answer_put_string(answer, quote.kind);
	put_speaker(answer, article, unit->speaker);
	answer_put_text(answer, named ? article->speakers[unit->speaker].post : SLICE(""));
	answer_put_text(answer, named ? article->speakers[unit->speaker].organisation : SLICE(""));
	answer_put_string(answer, voice_name((enum voice)unit->voice));
	answer_put_string(answer, quote.topic);
	answer_put_string(answer, quote.topic_zh);
	put_code(answer, board, quote.code);
	if (quote.region_count > 0)
		answer_put_text(answer, regions);
	else
		answer_put_string(answer, article_group_name((enum article_group)quote.group));
	answer_put_text(answer, region_names(request, board, article, quote.region_start,
					     quote.region_count, true));
	answer_put_string(answer, unit->voice_rule);
	put_place(answer, item, unit->passage, quote.span);
	answer_put_text(answer, slice_span(item->document.text, quote.span));
}

static bool shown(const struct request *request, const char *kind)
{
	struct slice show = request_text(request, "show");
	return slice_is(show, "all") || slice_is(show, kind);
}

static void put_statements(const struct request *request, struct board *board,
			   struct answer *answer, const struct article_item *item)
{
	for (size_t k = 0; k < item->article.unit_count; k++) {
		const struct article_unit *unit = &item->article.units[k];
		if (unit->tag || unit->speaker == ARTICLE_NOBODY)
			continue;
		put_quote(request, board, answer, item, unit,
			  (struct quote){.kind = "statement",
					 .group = unit->group,
					 .region_start = unit->region_start,
					 .region_count = unit->region_count,
					 .span = unit->span});
	}
}

static void put_concerns(const struct request *request, struct board *board, struct answer *answer,
			 const struct article_item *item, enum concern_kind kind)
{
	for (size_t k = 0; k < item->article.concern_count; k++) {
		const struct article_concern *concern = &item->article.concerns[k];
		if (concern->kind != kind)
			continue;
		put_quote(request, board, answer, item, &item->article.units[concern->unit],
			  (struct quote){.kind = kind == CONCERN_RISK ? "risk" : "advice",
					 .topic = concern->topic,
					 .topic_zh = concern->topic_zh,
					 .code = concern->code,
					 .group = concern->group,
					 .region_start = concern->region_start,
					 .region_count = concern->region_count,
					 .span = concern->span});
	}
}

/* What speakers of one article do with one subject: bits. */
enum stance { STANCE_SPEAKS = 1, STANCE_WARNS = 2, STANCE_ADVISES = 4 };

static const char *relation(const uint8_t *stances, size_t count)
{
	uint8_t all = STANCE_SPEAKS | STANCE_WARNS | STANCE_ADVISES, any = 0;
	for (size_t i = 0; i < count; i++)
		if (stances[i] != 0) {
			all &= stances[i];
			any |= stances[i];
		}
	if ((all & STANCE_WARNS) != 0)
		return "all name it a risk";
	if ((all & STANCE_ADVISES) != 0)
		return "all ask for it";
	if ((any & (STANCE_WARNS | STANCE_ADVISES)) == 0)
		return "all speak of it";
	return (any & STANCE_WARNS) != 0 ? "not all name it a risk" : "not all ask for it";
}

static void put_shared(const struct request *request, struct answer *answer,
		       const struct article_item *item, const char *topic, const char *topic_zh,
		       const uint8_t *stances)
{
	const struct article *article = &item->article;
	size_t speakers = 0;
	struct buffer names;
	buffer_init(&names);
	for (size_t s = 0; s < article->speaker_count; s++) {
		if (stances[s] == 0)
			continue;
		struct slice name = article->speakers[s].name.length > 0
					    ? article->speakers[s].name
					    : article->speakers[s].post;
		buffer_printf(&names, "%s%.*s%s%s", speakers++ > 0 ? "; " : "", (int)name.length,
			      name.at, (stances[s] & STANCE_WARNS) != 0 ? " (risk)" : "",
			      (stances[s] & STANCE_ADVISES) != 0 ? " (advice)" : "");
	}
	if (speakers > 1) {
		answer_row(answer);
		answer_put_string(answer, request->chinese ? topic_zh : topic);
		answer_put_string(answer, topic);
		answer_put_string(answer, relation(stances, article->speaker_count));
		answer_put_integer(answer, (int64_t)speakers);
		answer_put_text(answer, buffer_slice(&names));
		answer_put_text(answer, item->document.metadata.id);
	}
	buffer_release(&names);
}

/* Topics of risk and advice, and codes, that two or more speakers of an article share. */
static void put_agreement(const struct request *request, struct board *board, struct answer *answer,
			  const struct article_item *item)
{
	const struct article *article = &item->article;
	size_t speakers = article->speaker_count, codes = board->codebook.code_count + 1;
	if (speakers < 2)
		return;
	uint8_t *of_topic = arena_array(request->arena, uint8_t, article_topic_count() * speakers);
	uint8_t *of_code = arena_array(request->arena, uint8_t, codes * speakers);
	for (size_t i = 0; i < article->concern_count; i++) {
		const struct article_concern *concern = &article->concerns[i];
		uint16_t speaker = article->units[concern->unit].speaker;
		uint8_t stance = concern->kind == CONCERN_RISK ? STANCE_WARNS : STANCE_ADVISES;
		if (speaker == ARTICLE_NOBODY)
			continue;
		of_topic[concern->topic_index * speakers + speaker] |= stance;
	}
	size_t m = 0;
	const struct document *document = &item->document;
	for (size_t u = 0; u < article->unit_count; u++) {
		const struct article_unit *unit = &article->units[u];
		while (m < document->mention_count &&
		       document->mentions[m].span.start < unit->span.start)
			m++;
		for (size_t k = m; k < document->mention_count &&
				   document->mentions[k].span.start < unit->span.end;
		     k++)
			if (unit->speaker != ARTICLE_NOBODY && !unit->tag &&
			    document->mentions[k].state != MENTION_REJECTED)
				of_code[document->mentions[k].code.value * speakers +
					unit->speaker] |= STANCE_SPEAKS;
	}
	for (size_t t = 0; t + 1 < article_topic_count(); t++)
		put_shared(request, answer, item, article_topic(t, false), article_topic(t, true),
			   &of_topic[t * speakers]);
	for (size_t c = 1; c < codes; c++) {
		const struct code *code = &board->codebook.codes[c - 1];
		if (article_tells(code->name))
			put_shared(request, answer, item, arena_string(request->arena, code->name),
				   arena_string(request->arena, code_label(board, code->id, true)),
				   &of_code[c * speakers]);
	}
}

static enum status agreement(struct request *request, struct board *board, struct answer *answer,
			     const struct article_list *list)
{
	answer_column(answer, "subject", "", "topic of risk or advice, or code", SHOW_PLAIN);
	answer_column(answer, "key", "", "the same as the program names it", SHOW_HIDDEN);
	answer_column(answer, "agreement", "", "do the speakers agree on it", SHOW_PLAIN);
	answer_column(answer, "speakers", "speakers", "how many speak of it", SHOW_PLAIN);
	answer_column(answer, "who", "", "the speakers, and how they speak of it", SHOW_PLAIN);
	answer_column(answer, "document", "", "id of the article", SHOW_PLAIN);
	for (size_t i = 0; i < list->count; i++)
		put_agreement(request, board, answer, &list->items[i]);
	title(request, answer, list, "subjects shared by speakers");
	return STATUS_OK;
}

static enum status cards(struct answer *answer, const struct article_list *list)
{
	static const char *const names[] = {"outlet",	"editor", "responsible_editor",
					    "reporter", "agency", "notice"};
	answer_column(answer, "document", "", "id of the article", SHOW_PLAIN);
	answer_column(answer, "field", "",
		      "title, date, outlet, editor, responsible_editor, reporter, agency, notice",
		      SHOW_PLAIN);
	answer_column(answer, "value", "", "as the page says it", SHOW_PLAIN);
	for (size_t i = 0; i < list->count; i++) {
		const struct source_card *card = &list->items[i].article.card;
		const struct document_metadata *metadata = &list->items[i].document.metadata;
		const struct slice values[] = {card->outlet, card->editor, card->responsible_editor,
					       card->reporter, card->agency};
		const struct slice own[] = {metadata->title, metadata->date};
		for (size_t k = 0; k < 7 + card->notice_count; k++) {
			struct slice value = k < 2   ? own[k]
					     : k < 7 ? values[k - 2]
						     : card->notices[k - 7];
			if (value.length == 0)
				continue;
			answer_row(answer);
			answer_put_text(answer, metadata->id);
			answer_put_string(answer, k == 0   ? "title"
						  : k == 1 ? "date"
						  : k < 7  ? names[k - 2]
							   : names[5]);
			answer_put_text(answer, value);
		}
	}
	return STATUS_OK;
}

enum status verb_quotes(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	struct article_list list;
	TRY(open_articles(request, &board, &list, answer, error));
	struct slice show = request_text(request, "show");
	if (slice_is(show, "agreement") || slice_is(show, "source")) {
		enum status status = slice_is(show, "source")
					     ? cards(answer, &list)
					     : agreement(request, &board, answer, &list);
		close_articles(&board, &list);
		return status;
	}
	quote_columns(request, answer);
	for (size_t i = 0; i < list.count; i++) {
		if (shown(request, "statements"))
			put_statements(request, &board, answer, &list.items[i]);
		if (shown(request, "risks"))
			put_concerns(request, &board, answer, &list.items[i], CONCERN_RISK);
		if (shown(request, "advice"))
			put_concerns(request, &board, answer, &list.items[i], CONCERN_ADVICE);
	}
	title(request, answer, &list, "statements");
	close_articles(&board, &list);
	return STATUS_OK;
}
