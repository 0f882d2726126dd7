/* COIN CLP 1.17 for linear programs, CBC 2.10 for those with binaries: quiet, one thread. */
#include <malloc.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <coin/Cbc_C_Interface.h>
#include <coin/Clp_C_Interface.h>

#include "route/solver.h"

enum { KEPT_BYTES = 256 << 20, PAD_BYTES = 4 << 20, BLOCK_BYTES = 32 << 20 };

struct solver {
	Clp_Simplex *model;
	unsigned char *kept; /* of columns and rows */
	bool solved;
};

/* COIN takes and gives back large blocks at every solve, and glibc gives them to the system each
 * time: a third of the time went into pages. A process that solves keeps them. */
static void keep_blocks(void)
{
#ifdef M_TRIM_THRESHOLD
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
	mallopt(M_TOP_PAD, PAD_BYTES);
	mallopt(M_MMAP_THRESHOLD, BLOCK_BYTES);
#endif
}

static pthread_once_t blocks_are_kept = PTHREAD_ONCE_INIT;

struct solver *solver_load(const struct lp *lp)
{
	pthread_once(&blocks_are_kept, keep_blocks);
	struct solver *solver = memory_resize(NULL, 1, sizeof *solver);
	*solver = (struct solver){.model = Clp_newModel()};
	Clp_setLogLevel(solver->model, 0);
	Clp_loadProblem(solver->model, (int)lp->columns, (int)lp->rows, lp->start, lp->index,
			lp->value, lp->low, lp->high, lp->cost, lp->row_low, lp->row_high);
	return solver;
}

void solver_close(struct solver *solver)
{
	if (solver == NULL)
		return;
	Clp_deleteModel(solver->model);
	free(solver->kept);
	free(solver);
}

void solver_bound_column(struct solver *solver, int column, double low, double high)
{
	Clp_columnLower(solver->model)[column] = low;
	Clp_columnUpper(solver->model)[column] = high;
}

void solver_bound_row(struct solver *solver, int row, double low, double high)
{
	Clp_rowLower(solver->model)[row] = low;
	Clp_rowUpper(solver->model)[row] = high;
}

void solver_costs(struct solver *solver, const double *cost)
{
	Clp_chgObjCoefficients(solver->model, cost);
}

enum solver_outcome solver_solve(struct solver *solver, enum solver_way way)
{
	static const enum solver_outcome outcomes[] = {SOLVER_OPTIMAL, SOLVER_INFEASIBLE,
						       SOLVER_UNBOUNDED};
	if (!solver->solved)
		Clp_initialDualSolve(solver->model);
	else if (way == SOLVER_DUAL)
		Clp_dual(solver->model, 0);
	else
		Clp_primal(solver->model, 0);
	solver->solved = true;
	int status = Clp_status(solver->model);
	/* A basis that went astray: once more, the other way. */
	if (status != 0 && way == SOLVER_DUAL)
		Clp_primal(solver->model, 0);
	else if (status != 0)
		Clp_dual(solver->model, 0);
	status = Clp_status(solver->model);
	return status >= 0 && status <= 2 ? outcomes[status] : SOLVER_STOPPED;
}

static size_t basis_bytes(const struct solver *solver)
{
	return (size_t)Clp_numberRows(solver->model) + (size_t)Clp_numberColumns(solver->model);
}

void solver_keep(struct solver *solver)
{
	solver->kept = memory_resize(solver->kept, basis_bytes(solver), 1);
	memcpy(solver->kept, Clp_statusArray(solver->model), basis_bytes(solver));
}

void solver_recall(struct solver *solver)
{
	if (solver->kept != NULL)
		Clp_copyinStatus(solver->model, solver->kept);
}

const double *solver_values(const struct solver *solver)
{
	return Clp_getColSolution(solver->model);
}

const double *solver_duals(const struct solver *solver)
{
	return Clp_getRowPrice(solver->model);
}

const double *solver_ray(struct arena *arena, struct solver *solver, size_t rows)
{
	double *ray = Clp_infeasibilityRay(solver->model);
	if (ray == NULL)
		return NULL;
	double *kept = arena_array(arena, double, rows);
	memcpy(kept, ray, rows * sizeof *kept);
	Clp_freeRay(solver->model, ray);
	return kept;
}

/* Up to so many builds a search is over before preparing it would be: measured, three to four times
 * faster. */
enum { FEW = 40 };

static size_t free_binaries(const struct lp *lp)
{
	size_t count = 0;
	for (size_t j = 0; j < lp->columns; j++)
		count += lp->binary[j] && lp->low[j] < lp->high[j];
	return count;
}

static Cbc_Model *load_search(const struct lp *lp, int most_nodes)
{
	Cbc_Model *model = Cbc_newModel();
	char nodes[16];
	snprintf(nodes, sizeof nodes, "%d", most_nodes);
	Cbc_setParameter(model, "log", "0");
	Cbc_setParameter(model, "slog", "0");
	Cbc_setLogLevel(model, 0);
	Cbc_loadProblem(model, (int)lp->columns, (int)lp->rows, lp->start, lp->index, lp->value,
			lp->low, lp->high, lp->cost, lp->row_low, lp->row_high);
	for (size_t j = 0; j < lp->columns; j++)
		if (lp->binary[j])
			Cbc_setInteger(model, (int)j);
	Cbc_setParameter(model, "ratioGap", "0");
	Cbc_setParameter(model, "allowableGap", "1e-9");
	Cbc_setParameter(model, "increment", "1e-8"); /* else 1e-5: ties would stay */
	Cbc_setParameter(model, "maxNodes", nodes);
	if (free_binaries(lp) <= FEW) {
		Cbc_setParameter(model, "heuristics", "off");
		Cbc_setParameter(model, "preprocess", "off");
	}
	return model;
}

/* CBC keeps settings for the whole process, so that two searches take turns. */
static pthread_mutex_t one_search = PTHREAD_MUTEX_INITIALIZER;

struct solver_search solver_search(const struct lp *lp, int most_nodes, const double *first,
				   double *x)
{
	pthread_mutex_lock(&one_search);
	Cbc_Model *model = load_search(lp, most_nodes);
	struct solver_search search = {.outcome = SOLVER_STOPPED};
	if (first != NULL)
		Cbc_setInitialSolution(model, first);
	Cbc_solve(model);
	search.bound = Cbc_getBestPossibleObjValue(model);
	if (Cbc_isProvenInfeasible(model) || Cbc_isInitialSolveProvenPrimalInfeasible(model)) {
		search.outcome = SOLVER_INFEASIBLE;
	} else if (Cbc_isContinuousUnbounded(model)) {
		search.outcome = SOLVER_UNBOUNDED;
	} else if (Cbc_bestSolution(model) != NULL || Cbc_isProvenOptimal(model)) {
		const double *solution = Cbc_getColSolution(model);
		search.outcome = Cbc_isProvenOptimal(model) ? SOLVER_OPTIMAL : SOLVER_STOPPED;
		search.found = true;
		search.objective = Cbc_getObjValue(model);
		for (size_t j = 0; j < lp->columns; j++)
			x[j] = lp->binary[j] ? round(solution[j]) : solution[j];
	}
	Cbc_deleteModel(model);
	pthread_mutex_unlock(&one_search);
	return search;
}
