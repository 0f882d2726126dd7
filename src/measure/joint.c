#include "measure/joint.h"

#include <math.h>
#include <stdlib.h>

#include "num/keyness.h"
#include "num/stat.h"

bool joint_counts(const struct coded_passage *passage, uint32_t most)
{
	return passage->code_end - passage->code_start <= most;
}

bool joint_holds(const struct coded_corpus *corpus, const struct coded_passage *passage,
		 size_t column)
{
	for (uint32_t k = passage->code_start; k < passage->code_end; k++)
		if (corpus->codes[k] == column)
			return true;
	return false;
}

static void count_pair(const struct coded_corpus *corpus, size_t column, uint32_t most,
		       struct joint_pair *pair)
{
	uint32_t last = UINT32_MAX;
	for (size_t p = 0; p < corpus->passage_count; p++) {
		const struct coded_passage *passage = &corpus->passages[p];
		if (!joint_counts(passage, most))
			continue;
		bool one = joint_holds(corpus, passage, column);
		bool other = joint_holds(corpus, passage, pair->column);
		pair->n++;
		pair->a += one;
		pair->x += other;
		pair->b += one && other;
		if (one && other && passage->region != last) {
			pair->regions++;
			last = passage->region;
		}
	}
}

static void finish(struct joint_pair *pair)
{
	bool planned = pair->a > 0 && pair->x > 0;
	pair->lift = planned ? pair->b * pair->n / (pair->a * pair->x) : NAN;
	pair->npmi =
		pair->b > 0 && pair->b < pair->n ? log(pair->lift) / -log(pair->b / pair->n) : NAN;
	pair->p = planned ? keyness_fisher_p((struct keyness_table){
				    pair->b, pair->x - pair->b, pair->a - pair->b,
				    pair->n - pair->a - pair->x + pair->b})
			  : NAN;
}

static int compare_pairs(const void *left, const void *right)
{
	const struct joint_pair *x = left, *y = right;
	if (x->b != y->b)
		return x->b > y->b ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

struct joint_pair *joint_make(struct arena *study, const struct coded_corpus *corpus, size_t column,
			      uint32_t most)
{
	size_t count = corpus->column_count - 1;
	struct joint_pair *pairs = arena_array(study, struct joint_pair, count);
	double *p = arena_array(study, double, count);
	for (size_t i = 0; i < count; i++) {
		pairs[i] = (struct joint_pair){.column = i < column ? i : i + 1};
		count_pair(corpus, column, most, &pairs[i]);
		finish(&pairs[i]);
		p[i] = pairs[i].p;
	}
	stat_adjust_bh(p, count, p);
	for (size_t i = 0; i < count; i++)
		pairs[i].p_adjusted = p[i];
	if (count > 0)
		qsort(pairs, count, sizeof *pairs, compare_pairs);
	return pairs;
}
