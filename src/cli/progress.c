#include "cli/progress.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "view/width.h"

enum { BAR = 20 };
static const double SILENT_SECONDS = 0.5, LINE_AFTER_SECONDS = 2, LINE_EVERY_SECONDS = 30;

void progress_init(struct progress *progress, enum progress_kind kind, unsigned width)
{
	*progress = (struct progress){.kind = kind, .width = width, .phase = "", .last_line = -1};
}

static bool counts_bytes(const char *unit)
{
	return strcmp(unit, "bytes") == 0;
}

static void append_amount(struct buffer *out, const char *unit, uint64_t amount)
{
	if (counts_bytes(unit))
		number_append_fixed(out, (double)amount / 1e6, 1);
	else
		number_append_grouped(out, (int64_t)amount);
}

static void append_bar(struct buffer *out, uint64_t done, uint64_t total)
{
	double share = fmin((double)done / (double)total, 1);
	unsigned filled = (unsigned)(share * BAR);
	for (unsigned i = 0; i < BAR; i++)
		buffer_append_string(out, i < filled ? "━" : "─");
	buffer_append_string(out, "  ");
}

static void append_time(struct buffer *out, double seconds)
{
	uint64_t whole = (uint64_t)fmin(ceil(seconds), 1e9);
	if (whole < 60)
		buffer_printf(out, "%llu s", (unsigned long long)whole);
	else if (whole < 3600)
		buffer_printf(out, "%llu min %llu s", (unsigned long long)(whole / 60),
			      (unsigned long long)(whole % 60));
	else
		buffer_printf(out, "%llu h %llu min", (unsigned long long)(whole / 3600),
			      (unsigned long long)(whole / 60 % 60));
}

void progress_append_line(struct buffer *out, const char *phase, const char *unit, uint64_t done,
			  uint64_t total, double seconds, unsigned width)
{
	struct buffer line;
	buffer_init(&line);
	buffer_printf(&line, "%s  ", phase);
	if (total > 0)
		append_bar(&line, done, total);
	append_amount(&line, unit, done);
	if (total > 0) {
		buffer_append_string(&line, " of ");
		append_amount(&line, unit, total);
	}
	buffer_printf(&line, " %s", counts_bytes(unit) ? "MB" : unit);
	/* A rate over the first moments would only flicker. */
	if (seconds >= 1 && done > 0) {
		double rate = (double)done / seconds;
		buffer_append_string(&line, "  ");
		if (counts_bytes(unit) || rate < 10)
			number_append_fixed(&line, counts_bytes(unit) ? rate / 1e6 : rate, 1);
		else
			number_append_grouped(&line, (int64_t)rate);
		buffer_append_string(&line, "/s");
		if (total > done) {
			buffer_append_string(&line, "  ");
			append_time(&line, (double)(total - done) / rate);
			buffer_append_string(&line, " left");
		}
	}
	width_append_cut(out, buffer_slice(&line), width);
	buffer_release(&line);
}

static void draw(struct progress *progress, const struct job *job, double now, struct buffer *out)
{
	const char *unit = atomic_load(&job->unit);
	progress_append_line(out, progress->phase, unit, atomic_load(&job->done),
			     atomic_load(&job->total), now - progress->phase_started,
			     progress->kind == PROGRESS_TERMINAL ? progress->width - 1 : 200);
}

void progress_tick(struct progress *progress, const struct job *job, double now, struct buffer *out)
{
	if (progress->kind == PROGRESS_NONE)
		return;
	if (!progress->started_set) {
		progress->started = now;
		progress->phase_started = now;
		progress->started_set = true;
	}
	const char *phase = atomic_load(&job->phase);
	uint64_t done = atomic_load(&job->done);
	if (strcmp(phase, progress->phase) != 0 || done < progress->last_done) {
		progress->phase = phase;
		progress->phase_started = now;
	}
	progress->last_done = done;
	if (phase[0] == '\0')
		return;
	if (progress->kind == PROGRESS_TERMINAL) {
		if (now - progress->started < SILENT_SECONDS)
			return;
		buffer_append_byte(out, '\r');
		draw(progress, job, now, out);
		buffer_append_string(out, "\x1b[K");
		progress->drawn = true;
	} else if (now - progress->phase_started >= LINE_AFTER_SECONDS &&
		   (progress->last_line < 0 || now - progress->last_line >= LINE_EVERY_SECONDS)) {
		buffer_append_string(out, "qipan: ");
		draw(progress, job, now, out);
		buffer_append_byte(out, '\n');
		progress->last_line = now;
	}
}

void progress_clear(struct progress *progress, struct buffer *out)
{
	if (progress->drawn)
		buffer_append_string(out, "\r\x1b[K");
	progress->drawn = false;
}
