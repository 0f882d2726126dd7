#include "measure/gradient.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "measure/formula.h"
#include "num/random.h"

double gradient_least_p(size_t few, size_t many)
{
	const size_t sizes[] = {few, many};
	return fmin(1, 2 / (double)rank_dealings(sizes, 2));
}

static size_t tier_find(const struct tier_order *tiers, struct slice name)
{
	for (size_t i = 0; i < tiers->count; i++)
		if (slice_equal_ignoring_case(tiers->names[i], name))
			return i;
	return SIZE_MAX;
}

static bool has_value(const struct coded_region *region)
{
	return region->passage_end > region->passage_start && region->tier.length > 0;
}

static enum status add_tier(struct tier_order *tiers, struct slice name, struct error *error)
{
	if (tiers->count == GRADIENT_TIERS)
		return error_set(
			error, STATUS_LIMIT,
			"more than %d tiers: give the regions fewer tiers in the gazetteer",
			GRADIENT_TIERS);
	tiers->names[tiers->count++] = name;
	return STATUS_OK;
}

enum status tier_order_make(const struct coded_corpus *corpus, struct slice words,
			    struct tier_order *tiers, struct error *error)
{
	*tiers = (struct tier_order){.count = 0};
	struct slice rest = words, part;
	while (words.length > 0 && slice_cut(&rest, ',', &part)) {
		part = slice_trim(part);
		struct slice known = {NULL, 0};
		for (size_t r = 0; r < corpus->region_count; r++)
			if (has_value(&corpus->regions[r]) &&
			    slice_equal_ignoring_case(corpus->regions[r].tier, part))
				known = corpus->regions[r].tier;
		if (known.at == NULL || tier_find(tiers, part) != SIZE_MAX)
			return error_set(error, STATUS_USAGE,
					 "tier \"%.*s\" in --order %s: name tiers of regions that "
					 "have text, each once, from highest to lowest",
					 (int)part.length, part.at,
					 known.at == NULL ? "has no region" : "stands twice");
		TRY(add_tier(tiers, known, error));
	}
	tiers->ordered = tiers->count;
	for (size_t r = 0; r < corpus->region_count; r++) {
		const struct coded_region *region = &corpus->regions[r];
		if (!has_value(region))
			continue;
		if (tier_find(tiers, region->tier) == SIZE_MAX)
			TRY(add_tier(tiers, region->tier, error));
		tiers->regions[tier_find(tiers, region->tier)]++;
	}
	return STATUS_OK;
}

/* The regions that take part. */
struct comparing {
	struct job *job;
	const struct coded_corpus *corpus;
	const struct measure_options *options;
	struct gradient *gradient;
	uint32_t permutations;
	bool hits;    /* per_10000, else attention */
	size_t count; /* regions that take part */
	size_t *region;
	uint32_t *tier;
	double half_count;		       /* M18: e */
	struct gradient_exception *exceptions; /* columns x regions */
};

/* What one test needs, without the region left out. */
struct sample {
	const struct comparing *comparing;
	double *values, *ranks, *sums;
	uint32_t *tier;
	size_t count;
	double sign;
};

static double contrast(void *context, const uint32_t *tier)
{
	const struct sample *sample = context;
	return rank_kruskal_wallis(sample->ranks, tier, sample->count,
				   sample->comparing->gradient->tiers.count, sample->sums);
}

static double ordered(void *context, const uint32_t *tier)
{
	const struct sample *sample = context;
	return sample->sign * rank_jonckheere(sample->values, tier, sample->count);
}

static struct sample sample_make(struct arena *scratch, const struct comparing *comparing)
{
	return (struct sample){
		.comparing = comparing,
		.values = arena_array(scratch, double, comparing->count),
		.ranks = arena_array(scratch, double, comparing->count),
		.sums = arena_array(scratch, double, 2 * comparing->gradient->tiers.count),
		.tier = arena_array(scratch, uint32_t, comparing->count),
		.sign = 1,
	};
}

/* Regions of tiers below `tiers`, all but one (SIZE_MAX: all). */
static void sample_take(struct sample *sample, const double *values, size_t tiers, size_t without)
{
	sample->count = 0;
	for (size_t i = 0; i < sample->comparing->count; i++)
		if (i != without && sample->comparing->tier[i] < tiers) {
			sample->tier[sample->count] = sample->comparing->tier[i];
			sample->values[sample->count++] = values[i];
		}
	rank_values(sample->values, sample->count, sample->ranks);
}

static size_t values_of_tier(const struct sample *sample, size_t tier, double *out)
{
	size_t count = 0;
	for (size_t i = 0; i < sample->count; i++)
		if (sample->tier[i] == tier)
			out[count++] = sample->values[i];
	return count;
}

/* Cliff's delta of the first against the last ordered tier. */
static double delta_of(const struct sample *sample, double *room)
{
	size_t high = values_of_tier(sample, 0, room);
	size_t low =
		values_of_tier(sample, sample->comparing->gradient->tiers.ordered - 1, room + high);
	return rank_cliff_delta(room, high, room + high, low);
}

static double effect_of(struct sample *sample)
{
	return contrast(sample, sample->tier) / ((double)sample->count - 1);
}

static void test_contrast(const struct comparing *comparing, size_t column, struct sample *sample,
			  const double *values, struct gradient_column *result)
{
	size_t tiers = comparing->gradient->tiers.count;
	sample_take(sample, values, tiers, SIZE_MAX);
	result->contrast = contrast(sample, sample->tier);
	result->effect = effect_of(sample);
	result->contrast_p = rank_permutation_p(contrast, sample, sample->tier, sample->count,
						tiers, comparing->options->seed,
						(uint64_t)column << 1, comparing->permutations)
				     .p;
	result->effect_low = result->effect_high = result->effect;
	for (size_t i = 0; i < comparing->count && comparing->count > 2; i++) {
		sample_take(sample, values, tiers, i);
		result->effect_low = fmin(result->effect_low, effect_of(sample));
		result->effect_high = fmax(result->effect_high, effect_of(sample));
	}
}

static void test_order(const struct comparing *comparing, size_t column, struct sample *sample,
		       const double *values, double *room, struct gradient_column *result)
{
	const struct tier_order *tiers = &comparing->gradient->tiers;
	sample_take(sample, values, tiers->ordered, SIZE_MAX);
	result->ordered = ordered(sample, sample->tier);
	result->ordered_most = 0;
	for (size_t i = 0; i < tiers->ordered; i++)
		for (size_t k = i + 1; k < tiers->ordered; k++)
			result->ordered_most +=
				(double)tiers->regions[i] * (double)tiers->regions[k];
	sample->sign = result->ordered * 2 >= result->ordered_most ? 1 : -1;
	struct rank_p p = rank_permutation_p(ordered, sample, sample->tier, sample->count,
					     tiers->ordered, comparing->options->seed,
					     (uint64_t)column << 1 | 1, comparing->permutations);
	result->ordered_p = isnan(p.p) ? NAN : fmin(1, 2 * p.p);
	result->delta = result->delta_low = result->delta_high = delta_of(sample, room);
	for (size_t i = 0; i < comparing->count; i++) {
		if (comparing->tier[i] >= tiers->ordered)
			continue;
		sample_take(sample, values, tiers->ordered, i);
		result->delta_low = fmin(result->delta_low, delta_of(sample, room));
		result->delta_high = fmax(result->delta_high, delta_of(sample, room));
	}
}

/* Medians of the tiers, and who breaks their pattern: at or above the highest median in another
 * tier, at or below the lowest in the highest. Tiers apart have medians but make no pattern. */
static void find_pattern(const struct comparing *comparing, size_t column, struct sample *sample,
			 const double *values, double *room, struct gradient_column *result)
{
	const struct tier_order *tiers = &comparing->gradient->tiers;
	sample_take(sample, values, tiers->count, SIZE_MAX);
	for (size_t t = 0; t < tiers->count; t++)
		result->median[t] = stat_median(room, values_of_tier(sample, t, room));
	size_t among = tiers->ordered > 0 ? tiers->ordered : tiers->count;
	for (size_t t = 1; t < among; t++) {
		if (result->median[t] > result->median[result->highest])
			result->highest = t;
		if (result->median[t] < result->median[result->lowest])
			result->lowest = t;
	}
	struct gradient_exception *exceptions = comparing->exceptions + column * comparing->count;
	result->exceptions = exceptions;
	if (result->highest == result->lowest)
		return;
	double high = result->median[result->highest], low = result->median[result->lowest];
	for (size_t i = 0; i < comparing->count; i++) {
		bool top = comparing->tier[i] == result->highest;
		if (comparing->tier[i] < among && (top ? values[i] <= low : values[i] >= high))
			exceptions[result->exception_count++] =
				(struct gradient_exception){comparing->region[i], !top};
	}
}

static void pool_tiers(const struct comparing *comparing, size_t column,
		       struct gradient_column *result)
{
	const struct measure_result *all = &comparing->gradient->values;
	for (size_t t = 0; t < comparing->gradient->tiers.count; t++) {
		double counted = 0, total = 0;
		for (size_t i = 0; i < comparing->count; i++)
			if (comparing->tier[i] == t) {
				const struct finding *finding =
					&all->findings[comparing->region[i] * all->column_count +
						       column];
				counted += finding->numerator;
				total += finding->denominator;
			}
		result->pooled[t] = counted / total * (comparing->hits ? 1e4 : 1);
	}
}

/* What paragraphs add to one column. */
struct paragraphs {
	size_t *start; /* by region that takes part, count + 1 */
	double *counts, *totals;
};

static struct paragraphs paragraphs_make(struct arena *scratch, const struct comparing *comparing,
					 size_t column)
{
	const struct coded_corpus *corpus = comparing->corpus;
	struct paragraphs out = {arena_array(scratch, size_t, comparing->count + 1),
				 arena_array(scratch, double, corpus->passage_count),
				 arena_array(scratch, double, corpus->passage_count)};
	size_t next = 0;
	for (size_t i = 0; i < comparing->count; i++) {
		const struct coded_region *region = &corpus->regions[comparing->region[i]];
		for (uint32_t p = region->passage_start; p < region->passage_end; p++) {
			const struct coded_passage *passage = &corpus->passages[p];
			next += p == region->passage_start ||
				passage->paragraph != passage[-1].paragraph;
			out.totals[next - 1] += comparing->hits ? passage->characters : 1;
			for (uint32_t k = passage->code_start; k < passage->code_end; k++)
				if (corpus->codes[k] == column)
					out.counts[next - 1] +=
						comparing->hits
							? corpus->hits[passage->hits_start + k -
								       passage->code_start]
							: 1;
		}
		out.start[i + 1] = next;
	}
	return out;
}

/* x of a region made of paragraphs drawn anew; slot numbers the regions drawn. */
static double drawn_value(const struct comparing *comparing, const struct paragraphs *paragraphs,
			  size_t i, uint64_t draw, uint64_t slot)
{
	size_t start = paragraphs->start[i], count = paragraphs->start[i + 1] - start;
	double counted = 0, total = 0;
	for (size_t drawn = 0; drawn < count; drawn += 4) {
		uint32_t words[4];
		random_block(comparing->options->seed, UINT64_C(1) << 63 | slot,
			     draw << 32 | drawn / 4, words);
		for (size_t k = 0; k < 4 && k < count - drawn; k++) {
			size_t paragraph = start + (size_t)((uint64_t)words[k] * count >> 32);
			counted += paragraphs->counts[paragraph];
			total += paragraphs->totals[paragraph];
		}
	}
	return counted / total * (comparing->hits ? 1e4 : 1);
}

/* The median of as many regions of the tier as it has, drawn anew, each of drawn paragraphs. */
static double drawn_median(const struct comparing *comparing, const struct paragraphs *paragraphs,
			   size_t tier, uint64_t draw, double *room)
{
	size_t count = comparing->gradient->tiers.regions[tier];
	for (size_t slot = 0; slot < count; slot++) {
		size_t pick =
			(size_t)random_below(comparing->options->seed, UINT64_C(3) << 62 | tier,
					     draw << 32 | slot, count);
		size_t i = 0;
		for (;; i++)
			if (comparing->tier[i] == tier && pick-- == 0)
				break;
		room[slot] =
			drawn_value(comparing, paragraphs, i, draw, (uint64_t)tier << 32 | slot);
	}
	return stat_median(room, count);
}

static enum status test_gap(const struct comparing *comparing, size_t column, struct arena *scratch,
			    double *room, struct gradient_column *result, struct error *error)
{
	size_t last = comparing->gradient->tiers.ordered - 1;
	double e = comparing->half_count;
	result->gap = log(result->median[0] + e) - log(result->median[last] + e);
	uint32_t draws = comparing->options->draws;
	if (draws == 0)
		return STATUS_OK;
	struct paragraphs paragraphs = paragraphs_make(scratch, comparing, column);
	double *gaps = arena_array(scratch, double, draws);
	for (uint32_t draw = 0; draw < draws; draw++) {
		if (draw % 100 == 0)
			TRY(job_check(comparing->job, error));
		gaps[draw] = log(drawn_median(comparing, &paragraphs, 0, draw, room) + e) -
			     log(drawn_median(comparing, &paragraphs, last, draw, room) + e);
	}
	struct interval interval =
		stat_percentile_interval(gaps, draws, comparing->options->confidence);
	result->gap_low = interval.low;
	result->gap_high = interval.high;
	return STATUS_OK;
}

/* Task: one column. */
static enum status compare_column(void *context, size_t column, unsigned worker,
				  struct error *error)
{
	(void)worker;
	struct comparing *comparing = context;
	struct gradient_column *result = &comparing->gradient->columns[column];
	TRY(job_check(comparing->job, error));
	struct arena scratch;
	arena_init(&scratch);
	double *values = arena_array(&scratch, double, comparing->count);
	double *room = arena_array(&scratch, double, comparing->count);
	const struct measure_result *all = &comparing->gradient->values;
	for (size_t i = 0; i < comparing->count; i++)
		values[i] = all->findings[comparing->region[i] * all->column_count + column].value;
	struct sample sample = sample_make(&scratch, comparing);
	*result = (struct gradient_column){.ordered = NAN,
					   .ordered_most = NAN,
					   .ordered_p = NAN,
					   .delta = NAN,
					   .delta_low = NAN,
					   .delta_high = NAN,
					   .gap = NAN,
					   .gap_low = NAN,
					   .gap_high = NAN};
	test_contrast(comparing, column, &sample, values, result);
	pool_tiers(comparing, column, result);
	find_pattern(comparing, column, &sample, values, room, result);
	enum status status = STATUS_OK;
	if (comparing->gradient->tiers.ordered >= 2) {
		test_order(comparing, column, &sample, values, room, result);
		status = test_gap(comparing, column, &scratch, room, result, error);
	}
	arena_release(&scratch);
	job_add(comparing->job, 1);
	return status;
}

static void adjust(struct arena *study, struct gradient *gradient, size_t columns)
{
	double *p = arena_array(study, double, columns);
	for (size_t c = 0; c < columns; c++)
		p[c] = gradient->columns[c].contrast_p;
	stat_adjust_bh(p, columns, p);
	for (size_t c = 0; c < columns; c++) {
		gradient->columns[c].contrast_p_adjusted = p[c];
		p[c] = gradient->columns[c].ordered_p;
	}
	stat_adjust_bh(p, columns, p);
	for (size_t c = 0; c < columns; c++)
		gradient->columns[c].ordered_p_adjusted = p[c];
}

/* e of M18: half a sentence, or half a hit, in a region of median size. */
static double half_count(struct arena *study, const struct comparing *comparing)
{
	struct counts counts;
	counts_make(study, comparing->corpus, &counts);
	double *sizes = arena_array(study, double, comparing->count);
	for (size_t i = 0; i < comparing->count; i++)
		sizes[i] = comparing->hits ? (double)counts.characters[comparing->region[i]] / 1e4
					   : counts.passages[comparing->region[i]];
	return 0.5 / stat_median(sizes, comparing->count);
}

static void choose_regions(struct arena *study, struct comparing *comparing)
{
	const struct coded_corpus *corpus = comparing->corpus;
	comparing->region = arena_array(study, size_t, corpus->region_count);
	comparing->tier = arena_array(study, uint32_t, corpus->region_count);
	for (size_t r = 0; r < corpus->region_count; r++)
		if (has_value(&corpus->regions[r])) {
			comparing->tier[comparing->count] = (uint32_t)tier_find(
				&comparing->gradient->tiers, corpus->regions[r].tier);
			comparing->region[comparing->count++] = r;
		}
}

enum status gradient_make(struct job *job, struct arena *study, const struct coded_corpus *corpus,
			  const struct tier_order *tiers, struct slice measure,
			  const struct measure_options *options, uint32_t permutations,
			  struct gradient *gradient, struct error *error)
{
	const struct measure *row = measure_find(measure);
	bool hits = row != NULL && strcmp(row->name, "per_10000") == 0;
	if (!hits && (row == NULL || strcmp(row->name, "attention") != 0))
		return error_set(error, STATUS_USAGE,
				 "measure \"%.*s\" has no gradient: use attention or per_10000",
				 (int)measure.length, measure.at);
	if (permutations > LIMIT_BOOTSTRAP_DRAWS)
		return error_set(error, STATUS_LIMIT,
				 "%u permutations are more than %d (BOOTSTRAP_DRAWS)", permutations,
				 LIMIT_BOOTSTRAP_DRAWS);
	*gradient = (struct gradient){.corpus = corpus, .tiers = *tiers};
	struct measure_options plain = *options;
	plain.draws = 0;
	TRY(measure_check(corpus, options, error));
	TRY(row->function(job, study, corpus, &plain, &gradient->values, error));
	struct comparing comparing = {.job = job,
				      .corpus = corpus,
				      .options = options,
				      .gradient = gradient,
				      .permutations = permutations,
				      .hits = hits};
	choose_regions(study, &comparing);
	gradient->region_count = comparing.count;
	comparing.half_count = half_count(study, &comparing);
	gradient->columns = arena_array(study, struct gradient_column, corpus->column_count);
	comparing.exceptions = arena_array(study, struct gradient_exception,
					   comparing.count * corpus->column_count);
	job_phase(job, "comparing tiers", "columns", corpus->column_count);
	TRY(job_parallel(job, corpus->column_count, compare_column, &comparing, error));
	adjust(study, gradient, corpus->column_count);
	return STATUS_OK;
}
