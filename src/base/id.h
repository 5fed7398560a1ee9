// 64-bit ids that grow with time, one C++ type per kind. In the API an id is text with a prefix: "msg_01J…".
// Bits, high to low: 42 milliseconds since 2024-01-01 (enough until 2163), 10 node, 12 sequence within the millisecond.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace recado {

// 13 digits of Crockford's base 32, lower case; sorts as the number does.
std::string encode_id(std::string_view prefix, std::int64_t value);
std::optional<std::int64_t> decode_id(std::string_view prefix, std::string_view text);

// The smallest id that can be made at this time: what was made before is below it.
std::int64_t smallest_id_at(UtcMs time);

// Tag provides `static constexpr std::string_view prefix`.
template <typename Tag>
struct Id {
  std::int64_t value = 0;

  constexpr auto operator<=>(const Id&) const = default;
  constexpr explicit operator bool() const { return value != 0; }
  std::string text() const { return encode_id(Tag::prefix, value); }
  static std::optional<Id> parse(std::string_view text) {
    const auto value = decode_id(Tag::prefix, text);
    if (!value) return {};
    return Id{*value};
  }
};

// Makes ids; safe to share between threads. A clock that steps back does not make an id that was given before.
class IdSource {
 public:
  // node: 0 to 1023, different on every program that writes to the same database
  IdSource(const Clock& clock, int node) : clock_(clock), node_(node & 0x3ff) {}

  template <typename AnId>
  AnId next() {
    return AnId{next_value()};
  }
  std::int64_t next_value();
  // Ids from here on are larger than `value`, whatever the clock says: the next start of a program must not go back behind
  // what the last one gave.
  void continue_after(std::int64_t value);

 private:
  const Clock& clock_;
  int node_;
  std::mutex mutex_;
  std::int64_t last_ms_ = 0;
  std::int64_t sequence_ = 0;
};

}  // namespace recado

template <typename Tag>
struct std::hash<recado::Id<Tag>> {
  std::size_t operator()(const recado::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
