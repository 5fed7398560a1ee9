// What the items of one change share, and where the events read from them are gathered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "domain/webhook_event.h"
#include "providers/meta/contact_book.h"
#include "providers/meta/json_fields.h"

namespace recado::meta {

// The events of one delivery. After a thousand items that are ignored, or broken, the rest of them is counted only: a
// hostile body would fill the memory with them.
class Gathered {
 public:
  void add(WebhookEvent event) { events_.push_back(std::move(event)); }
  // So many more events may come: an event is large to move.
  void expect(std::size_t events);
  void ignore(std::string reason, std::vector<std::pair<std::string, std::string>> facts = {});
  void broken(std::string reason, std::string_view raw);
  // False when an item with this key was seen before in the delivery.
  bool is_first(std::string key) { return seen_.insert(std::move(key)).second; }

  Delivery finish();

 private:
  std::vector<WebhookEvent> events_;
  std::unordered_set<std::string> seen_;
  std::size_t ignored_ = 0;
  std::size_t broken_ = 0;
};

struct ChangeScope {
  Gathered& out;
  NumberRef number;
  std::string_view field;
  std::optional<std::int64_t> time_s;  // entry.time
  bool history = false;
  ContactBook contacts;
};

// Builds a NoticeEvent fact by fact; what is empty is left out.
class Notice {
 public:
  Notice(const ChangeScope& scope, std::string kind);
  Notice& text(std::string name, std::string value);
  Notice& text(std::string name, const JsonObject& object, std::string_view key);
  Notice& integer(std::string name, std::optional<std::int64_t> value);
  // The item's own time, else the entry's.
  Notice& time(const ChangeScope& scope, const JsonObject& object);
  void add_to(Gathered& out) { out.add(std::move(event_)); }

 private:
  NoticeEvent event_;
};

// Meta's error object, the same in messages, statuses and values (reference, 2.6).
ProviderError error_from(const JsonObject& error);
// The first of errors[]; nothing when there is none.
std::optional<ProviderError> first_error(const JsonObject& item);

}  // namespace recado::meta
