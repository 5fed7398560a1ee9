#include "simulator/kapso_history.h"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

#include "simulator/json_read.h"
#include "simulator/kapso_payload.h"
#include "simulator/send_message.h"

namespace recado::simulator {

namespace {

// Calls visit(subject) for every conversation of the project's numbers; `number_id`: of this one only, when not empty.
template <typename Visit>
void each_conversation(const World& world, const KapsoCall& call, const std::string& number_id, Visit visit) {
  for (const auto& [key, thread] : world.threads) {
    const Number* number = call.number(key.number_id);
    const Customer* customer = find_customer(world, key.customer_id);
    if (!number || !customer || (!number_id.empty() && number->id != number_id)) continue;
    visit(KapsoSubject{*number, *customer, key, &thread});
  }
}

bool holds(const std::string& wanted, std::string_view found) { return wanted.empty() || wanted == found; }

bool is_wanted(const KapsoCall& call, const KapsoSubject& subject) {
  return holds(call.query("conversation_id"), kapso_conversation_id(subject.key)) &&
         holds(call.query("business_scoped_user_id"), subject.customer.user_id) &&
         subject.customer.phone.find(digits_of(call.query("phone_number"))) != std::string::npos;
}

bool is_wanted(const KapsoCall& call, const PhoneMessage& message, const boost::json::object& kapso) {
  const auto since = from_iso8601(call.query("since"));
  const auto until = from_iso8601(call.query("until"));
  if ((since && message.at < *since) || (until && message.at > *until)) return false;
  const std::string has_media = kapso.at("has_media").as_bool() ? "true" : "false";
  return holds(call.query("direction"), text_or(kapso, "direction")) &&
         holds(call.query("status"), text_or(kapso, "status")) && holds(call.query("message_type"), message.type) &&
         holds(call.query("has_media"), has_media);
}

// "kapso(direction,content)" keeps these two of Kapso's facts, "kapso()" none of them.
void narrow(boost::json::object& message, const std::string& fields) {
  const auto from = fields.find("kapso(");
  if (from == std::string::npos) return;
  const auto names = fields.substr(from + 6, fields.find(')', from) - from - 6);
  if (names == "*" || names == "default") return;
  if (names.empty()) {
    message.erase("kapso");
    return;
  }
  boost::json::object kept;
  for (const auto& [name, value] : message.at("kapso").as_object()) {
    if (("," + names + ",").find("," + std::string{name} + ",") != std::string::npos) kept[name] = value;
  }
  message["kapso"] = std::move(kept);
}

}  // namespace

net::Response list_kapso_messages(const KapsoCall& call, const Ledger& ledger, const std::string& number_id) {
  std::vector<KapsoRow> rows;
  ledger.read([&](const World& world) {
    each_conversation(world, call, number_id, [&](const KapsoSubject& subject) {
      if (!is_wanted(call, subject)) return;
      for (const PhoneMessage& message : subject.thread->messages) {
        auto json = *read_object(kapso_message(subject, message, {}));
        if (!is_wanted(call, message, json.at("kapso").as_object())) continue;
        narrow(json, call.query("fields"));
        rows.push_back({message.at, message.id, boost::json::serialize(json)});
      }
    });
  });
  return kapso_cursor_page(call, std::move(rows));
}

net::Response show_kapso_message(const KapsoCall& call, const Ledger& ledger, const std::string& message_id) {
  const std::string json = ledger.read([&](const World& world) -> std::string {
    const auto home = world.message_home.find(message_id);
    const PhoneMessage* message = find_message(world, message_id);
    if (home == world.message_home.end() || message == nullptr) return {};
    const Number* number = call.number(home->second.number_id);
    const Customer* customer = find_customer(world, home->second.customer_id);
    if (!number || !customer) return {};
    return kapso_message({*number, *customer, home->second, find_thread(world, home->second)}, *message, {});
  });
  return json.empty() ? kapso_error(404, "Message not found") : kapso_data(200, json);
}

net::Response list_kapso_conversations(const KapsoCall& call, const Ledger& ledger, const std::string& number_id) {
  std::vector<KapsoRow> rows;
  ledger.read([&](const World& world) {
    each_conversation(world, call, number_id, [&](const KapsoSubject& subject) {
      if (!is_wanted(call, subject) || subject.thread->messages.empty()) return;
      rows.push_back(
          {subject.thread->messages.back().at, kapso_conversation_id(subject.key), kapso_conversation(subject)});
    });
  });
  return kapso_cursor_page(call, std::move(rows));
}

net::Response show_kapso_conversation(const KapsoCall& call, const Ledger& ledger, const std::string& conversation_id) {
  std::string json;
  ledger.read([&](const World& world) {
    each_conversation(world, call, {}, [&](const KapsoSubject& subject) {
      if (kapso_conversation_id(subject.key) == conversation_id) json = kapso_conversation(subject);
    });
  });
  return json.empty() ? kapso_error(404, "Conversation not found") : kapso_data(200, json);
}

}  // namespace recado::simulator
