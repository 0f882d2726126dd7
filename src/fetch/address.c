#include "fetch/address.h"

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct range4 {
	uint32_t start;
	unsigned bits;
};

#define IP(a, b, c, d)                                                                             \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static const struct range4 closed4[] = {
	{IP(0, 0, 0, 0), 8},	   /* this network */
	{IP(10, 0, 0, 0), 8},	   /* private */
	{IP(100, 64, 0, 0), 10},   /* shared by a provider's customers */
	{IP(127, 0, 0, 0), 8},	   /* loopback */
	{IP(169, 254, 0, 0), 16},  /* link-local; clouds keep credentials there */
	{IP(172, 16, 0, 0), 12},   /* private */
	{IP(192, 0, 0, 0), 24},	   /* protocol assignments */
	{IP(192, 0, 2, 0), 24},	   /* documentation */
	{IP(192, 88, 99, 0), 24},  /* old 6to4 relays */
	{IP(192, 168, 0, 0), 16},  /* private */
	{IP(198, 18, 0, 0), 15},   /* benchmarks */
	{IP(198, 51, 100, 0), 24}, /* documentation */
	{IP(203, 0, 113, 0), 24},  /* documentation */
	{IP(224, 0, 0, 0), 3},	   /* multicast, reserved, broadcast */
};

static bool is_public4(uint32_t ip)
{
	for (size_t i = 0; i < sizeof closed4 / sizeof *closed4; i++)
		if ((ip ^ closed4[i].start) >> (32 - closed4[i].bits) == 0)
			return false;
	return true;
}

static bool starts(const uint8_t *ip, const uint8_t *start, unsigned bits)
{
	unsigned whole = bits / 8, rest = bits % 8;
	return memcmp(ip, start, whole) == 0 &&
	       (rest == 0 || ((ip[whole] ^ start[whole]) >> (8 - rest)) == 0);
}

/* Inside 2000::/3, which is all that is routed. */
static const struct {
	uint8_t start[4];
	unsigned bits;
} closed6[] = {
	{{0x20, 0x01, 0x00, 0x00}, 23}, /* protocol assignments, Teredo among them */
	{{0x20, 0x01, 0x0D, 0xB8}, 32}, /* documentation */
	{{0x3F, 0xFF, 0x00, 0x00}, 20}, /* documentation */
};

static uint32_t four(const uint8_t *at)
{
	return IP(at[0], at[1], at[2], at[3]);
}

static bool is_public6(const uint8_t ip[16])
{
	static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
	static const uint8_t nat64[12] = {0x00, 0x64, 0xFF, 0x9B};
	static const uint8_t six_to_four[2] = {0x20, 0x02};
	static const uint8_t routed[1] = {0x20};
	if (starts(ip, mapped, 96) || starts(ip, nat64, 96))
		return is_public4(four(ip + 12));
	if (starts(ip, six_to_four, 16))
		return is_public4(four(ip + 2));
	if (!starts(ip, routed, 3))
		return false;
	for (size_t i = 0; i < sizeof closed6 / sizeof *closed6; i++)
		if (starts(ip, closed6[i].start, closed6[i].bits))
			return false;
	return true;
}

bool address_is_public(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		struct sockaddr_in in;
		memcpy(&in, address, sizeof in);
		return is_public4(ntohl(in.sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;
		memcpy(&in6, address, sizeof in6);
		return is_public6(in6.sin6_addr.s6_addr);
	}
	return false;
}
