#include "measure/measure.h"

#include <math.h>

#include "measure/family.h"

const struct measure_options measure_defaults = {
	.seed = 1, .draws = 2000, .confidence = 0.95, .prior = 100, .leave_one_out = false};

static const char wilson[] = "Wilson";
static const char bootstrap[] =
	"bootstrap over paragraphs; Wilson where fewer than 5 sentences hold the code";

const struct measure measures[] = {
	{
		.name = "density",
		.number = "M01",
		.unit = "share of sentences",
		.range = "0..1",
		.meaning = "How much of the region's text names any code of the board at all.",
		.formula = "D_r = coded_r / N_r",
		.denominator = "sentences of the region in the frame",
		.baseline = "the same share over all regions",
		.interval = wilson,
		.citation = "Wilson 1927 (interval)",
		.per_region_only = true,
		.share = true,
		.neutral = NAN,
		.function = measure_density,
	},
	{
		.name = "past_share",
		.number = "M02",
		.unit = "share of sentences",
		.range = "0..1",
		.meaning = "How much of the region's text looks back on the past period.",
		.formula = "past_r = review_r / all_r",
		.denominator = "sentences of the region of any orientation",
		.baseline = "the same share over all regions",
		.interval = wilson,
		.citation = "Wilson 1927 (interval)",
		.per_region_only = true,
		.all_orientations = true,
		.share = true,
		.neutral = NAN,
		.function = measure_past_share,
	},
	{
		.name = "attention",
		.number = "M04",
		.unit = "share of sentences",
		.range = "0..1",
		.meaning = "How much of the region's text names the code.",
		.formula = "a_rc = N_rc / N_r",
		.denominator = "sentences of the region in the frame",
		.baseline = "the same share over all regions",
		.interval = bootstrap,
		.citation = "Benoit, Laver, Mikhaylov 2009 (bootstrap of coded units)",
		.share = true,
		.neutral = NAN,
		.function = measure_attention,
	},
	{
		.name = "per_10000",
		.number = "M04",
		.unit = "hits per 10,000 characters",
		.range = "0 and up",
		.meaning = "How often the code's patterns are hit in 10,000 characters of the "
			   "region's text.",
		.formula = "10,000 x hits_rc / characters_r",
		.denominator = "characters of the region in the frame, white space not counted",
		.baseline = "the same rate over all regions",
		.interval = bootstrap,
		.citation = "Benoit, Laver, Mikhaylov 2009 (bootstrap of coded units)",
		.neutral = NAN,
		.function = measure_per_10000,
	},
	{
		.name = "focus_attention",
		.number = "M05",
		.unit = "share of sentences",
		.range = "0..a_rc",
		.meaning = "Attention in which a sentence that names k codes counts 1/k for each, "
			   "so that a name in a list weighs little.",
		.formula = "w_rc = (sum over sentences with c of 1/k_s) / N_r",
		.denominator = "sentences of the region in the frame",
		.baseline = "attention a_rc of the same cell; value / baseline is the focus",
		.interval = bootstrap,
		.citation = "own measure; Benoit, Laver, Mikhaylov 2009 (bootstrap)",
		.share = true,
		.neutral = NAN,
		.function = measure_focus_attention,
	},
	{
		.name = "location_quotient",
		.number = "M06",
		.unit = "ratio of shares",
		.range = "0 and up",
		.meaning = "How many times the base's share the region gives to the code.",
		.formula = "LQ_rc = (N_rc / N_r) / (N_c / N)",
		.denominator = "sentences of the region in the frame",
		.baseline = "share of the code in the base: all regions, or all others",
		.interval = bootstrap,
		.citation = "Balassa 1965",
		.neutral = 1,
		.function = measure_location_quotient,
	},
	{
		.name = "log_location_quotient",
		.number = "M06",
		.unit = "natural logarithm of a ratio",
		.range = "any number",
		.meaning = "The location quotient on a scale where half and double are equally far "
			   "from 0, with a half added to each count.",
		.formula = "ln[((N_rc + 0.5) / (N_r + 1)) / ((N_c + 0.5) / (N + 1))]",
		.denominator = "sentences of the region in the frame",
		.baseline = "share of the code in the base: all regions, or all others",
		.interval = bootstrap,
		.citation = "Balassa 1965; Lowe, Benoit, Mikhaylov, Laver 2011 (log scales)",
		.neutral = 0,
		.function = measure_log_location_quotient,
	},
	{
		.name = "log_odds",
		.number = "M07",
		.unit = "standard errors",
		.range = "any number",
		.meaning = "How far the code's odds in the region lie from those in all others, in "
			   "standard errors of a model that takes sentences as independent.",
		.formula = "z_rc = d_rc / sqrt(1 / (y1 + A p) + 1 / (y2 + A p))",
		.denominator = "sentences of the region in the frame",
		.baseline = "share of the code in all other regions",
		.interval = "none: z is itself a test; log_odds_ratio has the interval",
		.citation = "Monroe, Colaresi, Quinn 2008",
		.neutral = 0,
		.function = measure_log_odds,
	},
	{
		.name = "log_odds_ratio",
		.number = "M07",
		.unit = "natural logarithm of a ratio of odds",
		.range = "any number",
		.meaning = "How the code's odds in the region compare with those in all others, "
			   "drawn towards 0 by a prior of A sentences.",
		.formula = "d_rc = ln[(y1 + A p) / (n1 - y1 + A (1 - p))] - "
			   "ln[(y2 + A p) / (n2 - y2 + A (1 - p))]",
		.denominator = "sentences of the region in the frame",
		.baseline = "share of the code in all other regions",
		.interval = bootstrap,
		.citation = "Monroe, Colaresi, Quinn 2008",
		.neutral = 0,
		.function = measure_log_odds_ratio,
	},
	{
		.name = "distinctiveness",
		.number = "M08",
		.unit = "bits of divergence",
		.range = "0..1",
		.meaning = "How unlike the mean of all others the region's choice of codes is.",
		.formula =
			"J_r = JSD(v_r, mean over q != r of v_q), v_c = N_rc / sum over c of N_rc",
		.denominator = "mentions of the region: sentences, once for each code",
		.baseline =
			"the mean when all coded sentences are dealt out over the regions again",
		.interval = "bootstrap over paragraphs, moved onto the value",
		.citation = "Lin 1991 (divergence)",
		.per_region_only = true,
		.neutral = NAN,
		.function = measure_distinctiveness,
	},
	{
		.name = "concentration",
		.number = "M09",
		.unit = "Herfindahl index",
		.range = "1 / codes..1",
		.meaning = "How much of what the region names is one code.",
		.formula = "HHI_r = sum over c of v_c^2",
		.denominator = "mentions of the region: sentences, once for each code",
		.baseline = "the same of all regions as one",
		.interval = "bootstrap over paragraphs, moved onto the value",
		.citation = "Herfindahl 1950",
		.per_region_only = true,
		.neutral = NAN,
		.function = measure_concentration,
	},
	{
		.name = "effective_codes",
		.number = "M09",
		.unit = "codes",
		.range = "1..number of codes",
		.meaning = "How many codes with equal shares would be as concentrated as what the "
			   "region names.",
		.formula = "1 / HHI_r",
		.denominator = "mentions of the region: sentences, once for each code",
		.baseline = "the same of all regions as one",
		.interval = "bootstrap over paragraphs, moved onto the value",
		.citation = "Laakso, Taagepera 1979 (effective number)",
		.per_region_only = true,
		.neutral = NAN,
		.function = measure_effective_codes,
	},
	{
		.name = "evenness",
		.number = "M09",
		.unit = "share of the largest entropy",
		.range = "0..1",
		.meaning = "How evenly the region spreads over all codes of the board.",
		.formula = "-(sum over c of v_c ln v_c) / ln(number of codes)",
		.denominator = "mentions of the region: sentences, once for each code",
		.baseline = "the same of all regions as one",
		.interval = "bootstrap over paragraphs, moved onto the value",
		.citation = "Pielou 1966",
		.per_region_only = true,
		.neutral = NAN,
		.function = measure_evenness,
	},
	{
		.name = "breadth",
		.number = "M13",
		.unit = "share of regions",
		.range = "0..1",
		.meaning = "How many of the regions name the code in at least one sentence.",
		.formula = "breadth_c = (regions with N_rc >= 1) / (regions with N_r >= 1)",
		.denominator = "regions with a sentence in the frame",
		.baseline = "breadth at two sentences or more",
		.interval = "bootstrap over paragraphs, moved onto the value",
		.citation = "own measure",
		.per_column_only = true,
		.share = true,
		.neutral = NAN,
		.function = measure_breadth,
	},
	{
		.name = "deep_breadth",
		.number = "M13",
		.unit = "share of regions",
		.range = "0..1",
		.meaning = "How many of the regions have a sentence with the code that builds "
			   "something or sets a number.",
		.formula = "(regions with a sentence of c at commitment build or target) / "
			   "(regions with N_r >= 1)",
		.denominator = "regions with a sentence in the frame",
		.baseline = "breadth",
		.interval = "bootstrap over paragraphs, moved onto the value",
		.citation = "own measure",
		.per_column_only = true,
		.share = true,
		.neutral = NAN,
		.function = measure_deep_breadth,
	},
	{
		.name = "effective_regions",
		.number = "M13",
		.unit = "regions",
		.range = "1..number of regions",
		.meaning = "How many regions with equal attention would be as spread out as the "
			   "attention to the code is.",
		.formula = "(sum over r of a_rc)^2 / (sum over r of a_rc^2)",
		.denominator = "sum over regions of squared attention",
		.baseline = "regions with a sentence in the frame, the most it can be",
		.interval = "bootstrap over paragraphs, moved onto the value",
		.citation = "Laakso, Taagepera 1979 (effective number)",
		.per_column_only = true,
		.neutral = NAN,
		.function = measure_effective_regions,
	},
	{
		.name = "me_too",
		.number = "M14",
		.unit = "share of regions",
		.range = "0..1",
		.meaning = "How many of the regions that name the code give it about its usual "
			   "share, mostly in sentences that are others'.",
		.formula = "m_c = (regions with 0.8 < LQ_rc < 1.25 and more than half of N_rc "
			   "others') / (regions with N_rc >= 1)",
		.denominator = "regions that name the code",
		.baseline = "regions with 0.8 < LQ_rc < 1.25, whosever their sentences are",
		.interval = "none: the regions are all there are",
		.citation = "own measure; Balassa 1965 (quotient)",
		.per_column_only = true,
		.asks_whose = true,
		.share = true,
		.neutral = NAN,
		.function = measure_me_too,
	},
	{
		.name = "relatedness",
		.number = "M15",
		.unit = "share of what is near",
		.range = "0..1",
		.meaning =
			"How much of what goes together with the code in plans the region plans.",
		.formula = "omega_rc = sum over d of phi_cd M_rd / sum over d of phi_cd, phi_cd = "
			   "sum over r of M_rc M_rd / max(u_c, u_d), d != c",
		.denominator = "proximity of the code to all others",
		.baseline = "mean of shuffles that keep how many codes a region and how many "
			    "regions a code has",
		.interval = "none: compare with the baseline",
		.citation =
			"Hidalgo, Klinger, Barabasi, Hausmann 2007; Strona et al. 2014 (shuffles)",
		.neutral = NAN,
		.function = measure_relatedness,
	},
	{
		.name = "diversity",
		.number = "M15",
		.unit = "codes",
		.range = "0..number of codes",
		.meaning = "How many codes the region gives more than their usual share.",
		.formula = "k_r = sum over c of M_rc, M_rc = 1 where LQ_rc > 1 and N_rc >= 2",
		.denominator = "codes of the board",
		.baseline = "the mean over regions",
		.interval = "none",
		.citation = "Hidalgo, Hausmann 2009",
		.per_region_only = true,
		.neutral = NAN,
		.function = measure_diversity,
	},
	{
		.name = "ubiquity",
		.number = "M15",
		.unit = "regions",
		.range = "0..number of regions",
		.meaning = "How many regions give the code more than its usual share.",
		.formula = "u_c = sum over r of M_rc, M_rc = 1 where LQ_rc > 1 and N_rc >= 2",
		.denominator = "regions with a sentence in the frame",
		.baseline = "the mean over codes",
		.interval = "none",
		.citation = "Hidalgo, Hausmann 2009",
		.per_column_only = true,
		.neutral = NAN,
		.function = measure_ubiquity,
	},
	{
		.name = "pmc_matched",
		.number = "M25",
		.unit = "sum of shares",
		.range = "0..number of branches",
		.meaning = "How much of the board's scheme would be named in a part of the text as "
			   "long as the shortest text.",
		.formula = "sum over branches of the mean over their codes of P(c in L of N_r "
			   "sentences), L = least N_r",
		.denominator = "branches of the board's codes, the most it can be",
		.baseline = "the mean over regions",
		.interval = "none: the chance is exact",
		.citation = "Estrada 2011 (PMC); Hurlbert 1971 (rarefaction)",
		.per_region_only = true,
		.neutral = NAN,
		.function = measure_pmc_matched,
	},
	{
		.name = "pmc",
		.number = "M25",
		.unit = "sum of shares",
		.range = "0..number of branches",
		.meaning = "How much of the board's scheme the text names at all, a long text more "
			   "than a short one.",
		.formula = "PMC_r = sum over branches of (codes with N_rc >= 1) / (codes of the "
			   "branch)",
		.denominator = "branches of the board's codes, the most it can be",
		.baseline = "pmc_matched: the same in a part as long as the shortest text",
		.interval = "none: draws could only lose what was found",
		.citation = "Estrada 2011",
		.per_region_only = true,
		.neutral = NAN,
		.function = measure_pmc,
	},
	{
		.name = "commitment",
		.number = "M34",
		.unit = "share of the highest level",
		.range = "0..1",
		.meaning = "How binding the sentences are that name the code.",
		.formula = "C_rc = (0.25 explore + 0.5 promote + 0.75 build + 1 target) / N_rc",
		.denominator = "sentences of the region with the code",
		.baseline = "the same over all regions",
		.interval = "bootstrap over paragraphs; none of fewer than 5 sentences",
		.citation = "own measure; Zheng, Dong 2023 (degree words)",
		.share = true,
		.neutral = NAN,
		.function = measure_commitment,
	},
	{
		.name = "binding_share",
		.number = "M34",
		.unit = "share of sentences",
		.range = "0..1",
		.meaning = "How many of the sentences that name the code set a number.",
		.formula = "b_rc = target_rc / N_rc",
		.denominator = "sentences of the region with the code",
		.baseline = "the same over all regions",
		.interval = "bootstrap over paragraphs; Wilson where fewer than 5 sentences set a "
			    "number or do not",
		.citation = "own measure",
		.share = true,
		.neutral = NAN,
		.function = measure_binding_share,
	},
};
const size_t measure_count = sizeof measures / sizeof measures[0];

const struct measure *measure_find(struct slice name)
{
	for (size_t i = 0; i < measure_count; i++)
		if (slice_equal_ignoring_case(name, slice_from(measures[i].name)) ||
		    slice_equal_ignoring_case(name, slice_from(measures[i].number)))
			return &measures[i];
	return NULL;
}

const char *finding_state_name(enum finding_state state)
{
	switch (state) {
	case FINDING_VALUE:
		return "value";
	case FINDING_FEW:
		return "few";
	case FINDING_ZERO:
		return "zero";
	case FINDING_NO_DOCUMENT:
		return "no_document";
	case FINDING_PARTIAL:
		return "partial";
	case FINDING_UNDEFINED:
		return "undefined";
	}
	return "unknown";
}
