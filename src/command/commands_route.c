/* The row of route. */
#include "command/rows.h"

static const struct command_option route_options[] = {
	CHOICE("show",
	       "headline|change|flows|places|sites|why|builds|unmet|frontier|announced|losses|"
	       "sensitivity|"
	       "program",
	       "headline",
	       "which table: the plan beside two others, what the changes move, who serves whom, "
	       "where sites stand, how "
	       "full they are and what their room is worth, why each runs where it does, which "
	       "builds are worth it, whom "
	       "nobody "
	       "serves, cost against carbon, what plans announce and who takes it, what the loss "
	       "of each "
	       "site leaves, what each parameter alone changes, the linear program as MPS for "
	       "other "
	       "solvers"),
	TEXT("set", "WHAT:NAME=VALUE", NULL,
	     "another price (CNY/kWh), price_cny_mwh, capacity (MW), pue, carbon (kg/MWh) of a "
	     "site, "
	     "or build_cost (CNY a year) of an option; or mw_per_eflops=X; several with commas"),
	TEXT("scale", "WHAT[:NAME]=FACTOR", NULL,
	     "times so much: demand (of a class or region), price, capacity, carbon, network, "
	     "build_cost"),
	TEXT("close", "SITES", NULL, "without these sites"),
	{"carbon-cap", 0, OPTION_REAL, "MT", NULL, "emit at most so many million t a year", 0, 1e6},
	{"n-1", 0, OPTION_REAL, "PERCENT", NULL,
	 "plan so that any one site can be lost and so much of the work with a latency limit is "
	 "still served",
	 0, 100},
	TEXT("limit", "CLASS=MS", NULL, "another latency limit of a class, there and back"),
	FLAG("template",
	     "write tables for the board's regions into FOLDER: what its plans announce, and "
	     "placeholders to fill"),
	FLAG("svg", "flows and frontier as a picture (an SVG file) instead of a table"),
	FLAG("ranges", "of --show sites: solve again for how far each price of room holds"),
	{"swing", 0, OPTION_REAL, "PERCENT", "20",
	 "of --show sensitivity: each parameter so much down and up", 0.1, 90},
	INTEGER("points", "N", "12", "points of the frontier", 2, 40),
	FLAG("full", "the full form: shares may change from hour to hour"),
	END_OF_OPTIONS};

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
		"A capacity or size that is empty takes what the plans of a board (-b FILE) "
		"announce for its region, in EFLOPS, times the parameter mw_per_eflops; the "
		"answer names the sentences. --template writes such tables.\n\n"
		"The plan leaves the least demand unmet, then costs least, then emits least. Every "
		"answer is checked by its own certificate before it is shown. It is as true as the "
		"prices and demands in the tables.\n\n"
		"With --set, --scale, --close, --carbon-cap or --limit the answer is what that "
		"changes (--show change), unless --show names another table.",
	.examples =
		"qipan route examples/route # cost, carbon and latency beside two other plans\n"
		"qipan route examples/route --show builds # which announced builds are redundant\n"
		"qipan route examples/route --set price:庆阳=0.30 # what moves at another price\n"
		"qipan route examples/route --close 韶关 --carbon-cap 68 # what if\n"
		"qipan route examples/route --show flows --svg -o flows.svg # a picture\n"
		"qipan route --template plan -b board.qipan # tables from a board's plans\n"
		"qipan route examples/route --show why # the reason for each region and class",
	.board = BOARD_NONE,
	.format = "text",
	.options = route_options,
	.function = verb_route};
