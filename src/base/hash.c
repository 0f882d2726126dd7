#include "base/hash.h"

#include <xxhash.h>

uint64_t hash64(struct slice bytes)
{
	return XXH3_64bits(bytes.at, bytes.length);
}
