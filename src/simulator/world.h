// What the simulator knows: business numbers, customers, the threads between them and the webhooks not yet acknowledged.
// Plain values; play() (facts.h) is the only thing that changes a World, the verbs only decide which facts to commit.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "base/clock.h"

namespace recado::simulator {

// A business number, the WABA it belongs to and the app that is subscribed to it.
struct Number {
  std::string id;
  std::string provider = "meta";  // "kapso" or "twilio": whose number it is, and so which API reaches it
  std::string account_id;
  std::string phone;  // digits
  std::string display_name;
  std::string access_token;  // empty: any token will do
  std::string app_secret;    // empty: webhooks go out unsigned
  std::string verify_token;
  std::string webhook_url;   // the app's callback
  std::string override_url;  // the number's own callback; wins over the account's and the app's
  std::string pin;
  bool registered = true;
  std::map<std::string, std::string> profile;   // field → JSON value
  std::map<std::string, std::string> settings;  // group → JSON value
  std::set<std::string> blocked;                // ids of customers
};

// A WABA as far as webhooks are concerned. An account that was never touched has the defaults.
struct Account {
  std::string id;
  std::string override_url;
  bool subscribed = true;
};

// A webhook registered at Kapso's platform API for one number.
struct KapsoWebhook {
  std::string id;
  std::string number_id;
  std::string url;
  std::string kind = "kapso";  // "meta": Meta's notifications as they are
  std::string secret_key;
  std::set<std::string> events;  // of kind "kapso"; empty: all
  std::map<std::string, std::string> headers;
  bool active = true;
  bool buffered = false;
  std::int64_t buffer_seconds = 5;
  std::int64_t buffer_size = 50;
};

struct Customer {
  std::string id;
  std::string name;
  std::string phone;    // digits; empty for a customer who shows only a user id
  std::string user_id;  // business-scoped, "US.…"
  std::string username;
  bool online = true;
  bool reads_at_once = false;
};

enum class Direction { to_business, from_business };
enum class MessageStatus { pending, sent, delivered, read, failed };

// One message of a thread, as both phones see it.
struct PhoneMessage {
  std::string id;
  Direction direction = Direction::to_business;
  std::string type;
  std::string text;     // what a person would read
  std::string content;  // the type's own object as JSON; empty for text
  std::string context_id;
  std::string extra;  // an object of further members of the customer's item: an advertisement, a forward; may be empty
  UtcMs at{};
  MessageStatus status = MessageStatus::pending;
  // What the status webhooks of a business message repeat.
  std::string callback_data;
  std::string category;         // of the price: "service", "utility"
  std::string conversation_id;  // empty: the API version has no conversation block
  bool free = true;
};

struct ThreadKey {
  std::string number_id;
  std::string customer_id;
  auto operator<=>(const ThreadKey&) const = default;
};

struct Thread {
  std::deque<PhoneMessage> messages;  // in the order in which they were written, at most k_thread_messages
  std::int64_t version = 0;
  std::optional<UtcMs> last_inbound;
};

enum class UpdateKind { message, status, event };

// One thing to tell the business by webhook.
struct Update {
  std::int64_t id = 0;
  UpdateKind kind = UpdateKind::message;
  std::string account_id;
  std::string number_id;
  std::string phone;  // of the business, digits
  std::string customer_id;
  std::string message_id;
  std::string contact;     // JSON; empty when the update has none
  std::string item;        // JSON: an element of messages[] or statuses[]; of a Kapso event the whole payload
  std::string webhook_id;  // Kapso: which of the number's webhooks is told
  std::string url;         // Twilio: where this one goes; empty: to the number's callback
  std::string event;       // Kapso: "whatsapp.message.received"; empty for a webhook of kind "meta"
  UtcMs created{};
  std::int64_t not_before_ms = 0;  // after `created`
  std::int64_t buffer_ms = 0;      // held back so long for more of the same conversation; 0: not
  std::int64_t buffer_size = 0;    // or until there are so many
};

inline constexpr std::size_t k_thread_messages = 200;

struct World {
  std::map<std::string, Number> numbers;
  std::map<std::string, Account> accounts;
  std::map<std::string, Customer> customers;
  std::map<ThreadKey, Thread> threads;
  std::map<std::int64_t, Update> updates;  // not yet acknowledged
  std::map<std::string, KapsoWebhook> kapso_webhooks;
  std::unordered_map<std::string, ThreadKey> message_home;
  std::unordered_map<std::string, std::string> customer_by_phone;  // by comparable_phone
  std::unordered_map<std::string, std::string> customer_by_user_id;
  std::int64_t last_update_id = 0;
  std::int64_t changes = 0;        // grows with every change to any thread; never falls
  std::int64_t empty_version = 0;  // the version of a thread without messages
  std::int64_t acknowledged = 0;
  std::int64_t given_up = 0;
};

const Number* find_number(const World& world, const std::string& id);
const Customer* find_customer(const World& world, const std::string& id);
const Thread* find_thread(const World& world, const ThreadKey& key);
const PhoneMessage* find_message(const World& world, const std::string& id);
Account account_of(const World& world, const std::string& id);
std::int64_t thread_version(const World& world, const ThreadKey& key);

// A customer by what a sender wrote into `to` (digits) or `recipient` (a user id).
const Customer* customer_with_phone(const World& world, const std::string& phone);
const Customer* customer_with_user_id(const World& world, const std::string& user_id);

// The same for the two spellings of one Brazilian, Mexican or Argentine mobile number.
std::string comparable_phone(const std::string& digits);

// Where the webhooks of a number go: its own override, then the account's, then the app's. Empty: nowhere.
std::string callback_of(const World& world, const Number& number);

}  // namespace recado::simulator
