#include "simulator/kapso_webhooks_api.h"

#include <boost/json.hpp>

#include "base/json_writer.h"
#include "simulator/ids.h"
#include "simulator/json_read.h"

namespace recado::simulator {

namespace {

using Refused = std::optional<net::Response>;

std::string webhook_json(const KapsoWebhook& webhook) {
  JsonWriter out;
  out.begin_object().member("id", webhook.id).member("url", webhook.url).member("kind", webhook.kind);
  out.member("secret_key", webhook.secret_key).member("active", webhook.active).member("payload_version", "v2");
  out.member("phone_number_id", webhook.number_id).key("events").begin_array();
  for (const auto& event : webhook.events) out.value(event);
  out.end_array().key("headers").begin_object();
  for (const auto& [name, value] : webhook.headers) out.member(name, value);
  out.end_object().member("buffer_enabled", webhook.buffered);
  out.member("buffer_window_seconds", webhook.buffer_seconds).member("max_buffer_size", webhook.buffer_size);
  out.end_object();
  return std::move(out).text();
}

Refused take_flag(const boost::json::object& from, std::string_view name, bool& to) {
  const auto* given = from.if_contains(name);
  if (!given) return {};
  if (!given->is_bool()) return kapso_error(422, std::string{name} + " must be true or false");
  to = given->get_bool();
  return {};
}

Refused take_number(const boost::json::object& from, std::string_view name, std::int64_t most, std::int64_t& to) {
  const auto* given = from.if_contains(name);
  if (!given) return {};
  if (!given->is_int64() || given->get_int64() < 1 || given->get_int64() > most) {
    return kapso_error(422, std::string{name} + " must be between 1 and " + std::to_string(most));
  }
  to = given->get_int64();
  return {};
}

Refused take_events(const boost::json::object& from, KapsoWebhook& to) {
  const auto* given = from.if_contains("events");
  if (!given) return {};
  if (!given->is_array()) return kapso_error(422, "events must be a list");
  to.events.clear();
  for (const auto& event : given->get_array()) {
    if (!event.is_string()) return kapso_error(422, "events must be a list of names");
    to.events.insert(std::string{event.get_string()});
  }
  return {};
}

// What the body changes of a webhook, checked; for one that is new and one that is there.
Refused take(const boost::json::object& from, KapsoWebhook& to) {
  if (const auto url = read_text(from, "url")) to.url = *url;
  if (const auto key = read_text(from, "secret_key")) to.secret_key = *key;
  if (auto refused = take_events(from, to)) return refused;
  if (auto refused = take_flag(from, "active", to.active)) return refused;
  if (auto refused = take_flag(from, "buffer_enabled", to.buffered)) return refused;
  if (auto refused = take_number(from, "buffer_window_seconds", 60, to.buffer_seconds)) return refused;
  if (auto refused = take_number(from, "max_buffer_size", 100, to.buffer_size)) return refused;
  if (const auto* headers = read_part(from, "headers")) {
    to.headers.clear();
    for (const auto& [name, value] : *headers) {
      if (value.is_string()) to.headers[std::string{name}] = std::string{value.get_string()};
    }
  }
  if (!to.url.starts_with("http://") && !to.url.starts_with("https://")) return kapso_error(422, "url must be https");
  if (to.secret_key.empty()) return kapso_error(422, "secret_key can't be blank");
  if (to.kind == "kapso" && to.events.empty()) return kapso_error(422, "events can't be blank");
  return {};
}

net::Response put(const KapsoCall& call, Ledger& ledger, KapsoWebhook webhook, int status) {
  const auto body = read_object(call.http.body);
  const auto* given = body ? read_part(*body, "whatsapp_webhook") : nullptr;
  if (!given) return kapso_error(400, "param is missing or the value is empty: whatsapp_webhook");
  if (status == 201) webhook.kind = text_or(*given, "kind", "kapso");
  if (webhook.kind != "kapso" && webhook.kind != "meta") return kapso_error(422, "kind must be kapso or meta");
  if (text_or(*given, "payload_version", "v2") != "v2") return kapso_error(422, "only payload_version v2 is played");
  if (auto refused = take(*given, webhook)) return std::move(*refused);
  const bool stored = ledger.change([&](Change& change) {
    for (const auto& [id, other] : change.world().kapso_webhooks) {
      const bool same = other.number_id == webhook.number_id && other.kind == "meta" && id != webhook.id;
      if (same && webhook.kind == "meta") return false;
    }
    change.commit(KapsoWebhookPut{webhook});
    return true;
  });
  if (!stored) return kapso_error(422, "a number has one webhook of kind meta");
  return kapso_data(status, webhook_json(webhook));
}

net::Response list(const KapsoCall& call, const Ledger& ledger, const std::string& number_id) {
  std::vector<std::string> rows;
  ledger.read([&](const World& world) {
    for (const auto& [id, webhook] : world.kapso_webhooks) {
      const bool wanted =
          webhook.number_id == number_id && webhook.url.find(call.query("url_contains")) != std::string::npos;
      if (wanted) rows.push_back(webhook_json(webhook));
    }
  });
  return kapso_numbered_page(call, rows);
}

}  // namespace

net::Response kapso_webhooks(const KapsoCall& call, Ledger& ledger) {
  const std::string& number_id = call.path[2];
  if (call.path.size() == 4) {
    if (call.method == "GET") return list(call, ledger, number_id);
    if (call.method != "POST") return kapso_error(404, "Not found");
    return put(call, ledger, {.id = new_uuid(), .number_id = number_id}, 201);
  }
  const auto known = ledger.read([&](const World& world) -> std::optional<KapsoWebhook> {
    const auto found = world.kapso_webhooks.find(call.path[4]);
    if (found == world.kapso_webhooks.end() || found->second.number_id != number_id) return {};
    return found->second;
  });
  if (!known) return kapso_error(404, "Webhook not found");
  if (call.method == "GET") return kapso_data(200, webhook_json(*known));
  if (call.method == "PATCH") return put(call, ledger, *known, 200);
  if (call.method != "DELETE") return kapso_error(404, "Not found");
  ledger.change([&](Change& change) { change.commit(KapsoWebhookGone{known->id}); });
  return kapso_answer(204, {});
}

}  // namespace recado::simulator
