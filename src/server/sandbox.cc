#include "server/sandbox.h"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <filesystem>

#include "base/crypto.h"
#include "base/json_writer.h"

namespace recado::server {

namespace {

// One number at each provider that the simulator plays; the phones are of a range that is not assigned.
struct DemoNumber {
  Provider provider;
  const char* display_name;
  const char* number_id;
  const char* account_id;
  const char* phone;
};
constexpr DemoNumber k_numbers[] = {
    {Provider::meta, "Demo", "100000000000001", "200000000000001", "573000000000"},
    {Provider::twilio, "Demo Twilio", "573000000002", "AC20000000000000000000000000000002", "573000000002"},
    {Provider::kapso, "Demo Kapso", "100000000000003", "200000000000003", "573000000003"}};

struct DemoCustomer {
  const char* id;
  const char* name;
  const char* phone;
  const char* user_id;
  const char* username;
};
// The third has no number, as customers may since 2026.
constexpr DemoCustomer k_customers[] = {{"ana", "Ana Gómez", "573000000101", "CO.300000000000101", ""},
                                        {"bruno", "Bruno Almeida", "5511900000102", "BR.300000000000102", ""},
                                        {"sofia", "Sofía Herrera", "", "MX.300000000000103", "sofia.herrera"}};

simulator::SimulatorOptions options_of(const Config& config) {
  return {.address = config.simulator_address,
          .port = config.simulator_port,
          .state_file = std::filesystem::path{config.data} / "simulator.jsonl"};
}

std::string number_json(const KnownConnection& demo, const std::string& webhook_url) {
  JsonWriter json;
  json.begin_object()
      .member("provider", to_text(demo.connection.provider))
      .member("account_id", demo.connection.account_id)
      .member("phone", demo.connection.phone)
      .member("display_name", demo.connection.display_name)
      .member("access_token", demo.secrets.access_token)
      .member("app_secret", demo.secrets.app_secret)
      .member("verify_token", demo.secrets.verify_token)
      .member("webhook_url", webhook_url)
      .end_object();
  return std::move(json).text();
}

std::string customer_json(const DemoCustomer& customer) {
  JsonWriter json;
  json.begin_object().member("name", customer.name);
  const auto add = [&json](const char* name, std::string_view value) {
    if (!value.empty()) json.member(name, value);
  };
  add("phone", customer.phone);
  add("user_id", customer.user_id);
  add("username", customer.username);
  json.end_object();
  return std::move(json).text();
}

Result<std::string> call(net::HttpClient& http, std::string method, std::string url, std::string body = {}) {
  net::ClientRequest request{.method = std::move(method), .url = std::move(url), .body = std::move(body)};
  if (!request.body.empty()) request.headers.set("Content-Type", "application/json");
  auto answer = http.send(request);
  if (!answer) return unavailable("The simulator does not answer: " + answer.error().message);
  if (answer->status >= 300) {
    return internal(fmt::format("The simulator refused {}: {} {}", request.url, answer->status, answer->body));
  }
  return std::move(answer->body);
}

bool has_items(const std::string& json) {
  boost::system::error_code error;
  const auto value = boost::json::parse(json, error);
  if (error || !value.is_object()) return false;
  const auto* items = value.as_object().if_contains("items");
  return items && items->is_array() && !items->as_array().empty();
}

}  // namespace

Sandbox::Sandbox(const Config& config, Stores& stores, ConnectionDirectory& directory, IdSource& ids,
                 const Clock& clock)
    : config_(config),
      stores_(stores),
      directory_(directory),
      ids_(ids),
      clock_(clock),
      simulator_(options_of(config)) {}

Result<void> Sandbox::start() {
  if (auto started = simulator_.start(); !started) return started;
  const auto workspace = stores_.accounts->first_workspace();
  if (!workspace) return workspace.error();
  if (!*workspace) return not_found("There is no workspace yet.");
  for (const DemoNumber& number : k_numbers) {
    if (const auto known = directory_.find_by_number(number.provider, number.number_id)) {
      demos_.push_back(*known);
    } else {
      demos_.push_back(new_demo(number.provider, **workspace));
      KnownConnection& demo = demos_.back();
      demo.connection.display_name = number.display_name;
      demo.connection.phone = number.phone;
      demo.connection.number_id = number.number_id;
      demo.connection.account_id = number.account_id;
      if (auto created = stores_.connections->create(demo.connection, demo.secrets); !created) return created;
    }
    if (auto pointed = point_here(demos_.back()); !pointed) return pointed;
  }
  return directory_.reload();
}

KnownConnection Sandbox::new_demo(Provider provider, WorkspaceId workspace) {
  KnownConnection demo;
  demo.connection = {.id = ids_.next<ConnectionId>(),
                     .workspace = workspace,
                     .provider = provider,
                     .environment = Environment::development,
                     .status = ConnectionStatus::connected,
                     .base_url = url(),
                     .created_at = clock_.now()};
  demo.secrets = {.access_token = crypto::random_token("sandbox_"),
                  .app_secret = crypto::to_hex(crypto::random_bytes(16)),
                  .verify_token = crypto::random_token("verify_")};
  return demo;
}

// The simulator may listen on another port than the last time.
Result<void> Sandbox::point_here(KnownConnection& demo) {
  if (demo.connection.base_url == url()) return {};
  demo.connection.base_url = url();
  return stores_.connections->update(demo.connection, demo.secrets);
}

Result<void> Sandbox::introduce(net::HttpClient& http, const std::string& server_url) {
  const std::string control = url() + "/control";
  for (const KnownConnection& demo : demos_) {
    // Twilio signs the address, and a configured one is the only one that we believe.
    const bool is_public = demo.connection.provider == Provider::twilio && !config_.public_url.empty();
    const std::string webhook_url =
        fmt::format("{}/v1/webhooks/whatsapp/{}/{}", is_public ? config_.public_url : server_url,
                    to_text(demo.connection.provider), demo.connection.id.text());
    const auto put = call(http, "PUT", fmt::format("{}/numbers/{}", control, demo.connection.number_id),
                          number_json(demo, webhook_url));
    if (!put) return put.error();
  }
  const auto customers = call(http, "GET", control + "/customers");
  if (!customers) return customers.error();
  if (has_items(*customers)) return {};
  for (const DemoCustomer& customer : k_customers) {
    const auto put = call(http, "PUT", fmt::format("{}/customers/{}", control, customer.id), customer_json(customer));
    if (!put) return put.error();
  }
  return {};
}

std::string Sandbox::url() const { return local_url(config_.simulator_address, simulator_.port()); }

api::Sandbox Sandbox::facts() const {
  const Connection& first = demos_.front().connection;
  return {.url = url(), .number_id = first.number_id, .phone = first.phone};
}

std::string local_url(const std::string& address, std::uint16_t port) {
  const bool is_everywhere = address == "0.0.0.0" || address == "::";
  const bool is_v6 = address.find(':') != std::string::npos && !is_everywhere;
  return fmt::format("http://{}:{}", is_everywhere ? "127.0.0.1" : is_v6 ? "[" + address + "]" : address, port);
}

}  // namespace recado::server
