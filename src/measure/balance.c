#include "measure/balance.h"

#include <math.h>
#include <string.h>

#include "measure/formula.h"
#include "num/random.h"
#include "num/stat.h"

static const char *const role_names[ROLE_COUNT] = {
	[ROLE_ELEMENT] = "element",
	[ROLE_HARDWARE] = "hardware",
	[ROLE_SCENARIO] = "scenario",
	[ROLE_CHAIN] = "chain",
	[ROLE_LEVER] = "lever",
	[ROLE_FUTURE] = "future",
	[ROLE_INSTRUMENT] = "instrument",
	[ROLE_GOVERNANCE] = "governance",
	[ROLE_GOVERNANCE_DIGITAL] = "governance_digital",
	[ROLE_DIGITAL] = "digital",
	[ROLE_SLOGAN] = "slogan",
	[ROLE_MARKET] = "data_market",
	[ROLE_BORDER] = "cross_border",
};

const char *balance_role_name(enum balance_role role)
{
	return role < ROLE_COUNT ? role_names[role] : "unknown";
}

enum balance_role balance_stages_of(enum balance_kind kind)
{
	if (kind == BALANCE_MARKET || kind == BALANCE_MARKET_STEP)
		return ROLE_MARKET;
	if (kind == BALANCE_BORDER || kind == BALANCE_BORDER_STEP)
		return ROLE_BORDER;
	return ROLE_COUNT;
}

/* What is summed over paragraphs. Per column: passages by commitment, and parts of passages; then
 * the sums below. */
enum { BY_COLUMN = COMMITMENT_COUNT + 1, PART = COMMITMENT_COUNT };
enum extra {
	SUM_PASSAGES,
	SUM_HARDWARE,
	SUM_SCENARIO,
	SUM_HARDWARE_PLAIN, /* without the slogan */
	SUM_SCENARIO_PLAIN,
	SUM_GOVERNANCE,
	SUM_DIGITAL,
	SUM_FUTURE, /* paragraphs */
	SUM_LEVERS,
	EXTRA_COUNT,
};

struct run {
	struct job *job;
	const struct coded_corpus *corpus;
	const struct column_range *ranges;
	const struct measure_options *options;
	struct balance *balance;
	size_t width;	     /* of a row of sums */
	double *rows;	     /* paragraph x width */
	uint32_t *first_row; /* by region: its rows */
};

static double *extra_of(const struct run *run, double *row)
{
	return row + run->corpus->column_count * BY_COLUMN;
}

static bool in_range(struct column_range range, size_t column)
{
	return column >= range.first && column < range.first + range.count;
}

static size_t count_in(const struct run *run, const struct coded_passage *passage,
		       enum balance_role role)
{
	size_t count = 0;
	for (uint32_t k = passage->code_start; k < passage->code_end; k++)
		count += in_range(run->ranges[role], run->corpus->codes[k]);
	return count;
}

static uint32_t hits_in(const struct run *run, const struct coded_passage *passage,
			enum balance_role role)
{
	uint32_t hits = 0;
	for (uint32_t k = passage->code_start; k < passage->code_end; k++)
		if (in_range(run->ranges[role], run->corpus->codes[k]))
			hits += run->corpus->hits[passage->hits_start + k - passage->code_start];
	return hits;
}

static void add_sides(bool hard, bool scene, double *hardware, double *scenario)
{
	*hardware += hard ? (scene ? 0.5 : 1) : 0;
	*scenario += scene ? (hard ? 0.5 : 1) : 0;
}

static void add_passage(const struct run *run, const struct coded_passage *passage, double *row)
{
	double *extra = extra_of(run, row);
	size_t sides = count_in(run, passage, ROLE_INSTRUMENT);
	for (uint32_t k = passage->code_start; k < passage->code_end; k++) {
		size_t column = run->corpus->codes[k];
		row[column * BY_COLUMN + passage->commitment]++;
		if (in_range(run->ranges[ROLE_INSTRUMENT], column))
			row[column * BY_COLUMN + PART] += 1 / (double)sides;
	}
	bool hard = count_in(run, passage, ROLE_HARDWARE) > 0;
	bool scene = count_in(run, passage, ROLE_SCENARIO) > 0;
	bool digital = count_in(run, passage, ROLE_DIGITAL) > 0;
	bool governs = count_in(run, passage, ROLE_GOVERNANCE_DIGITAL) > 0 ||
		       (digital && count_in(run, passage, ROLE_GOVERNANCE) > 0);
	extra[SUM_PASSAGES]++;
	add_sides(hard, scene, &extra[SUM_HARDWARE], &extra[SUM_SCENARIO]);
	scene = scene && hits_in(run, passage, ROLE_SCENARIO) > hits_in(run, passage, ROLE_SLOGAN);
	add_sides(hard, scene, &extra[SUM_HARDWARE_PLAIN], &extra[SUM_SCENARIO_PLAIN]);
	extra[SUM_DIGITAL] += digital;
	extra[SUM_GOVERNANCE] += governs;
}

/* Levers stand in the paragraph, not always in the sentence, of the field. */
static void close_paragraph(const struct run *run, size_t first, size_t end, double *row)
{
	bool future = false;
	for (size_t p = first; p < end; p++)
		future |= count_in(run, &run->corpus->passages[p], ROLE_FUTURE) > 0;
	if (!future)
		return;
	extra_of(run, row)[SUM_FUTURE]++;
	const struct column_range *levers = &run->ranges[ROLE_LEVER];
	for (size_t c = levers->first; c < levers->first + levers->count; c++)
		for (size_t i = 0; i < COMMITMENT_COUNT; i++)
			if (row[c * BY_COLUMN + i] > 0) {
				extra_of(run, row)[SUM_LEVERS]++;
				break;
			}
}

static void make_rows(struct run *run, struct arena *scratch)
{
	const struct coded_corpus *corpus = run->corpus;
	run->rows = arena_array(scratch, double, corpus->passage_count * run->width);
	run->first_row = arena_array(scratch, uint32_t, corpus->region_count + 1);
	size_t rows = 0;
	for (size_t r = 0; r < corpus->region_count; r++) {
		const struct coded_region *region = &corpus->regions[r];
		run->first_row[r] = (uint32_t)rows;
		for (size_t p = region->passage_start; p < region->passage_end;) {
			double *row = run->rows + rows++ * run->width;
			size_t first = p;
			for (; p < region->passage_end &&
			       corpus->passages[p].paragraph == corpus->passages[first].paragraph;
			     p++)
				add_passage(run, &corpus->passages[p], row);
			close_paragraph(run, first, p, row);
		}
	}
	run->first_row[corpus->region_count] = (uint32_t)rows;
}

/* ---- formulas of sums ---- */

static double passages_of(const double *sums, size_t column)
{
	double count = 0;
	for (size_t i = 0; i < COMMITMENT_COUNT; i++)
		count += sums[column * BY_COLUMN + i];
	return count;
}

static double built_of(const double *sums, size_t column)
{
	return sums[column * BY_COLUMN + COMMITMENT_BUILD] +
	       sums[column * BY_COLUMN + COMMITMENT_TARGET];
}

static double level_of(const double *sums, size_t column)
{
	static const double levels[COMMITMENT_COUNT] = {1, 1, 2, 3, 4};
	double level = 0;
	for (size_t i = 0; i < COMMITMENT_COUNT; i++)
		if (sums[column * BY_COLUMN + i] > 0 && levels[i] > level)
			level = levels[i];
	return level;
}

static double amount_of(const double *sums, size_t column, bool parts)
{
	return parts ? sums[column * BY_COLUMN + PART] : passages_of(sums, column);
}

static double clr_of(const double *sums, struct column_range range, size_t column)
{
	double mean = 0;
	for (size_t c = range.first; c < range.first + range.count; c++)
		mean += log(passages_of(sums, c) + 0.5) / (double)range.count;
	return log(passages_of(sums, column) + 0.5) - mean;
}

static double total_of(const double *sums, struct column_range range, bool parts)
{
	double total = 0;
	for (size_t c = range.first; c < range.first + range.count; c++)
		total += amount_of(sums, c, parts);
	return total;
}

static double evenness_of(const double *sums, struct column_range range, bool parts)
{
	double total = total_of(sums, range, parts), entropy = 0;
	for (size_t c = range.first; c < range.first + range.count; c++) {
		double share = amount_of(sums, c, parts) / total;
		entropy -= share > 0 ? share * log(share) : 0;
	}
	return total > 0 && range.count > 1 ? entropy / log((double)range.count) : NAN;
}

static double closure_of(const double *sums, struct column_range range)
{
	double total = total_of(sums, range, false), least = INFINITY;
	for (size_t c = range.first; c < range.first + range.count; c++)
		least = fmin(least, passages_of(sums, c));
	return total > 0 ? (double)range.count * least / total : NAN;
}

static double sum_over(const double *sums, struct column_range range,
		       double (*of)(const double *sums, size_t column), double above)
{
	double total = 0;
	for (size_t c = range.first; c < range.first + range.count; c++)
		total += above < 0 ? of(sums, c) : of(sums, c) > above;
	return total;
}

static double hardware_of(const double *extra, bool plain)
{
	return log((extra[plain ? SUM_HARDWARE_PLAIN : SUM_HARDWARE] + 0.5) /
		   (extra[plain ? SUM_SCENARIO_PLAIN : SUM_SCENARIO] + 0.5));
}

static double stage_of(const double *sums, struct column_range range)
{
	size_t stage = range.count;
	while (stage > 0 && passages_of(sums, range.first + stage - 1) == 0)
		stage--;
	return (double)stage;
}

/* Value, and the counts it is made from. */
static void take(const struct run *run, const struct balance_part *part, const double *sums,
		 struct balance_value *out)
{
	const struct column_range *ranges = run->ranges;
	const double *extra = sums + run->corpus->column_count * BY_COLUMN;
	size_t column = part->column;
	switch (part->kind) {
	case BALANCE_ELEMENT:
		out->count = passages_of(sums, column);
		out->of = extra[SUM_PASSAGES];
		out->value = clr_of(sums, ranges[ROLE_ELEMENT], column);
		break;
	case BALANCE_HARDWARE:
		out->count = extra[SUM_HARDWARE];
		out->of = extra[SUM_SCENARIO];
		out->value = hardware_of(extra, false);
		break;
	case BALANCE_HARDWARE_PLAIN:
		out->count = extra[SUM_HARDWARE_PLAIN];
		out->of = extra[SUM_SCENARIO_PLAIN];
		out->value = hardware_of(extra, true);
		break;
	case BALANCE_SLOGAN:
		out->count = extra[SUM_SCENARIO] - extra[SUM_SCENARIO_PLAIN];
		out->of = extra[SUM_SCENARIO];
		out->value = hardware_of(extra, true) - hardware_of(extra, false);
		break;
	case BALANCE_COMPLETE:
		out->count = sum_over(sums, ranges[ROLE_ELEMENT], built_of, 0);
		out->of = (double)ranges[ROLE_ELEMENT].count;
		out->value = out->count;
		break;
	case BALANCE_LINK:
	case BALANCE_INSTRUMENT: {
		bool parts = part->kind == BALANCE_INSTRUMENT;
		out->count = amount_of(sums, column, parts);
		out->of = total_of(sums, ranges[parts ? ROLE_INSTRUMENT : ROLE_CHAIN], parts);
		out->value = out->of > 0 ? out->count / out->of : NAN;
		break;
	}
	case BALANCE_CHAIN_EVENNESS:
	case BALANCE_INSTRUMENT_EVENNESS: {
		bool parts = part->kind == BALANCE_INSTRUMENT_EVENNESS;
		struct column_range range = ranges[parts ? ROLE_INSTRUMENT : ROLE_CHAIN];
		out->count = out->of = total_of(sums, range, parts);
		out->value = evenness_of(sums, range, parts);
		break;
	}
	case BALANCE_CHAIN_CLOSURE:
		out->count = out->of = total_of(sums, ranges[ROLE_CHAIN], false);
		out->value = closure_of(sums, ranges[ROLE_CHAIN]);
		break;
	case BALANCE_LEVERS:
		out->count = extra[SUM_LEVERS];
		out->of = extra[SUM_FUTURE];
		out->value = out->of > 0 ? out->count / out->of : NAN;
		break;
	case BALANCE_TOPIC:
		out->count = passages_of(sums, column);
		out->of = extra[SUM_PASSAGES];
		out->value = level_of(sums, column);
		break;
	case BALANCE_GOVERNANCE:
		out->count = sum_over(sums, ranges[ROLE_GOVERNANCE], passages_of, 0);
		out->of = (double)ranges[ROLE_GOVERNANCE].count;
		out->value = sum_over(sums, ranges[ROLE_GOVERNANCE], level_of, -1) / out->of;
		break;
	case BALANCE_LAG:
	case BALANCE_LAG_Z: {
		double expected = extra[SUM_DIGITAL] * run->balance->rate;
		out->count = extra[SUM_GOVERNANCE];
		out->of = extra[SUM_DIGITAL];
		out->value = part->kind == BALANCE_LAG ? log((out->count + 0.5) / (out->of + 0.5))
			     : expected > 0	       ? (out->count - expected) / sqrt(expected)
						       : NAN;
		break;
	}
	case BALANCE_MARKET:
	case BALANCE_BORDER: {
		struct column_range range = ranges[balance_stages_of(part->kind)];
		out->count = sum_over(sums, range, passages_of, 0);
		out->of = (double)range.count;
		out->value = stage_of(sums, range);
		break;
	}
	case BALANCE_MARKET_STEP:
	case BALANCE_BORDER_STEP:
		out->count = out->value = passages_of(sums, column);
		out->of = extra[SUM_PASSAGES];
		break;
	case BALANCE_KIND_COUNT:
		break;
	}
}

/* ---- parts ---- */

static void add_part(struct balance *balance, enum balance_kind kind, size_t column)
{
	balance->parts[balance->part_count++] = (struct balance_part){kind, column};
}

static void add_columns(struct balance *balance, enum balance_kind kind, struct column_range range)
{
	for (size_t c = range.first; c < range.first + range.count; c++)
		add_part(balance, kind, c);
}

static void add_stages(struct balance *balance, enum balance_kind stage, enum balance_kind step,
		       struct column_range range)
{
	if (range.count > 0)
		add_part(balance, stage, SIZE_MAX);
	add_columns(balance, step, range);
}

static void make_parts(struct arena *study, const struct coded_corpus *corpus,
		       const struct column_range *ranges, struct balance *balance)
{
	balance->parts =
		arena_array(study, struct balance_part, corpus->column_count + BALANCE_KIND_COUNT);
	add_columns(balance, BALANCE_ELEMENT, ranges[ROLE_ELEMENT]);
	if (ranges[ROLE_HARDWARE].count > 0 && ranges[ROLE_SCENARIO].count > 0)
		add_part(balance, BALANCE_HARDWARE, SIZE_MAX);
	if (ranges[ROLE_HARDWARE].count > 0 && ranges[ROLE_SCENARIO].count > 0 &&
	    ranges[ROLE_SLOGAN].count > 0) {
		add_part(balance, BALANCE_HARDWARE_PLAIN, SIZE_MAX);
		add_part(balance, BALANCE_SLOGAN, SIZE_MAX);
	}
	if (ranges[ROLE_ELEMENT].count > 0)
		add_part(balance, BALANCE_COMPLETE, SIZE_MAX);
	add_columns(balance, BALANCE_LINK, ranges[ROLE_CHAIN]);
	if (ranges[ROLE_CHAIN].count > 1) {
		add_part(balance, BALANCE_CHAIN_EVENNESS, SIZE_MAX);
		add_part(balance, BALANCE_CHAIN_CLOSURE, SIZE_MAX);
	}
	if (ranges[ROLE_LEVER].count > 0 && ranges[ROLE_FUTURE].count > 0)
		add_part(balance, BALANCE_LEVERS, SIZE_MAX);
	add_columns(balance, BALANCE_INSTRUMENT, ranges[ROLE_INSTRUMENT]);
	if (ranges[ROLE_INSTRUMENT].count > 1)
		add_part(balance, BALANCE_INSTRUMENT_EVENNESS, SIZE_MAX);
	add_columns(balance, BALANCE_TOPIC, ranges[ROLE_GOVERNANCE]);
	if (ranges[ROLE_GOVERNANCE].count > 0)
		add_part(balance, BALANCE_GOVERNANCE, SIZE_MAX);
	if (ranges[ROLE_DIGITAL].count > 0 &&
	    ranges[ROLE_GOVERNANCE].count + ranges[ROLE_GOVERNANCE_DIGITAL].count > 0) {
		add_part(balance, BALANCE_LAG, SIZE_MAX);
		add_part(balance, BALANCE_LAG_Z, SIZE_MAX);
	}
	add_stages(balance, BALANCE_MARKET, BALANCE_MARKET_STEP, ranges[ROLE_MARKET]);
	add_stages(balance, BALANCE_BORDER, BALANCE_BORDER_STEP, ranges[ROLE_BORDER]);
}

/* ---- regions ---- */

static void add_row(const struct run *run, const double *row, double *sums)
{
	for (size_t i = 0; i < run->width; i++)
		sums[i] += row[i];
}

static void sum_region(const struct run *run, size_t region, double *sums)
{
	memset(sums, 0, run->width * sizeof *sums);
	for (uint32_t row = run->first_row[region]; row < run->first_row[region + 1]; row++)
		add_row(run, run->rows + row * run->width, sums);
}

static void draw_region(const struct run *run, size_t region, uint64_t draw, double *sums)
{
	uint32_t first = run->first_row[region], count = run->first_row[region + 1] - first;
	memset(sums, 0, run->width * sizeof *sums);
	for (uint32_t i = 0; i < count; i++) {
		uint64_t row = first + random_below(run->options->seed,
						    run->corpus->regions[region].id.value,
						    draw << 32 | i, count);
		add_row(run, run->rows + row * run->width, sums);
	}
}

/* A draw can lose the one sentence of a level but never add one that was silent: draws would lie
 * below the value instead of around it. */
static bool is_level(enum balance_kind kind)
{
	return kind == BALANCE_COMPLETE || kind == BALANCE_TOPIC || kind == BALANCE_GOVERNANCE;
}

/* Quantiles between two draws are no stages. */
static bool is_stage(enum balance_kind kind)
{
	return kind == BALANCE_MARKET || kind == BALANCE_BORDER;
}

static enum status measure_region(void *context, size_t region, unsigned worker,
				  struct error *error)
{
	(void)worker;
	const struct run *run = context;
	struct balance *balance = run->balance;
	struct balance_value *values = balance->values + region * balance->part_count;
	uint32_t draws = run->options->draws;
	struct arena scratch;
	arena_init(&scratch);
	double *sums = arena_array(&scratch, double, run->width);
	double *drawn = arena_array(&scratch, double, (size_t)draws * balance->part_count);
	sum_region(run, region, sums);
	for (size_t i = 0; i < balance->part_count; i++) {
		values[i] = (struct balance_value){NAN, NAN, NAN, 0, 0, NAN};
		if (run->first_row[region + 1] > run->first_row[region])
			take(run, &balance->parts[i], sums, &values[i]);
	}
	bool enough = run->first_row[region + 1] - run->first_row[region] >= MEASURE_FEW;
	for (uint32_t draw = 0; draw < draws && enough && !job_cancelled(run->job); draw++) {
		draw_region(run, region, draw, sums);
		for (size_t i = 0; i < balance->part_count; i++) {
			struct balance_value value;
			take(run, &balance->parts[i], sums, &value);
			drawn[i * draws + draw] = value.value;
		}
	}
	for (size_t i = 0; i < balance->part_count && enough && draws > 0; i++) {
		if (is_level(balance->parts[i].kind))
			continue;
		struct interval interval = stat_percentile_interval(drawn + i * draws, draws,
								    run->options->confidence);
		bool stage = is_stage(balance->parts[i].kind);
		values[i].low = stage ? floor(interval.low) : interval.low;
		values[i].high = stage ? ceil(interval.high) : interval.high;
	}
	arena_release(&scratch);
	return job_check(run->job, error);
}

static double common_rate(const struct run *run, double *sums)
{
	double governance = 0, digital = 0;
	for (size_t r = 0; r < run->corpus->region_count; r++) {
		sum_region(run, r, sums);
		governance += extra_of(run, sums)[SUM_GOVERNANCE];
		digital += extra_of(run, sums)[SUM_DIGITAL];
	}
	return digital > 0 ? governance / digital : 0;
}

static void set_medians(struct balance *balance, double *scratch)
{
	for (size_t i = 0; i < balance->part_count; i++) {
		for (size_t r = 0; r < balance->region_count; r++)
			scratch[r] = balance->values[r * balance->part_count + i].value;
		double median = stat_median(scratch, balance->region_count);
		for (size_t r = 0; r < balance->region_count; r++)
			balance->values[r * balance->part_count + i].median = median;
	}
}

enum status balance_make(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			 const struct column_range *ranges, const struct measure_options *options,
			 struct balance *balance, struct error *error)
{
	TRY(measure_check(corpus, options, error));
	*balance = (struct balance){.region_count = corpus->region_count};
	make_parts(study, corpus, ranges, balance);
	balance->values = arena_array(study, struct balance_value,
				      corpus->region_count * balance->part_count);
	struct run run = {.job = job,
			  .corpus = corpus,
			  .ranges = ranges,
			  .options = options,
			  .balance = balance,
			  .width = corpus->column_count * BY_COLUMN + EXTRA_COUNT};
	struct arena scratch;
	arena_init(&scratch);
	make_rows(&run, &scratch);
	balance->rate = common_rate(&run, arena_array(&scratch, double, run.width));
	enum status status = job_parallel(job, corpus->region_count, measure_region, &run, error);
	if (status == STATUS_OK)
		set_medians(balance, arena_array(&scratch, double, corpus->region_count));
	arena_release(&scratch);
	return status;
}
