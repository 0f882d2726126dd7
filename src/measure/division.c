#include "measure/division.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* Nodes: 0 the source, then regions, then columns, then the sink. */
struct arc {
	uint32_t to, next; /* next arc of the same node, 0 = none; arcs count from 2 */
	uint32_t room;
	int64_t cost;
};

struct network {
	const struct division_input *input;
	struct arc *arcs; /* arc i runs back as i ^ 1 */
	uint32_t arc_count;
	uint32_t *first; /* by node */
	int64_t *distance;
	uint32_t *entered; /* the arc by which the shortest path comes in */
	uint32_t *queue;
	bool *queued;
	size_t nodes;
};

static const int64_t unreached = INT64_MAX;

static size_t cell(const struct division_input *input, size_t region, size_t column)
{
	return region * input->column_count + column;
}

static void add_arc(struct network *network, size_t from, size_t to, uint32_t room, int64_t cost)
{
	uint32_t there = network->arc_count, back = there + 1;
	network->arc_count += 2;
	network->arcs[there] = (struct arc){(uint32_t)to, network->first[from], room, cost};
	network->first[from] = there;
	network->arcs[back] = (struct arc){(uint32_t)from, network->first[to], 0, -cost};
	network->first[to] = back;
}

static uint32_t kept_of(const struct division_input *input, size_t region, size_t column)
{
	uint32_t count = 0;
	if (column == SIZE_MAX)
		for (size_t c = 0; c < input->column_count; c++)
			count += input->kept[cell(input, region, c)];
	else
		for (size_t r = 0; r < input->region_count; r++)
			count += input->kept[cell(input, r, column)];
	return count;
}

/* All places together weigh less than one point of score, all scores less than covering one more
 * column. */
struct weights {
	int64_t point, cover;
};

static bool weigh(const struct division_input *input, struct weights *weights)
{
	double cells = (double)input->region_count * (double)input->column_count;
	double most = (double)input->leads * (double)input->column_count;
	double assignments = most < cells ? most : cells;
	double point = cells * (assignments + 1);
	double cover = point * (DIVISION_SCORE_MOST + 1) * (assignments + 1);
	if (input->region_count > LIMIT_LIKENESS_REGIONS || cover > 1e18)
		return false;
	*weights = (struct weights){(int64_t)point, (int64_t)cover};
	return true;
}

static void lay_arcs(struct network *network, struct weights weights)
{
	const struct division_input *input = network->input;
	size_t sink = network->nodes - 1;
	for (size_t r = 0; r < input->region_count; r++) {
		uint32_t kept = kept_of(input, r, SIZE_MAX);
		if (kept < input->most)
			add_arc(network, 0, 1 + r, input->most - kept, 0);
		for (size_t c = 0; c < input->column_count; c++) {
			size_t at = cell(input, r, c);
			if (!input->kept[at] && input->scores[at] >= 0 &&
			    input->scores[at] >= input->least)
				add_arc(network, 1 + r, 1 + input->region_count + c, 1,
					(int64_t)at - weights.point * input->scores[at]);
		}
	}
	for (size_t c = 0; c < input->column_count; c++) {
		uint32_t kept = kept_of(input, SIZE_MAX, c);
		if (kept < input->leads && kept == 0)
			add_arc(network, 1 + input->region_count + c, sink, 1, -weights.cover);
		if (kept < input->leads && input->leads - kept > (kept == 0))
			add_arc(network, 1 + input->region_count + c, sink,
				input->leads - kept - (kept == 0), 0);
	}
}

/* Bellman and Ford's, with a queue: costs may be below 0 but there is no circle of negative cost,
 * since every path before this one was a shortest. False when none is left that makes the whole
 * better: lengths only grow. */
static bool find_path(struct network *network)
{
	size_t head = 0, tail = 0, waiting = 1;
	for (size_t i = 0; i < network->nodes; i++)
		network->distance[i] = unreached;
	network->distance[0] = 0;
	network->queue[tail++] = 0;
	network->queued[0] = true;
	while (waiting > 0) {
		uint32_t node = network->queue[head];
		head = (head + 1) % network->nodes;
		waiting--;
		network->queued[node] = false;
		for (uint32_t i = network->first[node]; i != 0; i = network->arcs[i].next) {
			const struct arc *arc = &network->arcs[i];
			int64_t distance = network->distance[node] + arc->cost;
			if (arc->room == 0 || distance >= network->distance[arc->to])
				continue;
			network->distance[arc->to] = distance;
			network->entered[arc->to] = i;
			if (network->queued[arc->to])
				continue;
			network->queued[arc->to] = true;
			network->queue[tail % network->nodes] = arc->to;
			tail = (tail + 1) % network->nodes;
			waiting++;
		}
	}
	return network->distance[network->nodes - 1] < 0;
}

static void push_path(struct network *network)
{
	for (size_t node = network->nodes - 1; node != 0;) {
		uint32_t arc = network->entered[node];
		network->arcs[arc].room--;
		network->arcs[arc ^ 1].room++;
		node = network->arcs[arc ^ 1].to;
	}
}

static void read_flow(const struct network *network, struct division *division)
{
	const struct division_input *input = network->input;
	for (size_t r = 0; r < input->region_count; r++)
		for (uint32_t i = network->first[1 + r]; i != 0; i = network->arcs[i].next)
			if ((i & 1) == 0 && network->arcs[i].room == 0)
				division->assigned[cell(
					input, r, network->arcs[i].to - 1 - input->region_count)] =
					true;
}

static void sum_up(const struct division_input *input, struct division *division)
{
	for (size_t c = 0; c < input->column_count; c++) {
		bool planned = false, covered = false;
		for (size_t r = 0; r < input->region_count; r++) {
			size_t at = cell(input, r, c);
			planned |= input->kept[at] || input->scores[at] >= 0;
			covered |= division->assigned[at];
			division->assignments += division->assigned[at];
			division->kept += input->kept[at];
			if (division->assigned[at] && input->scores[at] > 0)
				division->total += input->scores[at];
		}
		division->planned += planned;
		division->covered += covered;
	}
}

static enum status flow(struct job *job, struct network *network, struct error *error)
{
	enum status status = STATUS_OK;
	while (status == STATUS_OK && find_path(network)) {
		push_path(network);
		status = job_check(job, error);
	}
	return status;
}

enum status division_make(struct job *job, struct arena *study, const struct division_input *input,
			  struct division *division, struct error *error)
{
	size_t cells = input->region_count * input->column_count;
	*division = (struct division){0};
	struct weights weights;
	if (!weigh(input, &weights))
		return error_set(error, STATUS_LIMIT,
				 "%zu regions x %zu codes are too many to divide (at most %d "
				 "regions: LIKENESS_REGIONS): ask for fewer",
				 input->region_count, input->column_count, LIMIT_LIKENESS_REGIONS);
	division->assigned = arena_array(study, bool, cells);
	for (size_t i = 0; i < cells; i++)
		division->assigned[i] = input->kept[i];
	struct arena scratch;
	arena_init(&scratch);
	struct network network = {.input = input,
				  .nodes = input->region_count + input->column_count + 2,
				  .arc_count = 2};
	size_t most = cells + input->region_count + 2 * input->column_count;
	network.arcs = arena_array(&scratch, struct arc, 2 + 2 * most);
	network.first = arena_array(&scratch, uint32_t, network.nodes);
	network.distance = arena_array(&scratch, int64_t, network.nodes);
	network.entered = arena_array(&scratch, uint32_t, network.nodes);
	network.queue = arena_array(&scratch, uint32_t, network.nodes);
	network.queued = arena_array(&scratch, bool, network.nodes);
	lay_arcs(&network, weights);
	enum status status = flow(job, &network, error);
	if (status == STATUS_OK) {
		read_flow(&network, division);
		sum_up(input, division);
	}
	arena_release(&scratch);
	return status;
}

double division_pairs(const bool *assigned, size_t region_count, size_t column_count)
{
	double pairs = 0;
	for (size_t c = 0; c < column_count; c++) {
		double regions = 0;
		for (size_t r = 0; r < region_count; r++)
			regions += assigned[r * column_count + c];
		pairs += regions * (regions - 1) / 2;
	}
	return pairs;
}
