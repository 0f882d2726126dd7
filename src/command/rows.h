/*
 * What the rows of the table of verbs are written with: forms of options, options that several
 * verbs share, and the headings of "qipan help". One file a group of verbs holds the rows;
 * commands.c puts them in order.
 */
#ifndef QIPAN_COMMAND_ROWS_H
#define QIPAN_COMMAND_ROWS_H

#include "command/verbs.h"

#include <limits.h>

#define END_OF_OPTIONS                                                                             \
	{                                                                                          \
		NULL, 0, OPTION_FLAG, NULL, NULL, NULL, 0, 0                                       \
	}
#define TEXT(name, value, standard, help)                                                          \
	{                                                                                          \
		name, 0, OPTION_TEXT, value, standard, help, 0, 0                                  \
	}
#define FLAG(name, help)                                                                           \
	{                                                                                          \
		name, 0, OPTION_FLAG, NULL, NULL, help, 0, 0                                       \
	}
#define CHOICE(name, choices, standard, help)                                                      \
	{                                                                                          \
		name, 0, OPTION_CHOICE, choices, standard, help, 0, 0                              \
	}
#define INTEGER(name, value, standard, help, low, high)                                            \
	{                                                                                          \
		name, 0, OPTION_INTEGER, value, standard, help, low, high                          \
	}

/* Options that several verbs share, word for word. */
#define BY_OPTION                                                                                  \
	TEXT("by", "CODES", "field",                                                               \
	     "columns: a branch of the codebook stands for its children; several with commas; "    \
	     "leaves, axes")
#define REGION_OPTION TEXT("region", "NAMES", NULL, "only these regions, separated by commas")
#define TIER_OPTION TEXT("tier", "TIERS", NULL, "only regions of these tiers, separated by commas")
#define KIND_OPTION TEXT("kind", "KIND", NULL, "only documents of this kind")
#define ORIENTATION_ONLY(standard)                                                                 \
	TEXT("orientation", "WORDS", standard,                                                     \
	     "sentences that speak of: plan, review, present (with commas), or any")
/* Which sentences count; every verb that measures takes both. */
#define ORIENTATION_OPTION(standard)                                                               \
	ORIENTATION_ONLY(standard),                                                                \
		FLAG("own-voice",                                                                  \
		     "without sentences that come from above, from an earlier region, or that "    \
		     "three or more regions have (qipan reuse)")
#define BOOTSTRAP_OPTIONS                                                                          \
	INTEGER("draws", "N", "2000", "bootstrap draws for intervals, 0 for none", 0, 100000),     \
		INTEGER("seed", "N", "20260101", "seed of the draws", 0, 4294967295.0),            \
	{                                                                                          \
		"confidence", 0, OPTION_REAL, "P", "0.95", "confidence of the intervals", 0.5,     \
			0.9999                                                                     \
	}

/* Headings of "qipan help". */
#define MAKING "the board"
#define ASKING "questions"
#define SHOWING "the page"
#define SCHEME "codes and regions"
#define CHECKING "people and the program"
#define TAKING "taking results along"
#define ABOUT "about the program"

/* Each row is one verb; the files commands_*.c hold them. */
extern const struct command new_command;
extern const struct command add_command;
extern const struct command fetch_command;
extern const struct command status_command;
extern const struct command check_command;
extern const struct command board_command;
extern const struct command profile_command;
extern const struct command gradient_command;
extern const struct command similarity_command;
extern const struct command compare_command;
extern const struct command keyness_command;
extern const struct command balance_command;
extern const struct command positions_command;
extern const struct command risk_command;
extern const struct command pair_command;
extern const struct command crowding_command;
extern const struct command divide_command;
extern const struct command plus_command;
extern const struct command evidence_command;
extern const struct command document_command;
extern const struct command targets_command;
extern const struct command claims_command;
extern const struct command quotes_command;
extern const struct command route_command;
extern const struct command search_command;
extern const struct command reuse_command;
extern const struct command diff_command;
extern const struct command measures_command;
extern const struct command serve_command;
extern const struct command codebook_command;
extern const struct command regions_command;
extern const struct command sample_command;
extern const struct command agreement_command;
extern const struct command correct_command;
extern const struct command report_command;
extern const struct command export_command;
extern const struct command limits_command;

#endif
