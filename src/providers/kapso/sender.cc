#include "providers/kapso/sender.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "providers/meta/error_table.h"
#include "providers/meta/media_transfer.h"
#include "providers/meta/send_request.h"
#include "providers/meta/sender.h"

namespace recado::kapso {

namespace {

namespace json = boost::json;

struct Answer {
  std::string error;                            // a word or a sentence
  std::string message;                          // a sentence, beside a word
  std::optional<std::int64_t> meta_error_code;  // of some 502: what Meta said to Kapso
  bool from_meta = false;
};

std::string words(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

std::optional<std::int64_t> whole_number(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr) return {};
  if (const auto* number = value->if_int64()) return *number;
  return whole_number(words(object, key));
}

Answer read_answer(const net::Response& response) {
  Answer answer;
  boost::system::error_code failed;
  const json::value parsed = json::parse(response.body, failed);
  const auto* object = failed ? nullptr : parsed.if_object();
  if (object == nullptr) return answer;
  const auto* error = object->if_contains("error");
  answer.from_meta = error != nullptr && error->is_object();
  answer.error = words(*object, "error");
  answer.message = words(*object, "message");
  answer.meta_error_code = whole_number(*object, "meta_error_code");
  return answer;
}

struct Refusal {
  int status;
  std::string_view reason;
  std::string_view message;
  std::string_view next_step;
};

constexpr auto k_refusals = std::to_array<Refusal>({
    {400, "invalid", "Kapso does not accept a value in the message.", "Correct the message and send it again."},
    {401, "credentials", "Kapso does not accept the API key.",
     "Open the connection in Settings and enter a key of the Kapso project that has this number."},
    {402, "billing", "Kapso wants to be paid first.", "Check the plan and the balance of the project at Kapso."},
    {403, "credentials", "The API key may not send from this number.",
     "Open the connection in Settings and enter a key of the Kapso project that has this number."},
    {404, "number_gone", "Kapso does not know the business number.", "Connect the number again in Settings."},
    {413, "media", "The file is larger than Kapso takes.", "Attach a smaller file."},
    {422, "invalid", "Kapso does not accept a value in the message.", "Correct the message and send it again."},
});

constexpr Refusal k_unlisted{0, "refused", "Kapso refused the message.",
                             "Look at the API log of the project at Kapso."};

// Kapso knows by itself who wants no marketing, and refuses such sends with this word (reference, 6).
constexpr Refusal k_stopped{0, "contact_stopped", "This person does not want marketing messages from your business.",
                            "Send no marketing to this contact until they ask for it again."};

std::string with_details(std::string_view message, const Answer& answer) {
  const std::string& details = answer.message.empty() ? answer.error : answer.message;
  return details.empty() ? std::string{message} : std::string{message} + " Kapso says: " + details;
}

SendOutcome rejected(const Refusal& refusal, const Answer& answer) {
  return Rejected{
      std::string{refusal.reason}, with_details(refusal.message, answer), std::string{refusal.next_step}, {}};
}

DurationMs retry_after(const net::Response& response) {
  constexpr std::int64_t day = 24L * 60 * 60;
  const auto seconds = whole_number(response.headers.get("Retry-After"));
  return std::chrono::seconds{std::clamp<std::int64_t>(seconds.value_or(0), 0, day)};
}

SendOutcome outcome_of_own_error(const net::Response& response, const Answer& answer) {
  if (answer.error == "marketing_preference_stopped") return rejected(k_stopped, answer);
  // Another message to the same person is on its way: this one was not taken, and may be in a moment (reference, 7).
  if (response.status == 409) {
    return RetryLater{RetryLater::Cause::provider_trouble, std::chrono::seconds{1},
                      with_details("Kapso is still sending another message of this conversation.", answer)};
  }
  if (response.status == 429) {
    return RetryLater{RetryLater::Cause::number_rate, retry_after(response),
                      with_details("Messages are sent faster than Kapso allows.", answer)};
  }
  if (answer.meta_error_code) {
    return meta::outcome_of({response.status, answer.meta_error_code, {}, answer.message, {}});
  }
  if (response.status >= 500 || response.status < 300) {
    return OutcomeUnknown{with_details("Kapso answered with status " + std::to_string(response.status) + ".", answer)};
  }
  const auto found = std::ranges::find(k_refusals, response.status, &Refusal::status);
  return rejected(found == k_refusals.end() ? k_unlisted : *found, answer);
}

const meta::GraphDialect k_proxy{"/meta/whatsapp/v24.0", "X-API-Key",  "", "API key",
                                 outcome_of_response,    {".kapso.ai"}};

}  // namespace

SendOutcome outcome_of_response(const net::Response& response) {
  const Answer answer = read_answer(response);
  const bool success = response.status >= 200 && response.status < 300 && answer.error.empty();
  if (success || answer.from_meta) return meta::outcome_of_response(response);
  return outcome_of_own_error(response, answer);
}

std::unique_ptr<MessageSender> make_sender(net::HttpClient& http) { return meta::make_sender(http, k_proxy); }

std::unique_ptr<MediaSource> make_media_source(net::HttpClient& http) { return meta::make_media_source(http, k_proxy); }

std::unique_ptr<MediaUploader> make_media_uploader(net::HttpClient& http) {
  return meta::make_media_uploader(http, k_proxy);
}

}  // namespace recado::kapso
