/* Rows of the verbs that compare regions. */
#include "command/rows.h"

static const struct command_option gradient_options[] = {
	BY_OPTION,
	CHOICE("measure", "attention|per_10000", "attention", "what is compared between tiers"),
	TEXT("order", "TIERS", NULL,
	     "tiers from highest to lowest as you expect them before looking; where the gazetteer "
	     "has them: east,central,west"),
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	INTEGER("permutations", "N", "20000", "random dealings of the tiers for p", 0, 100000),
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

const struct command gradient_command = {
	.name = "gradient",
	.group = ASKING,
	.summary = "do tiers of regions differ, beyond chance",
	.arguments = "",
	.least = 0,
	.most = 0,
	.description =
		"For each code: medians by tier, whether the tiers differ more than tiers dealt "
		"out at random would (Kruskal-Wallis), whether they follow the stated order "
		"(Jonckheere-Terpstra), how large the difference is, how far one region can move "
		"it, and which regions break the pattern. p is adjusted over all codes of the "
		"table, so ask for the codes you mean, before looking.",
	.examples =
		"qipan gradient # every field, east > central > west\n"
		"qipan gradient --by element --measure per_10000 --orientation any # other codes\n"
		"qipan gradient --by field.computing_power --order west,central,east # one code",
	.board = BOARD_READ,
	.format = "text",
	.options = gradient_options,
	.function = verb_gradient};

static const struct command_option similarity_options[] = {
	BY_OPTION,
	CHOICE("on", "codes|terms", "codes",
	       "what is compared: codes of --by, or terms found in the texts themselves (200 draws "
	       "and permutations unless more are asked for)"),
	CHOICE("show", "summary|pairs|order|matrix", "summary",
	       "summary: indices and the pairs that stand out; pairs: all of them; order: regions "
	       "in groups of like ones; matrix: drawn in that order"),
	CHOICE("distance", "jsd|cosine|jaccard|krugman", "jsd",
	       "by which regions are ordered, grouped and drawn"),
	INTEGER("groups", "N", "4", "groups that the tree is cut into", 1, 100),
	ORIENTATION_OPTION("plan"),
	REGION_OPTION,
	TIER_OPTION,
	KIND_OPTION,
	INTEGER("permutations", "N", "1000", "dealings of the sentences for the nulls", 0, 100000),
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

const struct command similarity_command = {
	.name = "similarity",
	.group = ASKING,
	.summary = "are the plans alike, and who is like whom",
	.arguments = "",
	.least = 0,
	.most = 0,
	.description =
		"All pairs of regions by what they name: Jensen-Shannon likeness (1 the same, 0 "
		"nothing in common), cosine, Jaccard and Krugman. The mean over all pairs says "
		"little alone, because short texts differ by chance; so it stands beside its "
		"null, the same after the sentences were dealt out over the regions again, and "
		"the "
		"first line says by how much more the regions differ than that. Where sentences "
		"are known to be others', all of it is said again without them, with the "
		"difference. docs/methods.md has the formulas.",
	.examples = "qipan similarity # fields: indices, pairs, nearest\n"
		    "qipan similarity --show pairs --format csv # every pair\n"
		    "qipan similarity --show matrix --by element # drawn, like beside like",
	.board = BOARD_READ,
	.format = "text",
	.options = similarity_options,
	.function = verb_similarity};

static const struct command_option compare_options[] = {
	BY_OPTION,
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	INTEGER("sentences", "N", "3", "codes whose sentences are shown, of those that differ", 0,
		100),
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

const struct command compare_command = {
	.name = "compare",
	.group = ASKING,
	.summary = "two regions or tiers, code by code",
	.arguments = "FIRST SECOND",
	.least = 2,
	.most = 2,
	.description =
		"What one side gives more attention to than the other: shares, difference with "
		"interval, z, and sentences of both sides where they differ. A side is a region, "
		"a "
		"tier, or several with commas; a side of several counts each of its regions "
		"alike.",
	.examples = "qipan compare 贵州 广东 # two regions\n"
		    "qipan compare west east --by element # two tiers\n"
		    "qipan compare 四川,重庆 上海,江苏,浙江 --by field.ai,field.computing_power # "
		    "groups",
	.board = BOARD_READ,
	.format = "text",
	.options = compare_options,
	.function = verb_compare};

static const struct command_option keyness_options[] = {
	CHOICE("on", "terms|codes", "terms", "terms found from these texts, or codes"),
	BY_OPTION,
	TEXT("against", "NAMES", NULL, "regions or tiers to compare with (else: all others)"),
	FLAG("less", "what the region has less than the others, instead of more"),
	CHOICE("sort", "log-odds|log-likelihood|chi-square|log-ratio", "log-odds",
	       "what the order goes by"),
	INTEGER("least", "N", "3", "at least so many sentences", 1, 1e9),
	INTEGER("limit", "N", "20", "at most so many rows, 0 for all (of each region: 5)", 0, 1e9),
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

const struct command keyness_command = {
	.name = "keyness",
	.group = ASKING,
	.summary = "what a region says more than the others, in its own terms",
	.arguments = "[REGION]",
	.least = 0,
	.most = 1,
	.description =
		"Terms are found from the texts themselves, without a dictionary: stretches that "
		"repeat, hold together inside and stand free outside, so that a coinage of this "
		"year "
		"is one term. For each: sentences, shares, log-odds with interval, "
		"log-likelihood, "
		"chi-square. REGION may be a tier or several regions with commas; without it, "
		"each "
		"region against all others.",
	.examples = "qipan keyness 贵州 # its key terms\n"
		    "qipan keyness # five of each region\n"
		    "qipan keyness west --against east --sort log-likelihood # two tiers\n"
		    "qipan keyness 上海 --on codes --by leaves # codes instead of terms",
	.board = BOARD_READ,
	.format = "text",
	.options = keyness_options,
	.function = verb_keyness};

static const struct command_option balance_options[] = {
	TEXT("measure", "NAME", NULL,
	     "one row a region and part: all, or a name or number as hardware, topic, M24"),
	REGION_OPTION,
	TIER_OPTION,
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

const struct command balance_command = {
	.name = "balance",
	.group = ASKING,
	.summary = "what each plan is made of, and what is silent",
	.arguments = "[REGION]",
	.least = 0,
	.most = 1,
	.description =
		"Computing power, algorithms, data and applications; hardware over scenario, with "
		"and without the slogan; links of the innovation chain; levers; policy "
		"instruments; depth of governance and its distance from speed; stages of the data "
		"market and of data across the border. Log ratios and levels with intervals, "
		"the plain counts beside them; what no region writes is said to be absent.\n\n"
		"Which codes are elements, links or topics is declared in the codebook's side "
		"file (roles), so it works with any codebook that says so.",
	.examples = "qipan balance # one row a region\n"
		    "qipan balance 贵州 # everything of one region, with medians and evidence\n"
		    "qipan balance --measure topic --format csv # one measure, all regions",
	.board = BOARD_READ,
	.format = "text",
	.options = balance_options,
	.function = verb_balance};

static const struct command_option risk_options[] = {
	CHOICE("rule", "all|homogeneous|hardware|lag|divide|last_mile", "all", "only this rule"),
	FLAG("patterns", "one row a rule and pattern: what changes without it"),
	INTEGER("limit", "N", "10", "patterns of a rule, those that change most first; 0 for all",
		0, 1e9),
	REGION_OPTION,
	TIER_OPTION,
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	{"confidence", 0, OPTION_REAL, "P", "0.95", "confidence of the intervals", 0.5, 0.9999},
	END_OF_OPTIONS};

const struct command risk_command = {
	.name = "risk",
	.group = ASKING,
	.summary = "wording that studies warn of, and what it hangs on",
	.arguments = "[REGION]",
	.least = 0,
	.most = 1,
	.description =
		"Homogeneous building, hardware before scenario, governance lag, divide, last "
		"mile: each a share of sentences by a stated rule, with numerator, denominator, "
		"interval and evidence, and counted again without the strongest pattern of the "
		"codebook. Counts of words in texts, never a verdict on a region.\n\n"
		"Which codes are hardware, scenario or governance is declared in the codebook's "
		"side file (roles).",
	.examples = "qipan risk --rule last_mile # one rule, all regions\n"
		    "qipan risk 贵州 # all rules of one region\n"
		    "qipan risk --patterns --limit 3 # which patterns each rule hangs on",
	.board = BOARD_READ,
	.format = "text",
	.options = risk_options,
	.function = verb_risk};
