#include <boost/json.hpp>

#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "simulator/ids.h"
#include "simulator/json_read.h"
#include "simulator/send_message.h"
#include "simulator/twilio_messages.h"
#include "simulator/twilio_updates.h"
#include "simulator/updates.h"

namespace recado::simulator {

namespace {

constexpr std::chrono::seconds k_slow_answer{5};
constexpr std::size_t k_longest_body = 1600;
constexpr std::size_t k_largest_file = 16UL * 1024 * 1024;

struct Wanted {
  Number number;
  std::string to_phone;    // digits
  std::string to_user_id;  // when there is no number
  PhoneMessage message;
  bool is_template = false;
  std::string media_url;
};

// Why a message that was taken does not arrive; code 0: it does.
struct Failure {
  int code = 0;
  std::string_view words;
};

TwilioError wrong(int code, std::string message) { return {400, code, std::move(message)}; }

std::optional<TwilioError> refusal_of(SendFault fault) {
  switch (fault) {
    case SendFault::http_500: return TwilioError{500, 20500, "An internal server error has occurred"};
    case SendFault::rate_limit: return TwilioError{429, 20429, "Too Many Requests"};
    case SendFault::pair_rate_limit: return wrong(63018, "Rate limit exceeded for Channel");
    case SendFault::token_expired: return TwilioError{401, 20003, "Authenticate"};
    default: return {};
  }
}

bool is_digits(std::string_view text) {
  return text.size() >= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<TwilioError> read_recipient(const std::string& to, Wanted& wanted) {
  constexpr std::string_view phone = "whatsapp:+";
  constexpr std::string_view anybody = "whatsapp:";
  if (to.empty()) return wrong(21604, "A 'To' phone number is required.");
  if (to.starts_with(phone) && is_digits(to.substr(phone.size()))) {
    wanted.to_phone = to.substr(phone.size());
  } else if (to.starts_with(anybody) && to.find('.') != std::string::npos) {
    wanted.to_user_id = to.substr(anybody.size());
  } else {
    return wrong(21211, "The 'To' number " + to + " is not a valid phone number.");
  }
  if (wanted.to_phone == wanted.number.phone) {
    return wrong(63031, "Channels message cannot have same From and To");
  }
  return {};
}

// "geo:4.71,-74.07|Label"
std::optional<std::string> place_of(const std::string& action) {
  constexpr std::string_view geo = "geo:";
  const auto comma = action.find(',');
  if (!action.starts_with(geo) || comma == std::string::npos) return {};
  const auto bar = std::min(action.find('|'), action.size());
  JsonWriter out;
  out.begin_object().member("latitude", std::strtod(action.c_str() + geo.size(), nullptr));
  out.member("longitude", std::strtod(action.c_str() + comma + 1, nullptr));
  if (bar < action.size()) out.member("name", action.substr(bar + 1));
  out.end_object();
  return std::move(out).text();
}

TwilioResult<Wanted> read_wanted(const TwilioCall& call, UtcMs now) {
  Wanted wanted;
  const std::string from = call.text("From");
  if (from.empty()) return std::unexpected(wrong(21603, "A 'From' phone number is required."));
  const Number* number = call.number_at(from);
  if (number == nullptr) {
    return std::unexpected(wrong(63007, "Twilio could not find a Channel with the specified From address"));
  }
  wanted.number = *number;
  if (auto refused = read_recipient(call.text("To"), wanted)) return std::unexpected(*refused);
  wanted.media_url = call.text("MediaUrl");
  wanted.is_template = !call.text("ContentSid").empty();
  PhoneMessage& message = wanted.message;
  message = {.id = new_sid(wanted.media_url.empty() ? "SM" : "MM"),
             .direction = Direction::from_business,
             .type = wanted.is_template ? "template" : "text",
             .text = call.text("Body"),
             .at = now,
             .status = MessageStatus::pending,
             .callback_data = call.text("StatusCallback")};
  if (wanted.is_template) {
    const std::string sid = call.text("ContentSid");
    if (!sid.starts_with("HX")) return std::unexpected(wrong(21655, "The ContentSid " + sid + " is Invalid"));
    const std::string variables = call.text("ContentVariables");
    if (!variables.empty() && !read_object(variables)) {
      return std::unexpected(wrong(21656, "The ContentVariables parameter is invalid."));
    }
    JsonWriter content;
    content.begin_object().member("name", sid).key("variables").raw(variables.empty() ? "{}" : variables).end_object();
    message.content = std::move(content).text();
  }
  if (message.text.empty() && wanted.media_url.empty() && !wanted.is_template) {
    return std::unexpected(wrong(21619, "A text message body or media urls must be specified."));
  }
  if (characters(message.text) > k_longest_body) {
    return std::unexpected(wrong(21617, "The concatenated message body exceeds the 1600 character limit"));
  }
  if (const auto place = place_of(call.text("PersistentAction"))) {
    message.type = "location";
    message.content = *place;
  }
  return wanted;
}

std::string_view type_of(std::string_view mime) {
  if (mime == "image/webp") return "sticker";
  for (const std::string_view type : {"image", "video", "audio"}) {
    if (mime.starts_with(type)) return type;
  }
  return "document";
}

// Fetches what is to be sent, as the provider does. Another failure: the file cannot be had.
Failure fetch(Wanted& wanted, MediaShelf& shelf, net::HttpClient& client) {
  net::ClientRequest request;
  request.url = wanted.media_url;
  request.timeout = std::chrono::seconds{10};
  request.max_response_bytes = k_largest_file;
  const auto answer = client.send(request);
  if (!answer || answer->status != 200) return {63019, "Media failed to download"};
  std::string mime{answer->headers.get("Content-Type")};
  mime = mime.substr(0, mime.find(';'));
  const Media media = shelf.put(wanted.number.id, mime, answer->body);
  wanted.message.type = type_of(mime);
  JsonWriter content;
  content.begin_object().member("id", media.id).member("mime_type", mime);
  if (!wanted.message.text.empty()) content.member("caption", wanted.message.text);
  wanted.message.content = std::move(content.end_object()).text();
  return {};
}

Failure why_not(const World& world, const Wanted& wanted, const Customer* customer, SendFault fault) {
  const bool is_pretended = fault == SendFault::not_on_whatsapp;
  if (customer == nullptr || is_pretended) return {63003, "Channel could not find To address"};
  if (wanted.number.blocked.contains(customer->id)) return {63033, "Recipient is blocked"};
  const ThreadKey key{wanted.number.id, customer->id};
  const bool is_closed = fault == SendFault::window_closed || !window_is_open(world, key, wanted.message.at);
  if (is_closed && !wanted.is_template) {
    return {63016, "Failed to send freeform message because you are outside the allowed window."};
  }
  return {};
}

std::string take(Change& change, const Wanted& wanted, Failure failure, SendFault fault, UtcMs now) {
  const World& world = change.world();
  const Customer* customer = wanted.to_phone.empty() ? customer_with_user_id(world, wanted.to_user_id)
                                                     : customer_with_phone(world, wanted.to_phone);
  if (failure.code == 0) failure = why_not(world, wanted, customer, fault);
  const std::string address =
      wanted.to_phone.empty() ? "whatsapp:" + wanted.to_user_id : "whatsapp:+" + wanted.to_phone;
  std::string answer = twilio_message_json(wanted.number, address, wanted.message);
  if (failure.code != 0) {
    tell_failure(change, wanted.number,
                 {.id = wanted.message.id,
                  .recipient_phone = wanted.to_phone,
                  .recipient_user_id = wanted.to_user_id,
                  .callback_data = wanted.message.callback_data,
                  .code = failure.code,
                  .details = std::string{failure.words}},
                 now);
    return answer;
  }
  const ThreadKey key{wanted.number.id, customer->id};
  change.commit(MessageAdded{key, wanted.message});
  tell_status(change, key, wanted.message, MessageStatus::sent, now, k_sent_after_ms);
  arrive(change, key, wanted.message.id, now);
  return answer;
}

}  // namespace

SendAnswer TwilioSending::operator()(const TwilioCall& call, UtcMs now) {
  const auto wanted = read_wanted(call, now);
  if (!wanted) return {to_response(wanted.error())};
  const SendFault fault = faults_.take_send();
  auto taken = create(call, fault, now);
  if (!taken) return {to_response(taken.error())};
  SendAnswer answer{twilio_json(201, std::move(*taken))};
  if (fault == SendFault::slow) answer.delay = k_slow_answer;
  if (fault == SendFault::drop_answer) answer.response.status = k_close_without_answer;
  if (fault == SendFault::http_500_after_accepting) {
    answer.response = to_response(TwilioError{500, 20500, "An internal server error has occurred"});
  }
  return answer;
}

TwilioResult<std::string> TwilioSending::create(const TwilioCall& call, SendFault fault, UtcMs now) {
  if (const auto refused = refusal_of(fault)) return std::unexpected(*refused);
  auto wanted = read_wanted(call, now);
  if (!wanted) return std::unexpected(wanted.error());
  const Failure failure = wanted->media_url.empty() ? Failure{} : fetch(*wanted, media_, client_);
  return ledger_.change([&](Change& change) { return take(change, *wanted, failure, fault, now); });
}

}  // namespace recado::simulator
