#include "simulator/graph_accounts.h"

#include <boost/json.hpp>

#include <cstdlib>
#include <set>

#include "base/json_writer.h"
#include "simulator/graph_numbers.h"
#include "simulator/json_read.h"

namespace recado::simulator {

namespace {

constexpr std::string_view k_app_id = "1002003004005006";

std::size_t limit_of(const GraphCall& call) {
  const int limit = std::atoi(std::string{call.http.query.get("limit").value_or("25")}.c_str());
  return limit < 1 ? 25 : static_cast<std::size_t>(std::min(limit, 100));
}

// Cursor pages in the order of the ids; the cursor is the last id of a page.
GraphResult<net::Response> list_numbers(const GraphCall& call, const Ledger& ledger,
                                        const std::vector<Number>& numbers) {
  const std::string after{call.http.query.get("after").value_or("")};
  const std::size_t limit = limit_of(call);
  JsonWriter out;
  out.begin_object().key("data").begin_array();
  std::string first;
  std::string last;
  std::size_t shown = 0;
  bool more = false;
  for (const auto& number : numbers) {
    if (!after.empty() && number.id <= after) continue;
    more = shown == limit;
    if (more) break;
    const auto fields = ledger.read([&](const World& world) { return number_fields(world, number); });
    auto json = node_json(fields, fields_of(call), k_number_node);
    if (!json) return std::unexpected(json.error());
    out.raw(*json);
    if (first.empty()) first = number.id;
    last = number.id;
    ++shown;
  }
  out.end_array();
  if (shown > 0) {
    out.key("paging")
        .begin_object()
        .key("cursors")
        .begin_object()
        .member("before", first)
        .member("after", last)
        .end_object();
    const std::string host{call.http.headers.get("Host")};
    if (more)
      out.member("next", "http://" + host + call.http.path + "?limit=" + std::to_string(limit) + "&after=" + last);
    out.end_object();
  }
  out.end_object();
  return json_response(std::move(out).text());
}

GraphResult<net::Response> show_subscription(const Ledger& ledger, const std::string& account_id) {
  const Account account = ledger.read([&](const World& world) { return account_of(world, account_id); });
  JsonWriter out;
  out.begin_object().key("data").begin_array();
  if (account.subscribed) {
    out.begin_object().key("whatsapp_business_api_data").begin_object().member("id", k_app_id);
    out.member("link", "https://www.facebook.com/games/?app_id=" + std::string{k_app_id}).member("name", "Simulator");
    out.end_object();
    if (!account.override_url.empty()) out.member("override_callback_uri", account.override_url);
    out.end_object();
  }
  out.end_array().end_object();
  return json_response(std::move(out).text());
}

// Subscribes the app; with an override that answers its challenge, or without any.
GraphResult<net::Response> subscribe(const GraphCall& call, Ledger& ledger, const std::string& account_id,
                                     const Challenge& challenge) {
  const auto parameters = read_object(call.parameters).value_or(boost::json::object{});
  Account account{.id = account_id, .override_url = text_or(parameters, "override_callback_uri")};
  if (account.override_url.size() > 200) {
    return std::unexpected(graph_error(100, "override_callback_uri must be at most 200 characters long."));
  }
  if (!account.override_url.empty()) {
    const auto outcome = challenge(account.override_url, text_or(parameters, "verify_token"));
    if (!outcome.passed) return std::unexpected(challenge_failed(outcome));
  }
  ledger.change([&](Change& change) { change.commit(AccountPut{account}); });
  return success_response();
}

GraphResult<net::Response> unsubscribe(Ledger& ledger, const std::string& account_id) {
  ledger.change([&](Change& change) { change.commit(AccountPut{{.id = account_id, .subscribed = false}}); });
  return success_response();
}

GraphResult<net::Response> show_account(const GraphCall& call, const Number& any_number) {
  auto json = node_json({{"id", json_quoted(any_number.account_id)},
                         {"name", json_quoted(any_number.display_name)},
                         {"timezone_id", json_quoted("1")},
                         {"message_template_namespace", json_quoted("00000000_0000_0000_0000_000000000000")},
                         {"currency", json_quoted("USD"), false},
                         {"account_review_status", json_quoted("APPROVED"), false},
                         {"business_verification_status", json_quoted("verified"), false},
                         {"ownership_type", json_quoted("SELF"), false}},
                        fields_of(call), "WhatsAppBusinessAccount");
  if (!json) return std::unexpected(json.error());
  return json_response(std::move(*json));
}

}  // namespace

std::optional<GraphResult<net::Response>> account_call(const GraphCall& call, Ledger& ledger,
                                                       const std::vector<Number>& numbers, const Challenge& challenge) {
  const std::string account_id{call.node()};
  const bool reads = call.method == "GET";
  if (call.path.size() == 1 && reads) return show_account(call, numbers.front());
  if (call.path.size() != 2) return {};
  if (call.edge() == "phone_numbers" && reads) return list_numbers(call, ledger, numbers);
  // Templates are taken as they come, so that there are none to list.
  if (call.edge() == "message_templates" && reads) return json_response(R"({"data":[]})");
  if (call.edge() != "subscribed_apps") return {};
  if (reads) return show_subscription(ledger, account_id);
  if (call.method == "POST") return subscribe(call, ledger, account_id, challenge);
  if (call.method == "DELETE") return unsubscribe(ledger, account_id);
  return {};
}

GraphResult<net::Response> debug_token(const GraphCall& call, const Ledger& ledger, UtcMs now) {
  const std::string token{call.http.query.get("input_token").value_or("")};
  if (token.empty()) return std::unexpected(graph_error(100, "The parameter input_token is required."));
  std::set<std::string> accounts;
  ledger.read([&](const World& world) {
    for (const auto& [id, number] : world.numbers) {
      if (number.access_token == token || number.access_token.empty()) accounts.insert(number.account_id);
    }
  });
  JsonWriter out;
  out.begin_object().key("data").begin_object().member("app_id", k_app_id).member("type", "SYSTEM_USER");
  out.member("application", "Simulator").member("is_valid", !accounts.empty());
  if (accounts.empty()) {
    out.key("error").begin_object().member("code", 190).member("message", "Invalid OAuth access token.").end_object();
    out.key("scopes").begin_array().end_array().end_object().end_object();
    return json_response(std::move(out).text());
  }
  out.member("issued_at", count_ms(now) / 1000 - 86400).member("expires_at", 0).member("data_access_expires_at", 0);
  out.key("scopes")
      .begin_array()
      .value("whatsapp_business_management")
      .value("whatsapp_business_messaging")
      .end_array();
  out.key("granular_scopes").begin_array();
  for (const std::string_view scope : {"whatsapp_business_management", "whatsapp_business_messaging"}) {
    out.begin_object().member("scope", scope).key("target_ids").begin_array();
    for (const auto& id : accounts) out.value(id);
    out.end_array().end_object();
  }
  out.end_array().member("user_id", "122000000000001").end_object().end_object();
  return json_response(std::move(out).text());
}

}  // namespace recado::simulator
