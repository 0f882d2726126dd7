/* similarity both ways: how alike the plans are with and without text that is others'. */
#include "command/similarity.h"

#include <math.h>

enum status similarity_own_voice(struct similarity_view *view, const struct coded_corpus *corpus,
				 struct error *error)
{
	struct arena *arena = view->request->arena;
	struct coded_corpus own;
	view->sentences_of_others = coded_corpus_own_voice(arena, corpus, &own);
	if (view->sentences_of_others == 0)
		return STATUS_OK;
	struct likeness_options options = view->options;
	options.sentences_only = true; /* both rows are of that null */
	TRY(likeness_make(view->request->job, arena, &own, &options, &view->own_voice, error));
	if (view->own_voice.rows.rows < 2)
		view->sentences_of_others = 0;
	return STATUS_OK;
}

static const char section[] = "own voice";

static void put_index(struct similarity_view *view, const struct likeness_index *index,
		      struct summary_row row)
{
	row.section = section;
	row.sd = index->null_sd;
	row.z = index->ses;
	row.p = index->p;
	similarity_put_summary(view, &row);
}

static void put_shift(struct similarity_view *view)
{
	struct arena *arena = view->request->arena;
	struct likeness_shift shift =
		likeness_shift_of(&view->likeness, &view->own_voice, &view->options);
	bool known = isfinite(shift.low), above = shift.low > 0, below = shift.high < 0;
	const char *note = "no draws, no statement", *note_zh = "未抽样，不作判断";
	if (known && !above && !below) {
		note = "no clear difference: sentences that others have do not explain how alike "
		       "the plans are";
		note_zh = "无明显差别：各地相似并非来自他处已有的句子";
	} else if (known) {
		note = arena_printf(arena, "shared text makes them %.4f %s alike",
				    fabs(shift.value), above ? "more" : "less");
		note_zh = arena_printf(arena, "相同文字使各地相似度%s %.4f",
				       above ? "高出" : "低出", fabs(shift.value));
	}
	similarity_put_summary(view, &(struct summary_row){
					     .section = section,
					     .item = SLICE("全部文字减去自己的话（M11）"),
					     .item_en = SLICE("all text less own voice (M11)"),
					     .value = shift.value,
					     .low = shift.low,
					     .high = shift.high,
					     .expected = NAN,
					     .sd = NAN,
					     .z = NAN,
					     .p = NAN,
					     .raw = NAN,
					     .raw_expected = NAN,
					     .note = note,
					     .note_zh = note_zh,
				     });
}

void similarity_put_own_voice(struct similarity_view *view)
{
	struct arena *arena = view->request->arena;
	const struct likeness_index *g2 = &view->own_voice.heterogeneity[REDRAW_SENTENCES];
	const struct likeness_index *h = &view->own_voice.homogeneity[REDRAW_SENTENCES];
	double sd = g2->null_sd / g2->null_mean;
	const char *left = arena_printf(arena, "without %zu sentences that are others'",
					view->sentences_of_others);
	const char *left_zh =
		arena_printf(arena, "去掉 %zu 句他处已有的话", view->sentences_of_others);
	struct likeness_index excess = *g2;
	excess.null_sd = sd;
	put_index(view, &excess,
		  (struct summary_row){
			  .item = SLICE("超出偶然的差异（M12），按句重排"),
			  .item_en = SLICE("difference beyond chance (M12), sentences dealt out"),
			  .value = g2->excess,
			  .low = g2->excess_low,
			  .high = g2->excess_high,
			  .expected = isfinite(g2->excess) ? 0 : NAN,
			  .raw = g2->value,
			  .raw_expected = g2->null_mean,
			  .note = left,
			  .note_zh = left_zh,
		  });
	if (!isfinite(h->null_mean))
		return;
	put_index(view, h,
		  (struct summary_row){
			  .item = SLICE("平均相似度（M11），按句重排"),
			  .item_en = SLICE("mean likeness of all pairs (M11), sentences dealt out"),
			  .value = h->value,
			  .low = h->low,
			  .high = h->high,
			  .expected = h->null_mean,
			  .raw = NAN,
			  .raw_expected = NAN,
			  .note = left,
			  .note_zh = left_zh,
		  });
	put_shift(view);
}
