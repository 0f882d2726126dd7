/*
 * Words that carry no subject: a term neither begins nor ends with one. Inside the room coding. To
 * add one, add a row; test/cases/terms.txt has lines to try it on.
 */
#ifndef QIPAN_CODING_TERM_WORDS_H
#define QIPAN_CODING_TERM_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

/* A word of a script with spaces, in lower case. */
bool term_word_is_hollow(struct slice word);
/* A stretch of Chinese that says how, not what: nothing but hollow words one after another
 * (持续提升), or one that cannot end a name at its beginning (加快建设国家). */
bool term_stretch_is_hollow(const uint32_t *characters, size_t count);
/* A character of a script without spaces, at the beginning or at the end of a term. */
bool term_character_is_hollow(uint32_t character, bool at_end);

#endif
