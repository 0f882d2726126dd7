/* agreement: how far people agree with the program, and with one another (M37). */
#include "command/verbs.h"

#include "study/agree.h"

static void agreement_columns(const struct request *request, struct answer *answer)
{
	static const char *const columns[][3] = {
		{"hits", "sentences", "sentences in which the program found the code"},
		{"judged", "sentences", "of these, judged by people"},
		{"confirmed", "sentences", "of the judged, where the code is there"},
		{"precision", "share", "confirmed / judged"},
		{"precision_low", "share", "Wilson"},
		{"precision_high", "share", "Wilson"},
		{"there", "sentences", "the code is there, in sentences read for all codes"},
		{"found", "sentences", "of these, found by the program"},
		{"recall", "share", "found / there"},
		{"recall_low", "share", "Wilson"},
		{"recall_high", "share", "Wilson"},
		{"corrected", "sentences", "hits x precision / recall"},
		{"corrected_low", "sentences", "delta method"},
		{"corrected_high", "sentences", "delta method"},
		{"both", "judgements", "units that two people or more judged"},
		{"alpha", "", "Krippendorff's alpha of these"},
		{"alpha_low", "", "bootstrap over units"},
		{"alpha_high", "", "bootstrap over units"},
	};
	answer_column(answer, "code", "", "code of the codebook; all: the codes above together",
		      SHOW_PLAIN);
	answer_column(answer, "label", "", "its name", request->chinese ? SHOW_PLAIN : SHOW_HIDDEN);
	answer_column(answer, "label_en", "", "its name in English",
		      request->chinese ? SHOW_HIDDEN : SHOW_PLAIN);
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		answer_column(answer, columns[i][0], columns[i][1], columns[i][2], SHOW_PLAIN);
	answer_column(answer, "ranking", "",
		      "ok; refused: precision below 0.7, regions are not to be ranked by this "
		      "code; unknown: nothing judged",
		      SHOW_PLAIN);
}

static void put_share(struct answer *answer, double value, struct interval between)
{
	answer_put_real(answer, value);
	answer_put_real(answer, between.low);
	answer_put_real(answer, between.high);
}

static void put_agreed(struct answer *answer, const struct board *board,
		       const struct agreed_code *agreed)
{
	const struct agreement *a = &agreed->agreement;
	answer_row(answer);
	if (agreed->code.value == 0) {
		answer_put_string(answer, "all");
		answer_put_string(answer, "合计");
		answer_put_string(answer, "all");
	} else {
		answer_put_text(answer, codebook_code(&board->codebook, agreed->code)->name);
		answer_put_text(answer, code_label(board, agreed->code, true));
		answer_put_text(answer, code_label(board, agreed->code, false));
	}
	answer_put_integer(answer, (int64_t)a->hits);
	answer_put_integer(answer, (int64_t)a->judged);
	answer_put_integer(answer, (int64_t)a->confirmed);
	put_share(answer, a->precision, a->precision_between);
	answer_put_integer(answer, (int64_t)a->there);
	answer_put_integer(answer, (int64_t)a->found);
	put_share(answer, a->recall, a->recall_between);
	put_share(answer, a->corrected, a->corrected_between);
	answer_put_integer(answer, (int64_t)a->alpha.units);
	put_share(answer, a->alpha.value, a->alpha.between);
	answer_put_string(answer, a->judged == 0 ? "unknown" : a->rankable ? "ok" : "refused");
}

static enum status fill_agreement(struct request *request, struct board *board,
				  struct answer *answer, struct error *error)
{
	struct agree_query query = {.codes = request_text(request, "code"),
				    .kind = request_text(request, "kind"),
				    .samples_only = !request_flag(request, "all"),
				    .seed = (uint64_t)request_integer(request, "seed"),
				    .draws = (uint32_t)request_integer(request, "draws"),
				    .confidence = request_real(request, "confidence")};
	struct agreed_code *codes;
	size_t count, people, left_out;
	TRY(orientations_parse(request_text(request, "orientation"), &query.orientations, error));
	TRY(study_agreement(board, &query, &codes, &count, &people, &left_out, error));
	agreement_columns(request, answer);
	for (size_t i = 0; i < count; i++)
		put_agreed(answer, board, &codes[i]);
	answer->title = slice_from(arena_printf(board->arena, "%zu %s judged", people,
						people == 1 ? "person" : "people"));
	answer->footnote = slice_from(arena_printf(
		board->arena,
		"Precision and recall hold for the whole board only if the sentences were drawn at "
		"random (qipan sample). %zu corrections outside samples are left out%s. Hits are "
		"what the program finds now, whatever people said.",
		left_out, left_out > 0 ? " (--all takes them in)" : ""));
	return STATUS_OK;
}

enum status verb_agreement(struct request *request, struct answer *answer, struct error *error)
{
	struct board board;
	TRY(verb_open(request, &board, answer, error));
	enum status status = fill_agreement(request, &board, answer, error);
	board_close(&board);
	return status;
}
