/*
 * The manual as man pages and shell completions, from the same table as help.h. The build runs
 * "qipan manual" for them (src/cli/meson.build); nothing of it is written by hand.
 */
#ifndef QIPAN_CLI_MANUAL_H
#define QIPAN_CLI_MANUAL_H

#include "base/buffer.h"
#include "cli/help.h"

/* qipan.1 and qipan-VERB.1, man(7) macros, UTF-8, without a date: the same table, the same bytes.
 */
void manual_append_overview(struct buffer *out, const struct verb_table *table);
void manual_append_verb(struct buffer *out, const struct command *command);

void completion_append_bash(struct buffer *out, const struct verb_table *table);
void completion_append_zsh(struct buffer *out, const struct verb_table *table);
void completion_append_fish(struct buffer *out, const struct verb_table *table);

#endif
