#include "check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include "fetch/address.h"

static bool is_public(const char *text)
{
	struct sockaddr_in in = {.sin_family = AF_INET};
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
	if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
		return address_is_public((const struct sockaddr *)&in);
	assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
	return address_is_public((const struct sockaddr *)&in6);
}

static void addresses_that_only_this_network_reaches_are_not_public(void **state)
{
	static const char *const closed[] = {"0.0.0.0",
					     "10.0.0.1",
					     "10.255.255.255",
					     "100.64.0.1",
					     "100.127.255.255",
					     "127.0.0.1",
					     "127.255.255.254",
					     "169.254.169.254",
					     "172.16.0.1",
					     "172.31.255.255",
					     "192.0.0.8",
					     "192.0.2.1",
					     "192.88.99.1",
					     "192.168.0.1",
					     "198.18.0.1",
					     "198.19.255.255",
					     "198.51.100.7",
					     "203.0.113.9",
					     "224.0.0.1",
					     "239.255.255.255",
					     "240.0.0.1",
					     "255.255.255.255",
					     "::",
					     "::1",
					     "fe80::1",
					     "fc00::1",
					     "fdff::1",
					     "ff02::1",
					     "fec0::1",
					     "2001:db8::1",
					     "2001::1",
					     "2001:10::1",
					     "3fff::1",
					     "::ffff:127.0.0.1",
					     "::ffff:10.1.2.3",
					     "2002:7f00:1::",
					     "2002:c0a8:101::",
					     "64:ff9b::10.0.0.1",
					     "::127.0.0.1",
					     "4000::1"};
	(void)state;
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
		if (is_public(closed[i]))
			fail_msg("%s is taken for public", closed[i]);
}

static void neighbours_of_closed_ranges_are_public(void **state)
{
	static const char *const open[] = {
		"1.1.1.1",	  "9.255.255.255",   "11.0.0.0",	 "100.63.255.255",
		"100.128.0.0",	  "126.255.255.255", "128.0.0.1",	 "169.253.255.255",
		"169.255.0.0",	  "172.15.255.255",  "172.32.0.0",	 "192.0.1.0",
		"192.0.3.0",	  "192.167.255.255", "192.169.0.0",	 "198.17.255.255",
		"198.20.0.0",	  "223.255.255.255", "2400:3200::1",	 "2606:4700::1111",
		"2002:101:101::", "::ffff:8.8.8.8",  "64:ff9b::8.8.8.8", "2001:200::1"};
	(void)state;
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (!is_public(open[i]))
			fail_msg("%s is taken for private", open[i]);
}

static void other_families_are_not_public(void **state)
{
	(void)state;
	struct sockaddr_un name = {.sun_family = AF_UNIX};
	assert_false(address_is_public((const struct sockaddr *)&name));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_that_only_this_network_reaches_are_not_public),
		cmocka_unit_test(neighbours_of_closed_ranges_are_public),
		cmocka_unit_test(other_families_are_not_public),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
