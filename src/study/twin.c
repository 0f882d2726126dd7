#include "study/twin.h"

#include "study/reuse.h"

/* Of the pair's two texts, the part of the one that shares less. */
static double shared_part(const struct stored_reuse_pair *pair, uint64_t document_bytes,
			  uint64_t other_bytes)
{
	double document = 0, other = 0;
	for (size_t i = 0; i < pair->count; i++) {
		const struct stored_reuse *passage = &pair->passages[i];
		document += passage->identity *
			    (double)(passage->document.end - passage->document.start);
		other += passage->identity * (double)(passage->other.end - passage->other.start);
	}
	if (document_bytes == 0 || other_bytes == 0)
		return 0;
	document /= (double)document_bytes;
	other /= (double)other_bytes;
	return document < other ? document : other;
}

enum status twins_warn(struct board *board, struct answer *answer, struct error *error)
{
	struct reuse_board known;
	struct stored_reuse_pair *pairs;
	size_t count;
	TRY(reuse_board_load(board, &known, error));
	TRY(store_reuse_pairs(board->store, board->arena, 0, &pairs, &count, error));
	for (size_t i = 0; i < count; i++) {
		size_t later = reuse_board_index(&known, pairs[i].document);
		size_t earlier = reuse_board_index(&known, pairs[i].other);
		if (later == SIZE_MAX || earlier == SIZE_MAX)
			continue;
		const struct stored_document *twin = &known.documents[later];
		const struct stored_document *first = &known.documents[earlier];
		double part = shared_part(&pairs[i], twin->bytes, first->bytes);
		if (part < TWIN_SHARE)
			continue;
		struct slice id = first->metadata.id;
		const char *what = arena_printf(
			board->arena,
			"is the same text as \"%.*s\" (%.1f %%) and counts twice: give both one "
			"id, or make the board again with one of them",
			(int)id.length, id.at, part > 1 ? 100.0 : part * 100);
		answer_problem(answer, "warning", twin->metadata.id, 0, 0, slice_from(what));
	}
	return STATUS_OK;
}
