/* Tables to begin with: what a board can say, and placeholders that say that they are. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "base/number.h"
#include "read/file.h"
#include "read/file_write.h"
#include "study/route_board.h"

static const double EARTH_RADIUS = 6371; /* km */
static const double DEGREE = 3.14159265358979323846 / 180;
/* ms there and back for a km of straight line: light in fibre (204.2 km a ms), and no fibre is
 * shorter than 1.2 lines (route/input_links.c warns below it). */
static const double RTT_OF_KM = 2 * 1.2 / 204.2;
static const double NETWORK_OF_KM = 0.015; /* CNY a MWh */
static const double DENSITY = 1.2;	   /* MW of IT for an EFLOPS */
static const double USE = 0.6;		   /* demand as a share of what stands */
static const double DEMAND = 10;	   /* MW a region, when no figure stands */

static const struct {
	const char *name, *limit, *shiftable, *shed;
	double share;
} classes[] = {{"realtime", "10", "0", "40000", 0.15},
	       {"interactive", "40", "0", "20000", 0.35},
	       {"batch", "", "1", "8000", 0.35},
	       {"storage", "", "0", "6000", 0.15}};
enum { CLASSES = sizeof classes / sizeof *classes };

struct writing {
	struct board *board;
	const struct route_table *announced;
	double *latitude, *longitude; /* of its rows */
	struct buffer out;
};

static struct slice cell(const struct writing *writing, size_t row, const char *column)
{
	const struct route_table *table = writing->announced;
	size_t c = 0;
	while (c + 1 < table->column_count && !slice_is(table->columns[c], column))
		c++;
	return table->rows[row].values[c];
}

static double number_in(const struct writing *writing, size_t row, const char *column)
{
	double value = 0;
	return number_read_real(cell(writing, row, column), &value) ? value : NAN;
}

/* A name as a csv cell. */
static void put_name(struct writing *writing, size_t row)
{
	struct slice name = cell(writing, row, "region");
	bool quoted = false;
	for (size_t i = 0; i < name.length; i++)
		quoted |= strchr(",\"\r\n", name.at[i]) != NULL;
	for (size_t i = 0; quoted && i <= name.length; i++) {
		bool edge = i == 0 || i == name.length;
		if (edge || name.at[i] == '"')
			buffer_append_byte(&writing->out, '"');
		if (i < name.length)
			buffer_append_byte(&writing->out, name.at[i]);
	}
	if (!quoted)
		buffer_append(&writing->out, name);
}

/* ---- the tables ---- */

static size_t write_classes(struct writing *writing)
{
	buffer_append_string(&writing->out, "class,max_rtt_ms,shiftable,shed_cost_cny_mwh,basis\n");
	for (size_t k = 0; k < CLASSES; k++)
		buffer_printf(&writing->out, "%s,%s,%s,%s,assumption\n", classes[k].name,
			      classes[k].limit, classes[k].shiftable, classes[k].shed);
	return CLASSES;
}

static size_t write_sites(struct writing *writing)
{
	buffer_append_string(&writing->out,
			     "site,region,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh,"
			     "capacity_basis,price_basis,carbon_basis\n");
	for (size_t i = 0; i < writing->announced->row_count; i++) {
		bool known = !isnan(number_in(writing, i, "standing_eflops"));
		put_name(writing, i);
		buffer_append_byte(&writing->out, ',');
		put_name(writing, i);
		buffer_printf(&writing->out,
			      ",%s,500,1.3,536.6,%s,assumption: the same everywhere,"
			      "assumption: one factor for all grids\n",
			      known ? "" : "0",
			      known ? "the board's level x mw_per_eflops"
				    : "assumption: the texts give no level (that is not zero)");
	}
	return writing->announced->row_count;
}

static double demand_of_each(const struct writing *writing)
{
	double standing = 0;
	for (size_t i = 0; i < writing->announced->row_count; i++) {
		double eflops = number_in(writing, i, "standing_eflops");
		standing += isnan(eflops) ? 0 : eflops;
	}
	return standing > 0 ? USE * DENSITY * standing / (double)writing->announced->row_count
			    : DEMAND;
}

static size_t write_demand(struct writing *writing)
{
	double each = demand_of_each(writing);
	buffer_append_string(&writing->out, "region,class,demand_mw,basis\n");
	for (size_t i = 0; i < writing->announced->row_count; i++)
		for (size_t k = 0; k < CLASSES; k++) {
			put_name(writing, i);
			buffer_printf(&writing->out, ",%s,%.2f,assumption: the same everywhere\n",
				      classes[k].name, each * classes[k].share);
		}
	return writing->announced->row_count * CLASSES;
}

/* Great circle (haversine), km. */
static double distance(const struct writing *writing, size_t a, size_t b)
{
	double north = writing->latitude[a] * DEGREE, south = writing->latitude[b] * DEGREE;
	double up = sin((north - south) / 2);
	double along = sin((writing->longitude[a] - writing->longitude[b]) * DEGREE / 2);
	double h = up * up + cos(north) * cos(south) * along * along;
	return 2 * EARTH_RADIUS * asin(sqrt(fmin(1, h)));
}

static size_t write_latency(struct writing *writing)
{
	size_t count = writing->announced->row_count, rows = 0;
	buffer_append_string(&writing->out, "region,site,km,rtt_ms,net_cost_cny_mwh,basis\n");
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++) {
			double km = i == k ? 0 : round(distance(writing, i, k));
			if (isnan(km))
				continue;
			put_name(writing, i);
			buffer_append_byte(&writing->out, ',');
			put_name(writing, k);
			buffer_printf(&writing->out,
				      ",%.0f,%.2f,%.2f,\"estimated: at least, 1.2 straight lines "
				      "between the capitals; cost assumed\"\n",
				      km, ceil(km * RTT_OF_KM * 100) / 100, km * NETWORK_OF_KM);
			rows++;
		}
	return rows;
}

static size_t write_expansion(struct writing *writing)
{
	size_t rows = 0;
	buffer_append_string(&writing->out,
			     "option,site,add_mw,cost_million_cny_mw,status,basis\n");
	for (size_t i = 0; i < writing->announced->row_count; i++) {
		double standing = number_in(writing, i, "standing_eflops");
		double planned = number_in(writing, i, "planned_eflops");
		double increment = number_in(writing, i, "increment_eflops");
		bool known = !isnan(planned) && !isnan(standing);
		if (!(known ? planned > standing : increment > 0))
			continue;
		put_name(writing, i);
		buffer_append_string(&writing->out, "-announced,");
		put_name(writing, i);
		buffer_append_string(&writing->out, ",,2.5,planned,assumption\n");
		rows++;
	}
	return rows;
}

static size_t write_params(struct writing *writing)
{
	static const char *const rows[] = {"mw_per_eflops,1.2", "mw_per_eflops_low,0.7",
					   "mw_per_eflops_high,1.7"};
	buffer_append_string(&writing->out, "key,value,basis\n");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		buffer_printf(&writing->out,
			      "%s,\"assumption: two clusters that publish racks and EFLOPS have "
			      "0.7 and 1.7 MW of IT for one\"\n",
			      rows[i]);
	return sizeof rows / sizeof *rows;
}

/* ---- the folder ---- */

static const struct {
	struct route_template_file file;
	size_t (*write)(struct writing *writing);
} templates[ROUTE_TEMPLATE_FILES] = {
	{{"classes.csv", 0, "latency limits, what may wait, what unmet demand costs",
	  "时延上限、可否移时、未满足的代价"},
	 write_classes},
	{{"sites.csv", 0,
	  "MW where the texts give no level; electricity prices, PUE, carbon factors; clusters as "
	  "sites of their own",
	  "文本未给存量处的 MW；电价、PUE、碳因子；把集群列为单独节点"},
	 write_sites},
	{{"demand.csv", 0, "MW of each region and class, in hours if known",
	  "各地区各类的 MW，有逐时数据则逐时"},
	 write_demand},
	{{"latency.csv", 0, "measured times; what the network costs", "实测时延；网络成本"},
	 write_latency},
	{{"expansion.csv", 0, "cost of each build; options of your own, as candidates",
	  "各项建设的成本；自拟选项（candidate）"},
	 write_expansion},
	{{"params.csv", 0, "MW of IT for an EFLOPS; a carbon cap; a budget",
	  "每 EFLOPS 的 IT 功率；碳上限；预算"},
	 write_params},
};

static enum status check_free(struct board *board, const char *folder, struct error *error)
{
	struct file_state state;
	for (size_t i = 0; i < ROUTE_TEMPLATE_FILES; i++) {
		const char *path =
			arena_printf(board->arena, "%s/%s", folder, templates[i].file.name);
		if (!file_look(path, false, &state))
			continue;
		error_set(error, STATUS_USAGE,
			  "is there already and is not overwritten: name a new folder");
		return error_at(error, path, 0, 0);
	}
	if (mkdir(folder, 0777) == 0 || errno == EEXIST)
		return STATUS_OK;
	error_set(error, STATUS_IO, "cannot be made: %s", strerror(errno));
	return error_at(error, folder, 0, 0);
}

/* From the board's gazetteer; a board of before has none, so the built-in one is asked too. */
static enum status find_capitals(struct writing *writing, struct error *error)
{
	struct board built_in;
	struct board *board = writing->board;
	size_t count = writing->announced->row_count;
	TRY(board_open_scheme(&built_in, board->job, board->arena, error));
	writing->latitude = arena_array(board->arena, double, count);
	writing->longitude = arena_array(board->arena, double, count);
	for (size_t i = 0; i < count; i++) {
		const struct gazetteer *gazetteers[] = {&board->gazetteer, &built_in.gazetteer};
		writing->latitude[i] = writing->longitude[i] = NAN;
		for (size_t k = 0; k < 2 && isnan(writing->latitude[i] + writing->longitude[i]);
		     k++) {
			const struct region *region = gazetteer_region(
				gazetteers[k],
				gazetteer_find(gazetteers[k], cell(writing, i, "region")));
			writing->latitude[i] = region == NULL ? NAN : region->latitude;
			writing->longitude[i] = region == NULL ? NAN : region->longitude;
		}
	}
	board_close(&built_in);
	return STATUS_OK;
}

enum status route_template_write(struct board *board, const char *folder,
				 struct route_template_file files[ROUTE_TEMPLATE_FILES],
				 struct error *error)
{
	struct route_table announced;
	struct writing writing = {.board = board, .announced = &announced};
	TRY(route_board_table(board, &announced, error));
	if (announced.row_count == 0)
		return error_set(error, STATUS_USAGE,
				 "the board has no document of a region that its gazetteer knows");
	TRY(find_capitals(&writing, error));
	TRY(check_free(board, folder, error));
	for (size_t i = 0; i < ROUTE_TEMPLATE_FILES; i++) {
		files[i] = templates[i].file;
		buffer_init(&writing.out);
		files[i].rows = templates[i].write(&writing);
		enum status status = file_write_whole(
			board->arena, arena_printf(board->arena, "%s/%s", folder, files[i].name),
			buffer_slice(&writing.out), error);
		buffer_release(&writing.out);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}
