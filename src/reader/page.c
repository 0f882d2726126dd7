#include "reader/page.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/number.h"
#include "base/utf8.h"
#include "reader/join.h"

/* Gaps are in heights of the line. A wider one ends the line: another column or cell. */
static const double line_gap = 1.3;
/* Narrower ones are no space: between Chinese characters, and the air that programs put between
 * Chinese and Latin ones. */
static const double han_gap = 0.9, mixed_gap = 0.35;

struct slice page_line_text(const struct pages *pages, const struct page_line *line)
{
	return (struct slice){pages->text.at + line->start, line->end - line->start};
}

/* ---- words to lines ---- */

struct row {
	int64_t level;
	double left, top, width, height;
	struct slice text;
};

static bool read_row(struct slice line, struct row *row)
{
	enum { LEFT = 6, FIELDS = 12 };
	struct slice fields[FIELDS];
	for (int i = 0; i < FIELDS; i++)
		if (!slice_cut(&line, '\t', &fields[i]))
			return false;
	row->text = slice_trim(fields[FIELDS - 1]);
	return number_read_integer(fields[0], &row->level) &&
	       number_read_real(fields[LEFT], &row->left) &&
	       number_read_real(fields[LEFT + 1], &row->top) &&
	       number_read_real(fields[LEFT + 2], &row->width) &&
	       number_read_real(fields[LEFT + 3], &row->height);
}

static enum status add_page(struct pages *pages, const struct row *row, struct error *error)
{
	if (pages->count == LIMIT_PAGES)
		return error_set(error, STATUS_LIMIT, "has more than %d pages (PAGES): split it",
				 LIMIT_PAGES);
	pages->at = memory_grow(pages->at, &pages->capacity, pages->count + 1, sizeof *pages->at);
	pages->at[pages->count++] = (struct page){
		.width = row->width, .height = row->height, .first = pages->line_count};
	return STATUS_OK;
}

/* Is there a space between two words, `gap` heights apart? */
static bool has_space(struct slice before, struct slice word, double gap)
{
	size_t bytes;
	bool last = is_ideographic(utf8_read(before, utf8_previous(before, before.length), &bytes));
	bool first = is_ideographic(utf8_read(word, 0, &bytes));
	if (last && first)
		return gap > han_gap;
	return last || first ? gap > mixed_gap : gap > 0;
}

/* The width of what cannot be parted at the beginning of a line: a word, or one character of
 * Chinese with the mark that may follow it. */
static double width_of_first(const struct row *row)
{
	size_t bytes;
	bool ideographic = is_ideographic(utf8_read(row->text, 0, &bytes));
	return ideographic && row->width > 2 * row->height ? 2 * row->height : row->width;
}

/* box: the row of the line that the word stands in, which is as high as its highest letter, while
 * a recogniser gives 一 its own height; height 0: unknown. */
static void add_word(struct pages *pages, const struct row *word, const struct row *box,
		     bool *begins)
{
	struct row own = *word, *row = &own;
	if (box->height > own.height) {
		own.top = box->top;
		own.height = box->height;
	}
	if (row->text.length == 0 || pages->count == 0 || !(row->height > 0) || !(row->width >= 0))
		return;
	struct page_line *line =
		pages->line_count > 0 ? &pages->lines[pages->line_count - 1] : NULL;
	double gap = line == NULL ? 0 : (row->left - line->right) / row->height;
	if (*begins || line == NULL || gap > line_gap || gap < -line_gap) {
		*begins = false;
		pages->lines = memory_grow(pages->lines, &pages->line_capacity,
					   pages->line_count + 1, sizeof *pages->lines);
		line = &pages->lines[pages->line_count++];
		*line = (struct page_line){.left = row->left,
					   .right = row->left,
					   .top = row->top,
					   .bottom = row->top + row->height,
					   .first_width = width_of_first(row),
					   .page = (uint32_t)(pages->count - 1),
					   .start = pages->text.length};
		pages->at[pages->count - 1].count++;
	} else if (has_space(page_line_text(pages, line), row->text, gap)) {
		buffer_append_byte(&pages->text, ' ');
	}
	buffer_append(&pages->text, row->text);
	line->end = pages->text.length;
	if (row->left + row->width > line->right)
		line->right = row->left + row->width;
	if (row->top < line->top)
		line->top = row->top;
	if (row->top + row->height > line->bottom)
		line->bottom = row->top + row->height;
}

static enum status read_rows(struct pages *pages, struct slice tsv, struct error *error)
{
	enum { LEVEL_PAGE = 1, LEVEL_LINE = 4, LEVEL_WORD = 5 };
	struct slice line;
	struct row row;
	struct row box = {0};
	bool begins = true;
	while (slice_cut(&tsv, '\n', &line)) {
		if (!read_row(line, &row))
			continue;
		if (row.level == LEVEL_PAGE)
			TRY(add_page(pages, &row, error));
		if (row.level == LEVEL_WORD)
			add_word(pages, &row, &box, &begins);
		else {
			begins = true;
			box = row.level == LEVEL_LINE ? row : (struct row){0};
		}
	}
	return STATUS_OK;
}

/* ---- lines to reading order ---- */

static double middle(const struct page_line *line)
{
	return (line->top + line->bottom) / 2;
}

static int by_number(double a, double b)
{
	return a < b ? -1 : a > b;
}

static int by_middle(const void *one, const void *other)
{
	const struct page_line *a = one, *b = other;
	int order = by_number(middle(a), middle(b));
	if (order == 0)
		order = by_number(a->left, b->left);
	return order != 0 ? order : a->start < b->start ? -1 : a->start > b->start;
}

static int by_band(const void *one, const void *other)
{
	const struct page_line *a = one, *b = other;
	if (a->band != b->band)
		return a->band < b->band ? -1 : 1;
	int order = by_number(a->left, b->left);
	return order != 0 ? order : a->start < b->start ? -1 : a->start > b->start;
}

/* Lines whose middles are less than half a line apart stand side by side. */
static void find_bands(struct page_line *lines, size_t count)
{
	qsort(lines, count, sizeof *lines, by_middle);
	uint32_t band = 0;
	size_t first = 0;
	for (size_t i = 0; i < count; i++) {
		double reach = (lines[first].bottom - lines[first].top) / 2;
		if (middle(&lines[i]) - middle(&lines[first]) > reach) {
			first = i;
			band++;
		}
		lines[i].band = band;
	}
	qsort(lines, count, sizeof *lines, by_band);
}

/* By byte: what is appended lies in the buffer itself, which may move. */
static void append_again(struct pages *pages, size_t start, size_t end)
{
	for (size_t at = start; at < end; at++)
		buffer_append_byte(&pages->text, pages->text.at[at]);
}

static void move_to_end(struct pages *pages, struct page_line *line)
{
	size_t start = pages->text.length;
	append_again(pages, line->start, line->end);
	line->start = start;
	line->end = pages->text.length;
}

/* Pieces of one line that the program had torn apart. */
static size_t merge_pieces(struct pages *pages, struct page_line *lines, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		struct page_line *last = kept > 0 ? &lines[kept - 1] : NULL;
		double height = lines[i].bottom - lines[i].top;
		double gap = last == NULL ? 0 : (lines[i].left - last->right) / height;
		if (last == NULL || last->band != lines[i].band || gap > line_gap ||
		    gap < -line_gap || !(height > 0)) {
			lines[kept++] = lines[i];
			continue;
		}
		bool space = has_space(page_line_text(pages, last),
				       page_line_text(pages, &lines[i]), gap);
		/* Moved to the end once: further pieces only append. */
		if (last->end != pages->text.length)
			move_to_end(pages, last);
		if (space)
			buffer_append_byte(&pages->text, ' ');
		append_again(pages, lines[i].start, lines[i].end);
		last->end = pages->text.length;
		last->right = lines[i].right > last->right ? lines[i].right : last->right;
	}
	return kept;
}

/* ---- two columns ---- */

static const double edge_share = 0.125; /* heads and feet do not count */

struct sides {
	size_t crossing, left, right, full_left, full_right;
	double left_edge, right_edge; /* where the left column ends and the right one begins */
};

static bool is_edge(const struct page *page, const struct page_line *line)
{
	return line->bottom < edge_share * page->height ||
	       line->top > (1 - edge_share) * page->height;
}

static void find_edges(const struct page *page, const struct page_line *lines, double gutter,
		       struct sides *sides)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct page_line *line = &lines[i];
		if (is_edge(page, line))
			continue;
		bool left = line->right <= gutter, right = line->left >= gutter;
		sides->left += left;
		sides->right += right;
		sides->crossing += !left && !right;
		if (left && line->right > sides->left_edge)
			sides->left_edge = line->right;
		if (right && line->left < sides->right_edge)
			sides->right_edge = line->left;
	}
}

static struct sides count_sides(const struct page *page, const struct page_line *lines,
				double gutter, double left, double right)
{
	struct sides sides = {.left_edge = left, .right_edge = right};
	find_edges(page, lines, gutter, &sides);
	for (size_t i = 0; i < page->count; i++) {
		double width = lines[i].right - lines[i].left;
		if (lines[i].right <= gutter)
			sides.full_left += width > 0.6 * (sides.left_edge - left);
		else if (lines[i].left >= gutter)
			sides.full_right += width > 0.6 * (right - sides.right_edge);
	}
	return sides;
}

/* Where a page is set in two columns: the place in its middle third that fewest lines cross, if
 * most lines keep to one side and most of those fill it (cells of a table do not); 0: nowhere. */
static double find_gutter(const struct page *page, const struct page_line *lines)
{
	enum { PLACES = 25, SIDE_LINES_LEAST = 5 };
	double left = page->width, right = 0, best_place = 0;
	size_t best = SIZE_MAX;
	for (size_t i = 0; i < page->count; i++) {
		if (is_edge(page, &lines[i]))
			continue;
		left = lines[i].left < left ? lines[i].left : left;
		right = lines[i].right > right ? lines[i].right : right;
	}
	for (int i = 0; i <= PLACES; i++) {
		double place = left + (right - left) * (0.35 + 0.3 * i / PLACES);
		struct sides s = count_sides(page, lines, place, left, right);
		bool wide = s.left_edge - left > 0.3 * (right - left) &&
			    right - s.right_edge > 0.3 * (right - left);
		if (s.crossing < best && 5 * s.crossing <= page->count && wide &&
		    s.left >= SIDE_LINES_LEAST && s.right >= SIDE_LINES_LEAST &&
		    2 * s.full_left > s.left && 2 * s.full_right > s.right) {
			best = s.crossing;
			best_place = place;
		}
	}
	return best_place;
}

static void order_columns(const struct page *page, struct page_line *lines, double gutter,
			  struct page_line *room)
{
	size_t out = 0, count = page->count;
	for (size_t i = 0; i < count; i++)
		lines[i].column = is_edge(page, &lines[i])   ? 0
				  : lines[i].right <= gutter ? 1
				  : lines[i].left >= gutter  ? 2
							     : 0;
	for (size_t from = 0, to; from < count; from = to) {
		to = from + 1;
		if (lines[from].column == 0) {
			room[out++] = lines[from];
			continue;
		}
		while (to < count && lines[to].column != 0)
			to++;
		for (uint8_t column = 1; column <= 2; column++)
			for (size_t i = from; i < to; i++)
				if (lines[i].column == column)
					room[out++] = lines[i];
	}
	for (size_t i = 0; i < count; i++)
		lines[i] = room[i];
}

static void order_page(struct pages *pages, struct page *page, size_t to, struct page_line *room)
{
	struct page_line *lines = &pages->lines[page->first];
	find_bands(lines, page->count);
	page->count = merge_pieces(pages, lines, page->count);
	double gutter = find_gutter(page, lines);
	if (gutter > 0)
		order_columns(page, lines, gutter, room);
	for (size_t i = 0; i < page->count; i++)
		pages->lines[to + i] = lines[i];
	page->first = to;
}

enum status pages_read(struct pages *pages, struct slice tsv, struct error *error)
{
	*pages = (struct pages){0};
	buffer_init(&pages->text);
	TRY(read_rows(pages, tsv, error));
	struct page_line *room = memory_resize(NULL, pages->line_count + 1, sizeof *room);
	size_t to = 0;
	for (size_t i = 0; i < pages->count; i++) {
		if (pages->at[i].count > 0)
			order_page(pages, &pages->at[i], to, room);
		to += pages->at[i].count;
	}
	pages->line_count = to;
	free(room);
	return STATUS_OK;
}

void pages_release(struct pages *pages)
{
	buffer_release(&pages->text);
	free(pages->lines);
	free(pages->at);
	*pages = (struct pages){0};
}
