#include "providers/meta/change_scope.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "providers/meta/error_table.h"

namespace recado::meta {

namespace {

constexpr std::size_t k_most_listed = 1000;
constexpr std::size_t k_most_expected = 20000;
constexpr std::size_t k_fragment_bytes = 16 * 1024;

std::string fragment_of(std::string_view raw) {
  std::string_view cut = raw.substr(0, k_fragment_bytes);
  if (cut.size() < raw.size()) {
    while (!cut.empty() && (static_cast<unsigned char>(raw[cut.size()]) & 0xC0) == 0x80) cut.remove_suffix(1);
  }
  return std::string{cut};
}

}  // namespace

void Gathered::ignore(std::string reason, std::vector<std::pair<std::string, std::string>> facts) {
  std::erase_if(facts, [](const auto& fact) { return fact.second.empty(); });
  if (++ignored_ <= k_most_listed) add(IgnoredEvent{std::move(reason), std::move(facts)});
}

void Gathered::expect(std::size_t events) {
  const std::size_t wanted = events_.size() + std::min(events, k_most_expected);
  // At least doubled, or a delivery of many small changes would move all its events at each of them.
  if (wanted > events_.capacity()) events_.reserve(std::max(wanted, 2 * events_.capacity()));
}

void Gathered::broken(std::string reason, std::string_view raw) {
  if (++broken_ <= k_most_listed) add(BrokenItem{std::move(reason), fragment_of(raw)});
}

Delivery Gathered::finish() {
  if (ignored_ > k_most_listed) {
    add(IgnoredEvent{std::to_string(ignored_ - k_most_listed) + " more items of this delivery are ignored", {}});
  }
  if (broken_ > k_most_listed) {
    add(BrokenItem{std::to_string(broken_ - k_most_listed) + " more items of this delivery are broken", {}});
  }
  return Delivery{std::move(events_)};
}

Notice::Notice(const ChangeScope& scope, std::string kind) {
  event_.number = scope.number;
  event_.kind = std::move(kind);
}

Notice& Notice::text(std::string name, std::string value) {
  if (!value.empty()) event_.facts.emplace_back(std::move(name), std::move(value));
  return *this;
}

Notice& Notice::text(std::string name, const JsonObject& object, std::string_view key) {
  return text(std::move(name), text_at(object, key));
}

Notice& Notice::integer(std::string name, std::optional<std::int64_t> value) {
  if (value) event_.facts.emplace_back(std::move(name), *value);
  return *this;
}

Notice& Notice::time(const ChangeScope& scope, const JsonObject& object) {
  const auto own = integer_at(object, "timestamp");
  return integer("timestamp", own ? own : scope.time_s);
}

ProviderError error_from(const JsonObject& error) {
  ProviderError out;
  out.code = integer_at(error, "code");
  out.title = text_at(error, "title");
  if (out.title.empty()) out.title = text_at(error, "message");
  if (const auto more = object_at(error, "error_data")) {
    out.details = text_at(*more, "details");
  } else {
    out.details = text_at(error, "error_data");
  }
  // Older deliveries put the details beside the code.
  if (out.details.empty()) out.details = text_at(error, "details");
  if (out.code) out.reason = reason_for(*out.code);
  return out;
}

std::optional<ProviderError> first_error(const JsonObject& item) {
  const auto error = first_object_at(item, "errors");
  if (!error) return {};
  return error_from(*error);
}

}  // namespace recado::meta
