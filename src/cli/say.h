/*
 * Lines on standard error. Everything is made visible first: a message may quote a file name or a
 * word that holds escape sequences.
 */
#ifndef QIPAN_CLI_SAY_H
#define QIPAN_CLI_SAY_H

#include "base/status.h"
#include "corpus/answer.h"

/* "qipan: ..." */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "qipan: add: FILE:7:3: message" */
void say_error(const char *verb, const struct error *error);
void say_problem(const char *verb, const struct problem *problem);
/* "  try: ..." below a message. */
void say_hint(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
