#include "reader/converter.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "reader/lock.h"

enum { PATHS_MOST = 32, ARGUMENTS_MOST = 64 };

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

const struct converter converters[] = {
	/* Without -q: a missing table of characters is only said on standard error. */
	{"pdftotext", "pdftotext", "poppler-utils poppler-data",
	 LIST("-tsv", "-enc", "UTF-8", "-", "-"),
	 LIST("/usr/share/poppler", "/var/lib/ghostscript")},
	/* One page at 200 points an inch: what recognition is trained on, 4 MB. */
	{"pdftoppm", "pdftoppm", "poppler-utils poppler-data", LIST("-gray", "-r", "200", "-"),
	 LIST("/usr/share/poppler", "/var/lib/ghostscript", "/usr/share/fonts", "/etc/fonts")},
	{"tesseract", "tesseract", "tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-eng",
	 LIST("stdin", "stdout", "-l", "chi_sim+eng", "--psm", "3", "tsv"),
	 LIST("/usr/share/tesseract-ocr")},
	{"catdoc", "catdoc", "catdoc", LIST("-w", "-d", "utf-8", "-"), LIST("/usr/share/catdoc")},
};
const size_t converter_count = sizeof converters / sizeof *converters;

/* What any program needs to start. */
static const char *const libraries[] = {"/usr/lib",
					"/lib",
					"/lib64",
					"/usr/lib64",
					"/usr/local/lib",
					"/etc/ld.so.cache",
					"/etc/ld.so.preload",
					"/etc/localtime",
					"/usr/share/locale",
					"/usr/lib/locale",
					"/dev/null",
					"/dev/urandom",
					"/sys/devices/system/cpu",
					"/proc/cpuinfo",
					"/proc/meminfo"};
static const char *const folders[] = {"/usr/bin", "/usr/local/bin"};

const struct converter *converter_named(struct slice name)
{
	for (size_t i = 0; i < converter_count; i++)
		if (slice_is(name, converters[i].name))
			return &converters[i];
	return NULL;
}

static size_t append(const char **list, size_t count, size_t most, const char *const *more)
{
	for (size_t i = 0; more != NULL && more[i] != NULL && count + 1 < most; i++)
		list[count++] = more[i];
	list[count] = NULL;
	return count;
}

static bool find_program(const struct converter *converter, char *path, size_t bytes)
{
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		snprintf(path, bytes, "%s/%s", folders[i], converter->program);
		if (access(path, X_OK) == 0)
			return true;
	}
	return false;
}

enum status converter_become(const struct converter *converter, const char *const *more,
			     struct error *error)
{
	/* One thread: what its libraries use of others would not make one document faster. */
	static char *const environment[] = {"LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1", "HOME=/", NULL};
	const char *readable[PATHS_MOST], *arguments[ARGUMENTS_MOST];
	char path[256];
	unsigned layers = 0;
	if (!find_program(converter, path, sizeof path))
		return error_set(error, STATUS_USAGE,
				 "the program %s is not installed (Debian: apt install %s)",
				 converter->program, converter->package);
	size_t count = 0;
	readable[count++] = path;
	for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
		readable[count++] = libraries[i];
	append(readable, count, PATHS_MOST, converter->readable);
	arguments[0] = converter->program;
	count = append(arguments, 1, ARGUMENTS_MOST, converter->arguments);
	append(arguments, count, ARGUMENTS_MOST, more);
	TRY(lock_converter(readable, &layers, error));
	execve(path, (char *const *)(uintptr_t)arguments, environment);
	return error_set(error, STATUS_CHILD, "%s cannot be started: %s", path, strerror(errno));
}
