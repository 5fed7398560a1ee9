#include "simulator/webhook_challenge.h"

#include "simulator/ids.h"

namespace recado::simulator {

ChallengeOutcome challenge_webhook(net::HttpClient& client, const std::string& url, const std::string& verify_token) {
  const std::string word = new_decimal_id(10);
  net::ClientRequest request;
  request.url = url + (url.find('?') == url.npos ? '?' : '&') + "hub.mode=subscribe&hub.challenge=" + word +
                "&hub.verify_token=" + net::percent_encode(verify_token);
  request.headers.set("User-Agent", "facebookplatform/1.0 (+http://developers.facebook.com)");
  request.timeout = std::chrono::seconds{10};
  const auto answer = client.send(request);
  if (!answer) return {};
  return {answer->status == 200 && answer->body == word, answer->status};
}

GraphError challenge_failed(const ChallengeOutcome& outcome) {
  std::string why = "Callback verification failed with the following errors: ";
  if (outcome.status == 0) {
    why += "curl_errno = 7; curl_error = Failed to connect";
  } else if (outcome.status == 200) {
    why += "The challenge in the response did not match";
  } else {
    why += "HTTP Status Code = " + std::to_string(outcome.status);
  }
  return {.code = 2200, .http = 400, .message = std::move(why)};
}

}  // namespace recado::simulator
