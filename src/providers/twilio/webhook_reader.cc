#include "providers/twilio/webhook_reader.h"

#include <boost/json.hpp>

#include <charconv>

#include "providers/twilio/content_reader.h"
#include "providers/twilio/form_fields.h"
#include "providers/twilio/status_reader.h"

namespace recado::twilio {

namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || wrong != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

std::string text_at(const boost::json::value* value, std::string_view key) {
  const auto* object = value == nullptr ? nullptr : value->if_object();
  const auto* found = object == nullptr ? nullptr : object->if_contains(key);
  return found != nullptr && found->is_string() ? std::string{found->get_string()} : std::string{};
}

const boost::json::value* part_at(const boost::json::value* value, std::string_view key) {
  const auto* object = value == nullptr ? nullptr : value->if_object();
  return object == nullptr ? nullptr : object->if_contains(key);
}

// The debugger tells what went wrong at Twilio, such as our webhook that could not be reached.
NoticeEvent read_debugger_event(const FormFields& fields) {
  NoticeEvent event;
  event.number.account_id = fields.text("AccountSid");
  event.kind = "error";
  boost::system::error_code failed;
  const auto payload = boost::json::parse(fields.text("Payload"), failed);
  const boost::json::value* root = failed ? nullptr : &payload;
  const auto* more = part_at(root, "more_info");
  const auto* parameters = part_at(part_at(part_at(root, "webhook"), "request"), "parameters");
  if (const auto code = whole_number(text_at(root, "error_code"))) event.facts.emplace_back("error_code", *code);
  const auto add = [&](std::string name, std::string value) {
    if (!value.empty()) event.facts.emplace_back(std::move(name), std::move(value));
  };
  add("title", fields.text("Level"));
  add("error_details", text_at(more, "Msg"));
  add("related_message_id", text_at(parameters, "MessageSid"));
  if (const auto time = whole_number(fields.text("Timestamp"))) event.facts.emplace_back("timestamp", *time);
  return event;
}

MessageEvent read_message(const FormFields& fields, std::string_view event_word) {
  MessageEvent event;
  event.number = number_of(fields, "To");
  event.message_id = fields.text_of_first({"MessageSid", "SmsMessageSid", "SmsSid"});
  event.customer = party_of(fields, "From");
  if (event.customer.phone.empty()) event.customer.phone = fields.text("WaId");
  event.customer.profile_name = fields.text("ProfileName");
  if (event.number.channel.empty())
    event.number.channel = fields.text("From").starts_with("whatsapp:") ? "whatsapp" : "sms";
  if (event_word == k_from_history) event.sent_at_s = whole_number(fields.text(k_sent_at_parameter));
  event.content = read_content(fields);
  event.raw_json = fields.json();
  return event;
}

class TwilioWebhookReader final : public WebhookReader {
 public:
  Result<Delivery> read(const KeptDelivery& kept) const override {
    const auto fields = FormFields::parse(kept.body);
    if (!fields) return invalid("body", "The body is no form.", "Twilio posts application/x-www-form-urlencoded.");
    Delivery delivery;
    if (fields->has("Payload") && fields->has("Level")) {
      delivery.events.emplace_back(read_debugger_event(*fields));
    } else if (is_status(*fields)) {
      delivery.events.push_back(read_status(*fields, kept.event == k_from_history ? std::string_view{} : kept.event));
    } else if (fields->text_of_first({"MessageSid", "SmsMessageSid", "SmsSid"}).empty()) {
      return invalid("MessageSid", "The form names no message.", "Compare it with Twilio's webhook parameters.");
    } else {
      delivery.events.emplace_back(read_message(*fields, kept.event));
    }
    return delivery;
  }
};

}  // namespace

std::unique_ptr<WebhookReader> make_webhook_reader() { return std::make_unique<TwilioWebhookReader>(); }

}  // namespace recado::twilio
