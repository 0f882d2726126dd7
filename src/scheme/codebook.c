#include "scheme/codebook.h"

#include <string.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/limits.h"
#include "scheme/codebook_parts.h"

/* quanteda's key for patterns that belong to a branch itself and not to a code below it. */
static const char own_patterns[] = "__";

#define LOADER_ERROR(loader, line, column, ...)                                                    \
	remark_add((loader)->study, (loader)->remarks, REMARK_ERROR, (loader)->file, line, column, \
		   __VA_ARGS__)

bool codebook_text(struct codebook_loader *loader, const char *file, const struct tree_node *node,
		   const char *what, struct slice *text)
{
	if (node->kind == TREE_TEXT && node->not_text == NULL) {
		*text = node->text;
		return true;
	}
	if (node->kind == TREE_TEXT && node->text.length == 0)
		remark_add(loader->study, loader->remarks, REMARK_ERROR, file, node->line,
			   node->column, "%s is missing here: write it or remove the line", what);
	else if (node->kind == TREE_TEXT)
		remark_add(loader->study, loader->remarks, REMARK_ERROR, file, node->line,
			   node->column, "%.*s is %s to YAML and not text: quote it (\"%.*s\")",
			   (int)node->text.length, node->text.at, node->not_text,
			   (int)node->text.length, node->text.at);
	else
		remark_add(loader->study, loader->remarks, REMARK_ERROR, file, node->line,
			   node->column,
			   "a %s stands where %s is expected: a list holds texts only (patterns of "
			   "a branch itself go under the key \"__\")",
			   node->kind == TREE_MAP ? "mapping" : "list", what);
	return false;
}

/* ---- from tree to codes ---------------------------------------------------------------------- */

static void count_nodes(const struct tree_node *node, size_t *codes, size_t *patterns)
{
	for (const struct tree_node *child = node->first; child != NULL; child = child->next) {
		if (node->kind == TREE_MAP)
			++*codes;
		if (child->kind == TREE_TEXT)
			++*patterns;
		count_nodes(child, codes, patterns);
	}
}

static void add_pattern(struct codebook_loader *loader, struct code *code,
			const struct tree_node *node)
{
	struct codebook *codebook = loader->codebook;
	struct slice text;
	struct error error;
	if (!codebook_text(loader, loader->file, node, "a pattern", &text))
		return;
	if (lexicon_add(codebook->pattern_lexicon, text, &error) != STATUS_OK) {
		LOADER_ERROR(loader, node->line, node->column, "%s", error.text);
		return;
	}
	codebook->patterns[codebook->pattern_count++] =
		(struct code_pattern){text, code->id, node->line, node->column};
	code->pattern_end = (uint32_t)codebook->pattern_count;
}

/* The patterns of a leaf, or of a branch under "__": a list or a single text. */
static void add_patterns(struct codebook_loader *loader, struct code *code,
			 const struct tree_node *node)
{
	code->pattern_start = code->pattern_end = (uint32_t)loader->codebook->pattern_count;
	if (node->kind == TREE_TEXT) {
		add_pattern(loader, code, node);
		return;
	}
	for (const struct tree_node *child = node->first; child != NULL; child = child->next)
		add_pattern(loader, code, child);
	if (node->first == NULL)
		remark_add(loader->study, loader->remarks, REMARK_WARNING, loader->file, node->line,
			   node->column, "the code %s has no patterns: it will never be found",
			   code->name.at);
}

static struct slice full_name(struct arena *study, const struct code *parent, struct slice key)
{
	if (parent == NULL)
		return arena_copy(study, key);
	return slice_from(arena_printf(study, "%s.%.*s", parent->name.at, (int)key.length, key.at));
}

static struct slice key_as_label(struct arena *study, struct slice key)
{
	char *label = arena_alloc(study, key.length + 1, 1);
	for (size_t i = 0; i < key.length; i++)
		label[i] = key.at[i] == '_' ? ' ' : key.at[i];
	return (struct slice){label, key.length};
}

static struct code *add_code(struct codebook_loader *loader, const struct code *parent,
			     const struct tree_node *node)
{
	struct codebook *codebook = loader->codebook;
	struct code *code = &codebook->codes[codebook->code_count];
	struct code_id id = {(uint32_t)codebook->code_count + 1};
	*code = (struct code){.id = id,
			      .parent = parent == NULL ? (struct code_id){0} : parent->id,
			      .axis = parent == NULL ? id : parent->axis,
			      .name = full_name(loader->study, parent, node->key),
			      .key = node->key,
			      .label_en = key_as_label(loader->study, node->key),
			      .level = parent == NULL ? 1 : parent->level + 1,
			      .leaf = node->kind != TREE_MAP};
	code->pattern_start = code->pattern_end = (uint32_t)codebook->pattern_count;
	if (!map_put(&loader->names, code->name, id.value - 1, NULL))
		LOADER_ERROR(loader, node->key_line, node->key_column,
			     "two codes have the full name %s: a '.' in a key looks like a level, "
			     "rename one",
			     code->name.at);
	codebook->code_count++;
	return code;
}

static void add_codes(struct codebook_loader *loader, struct code *parent,
		      const struct tree_node *map)
{
	for (const struct tree_node *node = map->first; node != NULL; node = node->next) {
		if (slice_is(node->key, own_patterns)) {
			if (parent == NULL)
				LOADER_ERROR(loader, node->key_line, node->key_column,
					     "\"__\" holds the patterns of the code around it, and "
					     "here is none: give it a name");
			else if (node->kind == TREE_MAP)
				LOADER_ERROR(loader, node->line, node->column,
					     "\"__\" holds patterns, not codes");
			else
				add_patterns(loader, parent, node);
			continue;
		}
		if (loader->codebook->code_count >= LIMIT_CODEBOOK_CODES) {
			LOADER_ERROR(loader, node->key_line, node->key_column,
				     "more than %d codes (LIMIT_CODEBOOK_CODES)",
				     LIMIT_CODEBOOK_CODES);
			return;
		}
		struct code *code = add_code(loader, parent, node);
		if (node->kind == TREE_MAP && node->first == NULL)
			LOADER_ERROR(loader, node->line, node->column,
				     "the code %s is an empty mapping: give it patterns or remove "
				     "it",
				     code->name.at);
		else if (node->kind == TREE_MAP)
			add_codes(loader, code, node);
		else
			add_patterns(loader, code, node);
	}
}

static void read_codes(struct codebook_loader *loader, const struct tree_node *root)
{
	struct codebook *codebook = loader->codebook;
	if (root->kind != TREE_MAP || root->first == NULL) {
		LOADER_ERROR(loader, root->line, root->column,
			     "a codebook is a mapping of codes at its top (name: patterns), this "
			     "is %s",
			     root->kind == TREE_MAP    ? "empty"
			     : root->kind == TREE_LIST ? "a list"
						       : "a single text");
		return;
	}
	size_t codes = 0, patterns = 0;
	count_nodes(root, &codes, &patterns);
	codebook->codes = arena_array(loader->study, struct code, codes);
	codebook->patterns = arena_array(loader->study, struct code_pattern, patterns);
	add_codes(loader, NULL, root);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void hash_files(struct slice yaml, struct slice meta, char hex[65])
{
	struct buffer both;
	buffer_init(&both);
	buffer_append(&both, yaml);
	buffer_append_byte(&both, '\0');
	buffer_append(&both, meta);
	sha256_hex(buffer_slice(&both), hex);
	buffer_release(&both);
}

static void fall_back(struct slice *empty, struct slice other)
{
	if (empty->length == 0)
		*empty = other;
}

enum status codebook_load(struct arena *study, struct slice yaml, const char *file,
			  struct slice meta, const char *meta_file, struct codebook *codebook,
			  struct scheme_remarks *remarks, struct error *error)
{
	size_t errors_before = remarks->error_count;
	*codebook = (struct codebook){.name = arena_copy(study, slice_from(file)),
				      .pattern_lexicon = lexicon_new(study),
				      .exclusion_lexicon = lexicon_new(study)};
	struct codebook_loader loader = {study, codebook, remarks, file, meta_file, {0}};
	map_init(&loader.names);
	hash_files(yaml, meta, codebook->sha256);
	const struct tree_node *root = yaml_tree_load(study, yaml, file, remarks);
	if (root != NULL)
		read_codes(&loader, root);
	if (root != NULL && meta.length > 0)
		codebook_read_meta(&loader, yaml_tree_load(study, meta, meta_file, remarks));
	for (size_t i = 0; i < codebook->code_count; i++) {
		struct code *code = &codebook->codes[i];
		fall_back(&code->label_zh, code->label_en);
		fall_back(&code->definition, code->definition_zh);
		fall_back(&code->definition_zh, code->definition);
	}
	lexicon_build(codebook->pattern_lexicon);
	lexicon_build(codebook->exclusion_lexicon);
	enum status status = remarks_status(remarks, errors_before, error);
	if (status == STATUS_OK)
		codebook_lint(&loader);
	map_release(&loader.names);
	return status;
}

struct code_id codebook_find(const struct codebook *codebook, struct slice name)
{
	for (size_t i = 0; i < codebook->code_count; i++)
		if (slice_equal(codebook->codes[i].name, name))
			return codebook->codes[i].id;
	return (struct code_id){0};
}

const struct code *codebook_code(const struct codebook *codebook, struct code_id id)
{
	return &codebook->codes[id.value - 1];
}

bool codebook_is_below(const struct codebook *codebook, struct code_id code,
		       struct code_id ancestor)
{
	while (code.value != 0 && code.value != ancestor.value)
		code = codebook_code(codebook, code)->parent;
	return code.value != 0;
}
