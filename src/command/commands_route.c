/* The row of route. */
#include "command/rows.h"

static const struct command_option route_options[] = {
	CHOICE("show", "headline|flows|sites|why|builds|unmet", "headline",
	       "which table: the plan beside two others, who serves whom, how full sites are, why "
	       "each runs where it does, which builds are worth it, whom nobody serves"),
	FLAG("full", "the full form: shares may change from hour to hour"), END_OF_OPTIONS};

const struct command route_command = {
	.name = "route",
	.group = ASKING,
	.summary = "who computes whose jobs: cost, carbon, builds",
	.arguments = "FOLDER",
	.least = 1,
	.most = 1,
	.description =
		"FOLDER holds tables: classes, sites, demand, latency, and if wanted expansion, "
		"params, rules and others; or facilities, customers and costs of a plain "
		"facility-location instance. docs/route.md lists columns and units. All mistakes "
		"are told at once.\n\n"
		"The plan leaves the least demand unmet, then costs least, then emits least. Every "
		"answer is checked by its own certificate before it is shown. It is as true as the "
		"prices and demands in the tables.",
	.examples =
		"qipan route examples/route # cost, carbon and latency beside two other plans\n"
		"qipan route examples/route --show builds # which announced builds are redundant\n"
		"qipan route examples/route --show why # the reason for each region and class",
	.board = BOARD_NONE,
	.format = "text",
	.options = route_options,
	.function = verb_route};
