/*
 * What the steps of article.c hand on. Inside the room article only.
 */
#ifndef QIPAN_ARTICLE_PARTS_H
#define QIPAN_ARTICLE_PARTS_H

#include "article/words.h"
#include "text/commitment.h"

/* A stretch that one voice speaks. */
struct voice_range {
	struct span span;
	uint16_t speaker;
	uint8_t voice;
	bool advises;
	const char *rule;
};

/* "said Li Ming, director of ...": says who speaks. */
struct speech_tag {
	struct span span;
	uint32_t passage;
	uint16_t speaker;
	bool before, after; /* what is said stands before, after it */
	bool quoted_before;
	bool advises; /* 建议, recommends: what follows is advice */
};

enum passage_sign { PASSAGE_TAGGED = 1, PASSAGE_SAID = 2 };

struct article_work {
	struct arena *arena;
	const struct codebook *codebook;
	const struct gazetteer *gazetteer;
	const struct document *document;
	struct article *article;
	struct article_words words;
	struct commitment_tables commitments;
	uint32_t *first_mention, *first_region; /* by passage; passage_count + 1 */
	struct speech_tag *tags;		/* by place */
	size_t tag_count, tag_capacity;
	struct voice_range *ranges; /* by start */
	size_t range_count, range_capacity;
	uint8_t *signs; /* enum passage_sign by passage */
	size_t speaker_capacity, unit_capacity;
};

/* Grows an array that lives in the arena. */
void *work_grow(struct article_work *work, void *array, size_t count, size_t *capacity,
		size_t bytes);
/* The region mention of the passage that starts at offset, or NULL; of several at one place (a
 * group) the first. */
const struct region_mention *region_at(const struct article_work *work, uint32_t passage,
				       uint32_t offset);
/* True when some region mention of the passage lies in [start, end). */
bool region_within(const struct article_work *work, uint32_t passage, struct span span);

/* speech.c: fills tags, ranges and article->speakers. */
void speech_read(struct article_work *work);
/* speaker.c: tags of one passage, by place. */
void speaker_tags(struct article_work *work, uint32_t passage);
/* subject.c: fills article->units and regions. */
void subject_read(struct article_work *work);
/* claim.c, concern.c, card.c: fill claims, concerns and card. */
void claim_read(struct article_work *work);
void concern_read(struct article_work *work);
void card_read(struct article_work *work);

#endif
