/* An invented board of 31 regions and 44 fields: no figure in it says anything about any plan. */
#ifndef QIPAN_TEST_INVENTED_H
#define QIPAN_TEST_INVENTED_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "corpus/answer.h"

static const struct {
	const char *zh, *en, *tier;
} invented_regions[] = {
	{"北京", "Beijing", "east"},
	{"天津", "Tianjin", "east"},
	{"河北", "Hebei", "east"},
	{"山西", "Shanxi", "central"},
	{"内蒙古", "Inner Mongolia", "west"},
	{"辽宁", "Liaoning", "northeast"},
	{"吉林", "Jilin", "northeast"},
	{"黑龙江", "Heilongjiang", "northeast"},
	{"上海", "Shanghai", "east"},
	{"江苏", "Jiangsu", "east"},
	{"浙江", "Zhejiang", "east"},
	{"安徽", "Anhui", "central"},
	{"福建", "Fujian", "east"},
	{"江西", "Jiangxi", "central"},
	{"山东", "Shandong", "east"},
	{"河南", "Henan", "central"},
	{"湖北", "Hubei", "central"},
	{"湖南", "Hunan", "central"},
	{"广东", "Guangdong", "east"},
	{"广西", "Guangxi", "west"},
	{"海南", "Hainan", "east"},
	{"重庆", "Chongqing", "west"},
	{"四川", "Sichuan", "west"},
	{"贵州", "Guizhou", "west"},
	{"云南", "Yunnan", "west"},
	{"西藏", "Tibet", "west"},
	{"陕西", "Shaanxi", "west"},
	{"甘肃", "Gansu", "west"},
	{"青海", "Qinghai", "west"},
	{"宁夏", "Ningxia", "west"},
	{"新疆", "Xinjiang", "west"},
};

static const struct {
	const char *zh, *en;
} invented_codes[] = {
	{"人工智能", "artificial intelligence"},
	{"大模型", "large models"},
	{"人形机器人", "humanoid robots"},
	{"脑机接口", "brain-computer interfaces"},
	{"算力", "computing power"},
	{"数据要素", "data elements"},
	{"低空经济", "low-altitude economy"},
	{"商业航天", "commercial space"},
	{"量子", "quantum"},
	{"生物制造", "biomanufacturing"},
	{"生物医药", "biomedicine"},
	{"半导体", "semiconductors"},
	{"新型显示", "displays"},
	{"软件与云", "software and cloud"},
	{"6G", "6G"},
	{"核聚变", "nuclear fusion"},
	{"新能源", "new energy"},
	{"氢能", "hydrogen"},
	{"储能", "energy storage"},
	{"新材料", "new materials"},
	{"先进制造", "advanced manufacturing"},
	{"新能源车", "electric vehicles"},
	{"轨道交通", "rail"},
	{"造船海工", "ships and offshore"},
	{"数字经济", "digital economy"},
	{"数字贸易", "digital trade"},
	{"物流", "logistics"},
	{"金融科技", "fintech"},
	{"文化旅游", "tourism"},
	{"数字内容", "digital content"},
	{"养老", "elderly care"},
	{"卫生健康", "health"},
	{"教育", "education"},
	{"现代农业", "modern agriculture"},
	{"种业", "seeds"},
	{"海洋", "ocean economy"},
	{"石化", "petrochemicals"},
	{"有色矿产", "metals and minerals"},
	{"消费品", "consumer goods"},
	{"绿色低碳", "green and low-carbon"},
	{"应急安全", "emergency and safety"},
	{"智慧城市", "smart cities"},
	{"工业软件", "industrial software"},
	{"智能驾驶", "autonomous driving"},
};

enum {
	INVENTED_REGIONS = sizeof invented_regions / sizeof *invented_regions,
	INVENTED_CODES = sizeof invented_codes / sizeof *invented_codes,
};

static inline double invented_share(size_t region, size_t code)
{
	uint32_t x = (uint32_t)(region * 2654435761u) ^ (uint32_t)(code * 40503u * 65537u + 12345u);
	x ^= x >> 15;
	x *= 2246822519u;
	x ^= x >> 13;
	x *= 3266489917u;
	x ^= x >> 16;
	double u = (x % 1000) / 1000.0, level = 0.09 / (1 + (double)((code * 17) % INVENTED_CODES));
	double value = level * (0.3 + 1.9 * u) + (u > 0.97 ? 0.06 : 0);
	return value < 0.0012 ? 0 : round(value * 5000) / 5000;
}

/* logs: log location quotients (signed) in place of shares. */
static inline void invented_board(struct answer *answer, struct arena *arena, bool chinese,
				  bool logs)
{
	answer_init(answer, arena, "board");
	answer->title = chinese ? slice_from("31 个地区 × 44 个领域：规划句占比（%）")
				: slice_from("31 regions × 44 fields: share of plan sentences (%)");
	answer->footnote =
		slice_from(chinese ? "虚构数据。分母：各地区规划部分的句子数。"
				   : "Invented data. Denominator: plan sentences of the region.");
	answer_column(answer, "region", "", "region", SHOW_PLAIN);
	answer_column(answer, "tier", "", "tier of the region", SHOW_PLAIN);
	answer_column(answer, "code", "", "code", SHOW_PLAIN);
	answer_column(answer, "label", "", "label of the code", SHOW_PLAIN);
	answer_column(answer, logs ? "log_location_quotient" : "attention",
		      logs ? "log ratio" : "share of sentences", "value",
		      logs ? SHOW_PLAIN : SHOW_SHARE);
	answer_column(answer, "state", "", "state of the value", SHOW_PLAIN);
	answer->grid = (struct answer_grid){.row = "region",
					    .column = "code",
					    .value = answer->columns[4].name,
					    .row_group = "tier",
					    .state = "state",
					    .column_label = "label"};
	for (size_t r = 0; r < INVENTED_REGIONS; r++) {
		for (size_t c = 0; c < INVENTED_CODES; c++) {
			double share = invented_share(r, c);
			bool missing = strcmp(invented_regions[r].en, "Tibet") == 0;
			bool partial = strcmp(invented_regions[r].en, "Gansu") == 0;
			answer_row(answer);
			answer_put_string(answer, chinese ? invented_regions[r].zh
							  : invented_regions[r].en);
			answer_put_string(answer, invented_regions[r].tier);
			answer_put_string(answer, invented_codes[c].en);
			answer_put_string(answer,
					  chinese ? invented_codes[c].zh : invented_codes[c].en);
			double value = logs ? log((share + 0.002) / 0.02) : share;
			answer_put_real(answer, missing ? NAN : value);
			answer_put_string(answer, missing      ? "no_document"
						  : partial    ? "partial"
						  : share == 0 ? "zero"
							       : "value");
		}
	}
}

#endif
