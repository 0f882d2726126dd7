/* Numbers that other programs compute too equal theirs: test/cases/peers.txt, made by R, proxyC and
 * quanteda.textstats with the recipe beside it. */
#include "check.h"

#include <string.h>

#include "measure/likeness.h"
#include "num/cluster.h"
#include "num/keyness.h"
#include "num/rank.h"
#include "num/stat.h"

enum { NUMBERS = 128 };

struct numbers {
	double at[NUMBERS];
	size_t count;
};

static struct numbers read_numbers(const char *text)
{
	struct numbers numbers = {.count = 0};
	char *end;
	for (double value = strtod(text, &end); end != text; value = strtod(text, &end)) {
		assert_true(numbers.count < NUMBERS);
		numbers.at[numbers.count++] = value;
		text = end;
	}
	return numbers;
}

typedef struct numbers peer(struct numbers in);

static struct numbers one(double value)
{
	return (struct numbers){{value}, 1};
}

static struct keyness_table table_of(struct numbers in)
{
	assert_int_equal(in.count, 4);
	return (struct keyness_table){in.at[0], in.at[1], in.at[2], in.at[3]};
}

static struct numbers chi2_none(struct numbers in)
{
	return one(keyness_chi_square(table_of(in), KEYNESS_PLAIN));
}
static struct numbers chi2_yates(struct numbers in)
{
	return one(keyness_chi_square(table_of(in), KEYNESS_YATES));
}
static struct numbers chi2_williams(struct numbers in)
{
	return one(keyness_chi_square(table_of(in), KEYNESS_WILLIAMS));
}
static struct numbers lr_none(struct numbers in)
{
	return one(keyness_log_likelihood(table_of(in), KEYNESS_PLAIN));
}
static struct numbers lr_yates(struct numbers in)
{
	return one(keyness_log_likelihood(table_of(in), KEYNESS_YATES));
}
static struct numbers lr_williams(struct numbers in)
{
	return one(keyness_log_likelihood(table_of(in), KEYNESS_WILLIAMS));
}
static struct numbers pmi(struct numbers in)
{
	return one(keyness_pmi(table_of(in)));
}
static struct numbers fisher(struct numbers in)
{
	return one(keyness_fisher_p(table_of(in)));
}

/* Two rows of counts, as shares. */
static struct numbers likeness(struct numbers in, enum likeness_kind kind)
{
	size_t columns = in.count / 2;
	for (size_t row = 0; row < 2; row++) {
		double sum = 0;
		for (size_t c = 0; c < columns; c++)
			sum += in.at[row * columns + c];
		for (size_t c = 0; c < columns; c++)
			in.at[row * columns + c] /= sum;
	}
	return one(likeness_value(kind, in.at, in.at + columns, columns));
}
static struct numbers cosine(struct numbers in)
{
	return likeness(in, LIKENESS_COSINE);
}
static struct numbers jaccard(struct numbers in)
{
	return likeness(in, LIKENESS_JACCARD);
}
static struct numbers manhattan(struct numbers in)
{
	return likeness(in, LIKENESS_KRUGMAN);
}
static struct numbers g2(struct numbers in)
{
	return one(likeness_g2(in.at, 2, in.count / 2));
}

static struct numbers normal_quantile(struct numbers in)
{
	return one(stat_normal_quantile(in.at[0]));
}
static struct numbers chi_square_tail(struct numbers in)
{
	return one(stat_chi_square_tail(in.at[0], (unsigned)in.at[1]));
}
static struct numbers wilson(struct numbers in)
{
	struct interval interval = stat_wilson(in.at[0], in.at[1], 0.95);
	return (struct numbers){{interval.low, interval.high}, 2};
}
static struct numbers bh(struct numbers in)
{
	stat_adjust_bh(in.at, in.count, in.at);
	return in;
}
static struct numbers quantile(struct numbers in)
{
	return one(stat_quantile_sorted(in.at + 1, in.count - 1, in.at[0]));
}

/* Values, then their groups from 1. */
static struct numbers kruskal(struct numbers in)
{
	size_t count = in.count / 2;
	double ranks[NUMBERS], sums[NUMBERS];
	uint32_t group[NUMBERS];
	for (size_t i = 0; i < count; i++)
		group[i] = (uint32_t)in.at[count + i] - 1;
	rank_values(in.at, count, ranks);
	return one(rank_kruskal_wallis(ranks, group, count, 3, sums));
}

static struct numbers average_heights(struct numbers in)
{
	size_t count = 1, order[NUMBERS];
	while (count * count < in.count)
		count++;
	struct cluster_merge merges[NUMBERS];
	cluster_average(in.at, count, merges, order);
	struct numbers heights = {.count = count - 1};
	for (size_t i = 0; i < heights.count; i++)
		heights.at[i] = merges[i].height;
	return heights;
}

static const struct {
	const char *name;
	peer *compute;
	double within; /* relative */
} peers[] = {
	{"chi2 none", chi2_none, 1e-9},
	{"chi2 yates", chi2_yates, 1e-9},
	{"chi2 williams", chi2_williams, 1e-9},
	{"lr none", lr_none, 1e-9},
	{"lr yates", lr_yates, 1e-9},
	{"lr williams", lr_williams, 1e-9},
	{"pmi", pmi, 1e-9},
	{"fisher greater", fisher, 1e-9},
	{"cosine", cosine, 1e-9},
	{"jaccard", jaccard, 1e-9},
	{"manhattan", manhattan, 1e-9},
	{"g2", g2, 1e-9},
	{"qnorm", normal_quantile, 1e-9},
	{"pchisq", chi_square_tail, 1e-9},
	{"wilson", wilson, 1e-9},
	{"bh", bh, 1e-9},
	{"quantile", quantile, 1e-9},
	{"kruskal", kruskal, 1e-9},
	{"hclust average heights", average_heights, 1e-9},
};

static void check_row(char *line, size_t seen[static sizeof peers / sizeof *peers])
{
	char *in = strstr(line, " | "), *out = in == NULL ? NULL : strstr(in + 3, " | ");
	assert_non_null(out);
	*in = *out = '\0';
	size_t i = 0;
	while (i < sizeof peers / sizeof *peers && strcmp(peers[i].name, line) != 0)
		i++;
	if (i == sizeof peers / sizeof *peers)
		fail_msg("nothing computes %s", line);
	struct numbers want = read_numbers(out + 3), got = peers[i].compute(read_numbers(in + 3));
	assert_int_equal(got.count, want.count);
	for (size_t k = 0; k < got.count; k++)
		if (!(fabs(got.at[k] - want.at[k]) <= peers[i].within * (1 + fabs(want.at[k]))))
			fail_msg("%s of %s: got %.17g, theirs is %.17g", line, in + 3, got.at[k],
				 want.at[k]);
	seen[i]++;
}

static void numbers_equal_those_of_others(void **state)
{
	(void)state;
	char path[4096], line[8192];
	size_t seen[sizeof peers / sizeof *peers] = {0};
	snprintf(path, sizeof path, "%s/test/cases/peers.txt", source_root());
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL)
		if (line[0] != '#')
			check_row(line, seen);
	fclose(file);
	for (size_t i = 0; i < sizeof peers / sizeof *peers; i++)
		if (seen[i] == 0)
			fail_msg("no row for %s", peers[i].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_equal_those_of_others)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
