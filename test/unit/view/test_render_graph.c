/* An answer as a graph, in both formats, read by eye once and held since. */
#include <string.h>

#include "check.h"
#include "view/render.h"

static const struct answer_node_attribute dates[] = {{"date", "from_date", "to_date"}};

static void put_arc(struct answer *answer, const char *from, const char *from_date, const char *to,
		    const char *to_date, double weight, int64_t passages)
{
	answer_row(answer);
	answer_put_string(answer, from);
	answer_put_string(answer, from_date);
	answer_put_string(answer, to);
	answer_put_string(answer, to_date);
	answer_put_real(answer, weight);
	answer_put_integer(answer, passages);
}

static void make(struct answer *answer, struct arena *arena)
{
	answer_init(answer, arena, "reuse");
	answer_column(answer, "from", "", "", SHOW_PLAIN);
	answer_column(answer, "from_date", "", "", SHOW_PLAIN);
	answer_column(answer, "to", "", "", SHOW_PLAIN);
	answer_column(answer, "to_date", "", "", SHOW_PLAIN);
	answer_column(answer, "weight", "", "", SHOW_PLAIN);
	answer_column(answer, "passages", "", "", SHOW_HIDDEN);
	answer->graph = (struct answer_graph){.source = "from",
					      .target = "to",
					      .weight = "weight",
					      .attributes = dates,
					      .attribute_count = 1};
	put_arc(answer, "中央", "2025", "a<b>&\"c\"", NULL, 0.25, 3);
	put_arc(answer, "中央", "2025", "lone", "2026", 0, 0);
	put_arc(answer, NULL, NULL, "lone", "2026", 0.5, 1);
}

static void check(const char *format, const char *wanted, void (*change)(struct answer *answer))
{
	struct arena arena;
	struct answer answer;
	struct buffer out;
	const struct render_style style = {.width = 0};
	arena_init(&arena);
	buffer_init(&out);
	make(&answer, &arena);
	if (change != NULL)
		change(&answer);
	renderer_find(slice_from(format))->render(&answer, &style, &out);
	if (!slice_equal(buffer_slice(&out), slice_from(wanted)))
		fail_msg("got:\n%.*s", (int)out.length, out.at);
	buffer_release(&out);
	arena_release(&arena);
}

static void gexf_has_nodes_arcs_and_what_they_are(void **state)
{
	(void)state;
	check("gexf",
	      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
	      "<graph defaultedgetype=\"directed\">\n"
	      "<attributes class=\"node\">\n"
	      "<attribute id=\"date\" title=\"date\" type=\"string\"/>\n"
	      "</attributes>\n"
	      "<attributes class=\"edge\">\n"
	      "<attribute id=\"weight\" title=\"weight\" type=\"double\"/>\n"
	      "<attribute id=\"passages\" title=\"passages\" type=\"long\"/>\n"
	      "</attributes>\n"
	      "<nodes>\n"
	      "<node id=\"中央\" label=\"中央\"><attvalues><attvalue for=\"date\" "
	      "value=\"2025\"/></attvalues></node>\n"
	      "<node id=\"a&lt;b&gt;&amp;&quot;c&quot;\" "
	      "label=\"a&lt;b&gt;&amp;&quot;c&quot;\"><attvalues></attvalues></node>\n"
	      "<node id=\"lone\" label=\"lone\"><attvalues><attvalue for=\"date\" "
	      "value=\"2026\"/></attvalues></node>\n"
	      "</nodes>\n"
	      "<edges>\n"
	      "<edge id=\"0\" source=\"中央\" target=\"a&lt;b&gt;&amp;&quot;c&quot;\" "
	      "weight=\"0.25\"><attvalues><attvalue for=\"weight\" value=\"0.25\"/>"
	      "<attvalue for=\"passages\" value=\"3\"/></attvalues></edge>\n"
	      "</edges>\n"
	      "</graph>\n"
	      "</gexf>\n",
	      NULL);
}

static void make_undirected(struct answer *answer)
{
	answer->graph.undirected = true;
	answer->graph.weight = NULL;
	answer->graph.target_label = "to_date";
	answer->graph.attribute_count = 0;
	answer->row_count = 2;
}

static void graphml_has_the_same(void **state)
{
	(void)state;
	check("graphml",
	      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
	      "<key id=\"node_label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
	      "<key id=\"arc_from_date\" for=\"edge\" attr.name=\"from_date\" "
	      "attr.type=\"string\"/>\n"
	      "<key id=\"arc_weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
	      "<key id=\"arc_passages\" for=\"edge\" attr.name=\"passages\" attr.type=\"long\"/>\n"
	      "<graph edgedefault=\"undirected\">\n"
	      "<node id=\"中央\"><data key=\"node_label\">中央</data></node>\n"
	      "<node id=\"a&lt;b&gt;&amp;&quot;c&quot;\"><data "
	      "key=\"node_label\">a&lt;b&gt;&amp;&quot;c&quot;</data></node>\n"
	      "<node id=\"lone\"><data key=\"node_label\">2026</data></node>\n"
	      "<edge id=\"0\" source=\"中央\" target=\"a&lt;b&gt;&amp;&quot;c&quot;\"><data "
	      "key=\"arc_from_date\">2025</data><data key=\"arc_weight\">0.25</data><data "
	      "key=\"arc_passages\">3</data></edge>\n"
	      "<edge id=\"1\" source=\"中央\" target=\"lone\"><data "
	      "key=\"arc_from_date\">2025</data><data key=\"arc_weight\">0</data><data "
	      "key=\"arc_passages\">0</data></edge>\n"
	      "</graph>\n"
	      "</graphml>\n",
	      make_undirected);
}

static void forget_graph(struct answer *answer)
{
	answer->graph.source = NULL;
}

static void what_is_no_graph_gives_an_empty_one(void **state)
{
	(void)state;
	check("graphml",
	      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
	      "</graphml>\n",
	      forget_graph);
	assert_true(render_graph_named(SLICE("gexf")));
	assert_false(render_graph_named(SLICE("csv")));
	assert_false(render_graph_named(SLICE("dot")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gexf_has_nodes_arcs_and_what_they_are),
		cmocka_unit_test(graphml_has_the_same),
		cmocka_unit_test(what_is_no_graph_gives_an_empty_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
