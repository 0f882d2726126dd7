/*
 * What the surroundings say about how text is drawn: environment variables and terminals, read here
 * and nowhere else, and never for data formats.
 */
#ifndef QIPAN_CLI_TERMINAL_H
#define QIPAN_CLI_TERMINAL_H

#include <stdbool.h>

#include "base/slice.h"

/* Columns of the terminal behind descriptor; 0 if it is none or does not say. */
unsigned terminal_width(int descriptor);
/* "always", "never", or by the terminal: a terminal that is not dumb, and NO_COLOR unset or empty
 * (no-color.org). */
bool terminal_wants_colour(struct slice choice, int descriptor);
/* "zh", "en", or empty: by the first of LC_ALL, LC_MESSAGES, LANG that is set. */
bool terminal_speaks_chinese(struct slice choice);

#endif
