/* What the report says of likeness, balance, reuse, targets and rules of risk. A verb that has no
 * answer for this board or codebook is passed over: then the report says nothing of it. */
#include "command/report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "measure/risk.h"

#define S(slice) (int)(slice).length, (slice).at

enum { PAIRS_TOLD = 3 };
static const double far = 3;   /* |z| of a pair that chance does not give */
static const double least = 5; /* sentences without which nobody is called furthest out */

static const char *wanted_regions(struct report *report)
{
	struct slice regions = request_text(report->request, "regions");
	return regions.length == 0 ? NULL
				   : arena_printf(report->arena, "--region=%.*s", S(regions));
}

/* false: the verb has no answer here. */
static bool ask(struct report *report, const char *verb, const char *first, const char *second,
		struct answer *answer)
{
	struct error error = {.status = STATUS_OK};
	const char *words[3];
	size_t count = 0;
	const char *regions = wanted_regions(report);
	if (first != NULL)
		words[count++] = first;
	if (second != NULL)
		words[count++] = second;
	if (regions != NULL)
		words[count++] = regions;
	return report_ask(report, verb, words, count, answer, &error) == STATUS_OK;
}

/* "A – B" */
static bool cut_pair(struct slice item, struct slice *first, struct slice *second)
{
	static const char dash[] = " – ";
	size_t length = sizeof dash - 1;
	for (size_t i = 0; i + length < item.length; i++)
		if (memcmp(item.at + i, dash, length) == 0) {
			*first = (struct slice){item.at, i};
			*second = (struct slice){item.at + i + length, item.length - i - length};
			return true;
		}
	return false;
}

/* The pair of a row, with the code in which its regions differ most and the sentences of that. */
static void say_pair(struct report *report, const struct answer *answer, size_t row,
		     const char *lead_zh, const char *lead_en)
{
	struct slice first, second;
	struct answer differ;
	struct error error = {.status = STATUS_OK};
	struct slice zh = report_text(answer, row, "item"),
		     en = report_text(answer, row, "item_en");
	if (!cut_pair(zh, &first, &second))
		return;
	const char *words[] = {arena_printf(report->arena, "--by=%.*s",
					    S(request_text(report->request, "fields"))),
			       "--draws=0", "--sentences=0",
			       arena_printf(report->arena, "%.*s", S(first)),
			       arena_printf(report->arena, "%.*s", S(second))};
	if (report_ask(report, "compare", words, 5, &differ, &error) != STATUS_OK)
		return;
	size_t most = SIZE_MAX;
	for (size_t r = 0; r < differ.row_count; r++) {
		double z = fabs(report_real(&differ, r, "z"));
		if (z > 0 && (most == SIZE_MAX || z > fabs(report_real(&differ, most, "z"))))
			most = r;
	}
	if (most == SIZE_MAX)
		return;
	double value = report_real(answer, row, "value"),
	       expected = report_real(answer, row, "expected"), z = report_real(answer, row, "z");
	report_find(
		report,
		arena_printf(report->arena,
			     "%s%.*s：相似度 %.2f，偶然期望 %.2f，z %.1f；两地差别最大的是%.*s（"
			     "%.1f %% 与 %.1f %% 的规划句）。",
			     lead_zh, S(zh), value, expected, z,
			     S(report_text(&differ, most, "label")),
			     100 * report_real(&differ, most, "first"),
			     100 * report_real(&differ, most, "second")),
		arena_printf(report->arena,
			     "%s %.*s: likeness %.2f, %.2f expected by chance, z %.1f; they differ "
			     "most in %.*s (%.1f %% and %.1f %% of the plan sentences).",
			     lead_en, S(en), value, expected, z,
			     S(report_text(&differ, most, "label_en")),
			     100 * report_real(&differ, most, "first"),
			     100 * report_real(&differ, most, "second")),
		report_ids(&differ, most));
}

/* Further from what chance gives than one dealing in twenty. */
static const double beyond = 1.96;

/* Indices of all regions have no sentences of their own: they are told as what the pairs below,
 * which have some, are to be read against. */
static void say_index(struct report *report, const struct answer *answer, size_t row)
{
	double low = report_real(answer, row, "value_low"),
	       high = report_real(answer, row, "value_high"),
	       expected = report_real(answer, row, "expected");
	bool unsure = low <= expected && expected <= high;
	if (fabs(report_real(answer, row, "z")) < beyond)
		return;
	report_say(
		report, "p",
		arena_printf(
			report->arena,
			"%.*s：%.3f，区间 [%.3f, %.3f]，偶然期望 %.3f ± %.3f，z %.1f。%.*s%s。",
			S(report_text(answer, row, "item")), report_real(answer, row, "value"), low,
			high, report_real(answer, row, "expected"),
			report_real(answer, row, "expected_sd"), report_real(answer, row, "z"),
			S(report_text(answer, row, "note_zh")),
			unsure ? "；但区间含偶然期望，不能肯定" : ""),
		arena_printf(report->arena,
			     "%.*s: %.3f, interval [%.3f, %.3f], %.3f ± %.3f by chance, z %.1f: "
			     "%.*s%s.",
			     S(report_text(answer, row, "item_en")),
			     report_real(answer, row, "value"), low, high,
			     report_real(answer, row, "expected"),
			     report_real(answer, row, "expected_sd"), report_real(answer, row, "z"),
			     S(report_text(answer, row, "note")),
			     unsure ? "; but the interval holds what chance gives: not sure" : ""));
}

void report_likeness(struct report *report)
{
	struct answer answer;
	bool alike = false, unlike = false;
	if (!ask(report, "similarity",
		 arena_printf(report->arena, "--by=%.*s",
			      S(request_text(report->request, "fields"))),
		 NULL, &answer))
		return;
	report_say(report, "h3", "像不像", "Alike or not");
	for (size_t r = 0; r < answer.row_count; r++) {
		struct slice section = report_text(&answer, r, "section");
		double z = report_real(&answer, r, "z");
		if (slice_is(section, "one board") && !isnan(z))
			say_index(report, &answer, r);
		else if (z >= far && !alike && (alike = true))
			say_pair(report, &answer, r, "最像的两地是", "Most alike are");
		else if (z <= -far && !unlike && (unlike = true))
			say_pair(report, &answer, r, "最不像的两地是", "Least alike are");
	}
}

/* The end of the row's interval that is nearer to the middle of the road, times the sign: of two
 * equal values the one that rests on more sentences has the higher. */
static double surest(const struct answer *answer, size_t row, double sign)
{
	double end = report_real(answer, row, sign > 0 ? "value_low" : "value_high");
	return isnan(end) ? -(double)INFINITY : sign * end;
}

/* Row of the largest (sign 1) or least (sign -1) value that rests on enough sentences, and how many
 * rows share it; of these the surest. of_both: the counts are two sides, not a part and its whole.
 */
static size_t extreme(const struct answer *answer, struct slice measure, double sign, bool of_both,
		      size_t *equal)
{
	size_t best = SIZE_MAX;
	*equal = 0;
	for (size_t r = 0; r < answer->row_count; r++) {
		const struct cell *ids = report_ids(answer, r);
		double value = sign * report_real(answer, r, "value"),
		       base = report_real(answer, r, "out_of");
		if (of_both)
			base += report_real(answer, r, "count");
		if (isnan(value) || !(base >= least) || ids == NULL || ids->kind != CELL_IDS ||
		    ids->as.ids.count == 0 ||
		    (measure.length > 0 &&
		     !slice_equal(report_text(answer, r, "measure"), measure)))
			continue;
		double before = best == SIZE_MAX ? (double)-INFINITY
						 : sign * report_real(answer, best, "value");
		*equal = value > before ? 1 : *equal + !(value < before);
		if (value > before ||
		    (!(value < before) && surest(answer, r, sign) > surest(answer, best, sign)))
			best = r;
	}
	return best;
}

/* "" or how many more have the same value. */
static const char *others(struct report *report, size_t equal, bool zh)
{
	if (equal < 2)
		return "";
	return zh ? arena_printf(report->arena, "（另有 %zu 个同值，把握更小）", equal - 1)
		  : arena_printf(report->arena, " (%zu more have the same value, less surely)",
				 equal - 1);
}

static void say_ratio(struct report *report, const struct answer *answer, const char *zh_way,
		      const char *en_way, double sign)
{
	size_t equal, r = extreme(answer, SLICE(""), sign, true, &equal);
	if (r == SIZE_MAX)
		return;
	report_find(report,
		    arena_printf(report->arena,
				 "%s的是%.*s%s：%g 句对 %g 句，对数比 %.2f（各地中位数 %.2f）。",
				 zh_way, S(report_text(answer, r, "region")),
				 others(report, equal, true), report_real(answer, r, "count"),
				 report_real(answer, r, "out_of"), report_real(answer, r, "value"),
				 report_real(answer, r, "median")),
		    arena_printf(report->arena,
				 "%s is %.*s%s: %g sentences against %g, log ratio %.2f (median of "
				 "the regions %.2f).",
				 en_way, S(report_text(answer, r, "region_en")),
				 others(report, equal, false), report_real(answer, r, "count"),
				 report_real(answer, r, "out_of"), report_real(answer, r, "value"),
				 report_real(answer, r, "median")),
		    report_ids(answer, r));
}

void report_balance(struct report *report)
{
	struct answer answer;
	if (!ask(report, "balance", "--measure=hardware", "--draws=0", &answer))
		return;
	report_say(report, "h3", "均衡", "Balance");
	say_ratio(report, &answer, "与应用场景相比最偏重算力设施",
		  "Most given to computing hardware over scenarios", 1);
	say_ratio(report, &answer, "与算力设施相比最偏重应用场景",
		  "Most given to scenarios over computing hardware", -1);
	if (!ask(report, "balance", "--measure=lag", "--draws=0", &answer))
		return;
	say_ratio(report, &answer, "治理相对于发展写得最多",
		  "Writing most of governance beside the digital itself", 1);
	say_ratio(report, &answer, "治理相对于发展写得最少",
		  "Writing least of governance beside the digital itself", -1);
}

/* The rule of that name, one of the answer's. */
static const struct risk_rule_info *rule_named(struct slice name)
{
	int rule = 0;
	while (rule < RISK_COUNT - 1 && !slice_is(name, risk_rules[rule].name))
		rule++;
	return &risk_rules[rule];
}

void report_rules(struct report *report)
{
	struct answer answer;
	struct slice said = SLICE("");
	if (!ask(report, "risk", NULL, NULL, &answer))
		return;
	report_say(report, "h3", "研究所提醒的写法", "Wording that studies warn of");
	for (size_t i = 0; i < answer.row_count; i++) {
		struct slice rule = report_text(&answer, i, "measure");
		if (slice_equal(rule, said))
			continue;
		said = rule;
		/* Of a divide the low ones are warned of. */
		size_t equal, r = extreme(&answer, rule, slice_is(rule, "divide") ? -1 : 1, false,
					  &equal);
		if (r == SIZE_MAX)
			continue;
		const char *figures = arena_printf(report->arena, "%.1f %% [%.1f, %.1f]",
						   100 * report_real(&answer, r, "value"),
						   100 * report_real(&answer, r, "value_low"),
						   100 * report_real(&answer, r, "value_high"));
		double median = 100 * report_real(&answer, r, "median"),
		       count = report_real(&answer, r, "count"),
		       of = report_real(&answer, r, "out_of");
		const struct risk_rule_info *info = rule_named(rule);
		report_find(
			report,
			arena_printf(report->arena,
				     "%.*s（%s）：最突出的是%.*s%s，%s（%.3g / %.3g "
				     "句），各地中位数 %.1f "
				     "%%；这是用词的计数，不是对地区的评判。",
				     S(report_text(&answer, r, "item")), info->formula_zh,
				     S(report_text(&answer, r, "region")),
				     others(report, equal, true), figures, count, of, median),
			arena_printf(report->arena,
				     "%.*s (%s): furthest out is %.*s%s with %s (%.3g of %.3g "
				     "sentences), the "
				     "median is %.1f %%; a count of words, no verdict on a region.",
				     S(report_text(&answer, r, "item_en")), info->formula,
				     S(report_text(&answer, r, "region_en")),
				     others(report, equal, false), figures, count, of, median),
			report_ids(&answer, r));
	}
}

struct held {
	int64_t id;
	double length;
};

/* What two documents share is shown by its longest sentences: headings are short. */
static int longest_first(const void *left, const void *right)
{
	const struct held *x = left, *y = right;
	if (x->length != y->length)
		return x->length > y->length ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Sentences of the document that the other holds. */
static size_t held_by(struct report *report, struct slice document, struct slice other,
		      struct held **held)
{
	struct answer answer;
	struct error error = {.status = STATUS_OK};
	size_t count = 0;
	const char *words[] = {"--limit=0", arena_printf(report->arena, "%.*s", S(document))};
	if (report_ask(report, "reuse", words, 2, &answer, &error) != STATUS_OK)
		return 0;
	*held = arena_array(report->arena, struct held, answer.row_count + 1);
	for (size_t r = 0; r < answer.row_count; r++) {
		struct slice rest = report_text(&answer, r, "holder_documents"), one;
		while (slice_cut(&rest, ',', &one))
			if (slice_equal(slice_trim(one), other)) {
				(*held)[count++] =
					(struct held){(int64_t)report_real(&answer, r, "id"),
						      report_real(&answer, r, "end") -
							      report_real(&answer, r, "start")};
				break;
			}
	}
	if (count > 0)
		qsort(*held, count, sizeof **held, longest_first);
	return count;
}

/* Sentences of both, in turn: a reader sees the two beside each other. */
static size_t shared_ids(struct report *report, struct slice later, struct slice earlier,
			 int64_t **ids)
{
	struct held *sides[2] = {NULL, NULL};
	size_t counts[2] = {held_by(report, later, earlier, &sides[0]),
			    held_by(report, earlier, later, &sides[1])};
	size_t most = counts[0] > counts[1] ? counts[0] : counts[1], count = 0;
	*ids = arena_array(report->arena, int64_t, counts[0] + counts[1] + 1);
	for (size_t i = 0; i < most; i++)
		for (int side = 0; side < 2; side++)
			if (i < counts[side])
				(*ids)[count++] = sides[side][i].id;
	return count;
}

void report_reuse(struct report *report)
{
	struct answer answer;
	struct error error = {.status = STATUS_OK};
	const char *words[] = {arena_printf(report->arena, "--limit=%d", PAIRS_TOLD)};
	if (request_given(report->request, "regions") ||
	    report_ask(report, "reuse", words, 1, &answer, &error) != STATUS_OK ||
	    answer.row_count == 0)
		return;
	report_say(report, "h3", "共有的文字", "Text that plans share");
	for (size_t r = 0; r < answer.row_count; r++) {
		struct slice earlier = report_text(&answer, r, "earlier"),
			     later = report_text(&answer, r, "later");
		bool undecided = slice_is(report_text(&answer, r, "why"), "same_time");
		int64_t *ids = NULL;
		size_t count = shared_ids(report, later, earlier, &ids);
		struct cell evidence = {CELL_IDS, {.ids = {ids, count}}};
		report_find(
			report,
			arena_printf(
				report->arena,
				"%.*s（%.*s）有 %.1f %% 的文字也见于%.*s（%.*s），共 %.0f 段%s。",
				S(report_text(&answer, r, "later_region")), S(later),
				100 * report_real(&answer, r, "share"),
				S(report_text(&answer, r, "earlier_region")), S(earlier),
				report_real(&answer, r, "passages"),
				undecided ? "；两者同期，分不出先后" : ""),
			arena_printf(
				report->arena,
				"%.1f %% of the text of %.*s (%.*s) also stands in that of %.*s "
				"(%.*s), in %.0f passages%s.",
				100 * report_real(&answer, r, "share"),
				S(report_text(&answer, r, "later_region_en")), S(later),
				S(report_text(&answer, r, "earlier_region_en")), S(earlier),
				report_real(&answer, r, "passages"),
				undecided ? "; of one time: nobody can say who was first" : ""),
			&evidence);
	}
}

/* How many amounts of its own each region commits to; rows stand region by region. */
void report_targets(struct report *report)
{
	struct answer answer;
	size_t regions = 0, all = 0, best = 0, best_start = 0, run = 0, start = 0;
	if (!ask(report, "targets", "--limit=0", "--orientation=plan", &answer))
		return;
	int64_t *ids = arena_array(report->arena, int64_t, answer.row_count + 1);
	struct slice now = SLICE("");
	for (size_t r = 0; r < answer.row_count; r++) {
		struct slice region = report_text(&answer, r, "region");
		if (!slice_is(report_text(&answer, r, "scope"), "own") || region.length == 0)
			continue;
		if (!slice_equal(region, now)) {
			now = region;
			run = 0;
			start = r;
			regions++;
		}
		all++;
		if (++run > best) {
			best = run;
			best_start = start;
		}
	}
	if (all == 0)
		return;
	struct slice name = report_text(&answer, best_start, "region");
	size_t count = 0;
	for (size_t r = best_start; r < answer.row_count; r++) {
		int64_t id = (int64_t)report_real(&answer, r, "id");
		/* Amounts of one sentence follow each other: it is quoted once. */
		if (slice_equal(report_text(&answer, r, "region"), name) &&
		    slice_is(report_text(&answer, r, "scope"), "own") &&
		    (count == 0 || ids[count - 1] != id))
			ids[count++] = id;
	}
	struct cell evidence = {CELL_IDS, {.ids = {ids, count}}};
	report_say(report, "h3", "数量目标", "Targets in numbers");
	report_find(
		report,
		arena_printf(report->arena,
			     "规划句里有 %zu 个属于本地的数量，出自 %zu 个地区；最多的是%.*s，%zu "
			     "个。",
			     all, regions, S(name), best),
		arena_printf(report->arena,
			     "Plan sentences hold %zu amounts that are the region's own, of %zu "
			     "regions; most of all %.*s, %zu.",
			     all, regions, S(report_text(&answer, best_start, "region_en")), best),
		&evidence);
}
