#include "read/fields.h"

#include <string.h>

/* Headers by preference. To teach qipan a new one, add a row: folded to lower case, with _ for
 * spaces and hyphens. */
static const struct {
	enum field field;
	const char *header;
} header_rows[] = {
	{FIELD_TEXT, "text"},	    {FIELD_TEXT, "content"},	  {FIELD_TEXT, "full_text"},
	{FIELD_TEXT, "fulltext"},   {FIELD_TEXT, "正文"},	  {FIELD_TEXT, "全文"},
	{FIELD_TEXT, "内容"},	    {FIELD_TEXT, "文本"},	  {FIELD_FILE, "file"},
	{FIELD_FILE, "filename"},   {FIELD_FILE, "file_name"},	  {FIELD_FILE, "path"},
	{FIELD_FILE, "文件"},	    {FIELD_FILE, "文件名"},	  {FIELD_FILE, "路径"},
	{FIELD_ID, "id"},	    {FIELD_ID, "doc_id"},	  {FIELD_ID, "docid"},
	{FIELD_ID, "document_id"},  {FIELD_ID, "编号"},		  {FIELD_ID, "文档编号"},
	{FIELD_REGION, "region"},   {FIELD_REGION, "地区"},	  {FIELD_REGION, "区域"},
	{FIELD_REGION, "省份"},	    {FIELD_REGION, "省"},	  {FIELD_REGION, "province"},
	{FIELD_REGION, "country"},  {FIELD_REGION, "国家"},	  {FIELD_REGION, "region_en"},
	{FIELD_DATE, "date"},	    {FIELD_DATE, "日期"},	  {FIELD_DATE, "发布日期"},
	{FIELD_DATE, "发布时间"},   {FIELD_DATE, "成文日期"},	  {FIELD_DATE, "published"},
	{FIELD_DATE, "pub_date"},   {FIELD_DATE, "year"},	  {FIELD_DATE, "年份"},
	{FIELD_DATE, "年度"},	    {FIELD_TITLE, "title"},	  {FIELD_TITLE, "标题"},
	{FIELD_TITLE, "题名"},	    {FIELD_TITLE, "名称"},	  {FIELD_LEVEL, "level"},
	{FIELD_LEVEL, "级别"},	    {FIELD_LEVEL, "层级"},	  {FIELD_KIND, "kind"},
	{FIELD_KIND, "类型"},	    {FIELD_KIND, "文种"},	  {FIELD_KIND, "type"},
	{FIELD_KIND, "doc_type"},   {FIELD_LANGUAGE, "language"}, {FIELD_LANGUAGE, "lang"},
	{FIELD_LANGUAGE, "语言"},   {FIELD_LANGUAGE, "语种"},	  {FIELD_TIER, "tier"},
	{FIELD_TIER, "地带"},	    {FIELD_TIER, "梯度"},	  {FIELD_SERIES, "series"},
	{FIELD_SERIES, "系列"},	    {FIELD_SOURCE, "source_url"}, {FIELD_SOURCE, "url"},
	{FIELD_SOURCE, "source"},   {FIELD_SOURCE, "link"},	  {FIELD_SOURCE, "来源"},
	{FIELD_SOURCE, "来源链接"}, {FIELD_SOURCE, "链接"},	  {FIELD_SOURCE, "网址"},
};

#define NONE SIZE_MAX
#define OPTION(member) offsetof(struct source_options, member)
#define METADATA(member) offsetof(struct document_metadata, member)

static const struct {
	const char *name;
	size_t option, default_value, metadata, rule;
} field_rows[FIELD_COUNT] = {
	[FIELD_TEXT] = {"text", OPTION(text_field), NONE, NONE, NONE},
	[FIELD_FILE] = {"file", OPTION(file_field), NONE, NONE, NONE},
	[FIELD_ID] = {"id", OPTION(id_field), NONE, METADATA(id), NONE},
	[FIELD_REGION] = {"region", OPTION(region_field), OPTION(region), METADATA(region),
			  METADATA(region_rule)},
	[FIELD_DATE] = {"date", OPTION(date_field), OPTION(date), METADATA(date),
			METADATA(date_rule)},
	[FIELD_TITLE] = {"title", OPTION(title_field), NONE, METADATA(title), METADATA(title_rule)},
	[FIELD_LEVEL] = {"level", OPTION(level_field), OPTION(level), METADATA(level), NONE},
	[FIELD_KIND] = {"kind", OPTION(kind_field), OPTION(kind), METADATA(kind), NONE},
	[FIELD_LANGUAGE] = {"language", OPTION(language_field), OPTION(language),
			    METADATA(language), NONE},
	[FIELD_TIER] = {"tier", OPTION(tier_field), NONE, METADATA(tier), NONE},
	[FIELD_SERIES] = {"series", OPTION(series_field), OPTION(series), METADATA(series), NONE},
	[FIELD_SOURCE] = {"source", OPTION(source_field), NONE, METADATA(source), NONE},
};

void field_finder_init(struct field_finder *finder, const struct source_options *options)
{
	*finder = (struct field_finder){.options = options};
	map_init(&finder->roles);
}

void field_finder_release(struct field_finder *finder)
{
	map_release(&finder->roles);
}

const char *field_name(enum field field)
{
	return field_rows[field].name;
}

static struct slice option_at(const struct source_options *options, size_t offset)
{
	if (offset == NONE)
		return (struct slice){"", 0};
	return *(const struct slice *)((const char *)options + offset);
}

struct slice field_option(const struct source_options *options, enum field field)
{
	return option_at(options, field_rows[field].option);
}

struct slice field_default(const struct source_options *options, enum field field)
{
	return option_at(options, field_rows[field].default_value);
}

static struct slice *metadata_at(struct document_metadata *metadata, size_t offset)
{
	return offset == NONE ? NULL : (struct slice *)((char *)metadata + offset);
}

struct slice *field_in(struct document_metadata *metadata, enum field field)
{
	return metadata_at(metadata, field_rows[field].metadata);
}

struct slice *field_rule_in(struct document_metadata *metadata, enum field field)
{
	return metadata_at(metadata, field_rows[field].rule);
}

/* A header as header_rows spells it; longer ones are nobody's. */
static struct slice fold(struct slice header, char folded[64])
{
	header = slice_trim(header);
	if (header.length > 63)
		return (struct slice){"", 0};
	for (size_t i = 0; i < header.length; i++) {
		char c = header.at[i];
		if (c == ' ' || c == '-')
			c = '_';
		folded[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	return (struct slice){folded, header.length};
}

static bool names(struct slice option, struct slice header)
{
	char option_folded[64], header_folded[64];
	struct slice folded = fold(option, option_folded);
	return slice_equal(option, header) ||
	       (folded.length > 0 && slice_equal(folded, fold(header, header_folded)));
}

static struct column_role role_by_option(struct field_finder *finder, struct slice header)
{
	for (unsigned field = 0; field < FIELD_COUNT; field++) {
		struct slice option = field_option(finder->options, field);
		if (option.length > 0 && names(option, header)) {
			finder->found[field] = true;
			return (struct column_role){(uint8_t)field, 0};
		}
	}
	return (struct column_role){FIELD_COUNT, 0};
}

static struct column_role role_by_header(const struct field_finder *finder, struct slice header)
{
	char memory[64];
	struct slice folded = fold(header, memory);
	uint8_t rank = 0;
	for (size_t i = 0; i < sizeof header_rows / sizeof *header_rows; i++) {
		enum field field = header_rows[i].field;
		rank = i > 0 && field == header_rows[i - 1].field ? (uint8_t)(rank + 1) : 0;
		if (slice_is(folded, header_rows[i].header) &&
		    field_option(finder->options, field).length == 0)
			return (struct column_role){(uint8_t)field, rank};
	}
	return (struct column_role){FIELD_COUNT, 0};
}

struct column_role field_find(struct field_finder *finder, struct slice header)
{
	uint32_t known;
	if (map_find(&finder->roles, header, &known))
		return (struct column_role){(uint8_t)(known >> 8), (uint8_t)known};
	struct column_role role = role_by_option(finder, header);
	if (role.field == FIELD_COUNT)
		role = role_by_header(finder, header);
	map_put(&finder->roles, header, (uint32_t)role.field << 8 | role.rank, NULL);
	return role;
}
