/*
 * The functions behind the rows of measures[], one file a family. Nothing outside this room calls
 * them by name: find the row.
 */
#ifndef QIPAN_MEASURE_FAMILY_H
#define QIPAN_MEASURE_FAMILY_H

#include "measure/measure.h"

/* M01 density.c */
measure_function measure_density;
/* M02 orientation_share.c */
measure_function measure_past_share;
/* M04 attention.c */
measure_function measure_attention, measure_per_10000;
/* M05 focus.c */
measure_function measure_focus_attention;
/* M06 quotient.c */
measure_function measure_location_quotient, measure_log_location_quotient;
/* M07 log_odds.c */
measure_function measure_log_odds, measure_log_odds_ratio;
/* M08, M09 profile_shape.c */
measure_function measure_distinctiveness, measure_concentration, measure_effective_codes,
	measure_evenness;
/* M13 breadth.c */
measure_function measure_breadth, measure_deep_breadth, measure_effective_regions;
/* M14 me_too.c */
measure_function measure_me_too;
/* M15 relatedness.c */
measure_function measure_relatedness, measure_diversity, measure_ubiquity;
/* M25 pmc.c */
measure_function measure_pmc, measure_pmc_matched;
/* M34 commitment.c */
measure_function measure_commitment, measure_binding_share;

#endif
