/* Rows of the verbs that carry results elsewhere, and about the program. */
#include "command/rows.h"

static const struct command_option serve_options[] = {
	INTEGER("port", "N", "8642", "port of 127.0.0.1; 0: any that is free", 0, 65535),
	FLAG("read-only", "refuse whatever would change the board"),
	TEXT("route", "FOLDER", NULL,
	     "tables for the view Route (qipan help route); no request can name another folder"),
	END_OF_OPTIONS};

const struct command serve_command = {
	.name = "serve",
	.group = SHOWING,
	.summary = "open the board in a browser",
	.arguments = "",
	.description =
		"Serves the page on 127.0.0.1: the board as a grid, the sentences behind every "
		"figure, regions, fields, documents, search. Works without network; nothing is "
		"sent anywhere. GET /api/VERB?option=value answers with the same JSON as the "
		"command line. Other programs on this machine can ask too; sites in the browser "
		"cannot.\n\nThe board may be added to meanwhile: each answer is of one state.",
	.examples = "qipan serve # then open the address that it says\n"
		    "qipan serve --port 0 --read-only # any free port, nothing can be changed\n"
		    "qipan serve --route examples/route # with the view Route on those tables",
	.board = BOARD_READ,
	.format = "text",
	.options = serve_options,
	.function = NULL};

static const struct command_option report_options[] = {
	TEXT("fields", "CODES", "field", "the codes that the report is about, as --by of board"),
	TEXT("regions", "NAMES", NULL, "only these regions, separated by commas"), END_OF_OPTIONS};

const struct command report_command = {
	.name = "report",
	.group = TAKING,
	.summary = "the board as one page to pass on",
	.arguments = "",
	.description =
		"One HTML file that needs nothing else: three parts (differential positioning, "
		"collaborative iteration, risk co-governance), findings as sentences with their "
		"figures, the grid as a picture, the sentences of the documents as footnotes, and "
		"what it was made from. A finding without evidence is not written. Both "
		"languages, "
		"unless --lang names one. It prints well.",
	.examples = "qipan report -o report.html # then open it in a browser\n"
		    "qipan report --lang zh --fields field.ai,field.computing_power -o ai.html # "
		    "two fields, in Chinese",
	.board = BOARD_READ,
	.format = "text",
	.options = report_options,
	.function = verb_report};

static const struct command_option export_options[] = {
	FLAG("with-text", "documents: the canonical text too, byte for byte"),
	BY_OPTION,
	TEXT("measure", "NAME", "attention", "of board"),
	ORIENTATION_OPTION("plan"),
	REGION_OPTION,
	TIER_OPTION,
	KIND_OPTION,
	CHOICE("shape", "grid|long|wide", "long",
	       "of board: long rows, or wide with one column a code"),
	TEXT("code", "CODES", NULL, "of evidence"),
	FLAG("documents", "of status: one row a document"),
	END_OF_OPTIONS};

const struct command export_command = {
	.name = "export",
	.group = TAKING,
	.summary = "rows for other programs",
	.arguments = "WHAT",
	.least = 1,
	.most = UINT_MAX,
	.description =
		"WHAT is documents, blocks, passages, mentions, region-mentions, targets, reuse, "
		"problems, "
		"or a verb that "
		"answers with "
		"a table. Places are given as byte offsets and as code points of the "
		"canonical text.",
	.examples = "qipan export --format csv board > board.csv # the board's cells\n"
		    "qipan export --format jsonl documents --with-text # every text back, byte "
		    "for byte",
	.board = BOARD_READ,
	.format = "csv",
	.options = export_options,
	.function = verb_export};

static const struct command_option no_options[] = {END_OF_OPTIONS};

const struct command limits_command = {
	.name = "limits",
	.group = ABOUT,
	.summary = "what is too large for this program, and why",
	.arguments = "",
	.description =
		"Every limit is one number in one place. A file, line or query beyond a limit is "
		"reported with the limit's name and passed over; the rest goes on.",
	.examples = "qipan limits # a table",
	.board = BOARD_NONE,
	.format = "text",
	.options = no_options,
	.function = verb_limits};
