#include "simulator/twilio_updates.h"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "base/crypto.h"
#include "base/json_writer.h"
#include "simulator/ids.h"
#include "simulator/json_read.h"

namespace recado::simulator {

namespace {

constexpr std::chrono::seconds k_receiver_time{15};
constexpr std::size_t k_sid_digits = 32;

constexpr std::string_view k_provider_url = "https://api.twilio.com";

class Form {
 public:
  Form& add(std::string_view name, std::string_view value) {
    if (!text_.empty()) text_ += '&';
    text_ += net::percent_encode(name) + '=' + net::percent_encode(value);
    return *this;
  }
  Form& add_unless_empty(std::string_view name, std::string_view value) {
    return value.empty() ? *this : add(name, value);
  }
  std::string text() const { return text_; }

 private:
  std::string text_;
};

// The parameters that Twilio has for the content which Meta's webhook carries under the type's name.
void add_content(Form& form, const Number& number, const PhoneMessage& message) {
  const auto content = read_object(message.content).value_or(boost::json::object{});
  if (message.type == "location") {
    form.add("Latitude", text_or(content, "latitude")).add("Longitude", text_or(content, "longitude"));
    form.add_unless_empty("Label", text_or(content, "name")).add_unless_empty("Address", text_or(content, "address"));
  } else if (message.type == "button") {
    form.add("ButtonText", text_or(content, "text")).add_unless_empty("ButtonPayload", text_or(content, "payload"));
  } else if (const auto* button = read_part(content, "button_reply")) {
    form.add("ButtonText", text_or(*button, "title")).add("ButtonPayload", text_or(*button, "id"));
  } else if (const auto* row = read_part(content, "list_reply")) {
    form.add("ListId", text_or(*row, "id")).add("ListTitle", text_or(*row, "title"));
    form.add_unless_empty("ListDescription", text_or(*row, "description"));
  } else if (read_part(content, "nfm_reply") != nullptr) {
    form.add("InteractiveData", boost::json::serialize(content));
  } else if (const std::string id = text_or(content, "id"); !id.empty()) {
    form.add("MediaUrl0", text_or(content, "link",
                                  std::string{k_provider_url} + "/2010-04-01/Accounts/" + number.account_id +
                                      "/Messages/" + message.id + "/Media/" + twilio_media_sid(id)));
    form.add("MediaContentType0", text_or(content, "mime_type", "application/octet-stream"));
  }
}

bool has_media(const PhoneMessage& message) {
  for (const std::string_view type : {"image", "video", "audio", "document", "sticker"}) {
    if (message.type == type) return true;
  }
  return false;
}

std::string_view status_word(MessageStatus status) {
  switch (status) {
    case MessageStatus::delivered: return "delivered";
    case MessageStatus::read: return "read";
    case MessageStatus::failed: return "undelivered";
    default: return "sent";
  }
}

Form status_form(const Number& number, const std::string& id, const std::string& to, std::string_view word) {
  Form form;
  form.add("SmsSid", id).add("SmsStatus", word).add("MessageStatus", word).add("To", to).add("MessageSid", id);
  form.add("AccountSid", number.account_id).add("From", twilio_address(number)).add("ApiVersion", "2010-04-01");
  form.add("ChannelPrefix", "whatsapp").add("ChannelInstallSid", "XE" + crypto::sha256_hex(number.id).substr(0, 32));
  return form;
}

}  // namespace

std::string twilio_address(const Customer& customer) {
  return customer.phone.empty() ? "whatsapp:" + customer.user_id : "whatsapp:+" + customer.phone;
}

std::string twilio_address(const Number& number) { return "whatsapp:+" + number.phone; }

std::string twilio_media_sid(std::string_view shelf_id) {
  std::string sid{"ME"};
  if (shelf_id.size() < k_sid_digits) sid.append(k_sid_digits - shelf_id.size(), '0');
  return sid.append(shelf_id);
}

std::string shelf_id_of(std::string_view media_sid) {
  if (!media_sid.starts_with("ME")) return {};
  media_sid.remove_prefix(2);
  media_sid.remove_prefix(std::min(media_sid.find_first_not_of('0'), media_sid.size()));
  return std::string{media_sid};
}

std::string twilio_message_form(const Number& number, const Customer& customer, const PhoneMessage& message) {
  Form form;
  form.add("SmsMessageSid", message.id).add("NumMedia", has_media(message) ? "1" : "0");
  form.add_unless_empty("ProfileName", customer.name).add("MessageType", message.type);
  form.add("SmsSid", message.id).add_unless_empty("WaId", customer.phone).add("SmsStatus", "received");
  form.add("Body", message.text).add("To", twilio_address(number)).add("NumSegments", "1").add("ReferralNumMedia", "0");
  form.add("MessageSid", message.id).add("AccountSid", number.account_id).add("From", twilio_address(customer));
  form.add("ApiVersion", "2010-04-01").add("Forwarded", "false").add("FrequentlyForwarded", "false");
  if (!customer.user_id.empty()) form.add("ExternalUserId", "whatsapp:" + customer.user_id);
  if (!message.context_id.empty()) {
    form.add("OriginalRepliedMessageSid", message.context_id);
    form.add("OriginalRepliedMessageSender", twilio_address(number));
  }
  add_content(form, number, message);
  JsonWriter metadata;
  metadata.begin_object().member("type", "whatsapp").key("data").begin_object().key("context").begin_object();
  metadata.member("ProfileName", customer.name).member("WaId", customer.phone).end_object().end_object().end_object();
  form.add("ChannelMetadata", metadata.text());
  return form.text();
}

std::string twilio_status_form(const Number& number, const Customer& customer, const PhoneMessage& message,
                               MessageStatus status) {
  Form form = status_form(number, message.id, twilio_address(customer), status_word(status));
  form.add_unless_empty("ChannelToAddress", customer.phone.empty() ? "" : "+" + customer.phone);
  if (!customer.user_id.empty()) form.add("ExternalUserId", "whatsapp:" + customer.user_id);
  if (status == MessageStatus::delivered) form.add("EventType", "DELIVERED");
  if (status == MessageStatus::read) form.add("EventType", "READ");
  return form.text();
}

std::string twilio_failure_form(const Number& number, const FailedMessage& failed) {
  const std::string to =
      failed.recipient_phone.empty() ? "whatsapp:" + failed.recipient_user_id : "whatsapp:+" + failed.recipient_phone;
  Form form = status_form(number, failed.id, to, "failed");
  form.add("ErrorCode", std::to_string(failed.code)).add("ErrorMessage", failed.details);
  return form.text();
}

std::string with_own_address(std::string form, const std::string& own_url) {
  const std::string provider = net::percent_encode(k_provider_url);
  const auto at = form.find("=" + provider);
  return at == std::string::npos ? form : form.replace(at + 1, provider.size(), net::percent_encode(own_url));
}

net::ClientRequest twilio_request(const std::string& url, const std::string& auth_token, const std::string& form) {
  net::ClientRequest request;
  request.method = "POST";
  request.url = url;
  request.timeout = k_receiver_time;
  request.headers.set("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
  request.headers.set("User-Agent", "TwilioProxy/1.1");
  request.headers.set("I-Twilio-Idempotency-Token", crypto::sha256_hex(url + form).substr(0, 36));
  request.body = form;
  if (auth_token.empty()) return request;
  std::map<std::string, std::set<std::string>> parameters;
  const auto fields = net::Query::parse(form);
  for (const auto& [name, value] : fields.all()) parameters[name].insert(value);
  std::string to_sign = url;
  for (const auto& [name, values] : parameters) {
    for (const auto& value : values) to_sign += name + value;
  }
  request.headers.set("X-Twilio-Signature", crypto::to_base64(crypto::hmac_sha1(auth_token, to_sign)));
  return request;
}

}  // namespace recado::simulator
