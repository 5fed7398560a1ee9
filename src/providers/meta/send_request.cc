#include "providers/meta/send_request.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/json_writer.h"
#include "providers/meta/error_table.h"
#include "providers/meta/message_body.h"

namespace recado::meta {

namespace {

namespace json = boost::json;

const json::value* member(const json::value* value, std::string_view key) {
  const auto* object = value == nullptr ? nullptr : value->if_object();
  return object == nullptr ? nullptr : object->if_contains(key);
}

const json::value* first_of_list(const json::value* value) {
  const auto* list = value == nullptr ? nullptr : value->if_array();
  return list == nullptr || list->empty() ? nullptr : &list->front();
}

std::string words(const json::value* value) {
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string{} : std::string{text->data(), text->size()};
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

std::optional<std::int64_t> whole_number(const json::value* value) {
  if (value == nullptr) return {};
  if (const auto* number = value->if_int64()) return *number;
  return whole_number(words(value));
}

// error_data is an object or, in answers about templates, a text; error_user_msg is written for people (reference, 8).
std::string details_of(const json::value* error) {
  const json::value* extra = member(error, "error_data");
  for (std::string text : {words(member(extra, "details")), words(extra), words(member(error, "error_user_msg")),
                           words(member(error, "message"))}) {
    if (!text.empty()) return text;
  }
  return {};
}

ApiError api_error(const net::Response& response, const json::value* answer) {
  ApiError error;
  error.http_status = response.status;
  const json::value* envelope = member(answer, "error");
  error.code = whole_number(member(envelope, "code"));
  error.subcode = whole_number(member(envelope, "error_subcode"));
  error.details = details_of(envelope);
  if (const auto seconds = whole_number(response.headers.get("Retry-After")); seconds && *seconds > 0) {
    constexpr std::int64_t day = 24L * 60 * 60;
    error.retry_after = std::chrono::seconds{std::min(*seconds, day)};
  }
  return error;
}

}  // namespace

std::string request_body(const SendRequest& request) {
  JsonWriter body;
  body.begin_object().member("messaging_product", "whatsapp").member("recipient_type", "individual");
  if (!request.to_phone.empty()) {
    // Without "+" Meta may put the business's own country code in front (reference, 4.1).
    body.member("to", "+" + request.to_phone);
  } else {
    body.member("recipient", request.to_user_id);
  }
  write_message_body(body, request);
  if (!request.reply_to.empty()) {
    body.key("context").begin_object().member("message_id", request.reply_to).end_object();
  }
  body.member("biz_opaque_callback_data", request.message.text());
  return std::move(body.end_object()).text();
}

SendOutcome outcome_of_response(const net::Response& response) {
  boost::system::error_code failed;
  const json::value parsed = json::parse(response.body, failed);
  const json::value* answer = failed ? nullptr : &parsed;
  if (response.status >= 200 && response.status < 300 && member(answer, "error") == nullptr) {
    std::string id = words(member(first_of_list(member(answer, "messages")), "id"));
    if (id.empty()) return OutcomeUnknown{"Meta took the message but did not tell its id."};
    return Accepted{std::move(id), words(member(first_of_list(member(answer, "contacts")), "wa_id"))};
  }
  return outcome_of(api_error(response, answer));
}

}  // namespace recado::meta
