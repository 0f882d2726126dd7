#include "scheme/yaml_tree.h"

#include <yaml.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "scheme/yaml_plain.h"

/* A mapping or list that is being read. */
struct level {
	struct tree_node *node;
	struct tree_node **tail; /* where the next child goes */
	struct map keys;	 /* of a mapping: key -> line */
	bool has_key;
	struct slice key;
	uint32_t key_line, key_column;
	bool skip_value; /* the key was refused */
};

struct reader {
	struct arena *study;
	struct scheme_remarks *remarks;
	const char *file;
	struct level levels[LIMIT_CODEBOOK_DEPTH + 2]; /* keys, and a list under the last */
	size_t depth;
	size_t node_count;
	struct tree_node *root;
	bool stop;   /* read no further */
	bool broken; /* what was read is no tree */
};

#define READER_ERROR(reader, mark, ...)                                                            \
	remark_add((reader)->study, (reader)->remarks, REMARK_ERROR, (reader)->file,               \
		   (uint32_t)(mark).line + 1, (uint32_t)(mark).column + 1, __VA_ARGS__)

/* Line and column, both from 1, of a byte. */
static void place_of(struct slice bytes, size_t offset, uint32_t *line, uint32_t *column)
{
	*line = *column = 1;
	for (size_t i = 0, step; i < offset; i += step) {
		uint32_t c = utf8_read(bytes, i, &step);
		(*column)++;
		if (c == '\n') {
			++*line;
			*column = 1;
		}
	}
}

/* Says why the bytes are no YAML file at all; true if they may be one. */
static bool check_bytes(struct reader *reader, struct slice bytes)
{
	uint32_t line = 0, column = 0;
	if (bytes.length > LIMIT_CODEBOOK_BYTES) {
		remark_add(reader->study, reader->remarks, REMARK_ERROR, reader->file, 0, 0,
			   "the file has %zu bytes, at most %d are read (LIMIT_CODEBOOK_BYTES)",
			   bytes.length, LIMIT_CODEBOOK_BYTES);
		return false;
	}
	if (slice_starts(bytes, SLICE("\xFF\xFE")) || slice_starts(bytes, SLICE("\xFE\xFF"))) {
		remark_add(reader->study, reader->remarks, REMARK_ERROR, reader->file, 1, 1,
			   "the file is UTF-16: save it as UTF-8");
		return false;
	}
	size_t invalid = utf8_find_invalid(bytes);
	if (invalid == SIZE_MAX)
		return true;
	place_of(bytes, invalid, &line, &column);
	remark_add(reader->study, reader->remarks, REMARK_ERROR, reader->file, line, column,
		   "byte 0x%02X is not UTF-8: save the file as UTF-8 (editors on Chinese Windows "
		   "often save as GBK, which they call ANSI)",
		   (unsigned char)bytes.at[invalid]);
	return false;
}

static void syntax_error(struct reader *reader, const yaml_parser_t *parser, struct slice bytes)
{
	yaml_mark_t mark = parser->problem_mark;
	if (parser->error == YAML_READER_ERROR) {
		uint32_t line, column;
		size_t offset = parser->problem_offset;
		place_of(bytes, offset < bytes.length ? offset : bytes.length, &line, &column);
		remark_add(reader->study, reader->remarks, REMARK_ERROR, reader->file, line, column,
			   "the file cannot be read as YAML: %s (character U+%04X)",
			   parser->problem, (unsigned)parser->problem_value);
		return;
	}
	const char *context = parser->context == NULL ? "" : parser->context;
	READER_ERROR(reader, mark,
		     "YAML syntax: %s%s%s; nothing after this place was read (check "
		     "indentation with spaces, quotes, and the space after ':' and '-')",
		     context, *context == '\0' ? "" : ", ",
		     parser->problem == NULL ? "unknown error" : parser->problem);
}

/* Hangs a new node into the level that is open, or makes it the root. */
static struct tree_node *add_node(struct reader *reader, enum tree_kind kind, yaml_mark_t mark)
{
	if (++reader->node_count > LIMIT_CODEBOOK_PATTERNS + 2 * LIMIT_CODEBOOK_CODES) {
		READER_ERROR(reader, mark, "more than %d values (LIMIT_CODEBOOK_PATTERNS)",
			     LIMIT_CODEBOOK_PATTERNS);
		reader->stop = reader->broken = true;
	}
	struct tree_node *node = arena_new(reader->study, struct tree_node);
	node->kind = kind;
	node->line = (uint32_t)mark.line + 1;
	node->column = (uint32_t)mark.column + 1;
	if (reader->depth == 0) {
		reader->root = node;
		return node;
	}
	struct level *level = &reader->levels[reader->depth - 1];
	bool skip = level->skip_value;
	if (level->node->kind == TREE_MAP) {
		node->key = level->key;
		node->key_line = level->key_line;
		node->key_column = level->key_column;
		level->has_key = level->skip_value = false;
	}
	if (!skip) {
		*level->tail = node;
		level->tail = &node->next;
	}
	return node;
}

/* Refuses an anchor or tag; the value itself is read. */
static void check_properties(struct reader *reader, const yaml_char_t *anchor,
			     const yaml_char_t *tag, yaml_mark_t mark)
{
	if (anchor != NULL)
		READER_ERROR(reader, mark,
			     "anchor &%s: anchors are not used in schemes, write the values out",
			     (const char *)anchor);
	if (tag != NULL)
		READER_ERROR(reader, mark, "tag %s: remove it; text is quoted, not tagged",
			     (const char *)tag);
}

static void open_level(struct reader *reader, enum tree_kind kind, yaml_mark_t mark)
{
	struct level *above = reader->depth == 0 ? NULL : &reader->levels[reader->depth - 1];
	if (above != NULL && above->node->kind == TREE_MAP && !above->has_key) {
		READER_ERROR(reader, mark,
			     "a mapping or list stands where a key is expected: a key is one text");
		reader->stop = reader->broken = true;
		return;
	}
	if (reader->depth == LIMIT_CODEBOOK_DEPTH + 1) {
		READER_ERROR(reader, mark, "nested deeper than %d levels (LIMIT_CODEBOOK_DEPTH)",
			     LIMIT_CODEBOOK_DEPTH);
		reader->stop = reader->broken = true;
		return;
	}
	struct tree_node *node = add_node(reader, kind, mark);
	struct level *level = &reader->levels[reader->depth++];
	*level = (struct level){.node = node, .tail = &node->first};
	map_init(&level->keys);
}

static void close_level(struct reader *reader)
{
	map_release(&reader->levels[--reader->depth].keys);
}

static void take_key(struct reader *reader, struct level *level, struct slice text,
		     const char *not_text, yaml_mark_t mark)
{
	uint32_t earlier;
	level->has_key = true;
	level->key = text;
	level->key_line = (uint32_t)mark.line + 1;
	level->key_column = (uint32_t)mark.column + 1;
	if (slice_trim(text).length == 0) {
		READER_ERROR(reader, mark, "the key is empty: give it a name");
		level->skip_value = true;
	} else if (not_text != NULL) {
		READER_ERROR(reader, mark, "the key %.*s is %s to YAML: quote it (\"%.*s\")",
			     (int)text.length, text.at, not_text, (int)text.length, text.at);
	} else if (!map_put(&level->keys, text, level->key_line, &earlier)) {
		READER_ERROR(reader, mark,
			     "the key %.*s stands twice here, first in line %u: join the two or "
			     "rename one",
			     (int)text.length, text.at, earlier);
		level->skip_value = true;
	}
}

static void take_scalar(struct reader *reader, const yaml_event_t *event)
{
	const char *at = (const char *)event->data.scalar.value;
	struct slice text =
		arena_copy(reader->study, (struct slice){at, event->data.scalar.length});
	bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	const char *not_text = plain ? yaml_plain_kind(text) : NULL;
	check_properties(reader, event->data.scalar.anchor, event->data.scalar.tag,
			 event->start_mark);
	struct level *level = reader->depth == 0 ? NULL : &reader->levels[reader->depth - 1];
	if (level != NULL && level->node->kind == TREE_MAP && !level->has_key) {
		take_key(reader, level, text, not_text, event->start_mark);
		return;
	}
	struct tree_node *node = add_node(reader, TREE_TEXT, event->start_mark);
	node->text = text;
	node->not_text = not_text;
}

static void take_alias(struct reader *reader, const yaml_event_t *event)
{
	READER_ERROR(reader, event->start_mark,
		     "alias *%s: aliases are not used in schemes, write the values out (a pattern "
		     "that begins with * must be quoted)",
		     (const char *)event->data.alias.anchor);
	struct level *level = reader->depth == 0 ? NULL : &reader->levels[reader->depth - 1];
	if (level == NULL || level->node->kind != TREE_MAP)
		return;
	/* As a key it refuses its value, as a value it is left out. */
	level->skip_value = level->has_key = !level->has_key;
}

static void take_event(struct reader *reader, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		take_scalar(reader, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		check_properties(reader, event->data.sequence_start.anchor,
				 event->data.sequence_start.tag, event->start_mark);
		open_level(reader, TREE_LIST, event->start_mark);
		break;
	case YAML_MAPPING_START_EVENT:
		check_properties(reader, event->data.mapping_start.anchor,
				 event->data.mapping_start.tag, event->start_mark);
		open_level(reader, TREE_MAP, event->start_mark);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_level(reader);
		break;
	case YAML_ALIAS_EVENT:
		take_alias(reader, event);
		break;
	case YAML_DOCUMENT_START_EVENT:
		if (reader->root != NULL) {
			READER_ERROR(
				reader, event->start_mark,
				"a second document (---) begins here: a scheme is one document");
			reader->stop = reader->broken = true;
		}
		break;
	case YAML_STREAM_END_EVENT:
		reader->stop = true;
		break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	}
}

struct tree_node *yaml_tree_load(struct arena *study, struct slice bytes, const char *file,
				 struct scheme_remarks *remarks)
{
	struct reader reader = {.study = study, .remarks = remarks, .file = file};
	if (slice_starts(bytes, SLICE("\xEF\xBB\xBF")))
		bytes = (struct slice){bytes.at + 3, bytes.length - 3};
	if (!check_bytes(&reader, bytes))
		return NULL;
	yaml_parser_t parser;
	if (yaml_parser_initialize(&parser) == 0) {
		remark_add(study, remarks, REMARK_ERROR, file, 0, 0, "out of memory");
		return NULL;
	}
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.at, bytes.length);
	while (!reader.stop) {
		yaml_event_t event;
		if (yaml_parser_parse(&parser, &event) == 0) {
			syntax_error(&reader, &parser, bytes);
			reader.broken = true;
			break;
		}
		take_event(&reader, &event);
		yaml_event_delete(&event);
	}
	while (reader.depth > 0)
		close_level(&reader);
	yaml_parser_delete(&parser);
	if (reader.root == NULL && !reader.broken)
		remark_add(study, remarks, REMARK_ERROR, file, 0, 0, "the file is empty");
	return reader.broken ? NULL : reader.root;
}
