#include "store/tokenizer.h"

#include <stdbool.h>
#include <stddef.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

/* FTS5 cuts tokens of more than 32,768 bytes and their ends would be lost; a longer run becomes
 * several tokens, in the same places in text and query because both start where the run does. */
enum { RUN_BYTES = 256 };

/* Scripts written without spaces, or with endings that grow on to words. */
static const struct {
	uint32_t first, last;
} single_ranges[] = {
	{0x0E00, 0x0EFF},   /* Thai, Lao */
	{0x1000, 0x109F},   /* Burmese */
	{0x1100, 0x11FF},   /* Hangul letters */
	{0x1780, 0x17FF},   /* Khmer */
	{0x3040, 0x31FF},   /* kana, bopomofo, Hangul compatibility letters, kana extensions */
	{0xA960, 0xA97F},   /* Hangul letters, extended */
	{0xAC00, 0xD7FF},   /* Hangul syllables */
	{0x1AFF0, 0x1B16F}, /* kana, extended */
};

static bool is_single(uint32_t code_point)
{
	for (size_t i = 0; i < sizeof single_ranges / sizeof *single_ranges; i++) {
		if (code_point < single_ranges[i].first)
			return false;
		if (code_point <= single_ranges[i].last)
			return true;
	}
	return false;
}

enum character_class character_class(uint32_t code_point)
{
	if (code_point < 0x80) {
		bool letter = (code_point | 0x20) - 'a' < 26;
		bool digit = code_point - '0' < 10;
		return letter || digit ? CHARACTER_RUN : CHARACTER_SEPARATOR;
	}
	if (is_han(code_point))
		return CHARACTER_SINGLE;
	/* U+FFFD stands for bytes that could not be decoded: they separate */
	uint32_t mask = U_GET_GC_MASK((UChar32)code_point);
	if ((mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) == 0)
		return CHARACTER_SEPARATOR;
	return is_single(code_point) ? CHARACTER_SINGLE : CHARACTER_RUN;
}

static int tokenizer_create(void *context, const char **arguments, int count,
			    Fts5Tokenizer **tokenizer)
{
	(void)arguments;
	(void)count;
	*tokenizer = context; /* it has no state; any pointer that is not NULL will do */
	return SQLITE_OK;
}

static void tokenizer_delete(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

typedef int token_found(void *context, int flags, const char *token, int bytes, int start, int end);

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *at, int length,
		    token_found *found)
{
	(void)tokenizer;
	(void)flags;
	struct slice text = {at, length < 0 ? 0 : (size_t)length};
	size_t start = 0, end = 0; /* of the run that is being collected */
	int code = SQLITE_OK;
	while (end < text.length && code == SQLITE_OK) {
		size_t bytes;
		enum character_class class = character_class(utf8_read(text, end, &bytes));
		bool run_ends = class != CHARACTER_RUN || end + bytes - start > RUN_BYTES;
		if (run_ends && end > start) {
			code = found(context, 0, at + start, (int)(end - start), (int)start,
				     (int)end);
			start = end;
		}
		end += bytes;
		if (class == CHARACTER_SINGLE && code == SQLITE_OK)
			code = found(context, 0, at + start, (int)bytes, (int)start, (int)end);
		if (class != CHARACTER_RUN)
			start = end;
	}
	if (code == SQLITE_OK && end > start)
		code = found(context, 0, at + start, (int)(end - start), (int)start, (int)end);
	return code;
}

static int api_of(sqlite3 *db, fts5_api **api)
{
	sqlite3_stmt *statement = NULL;
	*api = NULL;
	int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_bind_pointer(statement, 1, (void *)api, "fts5_api_ptr", NULL);
	if (code == SQLITE_OK)
		sqlite3_step(statement);
	int last = sqlite3_finalize(statement);
	return code == SQLITE_OK ? last : code;
}

int tokenizer_register(sqlite3 *db)
{
	fts5_api *api;
	int code = api_of(db, &api);
	if (code != SQLITE_OK)
		return code;
	if (api == NULL)
		return SQLITE_ERROR;
	fts5_tokenizer tokenizer = {tokenizer_create, tokenizer_delete, tokenize};
	return api->xCreateTokenizer(api, "qipan", api, &tokenizer, NULL);
}
