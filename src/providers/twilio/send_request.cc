#include "providers/twilio/send_request.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "providers/twilio/address.h"
#include "providers/twilio/error_table.h"
#include "providers/twilio/rest.h"
#include "providers/twilio/webhook_reader.h"

namespace recado::twilio {

namespace {

namespace json = boost::json;

const json::value* member(const json::value* value, std::string_view key) {
  const auto* object = value == nullptr ? nullptr : value->if_object();
  return object == nullptr ? nullptr : object->if_contains(key);
}

std::string words(const json::value* value) {
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string{} : std::string{text->data(), text->size()};
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

std::optional<std::int64_t> whole_number(const json::value* value) {
  if (value == nullptr) return {};
  if (const auto* number = value->if_int64()) return *number;
  return whole_number(words(value));
}

ApiError api_error(const net::Response& response, const json::value* answer) {
  ApiError error;
  error.http_status = response.status;
  error.code = whole_number(member(answer, "code"));
  error.details = words(member(answer, "message"));
  if (const auto seconds = whole_number(response.headers.get("Retry-After")); seconds && *seconds > 0) {
    constexpr std::int64_t day = 24L * 60 * 60;
    error.retry_after = std::chrono::seconds{std::min(*seconds, day)};
  }
  return error;
}

// "geo:37.78,-122.39|Label": the name and the address share the label.
std::string persistent_action(const OutgoingLocation& place) {
  std::string action = fmt::format("geo:{},{}", place.latitude, place.longitude);
  std::string label = place.name;
  if (!label.empty() && !place.address.empty()) label += ", ";
  label += place.address;
  std::ranges::replace(label, '|', ' ');
  return label.empty() ? action : action + "|" + label;
}

// A place needs a text beside it: the label, or what a map would write.
std::string location_body(const OutgoingLocation& place) {
  if (!place.name.empty()) return place.name;
  return place.address.empty() ? fmt::format("{}, {}", place.latitude, place.longitude) : place.address;
}

void add_content(Form& form, const OutgoingContent& content) {
  if (content.type == MessageType::location && !content.location.empty()) {
    form.add("Body", location_body(content.location.front()));
    form.add("PersistentAction", persistent_action(content.location.front()));
    return;
  }
  form.add("Body", content.text);
  if (!content.media.empty()) form.add("MediaUrl", content.media.front().link);
}

}  // namespace

std::string request_form(const ProviderAccess& access, const SendRequest& request, std::string_view callback_url) {
  Form form;
  form.add("To", whatsapp_address(request.to_phone, request.to_user_id));
  form.add("From", whatsapp_address(access.number_id));
  add_content(form, request.content);
  if (!callback_url.empty()) {
    form.add("StatusCallback", std::string{callback_url} + "?" + std::string{k_message_parameter} + "=" +
                                   net::percent_encode(request.message.text()));
  }
  return form.text();
}

SendOutcome outcome_of_response(const net::Response& response) {
  boost::system::error_code failed;
  const json::value parsed = json::parse(response.body, failed);
  const json::value* answer = failed ? nullptr : &parsed;
  if (response.status < 200 || response.status >= 300) return outcome_of(api_error(response, answer));
  std::string id = words(member(answer, "sid"));
  if (id.empty()) return OutcomeUnknown{"Twilio took the message but did not tell its id."};
  if (words(member(answer, "status")) == "failed") {
    ApiError error = api_error(response, answer);
    error.http_status = 400;
    error.code = whole_number(member(answer, "error_code"));
    error.details = words(member(answer, "error_message"));
    return outcome_of(error);
  }
  return Accepted{std::move(id), {}};
}

}  // namespace recado::twilio
