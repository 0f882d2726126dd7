/* Claims, voices and concerns of articles, by test/cases/articles.txt: what must be found and
 * nothing else, with precision and recall by kind. */
#include "check.h"

#include "base/buffer.h"
#include "study/articles.h"
#include "study/prepare.h"

enum { LINES_MOST = 256 };

/* The kinds of line, in the order in which they are reported. */
static const char *const kinds[] = {"claim", "group", "release", "count", "speaker",
				    "said",  "risk",  "advice",	 "card"};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct lines {
	struct slice at[LINES_MOST];
	size_t count;
};

struct fixture {
	struct arena arena;
	struct job job;
	struct board board;
	struct coding_scratch scratch;
	size_t right[KINDS], found[KINDS], wanted[KINDS], articles;
};

static void line_put(struct fixture *f, struct lines *lines, const char *text)
{
	struct slice line = slice_trim(slice_from(arena_printf(&f->arena, "%s", text)));
	for (size_t i = 0; i < lines->count; i++)
		if (slice_equal(lines->at[i], line))
			return;
	assert_true(lines->count < LINES_MOST);
	lines->at[lines->count++] = line;
}

#define put(f, lines, ...) line_put((f), (lines), arena_printf(&(f)->arena, __VA_ARGS__))
#define TEXT(slice) (int)(slice).length, (slice).at

static struct slice who(const struct article *article, uint16_t speaker)
{
	if (speaker == ARTICLE_NOBODY)
		return SLICE("-");
	const struct article_speaker *s = &article->speakers[speaker];
	return s->name.length > 0 ? s->name : s->post;
}

/* "central and west" as one word, "-" for none. */
static const char *group_word(struct fixture *f, uint8_t group)
{
	if (group == GROUP_NONE)
		return "-";
	char *word = arena_alloc(&f->arena, 32, 1);
	snprintf(word, 32, "%s", article_group_name((enum article_group)group));
	for (char *c = word; *c != '\0'; c++)
		*c = *c == ' ' ? '_' : *c;
	return word;
}

static void claim_lines(struct fixture *f, const struct article *article, struct lines *lines)
{
	for (size_t i = 0; i < article->claim_count; i++) {
		const struct article_claim *c = &article->claims[i];
		struct slice iso = c->region.value == 0
					   ? SLICE("-")
					   : gazetteer_region(&f->board.gazetteer, c->region)->iso;
		struct slice code = c->code.value == 0
					    ? SLICE("")
					    : codebook_code(&f->board.codebook, c->code)->name;
		bool field = slice_starts(code, SLICE("field."));
		if (c->kind == CLAIM_PLAN && field)
			put(f, lines, "claim %.*s %.*s", TEXT(iso), TEXT(code));
		if (c->kind == CLAIM_GROUP && field)
			put(f, lines, "group %s %.*s", group_word(f, article->units[c->unit].group),
			    TEXT(code));
		if (c->kind == CLAIM_RELEASE)
			put(f, lines, "release %.*s", TEXT(iso));
		if (c->kind == CLAIM_COUNT)
			put(f, lines, "count %s %d",
			    strcmp(c->bound, "at least") == 0 ? "at_least" : c->bound,
			    (int)c->number);
	}
}

static void voice_lines(struct fixture *f, const struct article *article, struct lines *lines)
{
	for (uint16_t s = 0; s < article->speaker_count; s++) {
		const struct article_speaker *speaker = &article->speakers[s];
		struct slice name = speaker->name.length > 0 ? speaker->name : SLICE("-");
		put(f, lines, "speaker %.*s | %.*s | %.*s", TEXT(name), TEXT(speaker->post),
		    TEXT(speaker->organisation));
		size_t said[VOICE_COUNT] = {0}, advice = 0;
		for (size_t i = 0; i < article->unit_count; i++)
			if (article->units[i].speaker == s && !article->units[i].tag)
				said[article->units[i].voice]++;
		for (size_t v = VOICE_DIRECT; v < VOICE_COUNT; v++)
			if (said[v] > 0)
				put(f, lines, "said %.*s %s %zu", TEXT(who(article, s)),
				    voice_name((enum voice)v), said[v]);
		for (size_t i = 0; i < article->concern_count; i++)
			advice += article->concerns[i].kind == CONCERN_ADVICE &&
				  article->units[article->concerns[i].unit].speaker == s;
		if (advice > 0)
			put(f, lines, "advice %.*s %zu", TEXT(who(article, s)), advice);
	}
	for (size_t i = 0; i < article->concern_count; i++) {
		const struct article_concern *c = &article->concerns[i];
		if (c->kind == CONCERN_RISK)
			put(f, lines, "risk %.*s %s %s",
			    TEXT(who(article, article->units[c->unit].speaker)), c->topic,
			    group_word(f, c->group));
	}
}

static void card_lines(struct fixture *f, const struct source_card *card, struct lines *lines)
{
	const struct {
		const char *name;
		struct slice value;
	} fields[] = {{"outlet", card->outlet},
		      {"editor", card->editor},
		      {"responsible_editor", card->responsible_editor},
		      {"reporter", card->reporter},
		      {"agency", card->agency}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i].value.length > 0)
			put(f, lines, "card %s %.*s", fields[i].name, TEXT(fields[i].value));
}

static size_t kind_of(struct slice line)
{
	for (size_t k = 0; k < KINDS; k++) {
		struct slice word = slice_from(kinds[k]);
		if (slice_starts(line, word) && line.at[word.length] == ' ')
			return k;
	}
	fail_msg("articles.txt: \"%.*s\" is no kind of line", TEXT(line));
	return 0;
}

static bool among(const struct lines *lines, struct slice line)
{
	for (size_t i = 0; i < lines->count; i++)
		if (slice_equal(lines->at[i], line))
			return true;
	return false;
}

static void compare(struct fixture *f, struct slice name, const struct lines *got,
		    const struct lines *wanted)
{
	for (size_t i = 0; i < got->count; i++) {
		f->found[kind_of(got->at[i])]++;
		if (!among(wanted, got->at[i]))
			print_error("%.*s: too much: %.*s\n", TEXT(name), TEXT(got->at[i]));
	}
	for (size_t i = 0; i < wanted->count; i++) {
		size_t kind = kind_of(wanted->at[i]);
		f->wanted[kind]++;
		if (among(got, wanted->at[i]))
			f->right[kind]++;
		else
			print_error("%.*s: missing: %.*s\n", TEXT(name), TEXT(wanted->at[i]));
	}
}

static void run_article(struct fixture *f, struct slice name, struct slice text,
			const struct lines *wanted)
{
	struct source_item item = {.metadata = {.id = name, .kind = SLICE(KIND_ARTICLE)},
				   .inline_text = text,
				   .inline_row = true};
	struct source_options options = {0};
	struct prepared prepared = {0};
	struct article article;
	struct lines got = {.count = 0};
	arena_init(&prepared.arena);
	document_prepare(&f->board, &item, &options, (struct known_document){NULL}, &f->scratch,
			 &prepared);
	assert_int_equal(prepared.error.status, STATUS_OK);
	article_read(&prepared.arena, &f->board.codebook, &f->board.gazetteer, &prepared.document,
		     &article);
	claim_lines(f, &article, &got);
	voice_lines(f, &article, &got);
	card_lines(f, &article.card, &got);
	compare(f, name, &got, wanted);
	f->articles++;
	arena_release(&prepared.arena);
}

static struct slice case_file(struct arena *arena)
{
	struct buffer text;
	char path[4096];
	snprintf(path, sizeof path, "%s/test/cases/articles.txt", source_root());
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	buffer_init(&text);
	for (int c; (c = getc(file)) != EOF;)
		buffer_append_byte(&text, (char)c);
	fclose(file);
	struct slice copy = arena_copy(arena, buffer_slice(&text));
	buffer_release(&text);
	return copy;
}

static void run_cases(struct fixture *f)
{
	struct slice rest = case_file(&f->arena), line, name = {0}, text = {0};
	struct lines wanted = {.count = 0};
	bool answers = false;
	while (slice_cut(&rest, '\n', &line)) {
		bool begins = slice_starts(line, SLICE("=== "));
		if (begins && name.length > 0)
			run_article(f, name, slice_trim(text), &wanted);
		if (begins) {
			name = slice_trim((struct slice){line.at + 4, line.length - 4});
			text = (struct slice){rest.at, 0};
			wanted.count = 0;
			answers = false;
		} else if (slice_is(line, "---")) {
			text.length = (size_t)(line.at - text.at);
			answers = true;
		} else if (answers && slice_trim(line).length > 0 && line.at[0] != '#') {
			wanted.at[wanted.count++] = slice_trim(line);
		}
	}
	run_article(f, name, slice_trim(text), &wanted);
}

static void articles_are_read(void **state)
{
	(void)state;
	struct fixture f = {0};
	struct error error;
	arena_init(&f.arena);
	job_init(&f.job, 1);
	if (board_open_scheme(&f.board, &f.job, &f.arena, &error) != STATUS_OK)
		fail_msg("%s", error.text);
	run_cases(&f);
	assert_true(f.articles >= 20);
	bool good = true;
	for (size_t k = 0; k < KINDS; k++) {
		double precision = f.found[k] == 0 ? 1 : (double)f.right[k] / (double)f.found[k];
		double recall = f.wanted[k] == 0 ? 1 : (double)f.right[k] / (double)f.wanted[k];
		print_message("%-8s precision %.3f recall %.3f of %zu\n", kinds[k], precision,
			      recall, f.wanted[k]);
		assert_true(f.wanted[k] > 0);
		good &= precision >= 0.95 && recall >= 0.95;
	}
	coding_release(&f.scratch);
	arena_release(&f.arena);
	assert_true(good);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(articles_are_read)};
	return cmocka_run_group_tests_name("articles", tests, NULL, NULL);
}
