#include <simdjson.h>

#include <utility>

#include "providers/meta/message_reader.h"

namespace recado::meta {

void read_system(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  const auto system = object_at(item, "system");
  if (!system) return scope.out.broken("'system' is not an object", raw);
  SystemEvent event;
  event.number = scope.number;
  event.message_id = text_at(item, "id");
  if (!event.message_id.empty() && !scope.out.is_first("message " + scope.number.number_id + " " + event.message_id)) {
    return scope.out.ignore("the same message twice in one delivery", {{"message_id", event.message_id}});
  }
  event.system_type = text_at(*system, "type");
  event.customer.phone = digits_of(text_at(item, "from"));
  event.customer.user_id = text_at(item, "from_user_id");
  event.customer.parent_user_id = text_at(item, "from_parent_user_id");
  // Version 12 and older wrote new_wa_id.
  event.new_phone = digits_of(text_at_first(*system, {"wa_id", "new_wa_id"}));
  event.new_user_id = text_at(*system, "user_id");
  event.text = text_at(*system, "body");
  event.timestamp_s = integer_at(item, "timestamp");
  event.identity_hash = text_at(*system, "identity");
  if (const auto identity = object_at(item, "identity")) event.identity_hash = text_at(*identity, "hash");
  scope.out.add(std::move(event));
}

void read_user_id_update(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  const auto change = object_at(item, "user_id");
  if (!change) return scope.out.broken("'user_id' is not an object", raw);
  SystemEvent event;
  event.number = scope.number;
  event.system_type = "user_id_update";
  event.customer.phone = digits_of(text_at(item, "wa_id"));
  event.customer.user_id = text_at(*change, "previous");
  if (const auto parent = object_at(item, "parent_user_id")) {
    event.customer.parent_user_id = text_at_first(*parent, {"current", "previous"});
  }
  scope.contacts.complete(event.customer);
  event.new_user_id = text_at(*change, "current");
  event.text = text_at(item, "detail");
  event.timestamp_s = integer_at(item, "timestamp");
  scope.out.add(std::move(event));
}

}  // namespace recado::meta
