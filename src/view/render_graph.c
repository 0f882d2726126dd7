/* Both formats are one walk: keys, nodes, arcs. Names of columns and attributes are our own words
 * and need no escaping, names of nodes do. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "view/html.h"
#include "view/mark.h"
#include "view/render.h"

static const size_t NO_COLUMN = SIZE_MAX;

struct drawing {
	const struct answer *answer;
	struct buffer *out;
	bool gexf;
	size_t source, target, weight;
	bool *of_arc;	    /* by column: says something of the arc */
	struct map numbers; /* of the nodes, by name */
};

static size_t find(const struct answer *answer, const char *name)
{
	return name == NULL ? NO_COLUMN : answer_find_column(answer, name);
}

/* Of a column: whole numbers among others are numbers. */
static const char *type_of(const struct answer *answer, size_t column)
{
	static const char *const types[] = {"string", "string",	 "long",
					    "double", "boolean", "string"};
	enum cell_kind kind = CELL_NULL;
	for (size_t row = 0; row < answer->row_count && column != NO_COLUMN; row++) {
		enum cell_kind here = answer_cell(answer, row, column)->kind;
		if (here == CELL_REAL || kind == CELL_NULL)
			kind = here;
	}
	return types[kind];
}

static void append_cell(struct buffer *out, const struct cell *cell)
{
	if (cell->kind != CELL_TEXT) {
		render_append_plain(out, cell);
		return;
	}
	struct buffer plain;
	buffer_init(&plain);
	mark_append_stripped(&plain, cell->as.text);
	html_append_text(out, buffer_slice(&plain));
	buffer_release(&plain);
}

static void append_key(const struct drawing *drawing, bool arc, const char *name, const char *type)
{
	if (drawing->gexf)
		buffer_printf(drawing->out, "<attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n",
			      name, name, type);
	else
		buffer_printf(drawing->out,
			      "<key id=\"%s%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
			      arc ? "arc_" : "node_", name, arc ? "edge" : "node", name, type);
}

static void append_keys(const struct drawing *drawing)
{
	const struct answer *answer = drawing->answer;
	const struct answer_graph *graph = &answer->graph;
	struct buffer *out = drawing->out;
	buffer_append_string(out, drawing->gexf ? "<attributes class=\"node\">\n" : "");
	if (!drawing->gexf)
		append_key(drawing, false, "label", "string");
	for (size_t i = 0; i < graph->attribute_count; i++)
		append_key(drawing, false, graph->attributes[i].name,
			   type_of(answer, find(answer, graph->attributes[i].target)));
	buffer_append_string(out,
			     drawing->gexf ? "</attributes>\n<attributes class=\"edge\">\n" : "");
	if (!drawing->gexf && drawing->weight != NO_COLUMN)
		append_key(drawing, true, "weight", "double");
	for (size_t column = 0; column < answer->column_count; column++)
		if (drawing->of_arc[column])
			append_key(drawing, true, answer->columns[column].name,
				   type_of(answer, column));
	buffer_append_string(out, drawing->gexf ? "</attributes>\n" : "");
}

static void append_value(const struct drawing *drawing, bool arc, const char *name, size_t row,
			 size_t column)
{
	if (column == NO_COLUMN)
		return;
	const struct cell *cell = answer_cell(drawing->answer, row, column);
	if (cell->kind == CELL_NULL || (cell->kind == CELL_TEXT && cell->as.text.length == 0))
		return;
	if (drawing->gexf)
		buffer_printf(drawing->out, "<attvalue for=\"%s\" value=\"", name);
	else
		buffer_printf(drawing->out, "<data key=\"%s%s\">", arc ? "arc_" : "node_", name);
	append_cell(drawing->out, cell);
	buffer_append_string(drawing->out, drawing->gexf ? "\"/>" : "</data>");
}

static bool is_arc(const struct drawing *drawing, size_t row)
{
	const struct answer *answer = drawing->answer;
	if (answer_cell(answer, row, drawing->source)->kind == CELL_NULL ||
	    answer_cell(answer, row, drawing->target)->kind == CELL_NULL)
		return false;
	if (drawing->weight == NO_COLUMN)
		return true;
	const struct cell *weight = answer_cell(answer, row, drawing->weight);
	return (weight->kind == CELL_REAL && (weight->as.real > 0 || weight->as.real < 0)) ||
	       (weight->kind == CELL_INTEGER && weight->as.integer != 0);
}

/* A node as the row says it, if no row before named it. */
static void append_node(struct drawing *drawing, size_t row, bool target)
{
	const struct answer *answer = drawing->answer;
	const struct answer_graph *graph = &answer->graph;
	const struct cell *cell =
		answer_cell(answer, row, target ? drawing->target : drawing->source);
	struct buffer *out = drawing->out;
	if (cell->kind != CELL_TEXT ||
	    !map_put(&drawing->numbers, cell->as.text, (uint32_t)drawing->numbers.count, NULL))
		return;
	size_t label = find(answer, target ? graph->target_label : graph->source_label);
	if (label == NO_COLUMN || answer_cell(answer, row, label)->kind == CELL_NULL)
		label = target ? drawing->target : drawing->source;
	buffer_append_string(out, "<node id=\"");
	append_cell(out, cell);
	if (drawing->gexf) {
		buffer_append_string(out, "\" label=\"");
		append_cell(out, answer_cell(answer, row, label));
		buffer_append_string(out, "\"><attvalues>");
	} else {
		buffer_append_string(out, "\">");
		append_value(drawing, false, "label", row, label);
	}
	for (size_t i = 0; i < graph->attribute_count; i++)
		append_value(drawing, false, graph->attributes[i].name, row,
			     find(answer, target ? graph->attributes[i].target
						 : graph->attributes[i].source));
	buffer_append_string(out, drawing->gexf ? "</attvalues></node>\n" : "</node>\n");
}

static void append_arc(const struct drawing *drawing, size_t row)
{
	const struct answer *answer = drawing->answer;
	struct buffer *out = drawing->out;
	buffer_printf(out, "<edge id=\"%zu\" source=\"", row);
	append_cell(out, answer_cell(answer, row, drawing->source));
	buffer_append_string(out, "\" target=\"");
	append_cell(out, answer_cell(answer, row, drawing->target));
	buffer_append_byte(out, '"');
	if (drawing->gexf && drawing->weight != NO_COLUMN) {
		buffer_append_string(out, " weight=\"");
		append_cell(out, answer_cell(answer, row, drawing->weight));
		buffer_append_byte(out, '"');
	}
	buffer_append_string(out, drawing->gexf ? "><attvalues>" : ">");
	if (!drawing->gexf)
		append_value(drawing, true, "weight", row, drawing->weight);
	for (size_t column = 0; column < answer->column_count; column++)
		if (drawing->of_arc[column])
			append_value(drawing, true, answer->columns[column].name, row, column);
	buffer_append_string(out, drawing->gexf ? "</attvalues></edge>\n" : "</edge>\n");
}

/* The columns that are left when the nodes have theirs. */
static void choose_arc_columns(struct drawing *drawing)
{
	const struct answer *answer = drawing->answer;
	const struct answer_graph *graph = &answer->graph;
	for (size_t column = 0; column < answer->column_count; column++)
		drawing->of_arc[column] = column != drawing->source && column != drawing->target &&
					  column != find(answer, graph->source_label) &&
					  column != find(answer, graph->target_label) &&
					  (drawing->gexf || column != drawing->weight);
	for (size_t i = 0; i < graph->attribute_count; i++) {
		size_t source = find(answer, graph->attributes[i].source);
		size_t target = find(answer, graph->attributes[i].target);
		if (source != NO_COLUMN)
			drawing->of_arc[source] = false;
		if (target != NO_COLUMN)
			drawing->of_arc[target] = false;
	}
}

static void append_graph(struct drawing *drawing)
{
	const struct answer *answer = drawing->answer;
	const char *kind = answer->graph.undirected ? "undirected" : "directed";
	choose_arc_columns(drawing);
	if (drawing->gexf)
		buffer_printf(drawing->out, "<graph defaultedgetype=\"%s\">\n", kind);
	append_keys(drawing);
	if (drawing->gexf)
		buffer_append_string(drawing->out, "<nodes>\n");
	else
		buffer_printf(drawing->out, "<graph edgedefault=\"%s\">\n", kind);
	for (size_t row = 0; row < answer->row_count; row++)
		for (int end = 0; end < 2; end++)
			append_node(drawing, row, end == 1);
	buffer_append_string(drawing->out, drawing->gexf ? "</nodes>\n<edges>\n" : "");
	for (size_t row = 0; row < answer->row_count; row++)
		if (is_arc(drawing, row))
			append_arc(drawing, row);
	buffer_append_string(drawing->out, drawing->gexf ? "</edges>\n</graph>\n" : "</graph>\n");
}

static void render(const struct answer *answer, struct buffer *out, bool gexf)
{
	struct drawing drawing = {.answer = answer,
				  .out = out,
				  .gexf = gexf,
				  .source = find(answer, answer->graph.source),
				  .target = find(answer, answer->graph.target),
				  .weight = find(answer, answer->graph.weight)};
	drawing.of_arc = memory_resize(NULL, answer->column_count + 1, sizeof *drawing.of_arc);
	map_init(&drawing.numbers);
	buffer_append_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	buffer_append_string(out, gexf ? "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
				       : "<graphml xmlns=\"http://graphml.graphdrawing.org/"
					 "xmlns\">\n");
	if (drawing.source != NO_COLUMN && drawing.target != NO_COLUMN)
		append_graph(&drawing);
	buffer_append_string(out, gexf ? "</gexf>\n" : "</graphml>\n");
	map_release(&drawing.numbers);
	free(drawing.of_arc);
}

void render_gexf(const struct answer *answer, const struct render_style *style, struct buffer *out)
{
	(void)style;
	render(answer, out, true);
}

void render_graphml(const struct answer *answer, const struct render_style *style,
		    struct buffer *out)
{
	(void)style;
	render(answer, out, false);
}
