#include "app/media_links.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace recado {

namespace {

// The three numbers of "1a-2b-3c", in hex.
std::optional<std::array<std::int64_t, 3>> numbers_of(std::string_view facts) {
  constexpr int k_hex = 16;
  std::array<std::int64_t, 3> numbers{};
  const char* at = facts.data();
  const char* const end = facts.data() + facts.size();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0) {
      if (at == end || *at != '-') return {};
      ++at;
    }
    const auto [next, error] = std::from_chars(at, end, numbers[i], k_hex);
    if (error != std::errc{}) return {};
    at = next;
  }
  if (at != end) return {};
  return numbers;
}

}  // namespace

MediaLinks::MediaLinks(const crypto::MasterKey& key, const Clock& clock)
    : key_(crypto::hmac_sha256_hex(key.bytes(), "links to media, 1")), clock_(clock) {}

std::string MediaLinks::token(ConnectionId connection, MediaId media) const {
  const std::int64_t ends_at = count_ms(clock_.now() + k_media_link_lives);
  const std::string facts = fmt::format("{:x}-{:x}-{:x}", connection.value, media.value, ends_at);
  return facts + "-" + sign(facts);
}

std::optional<MediaLinks::Shared> MediaLinks::open(std::string_view token) const {
  const auto dash = token.rfind('-');
  if (dash == token.npos) return {};
  const auto facts = token.substr(0, dash);
  if (!crypto::equal_in_constant_time(token.substr(dash + 1), sign(facts))) return {};
  const auto numbers = numbers_of(facts);
  if (!numbers || (*numbers)[2] <= count_ms(clock_.now())) return {};
  return Shared{ConnectionId{(*numbers)[0]}, MediaId{(*numbers)[1]}};
}

std::string MediaLinks::sign(std::string_view facts) const { return crypto::hmac_sha256_hex(key_, facts); }

}  // namespace recado
