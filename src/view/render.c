#include "view/render.h"

#include "base/arena.h"
#include "base/number.h"

const struct renderer renderers[] = {
	{"text", "for people, as wide as the terminal", "text/plain; charset=utf-8", render_text},
	{"json", "one object with columns, rows and manifest", "application/json", render_json},
	{"csv", "comma-separated, RFC 4180", "text/csv; charset=utf-8", render_csv},
	{"tsv", "tab-separated", "text/tab-separated-values; charset=utf-8", render_tsv},
	{"jsonl", "one object a row", "application/jsonl", render_json_lines},
	{"gexf", "a graph for Gephi and others, GEXF 1.3", "application/gexf+xml", render_gexf},
	{"graphml", "a graph for networkx, igraph, yEd and others", "application/graphml+xml",
	 render_graphml},
	{"xlsx", "a workbook for spreadsheets",
	 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", render_xlsx},
};
const size_t renderer_count = sizeof renderers / sizeof *renderers;

const struct renderer *renderer_find(struct slice name)
{
	for (size_t i = 0; i < renderer_count; i++)
		if (slice_is(name, renderers[i].name))
			return &renderers[i];
	return NULL;
}

bool render_graph_named(struct slice name)
{
	const struct renderer *renderer = renderer_find(name);
	return renderer != NULL &&
	       (renderer->render == render_gexf || renderer->render == render_graphml);
}

enum evidence_style evidence_style_named(struct slice name)
{
	return slice_is(name, "none")	 ? EVIDENCE_NONE
	       : slice_is(name, "count") ? EVIDENCE_COUNT
	       : slice_is(name, "ids")	 ? EVIDENCE_IDS
					 : EVIDENCE_AUTO;
}

bool *render_left_out(const struct answer *answer, const struct render_style *style)
{
	bool *left_out = memory_resize(NULL, answer->column_count + 1, sizeof *left_out);
	for (size_t column = 0; column < answer->column_count; column++) {
		left_out[column] = false;
		for (size_t row = 0; row < answer->row_count && style->evidence == EVIDENCE_NONE;
		     row++)
			if (answer_cell(answer, row, column)->kind == CELL_IDS)
				left_out[column] = true;
	}
	return left_out;
}

void render_append_plain(struct buffer *out, const struct cell *cell)
{
	switch (cell->kind) {
	case CELL_INTEGER:
		buffer_printf(out, "%lld", (long long)cell->as.integer);
		break;
	case CELL_REAL:
		number_append(out, cell->as.real);
		break;
	case CELL_FLAG:
		buffer_append_string(out, cell->as.flag ? "true" : "false");
		break;
	case CELL_IDS:
		for (size_t i = 0; i < cell->as.ids.count; i++)
			buffer_printf(out, i == 0 ? "%lld" : " %lld",
				      (long long)cell->as.ids.at[i]);
		break;
	case CELL_NULL:
	case CELL_TEXT:
		break;
	}
}
