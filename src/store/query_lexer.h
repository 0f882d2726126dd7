/*
 * A query's text as tokens. Full-width forms are syntax like their ASCII twins: （ ） ： ＂ and the
 * ideographic space; quotes may also be “ ” or 「 」.
 */
#ifndef QIPAN_STORE_QUERY_LEXER_H
#define QIPAN_STORE_QUERY_LEXER_H

#include "store/query.h"

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,   /* text: without the final *, see prefix */
	TOKEN_PHRASE, /* text: between the quotes */
	TOKEN_FIELD,  /* text: the value */
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_NOT,
	TOKEN_NEAR, /* reach */
};

struct token {
	enum token_kind kind;
	uint32_t column; /* of its first character */
	struct slice text;
	bool prefix;
	enum query_field field;
	uint32_t reach;
};

struct lexer {
	struct slice text;
	size_t at;
	uint32_t column; /* of the character at `at` */
	struct token token;
};

/* text: valid UTF-8. */
void lexer_init(struct lexer *lexer, struct slice text);
/* Reads the next token into lexer->token. */
enum status lexer_next(struct lexer *lexer, struct error *error) QIPAN_CHECKED;
/* USAGE with the column. */
enum status query_error(struct error *error, uint32_t column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
