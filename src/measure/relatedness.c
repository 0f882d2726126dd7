/*
 * M15: which fields go together in plans, and what a region leaves out though it plans all around
 * it (Hidalgo, Klinger, Barabasi, Hausmann 2007, with talk instead of exports).
 *
 * M_rc = 1 where the location quotient is above 1 and two sentences or more name the code. The null
 * keeps how many codes each region has and how many regions each code has, and shuffles which
 * (curveball: Strona, Nappo, Boccacci, Fattorini, San-Miguel-Ayanz 2014).
 */
#include "measure/family.h"
#include "measure/formula.h"

#include <math.h>
#include <string.h>

#include "num/random.h"

enum { NULLS = 200, TRADES_PER_ROW = 5, LEAST_SENTENCES = 2 };

static const uint64_t curveball_stream = UINT64_C(11) << 60;

struct relating {
	const struct coded_corpus *corpus;
	size_t rows,
		columns; /* rows: regions with a sentence; the others would take part in shuffles */
	size_t *row;	 /* by region: its row, SIZE_MAX for none */
	struct counts counts;
	uint8_t *has; /* rows x columns: M */
};

static void relating_make(struct arena *scratch, const struct coded_corpus *corpus,
			  struct relating *out)
{
	*out = (struct relating){.corpus = corpus,
				 .columns = corpus->column_count,
				 .row = arena_array(scratch, size_t, corpus->region_count)};
	counts_make(scratch, corpus, &out->counts);
	for (size_t r = 0; r < corpus->region_count; r++)
		out->row[r] = out->counts.passages[r] > 0 ? out->rows++ : SIZE_MAX;
	out->has = arena_array(scratch, uint8_t, out->rows * out->columns);
	double all = 0;
	for (size_t r = 0; r < corpus->region_count; r++)
		all += out->counts.passages[r];
	for (size_t c = 0; c < out->columns; c++) {
		double with = 0;
		for (size_t r = 0; r < corpus->region_count; r++)
			with += out->counts.code_passages[r * out->columns + c];
		for (size_t r = 0; r < corpus->region_count; r++) {
			double here = out->counts.code_passages[r * out->columns + c];
			if (out->row[r] != SIZE_MAX)
				out->has[out->row[r] * out->columns + c] =
					here >= LEAST_SENTENCES &&
					here * all > with * out->counts.passages[r];
		}
	}
}

/* phi_cd = rows with both / the larger of the rows with either. */
static void proximity(struct arena *scratch, const uint8_t *has, size_t rows, size_t columns,
		      double *phi)
{
	double *ubiquity = arena_array(scratch, double, columns);
	memset(phi, 0, columns * columns * sizeof *phi);
	memset(ubiquity, 0, columns * sizeof *ubiquity);
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++) {
			if (!has[r * columns + c])
				continue;
			ubiquity[c]++;
			for (size_t d = 0; d < columns; d++)
				phi[c * columns + d] += has[r * columns + d];
		}
	for (size_t c = 0; c < columns; c++)
		for (size_t d = 0; d < columns; d++) {
			double most = fmax(ubiquity[c], ubiquity[d]);
			phi[c * columns + d] =
				c == d || most == 0 ? 0 : phi[c * columns + d] / most;
		}
}

/* omega_rc: how much of what is near c the row has. NaN where nothing is near. */
static double around(const uint8_t *row, const double *phi, size_t columns, size_t c)
{
	double near = 0, all = 0;
	for (size_t d = 0; d < columns; d++) {
		all += phi[c * columns + d];
		near += row[d] ? phi[c * columns + d] : 0;
	}
	return all > 0 ? near / all : NAN;
}

/* Two rows keep what both have and share out the rest anew, each as many as before. */
static void trade(uint8_t *a, uint8_t *b, size_t columns, uint64_t seed, uint64_t counter,
		  size_t *room)
{
	size_t count = 0, of_a = 0;
	for (size_t c = 0; c < columns; c++)
		if (a[c] != b[c]) {
			room[count++] = c;
			of_a += a[c];
		}
	for (size_t i = 0; i < count; i++) {
		size_t left = count - i;
		bool to_a = random_below(seed, curveball_stream + 1 + counter, i, left) < of_a;
		a[room[i]] = to_a;
		b[room[i]] = !to_a;
		of_a -= to_a;
	}
}

static void shuffle(uint8_t *has, size_t rows, size_t columns, uint64_t seed, uint64_t draw,
		    size_t *room)
{
	for (uint64_t t = 0; rows > 1 && t < TRADES_PER_ROW * rows; t++) {
		uint64_t counter = draw * TRADES_PER_ROW * rows + t;
		size_t a = (size_t)random_below(seed, curveball_stream, 2 * counter, rows);
		size_t b = (size_t)random_below(seed, curveball_stream, 2 * counter + 1, rows - 1);
		b += b >= a;
		trade(has + a * columns, has + b * columns, columns, seed, counter, room);
	}
}

/* Mean omega over shuffles; one chain, each shuffle from the one before. */
static enum status null_means(struct job *job, struct arena *scratch, const struct relating *of,
			      const struct measure_options *options, double *means,
			      struct error *error)
{
	size_t cells = of->rows * of->columns;
	uint8_t *has = arena_array(scratch, uint8_t, cells);
	double *phi = arena_array(scratch, double, of->columns * of->columns);
	double *known = arena_array(scratch, double, cells);
	size_t *room = arena_array(scratch, size_t, of->columns);
	uint32_t nulls = options->draws < NULLS ? options->draws : NULLS;
	if (cells > 0)
		memcpy(has, of->has, cells);
	for (uint32_t draw = 0; draw < nulls; draw++) {
		TRY(job_check(job, error));
		shuffle(has, of->rows, of->columns, options->seed, draw, room);
		proximity(scratch, has, of->rows, of->columns, phi);
		for (size_t i = 0; i < cells; i++) {
			double omega = around(has + i / of->columns * of->columns, phi, of->columns,
					      i % of->columns);
			if (isnan(omega))
				continue;
			means[i] += omega;
			known[i]++;
		}
	}
	for (size_t i = 0; i < cells; i++)
		means[i] = known[i] > 0 ? means[i] / known[i] : NAN;
	return STATUS_OK;
}

static struct finding cell_finding(const struct relating *of, size_t r, size_t c, const double *phi,
				   const double *means)
{
	struct finding finding = {.low = NAN, .high = NAN, .baseline = NAN};
	double omega = NAN;
	finding.n = of->counts.code_passages[r * of->columns + c];
	if (of->row[r] != SIZE_MAX) {
		const uint8_t *row = of->has + of->row[r] * of->columns;
		omega = around(row, phi, of->columns, c);
		finding.baseline = means[of->row[r] * of->columns + c];
		for (size_t d = 0; d < of->columns; d++) {
			finding.denominator += phi[c * of->columns + d];
			finding.numerator += row[d] ? phi[c * of->columns + d] : 0;
		}
	}
	/* A code that is not named is what this measure is about: its value is no zero. */
	finding.state = finding_state_of(of->corpus->regions[r].coverage, finding.denominator,
					 omega, finding.n < MEASURE_FEW ? MEASURE_FEW : finding.n);
	finding.value = finding_has_value(finding.state) ? omega : NAN;
	return finding;
}

static enum status relate(struct job *job, struct arena *study, struct arena *scratch,
			  const struct coded_corpus *corpus, const struct measure_options *options,
			  struct measure_result *result, struct error *error)
{
	struct relating of;
	relating_make(scratch, corpus, &of);
	double *phi = arena_array(scratch, double, of.columns *of.columns);
	double *means = arena_array(scratch, double, of.rows *of.columns);
	TRY(null_means(job, scratch, &of, options, means, error));
	proximity(scratch, of.has, of.rows, of.columns, phi);
	size_t cells = corpus->region_count * of.columns;
	struct finding *findings = arena_array(study, struct finding, cells);
	for (size_t i = 0; i < cells; i++)
		findings[i] = cell_finding(&of, i / of.columns, i % of.columns, phi, means);
	*result = (struct measure_result){findings, corpus->region_count, of.columns};
	return STATUS_OK;
}

enum status measure_relatedness(struct job *job, struct arena *study,
				const struct coded_corpus *corpus,
				const struct measure_options *options,
				struct measure_result *result, struct error *error)
{
	TRY(measure_check(corpus, options, error));
	struct arena scratch;
	arena_init(&scratch);
	enum status status = relate(job, study, &scratch, corpus, options, result, error);
	arena_release(&scratch);
	return status;
}

/* k_r and u_c: sums of M over a row, or over a column. */
static enum status sums(struct arena *study, const struct coded_corpus *corpus,
			const struct measure_options *options, bool by_region,
			struct measure_result *result, struct error *error)
{
	TRY(measure_check(corpus, options, error));
	struct arena scratch;
	arena_init(&scratch);
	struct relating of;
	relating_make(&scratch, corpus, &of);
	size_t count = by_region ? corpus->region_count : of.columns;
	struct finding *findings = arena_array(study, struct finding, count);
	double total = 0;
	for (size_t i = 0; i < count; i++)
		findings[i] = (struct finding){.low = NAN, .high = NAN};
	for (size_t r = 0; r < corpus->region_count; r++)
		for (size_t c = 0; c < of.columns && of.row[r] != SIZE_MAX; c++) {
			if (!of.has[of.row[r] * of.columns + c])
				continue;
			struct finding *finding = &findings[by_region ? r : c];
			finding->numerator++;
			finding->n += of.counts.code_passages[r * of.columns + c];
			total++;
		}
	for (size_t i = 0; i < count; i++) {
		struct finding *finding = &findings[i];
		bool any = by_region ? of.row[i] != SIZE_MAX : of.rows > 0;
		enum coverage coverage = by_region     ? corpus->regions[i].coverage
					 : of.rows > 0 ? COVERAGE_READ
						       : COVERAGE_NO_DOCUMENT;
		double denominator = by_region ? (double)of.columns : (double)of.rows;
		finding->denominator = any ? denominator : 0;
		finding->baseline = total / (double)(by_region ? of.rows : of.columns);
		finding->state = finding_state_of(coverage, finding->denominator,
						  finding->numerator, finding->n);
		finding->value = finding_has_value(finding->state) ? finding->numerator : NAN;
	}
	*result = (struct measure_result){findings, by_region ? count : 1, by_region ? 1 : count};
	arena_release(&scratch);
	return STATUS_OK;
}

enum status measure_diversity(struct job *job, struct arena *study,
			      const struct coded_corpus *corpus,
			      const struct measure_options *options, struct measure_result *result,
			      struct error *error)
{
	(void)job;
	return sums(study, corpus, options, true, result, error);
}

enum status measure_ubiquity(struct job *job, struct arena *study,
			     const struct coded_corpus *corpus,
			     const struct measure_options *options, struct measure_result *result,
			     struct error *error)
{
	(void)job;
	return sums(study, corpus, options, false, result, error);
}
