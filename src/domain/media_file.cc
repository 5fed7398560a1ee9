#include "domain/media_file.h"

#include <algorithm>
#include <array>

#include "base/crypto.h"

namespace recado {

std::string_view to_text(MediaState state) {
  switch (state) {
    case MediaState::waiting: return "waiting";
    case MediaState::fetching: return "fetching";
    case MediaState::ready: return "ready";
    case MediaState::failed: return "failed";
    case MediaState::removed: return "removed";
  }
  return "failed";
}

std::string key_context(MediaId id) { return "media/" + id.text(); }

std::optional<DurationMs> next_fetch(int attempts, DurationMs since_received) {
  using namespace std::chrono_literals;
  constexpr std::array<DurationMs, 8> k_waits{5s, 15s, 1min, 5min, 15min, 30min, 1h, 2h};
  const auto step = static_cast<std::size_t>(std::max(attempts - 1, 0));
  const DurationMs wait = step < k_waits.size() ? k_waits[step] : DurationMs{3h};
  if (since_received + wait >= k_media_kept) return {};
  return wait;
}

bool hash_agrees(std::string_view claimed, std::string_view sha256_hex) {
  constexpr std::size_t k_hex_digits = 64;
  if (claimed.empty()) return true;
  if (claimed.size() == k_hex_digits) {
    const auto bytes = crypto::from_hex(claimed);
    return bytes && crypto::to_hex(*bytes) == sha256_hex;
  }
  const auto bytes = crypto::from_base64(claimed);
  return bytes && crypto::to_hex(*bytes) == sha256_hex;
}

}  // namespace recado
