-- The tables of a board, version 1. Later versions are further steps in migrate.c; this file stays.
--
-- A document's blocks, passages and mentions are packed into one row each (pack.h says how): a
-- board of 100 MB of text holds 1.2 million passages, and as rows of their own they would be most
-- of the file. Blocks and passages have numbers of their own all the same: block i of a document
-- is first_block + i, passage i is first_passage + i. Nothing is ever renumbered.

CREATE TABLE scheme (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('codebook', 'gazetteer')),
	name TEXT NOT NULL,
	bytes BLOB NOT NULL,
	side_bytes BLOB NOT NULL,
	sha256 TEXT NOT NULL,
	current INTEGER NOT NULL CHECK (current IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX scheme_current ON scheme (kind) WHERE current = 1;

CREATE TABLE code (
	id INTEGER PRIMARY KEY,
	parent INTEGER NOT NULL, -- 0: top level
	name TEXT NOT NULL,
	label TEXT NOT NULL
) STRICT;

CREATE TABLE region (
	id INTEGER PRIMARY KEY,
	parent INTEGER NOT NULL, -- 0: top level
	name TEXT NOT NULL,
	label TEXT NOT NULL,
	tier TEXT NOT NULL,
	code TEXT NOT NULL
) STRICT;

-- One row an edition. Empty text means unknown. region_id names a row of region or is 0; it is no
-- foreign key because a new gazetteer replaces all regions before the documents follow.
CREATE TABLE document (
	key INTEGER PRIMARY KEY,
	id TEXT NOT NULL CHECK (id <> ''),
	edition INTEGER NOT NULL CHECK (edition > 0),
	current INTEGER NOT NULL CHECK (current IN (0, 1)),
	partial INTEGER NOT NULL CHECK (partial IN (0, 1)),
	region_id INTEGER NOT NULL,
	bytes INTEGER NOT NULL,
	characters INTEGER NOT NULL,
	block_count INTEGER NOT NULL,
	passage_count INTEGER NOT NULL,
	furniture_count INTEGER NOT NULL,
	first_block INTEGER NOT NULL,
	first_passage INTEGER NOT NULL,
	region TEXT NOT NULL,
	region_rule TEXT NOT NULL,
	level TEXT NOT NULL,
	tier TEXT NOT NULL,
	date TEXT NOT NULL,
	date_rule TEXT NOT NULL,
	kind TEXT NOT NULL,
	series TEXT NOT NULL,
	title TEXT NOT NULL,
	title_rule TEXT NOT NULL,
	language TEXT NOT NULL,
	source TEXT NOT NULL,
	path TEXT NOT NULL,
	sha256 TEXT NOT NULL,      -- of the bytes that were read
	encoding TEXT NOT NULL,
	how TEXT NOT NULL,
	other TEXT NOT NULL,
	text_sha256 TEXT NOT NULL, -- of the canonical text
	UNIQUE (id, edition)
) STRICT;
CREATE UNIQUE INDEX document_current ON document (id) WHERE current = 1;
CREATE INDEX document_order ON document (region_id, key);

-- Each in a table of its own, so that reading one never walks over the pages of another.
CREATE TABLE document_text (
	document INTEGER PRIMARY KEY REFERENCES document (key),
	content BLOB NOT NULL
) STRICT;
CREATE TABLE document_blocks (
	document INTEGER PRIMARY KEY REFERENCES document (key),
	packed BLOB NOT NULL
) STRICT;
CREATE TABLE document_passages (
	document INTEGER PRIMARY KEY REFERENCES document (key),
	packed BLOB NOT NULL
) STRICT;
CREATE TABLE document_mentions (
	document INTEGER PRIMARY KEY REFERENCES document (key),
	packed BLOB NOT NULL
) STRICT;
CREATE TABLE document_region_mentions (
	document INTEGER PRIMARY KEY REFERENCES document (key),
	packed BLOB NOT NULL
) STRICT;

CREATE TABLE problem (
	id INTEGER PRIMARY KEY,
	severity TEXT NOT NULL CHECK (severity IN ('error', 'warning')),
	place TEXT NOT NULL,
	line INTEGER NOT NULL,
	"column" INTEGER NOT NULL,
	what TEXT NOT NULL
) STRICT;
CREATE INDEX problem_place ON problem (place);

-- rowid = number of a body block; the text is its shadow text (text/normal.h), which is not kept
-- here. tokenizer.h says what a token is.
CREATE VIRTUAL TABLE fulltext USING fts5 (shadow, content = '', columnsize = 0, tokenize = 'qipan');
-- FTS5 gathers this many bytes before it writes a segment; with its own 1 MB it takes half as long again.
INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 16777216);
