#include "base/limits.h"
#include "base/number.h"
#include "scheme/codebook_parts.h"
#include <stdlib.h>

#define META_REMARK(loader, kind, line, column, ...)                                               \
	remark_add((loader)->study, (loader)->remarks, kind, (loader)->meta_file, line, column,    \
		   __VA_ARGS__)

/* The code that the key of node names, or NULL after an error. */
static struct code *find_code(struct codebook_loader *loader, const struct tree_node *node)
{
	struct codebook *codebook = loader->codebook;
	uint32_t index;
	if (map_find(&loader->names, node->key, &index))
		return &codebook->codes[index];
	const struct code *meant = NULL;
	/* A suggestion for every one of a million unknown names would take hours. */
	bool suggest = loader->remarks->count < LIMIT_REMARKS;
	for (size_t i = 0; suggest && i < codebook->code_count && meant == NULL; i++)
		if (slice_equal(codebook->codes[i].key, node->key))
			meant = &codebook->codes[i];
	META_REMARK(loader, REMARK_ERROR, node->key_line, node->key_column,
		    "no code is named %.*s in %s%s%s", (int)node->key.length, node->key.at,
		    loader->file, meant == NULL ? "" : "; did you mean ",
		    meant == NULL ? ": write its full name, as in axis.code" : meant->name.at);
	return NULL;
}

static bool expect_map(struct codebook_loader *loader, const struct tree_node *node,
		       const char *holds)
{
	if (node->kind == TREE_MAP)
		return true;
	META_REMARK(loader, REMARK_ERROR, node->line, node->column, "%.*s must be a mapping of %s",
		    (int)node->key.length, node->key.at, holds);
	return false;
}

/* ---- sections -------------------------------------------------------------------------------- */

static void read_version(struct codebook_loader *loader, const struct tree_node *node)
{
	/* A version or date may be a number or a date to YAML: its digits are what is wanted. */
	struct slice *into =
		slice_is(node->key, "date") ? &loader->codebook->date : &loader->codebook->version;
	if (node->kind == TREE_TEXT)
		*into = node->text;
	else
		META_REMARK(loader, REMARK_ERROR, node->line, node->column,
			    "%.*s must be a single value", (int)node->key.length, node->key.at);
}

static void read_matching(struct codebook_loader *loader, const struct tree_node *node)
{
	/* Words for the reader of the file; the rules are in the program. */
	(void)loader;
	(void)node;
}

/* Reads {zh: ..., en: ...}, or a single text for en, into *zh and *en. */
static void read_languages(struct codebook_loader *loader, const struct tree_node *node,
			   const char *what, struct slice *zh, struct slice *en)
{
	if (node->kind != TREE_MAP) {
		codebook_text(loader, loader->meta_file, node, what, en);
		return;
	}
	for (const struct tree_node *child = node->first; child != NULL; child = child->next) {
		if (slice_is(child->key, "zh"))
			codebook_text(loader, loader->meta_file, child, what, zh);
		else if (slice_is(child->key, "en"))
			codebook_text(loader, loader->meta_file, child, what, en);
		else
			META_REMARK(loader, REMARK_ERROR, child->key_line, child->key_column,
				    "%.*s is not a language here: zh and en are",
				    (int)child->key.length, child->key.at);
	}
}

static void read_labels(struct codebook_loader *loader, const struct tree_node *node)
{
	if (!expect_map(loader, node, "code: {zh: ..., en: ...}"))
		return;
	for (const struct tree_node *child = node->first; child != NULL; child = child->next) {
		struct code *code = find_code(loader, child);
		if (code != NULL)
			read_languages(loader, child, "a label", &code->label_zh, &code->label_en);
	}
}

static void read_definitions(struct codebook_loader *loader, const struct tree_node *node)
{
	if (!expect_map(loader, node, "code: {zh: ..., en: ...}"))
		return;
	for (const struct tree_node *child = node->first; child != NULL; child = child->next) {
		struct code *code = find_code(loader, child);
		if (code != NULL)
			read_languages(loader, child, "a definition", &code->definition_zh,
				       &code->definition);
	}
}

static void read_notes(struct codebook_loader *loader, const struct tree_node *node)
{
	if (!expect_map(loader, node, "code: text"))
		return;
	for (const struct tree_node *child = node->first; child != NULL; child = child->next) {
		struct code *code = find_code(loader, child);
		if (code != NULL)
			codebook_text(loader, loader->meta_file, child, "a note", &code->note);
	}
}

/* A list of two whole numbers: right, read. */
static bool read_counts(const struct tree_node *list, struct code *code)
{
	int64_t counts[2];
	int count = 0;
	if (list->kind != TREE_LIST)
		return false;
	for (const struct tree_node *child = list->first; child != NULL; child = child->next)
		if (count == 2 || child->kind == TREE_MAP || child->kind == TREE_LIST ||
		    !number_read_integer(child->text, &counts[count++]))
			return false;
	if (count != 2 || counts[0] < 0 || counts[1] < counts[0] || counts[1] > UINT32_MAX)
		return false;
	code->hits_right = (uint32_t)counts[0];
	code->hits_read = (uint32_t)counts[1];
	return true;
}

static void read_precision(struct codebook_loader *loader, const struct tree_node *node)
{
	if (!expect_map(loader, node, "code: [right, read]"))
		return;
	for (const struct tree_node *child = node->first; child != NULL; child = child->next) {
		struct code *code = find_code(loader, child);
		if (code != NULL && !read_counts(child, code))
			META_REMARK(
				loader, REMARK_ERROR, child->line, child->column,
				"%.*s must be [right, read]: of so many hits that were read, how "
				"many are right",
				(int)child->key.length, child->key.at);
	}
}

/* ---- not-lists ------------------------------------------------------------------------------- */

struct exclusion_list {
	struct code_exclusion *at;
	size_t count, capacity;
};

static void add_exclusion(struct codebook_loader *loader, struct exclusion_list *list,
			  const struct code *code, const struct tree_node *phrase)
{
	struct error error;
	if (lexicon_add(loader->codebook->exclusion_lexicon, phrase->text, &error) != STATUS_OK) {
		META_REMARK(loader, REMARK_ERROR, phrase->line, phrase->column, "%s", error.text);
		return;
	}
	list->at = memory_grow(list->at, &list->capacity, list->count + 1, sizeof *list->at);
	list->at[list->count++] =
		(struct code_exclusion){phrase->text, code->id, phrase->line, phrase->column};
}

/* A phrase of a branch holds for every code below it: parents stand before their children, so these
 * are the codes that follow until one is not below. */
static void add_phrase(struct codebook_loader *loader, struct exclusion_list *list,
		       const struct code *branch, const struct tree_node *phrase)
{
	const struct codebook *codebook = loader->codebook;
	struct slice text;
	if (!codebook_text(loader, loader->meta_file, phrase, "a phrase", &text))
		return;
	size_t errors = loader->remarks->error_count;
	for (size_t i = branch->id.value - 1; i < codebook->code_count; i++) {
		const struct code *code = &codebook->codes[i];
		if (!codebook_is_below(codebook, code->id, branch->id) ||
		    loader->remarks->error_count > errors)
			return;
		if (code->pattern_end > code->pattern_start)
			add_exclusion(loader, list, code, phrase);
	}
}

static void read_not(struct codebook_loader *loader, const struct tree_node *node)
{
	struct exclusion_list list = {0};
	if (!expect_map(loader, node, "code: [phrases]"))
		return;
	for (const struct tree_node *child = node->first; child != NULL; child = child->next) {
		const struct code *code = find_code(loader, child);
		if (code == NULL)
			continue;
		if (child->kind != TREE_LIST) {
			add_phrase(loader, &list, code, child);
			continue;
		}
		for (const struct tree_node *p = child->first; p != NULL; p = p->next)
			add_phrase(loader, &list, code, p);
	}
	struct codebook *codebook = loader->codebook;
	codebook->exclusions = arena_array(loader->study, struct code_exclusion, list.count);
	for (size_t i = 0; i < list.count; i++)
		codebook->exclusions[i] = list.at[i];
	codebook->exclusion_count = list.count;
	free(list.at);
}

/* ---- the table of sections ------------------------------------------------------------------- */

static const struct {
	const char *name;
	void (*read)(struct codebook_loader *loader, const struct tree_node *node);
} sections[] = {
	{"version", read_version},	   {"date", read_version},
	{"matching", read_matching},	   {"not", read_not},
	{"labels", read_labels},	   {"code_labels", read_labels},
	{"definitions", read_definitions}, {"notes", read_notes},
	{"roles", codebook_read_roles},	   {"precision", read_precision},
};

static void read_section(struct codebook_loader *loader, const struct tree_node *node)
{
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		if (slice_is(node->key, sections[i].name)) {
			sections[i].read(loader, node);
			return;
		}
	}
	META_REMARK(loader, REMARK_ERROR, node->key_line, node->key_column,
		    "%.*s is no section of a side file; these are: version, date, matching, not, "
		    "labels, code_labels, definitions, notes, roles, precision",
		    (int)node->key.length, node->key.at);
}

void codebook_read_meta(struct codebook_loader *loader, const struct tree_node *root)
{
	if (root == NULL)
		return;
	if (root->kind != TREE_MAP) {
		META_REMARK(loader, REMARK_ERROR, root->line, root->column,
			    "a side file is a mapping of sections (not, labels, definitions, ...)");
		return;
	}
	for (const struct tree_node *node = root->first; node != NULL; node = node->next)
		read_section(loader, node);
}
