/* reuse: who shares what with whom, and who was first. */
#include "command/reuse_tables.h"

#include <stdlib.h>
#include <string.h>

#include "view/label.h"

void put_document_region(struct answer *answer, const struct board *board,
			 const struct stored_document *document)
{
	put_region_names(answer, board, document->metadata.region_id, document->metadata.region);
}

void place_name_columns(const struct request *request, struct answer *answer, const char *name,
			const char *name_en, const char *definition)
{
	answer_column(answer, name, "", definition, request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, name_en, "", definition, request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
}

struct slice document_place(const struct reuse_view *view, size_t index)
{
	const struct document_metadata *metadata = &view->loaded.documents[index].metadata;
	struct slice label =
		region_label(&view->board, metadata->region_id, view->request->chinese);
	if (label.length > 0)
		return label;
	return metadata->region.length > 0 ? metadata->region : metadata->id;
}

static bool is_stock(const struct pair_summary *summary)
{
	return summary->stock > summary->bytes / 2;
}

const char *reuse_relation(const struct pair_summary *summary)
{
	uint64_t half = summary->bytes / 2;
	if (is_stock(summary))
		return "stock";
	if (summary->order.sign == 0)
		return summary->above > half ? "common_source" : reuse_why_name(summary->order.why);
	if (summary->from_parent >= half)
		return "copied";
	return summary->from_parent + summary->from_source >= half ? "indirect" : "common_source";
}

/* Where a document's sentences stand and whose they are, for the later side of its pairs. */
struct later_document {
	struct document document;
	struct stored_voice *voices;
	bool loaded;
};

static enum status load_later(struct reuse_view *view, size_t index, struct later_document *later,
			      struct error *error)
{
	if (later->loaded)
		return STATUS_OK;
	struct board *board = &view->board;
	int64_t key = view->loaded.documents[index].key;
	bool compared;
	TRY(store_document_body(board->store, board->arena, key, &later->document, error));
	TRY(store_voice(board->store, board->arena, key, later->document.passage_count,
			&later->voices, &compared, error));
	later->loaded = true;
	return STATUS_OK;
}

static int compare_starts(const void *left, const void *right)
{
	const struct span *x = left, *y = right;
	return x->start < y->start ? -1 : x->start > y->start;
}

/* The later side's tiles as ranges that do not overlap; their number. */
static size_t join_tiles(const struct stored_reuse_pair *pair, bool later_is_document,
			 struct span *spans)
{
	size_t count = 0, kept = 0;
	for (size_t i = 0; i < pair->count; i++)
		for (size_t k = 0; k < pair->passages[i].tile_count; k++) {
			const struct stored_tile *tile = &pair->passages[i].tiles[k];
			spans[count++] = later_is_document ? tile->document : tile->other;
		}
	if (count > 0)
		qsort(spans, count, sizeof *spans, compare_starts);
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && spans[i].start <= spans[kept - 1].end) {
			if (spans[i].end > spans[kept - 1].end)
				spans[kept - 1].end = spans[i].end;
		} else {
			spans[kept++] = spans[i];
		}
	}
	return kept;
}

static void add_sentences(struct pair_summary *summary, const struct later_document *later,
			  int64_t earlier_key, const struct span *spans, size_t count)
{
	size_t i = 0;
	for (size_t s = 0; s < later->document.passage_count; s++) {
		struct span sentence = later->document.passages[s].span;
		uint64_t bytes = 0;
		while (i < count && spans[i].end <= sentence.start)
			i++;
		for (size_t k = i; k < count && spans[k].start < sentence.end; k++) {
			uint32_t start =
				spans[k].start > sentence.start ? spans[k].start : sentence.start;
			uint32_t end = spans[k].end < sentence.end ? spans[k].end : sentence.end;
			bytes += end - start;
		}
		const struct stored_voice *voice = &later->voices[s];
		summary->bytes += bytes;
		summary->above += voice->class == REUSE_ABOVE ? bytes : 0;
		summary->stock += voice->class == REUSE_STOCK ? bytes : 0;
		/* A sentence of which no single document holds enough has no parent: what the
		 * two share of it is theirs. */
		if (voice->parent == earlier_key || voice->parent == 0)
			summary->from_parent += bytes;
		else if (voice->source == earlier_key)
			summary->from_source += bytes;
	}
}

static enum status summarize(struct reuse_view *view, const struct stored_reuse_pair *pair,
			     struct later_document *laters, struct pair_summary *summary,
			     struct error *error)
{
	const struct reuse_board *loaded = &view->loaded;
	size_t document = reuse_board_index(loaded, pair->document);
	size_t other = reuse_board_index(loaded, pair->other);
	const struct reuse_document *x = &loaded->known[document], *y = &loaded->known[other];
	bool later_is_document = reuse_list_order(y, (uint32_t)other, x, (uint32_t)document) < 0;
	*summary = (struct pair_summary){.earlier = later_is_document ? other : document,
					 .later = later_is_document ? document : other,
					 .passages = pair->count,
					 .pair = pair};
	summary->order =
		reuse_order_of(&loaded->known[summary->earlier], &loaded->known[summary->later]);
	if (summary->order.sign > 0) {
		size_t earlier = summary->later;
		summary->later = summary->earlier;
		summary->earlier = earlier;
		summary->order.sign = -1;
		later_is_document = !later_is_document;
	}
	TRY(load_later(view, summary->later, &laters[summary->later], error));
	size_t tiles = 0;
	uint64_t weight = 0;
	for (size_t i = 0; i < pair->count; i++) {
		const struct stored_reuse *passage = &pair->passages[i];
		struct span span = later_is_document ? passage->document : passage->other;
		uint32_t bytes = span.end - span.start;
		tiles += passage->tile_count;
		weight += bytes;
		summary->identity += passage->identity * bytes;
		summary->longest = bytes > summary->longest ? bytes : summary->longest;
	}
	summary->identity = weight == 0 ? 0 : summary->identity / (double)weight;
	struct span *spans = memory_resize(NULL, tiles + 1, sizeof *spans);
	size_t count = join_tiles(pair, later_is_document, spans);
	add_sentences(summary, &laters[summary->later], loaded->documents[summary->earlier].key,
		      spans, count);
	free(spans);
	return STATUS_OK;
}

static int compare_summaries(const void *left, const void *right)
{
	const struct pair_summary *x = left, *y = right;
	if (x->bytes != y->bytes)
		return x->bytes > y->bytes ? -1 : 1;
	if (x->earlier != y->earlier)
		return x->earlier < y->earlier ? -1 : 1;
	return x->later < y->later ? -1 : x->later > y->later;
}

enum status reuse_summaries(struct reuse_view *view, struct pair_summary **summaries, size_t *count,
			    struct error *error)
{
	struct board *board = &view->board;
	struct stored_reuse_pair *pairs;
	size_t pair_count;
	TRY(store_reuse_pairs(board->store, board->arena, 0, &pairs, &pair_count, error));
	struct later_document *laters =
		arena_array(board->arena, struct later_document, view->loaded.count);
	*summaries = arena_array(board->arena, struct pair_summary, pair_count);
	*count = 0;
	for (size_t i = 0; i < pair_count; i++) {
		struct pair_summary summary;
		TRY(summarize(view, &pairs[i], laters, &summary, error));
		if (summary.bytes > 0)
			(*summaries)[(*count)++] = summary;
	}
	if (*count > 0)
		qsort(*summaries, *count, sizeof **summaries, compare_summaries);
	return STATUS_OK;
}

static void pairs_columns(const struct request *request, struct answer *answer)
{
	place_name_columns(request, answer, "earlier_region", "earlier_region_en",
			   "region of the document that was first, or stands first in the list");
	answer_column(answer, "earlier", "", "id of that document", SHOW_PLAIN);
	answer_column(answer, "earlier_date", "", "its date", SHOW_PLAIN);
	place_name_columns(request, answer, "later_region", "later_region_en",
			   "region of the other document");
	answer_column(answer, "later", "", "id of the other document", SHOW_PLAIN);
	answer_column(answer, "later_date", "", "its date", SHOW_PLAIN);
	answer_column(answer, "relation", "",
		      "copied; indirect: through a third one; common_source: both have it from a "
		      "third one; stock: phrases of "
		      "many; same_time, undated: nobody can say who was first",
		      SHOW_PLAIN);
	answer_column(answer, "why", "", "what says who was first: date, level, or nothing",
		      SHOW_HIDDEN);
	answer_column(answer, "passages", "", "shared passages", SHOW_PLAIN);
	answer_column(answer, "share", "", "of the later document that stands in the earlier one",
		      SHOW_SHARE);
	answer_column(answer, "identity", "",
		      "share of both sides of the passages that is equal and in order", SHOW_PLAIN);
	answer_column(answer, "shared_bytes", "byte", "of the later document", SHOW_HIDDEN);
	answer_column(answer, "longest", "byte", "longest passage", SHOW_HIDDEN);
}

/* Text flows from the earlier document to the later one. */
static const struct answer_node_attribute document_attributes[] = {
	{"region", "earlier_region", "later_region"},
	{"region_en", "earlier_region_en", "later_region_en"},
	{"date", "earlier_date", "later_date"}};
static const struct answer_graph pairs_graph = {.source = "earlier",
						.target = "later",
						.weight = "shared_bytes",
						.attributes = document_attributes,
						.attribute_count = sizeof document_attributes /
								   sizeof *document_attributes};

static double share_of(const struct pair_summary *summary, const struct stored_document *documents)
{
	return (double)summary->bytes / (double)documents[summary->later].bytes;
}

static void put_pair_row(struct reuse_view *view, const struct pair_summary *summary)
{
	struct answer *answer = view->answer;
	const struct stored_document *documents = view->loaded.documents;
	const struct stored_document *sides[] = {&documents[summary->earlier],
						 &documents[summary->later]};
	answer_row(answer);
	for (int i = 0; i < 2; i++) {
		put_document_region(answer, &view->board, sides[i]);
		answer_put_text(answer, sides[i]->metadata.id);
		if (sides[i]->metadata.date.length > 0)
			answer_put_text(answer, sides[i]->metadata.date);
		else
			answer_put_null(answer);
	}
	answer_put_string(answer, reuse_relation(summary));
	answer_put_string(answer, reuse_why_name(summary->order.why));
	answer_put_integer(answer, (int64_t)summary->passages);
	answer_put_real(answer, share_of(summary, documents));
	answer_put_real(answer, summary->identity);
	answer_put_integer(answer, (int64_t)summary->bytes);
	answer_put_integer(answer, summary->longest);
}

struct ranked_pair {
	double share;
	size_t index; /* in the summaries: of equals the one that shares more comes first */
};

static int largest_share_first(const void *left, const void *right)
{
	const struct ranked_pair *x = left, *y = right;
	if (x->share != y->share)
		return x->share > y->share ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static void say_pairs(struct reuse_view *view, size_t shown, size_t count, size_t stock)
{
	struct answer *answer = view->answer;
	struct arena *arena = view->board.arena;
	bool chinese = view->request->chinese;
	const char *left_out = "", *more = "";
	if (shown < count)
		more = chinese ? "（--limit 0 全部列出）" : " (--limit 0 shows all)";
	const char *of =
		shown < count ? arena_printf(arena, chinese ? "%zu / " : "%zu of ", shown) : "";
	answer->title = slice_from(
		chinese ? arena_printf(arena, "%s%zu 对文件有共同文字%s", of, count, more)
			: arena_printf(arena, "%s%zu %s of documents that share text%s", of, count,
				       count == 1 ? "pair" : "pairs", more));
	if (stock > 0)
		left_out = arena_printf(arena,
					chinese ? "另有 %zu 对主要共有许多地区都用的通用表述，未列"
						  "出（--stock 列出）。\n"
						: "Left out: %zu pairs that share mostly phrases "
						  "of many (--stock shows them).\n",
					stock);
	answer->footnote = slice_from(arena_printf(
		arena, "%s%s", left_out,
		chinese ? "按较晚文件中的占比排列。照搬：共有文字大半以较早文件为最近来源；间接：较"
			  "早"
			  "文件是最初来源，但另有更近的；同源：共有文字大半另有更早来源；通用表述："
			  "大半"
			  "句子三个以上其他地区也有；同期：级别相同、相距不足八天，分不出先后。占比"
			  "：占较"
			  "晚文件全文。"
			: "By share: of the later document. copied: the earlier document is the "
			  "nearest source of most of it; indirect: the first source, but another "
			  "one is nearer. common_source: most of it has an earlier source. stock: "
			  "three or more other regions have most of it. same_time: of one level "
			  "and "
			  "less than eight days apart, nobody can say who was first."));
}

enum status reuse_pairs_view(struct reuse_view *view, struct error *error)
{
	struct pair_summary *summaries;
	size_t all, count = 0, limit = (size_t)request_integer(view->request, "limit");
	bool with_stock = request_flag(view->request, "stock");
	TRY(reuse_summaries(view, &summaries, &all, error));
	struct ranked_pair *ranked = arena_array(view->board.arena, struct ranked_pair, all + 1);
	for (size_t i = 0; i < all; i++)
		if (with_stock || !is_stock(&summaries[i]))
			ranked[count++] = (struct ranked_pair){
				share_of(&summaries[i], view->loaded.documents), i};
	if (count > 0)
		qsort(ranked, count, sizeof *ranked, largest_share_first);
	pairs_columns(view->request, view->answer);
	size_t shown = limit > 0 && limit < count ? limit : count;
	for (size_t i = 0; i < shown; i++)
		put_pair_row(view, &summaries[ranked[i].index]);
	view->answer->graph = pairs_graph;
	say_pairs(view, shown, count, all - count);
	return STATUS_OK;
}

static void pair_columns(struct answer *answer)
{
	answer_column(answer, "identity", "", "share of both sides that is equal and in order",
		      SHOW_PLAIN);
	answer_column(answer, "whose", "", "whose the later side's first sentence is", SHOW_PLAIN);
	answer_column(answer, "a_start", "byte", "start in the first document", SHOW_PLAIN);
	answer_column(answer, "a_end", "byte", "end, exclusive", SHOW_PLAIN);
	answer_column(answer, "b_start", "byte", "start in the second document", SHOW_PLAIN);
	answer_column(answer, "b_end", "byte", "end, exclusive", SHOW_PLAIN);
	answer_column(answer, "a_marks", "byte", "what the second lacks: START-END in a, by ;",
		      SHOW_HIDDEN);
	answer_column(answer, "b_marks", "byte", "what the first lacks: START-END in b, by ;",
		      SHOW_HIDDEN);
	answer_column(answer, "a", "",
		      "text of the first document; what the second lacks is marked", SHOW_PASSAGE);
	answer_column(answer, "b", "",
		      "text of the second document; what the first lacks is marked", SHOW_BESIDE);
}

static int compare_by_a(const void *left, const void *right)
{
	const struct stored_reuse *x = left, *y = right;
	if (x->other.start != y->other.start)
		return x->other.start < y->other.start ? -1 : 1;
	return x->document.start < y->document.start ? -1 : x->document.start > y->document.start;
}

static void put_pair_passage(struct reuse_view *view, const struct reuse_text *a,
			     const struct reuse_text *b, const struct stored_reuse *passage)
{
	struct answer *answer = view->answer;
	struct changes changes = reuse_changes(view->board.arena, &a->units, passage->other,
					       &b->units, passage->document);
	answer_row(answer);
	answer_put_real(answer, passage->identity);
	answer_put_string(answer, reuse_class_name(reuse_class_at(b, passage->document.start)));
	answer_put_integer(answer, passage->other.start);
	answer_put_integer(answer, passage->other.end);
	answer_put_integer(answer, passage->document.start);
	answer_put_integer(answer, passage->document.end);
	put_changed_spans(answer, passage->other.start, changes.a, changes.a_count);
	put_changed_spans(answer, passage->document.start, changes.b, changes.b_count);
	put_marked_text(answer, slice_span(a->document.text, passage->other), passage->other.start,
			changes.a, changes.a_count);
	put_marked_text(answer, slice_span(b->document.text, passage->document),
			passage->document.start, changes.b, changes.b_count);
}

/* The pair's passages with a as `other` and b as `document`, in a's order. */
static struct stored_reuse *turn_pair(struct arena *arena, const struct stored_reuse_pair *pair,
				      bool turned)
{
	struct stored_reuse *passages = arena_array(arena, struct stored_reuse, pair->count);
	for (size_t i = 0; i < pair->count; i++) {
		passages[i] = pair->passages[i];
		if (turned) {
			passages[i].other = pair->passages[i].document;
			passages[i].document = pair->passages[i].other;
		}
	}
	if (pair->count > 0)
		qsort(passages, pair->count, sizeof *passages, compare_by_a);
	return passages;
}

static void say_pair(struct reuse_view *view, const size_t *sides, size_t found,
		     struct reuse_order order)
{
	bool chinese = view->request->chinese;
	const char *const words[3][2] = {{"the first is earlier", "前者较早"},
					 {"nobody can say which was first", "分不出先后"},
					 {"the second is earlier", "后者较早"}};
	struct slice why = label_value("relation", slice_from(reuse_why_name(order.why)), chinese);
	struct slice a = view->loaded.documents[sides[0]].metadata.id,
		     b = view->loaded.documents[sides[1]].metadata.id;
	int sign = order.sign < 0 ? 0 : order.sign > 0 ? 2 : 1;
	struct arena *arena = view->board.arena;
	view->answer->title = slice_from(
		chinese ? arena_printf(arena, "%.*s 与 %.*s 共有 %zu 段；%s（%.*s）", (int)a.length,
				       a.at, (int)b.length, b.at, found, words[sign][1],
				       (int)why.length, why.at)
			: arena_printf(arena, "%zu %s shared by %.*s and %.*s; %s (%.*s)", found,
				       found == 1 ? "passage" : "passages", (int)a.length, a.at,
				       (int)b.length, b.at, words[sign][0], (int)why.length,
				       why.at));
}

enum status reuse_pair_view(struct reuse_view *view, struct error *error)
{
	struct board *board = &view->board;
	const struct reuse_board *loaded = &view->loaded;
	size_t sides[2], count;
	struct reuse_text texts[2];
	for (int i = 0; i < 2; i++) {
		TRY(reuse_board_find(board, loaded, slice_from(view->request->arguments[i]),
				     &sides[i], error));
		TRY(reuse_text_load(board, loaded, sides[i], &texts[i], error));
	}
	int64_t a_key = loaded->documents[sides[0]].key, b_key = loaded->documents[sides[1]].key;
	struct stored_reuse_pair *pairs;
	TRY(store_reuse_pairs(board->store, board->arena, a_key, &pairs, &count, error));
	pair_columns(view->answer);
	size_t found = 0;
	for (size_t i = 0; i < count && a_key != b_key; i++) {
		bool turned = pairs[i].document == a_key;
		if ((turned ? pairs[i].other : pairs[i].document) != b_key)
			continue;
		found = pairs[i].count;
		struct stored_reuse *passages = turn_pair(board->arena, &pairs[i], turned);
		size_t limit = (size_t)request_integer(view->request, "limit");
		for (size_t k = 0; k < found && (limit == 0 || k < limit); k++)
			put_pair_passage(view, &texts[0], &texts[1], &passages[k]);
	}
	struct reuse_order order =
		reuse_order_of(&loaded->known[sides[0]], &loaded->known[sides[1]]);
	say_pair(view, sides, found, order);
	return STATUS_OK;
}

static enum status choose_view(const struct request *request, reuse_view_function **function,
			       struct error *error)
{
	static const struct {
		const char *option;
		size_t arguments;
		reuse_view_function *function;
	} views[] = {
		{"pair", 2, reuse_pair_view},		{"clusters", 0, reuse_clusters_view},
		{"matrix", 0, reuse_matrix_view},	{"forest", 0, reuse_forest_view},
		{"first-use", 1, reuse_first_use_view}, {"timeline", 1, reuse_timeline_view},
	};
	static reuse_view_function *const by_arguments[] = {reuse_pairs_view, reuse_spread_view,
							    reuse_pair_view};
	*function = by_arguments[request->argument_count];
	size_t given = 0;
	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		if (!request_flag(request, views[i].option))
			continue;
		given++;
		*function = views[i].function;
		if (request->argument_count != views[i].arguments)
			return error_set(error, STATUS_USAGE, "--%s goes with %s", views[i].option,
					 views[i].arguments == 2   ? "two documents"
					 : views[i].arguments == 1 ? "one document"
								   : "no document");
	}
	if (given > 1)
		return error_set(error, STATUS_USAGE,
				 "--pair, --clusters, --matrix, --forest, --first-use and "
				 "--timeline exclude each other");
	return STATUS_OK;
}

static void warn_missing(struct reuse_view *view)
{
	if (view->loaded.missing == 0)
		return;
	const char *what = arena_printf(view->board.arena,
					"%zu of %zu documents have not been compared with the "
					"others yet: any \"qipan add\" does it",
					view->loaded.missing, view->loaded.count);
	answer_problem(view->answer, "warning", SLICE("reuse"), 0, 0, slice_from(what));
}

enum status verb_reuse(struct request *request, struct answer *answer, struct error *error)
{
	reuse_view_function *function;
	struct reuse_view view = {.request = request, .answer = answer};
	TRY(choose_view(request, &function, error));
	TRY(verb_open(request, &view.board, answer, error));
	enum status status = reuse_board_load(&view.board, &view.loaded, error);
	if (status == STATUS_OK)
		status = function(&view, error);
	if (status == STATUS_OK)
		warn_missing(&view);
	board_close(&view.board);
	return status;
}
