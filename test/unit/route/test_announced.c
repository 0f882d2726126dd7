/* Computing power that plans announce, as capacities: once, in shares, converted by a parameter. */
#include "route_given.h"

#include "route/announced.h"
#include "route/change.h"

static const char CLASSES[] = "class\nbatch\n";
static const char DEMAND[] = "region,class,demand_mw\nA,batch,10\n";
static const char ANNOUNCED[] =
	"region,names,scope,standing_eflops,standing_compare,standing_evidence,planned_eflops,"
	"planned_compare,planned_evidence,increment_eflops,increment_compare,increment_evidence\n"
	"甘肃,甘肃省;Gansu;GS,cluster,100,,7,150,more,8,,,\n"
	"安徽,安徽省;Anhui;AH,own,40,more,9,,,,20,,10\n"
	"青海,青海省;Qinghai;QH,own,,,,,,,,,\n"
	"海南,海南省;Hainan;HI,own,,,,30,,12,,,\n";

static void give(struct given *given, const char *sites, const char *expansion, const char *params)
{
	static const char latency[] = "region,site,rtt_ms\nA,one,1\nA,two,1\n";
	given_start(given);
	given_table(given, "classes", CLASSES);
	given_table(given, "demand", DEMAND);
	given_table(given, "announced", ANNOUNCED);
	given_table(given, "latency", latency);
	given_table(given, "sites", sites);
	given_table(given, "params", params);
	if (expansion != NULL)
		given_table(given, "expansion", expansion);
}

static const char PARAMS[] = "key,value\nmw_per_eflops,1.5\nmw_per_eflops_low,1\n"
			     "mw_per_eflops_high,2\n";
#define SITES "site,region,capacity_mw,share,price_cny_mwh,pue,carbon_kg_mwh\n"

static void empty_capacities_take_what_stands(void **state)
{
	struct given given;
	(void)state;
	give(&given,
	     SITES "one,Gansu,,,400,1.2,300\n"
		   "two,安徽省,70,,400,1.2,300\n",
	     "option,site,region,add_mw,cost_million_cny_mw,status\n"
	     "more,one,,,2,planned\n"	   /* 150 - 100, not 150 */
	     "added,two,,,2,planned\n"	   /* 20: an addition */
	     "own,two,AH,5,2,candidate\n", /* says its MW */
	     PARAMS);
	assert_int_equal(given_read(&given), STATUS_OK);
	const struct route_model *model = &given.model;
	assert_near(model->sites[0].capacity, 150, 1e-9);
	assert_int_equal(model->sites[0].capacity_basis, BASIS_ASSUMED);
	assert_int_equal(model->sites[0].figure.count, 1);
	assert_int_equal(model->sites[0].figure.ids[0], 7);
	assert_false(model->sites[0].figure.at_least);
	assert_near(model->sites[1].capacity, 70, 0);
	assert_true(isnan(model->sites[1].figure.eflops));
	assert_int_equal(model->sites[1].announced, 1);
	assert_near(model->builds[0].size, 75, 1e-9);
	assert_near(model->builds[0].cost, 150e6, 1e-3);
	assert_true(model->builds[0].figure.at_least);
	assert_int_equal(model->builds[0].figure.count, 2);
	assert_int_equal(model->builds[0].figure.ids[0], 8);
	assert_int_equal(model->builds[0].figure.ids[1], 7);
	assert_near(model->builds[1].size, 30, 1e-9);
	assert_int_equal(model->builds[1].figure.ids[0], 10);
	assert_near(model->builds[2].size, 5, 0);
	assert_true(isnan(model->builds[2].figure.eflops));
	given_end(&given);
}

static void another_density_moves_what_is_announced_only(void **state)
{
	struct given given;
	struct error error;
	(void)state;
	give(&given, SITES "one,Gansu,,,400,1.2,300\ntwo,,70,,400,1.2,300\n",
	     "option,site,add_mw,cost_million_cny_mw\nmore,one,,2\nown,two,5,2\n", PARAMS);
	assert_int_equal(given_read(&given), STATUS_OK);
	struct route_model model = route_copy(&given.arena, &given.model);
	assert_true(route_uses_density(&model));
	assert_int_equal(route_set(&model, SLICE("mw_per_eflops=3"), &error), STATUS_OK);
	assert_near(model.sites[0].capacity, 300, 1e-9);
	assert_near(model.sites[1].capacity, 70, 0);
	assert_near(model.builds[0].size, 150, 1e-9);
	assert_near(model.builds[0].cost, 300e6, 1e-3);
	assert_near(model.builds[1].cost, 10e6, 1e-3);
	assert_near(given.model.sites[0].capacity, 150, 1e-9);
	/* MW that somebody set are no announced ones any more. */
	assert_int_equal(route_set(&model, SLICE("capacity:one=10,mw_per_eflops=1"), &error),
			 STATUS_OK);
	assert_near(model.sites[0].capacity, 10, 0);
	given_end(&given);
}

/* Tables with one row that cannot be read so, and words of the remark. */
static void refused(const char *sites, const char *expansion, const char *params, uint32_t line,
		    const char *words)
{
	struct given given;
	give(&given, sites, expansion, params);
	assert_int_equal(given_read(&given), STATUS_FORMAT);
	assert_int_equal(given.remarks.errors, 1);
	assert_remark(&given, line, words);
	given_end(&given);
}

static void what_is_not_said_is_refused(void **state)
{
	(void)state;
	refused(SITES "one,青海,,,400,1.2,300\ntwo,,70,,400,1.2,300\n", NULL, PARAMS, 2,
		"no level of computing power for 青海 (that is not zero)");
	refused(SITES "one,,,,400,1.2,300\ntwo,,70,,400,1.2,300\n", NULL, PARAMS, 2,
		"no region of the board is called so");
	refused(SITES "one,GS,,,400,1.2,300\ntwo,,70,,400,1.2,300\n", NULL, "key,value\n", 2,
		"mw_per_eflops");
	/* a level to be reached, but none that stands: what is added is not known */
	refused(SITES "one,海南,7,,400,1.2,300\ntwo,,70,,400,1.2,300\n",
		"option,site,add_mw,cost_cny\nmore,one,,1e8\n", PARAMS, 2,
		"do not say what 海南 adds");
	refused(SITES "one,GS,7,,400,1.2,300\ntwo,,70,,400,1.2,300\n", NULL,
		"key,value\nmw_per_eflops,0\n", 2, "must lie above 0");
}

static void a_figure_is_taken_once(void **state)
{
	struct given given;
	(void)state;
	refused(SITES "one,甘肃,,,400,1.2,300\ntwo,GS,,,400,1.2,300\n", NULL, PARAMS, 3,
		"would count twice");
	give(&given, SITES "one,甘肃,,0.7,400,1.2,300\ntwo,GS,,0.3,400,1.2,300\n", NULL, PARAMS);
	assert_int_equal(given_read(&given), STATUS_OK);
	assert_near(given.model.sites[0].capacity, 105, 1e-9);
	assert_near(given.model.sites[1].capacity, 45, 1e-9);
	given_end(&given);
}

static void without_a_board_an_empty_cell_says_what_to_do(void **state)
{
	struct given given;
	(void)state;
	given_start(&given);
	given_table(&given, "classes", CLASSES);
	given_table(&given, "demand", DEMAND);
	given_table(&given, "latency", "region,site,rtt_ms\nA,one,1\n");
	given_table(&given, "sites", SITES "one,GS,,,400,1.2,300\n");
	assert_true(route_tables_want_board(given.tables, given.table_count));
	assert_int_equal(given_read(&given), STATUS_FORMAT);
	assert_remark(&given, 2, "give MW, or a board (-b FILE)");
	given_end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_capacities_take_what_stands),
		cmocka_unit_test(another_density_moves_what_is_announced_only),
		cmocka_unit_test(what_is_not_said_is_refused),
		cmocka_unit_test(a_figure_is_taken_once),
		cmocka_unit_test(without_a_board_an_empty_cell_says_what_to_do),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
