// Links to single files for whoever fetches them without a session: a provider that sends files by their address. A link
// cannot be guessed, is good for one file, and ends by itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/crypto.h"
#include "domain/ids.h"

namespace recado {

// Long enough for a provider that takes its time; a message that is sent later gets a new link.
constexpr DurationMs k_media_link_lives = std::chrono::hours{6};

class MediaLinks {
 public:
  // The links die with the master key.
  MediaLinks(const crypto::MasterKey& key, const Clock& clock);

  // What stands in an address behind "/v1/media/shared/".
  std::string token(ConnectionId connection, MediaId media) const;

  struct Shared {
    ConnectionId connection;  // the number whose provider was given the link
    MediaId media;
  };
  // None for a token that is not ours, was changed, or is over.
  std::optional<Shared> open(std::string_view token) const;

 private:
  std::string sign(std::string_view facts) const;

  std::string key_;
  const Clock& clock_;
};

}  // namespace recado
