#include "providers/twilio/sender.h"

#include <chrono>
#include <utility>

#include "domain/capabilities.h"
#include "providers/twilio/rest.h"
#include "providers/twilio/send_request.h"

namespace recado::twilio {

namespace {

constexpr std::chrono::seconds k_longest{30};

// What Twilio has no words for must not go out as something else. The API refuses it long before.
std::optional<Rejected> impossible(const SendRequest& request) {
  if (!capabilities_of(Provider::twilio).can_send(request.content.type)) {
    return Rejected{"unsupported_type",
                    "Twilio cannot send a message of type " + std::string{to_text(request.content.type)} + ".",
                    "Send it as another type.",
                    {}};
  }
  const bool fetched = request.content.media.empty() || !request.content.media.front().link.empty();
  if (!fetched) {
    return Rejected{"media",
                    "Twilio fetches files from an address, and this file has none.",
                    "Set public_url, so that files can be fetched from this server.",
                    {}};
  }
  return {};
}

class TwilioSender final : public MessageSender {
 public:
  TwilioSender(net::HttpClient& http, CallbackUrl callback_url, FileUrl file_url)
      : http_(http), callback_url_(std::move(callback_url)), file_url_(std::move(file_url)) {}

  SendOutcome send(const ProviderAccess& access, const SendRequest& wanted) override {
    const SendRequest request = with_link(access, wanted);
    if (auto refused = impossible(request)) return std::move(*refused);
    net::ClientRequest post;
    post.method = "POST";
    post.url = account_url(access, "Messages.json");
    const std::string authorization = authorization_of(access);
    if (authorization.empty()) {
      return Rejected{"credentials",
                      "The account SID or the token is empty or holds characters that none has.",
                      "Open the connection in Settings and enter them again.",
                      {}};
    }
    post.headers.set("Authorization", authorization);
    post.headers.set("Content-Type", "application/x-www-form-urlencoded");
    post.body = request_form(access, request, callback_url_ ? callback_url_(access.connection) : std::string{});
    post.timeout = k_longest;
    const auto response = http_.send(post);
    if (response) return outcome_of_response(*response);
    if (response.error().state == net::SendState::not_sent) {
      return RetryLater{RetryLater::Cause::unreachable, DurationMs{0}, response.error().message};
    }
    return OutcomeUnknown{response.error().message};
  }

 private:
  // Made for every try, so that it lives long enough.
  SendRequest with_link(const ProviderAccess& access, SendRequest request) const {
    if (request.content.media.empty() || !file_url_) return request;
    OutgoingMedia& media = request.content.media.front();
    if (media.link.empty() && media.file != MediaId{}) media.link = file_url_(access.connection, media.file);
    return request;
  }

  net::HttpClient& http_;
  CallbackUrl callback_url_;
  FileUrl file_url_;
};

}  // namespace

std::unique_ptr<MessageSender> make_sender(net::HttpClient& http, CallbackUrl callback_url, FileUrl file_url) {
  return std::make_unique<TwilioSender>(http, std::move(callback_url), std::move(file_url));
}

}  // namespace recado::twilio
