/* Apart from hash.c, so that a program that only needs tables (qipan-reader, started once a
 * document) does not load libcrypto. */
#include "base/hash.h"

#include <openssl/sha.h>

void sha256_hex(struct slice bytes, char hex[65])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA256((const unsigned char *)bytes.at, bytes.length, digest);
	for (int i = 0; i < SHA256_DIGEST_LENGTH; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[64] = '\0';
}
