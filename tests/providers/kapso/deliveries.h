// Deliveries as Kapso writes them, built from the parts a test is about.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "domain/webhook_event.h"
#include "providers/kapso/webhook_reader.h"

namespace recado::kapso {

// `members` say the message's type and content, `extras` what stands in its "kapso" beside the direction.
inline std::string message(const std::string& id, const std::string& members, const std::string& extras = "",
                           const std::string& direction = "inbound") {
  const std::string address = direction == "inbound" ? R"("from":"573005550111")" : R"("to":"573005550111")";
  return R"({"id":")" + id + R"(","timestamp":"1763700000",)" + address + "," + members + R"(,"kapso":{"direction":")" +
         direction + "\"" + (extras.empty() ? "" : "," + extras) + "}}";
}

inline std::string payload(const std::string& message, const std::string& more = "") {
  return R"({"message":)" + message +
         R"(,"conversation":{"id":"c-1","phone_number":"+57 300 555-0111","phone_number_id":"9001",)"
         R"("kapso":{"contact_name":"Lucía"}},"phone_number_id":"9001")" +
         (more.empty() ? "" : "," + more) + "}";
}

inline std::string text(const std::string& id, const std::string& words = "Hola") {
  return payload(message(id, R"("type":"text","text":{"body":")" + words + R"("})"));
}

inline std::string ours(const std::string& id, const std::string& extras) {
  return payload(message(id, R"("type":"text","text":{"body":"Ya vamos"})", extras, "outbound"));
}

inline Delivery read(std::string_view event, std::string_view body) {
  auto delivery = make_webhook_reader()->read({event, body});
  EXPECT_TRUE(delivery) << delivery.error().message;
  return delivery ? std::move(*delivery) : Delivery{};
}

template <typename Event>
std::vector<Event> all(const Delivery& delivery) {
  std::vector<Event> found;
  for (const WebhookEvent& event : delivery.events) {
    if (const auto* one = std::get_if<Event>(&event)) found.push_back(*one);
  }
  return found;
}

template <typename Event>
Event only(std::string_view event, std::string_view body) {
  const auto delivery = read(event, body);
  const auto found = all<Event>(delivery);
  EXPECT_EQ(found.size(), 1U) << body;
  EXPECT_EQ(delivery.events.size(), found.size()) << body;
  return found.empty() ? Event{} : found.front();
}

// A fact of a notice as text; empty when it is not there.
inline std::string fact(const NoticeEvent& notice, std::string_view name) {
  for (const auto& [key, value] : notice.facts) {
    if (key != name) continue;
    if (const auto* words = std::get_if<std::string>(&value)) return *words;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  }
  return {};
}

}  // namespace recado::kapso
