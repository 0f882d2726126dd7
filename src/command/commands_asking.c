/* Rows of the verbs that ask one board: who plans what, and where it is written. */
#include "command/rows.h"

static const struct command_option board_options[] = {
	BY_OPTION,
	TEXT("measure", "NAME", "attention", "what the cells show (qipan measures lists them)"),
	ORIENTATION_OPTION("plan"),
	REGION_OPTION,
	TIER_OPTION,
	KIND_OPTION,
	CHOICE("shape", "grid|long|wide", "grid",
	       "grid: drawn on a terminal, long rows in data; wide: one column a code"),
	CHOICE("order", "gazetteer|likeness", "gazetteer",
	       "rows by tier as the gazetteer has them, or like beside like"),
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

const struct command board_command = {
	.name = "board",
	.group = ASKING,
	.summary = "who plans which field, how strongly",
	.arguments = "",
	.least = 0,
	.most = 0,
	.description = "The matrix of regions and codes. Each cell is a claim: value, interval, "
		       "the counts it "
		       "was made from, "
		       "its state, and the sentences behind it. On a terminal it is drawn as a "
		       "grid; data "
		       "formats give one "
		       "row a cell.",
	.examples =
		"qipan board # attention of plan sentences to each field\n"
		"qipan board --by governance --orientation any # another branch, all sentences\n"
		"qipan board --measure location_quotient --tier west # what is special, western "
		"regions",
	.board = BOARD_READ,
	.format = "text",
	.options = board_options,
	.function = verb_board};

static const struct command_option profile_options[] = {
	BY_OPTION, ORIENTATION_OPTION("plan"), KIND_OPTION, BOOTSTRAP_OPTIONS, END_OF_OPTIONS};

const struct command profile_command = {
	.name = "profile",
	.group = ASKING,
	.summary = "one region: strongest, distinctive, silent",
	.arguments = "REGION",
	.least = 1,
	.most = 1,
	.description = "What was read, what the region plans most, what is special to it beyond "
		       "what everybody "
		       "writes, and "
		       "which fields others plan while it is silent, with sentences.",
	.examples = "qipan profile 湖南 # by any name, code or abbreviation of the gazetteer",
	.board = BOARD_READ,
	.format = "text",
	.options = profile_options,
	.function = verb_profile};

static const struct command_option evidence_options[] = {
	REGION_OPTION,
	TEXT("code", "CODES", NULL, "sentences that mention these codes or codes below them"),
	TIER_OPTION,
	KIND_OPTION,
	TEXT("document", "ID", NULL, "only this document"),
	TEXT("id", "IDS", NULL, "these passages, as cells name them"),
	ORIENTATION_OPTION("plan"),
	INTEGER("limit", "N", "100", "at most so many sentences, 0 for all", 0, 1e9),
	END_OF_OPTIONS};

const struct command evidence_command = {
	.name = "evidence",
	.group = ASKING,
	.summary = "the sentences behind a cell",
	.arguments = "",
	.least = 0,
	.most = 0,
	.description = "Sentences of a region that mention a code, with the words that fired, "
		       "document, date and "
		       "offsets. With "
		       "the same orientation it gives just the sentences that a cell of the board "
		       "counts.",
	.examples = "qipan evidence --region 贵州 --code field.computing_power # one cell\n"
		    "qipan evidence --id 120,121 # passages that a data format named",
	.board = BOARD_READ,
	.format = "text",
	.options = evidence_options,
	.function = verb_evidence};

static const struct command_option no_options[] = {END_OF_OPTIONS};

const struct command document_command = {
	.name = "document",
	.group = ASKING,
	.summary = "one document as it was read",
	.arguments = "ID",
	.least = 1,
	.most = 1,
	.description = "Every block in order: sentences with what was found in them, headings, "
		       "and the furniture (navigation, captions, page numbers) that was kept but "
		       "not measured.\n\nAn older edition is named ID@1.",
	.examples = "qipan document zh-guizhou # the id is the one of qipan status --documents\n"
		    "qipan document zh-guizhou@1 # its first edition",
	.board = BOARD_READ,
	.format = "text",
	.options = no_options,
	.function = verb_document};

static const struct command_option search_options[] = {
	CHOICE("within", "paragraph|sentence|document", "paragraph",
	       "where AND, NOT and NEAR must hold"),
	ORIENTATION_ONLY("any"),
	INTEGER("limit", "N", "50", "at most so many sentences, 0 for all", 0, 1e9),
	INTEGER("skip", "N", "0", "leave out the first so many", 0, 1e9),
	FLAG("all-editions", "older editions too"),
	END_OF_OPTIONS};

const struct command search_command = {
	.name = "search",
	.group = ASKING,
	.summary = "full text, with the hit in its context",
	.arguments = "QUERY",
	.least = 1,
	.most = UINT_MAX,
	.description = "Terms, \"phrases\", AND OR NOT, NEAR/n, and filters region: tier: code: "
		       "kind: date: "
		       "level: language: "
		       "document:. Chinese terms of any length are found exactly. docs/search.md "
		       "has the whole "
		       "language.",
	.examples = "qipan search '算力 NEAR/20 绿电' # within 20 characters of each other\n"
		    "qipan search 'region:四川 东数西算' # one region\n"
		    "qipan search '\"artificial intelligence\" AND NOT ethic*' # English",
	.board = BOARD_READ,
	.format = "text",
	.options = search_options,
	.function = verb_search};

static const struct command_option target_options[] = {
	REGION_OPTION,
	TIER_OPTION,
	KIND_OPTION,
	TEXT("code", "CODES", NULL, "of sentences that mention these codes or codes below them"),
	TEXT("unit", "UNIT", NULL,
	     "only this canonical unit: EFLOPS, CNY, MW, %, pp, persons, ..."),
	TEXT("quantity", "TEXT", NULL, "only where what is counted holds this text"),
	TEXT("basis", "WORDS", NULL, "standing, planned, increment (with commas)"),
	TEXT("class", "WORDS", NULL, "stock, flow, growth, share (with commas)"),
	TEXT("scope", "WORDS", NULL, "own, city, cluster, firm, national (with commas)"),
	INTEGER("year", "N", "0", "only amounts for this year, 0 for all", 0, 2100),
	ORIENTATION_OPTION("plan"),
	FLAG("standing", "one row a region: what stands, what is planned, what is added; with "
			 "--unit"),
	INTEGER("limit", "N", "100", "at most so many amounts, 0 for all", 0, 1e9),
	END_OF_OPTIONS};

const struct command targets_command = {
	.name = "targets",
	.group = ASKING,
	.summary = "the numbers that plans commit to or report",
	.arguments = "",
	.least = 0,
	.most = 0,
	.description =
		"The ledger of amounts: what is counted, value in a canonical unit (22万P is 220 "
		"EFLOPS, 1800亿元 is 1.8e11 CNY), comparison, year and base year, whether it "
		"stands, is planned or is an addition, stock, flow, growth or share, and whose it "
		"is: the region's, a city's, a site's, a firm's.\n\nWith --standing and --unit "
		"one "
		"row a region, of all sentences unless --orientation is given; so does --basis, "
		"because what is there stands in reviews. What a city has and what is only to be "
		"added is never taken for "
		"the region's level.",
	.examples = "qipan targets --region 贵州 # one region's commitments\n"
		    "qipan targets --unit EFLOPS --standing # who has how much computing power\n"
		    "qipan export targets > targets.csv # all of them",
	.board = BOARD_READ,
	.format = "text",
	.options = target_options,
	.function = verb_targets};

static const struct command_option positions_options[] = {
	TEXT("position", "KINDS", NULL, "only these, with commas: title, platform, scheme"),
	TEXT("level", "LEVELS", NULL, "only names that claim it: world, national, area, province"),
	TEXT("status", "WORDS", NULL, "only what a region has, builds or bids for"),
	ORIENTATION_OPTION("plan"),
	REGION_OPTION,
	TIER_OPTION,
	KIND_OPTION,
	FLAG("sentences", "show the sentence below each"),
	INTEGER("limit", "N", "100", "at most so many rows, 0 for all", 0, 1e9),
	END_OF_OPTIONS};

const struct command positions_command = {
	.name = "positions",
	.group = ASKING,
	.summary = "titles, platforms and schemes that regions name",
	.arguments = "",
	.least = 0,
	.most = 0,
	.description =
		"What a region says it is or is to be: titles (a national highland of computing) "
		"with the level they claim, platforms (a national laboratory) with whether it "
		"has, "
		"builds or bids for them, and schemes that go by a number (\"415X\", \"4×4\"), "
		"which are no amounts. Read by rules from Chinese texts.",
	.examples = "qipan positions --region 浙江 --position scheme # schemes of one region\n"
		    "qipan positions --position platform --status bids # who bids for what\n"
		    "qipan export positions > positions.csv # all of them",
	.board = BOARD_READ,
	.format = "text",
	.options = positions_options,
	.function = verb_positions};

const struct command measures_command = {
	.name = "measures",
	.group = ASKING,
	.summary = "the measures and what they mean",
	.arguments = "",
	.least = 0,
	.most = 0,
	.description =
		"Every measure, whichever verb answers it, with what to type: number, unit, range, "
		"meaning; in data formats formula, denominator, baseline, interval and source too.",
	.examples = "qipan measures # all\n"
		    "qipan measures --format csv # with formula, baseline, interval, source",
	.board = BOARD_NONE,
	.format = "text",
	.options = no_options,
	.function = verb_measures};
