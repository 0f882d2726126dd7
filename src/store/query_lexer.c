#include "store/query_lexer.h"

#include <string.h>

#include "base/utf8.h"

enum {
	NEAR_DEFAULT = 10,
	NEAR_MOST = 1000000,
	SHORT_WORD = 64, /* bytes; a longer one is no operator */
};

/* The first name of a field is the one that messages use. */
static const struct {
	const char *name;
	enum query_field field;
} field_names[] = {
	{"region", FIELD_REGION},     {"地区", FIELD_REGION},	{"tier", FIELD_TIER},
	{"梯队", FIELD_TIER},	      {"code", FIELD_CODE},	{"编码", FIELD_CODE},
	{"kind", FIELD_KIND},	      {"类型", FIELD_KIND},	{"date", FIELD_DATE},
	{"日期", FIELD_DATE},	      {"level", FIELD_LEVEL},	{"级别", FIELD_LEVEL},
	{"language", FIELD_LANGUAGE}, {"语言", FIELD_LANGUAGE}, {"document", FIELD_DOCUMENT},
	{"文件", FIELD_DOCUMENT},
};

const char *query_field_name(enum query_field field)
{
	for (size_t i = 0; i < sizeof field_names / sizeof *field_names; i++)
		if (field_names[i].field == field)
			return field_names[i].name;
	return "unknown";
}

enum status query_error(struct error *error, uint32_t column, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	error_setv(error, STATUS_USAGE, format, list);
	va_end(list);
	error_at(error, "query", 1, column);
	return STATUS_USAGE;
}

/* Full-width forms and other spaces as ASCII, the rest as it is. */
static uint32_t fold(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	return is_space(c) ? ' ' : c;
}

/* The character at the lexer's place, folded; 0 at the end. */
static uint32_t peek(const struct lexer *lexer, size_t *bytes)
{
	*bytes = 0;
	if (lexer->at >= lexer->text.length)
		return 0;
	return fold(utf8_read(lexer->text, lexer->at, bytes));
}

static void step(struct lexer *lexer, size_t bytes)
{
	lexer->at += bytes;
	lexer->column++;
}

/* What closes a quotation that c opens; 0 if it opens none. */
static uint32_t closing_quote(uint32_t c)
{
	switch (c) {
	case '"':
		return '"';
	case 0x201C: /* “ ; some keyboards give ” for both */
	case 0x201D:
		return 0x201D;
	case 0x300C: /* 「 */
		return 0x300D;
	default:
		return 0;
	}
}

static bool ends_word(uint32_t c)
{
	return c == ' ' || c == '(' || c == ')' || closing_quote(c) != 0;
}

void lexer_init(struct lexer *lexer, struct slice text)
{
	*lexer = (struct lexer){.text = text, .column = 1};
}

static enum status read_phrase(struct lexer *lexer, struct slice *text, struct error *error)
{
	size_t bytes;
	uint32_t column = lexer->column, closing = closing_quote(peek(lexer, &bytes));
	step(lexer, bytes);
	size_t start = lexer->at;
	while (lexer->at < lexer->text.length) {
		uint32_t c = peek(lexer, &bytes);
		if (c == closing) {
			*text = (struct slice){lexer->text.at + start, lexer->at - start};
			step(lexer, bytes);
			return STATUS_OK;
		}
		step(lexer, bytes);
	}
	return query_error(error, column, "this quotation is not closed: add the closing quote");
}

static bool find_field(struct slice name, enum query_field *field)
{
	for (size_t i = 0; i < sizeof field_names / sizeof *field_names; i++) {
		if (slice_equal_ignoring_case(name, slice_from(field_names[i].name))) {
			*field = field_names[i].field;
			return true;
		}
	}
	return false;
}

static bool looks_like_field(struct slice name)
{
	for (size_t i = 0; i < name.length; i++)
		if ((unsigned)(name.at[i] | 0x20) - 'a' >= 26 && name.at[i] != '_')
			return false;
	return name.length > 0;
}

static enum status unknown_field(struct slice name, uint32_t column, struct error *error)
{
	return query_error(error, column,
			   "there is no field \"%.*s\": the fields are region, tier, code, kind, "
			   "date, level, language and document; to search for the text itself put "
			   "it in quotes",
			   (int)(name.length > 40 ? 40 : name.length), name.at);
}

/* A word up to a space, bracket or quote, or up to the colon of a field. */
static enum status read_bare(struct lexer *lexer, struct slice *text, bool *field_follows,
			     enum query_field *field, struct error *error)
{
	size_t start = lexer->at, bytes;
	uint32_t column = lexer->column, c;
	*field_follows = false;
	while ((c = peek(lexer, &bytes)) != 0 || bytes > 0) {
		if (ends_word(c))
			break;
		*text = (struct slice){lexer->text.at + start, lexer->at - start};
		if (c == ':' && find_field(*text, field)) {
			step(lexer, bytes);
			*field_follows = true;
			return STATUS_OK;
		}
		if (c == ':' && looks_like_field(*text))
			return unknown_field(*text, column, error);
		step(lexer, bytes);
	}
	*text = (struct slice){lexer->text.at + start, lexer->at - start};
	return STATUS_OK;
}

static enum status read_field_value(struct lexer *lexer, struct error *error)
{
	struct token *token = &lexer->token;
	size_t bytes;
	token->kind = TOKEN_FIELD;
	if (closing_quote(peek(lexer, &bytes)) != 0) {
		TRY(read_phrase(lexer, &token->text, error));
	} else {
		size_t start = lexer->at;
		while (peek(lexer, &bytes), bytes > 0) {
			if (ends_word(peek(lexer, &bytes)))
				break;
			step(lexer, bytes);
		}
		token->text = (struct slice){lexer->text.at + start, lexer->at - start};
	}
	if (slice_trim(token->text).length == 0)
		return query_error(error, token->column, "%s: has no value: write %s:VALUE",
				   query_field_name(token->field), query_field_name(token->field));
	return STATUS_OK;
}

/* The word in ASCII if it is short and its folded form is ASCII, else empty. */
static void ascii_of(struct slice word, char ascii[SHORT_WORD])
{
	size_t length = 0;
	for (size_t at = 0, bytes; at < word.length; at += bytes) {
		uint32_t c = fold(utf8_read(word, at, &bytes));
		if (c < '!' || c > '~' || length == SHORT_WORD - 1) {
			length = 0;
			break;
		}
		ascii[length++] = (char)c;
	}
	ascii[length] = '\0';
}

static enum status read_reach(const char *digits, struct token *token, struct error *error)
{
	uint32_t reach = 0;
	bool good = *digits != '\0';
	for (; *digits != '\0' && good; digits++) {
		good = *digits >= '0' && *digits <= '9' && reach <= NEAR_MOST;
		reach = good ? reach * 10 + (uint32_t)(*digits - '0') : 0;
	}
	if (!good || reach > NEAR_MOST)
		return query_error(error, token->column,
				   "after NEAR/ stands how many characters or words may lie "
				   "between, 0 to %d: NEAR/5",
				   (int)NEAR_MOST);
	token->reach = reach;
	return STATUS_OK;
}

static enum status read_operator(struct token *token, struct error *error)
{
	char ascii[SHORT_WORD];
	ascii_of(token->text, ascii);
	if (strcmp(ascii, "AND") == 0)
		token->kind = TOKEN_AND;
	else if (strcmp(ascii, "OR") == 0)
		token->kind = TOKEN_OR;
	else if (strcmp(ascii, "NOT") == 0)
		token->kind = TOKEN_NOT;
	else if (strcmp(ascii, "NEAR") == 0 || strncmp(ascii, "NEAR/", 5) == 0)
		token->kind = TOKEN_NEAR;
	if (token->kind != TOKEN_NEAR)
		return STATUS_OK;
	token->reach = NEAR_DEFAULT;
	return ascii[4] == '/' ? read_reach(ascii + 5, token, error) : STATUS_OK;
}

static bool is_star(struct slice text, size_t at, size_t *bytes)
{
	return fold(utf8_read(text, at, bytes)) == '*';
}

/* A final * is taken off; one elsewhere is refused. */
static enum status take_star(struct token *token, struct error *error)
{
	struct slice *word = &token->text;
	uint32_t column = token->column;
	for (size_t at = 0, bytes; at < word->length; at += bytes, column++) {
		if (!is_star(*word, at, &bytes))
			continue;
		if (at + bytes < word->length || at == 0)
			return query_error(error, column,
					   "* stands only at the end of a word: comput*; to search "
					   "for the character put it in quotes");
		word->length = at;
		token->prefix = true;
		break;
	}
	return STATUS_OK;
}

static enum status read_word(struct lexer *lexer, struct error *error)
{
	struct token *token = &lexer->token;
	bool field_follows;
	token->kind = TOKEN_WORD;
	TRY(read_bare(lexer, &token->text, &field_follows, &token->field, error));
	if (field_follows)
		return read_field_value(lexer, error);
	TRY(read_operator(token, error));
	return token->kind == TOKEN_WORD ? take_star(token, error) : STATUS_OK;
}

enum status lexer_next(struct lexer *lexer, struct error *error)
{
	struct token *token = &lexer->token;
	size_t bytes;
	uint32_t c;
	while ((c = peek(lexer, &bytes)) == ' ')
		step(lexer, bytes);
	*token = (struct token){.kind = TOKEN_END, .column = lexer->column, .text = {"", 0}};
	if (bytes == 0)
		return STATUS_OK;
	if (c == '(' || c == ')') {
		token->kind = c == '(' ? TOKEN_OPEN : TOKEN_CLOSE;
		step(lexer, bytes);
		return STATUS_OK;
	}
	if (closing_quote(c) == 0)
		return read_word(lexer, error);
	token->kind = TOKEN_PHRASE;
	TRY(read_phrase(lexer, &token->text, error));
	if (lexer->at < lexer->text.length && is_star(lexer->text, lexer->at, &bytes)) {
		token->prefix = true;
		step(lexer, bytes);
	}
	return STATUS_OK;
}
