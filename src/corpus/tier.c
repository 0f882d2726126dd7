#include "corpus/tier.h"

static const struct {
	const char *tier, *chinese;
} tiers[] = {{"east", "东部"}, {"central", "中部"}, {"west", "西部"}, {"northeast", "东北"}};

const char *tier_chinese(struct slice tier)
{
	for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++)
		if (slice_is(tier, tiers[i].tier))
			return tiers[i].chinese;
	return NULL;
}
