/* Rows of the verbs that follow text: where it came from, what changed, what articles say. */
#include "command/rows.h"

static const struct command_option reuse_options[] = {
	FLAG("pair", "the two documents side by side, what differs marked"),
	FLAG("clusters", "sentences that several documents share, with their members by date"),
	FLAG("matrix", "who shares text with whom, by region"),
	FLAG("forest", "each document below the one it was made from"),
	FLAG("first-use", "the document's phrases and in which earlier document each first stood"),
	FLAG("timeline", "earlier documents and how many of the document's phrases began in each"),
	FLAG("stock", "also pairs of documents that share mostly phrases of many"),
	INTEGER("limit", "N", "40", "at most so many pairs, passages or clusters, 0 for all", 0,
		1e9),
	END_OF_OPTIONS};

const struct command reuse_command = {
	.name = "reuse",
	.group = ASKING,
	.summary = "what was copied from where",
	.arguments = "[DOCUMENT [DOCUMENT]]",
	.least = 0,
	.most = 2,
	.description =
		"Without a document: pairs of documents that share text, with direction, by the "
		"share "
		"of the later one; those that share mostly phrases of many are only counted "
		"(--stock shows them). With one "
		"document: its sentences and who else holds them. With two: their shared passages "
		"side by side. A document is named by its id, or by its region if that has only "
		"one.\n\nThe earlier date is the source; documents of one date are told apart by "
		"level (national, province, city); where neither tells, that is said. Text that "
		"both have from a third document is a common source, not a copy.",
	.examples =
		"qipan reuse # pairs of documents\n"
		"qipan reuse cn-gwr-2025 # which of its sentences stand where\n"
		"qipan reuse --pair 四川 重庆 # side by side\n"
		"qipan reuse --clusters --limit 5 # the sentences that most documents share\n"
		"qipan reuse --matrix # regions by regions\n"
		"qipan reuse cn-gwr-2025 --timeline # how old its phrases are\n"
		"qipan reuse --stock --limit 0 --format gexf -o who.gexf # the network, for Gephi",
	.board = BOARD_READ,
	.format = "text",
	.options = reuse_options,
	.function = verb_reuse};

static const struct command_option diff_options[] = {
	CHOICE("show", "changes|all|codes|targets", "changes",
	       "sentences that changed; all sentences; codes that gained or lost; amounts that "
	       "changed"),
	BY_OPTION, ORIENTATION_ONLY("any"),
	INTEGER("limit", "N", "60", "at most so many rows, 0 for all", 0, 1e9), END_OF_OPTIONS};

const struct command diff_command = {
	.name = "diff",
	.group = ASKING,
	.summary = "what changed between two editions",
	.arguments = "OLD NEW",
	.least = 2,
	.most = 2,
	.description =
		"Two editions of one plan, or a plan and the one it was made from, sentence by "
		"sentence: kept, reworded (what differs is marked), merged, split, dropped, new, "
		"and "
		"what moved; codes that gained or lost attention; amounts that changed.\n\nA "
		"document is named by its id, by its region if that has only one, and an older "
		"edition as ID@1.",
	.examples = "qipan diff cn-gwr-2024 cn-gwr-2025 # sentences that changed\n"
		    "qipan diff cn-gwr-2024 cn-gwr-2025 --show targets # 180 became 190\n"
		    "qipan diff draft@1 draft@2 --show codes # what gained and what vanished",
	.board = BOARD_READ,
	.format = "text",
	.options = diff_options,
	.function = verb_diff};

static const struct command_option claims_options[] = {
	KIND_OPTION, TEXT("document", "ID", NULL, "only this article of the board"), REGION_OPTION,
	CHOICE("show", "claims|released|all", "claims",
	       "what regions plan, which documents are out, or both"),
	END_OF_OPTIONS};

const struct command claims_command = {
	.name = "claims",
	.group = ASKING,
	.summary = "what articles say that regions plan",
	.arguments = "[PATH...]",
	.least = 0,
	.most = UINT_MAX,
	.description =
		"An article speaks of many regions. Each row is one thing that it says of one of "
		"them, with the clause, who says it, and the rule that decided. Without PATH the "
		"articles of the board are read (qipan add --kind article); with it files, or - "
		"for standard input, and a board is not needed.",
	.examples = "qipan claims article.txt # a table of region and field\n"
		    "qipan claims --region 浙江 --show all # one region, releases too",
	.board = BOARD_READ,
	.format = "text",
	.options = claims_options,
	.function = verb_claims};

static const struct command_option quotes_options[] = {
	KIND_OPTION, TEXT("document", "ID", NULL, "only this article of the board"),
	CHOICE("show", "statements|risks|advice|agreement|source|all", "all",
	       "what speakers say, what is warned of, what is asked for; on what they agree; what "
	       "the "
	       "page says of itself"),
	END_OF_OPTIONS};

const struct command quotes_command = {
	.name = "quotes",
	.group = ASKING,
	.summary = "who said what in articles: statements, risks, advice",
	.arguments = "[PATH...]",
	.least = 0,
	.most = UINT_MAX,
	.description = "Statements of speakers with post and organisation, direct or reported, "
		       "also where "
		       "a quotation mark was lost; risks that are named and advice that is given, "
		       "by whom "
		       "and for whom. What no speaker says is the article's own.",
	.examples = "qipan quotes article.txt --show risks # what is warned of\n"
		    "qipan quotes --format csv > quotes.csv # of all articles of the board",
	.board = BOARD_READ,
	.format = "text",
	.options = quotes_options,
	.function = verb_quotes};
