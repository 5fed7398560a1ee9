// Every operation of api/openapi.yaml is asked for, and every answer is held to it by check_contract.py.
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>

#include "base/json_writer.h"
#include "simulator/simulator.h"
#include "support/api_fixture.h"
#include "support/live_client.h"

namespace recado::test {
namespace {

class TheContract : public ApiTest {
 protected:
  void SetUp() override {
    ApiTest::SetUp();
    ASSERT_TRUE(simulator_.start());
    settings_.sandbox =
        api::Sandbox{fmt::format("http://127.0.0.1:{}", simulator_.port()), "106540352242922", "15550783881"};
    start();
  }
  ~TheContract() override { simulator_.stop(); }

  Reply note(const std::string& method, const std::string& target, Reply reply) {
    JsonWriter json;
    json.begin_object().member("method", method).member("target", target).member("status", reply.status);
    const std::string kind{reply.headers.get("Content-Type")};
    // What is no text cannot stand in a line of JSON, and there is nothing in it to check.
    const bool is_file = kind.starts_with("image/");
    json.member("content_type", kind).member("body", is_file ? "" : reply.body).end_object();
    out_ << json.text() << '\n';
    return reply;
  }
  Reply asked(const std::string& method, const std::string& target, const std::string& body = {},
              std::vector<std::pair<std::string, std::string>> headers = {}) {
    return note(method, target, as(session_, {method, target, body, std::move(headers)}));
  }
  Reply stranger(const std::string& method, const std::string& target, const std::string& body = {},
                 std::vector<std::pair<std::string, std::string>> headers = {}) {
    return note(method, target, send({method, target, body, std::move(headers)}));
  }
  void frames(int count) {
    LiveClient client{port(), "/v1/live?since=0", browser_headers(session_)};
    note("GET", "/v1/live", {client.status(), {}, {}});
    for (int i = 0; i < count; ++i) {
      out_ << JsonWriter{}.begin_object().member("frame", client.read().value_or("null")).end_object().text() << '\n';
    }
  }
  int check() {
    out_.close();
    const std::string script = std::string{RECADO_SOURCE_DIR} + "/tests/api/check_contract.py";
    return std::system(fmt::format("python3 '{}' '{}'", script, path_).c_str());
  }

  void ask_people();
  void ask_inbox();
  void ask_every_type(const std::string& conversation);
  void ask_send_again(const std::string& conversation);
  void ask_webhooks();
  void ask_other_webhooks();
  ConnectionId connect(Provider provider, const std::string& number_id);
  void ask_operation();
  void ask_media();

  simulator::Simulator simulator_{{}};
  std::string path_ = fresh_.folder() + "/exchanges.jsonl";
  std::ofstream out_{path_};
};

void TheContract::ask_people() {
  const std::string right = fmt::format(R"({{"email":"{}","password":"{}"}})", k_email, k_password);
  stranger("POST", "/v1/session", right);
  stranger("POST", "/v1/session", "{}");
  for (int i = 0; i < 6; ++i) stranger("POST", "/v1/session", R"({"email":"a@b.c","password":"wrong"})");
  asked("GET", "/v1/session");
  stranger("GET", "/v1/session");
  asked("PATCH", "/v1/me", R"({"language":"es"})");
  asked("PATCH", "/v1/me", R"({"language":1})");
  asked("GET", "/v1/people");
  asked("GET", "/v1/connections");
  const std::string leaving = join(Role::agent, "abel");
  note("GET", "/v1/receipts", as(leaving, {"GET", "/v1/receipts", {}, {}}));
  note("DELETE", "/v1/session", as(leaving, {"DELETE", "/v1/session", {}, {}}));
}

void TheContract::ask_every_type(const std::string& conversation) {
  const auto item = [](const std::string& id, const std::string& type, const std::string& body,
                       const std::string& more = "") {
    return fmt::format(R"({{"from":"573001234567","id":"{}","timestamp":"1795000010","type":"{}","{}":{}{}}})", id,
                       type, type, body, more);
  };
  const std::vector<std::string> received{
      item("wamid.t1", "text", R"({"body":"first"})", R"(,"referral":{"source_type":"ad","headline":"Coffee"})"),
      item("wamid.t2", "text", R"({"body":"about it"})", R"(,"context":{"id":"wamid.t1"})"),
      item("wamid.t3", "reaction", R"({"message_id":"wamid.t1","emoji":"❤️"})"),
      item("wamid.t4", "edit",
           R"({"original_message_id":"wamid.t2","message":{"type":"text","text":{"body":"about this"}}})"),
      item("wamid.t5", "location", R"({"latitude":4.6,"longitude":-74.1,"name":"Here"})"),
      item("wamid.t6", "contacts", R"([{"name":{"formatted_name":"Ana"},"phones":[{"phone":"+57 1"}]}])"),
      item(
          "wamid.t7", "order",
          R"({"catalog_id":"7","product_items":[{"product_retailer_id":"A","quantity":2,"item_price":1.5,"currency":"USD"}]})"),
      item("wamid.t8", "interactive",
           R"({"type":"list_reply","list_reply":{"id":"1","title":"One","description":"The first"}})"),
      item("wamid.t9", "interactive",
           R"({"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{\"a\":\"b\"}"}})"),
      item("wamid.t10", "unsupported", R"({"type":"poll"})"),
      item("wamid.t11", "system", R"({"type":"user_changed_number","body":"","wa_id":"573009998877"})"),
      item("wamid.t12", "text", R"({"body":"gone"})"),
      item("wamid.t13", "revoke", R"({"original_message_id":"wamid.t12"})"),
  };
  for (const std::string& each : received) deliver(delivery_of(each));
  const std::string thread = get(conversation + "/messages").body;
  const auto quoted = thread.find(R"("text":"first")");
  ASSERT_NE(quoted, std::string::npos);
  const auto id = thread.rfind(R"("id":"msg_)", quoted);
  const std::string first = thread.substr(id + 6, thread.find('"', id + 6) - id - 6);
  int key = 0;
  for (
      const std::string& body : {
          fmt::format(R"({{"type":"text","text":"yes","reply_to":"{}"}})", first),
          fmt::format(R"({{"type":"reaction","reaction":{{"message_id":"{}","emoji":"👍"}}}})", first),
          std::string{R"({"type":"location","location":{"latitude":1,"longitude":2}})"},
          std::string{R"({"type":"contacts","contacts":[{"name":"Ana","phones":[{"phone":"+57 1"}]}]})"},
          std::string{R"({"type":"buttons","text":"Sure?","buttons":[{"id":"y","title":"Yes"}]})"},
          std::string{
              R"({"type":"list","text":"Which?","list":{"button":"Show","sections":[{"rows":[{"id":"1","title":"One"}]}]}})"},
          std::string{R"({"type":"cta_url","text":"Pay","link":{"text":"Pay","url":"https://pay.example"}})"},
          std::string{R"({"type":"location_request","text":"Where?"})"},
          std::string{R"({"type":"document","media":{"link":"https://files.example/a.pdf","filename":"a.pdf"}})"},
          std::string{R"({"type":"order"})"},
      }) {
    asked("POST", conversation + "/messages", body, {{"Idempotency-Key", fmt::format("type-{}", ++key)}});
  }
  asked("GET", conversation + "/messages?limit=100");
  asked("GET", conversation + "/messages?around=" + first + "&limit=4");
  asked("GET", conversation + "/messages?around=nothing");
}

void TheContract::ask_inbox() {
  const std::string one = "/v1/conversations/" + customer_writes("hola");
  customer_writes("buenas", k_start_s, "573001234501");
  asked("GET", "/v1/conversations?limit=1");
  asked("GET", "/v1/conversations?limit=0");
  asked("GET", one);
  asked("GET", "/v1/conversations/nothing");
  asked("POST", one + "/read");
  asked("POST", one + "/close");
  asked("POST", one + "/reopen");
  asked("POST", one + "/assign", R"({"assignee_id":"me"})");
  asked("POST", one + "/assign", R"({"assignee_id":5})");
  const std::string text = R"({"type":"text","text":"ya va"})";
  asked("POST", one + "/messages", text, {{"Idempotency-Key", "key-1"}});
  asked("POST", one + "/messages", text);
  ask_every_type(one);
  asked("GET", one + "/messages?limit=1");
  asked("GET", one + "/messages?cursor=x");
  index_for_search();
  asked("GET", "/v1/search/messages?q=hola");
  asked("GET", "/v1/search/messages");
  frames(5);
  ask_send_again(one);
  clock_.advance(std::chrono::hours{25});
  asked("POST", one + "/messages", text, {{"Idempotency-Key", "key-2"}});
}

void TheContract::ask_send_again(const std::string& conversation) {
  const std::string text = R"({"type":"text","text":"otra vez"})";
  const Reply queued = asked("POST", conversation + "/messages", text, {{"Idempotency-Key", "again"}});
  const std::string one = conversation + "/messages/" + queued.member("id");
  asked("POST", one + "/send-again", {}, {{"Idempotency-Key", "again-1"}});  // on its way still
  asked("POST", one + "/send-again");
  const MessageId id = MessageId::parse(queued.member("id")).value();
  ASSERT_TRUE(stores_->store->write(made_.workspace, [&](Transaction& tx) -> Result<void> {
    auto messages = tx.messages().load({&id, 1}).value();
    messages[0].status = DeliveryStatus::failed;
    messages[0].error = DeliveryError{"policy", "Not allowed.", "Ask an admin."};
    auto attempt = attempt_of(1, clock_.now(), RetryLater{RetryLater::Cause::number_rate, {}, "130429"});
    attempt.next_at = clock_.now();
    if (auto kept = tx.send_attempts().add(id, attempt); !kept) return kept;
    const auto last = attempt_of(2, clock_.now(), Rejected{"policy", "Not allowed.", "Ask an admin.", 368});
    if (auto kept = tx.send_attempts().add(id, last); !kept) return kept;
    return tx.messages().save_delivery(messages);
  }));
  const Reply sent = asked("POST", one + "/send-again", {}, {{"Idempotency-Key", "again-1"}});
  EXPECT_EQ(sent.member("retry_of"), id.text());
  const Reply refused = asked("POST", one + "/send-again", {}, {{"Idempotency-Key", "again-2"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.member("code"), "sent_again");
  EXPECT_EQ(refused.member("retried_by"), sent.member("id"));
  EXPECT_NE(asked("GET", one + "/attempts").body.find(R"("provider_code":368)"), std::string::npos);
  asked("GET", conversation + "/messages/msg_1/attempts");
  asked("POST", conversation + "/messages/msg_1/send-again", {}, {{"Idempotency-Key", "again-3"}});
  asked("GET", conversation + "/messages?limit=3");
}

ConnectionId TheContract::connect(Provider provider, const std::string& number_id) {
  Connection other = connection_;
  other.id = ids_.next<ConnectionId>();
  other.provider = provider;
  other.number_id = number_id;
  EXPECT_TRUE(stores_->connections->create(other, {.access_token = "key", .app_secret = k_app_secret}));
  EXPECT_TRUE(directory_->reload());
  return other.id;
}

void TheContract::ask_other_webhooks() {
  const std::string kapso = "/v1/webhooks/whatsapp/kapso";
  const std::string twilio = "/v1/webhooks/whatsapp/twilio";
  const std::string body = "Body=hola";
  for (const auto& address : {kapso, kapso + "/" + connect(Provider::kapso, "9001").text()}) {
    stranger("POST", address, "{}", {{"X-Webhook-Signature", crypto::hmac_sha256_hex(k_app_secret, "{}")}});
    stranger("POST", address, "{}");
  }
  for (const auto& address : {twilio, twilio + "/" + connect(Provider::twilio, "9002").text()}) {
    const std::string signed_text = fmt::format("http://127.0.0.1:{}{}Bodyhola", port(), address);
    stranger("POST", address, body,
             {{"Content-Type", "application/x-www-form-urlencoded"},
              {"X-Twilio-Signature", crypto::to_base64(crypto::hmac_sha1(k_app_secret, signed_text))}});
    stranger("POST", address, body, {{"Content-Type", "application/x-www-form-urlencoded"}});
  }
}

void TheContract::ask_webhooks() {
  const std::string shared = "/v1/webhooks/whatsapp/meta";
  for (const auto& address : {shared, shared + "/" + connection_.id.text()}) {
    const std::string handshake = address + "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
    stranger("GET", handshake + net::percent_encode(k_verify_token));
    stranger("GET", handshake + "wrong");
    note("POST", address, post_signed("no delivery", k_app_secret, address));
    note("POST", address, post_signed("no delivery", "wrong", address));
  }
  ask_other_webhooks();
  apply_deliveries();
  const std::string receipts = asked("GET", "/v1/receipts?limit=1").body;
  const auto at = receipts.find("rcpt_");
  ASSERT_NE(at, std::string::npos);
  asked("POST", "/v1/receipts/" + receipts.substr(at, receipts.find('"', at) - at) + "/replay");
  asked("POST", "/v1/receipts/rcpt_1/replay");
}

void TheContract::ask_operation() {
  stranger("GET", "/healthz");
  stranger("GET", "/readyz");
  ready_ = false;
  stranger("GET", "/readyz");
  stranger("GET", "/metrics");
  asked("GET", "/v1/sandbox");
  asked("PUT", "/v1/sandbox/customers/ana", R"({"name":"Ana","phone":"573001234567"})");
  asked("GET", "/v1/sandbox/customers");
  asked("POST", "/v1/sandbox/reset");
  asked("GET", "/v1/sandbox/nothing/at/all");
}

void TheContract::ask_media() {
  const std::vector<std::pair<std::string, std::string>> picture{{"Content-Type", "image/gif"}};
  const std::string dot{"GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2\x44\1\0;",
                        43};
  const Reply made = asked("POST", "/v1/media?name=dot.gif", dot, picture);
  const std::string link =
      "/v1/media/shared/" + use_cases_->media_links.token(connection_.id, *MediaId::parse(made.member("id")));
  stranger("GET", link);
  stranger("GET", link, {}, {{"Range", "bytes=0-3"}});
  stranger("GET", link, {}, {{"Range", "bytes=1000-"}});
  stranger("GET", link + "0");
  asked("POST", "/v1/media?voice=perhaps", "GIF89a", picture);
  const std::string one = "/v1/media/" + made.member("id");
  asked("GET", one);
  asked("GET", one, {}, {{"Range", "bytes=0-3"}});
  asked("GET", one, {}, {{"Range", "bytes=1000-"}});
  asked("GET", "/v1/media/nothing");
  asked("GET", one + "/thumbnail");
  asked("POST", one + "/fetch");
  deliver(delivery_of(R"({"from":"573001234567","id":"wamid.picture","timestamp":"1795000000","type":"image",)"
                      R"("image":{"id":"1","mime_type":"image/jpeg"}})"));
  const std::string thread = "/v1/conversations/" + customer_writes("a picture") + "/messages";
  const std::string waiting = asked("GET", thread).body;
  const auto at = waiting.find("med_");
  ASSERT_NE(at, std::string::npos);
  const std::string other = "/v1/media/" + waiting.substr(at, waiting.find('"', at) - at);
  asked("GET", other);
  asked("POST", other + "/fetch");
}

TEST_P(TheContract, IsKeptByEveryAnswer) {
  ask_people();
  ask_inbox();
  ask_webhooks();
  ask_operation();
  ask_media();
  EXPECT_EQ(check(), 0) << "See above for what is not as api/openapi.yaml says.";
}

INSTANTIATE_TEST_SUITE_P(, TheContract, ::testing::Values("sqlite"), TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
