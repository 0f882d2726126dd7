/*
 * command/request: words separated by NUL, read against a table with every kind of option. Whatever
 * the words, a request that is accepted holds only values that its options allow and as many
 * arguments as its command takes; a request that is refused has a message that ends; and reading
 * the same words twice gives the same.
 */
#include <string.h>

#include "base/number.h"
#include "command/command.h"

#include "check.h"

enum { WORDS_MOST = 64, LEAST = 1, MOST = 3 };

static enum status nothing(struct request *request, struct answer *answer, struct error *error)
{
	(void)request;
	(void)answer;
	(void)error;
	return STATUS_OK;
}

static const struct command_option options[] = {
	{.name = "region", .letter = 'r', .kind = OPTION_TEXT, .value = "REGION", .help = "x"},
	{.name = "draws",
	 .letter = 'd',
	 .kind = OPTION_INTEGER,
	 .value = "N",
	 .standard = "20",
	 .help = "x",
	 .low = 10,
	 .high = 1000},
	{.name = "confidence",
	 .letter = 'c',
	 .kind = OPTION_REAL,
	 .value = "SHARE",
	 .standard = "0.95",
	 .help = "x",
	 .low = 0.5,
	 .high = 0.999},
	{.name = "orientation",
	 .kind = OPTION_CHOICE,
	 .value = "plan|review|present",
	 .standard = "plan",
	 .help = "x"},
	{.name = "own-voice", .letter = 'v', .kind = OPTION_FLAG, .help = "x"},
	{.name = NULL},
};
static const struct command command = {.name = "compare",
				       .summary = "x",
				       .arguments = "A [B [C]]",
				       .least = LEAST,
				       .most = MOST,
				       .options = options,
				       .function = nothing};

static void check_accepted(const struct request *request)
{
	MUST(request_flag(request, "help") ||
	     (request->argument_count >= LEAST && request->argument_count <= MOST));
	int64_t draws = request_integer(request, "draws");
	MUST(draws >= 10 && draws <= 1000);
	double confidence = request_real(request, "confidence");
	MUST(confidence >= 0.5 && confidence <= 0.999);
	struct slice orientation = request_text(request, "orientation");
	MUST(slice_is(orientation, "plan") || slice_is(orientation, "review") ||
	     slice_is(orientation, "present"));
	struct slice voice = request_text(request, "own-voice");
	MUST(voice.length == 0 || slice_is(voice, "true") || slice_is(voice, "false"));
	MUST(request_common(request, "format") != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena arena;
	arena_init(&arena);
	const char *words[WORDS_MOST];
	size_t count = 0;
	struct slice rest = fuzz_text(bytes, length), word;
	while (count < WORDS_MOST && slice_cut(&rest, '\0', &word))
		words[count++] = arena_string(&arena, word);
	struct request first = {.arena = &arena}, second = {.arena = &arena};
	struct error error = {.status = STATUS_OK}, again = {.status = STATUS_OK};
	enum status status = request_parse(&first, &command, words, count, &error);
	MUST(request_parse(&second, &command, words, count, &again) == status);
	if (status == STATUS_OK) {
		check_accepted(&first);
		MUST(first.argument_count == second.argument_count);
	} else {
		MUST(status == STATUS_USAGE && error.status == STATUS_USAGE);
		MUST(error.text[0] != '\0' && memchr(error.text, '\0', sizeof error.text) != NULL);
		MUST(strcmp(error.text, again.text) == 0);
	}
	arena_release(&arena);
	return 0;
}
