#include <simdjson.h>

#include <algorithm>

#include "net/download.h"
#include "providers/common/media_download.h"
#include "providers/meta/json_fields.h"
#include "providers/meta/media_transfer.h"

namespace recado::meta {

namespace {

struct Place {
  std::string url;
  MediaClaim claim;
};

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
    if (!response) return providers::trouble_of(response.error());
    if (response->status != 200) return providers::trouble_of(*response);
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
    providers::MediaAddress address{place.url, {}, place.claim, stall_};
    if (may_have_key(place.url, access.base_url)) address.secrets = secrets(access);
    return providers::download_media(http_, address, taker);
  }

  // The servers that the dialect names for files; what proves who we are goes to no other.
  bool may_have_key(std::string_view url, std::string_view base_url) const {
    if (net::origin_of(url) == net::origin_of(base_url)) return true;
    const std::string host = net::host_of(url);
    return url.starts_with("https://") && std::ranges::any_of(dialect_.file_hosts, [&](std::string_view ending) {
             return !ending.empty() && host.ends_with(ending);
           });
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
