/*
 * list_passages FILE [DATE [KIND]]: the passages of one text as the rules read it: block kind and
 * level, orientation, rule, text; furniture lines with their kind. For reading, not installed.
 */
#include "furniture_score.h"
#include "text/passage.h"

static void print_text(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		putchar(text.at[i] == '\n' || text.at[i] == '\t' ? ' ' : text.at[i]);
	putchar('\n');
}

int main(int argc, char **argv)
{
	struct arena arena;
	struct error error;
	arena_init(&arena);
	struct document d = {.text = score_read_file(&arena, argc > 1 ? argv[1] : "")};
	d.metadata.date = slice_from(argc > 2 ? argv[2] : "");
	d.metadata.kind = slice_from(argc > 3 ? argv[3] : "");
	if (blocks_make(&arena, &d, &error) != STATUS_OK ||
	    passages_make(&arena, &d, &error) != STATUS_OK ||
	    document_check(&d, &error) != STATUS_OK) {
		fprintf(stderr, "%s\n", error.text);
		return 1;
	}
	size_t p = 0;
	printf("title\t%.*s\n", (int)d.metadata.title.length, d.metadata.title.at);
	for (size_t i = 0; i < d.block_count; i++) {
		const struct block *b = &d.blocks[i];
		if (b->kind == BLOCK_FURNITURE) {
			printf("furniture\t%s\t\t\t",
			       furniture_kind_name((enum furniture_kind)b->furniture));
			print_text(slice_span(d.text, b->span));
		}
		for (; p < d.passage_count && d.passages[p].block == i; p++) {
			const struct passage *passage = &d.passages[p];
			printf("%s\t%u\t%s\t%s\t", block_kind_name((enum block_kind)b->kind),
			       b->level, orientation_name((enum orientation)passage->orientation),
			       orientation_rule_name((enum orientation_rule)passage->rule));
			print_text(slice_span(d.text, passage->span));
		}
	}
	arena_release(&arena);
	return 0;
}
