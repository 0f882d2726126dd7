/*
 * What full-text search takes for a token, in the index and in a query alike.
 *
 * One token each: Han characters, kana, Hangul syllables and letters, bopomofo, and the letters of
 * Thai, Lao, Khmer and Burmese: scripts in which words are not set apart, or where endings grow on
 * to words. A phrase of such tokens finds every occurrence of the string, for one character as for
 * five (Debian's trigram tokenizer finds nothing below three). All other letters, digits and marks:
 * a run of them is one token. The rest (space, punctuation, symbols) separates and is not indexed.
 *
 * Input is shadow text (text/normal.h), so width and case are folded already.
 */
#ifndef QIPAN_STORE_TOKENIZER_H
#define QIPAN_STORE_TOKENIZER_H

#include <sqlite3.h>
#include <stdint.h>

enum character_class {
	CHARACTER_SEPARATOR,
	CHARACTER_SINGLE, /* a token by itself */
	CHARACTER_RUN,	  /* a token together with its neighbours of this class */
};
enum character_class character_class(uint32_t code_point);

/* Registers the tokenizer "qipan" with this connection; returns an SQLite code. Must be done before
 * the full-text table is touched; the plain sqlite3 shell does not know it. */
int tokenizer_register(sqlite3 *db);

#endif
