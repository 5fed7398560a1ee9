#include "simulator/graph_numbers.h"

#include <boost/json.hpp>

#include "base/json_writer.h"
#include "simulator/json_read.h"

namespace recado::simulator {

namespace {

// "+1 555-078-3881" as the API shows numbers; webhooks have the digits only.
std::string display_phone(const std::string& digits) {
  if (digits.size() == 11 && digits[0] == '1') {
    return "+1 " + digits.substr(1, 3) + "-" + digits.substr(4, 3) + "-" + digits.substr(7);
  }
  if (digits.size() < 8) return "+" + digits;
  return "+" + digits.substr(0, 2) + " " + digits.substr(2, digits.size() - 6) + " " + digits.substr(digits.size() - 4);
}

std::string webhook_configuration(const World& world, const Number& number) {
  JsonWriter out;
  out.begin_object();
  if (!number.override_url.empty()) out.member("phone_number", number.override_url);
  const std::string account_url = account_of(world, number.account_id).override_url;
  if (!account_url.empty()) out.member("whatsapp_business_account", account_url);
  out.member("application", number.webhook_url).end_object();
  return std::move(out).text();
}

std::string health(const Number& number) {
  JsonWriter out;
  out.begin_object().member("can_send_message", number.registered ? "AVAILABLE" : "BLOCKED");
  out.key("entities").begin_array().begin_object().member("entity_type", "PHONE_NUMBER").member("id", number.id);
  out.member("can_send_message", number.registered ? "AVAILABLE" : "BLOCKED").end_object().end_array().end_object();
  return std::move(out).text();
}

// Sets or removes the number's own callback; the new one has to answer its challenge first.
GraphResult<void> set_callback(const boost::json::object& configuration, Number& number, const Challenge& challenge) {
  const auto url = read_text(configuration, "override_callback_uri");
  if (!url)
    return std::unexpected(
        graph_error(100, "The parameter webhook_configuration['override_callback_uri'] is required."));
  if (url->size() > 200)
    return std::unexpected(graph_error(100, "override_callback_uri must be at most 200 characters long."));
  if (!url->empty()) {
    const auto outcome = challenge(*url, text_or(configuration, "verify_token"));
    if (!outcome.passed) return std::unexpected(challenge_failed(outcome));
  }
  number.override_url = *url;
  return {};
}

}  // namespace

std::vector<NodeField> number_fields(const World& world, const Number& number) {
  const auto text = [](std::string_view words) { return json_quoted(words); };
  return {{"verified_name", text(number.display_name)},
          {"code_verification_status", text("VERIFIED")},
          {"display_phone_number", text(display_phone(number.phone))},
          {"quality_rating", text("GREEN")},
          {"platform_type", text("CLOUD_API")},
          {"throughput", R"({"level":"STANDARD"})"},
          {"last_onboarded_time", text("2026-01-15T09:30:00+0000")},
          {"webhook_configuration", webhook_configuration(world, number)},
          {"name_status", text("APPROVED"), false},
          {"new_name_status", text("NONE"), false},
          {"status", text(number.registered ? "CONNECTED" : "DISCONNECTED"), false},
          {"messaging_limit_tier", text("TIER_1K"), false},
          {"whatsapp_business_manager_messaging_limit", text("TIER_2K"), false},
          {"account_mode", text("SANDBOX"), false},
          {"is_official_business_account", "false", false},
          {"is_on_biz_app", "false", false},
          {"is_pin_enabled", number.pin.empty() ? "false" : "true", false},
          {"is_preverified_number", "false", false},
          {"search_visibility", text("VISIBLE"), false},
          {"username", text(""), false},
          {"certificate", text(""), false},
          {"health_status", health(number), false},
          {"id", text(number.id)}};
}

GraphResult<net::Response> show_number(const GraphCall& call, const Ledger& ledger, const Number& number) {
  const auto fields = ledger.read([&](const World& world) { return number_fields(world, number); });
  auto json = node_json(fields, fields_of(call), k_number_node);
  if (!json) return std::unexpected(json.error());
  return json_response(std::move(*json));
}

GraphResult<net::Response> set_number(const GraphCall& call, Ledger& ledger, const Number& number,
                                      const Challenge& challenge) {
  const auto parameters = read_object(call.parameters).value_or(boost::json::object{});
  Number wanted = number;
  if (const auto* configuration = read_part(parameters, "webhook_configuration")) {
    if (auto set = set_callback(*configuration, wanted, challenge); !set) return std::unexpected(set.error());
  }
  if (const auto pin = read_text(parameters, "pin")) {
    if (pin->size() != 6) return std::unexpected(graph_error(131009, "The pin must have 6 digits."));
    wanted.pin = *pin;
  }
  if (const auto name = read_text(parameters, "new_display_name")) wanted.display_name = *name;
  ledger.change([&](Change& change) { change.commit(NumberPut{wanted}); });
  return success_response();
}

std::optional<GraphResult<net::Response>> number_edge(const GraphCall& call, Ledger& ledger, const Number& number,
                                                      UtcMs now) {
  const bool reads = call.method == "GET";
  const bool writes = call.method == "POST";
  const auto edge = call.edge();
  if (edge == "whatsapp_business_profile" && (reads || writes)) return business_profile(call, ledger, number);
  if (edge == "settings" && (reads || writes)) return number_settings(call, ledger, number);
  if (edge == "block_users" && (reads || writes || call.method == "DELETE"))
    return block_users(call, ledger, number, now);
  if ((edge == "register" || edge == "deregister") && writes) return register_number(call, ledger, number);
  if ((edge == "request_code" || edge == "verify_code") && writes) return register_number(call, ledger, number);
  return {};
}

}  // namespace recado::simulator
