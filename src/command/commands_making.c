/* Rows of the verbs that make and fill a board. */
#include "command/rows.h"

static const struct command_option new_options[] = {
	TEXT("codebook", "FILE", SCHEME_BUILT_IN,
	     "a quanteda dictionary in YAML, with NAME.meta.yaml beside it if there is one"),
	TEXT("regions", "FILE", SCHEME_BUILT_IN,
	     "a gazetteer (tsv or csv), or from-documents: regions are what the documents' region "
	     "column names"),
	END_OF_OPTIONS};

const struct command new_command = {
	.name = "new",
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
	.function = verb_new};

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

const struct command add_command = {
	.name = "add",
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
	.function = verb_add};

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

const struct command fetch_command = {
	.name = "fetch",
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
	.function = verb_fetch};

static const struct command_option status_options[] = {
	FLAG("documents", "one row a document instead of a region"),
	FLAG("problems", "one row a problem: what was passed over and why"), END_OF_OPTIONS};

const struct command status_command = {
	.name = "status",
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
	.function = verb_status};

static const struct command_option no_options[] = {END_OF_OPTIONS};

const struct command check_command = {
	.name = "check",
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
	.function = verb_check};
