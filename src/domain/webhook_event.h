// What a provider's delivery carries, in our words. A provider's reader makes these from raw bytes; app/receive applies
// them; `recado webhook parse` prints them. Absent facts are empty or none, never invented.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/delivery_status.h"
#include "domain/message.h"

namespace recado {

// Who is on the other side. A customer may come with a user id only (since 2026), with a number only, or with both.
struct Party {
  std::string phone;           // digits as the provider wrote them; empty when absent or not a number
  std::string user_id;         // business-scoped: "US.1349…"
  std::string parent_user_id;  // "US.ENT.…"
  std::string username;        // without "@"
  std::string profile_name;
};

// Which of our numbers a delivery is for.
struct NumberRef {
  std::string account_id;     // WhatsApp business account, Twilio account
  std::string number_id;      // the provider's id of the number
  std::string display_phone;  // digits
  std::string channel;        // of a number that does more than WhatsApp, as "sms"; empty: the provider does not say
};

// A reader keeps every message it can read: one without an id or without anybody in `customer` comes through too, and
// app/receive decides what becomes of it.
struct MessageEvent {
  NumberRef number;
  Direction direction = Direction::inbound;  // outbound: an echo of what was sent elsewhere
  std::string message_id;
  Party customer;                           // `from` of an inbound message, `to` of an echo
  std::string sender_phone;                 // of an echo: our own number as given
  std::optional<std::int64_t> timestamp_s;  // the provider's
  // When the provider tells the time somewhere else only than in its webhooks: it orders the thread, but the message is
  // recognised without it.
  std::optional<std::int64_t> sent_at_s;
  std::string group_id;
  bool history = false;                          // from an import: no window, no notification
  std::optional<DeliveryStatus> history_status;  // of an imported message: how far it had come
  std::string conversation_ref;                  // the provider's own conversation id
  std::string origin;                            // how it got to the provider, in the provider's word: "business_app"
  std::optional<bool> new_conversation;          // whether the provider opened a conversation for it
  MessageContent content;
  std::string raw_json;  // the item as it came: everything that the members above do not hold
};

struct StatusEvent {
  NumberRef number;
  std::string message_id;
  DeliveryStatus status = DeliveryStatus::unknown;
  std::string raw_status;
  Party recipient;
  std::optional<std::int64_t> timestamp_s;
  std::string group_id;
  std::optional<ProviderError> error;
  std::optional<DeliveryError> failure;  // with status failed: what `error` means for the person who wrote the message
  std::string callback_data;             // what we sent along: our own message id
  std::string origin;                    // of the message, in the provider's word
  std::string conversation_ref;
  std::string conversation_origin;
  std::optional<std::int64_t> conversation_expires_s;
  std::string pricing_category;
  std::string pricing_model;
  std::optional<bool> billable;
};

// A customer's number or user id changed.
struct SystemEvent {
  NumberRef number;
  std::string message_id;
  std::string system_type;
  Party customer;
  std::string new_phone;
  std::string new_user_id;
  std::string identity_hash;
  std::string text;
  std::optional<std::int64_t> timestamp_s;
};

// Everything that is read but that no rule acts on yet: templates, quality, account, preferences, calls, groups, flows,
// value-level errors. Facts keep the names of corpus/README.md.
struct NoticeEvent {
  NumberRef number;
  std::string kind;  // "template_status", "quality", "account", "call", "error", …
  using Fact = std::variant<std::string, std::int64_t, bool>;
  std::vector<std::pair<std::string, Fact>> facts;
};

// Deliberately not acted on, with the reason; goes to the log, never lost in silence.
struct IgnoredEvent {
  std::string reason;
  std::vector<std::pair<std::string, std::string>> facts;
};

// One item that could not be read. The others of the delivery are not affected.
struct BrokenItem {
  std::string reason;
  std::string fragment;  // the raw JSON of the item, cut at 16 KiB
};

using WebhookEvent = std::variant<MessageEvent, StatusEvent, SystemEvent, NoticeEvent, IgnoredEvent, BrokenItem>;

struct Delivery {
  std::vector<WebhookEvent> events;  // in the order of the delivery
};

}  // namespace recado
