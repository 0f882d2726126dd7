/* The order in which help, man pages and the page's menu show the verbs. */
#include "command/rows.h"

const struct command *const commands[] = {
	&new_command,	     &add_command,	&fetch_command,	   &status_command,
	&check_command,	     &board_command,	&profile_command,  &gradient_command,
	&similarity_command, &compare_command,	&keyness_command,  &balance_command,
	&positions_command,  &risk_command,	&pair_command,	   &crowding_command,
	&divide_command,     &plus_command,	&evidence_command, &document_command,
	&targets_command,    &claims_command,	&quotes_command,   &route_command,
	&search_command,     &reuse_command,	&diff_command,	   &measures_command,
	&serve_command,	     &codebook_command, &regions_command,  &sample_command,
	&agreement_command,  &correct_command,	&report_command,   &export_command,
	&limits_command,
};
const size_t command_count = sizeof commands / sizeof *commands;
