#include "providers/meta/sender.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "providers/meta/send_request.h"

namespace recado::meta {

namespace {

constexpr std::string_view k_version = "v22.0";
constexpr std::chrono::seconds k_longest{30};

std::string messages_url(const ProviderAccess& access) {
  std::string_view base = access.base_url;
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string{base} + "/" + std::string{k_version} + "/" + net::percent_encode(access.number_id) + "/messages";
}

// A line break would end the header it is written into.
bool fits_a_header(std::string_view token) {
  return !token.empty() && std::ranges::all_of(token, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
}

class MetaSender final : public MessageSender {
 public:
  explicit MetaSender(net::HttpClient& http) : http_(http) {}

  SendOutcome send(const ProviderAccess& access, const SendRequest& request) override {
    if (!fits_a_header(access.access_token)) {
      return Rejected{"credentials",
                      "The access token is empty or holds characters that no token has.",
                      "Open the connection in Settings and enter the token again.",
                      {}};
    }
    net::ClientRequest post;
    post.method = "POST";
    post.url = messages_url(access);
    post.headers.set("Authorization", "Bearer " + access.access_token);
    post.headers.set("Content-Type", "application/json");
    post.body = request_body(request);
    post.timeout = k_longest;
    const auto response = http_.send(post);
    if (response) return outcome_of_response(*response);
    if (response.error().state == net::SendState::not_sent) {
      return RetryLater{RetryLater::Cause::unreachable, DurationMs{0}, response.error().message};
    }
    return OutcomeUnknown{response.error().message};
  }

 private:
  net::HttpClient& http_;
};

}  // namespace

std::unique_ptr<MessageSender> make_sender(net::HttpClient& http) { return std::make_unique<MetaSender>(http); }

}  // namespace recado::meta
