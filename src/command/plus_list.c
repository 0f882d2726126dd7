/* plus --show list: the pairs that a text itself writes (M29), with sector, region and sentence. */
#include "command/plus.h"

#include "measure/measure.h"
#include "text/plus_form.h"

struct plus_list {
	struct plus_view *view;
	struct evidence evidence;
	struct landing_tables landing;
	size_t rows, slogans;
	bool *named; /* by region */
};

static bool is_sector(const struct plus_view *view, struct code_id code)
{
	for (size_t c = 0; c < view->corpus.column_count; c++)
		if (c != view->column && view->corpus.columns[c].id.value == code.value)
			return true;
	return false;
}

/* The longest mention of a sector that meets the object, the first of equals; of the slogan, one
 * that begins where an object would. */
static const struct evidence_mark *sector_of(const struct plus_list *list,
					     const struct evidence_item *item, struct span object)
{
	const struct evidence_mark *best = NULL;
	bool slogan = object.start == object.end;
	for (size_t i = 0; i < item->mark_count; i++) {
		const struct evidence_mark *mark = &item->marks[i];
		bool meets =
			slogan ? mark->span.start == object.start
			       : mark->span.start < object.end && mark->span.end > object.start;
		if (meets && is_sector(list->view, mark->code) &&
		    (best == NULL ||
		     mark->span.end - mark->span.start > best->span.end - best->span.start))
			best = mark;
	}
	return best;
}

/* A word too short for any pattern (医疗) may begin many: the sector of which three patterns or
 * more begin with it, if these are four of five or more of all that do. */
static struct code_id sector_beginning(const struct plus_view *view, struct slice object)
{
	enum { LEAST = 3 };
	const struct codebook *codebook = &view->board->codebook;
	struct code_id best = {0};
	size_t most = 0, all = 0, count = 0;
	uint32_t code = 0;
	for (size_t p = 0; p < codebook->pattern_count && object.length > 0; p++) {
		const struct code_pattern *pattern = &codebook->patterns[p];
		if (!slice_starts(pattern->text, object) || !is_sector(view, pattern->code))
			continue;
		count = pattern->code.value == code ? count + 1 : 1;
		code = pattern->code.value;
		all++;
		if (count > most) {
			most = count;
			best = pattern->code;
		}
	}
	return most >= LEAST && 5 * most >= 4 * all ? best : (struct code_id){0};
}

static void list_columns(const struct plus_view *view)
{
	struct answer *answer = view->answer;
	answer_column(answer, "x", "", "X of AI + X, as the text writes it", SHOW_PLAIN);
	answer_column(answer, "form", "", "plus: AI + X; model: a large model of X", SHOW_PLAIN);
	code_columns(view->request, answer,
		     "code that X names, or that most patterns beginning with X are of");
	passage_columns(view->request, answer);
	answer_column(answer, "commitment", "", "none, explore, promote, build or target",
		      SHOW_PLAIN);
	answer_column(answer, "lands", "", "names a site, pilot, scene or users, or a number",
		      SHOW_PLAIN);
	answer_column(answer, "text", "", "the sentence, the pair marked", SHOW_PASSAGE);
}

static void put_row(struct plus_list *list, const struct evidence_item *item, struct span words,
		    struct slice object, const struct plus_form *form, struct code_id sector)
{
	struct plus_view *view = list->view;
	struct answer *answer = view->answer;
	answer_row(answer);
	answer_put_text(answer, object);
	answer_put_string(answer, plus_kind_name((enum plus_kind)form->kind));
	put_code(answer, view->board, sector);
	put_item_passage(answer, view->board, item);
	answer_put_string(answer, commitment_name((enum commitment)item->passage.commitment));
	answer_put_flag(answer, plus_lands(&list->landing, item));
	put_marked_text(answer, item->text, item->passage.span.start, &words, 1);
	list->rows++;
	for (size_t r = 0; r < view->corpus.region_count; r++)
		if (view->corpus.regions[r].id.value == item->passage.region.value)
			list->named[r] = true;
}

static void read_item(struct plus_list *list, const struct plus_tables *tables,
		      const struct evidence_item *item)
{
	struct plus_form *forms;
	uint32_t start = item->passage.span.start;
	size_t count = plus_forms_read(list->view->request->arena, tables, item->text, &forms);
	for (size_t i = 0; i < count; i++) {
		struct span object = {start + forms[i].object.start, start + forms[i].object.end};
		struct span words = {start + forms[i].words.start, start + forms[i].words.end};
		const struct evidence_mark *sector = sector_of(list, item, object);
		if (object.start == object.end && sector == NULL) {
			list->slogans++;
			continue;
		}
		if (object.start == object.end) {
			object = sector->span;
			words.end = object.end;
		}
		struct span inside = {object.start - start, object.end - start};
		struct slice written = slice_span(item->text, inside);
		put_row(list, item, words, written, &forms[i],
			sector == NULL ? sector_beginning(list->view, written) : sector->code);
	}
}

static void put_footnote(struct plus_list *list)
{
	struct plus_view *view = list->view;
	size_t regions = 0, read = 0;
	for (size_t r = 0; r < view->corpus.region_count; r++) {
		regions += list->named[r];
		read += view->corpus.regions[r].passage_end > view->corpus.regions[r].passage_start;
	}
	view->answer->footnote = slice_from(arena_printf(
		view->request->arena,
		view->request->chinese
			? "所读 %zu 个地区中 %zu 个写出 %zu 对“人工智能+X”或“X大模型”；另有 %zu "
			  "处只有口号，没有写明对象，不列。写出来不等于用起来。"
			: "%zu regions read, %zu of them write %zu pairs AI + X or a large model "
			  "of X; %zu more places hold only the slogan, without an object. Written "
			  "is not used.",
		read, regions, list->rows, list->slogans));
}

enum status plus_list(struct plus_view *view, struct error *error)
{
	struct plus_list list = {.view = view};
	struct plus_tables tables;
	struct passage_filter filter = query_filter(&view->query);
	filter.plans_only = view->query.kind.length == 0;
	TRY(evidence_load(view->board, &filter, FRAME_MIN_CHARACTERS, 0, &list.evidence, error));
	plus_tables_init(&tables);
	landing_tables_init(&list.landing);
	list.named = arena_array(view->request->arena, bool, view->corpus.region_count);
	list_columns(view);
	for (size_t i = 0; i < list.evidence.count; i++)
		read_item(&list, &tables, &list.evidence.items[i]);
	put_footnote(&list);
	return STATUS_OK;
}
