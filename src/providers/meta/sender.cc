#include "providers/meta/sender.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "providers/meta/send_request.h"

namespace recado::meta {

namespace {

constexpr std::chrono::seconds k_longest{30};

std::string messages_url(const ProviderAccess& access, const GraphDialect& dialect) {
  std::string_view base = access.base_url;
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string{base} + std::string{dialect.version_path} + "/" + net::percent_encode(access.number_id) +
         "/messages";
}

// A line break would end the header it is written into.
bool fits_a_header(std::string_view token) {
  return !token.empty() && std::ranges::all_of(token, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
}

class MetaSender final : public MessageSender {
 public:
  MetaSender(net::HttpClient& http, const GraphDialect& dialect) : http_(http), dialect_(dialect) {}

  SendOutcome send(const ProviderAccess& access, const SendRequest& request) override {
    if (!fits_a_header(access.access_token)) {
      const std::string key{dialect_.key_name};
      return Rejected{"credentials",
                      "The " + key + " is empty or holds characters that no " + key + " has.",
                      "Open the connection in Settings and enter the " + key + " again.",
                      {}};
    }
    net::ClientRequest post;
    post.method = "POST";
    post.url = messages_url(access, dialect_);
    post.headers.set(std::string{dialect_.key_header}, std::string{dialect_.key_prefix} + access.access_token);
    post.headers.set("Content-Type", "application/json");
    post.body = request_body(request);
    post.timeout = k_longest;
    const auto response = http_.send(post);
    if (response) return dialect_.outcome(*response);
    if (response.error().state == net::SendState::not_sent) {
      return RetryLater{RetryLater::Cause::unreachable, DurationMs{0}, response.error().message};
    }
    return OutcomeUnknown{response.error().message};
  }

 private:
  net::HttpClient& http_;
  const GraphDialect& dialect_;
};

}  // namespace

const GraphDialect k_graph{"/v22.0",       "Authorization",     "Bearer ",
                           "access token", outcome_of_response, {".fbsbx.com", ".facebook.com", ".whatsapp.net"}};

std::unique_ptr<MessageSender> make_sender(net::HttpClient& http, const GraphDialect& dialect) {
  return std::make_unique<MetaSender>(http, dialect);
}

}  // namespace recado::meta
