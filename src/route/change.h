/*
 * What if: changes of a model in the words of the command line. Several with commas. A name is a
 * whole name, or a part that only one has.
 */
#ifndef QIPAN_ROUTE_CHANGE_H
#define QIPAN_ROUTE_CHANGE_H

#include "base/status.h"
#include "route/model.h"

/* Errors of all: USAGE, with what is known. The model must be a route_copy. */

/* "price:庆阳=0.30": price in CNY/kWh, price_cny_mwh, capacity in MW, pue, carbon in kg/MWh of a
 * site; build_cost in CNY a year of an option; "mw_per_eflops=1.7" where capacities are announced
 * (announced.h). */
enum status route_set(struct route_model *model, struct slice list,
		      struct error *error) QIPAN_CHECKED;
/* "demand=1.2", "demand:batch=1.5" (a class or a region), price, capacity, carbon (of all sites or
 * one), network, build_cost (of all options or one). */
enum status route_scale(struct route_model *model, struct slice list,
			struct error *error) QIPAN_CHECKED;
/* "韶关": no capacity, and nothing can be built there. */
enum status route_shut(struct route_model *model, struct slice list,
		       struct error *error) QIPAN_CHECKED;
/* "realtime=20": the class's limit, ms there and back. */
enum status route_limit(struct route_model *model, struct slice list,
			struct error *error) QIPAN_CHECKED;

#endif
