/*
 * Furniture rules that need more than words. Each looks at line `index` and its neighbours only.
 * Inside the room text only.
 */
#ifndef QIPAN_TEXT_FURNITURE_SHAPE_H
#define QIPAN_TEXT_FURNITURE_SHAPE_H

#include "text/line.h"

bool shape_is_date(const struct text_lines *lines, size_t index);
bool shape_is_salutation(const struct text_lines *lines, size_t index);
bool shape_is_note(const struct text_lines *lines, size_t index);
bool shape_is_definition(const struct text_lines *lines, size_t index);
bool shape_is_only_marks(const struct text_lines *lines, size_t index);
bool shape_is_page_number(const struct text_lines *lines, size_t index);
bool shape_is_number_at_page_end(const struct text_lines *lines, size_t index);
bool shape_is_breadcrumb(const struct text_lines *lines, size_t index);
bool shape_is_web_address(const struct text_lines *lines, size_t index);
bool shape_is_content_key(const struct text_lines *lines, size_t index);
bool shape_is_document_number(const struct text_lines *lines, size_t index);
bool shape_is_photo_credit(const struct text_lines *lines, size_t index);
bool shape_is_caption_of_speech(const struct text_lines *lines, size_t index);
bool shape_is_newspaper_page(const struct text_lines *lines, size_t index);
bool shape_is_office_and_name(const struct text_lines *lines, size_t index);
bool shape_is_name_alone(const struct text_lines *lines, size_t index);
bool shape_is_session_line(const struct text_lines *lines, size_t index);
bool shape_is_contents_line(const struct text_lines *lines, size_t index);
bool shape_is_source_row(const struct text_lines *lines, size_t index);

#endif
