/*
 * Articles read for claims and voices: those of the board (documents of a second-hand kind), or
 * files named by the user, which stay outside the board and are coded with its scheme.
 */
#ifndef QIPAN_STUDY_ARTICLES_H
#define QIPAN_STUDY_ARTICLES_H

#include "article/article.h"
#include "study/board.h"

struct prepared;

struct article_item {
	struct document document;
	struct article article;
	int64_t *passage_ids;	   /* by passage; NULL for a file that is not in the board */
	struct prepared *prepared; /* owns the document of a file; NULL for one of the board */
};

struct article_list {
	struct article_item *items; /* by document id, or in the order named */
	size_t count;
	struct problem *problems; /* files that could not be read */
	size_t problem_count;
	size_t skipped;
};

/* Articles of the board: those of kind (empty: every second-hand kind, kind_is_second_hand), or the
 * one with the document id. Memory: board->arena, all articles at once. */
enum status articles_of_board(struct board *board, struct slice kind, struct slice document,
			      struct article_list *list, struct error *error) QIPAN_CHECKED;

/* Files, folders and "-" (standard input, UTF-8 or any encoding that is recognised). What cannot be
 * read is a problem and counted in skipped. Errors: as source_list. */
enum status articles_of_files(struct board *board, const char *const *paths, size_t count,
			      struct article_list *list, struct error *error) QIPAN_CHECKED;

/* Also after a failure. Nothing of a file's article may be used afterwards. */
void articles_release(struct article_list *list);

#endif
