/* Rows of the verbs about codes, regions and what people decided. */
#include "command/rows.h"

static const struct command_option codebook_options[] = {
	FLAG("silent", "hits: also patterns without a hit"), END_OF_OPTIONS};

const struct command codebook_command = {
	.name = "codebook",
	.group = SCHEME,
	.summary = "lint, show, hits or export the codebook",
	.arguments = "lint|show|hits|export [FILE|CODE]",
	.least = 1,
	.most = 2,
	.description = "lint FILE lists every mistake of a codebook as file, line, column and "
		       "reason (without "
		       "FILE: the "
		       "built-in one). show [CODE] lists codes, or the patterns of one. hits "
		       "[CODE] counts what "
		       "each pattern "
		       "found. export prints the board's codebook as YAML.",
	.examples = "qipan codebook lint my.yaml # all mistakes, not only the first\n"
		    "qipan codebook hits field.computing_power # hits of each pattern",
	.board = BOARD_READ,
	.format = "text",
	.options = codebook_options,
	.function = verb_codebook};

static const struct command_option no_options[] = {END_OF_OPTIONS};

const struct command regions_command = {
	.name = "regions",
	.group = SCHEME,
	.summary = "lint or show the gazetteer",
	.arguments = "lint|show [FILE]",
	.least = 1,
	.most = 2,
	.description = "lint FILE lists every mistake of a gazetteer (without FILE: the built-in "
		       "one). show "
		       "lists the board's "
		       "regions.",
	.examples = "qipan regions show # names, codes, tiers",
	.board = BOARD_READ,
	.format = "text",
	.options = no_options,
	.function = verb_regions};

static const struct command_option sample_options[] = {
	TEXT("code", "CODES", "field", "hits of these codes and of those below them"),
	INTEGER("each", "N", "20", "hits of each code", 1, 1e6),
	INTEGER("passages", "N", NULL, "whole sentences instead, to find what is missed", 1, 1e6),
	INTEGER("seed", "N", "20260101", "seed of the draw", 0, 4294967295.0),
	ORIENTATION_OPTION("plan"),
	REGION_OPTION,
	TIER_OPTION,
	KIND_OPTION,
	END_OF_OPTIONS};

const struct command sample_command = {
	.name = "sample",
	.group = CHECKING,
	.summary = "draw sentences for people to check",
	.arguments = "",
	.least = 0,
	.most = 0,
	.description = "Draws hits of each code, every n-th from a random start in the order of "
		       "regions, so "
		       "that each region gives its share; with --passages whole sentences, with a "
		       "row for "
		       "the sentence and one for each code found in it. Fill in the column "
		       "verdict (yes or "
		       "no; read for a sentence that was read for all codes, with the codes that "
		       "should be "
		       "there in missing) and give the file to qipan correct import.",
	.examples = "qipan sample --each 20 > check.csv # 20 hits of each field\n"
		    "qipan sample --passages 200 --seed 7 > read.csv # what does the codebook miss",
	.board = BOARD_READ,
	.format = "csv",
	.options = sample_options,
	.function = verb_sample};

static const struct command_option agreement_options[] = {
	TEXT("code", "CODES", "field", "these codes and those below them"),
	FLAG("all", "also corrections that belong to no drawn sample"),
	ORIENTATION_OPTION("any"),
	KIND_OPTION,
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

const struct command agreement_command = {
	.name = "agreement",
	.group = CHECKING,
	.summary = "how often the program is right, and do people agree",
	.arguments = "",
	.least = 0,
	.most = 0,
	.description =
		"For each code: precision (of the hits that people judged) and recall (of what is "
		"there in sentences read for all codes), with Wilson intervals; the count "
		"corrected "
		"by both; Krippendorff's alpha where two people judged the same. Regions should "
		"not "
		"be ranked by a code whose precision is below 0.7. Uses the judgements of drawn "
		"samples.",
	.examples = "qipan agreement # fields\n"
		    "qipan agreement --code governance --all # other codes, all corrections",
	.board = BOARD_READ,
	.format = "text",
	.options = agreement_options,
	.function = verb_agreement};

static const struct command_option correct_options[] = {
	TEXT("who", "NAME", NULL, "who judges (else the login name)"),
	TEXT("why", "TEXT", NULL, "why"),
	TEXT("words", "TEXT", NULL, "only these words of the passage are meant"),
	TEXT("when", "TIME", NULL, "when it was judged, if not now"), END_OF_OPTIONS};

const struct command correct_command = {
	.name = "correct",
	.group = CHECKING,
	.summary = "overrule the program, sentence by sentence",
	.arguments = "ACTION ...",
	.least = 1,
	.most = 3,
	.description =
		"confirm PASSAGE CODE: the code is there. reject PASSAGE CODE: it is not. add "
		"PASSAGE CODE: it was missed. read PASSAGE: the sentence was read for all codes. "
		"undo NUMBER takes a correction back, list shows all, import FILE reads a table. "
		"Passages are the ids that evidence shows, several with commas.\n\n"
		"Every figure follows. Nothing is deleted: each correction is kept with who, when "
		"and why. It holds for the same sentence in a later edition and under a later "
		"codebook.",
	.examples = "qipan correct reject 482 field.ai --why 'name of a company' # one hit\n"
		    "qipan correct add 482 field.quantum --words 量子 # one that was missed\n"
		    "qipan correct import check.csv # a sample that was filled in\n"
		    "qipan correct list # all, with their standing",
	.board = BOARD_WRITE,
	.format = "text",
	.options = correct_options,
	.function = verb_correct};
