/* Rows of the verbs that ask which regions fit together. */
#include "command/rows.h"

static const struct command_option pair_options[] = {
	CHOICE("show", "links|sentences|regions|summary", "links",
	       "one row a link, a sentence or a region, or the whole in a few numbers"),
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
	.summary = "who names whom, for what, and does the other say so",
	.arguments = "[REGION [OTHER]]",
	.least = 0,
	.most = 2,
	.description =
		"Links: a region's plan names another region. Each with its sentences, the codes "
		"it is named for, and whether the other names it back, for the same or for "
		"something else. Groups (长三角) stand for their members and are told apart, as "
		"are names that only stand in lists of five things or more.\n\n"
		"With one region its links in both directions, with two the sentences of both "
		"sides.",
	.examples = "qipan pair # all links\n"
		    "qipan pair 新疆 重庆 # the sentences of both sides\n"
		    "qipan pair 青海 --how all # by name, in lists, by groups\n"
		    "qipan pair --show regions # who names, who is named, who answers",
	.board = BOARD_READ,
	.format = "text",
	.options = pair_options,
	.function = verb_pair};
