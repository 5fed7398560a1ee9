#include "providers/kapso/webhook_reader.h"

#include <simdjson.h>

#include <array>
#include <utility>
#include <vector>

#include "providers/kapso/message_reader.h"
#include "providers/kapso/notice_reader.h"
#include "providers/meta/envelope.h"
#include "providers/meta/item_parser.h"
#include "providers/meta/webhook_reader.h"

namespace recado::kapso {

using meta::object_at;
using meta::text_at;

namespace {

bool is_message_event(std::string_view event) {
  constexpr std::array<std::string_view, 5> k_events{"whatsapp.message.received", "whatsapp.message.sent",
                                                     "whatsapp.message.delivered", "whatsapp.message.read",
                                                     "whatsapp.message.failed"};
  for (const auto name : k_events) {
    if (name == event) return true;
  }
  return false;
}

// What a payload is when nobody says it: a message names its direction and status; a conversation that was created looks
// like one that ended, so that it stays unsaid.
std::string event_from_shape(const JsonObject& root) {
  if (std::string said = meta::text_at_first(root, {"event", "type"}); !said.empty()) return said;
  if (const auto message = object_at(root, "message")) {
    const auto kapso = object_at(*message, "kapso");
    if (!kapso || text_at(*kapso, "direction") != "outbound") return "whatsapp.message.received";
    return "whatsapp.message." + text_at(*kapso, "status");
  }
  if (object_at(root, "since_message") || object_at(root, "inactivity")) return "whatsapp.conversation.inactive";
  return {};
}

// Raw JSON text without its quotation marks; event names hold nothing that is escaped.
std::string_view unquoted(std::string_view raw) {
  if (raw.size() < 2 || raw.front() != '"' || raw.back() != '"') return {};
  return raw.substr(1, raw.size() - 2);
}

// One delivery being read: the parsers are its own, so that readers need no lock.
class Reading {
 public:
  Reading(std::string_view event, std::string_view body) : event_(event), body_(body) {}

  Result<Delivery> run(std::string_view body) {
    const auto parts = splitter_.parts({body_.data(), body_.size()});
    if (!parts) return invalid("body", "The body is not a JSON object.", "Look at the raw delivery in Logs.");
    if (!parts->find("object").empty()) return meta::make_webhook_reader()->read({{}, body});
    std::vector<std::string_view> payloads;
    for (const meta::Member& item : parts->items) {
      if (item.key == "data") payloads.push_back(item.raw);
    }
    // A batch of none is a batch too.
    const bool is_batch = !payloads.empty() || parts->find("batch") == "true";
    const std::string said{unquoted(parts->find("type"))};
    if (is_batch && !event_.empty() && !said.empty() && event_ != said) {
      out_.broken("the header says '" + event_ + "' and the body '" + said + "'", body);
      return out_.finish();
    }
    if (is_batch && event_.empty()) event_ = said;
    if (!is_batch) payloads.emplace_back(body_.data(), body_.size());
    if (payloads.empty()) out_.ignore("a batch of nothing");
    for (const std::string_view payload : payloads) read_payload(payload);
    return out_.finish();
  }

 private:
  void read_payload(std::string_view raw) {
    auto root = parser_.parse(raw);
    if (!root) return out_.broken("a payload is not an object", raw);
    const std::string inner = text_at(*root, "event");
    const std::string event = event_.empty() ? event_from_shape(*root) : event_;
    if (event.empty()) return out_.ignore("it does not say what happened");
    if (!inner.empty() && inner != event) {
      return out_.broken("the header says '" + event + "' and the body '" + inner + "'", raw);
    }
    const auto parts = splitter_.parts(raw);
    if (!parts) return out_.broken("a payload is not JSON", raw);
    // Older payloads stand in an envelope {"event", "data"}.
    if (const auto data = object_at(*root, "data"); data && !inner.empty()) {
      return read_event(event, *data, parts->find("data"));
    }
    read_event(event, *root, raw);
  }

  void read_event(const std::string& event, const JsonObject& root, std::string_view raw) {
    meta::ChangeScope scope{out_, number_of(root), {}, {}, false, {}};
    if (is_message_event(event)) {
      const auto parts = splitter_.parts(raw);
      return read_message_event(scope, {event, root, raw, parts ? parts->find("message") : std::string_view{}});
    }
    if (const ReadItem read = notice_reader_for(event)) return read(scope, {event, root, raw, {}});
    out_.ignore("an event that is not acted on", {{"field", event}});
  }

  std::string event_;
  simdjson::padded_string body_;
  meta::Splitter splitter_;
  meta::ItemParser parser_;
  meta::Gathered out_;
};

class KapsoWebhookReader final : public WebhookReader {
 public:
  Result<Delivery> read(const KeptDelivery& delivery) const override {
    return Reading{delivery.event, delivery.body}.run(delivery.body);
  }
};

}  // namespace

std::unique_ptr<WebhookReader> make_webhook_reader() { return std::make_unique<KapsoWebhookReader>(); }

}  // namespace recado::kapso
