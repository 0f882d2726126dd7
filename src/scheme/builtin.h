/*
 * The scheme that comes with the program: data/codebook-ai-highland.yaml, its side file and
 * data/regions-china.tsv, byte for byte, inside the program file. Valid for ever.
 */
#ifndef QIPAN_SCHEME_BUILTIN_H
#define QIPAN_SCHEME_BUILTIN_H

#include "base/slice.h"

struct slice builtin_codebook(void);
struct slice builtin_codebook_meta(void);
struct slice builtin_gazetteer(void);

#endif
