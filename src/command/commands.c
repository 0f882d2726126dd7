/* The table of verbs. Help, man pages and completions are made from it. */
#include "command/verbs.h"

#include <limits.h>

#define END_OF_OPTIONS                                                                             \
	{                                                                                          \
		NULL, 0, OPTION_FLAG, NULL, NULL, NULL, 0, 0                                       \
	}
#define TEXT(name, value, standard, help)                                                          \
	{                                                                                          \
		name, 0, OPTION_TEXT, value, standard, help, 0, 0                                  \
	}
#define FLAG(name, help)                                                                           \
	{                                                                                          \
		name, 0, OPTION_FLAG, NULL, NULL, help, 0, 0                                       \
	}
#define CHOICE(name, choices, standard, help)                                                      \
	{                                                                                          \
		name, 0, OPTION_CHOICE, choices, standard, help, 0, 0                              \
	}
#define INTEGER(name, value, standard, help, low, high)                                            \
	{                                                                                          \
		name, 0, OPTION_INTEGER, value, standard, help, low, high                          \
	}

/* Options that several verbs share, word for word. */
#define BY_OPTION                                                                                  \
	TEXT("by", "CODES", "field",                                                               \
	     "columns: a branch of the codebook stands for its children; several with commas; "    \
	     "leaves, axes")
#define REGION_OPTION TEXT("region", "NAMES", NULL, "only these regions, separated by commas")
#define TIER_OPTION TEXT("tier", "TIERS", NULL, "only regions of these tiers, separated by commas")
#define KIND_OPTION TEXT("kind", "KIND", NULL, "only documents of this kind")
#define ORIENTATION_ONLY(standard)                                                                 \
	TEXT("orientation", "WORDS", standard,                                                     \
	     "sentences that speak of: plan, review, present (with commas), or any")
/* Which sentences count; every verb that measures takes both. */
#define ORIENTATION_OPTION(standard)                                                               \
	ORIENTATION_ONLY(standard),                                                                \
		FLAG("own-voice",                                                                  \
		     "without sentences that come from above, from an earlier region, or that "    \
		     "three or more regions have (qipan reuse)")
#define BOOTSTRAP_OPTIONS                                                                          \
	INTEGER("draws", "N", "2000", "bootstrap draws for intervals, 0 for none", 0, 100000),     \
		INTEGER("seed", "N", "20260101", "seed of the draws", 0, 4294967295.0),            \
	{                                                                                          \
		"confidence", 0, OPTION_REAL, "P", "0.95", "confidence of the intervals", 0.5,     \
			0.9999                                                                     \
	}

static const struct command_option new_options[] = {
	TEXT("codebook", "FILE", SCHEME_BUILT_IN,
	     "a quanteda dictionary in YAML, with NAME.meta.yaml beside it if there is one"),
	TEXT("regions", "FILE", SCHEME_BUILT_IN,
	     "a gazetteer (tsv or csv), or from-documents: regions are what the documents' region "
	     "column names"),
	END_OF_OPTIONS};

/* What documents get that say nothing of their own. */
#define GIVEN_OPTIONS                                                                              \
	TEXT("region", "NAME", NULL, "region of documents that give none"),                        \
		TEXT("date", "DATE", NULL,                                                         \
		     "date of documents that give none (2026, 2026-01 or 2026-01-27)"),            \
		TEXT("kind", "KIND", NULL,                                                         \
		     "kind of documents that give none, e.g. five-year-plan"),                     \
		TEXT("level", "LEVEL", NULL, "level of documents that give none, e.g. province"),  \
		TEXT("series", "NAME", NULL, "series of documents that give none, e.g. 15fyp"),    \
		TEXT("language", "TAG", NULL, "language of documents that give none, e.g. zh")

static const struct command_option fetch_options[] = {
	GIVEN_OPTIONS,
	{"delay", 0, OPTION_REAL, "SECONDS", "2",
	 "pause between two questions to one host; a robots.txt may ask for more", 0, 3600},
	INTEGER("hosts", "N", "8", "so many hosts are asked at the same time", 1, 64),
	INTEGER("tries", "N", "3", "how often an address is tried that does not answer", 1, 20),
	{"timeout", 0, OPTION_REAL, "SECONDS", "120", "for one whole answer", 0.05, 86400},
	TEXT("contact", "TEXT", NULL,
	     "how a site's keeper can reach you: goes into the User-Agent of every question"),
	TEXT("keep", "FOLDER", NULL, "where the bytes are kept; else BOARD.fetched"),
	FLAG("allow-private", "also addresses inside private networks and of this machine"),
	TEXT("encoding", "NAME", NULL,
	     "encoding of lists and documents (utf-8, gb18030, big5, utf-16); else detected"),
	TEXT("source-field", "COLUMN", NULL, "column of a list that holds the address"),
	TEXT("id-field", "COLUMN", NULL, "column with the document's id; else the address"),
	TEXT("region-field", "COLUMN", NULL, "column with the region"),
	TEXT("date-field", "COLUMN", NULL, "column with the date"),
	TEXT("title-field", "COLUMN", NULL, "column with the title"),
	TEXT("kind-field", "COLUMN", NULL, "column with the kind"),
	END_OF_OPTIONS};

static const struct command_option add_options[] = {
	GIVEN_OPTIONS,
	TEXT("encoding", "NAME", NULL,
	     "encoding of the files (utf-8, gb18030, big5, utf-16); else detected"),
	TEXT("text-field", "COLUMN", NULL, "column of a table that holds the text"),
	TEXT("file-field", "COLUMN", NULL,
	     "column that names the text file, relative to the table"),
	TEXT("id-field", "COLUMN", NULL, "column with the document's id"),
	TEXT("region-field", "COLUMN", NULL, "column with the region"),
	TEXT("date-field", "COLUMN", NULL, "column with the date"),
	TEXT("title-field", "COLUMN", NULL, "column with the title"),
	TEXT("level-field", "COLUMN", NULL, "column with the level"),
	TEXT("kind-field", "COLUMN", NULL, "column with the kind"),
	TEXT("language-field", "COLUMN", NULL, "column with the language"),
	TEXT("tier-field", "COLUMN", NULL, "column with the tier"),
	TEXT("series-field", "COLUMN", NULL, "column with the series"),
	TEXT("name-fields", "NAMES", NULL,
	     "what the parts of file names are, e.g. region,date for 贵州_2026.txt"),
	TEXT("name-separator", "TEXT", "_", "what stands between those parts"),
	TEXT("source-field", "COLUMN", NULL, "column with the address it comes from"),
	CHOICE("reuse", "new|all|off", "new",
	       "look for text shared with other documents: of new documents, of all anew, or not "
	       "now"),
	INTEGER("memory", "MB", "1000", "megabytes that sorting for --reuse may take", 1, 1000000),
	CHOICE("sheet-as", "auto|rows|document", "auto",
	       "xlsx and ods: each row a document, or the sheets as one; auto: rows where a "
	       "header names texts or files"),
	FLAG("ocr", "recognise the text of scanned PDF pages (tesseract; seconds a page)"),
	END_OF_OPTIONS};

static const struct command_option status_options[] = {
	FLAG("documents", "one row a document instead of a region"),
	FLAG("problems", "one row a problem: what was passed over and why"), END_OF_OPTIONS};

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

static const struct command_option profile_options[] = {
	BY_OPTION, ORIENTATION_OPTION("plan"), KIND_OPTION, BOOTSTRAP_OPTIONS, END_OF_OPTIONS};

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

static const struct command_option similarity_options[] = {
	BY_OPTION,
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

static const struct command_option compare_options[] = {
	BY_OPTION,
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	INTEGER("sentences", "N", "3", "codes whose sentences are shown, of those that differ", 0,
		100),
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

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

static const struct command_option claims_options[] = {
	KIND_OPTION, TEXT("document", "ID", NULL, "only this article of the board"), REGION_OPTION,
	CHOICE("show", "claims|released|all", "claims",
	       "what regions plan, which documents are out, or both"),
	END_OF_OPTIONS};

static const struct command_option quotes_options[] = {
	KIND_OPTION, TEXT("document", "ID", NULL, "only this article of the board"),
	CHOICE("show", "statements|risks|advice|agreement|source|all", "all",
	       "what speakers say, what is warned of, what is asked for; on what they agree; what "
	       "the "
	       "page says of itself"),
	END_OF_OPTIONS};

static const struct command_option balance_options[] = {
	TEXT("measure", "NAME", NULL,
	     "one row a region and part: all, or a name or number as hardware, topic, M24"),
	REGION_OPTION,
	TIER_OPTION,
	ORIENTATION_OPTION("plan"),
	KIND_OPTION,
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

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
	ORIENTATION_OPTION("any"),
	FLAG("standing", "one row a region: what stands, what is planned, what is added; with "
			 "--unit"),
	INTEGER("limit", "N", "100", "at most so many amounts, 0 for all", 0, 1e9),
	END_OF_OPTIONS};

static const struct command_option search_options[] = {
	CHOICE("within", "paragraph|sentence|document", "paragraph",
	       "where AND, NOT and NEAR must hold"),
	ORIENTATION_ONLY("any"),
	INTEGER("limit", "N", "50", "at most so many sentences, 0 for all", 0, 1e9),
	INTEGER("skip", "N", "0", "leave out the first so many", 0, 1e9),
	FLAG("all-editions", "older editions too"),
	END_OF_OPTIONS};

static const struct command_option codebook_options[] = {
	FLAG("silent", "hits: also patterns without a hit"), END_OF_OPTIONS};

static const struct command_option correct_options[] = {
	TEXT("who", "NAME", NULL, "who judges (else $USER)"), TEXT("why", "TEXT", NULL, "why"),
	TEXT("words", "TEXT", NULL, "only these words of the passage are meant"),
	TEXT("when", "TIME", NULL, "when it was judged, if not now"), END_OF_OPTIONS};

static const struct command_option agreement_options[] = {
	TEXT("code", "CODES", "field", "these codes and those below them"),
	FLAG("all", "also corrections that belong to no drawn sample"),
	ORIENTATION_OPTION("any"),
	KIND_OPTION,
	BOOTSTRAP_OPTIONS,
	END_OF_OPTIONS};

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

static const struct command_option no_options[] = {END_OF_OPTIONS};

static const struct command_option reuse_options[] = {
	FLAG("pair", "the two documents side by side, what differs marked"),
	FLAG("clusters", "sentences that several documents share, with their members by date"),
	FLAG("matrix", "who shares text with whom, by region"),
	FLAG("forest", "each document below the one it was made from"),
	INTEGER("limit", "N", "40", "at most so many pairs, passages or clusters, 0 for all", 0,
		1e9),
	END_OF_OPTIONS};

static const struct command_option diff_options[] = {
	CHOICE("show", "changes|all|codes|targets", "changes",
	       "sentences that changed; all sentences; codes that gained or lost; amounts that "
	       "changed"),
	BY_OPTION, ORIENTATION_ONLY("any"),
	INTEGER("limit", "N", "60", "at most so many rows, 0 for all", 0, 1e9), END_OF_OPTIONS};

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

static const struct command_option report_options[] = {
	TEXT("fields", "CODES", "field", "the codes that the report is about, as --by of board"),
	TEXT("regions", "NAMES", NULL, "only these regions, separated by commas"), END_OF_OPTIONS};

static const struct command_option serve_options[] = {
	INTEGER("port", "N", "8642", "port of 127.0.0.1; 0: any that is free", 0, 65535),
	FLAG("read-only", "refuse whatever would change the board"), END_OF_OPTIONS};

/* Headings of "qipan help". */
#define MAKING "the board"
#define ASKING "questions"
#define SHOWING "the page"
#define SCHEME "codes and regions"
#define CHECKING "people and the program"
#define TAKING "taking results along"
#define ABOUT "about the program"

const struct command commands[] = {
	{.name = "new",
	 .group = MAKING,
	 .summary = "make a board",
	 .arguments = "",
	 .least = 0,
	 .most = 0,
	 .description = "Makes the board file with a codebook (what to look for) and a gazetteer "
			"(for which "
			"regions). Both "
			"are stored inside: the board needs no other file. An existing file is "
			"never overwritten.",
	 .examples = "qipan new # board.qipan with the built-in codebook and 31 Chinese regions\n"
		     "qipan new -b ndc.qipan --codebook climate.yaml --regions from-documents # "
		     "any other "
		     "corpus",
	 .board = BOARD_NONE,
	 .format = "text",
	 .options = new_options,
	 .function = verb_new},
	{.name = "add",
	 .group = MAKING,
	 .summary = "read documents into the board",
	 .arguments = "PATH...",
	 .least = 1,
	 .most = UINT_MAX,
	 .description = "Takes text files, folders of them, and tables (csv, tsv, jsonl) with a "
			"text column or a "
			"file column "
			"that names text files. Every other column is kept as metadata; region, "
			"date, title, kind "
			"and more are "
			"found by their header in English or Chinese, or named by "
			"options.\n\nAdding again skips "
			"what is "
			"unchanged and makes a new edition of what changed. A document that cannot "
			"be read is "
			"listed and "
			"stops nothing; stopping with Ctrl-C loses nothing that was committed.",
	 .examples = "qipan add reports/metadata.tsv # a table whose file column names the texts\n"
		     "qipan add plans/ --kind five-year-plan # a folder; regions are found in "
		     "titles and first "
		     "lines\n"
		     "qipan add old.csv --encoding gb18030 --text-field 正文 # a table with the "
		     "text inside",
	 .board = BOARD_WRITE,
	 .format = "text",
	 .options = add_options,
	 .function = verb_add},
	{.name = "fetch",
	 .group = MAKING,
	 .summary = "get documents from the web, then add them",
	 .arguments = "URL|LIST...",
	 .least = 1,
	 .most = UINT_MAX,
	 .description = "Takes web addresses, and lists of them: tables (csv, tsv, jsonl) with a "
			"url column; every other column is kept as metadata, as with add.\n\n"
			"It asks politely: what a site's robots.txt forbids is not asked, each "
			"host gets one question at a time with a pause between, and what fails "
			"for a moment is tried again later. Addresses inside private networks are "
			"refused, also behind names and redirects.\n\nEvery fetch is written into "
			"the board (qipan export fetches). Fetching again asks only for what "
			"changed, and what changed becomes a new edition. Stopping with Ctrl-C "
			"loses no answer: the same command goes on from there.",
	 .examples = "qipan fetch https://www.example.org/plan.html --region 贵州 # one page\n"
		     "qipan fetch reports.csv --contact me@example.org # a list\n"
		     "qipan export fetches # what was asked, when, and what came",
	 .board = BOARD_WRITE,
	 .format = "text",
	 .options = fetch_options,
	 .function = verb_fetch},
	{.name = "status",
	 .group = MAKING,
	 .summary = "who has published what; what is missing",
	 .arguments = "",
	 .least = 0,
	 .most = 0,
	 .description = "One row a region: documents, editions, kinds, dates, length, and whether "
			"it was read, is "
			"known to be "
			"partial, or has no document. \"No hit\" and \"no document\" are different "
			"answers.",
	 .examples = "qipan status # coverage by region\nqipan status --documents # each document "
		     "and how it "
		     "was read\n"
		     "qipan status --problems # what was passed over",
	 .board = BOARD_READ,
	 .format = "text",
	 .options = status_options,
	 .function = verb_status},
	{.name = "check",
	 .group = MAKING,
	 .summary = "test the board's own integrity",
	 .arguments = "",
	 .least = 0,
	 .most = 0,
	 .description = "Checks the database, references, hashes, and that every span lies inside "
			"its text.",
	 .examples = "qipan check",
	 .board = BOARD_READ,
	 .format = "text",
	 .options = no_options,
	 .function = verb_check},
	{.name = "board",
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
	 .function = verb_board},
	{.name = "profile",
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
	 .function = verb_profile},
	{.name = "gradient",
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
	 .function = verb_gradient},
	{.name = "similarity",
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
		 "first line says by how much more the regions differ than that. docs/methods.md "
		 "has the formulas.",
	 .examples = "qipan similarity # fields: indices, pairs, nearest\n"
		     "qipan similarity --show pairs --format csv # every pair\n"
		     "qipan similarity --show matrix --by element # drawn, like beside like",
	 .board = BOARD_READ,
	 .format = "text",
	 .options = similarity_options,
	 .function = verb_similarity},
	{.name = "compare",
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
	 .function = verb_compare},
	{.name = "keyness",
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
	 .function = verb_keyness},
	{.name = "balance",
	 .group = ASKING,
	 .summary = "what each plan is made of, and what is silent",
	 .arguments = "[REGION]",
	 .least = 0,
	 .most = 1,
	 .description =
		 "Computing power, algorithms, data and applications; hardware over scenario; "
		 "links of the innovation chain; levers; policy instruments; depth of "
		 "governance and its distance from speed. Log ratios and levels with intervals, "
		 "the plain counts beside them; what no region writes is said to be absent.\n\n"
		 "Which codes are elements, links or topics is declared in the codebook's side "
		 "file (roles), so it works with any codebook that says so.",
	 .examples = "qipan balance # one row a region\n"
		     "qipan balance 贵州 # everything of one region, with medians and evidence\n"
		     "qipan balance --measure topic --format csv # one measure, all regions",
	 .board = BOARD_READ,
	 .format = "text",
	 .options = balance_options,
	 .function = verb_balance},
	{.name = "positions",
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
		     "qipan export positions --limit 0 > positions.csv # all of them",
	 .board = BOARD_READ,
	 .format = "text",
	 .options = positions_options,
	 .function = verb_positions},
	{.name = "risk",
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
	 .function = verb_risk},
	{.name = "evidence",
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
	 .function = verb_evidence},
	{.name = "document",
	 .group = ASKING,
	 .summary = "one document as it was read",
	 .arguments = "ID",
	 .least = 1,
	 .most = 1,
	 .description = "Every block in order: sentences with what was found in them, headings, "
			"and the furniture (navigation, captions, page numbers) that was kept but "
			"not measured.",
	 .examples = "qipan document zh-guizhou # the id is the one of qipan status --documents",
	 .board = BOARD_READ,
	 .format = "text",
	 .options = no_options,
	 .function = verb_document},
	{.name = "targets",
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
		 "row a region; what a city has and what is only to be added is never taken for "
		 "the region's level.",
	 .examples = "qipan targets --region 贵州 --orientation plan # one region's commitments\n"
		     "qipan targets --unit EFLOPS --standing # who has how much computing power\n"
		     "qipan export targets > targets.csv # all of them",
	 .board = BOARD_READ,
	 .format = "text",
	 .options = target_options,
	 .function = verb_targets},
	{.name = "claims",
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
	 .function = verb_claims},
	{.name = "quotes",
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
	 .function = verb_quotes},
	{.name = "search",
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
	 .function = verb_search},
	{.name = "reuse",
	 .group = ASKING,
	 .summary = "what was copied from where",
	 .arguments = "[DOCUMENT [DOCUMENT]]",
	 .least = 0,
	 .most = 2,
	 .description =
		 "Without a document: pairs of documents that share text, with direction. With one "
		 "document: its sentences and who else holds them. With two: their shared passages "
		 "side by side. A document is named by its id, or by its region if that has only "
		 "one.\n\nThe earlier date is the source; documents of one date are told apart by "
		 "level (national, province, city); where neither tells, that is said. Text that "
		 "both have from a third document is a common source, not a copy.",
	 .examples = "qipan reuse # pairs of documents\n"
		     "qipan reuse cn-gwr-2025 # which of its sentences stand where\n"
		     "qipan reuse --pair 四川 重庆 # side by side\n"
		     "qipan reuse --clusters --limit 5 # the sentences that most documents share\n"
		     "qipan reuse --matrix # regions by regions",
	 .board = BOARD_READ,
	 .format = "text",
	 .options = reuse_options,
	 .function = verb_reuse},
	{.name = "diff",
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
	 .function = verb_diff},
	{.name = "measures",
	 .group = ASKING,
	 .summary = "the measures and what they mean",
	 .arguments = "",
	 .least = 0,
	 .most = 0,
	 .description =
		 "Every measure of qipan board --measure: unit, range, meaning, interval, source.",
	 .examples = "qipan measures",
	 .board = BOARD_NONE,
	 .format = "text",
	 .options = no_options,
	 .function = verb_measures},
	{.name = "serve",
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
		     "qipan serve --port 0 --read-only # any free port, nothing can be changed",
	 .board = BOARD_READ,
	 .format = "text",
	 .options = serve_options,
	 .function = NULL},
	{.name = "codebook",
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
	 .function = verb_codebook},
	{.name = "regions",
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
	 .function = verb_regions},
	{.name = "sample",
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
	 .examples =
		 "qipan sample --each 20 > check.csv # 20 hits of each field\n"
		 "qipan sample --passages 200 --seed 7 > read.csv # what does the codebook miss",
	 .board = BOARD_READ,
	 .format = "csv",
	 .options = sample_options,
	 .function = verb_sample},
	{.name = "agreement",
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
	 .function = verb_agreement},
	{.name = "correct",
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
	 .function = verb_correct},
	{.name = "report",
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
	 .function = verb_report},
	{.name = "export",
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
	 .function = verb_export},
	{.name = "limits",
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
	 .function = verb_limits},
};
const size_t command_count = sizeof commands / sizeof *commands;
