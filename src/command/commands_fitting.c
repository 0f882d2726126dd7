/* Rows of the verbs that ask which regions fit together. */
#include "command/rows.h"

static const struct command_option pair_options[] = {
	CHOICE("show", "links|partners|sentences|regions|summary", "links",
	       "one row a link, a pair of partners (with one REGION what is shown if nothing is "
	       "said), a sentence or a region, or the whole in a few numbers"),
	CHOICE("how", "named|listed|group|all", "named",
	       "links by name, only in lists, only by a group's name, or all"),
	BY_OPTION,
	INTEGER("least", "N", "1", "sentences that make a link", 1, 1e6),
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	INTEGER("draws", "N", "2000", "shuffles for what chance would give, 0 for none", 0, 100000),
	INTEGER("seed", "N", "20260101", "seed of the shuffles", 0, 4294967295.0),
	{"confidence", 0, OPTION_REAL, "P", "0.95", "confidence of the intervals", 0.5, 0.9999},
	END_OF_OPTIONS};

const struct command pair_command = {
	.name = "pair",
	.group = ASKING,
	.summary = "who names whom, who offers what another needs",
	.arguments = "[REGION [OTHER]]",
	.least = 0,
	.most = 2,
	.description =
		"Links: a region's plan names another region. Each with its sentences, the codes "
		"it is named for, and whether the other names it back, for the same or for "
		"something else. Groups (长三角) stand for their members and are told apart, as "
		"are names that only stand in lists of five things or more.\n\n"
		"Partners: what one region is strong in (log-odds z above 0) and the other says "
		"it lacks or brings in, added up over codes, beside who names whom. With one "
		"region its partners, with two the sentences of both sides: where each names the "
		"other, what it offers and what it needs.",
	.examples = "qipan pair # all links\n"
		    "qipan pair 贵州 # its partners, with reasons\n"
		    "qipan pair 新疆 重庆 # the sentences of both sides\n"
		    "qipan pair 青海 --show links --how all # by name, in lists, by groups\n"
		    "qipan pair --show regions # who names, who is named, who answers",
	.board = BOARD_READ,
	.format = "text",
	.options = pair_options,
	.function = verb_pair};

static const struct command_option crowding_options[] = {
	BY_OPTION,
	FLAG("slots",
	     "instead: titles and platforms that several regions name and at least one bids "
	     "for"),
	INTEGER("least", "N", "2", "slots: at least so many regions", 1, 1e6),
	FLAG("sentences", "slots: show the sentence below each"),
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

const struct command crowding_command = {
	.name = "crowding",
	.group = ASKING,
	.summary = "how many regions plan each field, and who bids for one slot",
	.arguments = "[CODES]",
	.least = 0,
	.most = 1,
	.description =
		"For each code: how many regions name it, name it twice, build something or set a "
		"number (M13), which they are, and which are silent; the most crowded first. With "
		"one code a row a region.\n\nWith --slots, what only one or a few can get: "
		"titles and platforms that several regions name, other names of one slot joined, "
		"with who bids, "
		"who builds, who has.",
	.examples = "qipan crowding # every field\n"
		    "qipan crowding field.low_altitude # who plans it, how bindingly\n"
		    "qipan crowding --slots --sentences # who bids for the same title",
	.board = BOARD_READ,
	.format = "text",
	.options = crowding_options,
	.function = verb_crowding};

static const struct command_option divide_options[] = {
	CHOICE("show", "assignments|summary", "assignments",
	       "one row a code and region, or what it would change"),
	INTEGER("leads", "N", "3", "regions that lead a code, at most", 1, 1e6),
	INTEGER("most", "N", "6", "codes that a region leads, at most", 1, 1e6),
	{"least", 0, OPTION_REAL, "SCORE", "3",
	 "a region with a smaller score is not given the code, platforms aside", 0, 100},
	BY_OPTION,
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	END_OF_OPTIONS};

const struct command divide_command = {
	.name = "divide",
	.group = ASKING,
	.summary = "a proposed division of fields over regions, with reasons",
	.arguments = "",
	.least = 0,
	.most = 0,
	.description =
		"Who might lead what: each code a few regions, each region a few codes, so that "
		"every code that any region plans firmly enough is led, what regions name "
		"platforms of their "
		"own for is kept, and strength and commitment are the largest in total. Each "
		"assignment has its reason and a sentence; crowding stands beside that of the "
		"plans and of everyone doing everything. A proposal from words in texts, no "
		"verdict on a region.",
	.examples = "qipan divide # who might lead what\n"
		    "qipan divide --leads 2 --most 4 # sharper\n"
		    "qipan divide --show summary # how much less crowded",
	.board = BOARD_READ,
	.format = "text",
	.options = divide_options,
	.function = verb_divide};

static const struct command_option plus_options[] = {
	CHOICE("show", "pairs|regions|sentences|list", "pairs",
	       "one row a code that goes with it, a region, a sentence, or a pair that the text "
	       "itself writes"),
	INTEGER("most", "N", "6", "sentences with more codes are lists and left out", 2, 1e6),
	BY_OPTION,
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	{"confidence", 0, OPTION_REAL, "P", "0.95", "confidence of the intervals", 0.5, 0.9999},
	END_OF_OPTIONS};

const struct command plus_command = {
	.name = "plus",
	.group = ASKING,
	.summary = "AI + X: what a code is planned together with, and where it lands",
	.arguments = "CODE",
	.least = 1,
	.most = 1,
	.description =
		"Which codes stand in one sentence with this one, beyond chance: counts, lift, "
		"NPMI and Fisher's exact test (M29), with the regions and sentences.\n\n"
		"With --show regions, what share of a region's such sentences says where, for whom "
		"or how much: the last mile (M30), and how many of its sentences speak of "
		"bottlenecks.\n\n"
		"With --show list, the pairs that the text writes as AI + X or as a large model of "
		"X, with the code that X names, region and sentence; these are pairs of AI, "
		"whatever CODE is.",
	.examples = "qipan plus field.ai # AI + X\n"
		    "qipan plus field.ai --show regions # the last mile of each region\n"
		    "qipan plus field.ai --show list # AI + X as the texts write it\n"
		    "qipan plus field.ai --show sentences # to read",
	.board = BOARD_READ,
	.format = "text",
	.options = plus_options,
	.function = verb_plus};
