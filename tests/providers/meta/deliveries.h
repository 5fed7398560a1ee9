// Deliveries as Meta writes them, built from the parts a test is about.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "domain/webhook_event.h"
#include "providers/meta/webhook_reader.h"

namespace recado::meta {

inline std::string joined(const std::vector<std::string>& items) {
  std::string list;
  for (const std::string& item : items) list += (list.empty() ? "" : ",") + item;
  return list;
}

inline std::string entry(const std::string& changes, const std::string& more = "") {
  return R"({"id":"7001",)" + more + R"("changes":[)" + changes + "]}";
}

inline std::string body_of(const std::string& entries) {
  return R"({"object":"whatsapp_business_account","entry":[)" + entries + "]}";
}

// A change of one of our numbers: `members` are what stands beside the metadata.
inline std::string change(const std::string& members, const std::string& field = "messages",
                          const std::string& number_id = "9001") {
  return R"({"field":")" + field + R"(","value":{"messaging_product":"whatsapp","metadata":)" +
         R"({"display_phone_number":"+57 601 555-0100","phone_number_id":")" + number_id + R"("},)" + members + "}}";
}

inline std::string with_messages(const std::vector<std::string>& messages, const std::string& contacts = "") {
  return body_of(entry(change(R"("contacts":[)" + contacts + R"(],"messages":[)" + joined(messages) + "]")));
}

// A message from a customer: `members` say its type and content.
inline std::string message(const std::string& id, const std::string& members,
                           const std::string& from = "573005550111") {
  return R"({"from":")" + from + R"(","id":")" + id + R"(","timestamp":"1763700000",)" + members + "}";
}

inline std::string text(const std::string& id, const std::string& words = "Hola") {
  return message(id, R"("type":"text","text":{"body":")" + words + R"("})");
}

inline std::string with_status(const std::string& members) {
  return body_of(entry(change(R"("statuses":[{)" + members + "}]")));
}

// A management field, whose value is one object.
inline std::string management(const std::string& field, const std::string& value) {
  return body_of(entry(R"({"value":)" + value + R"(,"field":")" + field + R"("})", R"("time":1763700100,)"));
}

inline Delivery read(std::string_view body) {
  auto delivery = make_webhook_reader()->read({{}, body});
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
Event only(std::string_view body) {
  const auto delivery = read(body);
  const auto found = all<Event>(delivery);
  EXPECT_EQ(found.size(), 1U);
  EXPECT_EQ(delivery.events.size(), found.size());
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

}  // namespace recado::meta
