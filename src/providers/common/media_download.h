// What fetching a file is like at every provider: the bytes of an address go to the taker, and what goes wrong becomes a
// reason.
#pragma once

#include "net/download.h"
#include "ports/media_source.h"

namespace recado::providers {

struct MediaAddress {
  std::string url;
  net::Headers secrets;  // sent to the host of `url` only
  MediaClaim claim;      // what was announced; its type is taken from the answer where it is empty
  std::chrono::seconds stall{30};
};

std::optional<MediaTrouble> download_media(net::HttpClient& http, const MediaAddress& address, MediaTaker& taker);

// Of an answer that is no success, to this call or to one that asks for the address.
MediaTrouble trouble_of(const net::Response& response);
MediaTrouble trouble_of(const net::ClientFailure& failure);

}  // namespace recado::providers
