#include "check.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "text/block.h"
#include "text/orientation.h"
#include "text/passage.h"

static struct document read_text(struct arena *arena, const char *text, const char *date,
				 const char *kind)
{
	struct document d = {.text = slice_from(text)};
	struct error error;
	d.metadata.date = slice_from(date);
	d.metadata.kind = slice_from(kind);
	assert_int_equal(blocks_make(arena, &d, &error), STATUS_OK);
	assert_int_equal(passages_make(arena, &d, &error), STATUS_OK);
	if (document_check(&d, &error) != STATUS_OK)
		fail_msg("%s", error.text);
	return d;
}

static const struct passage *find(const struct document *d, const char *start)
{
	for (size_t i = 0; i < d->passage_count; i++)
		if (slice_starts(slice_span(d->text, d->passages[i].span), slice_from(start)))
			return &d->passages[i];
	fail_msg("no passage begins with %s", start);
	return NULL;
}

static void check_orientation(const struct document *d, const char *start,
			      enum orientation orientation, enum orientation_rule rule)
{
	const struct passage *passage = find(d, start);
	if (passage->orientation != orientation || passage->rule != rule)
		fail_msg("%s: got %s by %s, wanted %s by %s", start,
			 orientation_name((enum orientation)passage->orientation),
			 orientation_rule_name((enum orientation_rule)passage->rule),
			 orientation_name(orientation), orientation_rule_name(rule));
}

#define REPORT                                                                                                                 \
	"各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"                          \
	"一、2025年工作回顾\n"                                                                                          \
	"过去一年，我县修通了三条县道，粮食产量增长百分之四，群众得到了看得见的实惠。\n" \
	"（一）产业有了起色。新建的两座工厂已经投产。\n"                                                 \
	"在看到成绩的同时，我们也清醒认识到，县里的路还不够宽，困难和问题仍然不少。"      \
	"年轻人外出的多，回来的少。\n"                                                                            \
	"在此，我代表县人民政府，向全县群众表示衷心感谢！\n"                                           \
	"二、“十四五”发展成就和“十五五”主要目标\n"                                                    \
	"五年来，全县累计修路三百公里，建成学校十二所。\n"                                              \
	"过去五年，河水变清了，居民收入增长到原来的一点五倍，产业取得了进步。\n"             \
	"今后五年，力争全县通上高速公路，确保每个乡都有医院。\n"                                     \
	"到2030年，县里的算力规模要翻一番。\n"                                                                  \
	"三、2026年工作安排\n"                                                                                          \
	"2025年产量增长5%。\n"                                                                                           \
	"建设一座算力中心，分两期投入使用，为本地工厂提供模型训练服务。\n"                      \
	"各位代表！让我们一起把路修好。\n"

static void sections_of_a_report_decide(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(&arena, REPORT, "2026-01-15", "government-work-report");
	check_orientation(&d, "各位代表：", ORIENTATION_PRESENT, ORIENTATION_BY_PROBLEM);
	check_orientation(&d, "现在，我代表", ORIENTATION_PRESENT, ORIENTATION_BY_PROBLEM);
	check_orientation(&d, "一、2025", ORIENTATION_REVIEW, ORIENTATION_BY_HEADING);
	check_orientation(&d, "过去一年", ORIENTATION_REVIEW, ORIENTATION_BY_HEADING);
	check_orientation(&d, "新建的两座", ORIENTATION_REVIEW, ORIENTATION_BY_HEADING);
	check_orientation(&d, "建设一座算力中心", ORIENTATION_PLAN, ORIENTATION_BY_HEADING);
	check_orientation(&d, "让我们一起", ORIENTATION_PLAN, ORIENTATION_BY_HEADING);
	arena_release(&arena);
}

static void problems_and_thanks_are_present(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(&arena, REPORT, "2026-01-15", "");
	check_orientation(&d, "在看到成绩", ORIENTATION_PRESENT, ORIENTATION_BY_PROBLEM);
	check_orientation(&d, "年轻人外出", ORIENTATION_PRESENT, ORIENTATION_BY_PROBLEM);
	check_orientation(&d, "在此，我代表", ORIENTATION_PRESENT, ORIENTATION_BY_PROBLEM);
	arena_release(&arena);
}

static void remarks_on_the_time_are_present_in_a_plan(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(
		&arena,
		"一、2025年工作回顾\n过去一年，修通了三条县道，群众得到了看得见的实惠。\n"
		"二、“十五五”时期主要目标\n“十五五”时期是我县夯实基础、加快发展的关键时期。\n"
		"县政府编制了《规划纲要（草案）》，提请大会审查。\n"
		"三、2026年工作安排\n今年是“十五五”开局之年。\n"
		"今天的县城道路平整、灯火通明。\n"
		"今年是开局之年，我们要把路修好。\n"
		"从风险挑战看，当前国际形势复杂严峻。\n",
		"2026-01-15", "");
	check_orientation(&d, "“十五五”时期是", ORIENTATION_PRESENT, ORIENTATION_BY_MARKER);
	check_orientation(&d, "县政府编制了", ORIENTATION_PRESENT, ORIENTATION_BY_PROBLEM);
	check_orientation(&d, "今年是“十五五”", ORIENTATION_PRESENT, ORIENTATION_BY_MARKER);
	check_orientation(&d, "今天的县城", ORIENTATION_PRESENT, ORIENTATION_BY_MARKER);
	check_orientation(&d, "从风险挑战看", ORIENTATION_PRESENT, ORIENTATION_BY_MARKER);
	check_orientation(&d, "今年是开局之年，我们要", ORIENTATION_PLAN, ORIENTATION_BY_HEADING);
	arena_release(&arena);
}

static void a_mixed_heading_is_split_by_markers(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(&arena, REPORT, "2026-01-15", "");
	check_orientation(&d, "五年来", ORIENTATION_REVIEW, ORIENTATION_BY_SPLIT);
	check_orientation(&d, "过去五年，河水", ORIENTATION_REVIEW, ORIENTATION_BY_SPLIT);
	check_orientation(&d, "今后五年", ORIENTATION_PLAN, ORIENTATION_BY_SPLIT);
	check_orientation(&d, "到2030年", ORIENTATION_PLAN, ORIENTATION_BY_SPLIT);
	arena_release(&arena);
}

static void a_year_overrules_the_section(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(&arena, REPORT, "2026-01-15", "");
	check_orientation(&d, "2025年产量", ORIENTATION_REVIEW, ORIENTATION_BY_MARKER);
	d = read_text(&arena,
		      "一、工作回顾\n修通了三条县道，粮食产量增长百分之四，群众得到了实惠。\n"
		      "力争到2030年县里的算力规模翻一番。\n二、今后安排\n继续修路。\n",
		      "2026", "");
	check_orientation(&d, "力争到2030", ORIENTATION_PLAN, ORIENTATION_BY_MARKER);
	arena_release(&arena);
}

static void second_level_headings_decide_in_mixed_sections(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(
		&arena,
		"一、“十四五”成就和“十五五”目标\n（一）“十四五”时期取得的成就\n县道修通了，学校建好"
		"了，群众很满意。\n"
		"（二）“十五五”时期的目标\n修路治水办学，让每个村子都通上班车，让孩子都有书读。\n"
		"二、2026年工作\n修路。\n",
		"2026-01", "");
	check_orientation(&d, "县道修通了", ORIENTATION_REVIEW, ORIENTATION_BY_HEADING);
	check_orientation(&d, "修路治水办学", ORIENTATION_PLAN, ORIENTATION_BY_HEADING);
	arena_release(&arena);
}

static void a_plan_tells_its_environment_and_its_goals(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(
		&arena,
		"第一章　发展环境\n第一节　“十四五”时期发展成就\n县道修通了，学校建好了，群众得到了"
		"看得见的实惠。\n"
		"第二节　面临形势\n外部市场变化很快，县里的工厂订单起伏不定，人口继续流出。\n"
		"第二章　建设算力高地\n建设一座算力中心，分两期投入使用，为本地工厂提供服务。\n",
		"2026", "five-year-plan");
	check_orientation(&d, "县道修通了", ORIENTATION_REVIEW, ORIENTATION_BY_HEADING);
	check_orientation(&d, "外部市场", ORIENTATION_PRESENT, ORIENTATION_BY_HEADING);
	check_orientation(&d, "建设一座", ORIENTATION_PLAN, ORIENTATION_BY_HEADING);
	arena_release(&arena);
}

static void english_verbs_decide(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	const char *text =
		"The island is exposed to storms. It has built two sea walls. In 2019 it "
		"produced little power from wind.\n\n"
		"The government will build a wind park by 2030. It aims to close the coal "
		"plant. The target is a share of one half. Wind and sun.\n";
	struct document d = read_text(&arena, text, "2021", "ndc");
	check_orientation(&d, "The island", ORIENTATION_PRESENT, ORIENTATION_BY_MARKER);
	check_orientation(&d, "It has built", ORIENTATION_REVIEW, ORIENTATION_BY_MARKER);
	check_orientation(&d, "In 2019", ORIENTATION_REVIEW, ORIENTATION_BY_MARKER);
	check_orientation(&d, "The government", ORIENTATION_PLAN, ORIENTATION_BY_MARKER);
	check_orientation(&d, "It aims", ORIENTATION_PLAN, ORIENTATION_BY_MARKER);
	check_orientation(&d, "The target", ORIENTATION_PLAN, ORIENTATION_BY_MARKER);
	check_orientation(&d, "Wind and sun", ORIENTATION_PLAN, ORIENTATION_BY_DEFAULT);
	d = read_text(&arena, text, "2021", "news-article");
	check_orientation(&d, "Wind and sun", ORIENTATION_PRESENT, ORIENTATION_BY_DEFAULT);
	arena_release(&arena);
}

static void the_dividing_year_is_found(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(&arena, "", "2026-01-15", "");
	assert_int_equal(orientation_year(&d), 2026);
	d = read_text(&arena,
		      "某县政府工作报告\n——2024年1月15日在某县人民代表大会会议上\n各位代表：\n", "",
		      "");
	assert_int_equal(orientation_year(&d), 2024);
	d = read_text(&arena, "2023年修路。2023年治水。2022年办学。", "", "");
	assert_int_equal(orientation_year(&d), 2023);
	d = read_text(&arena, "没有年份。", "", "");
	assert_int_equal(orientation_year(&d), 0);
	arena_release(&arena);
}

static void characters_count_no_white_space(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d = read_text(&arena, "修 路\xE3\x80\x80ok𠀀。\n", "", "");
	assert_int_equal(d.passage_count, 1);
	assert_int_equal(d.passages[0].characters, 6);
	arena_release(&arena);
}

static void furniture_has_no_passages(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document d =
		read_text(&arena, "首页\n>\n要闻\n" REPORT "责任编辑：某某\n", "2026", "");
	for (size_t i = 0; i < d.passage_count; i++)
		assert_int_not_equal(d.blocks[d.passages[i].block].kind, BLOCK_FURNITURE);
	assert_int_equal(d.blocks[0].kind, BLOCK_FURNITURE);
	assert_int_equal(d.blocks[d.block_count - 1].kind, BLOCK_FURNITURE);
	d = read_text(&arena, "", "", "");
	assert_int_equal(d.passage_count, 0);
	arena_release(&arena);
}

static void hostile_text_is_read_once(void **state)
{
	(void)state;
	static const char *const parts[] = {"a",
					    "发展",
					    "一、2025年回顾\n",
					    "今后五年。过去五年。\n",
					    "清醒认识到问题：\n",
					    "2025年",
					    "十五五”",
					    "will was is. ",
					    "各位代表！",
					    "（一）甲。乙\n"};
	struct buffer text;
	buffer_init(&text);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct arena arena;
		arena_init(&arena);
		buffer_clear(&text);
		while (text.length < 1 << 20)
			buffer_append_string(&text, parts[i]);
		read_text(&arena, text.at, "2026", "");
		arena_release(&arena);
	}
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_of_a_report_decide),
		cmocka_unit_test(problems_and_thanks_are_present),
		cmocka_unit_test(remarks_on_the_time_are_present_in_a_plan),
		cmocka_unit_test(a_mixed_heading_is_split_by_markers),
		cmocka_unit_test(a_year_overrules_the_section),
		cmocka_unit_test(second_level_headings_decide_in_mixed_sections),
		cmocka_unit_test(a_plan_tells_its_environment_and_its_goals),
		cmocka_unit_test(english_verbs_decide),
		cmocka_unit_test(the_dividing_year_is_found),
		cmocka_unit_test(characters_count_no_white_space),
		cmocka_unit_test(furniture_has_no_passages),
		cmocka_unit_test(hostile_text_is_read_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
