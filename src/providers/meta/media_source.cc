#include <simdjson.h>

#include <algorithm>
#include <charconv>

#include "net/download.h"
#include "providers/meta/json_fields.h"
#include "providers/meta/media_transfer.h"

namespace recado::meta {

namespace {

MediaTrouble trouble_of_status(int status) {
  if (status == 401 || status == 403) return {"credentials", "The provider refuses the access token."};
  if (status == 404 || status == 410 || status == 400)
    return {"gone", "The provider does not have the file (any more)."};
  return {"provider_error", "The provider answered " + std::to_string(status) + "."};
}

MediaTrouble trouble_of_failure(const net::ClientFailure& failure) { return {"timed_out", failure.message}; }

struct Place {
  std::string url;
  MediaClaim claim;
};

// Meta's own servers for files; what proves who we are goes to no other.
bool may_have_token(std::string_view url, std::string_view base_url) {
  if (net::origin_of(url) == net::origin_of(base_url)) return true;
  if (!url.starts_with("https://")) return false;
  const std::string host = net::host_of(url);
  return std::ranges::any_of(std::initializer_list<std::string_view>{".fbsbx.com", ".facebook.com", ".whatsapp.net"},
                             [&](std::string_view ending) { return host.ends_with(ending); });
}

class GraphMediaSource final : public MediaSource {
 public:
  GraphMediaSource(net::HttpClient& http, const GraphDialect& dialect, std::chrono::seconds stall)
      : http_(http), dialect_(dialect), stall_(stall) {}

  std::optional<MediaTrouble> fetch(const ProviderAccess& access, const MediaWanted& wanted,
                                    MediaTaker& taker) override {
    if (wanted.provider_media_id.empty()) return download({wanted.provider_url, {}}, access, taker);
    Place place;
    if (auto trouble = find(access, wanted.provider_media_id, place)) return trouble;
    return download(place, access, taker);
  }

 private:
  net::Headers secrets(const ProviderAccess& access) const {
    net::Headers headers;
    headers.set(dialect_.key_header, std::string{dialect_.key_prefix} + access.access_token);
    return headers;
  }

  // The link and what Meta says of the file. The link of the webhook is not used: it is older than five minutes sooner than
  // the id is gone.
  std::optional<MediaTrouble> find(const ProviderAccess& access, const std::string& id, Place& place) {
    std::string_view base = access.base_url;
    while (base.ends_with('/')) base.remove_suffix(1);
    net::ClientRequest get;
    get.url = std::string{base} + std::string{dialect_.version_path} + "/" + net::percent_encode(id) +
              "?phone_number_id=" + net::percent_encode(access.number_id);
    get.headers = secrets(access);
    get.max_response_bytes = std::size_t{64} * 1024;
    const auto response = http_.send(get);
    if (!response) return trouble_of_failure(response.error());
    if (response->status != 200) return trouble_of_status(response->status);
    simdjson::dom::parser parser;
    simdjson::dom::object facts;
    if (parser.parse(response->body).get(facts) != simdjson::SUCCESS) {
      return MediaTrouble{"provider_error", "The provider's answer cannot be read."};
    }
    place.url = text_at_first(facts, {"download_url", "url"});
    place.claim = {text_at(facts, "mime_type"), text_at(facts, "sha256"), integer_at(facts, "file_size")};
    if (place.url.empty()) return MediaTrouble{"gone", "The provider gives no link to the file."};
    return {};
  }

  std::optional<MediaTrouble> download(const Place& place, const ProviderAccess& access, MediaTaker& taker) {
    net::Download wanted;
    wanted.url = place.url;
    wanted.stall = stall_;
    if (may_have_token(place.url, access.base_url)) wanted.secrets = secrets(access);
    wanted.on_head = [&](const net::Response& head) {
      MediaClaim claim = place.claim;
      if (claim.mime.empty()) claim.mime = head.headers.get("Content-Type");
      return taker.begin(claim);
    };
    wanted.on_body = [&](std::string_view bytes) { return taker.take(bytes); };
    const auto response = net::download(http_, wanted);
    if (!response) return trouble_of_failure(response.error());
    if (response->status < 200 || response->status > 299) return trouble_of_status(response->status);
    return {};
  }

  net::HttpClient& http_;
  const GraphDialect& dialect_;
  const std::chrono::seconds stall_;
};

}  // namespace

std::unique_ptr<MediaSource> make_media_source(net::HttpClient& http, const GraphDialect& dialect,
                                               std::chrono::seconds stall) {
  return std::make_unique<GraphMediaSource>(http, dialect, stall);
}

}  // namespace recado::meta
