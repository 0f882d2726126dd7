/*
 * Terms of a corpus, found from its texts alone: repeated stretches that hold together inside and
 * may stand anywhere. 新质生产力 and 低空经济 are one term, 质生产力 and 低空经 are none, whatever
 * a dictionary says; "artificial intelligence" is one too.
 *
 * The text is cut into units: a character of a script without spaces (Han, kana, Thai), else a word
 * in lower case. Everything else (punctuation, numbers, line ends) divides: no term crosses it. A
 * stretch w of 2..TERM_UNITS units that occurs at least `least` times is a term when
 * - cohesion: the least over all ways to cut w in two of log2(f(w) N / (f(left) f(right))),
 * pointwise mutual information of its halves (Church, Hanks 1990), is at least `cohesion` bits: it
 * is no chance meeting;
 * - freedom: the smaller of the entropies of what stands to its left and to its right (Kempe 1999;
 *   Jin, Tanaka-Ishii 2006: branching entropy) is at least `freedom` bits: it is not a part of a
 *   longer word. A neighbour that occurs with w fewer than `least` times, or an end of text, counts
 *   as different each time;
 * - it does not begin or end with a function word, nor with a verb of manner (加快, 推进), and is
 *   not made of such words alone (持续提升): term_words.c has the table.
 * A single word of a script with spaces is a term too, unless it is a function word or one letter.
 *
 * An occurrence inside a longer term's occurrence is not counted: 生产力 inside 新质生产力 is none
 * (the longest match, as everywhere). Terms that are left with fewer than `least` are dropped.
 *
 * Found by growing: a stretch of k units is counted only where both its parts of k - 1 units are
 * frequent, so memory holds what is frequent, not what occurs. Time O(units x TERM_UNITS), memory
 * 20 bytes a unit and 40 a frequent stretch.
 */
#ifndef QIPAN_CODING_TERM_H
#define QIPAN_CODING_TERM_H

#include "base/arena.h"
#include "base/job.h"
#include "base/slice.h"
#include "base/status.h"

enum { TERM_UNITS = 12 };

struct term_options {
	uint32_t least;	 /* occurrences, at least 2 */
	double cohesion; /* bits */
	double freedom;	 /* bits */
};
extern const struct term_options term_defaults; /* 4, 3 bits, 1.5 bits */

struct term {
	struct slice text; /* in shadow form: lower case, full width folded; words with a space */
	uint32_t count;	   /* occurrences not inside a longer term */
	uint32_t units;
	double cohesion, left, right; /* bits; cohesion of a single word is infinite */
};

struct terms {
	struct term *at; /* in the order of their first occurrence */
	size_t count;
	/* by passage, in the order in which they were added: start[p] .. start[p + 1] */
	uint32_t *start;
	uint32_t *term; /* one entry an occurrence */
	size_t passage_count;
};

struct term_finder;
struct term_finder *term_finder_make(void);
void term_finder_release(struct term_finder *finder); /* NULL is allowed */
/* Adds a passage; text: valid UTF-8. STATUS_LIMIT when all texts hold more than LIMIT_TERM_UNITS
 * units. */
enum status term_finder_add(struct term_finder *finder, struct slice text,
			    struct error *error) QIPAN_CHECKED;
/* Results in the arena. STATUS_CANCELLED. */
enum status term_finder_find(struct term_finder *finder, struct job *job, struct arena *study,
			     const struct term_options *options, struct terms *terms,
			     struct error *error) QIPAN_CHECKED;

#endif
