#include "measure/risk.h"

#include <math.h>
#include <string.h>

#include "num/stat.h"

const struct risk_rule_info risk_rules[RISK_COUNT] = {
	[RISK_HOMOGENEOUS] =
		{"homogeneous", "homogeneous", "同质化建设",
		 "parts of a sentence's fields of the future that are crowded, summed / "
		 "sentences with any such field; crowded: named by two thirds of the "
		 "regions read",
		 "句中未来领域属拥挤者之比，求和 / 含任一未来领域的句；拥挤：三分之二以上"
		 "所读地区提及",
		 "future"},
	[RISK_HARDWARE] = {"hardware", "hardware first", "重硬件轻场景",
			   "H / (H + S), a sentence with both half of each",
			   "硬件句 / (硬件句 + 场景句)，兼有者各计一半", "hardware, scenario"},
	[RISK_LAG] = {"lag", "governance lag", "治理滞后",
		      "sentences of the digital without governance / of either",
		      "不含治理词的数字句 / 数字句与数字治理句之并", "digital, governance"},
	[RISK_DIVIDE] = {"divide", "divide (low)", "数字鸿沟（越低越突出）",
			 "sentences of the digital / all sentences", "数字句 / 全部句", "digital"},
	[RISK_LAST_MILE] = {"last_mile", "last mile", "最后一公里",
			    "sentences of the digital without a scenario / of the digital",
			    "不含场景词的数字句 / 数字句", "digital, scenario"},
};

static const uint32_t nothing = UINT32_MAX;

/* What a passage holds: roles as bits, and how many fields of the future. */
struct held {
	uint16_t roles, future, crowded;
};

struct count_run {
	const struct risk_input *input;
	uint32_t without;	 /* pattern left out, or nothing */
	struct held *held;	 /* by passage */
	uint32_t *seen;		 /* by column: the last passage with it + 1 */
	bool *named;		 /* region x column */
	bool *crowded;		 /* by column */
	struct risk_share *sums; /* region x RISK_COUNT */
	uint8_t *counted;	 /* by passage, or NULL */
};

double risk_share_of(struct risk_share share)
{
	return share.of > 0 ? share.count / share.of : NAN;
}

static bool is_in(struct column_range range, size_t column)
{
	return column >= range.first && column - range.first < range.count;
}

static uint16_t roles_of(const struct risk_input *input, uint32_t column)
{
	uint16_t bits = 0;
	for (int role = 0; role < ROLE_COUNT; role++)
		if (is_in(input->ranges[role], column))
			bits |= (uint16_t)(1U << role);
	return bits;
}

static void find_crowded(const struct count_run *run)
{
	const struct coded_corpus *corpus = run->input->corpus;
	struct column_range future = run->input->ranges[ROLE_FUTURE];
	size_t read = 0;
	for (size_t r = 0; r < corpus->region_count; r++)
		read += corpus->regions[r].coverage != COVERAGE_NO_DOCUMENT;
	for (size_t c = 0; c < corpus->column_count; c++) {
		size_t naming = 0;
		for (size_t r = 0; r < corpus->region_count; r++)
			naming += run->named[r * corpus->column_count + c];
		run->crowded[c] = is_in(future, c) && naming > 0 && 3 * naming >= 2 * read;
	}
}

static bool is_left_out(const struct count_run *run, const struct risk_mark *mark)
{
	return run->without != nothing && mark->pattern == run->without;
}

static void mark_passages(const struct count_run *run)
{
	const struct risk_input *input = run->input;
	const struct coded_corpus *corpus = input->corpus;
	memset(run->held, 0, corpus->passage_count * sizeof *run->held);
	memset(run->seen, 0, corpus->column_count * sizeof *run->seen);
	memset(run->named, 0, corpus->region_count * corpus->column_count * sizeof *run->named);
	for (size_t i = 0; i < input->mark_count; i++) {
		const struct risk_mark *mark = &input->marks[i];
		if (is_left_out(run, mark))
			continue;
		size_t region = corpus->passages[mark->passage].region;
		run->held[mark->passage].roles |= roles_of(input, mark->column);
		run->named[region * corpus->column_count + mark->column] = true;
	}
	find_crowded(run);
	for (size_t i = 0; i < input->mark_count; i++) {
		const struct risk_mark *mark = &input->marks[i];
		if (is_left_out(run, mark) || !is_in(input->ranges[ROLE_FUTURE], mark->column) ||
		    run->seen[mark->column] == mark->passage + 1)
			continue;
		run->seen[mark->column] = mark->passage + 1;
		run->held[mark->passage].future++;
		run->held[mark->passage].crowded += run->crowded[mark->column];
	}
}

static bool has(uint16_t bits, int role)
{
	return (bits >> role & 1) != 0;
}

/* What one passage adds to numerator and denominator of a rule. */
static struct risk_share adds(enum risk_rule rule, struct held held)
{
	uint16_t bits = held.roles;
	bool digital = has(bits, ROLE_DIGITAL), scenario = has(bits, ROLE_SCENARIO);
	bool hardware = has(bits, ROLE_HARDWARE);
	bool governed =
		has(bits, ROLE_GOVERNANCE_DIGITAL) || (digital && has(bits, ROLE_GOVERNANCE));
	switch (rule) {
	case RISK_HOMOGENEOUS:
		return (struct risk_share){held.future > 0 ? (double)held.crowded / held.future : 0,
					   held.future > 0};
	case RISK_HARDWARE:
		return (struct risk_share){hardware ? (scenario ? 0.5 : 1) : 0,
					   hardware || scenario};
	case RISK_LAG:
		return (struct risk_share){digital && !governed, digital || governed};
	case RISK_DIVIDE:
		return (struct risk_share){digital, 1};
	case RISK_LAST_MILE:
		return (struct risk_share){digital && !scenario, digital};
	case RISK_COUNT:
		break;
	}
	return (struct risk_share){0, 0};
}

static void count(const struct count_run *run)
{
	const struct coded_corpus *corpus = run->input->corpus;
	memset(run->sums, 0, corpus->region_count * RISK_COUNT * sizeof *run->sums);
	mark_passages(run);
	for (size_t p = 0; p < corpus->passage_count; p++) {
		struct risk_share *sums = &run->sums[corpus->passages[p].region * RISK_COUNT];
		for (int rule = 0; rule < RISK_COUNT; rule++) {
			struct risk_share added = adds((enum risk_rule)rule, run->held[p]);
			sums[rule].count += added.count;
			sums[rule].of += added.of;
			if (run->counted != NULL && added.count > 0)
				run->counted[p] |= (uint8_t)(1U << rule);
		}
	}
}

static struct risk_share together(const struct count_run *run, int rule, bool asked_only)
{
	struct risk_share sum = {0, 0};
	for (size_t r = 0; r < run->input->corpus->region_count; r++) {
		if (asked_only && !run->input->corpus->regions[r].asked)
			continue;
		sum.count += run->sums[r * RISK_COUNT + (size_t)rule].count;
		sum.of += run->sums[r * RISK_COUNT + (size_t)rule].of;
	}
	return sum;
}

static void find_rules(const struct risk_input *input, struct risk *risk)
{
	const struct column_range *ranges = input->ranges;
	bool digital = ranges[ROLE_DIGITAL].count > 0, scenario = ranges[ROLE_SCENARIO].count > 0;
	risk->there[RISK_HOMOGENEOUS] = ranges[ROLE_FUTURE].count > 0;
	risk->there[RISK_HARDWARE] = ranges[ROLE_HARDWARE].count > 0 && scenario;
	risk->there[RISK_LAG] =
		digital &&
		ranges[ROLE_GOVERNANCE].count + ranges[ROLE_GOVERNANCE_DIGITAL].count > 0;
	risk->there[RISK_DIVIDE] = digital;
	risk->there[RISK_LAST_MILE] = digital && scenario;
}

static void set_values(const struct count_run *run, double confidence, struct risk *risk,
		       double *scratch)
{
	size_t regions = run->input->corpus->region_count;
	for (size_t i = 0; i < regions * RISK_COUNT; i++) {
		struct risk_value *value = &risk->values[i];
		value->share = run->sums[i];
		value->value = value->without = value->least = value->most =
			risk_share_of(run->sums[i]);
		struct interval interval =
			stat_wilson(run->sums[i].count, run->sums[i].of, confidence);
		value->low = interval.low;
		value->high = interval.high;
	}
	for (int rule = 0; rule < RISK_COUNT; rule++) {
		risk->strongest[rule] = nothing;
		risk->all[rule] = together(run, rule, false);
		risk->asked[rule] = together(run, rule, true);
		for (size_t r = 0; r < regions; r++)
			scratch[r] = risk->values[r * RISK_COUNT + (size_t)rule].value;
		double median = stat_median(scratch, regions);
		for (size_t r = 0; r < regions; r++)
			risk->values[r * RISK_COUNT + (size_t)rule].median = median;
	}
}

/* A share that has gone (nothing left in the denominator) has moved as far as can be. */
static double moved(double from, double to)
{
	return isnan(from) ? -1 : isnan(to) ? 2 : fabs(to - from);
}

static void note_change(const struct count_run *run, int rule, uint32_t marks, struct risk *risk)
{
	struct risk_change change = {.rule = (enum risk_rule)rule,
				     .pattern = run->without,
				     .marks = marks,
				     .all = together(run, rule, false),
				     .asked = together(run, rule, true),
				     .region_from = NAN,
				     .region_to = NAN};
	double furthest = -1;
	for (size_t r = 0; r < run->input->corpus->region_count; r++) {
		struct risk_value *value = &risk->values[r * RISK_COUNT + (size_t)rule];
		double left = risk_share_of(run->sums[r * RISK_COUNT + (size_t)rule]);
		value->least = fmin(value->least, left);
		value->most = fmax(value->most, left);
		if (moved(value->value, left) <= furthest)
			continue;
		furthest = moved(value->value, left);
		change.region = r;
		change.region_from = value->value;
		change.region_to = left;
	}
	risk->changes[risk->change_count++] = change;
}

static double movement(const struct risk *risk, const struct risk_change *change)
{
	return moved(risk_share_of(risk->all[change->rule]), risk_share_of(change->all));
}

/* Insertion from the end: by rule, then by how far all regions move, then by pattern. */
static void sort_changes(struct risk *risk)
{
	for (size_t i = 1; i < risk->change_count; i++) {
		struct risk_change change = risk->changes[i];
		size_t k = i;
		for (; k > 0; k--) {
			const struct risk_change *before = &risk->changes[k - 1];
			if (before->rule < change.rule ||
			    (before->rule == change.rule &&
			     movement(risk, before) >= movement(risk, &change)))
				break;
			risk->changes[k] = *before;
		}
		risk->changes[k] = change;
	}
}

/* Does the rule look at a column of these roles? */
static bool looks_at(int rule, uint16_t bits)
{
	bool digital = has(bits, ROLE_DIGITAL), scenario = has(bits, ROLE_SCENARIO);
	switch ((enum risk_rule)rule) {
	case RISK_HOMOGENEOUS:
		return has(bits, ROLE_FUTURE);
	case RISK_HARDWARE:
		return has(bits, ROLE_HARDWARE) || scenario;
	case RISK_LAG:
		return digital || has(bits, ROLE_GOVERNANCE) || has(bits, ROLE_GOVERNANCE_DIGITAL);
	case RISK_DIVIDE:
		return digital;
	case RISK_LAST_MILE:
		return digital || scenario;
	case RISK_COUNT:
		break;
	}
	return false;
}

/* marks[pattern * RISK_COUNT + rule] = marks that the rule looks at. One that fills two columns of
 * a passage is two marks of one hit. */
static size_t count_marks(const struct risk_input *input, uint32_t *marks)
{
	size_t cells = 0;
	for (size_t i = 0; i < input->mark_count; i++) {
		const struct risk_mark *mark = &input->marks[i];
		if (mark->pattern >= input->pattern_count)
			continue;
		uint16_t bits = roles_of(input, mark->column);
		for (int rule = 0; rule < RISK_COUNT; rule++) {
			uint32_t *cell = &marks[mark->pattern * (size_t)RISK_COUNT + (size_t)rule];
			if (looks_at(rule, bits))
				cells += (*cell)++ == 0;
		}
	}
	return cells;
}

static enum status leave_out(struct job *job, struct arena *study, struct count_run *run,
			     struct risk *risk, struct error *error)
{
	const struct risk_input *input = run->input;
	uint32_t *marks = arena_array(study, uint32_t, input->pattern_count * RISK_COUNT);
	risk->changes = arena_array(study, struct risk_change, count_marks(input, marks));
	for (uint32_t pattern = 0; pattern < input->pattern_count; pattern++) {
		bool counted = false;
		for (int rule = 0; rule < RISK_COUNT; rule++) {
			uint32_t hits = marks[pattern * (size_t)RISK_COUNT + (size_t)rule];
			if (hits == 0 || !risk->there[rule])
				continue;
			run->without = pattern;
			if (!counted)
				count(run);
			counted = true;
			note_change(run, rule, hits, risk);
		}
		TRY(job_check(job, error));
	}
	sort_changes(risk);
	return STATUS_OK;
}

static void set_strongest(struct count_run *run, struct risk *risk)
{
	for (size_t i = risk->change_count; i-- > 0;)
		if (movement(risk, &risk->changes[i]) > 0)
			risk->strongest[risk->changes[i].rule] = risk->changes[i].pattern;
	for (int rule = 0; rule < RISK_COUNT; rule++) {
		if (risk->strongest[rule] == nothing)
			continue;
		run->without = risk->strongest[rule];
		count(run);
		for (size_t r = 0; r < run->input->corpus->region_count; r++) {
			size_t cell = r * RISK_COUNT + (size_t)rule;
			risk->values[cell].without = risk_share_of(run->sums[cell]);
		}
	}
}

enum status risk_make(struct job *job, struct arena *study, const struct risk_input *input,
		      double confidence, struct risk *risk, struct error *error)
{
	const struct coded_corpus *corpus = input->corpus;
	size_t cells = corpus->region_count * RISK_COUNT;
	*risk = (struct risk){
		.values = arena_array(study, struct risk_value, cells),
		.crowded = arena_array(study, bool, corpus->column_count),
		.counted = arena_array(study, uint8_t, corpus->passage_count),
	};
	struct count_run run = {
		.input = input,
		.without = nothing,
		.held = arena_array(study, struct held, corpus->passage_count),
		.seen = arena_array(study, uint32_t, corpus->column_count),
		.named = arena_array(study, bool, corpus->region_count * corpus->column_count),
		.crowded = risk->crowded,
		.sums = arena_array(study, struct risk_share, cells),
		.counted = risk->counted,
	};
	find_rules(input, risk);
	count(&run);
	set_values(&run, confidence, risk, arena_array(study, double, corpus->region_count));
	run.counted = NULL;
	run.crowded = arena_array(study, bool, corpus->column_count);
	TRY(leave_out(job, study, &run, risk, error));
	set_strongest(&run, risk);
	return job_check(job, error);
}
