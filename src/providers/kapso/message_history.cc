#include "providers/kapso/message_history.h"

#include <boost/json.hpp>

#include <charconv>
#include <chrono>
#include <string>
#include <utility>

#include "base/json_writer.h"

namespace recado::kapso {

namespace {

namespace json = boost::json;

constexpr std::size_t k_most_bytes = 64UL * 1024 * 1024;

std::string text_at(const json::object& object, std::string_view key) {
  const auto* found = object.if_contains(key);
  if (found == nullptr) return {};
  if (found->is_string()) return std::string{found->get_string()};
  return found->is_int64() ? std::to_string(found->get_int64()) : std::string{};
}

std::string extra(const json::object& message, std::string_view key) {
  const auto* kapso = message.if_contains("kapso");
  return kapso != nullptr && kapso->is_object() ? text_at(kapso->get_object(), key) : std::string{};
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

std::string page_url(const ProviderAccess& access, UtcMs since, const std::string& cursor) {
  std::string_view base = access.base_url;
  while (base.ends_with('/')) base.remove_suffix(1);
  std::string url = std::string{base} + "/meta/whatsapp/v24.0/" + net::percent_encode(access.number_id) +
                    "/messages?limit=100&fields=" + net::percent_encode("kapso(*)") +
                    "&since=" + net::percent_encode(to_iso8601(since));
  if (!cursor.empty()) url += "&after=" + net::percent_encode(cursor);
  return url;
}

ListedMessage listed_from(const json::object& message) {
  ListedMessage listed;
  listed.message_id = text_at(message, "id");
  listed.timestamp_s = whole_number(text_at(message, "timestamp"));
  listed.direction = extra(message, "direction") == "outbound" ? Direction::outbound : Direction::inbound;
  if (listed.direction == Direction::outbound) {
    // "pending" says no more than that it was taken.
    listed.status = delivery_status_from(extra(message, "status")).value_or(DeliveryStatus::queued);
    listed.written_elsewhere = extra(message, "origin") == "business_app";
  }
  listed.raw = json::serialize(message);
  return listed;
}

Error refusal(int status) {
  if (status == 401 || status == 403) {
    return unauthorized("Kapso does not accept the API key.", "Open the connection in Settings and enter it again.");
  }
  return unavailable("Kapso answered with status " + std::to_string(status) + " to the list of messages.");
}

class KapsoMessageHistory final : public MessageHistory {
 public:
  explicit KapsoMessageHistory(net::HttpClient& http) : http_(http) {}

  // Of the proxy's list: the platform's cannot be asked for what came since a time.
  Result<HistoryPage> list(const ProviderAccess& access, UtcMs since, const std::string& next) override {
    net::ClientRequest request;
    request.url = page_url(access, since, next);
    request.max_response_bytes = k_most_bytes;
    request.headers.set("X-API-Key", access.access_token);
    const auto response = http_.send(request);
    if (!response) return unavailable("Kapso cannot be reached: " + response.error().message);
    if (response->status != 200) return refusal(response->status);
    boost::system::error_code failed;
    const json::value parsed = json::parse(response->body, failed);
    const auto* answer = failed ? nullptr : parsed.if_object();
    const auto* data = answer == nullptr ? nullptr : answer->if_contains("data");
    if (data == nullptr || !data->is_array()) return unavailable("Kapso's list of messages cannot be read.");
    HistoryPage page;
    for (const auto& message : data->get_array()) {
      const auto* object = message.if_object();
      if (object != nullptr && !text_at(*object, "id").empty()) page.messages.push_back(listed_from(*object));
    }
    // A page without messages is the last, whatever it says.
    const auto* paging = answer->if_contains("paging");
    if (!page.messages.empty() && paging != nullptr && paging->is_object()) {
      page.next = text_at(paging->get_object(), "next");
    }
    return page;
  }

  // As a webhook would have told it; what stands around a webhook's message is inside of a listed one.
  Result<RecoveredDelivery> delivery(const ProviderAccess& access, const ListedMessage& listed) override {
    RecoveredDelivery delivery;
    const bool inbound = listed.direction == Direction::inbound;
    const bool is_echo = listed.written_elsewhere;
    const std::string word = inbound ? "received" : is_echo ? "sent" : std::string{to_text(listed.status)};
    delivery.event = "whatsapp.message." + word;
    JsonWriter body;
    body.begin_object().key("message").raw(listed.raw).member("phone_number_id", access.number_id).end_object();
    delivery.body = std::move(body).text();
    return delivery;
  }

 private:
  net::HttpClient& http_;
};

}  // namespace

std::unique_ptr<MessageHistory> make_message_history(net::HttpClient& http) {
  return std::make_unique<KapsoMessageHistory>(http);
}

}  // namespace recado::kapso
