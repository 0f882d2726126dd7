/* What each part of the report says. */
#include "command/report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "view/html.h"

enum { STRONGEST = 8 };
static const double sure = 0.05;	/* adjusted p of a difference between tiers */
static const double crowded = 0.8;	/* share of regions that plan a field */
static const double least_evidence = 5; /* sentences behind "strongest" */

#define S(slice) (int)(slice).length, (slice).at

/* One code of a board answer, over its regions. */
struct code_summary {
	struct slice name, zh, en;
	size_t read, mentioned, strongest; /* row of the largest share; SIZE_MAX: none */
	double largest, baseline;
};

static bool has_text(const struct answer *answer, size_t row)
{
	return !slice_is(report_text(answer, row, "state"), "no_document");
}

static size_t find_code(const struct code_summary *codes, size_t count, struct slice name)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(codes[i].name, name))
			return i;
	return count;
}

static struct code_summary *summarise(struct report *report, const struct answer *answer,
				      size_t *count)
{
	struct code_summary *codes =
		arena_array(report->arena, struct code_summary, answer->row_count + 1);
	*count = 0;
	for (size_t r = 0; r < answer->row_count; r++) {
		struct slice name = report_text(answer, r, "code");
		size_t c = find_code(codes, *count, name);
		if (c == *count)
			codes[(*count)++] = (struct code_summary){
				.name = name,
				.zh = report_text(answer, r, "label"),
				.en = report_text(answer, r, "label_en"),
				.strongest = SIZE_MAX,
				.baseline = report_real(answer, r, "baseline")};
		if (!has_text(answer, r))
			continue;
		double value = report_real(answer, r, "value");
		codes[c].read++;
		codes[c].mentioned += report_real(answer, r, "n") > 0;
		if (value > 0 && (codes[c].strongest == SIZE_MAX || value > codes[c].largest)) {
			codes[c].strongest = r;
			codes[c].largest = value;
		}
	}
	return codes;
}

/* "3.7 % [1.4, 9.1]" */
static const char *share(struct report *report, const struct answer *answer, size_t row)
{
	double low = report_real(answer, row, "value_low"),
	       high = report_real(answer, row, "value_high");
	double value = report_real(answer, row, "value");
	if (isnan(low) || isnan(high))
		return arena_printf(report->arena, "%.1f %%", value * 100);
	return arena_printf(report->arena, "%.1f %% [%.1f, %.1f]", value * 100, low * 100,
			    high * 100);
}

static void board_words(struct report *report, const char *by, const char **words)
{
	struct slice regions = request_text(report->request, "regions");
	words[0] = arena_printf(report->arena, "--by=%s", by);
	words[1] = "--shape=grid";
	words[2] = regions.length > 0 ? arena_printf(report->arena, "--region=%.*s", S(regions))
				      : "--orientation=plan";
}

static enum status ask_board(struct report *report, const char *by, struct answer *answer,
			     struct error *error)
{
	const char *words[3];
	board_words(report, by, words);
	return report_ask(report, "board", words, 3, answer, error);
}

/* One sentence of the code for a list of several; false: there is none. */
static bool add_sentence(const struct answer *answer, const struct code_summary *code, int64_t *ids,
			 size_t *count)
{
	const struct cell *own =
		code->strongest == SIZE_MAX ? NULL : report_ids(answer, code->strongest);
	if (own == NULL || own->kind != CELL_IDS || own->as.ids.count == 0)
		return false;
	ids[(*count)++] = own->as.ids.at[0];
	return true;
}

/* A tie is told as one, by all that share it, with a sentence of each. */
static void say_most_common(struct report *report, const struct answer *answer,
			    const struct code_summary *codes, size_t count)
{
	size_t most = 0, read = 0, found = 0;
	struct buffer zh, en;
	for (size_t c = 0; c < count; c++)
		if (codes[c].strongest != SIZE_MAX && codes[c].mentioned > most) {
			most = codes[c].mentioned;
			read = codes[c].read;
		}
	if (most == 0)
		return;
	int64_t *ids = arena_array(report->arena, int64_t, count + 1);
	buffer_init(&zh);
	buffer_init(&en);
	for (size_t c = 0; c < count; c++) {
		if (codes[c].mentioned != most || !add_sentence(answer, &codes[c], ids, &found))
			continue;
		buffer_printf(&zh, "%s%.*s", found > 1 ? "、" : "", S(codes[c].zh));
		buffer_printf(&en, "%s%.*s", found > 1 ? ", " : "", S(codes[c].en));
	}
	struct cell evidence = {CELL_IDS, {.ids = {ids, found}}};
	report_find(
		report,
		arena_printf(report->arena,
			     found > 1 ? "规划得最普遍的领域有 %zu 个，已读的 %zu 个地区中各有 %zu "
					 "个提到：%s。"
				       : "规划得最普遍的领域（%zu 个），已读的 %zu 个地区中有 %zu "
					 "个提到：%s。",
			     found, read, most, zh.at),
		arena_printf(report->arena,
			     found > 1 ? "%zu fields are planned most widely, each by %zu of the "
					 "%zu regions read: %s."
				       : "%zu field is planned most widely, by %zu of the %zu "
					 "regions read: %s.",
			     found, most, read, en.at),
		&evidence);
	buffer_release(&zh);
	buffer_release(&en);
}

static void say_strongest(struct report *report, const struct answer *answer,
			  const struct code_summary *code)
{
	size_t r = code->strongest;
	struct slice zh = report_text(answer, r, "region"),
		     en = report_text(answer, r, "region_en");
	const char *figure = share(report, answer, r);
	double n = report_real(answer, r, "n"), base = report_real(answer, r, "denominator");
	bool unsure = !(report_real(answer, r, "value_low") > code->baseline);
	double times = code->largest / code->baseline;
	report_find(
		report,
		arena_printf(report->arena,
			     "已读的 %zu 个地区中，%.*s对%.*s着墨最重：占其规划句的 %s（%.0f / "
			     "%.0f 句），是"
			     "各地总体（%.1f %%）的 %.1f 倍%s。",
			     code->read, S(zh), S(code->zh), figure, n, base, code->baseline * 100,
			     times, unsure ? "；区间含总体，不能肯定" : ""),
		arena_printf(
			report->arena,
			"Of the %zu regions read %.*s gives %.*s the largest share: %s of its plan "
			"sentences (%.0f of %.0f), %.1f times that of all regions "
			"(%.1f %%)%s.",
			code->read, S(en), S(code->en), figure, n, base, times,
			code->baseline * 100,
			unsure ? "; the interval holds that of all regions: not sure" : ""),
		report_ids(answer, r));
}

/* The codes in which one region stands out most, each with at least five sentences. */
static void say_all_strongest(struct report *report, const struct answer *answer,
			      struct code_summary *codes, size_t count)
{
	for (size_t turn = 0; turn < STRONGEST; turn++) {
		struct code_summary *best = NULL;
		for (size_t c = 0; c < count; c++) {
			struct code_summary *code = &codes[c];
			if (code->strongest == SIZE_MAX || !(code->baseline > 0) ||
			    report_real(answer, code->strongest, "n") < least_evidence)
				continue;
			if (best == NULL ||
			    code->largest / code->baseline > best->largest / best->baseline)
				best = code;
		}
		if (best == NULL)
			return;
		say_strongest(report, answer, best);
		best->strongest = SIZE_MAX;
	}
}

static void draw(struct report *report, struct answer *answer)
{
	struct arena scratch;
	arena_init(&scratch);
	struct grid *grid = grid_wanted(answer) ? grid_make(&scratch, answer) : NULL;
	if (grid != NULL) {
		buffer_append_string(&report->out, "<figure>\n");
		html_append_grid(&report->out, grid, answer->title);
		report_say(report, "figcaption",
			   "占各地规划句的百分比。· 已读未提及；? 没有文件；红线：文本不全。",
			   "Percent of each region's plan sentences. · read, not mentioned; ? no "
			   "document; red line: partial text.");
		buffer_append_string(&report->out, "</figure>\n");
	}
	arena_release(&scratch);
}

static const char *percent(struct report *report, double p)
{
	return p < 0.001 ? "< 0.001" : arena_printf(report->arena, "= %.3f", p);
}

/* Evidence of a difference between tiers: the sentences of the region that has most. */
static enum status say_gradient(struct report *report, const struct answer *board,
				const struct code_summary *codes, size_t count, const char *by,
				struct error *error)
{
	struct answer answer;
	const char *words[] = {arena_printf(report->arena, "--by=%s", by), "--permutations=5000"};
	if (request_given(report->request, "regions") ||
	    report_ask(report, "gradient", words, 2, &answer, NULL) != STATUS_OK)
		return STATUS_OK; /* a gazetteer without tiers has no gradient */
	size_t said = 0;
	for (size_t r = 0; r < answer.row_count; r++) {
		double p = report_real(&answer, r, "p_adjusted");
		size_t c = find_code(codes, count, report_text(&answer, r, "code"));
		if (!(p < sure) || c == count || codes[c].strongest == SIZE_MAX)
			continue;
		said++;
		struct slice zh = report_text(&answer, r, "reading"),
			     en = report_text(&answer, r, "reading_en"),
			     zh_but = report_text(&answer, r, "exceptions"),
			     en_but = report_text(&answer, r, "exceptions_en");
		report_find(report,
			    arena_printf(report->arena,
					 "%.*s：%.*s（校正后 q %s，效应 %.2f）。%s%.*s",
					 S(codes[c].zh), S(zh), percent(report, p),
					 report_real(&answer, r, "effect"),
					 zh_but.length > 0 ? "例外：" : "", S(zh_but)),
			    arena_printf(report->arena,
					 "%.*s %.*s (adjusted q %s, effect %.2f). %s%.*s",
					 S(codes[c].en), S(en), percent(report, p),
					 report_real(&answer, r, "effect"),
					 en_but.length > 0 ? "Exceptions, " : "", S(en_but)),
			    report_ids(board, codes[c].strongest));
	}
	if (said == 0)
		report_say(report, "p", "各梯队之间没有超出偶然的差异。",
			   "No difference between tiers goes beyond chance.");
	return job_check(report->request->job, error);
}

enum status report_position(struct report *report, struct error *error)
{
	struct answer answer;
	size_t count;
	const char *by = request_text(report->request, "fields").at;
	report_say(report, "h2", "一　差异定位", "1  Differential positioning");
	TRY(ask_board(report, by, &answer, error));
	struct code_summary *codes = summarise(report, &answer, &count);
	say_most_common(report, &answer, codes, count);
	draw(report, &answer);
	report_say(report, "h3", "谁以什么见长", "Who stands out by what");
	struct code_summary *copy = arena_array(report->arena, struct code_summary, count + 1);
	memcpy(copy, codes, count * sizeof *codes);
	say_all_strongest(report, &answer, copy, count);
	report_say(report, "h3", "梯队之间", "Between tiers");
	TRY(say_gradient(report, &answer, codes, count, by, error));
	report_likeness(report);
	report_balance(report);
	report_targets(report);
	return job_check(report->request->job, error);
}

/* "N of M regions write of LABEL; most: REGION" for each code of a branch. A codebook without the
 * branch is told so. */
static enum status say_branch(struct report *report, const char *by, struct error *error)
{
	struct answer answer;
	size_t count;
	struct error missing = {.status = STATUS_OK};
	enum status status = ask_board(report, by, &answer, &missing);
	if (status == STATUS_USAGE) {
		report_say(report, "p",
			   arena_printf(report->arena, "编码表里没有 %s，这一项从略。", by),
			   arena_printf(report->arena, "The codebook has no %s: left out.", by));
		return STATUS_OK;
	}
	if (status != STATUS_OK) {
		*error = missing;
		return status;
	}
	const struct code_summary *codes = summarise(report, &answer, &count);
	for (size_t c = 0; c < count; c++) {
		const struct code_summary *code = &codes[c];
		if (code->strongest == SIZE_MAX) {
			report_say(report, "p",
				   arena_printf(report->arena,
						"%.*s：已读的 %zu 个地区都没有在规划中提到。",
						S(code->zh), code->read),
				   arena_printf(report->arena,
						"%.*s: none of the %zu regions read mentions it in "
						"its plan.",
						S(code->en), code->read));
			continue;
		}
		size_t r = code->strongest;
		struct slice zh = report_text(&answer, r, "region"),
			     en = report_text(&answer, r, "region_en");
		report_find(report,
			    arena_printf(
				    report->arena,
				    "%.*s：已读的 %zu 个地区中有 %zu 个提到；最多的是%.*s，占 %s。",
				    S(code->zh), code->read, code->mentioned, S(zh),
				    share(report, &answer, r)),
			    arena_printf(report->arena,
					 "%.*s: %zu of the %zu regions read %s it; most of all "
					 "%.*s, with %s.",
					 S(code->en), code->mentioned, code->read,
					 code->mentioned == 1 ? "mentions" : "mention", S(en),
					 share(report, &answer, r)),
			    report_ids(&answer, r));
	}
	return STATUS_OK;
}

enum status report_iteration(struct report *report, struct error *error)
{
	report_say(report, "h2", "二　协同迭代", "2  Collaborative iteration");
	report_say(report, "p", "各地在规划里写到的合作方式：",
		   "The ways of working together that regions write of in their plans:");
	TRY(say_branch(report, "cooperation", error));
	report_reuse(report);
	return job_check(report->request->job, error);
}

/* Those that most regions plan first, then as the codebook has them. */
static int widest_first(const void *left, const void *right)
{
	const struct code_summary *const *x = left, *const *y = right;
	if ((*x)->mentioned != (*y)->mentioned)
		return (*x)->mentioned > (*y)->mentioned ? -1 : 1;
	return *x < *y ? -1 : *x > *y;
}

/* Fields that nearly everybody plans, in one sentence; its evidence is one passage of each. */
static void say_crowded(struct report *report, const struct answer *answer,
			const struct code_summary *codes, size_t count)
{
	struct buffer zh, en;
	int64_t *ids = arena_array(report->arena, int64_t, count + 1);
	const struct code_summary **order =
		arena_array(report->arena, const struct code_summary *, count + 1);
	size_t found = 0;
	buffer_init(&zh);
	buffer_init(&en);
	for (size_t c = 0; c < count; c++)
		order[c] = &codes[c];
	if (count > 0)
		qsort(order, count, sizeof *order, widest_first);
	for (size_t c = 0; c < count; c++) {
		const struct code_summary *code = order[c];
		if ((double)code->mentioned < crowded * (double)code->read ||
		    !add_sentence(answer, code, ids, &found))
			continue;
		buffer_printf(&zh, "%s%.*s %zu", found > 1 ? "、" : "", S(code->zh),
			      code->mentioned);
		buffer_printf(&en, "%s%.*s %zu", found > 1 ? ", " : "", S(code->en),
			      code->mentioned);
	}
	struct cell evidence = {CELL_IDS, {.ids = {ids, found}}};
	report_find(
		report,
		arena_printf(
			report->arena,
			"%zu 个领域有至少八成已读地区在规划（名称后是地区数）：%s。都写进规划，"
			"还不等于都建成一样；要看的是各自的做法是否不同。",
			found, zh.at),
		arena_printf(report->arena,
			     "%zu fields are planned by at least four of five regions read (behind "
			     "each, how many): %s. "
			     "That all plan a field is not yet that all build the same; look at "
			     "how they differ.",
			     found, en.at),
		&evidence);
	buffer_release(&zh);
	buffer_release(&en);
}

enum status report_risk(struct report *report, struct error *error)
{
	struct answer answer;
	size_t count;
	report_say(report, "h2", "三　风险共治", "3  Risk co-governance");
	report_say(report, "h3", "拥挤的领域", "Crowded fields");
	TRY(ask_board(report, request_text(report->request, "fields").at, &answer, error));
	const struct code_summary *codes = summarise(report, &answer, &count);
	say_crowded(report, &answer, codes, count);
	report_rules(report);
	report_say(report, "h3", "各地自己说的风险", "Risks that regions name themselves");
	TRY(say_branch(report, "risk", error));
	report_say(report, "h3", "治理写到多深", "How far governance is written of");
	return say_branch(report, "governance", error);
}
