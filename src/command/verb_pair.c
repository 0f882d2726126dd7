/* pair: who names whom, for what, and whether the other says so too. */
#include "command/pair.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "measure/frame.h"

struct region_id pair_region(const struct pair_view *view, size_t region)
{
	return view->corpus.regions[region].id;
}

void other_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "other", "", "the other region",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "other_en", "", "the same in English",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
}

void fields_columns(const struct request *request, struct answer *answer)
{
	answer_column(answer, "fields", "", "what it is named for: codes of its clause",
		      request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "fields_en", "", "the same in English",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
}

void put_fields(struct pair_view *view, const uint32_t *codes, size_t count)
{
	for (int chinese = 1; chinese >= 0; chinese--) {
		struct buffer words;
		buffer_init(&words);
		for (size_t i = 0; i < count; i++) {
			struct slice label =
				code_label(view->board, view->corpus.columns[codes[i]].id, chinese);
			buffer_append_string(&words, i == 0 ? "" : chinese ? "、" : ", ");
			buffer_append(&words, label);
		}
		if (count == 0)
			answer_put_null(view->answer);
		else
			answer_put_text(view->answer, buffer_slice(&words));
		buffer_release(&words);
	}
}

/* ---- one row a link ---- */

static void link_columns(const struct request *request, struct answer *answer)
{
	region_columns(request, answer);
	other_columns(request, answer);
	answer_column(answer, "how", "",
		      "named: itself; listed: only among five things or more; group: only a group "
		      "that holds it",
		      SHOW_PLAIN);
	answer_column(answer, "itself", "sentences", "sentences that name it itself", SHOW_PLAIN);
	answer_column(answer, "in_lists", "sentences", "of these, among five things or more",
		      SHOW_PLAIN);
	answer_column(answer, "by_groups", "sentences", "sentences that name only its group",
		      SHOW_PLAIN);
	answer_column(answer, "share", "share of sentences", "itself / out_of", SHOW_HIDDEN);
	answer_column(answer, "share_low", "share of sentences", "lower end of Wilson's interval",
		      SHOW_HIDDEN);
	answer_column(answer, "share_high", "share of sentences", "upper end", SHOW_HIDDEN);
	answer_column(answer, "weight", "share of sentences",
		      "M31: (itself + by_groups, each shared over the group's members) / out_of",
		      SHOW_HIDDEN);
	answer_column(answer, "out_of", "sentences", "sentences of the region", SHOW_HIDDEN);
	answer_column(answer, "answer", "",
		      "same: names it too, for a common code or in the same words; other: for "
		      "something else; listed, "
		      "group: only so; unanswered: read, not named; not_read",
		      SHOW_PLAIN);
	answer_column(answer, "back", "sentences", "sentences of the other that name the region",
		      SHOW_PLAIN);
	fields_columns(request, answer);
	answer_column(answer, "codes", "", "the same as codes of the codebook", SHOW_HIDDEN);
	answer_column(answer, "evidence", "", "ids of the sentences: qipan evidence --id",
		      SHOW_HIDDEN);
	answer_column(answer, "back_evidence", "", "ids of the other's sentences", SHOW_HIDDEN);
}

static void put_evidence(struct pair_view *view, const struct link *link)
{
	int64_t *ids = arena_array(view->request->arena, int64_t, link == NULL ? 0 : link->count);
	size_t count = link == NULL ? 0 : link->count;
	for (size_t i = 0; i < count; i++)
		ids[i] = view->corpus.passages[view->links.namings[link->first + i].passage].id;
	answer_put_ids(view->answer, ids, count);
}

/* The columns of all sentences that name it itself; of a link by group, of those that name the
 * group. */
static size_t codes_of(struct pair_view *view, const struct link *link, uint32_t *codes)
{
	bool *there = arena_array(view->request->arena, bool, view->corpus.column_count);
	size_t count = 0;
	for (size_t i = link->first; i < link->first + link->count; i++) {
		const struct link_naming *naming = &view->links.namings[i];
		if (naming->group && link->itself > 0)
			continue;
		for (uint32_t k = naming->code_start; k < naming->code_end; k++)
			there[view->input.codes[k]] = true;
	}
	for (uint32_t c = 0; c < view->corpus.column_count; c++)
		if (there[c])
			codes[count++] = c;
	return count;
}

static void put_code_names(struct pair_view *view, const uint32_t *codes, size_t count)
{
	struct buffer words;
	buffer_init(&words);
	for (size_t i = 0; i < count; i++) {
		struct slice name = view->corpus.columns[codes[i]].name;
		buffer_printf(&words, "%s%.*s", i > 0 ? "," : "", (int)name.length, name.at);
	}
	if (count == 0)
		answer_put_null(view->answer);
	else
		answer_put_text(view->answer, buffer_slice(&words));
	buffer_release(&words);
}

static void put_link(struct pair_view *view, const struct link *link)
{
	struct answer *answer = view->answer;
	const struct link *back = links_find(&view->links, link->to, link->from);
	uint32_t *codes = arena_array(view->request->arena, uint32_t, view->corpus.column_count);
	size_t count = codes_of(view, link, codes);
	answer_row(answer);
	put_region_names(answer, view->board, pair_region(view, link->from), SLICE(""));
	put_region_names(answer, view->board, pair_region(view, link->to), SLICE(""));
	answer_put_string(answer, link_how_name((enum link_how)link->how));
	answer_put_integer(answer, link->itself);
	answer_put_integer(answer, link->in_lists);
	answer_put_integer(answer, link->by_groups);
	answer_put_real(answer, (double)link->itself / link->sentences);
	answer_put_real(answer, link->low);
	answer_put_real(answer, link->high);
	answer_put_real(answer, link->weight);
	answer_put_integer(answer, link->sentences);
	answer_put_string(answer, link_answer_name((enum link_answer)link->answer));
	if (link->answer == LINK_NOT_READ)
		answer_put_null(answer);
	else
		answer_put_integer(answer, back == NULL ? 0 : back->itself);
	put_fields(view, codes, count);
	put_code_names(view, codes, count);
	put_evidence(view, link);
	put_evidence(view, back);
}

static bool link_is_asked(const struct pair_view *view, const struct link *link)
{
	struct slice how = request_text(view->request, "how");
	if (!slice_is(how, "all") && !slice_is(how, link_how_name((enum link_how)link->how)))
		return false;
	return view->asked_count == 0 || link->from == view->asked[0] || link->to == view->asked[0];
}

static void put_links(struct pair_view *view)
{
	link_columns(view->request, view->answer);
	for (size_t i = 0; i < view->links.count; i++)
		if (link_is_asked(view, &view->links.links[i]))
			put_link(view, &view->links.links[i]);
	bool chinese = view->request->chinese;
	view->answer->graph =
		(struct answer_graph){.source = "region",
				      .target = "other",
				      .source_label = chinese ? "region" : "region_en",
				      .target_label = chinese ? "other" : "other_en",
				      .weight = "weight"};
}

/* ---- one row a region ---- */

static void put_regions(struct pair_view *view)
{
	struct answer *answer = view->answer;
	region_columns(view->request, answer);
	answer_column(answer, "tier", "", "the region's tier", SHOW_HIDDEN);
	answer_column(answer, "names", "regions", "regions that it names", SHOW_PLAIN);
	answer_column(answer, "answered", "regions", "of these, that name it too", SHOW_PLAIN);
	answer_column(answer, "named_by", "regions", "regions that name it", SHOW_PLAIN);
	answer_column(answer, "listed_by", "regions",
		      "regions that name it only among five things or more", SHOW_PLAIN);
	answer_column(answer, "sought", "share of sentences",
		      "in-strength (M31): sum of the weights with which others name it or its "
		      "groups",
		      SHOW_PLAIN);
	answer_column(answer, "state", "", "read, partial or no_document", SHOW_HIDDEN);
	for (size_t r = 0; r < view->corpus.region_count; r++) {
		const struct coded_region *region = &view->corpus.regions[r];
		const struct link_region *sum = &view->links.regions[r];
		bool read = region->coverage != COVERAGE_NO_DOCUMENT;
		if (view->asked_count > 0 && view->asked[0] != r)
			continue;
		if (!read && sum->named == 0 && sum->listed_by == 0)
			continue;
		answer_row(answer);
		put_region_names(answer, view->board, region->id, SLICE(""));
		answer_put_text(answer, region->tier);
		answer_put_real(answer, read ? (double)sum->names : (double)NAN);
		answer_put_real(answer, read ? (double)sum->answered : (double)NAN);
		answer_put_integer(answer, sum->named);
		answer_put_integer(answer, sum->listed_by);
		answer_put_real(answer, sum->sought);
		answer_put_string(answer, coverage_name(region->coverage));
	}
}

/* ---- the whole in a few numbers ---- */

static void summary_columns(const struct request *request, struct answer *answer)
{
	bool chinese = request->chinese;
	answer_column(answer, "measure", "", "name of the number", SHOW_HIDDEN);
	answer_column(answer, "item", "", "what is counted", chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "item_en", "", "the same in English",
		      chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	answer_column(answer, "count", "links", "numerator", SHOW_PLAIN);
	answer_column(answer, "out_of", "links", "denominator", SHOW_PLAIN);
	answer_column(answer, "value", "share of links", "count / out_of", SHOW_SHARE);
	answer_column(answer, "value_low", "share of links", "lower end of Wilson's interval",
		      SHOW_SHARE);
	answer_column(answer, "value_high", "share of links", "upper end", SHOW_SHARE);
	answer_column(answer, "expected", "share of links",
		      "mean when every region's links go to others as near", SHOW_SHARE);
	answer_column(answer, "p", "", "one-sided, from the shuffles", SHOW_PLAIN);
}

struct summary {
	const char *measure, *item, *item_en;
	double count, of, low, high, expected, p;
};

static void put_summary(struct answer *answer, const struct summary *row)
{
	answer_row(answer);
	answer_put_string(answer, row->measure);
	answer_put_string(answer, row->item);
	answer_put_string(answer, row->item_en);
	answer_put_integer(answer, (int64_t)row->count);
	answer_put_integer(answer, (int64_t)row->of);
	answer_put_real(answer, row->count / row->of);
	answer_put_real(answer, row->low);
	answer_put_real(answer, row->high);
	answer_put_real(answer, row->expected);
	answer_put_real(answer, row->p);
}

static void put_summaries(struct pair_view *view)
{
	const struct links *links = &view->links;
	uint32_t how[LINK_HOWS] = {0};
	summary_columns(view->request, view->answer);
	for (size_t i = 0; i < links->count; i++)
		how[links->links[i].how]++;
	put_summary(view->answer, &(struct summary){"reciprocity", "得到回应的指名（M31 互惠度）",
						    "answered links (M31, reciprocity)",
						    links->answered, links->strong, links->low,
						    links->high, links->null_mean, links->p});
	put_summary(view->answer,
		    &(struct summary){"answered_same", "其中就同一事回应", "of these, for the same",
				      links->same, links->answered, NAN, NAN, NAN, NAN});
	put_summary(view->answer, &(struct summary){"listed_only", "仅在列举中出现",
						    "only in lists", how[LINK_IN_LISTS],
						    (double)links->count, NAN, NAN, NAN, NAN});
	put_summary(view->answer, &(struct summary){"group_only", "仅以群体名出现",
						    "only by a group's name", how[LINK_BY_GROUP],
						    (double)links->count, NAN, NAN, NAN, NAN});
}

/* ---- ---- */

static enum status load(struct pair_view *view, struct error *error)
{
	struct request *request = view->request;
	TRY(verb_query(request, &view->query, error));
	for (size_t i = 0; i < request->argument_count; i++) {
		struct board_query one = {.region = slice_from(request->arguments[i])};
		uint32_t *ids;
		size_t count;
		TRY(regions_choose(view->board, &one, &ids, &count, error));
		if (count != 1)
			return error_set(error, STATUS_USAGE,
					 "\"%s\" is %zu regions: name one, or two one after the "
					 "other",
					 request->arguments[i], count);
		view->asked[i] = ids[0] - 1;
	}
	view->asked_count = request->argument_count;
	if (view->asked_count == 2 && view->asked[0] == view->asked[1])
		return error_set(error, STATUS_USAGE, "a region makes no pair with itself");
	view->options = (struct link_options){.least = (uint32_t)request_integer(request, "least"),
					      .draws = (uint32_t)request_integer(request, "draws"),
					      .seed = (uint64_t)request_integer(request, "seed"),
					      .confidence = request_real(request, "confidence")};
	TRY(link_load(view->board, &view->query, &view->corpus, &view->input, error));
	return links_make(request->job, request->arena, &view->input, &view->options, &view->links,
			  error);
}

static void put_footnote(struct pair_view *view)
{
	const struct links *links = &view->links;
	struct buffer words;
	bool chinese = view->request->chinese;
	buffer_init(&words);
	if (links->count == 0)
		buffer_append_string(
			&words,
			chinese ? "这些文档没有点名其他地区：没有可报告的关系。"
				: "No document names another region of the gazetteer: there is no "
				  "link to report.");
	else if (links->strong > 0)
		buffer_printf(&words,
			      chinese ? "%u 条指名关系中 %u 条得到对方回应，其中 %u "
					"条就同一事（M31 互惠度 %.2f，Wilson %.2f–%.2f）"
				      : "%u links between regions read, %u answered, %u of these "
					"for the same (M31: reciprocity %.2f, Wilson "
					"%.2f to %.2f)",
			      links->strong, links->answered, links->same, links->reciprocity,
			      links->low, links->high);
	if (isfinite(links->null_mean))
		buffer_printf(&words,
			      chinese ? "；若各地随机点名同样远近的地区，期望 %.2f，p %.4f。"
				      : "; %.2f expected if each named regions as near at random, "
					"p %.4f.",
			      links->null_mean, links->p);
	else if (links->strong > 0)
		buffer_append_string(&words, chinese ? "。" : ".");
	buffer_append_string(
		&words,
		chinese ? "关系是文本中的点名，不证明合作存在；未点名也不证明没有合作。"
			: " A link is a name in a text: no proof of a tie, and silence is no proof "
			  "that there is none.");
	view->answer->footnote = arena_copy(view->request->arena, buffer_slice(&words));
	buffer_release(&words);
}

static enum status fill(struct pair_view *view, struct error *error)
{
	struct slice show = request_text(view->request, "show");
	if (view->request->argument_count == 1 && !request_given(view->request, "show"))
		show = SLICE("partners");
	job_phase(view->request->job, "looking for names", "", 0);
	TRY(load(view, error));
	put_footnote(view);
	if (slice_is(show, "partners") || view->asked_count == 2)
		TRY(pair_fit_load(view, error));
	if (slice_is(show, "sentences") || view->asked_count == 2)
		return pair_sentences(view, error);
	if (slice_is(show, "partners"))
		pair_partners(view);
	else if (slice_is(show, "summary"))
		put_summaries(view);
	else if (slice_is(show, "regions"))
		put_regions(view);
	else
		put_links(view);
	return STATUS_OK;
}

enum status verb_pair(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	struct pair_view view = {.request = request, .answer = answer, .board = &board};
	enum status status = fill(&view, error);
	board_close(&board);
	return status;
}
