#include "measure/catalogue.h"

#include <string.h>

#include "measure/balance.h"
#include "measure/measure.h"

/* What verbs other than board and balance measure. */
static const struct catalogue_row others[] = {
	{"M03", "actor", "evidence", "qipan evidence", "own, other or centre", "three values",
	 "Whose action a sentence speaks of, by its subject; said of each sentence, and no count "
	 "leaves any out.",
	 "rules of the subject of a sentence", "none", "own", "none: read beside the sentence",
	 "own measure"},
	{"M10", "likeness", "similarity", "qipan similarity --show pairs", "likeness", "0..1",
	 "How alike two regions choose their codes; cosine, Jaccard and Krugman beside it.",
	 "1 - JSD(v_r, v_q)", "mentions of each region", "mean likeness of all pairs",
	 "bootstrap over paragraphs", "Lin 1991; Krugman 1991"},
	{"M11", "homogenisation", "similarity", "qipan similarity", "mean likeness", "0..1",
	 "How alike the regions are in all, never said without its null.",
	 "mean over pairs of likeness", "pairs of regions",
	 "the same after the sentences are dealt out again", "spread of the dealings",
	 "own measure; permutation null"},
	{"M12", "heterogeneity", "similarity", "qipan similarity", "share", "-1 and up",
	 "By how much more the regions differ than if all had drawn from one common list.",
	 "G2 / mean G2 of the dealings - 1", "mean G2 of the dealings", "0",
	 "bootstrap over paragraphs", "Sokal, Rohlf 1995 (G2)"},
	{"M16", "tier_contrast", "gradient", "qipan gradient", "epsilon squared", "0..1",
	 "How much of the order of the regions goes with their tiers.", "H / (n - 1)",
	 "regions less one", "tiers dealt out again", "range of leaving one region out",
	 "Kruskal, Wallis 1952; Tomczak 2014"},
	{"M17", "ordered_gradient", "gradient", "qipan gradient --order east,central,west",
	 "pairs in the stated order", "0..all pairs",
	 "Whether the tiers follow an order that was stated beforehand.",
	 "J = sum over ordered pairs of tiers of counts x_i > x_j, ties half",
	 "all pairs of two tiers", "tiers dealt out again", "p, exact or by dealings",
	 "Jonckheere 1954; Terpstra 1952"},
	{"M18", "divide_gap", "gradient", "qipan gradient --order east,central,west", "log ratio",
	 "any number", "How far the median of the first tier is from that of the last.",
	 "ln(median_first + e) - ln(median_last + e), e = 0.5 / median N",
	 "median of the last tier", "0", "bootstrap over regions, then paragraphs", "own measure"},
	{"M29", "lift", "plus", "qipan plus CODE", "ratio", "0 and up",
	 "How much oftener two codes meet in a sentence than by chance.", "b n / (a x)",
	 "sentences of each alone", "1", "none: Fisher's exact p, Benjamini-Hochberg",
	 "Church, Hanks 1990 (association)"},
	{"M29", "npmi", "plus", "qipan plus CODE", "normalised", "-1..1",
	 "The same on a scale where 1 is always together.", "ln(lift) / -ln(b / n)",
	 "information of the pair", "0", "none: Fisher's exact p, Benjamini-Hochberg",
	 "Bouma 2009"},
	{"M29", "plus_list", "plus", "qipan plus CODE --show list", "pairs", "0 and up",
	 "Pairs that the text itself writes as AI + X or as a large model of X.", "count", "none",
	 "none", "none: every pair has its sentence", "own measure"},
	{"M30", "last_mile", "plus", "qipan plus CODE --show regions", "share of sentences", "0..1",
	 "How many sentences of AI + X say where, for whom or how much.",
	 "landed / sentences with the code and another", "sentences with the code and another",
	 "the other regions", "Wilson", "own measure"},
	{"M30", "bottlenecks", "plus", "qipan plus CODE --show regions", "sentences", "0 and up",
	 "How many sentences speak of bottlenecks.", "count", "none", "the other regions",
	 "none: a count", "own measure"},
	{"M31", "link_weight", "pair", "qipan pair", "share of sentences", "0..1",
	 "How much of a region's plan names another, groups shared over their members.",
	 "(itself + by_groups / members) / N_r", "sentences of the region", "answered or not",
	 "Wilson", "own measure"},
	{"M31", "reciprocity", "pair", "qipan pair --show summary", "share of links", "0..1",
	 "How many links are answered.", "answered links / links", "links",
	 "links dealt out among regions as near", "Wilson", "Wasserman, Faust 1994"},
	{"M32", "complement", "pair", "qipan pair REGION", "standard errors", "0 and up",
	 "What one region is strong in and the other says that it needs, both ways.",
	 "sum over c of max(0, z_rc) need_qc, and the reverse", "none", "the other partners",
	 "none: both sentences are shown", "own measure"},
	{"M34", "targets", "targets", "qipan targets", "amounts", "any number",
	 "Amounts that a plan sets: quantity, unit, year, base, kind.", "rules of amounts", "none",
	 "the other regions", "none: each has its sentence", "own measure"},
	{"M35", "reuse", "reuse", "qipan reuse", "share of characters", "0..1",
	 "How much of a text stands in another, and which is older.",
	 "covered characters / characters", "characters of the document", "texts of all others",
	 "none: each run is shown", "Smith, Waterman 1981; Wilkerson, Smith, Stramp 2015"},
	{"M36", "edition_shift", "diff", "qipan diff FIRST SECOND", "share of sentences", "-1..1",
	 "How much more of the newer edition names a code.", "a_new - a_old",
	 "sentences of each edition", "0", "standard error of two shares", "own measure"},
	{"M37", "precision", "agreement", "qipan agreement", "share", "0..1",
	 "How many hits of a code people confirm.", "confirmed / judged", "sentences judged",
	 "0.7: below it regions are not ranked", "Wilson", "Grimmer, Stewart 2013"},
	{"M37", "recall", "agreement", "qipan agreement", "share", "0..1",
	 "How many places of a code are found, of those that people see.", "found / there",
	 "places in sentences read for all codes", "1", "Wilson", "Grimmer, Stewart 2013"},
	{"M37", "corrected", "agreement", "qipan agreement", "sentences", "0 and up",
	 "How many sentences hold the code, by precision and recall.", "hits x precision / recall",
	 "recall", "hits", "delta method", "Oehlert 1992 (delta method)"},
	{"M37", "alpha", "agreement", "qipan agreement", "agreement", "-1..1",
	 "How far two people agree beyond chance.", "1 - D_o / D_e",
	 "disagreement that chance would give", "0", "bootstrap over units", "Krippendorff 2004"},
};
enum { OTHERS = sizeof others / sizeof *others };

static struct catalogue_row board_row(struct arena *arena, const struct measure *measure)
{
	return (struct catalogue_row){
		.number = measure->number,
		.name = measure->name,
		.verb = "board",
		.ask = arena_printf(arena, "qipan board --measure %s", measure->name),
		.unit = measure->unit,
		.range = measure->range,
		.meaning = measure->meaning,
		.formula = measure->formula,
		.denominator = measure->denominator,
		.baseline = measure->baseline,
		.interval = measure->interval,
		.citation = measure->citation,
	};
}

static struct catalogue_row balance_row(struct arena *arena, const struct balance_kind_info *info)
{
	return (struct catalogue_row){
		.number = info->number,
		.name = info->name,
		.verb = "balance",
		.ask = arena_printf(arena, "qipan balance --measure %s", info->name),
		.unit = info->unit,
		.range = info->range,
		.meaning = info->meaning,
		.formula = info->formula,
		.denominator = info->denominator,
		.baseline = "median of all regions read",
		.interval = info->interval,
		.citation = info->citation,
	};
}

/* Behind all rows of its number and of smaller ones, so that rows of one number keep their order.
 */
static void insert(struct catalogue_row *rows, size_t count, struct catalogue_row row)
{
	size_t at = count;
	for (; at > 0 && strcmp(rows[at - 1].number, row.number) > 0; at--)
		rows[at] = rows[at - 1];
	rows[at] = row;
}

size_t catalogue_make(struct arena *arena, struct catalogue_row **rows)
{
	size_t count = 0;
	*rows = arena_array(arena, struct catalogue_row,
			    measure_count + BALANCE_KIND_COUNT + OTHERS);
	for (size_t i = 0; i < measure_count; i++)
		insert(*rows, count++, board_row(arena, &measures[i]));
	for (size_t i = 0; i < BALANCE_KIND_COUNT; i++)
		insert(*rows, count++, balance_row(arena, &balance_kinds[i]));
	for (size_t i = 0; i < OTHERS; i++)
		insert(*rows, count++, others[i]);
	return count;
}
