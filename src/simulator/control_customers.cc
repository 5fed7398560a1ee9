#include "simulator/control_customers.h"

#include <boost/json.hpp>

#include <algorithm>

#include "base/json_writer.h"
#include "simulator/customer_acts.h"
#include "simulator/json_read.h"
#include "simulator/send_message.h"

namespace recado::simulator {

namespace {

constexpr std::int64_t k_most_at_once = 1000;
constexpr std::int64_t k_longest_ago_seconds = 90LL * 24 * 3600;

std::string customer_json(const Customer& customer) {
  const auto maybe = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional{text}; };
  JsonWriter out;
  out.begin_object().member("id", customer.id).member("name", customer.name).member("phone", maybe(customer.phone));
  out.member("user_id", maybe(customer.user_id)).member("username", maybe(customer.username));
  out.member("online", customer.online).member("reads_at_once", customer.reads_at_once).end_object();
  return std::move(out).text();
}

Error no_customer(const std::string& id) {
  return not_found("there is no customer " + id, "Create one with PUT /control/customers/" + id + ".");
}

// A member that may be set to null, to take it away.
void take(const boost::json::object& from, std::string_view name, std::string& to) {
  if (from.contains(name)) to = text_or(from, name);
}

void take(const boost::json::object& from, std::string_view name, bool& to) {
  if (const auto* flag = from.if_contains(name); flag && flag->is_bool()) to = flag->get_bool();
}

Result<ThreadKey> thread_of(const World& world, const std::string& customer_id, const boost::json::object& body) {
  ThreadKey key{text_or(body, "number_id"), customer_id};
  if (!find_customer(world, customer_id)) return no_customer(customer_id);
  if (!find_number(world, key.number_id)) return not_found("there is no number " + key.number_id);
  return key;
}

Result<std::int64_t> whole_number(const boost::json::object& body, std::string_view name, std::int64_t otherwise,
                                  std::int64_t least, std::int64_t most) {
  const auto* found = body.if_contains(name);
  if (!found || found->is_null()) return otherwise;
  if (!found->is_int64() || found->get_int64() < least || found->get_int64() > most) {
    return invalid(std::string{name}, std::string{name} + " is a whole number from " + std::to_string(least) + " to " +
                                          std::to_string(most));
  }
  return found->get_int64();
}

Result<CustomerMessage> read_message(const boost::json::object& body, UtcMs now) {
  CustomerMessage message{
      .type = text_or(body, "type", "text"), .text = text_or(body, "text"), .context_id = text_or(body, "context_id")};
  const auto ago = whole_number(body, "ago_seconds", 0, 0, k_longest_ago_seconds);
  if (!ago) return ago.error();
  const auto count = whole_number(body, "count", 1, 1, k_most_at_once);
  if (!count) return count.error();
  message.at = now - std::chrono::seconds{*ago};
  message.count = static_cast<int>(*count);
  if (const auto* extra = body.if_contains("extra"); extra && !extra->is_null()) {
    if (!extra->is_object()) return invalid("extra", "extra is an object of further members of the message");
    message.extra = boost::json::serialize(*extra);
  }
  if (message.type == "text") {
    if (message.text.empty()) return invalid("text", "a text message has a text");
    if (characters(message.text) > 4096) return invalid("text", "a text has at most 4096 characters");
    return message;
  }
  const auto* content = body.if_contains("content");
  if (!content) return invalid("content", "a message of type " + message.type + " has a content");
  message.content = boost::json::serialize(*content);
  if (const auto* object = content->if_object(); object && message.text.empty())
    message.text = text_or(*object, "caption");
  return message;
}

std::string_view status_word(const PhoneMessage& message) {
  switch (message.status) {
    case MessageStatus::pending: return "pending";
    case MessageStatus::sent: return "sent";
    case MessageStatus::delivered: return "delivered";
    case MessageStatus::read: return "read";
    case MessageStatus::failed: return "failed";
  }
  return "pending";
}

}  // namespace

std::string list_customers(const World& world) {
  JsonWriter out;
  out.begin_object().key("items").begin_array();
  for (const auto& [id, customer] : world.customers) out.raw(customer_json(customer));
  out.end_array().end_object();
  return std::move(out).text();
}

Result<std::string> put_customer(Ledger& ledger, const std::string& customer_id, std::string_view body) {
  const auto given = read_object(body);
  if (!given) return invalid("", "the customer is a JSON object");
  return ledger.change([&](Change& change) -> Result<std::string> {
    const World& world = change.world();
    const Customer* before = find_customer(world, customer_id);
    Customer customer = before ? *before : Customer{.id = customer_id, .name = customer_id};
    take(*given, "name", customer.name);
    take(*given, "phone", customer.phone);
    take(*given, "user_id", customer.user_id);
    take(*given, "username", customer.username);
    customer.phone = digits_of(customer.phone);
    if (customer.phone.empty() && customer.user_id.empty()) {
      return invalid("phone", "a customer has a phone number or a user id",
                     "Give phone (digits) or user_id (\"US.…\").");
    }
    const Customer* same_phone = customer.phone.empty() ? nullptr : customer_with_phone(world, customer.phone);
    if (same_phone && same_phone->id != customer_id)
      return conflict("customer " + same_phone->id + " has this phone number");
    const Customer* same_user = customer.user_id.empty() ? nullptr : customer_with_user_id(world, customer.user_id);
    if (same_user && same_user->id != customer_id) return conflict("customer " + same_user->id + " has this user id");
    change.commit(CustomerPut{customer});
    return customer_json(customer);
  });
}

Result<std::string> post_customer_message(Ledger& ledger, const std::string& customer_id, std::string_view body,
                                          UtcMs now) {
  const auto given = read_object(body);
  if (!given) return invalid("", "the message is a JSON object");
  const auto message = read_message(*given, now);
  if (!message) return message.error();
  return ledger.change([&](Change& change) -> Result<std::string> {
    const auto key = thread_of(change.world(), customer_id, *given);
    if (!key) return key.error();
    JsonWriter out;
    out.begin_object().key("message_ids").begin_array();
    for (const auto& id : customer_writes(change, *key, *message, now)) out.value(id);
    out.end_array().end_object();
    return std::move(out).text();
  });
}

Result<std::string> post_customer_read(Ledger& ledger, const std::string& customer_id, std::string_view body,
                                       UtcMs now) {
  const auto given = read_object(body);
  if (!given) return invalid("", "the body is a JSON object");
  return ledger.change([&](Change& change) -> Result<std::string> {
    const auto key = thread_of(change.world(), customer_id, *given);
    if (!key) return key.error();
    JsonWriter out;
    out.begin_object().member("read", customer_reads(change, *key, now)).end_object();
    return std::move(out).text();
  });
}

Result<std::string> put_presence(Ledger& ledger, const std::string& customer_id, std::string_view body, UtcMs now) {
  const auto given = read_object(body);
  if (!given) return invalid("", "the presence is a JSON object");
  return ledger.change([&](Change& change) -> Result<std::string> {
    const Customer* before = find_customer(change.world(), customer_id);
    if (!before) return no_customer(customer_id);
    Customer customer = *before;
    const bool was_online = customer.online;
    take(*given, "online", customer.online);
    take(*given, "reads_at_once", customer.reads_at_once);
    change.commit(CustomerPut{customer});
    if (!was_online && customer.online) customer_comes_online(change, customer_id, now);
    return customer_json(customer);
  });
}

Result<std::string> show_thread(const World& world, const ThreadKey& key) {
  if (!find_customer(world, key.customer_id)) return no_customer(key.customer_id);
  if (!find_number(world, key.number_id)) return not_found("there is no number " + key.number_id);
  std::vector<const PhoneMessage*> messages;
  if (const Thread* thread = find_thread(world, key)) {
    // Nearly sorted already: only what was dated back moves.
    for (const auto& message : thread->messages) {
      messages.insert(std::ranges::upper_bound(messages, message.at, {}, &PhoneMessage::at), &message);
    }
  }
  JsonWriter out;
  out.begin_object().member("version", thread_version(world, key)).key("messages").begin_array();
  for (const auto* message : messages) {
    out.begin_object().member("id", message->id);
    out.member("direction", message->direction == Direction::to_business ? "to_business" : "from_business");
    out.member("type", message->type).member("text", message->text).member("at", message->at);
    out.member("status", status_word(*message));
    if (!message->content.empty()) out.key("content").raw(message->content);
    if (!message->context_id.empty()) out.member("context_id", message->context_id);
    out.end_object();
  }
  out.end_array().end_object();
  return std::move(out).text();
}

}  // namespace recado::simulator
