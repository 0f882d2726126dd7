#include "view/label.h"

struct label {
	const char *name, *chinese;
};

static const struct label headings[] = {
	{"region_en", "英文名"},
	{"earlier", "较早文档"},
	{"earlier_region", "较早地区"},
	{"earlier_date", "较早日期"},
	{"later", "较晚文档"},
	{"later_region", "较晚地区"},
	{"later_date", "较晚日期"},
	{"relation", "关系"},
	{"why", "依据"},
	{"identity", "一致度"},
	{"class", "类别"},
	{"cluster", "句簇"},
	{"parent", "直接来源"},
	{"source_date", "来源日期"},
	{"holders", "共有文档"},
	{"holder_regions", "共有地区"},
	{"chain", "来源链"},
	{"tie", "同期"},
	{"item", "项目"},
	{"other_en", "对方"},
	{"likeness", "相似度"},
	{"expected", "偶然期望"},
	{"expected_sd", "期望标准差"},
	{"mean_likeness", "与各地平均"},
	{"mean_expected", "平均期望"},
	{"place", "次序"},
	{"group", "组"},
	{"effect", "效应量"},
	{"p_adjusted", "校正 p"},
	{"p_order_adjusted", "次序校正 p"},
	{"reading", "结论"},
	{"reading_en", "结论"},
	{"exceptions", "例外"},
	{"exceptions_en", "例外"},
	{"median_east", "东部中位数"},
	{"median_central", "中部中位数"},
	{"median_west", "西部中位数"},
	{"median_northeast", "东北中位数"},
	{"item_en", "项目"},
	{"figure", "数值"},
	{"note", "说明"},
	{"note_zh", "说明"},
	{"section", "部分"},
	{"newest", "最新日期"},
	{"kinds", "类型"},
	{"plan_sentences", "规划句数"},
	{"outcome", "结果"},
	{"label_en", "英文名称"},
	{"region", "地区"},
	{"regions", "地区数"},
	{"region_count", "地区数"},
	{"other", "对方"},
	{"tier", "地带"},
	{"level", "层级"},
	{"code", "代码"},
	{"label", "名称"},
	{"name", "名称"},
	{"field", "领域"},
	{"measure", "指标"},
	{"meaning", "含义"},
	{"unit", "单位"},
	{"value", "数值"},
	{"low", "下限"},
	{"high", "上限"},
	{"interval", "区间"},
	{"median", "中位数"},
	{"mean", "均值"},
	{"rank", "位次"},
	{"state", "状态"},
	{"coverage", "覆盖"},
	{"baseline", "基准"},
	{"share", "占比"},
	{"attention", "关注度"},
	{"focus_attention", "专注度"},
	{"location_quotient", "区位商"},
	{"similarity", "相似度"},
	{"distinctiveness", "独特性"},
	{"n", "n"},
	{"p", "p"},
	{"count", "次数"},
	{"hits", "命中"},
	{"numerator", "分子"},
	{"denominator", "分母"},
	{"sentences", "句数"},
	{"passages", "句数"},
	{"documents", "文档数"},
	{"characters", "字数"},
	{"document", "文档"},
	{"title", "标题"},
	{"date", "日期"},
	{"kind", "类型"},
	{"series", "系列"},
	{"edition", "版次"},
	{"language", "语言"},
	{"source", "来源"},
	{"path", "路径"},
	{"passage", "句子"},
	{"text", "原文"},
	{"orientation", "时间取向"},
	{"commitment", "承诺强度"},
	{"pattern", "词条"},
	{"rule", "规则"},
	{"evidence", "依据"},
	{"start", "起"},
	{"end", "止"},
	{"identity", "一致率"},
	{"class", "类别"},
	{"why", "理由"},
	{"quantity", "指标"},
	{"written", "原文数"},
	{"compare", "比较"},
	{"standing", "已有"},
	{"standing_quantity", "已有的指标"},
	{"standing_scope", "已有的范围"},
	{"planned", "目标"},
	{"planned_year", "目标年份"},
	{"increment", "增量"},
	{"others", "其余行"},
	{"year", "年份"},
	{"basis", "口径"},
	{"scope", "范围"},
	{"speaker", "发言人"},
	{"organisation", "机构"},
	{"limit", "上限"},
	{"problem", "问题"},
	{"severity", "程度"},
	{"place", "位置"},
	{"what", "说明"},
	/* words of a grid and of the frame around a table */
	{"columns", "列"},
	{"of", "/"},
	{"partial text", "文本不全"},
	{"read, no hit", "已读，未提及"},
	{"no document", "无文档"},
	{"no value", "无值"},
	{"shades", "色阶"},
	{"columns by median, highest first", "各列按中位数从高到低排列"},
	{"bars", "条形"},
	{"to", "至"},
	{"no rows", "没有结果"},
	{"problems", "问题"},
	{"and", "另有"},
	{"more", "条"},
	{"with a hit", "提及地区数"},
	{"yes", "是"},
	{"no", "否"},
};

static const struct label values[] = {
	{"coverage", "读到了什么"},
	{"strongest", "着墨最多"},
	{"one board", "全局"},
	{"most alike, beyond what chance gives", "超出偶然的最相似"},
	{"least alike, beyond what chance gives", "超出偶然的最不相似"},
	{"distinctive", "与众不同"},
	{"less than others", "少于他处"},
	{"silent", "未提及（多数地区已规划）"},
	{"sentence", "原句举例"},
	{"targets", "目标与数字"},
	{"standing", "已有"},
	{"planned", "目标"},
	{"increment", "增量"},
	{"stock", "存量"},
	{"flow", "流量"},
	{"growth", "增长"},
	{"share", "占比"},
	{"own", "本地区"},
	{"cluster", "区内集群"},
	{"firm", "企业"},
	{"equal", "等于"},
	{"about", "约"},
	{"at_least", "不少于"},
	{"more", "超过"},
	{"at_most", "不超过"},
	{"less", "低于"},
	{"east", "东部"},
	{"central", "中部"},
	{"west", "西部"},
	{"northeast", "东北"},
	{"national", "国家"},
	{"province", "省"},
	{"city", "市"},
	{"county", "县"},
	{"value", "有值"},
	{"few", "样本少"},
	{"zero", "未提及"},
	{"undefined", "无定义"},
	{"no_document", "无文档"},
	{"partial", "不全"},
	{"read", "已读"},
	{"review", "回顾"},
	{"present", "现状"},
	{"plan", "规划"},
	{"auto", "自动"},
	{"confirmed", "确认"},
	{"rejected", "否定"},
	{"added", "补充"},
	{"error", "错误"},
	{"warning", "警告"},
	{"heading", "标题"},
	{"paragraph", "段落"},
	{"list_item", "列表项"},
	{"table_cell", "表格单元"},
};

/* Columns whose text comes from a closed list of qipan's own words. */
static const char *const closed_columns[] = {
	"tier",	 "level",   "state", "coverage", "kind",  "orientation",    "severity",
	"group", "section", "basis", "class",	 "scope", "standing_scope", "compare"};

static const char *find(const struct label *labels, size_t count, struct slice name)
{
	for (size_t i = 0; i < count; i++)
		if (slice_is(name, labels[i].name))
			return labels[i].chinese;
	return NULL;
}

void label_append(struct buffer *out, struct slice name, bool chinese)
{
	const char *translated =
		chinese ? find(headings, sizeof headings / sizeof *headings, name) : NULL;
	if (translated != NULL) {
		buffer_append_string(out, translated);
		return;
	}
	/* region_en stands where region would: people need not be told the language they read. */
	if (slice_ends(name, SLICE("_en")))
		name.length -= 3;
	for (size_t i = 0; i < name.length; i++)
		buffer_append_byte(out, name.at[i] == '_' ? ' ' : name.at[i]);
}

struct slice label_value(const char *column, struct slice text, bool chinese)
{
	for (size_t i = 0; i < sizeof closed_columns / sizeof *closed_columns; i++) {
		if (!slice_is(slice_from(column), closed_columns[i]))
			continue;
		const char *translated =
			chinese ? find(values, sizeof values / sizeof *values, text) : NULL;
		return translated == NULL ? text : slice_from(translated);
	}
	return text;
}
