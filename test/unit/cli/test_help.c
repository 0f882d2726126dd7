#include "check.h"

#include <limits.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/help.h"
#include "cli/manual.h"
#include "view/width.h"

static enum status nothing(struct request *request, struct answer *answer, struct error *error)
{
	(void)request;
	(void)answer;
	(void)error;
	return STATUS_OK;
}

static const struct command_option options[] = {
	{.name = "text-field",
	 .kind = OPTION_TEXT,
	 .value = "NAME",
	 .standard = "text",
	 .help = "column that holds the text; it's quoted: \"yes\""},
	{.name = "draws",
	 .letter = 'd',
	 .kind = OPTION_INTEGER,
	 .value = "N",
	 .standard = "2000",
	 .help = "bootstrap replicates",
	 .low = 10,
	 .high = 100000},
	{.name = "quiet", .letter = 'q', .kind = OPTION_FLAG, .help = "the verb's own"},
	{.name = "orientation",
	 .kind = OPTION_CHOICE,
	 .value = "plan|review",
	 .help = "which passages count"},
	{.name = NULL},
};
static const struct command verbs[] = {
	{.name = "add",
	 .summary = "read files, folders and tables into the board",
	 .arguments = "PATH...",
	 .least = 1,
	 .most = UINT_MAX,
	 .description = "Unchanged documents are skipped.\n\n.dots at a line's start and \\ are no "
			"requests.",
	 .examples = "qipan add plans/ # a folder\nqipan add t.tsv --text-field body # a table",
	 .group = "make a board",
	 .options = options,
	 .function = nothing},
	{.name = "board",
	 .summary = "show the matrix",
	 .arguments = "",
	 .group = "ask it",
	 .function = nothing},
	{.name = "new",
	 .summary = "make a board",
	 .arguments = "",
	 .group = "make a board",
	 .function = nothing},
	{.name = "odd", .summary = "has no group", .arguments = "", .function = nothing},
};
static const struct command *const verb_order[] = {&verbs[0], &verbs[1], &verbs[2], &verbs[3]};
static const struct verb_table table = {verb_order, 4};

static struct buffer out;

static int begin(void **state)
{
	(void)state;
	buffer_init(&out);
	return 0;
}

static int end(void **state)
{
	(void)state;
	buffer_release(&out);
	return 0;
}

static bool holds(const char *text)
{
	return slice_find(buffer_slice(&out), slice_from(text), 0) != SIZE_MAX;
}

static void verbs_stand_in_their_groups(void **state)
{
	(void)state;
	help_append_overview(&out, &table, 80, false);
	size_t last = 0;
	const char *order[] = {"\nmake a board\n", "  add    read",   "  new    make", "\nask it\n",
			       "  board  show",	   "\nother verbs\n", "  odd    has"};
	for (size_t i = 0; i < 7; i++) {
		size_t at = slice_find(buffer_slice(&out), slice_from(order[i]), last);
		if (at == SIZE_MAX)
			fail_msg("\"%s\" is not there in order:\n%s", order[i], out.at);
		last = at;
	}
}

static void one_verb_is_explained_whole(void **state)
{
	(void)state;
	help_append_verb(&out, &verbs[0], 80, false);
	assert_true(holds("usage: qipan add [options] PATH...\n"));
	assert_true(holds("Unchanged documents are skipped.\n\n"));
	assert_true(holds("  -d, --draws N               bootstrap replicates (default 2000; 10 to "
			  "100000)\n"));
	assert_true(holds("      --orientation plan|review\n"));
	assert_true(holds("the verb's own"));
	assert_false(holds("no progress")); /* the common --quiet gives way */
	assert_true(holds("  qipan add plans/ # a folder\n"));
}

static void help_fits_the_width(void **state)
{
	(void)state;
	for (unsigned width = 50; width <= 100; width += 10) {
		buffer_clear(&out);
		help_append_overview(&out, &table, width, false);
		help_append_verb(&out, &verbs[0], width, false);
		struct slice rest = buffer_slice(&out), line;
		while (slice_cut(&rest, '\n', &line))
			/* The usage line and examples are typed as they stand. */
			if (!slice_starts(line, SLICE("  qipan")) && width_of(line) > width)
				fail_msg("%u: %.*s", width, (int)line.length, line.at);
	}
}

/* What roff reads back as, as far as this text needs it. */
static void append_unescaped(struct buffer *plain, struct slice page)
{
	for (size_t i = 0; i < page.length; i++) {
		if (page.at[i] != '\\') {
			buffer_append_byte(plain, page.at[i]);
		} else if (page.at[++i] != '&') {
			buffer_append_byte(plain, page.at[i] == 'e' ? '\\' : page.at[i]);
		}
	}
}

static void man_page_and_help_have_the_same_options(void **state)
{
	(void)state;
	for (size_t i = 0; i < table.count; i++) {
		struct buffer page, plain, part;
		buffer_init(&page);
		buffer_init(&plain);
		buffer_init(&part);
		manual_append_verb(&page, &verbs[i]);
		append_unescaped(&plain, buffer_slice(&page));
		buffer_clear(&out);
		help_append_verb(&out, &verbs[i], 100, false);
		size_t in_help = 0, in_page = 0, at = 0;
		while ((at = slice_find(buffer_slice(&plain), SLICE(".TP\n.B "), at)) != SIZE_MAX) {
			struct slice rest = {plain.at + at + 7, plain.length - at - 7}, form;
			slice_cut(&rest, '\n', &form);
			at += 7;
			if (form.at[0] != '-')
				continue; /* an exit code */
			in_page++;
			if (slice_find(buffer_slice(&out), form, 0) == SIZE_MAX)
				fail_msg("%s: %.*s is not in help", verbs[i].name, (int)form.length,
					 form.at);
		}
		struct slice rest = buffer_slice(&out), line;
		while (slice_cut(&rest, '\n', &line))
			in_help += slice_starts(line, SLICE("  -")) ||
				   slice_starts(line, SLICE("      --"));
		assert_int_equal(in_help, in_page);
		assert_true(in_page > 8);
		buffer_release(&part);
		buffer_release(&plain);
		buffer_release(&page);
	}
}

static void roff_reads_no_requests_in_text(void **state)
{
	(void)state;
	manual_append_verb(&out, &verbs[0]);
	assert_true(holds("\n\\&.dots at a line's start and \\e are no requests.\n"));
	assert_true(holds("\\-\\-text\\-field NAME"));
	assert_true(holds(".TH \"QIPAN-ADD\" \"1\" \"\""));
	buffer_clear(&out);
	manual_append_overview(&out, &table);
	assert_true(holds("qipan\\-add(1)") || holds("(qipan\\-add(1))"));
	assert_true(holds("done, but documents were skipped"));
}

/* Every verb, every option and every choice is offered by each shell. */
static void completions_offer_everything(void **state)
{
	(void)state;
	void (*const shells[])(struct buffer *, const struct verb_table *) = {
		completion_append_bash, completion_append_zsh, completion_append_fish};
	for (size_t i = 0; i < 3; i++) {
		buffer_clear(&out);
		shells[i](&out, &table);
		for (size_t v = 0; v < table.count; v++)
			assert_true(holds(verbs[v].name));
		assert_true(holds("text-field"));
		assert_true(holds("plan review"));
		assert_true(holds("text json csv tsv jsonl"));
	}
}

/* Bash itself is asked, with a word that begins a choice. Skipped where there is no bash. */
static void bash_completes_a_choice(void **state)
{
	(void)state;
	if (access("/bin/bash", X_OK) != 0) {
		print_message("# no /bin/bash here\n");
		skip();
	}
	completion_append_bash(&out, &table);
	const char *script = "\nCOMP_WORDS=(qipan add --orientation re); COMP_CWORD=3; compopt() { "
			     ":; }; _qipan; "
			     "[[ ${COMPREPLY[*]} == review ]] || exit 1\n"
			     "COMP_WORDS=(qipan b); COMP_CWORD=1; _qipan; [[ ${COMPREPLY[*]} == "
			     "board ]] || exit 2\n"
			     "COMP_WORDS=(qipan add --text); COMP_CWORD=2; _qipan; "
			     "[[ ${COMPREPLY[*]} == --text-field ]] || exit 3\n";
	buffer_append_string(&out, script);
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[0], 0);
		close(ends[0]);
		close(ends[1]);
		execl("/bin/bash", "bash", "--norc", "-s", (char *)NULL);
		_exit(127);
	}
	close(ends[0]);
	assert_int_equal(write(ends[1], out.at, out.length), (ssize_t)out.length);
	close(ends[1]);
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(verbs_stand_in_their_groups),
		TEST(one_verb_is_explained_whole),
		TEST(help_fits_the_width),
		TEST(man_page_and_help_have_the_same_options),
		TEST(roff_reads_no_requests_in_text),
		TEST(completions_offer_everything),
		TEST(bash_completes_a_choice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
