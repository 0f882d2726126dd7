/*
 * Every limit of qipan is one number here, with its unit and why it has that size. docs/limits.md
 * repeats this table for users; test/unit/base/test_limits.c fails when the two differ.
 * A limit that is reached gives STATUS_LIMIT with the limit's name; nothing is cut silently.
 */
#ifndef QIPAN_BASE_LIMITS_H
#define QIPAN_BASE_LIMITS_H

/* LIMIT(name, value, unit, why): the one list. Use the enum constant LIMIT_name in code. */
#define LIMITS(LIMIT)                                                                              \
	LIMIT(DOCUMENT_BYTES, 67108864, "bytes",                                                   \
	      "one document's canonical text (22 million Chinese characters)")                     \
	LIMIT(DOCUMENT_BLOCKS, 4000000, "blocks",                                                  \
	      "headings, paragraphs, items, cells in a document")                                  \
	LIMIT(ARCHIVE_FILES, 10000, "files", "files in one archive")                               \
	LIMIT(ARCHIVE_BYTES, 268435456, "bytes", "an archive, unpacked")                           \
	LIMIT(XML_DEPTH, 512, "elements", "nesting of elements in an office document")             \
	LIMIT(HTML_DEPTH, 2000, "elements", "nesting of elements in a web page")                   \
	LIMIT(READER_INPUT_BYTES, 134217728, "bytes", "one file that is read")                     \
	LIMIT(READER_OUTPUT_BYTES, 402653184, "bytes",                                             \
	      "what a reader process or a converter may answer")                                   \
	LIMIT(READER_MEMORY, 2147483647, "bytes", "address space of a reader process")             \
	LIMIT(READER_SECONDS, 60, "s", "processor time of a reader process")                       \
	LIMIT(READER_WAIT_SECONDS, 120, "s", "wall-clock time of a reader process")                \
	LIMIT(PAGES, 20000, "pages", "pages of one PDF document")                                  \
	LIMIT(MARKDOWN_BYTES, 8388608, "bytes", "a Markdown document")                             \
	LIMIT(ARCHIVE_DEPTH, 4, "archives", "archives inside archives")                            \
	LIMIT(OCR_PAGES, 500, "pages", "pages of one scan that is recognised")                     \
	LIMIT(TABLE_FILE_BYTES, 2147483647, "bytes", "one csv, tsv or jsonl file")                 \
	LIMIT(XLSX_CELL_CHARACTERS, 32767, "UTF-16 units", "text of one cell of a workbook")       \
	LIMIT(XLSX_ROWS, 1048576, "rows", "one sheet of a workbook; more go on the next")          \
	LIMIT(TABLE_COLUMNS, 1024, "columns", "columns of one table file")                         \
	LIMIT(FIELD_BYTES, 67108864, "bytes", "one field of a table file")                         \
	LIMIT(FOLDER_DEPTH, 32, "folders", "how deep a folder is walked")                          \
	LIMIT(PATH_BYTES, 4096, "bytes", "a file's path")                                          \
	LIMIT(METADATA_BYTES, 65536, "bytes", "one metadata value (title, source, user columns)")  \
	LIMIT(CODEBOOK_BYTES, 16777216, "bytes", "a codebook or gazetteer file")                   \
	LIMIT(CODEBOOK_DEPTH, 16, "levels", "nesting of codes")                                    \
	LIMIT(CODEBOOK_CODES, 16384, "codes", "leaves and branches of one codebook")               \
	LIMIT(CODEBOOK_PATTERNS, 1000000, "patterns", "patterns of one codebook")                  \
	LIMIT(PATTERN_BYTES, 1024, "bytes", "one pattern")                                         \
	LIMIT(REMARKS, 1000, "remarks",                                                            \
	      "remarks on one scheme that are kept, the rest is counted")                          \
	LIMIT(GAZETTEER_REGIONS, 65536, "regions", "regions of one gazetteer")                     \
	LIMIT(WILDCARD_CHARACTERS, 8, "characters", "what * stands for inside a Chinese pattern")  \
	LIMIT(WILDCARDS, 8, "wildcards", "* and ? in one pattern")                                 \
	LIMIT(QUERY_BYTES, 4096, "bytes", "one search query")                                      \
	LIMIT(QUERY_TERMS, 64, "terms", "terms of one search query")                               \
	LIMIT(QUERY_DEPTH, 32, "levels", "brackets nested in one search query")                    \
	LIMIT(MEASURE_CELLS, 10000000, "cells", "regions x codes of one measure (64 bytes each)")  \
	LIMIT(BOOTSTRAP_DRAWS, 100000, "draws", "bootstrap replicates")                            \
	LIMIT(LIKENESS_REGIONS, 4000, "regions", "regions of which all pairs are compared")        \
	LIMIT(REUSE_PARTNERS, 64, "documents",                                                     \
	      "earlier documents with which a stretch of 128 units is compared; of more only 16")  \
	LIMIT(TERM_UNITS, 100000000, "units",                                                      \
	      "characters and words in which terms are looked for")                                \
	LIMIT(ROUTE_CELLS, 20000000, "cells",                                                      \
	      "regions x classes x hours, or regions x sites, of qipan route")                     \
	LIMIT(ROUTE_COLUMNS, 2000000, "columns", "columns of one linear program (qipan route)")    \
	LIMIT(ROUTE_NODES, 200000, "nodes",                                                        \
	      "cases that the search for builds looks at before it says how far it came")          \
	LIMIT(ROUTE_BUILDS, 2000, "builds", "build options of qipan route")                        \
	LIMIT(THREADS, 256, "threads", "worker threads")                                           \
	LIMIT(FETCH_BYTES, 67108864, "bytes", "one answer from the web, unpacked")                 \
	LIMIT(FETCH_URL_BYTES, 8192, "bytes", "a web address")                                     \
	LIMIT(FETCH_REDIRECTS, 5, "redirects", "how often one address may be sent elsewhere")      \
	LIMIT(FETCH_WAIT_SECONDS, 120, "s",                                                        \
	      "how long a server's wish to be asked later is waited for")                          \
	LIMIT(ROBOTS_BYTES, 524288, "bytes", "of a robots.txt, the rest is not read")              \
	LIMIT(PROBLEMS_SHOWN, 20, "lines", "problems printed before they are only counted")        \
	LIMIT(STORE_BUSY_MILLISECONDS, 5000, "ms",                                                 \
	      "wait for another process that writes the board")                                    \
	LIMIT(WEB_CONNECTIONS, 128, "connections", "browsers' connections to qipan serve at once") \
	LIMIT(WEB_HEADER_BYTES, 65536, "bytes",                                                    \
	      "memory of one connection: a request's line and headers")                            \
	LIMIT(WEB_BODY_BYTES, 65536, "bytes", "what a browser may send with a correction")         \
	LIMIT(WEB_WORKERS, 4, "threads", "questions from browsers answered at once")               \
	LIMIT(WEB_QUEUE, 64, "questions", "questions that may wait; more are refused")             \
	LIMIT(WEB_KEPT_ANSWERS, 256, "answers", "that qipan serve keeps for who asks the same")    \
	LIMIT(WEB_KEPT_BYTES, 67108864, "bytes", "of the answers that qipan serve keeps")          \
	LIMIT(WEB_IDLE_SECONDS, 30, "seconds", "a connection on which nothing comes")

enum limit {
#define LIMIT_ENUM(name, value, unit, why) LIMIT_##name = value,
	LIMITS(LIMIT_ENUM)
#undef LIMIT_ENUM
};

#endif
