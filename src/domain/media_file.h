// A file that belongs to a message: how it is to be fetched, what was found in it, and how long fetching is tried.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "domain/ids.h"
#include "domain/message.h"

namespace recado {

// The numbers are stored: never renumber.
enum class MediaState : std::uint8_t {
  waiting = 0,   // to be fetched, for the first time or again
  fetching = 1,  // somebody is at it, or died over it
  ready = 2,
  failed = 3,   // given up; can be fetched again by hand
  removed = 4,  // its message was deleted by the one who wrote it
};
std::string_view to_text(MediaState state);

// Why there is no file (yet). `reason` is a stable word: "gone", "provider_error", "timed_out", "wrong_hash", "too_large",
// "wrong_size", "empty", "credentials", "disconnected", "no_reference", "unsupported_provider", "store".
struct MediaTrouble {
  std::string reason;
  std::string message;  // for a person
};

struct MediaFile {
  MediaId id;
  MessageId message;  // zero: uploaded and not sent yet
  ConversationId conversation;
  ConnectionId connection;
  MessageType kind = MessageType::document;  // what it was sent as
  bool voice = false;
  bool animated = false;
  std::string provider_media_id;  // how the provider knows it; empty for what we uploaded
  std::string provider_url;
  std::string claimed_mime;
  std::string claimed_sha256;  // base64 or hex, as the provider wrote it
  std::optional<std::int64_t> claimed_size;
  std::string name;  // as the sender wrote it, or empty
  MediaState state = MediaState::waiting;
  std::optional<MediaTrouble> trouble;  // the last, also while it is still tried
  UtcMs created_at{};

  // Found in the file; filled once it is ready.
  std::string mime;
  std::int64_t size = 0;
  std::string sha256;  // hex
  std::string sealed_key;
  std::optional<int> width;  // pixels, as shown
  std::optional<int> height;
  std::optional<std::int64_t> duration_ms;
  std::string waveform;        // a byte for each peak, 0 to 100; empty when there is none
  bool has_thumbnail = false;  // an image of it in the store: of a picture or a video's first moment
};

// What the file's sealed key is bound to.
std::string key_context(MediaId id);

constexpr std::size_t k_waveform_peaks = 64;

// The largest file that is taken in (reference: inbound above 100 MB never reaches us).
constexpr std::int64_t k_largest_media = std::int64_t{100} * 1024 * 1024;

// A provider keeps what a webhook refers to for seven days; fetching is tried as long.
constexpr DurationMs k_media_kept = std::chrono::hours{24 * 7};

// How long to wait before the next try, after `attempts` that failed: 5 s at first, then longer, at most three hours. None
// when the file has been waited for as long as the provider keeps it.
std::optional<DurationMs> next_fetch(int attempts, DurationMs since_received);

// Whether a hash as providers write it (base64 or hex) is that of the file. An empty claim is met by every file.
bool hash_agrees(std::string_view claimed, std::string_view sha256_hex);

}  // namespace recado
