/* The words of position.c. Inside the room text only. */
#ifndef QIPAN_TEXT_POSITION_ROWS_H
#define QIPAN_TEXT_POSITION_ROWS_H

#include "text/cue.h"

enum position_sign {
	SIGN_HEAD = 1, /* of a title */
	SIGN_WEAK,     /* of a title, with a level only */
	SIGN_PLATFORM,
	SIGN_LEVEL, /* + enum position_level * SIGN_STEP; platforms have one too */
	SIGN_VERB,  /* + enum position_status * SIGN_STEP */
	SIGN_BAR,   /* looks like a head and is none */
	SIGN_STEP = 8,
};

extern const struct cue position_rows[];
extern const size_t position_row_count;

#endif
