/* AI + X as the text writes it. */
#include "check.h"

#include "text/plus_form.h"

/* "plus:医疗 model:旅游"; a slogan is "plus:". */
static void check_forms(const char *text, const char *expected)
{
	struct arena arena;
	struct plus_tables tables;
	struct plus_form *forms;
	arena_init(&arena);
	plus_tables_init(&tables);
	struct slice whole = slice_from(text);
	size_t count = plus_forms_read(&arena, &tables, whole, &forms);
	const char *found = "";
	for (size_t i = 0; i < count; i++) {
		struct slice object = slice_span(whole, forms[i].object);
		assert_true(forms[i].words.start <= forms[i].object.start &&
			    forms[i].object.end <= forms[i].words.end + 3);
		found = arena_printf(&arena, "%s%s%s:%.*s", found, i > 0 ? " " : "",
				     plus_kind_name((enum plus_kind)forms[i].kind),
				     (int)object.length, object.at);
	}
	if (strcmp(found, expected) != 0)
		fail_msg("%s\n  found    %s\n  expected %s", text, found, expected);
	arena_release(&arena);
}

static void the_object_stands_behind_the_plus(void **state)
{
	(void)state;
	check_forms("打造“人工智能+医疗”典型应用场景", "plus:医疗");
	check_forms("推进“人工智能＋医疗卫生”应用", "plus:医疗卫生");
	check_forms("推动人工智能+制造业场景落地", "plus:制造业");
	check_forms("发展 AI + 车联网、AI+金融和旅游", "plus:车联网 plus:金融");
	check_forms("Expand AI + health care in cities.", "plus:health care");
	check_forms("OpenAI+ and AI", "");
	check_forms("人工智能+", "plus:");
}

static void the_slogan_has_no_object(void **state)
{
	(void)state;
	check_forms("深入实施“人工智能+”行动", "plus:");
	check_forms("用好“人工智能+”农业基地", "plus:");
	check_forms("人工智能+行动", "plus:");
}

static void what_a_model_is_for_stands_before_it(void **state)
{
	(void)state;
	check_forms("建好甲乙文化大模型", "model:甲乙文化");
	check_forms("升级导览平台、旅游大模型", "model:旅游");
	check_forms("加强政务领域人工智能大模型部署", "model:政务");
	check_forms("支持企业研发落地特色产业和公共治理垂直大模型",
		    "model:公共治理 model:特色产业");
	check_forms("支持工业、文旅、能源等领域大模型建设", "model:能源 model:文旅 model:工业");
	check_forms("布局糖业等领域的垂类大模型", "model:糖业");
}

static void a_model_of_nothing_is_none(void **state)
{
	(void)state;
	check_forms("148个行业大模型规模化应用", "");
	check_forms("13个大模型通过备案", "");
	check_forms("突破芯片、算法和大模型", "");
	check_forms("培育一批垂直领域大模型", "");
	check_forms("大模型", "");
	check_forms("", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_object_stands_behind_the_plus),
		cmocka_unit_test(the_slogan_has_no_object),
		cmocka_unit_test(what_a_model_is_for_stands_before_it),
		cmocka_unit_test(a_model_of_nothing_is_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
