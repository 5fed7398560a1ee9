#include "providers/twilio/media_source.h"

#include "providers/common/media_download.h"
#include "providers/twilio/rest.h"

namespace recado::twilio {

namespace {

class TwilioMediaSource final : public MediaSource {
 public:
  explicit TwilioMediaSource(net::HttpClient& http) : http_(http) {}

  std::optional<MediaTrouble> fetch(const ProviderAccess& access, const MediaWanted& wanted,
                                    MediaTaker& taker) override {
    if (wanted.provider_url.empty()) return MediaTrouble{"no_reference", "Twilio did not say where the file is."};
    providers::MediaAddress address;
    address.url = wanted.provider_url;
    // Who we are is told to Twilio's own API alone, whatever a webhook names.
    if (net::origin_of(address.url) == net::origin_of(access.base_url)) {
      const std::string authorization = authorization_of(access);
      if (authorization.empty()) return MediaTrouble{"credentials", "The account's token cannot be sent."};
      address.secrets.set("Authorization", authorization);
    }
    return providers::download_media(http_, address, taker);
  }

 private:
  net::HttpClient& http_;
};

}  // namespace

std::unique_ptr<MediaSource> make_media_source(net::HttpClient& http) {
  return std::make_unique<TwilioMediaSource>(http);
}

}  // namespace recado::twilio
