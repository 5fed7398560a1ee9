#include "simulator/twilio_messages.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <ctime>

#include "base/json_writer.h"
#include "simulator/json_read.h"
#include "simulator/twilio_updates.h"

namespace recado::simulator {

namespace {

constexpr int k_page_size = 50;
constexpr int k_most_in_page = 1000;

// "Thu, 01 Oct 2026 10:00:00 +0000"
std::string rfc_2822(UtcMs time) {
  const std::time_t seconds = count_ms(time) / 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[64];
  const auto length = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &parts);
  return {text, length};
}

std::string_view status_word(const PhoneMessage& message) {
  if (message.direction == Direction::to_business) return "received";
  switch (message.status) {
    case MessageStatus::pending: return "queued";
    case MessageStatus::sent: return "sent";
    case MessageStatus::delivered: return "delivered";
    case MessageStatus::read: return "read";
    case MessageStatus::failed: return "undelivered";
  }
  return "queued";
}

// The shelf's id of the message's file; empty when it has none.
std::string media_of(const PhoneMessage& message) {
  for (const std::string_view type : {"image", "video", "audio", "document", "sticker"}) {
    if (message.type != type) continue;
    const auto content = read_object(message.content);
    return content ? text_or(*content, "id") : std::string{};
  }
  return {};
}

std::string path_of(const std::string& account, const std::string& sid) {
  return "/2010-04-01/Accounts/" + account + "/Messages/" + sid;
}

struct Row {
  const Number* number;
  std::string customer;
  const PhoneMessage* message;
  std::size_t nth = 0;  // in which order it was found: keeps pages apart that have the same time
};

// A date ("2026-11-21", the whole day) or a time.
std::optional<std::pair<UtcMs, UtcMs>> span_of(const std::string& text) {
  if (text.size() == 10) {
    const auto day = from_iso8601(text + "T00:00:00Z");
    if (!day) return {};
    return std::pair{*day, *day + std::chrono::hours{24} - std::chrono::milliseconds{1}};
  }
  const auto time = from_iso8601(text);
  if (!time) return {};
  return std::pair{*time, *time + std::chrono::milliseconds{999}};
}

bool passes(const TwilioCall& call, const Row& row) {
  const bool inbound = row.message->direction == Direction::to_business;
  const std::string ours = twilio_address(*row.number);
  const std::string to = call.text("To");
  const std::string from = call.text("From");
  if (!to.empty() && to != (inbound ? ours : row.customer)) return false;
  if (!from.empty() && from != (inbound ? row.customer : ours)) return false;
  const UtcMs at = row.message->at;
  const auto on = span_of(call.text("DateSent"));
  const auto since = span_of(call.text("DateSent>"));
  const auto until = span_of(call.text("DateSent<"));
  return !(on && (at < on->first || at > on->second)) && !(since && at < since->first) &&
         !(until && at > until->second);
}

std::vector<Row> rows_of(const TwilioCall& call, const World& world) {
  std::vector<Row> rows;
  for (const Number& number : call.numbers) {
    for (const auto& [key, thread] : world.threads) {
      const Customer* customer = key.number_id == number.id ? find_customer(world, key.customer_id) : nullptr;
      if (customer == nullptr) continue;
      for (const PhoneMessage& message : thread.messages) {
        Row row{&number, twilio_address(*customer), &message};
        if (!passes(call, row)) continue;
        row.nth = rows.size();
        rows.push_back(std::move(row));
      }
    }
  }
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    return std::pair{a.message->at, a.nth} > std::pair{b.message->at, b.nth};
  });
  return rows;
}

int whole_number(const std::string& text, int otherwise, int least, int most) {
  int number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::clamp(number, least, most);
}

// The address of another page of the same list.
std::string page_uri(const TwilioCall& call, int page_size, int page) {
  std::string uri = "/2010-04-01/Accounts/" + call.account + "/Messages.json?";
  for (const auto& [name, value] : call.parameters.all()) {
    if (name == "PageSize" || name == "Page" || name == "PageToken") continue;
    uri += net::percent_encode(name) + "=" + net::percent_encode(value) + "&";
  }
  uri += "PageSize=" + std::to_string(page_size) + "&Page=" + std::to_string(page);
  // The simulator has no need of it, but nobody is to make up a page's address.
  if (page > 0) uri += "&PageToken=PA" + std::to_string(page);
  return uri;
}

const PhoneMessage* own_message(const TwilioCall& call, const World& world, const std::string& sid, ThreadKey& key) {
  const auto home = world.message_home.find(sid);
  if (home == world.message_home.end()) return nullptr;
  key = home->second;
  const bool own = std::ranges::any_of(call.numbers, [&](const Number& each) { return each.id == key.number_id; });
  return own ? find_message(world, sid) : nullptr;
}

net::Response missing(const TwilioCall& call) {
  return to_response(TwilioError{404, 20404, "The requested resource " + call.http.path + " was not found"});
}

std::string media_json(const TwilioCall& call, const std::string& message, const std::string& shelf_id,
                       const MediaShelf& shelf, UtcMs at) {
  const auto media = shelf.find(shelf_id);
  JsonWriter out;
  out.begin_object().member("sid", twilio_media_sid(shelf_id)).member("parent_sid", message);
  out.member("account_sid", call.account);
  out.member("content_type", media ? media->mime : std::string{"application/octet-stream"});
  out.member("date_created", rfc_2822(at)).member("date_updated", rfc_2822(at));
  out.member("uri", path_of(call.account, message) + "/Media/" + twilio_media_sid(shelf_id) + ".json").end_object();
  return std::move(out).text();
}

}  // namespace

std::string twilio_message_json(const Number& number, const std::string& customer, const PhoneMessage& message) {
  const bool inbound = message.direction == Direction::to_business;
  const std::string ours = twilio_address(number);
  const std::string date = rfc_2822(message.at);
  const std::string path = path_of(number.account_id, message.id);
  JsonWriter out;
  out.begin_object().member("sid", message.id).member("account_sid", number.account_id);
  out.member("api_version", "2010-04-01").member("body", message.text);
  out.member("from", inbound ? customer : ours).member("to", inbound ? ours : customer);
  out.member("status", status_word(message)).member("direction", inbound ? "inbound" : "outbound-api");
  out.member("num_segments", "1").member("num_media", media_of(message).empty() ? "0" : "1");
  for (const auto* absent : {"price", "price_unit", "error_code", "error_message", "messaging_service_sid"}) {
    out.key(absent).null();
  }
  out.member("date_created", date).member("date_updated", date).key("date_sent");
  message.status == MessageStatus::pending && !inbound ? out.null() : out.value(date);
  out.member("uri", path + ".json").key("subresource_uris").begin_object();
  out.member("media", path + "/Media.json").end_object().end_object();
  return std::move(out).text();
}

net::Response list_twilio_messages(const TwilioCall& call, const World& world) {
  const auto rows = rows_of(call, world);
  const int size = whole_number(call.text("PageSize"), k_page_size, 1, k_most_in_page);
  const int page = whole_number(call.text("Page"), 0, 0, 1'000'000);
  const auto first = std::min(rows.size(), static_cast<std::size_t>(page) * static_cast<std::size_t>(size));
  const auto last = std::min(rows.size(), first + static_cast<std::size_t>(size));
  JsonWriter out;
  out.begin_object().key("messages").begin_array();
  for (std::size_t i = first; i < last; ++i) {
    out.raw(twilio_message_json(*rows[i].number, rows[i].customer, *rows[i].message));
  }
  out.end_array().member("page", page).member("page_size", size).member("start", first);
  out.member("end", last == first ? first : last - 1).member("uri", page_uri(call, size, page));
  out.member("first_page_uri", page_uri(call, size, 0)).key("previous_page_uri");
  page > 0 ? out.value(page_uri(call, size, page - 1)) : out.null();
  out.key("next_page_uri");
  last < rows.size() ? out.value(page_uri(call, size, page + 1)) : out.null();
  out.end_object();
  return twilio_json(200, std::move(out).text());
}

net::Response show_twilio_message(const TwilioCall& call, const World& world, const std::string& sid) {
  ThreadKey key;
  const PhoneMessage* message = own_message(call, world, sid, key);
  const Customer* customer = message != nullptr ? find_customer(world, key.customer_id) : nullptr;
  if (customer == nullptr) return missing(call);
  return twilio_json(200, twilio_message_json(*find_number(world, key.number_id), twilio_address(*customer), *message));
}

net::Response twilio_media(const TwilioCall& call, const World& world, const MediaShelf& shelf, UtcMs now) {
  ThreadKey key;
  const PhoneMessage* message = own_message(call, world, call.path[1], key);
  if (message == nullptr) return missing(call);
  const std::string id = media_of(*message);
  if (call.path.size() == 3) {
    JsonWriter out;
    out.begin_object().key("media_list").begin_array();
    if (!id.empty()) out.raw(media_json(call, message->id, id, shelf, message->at));
    out.end_array().member("page", 0).member("page_size", k_page_size).key("next_page_uri").null();
    out.member("uri", path_of(call.account, message->id) + "/Media.json").end_object();
    return twilio_json(200, std::move(out).text());
  }
  if (id.empty() || shelf_id_of(call.path[3]) != id || !shelf.find(id)) return missing(call);
  if (call.wants_json) return twilio_json(200, media_json(call, message->id, id, shelf, message->at));
  net::Response redirect;
  redirect.status = 307;
  redirect.headers.set("Location", "http://" + std::string{call.http.headers.get("Host")} + "/twilio-media/" +
                                       shelf.download_target(id, now).substr(1));
  return redirect;
}

}  // namespace recado::simulator
