/*
 * Two hashes. hash64 is fast and only for tables and identity inside one version of the program
 * (XXH3, Collet); sha256 names files and schemes for good (FIPS 180-4, from libcrypto).
 */
#ifndef QIPAN_BASE_HASH_H
#define QIPAN_BASE_HASH_H

#include <stdint.h>

#include "base/slice.h"

uint64_t hash64(struct slice bytes);
/* 64 lower-case hexadecimal digits and a NUL. */
void sha256_hex(struct slice bytes, char hex[65]);

#endif
