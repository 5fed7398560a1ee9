#include "providers/twilio/message_history.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include "providers/twilio/address.h"
#include "providers/twilio/rest.h"
#include "providers/twilio/status_word.h"
#include "providers/twilio/webhook_reader.h"

namespace recado::twilio {

namespace {

namespace json = boost::json;

constexpr std::size_t k_most_bytes = 64UL * 1024 * 1024;
constexpr std::string_view k_received = "to:";
constexpr std::string_view k_sent = "from:";

std::string text_at(const json::object& object, std::string_view key) {
  const auto* found = object.if_contains(key);
  if (found == nullptr) return {};
  if (found->is_string()) return std::string{found->get_string()};
  return found->is_int64() ? std::to_string(found->get_int64()) : std::string{};
}

// "Thu, 01 Oct 2026 10:00:00 +0000"; the API writes UTC and nothing else.
std::optional<std::int64_t> seconds_of(const std::string& date) {
  std::tm parts{};
  if (date.empty() || ::strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S", &parts) == nullptr) return {};
  return ::timegm(&parts);
}

Error refusal(const net::Response& response) {
  if (response.status == 401 || response.status == 403) {
    return unauthorized("Twilio does not accept the account SID and the token.",
                        "Open the connection in Settings and enter them again.");
  }
  return unavailable("Twilio answered with status " + std::to_string(response.status) + " to the list of messages.");
}

// One page looks like this: "/2010-04-01/Accounts/AC…/Messages.json?To=…&DateSent%3E=2026-11-21T14:00:00Z&PageSize=500".
std::string first_page(const ProviderAccess& access, std::string_view whose, UtcMs since) {
  const std::string date = to_iso8601(since).substr(0, 19) + "Z";
  return fmt::format("{}?{}={}&DateSent%3E={}&PageSize=500", account_url(access, "Messages.json"), whose,
                     net::percent_encode(whatsapp_address(access.number_id)), net::percent_encode(date));
}

ListedMessage listed_from(const json::object& message) {
  ListedMessage listed;
  listed.message_id = text_at(message, "sid");
  listed.direction = text_at(message, "direction") == "inbound" ? Direction::inbound : Direction::outbound;
  if (listed.direction == Direction::outbound) {
    listed.status = status_from(text_at(message, "status")).value_or(DeliveryStatus::queued);
  }
  listed.raw = json::serialize(message);
  return listed;
}

class TwilioMessageHistory final : public MessageHistory {
 public:
  explicit TwilioMessageHistory(net::HttpClient& http) : http_(http) {}

  // First what came in, then what we sent. `next` is the address of a page behind a word for which of the two it is.
  Result<HistoryPage> list(const ProviderAccess& access, UtcMs since, const std::string& next) override {
    const bool received = !next.starts_with(k_sent);
    const std::string uri = next.substr(std::min(next.size(), received ? k_received.size() : k_sent.size()));
    const auto answer =
        get(access, uri.empty() ? first_page(access, received ? "To" : "From", since) : url_below(access, uri));
    if (!answer) return answer.error();
    HistoryPage page;
    if (const auto* messages = answer->if_contains("messages"); messages != nullptr && messages->is_array()) {
      for (const auto& message : messages->get_array()) {
        const auto* object = message.if_object();
        if (object != nullptr && !text_at(*object, "sid").empty()) page.messages.push_back(listed_from(*object));
      }
    }
    const std::string more = text_at(*answer, "next_page_uri");
    if (more.starts_with('/')) {
      page.next = std::string{received ? k_received : k_sent} + more;
    } else if (received) {
      page.next = k_sent;
    }
    return page;
  }

  Result<RecoveredDelivery> delivery(const ProviderAccess& access, const ListedMessage& listed) override {
    boost::system::error_code failed;
    const json::value parsed = json::parse(listed.raw, failed);
    if (failed || !parsed.is_object()) return internal("A listed message is not JSON.");
    const json::object& message = parsed.get_object();
    Form form;
    form.add("MessageSid", listed.message_id).add("AccountSid", text_at(message, "account_sid"));
    form.add("From", text_at(message, "from")).add("To", text_at(message, "to"));
    if (listed.direction == Direction::outbound) {
      form.add("MessageStatus", text_at(message, "status"));
      form.add("ErrorCode", text_at(message, "error_code")).add("ErrorMessage", text_at(message, "error_message"));
      return RecoveredDelivery{std::string{k_from_history}, form.text()};
    }
    form.add("SmsStatus", "received").add("Body", text_at(message, "body"));
    auto date = seconds_of(text_at(message, "date_sent"));
    if (!date) date = seconds_of(text_at(message, "date_created"));
    if (date) form.add(k_sent_at_parameter, std::to_string(*date));
    if (const std::string count = text_at(message, "num_media"); !count.empty() && count != "0") {
      if (auto added = add_media(access, listed.message_id, form); !added) return added.error();
    }
    return RecoveredDelivery{std::string{k_from_history}, form.text()};
  }

 private:
  Result<void> add_media(const ProviderAccess& access, const std::string& message_id, Form& form) {
    const std::string path = "Messages/" + net::percent_encode(message_id) + "/Media";
    const auto answer = get(access, account_url(access, path + ".json"));
    if (!answer) return answer.error();
    int count = 0;
    if (const auto* list = answer->if_contains("media_list"); list != nullptr && list->is_array()) {
      for (const auto& one : list->get_array()) {
        const auto* media = one.if_object();
        if (media == nullptr) continue;
        const std::string sid = text_at(*media, "sid");
        form.add("MediaUrl" + std::to_string(count), account_url(access, path + "/" + net::percent_encode(sid)));
        form.add("MediaContentType" + std::to_string(count), text_at(*media, "content_type"));
        ++count;
      }
    }
    form.add("NumMedia", std::to_string(count));
    return {};
  }

  Result<json::object> get(const ProviderAccess& access, const std::string& url) {
    net::ClientRequest request;
    request.url = url;
    request.max_response_bytes = k_most_bytes;
    request.headers.set("Authorization", authorization_of(access));
    const auto response = http_.send(request);
    if (!response) return unavailable("Twilio cannot be reached: " + response.error().message);
    if (response->status != 200) return refusal(*response);
    boost::system::error_code failed;
    json::value parsed = json::parse(response->body, failed);
    if (failed || !parsed.is_object()) return unavailable("Twilio's list of messages is not JSON.");
    return std::move(parsed.get_object());
  }

  net::HttpClient& http_;
};

}  // namespace

std::unique_ptr<MessageHistory> make_message_history(net::HttpClient& http) {
  return std::make_unique<TwilioMessageHistory>(http);
}

}  // namespace recado::twilio
