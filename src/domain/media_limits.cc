#include "domain/media_limits.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "domain/capabilities.h"

namespace recado {

namespace {

constexpr std::int64_t k_kib = 1024;
constexpr std::int64_t k_mib = 1024 * k_kib;
// A sticker that stands still has a limit of its own (reference: media).
constexpr std::int64_t k_still_sticker = 100 * k_kib;

std::string size_words(std::int64_t bytes) {
  if (bytes >= k_mib) return fmt::format("{:.3g} MB", static_cast<double>(bytes) / static_cast<double>(k_mib));
  return fmt::format("{} KB", (bytes + k_kib - 1) / k_kib);
}

Error refused(std::string reason, std::string message, std::string next_step) {
  Error error = invalid("media", std::move(message), std::move(next_step));
  error.reason = std::move(reason);
  return error;
}

}  // namespace

Result<void> check_outgoing_file(Provider provider, const OutgoingFile& file) {
  const auto kind = to_text(file.kind);
  const FileLimit* limit = capabilities_of(provider).file(file.kind);
  if (limit == nullptr) {
    return refused("media_type", fmt::format("A message of type {} has no file.", kind), "Send it as a document.");
  }
  if (file.size <= 0) return refused("media_size", "The file is empty.", "Choose another file.");
  if (!limit->mimes.empty() && std::ranges::find(limit->mimes, file.mime) == limit->mimes.end()) {
    return refused("media_type",
                   fmt::format("As {} this number's provider takes {}; the file is {}.", kind,
                               fmt::join(limit->mimes, ", "), file.mime),
                   file.kind == MessageType::document ? "Convert the file first." : "Send it as a document.");
  }
  const bool is_still_sticker = file.kind == MessageType::sticker && !file.animated;
  const std::int64_t most = is_still_sticker ? k_still_sticker : limit->most_bytes;
  if (file.size > most) {
    return refused("media_size",
                   fmt::format("As {} a file may have at most {}; this one has {}.", kind, size_words(most),
                               size_words(file.size)),
                   "Make the file smaller.");
  }
  return {};
}

}  // namespace recado
