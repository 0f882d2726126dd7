/*
 * Which network addresses a stranger's list may make this machine ask: only those that the whole
 * internet can reach. A list that names a host inside the user's network (a router, a database, a
 * cloud's metadata service), or a name or redirect that leads there, is refused. The test is made
 * on the address that the socket will really connect to, after the name was looked up, so a name
 * that changes its address between two look-ups cannot get around it.
 *
 * Source: the IANA special-purpose registries (RFC 6890 and what was added to them since).
 */
#ifndef QIPAN_FETCH_ADDRESS_H
#define QIPAN_FETCH_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* False for loopback, private, link-local, shared (100.64/10), benchmark, documentation, multicast
 * and reserved addresses, also when IPv6 carries them (mapped, 6to4, NAT64), and for every family
 * but IPv4 and IPv6. O(1). */
bool address_is_public(const struct sockaddr *address);

#endif
