#include <simdjson.h>

#include "providers/meta/management_reader.h"

namespace recado::meta {

namespace {

Notice template_notice(const ChangeScope& scope, const JsonObject& value, std::string kind) {
  Notice notice(scope, std::move(kind));
  notice.text("template_id", value, "message_template_id")
      .text("template_name", value, "message_template_name")
      .text("language", value, "message_template_language")
      .time(scope, value);
  return notice;
}

// Why Meta decided so, in words: the shape depends on what happened.
std::string explanation(const JsonObject& value) {
  if (const auto rejection = object_at(value, "rejection_info")) {
    std::string why = text_at(*rejection, "reason");
    const std::string advice = text_at(*rejection, "recommendation");
    if (!why.empty() && !advice.empty()) why += ' ';
    return why + advice;
  }
  if (const auto other = object_at(value, "other_info")) return text_at(*other, "description");
  return {};
}

}  // namespace

void read_template_status(ChangeScope& scope, const JsonObject& value) {
  // The published sample of a quality change carries this field's name (reference, 3).
  if (shape_of(value, "new_quality_score") != Shape::absent) return read_template_quality(scope, value);
  Notice notice = template_notice(scope, value, "template_status");
  notice.text("status", value, "event")
      .text("reason", value, "reason")
      .text("category", value, "message_template_category")
      .text("error_details", explanation(value));
  if (const auto other = object_at(value, "other_info")) notice.text("title", *other, "title");
  notice.add_to(scope.out);
}

void read_template_quality(ChangeScope& scope, const JsonObject& value) {
  template_notice(scope, value, "quality")
      .text("subject", "template")
      .text("previous", value, "previous_quality_score")
      .text("current", value, "new_quality_score")
      .add_to(scope.out);
}

void read_template_category(ChangeScope& scope, const JsonObject& value) {
  Notice notice = template_notice(scope, value, "template_category");
  // An impending change names the present category as new_category, and what it will be as correct_category.
  notice.text("previous", value, "previous_category")
      .text("current", text_at_first(value, {"new_category", "category"}))
      .text("next", value, "correct_category");
  notice.add_to(scope.out);
}

void read_template_components(ChangeScope& scope, const JsonObject& value) {
  template_notice(scope, value, "template_components")
      .text("title", value, "message_template_title")
      .text("text", value, "message_template_element")
      .text("footer", value, "message_template_footer")
      .add_to(scope.out);
}

}  // namespace recado::meta
