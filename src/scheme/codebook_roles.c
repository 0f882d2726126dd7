/* The side file's section roles: what codes are for. */
#include "scheme/codebook_parts.h"

#define ROLE_ERROR(loader, node, ...)                                                              \
	remark_add((loader)->study, (loader)->remarks, REMARK_ERROR, (loader)->meta_file,          \
		   (node)->line, (node)->column, __VA_ARGS__)

static void add_code(struct codebook_loader *loader, struct code_role *role,
		     const struct tree_node *node)
{
	struct slice name;
	uint32_t index;
	if (!codebook_text(loader, loader->meta_file, node, "a code of a role", &name))
		return;
	if (map_find(&loader->names, name, &index))
		role->codes[role->count++] = loader->codebook->codes[index].id;
	else
		ROLE_ERROR(loader, node, "no code is named %.*s in %s: write its full name",
			   (int)name.length, name.at, loader->file);
}

static size_t children_of(const struct tree_node *node)
{
	size_t count = 0;
	for (const struct tree_node *child = node->first; child != NULL; child = child->next)
		count++;
	return count;
}

void codebook_read_roles(struct codebook_loader *loader, const struct tree_node *node)
{
	struct codebook *codebook = loader->codebook;
	if (node->kind != TREE_MAP) {
		ROLE_ERROR(loader, node, "roles must be a mapping of role: [codes]");
		return;
	}
	codebook->roles = arena_array(loader->study, struct code_role, children_of(node));
	for (const struct tree_node *child = node->first; child != NULL; child = child->next) {
		struct code_role *role = &codebook->roles[codebook->role_count++];
		role->name = child->key;
		if (child->kind != TREE_LIST) {
			ROLE_ERROR(loader, child, "the role %.*s must be a list of codes",
				   (int)child->key.length, child->key.at);
			continue;
		}
		role->codes = arena_array(loader->study, struct code_id, children_of(child));
		for (const struct tree_node *code = child->first; code != NULL; code = code->next)
			add_code(loader, role, code);
	}
}

const struct code_role *codebook_role(const struct codebook *codebook, const char *name)
{
	for (size_t i = 0; i < codebook->role_count; i++)
		if (slice_is(codebook->roles[i].name, name) && codebook->roles[i].count > 0)
			return &codebook->roles[i];
	return NULL;
}
