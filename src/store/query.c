#include "store/query.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "store/query_lexer.h"
#include "store/tokenizer.h"
#include "text/normal.h"

/* While parsing, NOT is a node of its own; normalise() takes it away. */
enum { PARSED_NOT = QUERY_FIELD + 1 };

struct parsed {
	int kind; /* enum query_kind or PARSED_NOT */
	uint32_t column;
	struct parsed *first, *next; /* children and siblings */
	size_t child_count;
	uint32_t reach; /* to the next sibling, inside NEAR */
	struct query_node leaf;
};

struct parser {
	struct arena *arena;
	struct lexer lexer;
	unsigned depth;
	size_t terms;
	struct query *query;
};

static enum status parse_or(struct parser *parser, struct parsed **node, struct error *error);

static enum status advance(struct parser *parser, struct error *error)
{
	return lexer_next(&parser->lexer, error);
}

static struct parsed *parsed_new(struct parser *parser, int kind, uint32_t column)
{
	struct parsed *node = arena_new(parser->arena, struct parsed);
	node->kind = kind;
	node->column = column;
	return node;
}

static enum status count_term(struct parser *parser, uint32_t column, struct error *error)
{
	if (++parser->terms <= LIMIT_QUERY_TERMS)
		return STATUS_OK;
	error_set(error, STATUS_LIMIT,
		  "the query has more than %d terms (QUERY_TERMS): cut it into several",
		  (int)LIMIT_QUERY_TERMS);
	error_at(error, "query", 1, column);
	return STATUS_LIMIT;
}

static void make_fallback(struct arena *arena, struct query_term *term)
{
	term->fallback = arena_array(arena, uint32_t, term->count + 1);
	uint32_t length = 0; /* of the longest proper border of what is matched */
	for (size_t i = 1; i < term->count; i++) {
		while (length > 0 && term->characters[i] != term->characters[length])
			length = term->fallback[length - 1];
		if (term->characters[i] == term->characters[length])
			length++;
		term->fallback[i] = length;
	}
}

static enum status make_term(struct parser *parser, const struct token *token,
			     struct query_term *term, struct error *error)
{
	struct shadow_text shadow;
	text_normalise(parser->arena, token->text, &shadow);
	term->characters = arena_array(parser->arena, uint32_t, shadow.count);
	term->prefix = token->prefix;
	bool has_token = false, space = true; /* white space in front is left out */
	for (size_t i = 0; i < shadow.count; i++) {
		uint32_t c = shadow.characters[i];
		if (is_space(c) && space)
			continue;
		space = is_space(c);
		term->characters[term->count++] = space ? ' ' : c;
		has_token |= character_class(c) != CHARACTER_SEPARATOR;
	}
	if (space && term->count > 0)
		term->count--;
	if (!has_token)
		return query_error(error, token->column,
				   "a term needs at least one letter, digit or Chinese character");
	make_fallback(parser->arena, term);
	return STATUS_OK;
}

static enum status parse_unit(struct parser *parser, struct parsed **node, struct error *error)
{
	const struct token token = parser->lexer.token;
	switch (token.kind) {
	case TOKEN_WORD:
	case TOKEN_PHRASE:
		*node = parsed_new(parser, QUERY_TERM, token.column);
		TRY(count_term(parser, token.column, error));
		TRY(make_term(parser, &token, &(*node)->leaf.term, error));
		return advance(parser, error);
	case TOKEN_FIELD:
		*node = parsed_new(parser, QUERY_FIELD, token.column);
		TRY(count_term(parser, token.column, error));
		(*node)->leaf.field = token.field;
		(*node)->leaf.value = slice_trim(token.text);
		return advance(parser, error);
	case TOKEN_OPEN:
		if (parser->depth == LIMIT_QUERY_DEPTH) {
			error_set(error, STATUS_LIMIT,
				  "brackets are nested more than %d deep (QUERY_DEPTH)",
				  (int)LIMIT_QUERY_DEPTH);
			error_at(error, "query", 1, token.column);
			return STATUS_LIMIT;
		}
		parser->depth++;
		TRY(advance(parser, error));
		TRY(parse_or(parser, node, error));
		if (parser->lexer.token.kind != TOKEN_CLOSE)
			return query_error(error, token.column,
					   "this bracket is not closed: add )");
		parser->depth--;
		return advance(parser, error);
	case TOKEN_CLOSE:
		return query_error(error, token.column,
				   "this bracket closes nothing, or the brackets are empty");
	case TOKEN_END:
		return query_error(error, token.column, "the query ends where a term should stand");
	case TOKEN_AND:
	case TOKEN_OR:
	case TOKEN_NOT:
	case TOKEN_NEAR:
		break;
	}
	return query_error(error, token.column,
			   "an operator stands where a term should stand; to search for the word "
			   "itself put it in quotes");
}

static bool may_be_near(const struct parsed *node)
{
	if (node->kind == QUERY_TERM)
		return true;
	if (node->kind != QUERY_OR)
		return false;
	for (const struct parsed *child = node->first; child != NULL; child = child->next)
		if (!may_be_near(child))
			return false;
	return true;
}

/* Reads a chain of parts; one part alone is given back itself. */
static enum status parse_near(struct parser *parser, struct parsed **node, struct error *error)
{
	TRY(parse_unit(parser, node, error));
	if (parser->lexer.token.kind != TOKEN_NEAR)
		return STATUS_OK;
	struct parsed *near = parsed_new(parser, QUERY_NEAR, (*node)->column);
	struct parsed *part = near->first = *node;
	near->child_count = 1;
	while (parser->lexer.token.kind == TOKEN_NEAR) {
		part->reach = parser->lexer.token.reach;
		TRY(advance(parser, error));
		TRY(parse_unit(parser, &part->next, error));
		part = part->next;
		near->child_count++;
	}
	for (part = near->first; part != NULL; part = part->next)
		if (!may_be_near(part))
			return query_error(error, part->column,
					   "beside NEAR stand words, phrases or (a OR b)");
	*node = near;
	return STATUS_OK;
}

static enum status parse_not(struct parser *parser, struct parsed **node, struct error *error)
{
	uint32_t column = parser->lexer.token.column;
	if (parser->lexer.token.kind != TOKEN_NOT)
		return parse_near(parser, node, error);
	TRY(advance(parser, error));
	*node = parsed_new(parser, PARSED_NOT, column);
	(*node)->child_count = 1;
	return parse_near(parser, &(*node)->first, error);
}

static bool starts_unit(enum token_kind kind)
{
	return kind == TOKEN_WORD || kind == TOKEN_PHRASE || kind == TOKEN_FIELD ||
	       kind == TOKEN_OPEN || kind == TOKEN_NOT;
}

static enum status parse_and(struct parser *parser, struct parsed **node, struct error *error)
{
	TRY(parse_not(parser, node, error));
	struct parsed *last = *node;
	while (parser->lexer.token.kind == TOKEN_AND || starts_unit(parser->lexer.token.kind)) {
		if (parser->lexer.token.kind == TOKEN_AND)
			TRY(advance(parser, error));
		if (last == *node) {
			*node = parsed_new(parser, QUERY_AND, last->column);
			(*node)->first = last;
			(*node)->child_count = 1;
		}
		TRY(parse_not(parser, &last->next, error));
		last = last->next;
		(*node)->child_count++;
	}
	return STATUS_OK;
}

static enum status parse_or(struct parser *parser, struct parsed **node, struct error *error)
{
	TRY(parse_and(parser, node, error));
	struct parsed *last = *node;
	while (parser->lexer.token.kind == TOKEN_OR) {
		TRY(advance(parser, error));
		if (last == *node) {
			*node = parsed_new(parser, QUERY_OR, last->column);
			(*node)->first = last;
			(*node)->child_count = 1;
		}
		TRY(parse_and(parser, &last->next, error));
		last = last->next;
		(*node)->child_count++;
	}
	return STATUS_OK;
}

static int kind_of(const struct parsed *parsed, bool negated)
{
	if (negated && parsed->kind == QUERY_AND)
		return QUERY_OR;
	if (negated && parsed->kind == QUERY_OR)
		return QUERY_AND;
	return parsed->kind;
}

/* De Morgan; the depth is that of the brackets and the NOTs between them. */
static struct query_node *normalise(struct parser *parser, const struct parsed *parsed,
				    bool negated)
{
	if (parsed->kind == PARSED_NOT)
		return normalise(parser, parsed->first, !negated);
	struct query_node *node = arena_new(parser->arena, struct query_node);
	*node = parsed->leaf;
	node->kind = (enum query_kind)kind_of(parsed, negated);
	node->column = parsed->column;
	node->child_count = parsed->child_count;
	node->children = arena_array(parser->arena, struct query_node *, parsed->child_count);
	node->reach = arena_array(parser->arena, uint32_t, parsed->child_count);
	bool is_leaf = node->kind != QUERY_AND && node->kind != QUERY_OR;
	node->negated = is_leaf && negated;
	size_t i = 0;
	for (const struct parsed *child = parsed->first; child != NULL && i < node->child_count;
	     child = child->next, i++) {
		node->reach[i] = child->reach;
		node->children[i] = normalise(parser, child, !is_leaf && negated);
	}
	node->number = (uint32_t)parser->query->node_count;
	parser->query->nodes[parser->query->node_count++] = node;
	return node;
}

bool query_shows(const struct query_node *node)
{
	return !node->negated && (node->kind == QUERY_TERM || node->kind == QUERY_NEAR ||
				  (node->kind == QUERY_FIELD && node->field == FIELD_CODE));
}

bool query_is_filter(const struct query_node *node)
{
	return node->kind == QUERY_FIELD && node->field != FIELD_CODE;
}

static bool shows_anything(const struct query_node *node)
{
	if (query_shows(node))
		return true;
	if (node->kind == QUERY_NEAR)
		return false;
	for (size_t i = 0; i < node->child_count; i++)
		if (shows_anything(node->children[i]))
			return true;
	return false;
}

static enum status check_text(struct slice text, struct error *error)
{
	if (text.length > LIMIT_QUERY_BYTES) {
		error_set(error, STATUS_LIMIT,
			  "the query has %zu bytes, QUERY_BYTES allows %d: cut it into several",
			  text.length, (int)LIMIT_QUERY_BYTES);
		error_at(error, "query", 0, 0);
		return STATUS_LIMIT;
	}
	size_t bad = utf8_find_invalid(text);
	if (bad == SIZE_MAX)
		return STATUS_OK;
	return query_error(error, (uint32_t)utf8_count((struct slice){text.at, bad}) + 1,
			   "the query is not valid UTF-8 here");
}

enum status query_parse(struct arena *study, struct slice text, struct query *query,
			struct error *error)
{
	struct parsed *parsed;
	struct parser parser = {.arena = study, .query = query};
	*query = (struct query){0};
	TRY(check_text(text, error));
	lexer_init(&parser.lexer, text);
	TRY(advance(&parser, error));
	if (parser.lexer.token.kind == TOKEN_END)
		return query_error(error, 1, "the query is empty: give a word or \"a phrase\"");
	TRY(parse_or(&parser, &parsed, error));
	if (parser.lexer.token.kind != TOKEN_END)
		return query_error(error, parser.lexer.token.column,
				   "this bracket closes nothing: remove it");
	/* every leaf has at most one AND, OR or NEAR above it that it is the second part of */
	query->nodes = arena_array(study, struct query_node *, 2 * parser.terms);
	query->root = normalise(&parser, parsed, false);
	if (!shows_anything(query->root))
		return query_error(error, 1,
				   "the query has only NOT or filters, so there is no place to "
				   "show: add a word or code:");
	return STATUS_OK;
}
