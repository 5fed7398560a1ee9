#include "providers/common/media_download.h"

namespace recado::providers {

MediaTrouble trouble_of(const net::Response& response) {
  const int status = response.status;
  if (status == 401 || status == 403) return {"credentials", "The provider refuses what we sign in with."};
  if (status == 400 || status == 404 || status == 410) {
    return {"gone", "The provider does not have the file (any more)."};
  }
  return {"provider_error", "The provider answered " + std::to_string(status) + "."};
}

MediaTrouble trouble_of(const net::ClientFailure& failure) { return {"timed_out", failure.message}; }

std::optional<MediaTrouble> download_media(net::HttpClient& http, const MediaAddress& address, MediaTaker& taker) {
  net::Download wanted;
  wanted.url = address.url;
  wanted.secrets = address.secrets;
  wanted.stall = address.stall;
  wanted.on_head = [&](const net::Response& head) {
    MediaClaim claim = address.claim;
    if (claim.mime.empty()) claim.mime = head.headers.get("Content-Type");
    return taker.begin(claim);
  };
  wanted.on_body = [&](std::string_view bytes) { return taker.take(bytes); };
  const auto response = net::download(http, wanted);
  if (!response) return trouble_of(response.error());
  if (response->status < 200 || response->status > 299) return trouble_of(*response);
  return {};
}

}  // namespace recado::providers
