#include "providers/meta/status_reader.h"

#include <simdjson.h>

#include <utility>

#include "providers/meta/error_table.h"
#include "providers/meta/notice_reader.h"

namespace recado::meta {

namespace {

// Of a message to a group, recipient_id is the group and the person stands in recipient_participant_*. The aliases have
// been seen in the wild (reference, 2.6).
void read_recipient(const ChangeScope& scope, const JsonObject& item, StatusEvent& event) {
  Party& person = event.recipient;
  if (text_at(item, "recipient_type") == "group") {
    event.group_id = text_at(item, "recipient_id");
    person.phone = digits_of(text_at_first(item, {"recipient_participant_id", "participant_recipient_id"}));
    person.user_id = text_at(item, "recipient_participant_user_id");
    person.parent_user_id = text_at(item, "recipient_participant_parent_user_id");
  } else {
    person.phone = digits_of(text_at(item, "recipient_id"));
    person.user_id = text_at(item, "recipient_user_id");
    person.parent_user_id = text_at_first(item, {"recipient_parent_user_id", "parent_recipient_user_id"});
  }
  scope.contacts.complete(person);
}

// `billable` goes away; `type` says the same.
std::optional<bool> billable_of(const JsonObject& pricing) {
  if (const auto said = flag_at(pricing, "billable")) return said;
  const std::string type = text_at(pricing, "type");
  if (type == "regular") return true;
  if (type.starts_with("free_")) return false;
  return {};
}

void read_cost(const JsonObject& item, StatusEvent& event) {
  if (const auto conversation = object_at(item, "conversation")) {
    event.conversation_ref = text_at(*conversation, "id");
    event.conversation_expires_s = integer_at(*conversation, "expiration_timestamp");
    if (const auto origin = object_at(*conversation, "origin")) event.conversation_origin = text_at(*origin, "type");
  }
  if (const auto pricing = object_at(item, "pricing")) {
    event.pricing_category = text_at(*pricing, "category");
    event.pricing_model = text_at(*pricing, "pricing_model");
    event.billable = billable_of(*pricing);
  }
}

// Meta says `message` twice and the cause in `details`, if at all.
DeliveryError failure_from(const std::optional<ProviderError>& error) {
  if (!error) return {"failed", "The message was not delivered and the provider did not say why.", ""};
  const ErrorMeaning meaning = explain(error->code.value_or(0));
  const std::string& said = error->details.empty() ? error->title : error->details;
  return {std::string{meaning.reason}, said.empty() ? std::string{meaning.message} : said,
          std::string{meaning.next_step}};
}

}  // namespace

// "queued" and "unknown" are words of ours and no provider's.
std::optional<DeliveryStatus> status_from(std::string_view word) {
  const auto status = delivery_status_from(word);
  switch (status.value_or(DeliveryStatus::unknown)) {
    case DeliveryStatus::received:
    case DeliveryStatus::queued:
    case DeliveryStatus::unknown: return {};
    default: return status;
  }
}

void fill_status(const JsonObject& item, StatusEvent& event) {
  event.timestamp_s = integer_at(item, "timestamp");
  event.error = first_error(item);
  if (event.status == DeliveryStatus::failed) event.failure = failure_from(event.error);
  event.callback_data = text_at(item, "biz_opaque_callback_data");
  read_cost(item, event);
}

void read_status(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  if (text_at(item, "type") == "call" || text_at(item, "id").starts_with("wacid."))
    return read_call_status(scope, item, raw);
  StatusEvent event;
  event.message_id = text_at(item, "id");
  if (event.message_id.empty()) return scope.out.broken("a status names no message", raw);
  event.raw_status = text_at(item, "status");
  const auto status = status_from(event.raw_status);
  if (!status) {
    return scope.out.ignore("unknown status", {{"message_id", event.message_id}, {"raw_status", event.raw_status}});
  }
  event.status = *status;
  event.number = scope.number;
  read_recipient(scope, item, event);
  // One id gets several statuses, and in a group several people read one message.
  if (!scope.out.is_first("status " + scope.number.number_id + " " + event.message_id + " " + event.raw_status + " " +
                          event.recipient.phone + " " + event.recipient.user_id)) {
    return scope.out.ignore("the same status twice in one delivery", {{"message_id", event.message_id}});
  }
  fill_status(item, event);
  scope.out.add(std::move(event));
}

}  // namespace recado::meta
