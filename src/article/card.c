/* The source card: what stands around the article, never in a finding. */
#include "article/parts.h"

#include "base/utf8.h"

enum { VALUE_BYTES_MOST = 200, NOTICES_MOST = 16, LAST_PASSAGES = 4, AGENCY_CHARACTERS_MOST = 24 };

struct card_label {
	const char *word;
	size_t field; /* offset in struct source_card */
};

static const struct card_label card_labels[] = {
	{"Responsible editor", offsetof(struct source_card, responsible_editor)},
	{"责任编辑", offsetof(struct source_card, responsible_editor)},
	{"责编", offsetof(struct source_card, responsible_editor)},
	{"Editor", offsetof(struct source_card, editor)},
	{"Edit", offsetof(struct source_card, editor)},
	{"编辑", offsetof(struct source_card, editor)},
	{"Source", offsetof(struct source_card, outlet)},
	{"来源", offsetof(struct source_card, outlet)},
	{"Reporter", offsetof(struct source_card, reporter)},
	{"By", offsetof(struct source_card, reporter)},
	{"记者", offsetof(struct source_card, reporter)},
};

static const char *const notice_words[] = {"Special statement", "特别声明", "声明", "Copyright",
					   "copyright",		"版权",	    "转载", "Disclaimer"};

/* Bytes of the colon at offset, 0 if none. */
static size_t colon_at(struct slice text, size_t at)
{
	struct slice rest = {text.at + at, text.length - at};
	return slice_starts(rest, SLICE(":")) ? 1 : slice_starts(rest, SLICE("：")) ? 3 : 0;
}

static const struct card_label *label_at(struct slice line, size_t at, size_t *value)
{
	struct slice rest = {line.at + at, line.length - at};
	if (at > 0 && cue_is_word_byte(line.at[at - 1]))
		return NULL;
	for (size_t i = 0; i < sizeof card_labels / sizeof *card_labels; i++) {
		struct slice word = slice_from(card_labels[i].word);
		if (!slice_starts(rest, word))
			continue;
		size_t after = words_skip(line, at + word.length, line.length, false);
		size_t colon = colon_at(line, after);
		if (colon > 0) {
			*value = after + colon;
			return &card_labels[i];
		}
	}
	return NULL;
}

static void line_read(struct article_work *work, struct slice line)
{
	struct source_card *card = &work->article->card;
	for (size_t i = 0; i < sizeof notice_words / sizeof *notice_words; i++)
		if (slice_find(line, slice_from(notice_words[i]), 0) != SIZE_MAX) {
			if (card->notices == NULL)
				card->notices =
					arena_array(work->arena, struct slice, NOTICES_MOST);
			if (card->notice_count < NOTICES_MOST)
				card->notices[card->notice_count++] = line;
			return;
		}
	const struct card_label *open = NULL;
	size_t start = 0;
	for (size_t at = 0; at <= line.length;) {
		size_t value, bytes = 1;
		const struct card_label *label =
			at < line.length ? label_at(line, at, &value) : NULL;
		if (label != NULL || at == line.length) {
			struct slice text = slice_trim((struct slice){line.at + start, at - start});
			/* （责任编辑：赵敏） */
			while (text.length > 0 &&
			       (slice_ends(text, SLICE("）")) || slice_ends(text, SLICE(")"))))
				text.length -= slice_ends(text, SLICE(")")) ? 1 : 3;
			if (open != NULL && text.length > 0 && text.length <= VALUE_BYTES_MOST) {
				struct slice *field = (struct slice *)((char *)card + open->field);
				if (field->length == 0)
					*field = text;
			}
			if (label == NULL)
				return;
			open = label;
			start = at = value;
			continue;
		}
		utf8_read(line, at, &bytes);
		at += bytes;
	}
}

/* （新华社）, (New Society) alone at the end, or 新华社北京12月5日电 at the start of a passage. */
static void agency_read(struct article_work *work)
{
	const struct document *document = work->document;
	if (document->passage_count == 0)
		return;
	struct slice open[] = {SLICE("("), SLICE("（")}, close[] = {SLICE(")"), SLICE("）")};
	size_t from = document->passage_count > LAST_PASSAGES
			      ? document->passage_count - LAST_PASSAGES
			      : 0;
	for (size_t p = from; p < document->passage_count; p++) {
		struct slice last = slice_span(document->text, document->passages[p].span);
		for (size_t i = 0; i < 2; i++)
			if (slice_starts(last, open[i]) && slice_ends(last, close[i]) &&
			    utf8_count(last) <= AGENCY_CHARACTERS_MOST)
				work->article->card.agency = (struct slice){
					last.at + open[i].length,
					last.length - open[i].length - close[i].length};
	}
	struct slice first = slice_span(document->text, document->passages[0].span);
	size_t wire = slice_find(first, SLICE("电"), 0);
	size_t house = slice_find(first, SLICE("社"), 0);
	if (work->article->card.agency.length == 0 && house != SIZE_MAX && house < 30 &&
	    wire != SIZE_MAX && wire > house && wire < 90)
		work->article->card.agency = (struct slice){first.at, house + 3};
}

void card_read(struct article_work *work)
{
	const struct document *document = work->document;
	for (size_t i = 0; i < document->block_count; i++)
		if (document->blocks[i].kind == BLOCK_FURNITURE) {
			struct slice rest = slice_span(document->text, document->blocks[i].span),
				     line;
			while (slice_cut(&rest, '\n', &line))
				line_read(work, slice_trim(line));
		}
	agency_read(work);
}
