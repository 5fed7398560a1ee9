#include <boost/json.hpp>

#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "simulator/graph_numbers.h"
#include "simulator/json_read.h"
#include "simulator/send_message.h"

namespace recado::simulator {

namespace {

struct ProfileText {
  std::string_view name;
  std::size_t most;
};
constexpr std::array k_profile = {ProfileText{"about", 139},
                                  ProfileText{"address", 256},
                                  ProfileText{"description", 512},
                                  ProfileText{"email", 128},
                                  ProfileText{"vertical", 40},
                                  ProfileText{"websites", 0},
                                  ProfileText{"profile_picture_handle", 4096}};

boost::json::object parameters_of(const GraphCall& call) {
  return read_object(call.parameters).value_or(boost::json::object{});
}

GraphResult<net::Response> show_profile(const GraphCall& call, const Number& number) {
  const std::string fields = fields_of(call);
  JsonWriter out;
  out.begin_object().key("data").begin_array().begin_object();
  for (const auto& [name, json] : number.profile) {
    const bool wanted =
        fields.empty() ? name == "about" : ("," + fields + ",").find("," + name + ",") != std::string::npos;
    if (wanted && name != "profile_picture_handle") out.key(name).raw(json);
  }
  out.member("messaging_product", "whatsapp").end_object().end_array().end_object();
  return json_response(std::move(out).text());
}

struct UserToBlock {
  std::string input;
  const Customer* customer = nullptr;
};

// {"user":"1650…"} or {"user_id":"US.…"}
UserToBlock user_to_block(const World& world, const boost::json::value& element) {
  const auto* object = element.if_object();
  if (!object) return {};
  if (auto phone = read_text(*object, "user")) return {*phone, customer_with_phone(world, digits_of(*phone))};
  const auto user_id = text_or(*object, "user_id");
  return {user_id, customer_with_user_id(world, user_id)};
}

JsonWriter& write_address(JsonWriter& out, const Customer& customer) {
  if (!customer.phone.empty()) out.member("wa_id", customer.phone);
  if (!customer.user_id.empty()) out.member("user_id", customer.user_id);
  return out;
}

net::Response show_blocked(const World& world, const Number& number) {
  JsonWriter out;
  out.begin_object().key("data").begin_array();
  for (const auto& id : number.blocked) {
    const Customer* customer = find_customer(world, id);
    if (!customer) continue;
    out.begin_object().member("messaging_product", "whatsapp");
    write_address(out, *customer).end_object();
  }
  out.end_array().key("paging").begin_object().key("cursors").begin_object().member("before", "").member("after", "");
  out.end_object().end_object().end_object();
  return json_response(std::move(out).text());
}

}  // namespace

GraphResult<net::Response> business_profile(const GraphCall& call, Ledger& ledger, Number number) {
  if (call.method == "GET") return show_profile(call, number);
  const auto parameters = parameters_of(call);
  for (const auto& [name, most] : k_profile) {
    const auto* value = parameters.if_contains(name);
    if (!value) continue;
    if (most > 0 && characters(text_or(parameters, name)) > most) {
      return std::unexpected(graph_error(
          100, "Param " + std::string{name} + " must be at most " + std::to_string(most) + " characters long."));
    }
    number.profile[std::string{name}] = boost::json::serialize(*value);
  }
  ledger.change([&](Change& change) { change.commit(NumberPut{number}); });
  return success_response();
}

GraphResult<net::Response> number_settings(const GraphCall& call, Ledger& ledger, Number number) {
  if (call.method == "GET") {
    JsonWriter out;
    out.begin_object();
    for (const auto& [group, json] : number.settings) out.key(group).raw(json);
    out.end_object();
    return json_response(std::move(out).text());
  }
  const auto parameters = parameters_of(call);
  constexpr std::array<std::string_view, 4> k_groups = {"calling", "user_identity_change", "payload_encryption",
                                                        "storage_configuration"};
  bool any = false;
  for (const auto group : k_groups) {
    const auto* value = parameters.if_contains(group);
    if (!value) continue;
    number.settings[std::string{group}] = boost::json::serialize(*value);
    any = true;
  }
  if (!any) return std::unexpected(graph_error(100, "One group of settings is required."));
  ledger.change([&](Change& change) { change.commit(NumberPut{number}); });
  return success_response();
}

GraphResult<net::Response> register_number(const GraphCall& call, Ledger& ledger, Number number) {
  const auto parameters = parameters_of(call);
  if (call.edge() == "request_code") {
    const auto method = text_or(parameters, "code_method");
    if (method != "SMS" && method != "VOICE")
      return std::unexpected(graph_error(100, "code_method must be one of {SMS, VOICE}"));
    return success_response();
  }
  if (call.edge() == "verify_code") {
    if (text_or(parameters, "code").empty())
      return std::unexpected(graph_error(100, "The parameter code is required."));
    return success_response();
  }
  number.registered = call.edge() == "register";
  if (number.registered) {
    const auto pin = text_or(parameters, "pin");
    if (pin.size() != 6 || digits_of(pin) != pin)
      return std::unexpected(graph_error(100, "Param pin must be 6 digits."));
    if (!number.pin.empty() && number.pin != pin) return std::unexpected(graph_error(133005, "The pin is not right."));
    number.pin = pin;
  }
  ledger.change([&](Change& change) { change.commit(NumberPut{number}); });
  return success_response();
}

GraphResult<net::Response> block_users(const GraphCall& call, Ledger& ledger, Number number, UtcMs now) {
  if (call.method == "GET") return ledger.read([&](const World& world) { return show_blocked(world, number); });
  const auto parameters = parameters_of(call);
  const auto* users = parameters.if_contains("block_users");
  if (!users || !users->is_array()) return std::unexpected(graph_error(100, "The parameter block_users is required."));
  const bool blocks = call.method == "POST";
  JsonWriter done;
  JsonWriter failed;
  done.begin_array();
  failed.begin_array();
  int failures = 0;
  ledger.change([&](Change& change) {
    for (const auto& each : users->get_array()) {
      const UserToBlock user = user_to_block(change.world(), each);
      if (!user.customer || (blocks && !window_is_open(change.world(), {number.id, user.customer->id}, now))) {
        failed.begin_object().member("input", user.input).key("errors").begin_array().begin_object();
        failed.member("message", "Re-engagement required").member("code", 139100).end_object().end_array().end_object();
        ++failures;
        continue;
      }
      if (blocks) number.blocked.insert(user.customer->id);
      if (!blocks) number.blocked.erase(user.customer->id);
      done.begin_object().member("input", user.input);
      write_address(done, *user.customer).end_object();
    }
    change.commit(NumberPut{number});
  });
  JsonWriter out;
  out.begin_object().member("messaging_product", "whatsapp").key("block_users").begin_object();
  out.key(blocks ? "added_users" : "removed_users").raw(std::move(done.end_array()).text());
  if (failures > 0) out.key("failed_users").raw(std::move(failed.end_array()).text());
  out.end_object().end_object();
  return json_response(std::move(out).text());
}

}  // namespace recado::simulator
