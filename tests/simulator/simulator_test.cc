#include "simulator_test.h"

#include "base/json_writer.h"

namespace recado::simulator {

namespace {

Answer answer_of(const std::expected<net::Response, net::ClientFailure>& response) {
  if (!response) {
    ADD_FAILURE() << response.error().message;
    return {};
  }
  Answer answer{response->status, response->body, nullptr};
  boost::system::error_code error;
  answer.json = boost::json::parse(response->body, error);
  return answer;
}

}  // namespace

std::int64_t Answer::code() const {
  const auto* object = json.if_object();
  const auto* error = object ? object->if_contains("error") : nullptr;
  return error ? error->at("code").to_number<std::int64_t>() : 0;
}

std::string Answer::wamid() const {
  if (status != 200) {
    ADD_FAILURE() << status << ' ' << text;
    return {};
  }
  return std::string{json.at("messages").at(0).at("id").as_string()};
}

void SimulatorTest::SetUp() {
  start();
  add_number_and_customers();
}

void SimulatorTest::start(SimulatorOptions options) {
  simulator_ = std::make_unique<Simulator>(std::move(options));
  const auto started = simulator_->start();
  ASSERT_TRUE(started) << started.error().message;
}

void SimulatorTest::add_number_and_customers() {
  JsonWriter number;
  number.begin_object().member("account_id", k_account).member("phone", "15550783881").member("display_name", "Café");
  number.member("access_token", k_token).member("app_secret", k_secret).member("verify_token", "v");
  number.member("webhook_url", receiver_.url()).end_object();
  ASSERT_EQ(control("PUT", "/numbers/" + k_number, number.text()).status, 200);
  ASSERT_EQ(control("PUT", "/customers/ana",
                    R"({"name":"Ana Gómez","phone":"16505551234","user_id":"US.134","username":"ana.g"})")
                .status,
            200);
  ASSERT_EQ(control("PUT", "/customers/sofia", R"({"name":"Sofía","user_id":"MX.103","username":"sofia"})").status,
            200);
}

std::expected<net::Response, net::ClientFailure> SimulatorTest::raw(const std::string& method,
                                                                    const std::string& target, const std::string& body,
                                                                    net::Headers headers) {
  return client_.send({.method = method, .url = base() + target, .headers = std::move(headers), .body = body});
}

Answer SimulatorTest::control(const std::string& method, const std::string& path, const std::string& body) {
  return answer_of(raw(method, "/control" + path, body));
}

Answer SimulatorTest::graph(const std::string& method, const std::string& path, const std::string& body,
                            const std::string& token) {
  net::Headers headers;
  if (!token.empty()) headers.set("Authorization", "Bearer " + token);
  headers.set("Content-Type", "application/json");
  return answer_of(raw(method, "/v24.0" + path, body, std::move(headers)));
}

Answer SimulatorTest::send_text(const std::string& to, const std::string& text) {
  return graph("POST", "/" + k_number + "/messages",
               R"({"messaging_product":"whatsapp","to":)" + json_quoted(to) + R"(,"type":"text","text":{"body":)" +
                   json_quoted(text) + "}}");
}

Answer SimulatorTest::send(const std::string& members) {
  return graph("POST", "/" + k_number + "/messages",
               R"({"messaging_product":"whatsapp","to":"16505551234",)" + members + "}");
}

std::string SimulatorTest::customer_writes(const std::string& customer, const std::string& text, int ago_seconds) {
  JsonWriter body;
  body.begin_object().member("number_id", k_number).member("type", "text").member("text", text);
  body.member("ago_seconds", ago_seconds).end_object();
  const auto answer = control("POST", "/customers/" + customer + "/messages", body.text());
  EXPECT_EQ(answer.status, 200) << answer.text;
  return answer.status == 200 ? std::string{answer.json.at("message_ids").at(0).as_string()} : std::string{};
}

boost::json::value SimulatorTest::thread(const std::string& customer) {
  return control("GET", "/customers/" + customer + "/thread?number_id=" + k_number).json;
}

void SimulatorTest::wait_for_last(const std::string& customer, const std::string& status) {
  auto shown = thread(customer);
  for (int looks = 0; looks < 20; ++looks) {
    const auto& messages = shown.at("messages").as_array();
    if (!messages.empty() && messages.back().at("status").as_string() == status) return;
    const std::string after = std::to_string(shown.at("version").as_int64());
    shown = control("GET", "/customers/" + customer + "/thread?number_id=" + k_number + "&wait=5&after=" + after).json;
  }
  ADD_FAILURE() << "the last message is not " << status << ": " << boost::json::serialize(shown);
}

void SimulatorTest::put_faults(const std::string& json) {
  const auto answer = control("PUT", "/faults", json);
  EXPECT_EQ(answer.status, 200) << answer.text;
}

}  // namespace recado::simulator
